/* html_hash.h - the first 16 bytes of a name, lower-cased, as two words: what names are looked up
 * by. Internal to html/. */
#ifndef COPYTASTER_HTML_HTML_HASH_H
#define COPYTASTER_HTML_HTML_HASH_H

#include "html/html_name.h"

struct html_key {
    uint64_t low;
    uint64_t high;
};

/* The name whose first 16 bytes, padded with zeros, make `key`, or OTHER. `name` is asked when it
 * is longer than that. */
enum html_tag html_hash_tag(struct html_key key, str name);
enum html_name html_hash_name(struct html_key key, str name);

#endif
