/* html_doctype.c - the parts of a doctype (13.2.5.53 to 68), read from the slice between
 * "<!DOCTYPE" and its end. Cost: one pass. */
#include "html/html_scan.h"
#include "html/html_token.h"

struct reader {
    const char *s;
    size_t pos;
    size_t to;
};

static void skip_space(struct reader *r) {
    while (r->pos < r->to && html_scan_is_space(r->s[r->pos])) {
        r->pos++;
    }
}

static bool take_word(struct reader *r, str word) {
    if (r->to - r->pos < word.len || !str_equals_nocase(str_of(r->s + r->pos, word.len), word)) {
        return false;
    }
    r->pos += word.len;
    return true;
}

/* A quoted identifier; false when there's none or it isn't closed (it is taken all the same). */
static bool take_quoted(struct reader *r, struct span *out, bool *has) {
    skip_space(r);
    if (r->pos == r->to || (r->s[r->pos] != '"' && r->s[r->pos] != '\'')) {
        return false;
    }
    char quote = r->s[r->pos++];
    const char *close = memchr(r->s + r->pos, quote, r->to - r->pos);
    size_t end = close ? (size_t)(close - r->s) : r->to;
    *out = (struct span){(uint32_t)r->pos, (uint32_t)end};
    *has = true;
    r->pos = close ? end + 1 : end;
    return close != NULL;
}

/* False when the document is to be in quirks mode for the form of its identifiers. What follows a
 * whole system identifier is taken no notice of: *ends_well. */
static bool read_ids(struct reader *r, struct html_doctype *out, bool *ends_well) {
    skip_space(r);
    if (r->pos == r->to) {
        return true;
    }
    if (take_word(r, STR("public"))) {
        if (!take_quoted(r, &out->public_id, &out->has_public)) {
            return false;
        }
        skip_space(r);
        if (r->pos == r->to) {
            return true;
        }
    } else if (!take_word(r, STR("system"))) {
        return false;
    }
    bool is_whole = take_quoted(r, &out->system_id, &out->has_system);
    skip_space(r);
    *ends_well |= is_whole && r->pos < r->to;
    return is_whole;
}

void html_doctype_read(str source, struct span inside, struct html_doctype *out) {
    struct reader r = {source.ptr, inside.from, inside.to};
    *out = (struct html_doctype){0};
    skip_space(&r);
    size_t from = r.pos;
    while (r.pos < r.to && !html_scan_is_space(r.s[r.pos])) {
        r.pos++;
    }
    out->name = (struct span){(uint32_t)from, (uint32_t)r.pos};
    bool ends_well = inside.to < source.len;
    bool is_formed = read_ids(&r, out, &ends_well);
    out->force_quirks = from == r.pos || !is_formed || !ends_well;
}
