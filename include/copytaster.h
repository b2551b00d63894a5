/* copytaster.h - the public interface of copytaster, and its manual.
 *
 * copytaster reads many news reports and gives one checked account of each story: what the reports
 * agree on, who said what, who copied whom, and where they disagree, with every statement tied to
 * the exact words of its report.
 *
 *     ct_corpus *corpus;
 *     ct_result *result;
 *     ct_error error;
 *     const char *paths[] = {"reports/"};
 *     if (ct_corpus_new(NULL, &corpus, &error) != CT_OK ||
 *         ct_corpus_add_paths(corpus, paths, 1, &error) != CT_OK ||
 *         ct_corpus_collate(corpus, NULL, NULL, &result, &error) != CT_OK) {
 *         fprintf(stderr, "%s: %s\n", error.where, error.msg);
 *     }
 *     ct_result_write(result, CT_ACCOUNT, CT_TEXT, NULL, write_to_stdout, NULL, &error);
 *     ct_result_free(result);
 *     ct_corpus_free(corpus);
 *
 * Contents
 *     1 Versions, strings, spans     4 Results: writing them out     7 Names
 *     2 Errors                       5 Results: reports              8 Checking exports
 *     3 Corpora: reports in          6 Results: stories
 *
 * Ownership. A handle belongs to who made it and is given back with its _free function (NULL is
 * allowed). What a function takes by pointer it copies, unless its comment says "kept". What it
 * returns inside a view (ct_str, arrays) belongs to the result and stays valid until
 * ct_result_free.
 *
 * Errors. Functions that can fail return enum ct_err (CT_OK = 0) and fill a ct_error, which may be
 * NULL. On error nothing has changed, unless the comment says what remains. A bad report never
 * spoils the others: it becomes a problem of the corpus (ct_corpus_problem) and the call succeeds.
 *
 * Threads. The library has no global state. One handle is used by one thread at a time; different
 * handles by any number of threads. A ct_result is const and may be read by several threads.
 * ct_corpus_collate makes its own threads and ends them.
 *
 * Repeatability. The same reports give the same bytes, for any number of threads and any order of
 * input.
 *
 * Text. All text is UTF-8. Offsets are bytes, half-open [from, to), of the text of a report;
 * ct_report_chars turns them into code points for the edges of a program.
 */
#ifndef COPYTASTER_H
#define COPYTASTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define CT_API __attribute__((visibility("default")))
#else
#define CT_API
#endif

/* ---- 1 Versions, strings, spans ----------------------------------------------------------- */

#define CT_VERSION "0.1.0"

/* Version of the library at run time, "0.1.0". Static storage. */
CT_API const char *ct_version(void);

/* A borrowed run of bytes; not NUL-terminated. */
typedef struct ct_str {
    const char *ptr;
    size_t len;
} ct_str;

/* Half-open range of bytes. */
typedef struct ct_span {
    uint32_t from;
    uint32_t to;
} ct_span;

/* "No index". */
#define CT_NONE UINT32_MAX

/* "No day"; days are counted from 1970-01-01. */
#define CT_NO_DAY INT32_MIN

/* ---- 2 Errors ----------------------------------------------------------------------------- */

enum ct_err {
    CT_OK = 0,
    CT_ERR_NOMEM,   /* the system gave no memory */
    CT_ERR_LIMIT,   /* a limit was reached; the message says which */
    CT_ERR_IO,      /* the system refused to read or write */
    CT_ERR_INPUT,   /* the input is damaged or not of the expected form */
    CT_ERR_MISSING, /* what was asked for isn't there; a check failed */
    CT_ERR_USAGE,   /* an argument breaks the contract of the function */
    CT_ERR_CANCEL   /* the progress callback asked to stop */
};

/* What went wrong, where, and what was expected. */
typedef struct ct_error {
    enum ct_err code;
    char where[256]; /* file, line or item: "feed.jsonl:12" */
    uint64_t pos;    /* byte inside `where`; UINT64_MAX when there's none */
    char msg[512];
} ct_error;

/* ---- 3 Corpora: reports in ---------------------------------------------------------------- */

