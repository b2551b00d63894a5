/* noun.c - noun phrases without a parser: walk over words that can stand inside one, until a word
 * that can't. Source: the annotation rules of attribution corpora, where a source is the whole
 * phrase with title and apposition. Each walk is bounded (MAX_PHRASE tokens), so the cost is O(1) a
 * cue. Limits: a participle that begins a clause of its own ("the man held captive said") may cut
 * the phrase; its head is still found. */
#include "quote/noun.h"

enum { MAX_PHRASE = 40, MAX_RELATIVE = 24, MAX_FIRST = 80 };

static bool is_joint(const struct prose *p, uint32_t i) {
    return p->tok[i].kind == TOKEN_CLITIC || prose_mark(p, i) == '/' || prose_is_point(p, i) ||
           (prose_mark(p, i) == '-' && !prose_is_dash(p, i)) ||
           (p->doc->tok[i].kind == TOKEN_PUNCT && prose_mark(p, i) == 0x2011);
}

/* Whether a clause can begin at i: the first token, or behind a mark, conjunction, "that". */
static bool is_boundary(const struct prose *p, uint32_t lo, uint32_t i) {
    return i <= lo || prose_mark(p, i - 1) ||
           prose_is(p, i - 1, WORD_CONJ | WORD_SUBORD | WORD_THAT) ||
           prose_is(p, i - 1, WORD_WH | WORD_TIME);
}

/* A lower-case -ed word is an adjective when a determiner, preposition or boundary stands before
 * it. */
static bool is_adjective_here(const struct prose *p, uint32_t lo, uint32_t i) {
    return is_boundary(p, lo, i) ||
           prose_is(p, i - 1, WORD_DET | WORD_POSS | WORD_PREP | WORD_ADV) || is_joint(p, i - 1);
}

static bool is_finite_cue(const struct prose *p, uint32_t i) {
    uint32_t k = p->cue_at[i];
    return k != NONE && p->cue[k].kind == CUE_VERB && !(p->cue[k].form & FORM_ING);
}

/* Whether token i may belong to a phrase whose later part begins at i + 1. */
static bool belongs(const struct prose *p, uint32_t lo, uint32_t i) {
    if (prose_is(p, i, WORD_ED)) {
        return is_adjective_here(p, lo, i);
    }
    if (prose_is(p, i, WORD_NAME) || is_joint(p, i)) {
        return true;
    }
    return prose_is_nominal(p, i) && !is_finite_cue(p, i);
}

/* Before a closing bracket at i: the token of its opening one, or i when there's none near. */
static uint32_t bracket_start(const struct prose *p, uint32_t lo, uint32_t i) {
    for (uint32_t k = i; k > lo && i - k < 12; k--) {
        if (prose_mark(p, k - 1) == '(') {
            return k - 1;
        }
    }
    return i;
}

/* The mention of names that ends at token `end`, else NONE. */
static uint32_t mention_ending(const struct prose *p, uint32_t end) {
    if (!p->names || end == 0) {
        return NONE;
    }
    uint32_t m = names_mention_at(p->names, end - 1);
    return m != NONE && p->names->mention[m].tok_to == end ? m : NONE;
}

/* A preposition (or and) at i - 1 ties what follows to what stands before it. */
static bool ties_left(const struct prose *p, uint32_t lo, uint32_t i) {
    if (i >= lo + 2 && prose_is_word(p, i - 1, "to")) {
        return prose_is_one_of(
            p, i - 2, "close loyal adviser advisers advisor aide aides ambassador envoy assistant");
    }
    if (i < lo + 2 || !prose_is(p, i - 1, WORD_PREP) || prose_is(p, i, WORD_TIME)) {
        return false;
    }
    if (prose_is_word(p, i - 1, "of")) {
        return prose_is_nominal(p, i - 2) || prose_is(p, i - 2, WORD_DET) ||
               prose_is_one_of(p, i - 2, "one none others");
    }
    return prose_is_nominal(p, i - 2) && !prose_is(p, i - 2, WORD_TIME | WORD_ED) &&
           !is_finite_cue(p, i - 2);
}

