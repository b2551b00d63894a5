/* corpus.c - reports in: the handle that collects them, and its loss ledger.
 * Reading is src/read's business; here its results are kept in the order of reading, with
 * everything that was refused or mended. Adding is all or nothing for memory errors; a bad item is
 * a problem and no error. */
#include "base/par.h"
#include "engine/engine.h"

#include <stdlib.h>

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
    c->threads = options && options->threads ? options->threads : par_cpus();
    *out = c;
    return CT_OK;
}

void ct_corpus_free(ct_corpus *corpus) {
    if (corpus) {
        arena_done(&corpus->store);
        free(corpus);
    }
}

/* Take over what was read. Room is made first, so that nothing is half taken. */
static enum err keep(struct ct_corpus *c, const struct read_result *in) {
    TRY(vec_reserve(&c->store, &c->docs, in->n_docs));
    TRY(vec_reserve(&c->store, &c->problems, in->n_problems));
    for (size_t i = 0; i < in->n_docs; i++) {
        c->docs.v[c->docs.n++] = in->doc[i];
    }
    for (size_t i = 0; i < in->n_problems; i++) {
        c->problems.v[c->problems.n++] = in->problem[i];
    }
    c->n_items += in->n_items;
    return ERR_OK;
}

enum ct_err ct_corpus_add_paths(ct_corpus *corpus, const char *const *path, size_t n,
                                ct_error *error) {
    struct read_result in = {0};
    enum err code = reader_read(&corpus->store, path, n, &in);
    code = code != ERR_OK ? code : keep(corpus, &in);
    return code != ERR_OK ? engine_fail(code, error) : CT_OK;
}

enum ct_err ct_corpus_add_bytes(ct_corpus *corpus, const char *name, ct_str bytes,
                                ct_error *error) {
    struct read_result in = {0};
    str source = arena_copy(&corpus->store, str_from_cstr(name));
    str copy = arena_copy(&corpus->store, (str){bytes.ptr, bytes.len});
    enum err code = source.ptr && copy.ptr ? ERR_OK : corpus->store.last;
    code = code != ERR_OK ? code : reader_add_text(&corpus->store, source, copy, &in);
    code = code != ERR_OK ? code : keep(corpus, &in);
    return code != ERR_OK ? engine_fail(code, error) : CT_OK;
}

ct_ledger ct_corpus_ledger(const ct_corpus *corpus) {
    ct_ledger ledger = {.n_items = corpus->n_items, .n_reports = corpus->docs.n};
    for (size_t i = 0; i < corpus->problems.n; i++) {
        if (corpus->problems.v[i].is_warning) {
            ledger.n_warnings++;
        } else {
            ledger.n_refused++;
        }
    }
    return ledger;
}

const ct_error *ct_corpus_problem(const ct_corpus *corpus, size_t i, bool *is_warning) {
    const struct read_problem *p = &corpus->problems.v[i];
    if (is_warning) {
        *is_warning = p->is_warning;
    }
    return (const ct_error *)(const void *)&p->error;
}
