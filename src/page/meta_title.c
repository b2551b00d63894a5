/* meta_title.c - candidates for the headline: what every source of titles has, and the pieces of it
 * between the marks that part a headline from the name of the site ("Bridge opens | The Herald").
 * Features: the sources that have just this value; how it lies in the title element, og:title and
 * the first h1; whether it is, or holds, the name of the site; where the h1 stands; its length.
 * O(evidence x candidates). */
#include "page/meta_rank.h"
#include "page/meta_text.h"

enum title_feature {
    F_FIRST = META_SOURCES, /* behind the sources */
    F_LATER_H1 = F_FIRST,   /* an h1 that isn't the first */
    F_WHOLE,                /* as it stands at a source */
    F_CUT_SITE,             /* a piece; what was cut off is the name of the site */
    F_CUT_LAST,             /* the piece before the last mark */
    F_CUT_FIRST,            /* the piece before the first mark of several */
    F_CUT_BEHIND,           /* the piece behind a mark */
    F_CUT_COLON,            /* the piece behind a colon */
    F_IS_SITE,
    F_HOLDS_SITE, /* the name of the site stands at its begin or end */
    F_STARTS_TITLE_TAG,
    F_ENDS_TITLE_TAG,
    F_IN_TITLE_TAG,
    F_IN_OG,
    F_IN_H1,
    F_HOLDS_H1,
    F_HOLDS_OG,
    F_H1_IN_ARTICLE,
    F_H1_IN_HEADER,
    F_H1_IN_ASIDE,
    F_H1_ONLY,
    F_H1_AND_OG,
    F_H1_AND_LD,
    F_H1_AND_TAG,
    F_OG_AND_LD,
    F_OG_AND_TAG,
    F_OG_NO_H1,
    F_LD_NO_H1,
    F_AGREE_1,
    F_AGREE_2,
    F_AGREE_3,
    F_AGREE_4,
    F_WORDS_1,
    F_WORDS_2,
    F_WORDS_3,
    F_WORDS_5,
    F_WORDS_8,
    F_WORDS_12,
    F_WORDS_20,
    F_NO_H1_ON_PAGE,
    F_NO_H1_IN_TAG, /* no h1 of the page lies in the title element */
    F_BEST_H1,      /* the first h1 that shares most words with the title element */
    F_H1_CLASS,
    F_URL_SHARES, /* most of its words stand in the address */
    /* which of JSON-LD, og:title and h1 the page has (8), and which of these and the title element
     * have the value (16); once more for news */
    F_PATTERN,
    F_NEWS_PATTERN = F_PATTERN + 128
};

struct reading {
    struct meta_table *m;
    struct meta_candidates *out;
    str site;
    str tag;
    str og;
    str h1;
    bool has_ld;
    unsigned n_h1;
};

