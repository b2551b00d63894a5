/* The streaming grouper: candidates against all stories, copies, hostile streams, redirects. */
#include "unit.h"

#include <stdlib.h>

#include "base/hash.h"
#include "story/state.h"

enum { MOST_TERMS = 40, N_ITEMS = 600, N_STORIES = 120 };

struct world {
    arena a;
    uint64_t random;
    struct item *item;
    size_t n;
};

static uint32_t next(struct world *w) {
    w->random = w->random * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(w->random >> 33);
}

static int by_id(const void *x, const void *y) {
    uint32_t a = ((const struct term *)x)->id;
    uint32_t b = ((const struct term *)y)->id;
    return (a > b) - (a < b);
}

/* An item of `n` terms, most of which are those of story number `story`. */
static struct item item_of(struct world *w, uint32_t story, uint32_t n, int64_t moment) {
    struct term *term = arena_array(&w->a, n, sizeof *term);
    uint16_t *sketch = arena_array(&w->a, ITEM_SKETCH, sizeof *sketch);
    uint64_t content = 0;
    for (uint32_t i = 0; i < n; i++) {
        bool own = i % 4 != 0;
        uint64_t word = own ? hash_join(story, next(w) % 12) : hash_join(7, next(w) % 4000);
        term[i] = (struct term){.id = (uint32_t)word, .lead = 1, .title = own && i < 10};
        content = hash_join(content, word);
    }
    for (uint32_t i = 0; i < ITEM_SKETCH; i++) {
        sketch[i] = (uint16_t)(content * (i + 1) >> 20);
    }
    qsort(term, n, sizeof *term, by_id);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < n; i++) {
        if (kept == 0 || term[kept - 1].id != term[i].id) {
            term[kept++] = term[i];
        }
    }
    uint64_t key = hash_join(next(w), 5);
    return (struct item){.term = term,
                         .n_terms = kept,
                         .sketch = sketch,
                         .moment = moment,
                         .key = key,
                         .report = key,
                         .content = content,
                         .words = n};
}

static int by_item(const void *x, const void *y) {
    return item_compare(x, y);
}

static void world_init(struct world *w, size_t n, uint64_t seed) {
    *w = (struct world){.random = seed, .n = n};
    arena_init(&w->a, 0);
    w->item = arena_array(&w->a, n, sizeof *w->item);
    for (size_t i = 0; i < n; i++) {
        uint32_t story = next(w) % N_STORIES;
        int64_t moment = (int64_t)story * 43200 + next(w) % 86400;
        w->item[i] = item_of(w, story, MOST_TERMS, moment);
    }
    qsort(w->item, n, sizeof *w->item, by_item);
}

static struct story_stream *run(struct world *w, const struct story_options *options) {
    struct story_stream *s;
    assert_int_equal(story_stream_new(&w->a, options, &s), ERR_OK);
    for (size_t i = 0; i < w->n; i++) {
        assert_int_equal(story_stream_add(s, &w->item[i]), ERR_OK);
    }
    assert_int_equal(story_stream_finish(s), ERR_OK);
    return s;
}

static size_t count_stories(const struct story_stream *s, size_t n) {
    size_t stories = 0;
    for (uint32_t i = 0; i < n; i++) {
        stories += story_stream_story(s, i) == i;
    }
    return stories;
}

/* Odds from the pairs alone: the mean of a story's pairs can be looked for in any set of
 * candidates, while the second model also looks at rivals, which are others when all stories are
 * candidates. */
static const struct trees no_groups = {NULL, 0, 0};

static void the_index_finds_what_comparing_with_all_finds(void **state) {
    (void)state;
    for (uint64_t seed = 1; seed <= 3; seed++) {
        struct world w;
        world_init(&w, N_ITEMS, seed);
        struct story_options few = {.groups = &no_groups};
        struct story_options all = {.groups = &no_groups, .all_candidates = true};
        struct story_stream *fast = run(&w, &few);
        struct story_stream *slow = run(&w, &all);
        for (uint32_t i = 0; i < w.n; i++) {
            assert_int_equal(story_stream_story(fast, i), story_stream_story(slow, i));
        }
        assert_in_range(count_stories(fast, w.n), N_STORIES / 2, N_STORIES * 2);
        arena_done(&w.a);
    }
}

