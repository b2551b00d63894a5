/* holiday.c - on which day a holiday falls. The rules stand in tables/holidays.inc; Easter is the
 * anonymous Gregorian computus (Meeus, Astronomical Algorithms, ch. 8), exact for every Gregorian
 * year. O(1). Limits: public holidays of English-language news, most of them of the United States;
 * no lunar calendars. */
#include "time/holiday.h"

#include "time/form.h"

enum rule { RULE_DAY, RULE_NTH, RULE_LAST, RULE_EASTER, RULE_AFTER_NTH, RULE_CYBER };

static const struct {
    const char *timex;
    uint8_t month;
    uint8_t rule;
    int8_t a;
    uint8_t b;
} holidays[] = {
    {"", 0, 0, 0, 0},
#define H(name, timex, month, rule, a, b) {timex, month, RULE_##rule, a, b},
#include "time/tables/holidays.inc"
#undef H
};

static int32_t easter(int year) {
    int a = year % 19;
    int b = year / 100;
    int c = year % 100;
    int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    int m = (a + 11 * h + 22 * l) / 451;
    int sum = h + l - 7 * m + 114;
    return day_from_civil(year, sum / 31, sum % 31 + 1);
}

static int32_t nth_weekday(int year, int month, int nth, int weekday) {
    int32_t first = day_from_civil(year, month, 1);
    return first + (weekday - day_weekday(first) + 7) % 7 + 7 * (nth - 1);
}

int32_t holiday_day(unsigned holiday, int year) {
    int month = holidays[holiday].month;
    int a = holidays[holiday].a;
    int b = holidays[holiday].b;
    switch ((enum rule)holidays[holiday].rule) {
    case RULE_DAY:
        return day_from_civil(year, month, a);
    case RULE_NTH:
        return nth_weekday(year, month, a, b);
    case RULE_AFTER_NTH:
        return nth_weekday(year, month, a, b) + 1;
    case RULE_CYBER:
        return nth_weekday(year, month, a, b) + 4;
    case RULE_LAST:
        return nth_weekday(year, month + 1, 1, b) - 7;
    case RULE_EASTER:
        return easter(year) + a;
    }
    return DAY_NONE;
}

const char *holiday_timex(unsigned holiday) {
    return holidays[holiday].timex;
}
