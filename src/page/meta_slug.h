/* meta_slug.h - the headline in the page's address: "/2026/05/kenia-nairobi-von-unten.html". */
#ifndef COPYTASTER_PAGE_META_SLUG_H
#define COPYTASTER_PAGE_META_SLUG_H

#include "base/arena.h"

/* The words of the part of `url` that is most like a headline, as meta_slug_key writes them; empty
 * when no part has three words; ptr NULL: no memory. O(n). */
str meta_slug_find(arena *a, str url);

/* A key of meta_text_key with "ae", "oe" and "ue" as "a", "o" and "u": addresses have "kuehl" where
 * the key of "kühl" is "kuhl". ptr NULL: no memory. O(n). */
str meta_slug_key(arena *a, str key);

/* How like the two are, 0 to 1000: words of both as a share of all (Dice); words of one or two
 * letters and long numbers don't count. O(words x words). */
unsigned meta_slug_likeness(str slug, str key);

#endif
