/* lexicon.c - the tables of tables/ turned into maps. Words carry flags, since one word is many
 * things (Jordan is a country and a given name); phrases are matched longest first on the token
 * array. Everything is written by us from general knowledge. Built once, about 6,000 entries, a few
 * milliseconds; read only afterwards. */
#include "name/lexicon.h"

#include "base/hash.h"
#include "base/vec.h"
#include "name/tables/given.inc"
#include "name/tables/groups.inc"
#include "name/tables/words.inc"

struct list {
    const char *words;
    uint32_t flags;
};

static const char determiners[] = "the a an this these those some any no every each both another";
static const char prepositions[] =
    "in at near from to outside across around into through toward towards via inside throughout";
static const char joiners[] = "is was became as becomes remains remained were are";

static const struct list lists[] = {
    {given_male, WORD_MALE},
    {given_female, WORD_FEMALE},
    {given_shared, WORD_MALE | WORD_FEMALE},
    {titles, WORD_TITLE},
    {titles_male, WORD_TITLE | WORD_MASCULINE},
    {titles_female, WORD_TITLE | WORD_FEMININE},
    {name_ends, WORD_NAME_END},
    {particles, WORD_PARTICLE},
    {org_heads, WORD_ORG},
    {org_ends, WORD_ORG_END},
    {place_words, WORD_PLACE},
    {place_firsts, WORD_PLACE_FIRST},
    {speech_verbs, WORD_SPEECH},
    {calendar_words, WORD_CALENDAR},
    {thing_words, WORD_THING},
    {capital_adjectives, WORD_ADJECTIVE},
    {common_words, WORD_COMMON},
    {group_nouns, WORD_GROUP},
    {org_nouns, WORD_ORG_NOUN},
    {role_modifiers, WORD_MODIFIER},
    {role_nouns, WORD_ROLE_NOUN},
    {determiners, WORD_DETERMINER | WORD_COMMON},
    {prepositions, WORD_AT | WORD_COMMON},
    {joiners, WORD_BE | WORD_COMMON},
    {"he him himself", WORD_PRONOUN | WORD_MASCULINE | WORD_COMMON},
    {"his", WORD_PRONOUN | WORD_MASCULINE | WORD_POSSESSIVE | WORD_COMMON},
    {"she herself hers", WORD_PRONOUN | WORD_FEMININE | WORD_COMMON},
    {"her", WORD_PRONOUN | WORD_FEMININE | WORD_POSSESSIVE | WORD_COMMON},
    {"it itself", WORD_PRONOUN | WORD_COMMON},
    {"its", WORD_PRONOUN | WORD_POSSESSIVE | WORD_COMMON},
    {"they them themselves", WORD_PRONOUN | WORD_PLURAL | WORD_COMMON},
    {"their theirs", WORD_PRONOUN | WORD_PLURAL | WORD_POSSESSIVE | WORD_COMMON},
    {"my our your", WORD_POSSESSIVE | WORD_COMMON},
    {"of", WORD_OF},
    {"for", WORD_FOR},
    {"and", WORD_AND},
    {"the", WORD_THE},
    {"a an another", WORD_INDEFINITE},
    {"former ex then late retired onetime ousted deposed", WORD_FORMER},
};

struct place_row {
    const char *country;
    const char *names;
    uint8_t kind;
    uint8_t form;
};

static const struct place_row place_rows[] = {
#define PLACES(code, names) {code, names, ENTITY_PLACE, KNOWN_NAME},
#include "name/tables/places.inc"
#undef PLACES
};

static const struct place_row org_rows[] = {
#define SEATS(code, names) {code, names, ENTITY_ORG, KNOWN_SEAT},
#define ORGS(code, names) {code, names, ENTITY_ORG, KNOWN_NAME},
#define OUTLETS(names) {"", names, ENTITY_ORG, KNOWN_OUTLET},
#include "name/tables/orgs.inc"
#undef SEATS
#undef ORGS
#undef OUTLETS
};

