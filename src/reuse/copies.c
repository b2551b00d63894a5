/* copies.c - text shared by reports: prints, candidate pairs, chains, stretches, lineage, voices.
 * Promise: every run of 12 equal words of two reports is found unless it is boilerplate; spans end
 * at words and are right on both sides; the answer doesn't depend on the number of threads or the
 * order in which they work. Method: winnowed seeds (sketch/winnow.c) find pairs, each pair is
 * compared with all its five-word runs (match.c), these are chained (chain.c) and extended
 * (extend.c). Cost: O(words) for the prints, and the shared text for the rest. Limits: a copy
 * without eight unchanged words in a row is not found; a paraphrase is none of its business. */
#include "reuse/copies.h"

#include "base/par.h"
#include "base/vec.h"
#include "reuse/extend.h"
#include "reuse/family.h"
#include "reuse/lineage.h"
#include "reuse/pairs.h"

enum {
    OWN_RUN = 12,   /* reporter's words in one stretch that make it a copy */
    OWN_PLAIN = 8,  /* of them without capitals: a title with an office is no copy */
    OWN_TOTAL = 24, /* or in all stretches together */
    LONG_STRETCH = 12,
    JOINED_STRETCH = 40, /* a stretch of quotations with the reporter's words between them */
    JOINING_WORDS = 2
};

static const float CONTAINED = 0.85F;  /* of the shorter text: the same text */
static const float LARGE_PART = 0.25F; /* of a report's own words: may be one voice */
static const float FAIR_PART =
    0.2F; /* of the shorter text, when a long stretch is shared with the words between */

/* The words of a stretch by whose they are. */
struct shares {
    uint32_t own;   /* reporter's on either side */
    uint32_t plain; /* of them not capitalised */
    uint32_t said;
    bool is_joined; /* one stretch holds quotations and the words that join them */
};

struct job {
    const struct document *const *doc;
    const struct prints *prints;
    const struct origin *origin;
    const uint64_t *pair;
    struct copy *copy;
    arena *keep;    /* of each worker: results */
    arena *scratch; /* of each worker: emptied after each pair */
};

static struct shares shares_of(const struct print *x, const struct print *y,
                               const struct stretch *s) {
    struct shares side[2] = {{0}, {0}};
    const uint8_t *flags[2] = {x->words.flags + s->a_from, y->words.flags + s->b_from};
    uint32_t n[2] = {s->a_to - s->a_from, s->b_to - s->b_from};
    for (unsigned k = 0; k < 2; k++) {
        for (uint32_t i = 0; i < n[k]; i++) {
            bool own = !(flags[k][i] & WORD_SAID);
            side[k].own += own;
            side[k].plain += own && !(flags[k][i] & WORD_CAPITAL);
            side[k].said += !own;
        }
    }
    return (struct shares){side[0].own < side[1].own ? side[0].own : side[1].own,
                           side[0].plain < side[1].plain ? side[0].plain : side[1].plain,
                           side[0].said < side[1].said ? side[0].said : side[1].said, false};
}

static uint32_t own_words(const struct words *w) {
    uint32_t n = 0;
    for (size_t i = 0; i < w->n; i++) {
        n += !(w->flags[i] & WORD_SAID);
    }
    return n;
}

/* Whether the two reports may be one witness. */
static enum copy_voice judge_voice(const struct print *x, const struct print *y,
                                   const struct shares *total, const struct copy *copy) {
    float share = copy->share_a > copy->share_b ? copy->share_a : copy->share_b;
    bool is_text = copy->kind == COPY_TEXT;
    if (is_text && ((copy->reasons & COPY_CREDIT) || share >= CONTAINED)) {
        return VOICE_SAME;
    }
    uint32_t own_x = own_words(&x->words);
    uint32_t own_y = own_words(&y->words);
    bool large_part = (float)total->own >= LARGE_PART * (float)(own_x < own_y ? own_x : own_y);
    bool one_wire = copy->reasons & COPY_COMMON_WIRE;
    return (is_text && (large_part || one_wire)) || (total->is_joined && share >= FAIR_PART)
               ? VOICE_MAYBE
               : VOICE_SEPARATE;
}

/* Repeated runs are counted once for each place, so the sum may pass the whole. */
static float share_of(uint32_t words, const struct words *all) {
    return words < all->n ? (float)words / (float)all->n : 1.0F;
}

/* Fill spans, shares and kind. False when what is shared is only a set phrase. */
static enum err describe(const struct job *job, arena *keep, const struct stretches *s,
                         struct copy *copy, struct shares *total) {
    const struct print *x = &job->prints->print[copy->a];
    const struct print *y = &job->prints->print[copy->b];
    struct copy_span *span = arena_array(keep, s->n, sizeof *span);
    if (!span) {
        return keep->last;
    }
    uint32_t words = 0;
    uint32_t longest = 0;
    bool is_text = false;
    for (size_t i = 0; i < s->n; i++) {
        const struct stretch *t = &s->v[i];
        struct shares here = shares_of(x, y, t);
        span[i].a = shingle_span(job->doc[copy->a], &x->words, t->a_from, t->a_to);
        span[i].b = shingle_span(job->doc[copy->b], &y->words, t->b_from, t->b_to);
        span[i].words = t->words;
        span[i].exact = t->exact;
        span[i].quoted = here.own == 0;
        is_text = is_text || (here.own >= OWN_RUN && here.plain >= OWN_PLAIN);
        words += t->words;
        longest = t->words > longest ? t->words : longest;
        total->is_joined = total->is_joined || (t->words >= JOINED_STRETCH &&
                                                here.own >= JOINING_WORDS && here.said > 0);
        total->own += here.own;
        total->plain += here.plain;
        total->said += here.said;
    }
    copy->share_a = share_of(words, &x->words);
    copy->share_b = share_of(words, &y->words);
    is_text = is_text || (total->own >= OWN_TOTAL && total->plain >= OWN_TOTAL / 2);
    copy->kind = is_text ? COPY_TEXT : COPY_QUOTE;
    copy->span = span;
    copy->n_spans = is_text || longest >= LONG_STRETCH || total->said >= PAIR_RUN ? s->n : 0;
    return ERR_OK;
}

