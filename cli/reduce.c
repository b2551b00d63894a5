/* reduce.c - "copytaster reduce": the records of map together, and the layer they give: the second
 * half of a run on many machines. */
#include <stdint.h>
#include <string.h>

#include "cmd.h"

static int run(const struct settings *s) {
    const char *layer = s->value[OPT_FOR].text;
    if (strcmp(layer, "dedup") == 0) {
        return cmd_run_dedup(s, true);
    }
    bool stories = strcmp(layer, "stories") == 0;
    return cmd_run_survey(s, stories ? CT_STORIES : CT_COPIES, true);
}

const struct command cmd_reduce = {
    .name = "reduce",
    .summary = "copies, stories or duplicates among the reports of any number of runs of map",
    .synopsis = "[options] [FILE...]",
    .description =
        "Reads lines that copytaster map wrote, from files or standard input, and writes "
        "what copytaster copies, stories or dedup\n"
        "writes for all their reports: the same bytes for any number of shares and any order. "
        "--threshold, --keep, --pairs and --explain are those of copytaster dedup.",
    .examples =
        "LC_ALL=C sort part-*.map | copytaster reduce --json\tall shares together\n"
        "copytaster reduce --for dedup --csv part-*.map\tduplicates instead of copies\n"
        "copytaster reduce --memory 4G part-1.map part-2.map\tunsorted files, in four gigabytes\n"
        "copytaster reduce --index all/ part-*.map > copies.txt\tread once; afterwards copytaster "
        "stories --index all/ and copytaster dedup --index all/ need no lines\n",
    .exit_codes = EXIT_CODES_READING,
    .options = OPTIONS_LISTING | 1u << OPT_FOR | 1u << OPT_INDEX | 1u << OPT_MEMORY |
               1u << OPT_JOINING | 1u << OPT_THRESHOLD | 1u << OPT_KEEP | 1u << OPT_PAIRS |
               1u << OPT_EXPLAIN,
    .least_operands = 0,
    .most_operands = SIZE_MAX,
    .run = run,
};
