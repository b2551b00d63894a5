/* Dates of feeds in the forms they come in. */
#include "unit.h"

#include "feed/feed_date.h"

static const struct {
    const char *text;
    const char *iso;
} cases[] = {
    /* RFC 822 and what passes for it */
    {"Thu, 01 Jan 2004 19:48:21 GMT", "2004-01-01T19:48:21Z"},
    {"Thu, 5 Apr 2012 10:00:00 +0200", "2012-04-05T08:00:00Z"},
    {"01 Jan 2004 19:48 EST", "2004-01-02T00:48:00Z"},
    {"Thu, 01 Jan 04 19:48:21 PDT", "2004-01-02T02:48:21Z"},
    {"Thu,  1 January 2004 19:48:21 -0330 (NST)", "2004-01-01T23:18:21Z"},
    {"Fri, 02 Jan 2026 10:00:00 GMT+0200", "2026-01-02T08:00:00Z"},
    {"Sun, 06 Nov 1994 08:49:37 Etc/GMT", "1994-11-06T08:49:37Z"},
    {"Sunday, 06-Nov-94 08:49:37 GMT", "1994-11-06T08:49:37Z"},
    {"Jan 2, 2026 3:04 PM", "2026-01-02T15:04:00Z"},
    {"2nd January 2026", "2026-01-02T00:00:00Z"},
    /* asctime, Perforce */
    {"Sun Jan  4 16:29:06 2004", "2004-01-04T16:29:06Z"},
    {"Sun Jan 04 16:29:06 PDT 2004", "2004-01-04T23:29:06Z"},
    {"Fri, 2006/09/15 08:19:53 EDT", "2006-09-15T12:19:53Z"},
    /* W3CDTF and its kin */
    {"2003-12-31T10:14:55Z", "2003-12-31T10:14:55Z"},
    {"2003-12-31T10:14:55.123-08:00", "2003-12-31T18:14:55Z"},
    {"2003-12-31T10:14", "2003-12-31T10:14:00Z"},
    {"2003-12-31", "2003-12-31T00:00:00Z"},
    {"2003-12", "2003-12-01T00:00:00Z"},
    {"2003", "2003-01-01T00:00:00Z"},
    {"2003-365", "2003-12-31T00:00:00Z"},
    {"20031231", "2003-12-31T00:00:00Z"},
    {"03-12-31", "2003-12-31T00:00:00Z"},
    {"2004-07-08 23:56:58.0", "2004-07-08T23:56:58Z"},
    {"2026-01-02 03:04:05 +0000 UTC", "2026-01-02T03:04:05Z"},
    {"2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z"},
    /* national forms */
    {"\xce\x9a\xcf\x85\xcf\x81, 11 \xce\x99\xce\xbf\xcf\x8d\xce\xbb 2004 12:00:00 EST",
     "2004-07-11T17:00:00Z"},
    {"2004-j\xc3\xbalius-13T9:15-05:00", "2004-07-13T14:15:00Z"},
    {"2004\xeb\x85\x84 05\xec\x9b\x94 28\xec\x9d\xbc 01:31:15", "2004-05-27T16:31:15Z"},
    {"2004-05-25 \xec\x98\xa4\xed\x9b\x84 11:23:17", "2004-05-25T14:23:17Z"},
    /* what is no date */
    {"31 Feb 2026", ""},
    {"2026-02-30", ""},
    {"tomorrow", ""},
    {"", ""},
    {"99999999999999999999", ""},
};

static void forms(void **state) {
    (void)state;
    arena a;
    arena_init(&a, 0);
    size_t n_wrong = 0;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct feed_date date;
        assert_int_equal(feed_date_read(&a, str_from_cstr(cases[i].text), &date), ERR_OK);
        str iso = arena_copy(&a, date.iso); /* with a NUL behind it */
        if (!str_equals(iso, str_from_cstr(cases[i].iso))) {
            print_error("%s: %s, not %s\n", cases[i].text, iso.ptr, cases[i].iso);
            n_wrong++;
        }
    }
    assert_int_equal(n_wrong, 0);
    arena_done(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(forms)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
