/* render_text_claim.c - claims that several reports carry, on a terminal: what is said, by whom,
 * and how each report renders it; what happened; figures. Speakers that witnesses disagree about
 * and wordings that can't all be right name their conflict. O(testimonies^2) a claim, in practice
 * few.
 */
#include "account/render_order.h"
#include "account/render_text.h"
#include "account/render_wording.h"

enum { EVENT_CHARS = 150 };

void render_text_claim_speaker(struct render_text *t, const struct said *said) {
    struct render_sheet *s = &t->sheet;
    if (said->who.len) {
        render_sheet_words(s, STYLE_BOLD, said->who);
    } else {
        render_sheet_cstr(s, STYLE_CARE, said->conflict ? "Speaker disputed" : "Speaker not named");
    }
    if (said->conflict) {
        render_sheet_own(s, STYLE_CARE,
                         render_text_note(t, "%s (see conflict %zu)",
                                          said->who.len ? ", disputed" : "", said->conflict));
    }
    if (said->verb.len && (said->who.len || said->negated)) {
        render_sheet_cstr(s, STYLE_PLAIN, said->who.len && !said->conflict ? " " : ", ");
        render_sheet_words(s, STYLE_PLAIN, said->verb);
    }
}

static void write_said(struct render_text *t, const struct claim *claim, size_t chars) {
    struct said said = render_said(&t->place.scratch, &t->place, t->acct, claim);
    said.verb = said.direct && !said.negated ? (str){"", 0} : said.verb;
    render_text_claim_speaker(t, &said);
    render_sheet_cstr(&t->sheet, STYLE_PLAIN, ": ");
    str words = chars ? render_said_head(&t->place.scratch, said.words, chars) : said.words;
    if (said.direct) {
        render_text_quoted(t, STYLE_PLAIN, words);
    } else {
        render_sheet_words(&t->sheet, STYLE_PLAIN, words);
    }
}

/* "(planned)" and the day, for events; nothing for what is simply asserted. */
static void write_modality(struct render_text *t, const struct claim *claim) {
    if (claim->kind == CLAIM_EVENT && claim->modality != MODALITY_ASSERTED) {
        render_sheet_own(
            &t->sheet, STYLE_CARE,
            render_text_note(t, " (%s)",
                             event_modality_name((enum event_modality)claim->modality)));
    }
}

static str figure_words(const struct render_text *t, const struct testimony *testimony) {
    uint32_t report = t->acct->witness[testimony->witness].report;
    if (testimony->annotation == NONE) {
        return render_place_words(&t->place, report, testimony->at);
    }
    return render_wording_figure(
        &t->place, report, &t->place.all->notes[report].figures.figure[testimony->annotation]);
}

void render_text_claim_line(struct render_text *t, const struct claim *claim, unsigned first,
                            unsigned indent, size_t chars) {
    arena_pos mark = arena_mark(&t->place.scratch);
    str words = claim->kind == CLAIM_FIGURE && claim->n_testimonies > 0
                    ? figure_words(t, &claim->testimony[0])
                    : claim->text;
    if (claim->kind == CLAIM_UTTERANCE) {
        write_said(t, claim, chars);
    } else {
        words = chars ? render_said_head(&t->place.scratch, words, chars) : words;
        render_sheet_words(&t->sheet, STYLE_PLAIN, words);
        write_modality(t, claim);
    }
    render_sheet_end_with(&t->sheet, first, indent, render_text_ref(t, claim->base));
    arena_reset(&t->place.scratch, mark);
}

/* ---- who says it how ---- */

/* What a testimony gives besides the manner: its words, unless they are those of the claim. */
static str own_words(const struct render_text *t, const struct claim *claim,
                     const struct testimony *testimony) {
    str words =
        render_place_words(&t->place, t->acct->witness[testimony->witness].report, testimony->at);
    bool same = render_wording_is_exact(render_wording_manner(t->acct, claim, testimony)) ||
                render_wording_is_same(claim, words);
    return same ? (str){"", 0} : words;
}

static bool are_alike(const struct render_text *t, const struct claim *claim, size_t i, size_t k) {
    const struct testimony *a = &claim->testimony[i];
    const struct testimony *b = &claim->testimony[k];
    return strcmp(render_wording_manner(t->acct, claim, a),
                  render_wording_manner(t->acct, claim, b)) == 0 &&
           str_equals(own_words(t, claim, a), own_words(t, claim, b));
}

/* Whether an earlier testimony gives the claim as testimony `i` does. */
static bool is_repeated(const struct render_text *t, const struct claim *claim, size_t i) {
    for (size_t k = 0; k < i; k++) {
        if (are_alike(t, claim, i, k)) {
            return true;
        }
    }
    return false;
}

