/* page_trees.c - trains boosted trees (src/page/article_model.h, src/story/trees.h): logistic loss,
 * one question a level (as CatBoost's oblivious trees), second-order gains as XGBoost's, one-sided
 * sampling as LightGBM's (rows with large gradients all, of the others a part with larger weight).
 * Features are bytes, so histograms are exact. The same input and options give the same trees.
 *
 * Usage: page_trees FEATURES OUT [--fold K] [--trees N] [--rate R] [--seed S] [--ridge L] [--weight
 * SET=W]...
 * --features S: the share of features that a tree may use (0.3).
 * --fold K leaves fold K out and tells the loss on it. Cost: O(rows x features) a level. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/hash.h"
#include "parts/feature_file.h"
#include "parts/model_file.h"

enum { MOST_FEATURES = 256, BINS = 256, MAX_SETS = 16 };

struct options {
    const char *in;
    const char *out;
    int fold; /* -1 = none */
    int trees;
    double rate;
    double ridge;
    double part_features; /* of a tree */
    double part_rows;     /* of those with small gradients */
    uint64_t seed;
    double set_weight[MAX_SETS];
};

/* Rows of the file; those of the held-out fold stand last. */
struct data {
    size_t n;
    size_t n_train;
    uint32_t n_features;
    uint8_t *column[MOST_FEATURES];
    float *weight;
    uint8_t *label;
    int32_t *score; /* in units of the model */
};

/* Rows in use for one tree. */
struct sample {
    size_t n;
    uint32_t *row;
    float *gradient;
    float *hessian;
    uint8_t *leaf;
};

struct bin {
    float g;
    float h;
};

struct split {
    double gain;
    int feature;
    int above;
};

static void *take(arena *a, size_t n, size_t size) {
    void *p = arena_array(a, n, size);
    if (!p) {
        fprintf(stderr, "page_trees: %s\n", err_name(a->last));
        exit(3);
    }
    return p;
}

static uint64_t next_random(uint64_t *state) {
    *state += 0x9e3779b97f4a7c15u;
    return hash_join(*state, 0x1234567);
}

static double random_share(uint64_t *state) {
    return (double)(next_random(state) >> 11) / (double)(1ull << 53);
}

/* Rows of two folds are held out with either. */
static bool is_held(const struct feature_row *row, int fold) {
    return row->fold == fold || (row->other && row->other - 1 == fold);
}

static size_t count_rows(FILE *f, const struct options *o, uint32_t n_features, size_t *n_held) {
    struct feature_row row;
    size_t n = 0;
    *n_held = 0;
    while (fread(&row, sizeof row, 1, f) == 1 && fseek(f, (long)n_features, SEEK_CUR) == 0) {
        n++;
        *n_held += is_held(&row, o->fold);
    }
    return n;
}

static void load(arena *a, const struct options *o, struct data *d) {
    FILE *f = fopen(o->in, "rb");
    struct feature_head head;
    if (!f || fread(&head, sizeof head, 1, f) != 1 || head.magic != FEATURE_MAGIC ||
        head.n_features > MOST_FEATURES) {
        fprintf(stderr, "page_trees: %s: no file of features\n", o->in);
        exit(4);
    }
    size_t n_held;
    d->n_features = head.n_features;
    d->n = count_rows(f, o, d->n_features, &n_held);
    d->n_train = d->n - n_held;
    for (uint32_t k = 0; k < d->n_features; k++) {
        d->column[k] = take(a, d->n, 1);
    }
    d->weight = take(a, d->n, sizeof *d->weight);
    d->label = take(a, d->n, 1);
    d->score = take(a, d->n, sizeof *d->score);
    fseek(f, sizeof head, SEEK_SET);
    size_t train = 0;
    size_t held = d->n_train;
    double sum = 0;
    struct feature_row row;
    uint8_t v[MOST_FEATURES];
    while (fread(&row, sizeof row, 1, f) == 1 && fread(v, d->n_features, 1, f) == 1) {
        size_t i = is_held(&row, o->fold) ? held++ : train++;
        for (uint32_t k = 0; k < d->n_features; k++) {
            d->column[k][i] = v[k];
        }
        d->label[i] = row.label;
        d->weight[i] = (float)(row.weight * o->set_weight[row.set % MAX_SETS]);
        sum += d->weight[i];
    }
    fclose(f);
    for (size_t i = 0; i < d->n; i++) {
        d->weight[i] *= (float)((double)d->n / sum);
    }
}

