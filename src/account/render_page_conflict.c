/* render_page_conflict.c - the conflicts on the page: question, sides with their witnesses and
 * words, reason. Each side is a figure with the value as caption; each place links to the words in
 * the report. O(places). */
#include "account/render_page.h"
#include "account/render_wording.h"

/* The words of a side, with what the other side doesn't have marked. */
static void write_wording(struct render_page *p, str words, str other) {
    struct wording_parts parts = render_wording_parts(words, other);
    render_page_raw(p, "<q>\u201c");
    render_page_text(p, parts.head);
    if (parts.middle.len) {
        render_page_raw(p, "<strong class=\"differs\">");
        render_page_text(p, parts.middle);
        render_page_raw(p, "</strong>");
    }
    render_page_text(p, parts.tail);
    render_page_raw(p, "\u201d</q>");
}

static void write_place(struct render_page *p, const struct conflict *c, struct place place) {
    uint32_t report = p->acct->witness[place.witness].report;
    render_page_raw(p, "<li>");
    render_page_link(p, place);
    str words = render_wording_attribution(&p->place, p->acct, c, place);
    if (c->kind == CONFLICT_SPEAKER && words.len) {
        render_page_raw(p, " <span class=\"how\">");
        render_page_quote(p, words);
        render_page_raw(p, "</span>");
    } else if (c->kind == CONFLICT_SPEAKER) {
        render_page_raw(p, " <span class=\"how\">by context, without a cue of its own</span>");
    } else if (!render_wording_has_words(c)) {
        struct wording_parts snippet =
            render_wording_snippet(p->place.all->notes[report].doc.text, place.at, 40, 60);
        render_page_raw(p, snippet.is_start ? " <span class=\"how\">"
                                            : " <span class=\"how\">\u2026 ");
        render_page_text(p, snippet.head);
        render_page_raw(p, "<strong>");
        render_page_text(p, snippet.middle);
        render_page_raw(p, "</strong>");
        render_page_text(p, snippet.tail);
        render_page_raw(p, snippet.is_end ? "</span>" : " \u2026</span>");
    }
    render_page_raw(p, "</li>\n");
}

static void write_side(struct render_page *p, const struct conflict *c, size_t i) {
    const struct side *side = &c->side[i];
    render_page_raw(p, "<div class=\"side\"><p class=\"value\">");
    if (render_wording_has_words(c)) {
        write_wording(p, side->value, c->side[i == 0 ? 1 : 0].value);
    } else {
        render_page_raw(p, "<strong>");
        render_page_text(p, side->value);
        render_page_raw(p, "</strong>");
    }
    render_page_raw(p, " <span class=\"count\">");
    render_page_text(p, render_wording_counts(&p->place.scratch, side->n_witnesses, side->n_outlets,
                                              side->n_origins));
    render_page_raw(p, "</span></p>\n<ul class=\"places\">\n");
    for (size_t k = 0; k < side->n_places; k++) {
        write_place(p, c, side->place[k]);
    }
    render_page_raw(p, "</ul></div>\n");
}

static void write_conflict(struct render_page *p, size_t i) {
    const struct conflict *c = &p->acct->conflict[i];
    render_page_fmt(p, "<article class=\"conflict\" id=\"s%zu-x%zu\">\n<h4>", p->story + 1, i + 1);
    render_page_fmt(p, "<span class=\"kind\">%s</span> ",
                    conflict_kind_name((enum conflict_kind)c->kind));
    render_page_raw(p, render_wording_question(c));
    render_page_raw(p, "</h4>\n");
    if (!render_wording_has_words(c)) {
        render_page_raw(p, "<p class=\"subject\">");
        (c->kind == CONFLICT_SPEAKER ? render_page_quote : render_page_text)(p, c->subject);
        render_page_raw(p, "</p>\n");
    }
    render_page_raw(p, "<div class=\"sides\">\n");
    for (size_t k = 0; k < c->n_sides; k++) {
        write_side(p, c, k);
    }
    render_page_raw(p, "</div>\n<p class=\"reason\">");
    render_page_text(p, c->reason);
    render_page_raw(p, "</p>\n</article>\n");
}

void render_page_conflict_all(struct render_page *p) {
    if (p->acct->n_witnesses < 2) {
        return;
    }
    render_page_fmt(p, "<section class=\"conflicts\"><h3 id=\"s%zu-conflicts\">Conflicts",
                    p->story + 1);
    render_page_fmt(p, " <span class=\"count\">%zu</span></h3>\n", p->acct->n_conflicts);
    if (p->acct->n_conflicts == 0) {
        render_page_raw(p, "<p>None found.</p>\n");
    }
    for (size_t i = 0; i < p->acct->n_conflicts; i++) {
        write_conflict(p, i);
    }
    render_page_raw(p, "</section>\n");
}
