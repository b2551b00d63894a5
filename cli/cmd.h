/* cmd.h - the commands, and what they share: reading reports, writing results, exit codes. */
#ifndef COPYTASTER_CLI_CMD_H
#define COPYTASTER_CLI_CMD_H

#include <stdio.h>
#include <time.h>

#include "copytaster.h"
#include "options.h"

enum exit_code {
    EXIT_FINE = 0,
    EXIT_FOUND = 1, /* nothing found, or differences found: the man page says which */
    EXIT_USAGE = 2,
    EXIT_ENVIRONMENT = 3,
    EXIT_INPUT = 4
};

/* All commands, in the order of the overview; ends with a NULL name. */
extern const struct command *const cmd_all[];
const struct command *cmd_find(const char *name);

extern const struct command cmd_account;
extern const struct command cmd_conflicts;
extern const struct command cmd_stories;
extern const struct command cmd_quotes;
extern const struct command cmd_names;
extern const struct command cmd_dates;
extern const struct command cmd_figures;
extern const struct command cmd_events;
extern const struct command cmd_copies;
extern const struct command cmd_dedup;
extern const struct command cmd_map;
extern const struct command cmd_reduce;
extern const struct command cmd_show;
extern const struct command cmd_extract;
extern const struct command cmd_verify;
extern const struct command cmd_config;
extern const struct command cmd_help;

/* Options of every command that reads reports. */
#define OPTIONS_READING                                                                           \
    (1u << OPT_THREADS | 1u << OPT_QUIET | 1u << OPT_HELP | 1u << OPT_REPORT |                    \
     1u << OPT_ID_FIELD | 1u << OPT_TEXT_FIELD | 1u << OPT_TITLE_FIELD | 1u << OPT_OUTLET_FIELD | \
     1u << OPT_URL_FIELD | 1u << OPT_PUBLISHED_FIELD | 1u << OPT_AUTHOR_FIELD |                   \
     1u << OPT_LANG_FIELD)
#define OPTIONS_LISTING                                                                     \
    (OPTIONS_READING | 1u << OPT_JSON | 1u << OPT_CSV | 1u << OPT_COLOR | 1u << OPT_WIDTH | \
     1u << OPT_ALL)
#define EXIT_CODES_READING                                                             \
    "0\tfine\n1\tno report was found\n2\twrong usage\n3\tmemory, disk or permission\n" \
    "4\tsome input was damaged or refused; the rest was read\n"

/* What of the progress is on the terminal. */
struct drawing {
    struct timespec started; /* of this step */
    struct timespec drawn;
    enum ct_step step;
    bool on_screen;
    bool any;
};

/* A corpus read from `path`, and its collation. */
struct work {
    ct_corpus *corpus;
    ct_result *result;
};

/* Read and work out what `layer` shows, telling problems and (on a terminal) progress on stderr.
 * Returns EXIT_FINE, EXIT_FOUND (no report), or EXIT_ENVIRONMENT after a message; work_done frees
 * whatever was made.
 */
int work_do(const struct settings *s, const char *const *path, size_t n, enum ct_layer layer,
            struct work *out);
void work_done(struct work *work);

/* Read and work out a layer across reports as a survey: in bounded memory, or with an index. With
 * `records` the operands (none = standard input) hold lines of the map step. As work_do. */
int work_survey(const struct settings *s, enum ct_layer layer, bool records, struct work *out);

/* The step before: an empty corpus that reads as the options say and draws progress into `drawing`
 * on a terminal. */
int work_open(const struct settings *s, struct drawing *drawing, ct_corpus **out);

/* The step after reading: wipe the progress, tell problems and, if asked for, write the loss
 * ledger. EXIT_FINE, EXIT_FOUND or EXIT_INPUT (no report), EXIT_ENVIRONMENT. */
int work_told(const struct settings *s, struct drawing *drawing, const ct_corpus *corpus);

/* Take the progress off the terminal, if it is there. */
void work_wipe(struct drawing *drawing);

/* EXIT_INPUT when something was refused, else EXIT_FINE. */
int work_exit(const struct work *work);

/* The whole of a listing command: read, collate, write `layer` as the options say. */
int cmd_run_layer(const struct settings *s, enum ct_layer layer);

/* The same for a layer across reports, as a survey. */
int cmd_run_survey(const struct settings *s, enum ct_layer layer, bool records);

/* The whole of dedup, from reports or from lines of the map step. */
int cmd_run_dedup(const struct settings *s, bool records);

/* Write a layer to stdout in the format that the options ask for. Returns an exit code. */
int cmd_write_layer(const struct settings *s, const struct work *work, enum ct_layer layer);

ct_write_options cmd_write_options(const struct settings *s);

/* A ct_write to stdout. */
bool cmd_stdout(void *ctx, const char *bytes, size_t n);

/* The errno of the first write there that was refused, or 0: main tells it at the end. */
int cmd_stdout_errno(void);

/* Tell an error on stderr: "copytaster: where:pos: msg". */
void cmd_tell(const ct_error *error, bool is_warning);

/* Exit code for an error of the library. */
int cmd_exit_of(enum ct_err code);

/* The page of a command, for terminals and for man(1). */
void help_print(FILE *out, const struct command *command);
void help_overview(FILE *out);
void help_man(FILE *out, const struct command *command);
void help_man_overview(FILE *out);
/* Completions for "bash", "zsh" or "fish"; false for another shell. */
bool completion_print(FILE *out, const char *shell);

#endif
