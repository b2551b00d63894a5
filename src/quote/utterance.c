/* utterance.c - from quotations to utterances: segments, clusters, chains of neighbouring
 * sentences, renderings. Sentences are matched one by one (utterance_cluster); then clusters whose
 * direct members stand side by side in all their reports are chained, so that a statement of three
 * sentences that everyone quotes whole is one utterance. The base is the rendering with most words,
 * of equals the wording that most have; every other rendering is compared with it. Nothing depends
 * on the order of reports but indexes: ties go by content. O(words log words). */
#include "quote/utterance.h"

#include "base/hash.h"
#include "base/sort.h"
#include "quote/utterance_cluster.h"
#include "quote/utterance_diff.h"

/* Segments side by side in a quotation that belong to one cluster or chain. */
struct run {
    uint32_t first; /* segment */
    uint32_t last;  /* inclusive */
    uint32_t group; /* cluster, then chain */
};

typedef VEC(struct run) runs;

struct matching {
    arena *keep;
    struct speech *s;
    struct clusters clusters;
    runs run;         /* by group, then place */
    uint32_t *run_of; /* of each cluster: its first run; one more entry behind the last */
    uint32_t *chain;  /* of each cluster: the first cluster of its chain */
};

static const struct segment *segment(const struct matching *m, uint32_t i) {
    return &m->s->segment.v[i];
}

static bool stands_behind(const struct matching *m, uint32_t last, uint32_t i) {
    return i == last + 1 && segment(m, last)->report == segment(m, i)->report &&
           segment(m, last)->quotation == segment(m, i)->quotation &&
           segment(m, last)->kind == segment(m, i)->kind;
}

static int by_group(const void *x, const void *y, void *ctx) {
    (void)ctx;
    const struct run *a = x;
    const struct run *b = y;
    if (a->group != b->group) {
        return a->group < b->group ? -1 : 1;
    }
    return a->first < b->first ? -1 : a->first > b->first;
}

/* Runs by group[cluster of the segment], in order; segments without a cluster have none. */
static enum err collect_runs(struct matching *m, const uint32_t *group) {
    VEC(struct run) each = {0};
    for (uint32_t i = 0; i < m->s->segment.n; i++) {
        uint32_t cluster = segment(m, i)->cluster;
        if (cluster != NONE) {
            TRY(vec_push(m->s->a, &each, (struct run){i, i, group ? group[cluster] : cluster}));
        }
    }
    TRY(sort_stable(m->s->a, each.v, each.n, sizeof *each.v, by_group, NULL));
    m->run.n = 0;
    for (size_t i = 0; i < each.n; i++) {
        struct run *last = m->run.n ? &m->run.v[m->run.n - 1] : NULL;
        if (last && last->group == each.v[i].group &&
            stands_behind(m, last->last, each.v[i].first)) {
            last->last = each.v[i].first;
        } else {
            TRY(vec_push(m->s->a, &m->run, each.v[i]));
        }
    }
    return ERR_OK;
}

static enum err list_runs(struct matching *m) {
    m->run_of = arena_array(m->s->a, m->clusters.n + 1, sizeof *m->run_of);
    if (!m->run_of) {
        return m->s->a->last;
    }
    size_t r = 0;
    for (uint32_t c = 0; c <= m->clusters.n; c++) {
        while (r < m->run.n && m->run.v[r].group < c) {
            r++;
        }
        m->run_of[c] = (uint32_t)r;
    }
    return ERR_OK;
}

/* A quoted clause inside a reporter's sentence that is much shorter than the base is a fragment. */
static void find_fragments(struct matching *m) {
    for (size_t i = 0; i < m->run.n; i++) {
        struct run *r = &m->run.v[i];
        struct segment *g = &m->s->segment.v[r->first];
        const struct segment *base = segment(m, m->clusters.base[r->group]);
        if (r->first == r->last && g->kind == SEGMENT_DIRECT && g != base &&
            (g->opens_inside || g->ends_inside) && 5 * segment_words(g) < 3 * segment_words(base)) {
            g->kind = SEGMENT_FRAGMENT;
        }
    }
}

