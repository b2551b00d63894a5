/* compare.c - two reports side by side: equal runs, chains, stretches, and what the shared words
 * are. Words are the reporter's own or somebody's speech; a copy needs enough of the reporter's,
 * and not only names and offices. O(words + matches). */
#include "reuse/compare.h"

#include "reuse/edited.h"
#include "reuse/pairs.h"
#include "reuse/rewritten.h"

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

/* The words of a stretch, or of all, by whose they are. */
struct shares {
    uint32_t own;   /* reporter's on either side */
    uint32_t plain; /* of them not capitalised */
    uint32_t said;
    uint32_t aside; /* round the report, or boilerplate, on either side */
    /* Of all stretches together: */
    uint32_t near;
    uint32_t inside;  /* equal words but for those round the report */
    uint32_t longest; /* of one stretch */
    bool is_text;     /* one stretch has enough of the reporter's words */
    bool is_joined;   /* one holds quotations and the words that join them */
};

/* The two sides of a comparison: words with boilerplate marked. */
struct sides {
    const struct words *x;
    const struct words *y;
};

static struct shares shares_of(const struct sides *sides, const struct stretch *s) {
    struct shares side[2] = {{0}, {0}};
    const uint8_t *flags[2] = {sides->x->flags + s->a_from, sides->y->flags + s->b_from};
    uint32_t n[2] = {s->a_to - s->a_from, s->b_to - s->b_from};
    for (unsigned k = 0; k < 2; k++) {
        for (uint32_t i = 0; i < n[k]; i++) {
            bool own = !(flags[k][i] & (WORD_SAID | WORD_ASIDE | WORD_COMMON));
            side[k].own += own;
            side[k].plain += own && !(flags[k][i] & WORD_CAPITAL);
            side[k].said += (flags[k][i] & WORD_SAID) != 0;
            side[k].aside += (flags[k][i] & (WORD_ASIDE | WORD_COMMON)) != 0;
        }
    }
    return (struct shares){
        .own = side[0].own < side[1].own ? side[0].own : side[1].own,
        .plain = side[0].plain < side[1].plain ? side[0].plain : side[1].plain,
        .said = side[0].said < side[1].said ? side[0].said : side[1].said,
        .aside = side[0].aside > side[1].aside ? side[0].aside : side[1].aside,
    };
}

/* Words without any of the flags. */
static uint32_t count_without(const struct words *w, unsigned flags) {
    uint32_t n = 0;
    for (size_t i = 0; i < w->n; i++) {
        n += !(w->flags[i] & flags);
    }
    return n;
}

/* Whether the two reports may be one witness. */
static enum copy_voice judge_voice(const struct sides *sides, const struct shares *total,
                                   const struct copy *copy) {
    float share = copy->share_a > copy->share_b ? copy->share_a : copy->share_b;
    bool is_text = copy->kind == COPY_TEXT;
    if (is_text && ((copy->reasons & COPY_CREDIT) || share >= CONTAINED)) {
        return VOICE_SAME;
    }
    uint32_t own_x = count_without(sides->x, WORD_SAID | WORD_ASIDE);
    uint32_t own_y = count_without(sides->y, WORD_SAID | WORD_ASIDE);
    bool large_part = (float)total->own >= LARGE_PART * (float)(own_x < own_y ? own_x : own_y);
    bool one_wire = copy->reasons & COPY_COMMON_WIRE;
    return (is_text && (large_part || one_wire)) || (total->is_joined && share >= FAIR_PART)
               ? VOICE_MAYBE
               : VOICE_SEPARATE;
}

/* Repeated runs are counted once for each place, so the sum may pass the whole. */
static float share_of(uint32_t words, const struct words *all) {
    uint32_t n = count_without(all, WORD_ASIDE);
    return words < n ? (float)words / (float)n : 1.0F;
}

/* Add the stretch, whose words are of those of `here`, to `total`. */
static void add_stretch(const struct stretch *s, const struct shares *here, struct shares *total) {
    uint32_t inside = s->words > here->aside ? s->words - here->aside : 0;
    total->is_joined = total->is_joined ||
                       (s->words >= JOINED_STRETCH && here->own >= JOINING_WORDS && here->said > 0);
    total->is_text = total->is_text || (here->own >= OWN_RUN && here->plain >= OWN_PLAIN);
    total->longest = inside > total->longest ? inside : total->longest;
    total->inside += inside;
    total->near += s->words + s->alike > 2 * s->again ? s->words + s->alike - 2 * s->again : 0;
    total->own += here->own;
    total->plain += here->plain;
    total->said += here->said;
}

/* Fill spans, shares and kind; no spans when what is shared is only a set phrase. */
static enum err describe(const struct sides *sides, arena *keep, const struct stretches *s,
                         struct copy *copy, struct shares *total) {
    struct copy_span *span = arena_array(keep, s->n, sizeof *span);
    if (!span) {
        return keep->last;
    }
    for (size_t i = 0; i < s->n; i++) {
        const struct stretch *t = &s->v[i];
        struct shares here = shares_of(sides, t);
        span[i].a = shingle_span(sides->x, t->a_from, t->a_to);
        span[i].b = shingle_span(sides->y, t->b_from, t->b_to);
        span[i].words = t->words;
        span[i].exact = t->exact;
        span[i].quoted = here.own == 0 && here.aside == 0;
        add_stretch(t, &here, total);
    }
    bool is_text = total->is_text || (total->own >= OWN_TOTAL && total->plain >= OWN_TOTAL / 2);
    bool is_worth = is_text || total->longest >= LONG_STRETCH || total->said >= PAIR_RUN;
    copy->share_a = share_of(total->inside, sides->x);
    copy->share_b = share_of(total->inside, sides->y);
    copy->near = total->near;
    copy->kind = is_text ? COPY_TEXT : COPY_QUOTE;
    copy->span = span;
    copy->n_spans = is_worth ? s->n : 0;
    return ERR_OK;
}

enum err compare_reports(arena *keep, arena *scratch, struct match_table *x, const struct words *y,
                         const struct origin_pair *origins, const struct function_words *function,
                         bool edited, struct copy *copy) {
    struct words wx = *x->words;
    struct words wy = *y;
    struct sides sides = {&wx, &wy};
    struct matches matches;
    struct links links;
    struct stretches stretches;
    TRY(match_find(scratch, x, y, &matches));
    uint32_t runs = matches.n_shingles;
    if (edited) {
        TRY(edited_runs(scratch, function, &wx, &wy, &matches));
    }
    TRY(chain_select(scratch, &matches, wx.n, wy.n, &links));
    TRY(extend_links(scratch, &wx, &wy, &links, &stretches));
    if (edited) {
        TRY(edited_keep(scratch, function, &wx, &wy, &stretches));
    }
    if (stretches.n == 0) {
        return ERR_OK;
    }
    struct shares total = {0};
    copy->runs = runs;
    TRY(describe(&sides, keep, &stretches, copy, &total));
    if (copy->n_spans && copy->kind == COPY_TEXT && !edited) {
        size_t n_added;
        TRY(rewritten_find(scratch, function, &wx, &wy, &stretches, &n_added));
        if (n_added) {
            total = (struct shares){0};
            TRY(describe(&sides, keep, &stretches, copy, &total));
        }
    }
    if (copy->n_spans && copy->kind == COPY_TEXT) {
        lineage_judge(origins, total.own, total.own + total.said, copy);
    }
    copy->own = total.own;
    copy->voice = (uint8_t)judge_voice(&sides, &total, copy);
    return ERR_OK;
}
