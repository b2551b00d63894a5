/* sift.c - documents to the memory of sites and back. A site is the host of the page's address, or
 * the outlet where a page has none; `www.` doesn't count. Documents held together are taken in the
 * order of address and text, so that nothing depends on that of the input. O(text). */
#include "read/sift.h"

#include "base/sort.h"

enum { MOST_BLOCKS = 1 << 22 };

/* Site of a document; empty when it was no page or says nothing of where it comes from. */
static str site_of(const struct document *doc) {
    size_t scheme = str_find(doc->url, STR("://"), 0);
    if (doc->n_given == 0) {
        return (str){"", 0};
    }
    if (scheme == SIZE_MAX) {
        return doc->outlet;
    }
    str host = str_slice(doc->url, scheme + 3, doc->url.len);
    size_t end = 0;
    while (end < host.len && !memchr("/?#:", host.ptr[end], 4)) {
        end++;
    }
    host.len = end;
    return str_starts_with(host, STR("www.")) ? str_slice(host, 4, host.len) : host;
}

static struct site_page page_of(const struct document *doc) {
    return (struct site_page){
        .host = site_of(doc), .text = doc->text, .block = doc->given, .n_blocks = doc->n_given};
}

enum err sift_add(struct site_memory *m, arena *scratch, const struct document *doc) {
    struct site_page page = page_of(doc);
    return site_add(m, scratch, &page);
}

enum err sift_strip(const struct site_memory *m, arena *a, struct document *doc) {
    struct site_page page = page_of(doc);
    bool *drop;
    size_t n;
    TRY(site_find(m, a, &page, &drop, &n));
    if (n == 0) {
        return ERR_OK;
    }
    struct site_text text = {.text = doc->text,
                             .block = doc->given,
                             .n_blocks = doc->n_given,
                             .run = doc->run,
                             .n_runs = doc->n_runs};
    TRY(site_strip(a, drop, &text));
    doc->text = text.text;
    doc->given = text.block;
    doc->run = text.run;
    doc->n_runs = text.n_runs;
    return ERR_OK;
}

static int by_url_and_text(const void *x, const void *y, void *ctx) {
    const struct document *doc = ctx;
    const struct document *a = &doc[*(const uint32_t *)x];
    const struct document *b = &doc[*(const uint32_t *)y];
    int order = str_compare(a->url, b->url);
    return order ? order : str_compare(a->text, b->text);
}

static enum err mark_page(const struct site_memory *m, arena *scratch, arena *a,
                          struct document *doc) {
    struct site_page page = page_of(doc);
    bool *drop;
    size_t n;
    TRY(site_find(m, scratch, &page, &drop, &n));
    if (n == 0) {
        return ERR_OK;
    }
    struct page_block *block = arena_array(a, doc->n_given, sizeof *block);
    if (!block) {
        return a->last;
    }
    for (size_t i = 0; i < doc->n_given; i++) {
        block[i] = doc->given[i];
        block[i].kind = drop[i] ? PAGE_PROMO : block[i].kind;
    }
    doc->given = block;
    return ERR_OK;
}

/* All pages into the memory, then each looked up. */
static enum err mark_all(struct site_memory *m, arena *scratch, arena *a, struct document *doc,
                         size_t n) {
    uint32_t *order = arena_array(scratch, n, sizeof *order);
    if (!order) {
        return scratch->last;
    }
    for (size_t i = 0; i < n; i++) {
        order[i] = (uint32_t)i;
    }
    TRY(sort_stable(scratch, order, n, sizeof *order, by_url_and_text, doc));
    for (size_t i = 0; i < n; i++) {
        TRY(sift_add(m, scratch, &doc[order[i]]));
    }
    for (size_t i = 0; i < n; i++) {
        arena_pos pos = arena_mark(scratch);
        enum err code = mark_page(m, scratch, a, &doc[i]);
        arena_reset(scratch, pos);
        TRY(code);
    }
    return ERR_OK;
}

enum err sift_mark(arena *a, struct document *doc, size_t n) {
    size_t most = 0;
    size_t n_pages = 0;
    for (size_t i = 0; i < n; i++) {
        most += doc[i].n_given;
        n_pages += doc[i].n_given > 0;
    }
    if (n_pages < 3) {
        return ERR_OK;
    }
    arena scratch;
    struct site_memory m;
    arena_init(&scratch, 0);
    enum err code = site_init(&m, most < MOST_BLOCKS ? most : MOST_BLOCKS);
    code = code == ERR_OK ? mark_all(&m, &scratch, a, doc, n) : code;
    site_done(&m);
    arena_done(&scratch);
    return code;
}