/* Kind of the runs that decide about a cluster's neighbours: direct if it has any. */
static enum segment_kind main_kind(const struct matching *m, uint32_t cluster) {
    return (enum segment_kind)segment(m, m->clusters.base[cluster])->kind;
}

/* Whether run `r` has a say about the neighbours of a cluster of `kind`: fragments go with what
 * they are taken from. */
static bool decides(const struct matching *m, uint32_t r, enum segment_kind kind) {
    return segment(m, m->run.v[r].first)->kind != SEGMENT_FRAGMENT || kind == SEGMENT_FRAGMENT;
}

/* The one cluster that stands behind `cluster` in all its runs that decide, or NONE; *n counts
 * them. */
static uint32_t behind_all(const struct matching *m, uint32_t cluster, enum segment_kind kind,
                           size_t *n) {
    uint32_t next = NONE;
    *n = 0;
    for (uint32_t r = m->run_of[cluster]; r < m->run_of[cluster + 1]; r++) {
        uint32_t i = m->run.v[r].last + 1;
        if (!decides(m, r, kind)) {
            continue;
        }
        bool beside = i < m->s->segment.n && stands_behind(m, i - 1, i);
        uint32_t found = beside ? segment(m, i)->cluster : NONE;
        if (found == NONE || found == cluster || (next != NONE && found != next)) {
            return NONE;
        }
        next = found;
        ++*n;
    }
    return next;
}

/* Runs of `next` that decide and stand behind `cluster`; SIZE_MAX when one doesn't. */
static size_t count_behind(const struct matching *m, uint32_t next, uint32_t cluster,
                           enum segment_kind kind) {
    size_t n = 0;
    for (uint32_t r = m->run_of[next]; r < m->run_of[next + 1]; r++) {
        uint32_t i = m->run.v[r].first;
        if (!decides(m, r, kind)) {
            continue;
        }
        if (i == 0 || !stands_behind(m, i - 1, i) || segment(m, i - 1)->cluster != cluster) {
            return SIZE_MAX;
        }
        n++;
    }
    return n;
}

/* The cluster that stands behind `cluster` wherever either stands, or NONE. */
static uint32_t follower(const struct matching *m, uint32_t cluster) {
    enum segment_kind kind = main_kind(m, cluster);
    size_t n;
    uint32_t next = behind_all(m, cluster, kind, &n);
    bool chained =
        next != NONE && main_kind(m, next) == kind && count_behind(m, next, cluster, kind) == n;
    return chained ? next : NONE;
}

/* Chain clusters with their followers. A cluster follows one at most, so chains don't branch. */
static enum err chain_neighbours(struct matching *m) {
    size_t n = m->clusters.n;
    uint32_t *next = arena_array(m->s->a, n, sizeof *next);
    bool *follows = arena_array(m->s->a, n, sizeof *follows);
    m->chain = arena_array(m->s->a, n, sizeof *m->chain);
    if (!next || !follows || !m->chain) {
        return m->s->a->last;
    }
    for (uint32_t c = 0; c < n; c++) {
        next[c] = follower(m, c);
        m->chain[c] = c;
        if (next[c] != NONE) {
            follows[next[c]] = true;
        }
    }
    for (uint32_t c = 0; c < n; c++) {
        for (uint32_t d = next[c]; !follows[c] && d != NONE; d = next[d]) {
            m->chain[d] = c;
        }
    }
    return ERR_OK;
}

static uint64_t run_key(const struct matching *m, const struct run *r) {
    uint64_t key = 0;
    for (uint32_t i = r->first; i <= r->last; i++) {
        key = hash_join(key, segment(m, i)->key);
    }
    return key;
}

