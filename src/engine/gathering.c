/* gathering.c - input to records in order, for every layer that looks across reports: reports that
 * are read and mapped, or lines that the map step wrote; in memory while they fit, then on the
 * disk, or in an index. An index and lines hold the parts of all layers, so that one serves each.
 */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "engine/engine.h"

enum { ALL_PARTS = 1 << ENTRY_PRINT | 1 << ENTRY_SKETCH | 1 << ENTRY_DIGEST };

enum err engine_gather_open(const struct ct_corpus *corpus, const ct_survey_options *options,
                            unsigned parts, struct gather **out, struct error *e) {
    char spill[3072];
    const char *folder = getenv("TMPDIR");
    folder = folder && *folder ? folder : "/tmp";
    /* A process may survey several corpora at once. */
    int len = snprintf(spill, sizeof spill, "%s/copytaster-%ld-%zx", folder, (long)getpid(),
                       (size_t)(uintptr_t)corpus);
    if (len < 0 || (size_t)len >= sizeof spill) {
        return error_set(e, ERR_LIMIT, str_from_cstr(folder), UINT64_MAX, "path is too long");
    }
    bool shared = options->index || options->records || parts == 0;
    struct gather_options o = {.index = options->index,
                               .spill = spill,
                               .memory = options->memory,
                               .parts = shared ? ALL_PARTS : parts,
                               .n_workers = corpus->threads};
    return gather_open(&o, out, e);
}

static enum err count(void *ctx, const struct read_result *part) {
    return engine_count(ctx, part);
}

/* Files of lines that are read. */
struct lines {
    struct ct_corpus *corpus;
    uint64_t before; /* bytes of the files before this one */
    uint64_t total;  /* of all; 0 = unknown */
};

/* A line that holds no record is a damaged item of the input. */
static enum err tell_line(void *ctx, const struct error *e) {
    const struct lines *l = ctx;
    struct read_problem problem = {.error = *e, .fault = READ_DAMAGED};
    return engine_count(l->corpus, &(struct read_result){.problem = &problem, .n_problems = 1});
}

static bool tell_read(void *ctx, uint64_t done) {
    const struct lines *l = ctx;
    const ct_options *o = &l->corpus->options;
    return o->progress(o->progress_ctx, CT_STEP_READ, (size_t)(l->before + done), (size_t)l->total);
}

/* Bytes of all files; 0 when one of them is no file. */
static uint64_t bytes_of(const char *const *path, size_t n) {
    uint64_t all = 0;
    for (size_t i = 0; i < n; i++) {
        uint64_t size = file_size(path[i]);
        if (size == 0) {
            return 0;
        }
        all += size;
    }
    return all;
}

/* Lines of the map step; reports are counted as they are added. */
static enum err read_lines(struct ct_corpus *corpus, struct gather *g, const char *const *path,
                           size_t n, struct error *e) {
    struct lines lines = {corpus, 0, bytes_of(path, n)};
    struct line_told told = {tell_line, corpus->options.progress ? tell_read : NULL, &lines};
    for (size_t i = 0; i < n; i++) {
        uint64_t before = gather_n_added(g);
        TRY(gather_lines(g, path[i], &told, e));
        lines.before += file_size(path[i]);
        size_t n_docs = (size_t)(gather_n_added(g) - before);
        TRY(engine_count(corpus, &(struct read_result){.n_docs = n_docs}));
    }
    return ERR_OK;
}

enum err engine_gather_read(struct ct_corpus *corpus, const ct_survey_options *options,
                            struct gather *g, const char *const *path, size_t n, struct error *e) {
    struct read_options o = engine_read_options(corpus);
    TRY(options->records ? read_lines(corpus, g, path, n, e)
                         : gather_read(g, path, n, &o, count, corpus, e));
    return gather_finish(g, e);
}
