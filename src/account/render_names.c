/* render_names.c - words for constants, one table a kind, in the order of the enum.
 * They are part of the JSON format (docs/account.schema.json): changing one is changing the format.
 */
#include "account/render_names.h"

#include <assert.h>

#define COUNT(table) (sizeof(table) / sizeof *(table))

static const char *at(const char *const *table, size_t n, unsigned i) {
    assert(i < n);
    return table[i];
}

/* Position of the single bit that is set. */
static unsigned bit_index(unsigned one_bit) {
    unsigned i = 0;
    while (one_bit > 1) {
        one_bit >>= 1;
        i++;
    }
    return i;
}

const char *render_names_rendering(enum render_kind kind) {
    static const char *const name[] = {"direct", "indirect", "fragment"};
    return at(name, COUNT(name), kind);
}

const char *render_names_change(enum wording_change one_bit) {
    static const char *const name[] = {"punctuation", "cut",     "elision",
                                       "bracket",     "changed", "meaning"};
    return one_bit == WORDING_SAME ? "same" : at(name, COUNT(name), bit_index(one_bit));
}

const char *render_names_timeline(enum timeline_kind kind) {
    static const char *const name[] = {"event", "saying", "report"};
    return at(name, COUNT(name), kind);
}

const char *render_names_mention(enum mention_kind kind) {
    static const char *const name[] = {"name", "role", "pronoun", "group"};
    return at(name, COUNT(name), kind);
}

const char *render_names_gender(enum gender gender) {
    static const char *const name[] = {"unknown", "male", "female"};
    return at(name, COUNT(name), gender);
}

const char *render_names_grain(enum date_grain grain) {
    static const char *const name[] = {"second",  "minute", "hour",   "daypart", "day",
                                       "weekend", "week",   "month",  "season",  "quarter",
                                       "year",    "decade", "century"};
    return at(name, COUNT(name), grain);
}

const char *render_names_date_mod(enum date_mod mod) {
    static const char *const name[] = {"exact", "approx",    "early",    "mid",
                                       "late",  "before",    "after",    "since",
                                       "until", "less_than", "more_than"};
    return at(name, COUNT(name), mod);
}

const char *render_names_copy(enum copy_kind kind) {
    static const char *const name[] = {"copy", "quote"};
    return at(name, COUNT(name), kind);
}

const char *render_names_copy_reason(enum copy_reason one_bit) {
    static const char *const name[] = {"credit",        "earlier",     "contained",
                                       "innovation",    "common_wire", "tied",
                                       "hidden_source", "address",     "initials"};
    return at(name, COUNT(name), bit_index(one_bit));
}
