/* stories.c - passages of digests, the stream that groups them, labels.
 * Promise: every block of every report belongs to one passage and every passage to one story; the
 * result depends on the reports alone. Method: items of passages (digest.c) go through the stream
 * (stream.h) in the order of time; all terms are counted before the first item is grouped. Cost:
 * bounded work a passage. Limits: two happenings told in the same words of the same people in the
 * same place are one story. */
#include "story/stories.h"

#include "base/par.h"
#include "base/progress.h"
#include "base/sort.h"
#include "base/vec.h"
#include "story/digest.h"
#include "story/stream.h"

enum {
    MOST_COMPARED = 40, /* passages of a story that choose its title */
    SHARE_OF_READING = 100,
    SHARE_OF_GROUPING = 800 /* of the time, in thousandths */
};

struct job {
    const struct digest_source *source;
    int dial;
    arena *worker;
    struct digest *digest; /* of each report */
};

static enum err get_one(void *ctx, size_t i, unsigned worker) {
    struct job *job = ctx;
    TRY(job->source->get(job->source->ctx, i, &job->worker[worker], &job->digest[i]));
    return progress_add(job->source->progress, 1);
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

/* What a passage is called, and how good that is: 0 own words, 1 heading, 2 headline. */
struct label {
    str words;
    uint32_t rank;
};

/* All passages in one row. */
struct row {
    struct passage *passage;
    const struct weighed **item;
    struct label *label;
    const int32_t *day; /* of each report */
    size_t n;
};

/* How well passage k of a story speaks for the others. */
static float typicality(const struct story *s, const struct row *row, size_t k) {
    float sum = 0;
    for (size_t i = 0; i < s->n_passages && i < MOST_COMPARED; i++) {
        sum += i == k ? 0 : pair_cosine(row->item[s->passage[k]], row->item[s->passage[i]]);
    }
    return sum;
}

/* Title and day: the most typical headline, else heading, else lead; the earliest day. */
static void name_story(const struct row *row, struct story *s) {
    uint32_t best = s->passage[0];
    uint32_t best_rank = 0;
    float best_value = -1;
    s->day = DAY_NONE;
    for (size_t k = 0; k < s->n_passages; k++) {
        uint32_t rank = row->label[s->passage[k]].rank;
        float value = k < MOST_COMPARED && rank >= best_rank ? typicality(s, row, k) : -1;
        if (rank > best_rank || (rank == best_rank && value > best_value)) {
            best = s->passage[k];
            best_rank = rank;
            best_value = value;
        }
        int32_t day = row->day[row->passage[s->passage[k]].report];
        if (day != DAY_NONE && (s->day == DAY_NONE || day < s->day)) {
            s->day = day;
        }
    }
    s->label = row->label[best].words;
}

/* Make the stories: `lead` = smallest passage of each passage's story. */
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
        name_story(row, &story.v[s]);
    }
    *out = (struct stories){row->passage, n, story.v, story.n};
    return ERR_OK;
}

/* A passage's item and place, to be put in the order of time. */
struct placed {
    const struct item *item;
    uint32_t passage;
};

static int by_item(const void *px, const void *py, void *ctx) {
    (void)ctx;
    const struct placed *x = px;
    const struct placed *y = py;
    int order = item_compare(x->item, y->item);
    return order ? order : (x->passage > y->passage) - (x->passage < y->passage);
}

static enum err line_up(arena *a, arena *tmp, const struct job *job, size_t n_reports,
                        struct row *row, struct placed **out) {
    for (size_t i = 0; i < n_reports; i++) {
        row->n += job->digest[i].n;
    }
    row->passage = arena_array(a, row->n, sizeof *row->passage);
    row->item = arena_array(tmp, row->n, sizeof *row->item);
    row->label = arena_array(tmp, row->n, sizeof *row->label);
    int32_t *day = arena_array(tmp, n_reports, sizeof *day);
    struct placed *placed = arena_array(tmp, row->n, sizeof *placed);
    if (!row->passage || !row->item || !row->label || !day || !placed) {
        return row->passage ? tmp->last : a->last;
    }
    size_t k = 0;
    for (size_t i = 0; i < n_reports; i++) {
        day[i] = job->digest[i].day;
        for (size_t j = 0; j < job->digest[i].n; j++, k++) {
            const struct digest_passage *p = &job->digest[i].passage[j];
            row->passage[k] = (struct passage){.report = (uint32_t)i,
                                               .block_from = p->block_from,
                                               .block_to = p->block_to,
                                               .at = p->at};
            row->label[k] = (struct label){p->label, p->rank};
            placed[k] = (struct placed){&p->item, (uint32_t)k};
        }
    }
    row->day = day;
    *out = placed;
    return sort_stable(tmp, placed, row->n, sizeof *placed, by_item, NULL);
}

