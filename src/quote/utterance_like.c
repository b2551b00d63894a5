/* utterance_like.c - compares two segments by aligning their words.
 * Direct speech is compared as it stands. In a restatement persons and tenses shift (group pairs
 * count in full), a name may stand where the speaker said "we" (such a pair is taken off the
 * account), and clauses may change places (the bag of content words counts for 9/10). Cost: one
 * alignment of at most 256 by 256 words, usually 20 by 20. */
#include "quote/utterance_like.h"

#include "base/limits.h"

enum { SOLID_WORDS = 4, SOLID_WEIGHT = 36, NEIGHBOURS = 48 };

static enum err words_of(struct speech *s, struct span at, struct align_word **out) {
    struct align_word *w = arena_array(s->a, at.to - at.from, sizeof *w);
    if (!w) {
        return s->a->last;
    }
    for (uint32_t i = at.from; i < at.to; i++) {
        w[i - at.from] = said_word(s, &s->said.v[i])->key;
    }
    *out = w;
    return ERR_OK;
}

enum err utterance_like_align(struct speech *s, struct span x, struct span y, enum align_mode mode,
                              struct alignment *out) {
    struct align_word *xs;
    struct align_word *ys;
    TRY(words_of(s, x, &xs));
    TRY(words_of(s, y, &ys));
    size_t n = x.to - x.from;
    size_t m = y.to - y.from;
    size_t least = n < m ? n : m;
    size_t head = 0;
    size_t tail = 0;
    while (mode == ALIGN_GLOBAL && head < least && xs[head].hash == ys[head].hash) {
        head++;
    }
    while (mode == ALIGN_GLOBAL && tail < least - head &&
           xs[n - 1 - tail].hash == ys[m - 1 - tail].hash) {
        tail++;
    }
    struct align_options options = {.mode = (uint8_t)mode};
    struct alignment mid;
    TRY(align_words(s->a, xs + head, n - head - tail, ys + head, m - head - tail, &options, &mid));
    struct align_step *step = arena_array(s->a, head + mid.n + tail, sizeof *step);
    if (!step) {
        return s->a->last;
    }
    for (size_t i = 0; i < head; i++) {
        step[i] = (struct align_step){(uint32_t)i, (uint32_t)i, ALIGN_SAME};
    }
    for (size_t i = 0; i < mid.n; i++) {
        step[head + i] = (struct align_step){mid.step[i].x + (uint32_t)head,
                                             mid.step[i].y + (uint32_t)head, mid.step[i].op};
    }
    for (size_t i = 0; i < tail; i++) {
        step[head + mid.n + i] =
            (struct align_step){(uint32_t)(n - tail + i), (uint32_t)(m - tail + i), ALIGN_SAME};
    }
    *out = mid;
    out->step = step;
    out->n = head + mid.n + tail;
    return ERR_OK;
}

/* A stretch of consecutive matches. */
struct island {
    size_t from; /* step */
    uint32_t n;
    uint32_t content;
    uint32_t shared;
};

/* The steps from the first stretch that counts to the last. */
struct reach {
    size_t from;
    size_t to;
};

static void close_island(struct likeness *like, struct island *island, size_t step,
                         struct reach *reach) {
    if (island->n >= SOLID_WORDS || island->shared >= SOLID_WEIGHT) {
        like->n_same += island->n;
        like->content += island->content;
        like->shared += island->shared;
        like->run = island->n > like->run ? island->n : like->run;
        reach->from = reach->to ? reach->from : island->from;
        reach->to = step;
    }
    *island = (struct island){.from = step + 1};
}

/* Whether one side denies what the other says: an odd number of negations where they match, and in
 * the few words before. */
static bool denies(const struct speech *s, struct span x, struct span y, const struct alignment *al,
                   const struct reach *reach, size_t before) {
    unsigned n = 0;
    for (size_t i = reach->from > before ? reach->from - before : 0; i < reach->to; i++) {
        const struct align_step *step = &al->step[i];
        bool in_x = step->op != ALIGN_ADD;
        bool in_y = step->op != ALIGN_DROP;
        n += in_x && said_word(s, &s->said.v[x.from + step->x])->role == ROLE_NEGATION;
        n += in_y && said_word(s, &s->said.v[y.from + step->y])->role == ROLE_NEGATION;
    }
    return n % 2 == 1;
}

