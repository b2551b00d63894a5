/* align.c - word alignment with affine gaps: Needleman and Wunsch 1970, Smith and Waterman 1981,
 * Gotoh 1982. Three states a cell: PAIR (x[i-1] stands against y[j-1]), DROP (x[i-1] stands alone),
 * ADD (y[j-1] stands alone). Scores are kept for two rows; for the way back each cell keeps one
 * byte, from where each of its states was reached:
 *
 *   trace = 0:2 | ADD from:2 | DROP from:2 | PAIR from:2        3 = here the alignment starts
 *
 * Cost: O(n m) steps and bytes. Past ALIGN_CELLS cells a global alignment keeps to a band of equal
 * width about the line from (0, 0) to (n, m), which is right whenever no gap is longer than half
 * the band. */
#include "quote/align.h"

#include "base/limits.h"

enum state { PAIR, DROP, ADD, START };

enum { GAP_OPEN = 28, GAP_WORD = 2 };

#define NEVER (INT64_MIN / 4)

struct row {
    int64_t *state[3]; /* by enum state; index j */
};

struct dp {
    const struct align_word *x;
    const struct align_word *y;
    size_t n;
    size_t m;
    uint8_t mode;
    int64_t open;
    int64_t word;
    size_t half;  /* half the width of the band; SIZE_MAX = no band */
    size_t width; /* cells kept of a row */
    uint8_t *trace;
    struct row last;
    struct row now;
    int64_t best; /* of the ends that the mode allows */
    size_t best_i;
    size_t best_j;
    enum state best_state;
};

int64_t align_pair_score(const struct align_word *x, const struct align_word *y, uint8_t *op) {
    int64_t weight = x->weight < y->weight ? x->weight : y->weight;
    enum align_op kind = ALIGN_CHANGE;
    int64_t score = -((int64_t)x->weight + y->weight) / 2 - 2;
    if (x->hash == y->hash) {
        kind = ALIGN_SAME;
        score = 2 * weight;
    } else if (x->stem == y->stem) {
        kind = ALIGN_STEM;
        score = 3 * weight / 2;
    } else if (x->group && x->group == y->group) {
        kind = ALIGN_GROUP;
        score = weight / 2;
    }
    if (op) {
        *op = (uint8_t)kind;
    }
    return score;
}

static size_t row_from(const struct dp *d, size_t i) {
    if (d->half == SIZE_MAX) {
        return 0;
    }
    size_t mid = (size_t)((uint64_t)i * d->m / d->n);
    return mid > d->half ? mid - d->half : 0;
}

/* Last cell of the row, inclusive. */
static size_t row_to(const struct dp *d, size_t i) {
    if (d->half == SIZE_MAX) {
        return d->m;
    }
    size_t mid = (size_t)((uint64_t)i * d->m / d->n);
    return mid + d->half < d->m ? mid + d->half : d->m;
}

static uint8_t *trace_at(const struct dp *d, size_t i, size_t j) {
    return &d->trace[i * d->width + (j - row_from(d, i))];
}

/* The best state to come from, PAIR before DROP before ADD; `start` is the score of starting here.
 */
static enum state best_of(int64_t pair, int64_t drop, int64_t add, int64_t start, int64_t *score) {
    enum state from = PAIR;
    *score = pair;
    if (drop > *score) {
        from = DROP;
        *score = drop;
    }
    if (add > *score) {
        from = ADD;
        *score = add;
    }
    if (start > *score) {
        from = START;
        *score = start;
    }
    return from;
}

/* Score of an alignment that starts with cell (i, j) behind it. */
static int64_t start_score(const struct dp *d, size_t i, size_t j) {
    switch ((enum align_mode)d->mode) {
    case ALIGN_GLOBAL:
        return i == 0 && j == 0 ? 0 : NEVER;
    case ALIGN_LOCAL:
        return 0;
    case ALIGN_FIT:
        return j == 0 ? 0 : NEVER;
    }
    return NEVER;
}

static void compute_cell(struct dp *d, size_t i, size_t j) {
    int64_t score;
    unsigned pair = START;
    unsigned drop = START;
    unsigned add = START;
    struct row *now = &d->now;
    struct row *last = &d->last;
    now->state[PAIR][j] = NEVER;
    now->state[DROP][j] = NEVER;
    now->state[ADD][j] = NEVER;
    if (i > 0 && j > 0) {
        pair = best_of(last->state[PAIR][j - 1], last->state[DROP][j - 1], last->state[ADD][j - 1],
                       start_score(d, i - 1, j - 1), &score);
        now->state[PAIR][j] = score + align_pair_score(&d->x[i - 1], &d->y[j - 1], NULL);
    }
    if (i > 0) {
        drop = best_of(last->state[PAIR][j] - d->open, last->state[DROP][j],
                       last->state[ADD][j] - d->open, start_score(d, i - 1, j) - d->open, &score);
        now->state[DROP][j] = score - d->word;
    }
    if (j > 0) {
        add = best_of(now->state[PAIR][j - 1] - d->open, now->state[DROP][j - 1] - d->open,
                      now->state[ADD][j - 1], start_score(d, i, j - 1) - d->open, &score);
        now->state[ADD][j] = score - d->word;
    }
    *trace_at(d, i, j) = (uint8_t)(pair | drop << 2 | add << 4);
}

