/* verify.c - "copytaster verify": re-check every hash, span and quoted word of an export.
 * Several files may be named; the worst result is the exit code. */
#include <stdint.h>

#include "cmd.h"

static int run(const struct settings *s) {
    int code = EXIT_FINE;
    for (size_t i = 0; i < s->n_operands; i++) {
        size_t n = 0;
        ct_error error;
        if (ct_verify_file(s->operand[i], &n, &error) != CT_OK) {
            fprintf(stderr, "copytaster: %s: does not hold\n", s->operand[i]);
            cmd_tell(&error, false);
            int this_code = cmd_exit_of(error.code);
            code = this_code > code ? this_code : code;
        } else if (!option_is_on(s, OPT_QUIET)) {
            printf("%s: %zu spans hold\n", s->operand[i], n);
        }
    }
    return code;
}

const struct command cmd_verify = {
    .name = "verify",
    .summary = "re-check every span and hash of an export",
    .synopsis = "[options] FILE...",
    .description = "Reads the JSON or the page that copytaster account wrote and checks the hash "
                   "of every report text, and for every statement that its\n"
                   "bytes, its characters and the quoted words with their surroundings agree with "
                   "the text. The first that fails is named by its path in the JSON.",
    .examples = "copytaster verify account.json\tcheck an export\n"
                "copytaster account --json reports/ | copytaster verify -\tcheck it on the way\n",
    .exit_codes = "0\teverything holds\n1\ta check failed\n2\twrong usage\n3\tmemory, disk or "
                  "permission\n4\tthe file is no export\n",
    .options = 1u << OPT_QUIET | 1u << OPT_HELP,
    .least_operands = 1,
    .most_operands = SIZE_MAX,
    .run = run,
};
