/* show.c - "copytaster show": the exact words of a place, in their paragraph, with the hash of the
 * report. */
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "cmd.h"

/* REPORT:FROM-TO in its parts; `report` has room for the whole. */
static bool parse_place(const char *place, char *report, size_t *from, size_t *to) {
    const char *colon = strrchr(place, ':');
    if (!colon || colon == place) {
        return false;
    }
    char *end;
    errno = 0;
    unsigned long long first = strtoull(colon + 1, &end, 10);
    if (end == colon + 1 || *end != '-') {
        return false;
    }
    const char *second = end + 1;
    unsigned long long last = strtoull(second, &end, 10);
    if (end == second || *end || errno) {
        return false;
    }
    memcpy(report, place, (size_t)(colon - place));
    report[colon - place] = '\0';
    *from = (size_t)first;
    *to = (size_t)last;
    return true;
}

static int show(const struct settings *s, const char *report, size_t from, size_t to) {
    struct work work;
    bool is_path = s->n_operands == 1;
    int code = work_do(s, is_path ? &report : s->operand + 1, is_path ? 1 : s->n_operands - 1,
                       CT_NAMES, &work);
    if (code == EXIT_FINE) {
        ct_error error;
        ct_write_options options = cmd_write_options(s);
        enum ct_format format = option_is_on(s, OPT_JSON) ? CT_JSON : CT_TEXT;
        if (ct_result_show(work.result, report, from, to, format, &options, cmd_stdout, NULL,
                           &error) != CT_OK) {
            cmd_tell(&error, false);
            code = cmd_exit_of(error.code);
        }
    }
    work_done(&work);
    return code;
}

static int run(const struct settings *s) {
    size_t from;
    size_t to;
    char *report = calloc(1, strlen(s->operand[0]) + 1);
    if (!report) {
        fputs("copytaster: out of memory\n", stderr);
        return EXIT_ENVIRONMENT;
    }
    int code = EXIT_USAGE;
    if (parse_place(s->operand[0], report, &from, &to)) {
        code = show(s, report, from, to);
    } else {
        fprintf(stderr,
                "copytaster: \"%s\": REPORT:FROM-TO is expected\nsee copytaster show --help\n",
                s->operand[0]);
    }
    free(report);
    return code;
}

const struct command cmd_show = {
    .name = "show",
    .summary = "the exact words of a place, in their paragraph",
    .synopsis = "[options] REPORT:FROM-TO [PATH...]",
    .description = "Prints the characters FROM to TO (code points, TO excluded) of a report with "
                   "the paragraph around them and the report's hash. REPORT\n"
                   "is the path of a report, or the id of a report below one of the PATHs, as all "
                   "other commands print it.",
    .examples =
        "copytaster show harbour-gazette:120-168 samples/\tthe words that an account points to\n"
        "copytaster show samples/harbour-gazette.txt:0-40\tthe beginning of a file\n",
    .exit_codes = "0\tfine\n1\tno such report or place\n2\twrong usage\n3\tmemory, disk or "
                  "permission\n4\tthe input was refused\n",
    .options = OPTIONS_READING | 1u << OPT_JSON | 1u << OPT_COLOR | 1u << OPT_WIDTH,
    .least_operands = 1,
    .most_operands = SIZE_MAX,
    .run = run,
};