static enum err compare(void *ctx, size_t i, unsigned worker) {
    struct job *job = ctx;
    arena *scratch = &job->scratch[worker];
    struct copy *copy = &job->copy[i];
    copy->a = (uint32_t)(job->pair[i] >> 32);
    copy->b = (uint32_t)job->pair[i];
    const struct print *x = &job->prints->print[copy->a];
    const struct print *y = &job->prints->print[copy->b];
    arena_pos m = arena_mark(scratch);
    struct matches matches;
    struct links links;
    struct stretches stretches;
    TRY(match_find(scratch, x, y, &matches));
    TRY(chain_select(scratch, &matches, x->words.n, y->words.n, &links));
    TRY(extend_links(scratch, x, y, &links, &stretches));
    if (stretches.n) {
        struct shares total = {0};
        copy->runs = match_runs(x, y);
        TRY(describe(job, &job->keep[worker], &stretches, copy, &total));
        if (copy->n_spans && copy->kind == COPY_TEXT) {
            lineage_judge(&job->origin[copy->a], &job->origin[copy->b], total.own,
                          total.own + total.said, copy);
        }
        copy->own = total.own;
        copy->voice = (uint8_t)judge_voice(x, y, &total, copy);
    }
    arena_reset(scratch, m);
    return ERR_OK;
}

/* Keep the pairs that share something, with their spans in `a`. */
static enum err gather(arena *a, const struct copy *copy, size_t n, const struct origin *origin,
                       struct copies *out) {
    VEC(struct copy) kept = {0};
    for (size_t i = 0; i < n; i++) {
        if (copy[i].n_spans == 0) {
            continue;
        }
        struct copy_span *span = arena_array(a, copy[i].n_spans, sizeof *span);
        if (!span) {
            return a->last;
        }
        memcpy(span, copy[i].span, copy[i].n_spans * sizeof *span);
        TRY(vec_push(a, &kept, copy[i]));
        kept.v[kept.n - 1].span = span;
    }
    out->copy = kept.v;
    out->n = kept.n;
    return family_find(a, origin, out);
}

static enum err find(arena *a, arena *tmp, struct job *job, const int32_t *day, size_t n,
                     unsigned n_workers, struct copies *out) {
    struct origin *origin = arena_array(tmp, n, sizeof *origin);
    if (!origin) {
        return tmp->last;
    }
    for (size_t i = 0; i < n; i++) {
        TRY(lineage_origin(tmp, job->doc[i], day ? day[i] : INT32_MIN, &origin[i]));
    }
    struct prints prints;
    TRY(prints_make(tmp, job->keep, n_workers, job->doc, n, &prints));
    uint64_t *pair;
    size_t n_pairs;
    TRY(pairs_find(tmp, job->keep, n_workers, &prints, &pair, &n_pairs));
    job->prints = &prints;
    job->origin = origin;
    job->pair = pair;
    job->copy = arena_array(tmp, n_pairs, sizeof *job->copy);
    if (!job->copy) {
        return tmp->last;
    }
    TRY(par_for(n_workers, n_pairs, compare, job));
    return gather(a, job->copy, n_pairs, origin, out);
}

enum err copies_find(arena *a, const struct document *const *doc, const int32_t *day, size_t n,
                     unsigned n_workers, struct copies *out) {
    *out = (struct copies){.n_docs = n};
    n_workers = n_workers ? n_workers : 1;
    arena tmp;
    arena_init(&tmp, 0);
    struct job job = {.doc = doc};
    job.keep = arena_array(&tmp, n_workers, sizeof *job.keep);
    job.scratch = arena_array(&tmp, n_workers, sizeof *job.scratch);
    enum err code = job.keep && job.scratch ? ERR_OK : tmp.last;
    if (code == ERR_OK) {
        for (unsigned w = 0; w < n_workers; w++) {
            arena_init(&job.keep[w], 0);
            arena_init(&job.scratch[w], 0);
        }
        code = find(a, &tmp, &job, day, n, n_workers, out);
        for (unsigned w = 0; w < n_workers; w++) {
            arena_done(&job.keep[w]);
            arena_done(&job.scratch[w]);
        }
    }
    arena_done(&tmp);
    return code;
}

/* style-ok: export - named after the enum it spells out */
const char *copy_direction_name(enum copy_direction d) {
    switch (d) {
    case COPY_UNDETERMINED:
        return "undetermined";
    case COPY_A_FROM_B:
        return "a from b";
    case COPY_B_FROM_A:
        return "b from a";
    }
    return "";
}
