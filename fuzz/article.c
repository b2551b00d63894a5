/* Pages of whatever bytes: blocks in order, parted by blank lines (rows of a table by a line feed)
 * and inside the text; runs ascending, apart and inside both sides; a run of equal length in a page
 * that is UTF-8 reads the same in text and source; reading again gives the same. */
#include <stdlib.h>
#include <string.h>

#include "page/page.h"
#include "text/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool fine) {
    if (!fine) {
        abort();
    }
}

static void check_blocks(const struct page *p, size_t size) {
    uint32_t to = 0;
    bool any = false;
    bool in_table = false;
    for (size_t i = 0; i < p->n_blocks; i++) {
        const struct page_block *b = &p->block[i];
        check(b->kind < PAGE_BLOCK_KINDS && b->score >= 0 && b->score <= 1);
        check(b->source.from <= b->source.to && b->source.to <= size);
        check(b->at.from <= b->at.to && b->at.to <= p->text.len);
        if (b->at.from == b->at.to) {
            continue;
        }
        bool is_row = b->kind == PAGE_TABLE_ROW;
        bool is_line = in_table && is_row && b->at.from == to + 1;
        check(b->at.from == (is_line ? to + 1 : any ? to + 2 : 0));
        check(!any || memcmp(p->text.ptr + to, "\n\n", is_line ? 1 : 2) == 0);
        in_table = is_row;
        to = b->at.to;
        any = true;
    }
    check(to == p->text.len);
}

static void check_runs(const struct page *p, str source, bool same) {
    uint32_t to = 0;
    for (size_t i = 0; i < p->n_runs; i++) {
        const struct page_run *r = &p->run[i];
        check(r->len > 0 && r->text >= to && r->text + (size_t)r->len <= p->text.len);
        check(r->source + (size_t)r->source_len <= source.len);
        to = r->text + r->len;
        if (same && r->len == r->source_len && r->len > 8) {
            check(memcmp(p->text.ptr + r->text, source.ptr + r->source, r->len) == 0);
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    str bytes = {(const char *)data, size};
    arena a;
    arena_init(&a, 0);
    struct page p;
    if (page_read(&a, bytes, NULL, &p) == ERR_OK) {
        check(utf8_check(p.text) == p.text.len && p.confidence >= 0 && p.confidence <= 1);
        check_blocks(&p, size);
        check_runs(&p, bytes, utf8_check(bytes) == size);
        struct page again;
        check(page_read(&a, bytes, NULL, &again) == ERR_OK && str_equals(p.text, again.text));
    }
    struct page piece;
    if (utf8_check(bytes) == size) {
        check(page_read_fragment(&a, bytes, &piece) == ERR_OK);
        check_blocks(&piece, size);
        check_runs(&piece, bytes, true);
    }
    arena_done(&a);
    return 0;
}
