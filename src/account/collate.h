/* collate.h - what the parts of the collation share: the story at work and its witnesses'
 * annotations. Private to src/account. */
#ifndef COPYTASTER_ACCOUNT_COLLATE_H
#define COPYTASTER_ACCOUNT_COLLATE_H

#include "account/account.h"
#include "base/vec.h"

/* A running count (origins.c); arrays are indexed by witness. */
struct origins {
    uint32_t *witness_stamp;
    uint32_t *outlet_stamp;
    uint32_t *origin_stamp;
    uint32_t *joined;                /* in this round, to another origin or itself */
    size_t *link_to;                 /* end of the witness's links */
    const struct origins_link *link; /* passages that it shares with other origins */
    uint32_t *passage_stamp;         /* two for each shared passage */
    uint32_t round;
    uint32_t n_witnesses;
    uint32_t n_outlets;
    uint32_t n_origins;
};

/* One story while it is collated. Arrays are indexed by witness. */
struct collation {
    arena *a;
    const struct accounts *all;
    const struct story *story;
    struct account *out;
    const struct notes **notes;
    struct quotations *quotes; /* those inside the passages of the story */
    const uint32_t **quote_id; /* [w][i] = index into notes[w]->quotes */
    const uint32_t **speaker;  /* [w][i] = account entity of the speaker, or NONE */
    struct origins origins;
    VEC(struct claim) claims;
    VEC(struct conflict) conflicts;
};

/* Whether byte `pos` of a witness lies in a passage of the story. */
bool collation_covers(const struct collation *c, uint32_t witness, uint32_t pos);

/* Entity of the account for a mention of a witness, or NONE. */
uint32_t collation_entity(const struct collation *c, uint32_t witness, uint32_t mention);

/* Position of the first copy whose `a` is `report`; copies are ordered by (a, b). O(log n). */
size_t witness_copies(const struct collation *c, uint32_t report);

/* Witness of a report, or NONE when it doesn't tell this story. O(log n). */
uint32_t witness_of_report(const struct collation *c, uint32_t report);

/* How far a witness's attribution may be trusted when it is set against another one
 * (attribution.c). */
enum attribution {
    ATTRIBUTION_NONE,
    ATTRIBUTION_CONTEXT, /* a pronoun or a floating quotation that could mean another one */
    ATTRIBUTION_PLAIN,   /* the same where the report names nobody else it could mean */
    ATTRIBUTION_STATED   /* a name or a resolved role */
};

/* O(mentions in front of the quotation). */
enum attribution attribution_of(const struct collation *c, const struct testimony *t);

/* Whether an account entity is a person known by given name and surname. */
bool attribution_is_named(const struct collation *c, uint32_t entity);

/* Whether two such persons may be one after all: same surname, same given name, or much alike. */
bool attribution_may_be_same(const struct collation *c, uint32_t one, uint32_t other);

/* Count the different witnesses, outlets and origins of what is added after origins_begin; the
 * result stands in c->origins until the next begin. Two origins count once where both places lie in
 * a passage that one took over from the other. */
enum err origins_init(struct collation *c);
void origins_begin(struct collation *c);
void origins_add(struct collation *c, uint32_t witness, struct span at);

/* The counts of a claim from its testimonies. */
void origins_count_claim(struct collation *c, struct claim *claim);

/* Put a side together: counts its witnesses and origins from its places. */
enum err side_make(struct collation *c, str value, const struct place *place, size_t n,
                   struct side *out);

/* Order sides (most origins first, then first place) and append the conflict. `side` is kept. */
enum err side_conflict(struct collation *c, struct conflict conflict, struct side *side, size_t n);

/* Testimonies that stand on any side but the first differ from it. */
void side_mark_differing(struct claim *claim, const struct side *side, size_t n);

/* A formatted string in the arena of the collation. */
enum err collation_printf(struct collation *c, str *out, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

/* The parts, in the order in which account_collate calls them. Each appends to or fills c->out. */
enum err witness_collect(struct collation *c); /* witness.c: witnesses, origins */
enum err speech_collect(struct collation *c);  /* speech.c: utterances, their claims and speakers */
enum err occurrence_collect(struct collation *c); /* occurrence.c: events as claims */
enum err quantity_collect(struct collation *c);   /* quantity.c: figures as claims */
enum err speech_conflicts(struct collation *c);   /* speech_conflict.c: speaker; calls the next */
enum err wording_conflicts(struct collation *c,
                           uint32_t claim);         /* wording_conflict.c: cut, wording */
enum err occurrence_conflicts(struct collation *c); /* occurrence.c: date */
enum err quantity_conflicts(struct collation *c);   /* quantity.c: figure */
enum err timeline_collect(struct collation *c);     /* timeline.c */
enum err lineage_collect(struct collation *c);      /* lineage.c */

#endif
