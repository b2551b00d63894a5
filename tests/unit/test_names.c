/* names.h: mentions, offices and entities of one report, on invented sentences. */
#include "unit.h"

#include <stdio.h>

#include "name/names.h"

struct fixture {
    arena a;
    struct document doc;
    struct names names;
};

static const struct name_lexicon *lexicon(arena *a) {
    const struct name_lexicon *lex = NULL;
    assert_int_equal(name_lexicon_new(a, &lex), ERR_OK);
    return lex;
}

static void read_text(struct fixture *f, const char *text) {
    arena_init(&f->a, 0);
    f->doc = (struct document){.text = str_from_cstr(text)};
    assert_int_equal(document_analyse(&f->a, &f->doc), ERR_OK);
    assert_int_equal(names_find(&f->a, lexicon(&f->a), &f->doc, &f->names), ERR_OK);
}

/* The mention whose words are `words` (the `nth` of them, from 0), or NULL. */
static const struct mention *find(const struct fixture *f, const char *words, unsigned nth) {
    for (size_t i = 0; i < f->names.n_mentions; i++) {
        str s = str_span(f->doc.text, f->names.mention[i].at);
        if (str_equals(s, str_from_cstr(words)) && nth-- == 0) {
            return &f->names.mention[i];
        }
    }
    return NULL;
}

struct expect {
    const char *text;
    const char *mention;
    unsigned nth;
    const char *entity;
    enum name_reason reason;
};

static void check(const struct expect *e) {
    struct fixture f;
    read_text(&f, e->text);
    const struct mention *m = find(&f, e->mention, e->nth);
    if (!m || (e->entity && m->entity == NONE)) {
        fail_msg("no mention or no entity: %s", e->mention);
    }
    if (!e->entity) {
        assert_int_equal(m->entity, NONE);
    } else {
        str name = f.names.entity[m->entity].name;
        if (!str_equals(name, str_from_cstr(e->entity)) || m->reason != e->reason) {
            fail_msg("%s: %.*s (%s)", e->mention, (int)name.len, name.ptr,
                     name_reason_name(m->reason));
        }
    }
    arena_done(&f.a);
}

static const struct expect cases[] = {
    {"Canadian Foreign Minister Laura Whitlock said so.",
     "Canadian Foreign Minister Laura Whitlock", 0, "Laura Whitlock", NAME_FULL},
    {"Mayor Lena Osterby spoke. Later Osterby left.", "Osterby", 0, "Lena Osterby", NAME_SURNAME},
    {"The chief prosecutor, Ivo Castellan, is under pressure.", "The chief prosecutor", 0,
     "Ivo Castellan", NAME_APPOSITION},
    {"Hugo Lannart, the company's chairman, said he would stay.", "the company's chairman", 0,
     "Hugo Lannart", NAME_APPOSITION},
    {"Hugo Lannart, the company's chairman, said he would stay.", "he", 0, "Hugo Lannart",
     NAME_PRONOUN},
    {"Interior Minister Tomas Verhalt spoke on Friday. Neither was charged, Verhelt said.",
     "Verhelt", 0, "Tomas Verhalt", NAME_MISSPELT},
    {"President Pavlo Hrendal spoke first.\n\n\"I have a pen,\" the president said.",
     "the president", 0, "Pavlo Hrendal", NAME_ROLE_BEFORE},
    {"\"There are cameras,\" the harbour authority's chief said on Friday.\n\n\"I would wait,\" "
     "Ines Marek said.",
     "the harbour authority's chief", 0, "Ines Marek", NAME_ROLE_LATER},
    {"The head of its water company, Oona Ferrant, has resigned.", "The head of its water company",
     0, "Oona Ferrant", NAME_APPOSITION},
    {"Oona Ferrant resigned as chief executive of Ardlow Water.", "chief executive of Ardlow Water",
     0, "Oona Ferrant", NAME_APPOSITION},
    {"The North Pole Rescue Organisation (NPRO) met. NPRO said so.", "NPRO", 1,
     "North Pole Rescue Organisation", NAME_ACRONYM},
    {"William Carver arrived. Then Bill Carver left.", "Bill Carver", 0, "William Carver",
     NAME_NICKNAME},
    {"NATO will meet in Brussels. The alliance is calm.", "The alliance", 0, "NATO",
     NAME_KNOWLEDGE},
    {"Norway's Foreign Ministry said so.", "Norway's Foreign Ministry", 0,
     "Norway's Foreign Ministry", NAME_FULL},
    {"Norway's Foreign Ministry said so.", "Norway", 0, "Norway", NAME_FULL},
    {"Paul Dornach spoke on Monday.\n\nThen Mayor Osterby voted. Later he said it again.", "he", 0,
     "Osterby", NAME_PRONOUN},
    {"Reda Osterby praised Paul Dornach. Paul Verhalt, a shop owner, said he voted for Dornach.",
     "he", 0, "Paul Verhalt", NAME_PRONOUN},
    {"Ambulance crews came at noon. The intelligence officials left.", "The intelligence officials",
     0, "intelligence officials", NAME_UNRESOLVED},
    {"Two ambulance crews came at noon.", "ambulance crews", 0, "ambulance crews", NAME_UNRESOLVED},
    {"President Paul Morrow and Maria Morrow came. President Morrow spoke.", "President Morrow", 0,
     "Paul Morrow", NAME_SURNAME},
    {"Mayor de Osterby spoke. Later Lena de Osterby left.", "Mayor de Osterby", 0,
     "Lena de Osterby", NAME_SURNAME},
    {"Paul Morrow and Maria Morrow came. Mr. Morrow spoke.", "Mr. Morrow", 0, "Paul Morrow",
     NAME_SURNAME},
    {"Maria Morrow and Paul Morrow came. Mrs. Morrow spoke.", "Mrs. Morrow", 0, "Maria Morrow",
     NAME_SURNAME},
    {"#Doretsky: We regard it as unfriendly.", "#Doretsky", 0, "Doretsky", NAME_FULL},
};

