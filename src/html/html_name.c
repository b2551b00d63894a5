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

bool html_hash_is_tag(enum html_tag tag, str name) {
    return str_equals_nocase(tags[tag].lower, name);
}

bool html_hash_is_name(enum html_name number, str name) {
    return str_equals_nocase(names[number].lower, name);
}

/* As html_scan_name makes it; a name with a NUL gets a key that none has. */
static struct html_key key_of(str name) {
    uint64_t word[2] = {0, 0};
    for (size_t i = 0; i < name.len && i < 16; i++) {
        unsigned char c = (unsigned char)name.ptr[i];
        c = c >= 'A' && c <= 'Z' ? c + 32 : c == 0 ? 255 : c;
        word[i / 8] |= (uint64_t)c << (i % 8 * 8);
    }
    return (struct html_key){word[0], word[1]};
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
