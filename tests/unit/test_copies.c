/* Copies: every long common run is found, with right spans, kind, direction and origin; a naive
 * oracle beside. */
#include "fixture_reports.h"
#include "reuse/pairs.h"

#define FERRY                                                                                    \
    "The ferry left the northern quay at noon with ninety passengers and a cargo of timber for " \
    "the islands."
#define STORM                                                                                   \
    "By evening the wind had turned and two fishing boats were towed back into the harbour by " \
    "the pilot."
#define MAYOR                                                                                   \
    "The council will meet again on Tuesday to decide who pays for the broken lamps along the " \
    "sea wall."
#define SPEECH                                                                                    \
    "\"Nobody on this coast has ever asked for more than a safe harbour and an honest price for " \
    "the catch,\""

static struct copies find(struct reports *r) {
    struct copies out;
    assert_int_equal(copies_find(&r->a, reports_docs(r), r->day, r->n, 1, &out), ERR_OK);
    assert_int_equal(out.n_docs, r->n);
    return out;
}

static const struct copy *only(const struct copies *c) {
    assert_int_equal(c->n, 1);
    return &c->copy[0];
}

static void a_moved_paragraph_is_found(void **state) {
    (void)state;
    struct reports r;
    reports_init(&r);
    reports_add(&r, FERRY "\n\n" STORM "\n\n" MAYOR "\n");
    reports_add(&r, MAYOR "\n\nSomething else was written here.\n\n" FERRY "\n");
    struct copies c = find(&r);
    const struct copy *p = only(&c);
    assert_int_equal(p->kind, COPY_TEXT);
    assert_int_equal(p->n_spans, 2);
    assert_true(p->span[0].a.from < p->span[1].a.from);
    assert_true(p->span[0].b.from > p->span[1].b.from);
    for (size_t i = 0; i < 2; i++) {
        assert_true(p->span[i].exact);
        str x = str_span(r.doc[0]->text, p->span[i].a);
        assert_true(str_equals(x, str_span(r.doc[1]->text, p->span[i].b)));
    }
    arena_done(&r.a);
}

static void a_changed_word_is_bridged(void **state) {
    (void)state;
    struct reports r;
    reports_init(&r);
    reports_add(&r, FERRY "\n");
    reports_add(&r,
                "The ferry left the northern quay at noon with eighty passengers and a cargo of "
                "timber for the islands.\n");
    struct copies c = find(&r);
    const struct copy *p = only(&c);
    assert_int_equal(p->n_spans, 1);
    assert_false(p->span[0].exact);
    assert_int_equal(p->span[0].words, 18);
    assert_int_equal(p->span[0].a.from, 0);
    assert_int_equal(p->span[0].b.to, r.doc[1]->text.len - 2);
    arena_done(&r.a);
}

static void a_promo_line_is_copied_with_its_text_and_alone_is_no_copy(void **state) {
    (void)state;
    static const char line[] =
        "Also Read: What the harbour lost in a hundred years of storms and of bad bookkeeping";
    char text[2][512];
    snprintf(text[0], sizeof text[0], "%s\n\n%s\n\n%s\n", FERRY, line, STORM);
    snprintf(text[1], sizeof text[1], "%s\n\n%s\n", MAYOR, line);
    struct reports r;
    reports_init(&r);
    reports_add(&r, text[0]);
    reports_add(&r, text[0]);
    reports_add(&r, text[1]);
    struct copies c = find(&r);
    const struct copy *p = only(&c);
    assert_int_equal(p->n_spans, 1);
    assert_int_equal(p->span[0].a.to, strlen(text[0]) - 2);
    assert_true(p->span[0].exact);
    arena_done(&r.a);
}

static void shared_speech_alone_is_no_copy_of_text(void **state) {
    (void)state;
    struct reports r;
    reports_init(&r);
    reports_add(&r, SPEECH " the harbour master said.\n\n" STORM "\n");
    reports_add(&r, MAYOR "\n\n" SPEECH " she told the council.\n");
    struct copies c = find(&r);
    const struct copy *p = only(&c);
    assert_int_equal(p->kind, COPY_QUOTE);
    assert_true(p->span[0].quoted);
    assert_int_equal(p->direction, COPY_UNDETERMINED);
    assert_int_equal(p->voice, VOICE_SEPARATE);
    assert_int_not_equal(c.origin[0], c.origin[1]);
    arena_done(&r.a);
}

