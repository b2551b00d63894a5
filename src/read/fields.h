/* fields.h - which columns or keys of a dump hold what. */
#ifndef COPYTASTER_READ_FIELDS_H
#define COPYTASTER_READ_FIELDS_H

#include "base/str.h"

/* Names of keys; empty = the usual names. */
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

#endif
