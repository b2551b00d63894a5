/* fixture_names.h - weak stand-ins for the names of constants of other layers; the library's own
 * win where it has them. */
#ifndef COPYTASTER_TESTS_FIXTURE_NAMES_H
#define COPYTASTER_TESTS_FIXTURE_NAMES_H

#include "account/account.h"

#define STAND_IN(function, type, ...)                        \
    __attribute__((weak)) const char *function(type value);  \
    __attribute__((weak)) const char *function(type value) { \
        static const char *const name[] = {__VA_ARGS__};     \
        return name[value];                                  \
    }

STAND_IN(block_kind_name, enum block_kind, "headline", "paragraph", "dateline", "byline", "caption",
         "embed", "promo", "heading", "list_item", "signature", "transcript", "credit")
STAND_IN(date_basis_name, enum date_basis, "none", "explicit", "metadata", "dateline", "inferred",
         "embed")
STAND_IN(date_type_name, enum date_type, "date", "time", "datetime", "daterange", "timerange",
         "datetimerange", "duration", "set")
STAND_IN(entity_kind_name, enum entity_kind, "person", "organisation", "place", "group", "other")
STAND_IN(event_class_name, enum event_class, "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID",
         "YIELD", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE",
         "COERCE", "ASSAULT", "OTHER")
STAND_IN(event_modality_name, enum event_modality, "asserted", "attributed", "planned", "possible",
         "denied")
STAND_IN(figure_approx_name, enum figure_approx, "exact", "about", "at_least", "at_most",
         "more_than", "less_than", "nearly", "range")
STAND_IN(figure_kind_name, enum figure_kind, "number", "ordinal", "percentage", "currency",
         "dimension", "age", "temperature", "ratio")
STAND_IN(link_kind_name, enum link_kind, "reporter", "carrier", "account", "outlet")
STAND_IN(name_reason_name, enum name_reason, "full", "same", "surname", "acronym", "apposition",
         "role_before", "role_later", "pronoun", "variant", "misspelt", "nickname", "knowledge",
         "unresolved")
STAND_IN(quote_reason_name, enum quote_reason, "cue", "colon", "transcript", "continues",
         "floating", "embed", "none")
STAND_IN(quote_type_name, enum quote_type, "direct", "indirect", "mixed")

__attribute__((weak)) void day_to_civil(int32_t day, int *year, int *month, int *mday);
__attribute__((weak)) void day_to_civil(int32_t day, int *year, int *month, int *mday) {
    *year = 2026; /* February and March alone */
    *month = day < 20513 ? 2 : 3;
    *mday = day < 20513 ? day - 20484 : day - 20512;
}
__attribute__((weak)) uint32_t document_block_at(const struct document *doc, size_t pos);
__attribute__((weak)) uint32_t document_block_at(const struct document *doc, size_t pos) {
    uint32_t found = NONE;
    for (uint32_t i = 0; i < doc->n_blocks && doc->block[i].at.from <= pos; i++) {
        found = i;
    }
    return found;
}

#endif