/* Reports that have been read and wait for collation. */
typedef struct ct_corpus ct_corpus;

/* What is going on, for ct_progress. */
enum ct_step {
    CT_STEP_READ,
    CT_STEP_ANNOTATE,
    CT_STEP_COPIES,
    CT_STEP_STORIES,
    CT_STEP_ACCOUNTS,
    CT_STEP_DUPLICATES
};

/* Called now and then, never from two threads at once; `done` of `total` items of this step (bytes
 * of input for CT_STEP_READ, reports for CT_STEP_DUPLICATES, thousandths of the work for
 * CT_STEP_COPIES and CT_STEP_STORIES of a survey; total 0 = unknown). Return false to stop
 * (CT_ERR_CANCEL). */
typedef bool ct_progress(void *ctx, enum ct_step step, size_t done, size_t total);

/* Which keys of report lines and columns of tables hold what; NULL = the usual names ("text",
 * "body", "content", ...). Keys inside objects are written with dots: "article.body". */
typedef struct ct_fields {
    const char *id;
    const char *text;
    const char *title;
    const char *outlet;
    const char *url;
    const char *published;
    const char *author;
    const char *lang;
} ct_fields;

/* All zero = the defaults. Strings and `progress_ctx` are kept. */
typedef struct ct_options {
    unsigned threads; /* 0 = as many as this process may use */
    ct_fields fields;
    ct_progress *progress; /* of reading and of ct_corpus_dedup; NULL = none */
    void *progress_ctx;
    int joining; /* how readily reports become one story: -100 (never merge wrongly) to 100 (never
                    show a story twice) */
    bool sites;  /* ct_corpus_extract reads twice and leaves out of pages what comes back on others
                    of the same host */
} ct_options;

/* An empty corpus. `options` may be NULL. Errors: CT_ERR_NOMEM. */
CT_API enum ct_err ct_corpus_new(const ct_options *options, ct_corpus **out, ct_error *error);
CT_API void ct_corpus_free(ct_corpus *corpus);

/* Read files, folders (recursively, hidden files and *.md left out) and "-" (standard input).
 * Formats are recognised by content, gzip and zstd are unpacked: web pages, WARC archives, feeds
 * (RSS, Atom, JSON Feed), report lines (JSONL; one object a line with `text` and optionally id,
 * title, outlet, url, published, author, lang; unknown keys are passed through), tables (CSV with a
 * header), mailboxes, else plain text. What can't be read becomes a problem. Errors: CT_ERR_NOMEM,
 * CT_ERR_LIMIT, CT_ERR_CANCEL. */
CT_API enum ct_err ct_corpus_add_paths(ct_corpus *corpus, const char *const *path, size_t n,
                                       ct_error *error);

/* Read one piece of memory as if it were a file called `name`. */
CT_API enum ct_err ct_corpus_add_bytes(ct_corpus *corpus, const char *name, ct_str bytes,
                                       ct_error *error);

/* Takes the next `n` bytes; returns false when it can't (then writing ends with CT_ERR_IO). */
typedef bool ct_write(void *ctx, const char *bytes, size_t n);

/* Read as ct_corpus_add_paths does, but write each report as a report line as soon as its turn has
 * come and keep none: for archives of any size, in the memory of a few pages a thread. With
 * `evidence` a line also says where the report was read and, for a page, its blocks with their
 * places in text and page. Ids are those the input gives or its files' names, without being made
 * unique. The ledger and problems of the corpus count what was read. With options.sites the paths
 * are read twice and can't be "-" (CT_ERR_INPUT). Errors: CT_ERR_NOMEM, CT_ERR_LIMIT,
 * CT_ERR_CANCEL, CT_ERR_IO (`write` refused); what was written before remains. */
CT_API enum ct_err ct_corpus_extract(ct_corpus *corpus, const char *const *path, size_t n,
                                     bool evidence, ct_write *write, void *ctx, ct_error *error);

/* The loss ledger: items met = reports + refused + damaged. Mended reports count as reports.
 * Records of archives that are no pages by their kind (requests, pictures, redirects) are counted
 * apart, as skipped. */
