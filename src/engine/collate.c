/* collate.c - the pipeline: annotate each report, find copies, group stories, infer anchors,
 * collate each story; of these the steps that the plan asks for.
 *
 *   report --(parallel, alone)--> notes --> copies --> stories --> anchors --(parallel, a story
 * alone)--> accounts
 *
 * Reports are put in order of id, text and metadata after annotating, so that no order of input
 * shows in the result. Each worker writes to an arena of its own; results are placed by index.
 * Cost: linear in text for annotation, see reuse/copies.h and story/stories.h for the steps across
 * reports. */
#include "account/anchors.h"
#include "base/par.h"
#include "base/sort.h"
#include "engine/engine.h"
#include "engine/plan.h"
#include "time/anchor.h"

#include <pthread.h>
#include <stdlib.h>

enum { KEEP_BYTES = 4 << 20 }; /* of a worker's scratch, from report to report */

/* Progress as told to the caller: counted by all workers, told by one at a time. */
struct telling {
    ct_progress *fn;
    void *ctx;
    pthread_mutex_t lock;
    enum ct_step step;
    size_t done;
    size_t total;
    bool stop;
};

struct collating {
    struct ct_corpus *corpus;
    struct ct_result *result;
    unsigned steps; /* plan_step bits */
    struct lexicons lex;
    struct telling telling;
    arena *scratch;      /* of each worker */
    struct notes *notes; /* n, in the order of reading, then in the order of the result */
    size_t n;
    struct account *account;
};

static enum err tell(struct telling *t, size_t more) {
    if (!t->fn) {
        return ERR_OK;
    }
    pthread_mutex_lock(&t->lock);
    t->done += more;
    t->stop = t->stop || !t->fn(t->ctx, t->step, t->done, t->total);
    bool stop = t->stop;
    pthread_mutex_unlock(&t->lock);
    return stop ? ERR_CANCEL : ERR_OK;
}

static enum err begin_step(struct telling *t, enum ct_step step, size_t total) {
    t->step = step;
    t->done = 0;
    t->total = total;
    return tell(t, 0);
}

static bool does(const struct collating *run, enum plan_step step) {
    return run->steps & step;
}

/* The day of a report without all its dates may still stand in its text. */
static bool needs_dates(const struct collating *run) {
    return does(run, PLAN_DATES) || does(run, PLAN_COPIES);
}

static enum err lexicons_new(arena *a, const struct collating *run, struct lexicons *out) {
    TRY(does(run, PLAN_NAMES) ? name_lexicon_new(a, &out->name) : ERR_OK);
    TRY(needs_dates(run) ? date_lexicon_new(a, &out->date) : ERR_OK);
    TRY(does(run, PLAN_FIGURES) ? figure_lexicon_new(a, &out->figure) : ERR_OK);
    TRY(does(run, PLAN_QUOTES) ? quote_lexicon_new(a, &out->quote) : ERR_OK);
    return does(run, PLAN_EVENTS) ? event_lexicon_new(a, &out->event) : ERR_OK;
}

/* The dates of a report, or only its day when no more is wanted and it is given. */
static enum err find_dates(const struct collating *run, arena *a, struct notes *n) {
    if (!does(run, PLAN_DATES)) {
        anchor_find(&n->doc, &n->dates, &n->dates.anchor);
    }
    bool known = !needs_dates(run) || n->dates.anchor.day != DAY_NONE;
    return !does(run, PLAN_DATES) && known ? ERR_OK
                                           : dates_find(a, run->lex.date, &n->doc, &n->dates);
}

/* What is known of a report alone. */
static enum err annotate_in(const struct collating *run, arena *a, struct notes *n) {
    const struct lexicons *lex = &run->lex;
    TRY(document_analyse(a, &n->doc));
    if (does(run, PLAN_NAMES)) {
        TRY(names_find(a, lex->name, &n->doc, &n->names));
    }
    TRY(find_dates(run, a, n));
    if (does(run, PLAN_FIGURES)) {
        TRY(figures_find(a, lex->figure, &n->doc, &n->dates, &n->figures));
    }
    if (does(run, PLAN_QUOTES)) {
        TRY(quotes_find(a, lex->quote, &n->doc, &n->names, &n->dates, &n->quotes));
    }
    if (does(run, PLAN_EVENTS)) {
        TRY(events_find(a, lex->event, &n->doc, &n->names, &n->dates, &n->figures, &n->quotes,
                        &n->events));
    }
    return ERR_OK;
}

