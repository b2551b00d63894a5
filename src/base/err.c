/* err.c - fills struct error, cutting what doesn't fit; never allocates, so that it works when
 * memory is gone. The first filling wins: a function that only passes an error on leaves it alone
 * or calls error_prefix. */
#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>

static void copy_cut(char *dst, size_t cap, str s) {
    size_t n = s.len < cap - 1 ? s.len : cap - 1;
    memcpy(dst, s.ptr, n);
    dst[n] = '\0';
}

enum err error_set(struct error *e, enum err code, str where, uint64_t pos, const char *fmt, ...) {
    if (!e) {
        return code;
    }
    e->code = code;
    e->pos = pos;
    copy_cut(e->where, sizeof e->where, where);
    va_list args;
    va_start(args, fmt);
    vsnprintf(e->msg, sizeof e->msg, fmt, args);
    va_end(args);
    return code;
}

void error_prefix(struct error *e, str prefix) {
    if (!e) {
        return;
    }
    char old[sizeof e->where];
    memcpy(old, e->where, sizeof old);
    copy_cut(e->where, sizeof e->where, prefix);
    size_t n = strlen(e->where);
    if (old[0] && n + 3 < sizeof e->where) {
        memcpy(e->where + n, ": ", 3);
        copy_cut(e->where + n + 2, sizeof e->where - n - 2, str_from_cstr(old));
    }
}

const char *err_name(enum err code) {
    switch (code) {
    case ERR_OK:
        return "no error";
    case ERR_NOMEM:
        return "out of memory";
    case ERR_LIMIT:
        return "over a limit";
    case ERR_IO:
        return "reading or writing refused";
    case ERR_INPUT:
        return "damaged input";
    case ERR_MISSING:
        return "not found";
    case ERR_USAGE:
        return "wrong use";
    case ERR_CANCEL:
        return "cancelled";
    }
    return "unknown error";
}
