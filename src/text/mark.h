/* mark.h - quotation marks paired: which stretch of the text stands between which marks. */
#ifndef COPYTASTER_TEXT_MARK_H
#define COPYTASTER_TEXT_MARK_H

#include "text/token.h"

enum mark_style {
    MARK_STRAIGHT,
    MARK_CURLY,
    MARK_SINGLE,
    MARK_SINGLE_CURLY,
    MARK_GUILLEMET,
    MARK_LOW,
    MARK_BACKTICK
};

enum quoted_flag {
    QUOTED_UNCLOSED = 1,    /* no closing mark was found; it ends with its paragraph, the stretch
                             * around it, or    where the next mark of its style opens */
    QUOTED_CONTINUES = 2,   /* left open at the end of its paragraph because `next` goes on */
    QUOTED_CONTINUATION = 4 /* the paragraph after one with QUOTED_CONTINUES */
};

/* One stretch between marks, inside one paragraph; never empty. `inner` runs from its first to its
 * last token. */
struct quoted {
    struct span outer; /* with the marks */
    struct span inner; /* without them */
    uint32_t tok_from; /* tokens of `inner` */
    uint32_t tok_to;
    uint32_t next;      /* the piece that continues it in the next paragraph, or UINT32_MAX */
    uint32_t outermost; /* the stretch of depth 0 that holds it (itself at depth 0) */
    uint8_t style;
    uint8_t depth; /* 0 = outermost */
    uint8_t flags;
};

/* Pair the marks of a text, in order of outer.from. Paragraph by paragraph, so that a bad mark
 * never spoils the next one; straight marks are told open from close by their neighbours,
 * apostrophes from single marks by their words. A mark left open is closed at the end of its
 * paragraph (QUOTED_UNCLOSED), or continued when the next paragraph begins with an opening mark of
 * the same style. O(n). Errors: ERR_NOMEM, ERR_LIMIT. */
enum err mark_pair(arena *a, str text, const struct token *tok, size_t n_tok, struct quoted **out,
                   size_t *n);

/* The outermost stretch whose outer span covers byte `pos`, or UINT32_MAX. O(log n). */
uint32_t mark_covering(const struct quoted *q, size_t n, size_t pos);

#endif
