/* dates.h - time expressions: where they stand and what they mean (ISO 8601, TIMEX3). */
#ifndef COPYTASTER_TIME_DATES_H
#define COPYTASTER_TIME_DATES_H

#include "read/document.h"

enum date_type {
    DATE_DATE,
    DATE_TIME,
    DATE_DATETIME,
    DATE_DATERANGE,
    DATE_TIMERANGE,
    DATE_DATETIMERANGE,
    DATE_DURATION,
    DATE_SET
};

enum date_grain {
    GRAIN_SECOND,
    GRAIN_MINUTE,
    GRAIN_HOUR,
    GRAIN_DAYPART,
    GRAIN_DAY,
    GRAIN_WEEKEND,
    GRAIN_WEEK,
    GRAIN_MONTH,
    GRAIN_SEASON,
    GRAIN_QUARTER,
    GRAIN_YEAR,
    GRAIN_DECADE,
    GRAIN_CENTURY
};

enum date_mod {
    DATE_EXACT,
    DATE_APPROX,
    DATE_EARLY,
    DATE_MID,
    DATE_LATE,
    DATE_BEFORE,
    DATE_AFTER,
    DATE_SINCE,
    DATE_UNTIL,
    DATE_LESS_THAN,
    DATE_MORE_THAN
};

/* How the value became absolute. */
enum date_basis {
    BASIS_NONE,     /* it isn't: no anchor is known, or a duration/set */
    BASIS_EXPLICIT, /* the words give year, month and day (or the whole of the value) */
    BASIS_METADATA, /* relative to `published` */
    BASIS_DATELINE, /* relative to the date in the dateline or report text */
    BASIS_INFERRED, /* relative to a date inferred inside the story (marked so everywhere) */
    BASIS_EMBED     /* relative to the date of the embedded post it stands in */
};

/* Tense of the clause the expression stands in: decides which Monday "Monday" is. */
enum date_tense { TENSE_UNKNOWN, TENSE_PAST, TENSE_PAST_PERFECT, TENSE_PRESENT, TENSE_FUTURE };

#define DAY_NONE INT32_MIN

struct date_form;

struct date {
    struct span at;
    uint32_t tok_from;
    uint32_t tok_to;
    uint8_t type;
    uint8_t grain;
    uint8_t mod;
    uint8_t basis;
    uint8_t tense;
    bool open_from; /* interval without a beginning: until Friday */
    bool open_to;   /* interval without an end: since Feb 24 */
    str timex;      /* TIMEX3 value before anchoring: "XXXX-WXX-5", "2022-03-04", "P3D" */
    str value; /* ISO 8601 after anchoring: "2022-03-04", "2022-02-24/.."; empty while unknown */
    int32_t first_day; /* days since 1970-01-01 that the value covers, inclusive; DAY_NONE while */
    int32_t last_day;  /* unknown and at an open end */
    const struct date_form *form; /* what the words say before anchoring; private to time/ */
};

/* When a report was written, if known. */
struct anchor {
    int32_t day; /* days since 1970-01-01, DAY_NONE unknown */
    uint8_t basis;
    int32_t second; /* of the day, -1 unknown: "in five minutes" needs it */
    struct span at; /* BASIS_DATELINE: the words */
    str reason;     /* BASIS_INFERRED: why, in words */
};

struct dates {
    struct date *date; /* text order */
    size_t n;
    struct anchor anchor; /* from this report alone */
};

struct date_lexicon;
enum err date_lexicon_new(arena *a, const struct date_lexicon **out);

/* Find the expressions of a report, find its anchor (metadata, else dateline or a date beside its
 * first weekday, "Friday (Mar 4)"), and resolve what can be. O(tokens). */
enum err dates_find(arena *a, const struct date_lexicon *lex, const struct document *doc,
                    struct dates *out);

/* Resolve again relative to `anchor` (found inside the story); values with a basis of their own
 * stay. Strings in `a`. */
enum err dates_resolve(arena *a, const struct document *doc, const struct anchor *anchor,
                       struct dates *d);

/* Civil calendar (proleptic Gregorian). day_weekday: 1 = Monday ... 7 = Sunday. */
int32_t day_from_civil(int year, int month, int day);
void day_to_civil(int32_t day, int *year, int *month, int *mday);
int day_weekday(int32_t day);

/* Read ISO 8601 ("2022-03-04", "2022-03-04T10:00:00Z") and RFC 2822 dates; DAY_NONE when it's
 * neither or not in the calendar. */
int32_t day_from_string(str s);

const char *date_type_name(enum date_type type);
const char *date_basis_name(enum date_basis basis);

#endif