/* Letters of the witnesses that give the claim as testimony `i` does, once each. */
static void write_letters(struct render_text *t, const struct claim *claim, size_t i) {
    uint32_t last = NONE;
    for (size_t k = i; k < claim->n_testimonies; k++) {
        uint32_t witness = claim->testimony[k].witness;
        if (witness != last && are_alike(t, claim, i, k)) {
            render_sheet_cstr(&t->sheet, STYLE_LETTER, render_place_letter(witness).text);
            render_sheet_cstr(&t->sheet, STYLE_PLAIN, " ");
            last = witness;
        }
    }
}

/* "changed in meaning (see conflict 2)" */
static void write_manner(struct render_text *t, const struct claim *claim, const char *how) {
    render_sheet_cstr(&t->sheet, render_wording_is_exact(how) ? STYLE_DIM : STYLE_CARE, how);
    size_t conflict = render_wording_conflict(t->acct, claim);
    if (conflict && render_wording_is_alarming(how)) {
        render_sheet_own(&t->sheet, STYLE_CARE,
                         render_text_note(t, " (see conflict %zu)", conflict));
    }
}

/* A witness that denies what others state is told so. */
static void write_own_words(struct render_text *t, const struct claim *claim,
                            const struct testimony *testimony, str words) {
    uint32_t report = t->acct->witness[testimony->witness].report;
    const struct quotation *q =
        testimony->annotation == NONE
            ? NULL
            : &t->place.all->notes[report].quotes.quotation[testimony->annotation];
    render_sheet_cstr(&t->sheet, STYLE_DIM, ": ");
    if (q && q->negated) {
        render_sheet_words(
            &t->sheet, STYLE_CARE,
            render_said_verb(&t->place.scratch, &t->place, report, testimony->annotation));
        render_sheet_cstr(&t->sheet, STYLE_DIM, ": ");
    }
    if (render_wording_wants_marks(&t->place, t->acct, claim, testimony)) {
        render_text_quoted(t, STYLE_DIM, words);
    } else {
        render_sheet_words(
            &t->sheet, STYLE_DIM,
            render_said_words(&t->place.scratch, words, q && q->type == QUOTE_DIRECT));
    }
}

static str counts_of(struct render_text *t, const struct claim *claim) {
    return render_wording_counts(&t->place.scratch, claim->n_witnesses, claim->n_outlets,
                                 claim->n_origins);
}

/* First, on one line, the witnesses that add no words of their own, and how many tell it; then each
 * of the others. */
static void write_manners(struct render_text *t, const struct claim *claim) {
    struct render_sheet *s = &t->sheet;
    size_t n = 0;
    for (size_t i = 0; i < claim->n_testimonies; i++) {
        if (own_words(t, claim, &claim->testimony[i]).len == 0 && !is_repeated(t, claim, i)) {
            render_sheet_cstr(s, STYLE_DIM, n++ > 0 ? " \u00b7 " : "");
            write_letters(t, claim, i);
            write_manner(t, claim, render_wording_manner(t->acct, claim, &claim->testimony[i]));
        }
    }
    render_sheet_end_with(s, 6, 8, counts_of(t, claim));
    for (size_t i = 0; i < claim->n_testimonies; i++) {
        str words = own_words(t, claim, &claim->testimony[i]);
        if (words.len > 0 && !is_repeated(t, claim, i)) {
            write_letters(t, claim, i);
            write_manner(t, claim, render_wording_manner(t->acct, claim, &claim->testimony[i]));
            write_own_words(t, claim, &claim->testimony[i], words);
            render_sheet_end(s, 6, 8);
        }
    }
}

/* The letters of all that carry the claim. */
static void write_carriers(struct render_text *t, const struct claim *claim) {
    uint32_t last = NONE;
    for (size_t i = 0; i < claim->n_testimonies; i++) {
        if (claim->testimony[i].witness != last) {
            last = claim->testimony[i].witness;
            render_sheet_cstr(&t->sheet, STYLE_LETTER, render_place_letter(last).text);
            render_sheet_cstr(&t->sheet, STYLE_PLAIN, " ");
        }
    }
}

