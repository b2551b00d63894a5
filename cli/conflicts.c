/* conflicts.c - "copytaster conflicts": only where the reports disagree; with --check for scripts.
 */
#include <stdint.h>

#include "cmd.h"

static int run(const struct settings *s) {
    if (!option_is_on(s, OPT_CHECK)) {
        return cmd_run_layer(s, CT_CONFLICTS);
    }
    struct work work;
    int code = work_do(s, s->operand, s->n_operands, CT_CONFLICTS, &work);
    if (code == EXIT_FINE) {
        code = cmd_write_layer(s, &work, CT_CONFLICTS);
        if (code == EXIT_FINE && ct_result_n_conflicts(work.result) > 0) {
            code = EXIT_FOUND;
        }
    }
    work_done(&work);
    return code;
}

const struct command cmd_conflicts = {
    .name = "conflicts",
    .summary = "only where the reports disagree",
    .synopsis = "[options] PATH...",
    .description = "Prints the conflicts of all stories: the same words in two mouths, quotations "
                   "changed or cut so that the sense turns, days and\n"
                   "figures that exclude each other, each with its sides, who says so and where, "
                   "and how many independent origins stand behind it.",
    .examples = "copytaster conflicts reports/\tthe conflicts of a folder\n"
                "copytaster conflicts --check reports/ && echo agreed\texit 1 if there is any\n",
    .exit_codes = "0\tfine; with --check: no conflict\n1\tno report was found; with --check: there "
                  "is a conflict\n"
                  "2\twrong usage\n3\tmemory, disk or permission\n4\tsome input was damaged or "
                  "refused; the rest was read\n",
    .options = OPTIONS_LISTING | 1u << OPT_CHECK,
    .least_operands = 1,
    .most_operands = SIZE_MAX,
    .run = run,
};
