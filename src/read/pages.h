/* pages.h - a web page -> one report. */
#ifndef COPYTASTER_READ_PAGES_H
#define COPYTASTER_READ_PAGES_H

#include "read/item.h"

/* Add the article of the page, or tell why there is none. */
enum err pages_build(arena *a, const struct item *item, struct read_result *out);

/* Where page metadata was found, as JSON says it: "json_ld", "open_graph", ... */
const char *pages_origin_name(enum page_origin origin);

#endif
