/* feed_url.c - reference resolution after RFC 3986, section 5.2: split both, take what the
 * reference lacks from the base, remove dot segments. Nothing is re-encoded: addresses stay as they
 * were written, international ones too. O(n). */
#include "feed/feed_url.h"

#include "base/limits.h"

/* The five parts; the marks between them are implied by `has`. */
struct parts {
    str scheme, authority, path, query, fragment;
    bool has_authority, has_query, has_fragment;
};

static bool is_scheme_byte(char c, bool first) {
    bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return letter || (!first && ((c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.'));
}

/* Bytes of the scheme, without the colon; 0 = none. */
static size_t scheme_length(str url) {
    size_t i = 0;
    while (i < url.len && is_scheme_byte(url.ptr[i], i == 0)) {
        i++;
    }
    return i < url.len && url.ptr[i] == ':' ? i : 0;
}

bool feed_url_is_absolute(str url) {
    return scheme_length(url) > 0;
}

/* Up to the first byte of `marks`, or all of it. */
static size_t until(str s, const char *marks) {
    size_t i = 0;
    while (i < s.len && (!s.ptr[i] || !strchr(marks, s.ptr[i]))) {
        i++;
    }
    return i;
}

/* "http:///host" is a mistake for "http://host": the slashes too many go. */
static str without_slashes(str rest, str scheme) {
    bool web = scheme.len >= 4 && str_equals_nocase(str_slice(scheme, 0, 4), STR("http"));
    while (web && str_starts_with(rest, STR("///"))) {
        rest = str_slice(rest, 1, rest.len);
    }
    return rest;
}

static struct parts split(str url) {
    struct parts p = {.scheme = str_slice(url, 0, scheme_length(url))};
    str rest = p.scheme.len ? str_slice(url, p.scheme.len + 1, url.len) : url;
    rest = without_slashes(rest, p.scheme);
    if (rest.len >= 2 && rest.ptr[0] == '/' && rest.ptr[1] == '/') {
        rest = str_slice(rest, 2, rest.len);
        p.has_authority = true;
        p.authority = str_slice(rest, 0, until(rest, "/?#"));
        rest = str_slice(rest, p.authority.len, rest.len);
    }
    p.path = str_slice(rest, 0, until(rest, "?#"));
    rest = str_slice(rest, p.path.len, rest.len);
    if (rest.len && rest.ptr[0] == '?') {
        rest = str_slice(rest, 1, rest.len);
        p.has_query = true;
        p.query = str_slice(rest, 0, until(rest, "#"));
        rest = str_slice(rest, p.query.len, rest.len);
    }
    if (rest.len) {
        p.has_fragment = true;
        p.fragment = str_slice(rest, 1, rest.len);
    }
    return p;
}

/* Write `path` without "." and ".." segments at `to`; returns the bytes written (never more);
 * `to` may be where `path` stands. */
static size_t remove_dots(char *to, str path) {
    size_t n = 0;
    size_t i = 0;
    while (i < path.len) {
        size_t end = i + (path.ptr[i] == '/');
        while (end < path.len && path.ptr[end] != '/') {
            end++;
        }
        str segment = str_slice(path, i, end);
        bool last = end == path.len;
        bool rooted = segment.ptr[0] == '/';
        str name = str_slice(segment, rooted, segment.len);
        if (str_equals(name, STR("..")) || str_equals(name, STR("."))) {
            while (name.len == 2 && n && to[--n] != '/') {
            }
            if (last && rooted) {
                to[n++] = '/';
            }
            i = !rooted && !last ? end + 1 : end;
            continue;
        }
        memmove(to + n, segment.ptr, segment.len);
        n += segment.len;
        i = end;
    }
    return n;
}

struct writing {
    char *to;
    size_t n;
};

static void put(struct writing *w, str s) {
    memcpy(w->to + w->n, s.ptr, s.len);
    w->n += s.len;
}

static void put_path(struct writing *w, const struct parts *base, const struct parts *ref) {
    if (ref->has_authority || (ref->path.len && ref->path.ptr[0] == '/')) {
        w->n += remove_dots(w->to + w->n, ref->path);
        return;
    }
    if (!ref->path.len) {
        put(w, base->path);
        return;
    }
    /* merged: the base without its last segment, then the reference */
    size_t keep = base->path.len;
    while (keep && base->path.ptr[keep - 1] != '/') {
        keep--;
    }
    char *room = w->to + w->n;
    size_t len = 0;
    if (keep) {
        memcpy(room, base->path.ptr, keep);
        len = keep;
    } else if (base->has_authority) {
        room[len++] = '/';
    }
    memcpy(room + len, ref->path.ptr, ref->path.len);
    w->n += remove_dots(room, str_of(room, len + ref->path.len));
}

static str without_extra_slashes(arena *a, str url) {
    str scheme = str_slice(url, 0, scheme_length(url));
    str rest = str_slice(url, scheme.len + 1, url.len);
    str kept = without_slashes(rest, scheme);
    if (kept.len == rest.len) {
        return url;
    }
    struct writing w = {arena_alloc(a, url.len), 0};
    if (!w.to) {
        return (str){NULL, 0};
    }
    put(&w, str_slice(url, 0, scheme.len + 1));
    put(&w, kept);
    return str_of(w.to, w.n);
}

/* Could `base` have something relative to it? mailto:, urn: and the like couldn't. */
static bool is_base(const struct parts *base) {
    return base->scheme.len &&
           (base->has_authority || (base->path.len && base->path.ptr[0] == '/'));
}

static void put_query(struct writing *w, const struct parts *base, const struct parts *ref) {
    bool inherits = !ref->has_authority && !ref->path.len && base->has_query;
    if (ref->has_query || inherits) {
        put(w, STR("?"));
        put(w, ref->has_query ? ref->query : base->query);
    }
    if (ref->has_fragment) {
        put(w, STR("#"));
        put(w, ref->fragment);
    }
}

str feed_url_join(arena *a, str base, str url) {
    url = str_trim(url);
    base = str_trim(base);
    if (feed_url_is_absolute(url)) {
        return without_extra_slashes(a, url);
    }
    struct parts b = split(base);
    struct parts r = split(url);
    if (!is_base(&b)) {
        return url;
    }
    if (!url.len) {
        return base;
    }
    struct writing w = {arena_alloc(a, base.len + url.len + 8), 0};
    if (!w.to) {
        return (str){NULL, 0};
    }
    put(&w, b.scheme);
    put(&w, STR(":"));
    if (r.has_authority || b.has_authority) {
        put(&w, STR("//"));
        put(&w, r.has_authority ? r.authority : b.authority);
    }
    put_path(&w, &b, &r);
    put_query(&w, &b, &r);
    return str_of(w.to, w.n);
}
