/* The public interface as a program outside the project uses it: copytaster.h and nothing else of
 * ours. */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "copytaster.h"

static const char gazette[] =
    "Finance Minister Greta Nyholt presented the budget in Grenholt on Friday.\n\n"
    "\"There is no money left for another bridge, and there will be none next year either,\" "
    "Nyholt told reporters.\n";
static const char post[] =
    "The budget was presented in Grenholt on Friday by Finance Minister Greta Nyholt.\n\n"
    "\"There is no money left for another bridge, and there will be none next year either,\" "
    "Mayor Bo Halmar said.\n";

struct text {
    char bytes[65536];
    size_t n;
};

static bool keep(void *ctx, const char *bytes, size_t n) {
    struct text *t = ctx;
    if (n > sizeof t->bytes - t->n) {
        return false;
    }
    memcpy(t->bytes + t->n, bytes, n);
    t->n += n;
    return true;
}

static bool refuse(void *ctx, const char *bytes, size_t n) {
    (void)ctx;
    (void)bytes;
    (void)n;
    return false;
}

static bool stop(void *ctx, enum ct_step step, size_t done, size_t total) {
    (void)ctx;
    (void)done;
    (void)total;
    return step != CT_STEP_COPIES;
}

static bool equals(ct_str s, const char *expected) {
    return s.len == strlen(expected) && memcmp(s.ptr, expected, s.len) == 0;
}

static ct_corpus *two_reports(void) {
    ct_corpus *corpus;
    ct_options options = {.threads = 2};
    assert_int_equal(ct_corpus_new(&options, &corpus, NULL), CT_OK);
    assert_int_equal(ct_corpus_add_bytes(corpus, "post.txt", (ct_str){post, sizeof post - 1}, NULL),
                     CT_OK);
    assert_int_equal(
        ct_corpus_add_bytes(corpus, "gazette.txt", (ct_str){gazette, sizeof gazette - 1}, NULL),
        CT_OK);
    return corpus;
}

static void views_walk_from_stories_to_words(void **state) {
    (void)state;
    ct_corpus *corpus = two_reports();
    ct_result *result;
    assert_int_equal(ct_corpus_collate(corpus, NULL, NULL, &result, NULL), CT_OK);
    assert_int_equal(ct_result_n_reports(result), 2);
    assert_true(equals(ct_result_report(result, 0).id, "gazette"));
    assert_int_equal(strlen(ct_result_report(result, 1).sha256), 64);
    assert_int_equal(ct_result_n_stories(result), 1);
    ct_story story = ct_result_story(result, 0);
    assert_int_equal(story.n_witnesses, 2);
    assert_int_equal(story.n_conflicts, 1);
    assert_int_equal(ct_result_n_conflicts(result), 1);
    ct_conflict conflict = ct_story_conflict(result, 0, 0);
    assert_true(equals(conflict.kind, "speaker"));
    assert_int_equal(conflict.n_sides, 2);
    assert_true(equals(ct_conflict_side(result, 0, 0, 0).value, "Greta Nyholt"));
    size_t report;
    ct_span at = ct_side_place(result, 0, 0, 0, 0, &report);
    assert_int_equal(ct_story_witness(result, 0, 0), 0);
    assert_memory_equal(ct_result_report(result, report).text.ptr + at.from, "There is no money",
                        17);
    assert_true(story.n_claims > 0);
    ct_claim claim = ct_story_claim(result, 0, conflict.claim);
    assert_true(equals(claim.kind, "utterance"));
    assert_int_equal(claim.n_witnesses, 2);
    ct_quotation quotation = ct_report_quotation(result, 0, ct_report_n_quotations(result, 0) - 1);
    assert_true(equals(quotation.type, "direct"));
    assert_true(equals(quotation.speaker, "Greta Nyholt"));
    ct_result_free(result);
    ct_corpus_free(corpus);
}

