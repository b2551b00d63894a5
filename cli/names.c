/* names.c - "copytaster names": the people, organisations and places, and how they are written.
 * One layer of the collation as a table, JSON lines or CSV. */
#include <stdint.h>

#include "cmd.h"

static int match(const struct settings *s) {
    int code = EXIT_FINE;
    for (size_t i = 0; i < s->n_operands && code == EXIT_FINE; i++) {
        ct_error error;
        if (ct_name_match_file(s->operand[i], cmd_stdout, NULL, &error) != CT_OK) {
            cmd_tell(&error, false);
            code = cmd_exit_of(error.code);
        }
    }
    return code;
}

static int run(const struct settings *s) {
    return option_is_on(s, OPT_MATCH) ? match(s) : cmd_run_layer(s, CT_NAMES);
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
    .options = OPTIONS_LISTING | 1u << OPT_MATCH,
    .least_operands = 1,
    .most_operands = SIZE_MAX,
    .run = run,
};
