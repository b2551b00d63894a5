/* str.h - a borrowed run of bytes. NUL is a byte like others; text is UTF-8, validated once on
 * reading. */
#ifndef COPYTASTER_BASE_STR_H
#define COPYTASTER_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct {
    const char *ptr;
    size_t len;
} str;

/* Print a slice: printf("%" STR_FMT, STR_ARG(s)). */
#define STR_FMT ".*s"
#define STR_ARG(s) (int)(s).len, (s).ptr

/* A slice of a string literal; the length is known to the compiler. */
#define STR(literal) ((str){(literal), sizeof(literal) - 1})

/* Half-open range of bytes [from, to) in the text of a report. */
struct span {
    uint32_t from;
    uint32_t to;
};

static inline str str_of(const char *ptr, size_t len) {
    return (str){ptr, len};
}

static inline str str_from_cstr(const char *s) {
    return (str){s ? s : "", s ? strlen(s) : 0};
}

static inline bool str_equals(str a, str b) {
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

/* The bytes [from, to) of `s`; `from <= to <= s.len` is the caller's promise. */
static inline str str_slice(str s, size_t from, size_t to) {
    return (str){s.ptr + from, to - from};
}

static inline str str_span(str text, struct span at) {
    return str_slice(text, at.from, at.to);
}

static inline bool span_is_empty(struct span s) {
    return s.from >= s.to;
}

static inline bool span_overlaps(struct span a, struct span b) {
    return a.from < b.to && b.from < a.to;
}

static inline bool span_contains(struct span outer, struct span inner) {
    return outer.from <= inner.from && inner.to <= outer.to;
}

bool str_starts_with(str s, str prefix);
bool str_ends_with(str s, str suffix);

/* Equal but for ASCII letter case. */
bool str_equals_nocase(str a, str b);

/* The same for a constant that isn't empty. Most words differ in the first letter, so that is
 * looked at before the constant is measured. */
static inline bool str_is_nocase(str s, const char *word) {
    return s.len > 0 && ((s.ptr[0] ^ word[0]) & ~0x20) == 0 &&
           str_equals_nocase(s, str_from_cstr(word));
}

/* Bytewise order, shorter first on a tie: <0, 0, >0. The order of every sorted listing. */
int str_compare(str a, str b);

/* Position of the first `needle` at or after `start`, or SIZE_MAX. O(n m) worst, memmem in
 * practice. */
size_t str_find(str s, str needle, size_t start);

/* Without ASCII white space at both ends. */
str str_trim(str s);

#endif