/* What the steps have in common; `group` = 4ths of the weight that a pair of one group counts. In
 * direct speech a denial stands right before what it denies, or else it was cut and not turned; a
 * restatement may put it elsewhere. */
static void sum_up(const struct speech *s, struct span x, struct span y, const struct alignment *al,
                   uint32_t group, struct likeness *like) {
    struct island island = {0};
    struct reach reach = {0};
    *like = (struct likeness){.gapless = true};
    for (size_t i = 0; i < al->n; i++) {
        const struct align_step *step = &al->step[i];
        if (step->op > ALIGN_GROUP) {
            like->gapless = like->gapless && step->op != ALIGN_DROP;
            close_island(like, &island, i, &reach);
            continue;
        }
        const struct vocab_word *w = said_word(s, &s->said.v[x.from + step->x]);
        uint32_t quarters = step->op == ALIGN_SAME ? 4 : step->op == ALIGN_STEM ? 3 : group;
        island.n += step->op != ALIGN_GROUP || group == 4;
        island.shared += w->key.weight * quarters / 4;
        island.content += w->key.weight > WORD_CONTENT ? w->key.weight * quarters / 4 : 0;
    }
    close_island(like, &island, al->n, &reach);
    like->opposed = denies(s, x, y, al, &reach, group == 4 ? 4 : 1);
}

static void rate(struct likeness *like, uint32_t base, uint32_t other) {
    uint32_t less = base < other ? base : other;
    like->cover = less ? (float)like->shared / (float)less : 0;
    like->similarity = base + other ? 2 * (float)like->shared / (float)(base + other) : 0;
    like->cover = like->cover < 1 ? like->cover : 1;
    like->similarity = like->similarity < 1 ? like->similarity : 1;
}

static struct span words(const struct segment *g) {
    return (struct span){g->said_from, g->said_to};
}

void utterance_like_ask(struct speech *s, const struct segment *other) {
    s->question++;
    for (uint32_t i = other->said_from; i < other->said_to; i++) {
        s->marked[said_word(s, &s->said.v[i])->stem] = s->question;
    }
}

float utterance_like_glance(const struct speech *s, const struct segment *base,
                            const struct segment *other) {
    uint32_t common = 0;
    for (uint32_t i = base->said_from; i < base->said_to; i++) {
        const struct vocab_word *w = said_word(s, &s->said.v[i]);
        bool counts = w->key.weight > WORD_CONTENT && s->marked[w->stem] == s->question;
        common += counts ? w->key.weight : 0;
    }
    uint32_t less =
        base->content_weight < other->content_weight ? base->content_weight : other->content_weight;
    return less ? (float)common / (float)less : 1;
}

enum err utterance_like_direct(struct speech *s, const struct segment *base,
                               const struct segment *other, struct likeness *out) {
    arena_pos mark = arena_mark(s->a);
    struct alignment al;
    enum err code = utterance_like_align(s, words(base), words(other), ALIGN_GLOBAL, &al);
    if (code == ERR_OK) {
        sum_up(s, words(base), words(other), &al, 2, out);
        rate(out, base->weight, other->weight);
    }
    arena_reset(s->a, mark);
    return code;
}

enum err utterance_like_fragment(struct speech *s, const struct segment *base,
                                 const struct segment *fragment, struct likeness *out) {
    arena_pos mark = arena_mark(s->a);
    struct alignment al;
    enum err code = utterance_like_align(s, words(base), words(fragment), ALIGN_FIT, &al);
    if (code == ERR_OK) {
        sum_up(s, words(base), words(fragment), &al, 2, out);
        rate(out, base->weight, fragment->weight);
        out->cover = fragment->weight ? (float)out->shared / (float)fragment->weight : 0;
    }
    arena_reset(s->a, mark);
    return code;
}

