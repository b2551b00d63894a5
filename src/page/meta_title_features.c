/* meta_title_features.c - what candidates for the headline are like: which of the main sources have
 * them, with or without a tail for the name of the site; how they lie to one another; how like they
 * are to the words in the page's address; length. O(candidates^2). */
#include "page/meta_slug.h"
#include "page/meta_text.h"
#include "page/meta_title.h"

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
    } steps[] = {{1, TITLE_WORDS_1},          {2, TITLE_WORDS_2},  {4, TITLE_WORDS_3},
                 {7, TITLE_WORDS_5},          {11, TITLE_WORDS_8}, {19, TITLE_WORDS_12},
                 {UINT32_MAX, TITLE_WORDS_20}};
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

/* Whole words at the end of `s`, not all of it. */
static bool is_tail(str tail, str s) {
    return tail.len > 0 && tail.len < s.len && str_ends_with(s, tail) &&
           s.ptr[s.len - tail.len - 1] == ' ';
}

/* How many sources have the value. */
static void add_count(struct meta_candidate *c) {
    unsigned n = 0;
    for (unsigned s = META_OG_TITLE; s <= META_TITLE_TAG; s++) {
        n += meta_has_feature(c, s);
    }
    set_if(c, n == 1, TITLE_AGREE_1);
    set_if(c, n == 2, TITLE_AGREE_2);
    set_if(c, n == 3, TITLE_AGREE_3);
    set_if(c, n > 3, TITLE_AGREE_4);
}

/* Which of the main sources the page has, and which of them have the value. */
static void add_pattern(const struct meta_title_reading *r, struct meta_candidate *c) {
    unsigned on_page = (r->ld.len > 0 ? TITLE_MAIN_LD : 0U) | (r->og.len > 0 ? TITLE_MAIN_OG : 0U) |
                       (r->h1.len > 0 ? TITLE_MAIN_H1 : 0U);
    unsigned here = r->has[c - r->out->list.v];
    meta_feature(c, TITLE_PATTERN + on_page * 16 + here);
    set_if(c, r->m->is_news, TITLE_NEWS_PATTERN + on_page * 16 + here);
}

/* How like the candidates are to the words in the address. */
static enum err add_slug(struct meta_title_reading *r) {
    static const unsigned step[] = {300, 500, 700, 850, 950};
    str slug = meta_slug_find(r->m->a, meta_evidence_address(r->m));
    if (slug.len == 0) {
        return slug.ptr ? ERR_OK : r->m->a->last;
    }
    for (size_t i = 0; i < r->out->list.n; i++) {
        struct meta_candidate *c = &r->out->list.v[i];
        str key = meta_slug_key(r->m->a, c->key);
        if (!key.ptr) {
            return r->m->a->last;
        }
        unsigned likeness = meta_slug_likeness(slug, key);
        unsigned s = 0;
        while (s < sizeof step / sizeof *step && likeness >= step[s]) {
            s++;
        }
        meta_feature(c, TITLE_SLUG + s);
    }
    return ERR_OK;
}

static void add_agreement(const struct meta_title_reading *r, struct meta_candidate *c) {
    bool h1 = meta_has_feature(c, META_H1) || meta_has_feature(c, TITLE_LATER_H1);
    bool og = meta_has_feature(c, META_OG_TITLE);
    bool ld = meta_has_feature(c, META_LD_HEADLINE);
    bool tag = meta_has_feature(c, META_TITLE_TAG) || meta_has_feature(c, TITLE_STARTS_TITLE_TAG);
    set_if(c, h1 && og, TITLE_H1_AND_OG);
    set_if(c, h1 && ld, TITLE_H1_AND_LD);
    set_if(c, h1 && tag, TITLE_H1_AND_TAG);
    set_if(c, og && ld, TITLE_OG_AND_LD);
    set_if(c, og && tag, TITLE_OG_AND_TAG);
    set_if(c, og && !h1, TITLE_OG_NO_H1);
    set_if(c, ld && !h1, TITLE_LD_NO_H1);
    set_if(c, h1 && r->n_h1 == 1, TITLE_H1_ONLY);
    add_count(c);
    add_pattern(r, c);
}

static void add_features(const struct meta_title_reading *r, struct meta_candidate *c, str url) {
    str key = c->key;
    set_if(c, str_starts_with(r->tag, key), TITLE_STARTS_TITLE_TAG);
    set_if(c, str_ends_with(r->tag, key) && key.len < r->tag.len, TITLE_ENDS_TITLE_TAG);
    set_if(c, in(key, r->tag), TITLE_IN_TITLE_TAG);
    set_if(c, in(key, r->og), TITLE_IN_OG);
    set_if(c, in(key, r->h1), TITLE_IN_H1);
    set_if(c, in(r->h1, key), TITLE_HOLDS_H1);
    set_if(c, in(r->og, key), TITLE_HOLDS_OG);
    set_if(c, str_equals(key, r->site), TITLE_IS_SITE);
    bool ends = r->site.len > 2 && in(r->site, key) &&
                (str_ends_with(key, r->site) || str_starts_with(key, r->site));
    set_if(c, ends, TITLE_HOLDS_SITE);
    bool h1 = meta_has_feature(c, META_H1);
    bool other = meta_has_feature(c, META_OG_TITLE) || meta_has_feature(c, META_LD_HEADLINE);
    set_if(c, other && is_tail(key, r->h1), TITLE_TAIL_OF_H1);
    set_if(c, h1 && (is_tail(key, r->og) || is_tail(key, r->ld)), TITLE_TAIL_OF_OG);
    set_if(c, h1 && (is_tail(r->og, key) || is_tail(r->ld, key)), TITLE_KICKER_AND_OG);
    set_if(c, other && is_tail(r->h1, key), TITLE_KICKER_AND_H1);
    set_if(c, r->n_h1 == 0, TITLE_NO_H1_ON_PAGE);
    unsigned n = n_words(key);
    set_if(c, n > 2 && 2 * n_shared(key, url) >= n, TITLE_URL_SHARES);
    add_lengths(c);
    add_agreement(r, c);
}

/* Among several h1 the headline is likely the one that the title element repeats. */
static void mark_best_h1(const struct meta_title_reading *r) {
    struct meta_candidate *best = NULL;
    unsigned most = 0;
    for (size_t i = 0; i < r->out->list.n; i++) {
        struct meta_candidate *c = &r->out->list.v[i];
        if (meta_has_feature(c, META_H1) || meta_has_feature(c, TITLE_LATER_H1)) {
            unsigned n = n_shared(c->key, r->tag);
            if (n > most) {
                most = n;
                best = c;
            }
        }
    }
    if (best) {
        meta_feature(best, TITLE_BEST_H1);
        return;
    }
    for (size_t i = 0; i < r->out->list.n; i++) {
        meta_feature(&r->out->list.v[i], TITLE_NO_H1_IN_TAG);
    }
}

enum err meta_title_features(struct meta_title_reading *r) {
    str url = r->m->hints ? meta_text_key(r->m->a, r->m->hints->url) : STR("");
    mark_best_h1(r);
    for (size_t i = 0; i < r->out->list.n; i++) {
        add_features(r, &r->out->list.v[i], url);
    }
    return add_slug(r);
}
