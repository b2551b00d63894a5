/* Candidates of a page: which blocks each has, and that the chooser's rows tell them apart. */
#include "unit.h"

#include "html/html.h"
#include "page/article_rank.h"

/* Blocks: 0 heading, 1 and 2 prose in the article, 3 a teaser's line and 4 a footer outside. */
static const char source[] =
    "<!DOCTYPE html><html><body><main><article><h2>Morning news</h2>"
    "<div itemprop=articleBody><p>The old harbour bridge reopened on Friday after two years, said "
    "the works office of the town.</p><p>Trams run again from Monday, and a lane for bicycles is "
    "due in spring, the office said.</p></div></article><div><p>Fares rise again, riders "
    "say.</p></div></main><footer>All rights reserved by the paper</footer></body></html>";

static const float score[5] = {0.6f, 0.9f, 0.9f, 0.55f, 0.1f};

struct fixture {
    arena a;
    struct html_tree tree;
    struct article_outline o;
    struct article_features f;
    struct article_regions r;
};

static void set_up(struct fixture *x, const char *body) {
    static const bool skip[5] = {false};
    static const struct article_hints none = {0};
    const struct article_hints hints = {.json_ld_body = body ? str_from_cstr(body) : STR("")};
    arena_init(&x->a, 0);
    assert_int_equal(html_parse(&x->a, STR(source), NULL, &x->tree), ERR_OK);
    assert_int_equal(article_outline_take(&x->a, &x->tree, &x->o), ERR_OK);
    assert_int_equal(x->o.n_blocks, 5);
    assert_int_equal(article_features_take(&x->a, &x->o, body ? &hints : &none, &x->f), ERR_OK);
    assert_int_equal(article_regions_find(&x->a, x->f.context, score, skip, 0.5f, &x->r), ERR_OK);
}

/* The blocks of candidate `k` as bits. */
static unsigned blocks_of(const struct fixture *x, enum article_region k) {
    unsigned bits = 0;
    for (uint32_t i = 0; i < x->o.n_blocks; i++) {
        bits |= ((unsigned)x->r.in[i] >> k & 1u) << i;
    }
    return bits;
}

static void regions_have_the_likely_blocks_below_them(void **state) {
    (void)state;
    struct fixture x;
    set_up(&x, NULL);
    assert_int_equal(blocks_of(&x, REGION_PAGE), 0xf);
    assert_int_equal(blocks_of(&x, REGION_MAIN), 0xf);
    assert_int_equal(blocks_of(&x, REGION_ARTICLE), 0x7);
    assert_int_equal(blocks_of(&x, REGION_PROP), 0x6);
    assert_int_equal(blocks_of(&x, REGION_RUN), 0xf);
    arena_done(&x.a);
}

static void a_region_that_is_not_there_is_the_whole_page(void **state) {
    (void)state;
    struct fixture x;
    set_up(&x, NULL);
    assert_false(x.r.exists[REGION_JSON]);
    assert_false(x.r.exists[REGION_POSTS]);
    assert_int_equal(blocks_of(&x, REGION_JSON), 0xf);
    assert_int_equal(blocks_of(&x, REGION_POSTS), 0xf);
    arena_done(&x.a);
}

static void the_json_body_is_found_in_the_tree(void **state) {
    static const char body[] =
        "The old harbour bridge reopened on Friday after two years, said the works office of the "
        "town. Trams run again from Monday, and a lane for bicycles is due in spring, the office "
        "said. It cost twice the first plan, but it will stand for long, the head of the office "
        "added, and nobody in the town has yet asked for the old ferry to come back.";
    (void)state;
    struct fixture x;
    set_up(&x, body);
    assert_true(x.r.exists[REGION_JSON]);
    assert_int_equal(blocks_of(&x, REGION_JSON), 0x6);
    arena_done(&x.a);
}

static void rows_tell_candidates_apart(void **state) {
    (void)state;
    struct fixture x;
    set_up(&x, NULL);
    struct article_rank rank;
    article_rank_take(x.f.context, score, &x.r, &rank);
    assert_memory_not_equal(rank.v[REGION_PAGE], rank.v[REGION_ARTICLE], ARTICLE_RANK_FEATURES);
    /* all but the name and the number of candidates that agree */
    assert_memory_equal(rank.v[REGION_PAGE] + 2, rank.v[REGION_MAIN] + 2,
                        ARTICLE_RANK_FEATURES - 2);
    float expected = article_rank_expect(&article_rank_built_in, rank.v[REGION_PAGE]);
    assert_true(expected > 0 && expected < 1);
    arena_done(&x.a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(regions_have_the_likely_blocks_below_them),
        cmocka_unit_test(a_region_that_is_not_there_is_the_whole_page),
        cmocka_unit_test(the_json_body_is_found_in_the_tree),
        cmocka_unit_test(rows_tell_candidates_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
