/* lexicon.h - what words, names and offices mean before anything is read. Internal to name/. */
#ifndef COPYTASTER_NAME_LEXICON_H
#define COPYTASTER_NAME_LEXICON_H

#include "base/map.h"
#include "base/vec.h"
#include "name/names.h"
#include "text/phrase.h"

enum word_flag {
    WORD_MALE = 1 << 0, /* given name; both bits: given to both */
    WORD_FEMALE = 1 << 1,
    WORD_TITLE = 1 << 2, /* Dr, Sen.; with a gender bit: Mr, Mrs */
    WORD_NAME_END = 1 << 3,
    WORD_PARTICLE = 1 << 4,
    WORD_ORG = 1 << 5,     /* Ministry, Council */
    WORD_ORG_END = 1 << 6, /* Inc, GmbH */
    WORD_PLACE = 1 << 7,   /* Street, River */
    WORD_PLACE_FIRST = 1 << 8,
    WORD_SPEECH = 1 << 9,
    WORD_CALENDAR = 1 << 10,
    WORD_ADJECTIVE = 1 << 11, /* Republican, North */
    WORD_COMMON = 1 << 12,
    WORD_GROUP = 1 << 13,
    WORD_ORG_NOUN = 1 << 14,
    WORD_MODIFIER = 1 << 15, /* former, acting */
    WORD_ROLE_NOUN = 1 << 16,
    WORD_DETERMINER = 1 << 17,
    WORD_PRONOUN = 1 << 18,
    WORD_FEMININE = 1 << 19, /* of pronouns */
    WORD_MASCULINE = 1 << 20,
    WORD_PLURAL = 1 << 21,
    WORD_POSSESSIVE = 1 << 22, /* his, her, its, their */
    WORD_AT = 1 << 23,         /* prepositions that places follow */
    WORD_BE = 1 << 24,         /* is, was, became, as: what joins a name with its office */
    WORD_OF = 1 << 25,
    WORD_FOR = 1 << 26,
    WORD_AND = 1 << 27,
    WORD_THE = 1 << 28,
    WORD_INDEFINITE = 1 << 29,
    WORD_FORMER = 1 << 30 /* of WORD_MODIFIER: no longer in office */
};

#define WORD_THING 0x80000000u /* begins or ends what is no person: Act, Hurricane */
#define WORD_GIVEN (WORD_MALE | WORD_FEMALE)

enum known_form { KNOWN_NAME, KNOWN_ADJECTIVE, KNOWN_PEOPLE, KNOWN_SEAT, KNOWN_OUTLET };

/* A country, place or organisation that news takes as known. */
struct known {
    str name; /* the form it is called by */
    uint16_t country;
    uint8_t kind; /* entity_kind */
    uint8_t form; /* known_form */
};

enum office_flag {
    OFFICE_TITLE = 1,
    OFFICE_HEAD = 2,
    OFFICE_SURNAME = 4,
    OFFICE_ONE = 8,
    OFFICE_UNNAMED = 16,
    OFFICE_GENERIC = 32
};

struct office {
    str key; /* "foreign minister" */
    uint8_t gender;
    uint8_t flags;
};

struct name_lexicon {
    struct map word; /* token hash -> word_flag bits */
    struct phrases known_at;
    struct phrases office_at;
    struct map nickname; /* token hash of the short form joined with that of the full one -> 1 */
    VEC(struct known) known;
    VEC(struct office) office;
};

static inline uint32_t lexicon_word(const struct name_lexicon *lex, uint64_t hash) {
    uint32_t flags = map_find(&lex->word, hash);
    return flags == MAP_NONE ? 0 : flags;
}

/* Whether one of two given names (token hashes) is the short form of the other, or of the same
 * third one. */
bool lexicon_are_nicknames(const struct name_lexicon *lex, uint64_t a, uint64_t b);

#endif
