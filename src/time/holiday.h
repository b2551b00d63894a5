/* holiday.h - the holidays of tables/holidays.inc by number. */
#ifndef COPYTASTER_TIME_HOLIDAY_H
#define COPYTASTER_TIME_HOLIDAY_H

#include <stdint.h>

enum holiday {
    HOLIDAY_NONE,
#define H(name, timex, month, rule, a, b) HOLIDAY_##name,
#include "time/tables/holidays.inc"
#undef H
    HOLIDAY_KINDS
};

#endif
