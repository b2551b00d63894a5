/* csv.c - any bytes read as a table behind a header: every row that isn't blank is a report or a
 * refusal, texts are valid UTF-8, and rows cut one by one make up the whole. */
#include <stdlib.h>

#include "read/csv.h"
#include "text/utf8.h"

static void require(bool condition) {
    if (!condition) {
        abort();
    }
}

static void check_rows(str bytes, char delimiter) {
    size_t pos = 0;
    while (pos < bytes.len) {
        size_t end = csv_row_end(str_slice(bytes, pos, bytes.len), delimiter);
        require(end == SIZE_MAX || (end > 0 && pos + end <= bytes.len));
        if (end == SIZE_MAX) {
            return;
        }
        pos += end;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    arena a;
    struct read_result out = {0};
    const struct read_options options = {0};
    struct csv_head head;
    arena_init(&a, 0);
    require(ledger_open(&a, &out) == ERR_OK);
    require(csv_head_read(&a, STR("id,text,\"title\",x"), &options.fields, &head) == ERR_OK);
    str bytes = str_of((const char *)data, size);
    check_rows(bytes, head.delimiter);
    struct item item = {.kind = ITEM_ROWS,
                        .source = STR("fuzz.csv"),
                        .id = STR("fuzz"),
                        .bytes = bytes,
                        .number = 1,
                        .head = &head,
                        .options = &options};
    require(csv_build(&a, &item, &out) == ERR_OK);
    (void)csv_is_csv(bytes, &options.fields);
    for (size_t i = 0; i < out.n_docs; i++) {
        const struct document *doc = &out.doc[i];
        require(utf8_is_valid(doc->text) && utf8_is_valid(doc->id) && utf8_is_valid(doc->extra));
        require(doc->text.len > 0 && doc->id.len > 0);
    }
    arena_done(&a);
    return 0;
}
