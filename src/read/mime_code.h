/* mime_code.h - transfer encodings of mail, undone. */
#ifndef COPYTASTER_READ_MIME_CODE_H
#define COPYTASTER_READ_MIME_CODE_H

#include "base/arena.h"

enum mime_code {
    MIME_PLAIN,
    MIME_QUOTED,      /* quoted-printable (RFC 2045, 6.7) */
    MIME_QUOTED_WORD, /* the same in a header: "_" is a space */
    MIME_BASE64
};

/* The bytes behind `s`; what breaks the rules is taken as it stands. In `a`, or `s` itself. O(n).
 */
enum err mime_code_undo(arena *a, str s, enum mime_code code, str *out);

/* Bytes in the encoding with this label (empty = unknown) as UTF-8; binary data gives an empty
 * text. O(n). */
enum err mime_code_text(arena *a, str bytes, str label, str *out);

#endif