typedef struct ct_ledger {
    size_t n_items;
    size_t n_reports;
    size_t n_refused;
    size_t n_damaged;
    size_t n_mended;
    size_t n_skipped;
    size_t n_problems; /* that ct_corpus_problem tells: the first 20,000 */
} ct_ledger;

CT_API ct_ledger ct_corpus_ledger(const ct_corpus *corpus);

/* What a problem did. */
enum ct_fault {
    CT_REFUSED, /* an item is no report that can be read */
    CT_DAMAGED, /* part of an archive or stream is lost */
    CT_MENDED   /* a report was read, with repairs: a warning */
};

/* Problem `i` < ledger.n_problems, in the order of reading. `fault` may be NULL. */
CT_API const ct_error *ct_corpus_problem(const ct_corpus *corpus, size_t i, enum ct_fault *fault);

/* Write the ledger to a file, which is replaced whole or not at all: one JSON object with the
 * totals and every problem with file, byte and reason. Errors: CT_ERR_IO, CT_ERR_NOMEM. */
CT_API enum ct_err ct_corpus_save_ledger(const ct_corpus *corpus, const char *path,
                                         ct_error *error);

/* ---- 4 Results: writing them out ---------------------------------------------------------- */

/* The collated accounts of a corpus. */
typedef struct ct_result ct_result;

/* What can be worked out and written. */
enum ct_layer {
    CT_ACCOUNT,
    CT_CONFLICTS,
    CT_STORIES,
    CT_QUOTES,
    CT_NAMES,
    CT_DATES,
    CT_FIGURES,
    CT_EVENTS,
    CT_COPIES
};

/* Annotate every report, find copies, group stories and collate an account of each. The corpus may
 * be added to and collated again afterwards, and must outlive the result. `progress` may be NULL.
 * About 2 ms a report of 5 kB. Errors: CT_ERR_NOMEM, CT_ERR_LIMIT, CT_ERR_CANCEL. */
CT_API enum ct_err ct_corpus_collate(ct_corpus *corpus, ct_progress *progress, void *ctx,
                                     ct_result **out, ct_error *error);
CT_API void ct_result_free(ct_result *result);

/* The same for one layer: only what this layer shows is worked out, which for copies takes a fifth
 * of the time. What the result can write for the layer are the same bytes; other layers that
 * need more than it has are refused (CT_ERR_USAGE), and its views of them are empty. */
CT_API enum ct_err ct_corpus_collate_for(ct_corpus *corpus, enum ct_layer layer,
                                         ct_progress *progress, void *ctx, ct_result **out,
                                         ct_error *error);

/* How it is written. CT_CSV is for layers other than CT_ACCOUNT, CT_HTML for CT_ACCOUNT alone. */
enum ct_format { CT_TEXT, CT_JSON, CT_CSV, CT_HTML };

/* All zero = the defaults. */
typedef struct ct_write_options {
    bool colour;    /* CT_TEXT: ANSI colours */
    unsigned width; /* CT_TEXT: columns, 0 = 80 */
    bool all;       /* also what is left out by default: stories with a single report in full, pairs
                       of copies that a third report explains */
} ct_write_options;

/* Where a survey keeps what it makes of each report. All zero = the defaults. */
typedef struct ct_survey_options {
    const char
        *index;    /* a folder that is made or added to: reports it holds are not worked on again,
                      and what was read survives a kill but for the batch in work. NULL = none;
                      what doesn't fit into memory goes to files in $TMPDIR that end with it */
    size_t memory; /* bytes for records, and for seeds when they are compared; 0 = 1 GiB for the
                      former and no bound for the latter */
    bool records; /* the paths hold lines that ct_corpus_map wrote, in any order, from any number of
                     runs; lines that are damaged become problems of the corpus */
} ct_survey_options;

/* The map step alone: read, and write what a survey would make of each report, as one line whose
 * bytes sort as reports do. Lines of several runs put together are the input of a survey with
 * `records`, which gives the same bytes as one survey of all. Errors: as ct_corpus_extract. */
