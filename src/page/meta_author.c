/* meta_author.c - candidates for authors: the names in every source of authors. Features: the
 * sources; where the names stand; whether the name is the outlet's; its form; what the other
 * candidates have that this one lacks. O(evidence x candidates). */
#include "page/byline.h"
#include "page/meta_rank.h"
#include "page/meta_text.h"

enum author_feature {
    F_FIRST = META_SOURCES,
    F_NEAR = F_FIRST, /* within 500 bytes of text behind the first h1 */
    F_BEFORE,         /* within 300 before it */
    F_FAR,
    F_ALL_ASIDE,
    F_ALL_COMMENT,
    F_ALL_FOOTER,
    F_IN_ARTICLE,
    F_IN_HEADER,
    F_LATER_ITEM, /* not in the first evidence of that source */
    F_LATER_REL,
    F_LATER_LINK,
    F_LATER_CLASS,
    F_LATER_BYLINE,
    F_LATER_TEXT,
    F_LATER_INNER,
    F_LATER_IMAGE,
    F_LATER_DAY,
    F_IS_SITE,
    F_HOLDS_SITE,
    F_IN_SITE,
    F_WORDS_1,
    F_WORDS_2,
    F_WORDS_3,
    F_WORDS_4,
    F_WORDS_6,
    F_HANDLE, /* small letters, digits, underscores */
    F_COLLECTIVE,
    F_AGREE_2,
    F_AGREE_3,
    F_AGREE_4,
    F_LD_HAS_OTHER, /* another candidate stands in JSON-LD, this one doesn't */
    F_META_HAS_OTHER,
    F_REL_HAS_OTHER,
    F_TEXT_HAS_OTHER,
    F_PART_OF_OTHER,
    F_HOLDS_OTHER,
    F_ONLY,
    F_NO_META, /* no meta element or JSON-LD of the page names anyone */
    F_NO_META_FIRST_REL,
    F_NO_META_FIRST_LINK,
    F_NO_META_FIRST_CLASS,
    F_NO_META_FIRST_BYLINE,
    F_NO_META_FIRST_TEXT,
    F_NO_META_NEAR,
    F_NO_META_FAR,
    F_LIST_LATER,
    F_META_ONLY, /* meta or JSON-LD has it, no text */
    F_META_AND_TEXT,
    F_TITLE_SHARES, /* the title element holds the name */
    F_MANY,         /* more than eight candidates */
    F_LD_MATE,      /* JSON-LD has it beside another name that text has too */
    F_LD_AND_SITE,
    F_META_AND_SITE,
    F_ALONE_WORDS_1, /* nothing else names anyone, and it is one word */
    F_NO_META_FIRST_INNER,
    F_NO_META_FIRST_IMAGE,
    F_NO_META_FIRST_DAY,
    F_NO_META_NEAR_DAY, /* the name beside a day, near the headline */
    F_NO_META_WORDS_1,
    F_NO_META_WORDS_2,
    F_NO_META_WORDS_3,
    F_NO_META_AGREE,
    F_NO_META_FOOTER,
    F_NO_META_COMMENT,
    F_NO_META_ASIDE,
    F_SITE_ONLY, /* nothing but the name of the site */
    F_SITE_WORDS_2,
    F_GIVEN, /* begins with a common given name */
    F_NO_META_GIVEN,
    F_DAY_GIVEN, /* and stands beside a day */
    F_SITE_GIVEN,
    F_NEAR_GIVEN,
    F_META_GIVEN,
    F_BIAS = META_RANK_FEATURES - 1
};

struct tally {
    unsigned all_place;
    unsigned any_place;
    unsigned n_text;
};

struct reading {
    struct meta_table *m;
    struct meta_candidates *out;
    struct tally tally[META_RANK_MOST];
    uint32_t first_of[META_SOURCES]; /* place in the table of a source's first evidence */
    str site;
    str tag;
};

static bool is_in_text(unsigned source) {
    return source >= META_ITEM_AUTHOR && source <= META_DAY_AUTHOR;
}

static bool is_machine_source(unsigned source) {
    return source >= META_LD_AUTHOR && source <= META_LABEL_AUTHOR;
}

static struct meta_candidate *find_or_add(struct reading *r, str name,
                                          const struct meta_evidence *from) {
    str key = meta_text_key(r->m->a, name);
    if (key.len == 0) {
        return NULL;
    }
    for (size_t i = 0; i < r->out->list.n; i++) {
        if (str_equals(r->out->list.v[i].key, key)) {
            return &r->out->list.v[i];
        }
    }
    struct meta_candidate c = {
        .value = name, .key = key, .from = from, .order = (uint32_t)r->out->list.n};
    if (r->out->list.n >= META_RANK_MOST || vec_push(r->m->a, &r->out->list, c) != ERR_OK) {
        return NULL;
    }
    r->tally[r->out->list.n - 1].all_place = ~0u;
    return &r->out->list.v[r->out->list.n - 1];
}

