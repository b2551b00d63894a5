/* corpus.c - reports in: the handle that collects them, and its loss ledger.
 * Reading is src/read's business; here its results are kept in the order of reading, with
 * everything that was refused or mended. Adding is all or nothing for memory errors; a bad item is
 * a problem and no error. */
#include <stdlib.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/par.h"
#include "engine/engine.h"
#include "read/ledger.h"

enum { MOST_PROBLEMS = 20000 };

static_assert((int)CT_ERR_CANCEL == (int)ERR_CANCEL,
              "enum ct_err and enum err name the same codes");
static_assert(sizeof(ct_error) == sizeof(struct error),
              "ct_error and struct error are laid out alike");

const char *ct_version(void) {
    return CT_VERSION;
}

enum ct_err engine_tell(const struct error *from, ct_error *to) {
    if (to) {
        to->code = (enum ct_err)from->code;
        to->pos = from->pos;
        memcpy(to->where, from->where, sizeof to->where);
        memcpy(to->msg, from->msg, sizeof to->msg);
    }
    return (enum ct_err)from->code;
}

enum ct_err engine_fail(enum err code, ct_error *to) {
    struct error e;
    error_set(&e, code, STR("copytaster"), UINT64_MAX, "%s", err_name(code));
    return engine_tell(&e, to);
}

enum ct_err ct_corpus_new(const ct_options *options, ct_corpus **out, ct_error *error) {
    struct ct_corpus *c = calloc(1, sizeof *c);
    if (!c) {
        return engine_fail(ERR_NOMEM, error);
    }
    arena_init(&c->store, 0);
    c->options = options ? *options : (ct_options){0};
    c->threads = c->options.threads ? c->options.threads : par_cpus();
    *out = c;
    return CT_OK;
}

void ct_corpus_free(ct_corpus *corpus) {
    if (corpus) {
        arena_done(&corpus->store);
        free(corpus);
    }
}

static str field(const char *name) {
    return str_from_cstr(name);
}

static bool tell_reading(void *ctx, uint64_t done, uint64_t total) {
    const ct_options *o = ctx;
    return o->progress(o->progress_ctx, CT_STEP_READ, (size_t)done, (size_t)total);
}

struct read_options engine_read_options(struct ct_corpus *c) {
    const ct_fields *f = &c->options.fields;
    return (struct read_options){.n_workers = c->threads,
                                 .fields = {.id = field(f->id),
                                            .text = field(f->text),
                                            .title = field(f->title),
                                            .outlet = field(f->outlet),
                                            .url = field(f->url),
                                            .published = field(f->published),
                                            .author = field(f->author),
                                            .lang = field(f->lang)},
                                 .progress = c->options.progress ? tell_reading : NULL,
                                 .ctx = &c->options};
}

enum err engine_count(struct ct_corpus *c, const struct read_result *in) {
    TRY(ledger_open(&c->store, &c->told));
    for (size_t i = 0; i < in->n_problems; i++) {
        c->n_faults[in->problem[i].fault]++;
        if (c->told.n_problems < MOST_PROBLEMS) {
            TRY(ledger_tell(&c->store, &c->told, &in->problem[i]));
        }
    }
    for (size_t i = 0; i < SKIP_KINDS; i++) {
        c->told.n_skipped[i] += in->n_skipped[i];
    }
    c->n_reports += in->n_docs;
    return ERR_OK;
}

/* Take over what was read. Room is made first, so that nothing is half taken. */
static enum err keep(struct ct_corpus *c, const struct read_result *in) {
    TRY(vec_reserve(&c->store, &c->docs, in->n_docs));
    TRY(engine_count(c, in));
    for (size_t i = 0; i < in->n_docs; i++) {
        c->docs.v[c->docs.n++] = in->doc[i];
    }
    return ERR_OK;
}

enum ct_err ct_corpus_add_paths(ct_corpus *corpus, const char *const *path, size_t n,
                                ct_error *error) {
    struct read_result in = {0};
    struct read_options options = engine_read_options(corpus);
    enum err code = reader_read(&corpus->store, path, n, &options, &in);
    code = code != ERR_OK ? code : keep(corpus, &in);
    return code != ERR_OK ? engine_fail(code, error) : CT_OK;
}

enum ct_err ct_corpus_add_bytes(ct_corpus *corpus, const char *name, ct_str bytes,
                                ct_error *error) {
    struct read_result in = {0};
    struct read_options options = engine_read_options(corpus);
    str source = arena_copy(&corpus->store, str_from_cstr(name));
    enum err code = source.ptr ? ERR_OK : corpus->store.last;
    code = code != ERR_OK ? code
                          : reader_add_text(&corpus->store, source, (str){bytes.ptr, bytes.len},
                                            &options, &in);
    code = code != ERR_OK ? code : keep(corpus, &in);
    return code != ERR_OK ? engine_fail(code, error) : CT_OK;
}

ct_ledger ct_corpus_ledger(const ct_corpus *corpus) {
    ct_ledger ledger = {.n_reports = corpus->n_reports,
                        .n_refused = corpus->n_faults[READ_REFUSED],
                        .n_damaged = corpus->n_faults[READ_DAMAGED],
                        .n_mended = corpus->n_faults[READ_MENDED],
                        .n_problems = corpus->told.n_problems};
    ledger.n_items = ledger.n_reports + ledger.n_refused + ledger.n_damaged;
    for (size_t i = 0; i < SKIP_KINDS; i++) {
        ledger.n_skipped += corpus->told.n_skipped[i];
    }
    return ledger;
}

const ct_error *ct_corpus_problem(const ct_corpus *corpus, size_t i, enum ct_fault *fault) {
    const struct read_problem *p = &corpus->told.problem[i];
    if (fault) {
        *fault = (enum ct_fault)p->fault;
    }
    return (const ct_error *)(const void *)&p->error;
}

enum ct_err ct_corpus_save_ledger(const ct_corpus *corpus, const char *path, ct_error *error) {
    struct error e;
    buf b;
    buf_init(&b, 256 * MiB);
    struct ledger_totals totals = {.n_reports = corpus->n_reports};
    memcpy(totals.n_faults, corpus->n_faults, sizeof totals.n_faults);
    ledger_write(&corpus->told, &totals, &b);
    enum err code = b.failed;
    if (code == ERR_OK) {
        code = file_write_whole(path, buf_str(&b), &e);
    } else {
        error_set(&e, code, str_from_cstr(path), UINT64_MAX, "%s", err_name(code));
    }
    buf_done(&b);
    return code == ERR_OK ? CT_OK : engine_tell(&e, error);
}
