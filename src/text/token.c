/* token.c - one pass over the text, a decision on the character class at each token's start; the
 * plain words that most of a text is made of take a short way (token_run.h).
 * Rules: a word is letters, marks and digits with apostrophes inside; 's and a bare plural
 * apostrophe are parted from it; single letters with periods are one abbreviation (U.S., a.m.);
 * digits take separators that stand between digits and a short tail of letters (19th, 737s, 5G);
 * everything else is one mark a token. Hyphens part words, because names and numbers live on both
 * sides of them; the flag TOKEN_SPACE_BEFORE says that they were joined. O(n); the
 * hash of the folded form is made here once for all later layers. */
#include "text/token.h"

#include <utf8proc.h>

#include "base/hash.h"
#include "base/limits.h"
#include "base/vec.h"
#include "text/fold.h"
#include "text/token_address.h"
#include "text/token_run.h"
#include "text/utf8.h"

enum cls { CLS_SPACE, CLS_IGNORE, CLS_LETTER, CLS_DIGIT, CLS_CJK, CLS_PUNCT, CLS_SYMBOL };

struct scan {
    arena *a;
    str text;
    size_t pos;
    unsigned lines; /* line feeds since the last token */
    bool space;
    VEC(struct token) out;
};

static bool is_cjk(uint32_t cp) {
    return (cp >= 0x3040 && cp <= 0x30ff) || (cp >= 0x3400 && cp <= 0x4dbf) ||
           (cp >= 0x4e00 && cp <= 0x9fff) || (cp >= 0xf900 && cp <= 0xfaff) ||
           (cp >= 0x20000 && cp <= 0x3ffff);
}

static enum cls class_of_wide(uint32_t cp) {
    if (is_cjk(cp)) {
        return CLS_CJK;
    }
    switch (utf8proc_category((utf8proc_int32_t)cp)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME:
        return cp >= 0xfe00 && cp <= 0xfe0f ? CLS_IGNORE
                                            : CLS_LETTER; /* variation selectors of emoji */
    case UTF8PROC_CATEGORY_ND:
        return CLS_DIGIT;
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO:
        return CLS_SYMBOL;
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
        return CLS_SPACE;
    case UTF8PROC_CATEGORY_CC:
        return cp == 0x85 ? CLS_SPACE : CLS_IGNORE;
    case UTF8PROC_CATEGORY_CF:
        return CLS_IGNORE;
    case UTF8PROC_CATEGORY_PC:
    case UTF8PROC_CATEGORY_PD:
    case UTF8PROC_CATEGORY_PS:
    case UTF8PROC_CATEGORY_PE:
    case UTF8PROC_CATEGORY_PI:
    case UTF8PROC_CATEGORY_PF:
    case UTF8PROC_CATEGORY_PO:
        return CLS_PUNCT;
    default:
        return CLS_SYMBOL;
    }
}

/* Class of each ASCII character as the digit of its enum cls: 0 space, 1 ignored, 2 letter, 3
 * digit, 5 punctuation, 6 symbol. */
static const char ascii_class[] = "11111111100000111111111111111111"
                                  "05566665556655553333333333556665"
                                  "62222222222222222222222222255565"
                                  "62222222222222222222222222256561";

static enum cls class_of(uint32_t cp) {
    return cp < 0x80 ? (enum cls)(ascii_class[cp] - '0') : class_of_wide(cp);
}

/* Class of the code point at `pos`, its length in *len; CLS_SPACE past the end. */
static enum cls look(const struct scan *s, size_t pos, uint32_t *cp, size_t *len) {
    if (pos >= s->text.len) {
        *cp = 0;
        *len = 0;
        return CLS_SPACE;
    }
    unsigned char c = (unsigned char)s->text.ptr[pos];
    if (c < 0x80) {
        *cp = c;
        *len = 1;
    } else {
        *cp = utf8_decode(s->text, pos, len);
    }
    return class_of(*cp);
}

static bool is_apostrophe(uint32_t cp) {
    return cp == '\'' || cp == 0x2019 || cp == 0x2bc;
}

static bool is_word_part(enum cls c) {
    return c == CLS_LETTER || c == CLS_DIGIT;
}

