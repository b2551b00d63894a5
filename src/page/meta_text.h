/* meta_text.h - the words of attributes, elements and JSON as metadata has them: references
 * decoded, tags and invisible characters gone, white space evened out. */
#ifndef COPYTASTER_PAGE_META_TEXT_H
#define COPYTASTER_PAGE_META_TEXT_H

#include "base/buf.h"
#include "html/html.h"

/* Clean `raw`, decoding character references up to twice (text is often encoded twice in JSON).
 * Result in `a`; `scratch` is used. Errors: ERR_NOMEM, ERR_LIMIT. O(n). */
enum err meta_text_clean(arena *a, buf *scratch, str raw, str *out);

/* The visible text below `node`, at most about `most` bytes of it, with a space where elements that
 * are no mere style begin and end; not cleaned. Appends to `out`. O(nodes visited). */
enum err meta_text_below(const struct html_tree *t, uint32_t node, size_t most, buf *out);

/* The two together. */
enum err meta_text_of(arena *a, const struct html_tree *t, uint32_t node, size_t most, buf *scratch,
                      str *out);

/* `s` in small letters without diacritics and with single spaces for all that is no letter or
 * digit: the form in which titles and names are compared. ptr NULL: no memory. */
str meta_text_key(arena *a, str s);

#endif
