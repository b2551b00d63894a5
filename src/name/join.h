/* join.h - the entities of several reports that are the same person, organisation or place. */
#ifndef COPYTASTER_NAME_JOIN_H
#define COPYTASTER_NAME_JOIN_H

#include "name/names.h"

/* One entity of one report inside a joined one. */
struct joined_form {
    uint32_t report; /* index into the array given to name_join */
    uint32_t entity; /* of that report */
    uint8_t reason; /* NAME_SAME, NAME_SURNAME, NAME_VARIANT, NAME_MISSPELT, NAME_ROLE_LATER, ... */
};

struct joined {
    str name; /* the best-attested full form (most reports, then most mentions, then bytewise) */
    uint8_t kind;
    uint8_t gender;
    uint16_t country;
    const struct joined_form *form; /* ordered by report, entity */
    size_t n_forms;
    const str *variant; /* surnames or whole names written otherwise, bytewise order, without `name`
                           itself */
    const uint8_t *variant_reason; /* NAME_VARIANT or NAME_MISSPELT, ... */
    size_t n_variants;
};

struct name_join {
    const struct joined *entity;
    size_t n;
    const uint32_t *const *of; /* of[report][entity] = index into `entity` */
};

/* Join the entities of the reports of one story. Variants: transliteration folding and doubled
 * letters; misspellings: edit distance 1, length >= 5, same role or same given name or the same
 * quotation beside it, and never when one report uses both forms for two people. The result doesn't
 * depend on the order of reports but for indexes. Also resolves a role that only another report
 * names, when role and country agree and one person alone holds it in the story. O(entities log
 * entities). */
enum err name_join(arena *a, const struct document *const *doc, const struct names *const *names,
                   size_t n, struct name_join *out);

/* Whether two names (without reports around them) may be one person's or organisation's: 0 to 1.
 * For `names --match` and the pair evaluation; name_join uses the same comparison. */
double name_match(str a, str b, enum entity_kind kind);

#endif
