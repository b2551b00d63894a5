/* render_sheet.h - lines of a terminal: styled words collected, wrapped by display width, written.
 */
#ifndef COPYTASTER_ACCOUNT_RENDER_SHEET_H
#define COPYTASTER_ACCOUNT_RENDER_SHEET_H

#include "account/render.h"

/* What a piece of text is; the colours follow from it. */
enum sheet_style {
    STYLE_PLAIN,
    STYLE_BOLD,   /* titles, names */
    STYLE_DIM,    /* places, small print */
    STYLE_HEAD,   /* heading of a section */
    STYLE_ALARM,  /* a conflict */
    STYLE_CARE,   /* inferred, undetermined, changed */
    STYLE_LETTER, /* letter of a witness */
    STYLE_MARK,   /* the words pointed at */
    STYLE_KINDS
};

/* A paragraph is collected by _words, _cstr and _space, and written by _end or _end_with. */
struct render_sheet {
    buf *out;
    buf line; /* escaped text; bytes 1 ... STYLE_KINDS switch to the style before */
    bool colour;
    unsigned width;
};

void render_sheet_open(struct render_sheet *s, buf *out, const struct render_options *options);
void render_sheet_close(struct render_sheet *s);

/* Append foreign text (escaped), or our own (as it is). */
void render_sheet_words(struct render_sheet *s, enum sheet_style style, str words);
void render_sheet_own(struct render_sheet *s, enum sheet_style style, str words);
void render_sheet_cstr(struct render_sheet *s, enum sheet_style style, const char *words);

/* Write the paragraph: its first line begins at column `first`, the others at `indent`; blanks at
 * its ends are dropped. */
void render_sheet_end(struct render_sheet *s, unsigned first, unsigned indent);

/* The same, with `tail` (foreign, dim) at the right margin, on the last line if it fits there, else
 * on a line of its own. */
void render_sheet_end_with(struct render_sheet *s, unsigned first, unsigned indent, str tail);

void render_sheet_blank(struct render_sheet *s);

/* A heading, followed by `note` in plain text, after a blank line. */
void render_sheet_heading(struct render_sheet *s, enum sheet_style style, const char *heading,
                          const char *note);

/* Columns that escaped text takes on a terminal: wide characters two, combining ones none. */
size_t render_sheet_columns(str escaped);

/* The longest prefix of `escaped` that takes at most `columns`, broken before a blank if there's
 * one; at least one character. *skip = the bytes of blanks and styles behind it. Style bytes take
 * no room.
 */
size_t render_sheet_break(str escaped, size_t columns, size_t *skip);

/* Write escaped text with its style bytes turned into colours; *style is the one it begins and ends
 * with. */
void render_sheet_write(struct render_sheet *s, str escaped, enum sheet_style *style);

#endif