static bool may_end(const struct dp *d, size_t i, size_t j) {
    switch ((enum align_mode)d->mode) {
    case ALIGN_GLOBAL:
        return i == d->n && j == d->m;
    case ALIGN_LOCAL:
        return true;
    case ALIGN_FIT:
        return j == d->m;
    }
    return false;
}

static void note_end(struct dp *d, size_t i, size_t j) {
    int64_t score;
    enum state from = best_of(d->now.state[PAIR][j], d->now.state[DROP][j], d->now.state[ADD][j],
                              start_score(d, i, j), &score);
    if (score > d->best) {
        d->best = score;
        d->best_i = i;
        d->best_j = j;
        d->best_state = from;
    }
}

static void blank(struct row *r, size_t from, size_t to) {
    for (size_t j = from; j < to; j++) {
        r->state[PAIR][j] = r->state[DROP][j] = r->state[ADD][j] = NEVER;
    }
}

static void compute(struct dp *d) {
    d->best = NEVER;
    for (size_t i = 0; i <= d->n; i++) {
        size_t from = row_from(d, i);
        size_t to = row_to(d, i);
        blank(&d->now, from ? from - 1 : 0, from);
        for (size_t j = from; j <= to; j++) {
            compute_cell(d, i, j);
            if (may_end(d, i, j)) {
                note_end(d, i, j);
            }
        }
        if (i < d->n) { /* the next row may look further right than this one reached */
            blank(&d->now, to + 1, row_to(d, i + 1) + 1);
        }
        struct row swap = d->last;
        d->last = d->now;
        d->now = swap;
    }
}

/* Walk back from the best end, filling `step` from its end; returns the first step. */
static size_t walk_back(const struct dp *d, struct align_step *step, size_t cap, size_t *i,
                        size_t *j) {
    enum state at = d->best_state;
    size_t k = cap;
    while (at != START && (*i > 0 || *j > 0)) {
        unsigned trace = *trace_at(d, *i, *j);
        struct align_step *s = &step[--k];
        if (at == PAIR) {
            --*i;
            --*j;
            align_pair_score(&d->x[*i], &d->y[*j], &s->op);
        } else if (at == DROP) {
            --*i;
            s->op = ALIGN_DROP;
        } else {
            --*j;
            s->op = ALIGN_ADD;
        }
        s->x = (uint32_t)*i;
        s->y = (uint32_t)*j;
        at = (enum state)(trace >> 2 * at & 3);
    }
    return k;
}

/* Choose the band and take the memory. */
static enum err prepare(arena *a, struct dp *d) {
    size_t cells;
    if (d->n >= UINT32_MAX || d->m >= UINT32_MAX) {
        return a->last = ERR_LIMIT;
    }
    d->half = SIZE_MAX;
    d->width = d->m + 1;
    if (!mul_ok(d->n + 1, d->m + 1, &cells) || cells > ALIGN_CELLS) {
        size_t width = ALIGN_CELLS / (d->n + 1);
        size_t slope = d->n ? d->m / d->n + 2 : SIZE_MAX / 4;
        if (d->mode != ALIGN_GLOBAL || width < 2 * slope + 1) {
            return a->last = ERR_LIMIT;
        }
        d->half = (width - 1) / 2;
        d->width = 2 * d->half + 1;
    }
    d->trace = arena_array(a, d->n + 1, d->width);
    int64_t *cell = arena_array(a, d->m + 2, 6 * sizeof *cell);
    if (!d->trace || !cell) {
        return a->last;
    }
    for (size_t s = 0; s < 3; s++) {
        d->last.state[s] = cell + 2 * s * (d->m + 2);
        d->now.state[s] = cell + (2 * s + 1) * (d->m + 2);
    }
    return ERR_OK;
}

enum err align_words(arena *a, const struct align_word *x, size_t n, const struct align_word *y,
                     size_t m, const struct align_options *options, struct alignment *out) {
    struct dp d = {.x = x, .y = y, .n = n, .m = m};
    d.mode = options ? options->mode : ALIGN_GLOBAL;
    d.open = options && options->gap_open ? options->gap_open : GAP_OPEN;
    d.word = options && options->gap_word ? options->gap_word : GAP_WORD;
    struct align_step *step = arena_array(a, n + m, sizeof *step);
    if (!step) {
        return a->last;
    }
    arena_pos mark = arena_mark(a);
    enum err code = prepare(a, &d);
    if (code == ERR_OK) {
        compute(&d);
        size_t i = d.best_i;
        size_t j = d.best_j;
        size_t first = walk_back(&d, step, n + m, &i, &j);
        *out = (struct alignment){.step = step + first,
                                  .n = n + m - first,
                                  .x_from = (uint32_t)i,
                                  .x_to = (uint32_t)d.best_i,
                                  .y_from = (uint32_t)j,
                                  .y_to = (uint32_t)d.best_j,
                                  .score = d.best,
                                  .banded = d.half != SIZE_MAX};
    }
    arena_reset(a, mark);
    return code;
}
