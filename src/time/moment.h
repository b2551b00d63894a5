/* moment.h - when something was published, as one number. */
#ifndef COPYTASTER_TIME_MOMENT_H
#define COPYTASTER_TIME_MOMENT_H

#include "base/str.h"

#define MOMENT_NONE INT64_MIN

/* Seconds since 1970-01-01 UTC of an ISO 8601 or RFC 2822 time; its zone is heeded, none is UTC. A
 * day without a clock time is taken as its last second, so that what is known to lie within the day
 * comes before it. MOMENT_NONE when it is no such time. */
int64_t moment_read(str s);

#endif
