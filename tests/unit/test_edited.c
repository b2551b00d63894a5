/* Edited copies: text of which a word is changed in every line is found; what two reporters of one
 * event have in common, names and numbers, is no copy. */
#include "base/vec.h"
#include "fixture_reports.h"
#include "reuse/copies.h"
#include "reuse/edited.h"
#include "reuse/print.h"
#include "text/token.h"

static struct copies find(struct reports *r, unsigned n_workers) {
    struct copies out;
    assert_int_equal(copies_find(&r->a, reports_docs(r), r->day, r->n, n_workers, &out), ERR_OK);
    return out;
}

/* No run of five equal words, or hardly one, is left of the first in the second. */
static const char ORIGINAL[] =
    "Harbour pilots refused on Monday to bring the freighter Aldis Queen alongside the northern "
    "quay, after divers reported a crack of two metres in the concrete below the waterline.\n\n"
    "The port authority had inspected the wall in spring and declared it sound, but a storm in "
    "September moved the gravel on which the oldest section rests.\n\n"
    "Fishermen complained for weeks about loose stones near the fuel pumps, and the cooperative "
    "wrote two letters that nobody at the authority answered, according to its secretary Marta "
    "Lindqvist.\n\n"
    "Engineers from the university will measure the movement of the quay every hour until the "
    "repair begins, and timber cargo goes by lorry through the valley for the time being.\n";

static const char EDITED[] =
    "Harbour pilots declined Monday to bring the vessel Aldis Queen alongside the old northern "
    "quay, when divers reported one crack of two metres inside concrete below its waterline.\n\n"
    "The port office had inspected this wall in spring and called it sound, yet a storm last "
    "September moved gravel on which an oldest section rests.\n\n"
    "Fishermen complained many weeks about loose stones beside the fuel pumps, and their "
    "cooperative wrote letters that nobody in the authority answered, said its secretary Marta "
    "Lindqvist.\n\n"
    "Engineers of the university measure the movement of this quay every hour until repair "
    "begins, while timber cargo goes with lorry through the narrow valley for now.\n";

/* The same names, numbers and facts by somebody who heard them too. */
static const char INDEPENDENT[] =
    "A crack of two metres has closed the northern quay to large ships. Divers saw it on Monday, "
    "when the freighter Aldis Queen was waiting outside with timber.\n\n"
    "Marta Lindqvist, secretary of the cooperative, said that two letters to the port authority "
    "had remained without reply since September. Stones lay loose at the fuel pumps, she said.\n\n"
    "The wall passed its inspection in spring. Since the storm its gravel has shifted, and a "
    "team from the university is now checking every hour how far the concrete moves below the "
    "waterline. Lorries bring cargo through the valley.\n";

static const char OTHER[] =
    "The museum of clocks opens a second floor in June with instruments from nine private "
    "collections, among them a water clock that was found in a barn and took a retired teacher "
    "eleven years to mend. Visitors may wind the large ones themselves on Sundays.\n";

/* Two paragraphs word for word, with `lead` before and `middle` between them. */
static void add_mixed(struct reports *r, const char *lead, const char *middle) {
    static const char first[] =
        "The mayor asked the council on Tuesday for a loan to pay for a floating crane, which a "
        "yard across the bay offers at half the usual price until the end of the month.\n\n";
    static const char second[] =
        "Opponents say that the crane is older than the quay itself, and want the money for the "
        "school roof, through which rain has fallen on two classes since the first autumn gale.\n";
    char text[4096];
    snprintf(text, sizeof text, "%s\n%s%s\n%s", lead, first, middle, second);
    reports_add(r, text);
}

/* Bytes of `text` from `words` on, `len` of them, that lie in spans of the first report. */
static size_t told_of(const struct copies *c, str text, const char *words, size_t len) {
    size_t from = str_find(text, str_from_cstr(words), 0);
    size_t told = 0;
    for (size_t i = 0; i < c->copy[0].n_spans; i++) {
        const struct span *at = &c->copy[0].span[i].a;
        size_t low = at->from > from ? at->from : from;
        size_t high = at->to < from + len ? at->to : from + len;
        told += high > low ? high - low : 0;
    }
    return told;
}

