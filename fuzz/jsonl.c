/* jsonl.c - any bytes read as report lines: every line that isn't blank is a report or a refusal,
 * texts are valid, ids unlike. */
#include <stdlib.h>

#include "read/lines.h"
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
    arena_init(&a, 0);
    require(ledger_open(&a, &out) == ERR_OK);
    const struct read_options options = {0};
    struct item item = {.options = &options,
                        .kind = ITEM_LINES,
                        .source = STR("fuzz.jsonl"),
                        .id = STR("fuzz"),
                        .bytes = str_of((const char *)data, size),
                        .number = 1};
    require(lines_build(&a, &item, &out) == ERR_OK);
    size_t n_refused = 0;
    for (size_t i = 0; i < out.n_problems; i++) {
        n_refused += out.problem[i].fault != READ_MENDED;
        require(out.problem[i].error.pos == UINT64_MAX || out.problem[i].error.pos <= size);
    }
    require(out.n_items == out.n_docs + n_refused);
    for (size_t i = 0; i < out.n_docs; i++) {
        const struct document *doc = &out.doc[i];
        require(utf8_is_valid(doc->text) && utf8_is_valid(doc->id) && utf8_is_valid(doc->title));
        require(utf8_is_valid(doc->extra) && doc->text.len > 0 && doc->id.len > 0);
        require(i == 0 || i > 100 || !str_equals(out.doc[i - 1].id, doc->id));
    }
    arena_done(&a);
    return 0;
}
