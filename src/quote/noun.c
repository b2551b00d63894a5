/* noun.c - noun phrases without a parser: walk over words that can stand inside one, until a word
 * that can't. Source: the annotation rules of attribution corpora, where a source is the whole
 * phrase with title and apposition. Each walk is bounded (MAX_PHRASE tokens), so the cost is O(1) a
 * cue. Limits: a participle that begins a clause of its own ("the man held captive said") may cut
 * the phrase; its head is still found. */
#include "quote/noun.h"

enum { MAX_PHRASE = 40, MAX_RELATIVE = 24 };

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
    if (i < lo + 2 || !prose_is(p, i - 1, WORD_PREP) || prose_is(p, i, WORD_TIME)) {
        return false;
    }
    if (prose_is_word(p, i - 1, "of")) {
        return prose_is_nominal(p, i - 2) || prose_is(p, i - 2, WORD_DET) ||
               prose_is_word(p, i - 2, "one");
    }
    return prose_is_nominal(p, i - 2) && !prose_is(p, i - 2, WORD_TIME | WORD_ED) &&
           !is_finite_cue(p, i - 2);
}

static uint32_t phrase_start(const struct prose *p, uint32_t lo, uint32_t end) {
    uint32_t i = end;
    uint32_t floor = end - lo > MAX_PHRASE ? end - MAX_PHRASE : lo;
    while (i > floor) {
        uint32_t k = i - 1;
        if (prose_mark(p, k) == ')' && i == end) {
            uint32_t open = bracket_start(p, floor, k);
            if (open == k) {
                break;
            }
            i = open;
            continue;
        }
        if (prose_is(p, k, WORD_DET | WORD_POSS) && i < end) {
            i = k;
            if (i > floor && prose_is(p, i - 1, WORD_DET)) {
                continue;
            }
            if (!ties_left(p, floor, i)) {
                break;
            }
            i--;
            continue;
        }
        if (!belongs(p, floor, k)) {
            if (i < end && ties_left(p, floor, i)) {
                i--;
                continue;
            }
            break;
        }
        i = k;
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

struct range noun_before(const struct prose *p, uint32_t lo, uint32_t end) {
    struct range none = {end, end};
    if (end <= lo) {
        return none;
    }
    uint32_t last = end - 1;
    if (prose_is(p, last, WORD_SUBJ) &&
        !(prose_is(p, last, WORD_OBJ) && prose_is(p, last - 1, WORD_PREP))) {
        return (struct range){last, end};
    }
    bool bracket = prose_mark(p, last) == ')';
    bool pointer = prose_is(p, last, WORD_DET) && !prose_is(p, last, WORD_POSS) &&
                   !prose_is_word(p, last, "the") && !prose_is_word(p, last, "a");
    if (pointer) { /* some said, most say */
        return (struct range){last, end};
    }
    if (!bracket && !prose_is_nominal(p, last) && !is_joint(p, last)) {
        return none;
    }
    if (prose_is(p, last, WORD_TIME) || is_finite_cue(p, last)) {
        return none;
    }
    uint32_t m = mention_ending(p, end);
    uint32_t floor = lo;
    uint32_t start = phrase_start(p, floor, end);
    if (m != NONE && p->names->mention[m].tok_from >= lo && start > p->names->mention[m].tok_from) {
        start = p->names->mention[m].tok_from;
    }
    start = trim_start(p, start, end);
    /* both of two: A and B said */
    if (start >= lo + 2 && prose_is_word(p, start - 1, "and") &&
        (prose_is(p, start - 2, WORD_NAME | WORD_SUBJ) || prose_mark(p, start - 2) == ')') &&
        prose_is(p, start, WORD_NAME | WORD_DET)) {
        uint32_t other = phrase_start(p, lo, start - 1);
        if (other < start - 1 && is_boundary(p, lo, other)) {
            start = other;
        }
    }
    return (struct range){start, end};
}

static bool begins_apposition(const struct prose *p, uint32_t i) {
    return prose_is(p, i, WORD_DET | WORD_POSS | WORD_WH | WORD_TITLE) ||
           p->tok[i].kind == TOKEN_NUMBER || (prose_is_nominal(p, i) && !prose_is(p, i, WORD_ED)) ||
           prose_is(p, i, WORD_ING | WORD_ED);
}

/* "Ann Lee, a nurse from Ohio, said": `comma` is the second comma. */
static struct range before_apposition(const struct prose *p, uint32_t lo, uint32_t comma) {
    struct range best = {comma, comma};
    uint32_t floor = comma - lo > MAX_PHRASE ? comma - MAX_PHRASE : lo;
    for (uint32_t i = comma; i > floor; i--) {
        uint32_t k = i - 1;
        if (p->quote_of[k] != NONE && prose_closes(p, k)) {
            break;
        }
        if (prose_is_end(p, k) || prose_mark(p, k) == ';' || prose_mark(p, k) == ':') {
            break;
        }
        if (prose_mark(p, k) != ',' || k == lo || !begins_apposition(p, i)) {
            continue;
        }
        struct range r = noun_before(p, lo, k);
        bool alone = prose_is(p, k + 1, WORD_NAME) && !prose_is(p, k + 1, WORD_TITLE) &&
                     p->tok[k + 1].kind == TOKEN_WORD;
        if (r.from < r.to && is_boundary(p, lo, r.from) && !prose_is(p, r.from, WORD_SUBJ)) {
            best = (struct range){r.from, comma};
            if (!alone) {
                break;
            }
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

/* Past nominal tokens from i; the first that isn't. */
static uint32_t run_right(const struct prose *p, uint32_t i, uint32_t hi) {
    uint32_t start = i;
    while (i < hi && (p->quote_of[i] == NONE)) {
        bool det = prose_is(p, i, WORD_DET | WORD_POSS) &&
                   (i == start || prose_is(p, i - 1, WORD_DET | WORD_PREP));
        if (prose_is(p, i, WORD_SUBJ) && i == start) {
            return i + 1;
        }
        bool time = prose_is(p, i, WORD_TIME) && i > start;
        bool inner = is_joint(p, i) && i > start;
        bool finite = is_finite_cue(p, i) && !prose_is(p, i, WORD_NAME);
        bool ed = prose_is(p, i, WORD_ED) && i > start &&
                  !prose_is(p, i - 1, WORD_DET | WORD_PREP) && !is_joint(p, i - 1);
        if (time || finite || ed || (!det && !inner && !prose_is_nominal(p, i))) {
            break;
        }
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
        bool leaves = prose_is(p, i + 1, WORD_CONJ | WORD_SUBORD | WORD_SUBJ | WORD_ADV) ||
                      (prose_is(p, i + 1, WORD_ING)) || prose_is(p, i + 1, WORD_PREP);
        if (mark == ',' && (leaves || i + 1 == hi)) {
            break;
        }
    }
    return i;
}

struct range noun_after(const struct prose *p, uint32_t i, uint32_t hi, bool wide) {
    struct range r = {i, run_right(p, i, hi)};
    if (r.to == r.from || prose_is(p, r.from, WORD_SUBJ)) {
        return r;
    }
    for (;;) {
        bool of = r.to + 1 < hi &&
                  (prose_is_word(p, r.to, "of") || prose_is_word(p, r.to, "from") ||
                   prose_is_word(p, r.to, "for") || prose_is_word(p, r.to, "with") ||
                   (prose_is_word(p, r.to, "at") && prose_is(p, r.to + 1, WORD_NAME | WORD_DET)));
        bool and = r.to + 1 < hi && prose_is_word(p, r.to, "and") &&
                   prose_is(p, r.to + 1, WORD_NAME | WORD_DET);
        if (!of && !and) {
            break;
        }
        uint32_t next = run_right(p, r.to + 1, hi);
        if (next == r.to + 1) {
            break;
        }
        r.to = next;
    }
    if (prose_mark(p, r.to) == '(' && r.to + 3 < hi) {
        for (uint32_t k = r.to; k < hi && k < r.to + 10; k++) {
            if (prose_mark(p, k) == ')') {
                r.to = k + 1;
                break;
            }
        }
    }
    if (wide && prose_is_word(p, r.to, "who")) {
        r.to = apposition_end(p, r.to, hi);
    } else if (wide && r.to + 1 < hi && prose_mark(p, r.to) == ',' &&
               p->quote_of[r.to + 1] == NONE && begins_apposition(p, r.to + 1) &&
               !prose_is(p, r.to + 1, WORD_ING | WORD_ADV)) {
        r.to = apposition_end(p, r.to + 1, hi);
    }
    return r;
}

struct range noun_first(const struct prose *p, uint32_t lo, uint32_t hi) {
    uint32_t i = lo;
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