static void equal_texts_without_evidence_stay_undetermined(void **state) {
    (void)state;
    struct reports r;
    reports_init(&r);
    reports_add(&r, FERRY "\n\n" STORM "\n");
    reports_add(&r, FERRY "\n\n" STORM "\n");
    struct copies c = find(&r);
    const struct copy *p = only(&c);
    assert_int_equal(p->direction, COPY_UNDETERMINED);
    assert_true(p->confidence <= 0);
    assert_int_equal(p->voice, VOICE_SAME);
    assert_int_equal(c.group[1], 0);
    assert_int_equal(c.origin[1], 0);
    assert_int_equal(p->runs, 34);
    arena_done(&r.a);
}

static void the_later_report_has_it_from_the_earlier(void **state) {
    (void)state;
    struct reports r;
    reports_init(&r);
    reports_add(&r, FERRY "\n\n" STORM "\n")->published = STR("2026-03-12T15:00:00+02:00");
    reports_add(&r, FERRY "\n\n" STORM "\n")->published = STR("2026-03-12T12:20:00Z");
    r.day[0] = r.day[1] = 20524;
    struct copies c = find(&r);
    assert_int_equal(only(&c)->direction, COPY_A_FROM_B);
    assert_int_equal(only(&c)->reasons & COPY_EARLIER, COPY_EARLIER);
    r.doc[1]->published = STR("2026-03-12");
    c = find(&r);
    assert_int_equal(only(&c)->direction, COPY_UNDETERMINED);
    arena_done(&r.a);
}

static void a_credit_line_outweighs_the_clock(void **state) {
    (void)state;
    struct reports r;
    reports_init(&r);
    reports_add(&r, FERRY "\n\n" STORM "\n\n(Cape News Agency)\n")->outlet = STR("Skelder Post");
    reports_add(&r, FERRY "\n\n" STORM "\n")->outlet = STR("Cape News Agency");
    struct copies c = find(&r);
    assert_int_equal(only(&c)->direction, COPY_A_FROM_B);
    assert_int_equal(only(&c)->reasons & COPY_CREDIT, COPY_CREDIT);
    assert_int_equal(only(&c)->voice, VOICE_SAME);
    arena_done(&r.a);
}

static void what_two_reports_share_alike_with_a_third_is_tied(void **state) {
    (void)state;
    struct reports r;
    reports_init(&r);
    reports_add(&r, FERRY "\n\n" STORM "\n\n" MAYOR "\n");
    reports_add(&r, FERRY "\n\n" STORM "\n\n" MAYOR " Gulls circled.\n");
    reports_add(&r, STORM "\n\nRope is made of hemp here.\n");
    struct copies c = find(&r);
    assert_int_equal(c.n, 3);
    assert_int_equal(c.copy[0].reasons & COPY_TIED, 0);
    for (size_t i = 0; i < c.n; i++) {
        assert_int_equal(c.copy[i].via, NONE);
        assert_int_equal((c.copy[i].reasons & COPY_TIED) != 0, i > 0);
    }
    arena_done(&r.a);
}

/* The third report is the first by the clock: the last had it from the one that it is nearest to,
 * even when its letters are those of the first. */
