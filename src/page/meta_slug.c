/* meta_slug.c - the headline in the page's address. Newsrooms' programs make the address out of the
 * headline when a page is first written; of several headlines that a page has later, the one that
 * the address repeats is the article's own, the others are for searchers or for social networks. */
#include "page/meta_slug.h"

#include "page/meta_text.h"

enum { LEAST_WORDS = 3, LEAST_LETTERS = 3, MOST_DIGITS = 4 };

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '%' || (unsigned char)c >= 0x80;
}

/* Runs of two letters and more. */
static unsigned n_words_in(str part) {
    unsigned n = 0;
    unsigned letters = 0;
    for (size_t i = 0; i < part.len; i++) {
        letters = is_letter(part.ptr[i]) ? letters + 1 : 0;
        n += letters == 2;
    }
    return n;
}

static int hex_of(char c) {
    return c >= '0' && c <= '9'                 ? c - '0'
           : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10
                                                : -1;
}

/* Percent codes decoded, marks between words as spaces. */
static str decoded(arena *a, str part) {
    char *out = arena_alloc(a, part.len + 1);
    size_t n = 0;
    if (!out) {
        return (str){NULL, 0};
    }
    for (size_t i = 0; i < part.len; i++) {
        char c = part.ptr[i];
        if (c == '%' && i + 2 < part.len && hex_of(part.ptr[i + 1]) >= 0 &&
            hex_of(part.ptr[i + 2]) >= 0) {
            out[n++] = (char)(hex_of(part.ptr[i + 1]) * 16 + hex_of(part.ptr[i + 2]));
            i += 2;
        } else {
            out[n++] = strchr("-_+,.", c) ? ' ' : c;
        }
    }
    return str_of(out, n);
}

str meta_slug_find(arena *a, str url) {
    size_t from = str_find(url, STR("://"), 0);
    from = from == SIZE_MAX ? 0 : from + 3;
    size_t end = from;
    while (end < url.len && !strchr("?#", url.ptr[end])) {
        end++;
    }
    while (from < end && url.ptr[from] != '/') {
        from++; /* the host */
    }
    str best = STR("");
    unsigned most = LEAST_WORDS - 1;
    for (size_t pos = from; pos < end; pos++) {
        size_t begin = pos + (url.ptr[pos] == '/');
        const char *slash = begin < end ? memchr(url.ptr + begin, '/', end - begin) : NULL;
        pos = slash ? (size_t)(slash - url.ptr) - 1 : end;
        str part = str_slice(url, begin, slash ? (size_t)(slash - url.ptr) : end);
        unsigned n = n_words_in(part);
        if (n > most) {
            most = n;
            best = part;
        }
    }
    str plain = decoded(a, best);
    str key = plain.ptr ? meta_text_key(a, plain) : plain;
    return key.ptr ? meta_slug_key(a, key) : key;
}

str meta_slug_key(arena *a, str key) {
    char *out = arena_alloc(a, key.len + 1);
    size_t n = 0;
    if (!out) {
        return (str){NULL, 0};
    }
    for (size_t i = 0; i < key.len; i++) {
        bool umlaut = key.ptr[i] == 'e' && n > 0 && memchr("aou", out[n - 1], 3);
        if (!umlaut) {
            out[n++] = key.ptr[i];
        }
    }
    return str_of(out, n);
}

/* The next word at *pos or later that counts; false at the end. */
static bool next_word(str s, size_t *pos, str *word) {
    while (*pos < s.len) {
        const char *space = memchr(s.ptr + *pos, ' ', s.len - *pos);
        size_t end = space ? (size_t)(space - s.ptr) : s.len;
        unsigned digits = 0;
        *word = str_slice(s, *pos, end);
        *pos = end + 1;
        for (size_t i = 0; i < word->len; i++) {
            digits += word->ptr[i] >= '0' && word->ptr[i] <= '9';
        }
        if (digits <= MOST_DIGITS && (word->len >= LEAST_LETTERS || digits > 0)) {
            return true;
        }
    }
    return false;
}

unsigned meta_slug_likeness(str slug, str key) {
    unsigned n_key = 0;
    unsigned n_slug = 0;
    unsigned shared = 0;
    str a;
    str b;
    for (size_t i = 0; next_word(key, &i, &a);) {
        n_key++;
        bool found = false;
        for (size_t k = 0; !found && next_word(slug, &k, &b);) {
            found = str_equals(a, b);
        }
        shared += found;
    }
    for (size_t k = 0; next_word(slug, &k, &b);) {
        n_slug++;
    }
    unsigned likeness = n_key + n_slug > 0 ? 2000 * shared / (n_key + n_slug) : 0;
    return likeness < 1000 ? likeness : 1000;
}
