/* byline.h - the names in a byline: "By Ann Lee and Bo Fox, staff writers | 3 May 2020". */
#ifndef COPYTASTER_PAGE_BYLINE_H
#define COPYTASTER_PAGE_BYLINE_H

#include "page/meta_label.h"

enum { BYLINE_NAMES = 16 };

/* Cut `s` (clean UTF-8) into names: labels before them, days, addresses, handles, roles and what
 * stands behind a bar are left out. Names are slices of `s`. Returns how many (at most
 * BYLINE_NAMES). `labels`: see meta_label_init. `is_list`: the text comes from a place that holds
 * names only, so that a single word or a long name counts too. O(n). */
size_t byline_names(const struct meta_label_index *labels, str s, bool is_list,
                    str name[BYLINE_NAMES]);

/* Whether the first word of a name is a common given name. O(log names). */
bool byline_has_given_name(str name);

#endif