CT_API enum ct_err ct_corpus_map(ct_corpus *corpus, const char *const *path, size_t n,
                                 ct_write *write, void *ctx, ct_error *error);

/* Read and work out a layer across reports, CT_COPIES or CT_STORIES, for corpora of any size:
 * reports are read as a stream, worked on one by one and let go, so that memory grows with words
 * and not with annotations. The result takes the place of ct_corpus_add_paths and
 * ct_corpus_collate_for, and writes the same bytes for the layer. Ledger and problems of the corpus
 * count what was read. Errors: CT_ERR_USAGE (another layer; another process has the index),
 * CT_ERR_INPUT (the index is damaged or none), CT_ERR_IO, CT_ERR_NOMEM, CT_ERR_LIMIT,
 * CT_ERR_CANCEL. */
CT_API enum ct_err ct_corpus_survey(ct_corpus *corpus, const char *const *path, size_t n,
                                    enum ct_layer layer, const ct_survey_options *options,
                                    ct_progress *progress, void *ctx, ct_result **out,
                                    ct_error *error);

/* Write a layer. `options` may be NULL. Errors: CT_ERR_USAGE (format doesn't fit the layer, or the
 * layer wasn't worked out), CT_ERR_NOMEM, CT_ERR_IO. */
CT_API enum ct_err ct_result_write(const ct_result *result, enum ct_layer layer,
                                   enum ct_format format, const ct_write_options *options,
                                   ct_write *write, void *ctx, ct_error *error);

/* The same into a file, which is replaced whole or not at all. Errors as above; CT_ERR_IO names the
 * path. */
CT_API enum ct_err ct_result_save(const ct_result *result, enum ct_layer layer,
                                  enum ct_format format, const ct_write_options *options,
                                  const char *path, ct_error *error);

/* Write the exact words [from, to) (code points) of report `id` in their paragraph, with the
 * report's hash: text, or JSON with CT_JSON. Errors: CT_ERR_MISSING (no such report, or the range
 * lies outside it), CT_ERR_NOMEM, CT_ERR_IO. */
CT_API enum ct_err ct_result_show(const ct_result *result, const char *id, size_t from, size_t to,
                                  enum ct_format format, const ct_write_options *options,
                                  ct_write *write, void *ctx, ct_error *error);

/* ---- 4 a Duplicates ------------------------------------------------------------------------ */

/* Groups of near-duplicate reports. Two reports are duplicates when the sets of their five-word
 * runs overlap (Jaccard) by a threshold or more. One report of each group is kept, and every other
 * one has been compared with it word by word; reports that are like one another only through a
 * third are not in one group. Words are compared without case, accents and punctuation. */
typedef struct ct_dedup ct_dedup;

/* Which report of a group is kept. */
enum ct_keep {
    CT_KEEP_EARLIEST, /* by time of publication; reports without one come last */
    CT_KEEP_LONGEST,  /* by number of words */
    CT_KEEP_FIRST     /* by order of input; for this choice alone the order of input counts */
};

/* All zero = the defaults. Strings are kept. */
typedef struct ct_dedup_options {
    double threshold; /* in (0, 1]; 0 = 0.8. Of pairs at a threshold of .5, .998 are found, at .3
                         three quarters; what is found is exact for any */
    enum ct_keep keep;
    bool pairs;    /* also find all pairs of duplicates, which can be many */
    const char *a; /* ids or paths of two reports to explain, or NULL */
    const char *b;
    const ct_survey_options *survey; /* keep records as a survey does, in so much memory, in an
                                        index, or from lines of the map step; the order of input
                                        is lost, so CT_KEEP_FIRST is refused. NULL = words of all
                                        reports in memory. Used during the call only */
} ct_dedup_options;

/* Read as ct_corpus_add_paths does and group, keeping no report but its words in four bytes each
 * and some 300 bytes: two million articles take five gigabytes. The ledger and problems of the
 * corpus count what was read; its reports for ct_corpus_collate stay as they are. `options` may be
 * NULL. Errors: CT_ERR_NOMEM, CT_ERR_LIMIT, CT_ERR_CANCEL, CT_ERR_USAGE (threshold, policy); with
 * `survey` also those of ct_corpus_survey. */
