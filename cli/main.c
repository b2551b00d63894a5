/* main.c - finds the command, reads its settings, runs it. Everything else is in the file of the
 * command. */
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "cmd.h"

const struct command *const cmd_all[] = {
    &cmd_account, &cmd_conflicts, &cmd_stories, &cmd_quotes, &cmd_names, &cmd_dates,
    &cmd_figures, &cmd_events,    &cmd_copies,  &cmd_dedup,  &cmd_map,   &cmd_reduce,
    &cmd_show,    &cmd_extract,   &cmd_verify,  &cmd_config, &cmd_help,  NULL};

const struct command *cmd_find(const char *name) {
    for (size_t i = 0; cmd_all[i]; i++) {
        if (strcmp(cmd_all[i]->name, name) == 0) {
            return cmd_all[i];
        }
    }
    return NULL;
}

static int run(const struct command *command, int argc, char **argv) {
    struct settings settings;
    int code = EXIT_USAGE;
    if (settings_read(command, argc, argv, &settings)) {
        if (option_is_on(&settings, OPT_HELP)) {
            help_print(stdout, command);
            code = EXIT_FINE;
        } else {
            code = command->run(&settings);
        }
    }
    settings_done(&settings);
    if (fflush(stdout) != 0 || ferror(stdout)) {
        int reason = cmd_stdout_errno() ? cmd_stdout_errno() : errno;
        fprintf(stderr, "copytaster: standard output: writing: %s\n", strerror(reason));
        return code == EXIT_FINE ? EXIT_ENVIRONMENT : code;
    }
    return code;
}

int main(int argc, char **argv) {
    setvbuf(stderr, NULL, _IOLBF, BUFSIZ); /* a write a line, not one a character */
    signal(SIGXFSZ, SIG_IGN);              /* a file size limit is told like a full disk */
    if (argc < 2) {
        help_overview(stderr);
        return EXIT_USAGE;
    }
    if (strcmp(argv[1], "--version") == 0 || strcmp(argv[1], "version") == 0) {
        printf("copytaster %s\n", ct_version());
        return EXIT_FINE;
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0) {
        help_overview(stdout);
        return EXIT_FINE;
    }
    const struct command *command = cmd_find(argv[1]);
    if (!command) {
        fprintf(stderr, "copytaster: \"%s\" is no command\nsee copytaster --help\n", argv[1]);
        return EXIT_USAGE;
    }
    return run(command, argc - 2, argv + 2);
}