static void rewritten_paragraphs_of_a_copy_are_found_beside_those_word_for_word(void **state) {
    (void)state;
    struct reports r;
    reports_init(&r);
    add_mixed(&r, ORIGINAL, OTHER);
    add_mixed(&r, EDITED, INDEPENDENT);
    struct copies c = find(&r, 1);
    assert_int_equal(c.n, 1);
    assert_int_equal(c.copy[0].kind, COPY_TEXT);
    size_t len = strlen(ORIGINAL);
    assert_true(told_of(&c, r.doc[0]->text, "Harbour pilots", len) * 10 >= len * 8);
    assert_int_equal(told_of(&c, r.doc[0]->text, "The museum", strlen(OTHER)), 0);
    arena_done(&r.a);
}

static void what_stands_between_copied_paragraphs_on_its_own_is_no_copy(void **state) {
    (void)state;
    struct reports r;
    reports_init(&r);
    add_mixed(&r, ORIGINAL, OTHER);
    add_mixed(&r, INDEPENDENT, ORIGINAL);
    struct copies c = find(&r, 1);
    assert_int_equal(c.n, 1);
    for (size_t i = 0; i < c.copy[0].n_spans; i++) {
        assert_true(c.copy[0].span[i].exact);
    }
    assert_int_equal(told_of(&c, r.doc[0]->text, "The museum", strlen(OTHER)), 0);
    arena_done(&r.a);
}

static void a_light_paraphrase_is_a_copy(void **state) {
    (void)state;
    struct reports r;
    reports_init(&r);
    reports_add(&r, OTHER);
    reports_add(&r, ORIGINAL);
    reports_add(&r, EDITED);
    struct copies c = find(&r, 1);
    assert_int_equal(c.n, 1);
    assert_int_equal(c.copy[0].a, 1);
    assert_int_equal(c.copy[0].b, 2);
    assert_int_equal(c.copy[0].kind, COPY_TEXT);
    size_t told = 0;
    for (size_t i = 0; i < c.copy[0].n_spans; i++) {
        assert_false(c.copy[0].span[i].exact);
        told += c.copy[0].span[i].a.to - c.copy[0].span[i].a.from;
    }
    assert_true(told * 10 > sizeof ORIGINAL * 8);
    arena_done(&r.a);
}

static void two_reports_of_one_event_are_no_copies(void **state) {
    (void)state;
    struct reports r;
    reports_init(&r);
    reports_add(&r, ORIGINAL);
    reports_add(&r, INDEPENDENT);
    assert_int_equal(find(&r, 1).n, 0);
    arena_done(&r.a);
}

static void lists_of_names_and_ages_are_no_evidence(void **state) {
    (void)state;
    struct reports r;
    struct function_words f;
    struct stretches s = {0};
    reports_init(&r);
    reports_add(&r,
                "Yesterday 19-year-old Anna Borg, 31-year-old Carl Dahl, 25-year-old Edda Falk, "
                "44-year-old Gunnar Holm and 28-year-old Inga Juhl were arrested.");
    reports_add(&r, "In court 19-year-old Anna Borg, 31-year-old Carl Dahl, 25-year-old Edda Falk, "
                    "44-year-old Gunnar Holm and 28-year-old Inga Juhl denied it.");
    struct words x;
    struct words y;
    sparse_function_words(&f);
    assert_int_equal(shingle_words(&r.a, r.doc[0], &x), ERR_OK);
    assert_int_equal(shingle_words(&r.a, r.doc[1], &y), ERR_OK);
    struct stretch whole = {1, x.n - 2, 2, y.n - 2, x.n - 4, x.n - 4, 0, false};
    assert_int_equal(vec_push(&r.a, &s, whole), ERR_OK);
    assert_int_equal(edited_keep(&r.a, &f, &x, &y, &s), ERR_OK);
    assert_int_equal(s.n, 0);
    arena_done(&r.a);
}

enum { WORDS = 200, VOCABULARY = 4000, ROUNDS = 20 };

static const char *write_words(struct reports *r, const uint32_t *word, size_t n) {
    char *text = arena_alloc(&r->a, n * 7 + 1);
    assert_non_null(text);
    for (size_t k = 0; k < n; k++) {
        uint32_t w = word[k];
        snprintf(text + 6 * k, 7, "%c%c%c%co%c", 'b' + (int)(w % 20), 'b' + (int)(w / 20 % 20),
                 'a' + (int)(w / 400 % 20), 'b' + (int)(w / 8000 % 20), k % 15 == 14 ? '.' : ' ');
    }
    return text;
}

/* Of each round three reports: one, its copy with every fifth word changed, and one with a third of
 * its words, shuffled. */
