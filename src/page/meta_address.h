/* meta_address.h - addresses of a page: made absolute, and their top-level domain. */
#ifndef COPYTASTER_PAGE_META_ADDRESS_H
#define COPYTASTER_PAGE_META_ADDRESS_H

#include "base/arena.h"

/* `reference` as seen from `base` (may be empty): absolute with http or https, or empty when it
 * can't be made so. "../" isn't resolved. Errors: ERR_NOMEM, ERR_LIMIT. */
enum err meta_address_resolve(arena *a, str base, str reference, str *out);

/* The last label of the host ("uk"); empty when there's none. */
str meta_address_domain(str url);

#endif