static unsigned later_feature(unsigned source) {
    switch (source) {
    case META_ITEM_AUTHOR:
        return F_LATER_ITEM;
    case META_REL_AUTHOR:
        return F_LATER_REL;
    case META_LINK_AUTHOR:
        return F_LATER_LINK;
    case META_CLASS_AUTHOR:
        return F_LATER_CLASS;
    case META_CLASS_BYLINE:
        return F_LATER_BYLINE;
    case META_INNER_AUTHOR:
        return F_LATER_INNER;
    case META_IMAGE_AUTHOR:
        return F_LATER_IMAGE;
    case META_DAY_AUTHOR:
        return F_LATER_DAY;
    default:
        return F_LATER_TEXT;
    }
}

static void set_distance(const struct reading *r, struct meta_candidate *c, uint32_t order) {
    uint32_t title = r->m->title_order;
    if (title == UINT32_MAX) {
        meta_feature(c, F_FAR);
    } else if (order >= title) {
        meta_feature(c, order - title < 500 ? F_NEAR : F_FAR);
    } else {
        meta_feature(c, title - order < 300 ? F_BEFORE : F_FAR);
    }
}

static void add_evidence(struct reading *r, const struct meta_evidence *e) {
    str name[BYLINE_NAMES];
    bool is_list = is_machine_source(e->source) || e->source == META_ITEM_AUTHOR ||
                   e->source == META_REL_AUTHOR;
    size_t n = byline_names(&r->m->labels, e->value, is_list, name);
    uint32_t index = (uint32_t)(e - r->m->list.v);
    if (n > 0 && r->first_of[e->source] == UINT32_MAX) {
        r->first_of[e->source] = index;
    }
    for (size_t i = 0; i < n; i++) {
        struct meta_candidate *c = find_or_add(r, name[i], e);
        if (!c) {
            continue;
        }
        bool text = is_in_text(e->source);
        bool first = r->first_of[e->source] == index;
        meta_feature(c, !text || first ? e->source : later_feature(e->source));
        if (text) {
            struct tally *tally = &r->tally[c - r->out->list.v];
            tally->n_text++;
            tally->all_place &= e->place;
            tally->any_place |= e->place;
            set_distance(r, c, e->order);
        }
    }
}

static void set_if(struct meta_candidate *c, bool holds, unsigned feature) {
    if (holds) {
        meta_feature(c, feature);
    }
}

static bool holds_words(str outer, str inner) {
    size_t pos = inner.len > 0 && inner.len < outer.len ? str_find(outer, inner, 0) : SIZE_MAX;
    return pos != SIZE_MAX && (pos == 0 || outer.ptr[pos - 1] == ' ') &&
           (pos + inner.len == outer.len || outer.ptr[pos + inner.len] == ' ');
}

static bool is_collective(str key) {
    static const str words[] = {
        {"team", 4},      {"staff", 5},  {"editors", 7},        {"editorial", 9},
        {"redaktion", 9}, {"admin", 5},  {"desk", 4},           {"news", 4},
        {"agency", 6},    {"bureau", 6}, {"correspondent", 13}, {"guest", 5},
        {"online", 6},    {"press", 5},  {"media", 5},          {"com", 3},
        {"gmbh", 4},      {"inc", 3},    {"redaccion", 9},      {"redazione", 9}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (holds_words(key, words[i]) || str_equals(key, words[i])) {
            return true;
        }
    }
    return false;
}

static bool has_ld(const struct meta_candidate *c) {
    return meta_has_feature(c, META_LD_AUTHOR);
}

static bool has_meta(const struct meta_candidate *c) {
    for (unsigned s = META_LD_CREATOR; s <= META_LABEL_AUTHOR; s++) {
        if (meta_has_feature(c, s)) {
            return true;
        }
    }
    return false;
}

