/* feed_encoding.h - what encoding a feed declares, and whether that is true. */
#ifndef COPYTASTER_FEED_FEED_ENCODING_H
#define COPYTASTER_FEED_FEED_ENCODING_H

#include "feed/feed.h"

/* Set out->declared, and out->bozo where the bytes aren't what was declared or their type isn't one
 * of XML or JSON. out->decoded is filled. O(n). */
void feed_encoding_check(str content_type, struct feed *out);

#endif
