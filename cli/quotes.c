/* quotes.c - "copytaster quotes": who said what, with which words.
 * One layer of the collation as a table, JSON lines or CSV. */
#include <stdint.h>

#include "cmd.h"

static int run(const struct settings *s) {
    return cmd_run_layer(s, CT_QUOTES);
}

const struct command cmd_quotes = {
    .name = "quotes",
    .summary = "who said what, with which words",
    .synopsis = "[options] PATH...",
    .description = "Lists the quotations of each report: direct, indirect and mixed, with the "
                   "speaker as written and as\n"
                   "understood, the cue, and through whom the words came (a press release, another "
                   "outlet, a post).",
    .examples =
        "copytaster quotes reports/\tevery quotation of a folder\n"
        "copytaster quotes --json reports.jsonl\tthe same as JSON lines, for other programs\n",
    .exit_codes = EXIT_CODES_READING,
    .options = OPTIONS_LISTING,
    .least_operands = 1,
    .most_operands = SIZE_MAX,
    .run = run,
};