static uint32_t run_words(const struct matching *m, const struct run *r) {
    return segment(m, r->last)->said_to - segment(m, r->first)->said_from;
}

/* Whether run `a` is a better base than `b`; copies: how many renderings have the same words. */
static bool is_fuller(const struct matching *m, const struct run *a, uint32_t a_copies,
                      const struct run *b, uint32_t b_copies) {
    const struct segment *x = segment(m, a->first);
    const struct segment *y = segment(m, b->first);
    if (x->kind != y->kind) {
        return x->kind == SEGMENT_DIRECT ||
               (y->kind != SEGMENT_DIRECT && x->kind == SEGMENT_INDIRECT);
    }
    if (run_words(m, a) != run_words(m, b)) {
        return run_words(m, a) > run_words(m, b);
    }
    if (a_copies != b_copies) {
        return a_copies > b_copies;
    }
    if (x->report != y->report) {
        return m->s->doc_rank[x->report] < m->s->doc_rank[y->report];
    }
    return a->first < b->first;
}

static enum err choose_base(const struct matching *m, const struct run *r, size_t n,
                            uint32_t *out) {
    arena_pos mark = arena_mark(m->s->a);
    struct map copies = {0};
    enum err code = map_init(&copies, m->s->a, n);
    for (size_t i = 0; i < n && code == ERR_OK; i++) {
        uint64_t key = run_key(m, &r[i]);
        uint32_t k = map_find(&copies, key);
        code = map_put(&copies, key, k == MAP_NONE ? 1 : k + 1);
    }
    *out = 0;
    for (uint32_t i = 1; i < n && code == ERR_OK; i++) {
        if (is_fuller(m, &r[i], map_find(&copies, run_key(m, &r[i])), &r[*out],
                      map_find(&copies, run_key(m, &r[*out])))) {
            *out = i;
        }
    }
    arena_reset(m->s->a, mark);
    return code;
}

static const uint8_t render_of[] = {[SEGMENT_DIRECT] = RENDER_DIRECT,
                                    [SEGMENT_FRAGMENT] = RENDER_FRAGMENT,
                                    [SEGMENT_INDIRECT] = RENDER_INDIRECT};

/* The stretch of `r` from segment `from` on that has one cluster. */
static struct run stretch(const struct matching *m, const struct run *r, uint32_t from) {
    struct run out = {from, from, segment(m, from)->cluster};
    while (out.last < r->last && segment(m, out.last + 1)->cluster == out.group) {
        out.last++;
    }
    return out;
}

static struct span words_of(const struct matching *m, const struct run *r) {
    return (struct span){segment(m, r->first)->said_from, segment(m, r->last)->said_to};
}

/* Compare the stretches of `r` with those of the base that have the same cluster. */
static enum err compare(struct matching *m, const struct run *base, const struct run *r,
                        struct diff_list *out) {
    uint32_t at = base->first;
    for (uint32_t i = r->first; i <= r->last;) {
        struct run there = stretch(m, r, i);
        while (at <= base->last && segment(m, at)->cluster != there.group) {
            at++;
        }
        if (at > base->last) {
            break;
        }
        struct run here = stretch(m, base, at);
        struct facing f = {.base = words_of(m, &here),
                           .other = words_of(m, &there),
                           .base_segment = here.last,
                           .other_segment = there.last,
                           .other_first = there.first,
                           .kind = render_of[segment(m, there.first)->kind],
                           .restated = segment(m, there.first)->restated};
        TRY(utterance_diff_add(m->s, m->keep, &f, out));
        i = there.last + 1;
        at = here.last + 1;
    }
    return ERR_OK;
}

static uint32_t run_weight(const struct matching *m, const struct run *r) {
    uint32_t sum = 0;
    for (uint32_t i = r->first; i <= r->last; i++) {
        sum += segment(m, i)->weight;
    }
    return sum;
}