static void add_form(const struct reading *r, struct meta_candidate *c) {
    unsigned n = 1;
    for (size_t i = 0; i < c->key.len; i++) {
        n += c->key.ptr[i] == ' ';
    }
    meta_feature(c, n == 1   ? F_WORDS_1
                    : n == 2 ? F_WORDS_2
                    : n == 3 ? F_WORDS_3
                    : n < 6  ? F_WORDS_4
                             : F_WORDS_6);
    bool handle = n == 1;
    bool capital = false;
    for (size_t i = 0; i < c->value.len; i++) {
        char ch = c->value.ptr[i];
        capital |= (ch >= 'A' && ch <= 'Z') || (unsigned char)ch >= 0x80;
        handle |= ch == '_' || (ch >= '0' && ch <= '9');
    }
    set_if(c, handle && !capital, F_HANDLE);
    set_if(c, is_collective(c->key), F_COLLECTIVE);
    if (byline_has_given_name(c->value)) {
        bool day = meta_has_feature(c, META_DAY_AUTHOR) || meta_has_feature(c, F_LATER_DAY);
        meta_feature(c, F_GIVEN);
        set_if(c, day, F_DAY_GIVEN);
        set_if(c, meta_has_feature(c, META_SITE_AUTHOR), F_SITE_GIVEN);
        set_if(c, meta_has_feature(c, F_NEAR), F_NEAR_GIVEN);
        set_if(c, has_ld(c) || has_meta(c), F_META_GIVEN);
    }
    set_if(c, str_equals(c->key, r->site), F_IS_SITE);
    set_if(c, holds_words(c->key, r->site), F_HOLDS_SITE);
    set_if(c, holds_words(r->site, c->key), F_IN_SITE);
    set_if(c, holds_words(r->tag, c->key), F_TITLE_SHARES);
}

static bool has_rel(const struct meta_candidate *c) {
    return meta_has_feature(c, META_REL_AUTHOR) || meta_has_feature(c, META_ITEM_AUTHOR);
}

static bool has_text(const struct meta_candidate *c) {
    for (unsigned s = META_ITEM_AUTHOR; s <= META_DAY_AUTHOR; s++) {
        if (meta_has_feature(c, s)) {
            return true;
        }
    }
    return false;
}

/* What the other candidates of the page have. */
struct others {
    bool ld;
    bool meta;
    bool rel;
    bool text;
};

static struct others look_at_others(const struct reading *r, struct meta_candidate *c) {
    struct others found = {0};
    for (size_t i = 0; i < r->out->list.n; i++) {
        const struct meta_candidate *other = &r->out->list.v[i];
        if (other == c) {
            continue;
        }
        found.ld |= has_ld(other);
        found.meta |= has_meta(other);
        found.rel |= has_rel(other);
        found.text |= has_text(other);
        set_if(c, has_ld(c) && has_ld(other) && has_text(other), F_LD_MATE);
        set_if(c, holds_words(other->key, c->key), F_PART_OF_OTHER);
        set_if(c, holds_words(c->key, other->key), F_HOLDS_OTHER);
    }
    return found;
}

/* Pages that name nobody in meta elements or JSON-LD: the text features once more. */
static void add_no_meta(struct meta_candidate *c) {
    static const uint16_t pair[][2] = {{META_REL_AUTHOR, F_NO_META_FIRST_REL},
                                       {META_LINK_AUTHOR, F_NO_META_FIRST_LINK},
                                       {META_CLASS_AUTHOR, F_NO_META_FIRST_CLASS},
                                       {META_CLASS_BYLINE, F_NO_META_FIRST_BYLINE},
                                       {META_TEXT_AUTHOR, F_NO_META_FIRST_TEXT},
                                       {F_NEAR, F_NO_META_NEAR},
                                       {F_FAR, F_NO_META_FAR},
                                       {META_INNER_AUTHOR, F_NO_META_FIRST_INNER},
                                       {META_IMAGE_AUTHOR, F_NO_META_FIRST_IMAGE},
                                       {META_DAY_AUTHOR, F_NO_META_FIRST_DAY},
                                       {F_WORDS_1, F_NO_META_WORDS_1},
                                       {F_WORDS_2, F_NO_META_WORDS_2},
                                       {F_WORDS_3, F_NO_META_WORDS_3},
                                       {F_AGREE_2, F_NO_META_AGREE},
                                       {F_AGREE_3, F_NO_META_AGREE},
                                       {F_AGREE_4, F_NO_META_AGREE},
                                       {F_ALL_FOOTER, F_NO_META_FOOTER},
                                       {F_ALL_COMMENT, F_NO_META_COMMENT},
                                       {F_ALL_ASIDE, F_NO_META_ASIDE},
                                       {F_GIVEN, F_NO_META_GIVEN}};
    meta_feature(c, F_NO_META);
    for (size_t i = 0; i < sizeof pair / sizeof *pair; i++) {
        set_if(c, meta_has_feature(c, pair[i][0]), pair[i][1]);
    }
    bool day = meta_has_feature(c, META_DAY_AUTHOR) || meta_has_feature(c, F_LATER_DAY);
    set_if(c, day && meta_has_feature(c, F_NEAR), F_NO_META_NEAR_DAY);
}

