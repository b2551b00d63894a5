/* feed_date_parts.h - the two readings of a feed's date. */
#ifndef COPYTASTER_FEED_FEED_DATE_PARTS_H
#define COPYTASTER_FEED_FEED_DATE_PARTS_H

#include <stdbool.h>

#include "base/str.h"

struct feed_date_parts {
    int year, month, day; /* by_year_day: month 1 and the day of the year */
    int hour, minute, second;
    int offset; /* seconds east of UTC */
    bool by_year_day;
};

/* W3CDTF, ISO 8601 and what databases print. False where `s` isn't of that form. */
bool feed_date_numeric(str s, struct feed_date_parts *p);

/* RFC 822 and 850, asctime, and dates in words. */
bool feed_date_words(str s, struct feed_date_parts *p);

/* The month a word names, in any of the languages known; 0 = none. */
int feed_date_month(str word);

/* "+0100", "+01:00", "Z", "EST", "GMT+1": the offset, or false. Empty is UTC. */
bool feed_date_zone(str s, int *offset);

/* "12:56", "12:56:01.5", "12.56.01" with nothing behind it. */
bool feed_date_clock(str s, struct feed_date_parts *p);

/* Hours, minutes and seconds at the start of `s`: the bytes they take, 0 = none. */
size_t feed_date_clock_length(str s, struct feed_date_parts *p);

/* am or pm behind a clock at *pos, which moves past it. */
void feed_date_half_day(str s, size_t *pos, struct feed_date_parts *p);

#endif
