/* names.h - who is meant: mentions in one report, and the entities (of that report) they stand for.
 */
#ifndef COPYTASTER_NAME_NAMES_H
#define COPYTASTER_NAME_NAMES_H

#include "read/document.h"

enum entity_kind {
    ENTITY_PERSON,
    ENTITY_ORG,
    ENTITY_PLACE,
    ENTITY_GROUP /* people of a kind: police, officials */,
    ENTITY_OTHER
};

enum mention_kind {
    MENTION_NAME,    /* "Antony Blinken", "NATO", "Blinken" */
    MENTION_ROLE,    /* "the US Secretary of State", "NATO's head", "the president" */
    MENTION_PRONOUN, /* he, she, they, his, ... (I/we only inside quotations, never resolved here)
                      */
    MENTION_GROUP    /* "Ukrainian authorities", "officials", "a source close to ..." */
};

enum gender { GENDER_UNKNOWN, GENDER_MALE, GENDER_FEMALE };

/* Why a mention stands for its entity: printed by --json, so that every merge keeps its reason. */
enum name_reason {
    NAME_FULL,        /* first full mention: it made the entity */
    NAME_SAME,        /* the same words again */
    NAME_SURNAME,     /* last word(s) of a fuller name before it */
    NAME_ACRONYM,     /* "North Atlantic Treaty Organization (NATO)" */
    NAME_APPOSITION,  /* "the chief prosecutor, Ivan Geshev,"; "NATO's head Jens Stoltenberg" */
    NAME_ROLE_BEFORE, /* a role that an earlier mention tied to the entity */
    NAME_ROLE_LATER,  /* a role whose holder is named later in the report */
    NAME_PRONOUN,     /* pronoun, by grammar and nearness */
    NAME_VARIANT,     /* transliteration: Zelensky / Zelenskyy */
    NAME_MISSPELT,    /* edit distance 1: Blinkin / Blinken */
    NAME_NICKNAME,    /* Joe / Joseph */
    NAME_KNOWLEDGE,   /* our lexicon: "the Kremlin" -> Russia's presidency */
    NAME_UNRESOLVED   /* nobody by name: entity is NONE, or stands for the words themselves
                         ("officials", "the mayor") */
};

struct mention {
    struct span at;    /* the phrase: "US Secretary of State Antony Blinken" */
    struct span name;  /* "Antony Blinken"; empty in roles and pronouns */
    struct span role;  /* "US Secretary of State"; empty when none is written */
    uint32_t tok_from; /* tokens of `at` */
    uint32_t tok_to;
    uint32_t head;   /* token: last word of the name, head noun of the role, the pronoun */
    uint32_t entity; /* index into names.entity, or NONE */
    uint8_t kind;    /* mention_kind */
    uint8_t type;    /* entity_kind */
    uint8_t gender;
    uint8_t plural;   /* "they", "officials" */
    uint8_t reason;   /* name_reason */
    uint8_t in_quote; /* depth of quotation marks around it */
};

/* An office or description tied to an entity by the report, with the place where it is said. */
struct role {
    struct span at;
    str key;          /* normal form: folded, articles off: "secretary of state" */
    uint16_t country; /* ISO 3166-1 alpha-2 as two bytes ('U' << 8 | 'S'), 0 unknown */
    uint32_t org;     /* entity whose office it is (NATO's head), or NONE */
    uint32_t mention;
};

struct entity {
    str name;     /* the fullest form in the report, without titles; a role's words when no name is
                     given */
    str key;      /* its fold: what joins across reports */
    str surname;  /* persons: fold of the last name; empty otherwise */
    str given;    /* persons: fold of the given name(s); empty when unknown */
    uint8_t kind; /* entity_kind */
    uint8_t gender;
    uint16_t country; /* places and organisations that are or stand for a country; 0 otherwise */
    const struct role *role;
    size_t n_roles;
    const uint32_t *mention; /* in text order */
    size_t n_mentions;
};

struct names {
    const struct mention *mention; /* in text order, outermost only: no two overlap unless one is a
                                      possessor inside a role */
    size_t n_mentions;
    const struct entity *entity; /* in order of first mention */
    size_t n_entities;
};

struct name_lexicon; /* built once; const afterwards; shared by all threads */

/* Build the lexicons (titles, roles, given names, places, organisations, ...) in `a`. */
enum err name_lexicon_new(arena *a, const struct name_lexicon **out);

/* Find mentions, tie roles, resolve second mentions, roles and pronouns inside the report. Results
 * in `a`, scratch is given back. O(tokens). Errors: ERR_NOMEM, ERR_LIMIT. */
enum err names_find(arena *a, const struct name_lexicon *lex, const struct document *doc,
                    struct names *out);

/* The mention that covers token `tok` (the innermost), or NONE. O(log n). */
uint32_t names_mention_at(const struct names *names, uint32_t tok);

/* The first mention that overlaps the bytes of `at` and has an entity, else the first that
 * overlaps, or NONE. */
uint32_t names_mention_in(const struct names *names, struct span at);

const char *entity_kind_name(enum entity_kind kind);
const char *name_reason_name(enum name_reason reason);

#endif
