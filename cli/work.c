/* work.c - what the commands share: read the reports, tell what was refused, collate with progress,
 * write the result. Data goes to stdout and nothing else does. Progress is drawn on a terminal
 * only, four times a second at most, and wiped before anything else is written. */
#include "cmd.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static int stdout_errno;

static double seconds_between(const struct timespec *from, const struct timespec *to) {
    return (double)(to->tv_sec - from->tv_sec) + (double)(to->tv_nsec - from->tv_nsec) / 1e9;
}

static const char *step_name(enum ct_step step) {
    switch (step) {
    case CT_STEP_READ:
        return "reading";
    case CT_STEP_ANNOTATE:
        return "annotating reports";
    case CT_STEP_COPIES:
        return "finding copies";
    case CT_STEP_STORIES:
        return "grouping stories";
    case CT_STEP_ACCOUNTS:
        return "collating accounts";
    case CT_STEP_DUPLICATES:
        return "finding duplicates";
    }
    return "working";
}

void work_wipe(struct drawing *d) {
    if (d->on_screen) {
        fputs("\r\033[K", stderr);
        d->on_screen = false;
    }
}

static bool draw(void *ctx, enum ct_step step, size_t done, size_t total) {
    struct drawing *d = ctx;
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    if (!d->any || d->step != step) {
        d->started = now;
        d->drawn = now;
        d->step = step;
        d->any = true;
    }
    if (seconds_between(&d->drawn, &now) < 0.25) {
        return true;
    }
    d->drawn = now;
    d->on_screen = true;
    double elapsed = seconds_between(&d->started, &now);
    if (step == CT_STEP_READ) {
        fprintf(stderr, "\r\033[Kreading: %.1f MB", (double)done / 1e6);
        if (total) {
            fprintf(stderr, " of %.1f MB", (double)total / 1e6);
        }
    } else if (total == 1000 && (step == CT_STEP_COPIES || step == CT_STEP_STORIES)) {
        fprintf(stderr, "\r\033[K%s: %zu %%", step_name(step), done / 10);
    } else {
        fprintf(stderr, "\r\033[K%s: %zu of %zu", step_name(step), done, total);
    }
    if (done && total > 1 && done <= total) {
        fprintf(stderr, ", %.0f s left", elapsed / (double)done * (double)(total - done));
    }
    fflush(stderr);
    return true;
}

/* Print text from outside on a terminal: control characters are shown, not obeyed. */
static void put_foreign(const char *s) {
    for (const unsigned char *p = (const unsigned char *)s; *p; p++) {
        if (*p < 0x20 || *p == 0x7f) {
            fprintf(stderr, "\\x%02x", *p);
        } else {
            fputc(*p, stderr);
        }
    }
}

void cmd_tell(const ct_error *error, bool is_warning) {
    if (error->code == CT_ERR_IO && stdout_errno && strcmp(error->where, "copytaster") == 0) {
        return; /* that is what main tells better */
    }
    fputs(is_warning ? "copytaster: warning: " : "copytaster: ", stderr);
    put_foreign(error->where);
    if (error->pos != UINT64_MAX) {
        fprintf(stderr, ", byte %" PRIu64, error->pos);
    }
    fputs(": ", stderr);
    put_foreign(error->msg);
    fputc('\n', stderr);
}

int cmd_exit_of(enum ct_err code) {
    switch (code) {
    case CT_OK:
        return EXIT_FINE;
    case CT_ERR_MISSING:
        return EXIT_FOUND;
    case CT_ERR_USAGE:
        return EXIT_USAGE;
    case CT_ERR_INPUT:
        return EXIT_INPUT;
    case CT_ERR_NOMEM:
    case CT_ERR_LIMIT:
    case CT_ERR_IO:
    case CT_ERR_CANCEL:
        break;
    }
    return EXIT_ENVIRONMENT;
}

static int fail(const ct_error *error) {
    cmd_tell(error, false);
    return cmd_exit_of(error->code);
}

