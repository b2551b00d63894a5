/* render.h - the account for people and machines. Each renderer is a pure function of the accounts:
 * same accounts and options, same bytes. Memory trouble is told by out->failed, as with every
 * writer to a buf. */
#ifndef COPYTASTER_ACCOUNT_RENDER_H
#define COPYTASTER_ACCOUNT_RENDER_H

#include "account/account.h"
#include "base/buf.h"

enum render_layer {
    LAYER_ACCOUNT,
    LAYER_CONFLICTS,
    LAYER_STORIES,
    LAYER_QUOTES,
    LAYER_NAMES,
    LAYER_DATES,
    LAYER_FIGURES,
    LAYER_EVENTS,
    LAYER_COPIES
};

enum render_format { FORMAT_TEXT, FORMAT_JSON, FORMAT_CSV, FORMAT_HTML };

struct render_options {
    bool colour;
    unsigned width; /* columns, 0 = 80; less than 40 is taken as 40 */
    bool all; /* also what is hidden by default: stories with one witness in full, low-confidence
                 quotations */
};

/* Terminal text of a layer. Places stand as REPORT:FROM-TO in code points, the form that
 * `copytaster show` takes. */
void render_text(buf *out, const struct accounts *all, enum render_layer layer,
                 const struct render_options *options);

/* LAYER_ACCOUNT, LAYER_CONFLICTS: one JSON document (schema: docs/account.schema.json). Other
 * layers: JSON lines, one report or one pair (copies) a line; spans in code points and, under names
 * that end in `bytes`, in bytes. Pairs of copies that a third report explains are left out of lines
 * and rows unless options->all; then they name it (`via`). */
void render_json(buf *out, const struct accounts *all, enum render_layer layer,
                 const struct render_options *options);

/* Layers but ACCOUNT: RFC 4180 with a header line. A cell that a spreadsheet would take for a
 * formula (begins with = + - @, tab or carriage return) gets an apostrophe in front. */
void render_csv(buf *out, const struct accounts *all, enum render_layer layer,
                const struct render_options *options);

/* LAYER_ACCOUNT: one self-contained page; the JSON of render_json stands inside it, so that
 * `verify` can check it. */
void render_html(buf *out, const struct accounts *all, const struct render_options *options);

/* The words [from, to) (code points) of one report in their paragraph, with the hash of the report:
 * FORMAT_TEXT or FORMAT_JSON. ERR_MISSING when the range lies outside the report or is empty. */
enum err render_show(buf *out, const struct notes *notes, size_t from, size_t to,
                     enum render_format format, const struct render_options *options,
                     struct error *e);

/* Re-check an export (JSON, or HTML with the JSON inside): hashes, spans, quoted words. The first
 * that fails is told in `e` with its path (ERR_MISSING = a check failed; ERR_INPUT = not an
 * export). *n_checked counts spans. O(bytes). */
enum err render_verify(str bytes, size_t *n_checked, struct error *e);

/* Foreign text for a terminal, on one line: control and format characters (ANSI escapes, bidi
 * controls, line and paragraph separators) become visible, as <U+202E>; a run of blanks and line
 * ends becomes one space. Nothing foreign reaches a terminal by another way. `s` is valid UTF-8. */
void render_escape_terminal(buf *out, str s);

#endif