CT_API enum ct_err ct_corpus_dedup(ct_corpus *corpus, const char *const *path, size_t n,
                                   const ct_dedup_options *options, ct_dedup **out,
                                   ct_error *error);
CT_API void ct_dedup_free(ct_dedup *dedup);

/* Totals. */
typedef struct ct_dedup_totals {
    size_t n_reports;
    size_t n_kept;
    size_t n_groups;    /* of two reports or more */
    size_t n_identical; /* reports with the very words of an earlier one */
    size_t n_pairs;     /* with options.pairs */
} ct_dedup_totals;

CT_API ct_dedup_totals ct_dedup_count(const ct_dedup *dedup);

enum ct_dedup_part {
    CT_DEDUP_GROUPS, /* CT_JSON, CT_CSV: a line for each report; CT_TEXT: groups of two or more */
    CT_DEDUP_PAIRS,  /* needs options.pairs */
    CT_DEDUP_EXPLAIN /* why options.a and options.b are duplicates or aren't; not CT_CSV */
};

/* Write a part. Errors: CT_ERR_USAGE (part and format don't fit), CT_ERR_MISSING (a report to
 * explain wasn't read), CT_ERR_NOMEM, CT_ERR_IO. */
CT_API enum ct_err ct_dedup_write(const ct_dedup *dedup, enum ct_dedup_part part,
                                  enum ct_format format, ct_write *write, void *ctx,
                                  ct_error *error);

/* Read the same paths again and write the reports that are kept (or, with `removed`, the others) as
 * report lines, in order of input. Standard input can't be read twice. Errors: as
 * ct_corpus_extract, and CT_ERR_INPUT when the number of reports isn't what it was. */
CT_API enum ct_err ct_dedup_emit(const ct_dedup *dedup, ct_corpus *corpus, const char *const *path,
                                 size_t n, bool removed, ct_write *write, void *ctx,
                                 ct_error *error);

/* ---- 5 Results: reports ------------------------------------------------------------------- */

/* One report. Empty strings are unknown values. */
typedef struct ct_report {
    ct_str id;
    ct_str name; /* where it was read: path, or path:line */
    ct_str title;
    ct_str outlet;
    ct_str url;
    ct_str published;
    ct_str author;
    ct_str lang;
    ct_str text;
    char sha256[65]; /* of `text`, lower-case hexadecimal */
    int32_t day;     /* when it was written: days since 1970-01-01, CT_NO_DAY unknown */
    bool day_inferred;
} ct_report;

/* Reports are ordered by id. */
CT_API size_t ct_result_n_reports(const ct_result *result);

/* Report `i` < ct_result_n_reports. O(1). */
CT_API ct_report ct_result_report(const ct_result *result, size_t i);

/* Code points before byte `pos` of the text of report `i`. O(pos). */
CT_API size_t ct_report_chars(const ct_result *result, size_t i, size_t pos);

/* One quotation of a report. */
typedef struct ct_quotation {
    const ct_span *content; /* stretches of the text, in order */
    size_t n_content;
    ct_span cue;    /* empty (from == to) when there's none */
    ct_span source; /* the speaker as written; empty when there's none */
    ct_str speaker; /* the name of who is meant; empty when unknown */
    ct_str type;    /* "direct", "indirect", "mixed" */
    float confidence;
} ct_quotation;

CT_API size_t ct_report_n_quotations(const ct_result *result, size_t report);
CT_API ct_quotation ct_report_quotation(const ct_result *result, size_t report, size_t i);

/* Reports that are tied to one another by copies, over others if need be. */
typedef struct ct_family {
    size_t first; /* the first of its reports */
    size_t n_reports;
    size_t n_outlets; /* a report without an outlet stands for one of its own */
    size_t n_origins; /* independent ones among the reports: texts that no report seen had earlier;
                         reports of which nobody knows who was first count once */
} ct_family;

/* Families of two reports or more, ordered by their first. */
CT_API size_t ct_result_n_families(const ct_result *result);
CT_API ct_family ct_result_family(const ct_result *result, size_t i);

