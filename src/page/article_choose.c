/* article_choose.c - a block is taken when its score passes a threshold; of an embedded post that
 * is taken in part all is, since its last line says whose it is. Confidence is the F1 that the
 * scores promise: the words expected to be right over the mean of words taken and words expected in
 * all. O(blocks). */
#include "page/article_choose.h"

/* Share of certainty from which a block is taken: best on the development pages. */
static const float threshold = 0.5f;

/* The same for a page none of whose blocks passes: unlike any that was learnt from. Its confidence
 * says how little is promised. */
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

/* Sums over blocks of words, and of words expected to be right. */
struct promise {
    double taken;
    double right;
    double wanted;
};

/* Take the blocks whose score is `least` or more. */
static struct promise take_blocks(const struct article_outline *o, const struct article_features *f,
                                  float least, struct article_choice *out) {
    struct promise p = {0};
    for (uint32_t i = 0; i < o->n_blocks; i++) {
        float score = out->score[i];
        double words = (double)o->block[i].stats.words;
        p.wanted += score * words;
        if (score >= least && !is_headline(o, f, i)) {
            out->use[i] = ARTICLE_TAKE;
            p.taken += words;
            p.right += score * words;
        }
    }
    return p;
}

enum err article_choose(arena *a, const struct article_outline *o, const struct article_features *f,
                        const struct article_model *m, struct article_choice *out) {
    TRY(make(a, o, out));
    const int32_t *odds = article_model_score(a, m, f);
    if (!odds) {
        return a->last;
    }
    for (uint32_t i = 0; i < o->n_blocks; i++) {
        out->score[i] = article_model_share(odds[i]);
    }
    struct promise p = take_blocks(o, f, threshold, out);
    if (p.taken == 0) {
        p = take_blocks(o, f, last_resort, out);
    }
    complete_posts(o, out);
    out->confidence = p.taken + p.wanted > 0 ? (float)(2 * p.right / (p.taken + p.wanted)) : 0;
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