static void a_story_is_named_by_its_first_item(void **state) {
    (void)state;
    struct world w;
    world_init(&w, N_ITEMS, 4);
    struct story_stream *s = run(&w, NULL);
    size_t n;
    const struct story_redirect *r = story_stream_redirects(s, &n);
    for (uint32_t i = 0; i < w.n; i++) {
        assert_true(story_stream_story(s, i) <= i);
    }
    for (size_t k = 0; k < n; k++) {
        if (r[k].is_split) {
            assert_true(r[k].to > r[k].from);
            continue;
        }
        assert_true(r[k].to < r[k].from);
        assert_int_equal(story_stream_story(s, r[k].from), story_stream_story(s, r[k].to));
        assert_int_not_equal(story_stream_story(s, r[k].from), r[k].from);
    }
    arena_done(&w.a);
}

/* Items of two stories by turns, all put into one against all odds; `bond` = the last item of
 * either is bound to the first of the other. */
static struct story_stream *forced_together(struct world *w, uint32_t n, bool bond) {
    struct story_stream *s;
    *w = (struct world){.random = 11, .n = n};
    arena_init(&w->a, 0);
    w->item = arena_array(&w->a, n, sizeof *w->item);
    for (uint32_t i = 0; i < n; i++) {
        w->item[i] = item_of(w, 100 + i % 2, MOST_TERMS, (int64_t)i * 600);
    }
    assert_int_equal(story_stream_new(&w->a, NULL, &s), ERR_OK);
    if (bond) {
        assert_int_equal(story_stream_bind(s, w->item[0].key, w->item[n - 1].key, BOND_JOIN),
                         ERR_OK);
    }
    for (uint32_t i = 0; i < n; i++) {
        assert_int_equal(story_stream_add(s, &w->item[i]), ERR_OK);
        uint32_t first = state_root(s, s->item.v[0].story);
        uint32_t own = state_root(s, s->item.v[i].story);
        if (own != first) {
            assert_int_equal(state_merge(s, own, first), ERR_OK);
        }
    }
    assert_int_equal(count_stories(s, n), 1);
    assert_int_equal(story_stream_finish(s), ERR_OK);
    return s;
}

static void what_is_not_one_story_is_parted(void **state) {
    (void)state;
    struct world w;
    struct story_stream *s = forced_together(&w, 10, false);
    size_t n;
    for (uint32_t i = 0; i < w.n; i++) {
        assert_int_equal(story_stream_story(s, i), i % 2); /* each named by its own first item */
    }
    const struct story_redirect *r = story_stream_redirects(s, &n);
    assert_true(n > 0 && r[n - 1].is_split);
    assert_int_equal(r[n - 1].from, 0);
    assert_int_equal(r[n - 1].to, 1);
    arena_done(&w.a);
}

static void what_people_joined_is_not_parted(void **state) {
    (void)state;
    struct world w;
    struct story_stream *s = forced_together(&w, 10, true);
    assert_int_equal(story_stream_story(s, 0), story_stream_story(s, 9));
    arena_done(&w.a);
}

/* Of more than can be compared each with each, some are, and the others follow. */
static void a_large_story_is_parted_too(void **state) {
    (void)state;
    struct world w;
    struct story_stream *s = forced_together(&w, 200, false);
    for (uint32_t i = 0; i < w.n; i++) {
        assert_int_equal(story_stream_story(s, i), i % 2);
    }
    arena_done(&w.a);
}

/* Repairs between items: names of stories only go to what came before, and what is told on the way
 * leads to the stories of the end. */
static void repairs_between_items_tell_where_stories_went(void **state) {
    (void)state;
    struct world w;
    world_init(&w, N_ITEMS, 6);
    struct story_stream *s;
    uint32_t told[N_ITEMS];
    size_t n_before = 0;
    struct story_options options = {.groups = &no_groups};
    assert_int_equal(story_stream_new(&w.a, &options, &s), ERR_OK);
    for (uint32_t i = 0; i < w.n; i++) {
        s->options.dial = -100; /* all apart, so that there is something to be repaired */
        assert_int_equal(story_stream_add(s, &w.item[i]), ERR_OK);
        s->options.dial = 0;
        told[i] = story_stream_story(s, i); /* what a reader was told at once */
        if (i % 50 == 49) {
            assert_int_equal(story_stream_repair(s), ERR_OK);
            assert_int_equal(s->changed.n, 0);
        }
    }
    (void)story_stream_redirects(s, &n_before);
    assert_true(n_before > 0); /* not all was left to the end */
    assert_int_equal(story_stream_finish(s), ERR_OK);
    size_t n;
    const struct story_redirect *r = story_stream_redirects(s, &n);
    for (uint32_t i = 0; i < w.n; i++) {
        uint32_t story = told[i];
        for (size_t k = 0; k < n; k++) {
            assert_false(r[k].is_split); /* of two, none could be told from the redirect alone */
            story = r[k].from == story ? r[k].to : story;
        }
        assert_int_equal(story, story_stream_story(s, i));
    }
    assert_in_range(count_stories(s, w.n), N_STORIES / 4, N_STORIES * 2);
    arena_done(&w.a);
}

