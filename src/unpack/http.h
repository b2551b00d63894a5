/* http.h - an HTTP message as an archive keeps it: its head in slices, its body with all codings
 * undone. */
#ifndef COPYTASTER_UNPACK_HTTP_H
#define COPYTASTER_UNPACK_HTTP_H

#include "base/arena.h"

/* What was odd about a message; none of these is an error. */
enum {
    HTTP_NO_HEAD = 1,     /* no status or request line: all of it is body */
    HTTP_NOT_CHUNKED = 2, /* the head says chunked, the body isn't */
    HTTP_NOT_CODED = 4,   /* a content coding is named that the body doesn't have */
    HTTP_CUT = 8,         /* the body ends early or is damaged: what there is of it */
    HTTP_UNKNOWN = 16     /* a coding that isn't known: the body is left in it */
};

/* Slices of the block; an empty one where there's no such header. The first of several wins. */
struct http_message {
    unsigned status; /* 0 in a request */
    str method;      /* of a request */
    str target;
    str head; /* all header lines */
    str content_type;
    str content_encoding;
    str content_language;
    str transfer_encoding;
    str location;
    str last_modified;
    str date;
    str raw_body; /* as archived */
    str body;     /* codings undone: in the block or in the arena */
    unsigned flags;
};

/* Take the head apart; `body` is `raw_body`. No allocation, can't fail. O(head). */
void http_parse(str block, struct http_message *m);

/* The first header called `name` (letter case aside), trimmed; empty when there's none. O(head). */
str http_header(const struct http_message *m, str name);

/* http_parse, then undo chunked transfer and the content codings gzip, deflate, br and zstd, in
 * whatever number. The body's own magic is believed more than the head: a coding that isn't there
 * is no error, and neither is a body that ends early. ERR_LIMIT when the body is longer than
 * LIMIT_UNPACKED_BYTES or grows like a bomb: *m holds the head then, `body` is empty. ERR_NOMEM.
 * Each told in `e`. Any thread. O(bytes in and out). */
enum err http_decode(arena *a, str block, struct http_message *m, struct error *e);

#endif
