/* Stories: the samples fall into their three stories, passage by passage; look-alikes stay apart.
 */
#include "fixture_reports.h"
#include "read/reader.h"
#include "story/stories.h"
#include "time/anchor.h"

/* With the names and dates that the reports tell, as every run has them. */
static struct stories group(struct reports *r, unsigned n_workers) {
    struct stories out;
    const struct name_lexicon *name;
    const struct date_lexicon *date;
    const struct names **names = arena_array(&r->a, r->n, sizeof(struct names *));
    const struct dates **dates = arena_array(&r->a, r->n, sizeof(struct dates *));
    assert_true(names && dates);
    assert_int_equal(name_lexicon_new(&r->a, &name), ERR_OK);
    assert_int_equal(date_lexicon_new(&r->a, &date), ERR_OK);
    for (size_t i = 0; i < r->n; i++) {
        struct names *n = arena_new(&r->a, struct names);
        struct dates *d = arena_new(&r->a, struct dates);
        assert_true(n && d);
        assert_int_equal(names_find(&r->a, name, r->doc[i], n), ERR_OK);
        anchor_find(r->doc[i], d, &d->anchor);
        assert_int_equal(dates_find(&r->a, date, r->doc[i], d), ERR_OK);
        names[i] = n;
        dates[i] = d;
    }
    assert_int_equal(stories_group(&r->a, reports_docs(r), names, dates, r->n, 0, n_workers, &out),
                     ERR_OK);
    return out;
}

static void read_samples(struct reports *r) {
    static const char *const path[] = {"samples"};
    struct read_result read;
    assert_int_equal(reader_read(&r->a, path, 1, NULL, &read), ERR_OK);
    for (size_t i = 0; i < read.n_docs; i++) {
        if (str_find(read.doc[i].name, STR(".md"), 0) == SIZE_MAX) {
            assert_int_equal(document_analyse(&r->a, &read.doc[i]), ERR_OK);
            r->day[r->n] = INT32_MIN;
            r->doc[r->n++] = &read.doc[i];
        }
    }
    assert_int_equal(r->n, 8);
}

/* The story of the passage of the report whose name holds `name` that covers the first `words`. */
static uint32_t story_of(const struct reports *r, const struct stories *s, const char *name,
                         const char *words) {
    for (size_t i = 0; i < s->n_passages; i++) {
        const struct document *doc = r->doc[s->passage[i].report];
        size_t pos = str_find(doc->text, str_from_cstr(words), 0);
        if (str_find(doc->id, str_from_cstr(name), 0) != SIZE_MAX && pos >= s->passage[i].at.from &&
            pos < s->passage[i].at.to) {
            return s->passage[i].story;
        }
    }
    fail_msg("%s has no passage with \"%s\"", name, words);
    return 0;
}

static void the_samples_are_three_stories(void **state) {
    (void)state;
    struct reports r;
    reports_init(&r);
    read_samples(&r);
    struct stories s = group(&r, 1);
    assert_int_equal(s.n, 3);
    uint32_t ferry = story_of(&r, &s, "gazette", "At least 12 people");
    assert_int_equal(story_of(&r, &s, "continent", "Our harbour"), ferry);
    assert_int_equal(story_of(&r, &s, "skelder", "By noon"), ferry);
    assert_int_equal(story_of(&r, &s, "meridel", "By noon"), ferry);
    assert_int_equal(story_of(&r, &s, "lantern", "More than a dozen"), ferry);
    uint32_t water = story_of(&r, &s, "courier", "The main burst");
    assert_int_not_equal(water, ferry);
    assert_int_equal(story_of(&r, &s, "observer", "The words have"), water);
    assert_int_equal(story_of(&r, &s, "radio", "Carry buckets"), water);
    assert_int_equal(story_of(&r, &s, "lantern", "Taps in the"), water);
    uint32_t diplomats = story_of(&r, &s, "lantern", "It is theatre");
    assert_int_not_equal(diplomats, ferry);
    assert_int_not_equal(diplomats, water);
    assert_int_equal(s.story[diplomats].n_passages, 1);
    assert_true(str_equals(s.story[diplomats].label, STR("Halvia-Corvenia tensions")));
    assert_int_equal(ferry, 0); /* most witnesses first */
    arena_done(&r.a);
}

static void passages_cover_every_block_once(void **state) {
    (void)state;
    struct reports r;
    reports_init(&r);
    read_samples(&r);
    struct stories s = group(&r, 1);
    uint32_t report = 0;
    uint32_t block = 0;
    for (size_t i = 0; i < s.n_passages; i++) {
        const struct passage *p = &s.passage[i];
        if (p->report != report) {
            assert_int_equal(block, r.doc[report]->n_blocks);
            assert_int_equal(p->report, report + 1);
            report = p->report;
            block = 0;
        }
        assert_int_equal(p->block_from, block);
        block = p->block_to;
        assert_true(p->story < s.n);
    }
    assert_int_equal(block, r.doc[report]->n_blocks);
    arena_done(&r.a);
}

static void the_number_of_threads_does_not_show(void **state) {
    (void)state;
    struct reports r;
    reports_init(&r);
    read_samples(&r);
    struct stories one = group(&r, 1);
    struct stories eight = group(&r, 8);
    assert_int_equal(one.n_passages, eight.n_passages);
    assert_memory_equal(one.passage, eight.passage, one.n_passages * sizeof *one.passage);
    assert_int_equal(one.n, eight.n);
    for (size_t i = 0; i < one.n; i++) {
        assert_true(str_equals(one.story[i].label, eight.story[i].label));
    }
    arena_done(&r.a);
}

static void fires_in_two_towns_are_two_stories(void **state) {
    (void)state;
    struct reports r;
    reports_init(&r);
    reports_add(
        &r,
        "A fire destroyed the sawmill of Jorin Haldane in Veldby on Monday night. Nobody was hurt, "
        "fire chief Merete Olm said. The Veldby crews fought the flames for six hours.\n");
    reports_add(&r,
                "Veldby's oldest sawmill burned down on Monday. Its owner, Jorin Haldane, wants to "
                "rebuild it. Merete Olm, the fire chief, praised her crews.\n");
    reports_add(
        &r, "A fire damaged the bakery of Pia Sundal in Korsund on Monday night. Nobody was hurt, "
            "police inspector Tor Lagen said. Neighbours in Korsund brought blankets.\n");
    struct stories s = group(&r, 1);
    assert_int_equal(s.n, 2);
    assert_int_equal(s.passage[0].story, s.passage[1].story);
    assert_int_not_equal(s.passage[0].story, s.passage[2].story);
    arena_done(&r.a);
}

static void a_report_without_words_is_a_story_of_its_own(void **state) {
    (void)state;
    struct reports r;
    reports_init(&r);
    reports_add(&r, "");
    reports_add(&r, "...");
    struct stories s = group(&r, 1);
    assert_int_equal(s.n, 2);
    assert_int_equal(s.n_passages, 2);
    arena_done(&r.a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_samples_are_three_stories),
        cmocka_unit_test(passages_cover_every_block_once),
        cmocka_unit_test(the_number_of_threads_does_not_show),
        cmocka_unit_test(fires_in_two_towns_are_two_stories),
        cmocka_unit_test(a_report_without_words_is_a_story_of_its_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
