/* dates.c - dates and figures of any text: spans in range, in order and apart, values of known
 * expressions inside the calendar, and resolving again with the same anchor changes nothing. */
#include <stdlib.h>

#include "figure/figures.h"
#include "text/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool fine) {
    if (!fine) {
        abort();
    }
}

static void check_dates(const struct document *doc, const struct dates *d) {
    uint32_t end = 0;
    for (size_t i = 0; i < d->n; i++) {
        const struct date *x = &d->date[i];
        check(x->at.from >= end && x->at.from < x->at.to && x->at.to <= doc->text.len);
        check(x->tok_from < x->tok_to && x->tok_to <= doc->n_tok);
        check(x->first_day == DAY_NONE || x->last_day == DAY_NONE || x->first_day <= x->last_day);
        end = x->at.to;
    }
}

static void check_figures(const struct document *doc, const struct figures *f) {
    uint32_t end = 0;
    for (size_t i = 0; i < f->n; i++) {
        const struct figure *x = &f->figure[i];
        check(x->at.from >= end && x->at.from < x->at.to && x->at.to <= doc->text.len);
        check(span_contains(x->at, x->number) && span_contains(x->at, x->amount));
        check(x->counted.from <= x->counted.to && x->counted.to <= doc->text.len);
        check(x->low <= x->high);
        end = x->at.to;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    arena a;
    arena_init(&a, 0);
    const struct date_lexicon *lex;
    const struct figure_lexicon *figures;
    str text;
    size_t n_repaired;
    check(date_lexicon_new(&a, &lex) == ERR_OK && figure_lexicon_new(&a, &figures) == ERR_OK);
    check(utf8_repair(&a, str_of((const char *)data, size), &text, &n_repaired) == ERR_OK);
    struct document doc = {
        .id = STR("f"), .text = text, .published = size % 2 ? STR("2026-03-13") : STR("")};
    struct dates d;
    struct figures f;
    check(document_analyse(&a, &doc) == ERR_OK);
    check(dates_find(&a, lex, &doc, &d) == ERR_OK);
    check_dates(&doc, &d);
    check(figures_find(&a, figures, &doc, &d, &f) == ERR_OK);
    check_figures(&doc, &f);
    const struct anchor anchor = {.day = 20525, .second = -1, .basis = BASIS_INFERRED};
    check(dates_resolve(&a, &doc, &anchor, &d) == ERR_OK);
    check_dates(&doc, &d);
    arena_done(&a);
    return 0;
}