static bool is_upper(uint32_t cp) {
    if (cp < 0x80) {
        return cp >= 'A' && cp <= 'Z';
    }
    utf8proc_category_t c = utf8proc_category((utf8proc_int32_t)cp);
    return c == UTF8PROC_CATEGORY_LU || c == UTF8PROC_CATEGORY_LT;
}

/* Case flags of the word [from, to). */
static unsigned case_flags(str text, size_t from, size_t to) {
    unsigned flags = 0;
    unsigned n_letters = 0;
    bool all_caps = true;
    for (size_t i = from; i < to;) {
        size_t len = 1;
        unsigned char byte = (unsigned char)text.ptr[i];
        uint32_t cp = byte < 0x80 ? byte : utf8_decode(text, i, &len);
        enum cls c = class_of(cp);
        if (c == CLS_DIGIT) {
            flags |= TOKEN_HAS_DIGIT;
        } else if (c == CLS_LETTER) {
            bool upper = is_upper(cp);
            flags |= upper && i == from ? TOKEN_CAPITAL : 0;
            flags |= upper && n_letters > 0 && !all_caps ? TOKEN_MIXED_CASE : 0;
            all_caps = all_caps && upper;
            n_letters++;
        }
        i += len;
    }
    return flags | (n_letters > 1 && all_caps ? TOKEN_ALL_CAPS : 0);
}

/* Add the token [s->pos, to) with its place among the lines. Its fields are written one by one: a
 * struct put together elsewhere would be read back before its bytes have left the store buffer. */
static inline enum err push(struct scan *s, size_t to, uint64_t hash, enum token_kind kind,
                            unsigned flags, uint32_t mark) {
    if (s->out.n == s->out.cap) {
        TRY(vec_reserve(s->a, &s->out, 1));
    }
    bool first = s->out.n == 0;
    flags |= s->space || first ? TOKEN_SPACE_BEFORE : 0;
    flags |= s->lines > 0 || first ? TOKEN_LINE_START : 0;
    flags |= s->lines > 1 || first ? TOKEN_PARAGRAPH_START : 0;
    struct token *t = &s->out.v[s->out.n++];
    t->from = (uint32_t)s->pos;
    t->to = (uint32_t)to;
    t->hash = hash;
    t->kind = (uint8_t)kind;
    t->flags = (uint8_t)flags;
    t->mark = (uint16_t)(mark < 0xffff ? mark : 0xffff);
    s->pos = to;
    s->space = false;
    s->lines = 0;
    return ERR_OK;
}

static enum err emit(struct scan *s, enum token_kind kind, size_t to, uint32_t mark) {
    str word = str_slice(s->text, s->pos, to);
    char room[FOLD_ROOM(LIMIT_TOKEN_BYTES + 8)];
    size_t n = fold_into(room, word);
    bool is_mark = kind == TOKEN_PUNCT || kind == TOKEN_SYMBOL;
    return push(s, to, hash_bytes((str){room, n}), kind,
                is_mark ? 0 : case_flags(s->text, s->pos, to), mark);
}

/* End of an abbreviation of single letters with periods ("U.S.", "a.m.", "J."), or 0. */
static size_t abbreviation_end(const struct scan *s) {
    size_t pos = s->pos;
    unsigned n = 0;
    bool upper = false;
    for (;;) {
        uint32_t cp;
        size_t len;
        if (look(s, pos, &cp, &len) != CLS_LETTER || pos + len >= s->text.len ||
            s->text.ptr[pos + len] != '.') {
            break;
        }
        upper = is_upper(cp);
        pos += len + 1;
        n++;
    }
    uint32_t cp;
    size_t len;
    bool word_follows = is_word_part(look(s, pos, &cp, &len));
    return n >= 2 || (n == 1 && upper && !word_follows) ? pos : 0;
}

/* End of the run of letters and digits at `pos`, with apostrophes that stand between letters. */
static size_t word_end(const struct scan *s, size_t pos) {
    size_t stop = pos + LIMIT_TOKEN_BYTES;
    while (pos < stop) {
        uint32_t cp;
        size_t len;
        unsigned char byte = pos < s->text.len ? (unsigned char)s->text.ptr[pos] : 0xff;
        if ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z') {
            pos++;
            continue;
        }
        enum cls c = look(s, pos, &cp, &len);
        if (is_word_part(c)) {
            pos += len;
            continue;
        }
        uint32_t next;
        size_t next_len;
        if (!len || !is_apostrophe(cp) || look(s, pos + len, &next, &next_len) != CLS_LETTER) {
            break;
        }
        pos += len + next_len;
    }
    return pos;
}

