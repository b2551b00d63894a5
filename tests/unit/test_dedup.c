/* Duplicates: overlap against counting by hand, groups against comparing every report with every
 * star, the same groups from any portions, records as bytes. Words are invented. */
#include "unit.h"

#include "base/vec.h"
#include "sketch/dedup.h"

static uint64_t next(uint64_t *state) {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state * 0x2545f4914f6cdd1du;
}

static uint32_t below(uint64_t *seed, uint32_t n) {
    return (uint32_t)((next(seed) >> 32) % n);
}

/* ---- overlap ---- */

static bool has_shingle(struct row r, uint32_t until, const uint32_t *id, uint32_t words) {
    for (uint32_t i = 0; i < until; i++) {
        if (memcmp(r.id + i, id, words * sizeof *id) == 0) {
            return true;
        }
    }
    return false;
}

static uint32_t count_by_hand(struct row r) {
    return r.n < MINHASH_WORDS ? r.n > 0 : r.n - MINHASH_WORDS + 1;
}

static struct overlap overlap_by_hand(struct row x, struct row y) {
    struct overlap o = {0};
    uint32_t wx = x.n < MINHASH_WORDS ? x.n : MINHASH_WORDS;
    uint32_t wy = y.n < MINHASH_WORDS ? y.n : MINHASH_WORDS;
    for (uint32_t i = 0; i < count_by_hand(x); i++) {
        o.of_a += !has_shingle(x, i, x.id + i, wx);
    }
    for (uint32_t i = 0; i < count_by_hand(y); i++) {
        bool first = !has_shingle(y, i, y.id + i, wy);
        o.of_b += first;
        o.shared += first && wx == wy && has_shingle(x, count_by_hand(x), y.id + i, wy);
    }
    return o;
}

static struct stretch stretch_by_hand(struct row x, struct row y) {
    struct stretch best = {0};
    for (uint32_t j = 0; j < y.n; j++) {
        for (uint32_t i = 0; i < x.n; i++) {
            uint32_t n = 0;
            while (i + n < x.n && j + n < y.n && x.id[i + n] == y.id[j + n]) {
                n++;
            }
            best = n > best.n ? (struct stretch){i, j, n} : best;
        }
    }
    return best;
}

static void overlap_and_stretch_equal_counting_by_hand(void **state) {
    (void)state;
    uint64_t seed = 1;
    arena a;
    arena_init(&a, 0);
    for (unsigned round = 0; round < 4000 / LESS_WORK; round++) {
        uint32_t x[40];
        uint32_t y[40];
        uint32_t kinds = 1 + below(&seed, 4);
        struct row rx = {x, below(&seed, 41)};
        struct row ry = {y, below(&seed, 41)};
        for (unsigned i = 0; i < 40; i++) {
            x[i] = below(&seed, kinds);
            y[i] = below(&seed, 10) ? x[i] : below(&seed, kinds);
        }
        struct shingle_set sx;
        struct shingle_set sy;
        struct stretch s;
        assert_int_equal(overlap_set(&a, rx, &sx), ERR_OK);
        assert_int_equal(overlap_set(&a, ry, &sy), ERR_OK);
        assert_int_equal(overlap_stretch(&a, rx, ry, &s), ERR_OK);
        struct overlap fast = overlap_count(&sx, &sy);
        struct overlap slow = overlap_by_hand(rx, ry);
        struct stretch expected = stretch_by_hand(rx, ry);
        assert_memory_equal(&fast, &slow, sizeof fast);
        assert_int_equal(s.n, expected.n);
        assert_memory_equal(x + s.from_a, y + s.from_b, s.n * sizeof *x);
        assert_int_equal(s.from_b, expected.from_b);
    }
    assert_true(overlap_jaccard((struct overlap){0}) == 0);
    assert_true(overlap_jaccard((struct overlap){2, 3, 4}) == 0.4);
    assert_true(overlap_containment((struct overlap){2, 3, 4}) == 2.0 / 3);
    arena_done(&a);
}

/* ---- groups ---- */

/* Texts of invented words; `overlap` of a version with its source is about (1 - edits / 20). */
static str make_text(arena *a, uint64_t *seed, uint32_t n_words) {
    buf b;
    buf_init(&b, 1 << 20);
    for (uint32_t i = 0; i < n_words; i++) {
        buf_addf(&b, "%sw%u", i % 12 ? " " : i ? ". " : "", below(seed, 3000));
    }
    str text = arena_copy(a, buf_str(&b));
    buf_done(&b);
    return text;
}

