/* speech.c - quotations become utterances (quote/utterance), utterances become claims with a
 * speaker. The speaker of a claim is the entity that most independent origins name; stated
 * attributions outweigh those taken from context, and a balance is left as NONE, because two
 * reports that may have one origin are no majority. Linear in renderings but for the votes, which
 * are quadratic in the few different speakers of one utterance. */
#include "account/collate.h"

enum { MOST_SPEAKERS = 16 };

/* The speech of witness `w` that stands in its passages of this story; attitudes stay in the
 * quotation layer. */
static enum err take_quotations(struct collation *c, uint32_t w) {
    const struct quotations *from = &c->notes[w]->quotes;
    struct quotation *quotation = arena_array(c->a, from->n, sizeof *quotation);
    uint32_t *id = arena_array(c->a, from->n, sizeof *id);
    uint32_t *speaker = arena_array(c->a, from->n, sizeof *speaker);
    if (!quotation || !id || !speaker) {
        return c->a->last;
    }
    size_t n = 0;
    for (size_t i = 0; i < from->n; i++) {
        const struct quotation *q = &from->quotation[i];
        bool told = q->n_content > 0 && quote_is_speech(q); /* wanting or believing is no saying */
        if (!told || !collation_covers(c, w, q->content[0].from)) {
            continue;
        }
        quotation[n] = *q;
        id[n] = (uint32_t)i;
        speaker[n] = q->entity == NONE ? NONE : c->out->entities.of[w][q->entity];
        n++;
    }
    c->quotes[w] = (struct quotations){quotation, n};
    c->quote_id[w] = id;
    c->speaker[w] = speaker;
    return ERR_OK;
}

static enum err match(struct collation *c) {
    size_t n = c->out->n_witnesses;
    const struct document **doc = arena_array(c->a, n, sizeof *doc);
    const struct quotations **quotes = arena_array(c->a, n, sizeof *quotes);
    c->quotes = arena_array(c->a, n, sizeof *c->quotes);
    c->quote_id = arena_array(c->a, n, sizeof *c->quote_id);
    c->speaker = arena_array(c->a, n, sizeof *c->speaker);
    if (!doc || !quotes || !c->quotes || !c->quote_id || !c->speaker) {
        return c->a->last;
    }
    for (size_t w = 0; w < n; w++) {
        TRY(take_quotations(c, (uint32_t)w));
        doc[w] = &c->notes[w]->doc;
        quotes[w] = &c->quotes[w];
    }
    return utterance_match(c->a, doc, quotes, c->speaker, n, &c->out->utterances);
}

/* Origins that name `speaker` in testimonies of at least the strength `least`. */
static uint32_t votes_for(struct collation *c, const struct claim *claim, uint32_t speaker,
                          enum attribution least) {
    origins_begin(c);
    for (size_t i = 0; i < claim->n_testimonies; i++) {
        const struct testimony *t = &claim->testimony[i];
        if (t->speaker == speaker && attribution_of(c, t) >= least) {
            origins_add(c, t->witness, t->at);
        }
    }
    return c->origins.n_origins;
}

/* The speakers of a claim, each once, MOST_SPEAKERS at most. */
static size_t list_speakers(const struct claim *claim, uint32_t *out) {
    size_t n = 0;
    for (size_t i = 0; i < claim->n_testimonies && n < MOST_SPEAKERS; i++) {
        bool known = claim->testimony[i].speaker == NONE;
        for (size_t j = 0; j < n && !known; j++) {
            known = out[j] == claim->testimony[i].speaker;
        }
        if (!known) {
            out[n++] = claim->testimony[i].speaker;
        }
    }
    return n;
}

static uint32_t elect(struct collation *c, const struct claim *claim, enum attribution least) {
    uint32_t speaker[MOST_SPEAKERS];
    size_t n = list_speakers(claim, speaker);
    uint32_t best = NONE;
    uint32_t best_votes = 0;
    for (size_t i = 0; i < n; i++) {
        uint32_t votes = votes_for(c, claim, speaker[i], least);
        if (votes > best_votes) {
            best = speaker[i];
            best_votes = votes;
        } else if (votes == best_votes) {
            best = NONE; /* a balance, unless a later one has more */
        }
    }
    return best;
}

/* The least strength that votes: context does only where nobody has better. */
static enum attribution least_that_votes(const struct collation *c, const struct claim *claim) {
    for (size_t i = 0; i < claim->n_testimonies; i++) {
        if (attribution_of(c, &claim->testimony[i]) >= ATTRIBUTION_PLAIN) {
            return ATTRIBUTION_PLAIN;
        }
    }
    return ATTRIBUTION_CONTEXT;
}

static uint8_t stance_of(const struct rendering *r) {
    if (r->changes & WORDING_MEANING) {
        return STANCE_DIFFERS;
    }
    bool own_words = r->kind == RENDER_INDIRECT || (r->changes & WORDING_CHANGED);
    return own_words ? STANCE_PARAPHRASES : STANCE_SAYS;
}

static enum err add_claim(struct collation *c, uint32_t index, struct rendering *rendering) {
    const struct utterance *u = &c->out->utterances.utterance[index];
    struct testimony *testimony = arena_array(c->a, u->n, sizeof *testimony);
    if (!testimony) {
        return c->a->last;
    }
    for (size_t i = 0; i < u->n; i++) {
        const struct rendering *r = &u->rendering[i];
        uint32_t filtered = r->quotation;
        rendering[i] = *r;
        rendering[i].quotation = c->quote_id[r->report][filtered];
        testimony[i] = (struct testimony){.witness = r->report,
                                          .stance = stance_of(r),
                                          .at = r->at,
                                          .annotation = rendering[i].quotation,
                                          .rendering = (uint32_t)i,
                                          .speaker = c->speaker[r->report][filtered]};
    }
    const struct rendering *base = &u->rendering[u->base];
    struct claim claim = {.kind = CLAIM_UTTERANCE,
                          .text = str_span(c->notes[base->report]->doc.text, base->at),
                          .base = {base->report, base->at},
                          .utterance = index,
                          .testimony = testimony,
                          .n_testimonies = u->n,
                          .event_type = STR(""),
                          .actor = NONE,
                          .target = NONE,
                          .location = NONE,
                          .first_day = DAY_NONE,
                          .last_day = DAY_NONE};
    claim.speaker = elect(c, &claim, least_that_votes(c, &claim));
    origins_count_claim(c, &claim);
    return vec_push(c->a, &c->claims, claim);
}

enum err speech_collect(struct collation *c) {
    TRY(match(c));
    size_t n = c->out->utterances.n;
    struct utterance *utterance = arena_array(c->a, n, sizeof *utterance);
    if (!utterance) {
        return c->a->last;
    }
    for (size_t i = 0; i < n; i++) {
        const struct utterance *from = &c->out->utterances.utterance[i];
        struct rendering *rendering = arena_array(c->a, from->n, sizeof *rendering);
        if (!rendering) {
            return c->a->last;
        }
        TRY(add_claim(c, (uint32_t)i, rendering));
        utterance[i] = (struct utterance){from->base, rendering, from->n};
    }
    c->out->utterances.utterance = utterance;
    return ERR_OK;
}
