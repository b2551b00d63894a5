/* variant.h - whether two written names are one, and what a joined entity is called. Internal to
 * name/. */
#ifndef COPYTASTER_NAME_VARIANT_H
#define COPYTASTER_NAME_VARIANT_H

#include "name/join.h"

/* NAME_SAME, NAME_VARIANT (sound), NAME_MISSPELT (a slip) or NAME_UNRESOLVED (different) for two
 * folded surnames. */
uint8_t variant_of_surname(str a, str b);

/* The same for two persons with given names; NAME_NICKNAME when only the given names differ in
 * form. */
uint8_t variant_of_full(const struct entity *a, const struct entity *b);

/* Hash of an organisation's folded name without article and legal form. */
uint64_t variant_org_stem(str key);

/* The stem that the acronym of a name of three words or more has, or 0. */
uint64_t variant_org_initials(str name);

/* Fill name, kind, gender, country and variants of `j`, whose forms are set. */
enum err variant_describe(arena *a, arena *tmp, const struct document *const *doc,
                          const struct names *const *names, struct joined *j);

#endif
