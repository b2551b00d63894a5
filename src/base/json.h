/* json.h - writes JSON into a buf, one call a value; commas and indentation are its business,
 * escaping too. Foreign text reaches JSON through here and no other way. (json-c reads; writing a
 * tree first would cost a copy of every report.) */
#ifndef COPYTASTER_BASE_JSON_H
#define COPYTASTER_BASE_JSON_H

#include <stdbool.h>

#include "base/buf.h"

enum { JSON_DEPTH = 32 };

struct json {
    buf *out;
    bool pretty; /* two spaces a level and a line a value; otherwise all in one line */
    unsigned depth;
    bool has_items[JSON_DEPTH]; /* whether a comma is due */
};

void json_init(struct json *j, buf *out, bool pretty);

/* Objects and arrays. `key` is NULL inside arrays and at the top. Nesting past JSON_DEPTH is an
 * assertion. */
void json_open_object(struct json *j, const char *key);
void json_close_object(struct json *j);
void json_open_array(struct json *j, const char *key);
void json_close_array(struct json *j);

/* Members (key != NULL) or elements (key == NULL). */
void json_str(struct json *j, const char *key, str value);
void json_cstr(struct json *j, const char *key, const char *value);
void json_uint(struct json *j, const char *key, uint64_t value);
void json_int(struct json *j, const char *key, int64_t value);
void json_double(struct json *j, const char *key,
                 double value); /* shortest form that reads back the same */
void json_bool(struct json *j, const char *key, bool value);
void json_null(struct json *j, const char *key);

/* A value that is JSON already, taken as it is. */
void json_raw(struct json *j, const char *key, str value);

/* The characters of `s` as they stand between two quotation marks of JSON; `s` is valid UTF-8. Also
 * escapes U+2028/9,
 * '<' as \u003c (so that the result may stand inside an HTML script element) and C0/C1 controls. */
void json_escape(buf *out, str s);

#endif