static double share(int32_t score) {
    return 1 / (1 + exp(-(double)score / ARTICLE_ODDS));
}

static double loss(const struct data *d, size_t from, size_t to) {
    double sum = 0;
    double weight = 0;
    for (size_t i = from; i < to; i++) {
        double p = share(d->score[i]);
        sum -= d->weight[i] * log(fmax(1e-9, d->label[i] ? p : 1 - p));
        weight += d->weight[i];
    }
    return weight > 0 ? sum / weight : 0;
}

/* Rows with a gradient of at least a tenth of their weight are all taken. */
static void choose_rows(const struct data *d, const struct options *o, uint64_t *random,
                        struct sample *s) {
    s->n = 0;
    for (size_t i = 0; i < d->n_train; i++) {
        double p = share(d->score[i]);
        double g = p - d->label[i];
        double w = d->weight[i];
        if (fabs(g) * w < 0.1) {
            if (random_share(random) >= o->part_rows) {
                continue;
            }
            w /= o->part_rows;
        } else if (random_share(random) >= 0.8) {
            continue;
        }
        s->row[s->n] = (uint32_t)i;
        s->gradient[s->n] = (float)(g * w);
        s->hessian[s->n] = (float)(p * (1 - p) * w);
        s->leaf[s->n] = 0;
        s->n++;
    }
}

static double worth(double g, double h, double ridge) {
    return g * g / (h + ridge);
}

/* The best threshold of a feature over all leaves of this level. */
static struct split try_feature(const struct data *d, const struct sample *s, int feature,
                                int n_leaves, double ridge) {
    static struct bin hist[ARTICLE_TREE_LEAVES][BINS];
    double gain[BINS] = {0};
    memset(hist, 0, (size_t)n_leaves * sizeof hist[0]);
    const uint8_t *column = d->column[feature];
    for (size_t i = 0; i < s->n; i++) {
        struct bin *b = &hist[s->leaf[i]][column[s->row[i]]];
        b->g += s->gradient[i];
        b->h += s->hessian[i];
    }
    for (int leaf = 0; leaf < n_leaves; leaf++) {
        double g = 0;
        double h = 0;
        for (int k = 0; k < BINS; k++) {
            g += hist[leaf][k].g;
            h += hist[leaf][k].h;
        }
        double whole = worth(g, h, ridge);
        double left_g = 0;
        double left_h = 0;
        for (int k = 0; k < BINS - 1; k++) {
            left_g += hist[leaf][k].g;
            left_h += hist[leaf][k].h;
            gain[k] += worth(left_g, left_h, ridge) + worth(g - left_g, h - left_h, ridge) - whole;
        }
    }
    struct split best = {0, feature, 255};
    for (int k = 0; k < BINS - 1; k++) {
        if (gain[k] > best.gain) {
            best.gain = gain[k];
            best.above = k;
        }
    }
    return best;
}

static void fit_leaves(const struct sample *s, const struct options *o, struct article_tree *t) {
    double g[ARTICLE_TREE_LEAVES] = {0};
    double h[ARTICLE_TREE_LEAVES] = {0};
    for (size_t i = 0; i < s->n; i++) {
        g[s->leaf[i]] += s->gradient[i];
        h[s->leaf[i]] += s->hessian[i];
    }
    for (int k = 0; k < ARTICLE_TREE_LEAVES; k++) {
        double value = -o->rate * g[k] / (h[k] + o->ridge) * ARTICLE_ODDS;
        t->leaf[k] = (int16_t)lround(fmax(-ARTICLE_LEAF_MOST, fmin(ARTICLE_LEAF_MOST, value)));
    }
}

static void grow(const struct data *d, const struct options *o, uint64_t *random, struct sample *s,
                 struct article_tree *t) {
    bool used[MOST_FEATURES];
    for (uint32_t k = 0; k < d->n_features; k++) {
        used[k] = random_share(random) < o->part_features;
    }
    for (int level = 0; level < ARTICLE_TREE_DEPTH; level++) {
        struct split best = {0, 0, 255};
        for (uint32_t k = 0; k < d->n_features; k++) {
            if (used[k]) {
                struct split one = try_feature(d, s, (int)k, 1 << level, o->ridge);
                best = one.gain > best.gain ? one : best;
            }
        }
        t->feature[level] = (uint8_t)best.feature;
        t->above[level] = (uint8_t)best.above;
        const uint8_t *column = d->column[best.feature];
        for (size_t i = 0; i < s->n; i++) {
            s->leaf[i] |= (uint8_t)((column[s->row[i]] > best.above) << level);
        }
    }
    fit_leaves(s, o, t);
}

