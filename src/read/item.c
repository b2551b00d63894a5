/* item.c - which builder an item goes to; and responses of archives, which are looked into first.
 */
#include "read/item.h"

#include <string.h>

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
    enum { DIGITS = 20 };
    char digits[DIGITS];
    size_t at = DIGITS;
    for (size_t n = item->number; n; n /= 10) {
        digits[--at] = (char)('0' + n % 10);
    }
    str parts[] = {base, STR(":"), str_of(digits + at, DIGITS - at)};
    size_t len = 0;
    char *name = arena_take(a, base.len + 1 + DIGITS);
    if (!name) {
        return (str){NULL, 0};
    }
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        memcpy(name + len, parts[i].ptr, parts[i].len);
        len += parts[i].len;
    }
    return str_of(name, len);
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
