/* page.c - one page from its bytes to the article: encoding, tree, metadata, article, and all spans
 * taken back to the bytes as they were served. Linear in the bytes. */
#include "page/page.h"

#include "page/meta.h"
#include "page/page_steps.h"

enum err page_steps_open(arena *a, str bytes, const struct page_hints *hints,
                         struct page_opened *opened, struct page *out) {
    static const struct page_hints none = {0};
    hints = hints ? hints : &none;
    *out = (struct page){.text = STR("")};
    *opened = (struct page_opened){0};
    const struct charset_hints declared = {.content_type = hints->content_type, .markup = true};
    TRY(charset_convert_markup(a, bytes, &declared, &opened->text));
    out->encoding = opened->text.encoding;
    out->n_repaired = opened->text.n_repaired;
    TRY(html_parse(a, opened->text.text, NULL, &opened->tree));
    struct meta_extra extra = {0};
    TRY(meta_read(a, &opened->tree, hints, &out->meta, &extra));
    opened->hints =
        (struct article_hints){.title = out->meta.title.value, .json_ld_body = extra.json_ld_body};
    return ERR_OK;
}

/* A span of the UTF-8 text as bytes of the page as served. */
static void map_span(const struct charset_text *t, struct span *at) {
    if (!span_is_empty(*at)) {
        *at = (struct span){(uint32_t)charset_source_pos(t, at->from),
                            (uint32_t)charset_source_pos(t, at->to)};
    }
}

static void map_meta(const struct charset_text *t, struct page_meta *m) {
    struct page_value *const value[] = {&m->title,   &m->published,   &m->modified,
                                        &m->outlet,  &m->lang,        &m->url,
                                        &m->section, &m->description, &m->image};
    for (size_t i = 0; i < sizeof value / sizeof *value; i++) {
        map_span(t, &value[i]->at);
    }
}

enum err page_steps_map(arena *a, str bytes, const struct page_opened *opened, struct page *out) {
    const struct charset_text *t = &opened->text;
    if (t->text.ptr == bytes.ptr) {
        return ERR_OK; /* UTF-8 as served */
    }
    struct page_block *block = arena_array(a, out->n_blocks, sizeof *block);
    struct page_run *run = arena_array(a, out->n_runs, sizeof *run);
    struct page_value *author = arena_array(a, out->meta.n_authors, sizeof *author);
    if (!block || !run || !author) {
        return a->last;
    }
    for (size_t i = 0; i < out->n_blocks; i++) {
        block[i] = out->block[i];
        map_span(t, &block[i].source);
    }
    for (size_t i = 0; i < out->n_runs; i++) {
        run[i] = out->run[i];
        struct span at = {run[i].source, run[i].source + run[i].source_len};
        map_span(t, &at);
        run[i].source = at.from;
        run[i].source_len = at.to - at.from;
    }
    for (size_t i = 0; i < out->meta.n_authors; i++) {
        author[i] = out->meta.author[i];
        map_span(t, &author[i].at);
    }
    map_meta(t, &out->meta);
    out->block = block;
    out->run = run;
    out->meta.author = author;
    return ERR_OK;
}

enum err page_read(arena *a, str bytes, const struct page_hints *hints, struct page *out) {
    struct page_opened opened;
    TRY(page_steps_open(a, bytes, hints, &opened, out));
    TRY(article_read(a, &opened.tree, &opened.hints, out));
    return page_steps_map(a, bytes, &opened, out);
}

enum err page_read_fragment(arena *a, str markup, struct page *out) {
    *out = (struct page){.text = STR(""), .encoding = STR("UTF-8")};
    const struct html_options options = {.fragment = true, .context = HTML_TAG_DIV};
    struct html_tree tree;
    TRY(html_parse(a, markup, &options, &tree));
    return article_read_all(a, &tree, out);
}
