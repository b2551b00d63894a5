/* stories.c - passages, their terms, the text they share, clusters, labels.
 * Promise: every block of every report belongs to one passage and every passage to one story; the
 * result depends on the reports and their order alone. Method: reports are parted at headings; a
 * part whose words are those of the part before it goes back to it; tf-idf vectors are clustered
 * (cluster.c), with shared text as evidence. Cost: O(words) and O(passages x candidates). Limits:
 * two happenings told in the same words of the same people in the same place are one story. */
#include "story/stories.h"

#include "base/par.h"
#include "base/sort.h"
#include "base/vec.h"
#include "story/cluster.h"
#include "story/label.h"
#include "story/passage.h"
#include "story/vector.h"

/* Parts of one report that are this much alike are one passage. */
static const float SAME_PASSAGE = 0.14F;

enum {
    MOST_COMPARED = 40,   /* passages of a story that choose its title */
    RECENT_PAIRS = 64,    /* spans come in text order, so a pair of passages comes back soon */
    MOST_RECOUNTED = 4000 /* tokens; the vector of a longer passage doesn't change any more */
};

struct part {
    struct passage *passage;
    struct vector *vector;
    size_t n;
};

struct job {
    const struct document *const *doc;
    arena *worker;
    struct stems *stems;
    struct part *part; /* of each report */
};

static enum err count_report(void *ctx, size_t i, unsigned worker) {
    struct job *job = ctx;
    arena *a = &job->worker[worker];
    struct part *part = &job->part[i];
    TRY(passage_part(a, job->doc[i], (uint32_t)i, &part->passage, &part->n));
    part->vector = arena_array(a, part->n, sizeof *part->vector);
    if (!part->vector) {
        return a->last;
    }
    for (size_t k = 0; k < part->n; k++) {
        TRY(vector_count(a, &job->stems[worker], job->doc[i], &part->passage[k], &part->vector[k]));
    }
    return ERR_OK;
}

/* Weigh a copy, so that the counts stay. */
static enum err weighed(arena *a, const struct frequencies *f, const struct vector *v,
                        struct vector *out) {
    *out = (struct vector){arena_array(a, v->n, sizeof *v->term), v->n};
    if (!out->term) {
        return a->last;
    }
    memcpy(out->term, v->term, v->n * sizeof *v->term);
    return vector_weigh(a, f, out);
}

/* Put parts of a report together again that are about the same. */
static enum err rejoin(arena *a, struct stems *stems, const struct document *doc,
                       const struct frequencies *f, struct part *part) {
    if (part->n < 2) {
        return ERR_OK;
    }
    struct vector last;
    TRY(weighed(a, f, &part->vector[0], &last));
    size_t n = 1;
    for (size_t k = 1; k < part->n; k++) {
        struct vector v;
        TRY(weighed(a, f, &part->vector[k], &v));
        struct passage *before = &part->passage[n - 1];
        uint32_t tokens =
            doc->block[before->block_to - 1].tok_to - doc->block[before->block_from].tok_from;
        if (vector_dot(&last, &v) >= SAME_PASSAGE) {
            before->block_to = part->passage[k].block_to;
            before->at.to = part->passage[k].at.to;
            if (tokens < MOST_RECOUNTED) {
                TRY(vector_count(a, stems, doc, before, &part->vector[n - 1]));
                TRY(weighed(a, f, &part->vector[n - 1], &last));
            }
        } else {
            part->passage[n] = part->passage[k];
            part->vector[n] = part->vector[k];
            n++;
            last = v;
        }
    }
    part->n = n;
    return ERR_OK;
}

static uint32_t passage_at(const struct passage *p, size_t from, size_t to, struct span at) {
    size_t best = from;
    for (size_t i = from; i < to; i++) {
        if (p[i].at.from <= at.from) {
            best = i;
        }
    }
    return (uint32_t)best;
}

static uint32_t passage_words(const struct document *doc, const struct passage *p) {
    uint32_t n = 0;
    for (uint32_t i = p->block_from; i < p->block_to; i++) {
        n += doc->block[i].tok_to - doc->block[i].tok_from;
    }
    return n ? n : 1;
}

struct known {
    struct likeness *v;
    size_t n;
    size_t cap;
};

/* Likeness by shared text: a pair of passages that shares a large part of the shorter one tells the
 * same story. `first` = index of each report's first passage. */
