/* render_verify_page.c - the visible text of a report, block by block, against the words of the
 * export. The page is ours, so its form is known: an article with the id of the report, a text,
 * paragraphs that hold escaped words, marks and at most one label. The words are escaped again and
 * compared as bytes, which needs no reader of HTML. The page is read once from front to back:
 * O(bytes). */
#include "account/render_verify_page.h"

#include <stdint.h>

#include "account/render_escape.h"

#define LARGEST_BLOCK ((size_t)1 << 30)

void render_verify_page_open(struct page_reader *r, str page) {
    *r = (struct page_reader){.page = page};
    buf_init(&r->shown, LARGEST_BLOCK);
    buf_init(&r->expected, LARGEST_BLOCK);
}

void render_verify_page_close(struct page_reader *r) {
    buf_done(&r->shown);
    buf_done(&r->expected);
}

/* Behind the next `words`; false when they don't come. */
static bool pass(struct page_reader *r, str words) {
    size_t at = str_find(r->page, words, r->pos);
    if (at == SIZE_MAX) {
        return false;
    }
    r->pos = at + words.len;
    return true;
}

bool render_verify_page_report(struct page_reader *r, size_t index) {
    buf_clear(&r->shown);
    buf_addf(&r->shown, "<article class=\"report\" id=\"r%zu\"", index + 1);
    return pass(r, buf_str(&r->shown)) && pass(r, STR("<div class=\"text\"")) && pass(r, STR(">"));
}

/* The words up to the end of the paragraph, without tags. */
static void read_shown(struct page_reader *r, size_t end) {
    buf_clear(&r->shown);
    while (r->pos < end) {
        const char *tag = memchr(r->page.ptr + r->pos, '<', end - r->pos);
        size_t to = tag ? (size_t)(tag - r->page.ptr) : end;
        buf_add(&r->shown, str_slice(r->page, r->pos, to));
        size_t close = to < end ? str_find(str_slice(r->page, 0, end), STR(">"), to) : SIZE_MAX;
        r->pos = close == SIZE_MAX ? end : close + 1;
    }
}

bool render_verify_page_block(struct page_reader *r, str words) {
    if (!pass(r, STR("<p class=\"")) || !pass(r, STR(">"))) {
        return false;
    }
    size_t end = str_find(r->page, STR("</p>"), r->pos);
    if (end == SIZE_MAX) {
        return false;
    }
    if (str_starts_with(str_slice(r->page, r->pos, end), STR("<span class=\"label\">"))) {
        pass(r, STR("</span> "));
    }
    read_shown(r, end);
    buf_clear(&r->expected);
    render_escape_html(&r->expected, words);
    return str_equals(buf_str(&r->shown), buf_str(&r->expected));
}
