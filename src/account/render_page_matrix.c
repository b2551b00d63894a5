/* render_page_matrix.c - the coverage matrix: a row a claim, a column a witness, in each cell
 * whether the witness says, paraphrases, differs or is silent, in words. Cells link to the words.
 * O(claims x witnesses). */
#include "account/render_order.h"
#include "account/render_page.h"

enum { CLAIM_CHARS = 90, CELLS_MAX = 50000, NAMED_WITNESSES = 10 };

/* The stance of a witness, strongest for the reader first: differs, says, paraphrases. */
static const struct testimony *stance_of(const struct claim *claim, uint32_t witness, size_t *k) {
    const struct testimony *best = NULL;
    for (; *k < claim->n_testimonies && claim->testimony[*k].witness <= witness; ++*k) {
        const struct testimony *t = &claim->testimony[*k];
        if (t->witness < witness || t->stance == STANCE_SILENT) {
            continue;
        }
        if (!best || t->stance == STANCE_DIFFERS ||
            (t->stance == STANCE_SAYS && best->stance == STANCE_PARAPHRASES)) {
            best = t;
        }
    }
    return best;
}

static void write_cell(struct render_page *p, const struct testimony *t) {
    if (!t) {
        render_page_raw(p, "<td class=\"silent\">silent</td>");
        return;
    }
    const char *stance = stance_name((enum stance)t->stance);
    uint32_t report = p->acct->witness[t->witness].report;
    struct chars at = render_place_chars(&p->place, report, t->at);
    render_page_fmt(p, "<td class=\"%s\"><a href=\"#r%u-%zu-%zu\">%s</a></td>", stance,
                    (unsigned)report + 1, at.from, at.to, stance);
}

static void write_row(struct render_page *p, size_t index) {
    const struct claim *claim = &p->acct->claim[index];
    render_page_fmt(p, "<tr><th scope=\"row\"><a href=\"#s%zu-c%zu\">", p->story + 1, index + 1);
    arena_pos mark = arena_mark(&p->place.scratch);
    str words = claim->text;
    if (claim->kind == CLAIM_UTTERANCE) {
        struct said said = render_said(&p->place.scratch, &p->place, p->acct, claim);
        render_page_text(p, said.who.len    ? said.who
                            : said.conflict ? STR("Speaker disputed")
                                            : STR("Speaker not named"));
        if (said.verb.len && (!said.direct || said.negated)) {
            render_page_raw(p, " ");
            render_page_text(p, said.verb);
        }
        render_page_raw(p, ": ");
        words = said.words;
    }
    render_page_text(p, render_said_head(&p->place.scratch, words, CLAIM_CHARS));
    render_page_raw(p, "</a></th>");
    arena_reset(&p->place.scratch, mark);
    size_t k = 0;
    for (uint32_t w = 0; w < p->acct->n_witnesses; w++) {
        write_cell(p, stance_of(claim, w, &k));
    }
    render_page_raw(p, "</tr>\n");
}

void render_page_matrix(struct render_page *p) {
    if (p->acct->n_witnesses < 2 || p->acct->n_claims == 0) {
        return;
    }
    render_page_fmt(
        p,
        "<section><h3 id=\"s%zu-matrix\">Who says what</h3>\n<div class=\"wide tall\" "
        "tabindex=\"0\" "
        "role=\"region\" aria-label=\"Who says what, story %zu\"><table "
        "class=\"matrix\">\n<caption>Claims "
        "and "
        "witnesses: who says, paraphrases, differs or is silent</caption>\n<thead><tr><th "
        "scope=\"col\">Claim</th>",
        p->story + 1, p->story + 1);
    const char *outlet = p->acct->n_witnesses > NAMED_WITNESSES ? "unseen" : "outlet";
    for (uint32_t w = 0; w < p->acct->n_witnesses; w++) {
        str name = render_place_outlet(&p->place.all->notes[p->acct->witness[w].report].doc);
        render_page_raw(p, "<th scope=\"col\" title=\"");
        render_page_text(p, name);
        render_page_raw(p, "\">");
        render_page_letter(p, w);
        render_page_fmt(p, " <span class=\"%s\">", outlet);
        render_page_text(p, name);
        render_page_raw(p, "</span></th>");
    }
    render_page_raw(p, "</tr></thead>\n<tbody>\n");
    struct claim_order order[] = {render_order_shared(&p->place.scratch, p->acct),
                                  render_order_alone(&p->place.scratch, &p->place, p->acct)};
    size_t most = CELLS_MAX / p->acct->n_witnesses;
    size_t n = 0;
    for (size_t k = 0; k < 2; k++) {
        for (size_t i = 0; i < order[k].n && n < most; i++, n++) {
            write_row(p, order[k].index[i]);
        }
    }
    render_page_raw(p, "</tbody></table></div>\n");
    if (order[0].n + order[1].n > n) {
        render_page_fmt(p, "<p>%zu more claims stand in the lists above.</p>\n",
                        order[0].n + order[1].n - n);
    }
    render_page_raw(p, "</section>\n");
}
