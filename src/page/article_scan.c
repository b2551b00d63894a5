/* article_scan.c - one pass over the bytes of a block. ASCII goes by a table of byte classes;
 * longer sequences are told apart by their first bytes: spaces and invisible characters of General
 * Punctuation, marks, letters, Chinese and Japanese characters. Words are runs of letters and
 * digits; each is looked up by its hash. About 2 ns a byte; nothing is copied. */
#include "page/article_scan.h"

#include "html/html.h"
#include "text/utf8.h"

enum byte_class { MARK, SPACE, LOWER, UPPER, DIGIT, COMMA, END, BAR, NONE };

static const uint8_t ascii[128] = {
    ['\t'] = SPACE, ['\n'] = SPACE, ['\f'] = SPACE, ['\r'] = SPACE, [' '] = SPACE, [','] = COMMA,
    ['.'] = END,    ['!'] = END,    ['?'] = END,    ['|'] = BAR,    ['0'] = DIGIT, ['1'] = DIGIT,
    ['2'] = DIGIT,  ['3'] = DIGIT,  ['4'] = DIGIT,  ['5'] = DIGIT,  ['6'] = DIGIT, ['7'] = DIGIT,
    ['8'] = DIGIT,  ['9'] = DIGIT,  ['_'] = LOWER,  ['a'] = LOWER,  ['b'] = LOWER, ['c'] = LOWER,
    ['d'] = LOWER,  ['e'] = LOWER,  ['f'] = LOWER,  ['g'] = LOWER,  ['h'] = LOWER, ['i'] = LOWER,
    ['j'] = LOWER,  ['k'] = LOWER,  ['l'] = LOWER,  ['m'] = LOWER,  ['n'] = LOWER, ['o'] = LOWER,
    ['p'] = LOWER,  ['q'] = LOWER,  ['r'] = LOWER,  ['s'] = LOWER,  ['t'] = LOWER, ['u'] = LOWER,
    ['v'] = LOWER,  ['w'] = LOWER,  ['x'] = LOWER,  ['y'] = LOWER,  ['z'] = LOWER, ['A'] = UPPER,
    ['B'] = UPPER,  ['C'] = UPPER,  ['D'] = UPPER,  ['E'] = UPPER,  ['F'] = UPPER, ['G'] = UPPER,
    ['H'] = UPPER,  ['I'] = UPPER,  ['J'] = UPPER,  ['K'] = UPPER,  ['L'] = UPPER, ['M'] = UPPER,
    ['N'] = UPPER,  ['O'] = UPPER,  ['P'] = UPPER,  ['Q'] = UPPER,  ['R'] = UPPER, ['S'] = UPPER,
    ['T'] = UPPER,  ['U'] = UPPER,  ['V'] = UPPER,  ['W'] = UPPER,  ['X'] = UPPER, ['Y'] = UPPER,
    ['Z'] = UPPER};

/* Characters outside ASCII: ranges upwards, each as long as the next one doesn't begin. */
static const struct {
    uint32_t from;
    enum byte_class is;
} ranges[] = {{0x80, MARK},    {0xa0, SPACE},   {0xa1, MARK},    {0xaa, LOWER},   {0xab, MARK},
              {0xad, NONE},    {0xae, MARK},    {0xb7, BAR},     {0xb8, MARK},    {0xba, LOWER},
              {0xbb, MARK},    {0xc0, UPPER},   {0xd7, MARK},    {0xd8, UPPER},   {0xdf, LOWER},
              {0xf7, MARK},    {0xf8, LOWER},   {0x391, UPPER},  {0x3ac, LOWER},  {0x400, UPPER},
              {0x430, LOWER},  {0x2000, SPACE}, {0x200b, NONE},  {0x2010, MARK},  {0x2022, BAR},
              {0x2023, MARK},  {0x2026, END},   {0x2027, MARK},  {0x2028, SPACE}, {0x202a, NONE},
              {0x202f, SPACE}, {0x2030, MARK},  {0x2060, NONE},  {0x2070, MARK},  {0x2c00, LOWER},
              {0x2e00, MARK},  {0x3000, SPACE}, {0x3001, COMMA}, {0x3002, END},   {0x3003, MARK},
              {0x3041, LOWER}, {0xfeff, NONE},  {0xff01, END},   {0xff02, MARK},  {0xff0c, COMMA},
              {0xff0d, MARK},  {0xff10, DIGIT}, {0xff1a, MARK},  {0xff1f, END},   {0xff20, MARK},
              {0xff21, UPPER}, {0xff3b, MARK},  {0xff41, LOWER}, {0xff5b, MARK},  {0xff66, LOWER},
              {0x1f000, MARK}, {0x20000, LOWER}};

static enum byte_class class_of(uint32_t cp) {
    size_t from = 0;
    size_t to = sizeof ranges / sizeof ranges[0];
    while (to - from > 1) {
        size_t middle = (from + to) / 2;
        if (ranges[middle].from <= cp) {
            from = middle;
        } else {
            to = middle;
        }
    }
    return ranges[from].is;
}

static bool is_half_word(uint32_t cp) {
    return cp >= 0x3040 && cp < 0xa000;
}

static enum err end_word(struct article_scan *s) {
    if (s->word_len == 0) {
        return ERR_OK;
    }
    struct article_stats *t = &s->stats;
    t->words++;
    t->capitals += s->is_capital;
    uint32_t groups = article_words_text(s->hash);
    for (; groups != 0; groups &= groups - 1) {
        t->group[__builtin_ctz(groups)]++;
    }
    s->word_len = 0;
    return vec_push(s->a, s->words, s->hash);
}

