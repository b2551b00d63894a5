/* day_parts.h - what the readers of days share: numbers, words of months, what may stand between
 * them, times of day. */
#ifndef COPYTASTER_PAGE_DAY_PARTS_H
#define COPYTASTER_PAGE_DAY_PARTS_H

#include "page/day.h"

/* The run of digits at `pos` as a number (at most 8 of them; 0 when longer); *len = how many. */
int day_parts_digits(str s, size_t pos, size_t *len);

/* Position behind white space (no-break spaces too; at most 64 bytes). */
size_t day_parts_skip_space(str s, size_t pos);

/* Behind "st", "nd", "rd", "th", "er", "º", "." of an ordinal. */
size_t day_parts_skip_ordinal(str s, size_t pos);

/* Behind what may stand between day, month and year: spaces, commas, periods, hyphens, "of", "de",
 * "del". */
size_t day_parts_skip_between(str s, size_t pos);

/* 1-12 when a name of a month begins at `pos`, *to is set behind it; else 0. */
int day_parts_month(str s, size_t pos, size_t *to);

/* The same for the word that ends before `pos`, with spaces or a period between; *from is set to
 * its begin. */
int day_parts_month_before(str s, size_t pos, size_t *from);

/* The month that a whole folded word names, or 0. */
int day_parts_month_of(str word);

/* A time of day with or without zone at `pos`, behind "T", ",", "at", "um", ...: fills the clock
 * fields of `d` and returns the position behind it; `pos` when there's none. */
size_t day_clock_read(str s, size_t pos, struct day *d);

/* Take the time of day of `from`. */
void day_clock_copy(struct day *d, const struct day *from);

/* Seconds or milliseconds since 1970 in digits. */
bool day_clock_from_epoch(str digits, bool milliseconds, struct day *out);

bool day_in_calendar(int year, int month, int mday);

#endif
