/* config.c - "copytaster config": the effective settings and where each came from.
 * In the form of the configuration file, so that its output can become one. */
#include "cmd.h"

static const char *source_name(const struct option *o, enum option_source source,
                               const char *path) {
    switch (source) {
    case FROM_DEFAULT:
        return "default";
    case FROM_FILE:
        return path;
    case FROM_ENVIRONMENT:
        return o->variable;
    case FROM_COMMAND_LINE:
        return "command line";
    }
    return "";
}

static int run(const struct settings *s) {
    char path[4096];
    if (!settings_path(path, sizeof path)) {
        path[0] = '\0';
    }
    for (enum option_id id = 0; id < OPT_COUNT; id++) {
        const struct option *o = options_at(id);
        if (o->variable) {
            const struct option_value *v = &s->value[id];
            printf("%-8s = %-8s # %s\n", o->name, v->text, source_name(o, v->source, path));
        }
    }
    return EXIT_FINE;
}

const struct command cmd_config = {
    .name = "config",
    .summary = "the effective settings and where each came from",
    .synopsis = "[options]",
    .description =
        "Prints the settings in the form of the configuration file, "
        "$XDG_CONFIG_HOME/copytaster/config (or ~/.config/copytaster/config). The command\n"
        "line outranks the environment, the environment the file, the file the defaults.",
    .examples = "copytaster config\twhat would be used\n"
                "COPYTASTER_THREADS=2 copytaster config\tand why\n",
    .exit_codes = "0\tfine\n2\twrong usage\n",
    .options = 1u << OPT_THREADS | 1u << OPT_COLOR | 1u << OPT_WIDTH | 1u << OPT_HELP,
    .least_operands = 0,
    .most_operands = 0,
    .run = run,
};
