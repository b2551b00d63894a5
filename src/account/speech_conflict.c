/* speech_conflict.c - the same words in two mouths.
 * A false alarm is worse than a miss. A speaker conflict is raised only when
 *   - at least two persons known by name are given the same words in quotation marks, long enough
 * not to be a set phrase;
 *   - each side rests on a name or role in the cue, or on a pronoun that can mean nobody else in
 * its report, and one side at least on the former;
 *   - the two names can't be one person's, and no witness names both (a report that corrects itself
 * is no conflict). Cuts and changes come marked from the alignment (quote/utterance). Linear in
 * testimonies. */
#include "account/collate.h"

enum { LEAST_WORDS = 8, MOST_SIDES = 8 };
/* Of renderings with changed words; a plain cut is still the same words. */
#define LEAST_SIMILARITY 0.6f

struct speakers {
    VEC(uint32_t) entity;
};

static size_t words_in(const struct notes *n, struct span at) {
    size_t words = 0;
    size_t i = token_at(n->doc.tok, n->doc.n_tok, at.from);
    for (; i < n->doc.n_tok && n->doc.tok[i].from < at.to; i++) {
        words += token_is_wordlike(&n->doc.tok[i]);
    }
    return words;
}

/* Whether a testimony may stand on a side: the words themselves, by a person known by name, not by
 * context alone. */
static bool can_stand(const struct collation *c, const struct claim *claim,
                      const struct testimony *t) {
    const struct utterance *u = &c->out->utterances.utterance[claim->utterance];
    const struct rendering *r = &u->rendering[t->rendering];
    bool same_words = !(r->changes & WORDING_CHANGED) || r->similarity >= LEAST_SIMILARITY;
    bool turn = c->notes[t->witness]->quotes.quotation[t->annotation].reason == SPEAKER_TRANSCRIPT;
    return t->speaker != NONE && r->kind == RENDER_DIRECT && same_words && !turn &&
           words_in(c->notes[t->witness], t->at) >= LEAST_WORDS &&
           attribution_of(c, t) >= ATTRIBUTION_PLAIN && attribution_is_named(c, t->speaker);
}

/* Whether one witness gives the words to both, here or there. */
static bool same_witness_names_both(const struct claim *claim, uint32_t one, uint32_t other) {
    for (size_t i = 0; i < claim->n_testimonies;) {
        bool names_one = false;
        bool names_other = false;
        uint32_t witness = claim->testimony[i].witness;
        for (; i < claim->n_testimonies && claim->testimony[i].witness == witness; i++) {
            names_one = names_one || claim->testimony[i].speaker == one;
            names_other = names_other || claim->testimony[i].speaker == other;
        }
        if (names_one && names_other) {
            return true;
        }
    }
    return false;
}

/* The different persons that stand, in order of testimony; none of them may be another one of them.
 */
static enum err list_speakers(struct collation *c, const struct claim *claim,
                              struct speakers *out) {
    for (size_t i = 0; i < claim->n_testimonies && out->entity.n < MOST_SIDES; i++) {
        const struct testimony *t = &claim->testimony[i];
        bool known = !can_stand(c, claim, t);
        for (size_t j = 0; j < out->entity.n && !known; j++) {
            known = attribution_may_be_same(c, out->entity.v[j], t->speaker) ||
                    same_witness_names_both(claim, out->entity.v[j], t->speaker);
        }
        if (!known) {
            TRY(vec_push(c->a, &out->entity, t->speaker));
        }
    }
    return ERR_OK;
}

/* Of all sides one at least must rest on a name in the cue. */
static bool has_stated(const struct collation *c, const struct claim *claim) {
    for (size_t i = 0; i < claim->n_testimonies; i++) {
        if (attribution_of(c, &claim->testimony[i]) == ATTRIBUTION_STATED) {
            return true;
        }
    }
    return false;
}

static enum err speaker_side(struct collation *c, const struct claim *claim, uint32_t entity,
                             struct side *out) {
    VEC(struct place) places = {0};
    for (size_t i = 0; i < claim->n_testimonies; i++) {
        const struct testimony *t = &claim->testimony[i];
        if (t->speaker == entity && can_stand(c, claim, t)) {
            TRY(vec_push(c->a, &places, (struct place){t->witness, t->at}));
        }
    }
    return side_make(c, c->out->entities.entity[entity].name, places.v, places.n, out);
}

/* What the counts of origins say, as a sentence. */
static enum err weigh(struct collation *c, const struct side *side, size_t n, str *out) {
    size_t most = 0;
    bool balance = false;
    bool one_origin = false;
    for (size_t i = 0; i < n; i++) {
        one_origin = one_origin || side[i].n_witnesses > side[i].n_origins;
        most = side[i].n_origins > side[most].n_origins ? i : most;
    }
    for (size_t i = 0; i < n; i++) {
        balance = balance || (i != most && side[i].n_origins == side[most].n_origins);
    }
    const char *shared =
        one_origin ? " Reports that share much of their text may have one origin and count once."
                   : "";
    if (balance) {
        return collation_printf(c, out, "No answer has more independent origins than the other.%s",
                                shared);
    }
    return collation_printf(
        c, out, "%" STR_FMT " is named by %u independent %s; that is a majority, not a proof.%s",
        STR_ARG(side[most].value), side[most].n_origins,
        side[most].n_origins == 1 ? "origin" : "origins", shared);
}

static enum err speaker_conflict(struct collation *c, uint32_t index) {
    struct claim *claim = &c->claims.v[index];
    struct speakers speakers = {0};
    TRY(list_speakers(c, claim, &speakers));
    size_t n = speakers.entity.n;
    if (n < 2 || !has_stated(c, claim)) {
        return ERR_OK;
    }
    struct side *side = arena_array(c->a, n, sizeof *side);
    if (!side) {
        return c->a->last;
    }
    for (size_t i = 0; i < n; i++) {
        TRY(speaker_side(c, claim, speakers.entity.v[i], &side[i]));
    }
    str verdict;
    TRY(weigh(c, side, n, &verdict));
    struct conflict conflict = {.kind = CONFLICT_SPEAKER, .claim = index, .subject = claim->text};
    TRY(collation_printf(c, &conflict.reason,
                         "The same words are put in the mouths of %zu people. %" STR_FMT, n,
                         STR_ARG(verdict)));
    TRY(side_conflict(c, conflict, side, n));
    side_mark_differing(claim, side, n);
    return ERR_OK;
}

enum err speech_conflicts(struct collation *c) {
    for (uint32_t i = 0; i < c->claims.n; i++) {
        const struct claim *claim = &c->claims.v[i];
        if (claim->kind != CLAIM_UTTERANCE || claim->n_testimonies < 2) {
            continue;
        }
        TRY(speaker_conflict(c, i));
        TRY(wording_conflicts(c, i));
    }
    return ERR_OK;
}