/* Their own words but for one paragraph. */
#define SHARED                                                                                \
    "The harbour authority said that the repairs of the northern quay would cost 40 million " \
    "crowns and that no ship would moor there before the end of the summer.\n\n"
static const char lamp[] =
    "Two people were rescued when a ferry struck the quay in Oskelby on Friday.\n\n" SHARED
    "Fishermen on the pier threw ropes to the swimmers and pulled both of them out of the water "
    "within minutes, while the crew counted the passengers twice.\n\n"
    "The bow was dented over a length of four steps, and splinters of the old oak fenders lay on "
    "the cobbles until evening. Children filled their pockets with them.\n\n"
    "In the market hall the stalls stayed open. The baker gave away her last loaves to those who "
    "waited for news of relatives, and the chapel rang its bell at six.\n\n"
    "\"We heard the bang in the market hall and ran,\" fishmonger Ada Lorn said.\n";
static const char herald[] =
    "A ferry hit the quay in Oskelby on Friday and two passengers were saved from drowning.\n\n"
    "Police closed the road along the shore for the whole afternoon so that ambulances could get "
    "through, and schools nearby sent the children home early.\n\n"
    "It was the third accident of this vessel within two years. In the first it lost a propeller "
    "off the lighthouse, in the second it ran upon a sandbank with a full load of cars.\n\n"
    "Insurers sent an inspector on the night train. He will look at the engine logs and at the "
    "rudder, which had been changed in a shipyard abroad last winter.\n\n" SHARED
    "Mayor Bo Halmar has called a meeting of the council for Monday evening to hear the captain "
    "and the pilots about what went wrong in calm weather.\n";

static void a_passage_that_was_taken_over_counts_once(void **state) {
    (void)state;
    ct_corpus *corpus;
    ct_result *result;
    assert_int_equal(ct_corpus_new(NULL, &corpus, NULL), CT_OK);
    assert_int_equal(ct_corpus_add_bytes(corpus, "lamp.txt", (ct_str){lamp, sizeof lamp - 1}, NULL),
                     CT_OK);
    assert_int_equal(
        ct_corpus_add_bytes(corpus, "herald.txt", (ct_str){herald, sizeof herald - 1}, NULL),
        CT_OK);
    assert_int_equal(ct_corpus_collate(corpus, NULL, NULL, &result, NULL), CT_OK);
    assert_int_equal(ct_result_n_stories(result), 1);
    ct_story story = ct_result_story(result, 0);
    assert_int_equal(story.n_outlets, 2);
    assert_int_equal(story.n_origins, 2);
    size_t n_once = 0;
    for (size_t i = 0; i < story.n_claims; i++) {
        ct_claim claim = ct_story_claim(result, 0, i);
        bool is_shared = claim.n_witnesses == 2 && claim.text.len > 0;
        n_once += is_shared && claim.n_outlets == 2 && claim.n_origins == 1;
    }
    assert_true(n_once > 0);
    assert_int_equal(ct_result_n_families(result), 1);
    assert_int_equal(ct_result_family(result, 0).n_reports, 2);
    assert_int_equal(ct_result_family(result, 0).n_origins, 2);
    ct_result_free(result);
    ct_corpus_free(corpus);
}

