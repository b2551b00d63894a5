/* rest.h - arrays read one after the other from bytes that may be damaged. */
#ifndef COPYTASTER_BASE_REST_H
#define COPYTASTER_BASE_REST_H

#include "base/limits.h"
#include "base/str.h"

/* What is left to be read. `fits` turns false for good when more was asked than there was. */
struct rest {
    str bytes;
    bool fits;
};

/* The next `n` elements of `size` bytes, in place, or NULL when they don't fit. The caller sees to
 * alignment. O(1). */
static inline const void *rest_take(struct rest *r, size_t n, size_t size) {
    size_t bytes;
    r->fits = r->fits && mul_ok(n, size, &bytes) && bytes <= r->bytes.len;
    if (!r->fits) {
        return NULL;
    }
    const char *p = r->bytes.ptr;
    r->bytes = str_slice(r->bytes, bytes, r->bytes.len);
    return p;
}

#endif