/* When copies alone are wanted, the print of a report is all that is kept of its analysis. */
static enum err annotate_light(struct collating *run, unsigned worker, struct notes *n) {
    arena *scratch = &run->scratch[worker];
    struct document doc = n->doc;
    TRY(annotate_in(run, scratch, n));
    TRY(print_make(&run->result->worker[worker], &n->doc, n->dates.anchor.day, &n->print));
    memcpy(doc.sha256, n->doc.sha256, sizeof doc.sha256);
    doc.title = n->doc.title;
    struct print print = n->print;
    *n = (struct notes){.doc = doc, .dates.anchor.day = n->dates.anchor.day, .print = print};
    arena_clear(scratch, KEEP_BYTES);
    return ERR_OK;
}

static enum err annotate(void *ctx, size_t i, unsigned worker) {
    struct collating *run = ctx;
    struct notes *n = &run->notes[i];
    n->doc = run->corpus->docs.v[i];
    if (run->steps == PLAN_COPIES) {
        TRY(annotate_light(run, worker, n));
    } else {
        arena *a = &run->result->worker[worker];
        TRY(annotate_in(run, a, n));
        if (does(run, PLAN_COPIES)) {
            TRY(print_make(a, &n->doc, n->dates.anchor.day, &n->print));
        }
    }
    return tell(&run->telling, 1);
}

/* Content decides, never the order of reading: id, hash of the text, then the metadata. */
static int by_content(const void *x, const void *y, void *ctx) {
    const struct document *a = &((const struct notes *)x)->doc;
    const struct document *b = &((const struct notes *)y)->doc;
    (void)ctx;
    int order = str_compare(a->id, b->id);
    order = order ? order : memcmp(a->sha256, b->sha256, sizeof a->sha256);
    order = order ? order : memcmp(a->source_sha256, b->source_sha256, sizeof a->source_sha256);
    return order ? order : str_compare(a->name, b->name);
}

/* Reports that share an id are told apart as id, id#2, id#3 in the order of their content. */
static enum err part_ids(struct collating *run) {
    for (size_t i = 0; i < run->n;) {
        size_t same = i + 1;
        str id = run->notes[i].doc.id;
        while (same < run->n && str_equals(run->notes[same].doc.id, id)) {
            buf b;
            buf_init(&b, id.len + 32);
            buf_addf(&b, "%" STR_FMT "#%zu", STR_ARG(id), same - i + 1);
            enum err code = b.failed;
            str fresh = arena_copy(&run->result->store, buf_str(&b));
            buf_done(&b);
            if (code != ERR_OK || !fresh.ptr) {
                return code != ERR_OK ? code : run->result->store.last;
            }
            run->notes[same++].doc.id = fresh;
        }
        i = same;
    }
    return ERR_OK;
}

static enum err annotate_all(struct collating *run) {
    unsigned n_workers = run->result->n_workers;
    TRY(begin_step(&run->telling, CT_STEP_ANNOTATE, run->n));
    run->scratch = arena_array(&run->result->store, n_workers, sizeof *run->scratch);
    if (!run->scratch) {
        return run->result->store.last;
    }
    for (unsigned w = 0; w < n_workers; w++) {
        arena_init(&run->scratch[w], 0);
    }
    enum err code = par_for(n_workers, run->n, annotate, run);
    for (unsigned w = 0; w < n_workers; w++) {
        arena_done(&run->scratch[w]);
    }
    TRY(code);
    TRY(sort_stable(&run->result->store, run->notes, run->n, sizeof *run->notes, by_content, NULL));
    return part_ids(run);
}

static enum err find_copies(struct collating *run) {
    arena *a = &run->result->store;
    struct print *print = arena_array(a, run->n, sizeof *print);
    if (!print) {
        return a->last;
    }
    for (size_t i = 0; i < run->n; i++) {
        print[i] = run->notes[i].print;
    }
    struct copies_options options = {.n_workers = run->result->n_workers};
    TRY(begin_step(&run->telling, CT_STEP_COPIES, 1));
    return copies_join(a, print, run->n, &options, &run->result->all.copies);
}