static enum err add_shared(arena *a, const struct document *const *doc, const struct copies *copies,
                           const struct passage *p, const size_t *first, struct known *out) {
    for (size_t c = 0; c < copies->n; c++) {
        const struct copy *copy = &copies->copy[c];
        VEC(struct likeness) pair = {0}; /* value = shared words */
        for (size_t s = 0; s < copy->n_spans; s++) {
            uint32_t i = passage_at(p, first[copy->a], first[copy->a + 1], copy->span[s].a);
            uint32_t j = passage_at(p, first[copy->b], first[copy->b + 1], copy->span[s].b);
            size_t k = pair.n > RECENT_PAIRS ? pair.n - RECENT_PAIRS : 0;
            while (k < pair.n && (pair.v[k].i != i || pair.v[k].j != j)) {
                k++;
            }
            if (k == pair.n) {
                TRY(vec_push(a, &pair, (struct likeness){i, j, 0}));
            }
            pair.v[k].value += (float)copy->span[s].words;
        }
        for (size_t k = 0; k < pair.n; k++) {
            uint32_t x = passage_words(doc[copy->a], &p[pair.v[k].i]);
            uint32_t y = passage_words(doc[copy->b], &p[pair.v[k].j]);
            float share = pair.v[k].value / (float)(x < y ? x : y);
            if (share >= 0.3F && pair.v[k].value >= 40) {
                TRY(vec_push(a, out,
                             (struct likeness){pair.v[k].i, pair.v[k].j, 0.7F + 0.3F * share}));
            }
        }
    }
    return ERR_OK;
}

struct order {
    const struct passage *passage;
};

static uint32_t witnesses(const struct story *s, const struct passage *p) {
    uint32_t n = 0;
    for (size_t i = 0; i < s->n_passages; i++) {
        n += i == 0 || p[s->passage[i]].report != p[s->passage[i - 1]].report;
    }
    return n;
}

static int most_witnesses_first(const void *px, const void *py, void *ctx) {
    const struct order *order = ctx;
    const struct story *x = px;
    const struct story *y = py;
    uint32_t nx = witnesses(x, order->passage);
    uint32_t ny = witnesses(y, order->passage);
    if (nx != ny) {
        return nx > ny ? -1 : 1;
    }
    return x->passage[0] < y->passage[0] ? -1 : x->passage[0] > y->passage[0];
}

/* How well passage k of a story speaks for the others. */
static float typicality(const struct story *s, const struct item *item, size_t k) {
    float sum = 0;
    for (size_t i = 0; i < s->n_passages && i < MOST_COMPARED; i++) {
        sum += i == k ? 0 : vector_dot(&item[s->passage[k]].vector, &item[s->passage[i]].vector);
    }
    return sum;
}

/* Title and day: the most typical headline, else heading, else lead; the earliest day. */
static enum err name_story(arena *a, const struct document *const *doc, const struct item *item,
                           const struct passage *p, struct story *s) {
    uint32_t best = s->passage[0];
    unsigned best_rank = 0;
    float best_value = -1;
    s->day = DAY_NONE;
    for (size_t k = 0; k < s->n_passages; k++) {
        const struct passage *here = &p[s->passage[k]];
        unsigned rank = label_rank(doc[here->report], here);
        float value = k < MOST_COMPARED && rank >= best_rank ? typicality(s, item, k) : -1;
        if (rank > best_rank || (rank == best_rank && value > best_value)) {
            best = s->passage[k];
            best_rank = rank;
            best_value = value;
        }
        int32_t day = item[s->passage[k]].day;
        if (day != DAY_NONE && (s->day == DAY_NONE || day < s->day)) {
            s->day = day;
        }
    }
    return label_of(a, doc[p[best].report], &p[best], &s->label);
}

/* Make the stories of the clusters: `lead` = smallest passage of each passage's cluster. */
static enum err build(arena *a, const struct document *const *doc, const struct item *item,
                      const uint32_t *lead, struct passage *p, size_t n, struct stories *out) {
    VEC(struct story) story = {0};
    uint32_t *of = arena_array(a, n, sizeof *of); /* story of each leading passage */
    uint32_t *count = arena_array(a, n, sizeof *count);
    uint32_t *member = arena_array(a, n, sizeof *member);
    if (!of || !count || !member) {
        return a->last;
    }
    for (size_t i = 0; i < n; i++) {
        count[lead[i]]++;
    }
    size_t used = 0;
    for (size_t i = 0; i < n; i++) {
        if (lead[i] == i) {
            of[i] = (uint32_t)story.n;
            TRY(vec_push(a, &story, (struct story){.passage = member + used}));
            used += count[i];
        }
        struct story *s = &story.v[of[lead[i]]];
        member[(size_t)(s->passage - member) + s->n_passages++] = (uint32_t)i;
    }
    struct order order = {p};
    TRY(sort_stable(a, story.v, story.n, sizeof *story.v, most_witnesses_first, &order));
    for (size_t s = 0; s < story.n; s++) {
        for (size_t k = 0; k < story.v[s].n_passages; k++) {
            p[story.v[s].passage[k]].story = (uint32_t)s;
        }
        TRY(name_story(a, doc, item, p, &story.v[s]));
    }
    *out = (struct stories){p, n, story.v, story.n};
    return ERR_OK;
}

