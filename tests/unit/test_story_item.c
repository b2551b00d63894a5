/* Items and pairs: bytes come back, damage is refused, agreement and conflict are told apart. */
#include "fixture_reports.h"

#include <stdlib.h>

#include "base/limits.h"
#include "story/keys.h"
#include "story/pair.h"
#include "story/weigh.h"

static struct item make(struct reports *r, const char *text) {
    struct stems stems;
    struct item item;
    const struct document *doc = reports_add(r, text);
    const struct name_lexicon *lexicon;
    struct names names;
    struct dates dates = {.anchor = {.day = 20516, .second = 3600}};
    struct passage whole = {.block_to = (uint32_t)doc->n_blocks,
                            .at = {0, (uint32_t)doc->text.len}};
    assert_int_equal(name_lexicon_new(&r->a, &lexicon), ERR_OK);
    assert_int_equal(names_find(&r->a, lexicon, doc, &names), ERR_OK);
    assert_int_equal(stems_init(&stems, &r->a), ERR_OK);
    assert_int_equal(item_make(&r->a, &stems, doc, &names, &dates, &whole, 0, &item), ERR_OK);
    stems_done(&stems);
    return item;
}

static void weigh(struct reports *r, const struct item *item, struct weighed *out) {
    float *weight = arena_array(&r->a, item->n_terms + 1, sizeof *weight);
    weigh_alone(item, weight);
    *out = (struct weighed){.item = item, .weight = weight};
    pair_weigh(out);
}

static void compare(struct reports *r, const char *one, const char *two, uint8_t *feature) {
    static struct pair_table table;
    struct item x = make(r, one);
    struct item y = make(r, two);
    struct weighed wx;
    struct weighed wy;
    uint8_t back[PAIR_FEATURES];
    weigh(r, &x, &wx);
    weigh(r, &y, &wy);
    pair_open(&table, &wx);
    pair_features(&table, &wy, feature);
    pair_open(&table, &wy);
    pair_features(&table, &wx, back);
    for (unsigned k = 0; k < PAIR_FEATURES; k++) {
        assert_true(abs((int)feature[k] - (int)back[k]) <= 1);
    }
}

static const char fire[] =
    "Jorin Haldane, 42, was hurt when a fire destroyed his sawmill in Paris on "
    "Monday. Police chief Merete Olm said two workers had fled.\n";

static void the_same_text_agrees_in_all(void **state) {
    (void)state;
    struct reports r;
    uint8_t f[PAIR_FEATURES];
    reports_init(&r);
    compare(&r, fire, fire, f);
    assert_int_equal(f[PAIR_COS], 255);
    assert_int_equal(f[PAIR_ALL_IN], 255);
    assert_int_equal(f[PAIR_PERSONS], 255);
    assert_int_equal(f[PAIR_AGES], 255);
    assert_int_equal(f[PAIR_DAYS], 0);
    assert_true(f[PAIR_SKETCH] > 10);
    arena_done(&r.a);
}

static void other_people_and_ages_are_a_conflict(void **state) {
    (void)state;
    struct reports r;
    uint8_t f[PAIR_FEATURES];
    reports_init(&r);
    compare(
        &r, fire,
        "Pia Sundal, 57, was hurt when a fire destroyed her sawmill in London on Monday. Police "
        "inspector Tor Lagen said two workers had fled.\n",
        f);
    assert_int_equal(f[PAIR_PERSONS], 1);
    assert_int_equal(f[PAIR_AGES], 1);
    assert_int_equal(f[PAIR_PLACES], 1);
    compare(&r, fire, "the sawmill was destroyed by a fire and some workers fled in time\n", f);
    assert_int_equal(f[PAIR_PERSONS], 0); /* unknown, which is no conflict */
    assert_int_equal(f[PAIR_AGES], 0);
    arena_done(&r.a);
}

static str encode(struct reports *r, const struct item *item) {
    buf b;
    buf_init(&b, MiB);
    assert_int_equal(item_encode(&b, item), ERR_OK);
    assert_int_equal(b.len, item_size(item));
    assert_int_equal(b.len % 8, 0);
    char *copy = arena_take(&r->a, b.len);
    memcpy(copy, b.ptr, b.len);
    str bytes = {copy, b.len};
    buf_done(&b);
    return bytes;
}

static void damaged_items_are_refused(void **state) {
    (void)state;
    struct reports r;
    struct item read;
    reports_init(&r);
    struct item item = make(&r, fire);
    str bytes = encode(&r, &item);
    assert_int_equal(item_decode(bytes, &read), ERR_OK);
    assert_int_equal(item_compare(&item, &read), 0);
    assert_memory_equal(item.term, read.term, item.n_terms * sizeof *item.term);
    for (size_t n = 0; n < bytes.len; n++) {
        assert_int_equal(item_decode(str_slice(bytes, 0, n), &read), ERR_INPUT);
    }
    char *p = (char *)(uintptr_t)bytes.ptr;
    p[4] ^= 1; /* number of terms */
    assert_int_equal(item_decode(bytes, &read), ERR_INPUT);
    arena_done(&r.a);
}

static void a_list_of_keys_holds_the_newest(void **state) {
    (void)state;
    arena a;
    struct keys k;
    size_t n;
    arena_init(&a, 0);
    assert_int_equal(keys_init(&k, &a), ERR_OK);
    for (uint32_t story = 0; story < 1000; story++) {
        uint32_t list = KEYS_NONE;
        uint32_t other = KEYS_NONE;
        assert_int_equal(keys_add(&k, 5, &list, story), ERR_OK);
        assert_true(keys_has(&k, list, story));
        assert_false(keys_has(&k, list, story + 1));
        assert_int_equal(keys_add(&k, 1000 + story, &other, story), ERR_OK);
        assert_int_equal(keys_find(&k, 1000 + story), other);
    }
    const uint32_t *e = keys_stories(&k, keys_find(&k, 5), &n);
    assert_int_equal(n, KEYS_NEWEST);
    bool seen[1000] = {0};
    for (size_t i = 0; i < n; i++) {
        assert_true(e[i] >= 1000 - KEYS_NEWEST && !seen[e[i]]);
        seen[e[i]] = true;
    }
    for (uint32_t story = 0; story < 1000; story++) {
        e = keys_stories(&k, keys_find(&k, 1000 + story), &n);
        assert_int_equal(n, 1);
        assert_int_equal(e[0], story);
    }
    assert_int_equal(keys_find(&k, 4), KEYS_NONE);
    keys_stories(&k, KEYS_NONE, &n);
    assert_int_equal(n, 0);
    arena_done(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_text_agrees_in_all),
        cmocka_unit_test(other_people_and_ages_are_a_conflict),
        cmocka_unit_test(damaged_items_are_refused),
        cmocka_unit_test(a_list_of_keys_holds_the_newest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