static void a_possessor_is_not_who_acts(void **state) {
    (void)state;
    static const char *const widow[] = {
        "A widow is in hospital in Grenholt, the harbour police said on Friday.\n\n"
        "She was shot in the arm by her four-year-old son on Thursday.\n",
        "A widow lies in hospital in Grenholt, the harbour police said on Friday.\n\n"
        "She was shot in the arm by her four-year-old son on Thursday.\n"};
    ct_options options = {.threads = 1};
    ct_corpus *corpus;
    ct_result *result;
    static struct text json;
    json.n = 0;
    assert_int_equal(ct_corpus_new(&options, &corpus, NULL), CT_OK);
    for (size_t i = 0; i < 2; i++) {
        ct_str bytes = {widow[i], strlen(widow[i])};
        assert_int_equal(ct_corpus_add_bytes(corpus, i ? "b.txt" : "a.txt", bytes, NULL), CT_OK);
    }
    assert_int_equal(ct_corpus_collate(corpus, NULL, NULL, &result, NULL), CT_OK);
    assert_int_equal(ct_result_write(result, CT_ACCOUNT, CT_JSON, NULL, keep, &json, NULL), CT_OK);
    assert_true(json.n < sizeof json.bytes);
    json.bytes[json.n] = '\0';
    const char *event = strstr(json.bytes, "\"type\": \"shoot\"");
    assert_non_null(event);
    const char *actor = strstr(event, "\"actor\": ");
    assert_non_null(actor);
    assert_memory_equal(actor, "\"actor\": null", 13);
    assert_memory_equal(strstr(event, "\"target_name\": "), "\"target_name\": \"widow\"", 22);
    ct_result_free(result);
    ct_corpus_free(corpus);
}

static void reprints_of_a_credited_text_have_it_from_there(void **state) {
    (void)state;
    static const char body[] =
        "A ferry with ninety people on board was held at the northern quay on Friday after the "
        "engine caught fire. Two tugs pulled the vessel back into the harbour.\n";
    static const char *const name[] = {"cape-news-agency.txt", "gull.txt", "post.txt"};
    ct_corpus *corpus;
    ct_result *result;
    static struct text told;
    told.n = 0;
    assert_int_equal(ct_corpus_new(NULL, &corpus, NULL), CT_OK);
    for (size_t i = 0; i < 3; i++) {
        char text[512];
        int n =
            snprintf(text, sizeof text, "%s%s%s", i == 1 ? "By Ann Lee, Cape News Agency\n\n" : "",
                     body, i == 2 ? "\n(Cape News Agency)\n" : "");
        ct_str bytes = {text, (size_t)n};
        assert_int_equal(ct_corpus_add_bytes(corpus, name[i], bytes, NULL), CT_OK);
    }
    assert_int_equal(ct_corpus_collate(corpus, NULL, NULL, &result, NULL), CT_OK);
    assert_int_equal(ct_result_write(result, CT_ACCOUNT, CT_JSON, NULL, keep, &told, NULL), CT_OK);
    assert_true(told.n < sizeof told.bytes);
    told.bytes[told.n] = '\0';
    assert_non_null(strstr(told.bytes, "from which both have it"));
    ct_result_free(result);
    ct_corpus_free(corpus);
}

static void a_progress_callback_can_stop_the_work(void **state) {
    (void)state;
    ct_corpus *corpus = two_reports();
    ct_result *result = NULL;
    ct_error error;
    assert_int_equal(ct_corpus_collate(corpus, stop, NULL, &result, &error), CT_ERR_CANCEL);
    assert_null(result);
    assert_int_equal(error.code, CT_ERR_CANCEL);
    assert_int_equal(ct_corpus_collate(corpus, NULL, NULL, &result, &error), CT_OK);
    ct_result_free(result);
    ct_corpus_free(corpus);
}

/* The last that was told of each step, and where to stop. */
struct heard {
    size_t done[CT_STEP_DUPLICATES + 1];
    size_t total[CT_STEP_DUPLICATES + 1];
    size_t n[CT_STEP_DUPLICATES + 1]; /* calls */
    enum ct_step stop_at;
    size_t stop_after; /* calls; 0 = never */
};

static bool hear(void *ctx, enum ct_step step, size_t done, size_t total) {
    struct heard *h = ctx;
    assert_true(done >= h->done[step] && (total == 0 || done <= total));
    h->done[step] = done;
    h->total[step] = total;
    h->n[step]++;
    return step != h->stop_at || h->stop_after == 0 || h->n[step] < h->stop_after;
}

