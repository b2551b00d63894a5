/* label.c - aligns blocks to the gold text by runs of four words. A block of four words or more is
 * in the text when half of its runs are; of blocks with the same words those with most neighbours
 * in the text come first, and no more of them than the text has. A shorter block must stand in the
 * text between its neighbours. Where only segments are known, blocks that hold one (or lie in one)
 * are labelled and all others are unknown. */
#include "label.h"

#include "base/hash.h"
#include "base/map.h"

enum { RUN = 4, NEAR = 6, LOOK = 12 };

struct aligner {
    const struct article_outline *o;
    struct article_hashes gold;
    struct map first; /* run of words -> its first place in gold */
    struct map count; /* run of words -> how often */
    uint32_t *from;   /* of a block in gold */
    uint32_t *to;
    uint8_t *label;
};

static const uint32_t *words_of(const struct article_outline *o, uint32_t i, uint32_t *n) {
    *n = o->block[i].word_to - o->block[i].word_from;
    return o->words.v + o->block[i].word_from;
}

static uint64_t run_hash(const uint32_t *w, size_t n) {
    return hash_bytes(str_of((const char *)w, n * sizeof *w));
}

static enum err index_gold(arena *a, struct aligner *x) {
    TRY(map_init(&x->first, a, x->gold.n));
    TRY(map_init(&x->count, a, x->gold.n));
    for (size_t i = 0; i + RUN <= x->gold.n; i++) {
        uint64_t key = run_hash(x->gold.v + i, RUN);
        uint32_t n = map_find(&x->count, key);
        if (n == MAP_NONE) {
            TRY(map_put(&x->first, key, (uint32_t)i));
        }
        TRY(map_put(&x->count, key, n == MAP_NONE ? 1 : n + 1));
    }
    return ERR_OK;
}

static void label_long(struct aligner *x, uint32_t i) {
    uint32_t n;
    const uint32_t *w = words_of(x->o, i, &n);
    uint32_t hits = 0;
    uint32_t low = 0;
    uint32_t high = 0;
    bool sure = false;
    for (uint32_t k = 0; k + RUN <= n; k++) {
        uint64_t key = run_hash(w + k, RUN);
        uint32_t at = map_find(&x->first, key);
        if (at == MAP_NONE) {
            continue;
        }
        bool unique = map_find(&x->count, key) == 1;
        if (hits == 0 || (unique && !sure)) {
            low = at;
            high = at;
        }
        if (unique || !sure) {
            high = at + RUN;
        }
        sure |= unique;
        hits++;
    }
    x->label[i] = hits * 2 >= n - RUN + 1 ? LABEL_YES : LABEL_NO;
    x->from[i] = low;
    x->to[i] = high;
}

/* Words of labelled blocks around block i, its copies left out. */
static uint32_t support(const struct aligner *x, uint32_t i, uint64_t key) {
    uint32_t sum = 0;
    uint32_t from = i > NEAR ? i - NEAR : 0;
    for (uint32_t k = from; k <= i + NEAR && k < x->o->n_blocks; k++) {
        uint32_t n;
        const uint32_t *w = words_of(x->o, k, &n);
        if (n >= RUN && x->label[k] == LABEL_YES && run_hash(w, n) != key) {
            sum += n;
        }
    }
    return sum;
}

/* Of the copies of block i's words, drop the worst supported ones until as many are left as gold
 * has. Done at the last copy. */
static void drop_copies(struct aligner *x, uint32_t i) {
    uint32_t n;
    const uint32_t *w = words_of(x->o, i, &n);
    if (n < RUN || x->label[i] != LABEL_YES) {
        return;
    }
    uint64_t key = run_hash(w, n);
    uint32_t allowed = map_find(&x->count, run_hash(w, RUN));
    allowed = allowed == MAP_NONE ? 1 : allowed;
    for (;;) {
        uint32_t copies = 0;
        uint32_t worst = i;
        uint32_t least = UINT32_MAX;
        for (uint32_t k = x->o->n_blocks; k-- > 0;) {
            uint32_t m;
            const uint32_t *v = words_of(x->o, k, &m);
            if (m != n || x->label[k] != LABEL_YES || memcmp(v, w, n * sizeof *w) != 0) {
                continue;
            }
            copies++;
            uint32_t s = support(x, k, key);
            if (s < least) {
                least = s;
                worst = k;
            }
        }
        if (copies <= allowed) {
            return;
        }
        x->label[worst] = LABEL_NO;
    }
}