static str edit_text(arena *a, uint64_t *seed, str text, uint32_t one_in) {
    buf b;
    buf_init(&b, 1 << 20);
    size_t from = 0;
    while (from < text.len) {
        size_t to = str_find(text, STR(" "), from);
        to = to == SIZE_MAX ? text.len : to + 1;
        if (below(seed, one_in) == 0) {
            buf_addf(&b, "x%u ", below(seed, 3000));
        } else {
            buf_add(&b, str_slice(text, from, to));
        }
        from = to;
    }
    str edited = arena_copy(a, buf_str(&b));
    buf_done(&b);
    return edited;
}

/* A corpus in which most reports are versions of earlier ones. */
static struct dedup_record *make_corpus(arena *a, uint64_t seed, uint32_t n) {
    str *text = arena_array(a, n, sizeof *text);
    struct dedup_record *record = arena_array(a, n, sizeof *record);
    arena scratch;
    arena_init(&scratch, 0);
    for (uint32_t i = 0; i < n; i++) {
        static const uint32_t one_in[] = {8, 15, 20, 30, 60, 200};
        text[i] =
            i == 0 || below(&seed, 3) == 0
                ? make_text(a, &seed, below(&seed, 20) ? 100 + below(&seed, 200) : below(&seed, 9))
            : below(&seed, 4) ? edit_text(a, &seed, text[below(&seed, i)], one_in[below(&seed, 6)])
                              : text[below(&seed, i)];
        assert_int_equal(dedup_record_read(a, &scratch, text[i], &record[i]), ERR_OK);
    }
    arena_done(&scratch);
    return record;
}

static struct dedup *placed(const struct dedup_record *record, uint32_t n, uint32_t portion,
                            struct dedup_options options) {
    struct dedup *x;
    const struct dedup_record *list[1000];
    assert_true(n <= sizeof list / sizeof *list);
    for (uint32_t i = 0; i < n; i++) {
        list[i] = &record[i];
    }
    assert_int_equal(dedup_new(&options, &x), ERR_OK);
    for (uint32_t i = 0; i < n; i += portion) {
        uint32_t here = n - i < portion ? n - i : portion;
        assert_int_equal(dedup_add(x, list + i, here), ERR_OK);
    }
    assert_int_equal(dedup_count(x), n);
    return x;
}

/* The first report before `i` with its words, or i. */
static uint32_t first_identical(const struct dedup_record *record, uint32_t i) {
    for (uint32_t k = 0; k < i && record[i].row.n; k++) {
        if (record[k].row.n == record[i].row.n &&
            memcmp(record[k].row.id, record[i].row.id, record[i].row.n * sizeof(uint32_t)) == 0) {
            return k;
        }
    }
    return i;
}

/* The star that each report joins, by comparing with all. */
static void stars_by_hand(arena *a, const struct dedup_record *record, uint32_t n, double threshold,
                          struct dedup_place *out) {
    struct shingle_set *set = arena_array(a, n, sizeof *set);
    for (uint32_t i = 0; i < n; i++) {
        double best = 0;
        out[i] = (struct dedup_place){.star = i};
        assert_int_equal(overlap_set(a, record[i].row, &set[i]), ERR_OK);
        uint32_t same = first_identical(record, i);
        for (uint32_t k = 0; k < i; k++) {
            struct overlap o = overlap_count(&set[i], &set[k]);
            if (same < i && k != out[same].star) {
                continue; /* goes where the other went */
            }
            if (out[k].star == k && overlap_jaccard(o) >= threshold && overlap_jaccard(o) > best) {
                best = overlap_jaccard(o);
                out[i] = (struct dedup_place){k, o};
            }
        }
    }
}

static void groups_are_those_of_comparing_all(void **state) {
    (void)state;
    enum { N = 600 / LESS_WORK };
    static const double threshold[] = {0.5, 0.8, 1.0};
    for (uint64_t seed = 1; seed <= 2; seed++) {
        arena a;
        arena_init(&a, 0);
        struct dedup_record *record = make_corpus(&a, seed, N);
        for (size_t t = 0; t < 3; t++) {
            struct dedup_place *expected = arena_array(&a, N, sizeof *expected);
            stars_by_hand(&a, record, N, threshold[t], expected);
            struct dedup *x =
                placed(record, N, N, (struct dedup_options){.threshold = threshold[t]});
            uint32_t n_joined = 0;
            for (uint32_t i = 0; i < N; i++) {
                const struct dedup_place *p = &dedup_places(x)[i];
                assert_int_equal(p->star, expected[i].star);
                if (p->star != i) {
                    assert_memory_equal(&p->overlap, &expected[i].overlap, sizeof p->overlap);
                    n_joined++;
                }
            }
            assert_true(n_joined > N / 10);
            dedup_free(x);
        }
        arena_done(&a);
    }
}