static void a_survey_tells_how_far_it_is_and_can_be_stopped(void **state) {
    (void)state;
    static const enum ct_step step[] = {CT_STEP_COPIES, CT_STEP_STORIES, CT_STEP_DUPLICATES};
    const char *top = getenv("SOURCE_DIR");
    char samples[4096];
    snprintf(samples, sizeof samples, "%s/samples", top ? top : ".");
    const char *path[] = {samples};
    for (size_t stop_after = 0; stop_after < 3; stop_after++) {
        for (size_t i = 0; i < 3; i++) {
            struct heard h = {.stop_at = step[i], .stop_after = stop_after};
            ct_options options = {.threads = 2, .progress = hear, .progress_ctx = &h};
            ct_survey_options survey = {0};
            ct_corpus *corpus;
            ct_result *result = NULL;
            ct_dedup *dedup = NULL;
            assert_int_equal(ct_corpus_new(&options, &corpus, NULL), CT_OK);
            enum ct_err code =
                step[i] == CT_STEP_DUPLICATES
                    ? ct_corpus_dedup(corpus, path, 1, NULL, &dedup, NULL)
                    : ct_corpus_survey(corpus, path, 1, i == 0 ? CT_COPIES : CT_STORIES, &survey,
                                       hear, &h, &result, NULL);
            assert_int_equal(code, stop_after ? CT_ERR_CANCEL : CT_OK);
            assert_true(h.n[CT_STEP_READ] > 0);
            assert_true(stop_after ? h.n[step[i]] == stop_after : h.n[step[i]] > 0);
            assert_true(stop_after || h.done[step[i]] == h.total[step[i]]);
            ct_result_free(result);
            ct_dedup_free(dedup);
            ct_corpus_free(corpus);
        }
    }
}

static void a_layer_alone_gives_the_bytes_of_the_whole(void **state) {
    (void)state;
    ct_corpus *corpus = two_reports();
    ct_result *whole;
    assert_int_equal(ct_corpus_collate(corpus, NULL, NULL, &whole, NULL), CT_OK);
    for (enum ct_layer layer = CT_ACCOUNT; layer <= CT_COPIES; layer++) {
        enum ct_format last = layer == CT_ACCOUNT ? CT_JSON : CT_CSV;
        for (enum ct_format format = CT_TEXT; format <= last; format++) {
            static struct text expected;
            static struct text told;
            ct_result *alone;
            expected.n = 0;
            told.n = 0;
            assert_int_equal(ct_corpus_collate_for(corpus, layer, NULL, NULL, &alone, NULL), CT_OK);
            assert_int_equal(ct_result_write(whole, layer, format, NULL, keep, &expected, NULL),
                             CT_OK);
            assert_int_equal(ct_result_write(alone, layer, format, NULL, keep, &told, NULL), CT_OK);
            assert_int_equal(told.n, expected.n);
            assert_memory_equal(told.bytes, expected.bytes, told.n);
            ct_result_free(alone);
        }
    }
    ct_result_free(whole);
    ct_corpus_free(corpus);
}

static void a_layer_that_was_not_worked_out_is_refused(void **state) {
    (void)state;
    static struct text told;
    told.n = 0;
    ct_corpus *corpus = two_reports();
    ct_result *result;
    ct_error error;
    assert_int_equal(ct_corpus_collate_for(corpus, CT_QUOTES, NULL, NULL, &result, NULL), CT_OK);
    assert_int_equal(ct_result_write(result, CT_STORIES, CT_JSON, NULL, keep, &told, &error),
                     CT_ERR_USAGE);
    assert_int_equal(told.n, 0);
    assert_int_equal(ct_result_n_stories(result), 0);
    ct_result_free(result);
    ct_corpus_free(corpus);
}