static void what_the_last_of_three_shares_with_the_first_is_explained(void **state) {
    (void)state;
    static const char *const middle[] = {
        FERRY "\n\n" STORM "\n\n" MAYOR "\n",
        FERRY "\n\nBy Evening the wind had turned, and two fishing boats were towed back into the "
              "harbour by the pilot.\n\n" MAYOR "\n"};
    for (size_t i = 0; i < 2; i++) {
        struct reports r;
        reports_init(&r);
        reports_add(&r, middle[i])->published = STR("2026-03-12T13:00:00Z");
        reports_add(&r, FERRY "\n\n" STORM "\n\n" MAYOR " Gulls circled.\n")->published =
            STR("2026-03-12T15:00:00Z");
        reports_add(&r, STORM "\n\nRope is made of hemp here.\n")->published =
            STR("2026-03-12T12:00:00Z");
        r.day[0] = r.day[1] = r.day[2] = 20524;
        struct copies c = find(&r);
        assert_int_equal(c.n, 3);
        assert_int_equal(c.copy[0].via, NONE);
        assert_int_equal(c.copy[1].via, NONE);
        assert_int_equal(c.copy[2].via, 0); /* reports 1 and 2 */
        for (size_t k = 0; k < c.n; k++) {
            assert_int_equal(c.copy[k].reasons & COPY_TIED, 0);
        }
        arena_done(&r.a);
    }
}

static void a_house_spelling_tells_which_version_was_copied(void **state) {
    (void)state;
    struct reports r;
    reports_init(&r);
    reports_add(&r, FERRY "\n\n" STORM "\n\n" MAYOR "\n");
    reports_add(&r, FERRY "\n\nBy Evening the wind had turned, and two fishing boats were towed "
                          "back into the harbour by the pilot.\n\n" MAYOR "\n");
    reports_add(&r, "By Evening the wind had turned, and two fishing boats were towed back into "
                    "the harbour by the pilot.\n\nRope is made of hemp here.\n");
    struct copies c = find(&r);
    assert_int_equal(c.n, 3);
    assert_int_equal(c.copy[1].b, 2);
    assert_int_equal(c.copy[1].via, 1);
    assert_int_equal(c.copy[2].via, NONE);
    assert_int_equal(c.copy[2].reasons & COPY_TIED, 0);
    arena_done(&r.a);
}

/* The second credits the first; the third has the second's spelling and credits nobody. */
static void a_copy_of_a_credited_copy_is_explained_by_it(void **state) {
    (void)state;
    struct reports r;
    reports_init(&r);
    reports_add(&r, FERRY "\n\n" STORM "\n\n" MAYOR "\n")->outlet = STR("Cape News Agency");
    reports_add(&r,
                FERRY "\n\nBy Evening the wind had turned, and two fishing boats were towed "
                      "back into the harbour by the pilot.\n\n" MAYOR "\n\n(Cape News Agency)\n")
        ->outlet = STR("Skelder Post");
    reports_add(&r, "By Evening the wind had turned, and two fishing boats were towed back into "
                    "the harbour by the pilot.\n\nRope is made of hemp here.\n")
        ->outlet = STR("Gull");
    struct copies c = find(&r);
    assert_int_equal(c.n, 3);
    assert_int_equal(c.copy[0].reasons & COPY_CREDIT, COPY_CREDIT);
    assert_int_equal(c.copy[0].via, NONE);
    assert_int_equal(c.copy[1].via, 1); /* reports 0 and 2 */
    assert_int_equal(c.copy[2].via, NONE);
    arena_done(&r.a);
}

/* The first repeats a paragraph: what the last has of it once makes it no nearer. */
static void a_paragraph_that_stands_twice_is_near_once(void **state) {
    (void)state;
    struct reports r;
    reports_init(&r);
    reports_add(&r, FERRY "\n\n" MAYOR "\n\nGulls circled.\n\n" FERRY "\n");
    reports_add(&r, FERRY "\n\n" STORM "\n\n" MAYOR "\n");
    reports_add(&r, FERRY "\n\n" STORM "\n\nRope is made of hemp here.\n");
    struct copies c = find(&r);
    assert_int_equal(c.n, 3);
    assert_true(c.copy[2].near > c.copy[1].near); /* reports 1 and 2, and 0 and 2 */
    arena_done(&r.a);
}