/* One step to the left inside the phrase [i, end): its new start, or i when it begins here. */
static uint32_t step_left(const struct prose *p, uint32_t floor, uint32_t i, uint32_t end) {
    uint32_t k = i - 1;
    if (i == end && prose_mark(p, k) == ')') {
        uint32_t open = bracket_start(p, floor, k);
        return open == k ? i : open;
    }
    if (i < end && prose_is(p, k, WORD_DET | WORD_POSS)) {
        return k;
    }
    if (belongs(p, floor, k)) {
        return k;
    }
    bool one_of = prose_is_word(p, i, "of") &&
                  prose_is_one_of(p, k, "one none others some many most all each two");
    return one_of || (i < end && ties_left(p, floor, i)) ? k : i;
}

static uint32_t phrase_start(const struct prose *p, uint32_t lo, uint32_t end) {
    uint32_t i = end;
    uint32_t floor = end - lo > MAX_PHRASE ? end - MAX_PHRASE : lo;
    while (i > floor) {
        uint32_t k = step_left(p, floor, i, end);
        if (k == i) {
            break;
        }
        i = k;
        bool det = prose_is(p, i, WORD_DET | WORD_POSS) && i + 1 < end;
        bool handling = i > floor + 1 && prose_is(p, i - 1, WORD_ING) && prose_is_nominal(p, i - 2);
        if (det && i > floor && !handling && !prose_is(p, i - 1, WORD_DET)) {
            if (!ties_left(p, floor, i)) {
                break;
            }
            i--;
        }
    }
    return i;
}

/* Take off what can't begin a phrase: joints, adverbs, times. */
static uint32_t trim_start(const struct prose *p, uint32_t i, uint32_t end) {
    while (i + 1 < end &&
           (is_joint(p, i) || (prose_is(p, i, WORD_ADV) && !prose_is(p, i, WORD_DET)) ||
            (prose_is(p, i, WORD_TIME) && !is_joint(p, i + 1)))) {
        i++;
    }
    return i;
}

/* A pronoun or pointer that is a phrase alone: he, it, some, many. */
static bool stands_alone(const struct prose *p, uint32_t i) {
    if (prose_is(p, i, WORD_SUBJ)) {
        return !(prose_is(p, i, WORD_OBJ) && i > 0 && prose_is(p, i - 1, WORD_PREP));
    }
    return prose_is(p, i, WORD_DET) && !prose_is(p, i, WORD_POSS) &&
           !prose_is_one_of(p, i, "the a");
}

/* The first of two names ("A and B said"), when a clause begins with it; else `start`. */
static uint32_t with_first_of_two(const struct prose *p, uint32_t lo, uint32_t start) {
    if (start < lo + 2 || !prose_is_word(p, start - 1, "and") || prose_is(p, start, WORD_SUBJ)) {
        return start;
    }
    if (!prose_is(p, start - 2, WORD_NAME | WORD_SUBJ) && prose_mark(p, start - 2) != ')') {
        return start;
    }
    uint32_t first = phrase_start(p, lo, start - 1);
    return first < start - 1 && is_boundary(p, lo, first) ? first : start;
}

struct range noun_before(const struct prose *p, uint32_t lo, uint32_t end) {
    struct range none = {end, end};
    if (end <= lo) {
        return none;
    }
    uint32_t last = end - 1;
    if (stands_alone(p, last)) {
        return (struct range){last, end};
    }
    bool bracket = prose_mark(p, last) == ')';
    if (!bracket && !prose_is_nominal(p, last) && !is_joint(p, last)) {
        return none;
    }
    if (prose_is(p, last, WORD_TIME) || is_finite_cue(p, last)) {
        return none;
    }
    uint32_t m = mention_ending(p, end);
    uint32_t start = phrase_start(p, lo, end);
    if (m != NONE && p->names->mention[m].tok_from >= lo && start > p->names->mention[m].tok_from) {
        start = p->names->mention[m].tok_from;
    }
    return (struct range){with_first_of_two(p, lo, trim_start(p, start, end)), end};
}

static bool begins_apposition(const struct prose *p, uint32_t i) {
    return prose_is(p, i, WORD_DET | WORD_POSS | WORD_WH | WORD_TITLE) ||
           p->tok[i].kind == TOKEN_NUMBER || (prose_is_nominal(p, i) && !prose_is(p, i, WORD_ED)) ||
           prose_is(p, i, WORD_ING | WORD_ED);
}