/* All passages and vectors in one row; first[i] = index of report i's first passage. */
static enum err gather(arena *a, arena *tmp, const struct job *job, size_t n_docs,
                       const struct dates *const *dates, struct passage **passage,
                       struct item **item, size_t *first) {
    size_t n = 0;
    for (size_t i = 0; i < n_docs; i++) {
        first[i] = n;
        n += job->part[i].n;
    }
    first[n_docs] = n;
    *passage = arena_array(a, n, sizeof **passage);
    *item = arena_array(tmp, n, sizeof **item);
    if (!*passage || !*item) {
        return ERR_NOMEM;
    }
    for (size_t i = 0; i < n_docs; i++) {
        for (size_t k = 0; k < job->part[i].n; k++) {
            (*passage)[first[i] + k] = job->part[i].passage[k];
            (*item)[first[i] + k] =
                (struct item){job->part[i].vector[k], (uint32_t)i,
                              dates && dates[i] ? dates[i]->anchor.day : DAY_NONE};
        }
    }
    return ERR_OK;
}

static enum err frequencies_of(arena *a, const struct job *job, size_t n_docs,
                               struct frequencies *out) {
    VEC(struct vector) all = {0};
    for (size_t i = 0; i < n_docs; i++) {
        for (size_t k = 0; k < job->part[i].n; k++) {
            TRY(vec_push(a, &all, job->part[i].vector[k]));
        }
    }
    return vector_frequencies(a, all.v, all.n, out);
}

static enum err group(arena *a, arena *tmp, struct job *job, const struct dates *const *dates,
                      const struct copies *copies, size_t n, unsigned n_workers,
                      struct stories *out) {
    job->part = arena_array(tmp, n, sizeof *job->part);
    size_t *first = arena_array(tmp, n + 1, sizeof *first);
    if (!job->part || !first) {
        return tmp->last;
    }
    TRY(par_for(n_workers, n, count_report, job));
    struct frequencies f;
    TRY(frequencies_of(tmp, job, n, &f));
    for (size_t i = 0; i < n; i++) {
        TRY(rejoin(tmp, &job->stems[0], job->doc[i], &f, &job->part[i]));
    }
    struct passage *passage;
    struct item *item;
    TRY(gather(a, tmp, job, n, dates, &passage, &item, first));
    for (size_t i = 0; i < first[n]; i++) {
        TRY(vector_weigh(tmp, &f, &item[i].vector));
    }
    struct known known = {0};
    if (copies) {
        TRY(add_shared(tmp, job->doc, copies, passage, first, &known));
    }
    uint32_t *lead = arena_array(tmp, first[n], sizeof *lead);
    if (!lead) {
        return tmp->last;
    }
    TRY(cluster_items(tmp, item, first[n], known.v, known.n, n_workers, lead));
    return build(a, job->doc, item, lead, passage, first[n], out);
}

enum err stories_group(arena *a, const struct document *const *doc,
                       const struct names *const *names, const struct dates *const *dates,
                       const struct copies *copies, size_t n, unsigned n_workers,
                       struct stories *out) {
    (void)names;
    *out = (struct stories){0};
    n_workers = n_workers ? n_workers : 1;
    arena tmp;
    arena_init(&tmp, 0);
    struct job job = {.doc = doc};
    job.worker = arena_array(&tmp, n_workers, sizeof *job.worker);
    job.stems = arena_array(&tmp, n_workers, sizeof *job.stems);
    enum err code = job.worker && job.stems ? ERR_OK : tmp.last;
    unsigned ready = 0;
    while (code == ERR_OK && ready < n_workers) {
        arena_init(&job.worker[ready], 0);
        code = vector_stems_init(&job.stems[ready], &job.worker[ready]);
        ready++;
    }
    if (code == ERR_OK) {
        code = group(a, &tmp, &job, dates, copies, n, n_workers, out);
    }
    for (unsigned w = 0; w < ready; w++) {
        vector_stems_done(&job.stems[w]);
        arena_done(&job.worker[w]);
    }
    arena_done(&tmp);
    return code;
}
