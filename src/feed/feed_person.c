/* feed_person.c - who wrote it: elements of a person as Atom has them, or one text with a name and
 * an address in any order and any brackets, as RSS has it. */
#include "feed/feed_read.h"
#include "feed/feed_url.h"

static bool is_local(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-' || c == '.' || c == '+';
}

static bool is_domain(char c) {
    return is_local(c) && c != '_' && c != '+';
}

/* An address of e-mail in `s`: its bytes, or false. */
static bool find_email(str s, size_t *from, size_t *to) {
    for (size_t i = 1; i < s.len; i++) {
        if (s.ptr[i] != '@') {
            continue;
        }
        size_t start = i;
        while (start && is_local(s.ptr[start - 1])) {
            start--;
        }
        size_t end = i + 1;
        while (end < s.len && is_domain(s.ptr[end])) {
            end++;
        }
        while (end > i + 1 && !is_local(s.ptr[end - 1])) {
            end--;
        }
        while (end > i + 1 && (s.ptr[end - 1] == '.' || s.ptr[end - 1] == '-')) {
            end--;
        }
        bool dotted = memchr(s.ptr + i, '.', end - i) != NULL;
        if (start < i && dotted) {
            *from = start;
            *to = end;
            return true;
        }
    }
    return false;
}

static bool holds(str s, char c) {
    return memchr(s.ptr, c, s.len) != NULL;
}

/* Does the mark belong to what surrounds the name: a bracket without its partner, a comma? */
static bool is_outer(str rest, char c) {
    switch (c) {
    case '(':
        return !holds(rest, ')') || rest.ptr[rest.len - 1] == ')';
    case ')':
        return !holds(rest, '(');
    case '<':
    case '>':
    case '[':
    case ']':
    case ',':
    case ';':
    case '"':
        return true;
    default:
        return false;
    }
}

/* Without brackets and marks at both ends. */
static str strip(str s) {
    for (;;) {
        s = str_trim(s);
        if (s.len && is_outer(str_slice(s, 1, s.len), s.ptr[0])) {
            s = str_slice(s, 1, s.len);
        } else if (s.len && (is_outer(str_slice(s, 0, s.len - 1), s.ptr[s.len - 1]) ||
                             s.ptr[s.len - 1] == '(')) {
            s.len--;
        } else {
            return s;
        }
    }
}

static bool is_bracketed(str s) {
    return s.len > 1 && s.ptr[0] == '(' && s.ptr[s.len - 1] == ')';
}

void feed_person_split(str text, struct feed_person *out) {
    text = str_trim(text);
    *out = (struct feed_person){STR(""), STR(""), STR(""), text};
    size_t from;
    size_t to;
    if (!find_email(text, &from, &to)) {
        out->name = is_bracketed(text) ? strip(text) : text;
        return;
    }
    out->email = str_slice(text, from, to);
    size_t behind = to;
    if (str_starts_with(str_slice(text, to, text.len), STR("?subject="))) {
        while (behind < text.len && text.ptr[behind] != ' ') {
            behind++;
        }
    }
    str before = str_slice(text, 0, from);
    str after = strip(str_slice(text, behind, text.len));
    if (str_ends_with(before, STR("mailto:"))) {
        before.len -= 7;
    }
    before = strip(before);
    out->name = before.len ? before : after;
}

static enum err read_part(struct feed_read *r, const struct feed_place *at,
                          const struct feed_node *node, struct feed_person *out, bool *structured) {
    str local = node->name->local;
    str *to = NULL;
    bool is_url = false;
    if (str_equals_nocase(local, STR("name")) || str_equals_nocase(local, STR("title"))) {
        to = &out->name;
    } else if (str_equals_nocase(local, STR("email"))) {
        to = &out->email;
    } else if (str_equals_nocase(local, STR("uri")) || str_equals_nocase(local, STR("url")) ||
               str_equals_nocase(local, STR("homepage"))) {
        to = &out->url;
        is_url = true;
    }
    if (!to) {
        return ERR_OK;
    }
    *structured = true;
    struct feed_place own;
    TRY(feed_place_inside(r, at, node, &own));
    TRY(feed_text_plain(r, node, to));
    if (is_url) {
        *to = feed_url_join(r->a, own.base, *to);
    }
    return to->ptr ? ERR_OK : r->a->last;
}

enum err feed_person_read(struct feed_read *r, const struct feed_place *at,
                          const struct feed_node *node, struct feed_person *out) {
    struct feed_place own;
    TRY(feed_place_inside(r, at, node, &own));
    *out = (struct feed_person){STR(""), STR(""), STR(""), STR("")};
    bool structured = false;
    for (const struct feed_node *i = feed_node_next(node, node, false); i;
         i = feed_node_next(i, node, false)) {
        if (i->name) {
            TRY(read_part(r, &own, i, out, &structured));
        }
    }
    if (structured) {
        return ERR_OK;
    }
    str text;
    TRY(feed_text_plain(r, node, &text));
    feed_person_split(text, out);
    return ERR_OK;
}
