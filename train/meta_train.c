/* meta_train.c - trains the weights by which titles, days and authors of pages are ranked
 * (src/page/tables/meta_weights.inc):
 *     meta_train [--out FILE] [--wrong] GOLD.jsonl FOLDER [GOLD.jsonl FOLDER[:FOLDER] ...]
 * Titles and days: a softmax over the candidates of a page (and over "none" for days), for the gold
 * one. Authors: a logistic decision on every candidate. Both by full-batch AdaGrad with an L2 term.
 * First five folds by host are held out in turn and scored, so that the spread is seen, over four
 * ways to deal the hosts to folds (the figure in brackets is the mean of all ways); the table
 * is then trained on all pages. --wrong lists the titles and days that held-out pages get wrong.
 * Same input, same table. */
#include <math.h>
#include <stdlib.h>

#include "meta_pages.h"

#include "base/hash.h"
#include "page/meta_text.h"

enum { FOLDS = 5, DEALS = 4, ROUNDS = 400, MOST_SETS = 16 };

static const double strength[META_MODELS] = {2e-3, 2e-3, 1e-3}; /* of the L2 term */

/* One candidate: its features as a list, and whether it is right. */
struct example {
    uint16_t feature[96];
    uint8_t n;
    bool right;
    str value; /* for --wrong */
};

/* The candidates of one page for one field. */
struct group {
    struct example *example;
    size_t n;
    uint64_t host; /* hash */
    unsigned set;
    double weight;
    bool can_be_none; /* the sum 0 stands for "none" */
    bool none_right;
    bool counts;
    size_t n_gold;
    str id; /* for --wrong */
    str gold;
};

struct training {
    arena a;
    bool lists_wrong;
    VEC(struct group) group[META_MODELS];
};

static void die(const char *what) {
    fprintf(stderr, "meta_train: %s\n", what);
    exit(3);
}

static struct group *add_group(struct training *t, enum meta_model model,
                               const struct meta_candidates *all, struct json_object *row,
                               uint64_t host, unsigned set) {
    struct group g = {.n = all->list.n, .host = host, .set = set, .weight = 1, .counts = true};
    g.id = arena_copy(&t->a, str_from_cstr(gold_text(row, "id")));
    g.gold = arena_copy(
        &t->a, str_from_cstr(gold_text(row, model == META_MODEL_TITLE ? "title" : "published")));
    g.example = arena_array(&t->a, g.n, sizeof *g.example);
    for (size_t i = 0; i < g.n; i++) {
        const struct meta_candidate *c = &all->list.v[i];
        char day[16];
        int len =
            snprintf(day, sizeof day, "%04d-%02u-%02u", c->day.year, c->day.month, c->day.mday);
        g.example[i].value =
            arena_copy(&t->a, c->value.len > 0 ? c->value : (str){day, (size_t)len});
        for (unsigned f = 0; f < META_RANK_FEATURES; f++) {
            if (meta_has_feature(&all->list.v[i], f) && g.example[i].n < 96) {
                g.example[i].feature[g.example[i].n++] = (uint16_t)f;
            }
        }
    }
    if (vec_push(&t->a, &t->group[model], g) != ERR_OK) {
        die("memory");
    }
    return &t->group[model].v[t->group[model].n - 1];
}

static void take_title(struct training *t, struct meta_table *m, struct json_object *row,
                       uint64_t host, unsigned set) {
    struct meta_candidates all = {0};
    const char *gold = gold_text(row, "title");
    if (!*gold || meta_title_candidates(m, &all) != ERR_OK) {
        return;
    }
    str key = meta_text_key(m->a, str_from_cstr(gold));
    struct group *g = add_group(t, META_MODEL_TITLE, &all, row, host, set);
    for (size_t i = 0; i < g->n; i++) {
        g->example[i].right = str_equals(all.list.v[i].key, key);
    }
}

