/* join.h: entities of several invented reports, and pairs of names by themselves. */
#include "unit.h"

#include "name/join.h"

enum { MOST = 4 };

struct story {
    arena a;
    struct document doc[MOST];
    struct names names[MOST];
    struct name_join join;
};

static void read_story(struct story *s, const char *const *text, size_t n) {
    const struct name_lexicon *lex = NULL;
    const struct document *doc[MOST];
    const struct names *names[MOST];
    arena_init(&s->a, 0);
    assert_int_equal(name_lexicon_new(&s->a, &lex), ERR_OK);
    for (size_t i = 0; i < n; i++) {
        s->doc[i] = (struct document){.text = str_from_cstr(text[i])};
        assert_int_equal(document_analyse(&s->a, &s->doc[i]), ERR_OK);
        assert_int_equal(names_find(&s->a, lex, &s->doc[i], &s->names[i]), ERR_OK);
        doc[i] = &s->doc[i];
        names[i] = &s->names[i];
    }
    assert_int_equal(name_join(&s->a, doc, names, n, &s->join), ERR_OK);
}

/* The joined entity of the first mention in report `r` with these words. */
static uint32_t joined_of(const struct story *s, size_t r, const char *words) {
    for (size_t i = 0; i < s->names[r].n_mentions; i++) {
        const struct mention *m = &s->names[r].mention[i];
        if (str_equals(str_span(s->doc[r].text, m->at), str_from_cstr(words)) &&
            m->entity != NONE) {
            return s->join.of[r][m->entity];
        }
    }
    fail_msg("no mention: %s", words);
    return NONE;
}

static void variants_of_sound_are_one_person(void **state) {
    (void)state;
    const char *text[] = {"Corvenian Foreign Minister Vasil Doretsky denied it.",
                          "Then Foreign Minister Vasil Doretskyi spoke in Tesnova."};
    struct story s;
    read_story(&s, text, 2);
    uint32_t a = joined_of(&s, 0, "Corvenian Foreign Minister Vasil Doretsky");
    for (size_t i = 0; i < s.names[1].n_entities; i++) {
        if (str_equals(s.names[1].entity[i].surname, STR("doretskyi"))) {
            assert_int_equal(s.join.of[1][i], a);
        }
    }
    assert_int_equal(s.join.entity[a].n_forms, 2);
    assert_int_equal(s.join.entity[a].n_variants, 1);
    assert_int_equal(s.join.entity[a].variant_reason[0], NAME_VARIANT);
    arena_done(&s.a);
}

static void a_slip_is_kept_with_its_reason(void **state) {
    (void)state;
    const char *text[] = {"Interior Minister Tomas Verhalt came. Neither was held, Verhelt said.",
                          "Interior Minister Tomas Verhalt came."};
    struct story s;
    read_story(&s, text, 2);
    const struct joined *e = &s.join.entity[joined_of(&s, 1, "Interior Minister Tomas Verhalt")];
    assert_int_equal(e->n_forms, 2);
    assert_int_equal(e->n_variants, 1);
    assert_true(str_equals(e->variant[0], STR("Verhelt")));
    assert_int_equal(e->variant_reason[0], NAME_MISSPELT);
    arena_done(&s.a);
}

static void two_people_of_one_report_never_join(void **state) {
    (void)state;
    const char *text[] = {"Anna Karlson met Anna Karlsen in town. Karlson and Karlsen left.",
                          "Anna Karlson spoke."};
    struct story s;
    read_story(&s, text, 2);
    assert_int_not_equal(joined_of(&s, 0, "Anna Karlson"), joined_of(&s, 0, "Anna Karlsen"));
    arena_done(&s.a);
}

static void an_office_finds_its_holder_in_another_report(void **state) {
    (void)state;
    const char *text[] = {"Norwegian Foreign Minister Anna Berg left.",
                          "The Norwegian foreign minister left early."};
    struct story s;
    read_story(&s, text, 2);
    assert_int_equal(joined_of(&s, 0, "Norwegian Foreign Minister Anna Berg"),
                     joined_of(&s, 1, "The Norwegian foreign minister"));
    arena_done(&s.a);
}

static void a_spokeswoman_is_found_by_her_organisation(void **state) {
    (void)state;
    const char *text[] = {"\"No,\" said Carla Henning, the NATO spokeswoman.",
                          "A NATO spokeswoman declined. The NATO spokeswoman said it was late.",
                          "\"Yes,\" said Paula Henke, the UNICEF spokeswoman."};
    struct story s;
    read_story(&s, text, 3);
    assert_int_equal(joined_of(&s, 0, "Carla Henning"), joined_of(&s, 1, "The NATO spokeswoman"));
    assert_int_not_equal(joined_of(&s, 2, "Paula Henke"), joined_of(&s, 1, "The NATO spokeswoman"));
    arena_done(&s.a);
}

