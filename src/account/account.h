/* account.h - the collated account of one story: witnesses, claims, conflicts, timeline, coverage,
 * lineage. A pure value: the renderers (text, JSON, HTML) read it together with the notes of its
 * reports and nothing else. */
#ifndef COPYTASTER_ACCOUNT_ACCOUNT_H
#define COPYTASTER_ACCOUNT_ACCOUNT_H

#include "account/notes.h"

/* A place in the text of one witness. */
struct place {
    uint32_t witness; /* index into account.witness */
    struct span at;   /* bytes of its report's text */
};

/* A report as evidence in this story. */
struct witness {
    uint32_t report;            /* index into the notes array */
    const struct span *passage; /* the parts of its text that belong to this story, in text order */
    size_t n_passages;
    uint32_t outlet; /* witnesses of one outlet have equal ones: index of its first witness */
    uint32_t
        origin; /* witnesses of one origin may not be independent: index of its first witness */
    uint8_t origin_certain; /* 1: credited or contained copy; 0: shares so much text that it may
                               have one origin with that witness */
    struct anchor anchor;   /* when it was written, with basis and reason */
};

enum claim_kind { CLAIM_UTTERANCE, CLAIM_EVENT, CLAIM_FIGURE };

/* What one witness says of a claim: the cell of the coverage matrix. */
enum stance { STANCE_SILENT, STANCE_SAYS, STANCE_PARAPHRASES, STANCE_DIFFERS };

struct testimony {
    uint32_t witness;
    uint8_t stance;
    struct span at;      /* the words that carry it; empty when SILENT */
    uint32_t annotation; /* index of the quotation, event or figure in the witness's notes; NONE
                            when SILENT */
    uint32_t rendering;  /* CLAIM_UTTERANCE: index into the utterance's renderings; else NONE */
    uint32_t speaker;    /* CLAIM_UTTERANCE: account entity this witness names as speaker, or NONE;
                            else NONE */
};

struct claim {
    uint8_t kind;
    str text;           /* the statement in the words of its base witness */
    struct place base;  /* where these words stand */
    uint32_t speaker;   /* CLAIM_UTTERANCE: entity most independent origins name; NONE if none or in
                           balance */
    uint32_t utterance; /* index into account.utterances, or NONE */
    struct testimony
        *testimony; /* one or more for each witness that isn't silent; by witness, place */
    size_t n_testimonies;
    uint32_t n_witnesses; /* that say or paraphrase or differ */
    uint32_t n_outlets;   /* of these */
    uint32_t n_origins;   /* independent ones among them, at least */
    /* CLAIM_EVENT */
    str event_type;
    uint8_t event_class;
    uint8_t modality; /* strongest: asserted > attributed > planned > possible > denied */
    uint32_t actor;   /* account entity, or NONE */
    uint32_t target;
    uint32_t location;
    int32_t first_day; /* DAY_NONE when not known */
    int32_t last_day;
    str when; /* ISO value, empty when not known */
    uint8_t when_inferred;
};

enum conflict_kind {
    CONFLICT_SPEAKER,
    CONFLICT_WORDING,
    CONFLICT_DATE,
    CONFLICT_FIGURE,
    CONFLICT_CUT
};

/* One of the answers that can't all be right. */
struct side {
    str value;                 /* "Jens Stoltenberg", "17", "2026-03-12", the words */
    const struct place *place; /* who says so, where */
    size_t n_places;
    uint32_t n_witnesses;
    uint32_t n_outlets;
    uint32_t n_origins; /* independent ones */
};

struct conflict {
    uint8_t kind;
    uint32_t claim;          /* index into account.claim, or NONE */
    str subject;             /* what it is about, in words: the quoted sentence, "people injured" */
    const struct side *side; /* two or more, most origins first, then order of witnesses */
    size_t n_sides;
    str reason; /* why these can't both be right, and what the numbers of origins say, in one or two
                   sentences */
};

enum timeline_kind { TIMELINE_EVENT, TIMELINE_SAYING, TIMELINE_REPORT };

struct timeline_entry {
    int32_t first_day;
    int32_t last_day;
    bool open_to;
    str value; /* ISO */
    uint8_t kind;
    uint32_t claim; /* or NONE */
    str text;
    const struct place *place; /* the date's words and the statement's, witness by witness */
    size_t n_places;
    uint8_t inferred; /* the day rests on an inferred anchor */
};

/* Shared text of two witnesses. */
struct lineage_edge {
    uint32_t a; /* witnesses */
    uint32_t b;
    uint32_t copy; /* index into copies.copy */
    str reason;    /* in words */
};

struct account {
    str title;
    struct place title_at; /* witness NONE when it was made from names */
    const struct witness *witness;
    size_t n_witnesses;
    uint32_t n_outlets;
    uint32_t n_origins; /* independent ones at least */
    struct name_join
        entities; /* entity k of the account = entities.entity[k]; `of` is indexed by witness */
    struct utterances utterances; /* report indexes are witnesses */
    const struct claim *claim;
    size_t n_claims; /* order: utterances, events, figures; each most witnesses first, then place */
    const struct conflict *conflict;
    size_t n_conflicts; /* order: speaker, cut, wording, date, figure; then place */
    const struct timeline_entry *timeline;
    size_t n_timeline; /* by first_day */
    const struct lineage_edge *lineage;
    size_t n_lineage;
};

/* All accounts of a run, and the ledger of the reading. */
struct accounts {
    const struct notes *notes;
    size_t n_reports;
    struct copies copies;
    struct stories stories;
    const struct account *account; /* one a story, in the order of stories */
    size_t n;
};

/* Collate one story. `story` is an index into all->stories; results in `a`. Pure: depends on its
 * reports alone. */
enum err account_collate(arena *a, const struct accounts *all, uint32_t story, struct account *out);

const char *claim_kind_name(enum claim_kind kind);
const char *stance_name(enum stance stance);
const char *conflict_kind_name(enum conflict_kind kind);

#endif
