/* dedup.c - "copytaster dedup": near-duplicate reports in groups, one of each kept. Reads as a
 * stream; with --emit the input is read a second time for the reports themselves. */
#include <stdint.h>
#include <string.h>

#include "cmd.h"

/* What is written, by options; only one of them makes sense. */
static bool is_contradictory(const struct settings *s) {
    int listings =
        option_is_on(s, OPT_PAIRS) + option_is_on(s, OPT_EMIT) + option_is_on(s, OPT_EXPLAIN);
    if (option_is_on(s, OPT_JSON) && option_is_on(s, OPT_CSV)) {
        fputs("copytaster: --json and --csv exclude each other\n", stderr);
        return true;
    }
    if (listings > 1) {
        fputs("copytaster: --pairs, --emit and --explain exclude one another\n", stderr);
        return true;
    }
    if (option_is_on(s, OPT_EXPLAIN) && option_is_on(s, OPT_CSV)) {
        fputs("copytaster: --explain writes text or --json\n", stderr);
        return true;
    }
    for (size_t i = 0; option_is_on(s, OPT_EMIT) && i < s->n_operands; i++) {
        if (strcmp(s->operand[i], "-") == 0) {
            fputs("copytaster: --emit reads the input twice, which can't be done with standard "
                  "input\n",
                  stderr);
            return true;
        }
    }
    return false;
}

static enum ct_keep keep_of(const char *name) {
    return strcmp(name, "longest") == 0 ? CT_KEEP_LONGEST
           : strcmp(name, "first") == 0 ? CT_KEEP_FIRST
                                        : CT_KEEP_EARLIEST;
}

static enum ct_err write_result(const struct settings *s, ct_corpus *corpus, const ct_dedup *dedup,
                                ct_error *error) {
    if (ct_dedup_count(dedup).n_reports == 0) {
        return CT_OK;
    }
    if (option_is_on(s, OPT_EMIT)) {
        bool removed = strcmp(s->value[OPT_EMIT].text, "removed") == 0;
        return ct_dedup_emit(dedup, corpus, s->operand, s->n_operands, removed, cmd_stdout, NULL,
                             error);
    }
    enum ct_dedup_part part = option_is_on(s, OPT_EXPLAIN) ? CT_DEDUP_EXPLAIN
                              : option_is_on(s, OPT_PAIRS) ? CT_DEDUP_PAIRS
                                                           : CT_DEDUP_GROUPS;
    enum ct_format format = option_is_on(s, OPT_JSON)  ? CT_JSON
                            : option_is_on(s, OPT_CSV) ? CT_CSV
                                                       : CT_TEXT;
    return ct_dedup_write(dedup, part, format, cmd_stdout, NULL, error);
}

static void summarise(const ct_dedup *dedup) {
    ct_dedup_totals t = ct_dedup_count(dedup);
    fprintf(stderr, "copytaster: %zu reports = %zu kept + %zu duplicates, %zu of them identical\n",
            t.n_reports, t.n_kept, t.n_reports - t.n_kept, t.n_identical);
}

/* Group what was asked for and write it. */
static int work(const struct settings *s, bool records, ct_corpus *corpus,
                struct drawing *drawing) {
    static const char *const standard_input[] = {"-"};
    bool piped = records && s->n_operands == 0;
    const struct option_value *v = s->value;
    ct_survey_options survey = {
        .index = v[OPT_INDEX].text, .memory = v[OPT_MEMORY].size, .records = records};
    bool keeps_records = records || survey.index || v[OPT_MEMORY].source != FROM_DEFAULT;
    ct_dedup_options options = {.threshold = v[OPT_THRESHOLD].share,
                                .keep = keep_of(v[OPT_KEEP].text),
                                .pairs = option_is_on(s, OPT_PAIRS),
                                .a = v[OPT_EXPLAIN].text,
                                .b = v[OPT_EXPLAIN].second,
                                .survey = keeps_records ? &survey : NULL};
    ct_error error;
    ct_dedup *dedup;
    enum ct_err failed = ct_corpus_dedup(corpus, piped ? standard_input : s->operand,
                                         piped ? 1 : s->n_operands, &options, &dedup, &error);
    int code = work_told(s, drawing, corpus);
    if (failed != CT_OK) {
        cmd_tell(&error, false);
        return cmd_exit_of(failed);
    }
    failed = write_result(s, corpus, dedup, &error);
    work_wipe(drawing); /* --emit reads again */
    if (failed != CT_OK) {
        cmd_tell(&error, false);
        code = cmd_exit_of(failed);
    } else if (!option_is_on(s, OPT_QUIET) && option_is_on(s, OPT_EMIT)) {
        summarise(dedup);
    }
    ct_dedup_free(dedup);
    return code;
}

int cmd_run_dedup(const struct settings *s, bool records) {
    struct drawing drawing = {0};
    ct_corpus *corpus;
    if (is_contradictory(s)) {
        return EXIT_USAGE;
    }
    if (s->n_operands == 0 && !records && !option_is_on(s, OPT_INDEX)) {
        fputs("copytaster: PATH or --index DIR is expected\n", stderr);
        return EXIT_USAGE;
    }
    int code = work_open(s, &drawing, &corpus);
    if (code != EXIT_FINE) {
        return code;
    }
    code = work(s, records, corpus, &drawing);
    ct_corpus_free(corpus);
    return code;
}

static int run(const struct settings *s) {
    return cmd_run_dedup(s, false);
}

const struct command cmd_dedup = {
    .name = "dedup",
    .summary = "near-duplicate reports in groups, one of each kept",
    .synopsis = "[options] PATH...",
    .description =
        "Two reports are duplicates when their sets of five-word runs overlap by the threshold or "
        "more: what both have, of what either has (Jaccard). Case, accents and punctuation don't "
        "count.\n\n"
        "One report of each group is kept, the others are its duplicates, each compared with it "
        "word by word: no report goes because it is like one that is like the kept one. "
        "Candidates come from sketches (MinHash); of pairs right at a threshold of .5, 998 in a "
        "thousand are found, from .6 on practically all, at .3 three quarters.\n\n"
        "The listing shows groups of two or more: the overlap, the share of the duplicate that "
        "stands in the kept report, its id and where it was read. With --json or --csv every "
        "report has a line. Reports are not held in memory, only four bytes a word and some 300 "
        "bytes each. With --memory the words go to the disk when they need more, which leaves 400 "
        "bytes a report; --index is as for copytaster copies, and one index serves both.",
    .examples =
        "copytaster dedup reports/\tgroups of duplicates in a folder\n"
        "copytaster dedup --emit kept crawl.jsonl.gz > clean.jsonl\ta corpus without duplicates\n"
        "copytaster dedup --threshold 0.5 --keep longest --json reports.jsonl\tlooser, and keep "
        "the fullest version\n"
        "copytaster dedup --index seen/ --emit kept today.jsonl\twhat is new today, beside all "
        "that "
        "was read before\n"
        "copytaster dedup --explain gazette:12 lantern:7 reports/\twhy two reports are duplicates "
        "or aren't\n",
    .exit_codes = EXIT_CODES_READING,
    .options = OPTIONS_READING | 1u << OPT_JSON | 1u << OPT_CSV | 1u << OPT_THRESHOLD |
               1u << OPT_KEEP | 1u << OPT_PAIRS | 1u << OPT_EMIT | 1u << OPT_EXPLAIN |
               1u << OPT_INDEX | 1u << OPT_MEMORY,
    .least_operands = 0,
    .most_operands = SIZE_MAX,
    .run = run,
};
