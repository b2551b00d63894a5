/* utterance_index.c - an inverted index from word stems and pairs of neighbouring stems to cluster
 * bases. Content words find restatements, pairs find sentences of common words ("We will do it
 * again") and fragments. A question takes the rarest features only and no list longer than LONGEST,
 * so its cost is bounded whatever the story: at most FEATURES * LONGEST postings. */
#include "quote/utterance_index.h"

#include "base/hash.h"
#include "base/sort.h"

enum { FEATURES = 16, LONGEST = 256, LIGHTEST = 14 };

struct index_list {
    uint32_t head; /* newest posting, or NONE */
    uint32_t n;
};

struct index_posting {
    uint32_t cluster;
    uint32_t next;
};

struct feature {
    uint64_t hash;
    uint32_t weight;
    uint32_t n; /* bases in its list */
    uint32_t head;
};

typedef VEC(struct feature) features;

enum err utterance_index_init(struct base_index *x, arena *a) {
    *x = (struct base_index){0};
    return map_init(&x->list, a, 1024);
}

static enum err features_of(struct speech *s, const struct segment *g, features *out) {
    for (uint32_t i = g->said_from; i < g->said_to; i++) {
        const struct align_word *w = &said_word(s, &s->said.v[i])->key;
        if (w->weight >= LIGHTEST) {
            TRY(vec_push(s->a, out, (struct feature){.hash = w->stem, .weight = w->weight}));
        }
        if (i + 1 < g->said_to) {
            const struct align_word *v = &said_word(s, &s->said.v[i + 1])->key;
            uint32_t weight = (uint32_t)w->weight + v->weight;
            TRY(vec_push(s->a, out,
                         (struct feature){.hash = hash_join(w->stem, v->stem), .weight = weight}));
        }
    }
    return ERR_OK;
}

enum err utterance_index_add(struct base_index *x, struct speech *s, const struct segment *base,
                             uint32_t cluster) {
    features f = {0};
    TRY(vec_push(s->a, &x->score, 0));
    TRY(features_of(s, base, &f));
    for (size_t i = 0; i < f.n; i++) {
        uint32_t list = map_find(&x->list, f.v[i].hash);
        if (list == MAP_NONE) {
            list = (uint32_t)x->lists.n;
            TRY(vec_push(s->a, &x->lists, (struct index_list){NONE, 0}));
            TRY(map_put(&x->list, f.v[i].hash, list));
        }
        struct index_list *l = &x->lists.v[list];
        bool repeated = l->head != NONE && x->posting.v[l->head].cluster == cluster;
        if (repeated || l->n > LONGEST) {
            continue;
        }
        TRY(vec_push(s->a, &x->posting, (struct index_posting){cluster, l->head}));
        l->head = (uint32_t)x->posting.n - 1;
        l->n++;
    }
    return ERR_OK;
}

static int rarer_first(const void *x, const void *y, void *ctx) {
    (void)ctx;
    const struct feature *f = x;
    const struct feature *g = y;
    if (f->n != g->n) {
        return f->n < g->n ? -1 : 1;
    }
    return f->hash < g->hash ? -1 : f->hash > g->hash;
}

/* Keep the features that have a list of a useful length, each once, the rarest first. */
static enum err choose(struct base_index *x, struct speech *s, features *f) {
    size_t n = 0;
    for (size_t i = 0; i < f->n; i++) {
        uint32_t list = map_find(&x->list, f->v[i].hash);
        if (list != MAP_NONE && x->lists.v[list].n <= LONGEST) {
            f->v[n] = f->v[i];
            f->v[n].n = x->lists.v[list].n;
            f->v[n++].head = x->lists.v[list].head;
        }
    }
    TRY(sort_stable(s->a, f->v, n, sizeof *f->v, rarer_first, NULL));
    f->n = 0;
    for (size_t i = 0; i < n && f->n < FEATURES; i++) {
        if (i == 0 || f->v[i].hash != f->v[i - 1].hash) {
            f->v[f->n++] = f->v[i];
        }
    }
    return ERR_OK;
}

/* Insert a cluster into the best list: higher score first, then the older cluster. */
static void keep_best(const struct base_index *x, uint32_t cluster, uint32_t *best, size_t *n) {
    size_t at = *n;
    while (at > 0 &&
           (x->score.v[best[at - 1]] < x->score.v[cluster] ||
            (x->score.v[best[at - 1]] == x->score.v[cluster] && best[at - 1] > cluster))) {
        at--;
    }
    if (at == INDEX_CANDIDATES) {
        return;
    }
    size_t last = *n < INDEX_CANDIDATES ? *n : INDEX_CANDIDATES - 1;
    memmove(best + at + 1, best + at, (last - at) * sizeof *best);
    best[at] = cluster;
    *n = last + 1;
}

enum err utterance_index_find(struct base_index *x, struct speech *s, const struct segment *g,
                              uint32_t candidate[INDEX_CANDIDATES], size_t *n) {
    arena_pos mark = arena_mark(s->a);
    features f = {0};
    VEC(uint32_t) touched = {0};
    *n = 0;
    enum err code = features_of(s, g, &f);
    code = code == ERR_OK ? choose(x, s, &f) : code;
    for (size_t i = 0; i < f.n && code == ERR_OK; i++) {
        for (uint32_t p = f.v[i].head; p != NONE && code == ERR_OK; p = x->posting.v[p].next) {
            uint32_t cluster = x->posting.v[p].cluster;
            if (x->score.v[cluster] == 0) {
                code = vec_push(s->a, &touched, cluster);
            }
            x->score.v[cluster] += f.v[i].weight;
        }
    }
    for (size_t i = 0; i < touched.n; i++) {
        keep_best(x, touched.v[i], candidate, n);
    }
    for (size_t i = 0; i < touched.n; i++) {
        x->score.v[touched.v[i]] = 0;
    }
    arena_reset(s->a, mark);
    return code;
}
