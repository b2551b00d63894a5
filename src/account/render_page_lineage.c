/* render_page_lineage.c - who shares text with whom, drawn as arcs over a row of witnesses and told
 * in words below.
 *
 *        .--->---.              full line with an arrow: the way the text took
 *      (A) - - (B) (C)          broken line: undetermined
 *
 * Stories of more than DRAWN_WITNESSES are told in words alone. O(edges). */
#include "account/render_order.h"
#include "account/render_page.h"
#include "account/render_wording.h"

enum {
    DRAWN_WITNESSES = 14,
    STEP = 120,
    MARGIN = 60,
    BASE = 120,
    RADIUS = 16,
    LABEL_CHARS = 14,
    SHOWN_SPANS = 12,
    MOST_EDGES = 12
};

static bool is_turned(const struct render_page *p, const struct lineage_edge *edge,
                      const struct copy *copy) {
    return copy->a != p->acct->witness[edge->a].report;
}

/* Witnesses between whom the text went; equal to (a, b) when that is undetermined. */
static void way_of(const struct render_page *p, const struct lineage_edge *edge, uint32_t *from,
                   uint32_t *to) {
    const struct copy *copy = &p->place.all->copies.copy[edge->copy];
    bool back = copy->direction == COPY_A_FROM_B;
    back = copy->direction != COPY_UNDETERMINED && is_turned(p, edge, copy) ? !back : back;
    *from = back ? edge->b : edge->a;
    *to = back ? edge->a : edge->b;
}

static void draw_edge(struct render_page *p, const struct lineage_edge *edge) {
    const struct copy *copy = &p->place.all->copies.copy[edge->copy];
    uint32_t from;
    uint32_t to;
    way_of(p, edge, &from, &to);
    unsigned x1 = MARGIN + STEP * from;
    unsigned x2 = MARGIN + STEP * to;
    unsigned far = from < to ? to - from : from - to;
    unsigned rise = far * 34 + 26 > 150 ? 150 : far * 34 + 26;
    int aim = from < to ? -10 : 10;
    bool open = copy->direction == COPY_UNDETERMINED;
    render_page_fmt(p, "<path class=\"%s\" d=\"M %u %u Q %u %d %d %u\"", open ? "open" : "way", x1,
                    BASE - RADIUS - 2, (x1 + x2) / 2, BASE - RADIUS - (int)rise, (int)x2 + aim,
                    BASE - RADIUS - 4);
    if (!open) {
        render_page_fmt(p, " marker-end=\"url(#s%zu-arrow)\"", p->story + 1);
    }
    render_page_raw(p, "/>\n");
}

static void draw_witness(struct render_page *p, uint32_t w) {
    const struct witness *witness = &p->acct->witness[w];
    unsigned x = MARGIN + STEP * w;
    str outlet = render_place_outlet(&p->place.all->notes[witness->report].doc);
    str label = render_place_after(outlet, 0, LABEL_CHARS);
    render_page_fmt(
        p, "<circle cx=\"%u\" cy=\"%u\" r=\"%u\"/><text class=\"in\" x=\"%u\" y=\"%u\">%s</text>",
        x, BASE, RADIUS, x, BASE + 5, render_place_letter(w).text);
    render_page_fmt(p, "<text x=\"%u\" y=\"%u\">", x, BASE + RADIUS + 18);
    render_page_text(p, label);
    render_page_raw(p, label.len < outlet.len ? "\u2026</text>" : "</text>");
    if (witness->origin != w) {
        render_page_fmt(p, "<text class=\"small\" x=\"%u\" y=\"%u\">one origin with %s%s</text>", x,
                        BASE + RADIUS + 34, render_place_letter(witness->origin).text,
                        witness->origin_certain ? "" : "?");
    }
    render_page_raw(p, "\n");
}

