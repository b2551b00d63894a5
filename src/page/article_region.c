/* article_region.c - regions are runs of nodes, since nodes come in order of the document: what
 * lies below a node stands behind it without a gap. Of several elements of a kind the one with most
 * words expected to be right is meant; the densest run is the interval with the largest sum of
 * words times doubt (Kadane). */
#include "page/article_region.h"

#include "page/article_unit.h"

enum { HALF = 100 };                /* of the share of words in the JSON-LD's body */
static const float in_post = 0.25f; /* likely enough in a dated post */
static const float in_json = 0.05f; /* and in the JSON-LD's body */
static const float even = 0.3f;  /* score at which a word neither adds to a run nor takes from it */
static const float joins = 0.2f; /* of the best region's worth: from there a sibling joins */

struct finder {
    const struct article_context *c;
    const float *score;
    const bool *skip;
    float least;
    float *right;                       /* words expected to be right below a node */
    uint8_t *bubble;                    /* is the node in the best region? */
    struct span named[ARTICLE_REGIONS]; /* nodes of the regions named for an element */
    struct span run;                    /* blocks */
    struct article_regions *out;
};

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

/* The candidates that the element gives its name to, as bits. */
static unsigned names_of(const struct article_outline *o, uint32_t i) {
    const struct article_node *n = &o->node[i];
    bool is_prop = (n->marks & ARTICLE_BODY_PROP) && n->parent != ARTICLE_NONE &&
                   !(o->node[n->parent].marks & ARTICLE_BODY_PROP);
    return (n->tag == HTML_TAG_ARTICLE ? 1u << REGION_ARTICLE : 0) |
           (n->tag == HTML_TAG_MAIN ? 1u << REGION_MAIN : 0) | (is_prop ? 1u << REGION_PROP : 0);
}

/* The elements with most words expected to be right. */
static void find_named(struct finder *f) {
    const struct article_outline *o = f->c->o;
    for (uint32_t i = 1; i < o->n_nodes; i++) {
        for (unsigned bits = names_of(o, i); bits != 0; bits &= bits - 1) {
            struct span *at = &f->named[__builtin_ctz(bits)];
            if (f->right[i] > (at->to ? f->right[at->from] : 0)) {
                *at = (struct span){i, 1};
            }
        }
    }
    for (int k = 0; k < ARTICLE_REGIONS; k++) {
        if (f->named[k].to) {
            f->named[k].to = end_of(o, f->named[k].from);
            f->out->exists[k] = true;
        }
    }
}

/* The best region and its siblings that have a share of its worth or are prose themselves. */
static void find_bubble(struct finder *f) {
    const struct article_context *c = f->c;
    const struct article_outline *o = c->o;
    uint32_t up = o->node[c->best].parent;
    for (uint32_t i = 0; i < o->n_nodes; i++) {
        const struct article_node *n = &o->node[i];
        bool is_own = i == c->best;
        if (!is_own && up != ARTICLE_NONE && n->parent == up) {
            bool is_prose = n->own_good > 0 && n->link_chars * 4 < n->chars;
            is_own = is_prose || c->worth[i] >= joins * c->worth[c->best];
        }
        f->bubble[i] = is_own || (n->parent != ARTICLE_NONE && f->bubble[n->parent]);
    }
    f->out->exists[REGION_BUBBLE] = c->worth[c->best] > 0;
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
    f->run = (struct span){from, to};
    f->out->exists[REGION_RUN] = to > from;
}

static bool is_in_post(const struct article_outline *o, uint32_t node) {
    uint32_t at = o->unit_of[node];
    const struct article_unit *u = at == ARTICLE_NONE ? NULL : &o->unit[at];
    return u && u->n_timed * 5 >= u->n * 4 && !article_unit_is_cards(u);
}

/* The candidates that have the likely block `i`. */
static unsigned places_of(const struct finder *f, uint32_t i) {
    uint32_t node = f->c->o->block[i].node;
    unsigned bits = 1u << REGION_PAGE | 1u << REGION_POSTS;
    for (int k = 0; k < ARTICLE_REGIONS; k++) {
        bits |= node >= f->named[k].from && node < f->named[k].to ? 1u << k : 0;
    }
    bits |= f->bubble[node] ? 1u << REGION_BUBBLE : 0;
    return bits | (i >= f->run.from && i < f->run.to ? 1u << REGION_RUN : 0);
}

static bool is_in_json(const struct finder *f, uint32_t i) {
    uint8_t share = f->c->place[i].body;
    return share != 255 && share >= HALF;
}

/* The candidates that have block `i`, by its score. */
static unsigned candidates_of(const struct finder *f, uint32_t i) {
    unsigned bits = f->score[i] >= f->least ? places_of(f, i) : 0;
    bool is_post = f->score[i] >= in_post && is_in_post(f->c->o, f->c->o->block[i].node);
    bits |= is_post ? 1u << REGION_POSTS : 0;
    return bits | (is_in_json(f, i) ? 1u << REGION_JSON : 0);
}

enum err article_regions_find(arena *a, const struct article_context *c, const float *score,
                              const bool *skip, float least, struct article_regions *out) {
    const struct article_outline *o = c->o;
    *out = (struct article_regions){.in = arena_array(a, o->n_blocks, sizeof *out->in)};
    struct finder f = {.c = c, .score = score, .skip = skip, .least = least, .out = out};
    f.right = arena_array(a, o->n_nodes, sizeof *f.right);
    f.bubble = arena_alloc(a, o->n_nodes);
    if (!out->in || !f.right || !f.bubble) {
        return a->last;
    }
    if (o->n_blocks == 0) {
        return ERR_OK;
    }
    sum_right(&f);
    find_named(&f);
    find_bubble(&f);
    find_run(&f);
    out->exists[REGION_PAGE] = true;
    for (uint32_t i = 0; i < o->n_blocks; i++) {
        out->exists[REGION_JSON] |= is_in_json(&f, i);
        out->exists[REGION_POSTS] |= is_in_post(o, o->block[i].node);
        if (score[i] >= in_json && !skip[i]) {
            out->in[i] = (uint8_t)candidates_of(&f, i);
        }
    }
    unsigned missing = 0;
    for (int k = 0; k < ARTICLE_REGIONS; k++) {
        missing |= out->exists[k] ? 0 : 1u << k;
    }
    for (uint32_t i = 0; i < o->n_blocks; i++) {
        bool in_page = out->in[i] & 1u << REGION_PAGE;
        out->in[i] = (uint8_t)((out->in[i] & ~missing) | (in_page ? missing : 0));
    }
    return ERR_OK;
}
