/* work.h - what the passes of names_find hand to one another about one report. Internal to name/.
 *
 *   tokens -> scan: chunks (runs that may be names) and office heads
 *          -> office: whole role phrases, with owner and name beside them
 *          -> evidence: chunks of one form are typed together
 *          -> mention: mentions in text order -> entity, holder, pronoun: whom they stand for */
#ifndef COPYTASTER_NAME_WORK_H
#define COPYTASTER_NAME_WORK_H

#include "base/vec.h"
#include "name/lexicon.h"

enum token_note {
    NOTE_START = 1,  /* first word of a sentence, a line or a quotation: its capital says nothing */
    NOTE_TITLED = 2, /* in a block of Title Case or CAPITALS */
    NOTE_BLOCK_END = 4 /* last token of its block */
};

enum chunk_flag {
    CHUNK_WEAK = 1, /* one unknown word at a sentence start: a name only if another place says so */
    CHUNK_ADJECTIVE = 2, /* "Russian", "Halvian" */
    CHUNK_PEOPLE = 4,    /* "Russians" */
    CHUNK_LABEL = 8,     /* before the colon of a transcript line, a signature, a byline */
    CHUNK_USED = 16,     /* part of a larger mention */
    CHUNK_DATELINE = 32
};

/* A run of tokens that may be a name. */
struct chunk {
    uint32_t from;
    uint32_t to;
    uint32_t form;
    uint32_t known; /* index into the lexicon, or NONE */
    uint32_t title; /* first token of the titles before it; == from when there's none */
    uint32_t role;  /* role phrase that stands directly before it, or NONE */
    uint32_t next;  /* the chunk of the same form before it, or NONE */
    uint8_t flags;
};

/* All chunks with the same words. */
struct form {
    uint64_t key;
    uint64_t last;  /* hash of the last word: the surname of a person */
    uint64_t first; /* of the first word */
    uint32_t n_words;
    uint32_t chunk;  /* first of them that isn't weak, else the first */
    uint32_t latest; /* last of them: the head of the chain over chunk.next */
    uint32_t known;
    uint32_t n_strong;   /* chunks that aren't weak */
    uint32_t n_capitals; /* chunks all in capitals */
    uint32_t n_chunks;
    int16_t person; /* evidence */
    int16_t org;
    int16_t place;
    uint8_t type; /* entity_kind; ENTITY_OTHER undecided */
    uint8_t gender;
};

enum role_flag {
    ROLE_DEFINITE = 1,   /* the, possessive, or a capital without an article */
    ROLE_INDEFINITE = 2, /* a spokeswoman */
    ROLE_FORMER = 4,
    ROLE_ORG = 8,     /* no office but a lower-case organisation: "the company" */
    ROLE_CAPITAL = 16 /* written with a capital */
};

/* An office (or lower-case organisation) with all that belongs to it. */
struct role_phrase {
    uint32_t from; /* tokens: "the country's chief prosecutor" */
    uint32_t to;
    uint32_t head_from; /* words of the key: "chief prosecutor" */
    uint32_t head_to;
    uint32_t office;     /* index into the lexicon, or NONE (ROLE_ORG) */
    uint32_t owner;      /* chunk that owns it, or NONE */
    uint32_t owner_role; /* lower-case organisation that owns it, or NONE */
    uint32_t name;       /* chunk directly behind it, or NONE */
    uint16_t country;
    uint8_t flags;
    str key;
    str owner_key; /* lower-case owner: "harbour authority"; empty when none */
};

/* An office that the report ties to an entity. */
struct tied {
    uint32_t entity;
    uint32_t phrase;    /* role phrase */
    uint32_t next_word; /* chains of holder.c */
    uint32_t next_class;
    struct role role;
};