static void write_event(struct render_text *t, const struct claim *claim) {
    struct render_sheet *s = &t->sheet;
    str words =
        t->all ? claim->text : render_said_head(&t->place.scratch, claim->text, EVENT_CHARS);
    render_sheet_words(s, STYLE_PLAIN, words);
    write_modality(t, claim);
    render_sheet_end_with(s, 2, 4, render_text_ref(t, claim->base));
    write_carriers(t, claim);
    render_sheet_cstr(s, STYLE_PLAIN, " ");
    render_sheet_words(s, STYLE_BOLD, claim->event_type);
    if (claim->actor != NONE) {
        render_sheet_cstr(s, STYLE_DIM, "  ");
        render_sheet_words(s, STYLE_DIM, t->acct->entities.entity[claim->actor].name);
    }
    if (claim->target != NONE) {
        render_sheet_cstr(s, STYLE_DIM, " \u2192 ");
        render_sheet_words(s, STYLE_DIM, t->acct->entities.entity[claim->target].name);
    }
    if (claim->when.len) {
        render_sheet_cstr(s, STYLE_PLAIN, "  ");
        render_sheet_words(s, STYLE_PLAIN, claim->when);
        render_sheet_cstr(s, STYLE_CARE, claim->when_inferred ? " inferred" : "");
    }
    render_sheet_end_with(s, 6, 8, counts_of(t, claim));
}

/* The testimony that is told `pass`-th: the base first, then the others in their order. */
static const struct testimony *told(const struct claim *claim, size_t base, size_t pass) {
    return &claim->testimony[pass == 0 ? base : pass <= base ? pass - 1 : pass];
}

static bool is_told(const struct render_text *t, const struct claim *claim, size_t base,
                    size_t pass, str words) {
    for (size_t k = 0; k < pass; k++) {
        if (str_equals(words, figure_words(t, told(claim, base, k)))) {
            return true;
        }
    }
    return false;
}

static void write_counters(struct render_text *t, const struct claim *claim, str words) {
    uint32_t last = NONE;
    for (size_t k = 0; k < claim->n_testimonies; k++) {
        const struct testimony *other = &claim->testimony[k];
        if (other->witness != last && str_equals(words, figure_words(t, other))) {
            last = other->witness;
            render_sheet_cstr(&t->sheet, STYLE_PLAIN, " ");
            render_sheet_cstr(&t->sheet, STYLE_LETTER, render_place_letter(last).text);
        }
    }
}

/* "14 people had been treated: C E; 17 people had been treated: A (see conflict 2)" */
static void write_figure(struct render_text *t, const struct claim *claim) {
    struct render_sheet *s = &t->sheet;
    size_t base = 0;
    while (base + 1 < claim->n_testimonies &&
           (claim->testimony[base].at.from != claim->base.at.from ||
            claim->testimony[base].witness != claim->base.witness)) {
        base++;
    }
    for (size_t pass = 0; pass < claim->n_testimonies; pass++) {
        str words = figure_words(t, told(claim, base, pass));
        if (!is_told(t, claim, base, pass, words)) {
            render_sheet_cstr(s, STYLE_PLAIN, pass > 0 ? "; " : "");
            render_sheet_words(s, STYLE_PLAIN, words);
            render_sheet_cstr(s, STYLE_PLAIN, ":");
            write_counters(t, claim, words);
        }
    }
    size_t conflict = render_wording_conflict(t->acct, claim);
    if (conflict) {
        render_sheet_own(s, STYLE_CARE, render_text_note(t, " (see conflict %zu)", conflict));
    }
    render_sheet_cstr(s, STYLE_DIM, " \u00b7 ");
    render_sheet_words(s, STYLE_DIM, counts_of(t, claim));
    render_sheet_end_with(s, 2, 4, render_text_ref(t, claim->base));
}

static void write_shared_claim(struct render_text *t, const struct claim *claim) {
    arena_pos mark = arena_mark(&t->place.scratch);
    switch ((enum claim_kind)claim->kind) {
    case CLAIM_UTTERANCE:
        render_sheet_blank(&t->sheet);
        render_text_claim_line(t, claim, 2, 4, 0);
        write_manners(t, claim);
        break;
    case CLAIM_EVENT:
        write_event(t, claim);
        break;
    case CLAIM_FIGURE:
        write_figure(t, claim);
        break;
    }
    arena_reset(&t->place.scratch, mark);
}

void render_text_claim_shared(struct render_text *t) {
    static const char *const heading[] = {[CLAIM_UTTERANCE] = "Said in two reports or more",
                                          [CLAIM_EVENT] = "What happened",
                                          [CLAIM_FIGURE] = "Figures"};
    struct claim_order order = render_order_shared(&t->place.scratch, t->acct);
    unsigned last = UINT32_MAX;
    for (size_t i = 0; i < order.n; i++) {
        const struct claim *claim = &t->acct->claim[order.index[i]];
        if (claim->kind != last) {
            render_sheet_heading(&t->sheet, STYLE_HEAD, heading[claim->kind],
                                 claim->kind == CLAIM_UTTERANCE ? "most independent origins first"
                                                                : NULL);
            last = claim->kind;
        }
        write_shared_claim(t, claim);
    }
}