/* A repair looks at what changed: a second one without items in between compares nothing. */
static void count_pair(void *ctx, uint32_t i, uint32_t j, const uint8_t *features) {
    (void)i;
    (void)j;
    (void)features;
    ++*(size_t *)ctx;
}

static void a_repair_looks_at_what_changed(void **state) {
    (void)state;
    struct world w;
    size_t pairs = 0;
    struct story_watch watch = {.ctx = &pairs, .pair = count_pair};
    struct story_options options = {.watch = &watch};
    world_init(&w, N_ITEMS, 8);
    struct story_stream *s;
    assert_int_equal(story_stream_new(&w.a, &options, &s), ERR_OK);
    for (size_t i = 0; i < w.n; i++) {
        assert_int_equal(story_stream_add(s, &w.item[i]), ERR_OK);
    }
    assert_int_equal(story_stream_repair(s), ERR_OK);
    size_t before = pairs;
    assert_int_equal(story_stream_repair(s), ERR_OK);
    assert_int_equal(pairs, before);
    arena_done(&w.a);
}

static void the_dial_goes_from_apart_to_together(void **state) {
    (void)state;
    struct world w;
    world_init(&w, N_ITEMS, 5);
    size_t before = w.n + 1;
    for (int dial = -100; dial <= 100; dial += 50) {
        struct story_options options = {.dial = dial};
        size_t n = count_stories(run(&w, &options), w.n);
        assert_true(n <= before);
        before = n;
    }
    struct story_options never = {.dial = -100};
    assert_true(before < count_stories(run(&w, &never), w.n));
    arena_done(&w.a);
}

/* Random decisions that don't contradict each other hold in the end. */
static void decisions_of_people_are_never_broken(void **state) {
    (void)state;
    enum { N_BONDS = 400 };
    for (uint64_t seed = 1; seed <= 4; seed++) {
        struct world w;
        world_init(&w, N_ITEMS, seed);
        struct story_options options = {.dial = 60};
        struct story_stream *s;
        struct {
            uint32_t x;
            uint32_t y;
            enum bond_kind kind;
        } bond[N_BONDS];
        size_t n_bonds = 0;
        size_t n_refused = 0;
        assert_int_equal(story_stream_new(&w.a, &options, &s), ERR_OK);
        for (size_t k = 0; k < N_BONDS; k++) {
            uint32_t x = next(&w) % 60;
            uint32_t y = next(&w) % 60;
            enum bond_kind kind = next(&w) % 3 ? BOND_APART : BOND_JOIN;
            enum err code = story_stream_bind(s, w.item[x].key, w.item[y].key, kind);
            assert_true(code == ERR_OK || code == ERR_INPUT);
            if (code == ERR_OK) {
                bond[n_bonds].x = x;
                bond[n_bonds].y = y;
                bond[n_bonds++].kind = kind;
            }
            n_refused += code == ERR_INPUT;
        }
        assert_true(n_refused > 0 && n_bonds > N_BONDS / 2);
        for (size_t i = 0; i < w.n; i++) {
            assert_int_equal(story_stream_add(s, &w.item[i]), ERR_OK);
        }
        assert_int_equal(story_stream_finish(s), ERR_OK);
        for (size_t k = 0; k < n_bonds; k++) {
            bool same = story_stream_story(s, bond[k].x) == story_stream_story(s, bond[k].y);
            assert_int_equal(same, bond[k].kind == BOND_JOIN);
        }
        arena_done(&w.a);
    }
}

