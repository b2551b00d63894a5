/* feed_markup.c - markup inside feeds: elements of the tree written as text again, and relative
 * links in a run of HTML made absolute. Only the values of attributes that hold addresses change;
 * all other bytes stay as they were. Both walk without recursion, O(n). */
#include "base/limits.h"
#include "feed/feed_read.h"
#include "feed/feed_url.h"
#include "html/html.h"

/* Attributes with an address, and of which elements. */
static const struct {
    str attr;
    const char *tags; /* between spaces */
} links[] = {
    {{"href", 4}, " a area link base "},
    {{"src", 3}, " img script iframe frame audio video source embed input track "},
    {{"cite", 4}, " blockquote q ins del "},
    {{"action", 6}, " form "},
    {{"longdesc", 8}, " img frame iframe "},
    {{"data", 4}, " object "},
    {{"codebase", 8}, " object applet "},
    {{"classid", 7}, " object "},
    {{"usemap", 6}, " img input object "},
    {{"background", 10}, " body "},
    {{"profile", 7}, " head "},
    {{"poster", 6}, " video "},
};

static bool is_link(str tag, str attr) {
    char key[16];
    if (tag.len > sizeof key - 3) {
        return false;
    }
    size_t n = 0;
    key[n++] = ' ';
    for (size_t i = 0; i < tag.len; i++) {
        char c = tag.ptr[i];
        key[n++] = (char)(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
    }
    key[n++] = ' ';
    for (size_t i = 0; i < sizeof links / sizeof *links; i++) {
        if (str_equals_nocase(links[i].attr, attr)) {
            return str_find(str_from_cstr(links[i].tags), str_of(key, n), 0) != SIZE_MAX;
        }
    }
    return false;
}

static enum err escape(buf *to, str s, bool attribute) {
    size_t from = 0;
    for (size_t i = 0; i < s.len; i++) {
        const char *reference = NULL;
        switch (s.ptr[i]) {
        case '&':
            reference = "&amp;";
            break;
        case '<':
            reference = "&lt;";
            break;
        case '>':
            reference = "&gt;";
            break;
        case '"':
            reference = attribute ? "&quot;" : NULL;
            break;
        }
        if (reference) {
            TRY(buf_add(to, str_slice(s, from, i)));
            TRY(buf_add_cstr(to, reference));
            from = i + 1;
        }
    }
    return buf_add(to, str_slice(s, from, s.len));
}

static bool is_void(str name) {
    static const str names[] = {{"area", 4},  {"base", 4}, {"br", 2},    {"col", 3},
                                {"embed", 5}, {"hr", 2},   {"img", 3},   {"input", 5},
                                {"link", 4},  {"meta", 4}, {"param", 5}, {"source", 6},
                                {"track", 5}, {"wbr", 3}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (str_equals_nocase(names[i], name)) {
            return true;
        }
    }
    return false;
}

static bool is_outermost_of_space(const struct feed_node *node) {
    const struct feed_node *parent = node->parent;
    return !parent || !parent->name || !str_equals(parent->name->uri, node->name->uri);
}

static enum err write_start(buf *to, const struct feed_node *node) {
    TRY(buf_add_byte(to, '<'));
    TRY(buf_add(to, node->name->local));
    bool has_xmlns = false;
    for (uint32_t i = 0; i < node->n_attrs; i++) {
        const struct feed_attr *attr = &node->attrs[i];
        bool xmlns = str_equals(attr->name->local, STR("xmlns")) && !attr->name->prefix.len;
        bool html = node->name->space == FEED_SPACE_XHTML;
        has_xmlns = has_xmlns || xmlns;
        if (html && (xmlns || str_equals(attr->name->prefix, STR("xmlns")))) {
            continue; /* HTML needs no declaration */
        }
        TRY(buf_add_byte(to, ' '));
        if (attr->name->prefix.len) {
            TRY(buf_add(to, attr->name->prefix));
            TRY(buf_add_byte(to, ':'));
        }
        TRY(buf_add(to, attr->name->local));
        TRY(buf_add_cstr(to, "=\""));
        TRY(escape(to, attr->value, true));
        TRY(buf_add_byte(to, '"'));
    }
    bool foreign = node->name->space == FEED_SPACE_OTHER && node->name->uri.len;
    if (foreign && !has_xmlns && is_outermost_of_space(node)) {
        TRY(buf_add_cstr(to, " xmlns=\""));
        TRY(escape(to, node->name->uri, true));
        TRY(buf_add_byte(to, '"'));
    }
    if (!node->first && is_void(node->name->local)) {
        return buf_add_cstr(to, " />");
    }
    return buf_add_byte(to, '>');
}

static enum err write_end(buf *to, const struct feed_node *node) {
    if (!node->first && is_void(node->name->local)) {
        return ERR_OK;
    }
    TRY(buf_add_cstr(to, "</"));
    TRY(buf_add(to, node->name->local));
    return buf_add_byte(to, '>');
}

enum err feed_markup_write(struct feed_read *r, const struct feed_node *node, str *out) {
    buf *to = &r->room;
    buf_clear(to);
    const struct feed_node *i = node->first;
    while (i) {
        if (i->name) {
            TRY(write_start(to, i));
            if (i->first) {
                i = i->first;
                continue;
            }
            TRY(write_end(to, i));
        } else {
            TRY(escape(to, i->text, false));
        }
        while (!i->next && i->parent != node) {
            i = i->parent;
            TRY(write_end(to, i));
        }
        i = i->next;
    }
    *out = arena_copy(r->a, str_trim(buf_str(to)));
    return out->ptr ? ERR_OK : r->a->last;
}

enum err feed_node_markup(arena *a, const struct feed_node *node, str *out) {
    struct feed_read r = {.a = a};
    buf_init(&r.room, LIMIT_REPORT_BYTES * 2);
    enum err code = feed_markup_write(&r, node, out);
    buf_done(&r.room);
    return code;
}

static bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static size_t name_end(str s, size_t pos) {
    while (pos < s.len && !is_space(s.ptr[pos]) && s.ptr[pos] != '>' && s.ptr[pos] != '=' &&
           s.ptr[pos] != '/') {
        pos++;
    }
    return pos;
}

/* The value behind '=' at `pos`: its bytes in *from and *to; returns the position behind it. */
static size_t scan_value(str s, size_t pos, size_t *from, size_t *to) {
    while (pos < s.len && is_space(s.ptr[pos])) {
        pos++;
    }
    if (pos < s.len && (s.ptr[pos] == '"' || s.ptr[pos] == '\'')) {
        char quote = s.ptr[pos++];
        *from = pos;
        while (pos < s.len && s.ptr[pos] != quote) {
            pos++;
        }
        *to = pos;
        return pos < s.len ? pos + 1 : pos;
    }
    *from = pos;
    while (pos < s.len && !is_space(s.ptr[pos]) && s.ptr[pos] != '>') {
        pos++;
    }
    *to = pos;
    return pos;
}

/* The address at [from, to) made absolute: the bytes up to it and the address go to the room. */
static enum err resolve_value(struct feed_read *r, str markup, str base, size_t from, size_t to,
                              size_t *copied) {
    str value = str_trim(str_slice(markup, from, to));
    if (feed_url_is_absolute(value)) {
        return ERR_OK;
    }
    str whole = feed_url_join(r->a, base, value);
    if (!whole.ptr) {
        return r->a->last;
    }
    TRY(buf_add(&r->room, str_slice(markup, *copied, from)));
    bool quoted = from && (markup.ptr[from - 1] == '"' || markup.ptr[from - 1] == '\'');
    TRY(quoted ? ERR_OK : buf_add_byte(&r->room, '"'));
    TRY(buf_add(&r->room, whole));
    TRY(quoted ? ERR_OK : buf_add_byte(&r->room, '"'));
    *copied = to;
    return ERR_OK;
}

/* The attributes of the start tag whose name ends at `pos`; returns the position behind. */
static enum err resolve_tag(struct feed_read *r, str markup, str base, str tag, size_t *pos,
                            size_t *copied) {
    size_t at = *pos;
    while (at < markup.len && markup.ptr[at] != '>') {
        size_t end = name_end(markup, at);
        if (end == at) {
            at++;
            continue;
        }
        str attr = str_slice(markup, at, end);
        at = end;
        while (at < markup.len && is_space(markup.ptr[at])) {
            at++;
        }
        if (at < markup.len && markup.ptr[at] == '=') {
            size_t from;
            size_t to;
            at = scan_value(markup, at + 1, &from, &to);
            if (is_link(tag, attr)) {
                TRY(resolve_value(r, markup, base, from, to, copied));
            }
        }
    }
    *pos = at;
    return ERR_OK;
}

enum err feed_markup_resolve(struct feed_read *r, str markup, str base, str *out) {
    *out = markup;
    if (!feed_url_is_absolute(base)) {
        return ERR_OK;
    }
    buf_clear(&r->room);
    size_t copied = 0;
    size_t pos = 0;
    while (pos < markup.len) {
        const char *open = memchr(markup.ptr + pos, '<', markup.len - pos);
        if (!open) {
            break;
        }
        pos = (size_t)(open - markup.ptr) + 1;
        size_t end = name_end(markup, pos);
        char c = end > pos ? (char)(markup.ptr[pos] | 0x20) : 0;
        if (c < 'a' || c > 'z') {
            continue;
        }
        str tag = str_slice(markup, pos, end);
        pos = end;
        TRY(resolve_tag(r, markup, base, tag, &pos, &copied));
        if (r->room.len / 4 > markup.len + 1024) {
            return ERR_OK; /* more base than text: left as it is, `base` says the rest */
        }
    }
    if (copied) {
        TRY(buf_add(&r->room, str_slice(markup, copied, markup.len)));
        *out = arena_copy(r->a, buf_str(&r->room));
        return out->ptr ? ERR_OK : r->a->last;
    }
    return ERR_OK;
}
