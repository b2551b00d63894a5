/* http_body.h - the second half of http_decode. */
#ifndef COPYTASTER_UNPACK_HTTP_BODY_H
#define COPYTASTER_UNPACK_HTTP_BODY_H

#include "unpack/http.h"

/* Undo the codings of m->raw_body, which http_parse found, into m->body. As http_decode. */
enum err http_body_decode(arena *a, struct http_message *m, struct error *e);

#endif
