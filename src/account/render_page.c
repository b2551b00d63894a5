/* render_page.c - what the sections of the page share: escaping, links, letters, counts.
 * Every piece of foreign text passes render_escape_html here; the rest of the markup is ours. */
#include "account/render_page.h"

#include <stdio.h>

void render_page_raw(struct render_page *p, const char *html) {
    buf_add_cstr(p->out, html);
}

void render_page_fmt(struct render_page *p, const char *fmt, ...) {
    char text[512];
    va_list args;
    va_start(args, fmt);
    int n = vsnprintf(text, sizeof text, fmt, args);
    va_end(args);
    size_t len = n < 0 ? 0 : (size_t)n < sizeof text ? (size_t)n : sizeof text - 1;
    buf_add(p->out, (str){text, len});
}

void render_page_text(struct render_page *p, str text) {
    render_escape_html(p->out, text);
}

void render_page_quote(struct render_page *p, str text) {
    render_page_raw(p, "<q>\u201c");
    render_page_text(p, text);
    render_page_raw(p, "\u201d</q>");
}

void render_page_restated(struct render_page *p, str text) {
    render_page_raw(p, "<span class=\"restated\">");
    render_page_text(p, text);
    render_page_raw(p, "</span>");
}

void render_page_letter(struct render_page *p, uint32_t witness) {
    render_page_fmt(p, "<b class=\"letter\">%s</b>", render_place_letter(witness).text);
}

void render_page_link(struct render_page *p, struct place place) {
    uint32_t report = p->acct->witness[place.witness].report;
    struct chars at = render_place_chars(&p->place, report, place.at);
    render_page_fmt(p, "<a class=\"place\" href=\"#r%u-%zu-%zu\"><b class=\"letter\">%s</b> ",
                    (unsigned)report + 1, at.from, at.to, render_place_letter(place.witness).text);
    render_page_raw(p, "<span class=\"outlet\">");
    render_page_text(p, render_place_outlet(&p->place.all->notes[report].doc));
    render_page_fmt(p, "</span> <span class=\"at\">%zu\u2013%zu</span></a>", at.from, at.to);
}

void render_page_letter_link(struct render_page *p, struct place place) {
    uint32_t report = p->acct->witness[place.witness].report;
    struct chars at = render_place_chars(&p->place, report, place.at);
    render_page_fmt(p, "<a class=\"place\" href=\"#r%u-%zu-%zu\">", (unsigned)report + 1, at.from,
                    at.to);
    render_page_letter(p, place.witness);
    render_page_raw(p, "<span class=\"unseen\"> ");
    render_page_text(p, render_place_outlet(&p->place.all->notes[report].doc));
    render_page_raw(p, "</span></a>");
}

void render_page_count(struct render_page *p, size_t n, const char *one, const char *many) {
    render_page_fmt(p, "%zu %s", n, n == 1 ? one : many);
}
