/* address.c - hosts beside names of outlets: "www.foxnews.com" is Fox News. Only ASCII letters and
 * digits are looked at; an outlet of fewer than four of them is named by nobody, for short names
 * begin many others. */
#include "reuse/address.h"

enum { LEAST_NAME = 4 };

static bool is_kept(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
}

static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

str address_site(arena *a, str url) {
    size_t scheme = str_find(url, STR("://"), 0);
    if (scheme == SIZE_MAX) {
        return STR("");
    }
    size_t from = scheme + 3;
    from += str_starts_with(str_slice(url, from, url.len), STR("www.")) ? 4 : 0;
    size_t to = from;
    while (to < url.len && to - from < ADDRESS_MOST && !strchr("/?#:", url.ptr[to])) {
        to++;
    }
    char *site = arena_alloc(a, to - from + 1);
    if (!site) {
        return (str){NULL, 0};
    }
    size_t n = 0;
    for (size_t i = from; i < to; i++) {
        char c = lower(url.ptr[i]);
        site[n] = c;
        n += is_kept(c);
    }
    return (str){site, n};
}

/* Whether the site goes on at `pos` with the outlet's letters and digits. */
static bool goes_on(str site, size_t pos, str outlet) {
    size_t n = 0;
    for (size_t i = 0; i < outlet.len && outlet.ptr[i] != '('; i++) { /* "cnn (web news)" */
        if (!is_kept(outlet.ptr[i])) {
            continue;
        }
        if (pos + n == site.len || site.ptr[pos + n] != outlet.ptr[i]) {
            return false;
        }
        n++;
    }
    return n >= LEAST_NAME;
}

bool address_names(str site, str outlet) {
    return goes_on(site, 0, outlet) ||
           (str_starts_with(site, STR("the")) && goes_on(site, 3, outlet));
}
