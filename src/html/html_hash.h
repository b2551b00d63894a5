/* html_hash.h - the first 16 bytes of a name, lower-cased, as two words: what names are looked up
 * by. Internal to html/. */
#ifndef COPYTASTER_HTML_HTML_HASH_H
#define COPYTASTER_HTML_HTML_HASH_H

#include "html/html_name.h"

struct html_key {
    uint64_t low;
    uint64_t high;
};

/* The slots and keys of tables/name_slots.inc. */
extern const uint8_t html_hash_tag_slots[];
extern const struct html_key html_hash_tag_keys[];
extern const uint16_t html_hash_name_slots[];
extern const struct html_key html_hash_name_keys[];

#include "html/tables/name_factors.inc"

/* Is `name`, longer than 16 bytes, the one that `tag` or `number` stands for? */
bool html_hash_is_tag(enum html_tag tag, str name);
bool html_hash_is_name(enum html_name number, str name);

/* The name whose first 16 bytes, padded with zeros, make `key`, or OTHER. A name with a NUL in it
 * is none: the caller sees to that. O(1) up to 16 bytes. */
static inline enum html_tag html_hash_tag(struct html_key key, str name) {
    uint8_t tag = html_hash_tag_slots[(key.low * TAG_LO + key.high * TAG_HI) >> HASH_SHIFT];
    const struct html_key *known = &html_hash_tag_keys[tag];
    bool fits = known->low == key.low && known->high == key.high &&
                (name.len <= 15 || html_hash_is_tag((enum html_tag)tag, name));
    return fits ? (enum html_tag)tag : HTML_TAG_OTHER;
}

static inline enum html_name html_hash_name(struct html_key key, str name) {
    uint16_t number = html_hash_name_slots[(key.low * NAME_LO + key.high * NAME_HI) >> HASH_SHIFT];
    const struct html_key *known = &html_hash_name_keys[number];
    bool fits = known->low == key.low && known->high == key.high &&
                (name.len <= 15 || html_hash_is_name((enum html_name)number, name));
    return fits ? (enum html_name)number : HTML_NAME_OTHER;
}

#endif
