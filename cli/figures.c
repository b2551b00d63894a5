/* figures.c - "copytaster figures": quantities: value, unit, approximation, and what is counted.
 * One layer of the collation as a table, JSON lines or CSV. */
#include <stdint.h>

#include "cmd.h"

static int run(const struct settings *s) {
    return cmd_run_layer(s, CT_FIGURES);
}

const struct command cmd_figures = {
    .name = "figures",
    .summary = "quantities: value, unit, approximation, and what is counted",
    .synopsis = "[options] PATH...",
    .description = "Lists the numbers of each report that are no dates, with unit, approximation "
                   "(at least, about) and what they\n"
                   "count.",
    .examples =
        "copytaster figures reports/\tevery figure of a folder\n"
        "copytaster figures --json reports.jsonl\tthe same as JSON lines, for other programs\n",
    .exit_codes = EXIT_CODES_READING,
    .options = OPTIONS_LISTING,
    .least_operands = 1,
    .most_operands = SIZE_MAX,
    .run = run,
};