/* Whether some input was damaged or refused; a folder without reports is neither. */
static bool has_damage(const ct_corpus *corpus) {
    ct_ledger ledger = ct_corpus_ledger(corpus);
    for (size_t i = 0; i < ledger.n_problems; i++) {
        enum ct_fault fault;
        const ct_error *problem = ct_corpus_problem(corpus, i, &fault);
        if (fault != CT_MENDED && problem->code != CT_ERR_MISSING) {
            return true;
        }
    }
    return false;
}

static void tell_problems(const struct settings *s, const ct_corpus *corpus) {
    ct_ledger ledger = ct_corpus_ledger(corpus);
    for (size_t i = 0; i < ledger.n_problems; i++) {
        enum ct_fault fault;
        const ct_error *problem = ct_corpus_problem(corpus, i, &fault);
        if (fault != CT_MENDED || !option_is_on(s, OPT_QUIET)) {
            cmd_tell(problem, fault == CT_MENDED);
        }
    }
    size_t n = ledger.n_refused + ledger.n_damaged + ledger.n_mended - ledger.n_problems;
    if (n) {
        fprintf(stderr, "copytaster: %zu problems more, which are counted and not told\n", n);
    }
}

int work_open(const struct settings *s, struct drawing *drawing, ct_corpus **out) {
    bool wanted = isatty(STDERR_FILENO) && !option_is_on(s, OPT_QUIET);
    const struct option_value *v = s->value;
    ct_options options = {.threads = (unsigned)v[OPT_THREADS].number,
                          .joining = ((int)v[OPT_JOINING].number - 50) * 2,
                          .fields = {.id = v[OPT_ID_FIELD].text,
                                     .text = v[OPT_TEXT_FIELD].text,
                                     .title = v[OPT_TITLE_FIELD].text,
                                     .outlet = v[OPT_OUTLET_FIELD].text,
                                     .url = v[OPT_URL_FIELD].text,
                                     .published = v[OPT_PUBLISHED_FIELD].text,
                                     .author = v[OPT_AUTHOR_FIELD].text,
                                     .lang = v[OPT_LANG_FIELD].text},
                          .sites = option_is_on(s, OPT_SITES),
                          .progress = wanted ? draw : NULL,
                          .progress_ctx = drawing};
    ct_error error;
    return ct_corpus_new(&options, out, &error) == CT_OK ? EXIT_FINE : fail(&error);
}

int work_told(const struct settings *s, struct drawing *drawing, const ct_corpus *corpus) {
    work_wipe(drawing);
    tell_problems(s, corpus);
    const char *path = s->value[OPT_REPORT].text;
    ct_error error;
    if (path && ct_corpus_save_ledger(corpus, path, &error) != CT_OK) {
        return fail(&error);
    }
    bool has_index = option_is_on(s, OPT_INDEX);
    if (ct_corpus_ledger(corpus).n_reports == 0 && !has_index) {
        fputs("copytaster: no report was found\n", stderr);
        return has_damage(corpus) ? EXIT_INPUT : EXIT_FOUND;
    }
    return has_damage(corpus) ? EXIT_INPUT : EXIT_FINE;
}

int work_do(const struct settings *s, const char *const *path, size_t n, enum ct_layer layer,
            struct work *out) {
    struct drawing drawing = {0};
    ct_error error;
    *out = (struct work){0};
    int told = work_open(s, &drawing, &out->corpus);
    if (told != EXIT_FINE) {
        return told;
    }
    if (ct_corpus_add_paths(out->corpus, path, n, &error) != CT_OK) {
        work_wipe(&drawing);
        return fail(&error);
    }
    told = work_told(s, &drawing, out->corpus);
    if (ct_corpus_ledger(out->corpus).n_reports == 0 || told == EXIT_ENVIRONMENT) {
        return told;
    }
    bool wanted = isatty(STDERR_FILENO) && !option_is_on(s, OPT_QUIET);
    enum ct_err code = ct_corpus_collate_for(out->corpus, layer, wanted ? draw : NULL, &drawing,
                                             &out->result, &error);
    work_wipe(&drawing);
    return code == CT_OK ? EXIT_FINE : fail(&error);
}

