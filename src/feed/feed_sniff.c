/* feed_sniff.c - is it a feed or list? By the root element behind declaration, comments and
 * DOCTYPE, or by the version member of a JSON Feed. Looks at no more than it is given. O(n). */
#include "feed/feed_sniff.h"

#include "feed/feed.h"

static const struct {
    str name;
    enum feed_kind kind;
} roots[] = {
    {{"rss", 3}, FEED_RSS},     {{"feed", 4}, FEED_ATOM},      {{"rdf", 3}, FEED_RSS},
    {{"opml", 4}, FEED_OPML},   {{"urlset", 6}, FEED_SITEMAP}, {{"sitemapindex", 12}, FEED_INDEX},
    {{"channel", 7}, FEED_CDF},
};

static bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool is_name(char c) {
    return !is_space(c) && c != '>' && c != '/' && c != '<';
}

static size_t behind(str s, size_t from, str mark) {
    size_t at = str_find(s, mark, from);
    return at == SIZE_MAX ? s.len : at + mark.len;
}

/* A document type: to its '>', past an internal subset. */
static size_t behind_doctype(str s, size_t pos) {
    bool inside = false;
    for (; pos < s.len; pos++) {
        char c = s.ptr[pos];
        inside = c == '[' || (inside && c != ']');
        if (c == '>' && !inside) {
            return pos + 1;
        }
    }
    return pos;
}

/* Position of the root element's '<', or s.len. */
static size_t find_root(str s, size_t pos) {
    while (pos < s.len) {
        str rest = str_slice(s, pos, s.len);
        if (is_space(s.ptr[pos])) {
            pos++;
        } else if (str_starts_with(rest, STR("<!--"))) {
            pos = behind(s, pos + 4, STR("-->"));
        } else if (str_starts_with(rest, STR("<?"))) {
            pos = behind(s, pos, STR("?>"));
        } else if (str_starts_with(rest, STR("<!"))) {
            pos = behind_doctype(s, pos);
        } else {
            return s.ptr[pos] == '<' ? pos : s.len;
        }
    }
    return pos;
}

bool feed_sniff_root(str name, enum feed_kind *kind) {
    const char *colon = memchr(name.ptr, ':', name.len);
    str local = colon ? str_slice(name, (size_t)(colon - name.ptr) + 1, name.len) : name;
    for (size_t i = 0; i < sizeof roots / sizeof *roots; i++) {
        if (str_equals_nocase(roots[i].name, local)) {
            *kind = roots[i].kind;
            return true;
        }
    }
    return false;
}

bool feed_sniff_is_json(str s) {
    size_t pos = 0;
    while (pos < s.len && is_space(s.ptr[pos])) {
        pos++;
    }
    if (pos == s.len || s.ptr[pos] != '{') {
        return false;
    }
    size_t at = str_find(s, STR("\"version\""), pos);
    if (at == SIZE_MAX) {
        return false;
    }
    str rest = str_slice(s, at + 9, s.len);
    size_t end = str_find(rest, STR("jsonfeed.org"), 0);
    return end != SIZE_MAX && end < 64;
}

/* UTF-16 of ASCII markup -> the same in bytes, for looking at only. */
static str narrow(str start, char room[4096]) {
    bool big = start.len > 1 && !start.ptr[0] && start.ptr[1];
    bool little = start.len > 1 && start.ptr[0] && !start.ptr[1];
    if (!big && !little) {
        return start;
    }
    size_t n = 0;
    for (size_t i = big; i < start.len && n < 4096; i += 2) {
        room[n++] = start.ptr[i];
    }
    return str_of(room, n);
}

bool feed_is_feed(str start) {
    char room[4096];
    if (str_starts_with(start, STR("\xef\xbb\xbf"))) {
        start = str_slice(start, 3, start.len);
    } else if (str_starts_with(start, STR("\xff\xfe")) || str_starts_with(start, STR("\xfe\xff"))) {
        start = str_slice(start, 2, start.len);
    }
    start = narrow(start, room);
    if (feed_sniff_is_json(start)) {
        return true;
    }
    size_t from = find_root(start, 0);
    if (from == start.len) {
        return false;
    }
    size_t end = ++from;
    while (end < start.len && is_name(start.ptr[end])) {
        end++;
    }
    enum feed_kind kind;
    return feed_sniff_root(str_slice(start, from, end), &kind);
}