static void draw(struct render_page *p) {
    size_t n = p->story + 1;
    unsigned width = 2 * MARGIN + STEP * ((unsigned)p->acct->n_witnesses - 1);
    render_page_fmt(
        p,
        "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Shared text, story "
        "%zu\"><svg "
        "class=\"lineage\" viewBox=\"0 0 %u 180\" width=\"%u\" height=\"180\" role=\"img\" "
        "aria-labelledby=\"s%zu-svg-title s%zu-svg-desc\">\n",
        n, width, width, n, n);
    render_page_fmt(p,
                    "<title id=\"s%zu-svg-title\">Shared text of the witnesses</title>\n<desc "
                    "id=\"s%zu-svg-desc\">Arcs "
                    "between witnesses that share text; an arrow shows the way the text took, a "
                    "broken line that it is "
                    "undetermined. The list below says the same in words.</desc>\n",
                    n, n);
    render_page_fmt(
        p,
        "<defs><marker id=\"s%zu-arrow\" viewBox=\"0 0 10 10\" refX=\"8\" refY=\"5\" "
        "markerWidth=\"7\" "
        "markerHeight=\"7\" orient=\"auto\"><path d=\"M 0 0 L 10 5 L 0 10 z\"/></marker></defs>\n",
        n);
    for (size_t i = 0; i < p->acct->n_lineage; i++) {
        draw_edge(p, &p->acct->lineage[i]);
    }
    for (uint32_t w = 0; w < p->acct->n_witnesses; w++) {
        draw_witness(p, w);
    }
    render_page_raw(p, "</svg></div>\n");
}

static void write_spans(struct render_page *p, const struct lineage_edge *edge,
                        const struct copy *copy) {
    bool turned = is_turned(p, edge, copy);
    render_page_raw(p, "<ul class=\"places\">\n");
    for (size_t i = 0; i < copy->n_spans && i < SHOWN_SPANS; i++) {
        const struct copy_span *span = &copy->span[i];
        render_page_raw(p, "<li>");
        render_page_link(p, (struct place){edge->a, turned ? span->b : span->a});
        render_page_raw(p, " ");
        render_page_link(p, (struct place){edge->b, turned ? span->a : span->b});
        render_page_fmt(p, " <span class=\"how\">%u words%s%s</span></li>\n", (unsigned)span->words,
                        span->exact ? "" : ", reworded", span->quoted ? ", a quotation" : "");
    }
    if (copy->n_spans > SHOWN_SPANS) {
        render_page_fmt(p, "<li>%zu more</li>\n", copy->n_spans - SHOWN_SPANS);
    }
    render_page_raw(p, "</ul>");
}

static void write_edge(struct render_page *p, const struct lineage_edge *edge) {
    const struct copy *copy = &p->place.all->copies.copy[edge->copy];
    bool turned = is_turned(p, edge, copy);
    uint32_t from;
    uint32_t to;
    way_of(p, edge, &from, &to);
    render_page_raw(p, "<li><p>");
    render_page_letter(p, from);
    render_page_raw(p, copy->direction == COPY_UNDETERMINED ? " and " : " \u2192 ");
    render_page_letter(p, to);
    render_page_fmt(
        p, " <strong>%s</strong>: %u five-word runs, %.0f\u00a0%% of %s, %.0f\u00a0%% of %s. ",
        render_wording_certainty(copy), (unsigned)copy->runs,
        100 * (double)(turned ? copy->share_b : copy->share_a), render_place_letter(edge->a).text,
        100 * (double)(turned ? copy->share_a : copy->share_b), render_place_letter(edge->b).text);
    render_page_text(p, render_wording_reason(edge, copy));
    render_page_raw(p, "</p>\n");
    write_spans(p, edge, copy);
    render_page_raw(p, "</li>\n");
}

static void write_edges(struct render_page *p, const uint32_t *index, size_t n) {
    render_page_raw(p, "<ul class=\"claims\">\n");
    for (size_t i = 0; i < n; i++) {
        write_edge(p, &p->acct->lineage[index[i]]);
    }
    render_page_raw(p, "</ul>\n");
}

void render_page_lineage(struct render_page *p) {
    if (p->acct->n_lineage == 0) {
        return;
    }
    render_page_fmt(p, "<section><h3 id=\"s%zu-lineage\">Shared text</h3>\n", p->story + 1);
    if (p->acct->n_witnesses <= DRAWN_WITNESSES) {
        draw(p);
    }
    const uint32_t *order = render_order_lineage(&p->place.scratch, &p->place, p->acct);
    size_t n = order ? p->acct->n_lineage : 0;
    size_t shown = n <= MOST_EDGES + MOST_EDGES / 2 ? n : MOST_EDGES;
    write_edges(p, order, shown);
    if (shown < n) {
        render_page_fmt(p, "<details><summary>%zu more pairs</summary>\n", n - shown);
        write_edges(p, order + shown, n - shown);
        render_page_raw(p, "</details>\n");
    }
    render_page_raw(p, "</section>\n");
}