/* Where the 's at the end of the word [s->pos, end) begins, or `end`. */
static size_t clitic_start(const struct scan *s, size_t end) {
    if (end - s->pos < 3 || (s->text.ptr[end - 1] | 0x20) != 's') {
        return end;
    }
    size_t len;
    uint32_t cp = utf8_decode_before(s->text, end - 1, &len);
    return is_apostrophe(cp) && end - 1 - len > s->pos ? end - 1 - len : end;
}

static enum err scan_word(struct scan *s) {
    size_t end = abbreviation_end(s);
    if (end) {
        return emit(s, TOKEN_ABBREV, end, 0);
    }
    end = word_end(s, s->pos);
    size_t word = clitic_start(s, end);
    TRY(emit(s, TOKEN_WORD, word, 0));
    return word < end ? emit(s, TOKEN_CLITIC, end, 0) : ERR_OK;
}

/* Digits with separators between them, then at most three letters: 1,200.50 19th 737s 5G 14:30. */
static enum err scan_number(struct scan *s) {
    size_t pos = s->pos;
    size_t stop = pos + LIMIT_TOKEN_BYTES;
    uint32_t cp;
    size_t len;
    while (pos < stop) {
        enum cls c = look(s, pos, &cp, &len);
        if (c == CLS_DIGIT) {
            pos += len;
            continue;
        }
        uint32_t next;
        size_t next_len;
        if ((cp == ',' || cp == '.' || cp == ':') &&
            look(s, pos + 1, &next, &next_len) == CLS_DIGIT) {
            pos += 1;
            continue;
        }
        break;
    }
    size_t tail = pos;
    while (tail - pos <= 3 && look(s, tail, &cp, &len) == CLS_LETTER) {
        tail += len;
    }
    bool short_tail = tail - pos <= 3 && !is_word_part(look(s, tail, &cp, &len));
    return emit(s, TOKEN_NUMBER, short_tail ? tail : pos, 0);
}

/* Whether the byte behind a run of letters ends a word, of one letter or more, whatever follows: no
 * letter, digit, apostrophe or period of an abbreviation goes on there. U+2010 to U+2027 but the
 * apostrophe U+2019 are marks. */
static inline bool ends_word(str text, size_t pos) {
    unsigned char c = (unsigned char)text.ptr[pos];
    if (c < 0x80) {
        return token_address_stops_at(c) && c != '\'';
    }
    return c == 0xe2 && pos + 2 < text.len && (unsigned char)text.ptr[pos + 1] == 0x80 &&
           (unsigned char)text.ptr[pos + 2] >= 0x90 && (unsigned char)text.ptr[pos + 2] <= 0xa7 &&
           (unsigned char)text.ptr[pos + 2] != 0x99;
}

/* The short way: less than sixteen ASCII letters up to white space, a mark that ends addresses, or
 * the marks at the end of a sentence and one of these. False when the word isn't so plain; then
 * nothing was done. */
static bool scan_plain(struct scan *s, enum err *code) {
    struct token_run run = token_run_read(s->text, s->pos);
    size_t end = s->pos + run.len;
    if (run.len == 0 || run.len == TOKEN_RUN_BYTES) {
        return false;
    }
    char c = s->text.ptr[end];
    bool closes = run.len > 1 && (c == '.' || c == ':' || c == '?' || c == '!');
    if (!ends_word(s->text, end) &&
        !(closes && end + 1 < s->text.len && ends_word(s->text, end + 1))) {
        return false;
    }
    unsigned flags = run.upper & 1 ? TOKEN_CAPITAL : 0;
    flags |= run.len > 1 && run.upper == (1u << run.len) - 1 ? TOKEN_ALL_CAPS : 0;
    flags |= run.upper & (run.upper + 1) ? TOKEN_MIXED_CASE : 0;
    *code = push(s, end, hash_bytes((str){run.folded, run.len}), TOKEN_WORD, flags, 0);
    s->space = c == ' ';
    s->pos += s->space;
    return true;
}