static void a_surname_of_two_goes_by_office_gender_and_frequency(void **state) {
    (void)state;
    const char *couple = "President Axel Morrow spoke. Morrow left. Later Morrow called. Axel "
                         "Morrow waited. Maria Morrow watched.";
    static const struct {
        const char *text;
        const char *mention;
        const char *whose;
    } rows[] = {
        {"President Morrow came.", "President Morrow", "President Axel Morrow"},
        {"Mrs. Morrow came.", "Mrs. Morrow", "Maria Morrow"},
        {"Officials met Mr. Morrow there.", "Mr. Morrow", "President Axel Morrow"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *text[] = {couple, rows[i].text};
        struct story s;
        read_story(&s, text, 2);
        assert_int_equal(joined_of(&s, 1, rows[i].mention), joined_of(&s, 0, rows[i].whose));
        arena_done(&s.a);
    }
    const char *even[] = {"Axel Morrow and Maria Morrow came.", "\"No,\" Morrow said."};
    struct story s;
    read_story(&s, even, 2);
    assert_int_not_equal(joined_of(&s, 1, "Morrow"), joined_of(&s, 0, "Axel Morrow"));
    assert_int_not_equal(joined_of(&s, 1, "Morrow"), joined_of(&s, 0, "Maria Morrow"));
    arena_done(&s.a);
}

static void the_order_of_reports_does_not_matter(void **state) {
    (void)state;
    const char *text[] = {"Mayor Lena Osterby spoke.", "Osterby said no. Mr Dorn waited.",
                          "Lena Osterbi and Paul Dorn met."};
    const char *turned[] = {text[2], text[0], text[1]};
    struct story s;
    struct story t;
    read_story(&s, text, 3);
    read_story(&t, turned, 3);
    assert_int_equal(s.join.n, t.join.n);
    for (size_t i = 0; i < s.join.n; i++) {
        size_t found = 0;
        for (size_t k = 0; k < t.join.n; k++) {
            found += str_equals(s.join.entity[i].name, t.join.entity[k].name) &&
                     s.join.entity[i].n_forms == t.join.entity[k].n_forms;
        }
        assert_int_equal(found, 1);
    }
    arena_done(&s.a);
    arena_done(&t.a);
}

static void pairs_are_judged_as_a_reader_would(void **state) {
    (void)state;
    static const struct {
        const char *a;
        const char *b;
        enum entity_kind kind;
        bool same;
    } pairs[] = {
        {"Volodymyr Zelensky", "Volodymyr Zelenskyy", ENTITY_PERSON, true},
        {"Karl Brennoth", "BRENNOTH, Karl", ENTITY_PERSON, true},
        {"K. Brennoth", "Karl Brennoth", ENTITY_PERSON, true},
        {"A. Brennoth", "Karl Brennoth", ENTITY_PERSON, false},
        {"Dr. Ines Marek", "Ines Marek", ENTITY_PERSON, true},
        {"Bill Carver", "William Carver", ENTITY_PERSON, true},
        {"Josh Carver", "Joshua Karver", ENTITY_PERSON, true},
        {"Boris Carver", "William Carver", ENTITY_PERSON, false},
        {"Мария Орлова", "Maria Orlova", ENTITY_PERSON, true},
        {"Ardlow Water Ltd", "Ardlow Water", ENTITY_ORG, true},
        {"Ardlow Water plc", "Ardlow Water GmbH", ENTITY_ORG, false},
        {"Water Standards Office", "WSO", ENTITY_ORG, true},
        {"Bank of Halvia", "Bank of Corvenia", ENTITY_ORG, false},
        {"", "Ines Marek", ENTITY_PERSON, false},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        double score =
            name_match(str_from_cstr(pairs[i].a), str_from_cstr(pairs[i].b), pairs[i].kind);
        double turned =
            name_match(str_from_cstr(pairs[i].b), str_from_cstr(pairs[i].a), pairs[i].kind);
        if ((score >= 0.5) != pairs[i].same || score != turned) {
            fail_msg("%s / %s: %.2f, turned %.2f", pairs[i].a, pairs[i].b, score, turned);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(variants_of_sound_are_one_person),
        cmocka_unit_test(a_slip_is_kept_with_its_reason),
        cmocka_unit_test(two_people_of_one_report_never_join),
        cmocka_unit_test(an_office_finds_its_holder_in_another_report),
        cmocka_unit_test(a_spokeswoman_is_found_by_her_organisation),
        cmocka_unit_test(a_surname_of_two_goes_by_office_gender_and_frequency),
        cmocka_unit_test(the_order_of_reports_does_not_matter),
        cmocka_unit_test(pairs_are_judged_as_a_reader_would),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