struct work {
    arena *a;   /* results */
    arena *tmp; /* scratch */
    const struct name_lexicon *lex;
    const struct document *doc;
    const struct token *tok;
    uint32_t n_tok;
    uint32_t *word;     /* word_flag of each token */
    uint8_t *note;      /* token_note */
    uint8_t *depth;     /* quotation marks around it */
    uint32_t *chunk_of; /* chunk that covers the token, or NONE */
    uint32_t *role_of;  /* role phrase that covers it, or NONE */
    struct map seen;    /* token hash -> SEEN_LOWER | SEEN_CAPITAL */
    struct map form_of; /* key -> form */
    VEC(struct chunk) chunk;
    VEC(struct form) form;
    VEC(struct role_phrase) role;
    VEC(struct mention) mention;
    VEC(uint32_t) mention_chunk; /* parallel to mention: chunk of the name, or NONE */
    VEC(uint32_t) mention_role;  /* role phrase, or NONE */
    VEC(struct entity) entity;
    VEC(uint32_t) first_mention; /* of each entity */
    VEC(struct tied) tied;       /* offices of entities, in order of finding */
    struct map own;              /* words of unnamed groups and offices -> entity */
};

enum seen_flag { SEEN_LOWER = 1, SEEN_CAPITAL = 2 };

static inline bool work_is_capital(const struct work *w, uint32_t i) {
    return i < w->n_tok && (w->tok[i].flags & TOKEN_CAPITAL) != 0;
}

/* Whether token `i` follows its neighbour without a space ("-" in "Marie-Anne"). */
static inline bool work_is_joined(const struct work *w, uint32_t i) {
    return i < w->n_tok && !(w->tok[i].flags & TOKEN_SPACE_BEFORE);
}

static inline bool work_is_mark(const struct work *w, uint32_t i, uint32_t mark) {
    return i < w->n_tok && w->tok[i].mark == mark && w->tok[i].mark;
}

static inline uint32_t work_word(const struct work *w, uint32_t i) {
    return i < w->n_tok ? w->word[i] : 0;
}

static inline bool work_is(const struct work *w, uint32_t i, uint32_t flags) {
    return (work_word(w, i) & flags) != 0;
}

/* "de", "van": a word before a surname, and none tied to it by a hyphen ("al-Rashid"). */
static inline bool work_is_particle(const struct work *w, uint32_t i) {
    return work_is(w, i, WORD_PARTICLE) && !work_is_capital(w, i) &&
           !(work_is_mark(w, i + 1, '-') && work_is_joined(w, i + 1));
}

static inline bool work_same_block(const struct work *w, uint32_t i, uint32_t j) {
    for (; i < j; i++) {
        if (w->note[i] & NOTE_BLOCK_END) {
            return false;
        }
    }
    return true;
}

/* prepare.c: token notes, word flags, what is seen in lower case. */
enum err prepare_tokens(struct work *w);
/* run.c: how far a name reaches. `n` tokens of a known phrase or office at `i`, 0 for none. */
bool run_is_word(const struct work *w, uint32_t i);
size_t run_known(const struct work *w, uint32_t i, uint32_t *known);
size_t run_office(const struct work *w, uint32_t i, uint32_t *office);
uint32_t run_end(const struct work *w, uint32_t from);
/* scan.c: chunks and the heads of offices. */
enum err scan_chunks(struct work *w);
enum err scan_add_chunk(struct work *w, struct chunk c);
/* office.c: heads grown to phrases. */
enum err office_grow(struct work *w, uint32_t head_from, uint32_t head_to, uint32_t office);
enum err office_attach(struct work *w);
/* evidence.c */
void evidence_decide(struct work *w);
/* mention.c */
enum err mention_collect(struct work *w);
/* entity.c, holder.c, pronoun.c */
enum err entity_link(struct work *w);
enum err entity_add(struct work *w, struct entity e, uint32_t mention, uint32_t *id);
enum err entity_own(struct work *w, uint32_t mention, str words, uint64_t salt, bool fresh,
                    uint32_t *id);
enum err entity_finish(struct work *w);
/* apposition.c: the mention that names the holder in the same clause, or NONE. */
uint32_t apposition_name(const struct work *w, uint32_t mention);
bool mention_speaks(const struct work *w, uint32_t mention);
enum err holder_resolve(struct work *w);
enum err pronoun_resolve(struct work *w);

/* A token's text. */
static inline str work_str(const struct work *w, uint32_t i) {
    return token_str(w->doc->text, &w->tok[i]);
}

static inline struct span work_span(const struct work *w, uint32_t from, uint32_t to) {
    if (from >= to) {
        return (struct span){0, 0};
    }
    return (struct span){w->tok[from].from, w->tok[to - 1].to};
}

#endif
