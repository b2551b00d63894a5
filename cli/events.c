/* events.c - "copytaster events": who did what to whom.
 * One layer of the collation as a table, JSON lines or CSV. */
#include <stdint.h>

#include "cmd.h"

static int run(const struct settings *s) {
    return cmd_run_layer(s, CT_EVENTS);
}

const struct command cmd_events = {
    .name = "events",
    .summary = "who did what to whom",
    .synopsis = "[options] PATH...",
    .description = "Lists the events of each report: class and type, actor and target, day and "
                   "place, and whether it is asserted,\n"
                   "attributed, planned, possible or denied.",
    .examples =
        "copytaster events reports/\tevery event of a folder\n"
        "copytaster events --json reports.jsonl\tthe same as JSON lines, for other programs\n",
    .exit_codes = EXIT_CODES_READING,
    .options = OPTIONS_LISTING,
    .least_operands = 1,
    .most_operands = SIZE_MAX,
    .run = run,
};
