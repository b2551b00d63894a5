/* Moments: times with and without zone, days, mail dates, and what is none. */
#include "unit.h"

#include "time/moment.h"

static void moments_heed_their_zone(void **state) {
    (void)state;
    static const struct {
        const char *text;
        int64_t moment;
    } row[] = {
        {"1970-01-01T00:00:00Z", 0},
        {"1970-01-01T00:00:00", 0},
        {"1970-01-02 01:02:03", 86400 + 3723},
        {"1970-01-01T02:00:00+02:00", 0},
        {"1970-01-01T02:30+0230", 0},
        {"1969-12-31T19:00:00-05:00", 0},
        {"1970-01-01T05:00:00.250+05", 0},
        {"1970-01-01", 86399},
        {"Thu, 01 Jan 1970 01:00:00 +0100", 0},
        {"Thu, 01 Jan 1970 00:00:10 GMT", 10},
        {"yesterday", MOMENT_NONE},
        {"1970-02-31", MOMENT_NONE},
        {"", MOMENT_NONE},
    };
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        assert_int_equal(moment_read(str_from_cstr(row[i].text)), row[i].moment);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(moments_heed_their_zone)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