/* Weight that comes off both sides because a name stands where the other has a pronoun. */
static uint32_t take_off(const struct speech *s, struct span x, struct span y,
                         const struct alignment *al, uint32_t *from_x, uint32_t *from_y) {
    uint32_t n = 0;
    for (size_t i = 0; i < al->n && n < 3; i++) {
        const struct align_step *step = &al->step[i];
        if (step->op != ALIGN_CHANGE) {
            continue;
        }
        const struct vocab_word *v = said_word(s, &s->said.v[x.from + step->x]);
        const struct vocab_word *w = said_word(s, &s->said.v[y.from + step->y]);
        if ((v->role == ROLE_PRONOUN) != (w->role == ROLE_PRONOUN)) {
            *from_x += v->key.weight;
            *from_y += w->key.weight;
            n++;
        }
    }
    return n;
}

/* Weight of the content words of x that y has too, anywhere. */
static uint32_t common_content(const struct speech *s, struct span x, struct span y) {
    uint32_t sum = 0;
    for (uint32_t i = x.from; i < x.to; i++) {
        const struct vocab_word *w = said_word(s, &s->said.v[i]);
        bool found = false;
        for (uint32_t j = y.from; j < y.to && !found && w->key.weight > WORD_CONTENT; j++) {
            found = said_word(s, &s->said.v[j])->key.stem == w->key.stem;
        }
        sum += found ? w->key.weight : 0;
    }
    return sum;
}

/* The part of the lighter segment's content words that the other has, wherever; a little less than
 * for words in order. */
static float bag_cover(const struct speech *s, const struct segment *less,
                       const struct segment *more, struct likeness *out) {
    uint32_t all = less->content_weight;
    uint32_t common = common_content(s, words(less), words(more));
    out->content = common > out->content ? common : out->content;
    return all ? 0.9f * (float)common / (float)all : 0;
}

enum err utterance_like_indirect(struct speech *s, const struct segment *base,
                                 const struct segment *other, struct likeness *out) {
    arena_pos mark = arena_mark(s->a);
    struct span x = words(base);
    struct span y = words(other);
    struct alignment al;
    enum err code = utterance_like_align(s, x, y, ALIGN_GLOBAL, &al);
    if (code == ERR_OK) {
        uint32_t off_x = 0;
        uint32_t off_y = 0;
        sum_up(s, x, y, &al, 4, out);
        take_off(s, x, y, &al, &off_x, &off_y);
        rate(out, base->weight - off_x, other->weight - off_y);
        float bag = base->weight < other->weight ? bag_cover(s, base, other, out)
                                                 : bag_cover(s, other, base, out);
        bool denied = out->opposed != (base->negated != other->negated);
        out->cover = denied ? 0 : bag > out->cover ? bag : out->cover;
    }
    arena_reset(s->a, mark);
    return code;
}

uint32_t utterance_like_context(const struct speech *s, const struct segment *base,
                                const struct segment *fragment) {
    const struct document *doc = s->doc[fragment->report];
    uint32_t first = s->said.v[fragment->said_from].tok;
    uint32_t last = s->said.v[fragment->said_to - 1].tok;
    uint32_t sentence = document_sentence_at(doc, first);
    uint32_t from = first > NEIGHBOURS ? first - NEIGHBOURS : 0;
    uint32_t to = (uint32_t)(last + NEIGHBOURS < doc->n_tok ? last + NEIGHBOURS : doc->n_tok);
    if (sentence != NONE) {
        from = from > doc->sentence[sentence].tok_from ? from : doc->sentence[sentence].tok_from;
        to = to < doc->sentence[sentence].tok_to ? to : doc->sentence[sentence].tok_to;
    }
    uint32_t sum = 0;
    for (uint32_t i = base->said_from; i < base->said_to; i++) {
        const struct vocab_word *w = said_word(s, &s->said.v[i]);
        uint64_t hash = s->doc[base->report]->tok[s->said.v[i].tok].hash;
        bool found = false;
        for (uint32_t t = from; t < to && !found && w->key.weight > WORD_CONTENT; t++) {
            found = (t < first || t > last) && doc->tok[t].hash == hash;
        }
        sum += found ? w->key.weight : 0;
    }
    return sum;
}