int work_survey(const struct settings *s, enum ct_layer layer, bool records, struct work *out) {
    static const char *const standard_input[] = {"-"};
    bool piped = records && s->n_operands == 0;
    struct drawing drawing = {0};
    ct_error error;
    *out = (struct work){0};
    int told = work_open(s, &drawing, &out->corpus);
    if (told != EXIT_FINE) {
        return told;
    }
    bool wanted = isatty(STDERR_FILENO) && !option_is_on(s, OPT_QUIET);
    ct_survey_options options = {
        .index = s->value[OPT_INDEX].text, .memory = s->value[OPT_MEMORY].size, .records = records};
    enum ct_err code = ct_corpus_survey(out->corpus, piped ? standard_input : s->operand,
                                        piped ? 1 : s->n_operands, layer, &options,
                                        wanted ? draw : NULL, &drawing, &out->result, &error);
    if (code != CT_OK) {
        work_wipe(&drawing);
        return fail(&error);
    }
    told = work_told(s, &drawing, out->corpus);
    bool has_reports = ct_result_n_reports(out->result) > 0; /* an index may hold some */
    return told == EXIT_ENVIRONMENT || !has_reports ? told : EXIT_FINE;
}

void work_done(struct work *work) {
    ct_result_free(work->result);
    ct_corpus_free(work->corpus);
}

int work_exit(const struct work *work) {
    return has_damage(work->corpus) ? EXIT_INPUT : EXIT_FINE;
}

bool cmd_stdout(void *ctx, const char *bytes, size_t n) {
    (void)ctx;
    bool done = fwrite(bytes, 1, n, stdout) == n && fflush(stdout) == 0;
    if (!done && !stdout_errno) {
        stdout_errno = errno;
    }
    return done;
}

int cmd_stdout_errno(void) {
    return stdout_errno;
}

static bool wants_colour(const struct settings *s) {
    const char *when = s->value[OPT_COLOR].text;
    const char *off = getenv("NO_COLOR");
    const char *term = getenv("TERM");
    if (strcmp(when, "auto") != 0) {
        return strcmp(when, "always") == 0;
    }
    return isatty(STDOUT_FILENO) && !(off && *off) && !(term && strcmp(term, "dumb") == 0);
}

ct_write_options cmd_write_options(const struct settings *s) {
    return (ct_write_options){.colour = wants_colour(s),
                              .width = (unsigned)s->value[OPT_WIDTH].number,
                              .all = option_is_on(s, OPT_ALL)};
}

int cmd_write_layer(const struct settings *s, const struct work *work, enum ct_layer layer) {
    ct_write_options options = cmd_write_options(s);
    enum ct_format format = option_is_on(s, OPT_JSON)  ? CT_JSON
                            : option_is_on(s, OPT_CSV) ? CT_CSV
                                                       : CT_TEXT;
    ct_error error;
    if (ct_result_write(work->result, layer, format, &options, cmd_stdout, NULL, &error) != CT_OK) {
        return fail(&error);
    }
    return work_exit(work);
}

int cmd_run_layer(const struct settings *s, enum ct_layer layer) {
    if (option_is_on(s, OPT_JSON) && option_is_on(s, OPT_CSV)) {
        fputs("copytaster: --json and --csv exclude each other\n", stderr);
        return EXIT_USAGE;
    }
    struct work work;
    int code = work_do(s, s->operand, s->n_operands, layer, &work);
    if (code == EXIT_FINE) {
        code = cmd_write_layer(s, &work, layer);
    }
    work_done(&work);
    return code;
}

int cmd_run_survey(const struct settings *s, enum ct_layer layer, bool records) {
    if (option_is_on(s, OPT_JSON) && option_is_on(s, OPT_CSV)) {
        fputs("copytaster: --json and --csv exclude each other\n", stderr);
        return EXIT_USAGE;
    }
    if (s->n_operands == 0 && !records && !option_is_on(s, OPT_INDEX)) {
        fputs("copytaster: PATH or --index DIR is expected\n", stderr);
        return EXIT_USAGE;
    }
    struct work work;
    int code = work_survey(s, layer, records, &work);
    if (code == EXIT_FINE) {
        code = cmd_write_layer(s, &work, layer);
    }
    work_done(&work);
    return code;
}
