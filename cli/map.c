/* map.c - "copytaster map": what the layers across reports need of each, as lines to be sorted. The
 * first half of a run on many machines; reduce.c is the other. */
#include <stdint.h>

#include "cmd.h"

static int run(const struct settings *s) {
    struct drawing drawing = {0};
    ct_corpus *corpus;
    ct_error error;
    int code = work_open(s, &drawing, &corpus);
    if (code != EXIT_FINE) {
        return code;
    }
    enum ct_err done = ct_corpus_map(corpus, s->operand, s->n_operands, cmd_stdout, NULL, &error);
    code = work_told(s, &drawing, corpus);
    if (done != CT_OK) {
        cmd_tell(&error, false);
        code = cmd_exit_of(done);
    }
    ct_corpus_free(corpus);
    return code;
}

const struct command cmd_map = {
    .name = "map",
    .summary = "each report as a record to be sorted: the first half of a run on many machines",
    .synopsis = "[options] PATH...",
    .description =
        "Reads reports and writes one line for each: its key in hexadecimal, a tab, and "
        "in base64 what the commands across\n"
        "reports need of it. The lines of any number of runs, sorted in any way or not at "
        "all, are the input of\n"
        "copytaster reduce, which then writes what one run over all reports would have "
        "written.",
    .examples = "copytaster map part-1.jsonl > part-1.map\tone share of the reports\n"
                "LC_ALL=C sort part-*.map | copytaster reduce --json\tall shares together\n",
    .exit_codes = EXIT_CODES_READING,
    .options = OPTIONS_READING,
    .least_operands = 1,
    .most_operands = SIZE_MAX,
    .run = run,
};
