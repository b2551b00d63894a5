/* extract.c - "copytaster extract": pages, feeds, archives and dumps in, report lines out, in one
 * stream. */
#include <stdint.h>
#include <time.h>

#include "cmd.h"

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* One line on stderr that adds up: what came in and what became of it. */
static void summarise(const ct_corpus *corpus, double seconds) {
    ct_ledger l = ct_corpus_ledger(corpus);
    fprintf(stderr, "copytaster: %zu items = %zu reports + %zu refused + %zu damaged", l.n_items,
            l.n_reports, l.n_refused, l.n_damaged);
    if (l.n_skipped) {
        fprintf(stderr, "; %zu records that are no pages skipped", l.n_skipped);
    }
    fprintf(stderr, "; %.1f s\n", seconds);
}

static int run(const struct settings *s) {
    struct drawing drawing = {0};
    ct_corpus *corpus;
    ct_error error;
    double began = now();
    int code = work_open(s, &drawing, &corpus);
    if (code != EXIT_FINE) {
        return code;
    }
    enum ct_err failed = ct_corpus_extract(corpus, s->operand, s->n_operands,
                                           option_is_on(s, OPT_EVIDENCE), cmd_stdout, NULL, &error);
    code = work_told(s, &drawing, corpus);
    if (failed != CT_OK) {
        cmd_tell(&error, false);
        code = cmd_exit_of(failed);
    } else if (!option_is_on(s, OPT_QUIET)) {
        summarise(corpus, now() - began);
    }
    ct_corpus_free(corpus);
    return code;
}

const struct command cmd_extract = {
    .name = "extract",
    .summary = "pages, feeds, archives and dumps as report lines",
    .synopsis = "[options] PATH...",
    .description =
        "Reads web pages, WARC archives, feeds, tables, mailboxes and texts below each PATH and "
        "writes one report line (JSON) each:\n"
        "id, title, outlet, url, published, author, lang, text, and what else is known of it "
        "(authors one by one, modified, section,\n"
        "description, image, where each value was found, and the confidence of the reading). Every "
        "other command reads such lines.\n\n"
        "Formats are recognised by content; gzip and zstd are unpacked. It is a stream: archives "
        "of "
        "any size take the memory of a few\n"
        "pages, lines come in the order of the input whatever the number of threads, and a damaged "
        "record never spoils the rest.\n\n"
        "With --site-memory the input is read twice (so it can't be a pipe): what comes back word "
        "for word on three pages of a host that\n"
        "are otherwise different, such as appeals and standing notes, is left out of the texts.\n\n"
        "The summary at the end adds up: items = reports + refused + damaged. With --report the "
        "whole ledger goes to a file, each refusal\n"
        "with file, byte and reason.",
    .examples = "copytaster extract crawl.warc.gz > reports.jsonl\tthe articles of an archive\n"
                "copytaster extract --evidence page.html\twith the bytes each block came from\n"
                "copytaster extract --site-memory pages/\twithout what a site repeats\n"
                "copytaster extract --text-field body --report lost.json dump.csv.gz\ta table with "
                "its own column names\n",
    .exit_codes = EXIT_CODES_READING,
    .options = OPTIONS_READING | 1u << OPT_EVIDENCE | 1u << OPT_SITES,
    .least_operands = 1,
    .most_operands = SIZE_MAX,
    .run = run,
};
