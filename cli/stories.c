/* stories.c - "copytaster stories": which reports tell the same story.
 * One layer of the collation as a table, JSON lines or CSV. */
#include <stdint.h>

#include "cmd.h"

static int run(const struct settings *s) {
    return cmd_run_layer(s, CT_STORIES);
}

const struct command cmd_stories = {
    .name = "stories",
    .summary = "which reports tell the same story",
    .synopsis = "[options] PATH...",
    .description = "Groups the reports by what they tell. The unit is the passage: a round-up "
                   "takes part in as many stories as\n"
                   "it has parts. Stories that most reports tell come first.",
    .examples =
        "copytaster stories reports/\tthe stories of a folder with their reports\n"
        "copytaster stories --json reports.jsonl\tthe same as JSON lines, for other programs\n",
    .exit_codes = EXIT_CODES_READING,
    .options = OPTIONS_LISTING,
    .least_operands = 1,
    .most_operands = SIZE_MAX,
    .run = run,
};
