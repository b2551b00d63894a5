/* dates.c - "copytaster dates": time expressions and what they mean.
 * One layer of the collation as a table, JSON lines or CSV. */
#include <stdint.h>

#include "cmd.h"

static int run(const struct settings *s) {
    return cmd_run_layer(s, CT_DATES);
}

const struct command cmd_dates = {
    .name = "dates",
    .summary = "time expressions and what they mean",
    .synopsis = "[options] PATH...",
    .description = "Lists the dates, times, durations and intervals of each report with their "
                   "value (ISO 8601) and how it became\n"
                   "known: from the words, from the date of the report, or inferred from other "
                   "reports of the story.",
    .examples =
        "copytaster dates reports/\tevery date of a folder\n"
        "copytaster dates --json reports.jsonl\tthe same as JSON lines, for other programs\n",
    .exit_codes = EXIT_CODES_READING,
    .options = OPTIONS_LISTING,
    .least_operands = 1,
    .most_operands = SIZE_MAX,
    .run = run,
};