static void a_copy_of_a_copy_is_explained_by_the_one_between(void **state) {
    (void)state;
    struct reports r;
    reports_init(&r);
    reports_add(&r, FERRY "\n\n" STORM "\n\n" MAYOR "\n");
    reports_add(&r, FERRY "\n\n" STORM "\n\nA paragraph that the second desk wrote on its own "
                          "about gulls and rope.\n");
    reports_add(&r, STORM "\n\nA paragraph that the second desk wrote on its own about gulls and "
                          "rope.\n");
    struct copies c = find(&r);
    assert_int_equal(c.n, 3);
    assert_int_equal(c.copy[0].via, NONE);
    assert_int_equal(c.copy[1].via, 1); /* reports 0 and 2 */
    assert_int_equal(c.copy[2].via, NONE);
    arena_done(&r.a);
}

static void a_line_in_many_unrelated_reports_is_boilerplate(void **state) {
    (void)state;
    struct reports r;
    reports_init(&r);
    uint64_t seed = 1;
    for (size_t i = 0; i < 5; i++) {
        char text[900];
        size_t n = 0;
        for (size_t k = 0; k < 90; k++) {
            uint32_t w = next_random(&seed);
            n += (size_t)snprintf(text + n, sizeof text - n, "%c%c%co ", 'b' + (int)(w % 20),
                                  'b' + (int)(w / 20 % 20), 'b' + (int)(w / 400 % 20));
        }
        snprintf(text + n, sizeof text - n,
                 ".\n\nReaders who want more of this can sign up for the letter that we send every "
                 "evening except on holidays.\n");
        reports_add(&r, text);
    }
    assert_int_equal(find(&r).n, 0);
    arena_done(&r.a);
}

/* Seven reports of their own words and of different months, all with one line; the first and the
 * last have `before` and `after` round it. Returns their span. */
static struct copy_span copied_with_a_line(const char *before, const char *after) {
    static const char line[] = "Readers who were at the harbour that night are asked to write to "
                               "the desk before noon.";
    char text[1200];
    uint64_t seed = 1;
    struct reports r;
    reports_init(&r);
    for (size_t i = 0; i < 7; i++) {
        size_t n = 0;
        for (size_t k = 0; k < 90; k++) {
            uint32_t w = next_random(&seed);
            n += (size_t)snprintf(text + n, sizeof text - n, "%c%c%co ", 'b' + (int)(w % 20),
                                  'b' + (int)(w / 20 % 20), 'b' + (int)(w / 400 % 20));
        }
        bool copied = i == 0 || i == 6;
        snprintf(text + n, sizeof text - n, ".\n\n%s\n\n%s\n\n%s\n", copied ? before : "", line,
                 copied ? after : "");
        reports_add(&r, text);
        r.day[i] = (int32_t)(20000 + 90 * i);
    }
    struct copies c = find(&r);
    const struct copy *p = only(&c);
    assert_int_equal(p->a, 0);
    assert_int_equal(p->b, 6);
    assert_int_equal(p->n_spans, 1);
    assert_true(p->span[0].exact);
    struct copy_span span = p->span[0];
    arena_done(&r.a);
    return span;
}

static void boilerplate_beside_what_was_copied_belongs_to_the_copy(void **state) {
    (void)state;
    assert_int_equal(copied_with_a_line(FERRY, STORM).words, 18 + 18 + 19);
    assert_int_equal(copied_with_a_line(FERRY "\n\n" STORM, "").words, 18 + 19 + 18);
    assert_int_equal(copied_with_a_line("", FERRY "\n\n" STORM).words, 18 + 18 + 19);
    /* Too little to carry it; its first word may be in no seed and count as the text's. */
    assert_in_range(copied_with_a_line(FERRY, "").words, 18, 19);
}

static void repetition_is_not_quadratic(void **state) {
    (void)state;
    enum { N = 40000 };
    struct reports r;
    reports_init(&r);
    char *text = arena_alloc(&r.a, 3 * N + 1);
    assert_non_null(text);
    for (size_t i = 0; i < N; i++) {
        memcpy(text + 3 * i, i % 7 ? "so " : "no ", 3);
    }
    reports_add(&r, text);
    reports_add(&r, text);
    struct copies c = find(&r);
    assert_true(only(&c)->share_a > 0.99F);
    arena_done(&r.a);
}

/* A random corpus of small reports; runs are copied between neighbours. */
enum { VOCABULARY = 900, WORDS = 120, REPORTS = 12 };