static void take_day(struct training *t, struct meta_table *m, struct json_object *row,
                     uint64_t host, unsigned set) {
    struct meta_candidates all = {0};
    struct day gold;
    struct json_object *unused;
    if (!json_object_object_get_ex(row, "published", &unused) ||
        meta_day_candidates(m, &all) != ERR_OK) {
        return;
    }
    bool known = day_read(str_from_cstr(gold_text(row, "published")), DAY_FIRST, &gold);
    struct group *g = add_group(t, META_MODEL_DAY, &all, row, host, set);
    bool found = false;
    for (size_t i = 0; i < g->n; i++) {
        bool right = known && day_number(&all.list.v[i].day) == day_number(&gold);
        g->example[i].right = right;
        found |= right;
    }
    g->can_be_none = true;
    g->none_right = !found;
    g->weight = found ? 1 : 0.2;
    g->counts = known;
}

static void take_author(struct training *t, struct meta_table *m, struct json_object *row,
                        uint64_t host, unsigned set) {
    struct meta_candidates all = {0};
    struct json_object *unused;
    if ((!json_object_object_get_ex(row, "author", &unused) &&
         !json_object_object_get_ex(row, "authors", &unused)) ||
        meta_author_candidates(m, &all) != ERR_OK) {
        return;
    }
    struct group *g = add_group(t, META_MODEL_AUTHOR, &all, row, host, set);
    gold_has_name(m->a, row, STR(""), &g->n_gold);
    for (size_t i = 0; i < g->n; i++) {
        size_t n;
        g->example[i].right = gold_has_name(m->a, row, all.list.v[i].key, &n);
    }
}

static uint64_t host_of(str url, str id) {
    size_t from = str_find(url, STR("://"), 0);
    from = from == SIZE_MAX ? 0 : from + 3;
    size_t to = from;
    while (to < url.len && url.ptr[to] != '/') {
        to++;
    }
    str host = to > from ? str_slice(url, from, to) : id;
    host = str_starts_with(host, STR("www.")) ? str_slice(host, 4, host.len) : host;
    return hash_bytes(host);
}

/* The fold that this way to deal puts a host into. */
static unsigned fold_of(const struct group *g, unsigned deal) {
    return (unsigned)((deal == 0 ? g->host : hash_join(g->host, deal)) % FOLDS);
}

static void read_set(struct training *t, const char *gold, char *folders, unsigned set) {
    struct input in;
    struct input_line line;
    struct error e = {0};
    char *folder[8];
    int n_folders = 0;
    for (char *next = folders; next && n_folders < 8;) {
        folder[n_folders++] = next;
        next = strchr(next, ':');
        if (next) {
            *next++ = 0;
        }
    }
    if (input_open(&in, gold, &e) != ERR_OK) {
        die(e.msg);
    }
    while (input_line_next(&in, LIMIT_LINE_BYTES, &line, &e) == ERR_OK) {
        arena a;
        struct html_tree tree;
        struct page_hints hints;
        arena_init(&a, 0);
        str text = arena_copy(&a, line.text);
        struct json_object *row = json_tokener_parse(text.ptr);
        if (row && page_open(&a, row, folder, n_folders, &tree, &hints)) {
            struct meta_table m = {.a = &a, .t = &tree, .hints = &hints};
            buf_init(&m.scratch, 64 * MiB);
            uint64_t host = host_of(hints.url, str_from_cstr(gold_text(row, "id")));
            if (meta_evidence_collect(&m) == ERR_OK) {
                take_title(t, &m, row, host, set);
                take_day(t, &m, row, host, set);
                take_author(t, &m, row, host, set);
            }
            buf_done(&m.scratch);
        }
        json_object_put(row);
        arena_done(&a);
    }
    input_close(&in);
}

static double score(const double *w, const struct example *e) {
    double sum = 0;
    for (unsigned i = 0; i < e->n; i++) {
        sum += w[e->feature[i]];
    }
    return sum;
}

static void add_gradient(double *gradient, const struct example *e, double amount) {
    for (unsigned i = 0; i < e->n; i++) {
        gradient[e->feature[i]] += amount;
    }
}

