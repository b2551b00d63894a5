/* stories.c - passages, their terms, the text they share, clusters, labels.
 * Promise: every block of every report belongs to one passage and every passage to one story; the
 * result depends on the reports and their order alone. Method: reports are parted at headings
 * (digest.c); a part whose words are those of the part before it goes back to it; tf-idf vectors
 * are clustered (cluster.c), with shared text as evidence. Cost: O(words) and O(passages x
 * candidates). Limits: two happenings told in the same words of the same people in the same place
 * are one story. */
#include "story/stories.h"

#include "base/par.h"
#include "base/sort.h"
#include "base/vec.h"
#include "story/cluster.h"
#include "story/digest.h"

/* Parts of one report that are this much alike are one passage. */
static const float SAME_PASSAGE = 0.14F;

enum {
    KEEP_BYTES = 1 << 20,
    MOST_COMPARED = 40, /* passages of a story that choose its title */
    RECENT_PAIRS = 64   /* spans come in text order, so a pair of passages comes back soon */
};

/* A passage with what its first part is called. */
struct part {
    struct passage passage;
    struct vector vector; /* unit length */
    str label;
    uint32_t rank; /* of the label */
    uint32_t n_words;
};

/* The passages of one report. */
struct parts {
    struct part *v;
    size_t n;
    size_t cap;
};

struct job {
    const struct digest_source *source;
    struct frequencies f;
    arena *worker;
    arena *scratch;
    struct parts *parts; /* of each report */
    int32_t *day;        /* of each report */
};

/* Weigh a copy in `a`, so that the counts stay. */
static enum err weighed(arena *a, const struct frequencies *f, const struct vector *v,
                        struct vector *out) {
    *out = (struct vector){arena_take(a, v->n * sizeof *v->term), v->n};
    if (!out->term) {
        return a->last;
    }
    if (v->n) {
        memcpy(out->term, v->term, v->n * sizeof *v->term);
    }
    return vector_weigh(a, f, out);
}

/* The same, with nothing but the result in `a`. */
static enum err keep_weighed(arena *a, arena *scratch, const struct frequencies *f,
                             const struct vector *v, struct vector *out) {
    struct vector w;
    TRY(weighed(scratch, f, v, &w));
    *out = (struct vector){arena_take(a, w.n * sizeof *w.term), w.n};
    if (!out->term) {
        return a->last;
    }
    if (w.n) {
        memcpy(out->term, w.term, w.n * sizeof *w.term);
    }
    return ERR_OK;
}

static struct part part_of(const struct digest_passage *p, size_t report) {
    return (struct part){.passage = {.report = (uint32_t)report,
                                     .block_from = p->block_from,
                                     .block_to = p->block_to,
                                     .at = p->at},
                         .label = p->label,
                         .rank = p->rank,
                         .n_words = p->n_words};
}

