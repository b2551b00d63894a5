/* extract.c - reports out as they come in: nothing but the ledger is kept. The lines of a piece of
 * input are put together before any is written, so a pipe never gets half a line. */
#include "engine/engine.h"

#include "base/limits.h"
#include "read/report_line.h"

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

enum ct_err ct_corpus_extract(ct_corpus *corpus, const char *const *path, size_t n, bool evidence,
                              ct_write *write, void *ctx, ct_error *error) {
    struct extraction x = {.corpus = corpus, .evidence = evidence, .write = write, .ctx = ctx};
    struct read_options options = engine_read_options(corpus);
    options.without_hash = !evidence;
    buf_init(&x.line, 8 * LIMIT_REPORT_BYTES);
    enum err code = reader_stream(path, n, &options, take, &x);
    buf_done(&x.line);
    return code == ERR_OK ? CT_OK : engine_fail(code, error);
}