/* Softmax: probability of each candidate against that of the right ones. */
static void softmax_gradient(const double *w, const struct group *g, double *gradient) {
    double p[META_RANK_MOST + 1];
    double most = g->can_be_none ? 0 : -1e9;
    for (size_t i = 0; i < g->n; i++) {
        p[i] = score(w, &g->example[i]);
        most = p[i] > most ? p[i] : most;
    }
    double all = g->can_be_none ? exp(-most) : 0;
    double right = g->can_be_none && g->none_right ? all : 0;
    for (size_t i = 0; i < g->n; i++) {
        p[i] = exp(p[i] - most);
        all += p[i];
        right += g->example[i].right ? p[i] : 0;
    }
    if (right <= 0) {
        return;
    }
    for (size_t i = 0; i < g->n; i++) {
        double wanted = g->example[i].right ? p[i] / right : 0;
        add_gradient(gradient, &g->example[i], g->weight * (wanted - p[i] / all));
    }
}

static void logistic_gradient(const double *w, const struct group *g, double *gradient) {
    for (size_t i = 0; i < g->n; i++) {
        double p = 1 / (1 + exp(-score(w, &g->example[i])));
        add_gradient(gradient, &g->example[i], (g->example[i].right ? 1 : 0) - p);
    }
}

/* Train on all groups outside `fold` (FOLDS = on all). */
static void train(const struct training *t, enum meta_model model, unsigned deal, unsigned fold,
                  double *w) {
    double squares[META_RANK_FEATURES] = {0};
    memset(w, 0, META_RANK_FEATURES * sizeof *w);
    for (unsigned round = 0; round < ROUNDS; round++) {
        double gradient[META_RANK_FEATURES] = {0};
        size_t n = 0;
        for (size_t i = 0; i < t->group[model].n; i++) {
            const struct group *g = &t->group[model].v[i];
            if (fold_of(g, deal) == fold) {
                continue;
            }
            n++;
            if (model == META_MODEL_AUTHOR) {
                logistic_gradient(w, g, gradient);
            } else {
                softmax_gradient(w, g, gradient);
            }
        }
        for (size_t f = 0; f < META_RANK_FEATURES && n > 0; f++) {
            double step = gradient[f] / (double)n - strength[model] * w[f];
            squares[f] += step * step;
            w[f] += squares[f] > 0 ? 0.3 * step / sqrt(squares[f]) : 0;
        }
    }
}

static const double least = META_LEAST_AUTHOR;
static const double least_best = META_LEAST_BEST_AUTHOR;

struct figures {
    size_t n, right, possible, wrong, n_chosen, n_gold;
};

/* Names: all above the first score, and the best above the second. */
static void score_names(const double *w, const struct group *g, struct figures *f) {
    const struct example *best = NULL;
    double most = least_best;
    for (size_t i = 0; i < g->n; i++) {
        double s = score(w, &g->example[i]);
        f->possible += g->example[i].right;
        if (s > least) {
            f->n_chosen++;
            f->right += g->example[i].right;
        }
        if (s > most) {
            most = s;
            best = &g->example[i];
        }
    }
    if (best && most <= least) {
        f->n_chosen++;
        f->right += best->right;
    }
    f->n_gold += g->n_gold;
}

/* The likeliest example, or NULL = none of them; whether any is right. */
static const struct example *best_of(const double *w, const struct group *g, bool *possible) {
    const struct example *best = NULL;
    double most = g->can_be_none ? 0 : -1e9;
    *possible = false;
    for (size_t i = 0; i < g->n; i++) {
        double s = score(w, &g->example[i]);
        *possible |= g->example[i].right;
        if (s > most) {
            most = s;
            best = &g->example[i];
        }
    }
    return best;
}

/* Titles and days: the best one, or none. */
static void score_best(const double *w, const struct group *g, struct figures *f) {
    bool possible;
    const struct example *best = best_of(w, g, &possible);
    f->wrong += best && !best->right;
    if (g->counts) {
        f->n++;
        f->possible += possible;
        f->right += best && best->right;
    }
}

static void score_group(const double *w, const struct group *g, bool authors, struct figures *f) {
    if (authors) {
        score_names(w, g, f);
    } else {
        score_best(w, g, f);
    }
}

static void print_wrong(const char *name, const double *w, const struct group *g) {
    bool possible;
    const struct example *best = best_of(w, g, &possible);
    if (g->counts && !(best && best->right)) {
        str value = best ? best->value : STR("-");
        printf("%s %s: %.*s\n    %.*s\n    %.*s\n", possible ? "wrong" : "not on the page", name,
               (int)g->id.len, g->id.ptr, (int)g->gold.len, g->gold.ptr, (int)value.len, value.ptr);
    }
}