static void random_corpus(struct reports *r, uint64_t *seed, uint32_t word[REPORTS][WORDS]) {
    for (size_t i = 0; i < REPORTS; i++) {
        char text[WORDS * 8];
        size_t n = 0;
        for (size_t k = 0; k < WORDS; k++) {
            word[i][k] = next_random(seed) % VOCABULARY;
        }
        for (unsigned c = 0; i % 3 && c < 3; c++) { /* from the one before, so in three at most */
            size_t len = 3 + next_random(seed) % 30;
            size_t from = next_random(seed) % (WORDS - len);
            size_t to = next_random(seed) % (WORDS - len);
            memcpy(&word[i][to], &word[i - 1][from], len * sizeof **word);
        }
        for (size_t k = 0; k < WORDS; k++) {
            uint32_t w = word[i][k];
            n += (size_t)snprintf(text + n, sizeof text - n, "%c%c%co ", 'b' + (int)(w % 20),
                                  'b' + (int)(w / 20 % 20), 'b' + (int)(w / 400));
        }
        reports_add(r, text);
    }
}

/* Whether word k (4 letters and a space) of a report lies in a span of the pair. */
static bool is_covered(const struct copies *c, uint32_t i, uint32_t j, bool b_side, size_t k) {
    for (size_t p = 0; p < c->n; p++) {
        for (size_t s = 0; c->copy[p].a == i && c->copy[p].b == j && s < c->copy[p].n_spans; s++) {
            struct span at = b_side ? c->copy[p].span[s].b : c->copy[p].span[s].a;
            if (at.from <= 5 * k && 5 * k + 4 <= at.to) {
                return true;
            }
        }
    }
    return false;
}

static void check_pair(const struct copies *c, uint32_t word[REPORTS][WORDS], uint32_t i,
                       uint32_t j) {
    for (size_t x = 0; x < WORDS; x++) {
        for (size_t y = 0; y < WORDS; y++) {
            size_t len = 0;
            while (x + len < WORDS && y + len < WORDS && word[i][x + len] == word[j][y + len]) {
                len++;
            }
            for (size_t k = 0; len >= 12 && k < len; k++) {
                assert_true(is_covered(c, i, j, false, x + k));
                assert_true(is_covered(c, i, j, true, y + k));
            }
        }
    }
}

static void every_common_run_of_twelve_words_is_found(void **state) {
    (void)state;
    uint64_t seed = 5;
    for (unsigned round = 0; round < 40; round++) {
        struct reports r;
        uint32_t word[REPORTS][WORDS];
        reports_init(&r);
        random_corpus(&r, &seed, word);
        struct copies c = find(&r);
        for (uint32_t i = 0; i < REPORTS; i++) {
            for (uint32_t j = i + 1; j < REPORTS; j++) {
                check_pair(&c, word, i, j);
            }
        }
        arena_done(&r.a);
    }
}

static void exact_spans_hold_the_same_words(void **state) {
    (void)state;
    uint64_t seed = 9;
    struct reports r;
    uint32_t word[REPORTS][WORDS];
    reports_init(&r);
    random_corpus(&r, &seed, word);
    struct copies c = find(&r);
    assert_true(c.n > 0);
    for (size_t p = 0; p < c.n; p++) {
        for (size_t s = 0; s < c.copy[p].n_spans; s++) {
            const struct copy_span *x = &c.copy[p].span[s];
            str a = str_span(r.doc[c.copy[p].a]->text, x->a);
            str b = str_span(r.doc[c.copy[p].b]->text, x->b);
            assert_true(!x->exact || str_equals(a, b));
            assert_int_equal(x->a.from % 5, 0);
            assert_int_equal(x->b.to % 5, 4);
        }
    }
    arena_done(&r.a);
}

