/* day.h - days and moments as pages write them: ISO 8601 and its dialects, RFC 822, ctime, epoch
 * seconds, 20200102, 2.1.2020, "2 January 2020", "le 1er mars 2021", 2020年1月2日, and in
 * addresses. */
#ifndef COPYTASTER_PAGE_DAY_H
#define COPYTASTER_PAGE_DAY_H

#include "base/arena.h"

/* Which of two numbers is the day, where only the language tells: 3/4/2020. */
enum day_order {
    DAY_FIRST,
    DAY_MONTH_FIRST, /* but not with periods: 3.4.2020 */
    DAY_MONTH_FIRST_ALWAYS
};

enum day_form {
    DAY_ISO,    /* year first, in digits, or an epoch */
    DAY_DIGITS, /* year last */
    DAY_WRITTEN /* the month is a word */
};

/* A day of the calendar, perhaps with a time of day. */
struct day {
    int16_t year;
    uint8_t month; /* 1-12 */
    uint8_t mday;
    uint8_t hour;
    uint8_t minute;
    uint8_t second;
    uint8_t form; /* enum day_form */
    bool has_time;
    bool has_zone;
    bool has_month_only;  /* mday was not given and is 1 (addresses: /2019/05/) */
    bool is_ambiguous;    /* day and month could be exchanged */
    bool is_month_first;  /* of DAY_DIGITS: the month was written first */
    int16_t zone_minutes; /* east of UTC */
    struct span at;       /* in the string it was read from */
};

/* The first day written in `s` at or after `from`. Of a day without a year nothing is said. O(s).
 */
bool day_find(str s, size_t from, enum day_order order, struct day *out);

/* The value of an attribute or of structured data: the same, but also epoch seconds and
 * milliseconds and 20200102. O(s). */
bool day_read(str s, enum day_order order, struct day *out);

/* The day in an address: /2020/01/02/, /2020-01-02-, /2020/jan/02/, 20200102, or only year and
 * month: /2020/01/. */
bool day_find_in_url(str url, struct day *out);

/* Whether a page can be of that day: from 1990 on, in the calendar, at most one day after
 * `fetched` (seconds UTC; 0 = unknown: not after 2100). */
bool day_is_plausible(const struct day *d, int64_t fetched);

/* Days since 1970-01-01 of the day as written. */
int32_t day_number(const struct day *d);

/* ISO 8601: "2020-01-02", "2020-01-02T10:12:00", with "+01:00" or "Z" when the zone is known. ptr
 * NULL when there's no memory. */
str day_write(arena *a, const struct day *d);

#endif