static void pairs_are_those_of_comparing_all(void **state) {
    (void)state;
    enum { N = 400 / LESS_WORK };
    arena a;
    arena_init(&a, 0);
    struct dedup_record *record = make_corpus(&a, 7, N);
    struct dedup_options options = {.threshold = 0.5, .all_pairs = true};
    struct dedup *x = placed(record, N, N, options);
    size_t n;
    const struct dedup_pair *pair = dedup_pairs(x, &n);
    size_t found = 0;
    struct shingle_set *set = arena_array(&a, N, sizeof *set);
    for (uint32_t i = 0; i < N; i++) {
        assert_int_equal(overlap_set(&a, record[i].row, &set[i]), ERR_OK);
    }
    for (uint32_t i = 0; i < N; i++) {
        uint32_t same = first_identical(record, i);
        for (uint32_t k = 0; k < i; k++) {
            struct overlap o = overlap_count(&set[i], &set[k]);
            /* What repeats a report is paired with that one alone. */
            bool expected = overlap_jaccard(o) >= options.threshold &&
                            (same < i ? k == same : first_identical(record, k) == k);
            if (expected) {
                assert_true(found < n && pair[found].a == i && pair[found].b == k);
                assert_memory_equal(&pair[found].overlap, &o, sizeof o);
                found++;
            }
        }
    }
    assert_int_equal(found, n);
    assert_true(n > N / 10);
    dedup_free(x);
    arena_done(&a);
}

static void portions_and_threads_change_nothing(void **state) {
    (void)state;
    enum { N = 500 / LESS_WORK };
    static const uint32_t portion[] = {N, 1, 7, 100};
    arena a;
    arena_init(&a, 0);
    struct dedup_record *record = make_corpus(&a, 3, N);
    struct dedup *whole = placed(record, N, N, (struct dedup_options){.threshold = 0.6});
    for (size_t p = 0; p < 4; p++) {
        for (unsigned workers = 1; workers <= 8; workers *= 2) {
            struct dedup_options options = {.threshold = 0.6, .n_workers = workers};
            struct dedup *x = placed(record, N, portion[p], options);
            assert_memory_equal(dedup_places(x), dedup_places(whole),
                                N * sizeof(struct dedup_place));
            dedup_free(x);
        }
    }
    dedup_free(whole);
    arena_done(&a);
}

static struct dedup_record read_text(arena *a, const char *text) {
    struct dedup_record r;
    arena scratch;
    arena_init(&scratch, 0);
    assert_int_equal(dedup_record_read(a, &scratch, str_from_cstr(text), &r), ERR_OK);
    arena_done(&scratch);
    return r;
}

static void a_report_is_found_without_being_added(void **state) {
    (void)state;
    enum { N = 400 / LESS_WORK, KNOWN = N / 2 };
    arena a;
    arena_init(&a, 0);
    struct dedup_record *record = make_corpus(&a, 11, N);
    struct dedup_options options = {.threshold = 0.6};
    struct dedup *x = placed(record, KNOWN, 50, options);
    uint32_t n_found = 0;
    for (uint32_t i = 0; i < N; i++) {
        /* What adding it to the same reports would say. */
        const struct dedup_record *one = &record[i];
        struct dedup *other = placed(record, KNOWN, KNOWN, options);
        assert_int_equal(dedup_add(other, &one, 1), ERR_OK);
        struct dedup_place expected = dedup_places(other)[KNOWN];
        struct dedup_place found;
        assert_int_equal(dedup_find(x, one, &found), ERR_OK);
        if (expected.star == KNOWN) {
            assert_true(found.star == DEDUP_NONE);
        } else {
            assert_memory_equal(&found, &expected, sizeof found);
            n_found++;
        }
        dedup_free(other);
    }
    assert_true(n_found > KNOWN && n_found < N);
    assert_int_equal(dedup_count(x), KNOWN);
    dedup_free(x);
    arena_done(&a);
}