/* A mark that no apposition runs across. */
static bool stops_apposition(const struct prose *p, uint32_t i) {
    return (p->quote_of[i] != NONE && prose_closes(p, i)) || prose_is_end(p, i) ||
           prose_mark(p, i) == ';' || prose_mark(p, i) == ':';
}

/* "Ann Lee, a nurse from Ohio, said": `comma` is the second comma. */
static struct range before_apposition(const struct prose *p, uint32_t lo, uint32_t comma) {
    struct range best = {comma, comma};
    uint32_t floor = comma - lo > MAX_PHRASE ? comma - MAX_PHRASE : lo;
    for (uint32_t i = comma; i > floor && !stops_apposition(p, i - 1); i--) {
        uint32_t k = i - 1;
        if (prose_mark(p, k) != ',' || k == lo || !begins_apposition(p, i)) {
            continue;
        }
        struct range r = noun_before(p, lo, k);
        if (r.from == r.to || !is_boundary(p, lo, r.from) || prose_is(p, r.from, WORD_SUBJ)) {
            continue;
        }
        bool clause = prose_is(p, i, WORD_WH | WORD_ING | WORD_ED);
        best = (struct range){r.from, clause ? r.to : comma};

        bool name_alone = prose_is(p, i, WORD_NAME) && !prose_is(p, i, WORD_TITLE) &&
                          p->tok[i].kind == TOKEN_WORD;
        if (!name_alone) { /* "Austin, Texas," may belong to a longer one */
            break;
        }
    }
    return best;
}

/* "people who were there said": the phrase before "who", when nothing nearer is the subject. */
static struct range before_relative(const struct prose *p, uint32_t lo, uint32_t end) {
    uint32_t floor = end - lo > MAX_RELATIVE ? end - MAX_RELATIVE : lo;
    for (uint32_t i = end; i > floor; i--) {
        uint32_t k = i - 1;
        if (prose_mark(p, k) == ',' || prose_mark(p, k) == ';' || p->quote_of[k] != NONE) {
            break;
        }
        if (prose_is_word(p, k, "who")) {
            struct range r = noun_before(p, lo, k);
            if (r.from < r.to) {
                return (struct range){r.from, end};
            }
        }
    }
    return (struct range){end, end};
}

struct range noun_subject(const struct prose *p, uint32_t lo, uint32_t end) {
    if (end <= lo) {
        return (struct range){end, end};
    }
    if (prose_mark(p, end - 1) == ',' || prose_is_dash(p, end - 1)) {
        return before_apposition(p, lo, end - 1);
    }
    if (prose_is_word(p, end - 1, "who") || prose_is_word(p, end - 1, "which")) {
        return (struct range){end - 1, end};
    }
    struct range r = noun_before(p, lo, end);
    if (r.from == r.to || !is_boundary(p, lo, r.from)) {
        struct range wide = before_relative(p, lo, r.from == r.to ? end : r.from);
        if (wide.from < wide.to) {
            return (struct range){wide.from, end};
        }
    }
    return r;
}

/* Whether token i goes on with the phrase that begins at `start`, to the right. */
static bool goes_right(const struct prose *p, uint32_t start, uint32_t i) {
    bool first = i == start;
    if (prose_is(p, i, WORD_DET | WORD_POSS)) {
        return first || prose_is(p, i - 1, WORD_DET | WORD_PREP);
    }
    if (!first && is_joint(p, i)) {
        return true;
    }
    bool hyphened = !first && prose_mark(p, i - 1) == '-'; /* "31-year-old" */
    if ((!first && prose_is(p, i, WORD_TIME) && !hyphened) ||
        (is_finite_cue(p, i) && !prose_is(p, i, WORD_NAME))) {
        return false;
    }
    bool verb = !first && prose_is(p, i, WORD_ED) && !prose_is(p, i - 1, WORD_DET | WORD_PREP) &&
                !is_joint(p, i - 1);
    return !verb && prose_is_nominal(p, i);
}

/* Past nominal tokens from i; the first that isn't. */
static uint32_t run_right(const struct prose *p, uint32_t i, uint32_t hi) {
    uint32_t start = i;
    uint32_t stop = hi > i && hi - i > MAX_PHRASE ? i + MAX_PHRASE : hi;
    if (i < stop && p->quote_of[i] == NONE && prose_is(p, i, WORD_SUBJ)) {
        return i + 1;
    }
    while (i < stop && p->quote_of[i] == NONE && goes_right(p, start, i)) {
        i++;
    }
    return i;
}