/* End of a #tag or @handle that begins here, or 0. */
static size_t tag_end(const struct scan *s) {
    size_t pos = s->pos + 1;
    size_t stop = pos + LIMIT_TOKEN_BYTES - 8;
    uint32_t cp;
    size_t len;
    while (pos < stop) {
        enum cls c = look(s, pos, &cp, &len);
        if (!is_word_part(c) && cp != '_') {
            break;
        }
        pos += len;
    }
    return pos > s->pos + 1 ? pos : 0;
}

static enum err scan_mark(struct scan *s, uint32_t cp, size_t len, enum cls c) {
    if (cp == '#' || cp == '@') {
        size_t end = tag_end(s);
        if (end) {
            return emit(s, cp == '#' ? TOKEN_HASHTAG : TOKEN_HANDLE, end, 0);
        }
    }
    const struct token *last = s->out.n ? &s->out.v[s->out.n - 1] : NULL;
    bool bare_possessive = is_apostrophe(cp) && last && last->to == s->pos &&
                           last->kind == TOKEN_WORD && (s->text.ptr[s->pos - 1] | 0x20) == 's';
    uint32_t next;
    size_t next_len;
    if (bare_possessive && look(s, s->pos + len, &next, &next_len) == CLS_SPACE && next != '\n') {
        return emit(s, TOKEN_CLITIC, s->pos + len, cp);
    }
    enum token_kind kind = c == CLS_PUNCT ? TOKEN_PUNCT : TOKEN_SYMBOL;
    if (len > 1) {
        return emit(s, kind, s->pos + len, cp);
    }
    /* An ASCII mark folds to itself. */
    return push(s, s->pos + 1, hash_bytes(str_slice(s->text, s->pos, s->pos + 1)), kind, 0, cp);
}

static enum err scan_one(struct scan *s) {
    uint32_t cp;
    size_t len;
    enum err code;
    if (scan_plain(s, &code)) {
        return code;
    }
    enum cls c = look(s, s->pos, &cp, &len);
    switch (c) {
    case CLS_SPACE:
        s->lines += cp == '\n' || cp == 0x2028 || cp == 0x2029;
        s->space = true;
        s->pos += len;
        return ERR_OK;
    case CLS_IGNORE:
        s->pos += len;
        return ERR_OK;
    case CLS_CJK:
        return emit(s, TOKEN_WORD, s->pos + len, 0);
    case CLS_LETTER: {
        bool at_start = s->space || s->out.n == 0 || s->out.v[s->out.n - 1].kind == TOKEN_PUNCT;
        size_t end = at_start ? token_address_end(str_slice(s->text, s->pos, s->text.len)) : 0;
        return end ? emit(s, TOKEN_LINK, s->pos + end, 0) : scan_word(s);
    }
    case CLS_DIGIT:
        return scan_number(s);
    case CLS_PUNCT:
    case CLS_SYMBOL:
        return scan_mark(s, cp, len, c);
    }
    return ERR_OK;
}

enum err token_scan(arena *a, str text, struct token **out, size_t *n) {
    struct scan s = {.a = a, .text = text};
    if (text.len > LIMIT_REPORT_BYTES) {
        return a->last = ERR_LIMIT;
    }
    TRY(vec_reserve(a, &s.out, text.len / 5 + 8));
    while (s.pos < text.len) {
        TRY(scan_one(&s));
    }
    *out = s.out.v;
    *n = s.out.n;
    return ERR_OK;
}

uint64_t token_hash(str word) {
    char room[FOLD_ROOM(LIMIT_TOKEN_BYTES)];
    if (word.len > LIMIT_TOKEN_BYTES) {
        word.len = LIMIT_TOKEN_BYTES;
    }
    size_t n = fold_into(room, word);
    return hash_bytes((str){room, n});
}

size_t token_at(const struct token *tok, size_t n, size_t pos) {
    size_t low = 0;
    size_t high = n;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (tok[mid].to <= pos) {
            low = mid + 1;
        } else {
            high = mid;
        }
    }
    return low;
}