static double figure(bool authors, const struct figures *f) {
    size_t all = authors ? f->n_chosen + f->n_gold : f->n;
    return (authors ? 2.0 : 1.0) * (double)f->right / (double)(all ? all : 1);
}

static void print_figures(const char *name, unsigned set, bool authors, const struct figures *f,
                          const struct figures *all) {
    double possible = (double)f->possible / (double)(authors ? f->n_gold : f->n);
    if (authors && f->n_gold > 0) {
        printf("%s set %u: F1 %.4f [%.4f]  precision %.4f  recall %.4f  reachable %.4f\n", name,
               set, figure(true, f), figure(true, all),
               (double)f->right / (double)(f->n_chosen ? f->n_chosen : 1),
               (double)f->right / (double)f->n_gold, possible);
    } else if (!authors && f->n > 0) {
        printf("%s set %u: accuracy %.4f [%.4f]  reachable %.4f  wrong %zu of %zu\n", name, set,
               figure(false, f), figure(false, all), possible, f->wrong, f->n);
    }
}

/* Hold each fold out in turn; the figures of the first deal fold by fold. */
static void cross_validate(const struct training *t, enum meta_model model, const char *name) {
    struct figures first[MOST_SETS] = {0};
    struct figures all[MOST_SETS] = {0};
    bool authors = model == META_MODEL_AUTHOR;
    for (unsigned i = 0; i < DEALS * FOLDS; i++) {
        double w[META_RANK_FEATURES];
        struct figures here = {0};
        train(t, model, i / FOLDS, i % FOLDS, w);
        for (size_t k = 0; k < t->group[model].n; k++) {
            const struct group *g = &t->group[model].v[k];
            if (fold_of(g, i / FOLDS) != i % FOLDS) {
                continue;
            }
            score_group(w, g, authors, &all[g->set]);
            if (i < FOLDS) {
                score_group(w, g, authors, &first[g->set]);
                score_group(w, g, authors, &here);
            }
            if (i < FOLDS && t->lists_wrong && !authors) {
                print_wrong(name, w, g);
            }
        }
        if (i < FOLDS) {
            printf("%s fold %u: %.3f\n", name, i, figure(authors, &here));
        }
    }
    for (unsigned set = 0; set < MOST_SETS; set++) {
        print_figures(name, set, authors, &first[set], &all[set]);
    }
}

static void write_table(const struct training *t, const char *path) {
    FILE *f = fopen(path, "w");
    if (!f) {
        die("can't write the table");
    }
    fprintf(f, "/* Weights of the features of titles, days and authors. Written by "
               "train/meta_train.c. */\n");
    for (enum meta_model model = 0; model < META_MODELS; model++) {
        double w[META_RANK_FEATURES];
        train(t, model, 0, FOLDS, w);
        fprintf(f, "{");
        for (size_t i = 0; i < META_RANK_FEATURES; i++) {
            if (fabs(w[i]) >= 0.005) {
                fprintf(f, "\n    [%zu] = %.2fF,", i, w[i]);
            }
        }
        fprintf(f, "\n},\n");
    }
    fclose(f);
}

int main(int argc, char **argv) {
    static struct training t;
    static const char *const name[] = {"title", "day", "author"};
    int i = 1;
    const char *out = NULL;
    arena_init(&t.a, 0);
    if (i + 1 < argc && strcmp(argv[i], "--out") == 0) {
        out = argv[i + 1];
        i += 2;
    }
    if (i < argc && strcmp(argv[i], "--wrong") == 0) {
        t.lists_wrong = true;
        i++;
    }
    for (unsigned set = 0; i + 2 * (int)set + 1 < argc && set < MOST_SETS; set++) {
        read_set(&t, argv[i + 2 * (int)set], argv[i + 2 * (int)set + 1], set);
    }
    for (enum meta_model model = 0; model < META_MODELS; model++) {
        cross_validate(&t, model, name[model]);
    }
    if (out) {
        write_table(&t, out);
    }
    arena_done(&t.a);
    return 0;
}