/* ---- 6 Results: stories ------------------------------------------------------------------- */

/* One story and its account. */
typedef struct ct_story {
    ct_str title;
    size_t n_witnesses; /* reports that tell it */
    size_t n_outlets;   /* of these reports; one without an outlet stands for one of its own */
    size_t n_origins;   /* independent ones among the reports, at least: those that have their text
                           from one another, or may have it from one source, count once */
    size_t n_claims;
    size_t n_conflicts;
} ct_story;

/* Stories are ordered by witnesses downwards, then by their earliest report. */
CT_API size_t ct_result_n_stories(const ct_result *result);
CT_API ct_story ct_result_story(const ct_result *result, size_t i);

/* Conflicts of all stories together. */
CT_API size_t ct_result_n_conflicts(const ct_result *result);

/* Report of witness `i` of a story. */
CT_API size_t ct_story_witness(const ct_result *result, size_t story, size_t i);

/* A claim: an utterance, event or figure with the witnesses that carry it. */
typedef struct ct_claim {
    ct_str kind;    /* "utterance", "event", "figure" */
    ct_str text;    /* in the words of its base witness */
    size_t report;  /* of the base witness */
    ct_span at;     /* there */
    ct_str speaker; /* empty when unknown, in balance, or no utterance */
    size_t n_witnesses;
    size_t n_outlets;
    size_t n_origins; /* where it stands in text that was taken over, counts once */
} ct_claim;

CT_API ct_claim ct_story_claim(const ct_result *result, size_t story, size_t i);

/* A conflict: answers of witnesses that can't all be right. */
typedef struct ct_conflict {
    ct_str kind;    /* "speaker", "wording", "date", "figure", "cut" */
    ct_str subject; /* what it is about */
    ct_str reason;  /* why these can't both be right */
    size_t n_sides;
    size_t claim; /* of the story, or SIZE_MAX */
} ct_conflict;

CT_API ct_conflict ct_story_conflict(const ct_result *result, size_t story, size_t i);

/* One answer, and place `k` < n_places where a report gives it. */
typedef struct ct_side {
    ct_str value;
    size_t n_places;
    size_t n_witnesses;
    size_t n_outlets;
    size_t n_origins;
} ct_side;

CT_API ct_side ct_conflict_side(const ct_result *result, size_t story, size_t conflict, size_t i);
CT_API ct_span ct_side_place(const ct_result *result, size_t story, size_t conflict, size_t side,
                             size_t k, size_t *report);

/* ---- 7 Names ------------------------------------------------------------------------------ */

enum ct_entity { CT_PERSON, CT_ORGANISATION, CT_PLACE, CT_OTHER };

/* How likely two names are one person's or organisation's, 0 to 1: transliterations, initials,
 * nicknames, order, titles and misspellings considered. The comparison that joins names across
 * reports. */
CT_API double ct_name_match(ct_str a, ct_str b, enum ct_entity kind);

/* The same for JSON lines {"id", "name1", "name2", "schema"}, schema being "Person" (or absent),
 * "Organization", "Place" or anything else; writes {"id", "score", "match"} a line. Errors:
 * CT_ERR_INPUT (the line is named), CT_ERR_NOMEM, CT_ERR_IO. */
CT_API enum ct_err ct_name_match_file(const char *path, ct_write *write, void *ctx,
                                      ct_error *error);

/* ---- 8 Checking exports ------------------------------------------------------------------- */

/* Re-check every hash, span and quoted word of an export (the JSON or HTML of CT_ACCOUNT).
 * *n_checked (may be NULL) counts the spans. Errors: CT_ERR_MISSING = the check that `error` names
 * failed; CT_ERR_INPUT = not such an export. */
CT_API enum ct_err ct_verify(ct_str bytes, size_t *n_checked, ct_error *error);

/* The same for a file ("-" = standard input). Also CT_ERR_IO. */
CT_API enum ct_err ct_verify_file(const char *path, size_t *n_checked, ct_error *error);

#ifdef __cplusplus
}
#endif

#endif
