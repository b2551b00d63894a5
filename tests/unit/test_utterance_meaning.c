/* Which cuts and changes turn the sense: pairs of wordings, and whether the difference must be
 * flagged. The pairs that must not be flagged matter more: a false alarm is worse than a miss. */
#include "unit.h"

#include "utterance_story.h"

struct pair {
    const char *base;
    const char *other;
    bool turns;
};

/* Two reports have one sentence each in quotation marks, with the cue behind. */
static void check(const struct pair *pair, size_t n) {
    for (size_t i = 0; i < n; i++) {
        struct story s;
        char text[2][512];
        struct report_case report[2] = {{text[0], {{pair[i].base, QUOTE_DIRECT, ANN, false}}},
                                        {text[1], {{pair[i].other, QUOTE_DIRECT, ANN, false}}}};
        snprintf(text[0], sizeof text[0], "\"%s,\" she said.", pair[i].base);
        snprintf(text[1], sizeof text[1], "\"%s,\" she said.", pair[i].other);
        tell(&s, report, 2, NULL);
        if (s.out.n != 1) {
            fail_msg("not joined: %s", pair[i].other);
        }
        const struct utterance *u = &s.out.utterance[0];
        bool turns = (u->rendering[0].changes | u->rendering[1].changes) & WORDING_MEANING;
        if (turns != pair[i].turns) {
            fail_msg("%s: %s", turns ? "false alarm" : "missed", pair[i].base);
        }
        arena_done(&s.a);
    }
}

static void cuts_that_turn_the_sense_are_flagged(void **state) {
    (void)state;
    static const struct pair cases[] = {
        {"I will not apologise for the decision until the inquiry has heard every household",
         "I will not apologise for the decision", true},
        {"The water is safe for washing, but not for drinking", "The water is safe", true},
        {"We will open the northern gate to all ships unless the frost returns",
         "We will open the northern gate to all ships", true},
        {"If the pilots agree, the northern gate will open on Friday",
         "The northern gate will open on Friday", true},
        {"I don't think that the northern gate will open on Friday",
         "The northern gate will open on Friday", true},
        {"The pilots have not signed the agreement with the yard",
         "The pilots have signed the agreement with the yard", true},
        {"The pilots only signed the agreement with the yard",
         "The pilots signed the agreement with the yard", true},
        {"The northern gate will open on Friday except for tankers from the islands",
         "The northern gate will open on Friday", true},
        /* and those that don't */
        {"But the northern gate will open on Friday", "The northern gate will open on Friday",
         false},
        {"The northern gate will open on Friday at the first light of day",
         "The northern gate will open on Friday", false},
        {"The northern gate will open on Friday and we will not close it again",
         "The northern gate will open on Friday", false},
        {"The northern gate will open on Friday, even if the frost returns",
         "The northern gate will open on Friday", false},
        {"We shall see on Friday whether they sail, and we will see if the mail comes with them",
         "We shall see on Friday whether they sail", false},
        {"The lamps on the mole burned until midnight as they had done all week",
         "The lamps on the mole burned", false},
        {"If it comes to us we are ready and the boats of this harbour will sail on Friday",
         "The boats of this harbour will sail on Friday", false},
        {"The pilots really signed the agreement with the yard",
         "The pilots signed the agreement with the yard", false},
        {"The votes are not in the hall to pass the new harbour law today",
         "There are not the votes in the hall to pass the new harbour law today", false},
        {"I don't know, the pilots of the northern yard simply went home",
         "The pilots of the northern yard simply went home", false},
        {"If the pilots were glad then, shouldn't they be glad of the harbour now that it is "
         "theirs",
         "If the pilots were glad then, they should be glad of the harbour now that it is theirs",
         false},
        {"This is our yard too -- for if the pilots are equal then the yard is theirs as well",
         "This is our yard too", false},
    };
    check(cases, sizeof cases / sizeof *cases);
}

static void changed_words_that_turn_the_sense_are_flagged(void **state) {
    (void)state;
    static const struct pair cases[] = {
        {"The board was told in January and it approved the delay",
         "The board was told in January and it opposed the delay", true},
        {"The northern gate will open before the winter",
         "The northern gate may open before the winter", true},
        {"All pilots of the yard have signed the agreement",
         "Some pilots of the yard have signed the agreement", true},
        {"We have mended 14 of the lamps on the mole", "We have mended 17 of the lamps on the mole",
         true},
        {"The council says that the search was legal in every respect",
         "The council says that the search was illegal in every respect", true},
        /* and those that don't */
        {"The board was told in January and it approved the delay",
         "The board was told in January and it aproved the delay", false},
        {"They will begin the work before the winter comes",
         "They will start the work before the winter comes", false},
        {"We have mended fourteen of the lamps on the mole",
         "We have mended 14 of the lamps on the mole", false},
        {"We are able to present a plan for the harbour that is sound",
         "We are able to provide a plan for the harbour that is sound", false},
        {"The search of the yard was the idea of the council",
         "The search of the dock was the idea of the council", false},
        {"We asked the pilots to sail before the winter",
         "They asked the pilots to sail before the winter", false},
    };
    check(cases, sizeof cases / sizeof *cases);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cuts_that_turn_the_sense_are_flagged),
        cmocka_unit_test(changed_words_that_turn_the_sense_are_flagged),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
