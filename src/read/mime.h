/* mime.h - the parts of a message: header fields, encoded words, transfer encodings, the part that
 * holds the text. */
#ifndef COPYTASTER_READ_MIME_H
#define COPYTASTER_READ_MIME_H

#include "base/arena.h"

/* The value of the header field `name` in `head`, unfolded, with encoded words (RFC 2047) decoded,
 * as UTF-8 in `a`; empty when there's none. ERR_NOMEM, ERR_LIMIT. O(head). */
enum err mime_field(arena *a, str head, const char *name, str *out);

/* Where the header of `message` ends and the body begins. */
size_t mime_body_start(str message);

/* The text of a message. */
struct mime_text {
    str text;             /* UTF-8; empty when there's none */
    bool is_markup;       /* HTML */
    size_t n_attachments; /* parts that aren't read */
};

/* Find and decode the text of `message`: its body, or of several parts the first plain text, else
 * the first HTML. Parts inside parts are followed 16 deep. ERR_NOMEM, ERR_LIMIT. O(bytes x depth).
 */
enum err mime_text_find(arena *a, str message, struct mime_text *out);

#endif
