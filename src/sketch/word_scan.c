/* word_scan.c - words by bit masks, 64 bytes a step; what isn't plain goes through token_scan.
 * The text is cut at ASCII white space, which no token of token.c spans, so each part between two
 * spaces can be read alone. Most parts hold letters, digits, apostrophes and marks whose meaning
 * their neighbours settle; there, words are runs of bits. A part with anything else (an address, a
 * number with separators, initials, a letter past ASCII) is hard and handed to token_scan whole:
 * this file need only know what is easy, and the test compares both ways. O(n). */
#include "sketch/word_scan.h"

#include "base/hash.h"
#include "base/limits.h"
#include "sketch/word_mask.h"
#include "sketch/word_runs.h"
#include "text/token.h"
#include "text/utf8.h"

enum { PAD = 16 }; /* readable bytes behind a window */

struct scan {
    arena *a;
    str text;
    struct word *out;
    size_t n;
};

/* Words and hard places of a window; bits past its last space mean nothing. */
struct runs {
    uint64_t word;
    uint64_t hard;
};

static bool is_cjk(uint32_t cp) {
    return (cp >= 0x3040 && cp <= 0x30ff) || (cp >= 0x3400 && cp <= 0x4dbf) ||
           (cp >= 0x4e00 && cp <= 0x9fff) || (cp >= 0xf900 && cp <= 0xfaff) ||
           (cp >= 0x20000 && cp <= 0x3ffff);
}

static bool is_cjk_token(str text, const struct token *t) {
    size_t len;
    return t->kind == TOKEN_WORD && is_cjk(utf8_decode(text, t->from, &len));
}

/* Add the words of one token; `last` is the token before it in this part of the text. */
static void add_token(struct scan *s, str part, uint32_t at, const struct token *t,
                      const struct token *last) {
    if (!token_is_wordlike(t)) {
        return;
    }
    struct word w = {t->hash, at + t->from, at + t->to};
    bool cjk = is_cjk_token(part, t);
    if (cjk && last && last->to == t->from && is_cjk_token(part, last)) {
        w.hash = hash_join(last->hash, t->hash);
        w.from = at + last->from;
        struct word *before = &s->out[s->n - 1];
        bool alone = before->from == w.from && before->to == at + last->to;
        s->n -= alone; /* it begins this pair */
    }
    s->out[s->n++] = w;
}

/* The words of [from, to), which lies between white space, by tokens. */
static enum err scan_part(struct scan *s, size_t from, size_t to) {
    arena_pos m = arena_mark(s->a);
    str part = str_slice(s->text, from, to);
    struct token *tok;
    size_t n;
    enum err code = token_scan(s->a, part, &tok, &n);
    for (size_t i = 0; code == ERR_OK && i < n; i++) {
        add_token(s, part, (uint32_t)from, &tok[i], i ? &tok[i - 1] : NULL);
    }
    arena_reset(s->a, m);
    return code;
}

/* Bytes of the marks E2 80 93, 94 (dashes), 98-9F (quotation marks), A6 (ellipsis) and of the
 * no-break space C2 A0, which part words as ASCII marks do. *curly: first bytes of E2 80 99, which
 * may be an apostrophe. */
static uint64_t plain_marks(const char *p, uint64_t high, uint64_t *curly) {
    uint64_t plain = 0;
    *curly = 0;
    while (high) {
        unsigned i = (unsigned)__builtin_ctzll(high);
        const unsigned char *c = (const unsigned char *)p + i;
        bool mark =
            c[0] == 0xe2 && c[1] == 0x80 &&
            (c[2] == 0x93 || c[2] == 0x94 || (c[2] >= 0x98 && c[2] <= 0x9f) || c[2] == 0xa6);
        uint64_t width = mark ? 7 : c[0] == 0xc2 && c[1] == 0xa0 ? 3 : 0;
        plain |= width << i;
        *curly |= (uint64_t)(mark && c[2] == 0x99) << i;
        high &= ~((width | 1) << i);
    }
    return plain;
}

/* What the masks settle. A word keeps an apostrophe between a word character and a letter, loses 's
 * at its end. Hard is: a period that ends nothing or follows a single letter, separators between
 * digits, a letter behind a digit, an apostrophe behind a digit, a curly one inside a word. */
