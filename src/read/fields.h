/* fields.h - which keys of report lines, or columns of a table, hold what. */
#ifndef COPYTASTER_READ_FIELDS_H
#define COPYTASTER_READ_FIELDS_H

#include "base/str.h"

/* Names as the user gave them; empty = the usual names. Keys inside objects are written with dots:
 * "article.body". */
struct read_fields {
    str id;
    str text;
    str title;
    str outlet;
    str url;
    str published;
    str author;
    str lang;
};

enum field_kind {
    FIELD_ID,
    FIELD_TEXT,
    FIELD_TITLE,
    FIELD_OUTLET,
    FIELD_URL,
    FIELD_PUBLISHED,
    FIELD_AUTHOR,
    FIELD_LANG,
    FIELD_KINDS /* none of them */
};

/* What `key` holds, letter case aside: by the name that `f` gives, else by the usual names, of
 * which the first ("text") has *rank 0 and is exact, and others ("body", "content") come behind it:
 * of several keys for one field the lowest rank counts. O(usual names). */
enum field_kind fields_find(const struct read_fields *f, str key, unsigned *rank);

/* The name the user gave for a field; empty = none. */
str fields_given(const struct read_fields *f, enum field_kind kind);

#endif
