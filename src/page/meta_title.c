/* meta_title.c - candidates for the headline: what every source of titles has, and the pieces of it
 * between the marks that part a headline from the name of the site ("Bridge opens | The Herald").
 * O(evidence x candidates). */
#include "page/meta_title.h"
#include "page/meta_text.h"

/* The candidate of this key, added if new; NULL when there's no room or no memory. */
static struct meta_candidate *find_or_add(struct meta_title_reading *r, str value, str key,
                                          const struct meta_evidence *from) {
    for (size_t i = 0; i < r->out->list.n; i++) {
        if (str_equals(r->out->list.v[i].key, key)) {
            return &r->out->list.v[i];
        }
    }
    struct meta_candidate c = {
        .value = value, .key = key, .from = from, .order = (uint32_t)r->out->list.n};
    if (key.len == 0 || r->out->list.n >= META_RANK_MOST ||
        vec_push(r->m->a, &r->out->list, c) != ERR_OK) {
        return NULL;
    }
    return &r->out->list.v[r->out->list.n - 1];
}

static str key_of_source(struct meta_title_reading *r, enum meta_source source) {
    const struct meta_evidence *e = meta_evidence_find(r->m, source);
    return e ? meta_text_key(r->m->a, e->value) : STR("");
}

/* A mark that parts headline and site at `pos`: its bytes, or 0. */
static size_t mark_at(str s, size_t pos) {
    static const str marks[] = {{" | ", 3},
                                {" - ", 3},
                                {" \xe2\x80\x93 ", 5},
                                {" \xe2\x80\x94 ", 5},
                                {" :: ", 4},
                                {" \xc2\xbb ", 4},
                                {" \xc2\xb7 ", 4},
                                {" \xe2\x80\xa2 ", 5},
                                {" / ", 3},
                                {" // ", 4},
                                {" \xc2\xab ", 4},
                                {"| ", 2},
                                {" : ", 3},
                                {": ", 2},
                                {" > ", 3},
                                {" -- ", 4},
                                {"\xef\xbd\x9c", 3},
                                {"_", 1},
                                {" ~ ", 3},
                                {" \xe2\x80\xba ", 5},
                                {" |", 2}};
    unsigned char c = (unsigned char)s.ptr[pos];
    if (c != ' ' && c != '|' && c != ':' && c != 0xef && c != '_') {
        return 0;
    }
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (s.len - pos >= marks[i].len && memcmp(s.ptr + pos, marks[i].ptr, marks[i].len) == 0) {
            return marks[i].len;
        }
    }
    return 0;
}

static uint8_t main_bit(const struct meta_title_reading *r, const struct meta_evidence *e) {
    if (e != meta_evidence_find(r->m, (enum meta_source)e->source)) {
        return 0;
    }
    switch ((enum meta_source)e->source) {
    case META_LD_HEADLINE:
        return TITLE_MAIN_LD;
    case META_OG_TITLE:
        return TITLE_MAIN_OG;
    case META_H1:
        return TITLE_MAIN_H1;
    case META_TITLE_TAG:
        return TITLE_MAIN_TAG;
    default:
        return 0;
    }
}

/* Add a piece of a source's value; `rest` was cut off. */
static enum err add_piece(struct meta_title_reading *r, const struct meta_evidence *e, str piece,
                          str rest, unsigned feature) {
    piece = str_trim(piece);
    str key = meta_text_key(r->m->a, piece);
    str cut = meta_text_key(r->m->a, rest);
    if (!key.ptr || !cut.ptr) {
        return r->m->a->last;
    }
    struct meta_candidate *c = find_or_add(r, piece, key, e);
    if (c) {
        meta_feature(c, feature);
        if (feature == TITLE_CUT_LAST || feature == TITLE_CUT_FIRST) {
            r->has[c - r->out->list.v] |= main_bit(r, e);
        }
        if (r->site.len > 0 && str_equals(cut, r->site)) {
            meta_feature(c, TITLE_CUT_SITE);
        }
    }
    return ERR_OK;
}