static struct runs resolve(const char *p, const struct word_mask *m) {
    uint64_t hard = m->hard;
    uint64_t curly = 0;
    if (m->high) {
        hard |= m->high & ~plain_marks(p, m->high, &curly);
    }
    uint64_t run = m->letter | m->digit;
    uint64_t behind_digit = m->digit << 1;
    uint64_t inner = m->apostrophe & run << 1 & m->letter >> 1;
    curly &= run << 1 & m->letter >> 3;
    hard |= (m->letter | inner | curly) & behind_digit;
    run |= inner;
    uint64_t cut = inner & m->s >> 1 & ~((run | curly) >> 2);
    uint64_t curly_cut = curly & m->s >> 3 & ~((run | curly) >> 4);
    hard |= curly & ~curly_cut;
    uint64_t curly_s = curly_cut << 3;
    hard |= m->dot & ~((m->space | m->closer | m->high) >> 1);
    hard |= m->dot & (m->letter & ~(run << 1) & ~curly_s) << 1;
    hard |= (m->comma | m->colon) & behind_digit & m->digit >> 1;
    return (struct runs){run & ~(cut | cut << 1 | curly_s), hard};
}

/* Add the words that the bits of `run` are; the window at `p` begins at byte `at` of the text. */
static void add_runs(struct scan *s, const char *p, size_t at, uint64_t run) {
    s->n += word_runs_read(p, (uint32_t)at, run, s->out + s->n);
}

/* Bits below `i`, which is at most 63. */
static uint64_t below(unsigned i) {
    return ((uint64_t)1 << i) - 1;
}

/* The window at `p` up to its last space, easy parts and hard ones in turn. */
static enum err scan_mixed(struct scan *s, const char *p, size_t at, uint64_t space,
                           struct runs r) {
    uint64_t todo = r.word;
    while (r.hard) {
        unsigned place = (unsigned)__builtin_ctzll(r.hard);
        uint64_t before = space & below(place);
        unsigned from = before ? 64 - (unsigned)__builtin_clzll(before) : 0;
        unsigned to = (unsigned)__builtin_ctzll(space & ~below(place));
        add_runs(s, p, at, todo & below(from));
        TRY(scan_part(s, at + from, at + to));
        todo &= ~below(to);
        r.hard &= ~below(to);
    }
    add_runs(s, p, at, todo);
    return ERR_OK;
}

static size_t next_space(str text, size_t pos) {
    while (pos < text.len) {
        unsigned char c = (unsigned char)text.ptr[pos];
        if (c == ' ' || (c >= 9 && c <= 13)) {
            break;
        }
        pos++;
    }
    return pos;
}

/* Read the window that begins at *pos, which is a beginning of a part, and move on. */
static enum err scan_window(struct scan *s, const char *p, size_t *pos) {
    struct word_mask m;
    word_mask_read(p, &m);
    if (m.space == 0) {
        size_t from = *pos;
        *pos = next_space(s->text, from);
        return scan_part(s, from, *pos);
    }
    struct runs r = resolve(p, &m);
    unsigned last = 63 - (unsigned)__builtin_clzll(m.space);
    r.word &= below(last);
    r.hard &= below(last);
    size_t at = *pos;
    *pos += last + 1;
    if (r.hard) {
        return scan_mixed(s, p, at, m.space, r);
    }
    add_runs(s, p, at, r.word);
    return ERR_OK;
}

enum err word_scan(arena *a, str text, struct word **out, size_t *n) {
    if (text.len > LIMIT_REPORT_BYTES) {
        return a->last = ERR_LIMIT;
    }
    struct scan s = {.a = a, .text = text};
    s.out = arena_take(a, (text.len / 2 + 2 + WORD_RUNS_SLACK) * sizeof *s.out);
    if (!s.out) {
        return a->last;
    }
    size_t pos = 0;
    while (text.len - pos >= WORD_MASK_BYTES + PAD) {
        TRY(scan_window(&s, text.ptr + pos, &pos));
    }
    while (pos < text.len) { /* the end of the text, with spaces behind it */
        char tail[WORD_MASK_BYTES + PAD];
        size_t left = text.len - pos;
        memset(tail, ' ', sizeof tail);
        memcpy(tail, text.ptr + pos, left < sizeof tail ? left : sizeof tail);
        TRY(scan_window(&s, tail, &pos));
    }
    *out = s.out;
    *n = s.n;
    return ERR_OK;
}
