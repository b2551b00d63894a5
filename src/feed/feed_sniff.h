/* feed_sniff.h - what a root element or the start of a file says about the kind of a feed. */
#ifndef COPYTASTER_FEED_FEED_SNIFF_H
#define COPYTASTER_FEED_FEED_SNIFF_H

#include "feed/feed.h"

/* The kind that an element of that name (prefix allowed) is the root of, or false. */
bool feed_sniff_root(str name, enum feed_kind *kind);

/* An object whose version is an address at jsonfeed.org. */
bool feed_sniff_is_json(str s);

#endif