/* Group the items: lead[i] = smallest passage of passage i's story; row->item is set. */
static enum err stream(arena *a, const struct placed *placed, const struct job *job,
                       struct row *row, uint32_t *lead) {
    struct story_stream *s;
    uint32_t *first = arena_array(a, row->n, sizeof *first); /* passage of each story, by opener */
    if (!first) {
        return a->last;
    }
    struct story_options options = {.dial = job->dial};
    TRY(story_stream_new(a, &options, &s));
    for (size_t i = 0; i < row->n; i++) {
        story_stream_learn(s, placed[i].item);
        first[i] = UINT32_MAX;
    }
    progress_phase(job->source->progress, SHARE_OF_GROUPING, row->n);
    for (size_t i = 0; i < row->n; i++) {
        TRY(story_stream_add(s, placed[i].item));
        TRY(progress_add(job->source->progress, 1));
    }
    TRY(story_stream_finish(s));
    for (uint32_t i = 0; i < row->n; i++) {
        uint32_t *least = &first[story_stream_story(s, i)];
        *least = placed[i].passage < *least ? placed[i].passage : *least;
    }
    for (uint32_t i = 0; i < row->n; i++) {
        lead[placed[i].passage] = first[story_stream_story(s, i)];
        row->item[placed[i].passage] = story_stream_item(s, i);
    }
    return ERR_OK;
}

static enum err group(arena *a, arena *tmp, struct job *job, size_t n, unsigned n_workers,
                      struct stories *out) {
    struct row row = {0};
    struct placed *placed = NULL;
    job->digest = arena_array(tmp, n, sizeof *job->digest);
    if (!job->digest) {
        return tmp->last;
    }
    progress_phase(job->source->progress, SHARE_OF_READING, n);
    TRY(par_for(n_workers, n, get_one, job));
    TRY(line_up(a, tmp, job, n, &row, &placed));
    uint32_t *lead = arena_array(tmp, row.n, sizeof *lead);
    if (!lead) {
        return tmp->last;
    }
    TRY(stream(tmp, placed, job, &row, lead));
    return build(a, &row, lead, out);
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

enum err stories_join(arena *a, const struct digest_source *source, size_t n, int dial,
                      unsigned n_workers, struct stories *out) {
    *out = (struct stories){0};
    n_workers = n_workers ? n_workers : 1;
    arena tmp;
    arena_init(&tmp, 0);
    struct job job = {
        .source = source, .dial = dial, .worker = arena_array(&tmp, n_workers, sizeof *job.worker)};
    enum err code = job.worker ? ERR_OK : tmp.last;
    if (code == ERR_OK) {
        for (unsigned w = 0; w < n_workers; w++) {
            arena_init(&job.worker[w], 0);
        }
        code = group(a, &tmp, &job, n, n_workers, out);
        code = code == ERR_OK ? keep_labels(a, out) : code;
        for (unsigned w = 0; w < n_workers; w++) {
            arena_done(&job.worker[w]);
        }
    }
    arena_done(&tmp);
    return code;
}

/* Digests of documents, made on several threads. */
struct digesting {
    const struct document *const *doc;
    const struct names *const *names;
    const struct dates *const *dates;
    arena *worker;
    struct stems *stems;
    struct digest *digest;
};

static enum err digest_one(void *ctx, size_t i, unsigned worker) {
    struct digesting *d = ctx;
    return digest_make(&d->worker[worker], &d->stems[worker], d->doc[i],
                       d->names ? d->names[i] : NULL, d->dates ? d->dates[i] : NULL, &d->digest[i]);
}

static enum err get_digest(void *ctx, size_t i, arena *a, struct digest *out) {
    const struct digesting *d = ctx;
    (void)a;
    *out = d->digest[i];
    return ERR_OK;
}

enum err stories_group(arena *a, const struct document *const *doc,
                       const struct names *const *names, const struct dates *const *dates, size_t n,
                       int dial, unsigned n_workers, struct stories *out) {
    *out = (struct stories){0};
    n_workers = n_workers ? n_workers : 1;
    struct digesting d = {doc,
                          names,
                          dates,
                          arena_array(a, n_workers, sizeof *d.worker),
                          arena_array(a, n_workers, sizeof *d.stems),
                          arena_array(a, n, sizeof *d.digest)};
    if (!d.worker || !d.stems || !d.digest) {
        return a->last;
    }
    struct digest_source source = {.get = get_digest, .ctx = &d};
    unsigned ready = 0;
    enum err code = ERR_OK;
    while (code == ERR_OK && ready < n_workers) {
        arena_init(&d.worker[ready], 0);
        code = stems_init(&d.stems[ready], &d.worker[ready]);
        ready++;
    }
    code = code == ERR_OK ? par_for(n_workers, n, digest_one, &d) : code;
    code = code == ERR_OK ? stories_join(a, &source, n, dial, n_workers, out) : code;
    for (unsigned w = 0; w < ready; w++) {
        stems_done(&d.stems[w]);
        arena_done(&d.worker[w]);
    }
    return code;
}
