/* item.c - which builder an item goes to; and responses of archives, which are looked into first.
 */
#include "read/item.h"

#include <stdio.h>

#include "read/csv.h"
#include "read/feeds.h"
#include "read/lines.h"
#include "read/messages.h"
#include "read/pages.h"
#include "read/plain.h"
#include "read/responses.h"

str item_name(arena *a, const struct item *item, str base) {
    if (item->number == 0) {
        return base;
    }
    size_t size = base.len + 24;
    char *name = arena_alloc(a, size);
    if (!name) {
        return (str){NULL, 0};
    }
    int len = snprintf(name, size, "%" STR_FMT ":%zu", STR_ARG(base), item->number);
    return str_of(name, (size_t)len);
}

void item_hash(const struct item *item, str bytes, struct document *doc) {
    if (!item->options || !item->options->without_hash) {
        hash_sha256(bytes, doc->source_sha256);
    }
}

enum err item_build(arena *a, const struct item *item, struct read_result *out) {
    switch ((enum item_kind)item->kind) {
    case ITEM_NONE:
        return ERR_OK;
    case ITEM_TEXT:
        return plain_build(a, item, out);
    case ITEM_LINES:
        return lines_build(a, item, out);
    case ITEM_ROWS:
        return csv_build(a, item, out);
    case ITEM_PAGE:
        return pages_build(a, item, out);
    case ITEM_FEED:
        return feeds_build(a, item, out);
    case ITEM_MESSAGE:
        return messages_build(a, item, out);
    case ITEM_HTTP:
        return responses_build(a, item, out);
    }
    return ERR_OK;
}