static const struct {
    const char *code;
    const char *names;
    const char *adjectives;
    const char *capital;
} country_rows[] = {
#define COUNTRY(code, names, adjectives, capital) {code, names, adjectives, capital},
#include "name/tables/countries.inc"
#undef COUNTRY
};

static const struct {
    const char *forms;
    const char *flags;
    char gender;
} office_rows[] = {
#define ROLE(forms, gender, flags) {forms, flags, gender},
#include "name/tables/roles.inc"
#undef ROLE
};

/* The next piece of `rest` before `mark`; false at the end. */
static bool next_piece(str *rest, char mark, str *piece) {
    if (rest->len == 0) {
        return false;
    }
    const char *end = memchr(rest->ptr, mark, rest->len);
    size_t len = end ? (size_t)(end - rest->ptr) : rest->len;
    *piece = str_slice(*rest, 0, len);
    *rest = str_slice(*rest, end ? len + 1 : len, rest->len);
    return true;
}

static enum err add_flags(struct name_lexicon *lex, str word, uint32_t flags) {
    uint64_t h = token_hash(word);
    return map_put(&lex->word, h, lexicon_word(lex, h) | flags);
}

static enum err add_lists(struct name_lexicon *lex) {
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        str rest = str_from_cstr(lists[i].words);
        str word;
        while (next_piece(&rest, ' ', &word)) {
            TRY(add_flags(lex, word, lists[i].flags));
        }
    }
    return ERR_OK;
}

/* A phrase that stands in two tables keeps its first meaning. */
static enum err add_phrase(struct phrases *p, str phrase, uint32_t value) {
    enum err code = phrases_add(p, phrase, value);
    return code == ERR_USAGE ? ERR_OK : code;
}

static enum err add_known(struct name_lexicon *lex, arena *a, str forms, struct known k) {
    str form;
    for (bool first = true; next_piece(&forms, '|', &form); first = false) {
        if (first && k.name.len == 0) {
            k.name = form;
        }
        if (first) {
            TRY(vec_push(a, &lex->known, k));
        }
        TRY(add_phrase(&lex->known_at, form, (uint32_t)lex->known.n - 1));
    }
    return ERR_OK;
}

static uint16_t code_of(const char *code) {
    return code[0] ? (uint16_t)((uint8_t)code[0] * 256u + (uint8_t)code[1]) : 0;
}

static enum err add_rows(struct name_lexicon *lex, arena *a, const struct place_row *row,
                         size_t n) {
    for (size_t i = 0; i < n; i++) {
        str rest = str_from_cstr(row[i].names);
        str forms;
        while (next_piece(&rest, ';', &forms)) {
            TRY(add_known(lex, a, forms,
                          (struct known){.country = code_of(row[i].country),
                                         .kind = row[i].kind,
                                         .form = row[i].form}));
        }
    }
    return ERR_OK;
}

/* "Russian" gives "Russians"; adjectives that end in a hiss have no such plural. */
static enum err add_people(struct name_lexicon *lex, arena *a, str adjectives, struct known k) {
    char room[64];
    str one;
    bool first = true;
    while (next_piece(&adjectives, '|', &one)) {
        if (one.len + 1 < sizeof room && !strchr("shez", one.ptr[one.len - 1])) {
            memcpy(room, one.ptr, one.len);
            room[one.len] = 's';
            if (first) {
                TRY(vec_push(a, &lex->known, k));
                first = false;
            }
            TRY(add_phrase(&lex->known_at, str_of(room, one.len + 1), (uint32_t)lex->known.n - 1));
        }
    }
    return ERR_OK;
}

