/* Cohesion: an article with subheadings is one passage, a round-up is parted, and what stands at
 * the end of an article and is of something else is parted from it. */
#include "fixture_reports.h"
#include "story/cohesion.h"
#include "story/digest.h"

#define FERRY                                                                                      \
    "The ferry from the islands struck the northern quay at noon and twelve passengers were hurt " \
    "when the bow hit the stone, the harbour master told the council of the town on Friday."
#define FERRY_AGAIN                                                                      \
    "Divers looked at the bow of the ferry, the stone of the quay was cracked, and the " \
    "passengers "                                                                        \
    "of the islands will wait for another ferry until the harbour has mended the northern quay."
#define WATER                                                                                     \
    "Taps ran again after four days, when two crews mended the broken main below the market and " \
    "flushed the pipes; families had fetched their water from trucks in buckets and bottles."
#define CHESS                                                                                      \
    "A girl of nine won the open chess tournament with six points from seven games, drawing only " \
    "with last year's champion, whose bishop ending her trainer called a lesson for everybody."

static uint32_t n_passages(const char *text) {
    struct reports r;
    struct stems stems;
    struct digest d;
    struct dates dates = {.anchor = {.day = 20516, .second = -1}};
    reports_init(&r);
    assert_int_equal(stems_init(&stems, &r.a), ERR_OK);
    assert_int_equal(digest_make(&r.a, &stems, reports_add(&r, text), NULL, &dates, &d), ERR_OK);
    stems_done(&stems);
    uint32_t n = d.n;
    arena_done(&r.a);
    return n;
}

static void subheadings_part_no_article(void **state) {
    (void)state;
    assert_int_equal(n_passages(FERRY "\n\nAt the quay\n\n" FERRY_AGAIN "\n"), 1);
}

static void a_round_up_is_parted(void **state) {
    (void)state;
    assert_int_equal(n_passages(FERRY "\n\nUpper town\n\n" WATER "\n\nSport\n\n" CHESS "\n"), 3);
}

static void a_note_at_the_end_is_parted(void **state) {
    (void)state;
    assert_int_equal(n_passages(FERRY "\n\nAt the quay\n\n" FERRY_AGAIN "\n\nAfterwards\n\n" FERRY
                                      " " FERRY_AGAIN "\n\nSport\n\n" CHESS "\n"),
                     2);
}

static void half_of_the_parts_make_a_round_up(void **state) {
    (void)state;
    struct cohesion part[] = {
        {.likeness = 0.01F}, {.likeness = 0.2F}, {.likeness = 0.05F}, {.likeness = 0.3F}};
    assert_true(cohesion_is_roundup(part, 4));
    part[2].likeness = 0.1F;
    assert_false(cohesion_is_roundup(part, 4));
    part[2].named = 2; /* and the rest names none of the two */
    assert_true(cohesion_is_roundup(part, 4));
    part[2].shared = 1;
    assert_false(cohesion_is_roundup(part, 4));
    assert_false(cohesion_is_roundup(part, 0));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(subheadings_part_no_article),
        cmocka_unit_test(a_round_up_is_parted),
        cmocka_unit_test(a_note_at_the_end_is_parted),
        cmocka_unit_test(half_of_the_parts_make_a_round_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
