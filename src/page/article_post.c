/* article_post.c - posts are units (article_unit.h) that tell a time each, aren't cards, and hold
 * half of the words that were taken: so comments and promos with dates are no posts, as the model
 * takes none of their words. The time of a post is that of the first element in it that shows a
 * time of day or has a moment in an attribute; without such an attribute only its place is known.
 * What stands beside the posts and begins with a link is a promo. */
#include "page/article_post.h"

#include "page/article_unit.h"
#include "page/day.h"

enum { FEWEST_POSTS = 3, STAMP_WORDS = 6, DAY_SECONDS = 86400 };

/* Words taken below each unit, those of units inside it among them. */
static uint32_t *count_taken(arena *a, const struct article_outline *o,
                             const struct article_choice *c, uint32_t *all) {
    uint32_t *taken = arena_array(a, o->n_units, sizeof *taken);
    *all = 0;
    for (uint32_t i = 0; taken && i < o->n_blocks; i++) {
        uint32_t at = o->unit_of[o->block[i].node];
        uint32_t words = c->use[i] == ARTICLE_TAKE ? o->block[i].stats.words : 0;
        *all += words;
        if (at != ARTICLE_NONE) {
            taken[at] += words;
        }
    }
    for (uint32_t i = o->n_units; taken && i-- > 0;) {
        uint32_t up = o->node[o->unit[i].first].parent;
        uint32_t around = up == ARTICLE_NONE ? ARTICLE_NONE : o->unit_of[up];
        if (o->unit[i].n >= FEWEST_POSTS && around != ARTICLE_NONE) {
            taken[around] += taken[i]; /* what is around comes first */
        }
    }
    return taken;
}

/* The unit of the posts, or ARTICLE_NONE: the innermost of those that hold enough. */
static uint32_t find_unit(const struct article_outline *o, const uint32_t *taken, uint32_t all) {
    for (uint32_t i = o->n_units; i-- > 0;) {
        const struct article_unit *u = &o->unit[i];
        if (u->n >= FEWEST_POSTS && u->n_timed * 5 >= u->n * 4 && 2 * (uint64_t)taken[i] >= all &&
            !article_unit_is_cards(u)) {
            return i;
        }
    }
    return ARTICLE_NONE;
}

/* The first text below an element, or HTML_NONE. */
static uint32_t text_below(const struct html_tree *t, uint32_t html) {
    while (html != HTML_NONE && t->kind[html] != HTML_TEXT) {
        html = t->first[html];
    }
    return html;
}

/* A moment in an attribute of an element. Long values aren't read. */
static bool read_moment(const struct html_tree *t, uint32_t html, int64_t *time) {
    enum { LONGEST = 40 };
    static const enum html_name names[] = {HTML_NAME_DATETIME,       HTML_NAME_DATA_TIME,
                                           HTML_NAME_DATA_TIMESTAMP, HTML_NAME_DATA_DATETIME,
                                           HTML_NAME_DATA_PUBLISHED, HTML_NAME_DATA_DATE};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        str value = html_attr_raw(t, html, names[i]);
        struct day d;
        if (value.len > 0 && value.len <= LONGEST && day_read(value, DAY_FIRST, &d) && d.has_time) {
            *time = (int64_t)day_number(&d) * DAY_SECONDS + d.hour * 3600 + d.minute * 60 +
                    d.second - (d.has_zone ? d.zone_minutes * 60 : 0);
            return true;
        }
    }
    return false;
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* A time of day: "9:05", "14.05", "14h05". */
static bool has_clock(str s) {
    for (size_t i = 1; i + 2 < s.len; i++) {
        if ((s.ptr[i] == ':' || s.ptr[i] == '.' || s.ptr[i] == 'h') && is_digit(s.ptr[i - 1]) &&
            is_digit(s.ptr[i + 1]) && is_digit(s.ptr[i + 2]) &&
            (i + 3 == s.len || !is_digit(s.ptr[i + 3]))) {
            return true;
        }
    }
    return false;
}

/* End of the nodes below `node`. */
static uint32_t end_of(const struct article_outline *o, uint32_t node) {
    uint32_t i = node + 1;
    while (i < o->n_nodes && o->node[i].depth > o->node[node].depth) {
        i++;
    }
    return i;
}

/* Is the element a stamp? It tells a moment, or shows a time of day. */
static bool read_stamp(const struct article_outline *o, uint32_t node, struct article_post *out,
                       uint32_t *text) {
    const struct html_tree *t = o->tree;
    uint32_t at = o->node[node].is_time ? text_below(t, o->node[node].html) : HTML_NONE;
    int64_t time = 0;
    if (at == HTML_NONE || (!read_moment(t, o->node[node].html, &time) &&
                            !has_clock(str_span(t->source, t->at[at])))) {
        return false;
    }
    *out = (struct article_post){out->block, t->at[at], time};
    *text = at;
    return true;
}