static enum err render(struct matching *m, const struct run *base, const struct run *r,
                       struct rendering *out) {
    const struct segment *first = segment(m, r->first);
    struct diff_list list = {0};
    *out = (struct rendering){.report = first->report,
                              .quotation = first->quotation,
                              .at = {first->at.from, segment(m, r->last)->at.to},
                              .kind = render_of[first->kind],
                              .similarity = 1};
    if (r == base) {
        return ERR_OK;
    }
    TRY(compare(m, base, r, &list));
    uint32_t both = run_weight(m, base) + run_weight(m, r);
    float similarity = both ? 2 * (float)list.shared / (float)both : 1;
    out->similarity = similarity < 1 ? similarity : 1;
    out->changes = list.changes;
    out->diff = list.diff.v;
    out->n_diffs = list.diff.n;
    return ERR_OK;
}

static enum err make_utterance(struct matching *m, const struct run *r, size_t n,
                               struct utterance *out) {
    struct rendering *rendering = arena_array(m->keep, n, sizeof *rendering);
    if (!rendering) {
        return m->keep->last;
    }
    TRY(choose_base(m, r, n, &out->base));
    for (size_t i = 0; i < n; i++) {
        TRY(render(m, &r[out->base], &r[i], &rendering[i]));
    }
    out->rendering = rendering;
    out->n = n;
    return ERR_OK;
}

static size_t count_witnesses(const struct utterance *u) {
    size_t n = 0;
    for (size_t i = 0; i < u->n; i++) {
        n += i == 0 || u->rendering[i].report != u->rendering[i - 1].report;
    }
    return n;
}

static int most_witnesses_first(const void *x, const void *y, void *ctx) {
    (void)ctx;
    const struct utterance *a = x;
    const struct utterance *b = y;
    size_t n_a = count_witnesses(a);
    size_t n_b = count_witnesses(b);
    if (n_a != n_b) {
        return n_a > n_b ? -1 : 1;
    }
    const struct rendering *p = &a->rendering[0];
    const struct rendering *q = &b->rendering[0];
    if (p->report != q->report) {
        return p->report < q->report ? -1 : 1;
    }
    return p->at.from < q->at.from ? -1 : p->at.from > q->at.from;
}

static enum err make_all(struct matching *m, struct utterances *out) {
    VEC(struct utterance) all = {0};
    for (size_t i = 0; i < m->run.n;) {
        size_t end = i + 1;
        while (end < m->run.n && m->run.v[end].group == m->run.v[i].group) {
            end++;
        }
        struct utterance u = {0};
        TRY(make_utterance(m, &m->run.v[i], end - i, &u));
        TRY(vec_push(m->keep, &all, u));
        i = end;
    }
    TRY(sort_stable(m->s->a, all.v, all.n, sizeof *all.v, most_witnesses_first, NULL));
    *out = (struct utterances){all.v, all.n};
    return ERR_OK;
}

static enum err match(struct speech *s, arena *keep, const uint32_t *const *speaker,
                      struct utterances *out) {
    struct matching m = {.keep = keep, .s = s};
    TRY(utterance_word_init(&s->vocab, s->a));
    TRY(utterance_segment_all(s, speaker));
    TRY(utterance_cluster_all(s, &m.clusters));
    TRY(collect_runs(&m, NULL));
    find_fragments(&m);
    TRY(list_runs(&m));
    TRY(chain_neighbours(&m));
    TRY(collect_runs(&m, m.chain));
    return make_all(&m, out);
}

enum err utterance_match(arena *a, const struct document *const *doc,
                         const struct quotations *const *quotes, const uint32_t *const *speaker,
                         size_t n, struct utterances *out) {
    arena scratch;
    arena_init(&scratch, 0);
    struct speech s = {.a = &scratch, .doc = doc, .quotes = quotes, .n_docs = n};
    enum err code = match(&s, a, speaker, out);
    utterance_word_done(&s.vocab);
    arena_done(&scratch);
    return code == ERR_OK ? ERR_OK : (a->last = code);
}
