/* copies.c - "copytaster copies": text that reports share, and who had it from whom.
 * One layer of the collation as a table, JSON lines or CSV. */
#include <stdint.h>

#include "cmd.h"

static int run(const struct settings *s) {
    return cmd_run_layer(s, CT_COPIES);
}

const struct command cmd_copies = {
    .name = "copies",
    .summary = "text that reports share, and who had it from whom",
    .synopsis = "[options] PATH...",
    .description = "Lists pairs of reports that share text, with the exact spans. The direction is "
                   "told when there is evidence for\n"
                   "it (a credit line, times, changes that show the later text) and is "
                   "undetermined otherwise.",
    .examples =
        "copytaster copies reports/\tshared text among the reports of a folder\n"
        "copytaster copies --json reports.jsonl\tthe same as JSON lines, for other programs\n",
    .exit_codes = EXIT_CODES_READING,
    .options = OPTIONS_LISTING,
    .least_operands = 1,
    .most_operands = SIZE_MAX,
    .run = run,
};
