/* meta_address.c - the little of RFC 3986 that metadata needs: canonical addresses and images are
 * absolute, or begin with a slash or two, or name a file beside the page. O(n). */
#include "page/meta_address.h"

static bool has_scheme(str s) {
    return str_starts_with(s, STR("http://")) || str_starts_with(s, STR("https://"));
}

/* Where the host ends, or 0 when `url` isn't absolute. */
static size_t host_end(str url) {
    if (!has_scheme(url)) {
        return 0;
    }
    size_t pos = str_find(url, STR("://"), 0) + 3;
    while (pos < url.len && !strchr("/?#", url.ptr[pos])) {
        pos++;
    }
    return pos;
}

enum err meta_address_resolve(arena *a, str base, str reference, str *out) {
    reference = str_trim(reference);
    *out = STR("");
    if (reference.len == 0 || has_scheme(reference)) {
        *out = reference;
        return ERR_OK;
    }
    size_t keep = host_end(base);
    const char *colon = memchr(reference.ptr, ':', reference.len);
    if (keep == 0 || (colon && !memchr(reference.ptr, '/', (size_t)(colon - reference.ptr)))) {
        return ERR_OK;
    }
    bool slash = reference.ptr[0] == '/';
    if (str_starts_with(reference, STR("//"))) {
        keep = str_find(base, STR(":"), 0) + 1;
    } else if (!slash) {
        size_t end = keep;
        while (end < base.len && base.ptr[end] != '?' && base.ptr[end] != '#') {
            keep = base.ptr[end] == '/' ? end + 1 : keep;
            end++;
        }
    }
    bool joint = !slash && base.ptr[keep - 1] != '/';
    char *to = arena_alloc(a, keep + reference.len + 2);
    if (!to) {
        return a->last;
    }
    memcpy(to, base.ptr, keep);
    to[keep] = '/';
    memcpy(to + keep + joint, reference.ptr, reference.len);
    *out = str_of(to, keep + joint + reference.len);
    return ERR_OK;
}

str meta_address_domain(str url) {
    size_t end = host_end(url);
    size_t from = end;
    while (from > 0 && url.ptr[from - 1] != '.' && url.ptr[from - 1] != '/') {
        if (url.ptr[from - 1] == ':') {
            end = from - 1;
        }
        from--;
    }
    return from > 0 ? str_slice(url, from, end) : STR("");
}
