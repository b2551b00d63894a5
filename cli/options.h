/* options.h - the option table: one place from which parsing, --help, man pages, completions and
 * `config` are made. */
#ifndef COPYTASTER_CLI_OPTIONS_H
#define COPYTASTER_CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

enum option_kind {
    OPTION_FLAG,   /* --json */
    OPTION_NUMBER, /* --threads N, with bounds */
    OPTION_SHARE,  /* --threshold J, more than 0 and at most 1 */
    OPTION_SIZE,   /* --memory SIZE, bytes with K, M, G or T */
    OPTION_CHOICE, /* --color WHEN, one of `choices` */
    OPTION_TEXT,   /* --html FILE */
    OPTION_PAIR    /* --explain A B */
};

/* Every option of the program; a command names those it takes. */
enum option_id {
    OPT_JSON,
    OPT_CSV,
    OPT_HTML,
    OPT_ALL,
    OPT_CHECK,
    OPT_MATCH,
    OPT_EVIDENCE,
    OPT_SITES,
    OPT_THRESHOLD,
    OPT_KEEP,
    OPT_PAIRS,
    OPT_EMIT,
    OPT_EXPLAIN,
    OPT_FOR,
    OPT_INDEX,
    OPT_MEMORY,
    OPT_JOINING,
    OPT_REPORT,
    OPT_ID_FIELD,
    OPT_TEXT_FIELD,
    OPT_TITLE_FIELD,
    OPT_OUTLET_FIELD,
    OPT_URL_FIELD,
    OPT_PUBLISHED_FIELD,
    OPT_AUTHOR_FIELD,
    OPT_LANG_FIELD,
    OPT_THREADS,
    OPT_COLOR,
    OPT_WIDTH,
    OPT_QUIET,
    OPT_HELP,
    OPT_COUNT
};

struct option {
    const char *name; /* without dashes */
    char letter;      /* short form, or 0 */
    enum option_kind kind;
    const char *argument; /* "N", "FILE"; NULL for flags */
    const char *choices;  /* OPTION_CHOICE: "auto always never" */
    long least;           /* OPTION_NUMBER */
    long most;
    const char *standard; /* default, as written */
    const char *variable; /* environment variable, or NULL; the configuration file uses `name` */
    const char *help;     /* prose, no full stop at the end of a single sentence */
};

/* Where a value came from; later ones win. */
enum option_source { FROM_DEFAULT, FROM_FILE, FROM_ENVIRONMENT, FROM_COMMAND_LINE };

struct option_value {
    const char *text; /* NULL: flag not given */
    long number;
    double share;
    size_t size;
    const char *second; /* OPTION_PAIR */
    enum option_source source;
};

struct settings {
    struct option_value value[OPT_COUNT];
    const char **operand; /* what isn't an option, in order */
    size_t n_operands;
    char *config_text; /* content of the configuration file; the values point into it */
};

/* What a command takes and says of itself. */
struct command {
    const char *name;
    const char *summary;     /* one line, no full stop */
    const char *synopsis;    /* "[options] PATH..." */
    const char *description; /* paragraphs parted by \n\n */
    const char *examples;    /* "command\tcomment\n..." */
    const char *exit_codes;  /* "code\tmeaning\n..." */
    unsigned options;        /* bits 1u << OPT_... */
    size_t least_operands;
    size_t most_operands; /* SIZE_MAX: any number */
    int (*run)(const struct settings *settings);
};

const struct option *options_at(enum option_id id);

/* Read defaults, the configuration file, the environment and the command line, in this order. On
 * bad usage a line naming the argument and a hint are printed to stderr and false is returned.
 * settings_done frees. */
bool settings_read(const struct command *command, int argc, char **argv, struct settings *out);
void settings_done(struct settings *settings);

static inline bool option_is_on(const struct settings *s, enum option_id id) {
    return s->value[id].text != NULL;
}

/* Path of the configuration file ($XDG_CONFIG_HOME/copytaster/config), written to `out`; false when
 * there's no home. */
bool settings_path(char *out, size_t cap);

#endif