/* The stamp of the post in nodes [from, to): the first, or the first in it that tells a moment. */
static bool find_stamp(const struct article_outline *o, uint32_t from, uint32_t to,
                       struct article_post *out, uint32_t *text) {
    uint32_t i = from;
    while (i < to && !read_stamp(o, i, out, text)) {
        i++;
    }
    if (i == to) {
        return false;
    }
    uint32_t end = end_of(o, i);
    for (i++; i < end && out->time == 0; i++) {
        struct article_post inner = *out;
        if (read_stamp(o, i, &inner, text)) {
            *out = inner;
        }
    }
    return true;
}

/* Is the block the stamp and little else? */
static bool is_stamp(const struct article_outline *o, const struct article_block *b,
                     uint32_t text) {
    const struct html_tree *t = o->tree;
    uint16_t tag = o->node[b->node].tag;
    bool is_heading = tag >= HTML_TAG_H1 && tag <= HTML_TAG_H6;
    return t->at[b->first].from <= t->at[text].from && t->at[b->last].to >= t->at[text].to &&
           b->stats.words <= STAMP_WORDS && !b->stats.ends_sentence && !is_heading;
}

/* A post as it was found. */
struct found {
    struct article_post post;
    uint32_t node;
    uint32_t end;  /* node behind it */
    uint32_t text; /* of its stamp, in the tree */
};

/* Walking over the elements that stand beside the posts: post.text is HTML_NONE for others. */
struct walk {
    const struct article_outline *o;
    struct article_choice *c;
    VEC(struct found) beside;
    uint32_t n_posts;
};

static enum err look_beside(arena *a, struct walk *w, uint32_t unit) {
    const struct article_outline *o = w->o;
    uint32_t first = o->unit[unit].first;
    uint32_t up = o->node[first].parent;
    uint32_t block = 0;
    for (uint32_t i = first; i < o->n_nodes && o->node[i].depth > o->node[up].depth;) {
        struct found f = {.node = i, .end = end_of(o, i), .text = HTML_NONE};
        while (block < o->n_blocks && o->block[block].node < i) {
            block++;
        }
        f.post.block = block;
        if (o->unit_of[i] != unit || !find_stamp(o, i, f.end, &f.post, &f.text)) {
            f.text = HTML_NONE;
        }
        w->n_posts += f.text != HTML_NONE;
        i = f.end;
        TRY(vec_push(a, &w->beside, f));
    }
    return ERR_OK;
}

/* Leave out the blocks of a post that are nothing but its stamp. Where the post itself is an <li>,
 * its paragraphs are no items of a list. */
static void settle_post(struct walk *w, const struct found *f) {
    const struct article_outline *o = w->o;
    for (uint32_t k = f->post.block; k < o->n_blocks && o->block[k].node < f->end; k++) {
        const struct article_block *b = &o->block[k];
        if (is_stamp(o, b, f->text)) {
            w->c->use[k] = ARTICLE_LEAVE;
        }
        unsigned depth = o->node[f->node].depth;
        bool is_own_item = depth + b->above[ARTICLE_IN_LI] == o->node[b->node].depth;
        if (w->c->kind[k] == PAGE_LIST_ITEM && is_own_item) {
            w->c->kind[k] = PAGE_PARAGRAPH;
        }
    }
}

/* What stands between posts is a promo when its first text is a link. */
static void leave_promo(struct walk *w, const struct found *f) {
    const struct article_outline *o = w->o;
    uint32_t k = f->post.block;
    while (k < o->n_blocks && o->block[k].node < f->end && o->block[k].stats.words < 3) {
        k++;
    }
    bool is_promo =
        k < o->n_blocks && o->block[k].node < f->end && article_unit_is_headline(&o->block[k]);
    for (k = f->post.block; is_promo && k < o->n_blocks && o->block[k].node < f->end; k++) {
        w->c->use[k] = w->c->use[k] == ARTICLE_TAKE ? ARTICLE_NOTE : w->c->use[k];
        w->c->kind[k] = PAGE_PROMO;
    }
}

enum err article_post_find(arena *a, const struct article_outline *o, struct article_choice *c,
                           const struct article_post **out, size_t *n) {
    *n = 0;
    uint32_t all;
    uint32_t *taken = count_taken(a, o, c, &all);
    if (!taken) {
        return a->last;
    }
    uint32_t unit = all ? find_unit(o, taken, all) : ARTICLE_NONE;
    if (unit == ARTICLE_NONE) {
        return ERR_OK;
    }
    struct walk w = {.o = o, .c = c};
    TRY(look_beside(a, &w, unit));
    if (w.n_posts < FEWEST_POSTS || w.n_posts * 5 < o->unit[unit].n * 4) {
        return ERR_OK;
    }
    struct article_post *post = arena_array(a, w.n_posts, sizeof *post);
    if (!post) {
        return a->last;
    }
    for (size_t i = 0; i < w.beside.n; i++) {
        const struct found *f = &w.beside.v[i];
        if (f->text == HTML_NONE) {
            leave_promo(&w, f);
        } else {
            settle_post(&w, f);
            post[(*n)++] = f->post;
        }
    }
    *out = post;
    return ERR_OK;
}
