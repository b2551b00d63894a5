/* responses.h - an HTTP response of an archive -> the reports in its body. */
#ifndef COPYTASTER_READ_RESPONSES_H
#define COPYTASTER_READ_RESPONSES_H

#include "read/item.h"

/* Undo the codings of the response, look what its body is, and add its reports; what is no page by
 * its kind (redirects, errors, pictures, scripts) is counted as skipped. */
enum err responses_build(arena *a, const struct item *item, struct read_result *out);

#endif
