/* article_choose.c - the likely blocks of the page are one candidate, parts of them by regions of
 * the page the others (article_region.c); the one with the highest expected F1 is taken
 * (article_rank.c), and that F1 is the confidence. Of an embedded post that is taken in part all
 * is, since its last line says whose it is. O(blocks). */
#include "page/article_choose.h"

/* Share of certainty from which a block is taken: best on the development pages. */
static const float threshold = 0.5f;

/* The same for a page none of whose blocks passes: unlike any that was learnt from. */
static const float last_resort = 0.2f;

static enum page_block_kind kind_of(const struct article_outline *o,
                                    const struct article_block *b) {
    const struct article_node *n = &o->node[b->node];
    if (n->marks & ARTICLE_POST) {
        return PAGE_EMBED;
    }
    switch (n->tag) {
    case HTML_TAG_H1:
    case HTML_TAG_H2:
    case HTML_TAG_H3:
    case HTML_TAG_H4:
    case HTML_TAG_H5:
    case HTML_TAG_H6:
        return PAGE_HEADING;
    case HTML_TAG_PRE:
    case HTML_TAG_LISTING:
    case HTML_TAG_XMP:
        return PAGE_CODE;
    case HTML_TAG_FIGCAPTION:
    case HTML_TAG_CAPTION:
        return PAGE_CAPTION;
    default:
        break;
    }
    bool in_cell = n->tag == HTML_TAG_TD || n->tag == HTML_TAG_TH;
    return b->above[ARTICLE_IN_FIGURE] <= 3  ? PAGE_CAPTION
           : b->above[ARTICLE_IN_QUOTE] <= 2 ? PAGE_QUOTE
           : b->above[ARTICLE_IN_LI] <= 2    ? PAGE_LIST_ITEM
           : in_cell                         ? PAGE_TABLE_ROW
                                             : PAGE_PARAGRAPH;
}

static enum err make(arena *a, const struct article_outline *o, struct article_choice *out) {
    *out = (struct article_choice){.use = arena_alloc(a, o->n_blocks),
                                   .kind = arena_alloc(a, o->n_blocks),
                                   .score = arena_array(a, o->n_blocks, sizeof(float))};
    if (!out->use || !out->kind || !out->score) {
        return a->last;
    }
    for (uint32_t i = 0; i < o->n_blocks; i++) {
        out->kind[i] = (uint8_t)kind_of(o, &o->block[i]);
    }
    return ERR_OK;
}

/* The headline is metadata, not text. */
static bool is_headline(const struct article_outline *o, const struct article_features *f,
                        uint32_t i) {
    return o->node[o->block[i].node].tag == HTML_TAG_H1 &&
           article_features_of(f, i, ARTICLE_FEATURE_TITLE) >= 160;
}

/* Take the neighbours of taken parts of posts that are parts of posts, too. */
static void complete_posts(const struct article_outline *o, struct article_choice *out) {
    for (uint32_t i = 1; i < o->n_blocks; i++) {
        if (out->kind[i] == PAGE_EMBED && out->kind[i - 1] == PAGE_EMBED &&
            out->use[i - 1] == ARTICLE_TAKE) {
            out->use[i] = ARTICLE_TAKE;
        }
    }
    for (uint32_t i = o->n_blocks; i-- > 1;) {
        if (out->kind[i] == PAGE_EMBED && out->kind[i - 1] == PAGE_EMBED &&
            out->use[i] == ARTICLE_TAKE) {
            out->use[i - 1] = ARTICLE_TAKE;
        }
    }
}

/* A candidate takes the place of the whole page's only when it promises so much more: below that
 * the promises differ by chance. */
static const float margin = 0.01f;

static enum err score_blocks(arena *a, const struct article_outline *o,
                             const struct article_features *f, const struct article_model *m,
                             struct article_choice *out) {
    TRY(make(a, o, out));
    const int32_t *odds = article_model_score(a, m, f);
    if (!odds) {
        return a->last;
    }
    for (uint32_t i = 0; i < o->n_blocks; i++) {
        out->score[i] = article_model_share(odds[i]);
    }
    return ERR_OK;
}

static enum err find_candidates(arena *a, const struct article_outline *o,
                                const struct article_features *f, const float *score,
                                struct article_regions *regions, struct article_rank *rank) {
    bool *skip = arena_array(a, o->n_blocks, sizeof *skip);
    if (!skip) {
        return a->last;
    }
    float most = 0;
    for (uint32_t i = 0; i < o->n_blocks; i++) {
        skip[i] = is_headline(o, f, i);
        most = !skip[i] && score[i] > most ? score[i] : most;
    }
    float least = most >= threshold ? threshold : last_resort;
    TRY(article_regions_find(a, f->context, score, skip, least, regions));
    article_rank_take(f->context, score, regions, rank);
    return ERR_OK;
}

enum err article_choose_candidates(arena *a, const struct article_outline *o,
                                   const struct article_features *f, const struct article_model *m,
                                   struct article_regions *regions, struct article_rank *rank) {
    struct article_choice c;
    TRY(score_blocks(a, o, f, m, &c));
    return find_candidates(a, o, f, c.score, regions, rank);
}

enum err article_choose(arena *a, const struct article_outline *o, const struct article_features *f,
                        const struct article_models *m, struct article_choice *out) {
    struct article_regions regions;
    struct article_rank rank;
    TRY(score_blocks(a, o, f, m->blocks, out));
    TRY(find_candidates(a, o, f, out->score, &regions, &rank));
    unsigned best = REGION_PAGE;
    float promise = 0;
    for (unsigned k = 0; k < ARTICLE_REGIONS; k++) {
        float expected = regions.exists[k] ? article_rank_expect(m->rank, rank.v[k]) : 0;
        if (k == REGION_PAGE || expected > promise + (best == REGION_PAGE ? margin : 0)) {
            best = k;
            promise = expected;
        }
    }
    bool any = false;
    for (uint32_t i = 0; i < o->n_blocks; i++) {
        out->use[i] = regions.in[i] & 1u << best ? ARTICLE_TAKE : ARTICLE_LEAVE;
        any |= out->use[i] == ARTICLE_TAKE;
    }
    complete_posts(o, out);
    out->confidence = any ? promise : 0;
    return ERR_OK;
}

enum err article_choose_all(arena *a, const struct article_outline *o, struct article_choice *out) {
    TRY(make(a, o, out));
    for (uint32_t i = 0; i < o->n_blocks; i++) {
        out->use[i] = ARTICLE_TAKE;
        out->score[i] = 1;
    }
    out->confidence = 1;
    return ERR_OK;
}