static void a_corpus_may_grow_between_collations(void **state) {
    (void)state;
    ct_corpus *corpus = two_reports();
    ct_result *first;
    ct_result *second;
    assert_int_equal(ct_corpus_collate(corpus, NULL, NULL, &first, NULL), CT_OK);
    assert_int_equal(
        ct_corpus_add_bytes(corpus, "gazette.txt", (ct_str){gazette, sizeof gazette - 1}, NULL),
        CT_OK);
    assert_int_equal(ct_corpus_collate(corpus, NULL, NULL, &second, NULL), CT_OK);
    assert_int_equal(ct_result_n_reports(first), 2);
    assert_int_equal(ct_result_n_reports(second), 3);
    assert_true(equals(ct_result_report(second, 1).id, "gazette#2"));
    ct_result_free(first);
    ct_result_free(second);
    ct_corpus_free(corpus);
}

static void formats_that_do_not_fit_and_writers_that_refuse_are_errors(void **state) {
    (void)state;
    ct_corpus *corpus = two_reports();
    ct_result *result;
    ct_error error;
    struct text *out = calloc(1, sizeof *out);
    assert_non_null(out);
    assert_int_equal(ct_corpus_collate(corpus, NULL, NULL, &result, &error), CT_OK);
    assert_int_equal(ct_result_write(result, CT_ACCOUNT, CT_CSV, NULL, keep, out, &error),
                     CT_ERR_USAGE);
    assert_int_equal(ct_result_write(result, CT_QUOTES, CT_HTML, NULL, keep, out, &error),
                     CT_ERR_USAGE);
    assert_int_equal(ct_result_write(result, CT_QUOTES, CT_CSV, NULL, refuse, NULL, &error),
                     CT_ERR_IO);
    assert_int_equal(out->n, 0);
    assert_int_equal(ct_result_show(result, "nobody", 0, 5, CT_TEXT, NULL, keep, out, &error),
                     CT_ERR_MISSING);
    assert_int_equal(ct_result_show(result, "gazette", 0, 7, CT_TEXT, NULL, keep, out, &error),
                     CT_OK);
    assert_non_null(strstr(out->bytes, "Finance"));
    ct_result_free(result);
    ct_corpus_free(corpus);
    free(out);
}

static void an_empty_corpus_has_no_stories(void **state) {
    (void)state;
    ct_corpus *corpus;
    ct_result *result;
    assert_int_equal(ct_corpus_new(NULL, &corpus, NULL), CT_OK);
    assert_int_equal(ct_corpus_add_bytes(corpus, "empty.txt", (ct_str){"", 0}, NULL), CT_OK);
    assert_int_equal(ct_corpus_ledger(corpus).n_refused, 1);
    assert_int_equal(ct_corpus_collate(corpus, NULL, NULL, &result, NULL), CT_OK);
    assert_int_equal(ct_result_n_stories(result), 0);
    ct_result_free(result);
    ct_corpus_free(corpus);
    ct_result_free(NULL);
    ct_corpus_free(NULL);
}

static void names_are_compared_alone(void **state) {
    (void)state;
    ct_str a = {"Vasil Doretsky", 14};
    ct_str b = {"Vasil Doretskyi", 15};
    ct_str c = {"Lena Osterby", 12};
    assert_true(ct_name_match(a, b, CT_PERSON) >= 0.5);
    assert_true(ct_name_match(a, c, CT_PERSON) < 0.5);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(views_walk_from_stories_to_words),
        cmocka_unit_test(a_passage_that_was_taken_over_counts_once),
        cmocka_unit_test(a_possessor_is_not_who_acts),
        cmocka_unit_test(reprints_of_a_credited_text_have_it_from_there),
        cmocka_unit_test(a_progress_callback_can_stop_the_work),
        cmocka_unit_test(a_survey_tells_how_far_it_is_and_can_be_stopped),
        cmocka_unit_test(a_layer_alone_gives_the_bytes_of_the_whole),
        cmocka_unit_test(a_layer_that_was_not_worked_out_is_refused),
        cmocka_unit_test(a_corpus_may_grow_between_collations),
        cmocka_unit_test(formats_that_do_not_fit_and_writers_that_refuse_are_errors),
        cmocka_unit_test(an_empty_corpus_has_no_stories),
        cmocka_unit_test(names_are_compared_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