static void the_number_of_threads_does_not_show(void **state) {
    (void)state;
    uint64_t seed = 21;
    struct reports r;
    uint32_t word[REPORTS][WORDS];
    reports_init(&r);
    random_corpus(&r, &seed, word);
    struct copies one = find(&r);
    for (unsigned n = 2; n <= 8; n *= 4) {
        struct copies many;
        assert_int_equal(copies_find(&r.a, reports_docs(&r), r.day, r.n, n, &many), ERR_OK);
        assert_int_equal(one.n, many.n);
        for (size_t i = 0; i < one.n; i++) {
            assert_int_equal(one.copy[i].a, many.copy[i].a);
            assert_int_equal(one.copy[i].b, many.copy[i].b);
            assert_int_equal(one.copy[i].runs, many.copy[i].runs);
            assert_int_equal(one.copy[i].n_spans, many.copy[i].n_spans);
            assert_memory_equal(one.copy[i].span, many.copy[i].span,
                                one.copy[i].n_spans * sizeof *one.copy[i].span);
        }
        assert_memory_equal(one.origin, many.origin, r.n * sizeof *one.origin);
    }
    arena_done(&r.a);
}

static void the_memory_for_seeds_does_not_show(void **state) {
    (void)state;
    static uint32_t word[REPORTS][WORDS];
    uint64_t seed = 77;
    struct reports r;
    struct print print[REPORTS];
    struct prints prints;
    struct pairs pairs[2];
    reports_init(&r);
    random_corpus(&r, &seed, word);
    for (size_t i = 0; i < r.n; i++) {
        assert_int_equal(print_make(&r.a, r.doc[i], r.day[i], &print[i]), ERR_OK);
    }
    assert_int_equal(prints_open(&r.a, print, r.n, NULL, NULL, &prints), ERR_OK);
    assert_int_equal(pairs_find(&r.a, 1, 0, &prints, &pairs[0]), ERR_OK);
    assert_true(pairs[0].n > 0);
    for (unsigned n_workers = 1; n_workers <= 8; n_workers *= 2) {
        assert_int_equal(pairs_find(&r.a, n_workers, 1000 * n_workers, &prints, &pairs[1]), ERR_OK);
        assert_int_equal(pairs[1].n, pairs[0].n);
        assert_memory_equal(pairs[1].pair, pairs[0].pair, pairs[0].n * sizeof *pairs[0].pair);
        assert_int_equal(pairs[1].n_common, pairs[0].n_common);
    }
    arena_done(&r.a);
}

static void no_reports_share_nothing(void **state) {
    (void)state;
    struct reports r;
    reports_init(&r);
    assert_int_equal(find(&r).n, 0);
    reports_add(&r, "");
    reports_add(&r, "");
    assert_int_equal(find(&r).n, 0);
    arena_done(&r.a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_moved_paragraph_is_found),
        cmocka_unit_test(a_changed_word_is_bridged),
        cmocka_unit_test(a_promo_line_is_copied_with_its_text_and_alone_is_no_copy),
        cmocka_unit_test(shared_speech_alone_is_no_copy_of_text),
        cmocka_unit_test(equal_texts_without_evidence_stay_undetermined),
        cmocka_unit_test(the_later_report_has_it_from_the_earlier),
        cmocka_unit_test(a_credit_line_outweighs_the_clock),
        cmocka_unit_test(boilerplate_beside_what_was_copied_belongs_to_the_copy),
        cmocka_unit_test(what_two_reports_share_alike_with_a_third_is_tied),
        cmocka_unit_test(what_the_last_of_three_shares_with_the_first_is_explained),
        cmocka_unit_test(a_house_spelling_tells_which_version_was_copied),
        cmocka_unit_test(a_copy_of_a_copy_is_explained_by_the_one_between),
        cmocka_unit_test(a_copy_of_a_credited_copy_is_explained_by_it),
        cmocka_unit_test(a_paragraph_that_stands_twice_is_near_once),
        cmocka_unit_test(a_line_in_many_unrelated_reports_is_boilerplate),
        cmocka_unit_test(repetition_is_not_quadratic),
        cmocka_unit_test(every_common_run_of_twelve_words_is_found),
        cmocka_unit_test(exact_spans_hold_the_same_words),
        cmocka_unit_test(the_number_of_threads_does_not_show),
        cmocka_unit_test(the_memory_for_seeds_does_not_show),
        cmocka_unit_test(no_reports_share_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
