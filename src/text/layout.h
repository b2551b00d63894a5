/* layout.h - whether a line feed ends a paragraph or only a line: plain text comes in both forms.
 */
#ifndef COPYTASTER_TEXT_LAYOUT_H
#define COPYTASTER_TEXT_LAYOUT_H

#include "text/token.h"

enum layout {
    LAYOUT_LINES,  /* every line is a paragraph; blank lines part them too */
    LAYOUT_WRAPPED /* lines are cut at some width; only blank lines part paragraphs */
};

/* Tell the form of a text from the lengths of its lines and how they end. O(n). */
enum layout layout_of(str text, const struct token *tok, size_t n);

/* Whether a paragraph begins with token `t`. */
static inline bool layout_starts(enum layout layout, const struct token *t) {
    return t->flags & (layout == LAYOUT_LINES ? TOKEN_LINE_START : TOKEN_PARAGRAPH_START);
}

#endif
