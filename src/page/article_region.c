/* article_region.c - regions are runs of nodes, since nodes come in order of the document: what
 * lies below a node stands behind it without a gap. Of several elements of a kind the one with most
 * words expected to be right is meant; the densest run is the interval with the largest sum of
 * words times doubt (Kadane). */
#include "page/article_region.h"

#include "page/article_unit.h"

static const float in_post = 0.25f; /* likely enough in a dated post */
static const float in_json = 0.05f; /* and in the JSON-LD's body */
static const float even = 0.3f;  /* score at which a word neither adds to a run nor takes from it */
static const float joins = 0.2f; /* of the best region's worth: from there a sibling joins */

struct finder {
    const struct article_context *c;
    const float *score;
    const bool *skip;
    float least;
    float *right; /* words expected to be right below a node */
    struct article_regions *out;
};

static void add(struct finder *f, enum article_region k, uint32_t i, float least) {
    if (f->score[i] >= least && !f->skip[i]) {
        f->out->in[i] |= (uint8_t)(1u << k);
    }
}

static uint32_t end_of(const struct article_outline *o, uint32_t node) {
    uint32_t i = node + 1;
    while (i < o->n_nodes && o->node[i].depth > o->node[node].depth) {
        i++;
    }
    return i;
}

static void sum_right(struct finder *f) {
    const struct article_outline *o = f->c->o;
    for (uint32_t i = 0; i < o->n_blocks; i++) {
        f->right[o->block[i].node] += f->score[i] * (float)o->block[i].stats.words;
    }
    for (uint32_t i = o->n_nodes; i-- > 1;) {
        f->right[o->node[i].parent] += f->right[i];
    }
}

/* Is the element one that region k is named for? */
static bool is_named(const struct article_node *n, const struct article_node *up,
                     enum article_region k) {
    return k == REGION_ARTICLE ? n->tag == HTML_TAG_ARTICLE
           : k == REGION_MAIN  ? n->tag == HTML_TAG_MAIN
                               : (n->marks & ARTICLE_BODY_PROP) && !(up->marks & ARTICLE_BODY_PROP);
}

/* Blocks below nodes [from, to) join region k. */
static void add_below(struct finder *f, enum article_region k, uint32_t from, uint32_t to,
                      float least) {
    const struct article_outline *o = f->c->o;
    for (uint32_t i = 0; i < o->n_blocks; i++) {
        if (o->block[i].node >= from && o->block[i].node < to) {
            add(f, k, i, least);
        }
    }
    f->out->exists[k] = true;
}

static void find_named(struct finder *f, enum article_region k) {
    const struct article_outline *o = f->c->o;
    uint32_t best = ARTICLE_NONE;
    for (uint32_t i = 1; i < o->n_nodes; i++) {
        bool is_better = best == ARTICLE_NONE || f->right[i] > f->right[best];
        if (is_better && is_named(&o->node[i], &o->node[o->node[i].parent], k)) {
            best = i;
        }
    }
    if (best != ARTICLE_NONE && f->right[best] > 0) {
        add_below(f, k, best, end_of(o, best), f->least);
    }
}

/* The best region and its siblings that have a share of its worth or are prose themselves. */
static enum err find_bubble(arena *a, struct finder *f) {
    const struct article_context *c = f->c;
    const struct article_outline *o = c->o;
    uint8_t *in = arena_alloc(a, o->n_nodes);
    if (!in) {
        return a->last;
    }
    uint32_t up = o->node[c->best].parent;
    for (uint32_t i = 0; i < o->n_nodes; i++) {
        const struct article_node *n = &o->node[i];
        bool is_beside = up != ARTICLE_NONE && n->parent == up;
        bool is_prose = n->own_good > 0 && n->link_chars * 4 < n->chars;
        bool is_own =
            i == c->best || (is_beside && (c->worth[i] >= joins * c->worth[c->best] || is_prose));
        in[i] = is_own || (n->parent != ARTICLE_NONE && in[n->parent]);
    }
    for (uint32_t i = 0; i < o->n_blocks; i++) {
        if (in[o->block[i].node]) {
            add(f, REGION_BUBBLE, i, f->least);
        }
    }
    f->out->exists[REGION_BUBBLE] = c->worth[c->best] > 0;
    return ERR_OK;
}

static void find_run(struct finder *f) {
    const struct article_outline *o = f->c->o;
    float sum = 0;
    float most = 0;
    uint32_t begin = 0;
    uint32_t from = 0;
    uint32_t to = 0;
    for (uint32_t i = 0; i < o->n_blocks; i++) {
        if (sum <= 0) {
            sum = 0;
            begin = i;
        }
        sum += (f->score[i] - even) * (float)(o->block[i].stats.words + 1);
        if (sum > most) {
            most = sum;
            from = begin;
            to = i + 1;
        }
    }
    for (uint32_t i = from; i < to; i++) {
        add(f, REGION_RUN, i, f->least);
    }
    f->out->exists[REGION_RUN] = to > from;
}

/* Blocks half of whose words are in the JSON-LD's body. */
static void find_json(struct finder *f) {
    const struct article_outline *o = f->c->o;
    for (uint32_t i = 0; i < o->n_blocks; i++) {
        uint8_t share = f->c->place[i].body;
        if (share != 255 && share >= 100) {
            add(f, REGION_JSON, i, in_json);
            f->out->exists[REGION_JSON] = true;
        }
    }
}

static void find_posts(struct finder *f) {
    const struct article_outline *o = f->c->o;
    for (uint32_t i = 0; i < o->n_blocks; i++) {
        uint32_t at = o->unit_of[o->block[i].node];
        const struct article_unit *u = at == ARTICLE_NONE ? NULL : &o->unit[at];
        bool is_post = u && u->n_timed * 5 >= u->n * 4 && !article_unit_is_cards(u);
        add(f, REGION_POSTS, i, is_post ? in_post : f->least);
        f->out->exists[REGION_POSTS] |= is_post;
    }
}

enum err article_regions_find(arena *a, const struct article_context *c, const float *score,
                              const bool *skip, float least, struct article_regions *out) {
    const struct article_outline *o = c->o;
    *out = (struct article_regions){.in = arena_array(a, o->n_blocks, sizeof *out->in)};
    struct finder f = {.c = c, .score = score, .skip = skip, .least = least, .out = out};
    f.right = arena_array(a, o->n_nodes, sizeof *f.right);
    if (!out->in || !f.right) {
        return a->last;
    }
    if (o->n_blocks == 0) {
        return ERR_OK;
    }
    sum_right(&f);
    find_named(&f, REGION_ARTICLE);
    find_named(&f, REGION_MAIN);
    find_named(&f, REGION_PROP);
    TRY(find_bubble(a, &f));
    find_run(&f);
    find_json(&f);
    find_posts(&f);
    for (uint32_t i = 0; i < o->n_blocks; i++) {
        add(&f, REGION_PAGE, i, least);
    }
    out->exists[REGION_PAGE] = true;
    for (uint32_t i = 0; i < o->n_blocks; i++) {
        for (int k = 0; k < ARTICLE_REGIONS; k++) {
            if (!out->exists[k]) {
                out->in[i] |= (uint8_t)((out->in[i] & 1u << REGION_PAGE) << k);
            }
        }
    }
    return ERR_OK;
}
