/* limits.h - every bound of the program in one place, so that hostile input meets a number and not
 * the machine. */
#ifndef COPYTASTER_BASE_LIMITS_H
#define COPYTASTER_BASE_LIMITS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MiB ((size_t)1 << 20)

enum {
    LIMIT_HTML_DEPTH = 512,     /* elements inside elements; deeper ones become siblings */
    LIMIT_HTML_NODES = 1000000, /* nodes of one page */
    LIMIT_HTML_ATTRS = 256,     /* attributes of one tag */
    LIMIT_TOKEN_BYTES = 1024,   /* a longer run of letters is cut into tokens of this length */
    LIMIT_JSON_DEPTH = 64,      /* nesting of a report line */
    LIMIT_MARK_DEPTH = 8,       /* quotation marks inside quotation marks */
    LIMIT_MARK_PARAGRAPHS = 32, /* paragraphs that one quotation may run through */
    LIMIT_PHRASE_TOKENS = 8,    /* words of a lexicon entry */
    LIMIT_PATH_DEPTH = 64,      /* folders inside folders */
    LIMIT_THREADS = 256,
    LIMIT_UNPACK_RATIO = 200,    /* unpacked bytes for a packed one, past the first MiB */
    LIMIT_UNPACK_DEPTH = 2,      /* packed inside packed */
    LIMIT_UNPACK_WINDOW_LOG = 26 /* zstd window: 64 MiB */
};

#define LIMIT_REPORT_BYTES (64 * MiB)          /* text of one report */
#define LIMIT_PAGE_BYTES (64 * MiB)            /* a web page or feed, as served */
#define LIMIT_LINE_BYTES (128 * MiB)           /* one line of JSONL */
#define LIMIT_ROW_BYTES (16 * MiB)             /* one row of a table */
#define LIMIT_FILE_BYTES ((size_t)16384 * MiB) /* one file of report lines, streamed */
#define LIMIT_ARENA_BYTES \
    ((size_t)16384 * MiB)               /* one arena, when its owner names no smaller limit */
#define LIMIT_UNPACKED_BYTES (64 * MiB) /* one record of an archive, one body */
#define LIMIT_REPORTS ((size_t)1 << 31)

/* *out = a * b, or false when it doesn't fit. */
static inline bool mul_ok(size_t a, size_t b, size_t *out) {
    return !__builtin_mul_overflow(a, b, out);
}

/* *out = a + b, or false when it doesn't fit. */
static inline bool add_ok(size_t a, size_t b, size_t *out) {
    return !__builtin_add_overflow(a, b, out);
}

#endif