/* The passages of report `i`: parts that are about the same as the one before go back to it. */
static enum err part_report(void *ctx, size_t i, unsigned worker) {
    struct job *job = ctx;
    arena *a = &job->worker[worker];
    arena *scratch = &job->scratch[worker];
    struct parts *parts = &job->parts[i];
    struct digest d;
    TRY(job->source->get(job->source->ctx, i, scratch, &d));
    job->day[i] = d.day;
    struct vector counts = d.passage[0].counts; /* of the last part */
    struct vector last;
    TRY(weighed(scratch, &job->f, &counts, &last));
    TRY(vec_reserve(a, parts, 1));
    TRY(vec_push(a, parts, part_of(&d.passage[0], i)));
    for (uint32_t k = 1; k < d.n; k++) {
        const struct digest_passage *p = &d.passage[k];
        struct vector v;
        TRY(weighed(scratch, &job->f, &p->counts, &v));
        struct part *before = &parts->v[parts->n - 1];
        if (vector_dot(&last, &v) >= SAME_PASSAGE) {
            before->passage.block_to = p->block_to;
            before->passage.at.to = p->at.to;
            before->n_words += p->n_words;
            TRY(vector_add(scratch, &counts, &p->counts, &counts));
            TRY(weighed(scratch, &job->f, &counts, &last));
            continue;
        }
        TRY(keep_weighed(a, scratch, &job->f, &counts, &before->vector));
        TRY(vec_push(a, parts, part_of(p, i)));
        counts = p->counts;
        last = v;
    }
    TRY(keep_weighed(a, scratch, &job->f, &counts, &parts->v[parts->n - 1].vector));
    arena_clear(scratch, KEEP_BYTES);
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

struct known {
    struct likeness *v;
    size_t n;
    size_t cap;
};

/* Likeness by shared text: a pair of passages that shares a large part of the shorter one tells the
 * same story. `first` = index of each report's first passage. */
static enum err add_shared(arena *a, const struct copies *copies, const struct passage *p,
                           const uint32_t *n_words, const size_t *first, struct known *out) {
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
            uint32_t x = n_words[pair.v[k].i];
            uint32_t y = n_words[pair.v[k].j];
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

/* What a passage is called, and how good that is: 0 own words, 1 heading, 2 headline. */
struct label {
    str words;
    uint32_t rank;
};

/* Title and day: the most typical headline, else heading, else lead; the earliest day. */
static void name_story(const struct item *item, const struct label *label, struct story *s) {
    uint32_t best = s->passage[0];
    uint32_t best_rank = 0;
    float best_value = -1;
    s->day = DAY_NONE;
    for (size_t k = 0; k < s->n_passages; k++) {
        uint32_t rank = label[s->passage[k]].rank;
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
    s->label = label[best].words;
}

/* All passages in one row. */
struct row {
    struct passage *passage;
    struct item *item;
    struct label *label;
    uint32_t *n_words;
    size_t *first_of; /* passage of each report; of n_reports: their number */
    size_t n;
};

/* Make the stories of the clusters: `lead` = smallest passage of each passage's cluster. */
static enum err build(arena *a, const struct row *row, const uint32_t *lead, struct stories *out) {
    VEC(struct story) story = {0};
    size_t n = row->n;
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
    struct order order = {row->passage};
    TRY(sort_stable(a, story.v, story.n, sizeof *story.v, most_witnesses_first, &order));
    for (size_t s = 0; s < story.n; s++) {
        for (size_t k = 0; k < story.v[s].n_passages; k++) {
            row->passage[story.v[s].passage[k]].story = (uint32_t)s;
        }
        name_story(row->item, row->label, &story.v[s]);
    }
    *out = (struct stories){row->passage, n, story.v, story.n};
    return ERR_OK;
}

static enum err line_up(arena *a, arena *tmp, const struct job *job, size_t n_reports,
                        struct row *row) {
    row->first_of = arena_array(tmp, n_reports + 1, sizeof *row->first_of);
    if (!row->first_of) {
        return tmp->last;
    }
    for (size_t i = 0; i < n_reports; i++) {
        row->first_of[i] = row->n;
        row->n += job->parts[i].n;
    }
    row->first_of[n_reports] = row->n;
    row->passage = arena_array(a, row->n, sizeof *row->passage);
    row->item = arena_array(tmp, row->n, sizeof *row->item);
    row->label = arena_array(tmp, row->n, sizeof *row->label);
    row->n_words = arena_array(tmp, row->n, sizeof *row->n_words);
    if (!row->passage || !row->item || !row->label || !row->n_words) {
        return row->passage ? tmp->last : a->last;
    }
    size_t k = 0;
    for (size_t i = 0; i < n_reports; i++) {
        for (size_t j = 0; j < job->parts[i].n; j++, k++) {
            const struct part *part = &job->parts[i].v[j];
            row->passage[k] = part->passage;
            row->item[k] = (struct item){part->vector, (uint32_t)i, job->day[i]};
            row->label[k] = (struct label){part->label, part->rank};
            row->n_words[k] = part->n_words;
        }
    }
    return ERR_OK;
}

static enum err count_frequencies(arena *a, struct job *job, size_t n) {
    TRY(vector_frequencies_init(&job->f, a));
    for (size_t i = 0; i < n; i++) {
        struct digest d;
        TRY(job->source->get(job->source->ctx, i, &job->scratch[0], &d));
        for (uint32_t k = 0; k < d.n; k++) {
            TRY(vector_frequencies_add(&job->f, &d.passage[k].counts));
        }
        arena_clear(&job->scratch[0], KEEP_BYTES);
    }
    return ERR_OK;
}

static enum err group(arena *a, arena *tmp, struct job *job, const struct copies *copies, size_t n,
                      unsigned n_workers, struct stories *out) {
    struct row row = {0};
    job->parts = arena_array(tmp, n, sizeof *job->parts);
    job->day = arena_array(tmp, n, sizeof *job->day);
    if (!job->parts || !job->day) {
        return tmp->last;
    }
    TRY(count_frequencies(tmp, job, n));
    TRY(par_for(n_workers, n, part_report, job));
    TRY(line_up(a, tmp, job, n, &row));
    struct known known = {0};
    if (copies) {
        TRY(add_shared(tmp, copies, row.passage, row.n_words, row.first_of, &known));
    }
    uint32_t *lead = arena_array(tmp, row.n, sizeof *lead);
    if (!lead) {
        return tmp->last;
    }
    TRY(cluster_items(tmp, row.item, row.n, known.v, known.n, n_workers, lead));
    return build(a, &row, lead, out);
}

enum err stories_join(arena *a, const struct digest_source *source, size_t n,
                      const struct copies *copies, unsigned n_workers, struct stories *out) {
    *out = (struct stories){0};
    n_workers = n_workers ? n_workers : 1;
    arena tmp;
    arena_init(&tmp, 0);
    struct job job = {.source = source,
                      .worker = arena_array(&tmp, n_workers, sizeof *job.worker),
                      .scratch = arena_array(&tmp, n_workers, sizeof *job.scratch)};
    enum err code = job.worker && job.scratch ? ERR_OK : tmp.last;
    if (code == ERR_OK) {
        for (unsigned w = 0; w < n_workers; w++) {
            arena_init(&job.worker[w], 0);
            arena_init(&job.scratch[w], 0);
        }
        code = group(a, &tmp, &job, copies, n, n_workers, out);
        for (unsigned w = 0; w < n_workers; w++) {
            arena_done(&job.worker[w]);
            arena_done(&job.scratch[w]);
        }
    }
    arena_done(&tmp);
    return code;
}

/* Digests of documents, made on several threads. */
struct digesting {
    const struct document *const *doc;
    const struct dates *const *dates;
    arena *worker;
    struct stems *stems;
    struct digest *digest;
};

static enum err digest_one(void *ctx, size_t i, unsigned worker) {
    struct digesting *d = ctx;
    int32_t day = d->dates && d->dates[i] ? d->dates[i]->anchor.day : DAY_NONE;
    return digest_make(&d->worker[worker], &d->stems[worker], d->doc[i], day, &d->digest[i]);
}

static enum err get_digest(void *ctx, size_t i, arena *a, struct digest *out) {
    const struct digesting *d = ctx;
    (void)a;
    *out = d->digest[i];
    return ERR_OK;
}

/* Labels may live in the digests, which end with the grouping. */
static enum err keep_labels(arena *a, struct stories *out) {
    struct story *story = (struct story *)(uintptr_t)out->story;
    for (size_t i = 0; i < out->n; i++) {
        story[i].label = arena_copy(a, story[i].label);
        if (!story[i].label.ptr) {
            return a->last;
        }
    }
    return ERR_OK;
}

enum err stories_group(arena *a, const struct document *const *doc,
                       const struct dates *const *dates, const struct copies *copies, size_t n,
                       unsigned n_workers, struct stories *out) {
    *out = (struct stories){0};
    n_workers = n_workers ? n_workers : 1;
    struct digesting d = {doc, dates, arena_array(a, n_workers, sizeof *d.worker),
                          arena_array(a, n_workers, sizeof *d.stems),
                          arena_array(a, n, sizeof *d.digest)};
    if (!d.worker || !d.stems || !d.digest) {
        return a->last;
    }
    struct digest_source source = {get_digest, &d};
    unsigned ready = 0;
    enum err code = ERR_OK;
    while (code == ERR_OK && ready < n_workers) {
        arena_init(&d.worker[ready], 0);
        code = vector_stems_init(&d.stems[ready], &d.worker[ready]);
        ready++;
    }
    code = code == ERR_OK ? par_for(n_workers, n, digest_one, &d) : code;
    code = code == ERR_OK ? stories_join(a, &source, n, copies, n_workers, out) : code;
    code = code == ERR_OK ? keep_labels(a, out) : code;
    for (unsigned w = 0; w < ready; w++) {
        vector_stems_done(&d.stems[w]);
        arena_done(&d.worker[w]);
    }
    return code;
}
