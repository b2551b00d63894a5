/* extract.c - reports out as they come in: nothing but the ledger is kept. The lines of a piece of
 * input are put together before any is written, so a pipe never gets half a line. With the memory
 * of sites the input is read twice: once to remember blocks, in the order of the input, once to
 * write, when each page is sifted on the thread that read it. */
#include "engine/engine.h"

#include "base/limits.h"
#include "read/report_line.h"
#include "read/sift.h"

struct extraction {
    struct ct_corpus *corpus;
    bool evidence;
    ct_write *write;
    void *ctx;
    buf line;
};

static enum err take(void *ctx, const struct read_result *part) {
    struct extraction *x = ctx;
    TRY(engine_count(x->corpus, part));
    buf_clear(&x->line);
    for (size_t i = 0; i < part->n_docs; i++) {
        report_line_write(&part->doc[i], x->evidence, &x->line);
    }
    TRY(x->line.failed);
    return x->line.len == 0 || x->write(x->ctx, x->line.ptr, x->line.len) ? ERR_OK : ERR_IO;
}

/* Blocks that are remembered of all sites: 35 MB. */
enum { SITE_BLOCKS = 1 << 18 };

struct memory {
    struct site_memory sites;
    arena scratch;
};

static enum err remember(void *ctx, const struct read_result *part) {
    struct memory *m = ctx;
    for (size_t i = 0; i < part->n_docs; i++) {
        TRY(sift_add(&m->sites, &m->scratch, &part->doc[i]));
    }
    return ERR_OK;
}

static enum err sift(void *map_ctx, arena *a, struct read_result *part, unsigned worker) {
    const struct memory *m = map_ctx;
    (void)worker;
    for (size_t i = 0; i < part->n_docs; i++) {
        TRY(sift_strip(&m->sites, a, &part->doc[i]));
    }
    return ERR_OK;
}

static enum err extract_twice(struct extraction *x, const char *const *path, size_t n,
                              struct read_options *options) {
    struct memory m;
    arena_init(&m.scratch, 0);
    enum err code = site_init(&m.sites, SITE_BLOCKS);
    code = code == ERR_OK ? reader_stream(path, n, options, remember, &m) : code;
    options->map = sift;
    options->map_ctx = &m;
    code = code == ERR_OK ? reader_stream(path, n, options, take, x) : code;
    site_done(&m.sites);
    arena_done(&m.scratch);
    return code;
}

static enum ct_err refuse_pipe(ct_error *error) {
    struct error e;
    error_set(&e, ERR_INPUT, STR("-"), UINT64_MAX,
              "standard input can't be read twice; the memory of sites needs files");
    return engine_tell(&e, error);
}

enum ct_err ct_corpus_extract(ct_corpus *corpus, const char *const *path, size_t n, bool evidence,
                              ct_write *write, void *ctx, ct_error *error) {
    struct extraction x = {.corpus = corpus, .evidence = evidence, .write = write, .ctx = ctx};
    struct read_options options = engine_read_options(corpus);
    options.without_hash = !evidence;
    bool sites = corpus->options.sites;
    for (size_t i = 0; sites && i < n; i++) {
        if (strcmp(path[i], "-") == 0) {
            return refuse_pipe(error);
        }
    }
    buf_init(&x.line, 8 * LIMIT_REPORT_BYTES);
    enum err code =
        sites ? extract_twice(&x, path, n, &options) : reader_stream(path, n, &options, take, &x);
    buf_done(&x.line);
    return code == ERR_OK ? CT_OK : engine_fail(code, error);
}
