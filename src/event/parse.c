/* parse.c - cuts a sentence into noun phrases (np.c), verb groups (group.c) and the small words
 * between them. Names and dates found earlier are never cut. One pass from left to right,
 * O(tokens); a wrong guess spoils one sentence at most. */
#include "event/parse.h"

#include "event/group.h"
#include "event/look.h"
#include "event/np.h"

struct chunk *parse_push(struct parse *p, enum chunk_kind kind, uint32_t from, uint32_t to) {
    struct chunk *c = &p->chunk[p->n++];
    *c = (struct chunk){.from = from,
                        .to = to,
                        .head = to - 1,
                        .owner_to = from,
                        .subject = NONE,
                        .subject2 = NONE,
                        .object = NONE,
                        .matrix = NONE,
                        .noun = NONE,
                        .kind = (uint8_t)kind};
    return c;
}

/* The last chunk that is neither adverb, date with its preposition nor quotation mark, or NULL. */
static const struct chunk *last_solid(const struct parse *p) {
    uint32_t end = p->n > PARSE_REACH ? p->n - PARSE_REACH : 0;
    for (uint32_t i = p->n; i > end; i--) {
        unsigned kind = p->chunk[i - 1].kind;
        bool of_date = kind == CHUNK_PREP && i < p->n && p->chunk[i].kind == CHUNK_DATE;
        if (kind != CHUNK_ADV && kind != CHUNK_DATE && kind != CHUNK_QUOTE && !of_date) {
            return &p->chunk[i - 1];
        }
    }
    return NULL;
}

static uint32_t take_mark(struct parse *p, uint32_t i) {
    uint16_t mark = look_tok(p, i)->mark;
    bool comma = mark == ',' || mark == '(' || mark == ')' || mark == '[' || mark == ']' ||
                 (mark >= 0x2012 && mark <= 0x2015) || mark == '-';
    parse_push(p, look_is_quote(mark) ? CHUNK_QUOTE : comma ? CHUNK_COMMA : CHUNK_STOP, i, i + 1);
    return i + 1;
}

/* A date, with the 's behind it ("Friday's"). */
static uint32_t take_date(struct parse *p, uint32_t i) {
    uint32_t to = p->dates->date[p->next_date].tok_to;
    to = to > p->to ? p->to : to > i ? to : i + 1;
    to += to < p->to && look_tok(p, to)->kind == TOKEN_CLITIC;
    parse_push(p, CHUNK_DATE, i, to);
    return to;
}

/* "that": a relative pronoun behind a noun and before a verb, otherwise it opens a clause - or a
 * noun phrase. */
static bool take_that(struct parse *p, uint32_t i, const struct chunk *last) {
    bool noun_before = last && last->kind == CHUNK_NP && last == &p->chunk[p->n - 1];
    uint32_t next = look_cls(p, i + 1);
    bool verb_next = next & (WORD_BE | WORD_HAVE | WORD_DO | WORD_WILL | WORD_MAY) ||
                     look_form(p, i + 1) & (FORM_PAST | FORM_S);
    if (noun_before && verb_next) {
        parse_push(p, CHUNK_WHO, i, i + 1);
        return true;
    }
    if (last && (last->kind == CHUNK_VG || last->kind == CHUNK_NP || last->kind == CHUNK_AND)) {
        parse_push(p, CHUNK_SUB, i, i + 1);
        return true;
    }
    return false;
}

/* "about 40", "over 300": no preposition. */
static bool is_before_number(const struct parse *p, uint32_t i) {
    return look_cls(p, i) & WORD_ADV && i + 1 < p->to && look_tok(p, i + 1)->kind == TOKEN_NUMBER;
}

/* "as chief executive": a preposition; "as ministers arrived": not, for a verb follows. */
static bool is_as_prep(const struct parse *p, uint32_t i) {
    if (!look_is(p, i, "as")) {
        return false;
    }
    for (uint32_t j = i + 1; j < p->to && j < i + 10; j++) {
        uint32_t cls = look_cls(p, j);
        if (look_tok(p, j)->kind == TOKEN_PUNCT ||
            cls & (WORD_PREP | WORD_AND | WORD_SUB | WORD_WHO | WORD_TO)) {
            return j > i + 1;
        }
        bool verb = cls & (WORD_BE | WORD_HAVE | WORD_DO | WORD_WILL | WORD_MAY) ||
                    (look_form(p, j) & (FORM_PAST | FORM_S) && !look_is_noun(p, j));
        if (verb || (cls & WORD_PRON && !(cls & WORD_POSS))) {
            return false;
        }
    }
    return true;
}

/* A word that is neither noun phrase nor verb: returns the token behind it, or 0. */
static uint32_t take_small(struct parse *p, uint32_t i, const struct chunk *last) {
    uint32_t cls = look_cls(p, i);
    if (look_approximator(p, i)) {
        return 0;
    }
    if (cls & WORD_THAT && take_that(p, i, last)) {
        return i + 1;
    }
    if (cls & WORD_AND) {
        parse_push(p, CHUNK_AND, i, i + 1);
    } else if (cls & (WORD_WHO | WORD_WHOSE)) {
        parse_push(p, CHUNK_WHO, i, i + 1);
    } else if (cls & WORD_SUB && !is_as_prep(p, i)) {
        parse_push(p, CHUNK_SUB, i, i + 1)->flags = (uint16_t)(cls & WORD_IF ? CHUNK_IF : 0u);
    } else if (cls & WORD_PREP && !is_before_number(p, i)) {
        parse_push(p, CHUNK_PREP, i, i + 1)->prep = p->word[i]->prep;
    } else if (cls & (WORD_ADV | WORD_HEARSAY | WORD_MAYBE) && !(cls & WORD_DET)) {
        parse_push(p, CHUNK_ADV, i, i + 1);
    } else if (look_is_adverb(p, i)) {
        parse_push(p, CHUNK_ADV, i, i + 1);
    } else {
        return 0;
    }
    return i + 1;
}

/* One chunk; returns the token behind it. */
static uint32_t take(struct parse *p, uint32_t i) {
    look_seek(p, i);
    if (look_date(p, i)) {
        return take_date(p, i);
    }
    if (look_tok(p, i)->kind == TOKEN_PUNCT) {
        return take_mark(p, i);
    }
    const struct chunk *last = last_solid(p);
    if (!look_mention(p, i)) {
        if (group_begins(p, i, last)) {
            return group_take(p, i, last && last->kind == CHUNK_AND);
        }
        uint32_t to = take_small(p, i, last);
        if (to) {
            return to;
        }
    }
    return np_take(p, i);
}

void parse_chunks(struct parse *p) {
    p->n = 0;
    for (uint32_t i = p->from; i < p->to;) {
        i = take(p, i);
    }
}