static enum err add_pieces(struct meta_title_reading *r, const struct meta_evidence *e) {
    enum { MOST_MARKS = 6 };
    size_t from[MOST_MARKS];
    size_t to[MOST_MARKS];
    size_t n = 0;
    str s = e->value;
    for (size_t pos = 1; pos < s.len && n < MOST_MARKS; pos++) {
        size_t len = mark_at(s, pos);
        if (len > 0 && pos + len < s.len) {
            from[n] = pos;
            to[n++] = pos + len;
            pos += len - 1;
        }
    }
    for (size_t i = 0; i < n; i++) {
        str head = str_slice(s, 0, from[i]);
        str tail = str_slice(s, to[i], s.len);
        bool colon = memchr(s.ptr + from[i], ':', to[i] - from[i]) != NULL;
        TRY(add_piece(r, e, tail, head, colon ? TITLE_CUT_COLON : TITLE_CUT_BEHIND));
        if (!colon) {
            TRY(add_piece(r, e, head, tail, i + 1 == n ? TITLE_CUT_LAST : TITLE_CUT_FIRST));
        }
        if (i > 0) {
            TRY(add_piece(r, e, str_slice(s, to[i - 1], from[i]), tail, TITLE_CUT_BEHIND));
        }
    }
    return ERR_OK;
}

static enum err add_whole(struct meta_title_reading *r, const struct meta_evidence *e) {
    str key = meta_text_key(r->m->a, e->value);
    if (!key.ptr) {
        return r->m->a->last;
    }
    struct meta_candidate *c = find_or_add(r, e->value, key, e);
    if (!c) {
        return ERR_OK;
    }
    meta_feature(c, TITLE_WHOLE);
    r->has[c - r->out->list.v] |= main_bit(r, e);
    bool again = meta_has_feature(c, e->source);
    bool first = e == meta_evidence_find(r->m, (enum meta_source)e->source);
    if (first || e->source != META_H1) {
        meta_feature(c, e->source);
    } else if (!again) {
        meta_feature(c, TITLE_LATER_H1);
    }
    if (e->source == META_H1) {
        r->n_h1++;
        if (e->place & META_IN_ARTICLE) {
            meta_feature(c, TITLE_H1_IN_ARTICLE);
        }
        if (e->place & META_IN_HEADER) {
            meta_feature(c, TITLE_H1_IN_HEADER);
        }
        if (e->place & (META_IN_ASIDE | META_IN_FOOTER | META_IN_COMMENT)) {
            meta_feature(c, TITLE_H1_IN_ASIDE);
        }
        if (e->place & META_IS_TITLE) {
            meta_feature(c, TITLE_H1_CLASS);
        }
    }
    return ERR_OK;
}

enum err meta_title_candidates(struct meta_table *m, struct meta_candidates *out) {
    struct meta_title_reading r = {.m = m, .out = out};
    const struct meta_evidence *site = meta_evidence_outlet(m);
    r.site = site ? meta_text_key(m->a, site->value) : STR("");
    r.tag = key_of_source(&r, META_TITLE_TAG);
    r.og = key_of_source(&r, META_OG_TITLE);
    r.h1 = key_of_source(&r, META_H1);
    r.ld = key_of_source(&r, META_LD_HEADLINE);
    for (size_t i = 0; i < m->list.n; i++) {
        const struct meta_evidence *e = &m->list.v[i];
        if (meta_evidence_field((enum meta_source)e->source) == META_FIELD_TITLE) {
            TRY(add_whole(&r, e));
        }
    }
    for (size_t i = 0; i < m->list.n; i++) {
        const struct meta_evidence *e = &m->list.v[i];
        if (e->source == META_TITLE_TAG || e->source == META_OG_TITLE ||
            e->source == META_LD_HEADLINE || (e->source == META_H1 && r.n_h1 < 4)) {
            TRY(add_pieces(&r, e));
        }
    }
    return meta_title_features(&r);
}
