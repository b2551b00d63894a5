/* options.c - the table of all options: what parsing checks is what --help, man pages and
 * completions say. Only options with a variable can be set in the environment and in the
 * configuration file. */
#include "options.h"

#define FIELD(id, key, what)      \
    [id] = {.name = key "-field", \
            .kind = OPTION_TEXT,  \
            .argument = "NAME",   \
            .help = "key of report lines or column of tables that holds " what}

static const struct option table[OPT_COUNT] = {
    [OPT_JSON] = {.name = "json",
                  .letter = 'j',
                  .kind = OPTION_FLAG,
                  .help = "write JSON: one document for accounts and conflicts, one line a report "
                          "or item for the other layers"},
    [OPT_CSV] = {.name = "csv",
                 .kind = OPTION_FLAG,
                 .help = "write CSV (RFC 4180) with a header line"},
    [OPT_HTML] =
        {.name = "html",
         .kind = OPTION_TEXT,
         .argument = "FILE",
         .help = "write one self-contained page to FILE, which is replaced whole or not at all"},
    [OPT_ALL] = {.name = "all",
                 .letter = 'a',
                 .kind = OPTION_FLAG,
                 .help = "show in full what is shortened by default, such as stories that a single "
                         "report tells"},
    [OPT_CHECK] = {.name = "check", .kind = OPTION_FLAG, .help = "exit 1 if there is any conflict"},
    [OPT_MATCH] =
        {.name = "match",
         .kind = OPTION_FLAG,
         .help = "compare pairs of names instead: PATH holds JSON lines with name1, name2 and "
                 "optionally id and schema"},
    [OPT_EVIDENCE] = {.name = "evidence",
                      .letter = 'e',
                      .kind = OPTION_FLAG,
                      .help = "also write where each report was read and, for pages, its blocks "
                              "with their places in the text and in the page as served"},
    [OPT_SITES] = {.name = "site-memory",
                   .kind = OPTION_FLAG,
                   .help =
                       "read the input twice and leave out of pages what comes back on pages of "
                       "the same host that are otherwise different"},
    [OPT_THRESHOLD] = {.name = "threshold",
                       .kind = OPTION_SHARE,
                       .argument = "J",
                       .standard = "0.8",
                       .variable = "COPYTASTER_THRESHOLD",
                       .help = "least overlap of duplicates, a number over 0 and up to 1"},
    [OPT_KEEP] = {.name = "keep",
                  .kind = OPTION_CHOICE,
                  .argument = "WHICH",
                  .choices = "earliest longest first",
                  .standard = "earliest",
                  .help =
                      "the report of a group that is kept: the earliest by time of publication, "
                      "the longest, or the first read. Ties go by id"},
    [OPT_PAIRS] = {.name = "pairs",
                   .kind = OPTION_FLAG,
                   .help =
                       "list all pairs of duplicates instead of groups; a report with the words "
                       "of an earlier one is paired with that one alone"},
    [OPT_EMIT] = {.name = "emit",
                  .kind = OPTION_CHOICE,
                  .argument = "WHICH",
                  .choices = "kept removed",
                  .help = "write reports instead of groups, as report lines in order of input: "
                          "those that are kept, or those that are removed"},
    [OPT_EXPLAIN] = {.name = "explain",
                     .kind = OPTION_PAIR,
                     .argument = "A B",
                     .help = "tell instead why the reports with ids (or paths) A and B are "
                             "duplicates or aren't"},
    [OPT_FOR] = {.name = "for",
                 .kind = OPTION_CHOICE,
                 .argument = "LAYER",
                 .choices = "copies stories dedup",
                 .standard = "copies",
                 .help = "the command whose work is done"},
    [OPT_INDEX] = {.name = "index",
                   .kind = OPTION_TEXT,
                   .argument = "DIR",
                   .help = "keep what is made of each report in the folder DIR, which is made or "
                           "added to: later runs work on new reports alone and compare them with "
                           "all, and a run that was stopped goes on from its last batch"},
    [OPT_MEMORY] = {.name = "memory",
                    .kind = OPTION_SIZE,
                    .argument = "SIZE",
                    .standard = "1G",
                    .variable = "COPYTASTER_MEMORY",
                    .help = "memory for what is made of each report, and for comparing, such as "
                            "500M or 4G; the rest goes to files in $TMPDIR or DIR. The output "
                            "doesn't depend on it"},
    [OPT_JOINING] = {.name = "joining",
                     .kind = OPTION_NUMBER,
                     .argument = "N",
                     .least = 0,
                     .most = 100,
                     .standard = "50",
                     .variable = "COPYTASTER_JOINING",
                     .help = "how readily reports are put into one story: 0 never merges two "
                             "stories wrongly, 100 never shows one story twice"},
    [OPT_REPORT] = {.name = "report",
                    .letter = 'r',
                    .kind = OPTION_TEXT,
                    .argument = "FILE",
                    .help = "write the loss ledger to FILE: what was read, refused, damaged and "
                            "skipped, as JSON"},
    FIELD(OPT_ID_FIELD, "id", "the id"),
    FIELD(OPT_TEXT_FIELD, "text", "the text; \"article.body\" looks inside an object"),
    FIELD(OPT_TITLE_FIELD, "title", "the headline"),
    FIELD(OPT_OUTLET_FIELD, "outlet", "the outlet"),
    FIELD(OPT_URL_FIELD, "url", "the address"),
    FIELD(OPT_PUBLISHED_FIELD, "published", "the day or moment of publication"),
    FIELD(OPT_AUTHOR_FIELD, "author", "the author"),
    FIELD(OPT_LANG_FIELD, "lang", "the language"),
    [OPT_THREADS] =
        {.name = "threads",
         .letter = 't',
         .kind = OPTION_NUMBER,
         .argument = "N",
         .least = 0,
         .most = 256,
         .standard = "0",
         .variable = "COPYTASTER_THREADS",
         .help = "use N threads; 0 stands for all processors. The output doesn't depend on it"},
    [OPT_COLOR] =
        {.name = "color",
         .kind = OPTION_CHOICE,
         .argument = "WHEN",
         .choices = "auto always never",
         .standard = "auto",
         .variable = "COPYTASTER_COLOR",
         .help = "colour the text: auto (on a terminal, unless NO_COLOR is set), always or never"},
    [OPT_WIDTH] = {.name = "width",
                   .letter = 'w',
                   .kind = OPTION_NUMBER,
                   .argument = "N",
                   .least = 40,
                   .most = 1000,
                   .standard = "80",
                   .variable = "COPYTASTER_WIDTH",
                   .help = "wrap text at N columns"},
    [OPT_QUIET] = {.name = "quiet",
                   .letter = 'q',
                   .kind = OPTION_FLAG,
                   .help = "don't tell progress and warnings; errors are told all the same"},
    [OPT_HELP] = {.name = "help", .letter = 'h', .kind = OPTION_FLAG, .help = "show this page"},
};

const struct option *options_at(enum option_id id) {
    return &table[id];
}
