/* Scores in groups of lanes against a slow walk down each tree. */
#include "unit.h"

#include "page/article_model.h"

static int32_t slow_score(const struct article_model *m, const struct article_features *f,
                          uint32_t block) {
    const uint8_t *v = f->v + (size_t)(block / ARTICLE_LANES) * ARTICLE_FEATURES * ARTICLE_LANES;
    int32_t sum = m->bias;
    for (uint32_t k = 0; k < m->n_trees; k++) {
        unsigned leaf = 0;
        for (unsigned level = 0; level < ARTICLE_TREE_DEPTH; level++) {
            size_t at = (size_t)m->tree[k].feature[level] * ARTICLE_LANES + block % ARTICLE_LANES;
            leaf |= (unsigned)(v[at] > m->tree[k].above[level]) << level;
        }
        sum += m->tree[k].leaf[leaf];
    }
    return sum;
}

static void lanes_score_as_single_blocks_do(void **state) {
    (void)state;
    arena a;
    arena_init(&a, 0);
    enum { BLOCKS = 150 };
    size_t size = (size_t)3 * ARTICLE_FEATURES * ARTICLE_LANES;
    uint8_t *v = arena_alloc(&a, size);
    assert_non_null(v);
    uint32_t random = 7;
    for (size_t i = 0; i < size; i++) {
        random = random * 1664525u + 1013904223u;
        v[i] = (uint8_t)(random >> 24);
    }
    struct article_features f = {.v = v, .n_blocks = BLOCKS};
    struct article_model m = article_model_built_in;
    m.n_trees = 30; /* so few that no group is left early */
    const int32_t *score = article_model_score(&a, &m, &f);
    assert_non_null(score);
    for (uint32_t i = 0; i < BLOCKS; i++) {
        assert_int_equal(score[i], slow_score(&m, &f, i));
    }
    arena_done(&a);
}

static void leaves_stay_within_their_bound(void **state) {
    (void)state;
    for (uint32_t k = 0; k < article_model_built_in.n_trees; k++) {
        for (unsigned i = 0; i < ARTICLE_TREE_LEAVES; i++) {
            int leaf = article_model_built_in.tree[k].leaf[i];
            assert_true(leaf >= -ARTICLE_LEAF_MOST && leaf <= ARTICLE_LEAF_MOST);
        }
    }
}

static void the_logarithmic_scale_never_falls(void **state) {
    (void)state;
    assert_int_equal(article_features_scale(0), 0);
    assert_int_equal(article_features_scale(1), 8);
    for (uint32_t x = 0; x < 100000; x++) {
        assert_true(article_features_scale(x) <= article_features_scale(x + 1));
    }
    assert_int_equal(article_features_scale(UINT32_MAX), 255);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lanes_score_as_single_blocks_do),
        cmocka_unit_test(leaves_stay_within_their_bound),
        cmocka_unit_test(the_logarithmic_scale_never_falls),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