static void add_letter(struct article_scan *s, enum byte_class c, uint32_t cp) {
    if (s->word_len == 0) {
        s->hash = ARTICLE_HASH;
        s->is_capital = c == UPPER;
    }
    s->word_len++;
    s->stats.upper += c == UPPER;
    s->stats.digits += c == DIGIT;
    if (cp < 0x80) {
        s->hash = article_hash_byte(s->hash, (unsigned char)(c == UPPER ? cp + 32 : cp));
        return;
    }
    if (c == UPPER && cp < 0x100) {
        cp += 32;
    }
    if (is_half_word(cp)) {
        s->stats.half_words++;
    }
    if (cp < 0x800) {
        s->hash = article_hash_byte(s->hash, (unsigned char)(0xc0 | cp >> 6));
        s->hash = article_hash_byte(s->hash, (unsigned char)(0x80 | (cp & 0x3f)));
    } else {
        s->hash = article_hash_byte(s->hash, (unsigned char)(cp >> 8));
        s->hash = article_hash_byte(s->hash, (unsigned char)cp);
    }
}

static void add_mark(struct article_scan *s, enum byte_class c, uint32_t cp) {
    struct article_stats *t = &s->stats;
    switch (c) {
    case COMMA:
        t->commas++;
        s->is_ended = false;
        break;
    case END:
        s->is_ended = true;
        if (cp >= 0x3000) {
            t->ends++;
        }
        break;
    case BAR:
        t->bars++;
        s->is_ended = false;
        break;
    default:
        if (cp == 0xa9) {
            t->has_copyright = true;
        }
        if (cp != '"' && cp != '\'' && cp != ')' && cp != 0xbb && (cp < 0x2018 || cp > 0x201f)) {
            s->is_ended = false;
        }
    }
}

static enum err add(struct article_scan *s, enum byte_class c, uint32_t cp) {
    if (c == NONE) {
        return ERR_OK;
    }
    if (c == SPACE) {
        return article_scan_space(s);
    }
    struct article_stats *t = &s->stats;
    if (s->is_space) {
        if (t->chars) {
            t->chars++;
            t->ends += s->is_ended;
        }
        s->is_space = false;
        s->is_ended = false;
    }
    t->chars++;
    if (t->first == 0) {
        t->first = cp;
    }
    t->last = cp;
    if (c >= LOWER && c <= DIGIT) {
        s->is_ended = false;
        add_letter(s, c, cp);
        return ERR_OK;
    }
    TRY(end_word(s));
    add_mark(s, c, cp);
    return ERR_OK;
}

void article_scan_begin(struct article_scan *s) {
    s->stats = (struct article_stats){0};
    s->word_len = 0;
    s->is_space = false;
    s->is_ended = false;
}

enum err article_scan_space(struct article_scan *s) {
    s->is_space = true;
    return end_word(s);
}

/* Inside a word: takes the small ASCII letters that follow. Returns their number. */
static size_t add_small_letters(struct article_scan *s, str text) {
    size_t n = 0;
    uint32_t hash = s->hash;
    while (n < text.len && (unsigned char)text.ptr[n] >= 'a' && (unsigned char)text.ptr[n] <= 'z') {
        hash = article_hash_byte(hash, (unsigned char)text.ptr[n]);
        n++;
    }
    if (n > 0) {
        s->hash = hash;
        s->word_len += (uint32_t)n;
        s->stats.chars += (uint32_t)n;
        s->stats.last = (unsigned char)text.ptr[n - 1];
    }
    return n;
}

static enum err add_utf8(struct article_scan *s, str text) {
    for (size_t i = 0; i < text.len;) {
        if (s->word_len > 0) {
            i += add_small_letters(s, str_slice(text, i, text.len));
            if (i == text.len) {
                break;
            }
        }
        unsigned char c = (unsigned char)text.ptr[i];
        size_t len = 1;
        uint32_t cp = c < 0x80 ? c : utf8_decode(text, i, &len);
        TRY(add(s, c < 0x80 ? (enum byte_class)ascii[c] : class_of(cp), cp));
        i += len;
    }
    return ERR_OK;
}

enum err article_scan_run(struct article_scan *s, str run, uint8_t raw) {
    if (!(raw & HTML_RAW_REFERENCES)) {
        return add_utf8(s, run);
    }
    for (size_t pos = 0; pos < run.len;) {
        const char *amp = memchr(run.ptr + pos, '&', run.len - pos);
        size_t to = amp ? (size_t)(amp - run.ptr) : run.len;
        TRY(add_utf8(s, str_slice(run, pos, to)));
        pos = to;
        if (amp) {
            char utf8[8];
            size_t n;
            pos = html_decode_step(run, pos, raw, false, utf8, &n);
            TRY(add_utf8(s, str_of(utf8, n)));
        }
    }
    return ERR_OK;
}

enum err article_scan_end(struct article_scan *s) {
    TRY(end_word(s));
    struct article_stats *t = &s->stats;
    t->ends_sentence = s->is_ended;
    t->ends += s->is_ended && t->last < 0x3000;
    t->words += t->half_words / 2;
    return ERR_OK;
}

enum err article_scan_words(arena *a, str text, struct article_hashes *out) {
    struct article_scan s = {.a = a, .words = out};
    TRY(article_scan_run(&s, text, 0));
    return article_scan_end(&s);
}
