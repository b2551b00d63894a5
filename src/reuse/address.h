/* address.h - whose address a report gives: a syndicated page names the page it was taken from. */
#ifndef COPYTASTER_REUSE_ADDRESS_H
#define COPYTASTER_REUSE_ADDRESS_H

#include "base/arena.h"

enum { ADDRESS_MOST = 253 }; /* bytes of a host */

/* The letters and digits of the host of `url`, folded, without "www": "thequaycouk"; empty when
 * there is none. In `a`; .ptr is NULL when memory is short. */
str address_site(arena *a, str url);

/* Whether the site is that of the folded outlet: begins with its letters and digits, an article
 * left out or not. O(length). */
bool address_names(str site, str outlet);

#endif
