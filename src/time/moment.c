/* moment.c - day and clock by day.c, the zone by its sign behind the clock. A zone with a name
 * other than UTC's (as in old mails) counts as UTC: at most some hours wrong. */
#include "time/moment.h"

#include "time/form.h"

enum { DAY_SECONDS = 86400 };

/* Two digits at `pos`, or -1. */
static int two_digits(str s, size_t pos) {
    if (pos + 2 > s.len || s.ptr[pos] < '0' || s.ptr[pos] > '9' || s.ptr[pos + 1] < '0' ||
        s.ptr[pos + 1] > '9') {
        return -1;
    }
    return (s.ptr[pos] - '0') * 10 + (s.ptr[pos + 1] - '0');
}

/* Seconds that the zone "+02:00", "-0530", "+02" behind the clock is ahead of UTC. */
static int64_t zone_ahead(str s) {
    size_t pos = str_find(s, STR(":"), 0);
    while (pos < s.len && s.ptr[pos] != '+' && s.ptr[pos] != '-') {
        pos++;
    }
    if (pos >= s.len) {
        return 0;
    }
    int hours = two_digits(s, pos + 1);
    size_t behind = pos + 3 + (pos + 3 < s.len && s.ptr[pos + 3] == ':');
    int minutes = two_digits(s, behind);
    int64_t ahead = (hours < 0 ? 0 : hours) * 3600 + (minutes < 0 ? 0 : minutes) * 60;
    return s.ptr[pos] == '-' ? -ahead : ahead;
}

int64_t moment_read(str s) {
    int32_t second;
    int32_t day = day_from_moment(s, &second);
    if (day == DAY_NONE) {
        return MOMENT_NONE;
    }
    int64_t midnight = (int64_t)day * DAY_SECONDS;
    return second < 0 ? midnight + DAY_SECONDS - 1 : midnight + second - zone_ahead(s);
}
