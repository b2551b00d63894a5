/* html_name.c - names to numbers by a hash without collisions: two multiplications over the first
 * 16 lower-cased bytes find the only candidate, which is then compared (tables/make_names.py looks
 * for the factors). Longer names are compared to their end. Nothing is allocated. */
#include "html/html_name.h"

#include "html/html_hash.h"
#include "html/tables/name_slots.inc"

struct spelling {
    str lower;
    str foreign;
};

static const struct spelling tags[HTML_TAGS] = {
    {{"", 0}, {"", 0}},
#define ITEM(id, lower, foreign) {{lower, sizeof(lower) - 1}, {foreign, sizeof(foreign) - 1}},
#include "html/tables/tags.inc"
#undef ITEM
};

static const struct spelling names[HTML_NAMES] = {
    {{"", 0}, {"", 0}},
#define ITEM(id, lower, foreign) {{lower, sizeof(lower) - 1}, {foreign, sizeof(foreign) - 1}},
#include "html/tables/names.inc"
#undef ITEM
};

/* Does `name` go on as `known` does behind their equal first 16 bytes? */
static bool tail_fits(str known, str name) {
    return known.len == name.len &&
           (name.len <= 16 ||
            str_equals_nocase(str_slice(known, 16, known.len), str_slice(name, 16, name.len)));
}

static struct html_key key_of(str name) {
    char first[16] = {0};
    for (size_t i = 0; i < name.len && i < sizeof first; i++) {
        char c = name.ptr[i];
        first[i] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
    }
    struct html_key key;
    memcpy(&key.low, first, 8);
    memcpy(&key.high, first + 8, 8);
    return key;
}

enum html_tag html_hash_tag(struct html_key key, str name) {
    uint8_t tag = tag_slots[(key.low * TAG_LO + key.high * TAG_HI) >> HASH_SHIFT];
    bool fits = tag_keys[tag].low == key.low && tag_keys[tag].high == key.high &&
                tail_fits(tags[tag].lower, name);
    return fits ? (enum html_tag)tag : HTML_TAG_OTHER;
}

enum html_name html_hash_name(struct html_key key, str name) {
    uint16_t number = name_slots[(key.low * NAME_LO + key.high * NAME_HI) >> HASH_SHIFT];
    bool fits = name_keys[number].low == key.low && name_keys[number].high == key.high &&
                tail_fits(names[number].lower, name);
    return fits ? (enum html_name)number : HTML_NAME_OTHER;
}

enum html_tag html_tag_of(str name) {
    return html_hash_tag(key_of(name), name);
}

enum html_name html_name_of(str name) {
    return html_hash_name(key_of(name), name);
}

str html_tag_spelling(enum html_tag tag, bool foreign) {
    return foreign ? tags[tag].foreign : tags[tag].lower;
}

str html_name_spelling(enum html_name name, bool foreign) {
    return foreign ? names[name].foreign : names[name].lower;
}