static void random_corpus(struct reports *r, uint64_t *seed) {
    for (size_t i = 0; i < ROUNDS; i++) {
        uint32_t word[WORDS];
        uint32_t copy[WORDS];
        uint32_t like[WORDS];
        for (size_t k = 0; k < WORDS; k++) {
            word[k] = next_random(seed) % VOCABULARY;
            copy[k] = k % 5 == 4 ? VOCABULARY + next_random(seed) % VOCABULARY : word[k];
            like[k] = VOCABULARY + next_random(seed) % VOCABULARY;
        }
        for (size_t k = 0; k < WORDS / 3; k++) {
            like[next_random(seed) % WORDS] = word[next_random(seed) % WORDS];
        }
        reports_add(r, write_words(r, word, WORDS));
        reports_add(r, write_words(r, copy, WORDS));
        reports_add(r, write_words(r, like, WORDS));
    }
}

static void a_copy_with_every_fifth_word_changed_is_found(void **state) {
    (void)state;
    uint64_t seed = 3;
    struct reports r;
    reports_init(&r);
    random_corpus(&r, &seed);
    struct copies c = find(&r, 1);
    for (size_t i = 0; i < c.n; i++) {
        assert_int_equal(c.copy[i].a % 3, 0);
        assert_int_equal(c.copy[i].b, c.copy[i].a + 1);
        assert_true(c.copy[i].share_a > 0.7F);
        assert_int_equal(c.copy[i].kind, COPY_TEXT);
    }
    assert_true(c.n >= ROUNDS * 9 / 10);
    arena_done(&r.a);
}

static void threads_and_memory_do_not_show(void **state) {
    (void)state;
    uint64_t seed = 8;
    struct reports r;
    reports_init(&r);
    random_corpus(&r, &seed);
    struct print print[3 * ROUNDS];
    for (size_t i = 0; i < r.n; i++) {
        assert_int_equal(print_make(&r.a, r.doc[i], INT32_MIN, &print[i]), ERR_OK);
    }
    struct copies one = find(&r, 1);
    for (unsigned n = 1; n <= 8; n *= 2) {
        struct copies_options options = {.n_workers = n, .memory = 100000 / n};
        struct copies many;
        assert_int_equal(copies_join(&r.a, print, r.n, &options, &many), ERR_OK);
        assert_int_equal(one.n, many.n);
        for (size_t i = 0; i < one.n; i++) {
            assert_int_equal(one.copy[i].a, many.copy[i].a);
            assert_int_equal(one.copy[i].n_spans, many.copy[i].n_spans);
            assert_memory_equal(one.copy[i].span, many.copy[i].span,
                                one.copy[i].n_spans * sizeof *one.copy[i].span);
        }
    }
    arena_done(&r.a);
}

static void seeds_are_few_and_none_of_speech(void **state) {
    (void)state;
    struct reports r;
    struct function_words f;
    struct sparse_seed seed[SPARSE_OF_WORD * WORDS];
    struct words w;
    uint64_t state_of = 4;
    reports_init(&r);
    sparse_function_words(&f);
    assert_false(sparse_is_content(&f, (uint32_t)token_hash(STR("the"))));
    assert_true(sparse_is_content(&f, (uint32_t)token_hash(STR("harbour"))));
    random_corpus(&r, &state_of);
    assert_int_equal(shingle_words(&r.a, r.doc[0], &w), ERR_OK);
    size_t n = sparse_seeds(&f, &w, seed);
    assert_true(n > 0 && n < WORDS / 2);
    for (size_t i = 1; i < n; i++) {
        assert_true(seed[i - 1].pos <= seed[i].pos);
    }
    uint8_t *flags = arena_alloc(&r.a, w.n);
    memset(flags, WORD_SAID, w.n);
    w.flags = flags;
    assert_int_equal(sparse_seeds(&f, &w, seed), 0);
    arena_done(&r.a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_light_paraphrase_is_a_copy),
        cmocka_unit_test(rewritten_paragraphs_of_a_copy_are_found_beside_those_word_for_word),
        cmocka_unit_test(what_stands_between_copied_paragraphs_on_its_own_is_no_copy),
        cmocka_unit_test(two_reports_of_one_event_are_no_copies),
        cmocka_unit_test(lists_of_names_and_ages_are_no_evidence),
        cmocka_unit_test(a_copy_with_every_fifth_word_changed_is_found),
        cmocka_unit_test(threads_and_memory_do_not_show),
        cmocka_unit_test(seeds_are_few_and_none_of_speech),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
