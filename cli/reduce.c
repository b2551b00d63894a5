/* reduce.c - "copytaster reduce": the records of map together, and the layer they give: the second
 * half of a run on many machines. */
#include <stdint.h>
#include <string.h>

#include "cmd.h"

static int run(const struct settings *s) {
    bool stories = strcmp(s->value[OPT_FOR].text, "stories") == 0;
    return cmd_run_survey(s, stories ? CT_STORIES : CT_COPIES, true);
}

const struct command cmd_reduce = {
    .name = "reduce",
    .summary = "copies or stories of the reports of any number of runs of map",
    .synopsis = "[options] [FILE...]",
    .description =
        "Reads lines that copytaster map wrote, from files or standard input, and writes "
        "what copytaster copies or stories writes\n"
        "for all their reports: the same bytes for any number of shares and any order.",
    .examples =
        "LC_ALL=C sort part-*.map | copytaster reduce --json\tall shares together\n"
        "copytaster reduce --memory 4G part-1.map part-2.map\tunsorted files, in four gigabytes\n",
    .exit_codes = EXIT_CODES_READING,
    .options = OPTIONS_LISTING | 1u << OPT_FOR | 1u << OPT_INDEX | 1u << OPT_MEMORY,
    .least_operands = 0,
    .most_operands = SIZE_MAX,
    .run = run,
};