static enum err add_countries(struct name_lexicon *lex, arena *a) {
    for (size_t i = 0; i < sizeof country_rows / sizeof *country_rows; i++) {
        struct known k = {.country = code_of(country_rows[i].code), .kind = ENTITY_PLACE};
        TRY(add_known(lex, a, str_from_cstr(country_rows[i].names), k));
        k.name = lex->known.v[lex->known.n - 1].name;
        k.form = KNOWN_ADJECTIVE;
        TRY(add_known(lex, a, str_from_cstr(country_rows[i].adjectives), k));
        k.form = KNOWN_PEOPLE;
        TRY(add_people(lex, a, str_from_cstr(country_rows[i].adjectives), k));
        k.form = KNOWN_NAME;
        str rest = str_from_cstr(country_rows[i].capital);
        str city;
        k.name = (str){0};
        while (next_piece(&rest, '|', &city)) {
            TRY(add_known(lex, a, city,
                          k)); /* spellings of a capital share its country: Kyiv, Kiev */
        }
    }
    return ERR_OK;
}

static uint8_t office_flags(const char *s) {
    static const char letters[] = "THSOUG";
    unsigned flags = 0;
    for (; *s; s++) {
        const char *at = strchr(letters, *s);
        flags |= at ? 1u << (at - letters) : 0;
    }
    return (uint8_t)flags;
}

static uint8_t gender_of_form(str form, char gender) {
    if (gender == 'm' || str_ends_with(form, STR("sman"))) {
        return GENDER_MALE;
    }
    return gender == 'f' || str_ends_with(form, STR("woman")) ? GENDER_FEMALE : GENDER_UNKNOWN;
}

/* Forms of one row that are one office in other spellings share its key only if the row says so by
 * O or H: "analyst| expert" is a convenience of writing, and each is its own office. */
static enum err add_offices(struct name_lexicon *lex, arena *a) {
    for (size_t i = 0; i < sizeof office_rows / sizeof *office_rows; i++) {
        str rest = str_from_cstr(office_rows[i].forms);
        str form;
        str key = {0};
        uint8_t flags = office_flags(office_rows[i].flags);
        while (next_piece(&rest, '|', &form)) {
            key = key.len && (flags & OFFICE_ONE) ? key : form;
            TRY(vec_push(a, &lex->office,
                         (struct office){key, gender_of_form(form, office_rows[i].gender), flags}));
            TRY(add_phrase(&lex->office_at, form, (uint32_t)lex->office.n - 1));
        }
    }
    return ERR_OK;
}

static enum err add_nicknames(struct name_lexicon *lex) {
    str rest = str_from_cstr(nicknames);
    str pair;
    while (next_piece(&rest, ' ', &pair)) {
        size_t eq = str_find(pair, STR("="), 0);
        uint64_t a = token_hash(str_slice(pair, 0, eq));
        uint64_t b = token_hash(str_slice(pair, eq + 1, pair.len));
        TRY(map_put(&lex->nickname, hash_join(a < b ? a : b, a < b ? b : a), 1));
    }
    return ERR_OK;
}

bool lexicon_are_nicknames(const struct name_lexicon *lex, uint64_t a, uint64_t b) {
    return map_find(&lex->nickname, hash_join(a < b ? a : b, a < b ? b : a)) != MAP_NONE;
}

enum err name_lexicon_new(arena *a, const struct name_lexicon **out) {
    struct name_lexicon *lex = arena_new(a, struct name_lexicon);
    if (!lex) {
        return a->last;
    }
    TRY(map_init(&lex->word, a, 4096));
    TRY(map_init(&lex->nickname, a, 256));
    TRY(phrases_init(&lex->known_at, a, 2048));
    TRY(phrases_init(&lex->office_at, a, 512));
    TRY(add_lists(lex));
    TRY(add_countries(lex, a));
    TRY(add_rows(lex, a, org_rows, sizeof org_rows / sizeof *org_rows));
    TRY(add_rows(lex, a, place_rows, sizeof place_rows / sizeof *place_rows));
    TRY(add_offices(lex, a));
    TRY(add_nicknames(lex));
    *out = lex;
    return ERR_OK;
}