/* Where the apposition that begins at i ends: before a mark, a conjunction, a participle, a
 * quotation. */
static uint32_t apposition_end(const struct prose *p, uint32_t i, uint32_t hi) {
    uint32_t stop = i + MAX_PHRASE < hi ? i + MAX_PHRASE : hi;
    for (; i < stop; i++) {
        uint32_t mark = prose_mark(p, i);
        if (prose_is_end(p, i) || mark == ';' || mark == ':' || prose_opens(p, i) ||
            prose_is_dash(p, i)) {
            break;
        }
        if (mark == ',' && prose_opens(p, i + 1)) {
            break;
        }
        bool leaves = prose_is(p, i + 1, WORD_CONJ | WORD_SUBORD | WORD_SUBJ | WORD_ADV) ||
                      (prose_is(p, i + 1, WORD_ING)) || prose_is(p, i + 1, WORD_PREP);
        if (mark == ',' && (leaves || i + 1 == hi)) {
            break;
        }
    }
    return i;
}

/* Whether the word at i ties what follows to the phrase before it: of, from, for, with; at and
 * "and" before names. */
static bool ties_right(const struct prose *p, uint32_t i) {
    bool name = prose_is(p, i + 1, WORD_NAME | WORD_DET);
    return prose_is_one_of(p, i, "of from for with") || (name && prose_is_one_of(p, i, "at and"));
}

/* Past "(Ohio)" at i. */
static uint32_t past_bracket(const struct prose *p, uint32_t i, uint32_t hi) {
    for (uint32_t k = i; prose_mark(p, i) == '(' && k < hi && k < i + 10; k++) {
        if (prose_mark(p, k) == ')') {
            return k + 1;
        }
    }
    return i;
}

/* Past "who was there" or ", a nurse from Ohio" at i; relative clauses behind a comma stay outside.
 */
static uint32_t past_apposition(const struct prose *p, uint32_t i, uint32_t hi) {
    if (prose_is_word(p, i, "who")) {
        return apposition_end(p, i, hi);
    }
    bool apposed = i + 1 < hi && prose_mark(p, i) == ',' && p->quote_of[i + 1] == NONE &&
                   begins_apposition(p, i + 1) &&
                   !prose_is(p, i + 1, WORD_ING | WORD_ADV | WORD_WH);
    return apposed ? apposition_end(p, i + 1, hi) : i;
}

struct range noun_after(const struct prose *p, uint32_t i, uint32_t hi, bool wide) {
    struct range r = {i, run_right(p, i, hi)};
    if (r.to == r.from || prose_is(p, r.from, WORD_SUBJ)) {
        return r;
    }
    while (r.to + 1 < hi && r.to - r.from < MAX_PHRASE && ties_right(p, r.to)) {
        uint32_t next = run_right(p, r.to + 1, hi);
        if (next == r.to + 1) {
            break;
        }
        r.to = next;
    }
    r.to = past_bracket(p, r.to, hi);
    r.to = wide ? past_apposition(p, r.to, hi) : r.to;
    return r;
}

uint32_t noun_tail(const struct prose *p, uint32_t i, uint32_t hi) {
    bool relative =
        i + 1 < hi && prose_mark(p, i) == ',' && prose_is_one_of(p, i + 1, "who whose which");
    return relative ? apposition_end(p, i + 1, hi) : i;
}

struct range noun_first(const struct prose *p, uint32_t lo, uint32_t hi) {
    uint32_t i = lo;
    hi = hi - lo > MAX_FIRST ? lo + MAX_FIRST : hi;
    for (unsigned n = 0; n < 4 && i < hi; n++) {
        while (i < hi && (prose_is(p, i, WORD_CONJ | WORD_ADV) || prose_mark(p, i))) {
            i++;
        }
        bool intro = prose_is(p, i, WORD_PREP | WORD_SUBORD | WORD_TO | WORD_ING | WORD_TIME);
        if (!intro) {
            struct range r = noun_after(p, i, hi, false);
            if (r.to > r.from) {
                return r;
            }
        }
        while (i < hi && prose_mark(p, i) != ',') {
            i++;
        }
        i++;
    }
    return (struct range){lo, lo};
}
