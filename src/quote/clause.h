/* clause.h - the verb group around a cue, and the clause it brings. */
#ifndef COPYTASTER_QUOTE_CLAUSE_H
#define COPYTASTER_QUOTE_CLAUSE_H

#include "quote/noun.h"

/* How far a complement runs: to the sentence's end, or (noun phrases, infinitives, clauses inside
 * another) to the first comma. */
enum clause_reach { REACH_SENTENCE, REACH_COMMA };

enum voice { VOICE_ACTIVE, VOICE_PASSIVE, VOICE_PARTICIPLE, VOICE_INFINITIVE };

struct verb_group {
    uint32_t from; /* first auxiliary or adverb */
    uint32_t to;
    bool negated;
    bool has_aux;
    uint8_t voice; /* enum voice */
};

/* The group of the verb cue `c`: "has not yet said". Not before `lo`. O(1). */
struct verb_group clause_group(const struct prose *p, const struct cue *c, uint32_t lo);

/* What the cue brings: the tokens of its complement in [c->tok_to, hi); empty when there's none of
 * the kinds it takes. *direct is set when it is a quotation between marks and nothing else.
 * O(clause). */
struct range clause_complement(const struct prose *p, const struct cue *c, uint32_t hi,
                               enum voice how, enum clause_reach reach, bool *direct);

/* First token at or after `i` that doesn't belong to the clause of content that runs from there:
 * the end of the sentence, "; ", ", according to", ", he said", ", adding that", "and added that".
 */
uint32_t clause_end(const struct prose *p, uint32_t i, uint32_t hi, enum clause_reach reach);

/* Whether nothing but the end of a clause stands at i: a mark, the end of the sentence, or a
 * quotation's start. */
bool clause_ends_at(const struct prose *p, uint32_t i, uint32_t hi);

#endif