/* Where the next labelled block of four words or more behind block i begins in gold. */
static uint32_t next_place(const struct aligner *x, uint32_t i) {
    for (uint32_t k = i + 1; k < x->o->n_blocks; k++) {
        uint32_t n = x->o->block[k].word_to - x->o->block[k].word_from;
        if (n >= RUN && x->label[k] == LABEL_YES) {
            return x->from[k];
        }
    }
    return UINT32_MAX;
}

/* Place of the words [w, n) of gold in [low, high), or -1. */
static int64_t find_words(const struct aligner *x, const uint32_t *w, uint32_t n, int64_t low,
                          int64_t high) {
    int64_t size = (int64_t)x->gold.n;
    for (int64_t at = low > 0 ? low : 0; at + n <= high && at + n <= size; at++) {
        if (memcmp(x->gold.v + at, w, n * sizeof *w) == 0) {
            return at;
        }
    }
    return -1;
}

static void label_short(struct aligner *x) {
    uint32_t before = UINT32_MAX;
    for (uint32_t i = 0; i < x->o->n_blocks; i++) {
        uint32_t n;
        const uint32_t *w = words_of(x->o, i, &n);
        if (n >= RUN) {
            before = x->label[i] == LABEL_YES ? x->to[i] : before;
            continue;
        }
        uint32_t behind = next_place(x, i);
        if (n == 0 || (before == UINT32_MAX && behind == UINT32_MAX)) {
            continue;
        }
        int64_t low = before != UINT32_MAX ? (int64_t)before : (int64_t)behind - LOOK;
        int64_t high = behind != UINT32_MAX ? (int64_t)behind : (int64_t)before + LOOK;
        int64_t at = find_words(x, w, n, low - 1, high + 1);
        if (at >= 0) {
            x->label[i] = LABEL_YES;
            before = (uint32_t)at + n;
        }
    }
}

static enum err label_by_text(arena *a, const struct article_outline *o, str text, uint8_t *label) {
    struct aligner x = {.o = o, .label = label};
    TRY(article_scan_words(a, text, &x.gold));
    TRY(index_gold(a, &x));
    x.from = arena_array(a, o->n_blocks, sizeof *x.from);
    x.to = arena_array(a, o->n_blocks, sizeof *x.to);
    if (!x.from || !x.to) {
        return a->last;
    }
    for (uint32_t i = 0; i < o->n_blocks; i++) {
        if (o->block[i].word_to - o->block[i].word_from >= RUN) {
            label_long(&x, i);
        }
    }
    for (uint32_t i = 0; i < o->n_blocks; i++) {
        drop_copies(&x, i);
    }
    label_short(&x);
    return ERR_OK;
}

static bool holds(const uint32_t *v, uint32_t n, const uint32_t *w, uint32_t m) {
    for (uint32_t i = 0; m > 0 && i + m <= n; i++) {
        if (memcmp(v + i, w, m * sizeof *w) == 0) {
            return true;
        }
    }
    return false;
}

/* Does the segment touch the block: stand in it, or hold it whole? */
static enum err mark_segment(arena *a, const struct article_outline *o, str segment, uint8_t value,
                             uint8_t *mark) {
    struct article_hashes words = {0};
    TRY(article_scan_words(a, segment, &words));
    uint32_t skip = words.n >= 5; /* the words at its ends may be cut */
    const uint32_t *s = words.v + skip;
    uint32_t m = (uint32_t)words.n - 2 * skip;
    for (uint32_t i = 0; m > 0 && i < o->n_blocks; i++) {
        uint32_t n;
        const uint32_t *w = words_of(o, i, &n);
        if (holds(w, n, s, m) || (n >= 3 && holds(s, m, w, n))) {
            mark[i] |= value;
        }
    }
    return ERR_OK;
}

static enum err label_by_segments(arena *a, const struct article_outline *o, const struct gold *g,
                                  uint8_t *label) {
    for (size_t i = 0; i < g->n_with; i++) {
        TRY(mark_segment(a, o, g->with[i], 1, label));
    }
    for (size_t i = 0; i < g->n_without; i++) {
        TRY(mark_segment(a, o, g->without[i], 2, label));
    }
    for (uint32_t i = 0; i < o->n_blocks; i++) {
        label[i] = label[i] == 1 ? LABEL_YES : label[i] == 2 ? LABEL_NO : LABEL_UNKNOWN;
    }
    return ERR_OK;
}

enum err label_blocks(arena *a, const struct article_outline *o, const struct gold *g,
                      uint8_t *label) {
    return g->text.ptr ? label_by_text(a, o, g->text, label) : label_by_segments(a, o, g, label);
}