static void add_site_features(struct meta_candidate *c, bool machine) {
    bool site = meta_has_feature(c, F_IS_SITE);
    bool only = meta_has_feature(c, META_SITE_AUTHOR) && !machine && !has_text(c);
    set_if(c, site && has_ld(c), F_LD_AND_SITE);
    set_if(c, site && has_meta(c), F_META_AND_SITE);
    set_if(c, only, F_SITE_ONLY);
    set_if(c, only && meta_has_feature(c, F_WORDS_2), F_SITE_WORDS_2);
}

static void add_others(const struct reading *r, struct meta_candidate *c) {
    struct others other = look_at_others(r, c);
    bool machine = has_ld(c) || has_meta(c);
    set_if(c, other.ld && !has_ld(c), F_LD_HAS_OTHER);
    set_if(c, other.meta && !has_meta(c), F_META_HAS_OTHER);
    set_if(c, other.rel && !has_rel(c), F_REL_HAS_OTHER);
    set_if(c, other.text && !has_text(c), F_TEXT_HAS_OTHER);
    set_if(c, machine && !has_text(c), F_META_ONLY);
    set_if(c, machine && has_text(c), F_META_AND_TEXT);
    add_site_features(c, machine);
    bool alone = !other.ld && !other.meta && !other.text && !other.rel;
    set_if(c, alone && meta_has_feature(c, F_WORDS_1), F_ALONE_WORDS_1);
    if (!other.ld && !other.meta && !machine) {
        add_no_meta(c);
    }
}

static void add_features(const struct reading *r, struct meta_candidate *c,
                         const struct tally *tally) {
    unsigned n = 0;
    for (unsigned s = META_LD_AUTHOR; s <= META_DAY_AUTHOR; s++) {
        n += meta_has_feature(c, s);
    }
    set_if(c, n == 2, F_AGREE_2);
    set_if(c, n == 3, F_AGREE_3);
    set_if(c, n > 3, F_AGREE_4);
    if (tally->n_text > 0) {
        set_if(c, tally->all_place & META_IN_ASIDE, F_ALL_ASIDE);
        set_if(c, tally->all_place & META_IN_COMMENT, F_ALL_COMMENT);
        set_if(c, tally->all_place & META_IN_FOOTER, F_ALL_FOOTER);
        set_if(c, tally->any_place & META_IN_ARTICLE, F_IN_ARTICLE);
        set_if(c, tally->any_place & META_IN_HEADER, F_IN_HEADER);
    }
    set_if(c, r->out->list.n == 1, F_ONLY);
    set_if(c, r->out->list.n > 8, F_MANY);
    add_form(r, c);
    add_others(r, c);
    meta_feature(c, F_BIAS);
}

/* On many pages of one person or firm only the name of the site says who writes. */
static enum err add_site(struct reading *r, const struct meta_evidence *site) {
    if (!site) {
        return ERR_OK;
    }
    struct meta_evidence *e = arena_new(r->m->a, struct meta_evidence);
    if (!e) {
        return r->m->a->last;
    }
    *e = *site;
    e->source = META_SITE_AUTHOR;
    struct meta_candidate *c = find_or_add(r, e->value, e);
    if (c) {
        meta_feature(c, META_SITE_AUTHOR);
    }
    return ERR_OK;
}

enum err meta_author_candidates(struct meta_table *m, struct meta_candidates *out) {
    struct reading *r = arena_new(m->a, struct reading);
    if (!r) {
        return m->a->last;
    }
    r->m = m;
    r->out = out;
    memset(r->first_of, 0xff, sizeof r->first_of);
    const struct meta_evidence *site = meta_evidence_outlet(m);
    const struct meta_evidence *tag = meta_evidence_find(m, META_TITLE_TAG);
    r->site = site ? meta_text_key(m->a, site->value) : STR("");
    r->tag = tag ? meta_text_key(m->a, tag->value) : STR("");
    for (unsigned turn = 0; turn < 2; turn++) {
        for (size_t i = 0; i < m->list.n; i++) {
            const struct meta_evidence *e = &m->list.v[i];
            bool ld = e->source == META_LD_AUTHOR;
            if (meta_evidence_field((enum meta_source)e->source) == META_FIELD_AUTHOR &&
                ld == (turn == 0)) {
                add_evidence(r, e);
            }
        }
    }
    TRY(add_site(r, site));
    for (size_t i = 0; i < out->list.n; i++) {
        add_features(r, &out->list.v[i], &r->tally[i]);
    }
    return ERR_OK;
}
