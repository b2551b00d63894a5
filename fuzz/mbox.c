/* mbox.c - any bytes read as a mailbox: each message is a report or a refusal, everything in UTF-8.
 */
#include <stdlib.h>

#include "read/messages.h"
#include "text/utf8.h"

static void require(bool condition) {
    if (!condition) {
        abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    arena a;
    struct read_result out = {0};
    const struct read_options options = {0};
    arena_init(&a, 0);
    require(ledger_open(&a, &out) == ERR_OK);
    struct item item = {.kind = ITEM_MESSAGE,
                        .source = STR("fuzz.mbox"),
                        .id = STR("fuzz"),
                        .bytes = str_of((const char *)data, size),
                        .number = 1,
                        .options = &options};
    (void)messages_is_mailbox(item.bytes);
    require(messages_build(&a, &item, &out) == ERR_OK);
    require(out.n_items == 1);
    for (size_t i = 0; i < out.n_docs; i++) {
        const struct document *doc = &out.doc[i];
        require(utf8_is_valid(doc->text) && utf8_is_valid(doc->title) &&
                utf8_is_valid(doc->author));
        require(utf8_is_valid(doc->outlet) && utf8_is_valid(doc->id) && doc->text.len > 0);
    }
    arena_done(&a);
    return 0;
}
