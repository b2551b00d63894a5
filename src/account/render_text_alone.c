/* render_text_alone.c - what stands in one report alone, by report: people's own words first, then
 * restatements, events, figures. Unless `all` is set each statement is cut to about two lines and a
 * report to what fits a screen, with less for each when many reports have something alone.
 * O(claims log claims). */
#include "account/render_order.h"
#include "account/render_text.h"

enum {
    MOST_LINES = 8,
    LEAST_LINES = 3,
    LINES_OF_ALL = 60,
    LINES_OF_ONE = 20,
    SPARE_LINES = 2,
    LEAST_CHARS = 60
};

static void write_rest(struct render_text *t, size_t n) {
    if (n) {
        render_sheet_own(&t->sheet, STYLE_DIM,
                         render_text_note(t, "%zu more (--all shows them)", n));
        render_sheet_end(&t->sheet, 5, 5);
    }
}

static void write_name(struct render_text *t, uint32_t witness) {
    const struct document *doc = &t->place.all->notes[t->acct->witness[witness].report].doc;
    render_sheet_cstr(&t->sheet, STYLE_LETTER, render_place_letter(witness).text);
    render_sheet_cstr(&t->sheet, STYLE_PLAIN, "  ");
    render_sheet_words(&t->sheet, STYLE_PLAIN, render_place_outlet(doc));
    render_sheet_end(&t->sheet, 2, 5);
}

static uint32_t witness_of(const struct render_text *t, const struct claim_order *order, size_t i) {
    return t->acct->claim[order->index[i]].base.witness;
}

/* Statements to show of each report. */
static size_t most_of(const struct render_text *t, const struct claim_order *order) {
    size_t n_reports = 0;
    for (size_t i = 0; i < order->n; i++) {
        n_reports += i == 0 || witness_of(t, order, i) != witness_of(t, order, i - 1);
    }
    size_t most = LINES_OF_ALL / (n_reports ? n_reports : 1);
    most = most > MOST_LINES ? MOST_LINES : most < LEAST_LINES ? LEAST_LINES : most;
    return t->acct->n_witnesses == 1 ? LINES_OF_ONE : most;
}

static size_t most_chars(const struct render_text *t) {
    size_t two_lines = 2 * (size_t)t->sheet.width - 20;
    return t->all || t->acct->n_witnesses == 1 ? 0
           : two_lines > LEAST_CHARS + 30      ? two_lines - 30
                                               : LEAST_CHARS;
}

void render_text_alone(struct render_text *t) {
    struct claim_order order = render_order_alone(&t->place.scratch, &t->place, t->acct);
    if (order.n == 0) {
        return;
    }
    bool is_one = t->acct->n_witnesses == 1;
    render_sheet_heading(&t->sheet, STYLE_HEAD, is_one ? "Statements" : "Only in one report", NULL);
    size_t most = most_of(t, &order);
    for (size_t from = 0; from < order.n;) {
        size_t to = from;
        while (to < order.n && witness_of(t, &order, to) == witness_of(t, &order, from)) {
            to++;
        }
        size_t shown = t->all || to - from <= most + SPARE_LINES ? to : from + most;
        if (!is_one) {
            write_name(t, witness_of(t, &order, from));
        }
        for (size_t i = from; i < shown; i++) {
            render_text_claim_line(t, &t->acct->claim[order.index[i]], 5, 7, most_chars(t));
        }
        write_rest(t, to - shown);
        from = to;
    }
}
