/* account.c - "copytaster account", the main job: reports in, one checked account of each story
 * out. */
#include <stdint.h>

#include "cmd.h"

static int save_page(const struct settings *s, const struct work *work) {
    ct_write_options options = cmd_write_options(s);
    const char *path = s->value[OPT_HTML].text;
    ct_error error;
    if (ct_result_save(work->result, CT_ACCOUNT, CT_HTML, &options, path, &error) != CT_OK) {
        cmd_tell(&error, false);
        return cmd_exit_of(error.code);
    }
    return work_exit(work);
}

static int run(const struct settings *s) {
    struct work work;
    int code = work_do(s, s->operand, s->n_operands, CT_ACCOUNT, &work);
    bool page = option_is_on(s, OPT_HTML);
    if (code == EXIT_FINE && page) {
        code = save_page(s, &work);
    }
    if ((code == EXIT_FINE || code == EXIT_INPUT) && work.result &&
        (!page || option_is_on(s, OPT_JSON))) {
        code = cmd_write_layer(s, &work, CT_ACCOUNT);
    }
    work_done(&work);
    return code;
}

const struct command cmd_account = {
    .name = "account",
    .summary = "the main job: one checked account of each story",
    .synopsis = "[options] PATH...",
    .description = "Reads the reports below each PATH (files, folders, - for standard input; web "
                   "pages, feeds, archives, tables or texts,\n"
                   "recognised by content) and prints the account of each story they tell: what "
                   "they agree on, "
                   "who said what, who copied whom, and\n"
                   "where they disagree. Every statement carries the letter of the report and the "
                   "place it comes from.\n\n"
                   "Conflicts come first: the same words in two mouths, changed or cut quotations, "
                   "days and figures that exclude each other. Reports\n"
                   "that share much of their text may have one origin and are counted once.\n\n"
                   "With --html the account is written to a page that needs no network and no "
                   "script. With --json it is one document (its schema is\n"
                   "account.schema.json) in which every statement has its span, the hash of its "
                   "report and the exact words; copytaster verify\n"
                   "re-checks both kinds.",
    .examples =
        "copytaster account reports/\tthe account of a folder of reports\n"
        "copytaster account --html page.html reports/\tas a page for the browser\n"
        "copytaster account --json a.txt b.txt | copytaster verify -\tas JSON, checked again\n",
    .exit_codes = EXIT_CODES_READING,
    .options = OPTIONS_READING | 1u << OPT_JSON | 1u << OPT_HTML | 1u << OPT_ALL | 1u << OPT_COLOR |
               1u << OPT_JOINING | 1u << OPT_WIDTH,
    .least_operands = 1,
    .most_operands = SIZE_MAX,
    .run = run,
};
