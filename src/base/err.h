/* err.h - error codes, and the one place where an error is put into words. */
#ifndef COPYTASTER_BASE_ERR_H
#define COPYTASTER_BASE_ERR_H

#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

/* The values are those of enum ct_err in copytaster.h. */
enum err {
    ERR_OK = 0,
    ERR_NOMEM,   /* the system gave no memory */
    ERR_LIMIT,   /* a limit of base/limits.h was reached */
    ERR_IO,      /* the system refused to read or write */
    ERR_INPUT,   /* the input is damaged or not of the expected form */
    ERR_MISSING, /* what was asked for isn't there */
    ERR_USAGE,   /* the caller broke the contract of a function */
    ERR_CANCEL   /* the progress callback asked to stop */
};

/* Filled once, at the place that knows; layers above may prefix `where`. No full stop, no "failed
 * to". */
struct error {
    enum err code;
    char where[256]; /* file, line, item: "feed.jsonl:12" */
    uint64_t pos;    /* byte position inside `where`; UINT64_MAX when there's none */
    char msg[512];   /* what was found and what was expected */
};

/* Leave the function with the error of `expr`, where there's nothing to undo. The only control-flow
 * macro. */
#define TRY(expr)                    \
    do {                             \
        enum err try_code_ = (expr); \
        if (try_code_ != ERR_OK) {   \
            return try_code_;        \
        }                            \
    } while (0)

/* Fill `e` (may be NULL) and return `code`. `where` is cut to what fits; pos UINT64_MAX = none. */
enum err error_set(struct error *e, enum err code, str where, uint64_t pos, const char *fmt, ...)
    __attribute__((format(printf, 5, 6)));

/* Put "prefix: " before `where`. */
void error_prefix(struct error *e, str prefix);

/* One English word group for a code: "out of memory". Static storage. */
const char *err_name(enum err code);

#endif