static void contradictions_are_refused(void **state) {
    (void)state;
    arena a;
    struct bonds b;
    arena_init(&a, 0);
    assert_int_equal(bonds_init(&b, &a), ERR_OK);
    assert_int_equal(bonds_add(&b, 1, 2, BOND_JOIN), ERR_OK);
    assert_int_equal(bonds_add(&b, 2, 3, BOND_JOIN), ERR_OK);
    assert_int_equal(bonds_add(&b, 1, 3, BOND_APART), ERR_INPUT);
    assert_int_equal(bonds_add(&b, 4, 5, BOND_JOIN), ERR_OK);
    assert_int_equal(bonds_add(&b, 3, 5, BOND_APART), ERR_OK);
    assert_int_equal(bonds_add(&b, 6, 4, BOND_JOIN), ERR_OK);
    assert_int_equal(bonds_add(&b, 1, 6, BOND_JOIN), ERR_INPUT);
    assert_int_equal(bonds_add(&b, 7, 7, BOND_APART), ERR_INPUT);
    assert_int_equal(bonds_family(&b, 1), bonds_family(&b, 3));
    assert_int_equal(bonds_family(&b, 99), BONDS_NONE);
    arena_done(&a);
}

static void parts_of_a_report_do_not_meet(void **state) {
    (void)state;
    struct world w;
    world_init(&w, N_ITEMS, 6);
    for (size_t i = 0; i < w.n; i++) {
        w.item[i].report = i / 2;
        w.item[i].is_part = true;
    }
    struct story_options options = {.dial = 100};
    struct story_stream *s = run(&w, &options);
    for (uint32_t i = 0; i + 1 < w.n; i += 2) {
        assert_int_not_equal(story_stream_story(s, i), story_stream_story(s, i + 1));
    }
    arena_done(&w.a);
}

static void many_equal_items_are_one_story(void **state) {
    (void)state;
    enum { MANY = 200000 };
    struct world w;
    world_init(&w, 1, 7);
    struct item item = w.item[0];
    struct story_stream *s;
    assert_int_equal(story_stream_new(&w.a, NULL, &s), ERR_OK);
    struct item *all = arena_array(&w.a, MANY, sizeof *all);
    for (uint32_t i = 0; i < MANY; i++) {
        all[i] = item;
        all[i].key = all[i].report = i;
        assert_int_equal(story_stream_add(s, &all[i]), ERR_OK);
    }
    assert_int_equal(story_stream_finish(s), ERR_OK);
    assert_int_equal(count_stories(s, MANY), 1);
    arena_done(&w.a);
}

/* Every item has the same one term, or none: lists stay short, and each step stays cheap. */
static void items_of_one_word_or_none_cost_no_more(void **state) {
    (void)state;
    enum { MANY = 20000 };
    struct world w;
    world_init(&w, 1, 8);
    struct term word = {.id = 77, .body = 255};
    struct item *all = arena_array(&w.a, MANY, sizeof *all);
    struct story_stream *s;
    assert_int_equal(story_stream_new(&w.a, NULL, &s), ERR_OK);
    for (uint32_t i = 0; i < MANY; i++) {
        all[i] = w.item[0];
        all[i].term = &word;
        all[i].n_terms = i % 2;
        all[i].content = i;
        all[i].words = 3; /* too few to be a copy */
        all[i].key = all[i].report = i;
        assert_int_equal(story_stream_add(s, &all[i]), ERR_OK);
    }
    assert_int_equal(story_stream_finish(s), ERR_OK);
    for (uint32_t i = 0; i < MANY; i += 2) {
        assert_int_equal(story_stream_story(s, i), i);
    }
    arena_done(&w.a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_index_finds_what_comparing_with_all_finds),
        cmocka_unit_test(a_story_is_named_by_its_first_item),
        cmocka_unit_test(what_is_not_one_story_is_parted),
        cmocka_unit_test(what_people_joined_is_not_parted),
        cmocka_unit_test(a_large_story_is_parted_too),
        cmocka_unit_test(repairs_between_items_tell_where_stories_went),
        cmocka_unit_test(a_repair_looks_at_what_changed),
        cmocka_unit_test(the_dial_goes_from_apart_to_together),
        cmocka_unit_test(decisions_of_people_are_never_broken),
        cmocka_unit_test(contradictions_are_refused),
        cmocka_unit_test(parts_of_a_report_do_not_meet),
        cmocka_unit_test(many_equal_items_are_one_story),
        cmocka_unit_test(items_of_one_word_or_none_cost_no_more),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
