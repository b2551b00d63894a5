/* feed_date.c - a feed's date -> seconds UTC. Two readings: W3CDTF and its kin (numbers joined by
 * '-', a time behind 'T' or a space), else words in any order, as RFC 822, asctime and what people
 * write have them: day names are passed over, month names are known in several languages, a number
 * is the day or the year by its size and place. Zones by offset or by the names mail knows; an
 * unknown zone counts as UTC. The year must lie between 1 and 9999. */
#include "feed/feed_date.h"

#include <stdio.h>

#include "feed/feed_date_parts.h"

/* Days from 1970-01-01 (Hinnant's days_from_civil). */
static int64_t days_from_civil(int64_t year, int64_t month, int64_t day) {
    year -= month <= 2;
    int64_t era = (year >= 0 ? year : year - 399) / 400;
    int64_t of_era = year - era * 400;
    int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

static void civil_from_days(int64_t days, int64_t *year, int64_t *month, int64_t *day) {
    days += 719468;
    int64_t era = (days >= 0 ? days : days - 146096) / 146097;
    int64_t of_era = days - era * 146097;
    int64_t y = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int64_t of_year = of_era - (365 * y + y / 4 - y / 100);
    int64_t m = (5 * of_year + 2) / 153;
    *day = of_year - (153 * m + 2) / 5 + 1;
    *month = m + (m < 10 ? 3 : -9);
    *year = y + era * 400 + (*month <= 2);
}

static int days_of_month(int year, int month) {
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return days[month - 1] + (month == 2 && leap);
}

static bool is_date(const struct feed_date_parts *p) {
    if (p->year < 1 || p->year > 9999 || p->month < 1 || p->month > 12 || p->day < 1) {
        return false;
    }
    if (p->hour > 24 || p->minute > 59 || p->second > 60) {
        return false;
    }
    return p->day <= (p->by_year_day ? 366 : days_of_month(p->year, p->month));
}

enum err feed_date_read(arena *a, str text, struct feed_date *out) {
    *out = (struct feed_date){.text = str_trim(text), .iso = STR("")};
    struct feed_date_parts p = {0};
    if (!feed_date_numeric(out->text, &p) || !is_date(&p)) {
        p = (struct feed_date_parts){0};
        if (!feed_date_words(out->text, &p) || !is_date(&p)) {
            return ERR_OK;
        }
    }
    int64_t seconds = days_from_civil(p.year, p.month, p.day) * 86400 + p.hour * 3600 +
                      p.minute * 60 + p.second - p.offset;
    int64_t day = seconds >= 0 ? seconds / 86400 : -((-seconds + 86399) / 86400);
    int64_t of_day = seconds - day * 86400;
    int64_t year;
    int64_t month;
    int64_t mday;
    civil_from_days(day, &year, &month, &mday);
    if (year < 1 || year > 9999) {
        return ERR_OK;
    }
    char iso[64];
    int len =
        snprintf(iso, sizeof iso, "%04d-%02d-%02dT%02d:%02d:%02dZ", (int)year, (int)month,
                 (int)mday, (int)(of_day / 3600), (int)(of_day / 60 % 60), (int)(of_day % 60));
    out->unix_time = seconds;
    out->iso = arena_copy(a, str_of(iso, (size_t)len));
    return out->iso.ptr ? ERR_OK : a->last;
}
