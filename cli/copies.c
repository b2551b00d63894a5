/* copies.c - "copytaster copies": text that reports share, and who had it from whom.
 * A survey as a table, JSON lines or CSV. */
#include <stdint.h>

#include "cmd.h"

static int run(const struct settings *s) {
    return cmd_run_survey(s, CT_COPIES, false);
}

const struct command cmd_copies = {
    .name = "copies",
    .summary = "text that reports share, and who had it from whom",
    .synopsis = "[options] PATH...",
    .description = "Lists pairs of reports that share text, with the exact spans. The direction is "
                   "told when there is evidence for\n"
                   "it (a credit line, times, changes that show the later text) and is "
                   "undetermined otherwise. Two reports that share text only because both had it "
                   "from a third, or one from the\n"
                   "other through a third, are listed with --all, with the third as via.\n\n"
                   "Below stand the families of copies: how many outlets and how many independent "
                   "origins each has, and hidden sources from which two reports or more had their "
                   "text though no report seen is theirs.\n\n"
                   "Reports are read as a stream and let go: a million of them need the memory "
                   "that --memory names and room on the disk.",
    .examples =
        "copytaster copies reports/\tshared text among the reports of a folder\n"
        "copytaster copies --json reports.jsonl\tthe same as JSON lines, for other programs\n"
        "copytaster copies --index seen/ today.jsonl\ttoday's reports compared with all before\n",
    .exit_codes = EXIT_CODES_READING,
    .options = OPTIONS_LISTING | 1u << OPT_INDEX | 1u << OPT_MEMORY,
    .least_operands = 0,
    .most_operands = SIZE_MAX,
    .run = run,
};