static void short_and_empty_reports_have_their_place(void **state) {
    (void)state;
    arena a;
    arena_init(&a, 0);
    const struct dedup_record record[] = {
        read_text(&a, ""),
        read_text(&a, "... !"),
        read_text(&a, "Harbour closed"),
        read_text(&a, "Harbour"),
        read_text(&a, "HARBOUR, closed!"),
        read_text(&a, ""),
        read_text(&a, "Harbour closed today"),
        read_text(&a, "spam spam spam spam spam spam"),
        read_text(&a, "spam spam spam spam spam spam spam spam spam"),
    };
    struct dedup *x = placed(record, 9, 9, (struct dedup_options){.threshold = 0.8});
    static const uint32_t star[] = {0, 1, 2, 3, 2, 5, 6, 7, 7};
    for (uint32_t i = 0; i < 9; i++) {
        assert_int_equal(dedup_places(x)[i].star, star[i]);
    }
    assert_int_equal(dedup_places(x)[4].overlap.shared, 1);
    assert_int_equal(dedup_places(x)[8].overlap.shared, 1);
    dedup_free(x);
    arena_done(&a);
}

static void equal_content_hashes_alone_make_no_duplicates(void **state) {
    (void)state;
    arena a;
    arena_init(&a, 0);
    uint64_t seed = 4;
    struct dedup_record record[50];
    for (uint32_t i = 0; i < 50; i++) { /* all sketches and hashes collide */
        struct dedup_record r = read_text(&a, make_text(&a, &seed, 60).ptr);
        r.sketch = i ? record[0].sketch : r.sketch;
        r.content = 5;
        record[i] = r;
    }
    struct dedup *x = placed(record, 50, 50, (struct dedup_options){.threshold = 0.5});
    for (uint32_t i = 0; i < 50; i++) {
        assert_int_equal(dedup_places(x)[i].star, i);
    }
    assert_int_equal(dedup_costs(x).n_compared, 50 * 49 / 2);
    dedup_free(x);
    arena_done(&a);
}

static void records_come_back_from_their_bytes(void **state) {
    (void)state;
    arena a;
    arena_init(&a, 0);
    for (unsigned words = 0; words < 12; words++) {
        uint64_t seed = words + 1;
        struct dedup_record r = read_text(&a, make_text(&a, &seed, words).ptr);
        struct dedup_record back;
        buf b;
        buf_init(&b, 1 << 20);
        assert_int_equal(dedup_record_encode(&b, &r), ERR_OK);
        assert_int_equal(b.len % 8, 0);
        assert_int_equal(dedup_record_decode(buf_str(&b), &back), ERR_OK);
        assert_memory_equal(&back.sketch, &r.sketch, sizeof r.sketch);
        assert_int_equal(back.row.n, words);
        assert_memory_equal(back.row.id, r.row.id, words * sizeof *r.row.id);
        assert_true(back.content == r.content);
        for (size_t n = 0; n < b.len; n++) { /* cut anywhere */
            assert_int_equal(dedup_record_decode(str_of(b.ptr, n), &back), ERR_INPUT);
        }
        b.ptr[0] ^= 1;
        assert_int_equal(dedup_record_decode(buf_str(&b), &back), ERR_INPUT);
        b.ptr[0] ^= 1;
        b.ptr[7] = (char)0xff; /* a number of words past the end */
        assert_int_equal(dedup_record_decode(buf_str(&b), &back), ERR_INPUT);
        buf_done(&b);
    }
    arena_done(&a);
}

static void thresholds_out_of_range_are_refused(void **state) {
    (void)state;
    static const double wrong[] = {0, -1, 1.01};
    struct dedup *x;
    for (size_t i = 0; i < 3; i++) {
        struct dedup_options options = {.threshold = wrong[i]};
        assert_int_equal(dedup_new(&options, &x), ERR_USAGE);
    }
    dedup_free(NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(overlap_and_stretch_equal_counting_by_hand),
        cmocka_unit_test(groups_are_those_of_comparing_all),
        cmocka_unit_test(pairs_are_those_of_comparing_all),
        cmocka_unit_test(portions_and_threads_change_nothing),
        cmocka_unit_test(a_report_is_found_without_being_added),
        cmocka_unit_test(short_and_empty_reports_have_their_place),
        cmocka_unit_test(equal_content_hashes_alone_make_no_duplicates),
        cmocka_unit_test(records_come_back_from_their_bytes),
        cmocka_unit_test(thresholds_out_of_range_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
