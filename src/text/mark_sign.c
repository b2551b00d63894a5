/* mark_sign.c - candidates for quotation marks.
 * Whether a mark can open or close is seen from the two characters beside it: white space,
 * brackets, dashes and other marks leave it free, letters hold it tight. What is both or neither is
 * decided later by what is open. O(tokens). */
#include "text/mark_sign.h"

#include "base/vec.h"

struct paragraph {
    str text;
    const struct token *tok;
    uint32_t from;
    uint32_t to;
};

static bool is_one_of(uint16_t mark, const uint16_t *set, size_t n) {
    for (size_t i = 0; i < n; i++) {
        if (set[i] == mark) {
            return true;
        }
    }
    return false;
}

#define IN(mark, set) is_one_of((mark), (set), sizeof(set) / sizeof *(set))

static const uint16_t dashes[] = {'-', 0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015};
static const uint16_t brackets[] = {'(', '[', '{', '/'};
static const uint16_t enders[] = {'.', ',', ';', ':', '!', '?', ')', ']', '}', '/', 0x2026};
static const uint16_t no_starters[] = {',', ';', ':', '!', '?', ')', ']', '}'};
static const uint16_t quotes[] = {'"',  '\'', '`',    0x201c, 0x201d, 0x2018, 0x2019,
                                  0xab, 0xbb, 0x2039, 0x203a, 0x201e, 0x201a};

bool mark_sign_family(const struct token *t, uint8_t *family) {
    if (t->kind != TOKEN_PUNCT && t->kind != TOKEN_SYMBOL && t->kind != TOKEN_CLITIC) {
        return false;
    }
    switch (t->mark) {
    case '"':
        *family = SIGN_STRAIGHT;
        return true;
    case '\'':
        *family = SIGN_SINGLE;
        return true;
    case '`':
        *family = SIGN_BACKTICK;
        return true;
    case 0x201c:
        *family = SIGN_CURLY_OPEN;
        return true;
    case 0x201d:
        *family = SIGN_CURLY_CLOSE;
        return true;
    case 0x2018:
        *family = SIGN_SINGLE_OPEN;
        return true;
    case 0x2019:
        *family = SIGN_SINGLE_CLOSE;
        return true;
    case 0xab:
    case 0x2039:
        *family = SIGN_LEFT_ANGLE;
        return true;
    case 0xbb:
    case 0x203a:
        *family = SIGN_RIGHT_ANGLE;
        return true;
    case 0x201e:
        *family = SIGN_LOW;
        return true;
    case 0x201a:
        *family = SIGN_LOW_SINGLE;
        return true;
    default:
        return false;
    }
}

/* White space or the edge of the paragraph before token i, and before what follows it. */
static bool space_left(const struct paragraph *p, uint32_t i) {
    return i == p->from || p->tok[i].flags & TOKEN_SPACE_BEFORE;
}

static bool space_right(const struct paragraph *p, uint32_t after) {
    return after >= p->to || p->tok[after].flags & TOKEN_SPACE_BEFORE;
}

/* Words that begin with an apostrophe: 'em, '90s; and the tails of words in texts that were taken
 * apart: ' s. */
static bool is_elision(const struct paragraph *p, uint32_t after) {
    static const char *const word[] = {"em",  "til", "till",  "tis",  "twas", "cause",
                                       "cos", "n",   "round", "bout", "nuff", "s",
                                       "t",   "re",  "ve",    "ll",   "d",    "m"};
    if (after >= p->to) {
        return false;
    }
    const struct token *t = &p->tok[after];
    str w = token_str(p->text, t);
    if (t->kind == TOKEN_NUMBER) {
        return w.len == 2 || (w.len == 3 && w.ptr[2] == 's');
    }
    for (size_t i = 0; t->kind == TOKEN_WORD && w.len <= 5 && i < sizeof word / sizeof *word; i++) {
        if (str_is_nocase(w, word[i])) {
            return true;
        }
    }
    return false;
}

static bool is_ellipsis(const struct paragraph *p, uint32_t i) {
    return i + 1 < p->to && p->tok[i].mark == '.' &&
           (p->tok[i + 1].mark == '.' || p->tok[i + 1].kind == TOKEN_NUMBER) &&
           !space_left(p, i + 1);
}

static void judge(const struct paragraph *p, struct mark_sign *s) {
    uint32_t i = s->tok;
    uint32_t after = i + s->width;
    bool left = space_left(p, i);
    bool right = space_right(p, after);
    uint16_t before_mark = i > p->from ? p->tok[i - 1].mark : 0;
    uint16_t after_mark = after < p->to ? p->tok[after].mark : 0;
    bool left_free =
        left || IN(before_mark, dashes) || IN(before_mark, brackets) || IN(before_mark, quotes);
    bool right_free = right || IN(after_mark, dashes) || IN(after_mark, enders) ||
                      IN(after_mark, quotes) || p->tok[after].kind == TOKEN_CLITIC;
    bool may_start =
        !right && !IN(after_mark, no_starters) && (after_mark != '.' || is_ellipsis(p, after));
    s->can_open = left_free && may_start;
    s->can_close = !left && right_free;
}

static bool is_single(const struct mark_sign *s) {
    return s->family == SIGN_SINGLE || s->family == SIGN_SINGLE_CLOSE ||
           s->family == SIGN_SINGLE_OPEN;
}

/* `` and '' are one mark of two tokens. */
static void widen(const struct paragraph *p, struct mark_sign *s) {
    uint32_t next = s->tok + 1;
    bool doubled = next < p->to && p->tok[next].mark == p->tok[s->tok].mark && !space_left(p, next);
    if (doubled && (s->family == SIGN_BACKTICK || s->family == SIGN_SINGLE)) {
        s->width = 2;
        s->family = s->family == SIGN_BACKTICK ? SIGN_BACKTICKS : SIGN_PRIMES;
    }
}

enum err mark_sign_collect(arena *a, str text, const struct token *tok, uint32_t from, uint32_t to,
                           struct mark_signs *out) {
    struct paragraph p = {.text = text, .tok = tok, .from = from, .to = to};
    out->n = 0;
    out->last_single = 0;
    for (uint32_t i = from; i < to; i++) {
        struct mark_sign s = {.tok = i, .width = 1};
        if (!tok[i].mark || !mark_sign_family(&tok[i], &s.family)) {
            continue;
        }
        widen(&p, &s);
        judge(&p, &s);
        s.is_spaced = space_left(&p, i) && space_right(&p, i + s.width);
        s.is_elision = is_elision(&p, i + s.width);
        s.is_possessive = tok[i].kind == TOKEN_CLITIC;
        TRY(vec_push(a, out, s));
        out->last_single = is_single(&s) && s.can_close ? out->n : out->last_single;
        i += s.width - 1u;
    }
    return ERR_OK;
}