static void mentions_stand_for_whom_a_reader_would_say(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        check(&cases[i]);
    }
}

/* Whether the report has a person of exactly that name. */
static bool has_person(const struct fixture *f, const char *name) {
    for (size_t i = 0; i < f->names.n_entities; i++) {
        const struct entity *e = &f->names.entity[i];
        if (e->kind == ENTITY_PERSON && str_equals(e->name, str_from_cstr(name))) {
            return true;
        }
    }
    return false;
}

static void persons_are_those_a_reader_would_name(void **state) {
    (void)state;
    static const struct {
        const char *text;
        const char *person;    /* is one of the persons */
        const char *no_person; /* isn't */
    } rows[] = {
        {"Lena Osterby came. \"No,\" Osterby said. Said Osterby: \"We lost.\"", "Lena Osterby",
         "Said Osterby"},
        {"Lena Osterby came. Assuming Osterby wins, all is well.", "Lena Osterby",
         "Assuming Osterby"},
        {"Interviewer Paul Dornach said it was late.", "Paul Dornach", "Interviewer Paul Dornach"},
        {"Rear Adm. John Dornach said it was late.", "John Dornach", "Rear"},
        {"A bill by Sens. Lena Osterby and Paul Dornach failed.", "Lena Osterby", "Sens"},
        {"They met Paul S. King Jr. in town.", "Paul S. King Jr", "Paul S"},
        {"They met Paul M. Dornach in town.", "Paul M. Dornach", "Paul"},
        {"She called Aksel H. Dornach and Aksel W. Dornach.", "Aksel W. Dornach", NULL},
        {"She called Aksel H. Dornach and Aksel W. Dornach.", "Aksel H. Dornach", NULL},
        {"The assistant for Harbour Affairs Johanna Marsh said no.", "Johanna Marsh",
         "Harbour Affairs Johanna Marsh"},
        {"The storm, named Hurricane Lena, said officials, was weak.", NULL, "Hurricane Lena"},
        {"The court struck down the Marriage Act, said Paul Dornach.", "Paul Dornach",
         "Marriage Act"},
        {"Paul Dornach and Lena Osterby came. Dornach and Osterby run. The Dornach-Osterby ticket "
         "said so.",
         "Paul Dornach", "Dornach-Osterby"},
        {"Lena Osterby came. The Osterbys said no.", "Lena Osterby", "Osterbys"},
        {"Paul W. Dornach left. The Dornach-era rules stay.", "Paul W. Dornach", "Dornach-era"},
        {"Dornach Will Travel To Tesnova\n\nThe visit is on Friday, the office said.", NULL,
         "Dornach Will Travel To Tesnova"},
        {"Q: Who came?\n\nA: Paul Dornach did.", "Paul Dornach", "Q"},
        {"They asked Virginia Gov. Paul Dornach.", "Paul Dornach", "Virginia Gov"},
        {"The Investigations Subcommittee said it will meet.", NULL, "Investigations Subcommittee"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct fixture f;
        read_text(&f, rows[i].text);
        if ((rows[i].person && !has_person(&f, rows[i].person)) ||
            (rows[i].no_person && has_person(&f, rows[i].no_person))) {
            fail_msg("%s", rows[i].text);
        }
        arena_done(&f.a);
    }
}

static void two_ministers_of_one_office_stay_apart(void **state) {
    (void)state;
    struct fixture f;
    read_text(&f, "Norwegian Foreign Minister Anna Berg met Danish Foreign Minister Karen Holm. "
                  "The Danish foreign minister left.");
    const struct mention *m = find(&f, "The Danish foreign minister", 0);
    assert_non_null(m);
    assert_int_not_equal(m->entity, NONE);
    assert_true(str_equals(f.names.entity[m->entity].name, STR("Karen Holm")));
    arena_done(&f.a);
}

static void both_spellings_in_one_sentence_are_two_people(void **state) {
    (void)state;
    struct fixture f;
    read_text(&f, "Tomas Verhalt spoke. Then Verhalt and Verhelt shook hands.");
    const struct mention *a = find(&f, "Verhalt", 0);
    const struct mention *b = find(&f, "Verhelt", 0);
    assert_non_null(a);
    assert_non_null(b);
    assert_int_not_equal(a->entity, b->entity);
    arena_done(&f.a);
}

static void an_office_keeps_its_country_and_organisation(void **state) {
    (void)state;
    struct fixture f;
    read_text(&f, "US Secretary of State Carl Benner spoke.");
    const struct mention *m = find(&f, "US Secretary of State Carl Benner", 0);
    assert_non_null(m);
    const struct entity *e = &f.names.entity[m->entity];
    assert_int_equal(e->n_roles, 1);
    assert_int_equal(e->role[0].country, 'U' << 8 | 'S');
    assert_true(str_equals(e->role[0].key, STR("secretary of state")));
    assert_true(str_equals(f.names.entity[e->role[0].org].name, STR("United States")));
    arena_done(&f.a);
}

static void questions_find_the_innermost_and_the_overlapping(void **state) {
    (void)state;
    struct fixture f;
    read_text(&f, "NATO's head Jens Halvor spoke.");
    uint32_t inner = names_mention_at(&f.names, 0);
    assert_int_not_equal(inner, NONE);
    assert_int_equal(f.names.mention[inner].type, ENTITY_ORG);
    uint32_t in = names_mention_in(&f.names, (struct span){7, 11});
    assert_int_not_equal(in, NONE);
    assert_int_equal(f.names.mention[in].kind, MENTION_NAME);
    assert_int_equal(names_mention_in(&f.names, (struct span){29, 30}), NONE);
    arena_done(&f.a);
}

static void empty_text_has_no_names(void **state) {
    (void)state;
    struct fixture f;
    read_text(&f, "");
    assert_int_equal(f.names.n_mentions, 0);
    arena_done(&f.a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mentions_stand_for_whom_a_reader_would_say),
        cmocka_unit_test(persons_are_those_a_reader_would_name),
        cmocka_unit_test(two_ministers_of_one_office_stay_apart),
        cmocka_unit_test(both_spellings_in_one_sentence_are_two_people),
        cmocka_unit_test(an_office_keeps_its_country_and_organisation),
        cmocka_unit_test(questions_find_the_innermost_and_the_overlapping),
        cmocka_unit_test(empty_text_has_no_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