/* The candidate of this key, added if new; NULL when there's no room or no memory. */
static struct meta_candidate *find_or_add(struct reading *r, str value, str key,
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

static str key_of_source(struct reading *r, enum meta_source source) {
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

/* Add a piece of a source's value; `rest` was cut off. */
static enum err add_piece(struct reading *r, const struct meta_evidence *e, str piece, str rest,
                          unsigned feature) {
    piece = str_trim(piece);
    str key = meta_text_key(r->m->a, piece);
    str cut = meta_text_key(r->m->a, rest);
    if (!key.ptr || !cut.ptr) {
        return r->m->a->last;
    }
    struct meta_candidate *c = find_or_add(r, piece, key, e);
    if (c) {
        meta_feature(c, feature);
        if (r->site.len > 0 && str_equals(cut, r->site)) {
            meta_feature(c, F_CUT_SITE);
        }
    }
    return ERR_OK;
}

static enum err add_pieces(struct reading *r, const struct meta_evidence *e) {
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
        TRY(add_piece(r, e, tail, head, colon ? F_CUT_COLON : F_CUT_BEHIND));
        if (!colon) {
            TRY(add_piece(r, e, head, tail, i + 1 == n ? F_CUT_LAST : F_CUT_FIRST));
        }
        if (i > 0) {
            TRY(add_piece(r, e, str_slice(s, to[i - 1], from[i]), tail, F_CUT_BEHIND));
        }
    }
    return ERR_OK;
}

static unsigned n_shared(str a, str b) {
    unsigned n = 0;
    for (size_t pos = 0; pos < a.len;) {
        const char *space = memchr(a.ptr + pos, ' ', a.len - pos);
        size_t end = space ? (size_t)(space - a.ptr) : a.len;
        n += end > pos + 2 && str_find(b, str_slice(a, pos, end), 0) != SIZE_MAX;
        pos = end + 1;
    }
    return n;
}

static enum err add_whole(struct reading *r, const struct meta_evidence *e) {
    str key = meta_text_key(r->m->a, e->value);
    if (!key.ptr) {
        return r->m->a->last;
    }
    struct meta_candidate *c = find_or_add(r, e->value, key, e);
    if (!c) {
        return ERR_OK;
    }
    meta_feature(c, F_WHOLE);
    bool again = meta_has_feature(c, e->source);
    bool first = e == meta_evidence_find(r->m, (enum meta_source)e->source);
    if (first || e->source != META_H1) {
        meta_feature(c, e->source);
    } else if (!again) {
        meta_feature(c, F_LATER_H1);
    }
    if (e->source == META_H1) {
        r->n_h1++;
        if (e->place & META_IN_ARTICLE) {
            meta_feature(c, F_H1_IN_ARTICLE);
        }
        if (e->place & META_IN_HEADER) {
            meta_feature(c, F_H1_IN_HEADER);
        }
        if (e->place & (META_IN_ASIDE | META_IN_FOOTER | META_IN_COMMENT)) {
            meta_feature(c, F_H1_IN_ASIDE);
        }
        if (e->place & META_IS_TITLE) {
            meta_feature(c, F_H1_CLASS);
        }
    }
    return ERR_OK;
}

static unsigned n_words(str key) {
    unsigned n = key.len > 0;
    for (size_t i = 0; i < key.len; i++) {
        n += key.ptr[i] == ' ' || (unsigned char)key.ptr[i] >= 0xe3; /* ideographs are words */
    }
    return n;
}

static void add_lengths(struct meta_candidate *c) {
    static const struct {
        unsigned most;
        unsigned feature;
    } steps[] = {{1, F_WORDS_1},  {2, F_WORDS_2},   {4, F_WORDS_3},          {7, F_WORDS_5},
                 {11, F_WORDS_8}, {19, F_WORDS_12}, {UINT32_MAX, F_WORDS_20}};
    unsigned n = n_words(c->key);
    size_t i = 0;
    while (n > steps[i].most) {
        i++;
    }
    meta_feature(c, steps[i].feature);
}

static void set_if(struct meta_candidate *c, bool holds, unsigned feature) {
    if (holds) {
        meta_feature(c, feature);
    }
}

static bool in(str inner, str outer) {
    return inner.len > 0 && inner.len < outer.len && str_find(outer, inner, 0) != SIZE_MAX;
}

/* How many sources have the value. */
static void add_count(struct meta_candidate *c) {
    unsigned n = 0;
    for (unsigned s = META_OG_TITLE; s <= META_TITLE_TAG; s++) {
        n += meta_has_feature(c, s);
    }
    set_if(c, n == 1, F_AGREE_1);
    set_if(c, n == 2, F_AGREE_2);
    set_if(c, n == 3, F_AGREE_3);
    set_if(c, n > 3, F_AGREE_4);
}

/* Which of the main sources the page has, and which of them have the value. */
static void add_pattern(const struct reading *r, struct meta_candidate *c, unsigned here) {
    unsigned on_page =
        (r->has_ld ? 1U : 0U) | (r->og.len > 0 ? 2U : 0U) | (r->h1.len > 0 ? 4U : 0U);
    meta_feature(c, F_PATTERN + on_page * 16 + here);
    set_if(c, r->m->is_news, F_NEWS_PATTERN + on_page * 16 + here);
}

static void add_agreement(const struct reading *r, struct meta_candidate *c) {
    bool h1 = meta_has_feature(c, META_H1) || meta_has_feature(c, F_LATER_H1);
    bool og = meta_has_feature(c, META_OG_TITLE);
    bool ld = meta_has_feature(c, META_LD_HEADLINE);
    bool tag = meta_has_feature(c, META_TITLE_TAG) || meta_has_feature(c, F_STARTS_TITLE_TAG);
    set_if(c, h1 && og, F_H1_AND_OG);
    set_if(c, h1 && ld, F_H1_AND_LD);
    set_if(c, h1 && tag, F_H1_AND_TAG);
    set_if(c, og && ld, F_OG_AND_LD);
    set_if(c, og && tag, F_OG_AND_TAG);
    set_if(c, og && !h1, F_OG_NO_H1);
    set_if(c, ld && !h1, F_LD_NO_H1);
    set_if(c, h1 && r->n_h1 == 1, F_H1_ONLY);
    add_count(c);
    unsigned here = (ld ? 1U : 0U) | (og ? 2U : 0U) | (h1 ? 4U : 0U) | (tag ? 8U : 0U);
    add_pattern(r, c, here);
}

static void add_features(const struct reading *r, struct meta_candidate *c, str url) {
    str key = c->key;
    set_if(c, str_starts_with(r->tag, key), F_STARTS_TITLE_TAG);
    set_if(c, str_ends_with(r->tag, key) && key.len < r->tag.len, F_ENDS_TITLE_TAG);
    set_if(c, in(key, r->tag), F_IN_TITLE_TAG);
    set_if(c, in(key, r->og), F_IN_OG);
    set_if(c, in(key, r->h1), F_IN_H1);
    set_if(c, in(r->h1, key), F_HOLDS_H1);
    set_if(c, in(r->og, key), F_HOLDS_OG);
    set_if(c, str_equals(key, r->site), F_IS_SITE);
    bool ends = r->site.len > 2 && in(r->site, key) &&
                (str_ends_with(key, r->site) || str_starts_with(key, r->site));
    set_if(c, ends, F_HOLDS_SITE);
    set_if(c, r->n_h1 == 0, F_NO_H1_ON_PAGE);
    unsigned n = n_words(key);
    set_if(c, n > 2 && 2 * n_shared(key, url) >= n, F_URL_SHARES);
    add_lengths(c);
    add_agreement(r, c);
}

/* Among several h1 the headline is likely the one that the title element repeats. */
static void mark_best_h1(const struct reading *r) {
    struct meta_candidate *best = NULL;
    unsigned most = 0;
    for (size_t i = 0; i < r->out->list.n; i++) {
        struct meta_candidate *c = &r->out->list.v[i];
        if (meta_has_feature(c, META_H1) || meta_has_feature(c, F_LATER_H1)) {
            unsigned n = n_shared(c->key, r->tag);
            if (n > most) {
                most = n;
                best = c;
            }
        }
    }
    if (best) {
        meta_feature(best, F_BEST_H1);
        return;
    }
    for (size_t i = 0; i < r->out->list.n; i++) {
        meta_feature(&r->out->list.v[i], F_NO_H1_IN_TAG);
    }
}

enum err meta_title_candidates(struct meta_table *m, struct meta_candidates *out) {
    struct reading r = {.m = m, .out = out};
    const struct meta_evidence *site = meta_evidence_outlet(m);
    str url = m->hints ? meta_text_key(m->a, m->hints->url) : STR("");
    r.site = site ? meta_text_key(m->a, site->value) : STR("");
    r.tag = key_of_source(&r, META_TITLE_TAG);
    r.og = key_of_source(&r, META_OG_TITLE);
    r.h1 = key_of_source(&r, META_H1);
    r.has_ld = meta_evidence_find(m, META_LD_HEADLINE) != NULL;
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
    mark_best_h1(&r);
    for (size_t i = 0; i < out->list.n; i++) {
        add_features(&r, &out->list.v[i], url);
    }
    return ERR_OK;
}