static void apply(struct data *d, const struct article_tree *t) {
    for (size_t i = 0; i < d->n; i++) {
        unsigned leaf = 0;
        for (unsigned level = 0; level < ARTICLE_TREE_DEPTH; level++) {
            leaf |= (unsigned)(d->column[t->feature[level]][i] > t->above[level]) << level;
        }
        d->score[i] += t->leaf[leaf];
    }
}

static void train(arena *a, const struct options *o, struct data *d) {
    struct sample s = {.row = take(a, d->n, sizeof *s.row),
                       .gradient = take(a, d->n, sizeof(float)),
                       .hessian = take(a, d->n, sizeof(float)),
                       .leaf = take(a, d->n, 1)};
    struct article_tree *tree = take(a, (size_t)o->trees, sizeof *tree);
    uint64_t random = o->seed;
    const int32_t bias = -2 * ARTICLE_ODDS;
    for (size_t i = 0; i < d->n; i++) {
        d->score[i] = bias;
    }
    for (int k = 0; k < o->trees; k++) {
        choose_rows(d, o, &random, &s);
        grow(d, o, &random, &s, &tree[k]);
        apply(d, &tree[k]);
        if (k % 50 == 49 || k == o->trees - 1) {
            fprintf(stderr, "%d trees: loss %.5f, held out %.5f, rows %zu\n", k + 1,
                    loss(d, 0, d->n_train), loss(d, d->n_train, d->n), s.n);
        }
    }
    char note[200];
    snprintf(note, sizeof note,
             "Written by train/page_trees: %d trees, rate %g, ridge %g, seed %llu.", o->trees,
             o->rate, o->ridge, (unsigned long long)o->seed);
    struct article_model m = {tree, (uint32_t)o->trees, bias};
    model_file_write(o->out, &m, note);
}

static bool read_option(struct options *o, const char *name, const char *value) {
    str key = str_from_cstr(name);
    if (str_equals(key, STR("--fold"))) {
        o->fold = (int)strtol(value, NULL, 10);
    } else if (str_equals(key, STR("--trees"))) {
        o->trees = (int)strtol(value, NULL, 10);
    } else if (str_equals(key, STR("--rate"))) {
        o->rate = strtod(value, NULL);
    } else if (str_equals(key, STR("--ridge"))) {
        o->ridge = strtod(value, NULL);
    } else if (str_equals(key, STR("--features"))) {
        o->part_features = strtod(value, NULL);
    } else if (str_equals(key, STR("--seed"))) {
        o->seed = strtoull(value, NULL, 10);
    } else if (str_equals(key, STR("--weight"))) {
        char *end;
        unsigned long set = strtoul(value, &end, 10);
        o->set_weight[set % MAX_SETS] = *end == '=' ? strtod(end + 1, NULL) : 1;
    } else {
        return false;
    }
    return true;
}

int main(int argc, char **argv) {
    struct options o = {.fold = -1,
                        .trees = 300,
                        .rate = 0.08,
                        .ridge = 20,
                        .part_features = 0.3,
                        .part_rows = 0.15,
                        .seed = 1};
    for (int i = 0; i < MAX_SETS; i++) {
        o.set_weight[i] = 1;
    }
    bool fine = argc >= 3 && argc % 2 == 1;
    for (int i = 3; fine && i < argc; i += 2) {
        fine = read_option(&o, argv[i], argv[i + 1]);
    }
    if (!fine || o.trees < 1) {
        fprintf(stderr,
                "usage: page_trees FEATURES OUT [--fold K] [--trees N] [--rate R] [--seed S] "
                "[--ridge L] [--weight SET=W]...\n");
        return 2;
    }
    o.in = argv[1];
    o.out = argv[2];
    arena a;
    arena_init(&a, 0);
    struct data d = {0};
    load(&a, &o, &d);
    train(&a, &o, &d);
    arena_done(&a);
    return 0;
}
