/* names.c - "copytaster names": the people, organisations and places, and how they are written.
 * One layer of the collation as a table, JSON lines or CSV. */
#include <stdint.h>

#include "cmd.h"

static int run(const struct settings *s) {
    return cmd_run_layer(s, CT_NAMES);
}

const struct command cmd_names = {
    .name = "names",
    .summary = "the people, organisations and places, and how they are written",
    .synopsis = "[options] PATH...",
    .description = "Lists who and what the reports name. Second mentions, roles, pronouns, "
                   "transliterations and misspellings are\n"
                   "joined to one name, and every join keeps its reason.",
    .examples =
        "copytaster names reports/\teveryone named in a folder\n"
        "copytaster names --json reports.jsonl\tthe same as JSON lines, for other programs\n",
    .exit_codes = EXIT_CODES_READING,
    .options = OPTIONS_LISTING,
    .least_operands = 1,
    .most_operands = SIZE_MAX,
    .run = run,
};
