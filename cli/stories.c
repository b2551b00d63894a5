/* stories.c - "copytaster stories": which reports tell the same story.
 * A survey as a table, JSON lines or CSV. */
#include <stdint.h>

#include "cmd.h"

static int run(const struct settings *s) {
    return cmd_run_survey(s, CT_STORIES, false);
}

const struct command cmd_stories = {
    .name = "stories",
    .summary = "which reports tell the same story",
    .synopsis = "[options] PATH...",
    .description = "Groups the reports by what they tell. The unit is the passage: a round-up "
                   "takes part in as many stories as\n"
                   "it has parts. Stories that most reports tell come first.\n\n"
                   "Reports are read as a stream and let go; --memory and --index are as for "
                   "copytaster copies, and one index serves both.",
    .examples =
        "copytaster stories reports/\tthe stories of a folder with their reports\n"
        "copytaster stories --json reports.jsonl\tthe same as JSON lines, for other programs\n",
    .exit_codes = EXIT_CODES_READING,
    .options = OPTIONS_LISTING | 1u << OPT_INDEX | 1u << OPT_MEMORY | 1u << OPT_JOINING,
    .least_operands = 0,
    .most_operands = SIZE_MAX,
    .run = run,
};
