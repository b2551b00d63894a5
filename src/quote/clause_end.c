/* clause_end.c - where indirect speech ends: at the end of its sentence, unless another attribution
 * begins before it. What ends it earlier: a semicolon, ", according to", ", he said", ", adding
 * that", "and added that", and words by which the reporter speaks again ("even though", "compared
 * with"). Short complements end at the first comma. O(tokens passed); what stands at a comma is
 * judged by a bounded look ahead. */
#include "quote/clause.h"

bool clause_ends_at(const struct prose *p, uint32_t i, uint32_t hi) {
    uint32_t mark = prose_mark(p, i);
    return i >= hi || prose_is_end(p, i) || mark == ',' || mark == ';' || mark == ')' ||
           prose_is_dash(p, i) || prose_opens(p, i) || (p->tok[i].flags & TOKEN_PARAGRAPH_START);
}

/* Whether the cue itself begins an attribution behind a comma: "adding that", "said X", "according
 * to". */
static bool is_opening_cue(const struct cue *c) {
    if (c->kind != CUE_VERB) {
        return c->kind == CUE_BEFORE;
    }
    bool participle = (c->form & FORM_ING) && (c->frames & (FRAME_THAT | FRAME_AS | FRAME_OBJECT));
    bool inverted = (c->form & (FORM_PAST | FORM_THIRD)) && (c->frames & FRAME_QUOTE);
    return participle || inverted;
}

/* The verb cue at or behind auxiliaries and adverbs at v, or NULL. */
static const struct cue *cue_behind(const struct prose *p, uint32_t v, uint32_t hi,
                                    uint32_t classes) {
    while (v < hi && prose_is(p, v, classes)) {
        v++;
    }
    uint32_t k = v < hi ? p->cue_at[v] : NONE;
    return k != NONE && p->cue[k].kind == CUE_VERB ? &p->cue[k] : NULL;
}

/* Whether an attribution of its own begins at i, which stands behind a comma: "he said,", "said X",
 * "according to". */
static bool attribution_at(const struct prose *p, uint32_t i, uint32_t hi) {
    if (p->cue_at[i] != NONE) {
        return is_opening_cue(&p->cue[p->cue_at[i]]);
    }
    struct range np = noun_after(p, prose_is_word(p, i, "as") ? i + 1 : i, hi, false);
    const struct cue *c = np.to > np.from ? cue_behind(p, np.to, hi, WORD_AUX | WORD_ADV) : NULL;
    if (!c || !(c->frames & FRAME_QUOTE)) {
        return false;
    }
    uint32_t after = prose_skip_adverbials(p, c->tok_to, hi, (c->frames & FRAME_HEARER) != 0);
    return clause_ends_at(p, after, hi);
}

/* "and added that", "but he said": a conjunction at i before a finite cue whose subject is a
 * pronoun or left out. */
static bool coordinated_at(const struct prose *p, uint32_t i, uint32_t hi) {
    const uint32_t between = WORD_ADV | WORD_HAVE;
    uint32_t v = i + 1;
    while (v < hi && prose_is(p, v, between)) {
        v++;
    }
    const struct cue *c = cue_behind(p, prose_is(p, v, WORD_SUBJ) ? v + 1 : v, hi, between);
    return c && (c->form & (FORM_PAST | FORM_THIRD)) &&
           (c->frames & (FRAME_THAT | FRAME_OBJECT | FRAME_TO));
}

/* Words behind a comma that take the reporter's voice up again. */
static bool turns_away(const struct prose *p, uint32_t i) {
    return prose_is_one_of(p, i, "though although whereas") ||
           (prose_is_word(p, i, "even") && prose_is_one_of(p, i + 1, "though as")) ||
           (prose_is_word(p, i, "compared") && prose_is_word(p, i + 1, "with"));
}

/* Whether the comma at i parts the items of a list ("Facebook, Twitter and radio") or a day from
 * its year. */
static bool is_list_comma(const struct prose *p, uint32_t i, uint32_t hi) {
    if (i > 0 && p->tok[i - 1].kind == TOKEN_NUMBER && i + 1 < hi &&
        p->tok[i + 1].kind == TOKEN_NUMBER) {
        return true;
    }
    uint32_t start = prose_is_one_of(p, i + 1, "and or") ? i + 2 : i + 1;
    struct range item = noun_after(p, start, hi, false);
    if (item.from == item.to || prose_is(p, item.from, WORD_SUBJ)) {
        return false;
    }
    uint32_t after = prose_is_one_of(p, item.to, "and or") ? item.to + 1 : item.to;
    bool last = start > i + 1 && clause_ends_at(p, item.to, hi);
    bool more = after > item.to && noun_after(p, after, hi, false).to > after;
    return last || more ||
           (prose_mark(p, item.to) == ',' && start == i + 1 &&
            prose_is_one_of(p, item.to + 1, "and or"));
}

/* "on Tuesday", "last week": when it was said, no part of a short complement. */
static bool is_time_phrase(const struct prose *p, uint32_t i) {
    bool tied =
        prose_is_one_of(p, i, "on last this late early earlier") && prose_is(p, i + 1, WORD_TIME);
    return tied || (prose_is(p, i, WORD_TIME) && prose_is(p, i, WORD_NAME));
}

/* Whether a short complement (REACH_COMMA) ends at i. */
static bool short_end(const struct prose *p, uint32_t i, uint32_t hi) {
    if (prose_mark(p, i) == ',') {
        return !is_list_comma(p, i, hi);
    }
    bool new_clause = prose_is(p, i, WORD_CONJ) && prose_is(p, i + 1, WORD_SUBJ);
    bool sub = prose_is(p, i, WORD_SUBORD) && !prose_is(p, i, WORD_PREP) &&
               !prose_is_one_of(p, i, "whether if");
    return new_clause || sub || prose_is_word(p, i, "but") || is_time_phrase(p, i);
}

/* Whether a comma at i (or before the closing mark at i) parts the content from another voice. */
static bool parts_at(const struct prose *p, uint32_t i, uint32_t hi) {
    if (i + 1 >= hi) {
        return false;
    }
    if (p->quote_of[i] != NONE) {
        bool comma =
            prose_closes(p, i) && prose_mark(p, p->doc->quoted[p->quote_of[i]].tok_to - 1) == ',';
        return comma && attribution_at(p, i + 1, hi);
    }
    if (prose_mark(p, i) == ',') {
        return attribution_at(p, i + 1, hi) || turns_away(p, i + 1) ||
               (prose_is(p, i + 1, WORD_CONJ) && coordinated_at(p, i + 1, hi));
    }
    return prose_is(p, i, WORD_CONJ) && coordinated_at(p, i, hi);
}

uint32_t clause_end(const struct prose *p, uint32_t i, uint32_t hi, enum clause_reach reach) {
    uint32_t open = 0; /* brackets */
    for (uint32_t start = i; i < hi; i++) {
        bool quoted = p->quote_of[i] != NONE;
        if (parts_at(p, i, hi)) {
            return quoted ? i + 1 : i;
        }
        if (quoted) {
            continue;
        }
        uint32_t mark = prose_mark(p, i);
        bool closes = mark == ')' && open == 0;
        if (closes || mark == ';' || (i + 1 >= hi && prose_is_end(p, i))) {
            break;
        }
        open += mark == '(';
        open -= mark == ')';
        if (reach == REACH_COMMA && i > start && open == 0 && short_end(p, i, hi)) {
            break;
        }
    }
    return i;
}
