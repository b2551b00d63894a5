/* Sayings in running text: the verb of a cue, the words without their "that", the cut; and the
 * order and folding of what is told. */
#include "unit.h"

#include "account/render_history.h"
#include "account/render_order.h"
#include "fixture_account.h"

static arena a;

static int set_up(void **state) {
    (void)state;
    arena_init(&a, 0);
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    arena_done(&a);
    return 0;
}

static bool is(str s, const char *expected) {
    return str_equals(s, str_from_cstr(expected));
}

static void a_cue_gives_the_verb(void **state) {
    (void)state;
    static const struct {
        const char *text;
        const char *source;
        const char *cue; /* NULL = none */
        bool negated;
        const char *verb;
    } cases[] = {
        {"Brandt denied that it leaked.", "Brandt", "denied", true, "denied"},
        {"Brandt ruled out closing it.", "Brandt", "ruled out", true, "ruled out"},
        {"Brandt said it leaked.", "Brandt", "said", false, "said"},
        {"Brandt told Radio Ost it leaked.", "Brandt", "told", false, "said"},
        {"Brandt told Radio Ost", "Brandt", "told", false, "said"},
        {"He left, condemning the leak.", "He", "condemning", false, "condemned"},
        {"He left, denying the leak.", "He", "denying", false, "denied"},
        {"He left, saying it leaked.", "He", "saying", false, "said"},
        {"Brandt called for a ban.", "Brandt", "called for", false, "called for"},
        {"According to Brandt it leaked.", "Brandt", "According to", false, ""},
        {"It leaked, as noted by Brandt.", "Brandt", "as noted by", false, ""},
        {"Brandt would not say why.", "Brandt", "say", true, "would not say"},
        {"Brandt declined to comment on it.", "Brandt", "comment", true, "declined to comment"},
        {"Nobody there, Brandt, said so.", "Nobody", "said", true, "did not say"},
        {"It leaked.", NULL, NULL, false, ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct notes notes = {.dates.anchor.day = DAY_NONE};
        fixture_document(&a, &notes.doc, "r", str_from_cstr(cases[i].text));
        struct quotation q = {.mention = NONE, .entity = NONE, .negated = cases[i].negated};
        if (cases[i].cue) {
            q.cue = fixture_at(&notes.doc, cases[i].cue);
            q.source = fixture_at(&notes.doc, cases[i].source);
        }
        notes.quotes = (struct quotations){&q, 1};
        struct accounts all = {.notes = &notes, .n_reports = 1};
        struct render_place x = {.all = &all};
        str verb = render_said_verb(&a, &x, 0, 0);
        if (!is(verb, cases[i].verb)) {
            fail_msg("%s: %.*s", cases[i].text, (int)verb.len, verb.ptr);
        }
    }
}

static void indirect_words_lose_their_that_and_get_their_mark_back(void **state) {
    (void)state;
    static const struct {
        const char *in;
        bool direct;
        const char *out;
    } cases[] = {
        {"that it leaked", false, "it leaked"},
        {"That it leaked", false, "it leaked"},
        {"that it leaked", true, "that it leaked"},
        {"that", false, "that"},
        {"to close it", false, "to close it"},
        {"talks were \"premature", false, "talks were \"premature\""},
        {"that \"it leaked\"", false, "\"it leaked\""},
        {"the sum \u2018a start", false, "the sum \u2018a start\u2019"},
        {"it was \u201cas open", false, "it was \u201cas open\u201d"},
        {"it isn\u2019t \u2018so\u2019", false, "it isn\u2019t \u2018so\u2019"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        str words = render_said_words(&a, str_from_cstr(cases[i].in), cases[i].direct);
        if (!is(words, cases[i].out)) {
            fail_msg("%s: %.*s", cases[i].in, (int)words.len, words.ptr);
        }
    }
}

static void heads_end_at_a_word(void **state) {
    (void)state;
    assert_true(is(render_said_head(&a, STR("one two three"), 13), "one two three"));
    assert_true(is(render_said_head(&a, STR("one two three"), 12), "one two \u2026"));
    assert_true(is(render_said_head(&a, STR("one, two three"), 6), "one \u2026"));
    assert_true(
        is(render_said_head(&a, STR("\u00e9\u00e9\u00e9\u00e9"), 2), "\u00e9\u00e9 \u2026"));
    assert_true(is(render_said_head(&a, STR(""), 2), ""));
}

/* Sayings of claim `n` on the days from `first` to `last`. */
static struct timeline_entry saying(uint32_t n, int32_t first, int32_t last, bool inferred) {
    return (struct timeline_entry){.first_day = first,
                                   .last_day = last,
                                   .value = STR("2026-03-12T12"),
                                   .kind = TIMELINE_SAYING,
                                   .claim = n,
                                   .inferred = inferred};
}

static void a_day_tells_each_speaker_once(void **state) {
    (void)state;
    struct accounts all;
    fixture_accounts(&a, &all);
    struct account acct = all.account[0];
    struct place b = {GAZETTE, acct.claim[0].base.at};
    struct timeline_entry entry[] = {saying(0, 20524, 20524, true),
                                     saying(1, 20524, 20524, false),
                                     saying(0, 20524, 20524, false),
                                     saying(0, 20525, 20525, true),
                                     saying(0, 20514, 20518, true),
                                     {.first_day = 20524,
                                      .last_day = 20524,
                                      .value = STR("2026-03"),
                                      .claim = NONE,
                                      .text = STR("it happened")}};
    for (size_t i = 0; i < 6; i++) {
        entry[i].place = &b;
        entry[i].n_places = 1;
    }
    acct.timeline = entry;
    acct.n_timeline = 6;
    struct render_place x = {.all = &all};
    struct history history;
    assert_int_equal(render_history(&a, &x, &acct, &history), ERR_OK);
    assert_int_equal(history.n, 5);
    assert_true(is(history.line[0].day, "2026-03-02/03-06"));
    assert_true(history.line[0].inferred);
    assert_true(is(history.line[1].day, "2026-03"));
    assert_int_equal(history.line[2].n_members, 2);
    assert_false(history.line[2].inferred); /* one of the two isn't */
    assert_int_equal(history.line[2].n_witnesses, 1);
    assert_int_equal(history.line[3].n_members, 1); /* disputed: by itself */
    assert_true(is(history.line[4].day, "2026-03-13"));
}

static void most_origins_come_first_and_events_of_one_place_once(void **state) {
    (void)state;
    struct accounts all;
    fixture_accounts(&a, &all);
    struct account acct = all.account[0];
    struct claim *claim = arena_array(&a, 6, sizeof *claim);
    memcpy(claim, acct.claim, 5 * sizeof *claim);
    claim[0].n_origins = 1;
    claim[5] = claim[3];
    acct.claim = claim;
    acct.n_claims = 6;
    struct claim_order order = render_order_shared(&a, &acct);
    assert_int_equal(order.n, 4);
    assert_int_equal(order.index[0], 1);
    assert_int_equal(order.index[1], 0);
    assert_int_equal(order.index[2], 3);
    assert_int_equal(order.index[3], 4);
    struct render_place x = {.all = &all};
    order = render_order_alone(&a, &x, &acct);
    assert_int_equal(order.n, 1);
    assert_int_equal(order.index[0], 2);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_cue_gives_the_verb, set_up, tear_down),
        cmocka_unit_test_setup_teardown(indirect_words_lose_their_that_and_get_their_mark_back,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(heads_end_at_a_word, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_day_tells_each_speaker_once, set_up, tear_down),
        cmocka_unit_test_setup_teardown(most_origins_come_first_and_events_of_one_place_once,
                                        set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
