/* meta_rank.c - sums of weights. The weights are trained as a softmax over the candidates of a page
 * (titles, days) or as a yes-or-no decision on each (authors); the bias of the latter is feature
 * 255. O(features). */
#include "page/meta_rank.h"

static const float weights[META_MODELS][META_RANK_FEATURES] = {
#include "page/tables/meta_weights.inc"
};

float meta_rank_score(enum meta_model model, const struct meta_candidate *c) {
    float score = 0;
    for (unsigned word = 0; word < META_RANK_WORDS; word++) {
        for (uint64_t bits = c->feature[word]; bits; bits &= bits - 1) {
            score += weights[model][word * 64 + (unsigned)__builtin_ctzll(bits)];
        }
    }
    return score;
}

const struct meta_candidate *meta_rank_best(enum meta_model model, struct meta_candidates *c) {
    const struct meta_candidate *best = NULL;
    for (size_t i = 0; i < c->list.n; i++) {
        struct meta_candidate *one = &c->list.v[i];
        one->score = meta_rank_score(model, one);
        if (!best || one->score > best->score) {
            best = one;
        }
    }
    return best;
}