static enum err group_stories(struct collating *run) {
    arena *a = &run->result->store;
    size_t n = run->n;
    struct stories *stories = &run->result->all.stories;
    const struct document **doc = arena_array(a, n, sizeof *doc);
    const struct names **names = arena_array(a, n, sizeof *names);
    const struct dates **dates = arena_array(a, n, sizeof *dates);
    if (!doc || !names || !dates) {
        return a->last;
    }
    for (size_t i = 0; i < n; i++) {
        doc[i] = &run->notes[i].doc;
        names[i] = &run->notes[i].names;
        dates[i] = &run->notes[i].dates;
    }
    TRY(begin_step(&run->telling, CT_STEP_STORIES, 1));
    TRY(stories_group(a, doc, names, dates, n, run->corpus->options.joining, run->result->n_workers,
                      stories));
    return does(run, PLAN_ANCHORS) ? anchors_infer(a, run->notes, n, stories) : ERR_OK;
}

static enum err collate_one(void *ctx, size_t i, unsigned worker) {
    struct collating *run = ctx;
    TRY(account_collate(&run->result->worker[worker], &run->result->all, (uint32_t)i,
                        &run->account[i]));
    return tell(&run->telling, 1);
}

static enum err collate_all(struct collating *run) {
    struct accounts *all = &run->result->all;
    run->account = arena_array(&run->result->store, all->stories.n, sizeof *run->account);
    if (!run->account) {
        return run->result->store.last;
    }
    TRY(begin_step(&run->telling, CT_STEP_ACCOUNTS, all->stories.n));
    TRY(par_for(run->result->n_workers, all->stories.n, collate_one, run));
    all->account = run->account;
    all->n = all->stories.n;
    return ERR_OK;
}

static enum err run_pipeline(struct collating *run) {
    arena *a = &run->result->store;
    run->n = run->corpus->docs.n;
    run->notes = arena_array(a, run->n, sizeof *run->notes);
    if (!run->notes) {
        return a->last;
    }
    run->result->notes = run->notes;
    run->result->all = (struct accounts){.notes = run->notes, .n_reports = run->n};
    TRY(lexicons_new(a, run, &run->lex));
    TRY(annotate_all(run));
    TRY(does(run, PLAN_COPIES) ? find_copies(run) : ERR_OK);
    TRY(does(run, PLAN_STORIES) ? group_stories(run) : ERR_OK);
    return does(run, PLAN_ACCOUNTS) ? collate_all(run) : ERR_OK;
}

struct ct_result *engine_result_new(unsigned n_workers) {
    struct ct_result *r = calloc(1, sizeof *r);
    arena *worker = calloc(n_workers, sizeof *worker);
    if (!r || !worker) {
        free(r);
        free(worker);
        return NULL;
    }
    arena_init(&r->store, 0);
    for (unsigned i = 0; i < n_workers; i++) {
        arena_init(&worker[i], 0);
    }
    r->worker = worker;
    r->n_workers = n_workers;
    return r;
}

enum ct_err ct_corpus_collate(ct_corpus *corpus, ct_progress *progress, void *ctx, ct_result **out,
                              ct_error *error) {
    return ct_corpus_collate_for(corpus, CT_ACCOUNT, progress, ctx, out, error);
}

enum ct_err ct_corpus_collate_for(ct_corpus *corpus, enum ct_layer layer, ct_progress *progress,
                                  void *ctx, ct_result **out, ct_error *error) {
    struct ct_result *result = engine_result_new(corpus->threads);
    if (!result) {
        return engine_fail(ERR_NOMEM, error);
    }
    result->steps = plan_of(layer);
    struct collating run = {.corpus = corpus,
                            .result = result,
                            .steps = result->steps,
                            .telling = {.fn = progress, .ctx = ctx}};
    pthread_mutex_init(&run.telling.lock, NULL);
    enum err code = run_pipeline(&run);
    pthread_mutex_destroy(&run.telling.lock);
    if (code != ERR_OK) {
        ct_result_free(result);
        return engine_fail(code, error);
    }
    *out = result;
    return CT_OK;
}

void ct_result_free(ct_result *result) {
    if (!result) {
        return;
    }
    for (unsigned i = 0; i < result->n_workers; i++) {
        arena_done(&result->worker[i]);
    }
    free(result->worker);
    gather_close(result->gather);
    arena_done(&result->store);
    free(result);
}
