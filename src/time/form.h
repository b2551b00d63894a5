/* form.h - what a time expression says, before anyone knows when it was said. Private to time/. */
#ifndef COPYTASTER_TIME_FORM_H
#define COPYTASTER_TIME_FORM_H

#include "text/number.h"
#include "text/phrase.h"
#include "time/dates.h"

enum { YEAR_NONE = INT16_MIN, CLOCK_NONE = -1, FORM_DEPTH = 4 };

enum form_kind { FORM_NONE, FORM_POINT, FORM_RANGE, FORM_DURATION, FORM_SET };

/* How the days of a FORM_POINT are named. Fields in brackets are used. */
enum form_base {
    BASE_NONE, /* a time of day alone */
    BASE_NOW,
    BASE_CIVIL,      /* [year month mday weekday], any may be missing */
    BASE_WEEKDAY,    /* [weekday]: which one, tense decides; [mday] "Friday the 13th" */
    BASE_WEEKDAY_OF, /* [weekday offset]: that weekday of the week that is `offset` weeks away;
                        last, next, this Friday */
    BASE_SHIFT,      /* [length]: that far from now: yesterday, 3 days ago, in two weeks */
    BASE_UNIT,    /* [unit offset]: the calendar unit so many from the present one: this week, last
                     month, next summer */
    BASE_ROLLING, /* [length offset]: the last (offset < 0) or next three months */
    BASE_REST,    /* [unit]: later (offset > 0) or earlier (< 0) this week */
    BASE_HOLIDAY, /* [holiday year] */
    BASE_NTH, /* [nth unit weekday count] of inner: third week of May, last Monday of next month */
    BASE_WEEK_OF, /* the week of inner */
    BASE_FROM,    /* [length] after inner (before it when negative) */
    BASE_DECADE,  /* [year]; 90 when the century isn't said */
    BASE_CENTURY, /* [nth] */
    BASE_SEASON   /* [nth year]; nth 0 = spring */
};

enum form_unit {
    UNIT_SECOND,
    UNIT_MINUTE,
    UNIT_HOUR,
    UNIT_DAY,
    UNIT_WORKDAY,
    UNIT_NIGHT,
    UNIT_WEEKEND,
    UNIT_WEEK,
    UNIT_FORTNIGHT,
    UNIT_MONTH,
    UNIT_SEASON,
    UNIT_QUARTER,
    UNIT_YEAR,
    UNIT_DECADE,
    UNIT_CENTURY,
    UNIT_KINDS
};

enum form_part { PART_WHOLE, PART_START, PART_MID, PART_END };

enum daypart {
    DAYPART_NONE,
    DAYPART_MORNING,
    DAYPART_AFTERNOON,
    DAYPART_EVENING,
    DAYPART_NIGHT,
    DAYPART_DAYTIME,
    DAYPART_BREAKFAST,
    DAYPART_LUNCH,
    DAYPART_DINNER,
    DAYPART_DAWN,
    DAYPART_DUSK
};

/* A length of time: years and months don't mix with days, so all are kept. Negative = backwards. */
struct form_length {
    double n[UNIT_KINDS];
    uint8_t vague; /* several, a few: the number isn't known */
};

struct date_form {
    uint8_t kind;
    uint8_t base;
    uint8_t unit;
    uint8_t part;
    uint8_t mod;
    uint8_t daypart;
    uint8_t holiday;
    uint8_t month;
    uint8_t mday;
    uint8_t weekday;
    bool half_day;  /* the hour may be of the morning or the evening */
    bool bare;      /* nothing but its place says that the hour is one */
    bool strict;    /* "On Monday, he had said": not the day of the report itself */
    bool past;      /* since, ago: the past whatever the tense */
    bool within;    /* "in two weeks": the future, but a length in a clause of the past */
    bool narrative; /* "a day earlier": counted from the date told before it */
    uint8_t fiscal; /* 1 fiscal, 2 school year */
    int8_t hour;
    int8_t minute;
    int8_t second;
    int16_t year;
    int16_t nth;   /* -1 = last */
    int16_t count; /* first two weeks of */
    int32_t offset;
    struct form_length length;
    const struct date_form *inner;
    const struct date_form *from; /* FORM_RANGE: NULL = open */
    const struct date_form *to;
};

struct date_lexicon {
    struct map word;       /* token hash -> class << 24 | value */
    struct phrases phrase; /* holidays and set phrases: class << 24 | value */
    struct number_lexicon number;
    struct map verb; /* tense.c */
};

/* Bits of a word's value beside its number. */
enum {
    WORD_MANY = 32 /* plural */,
    WORD_SHORT = 64 /* abbreviation */,
    WORD_DOUBT = 128 /* also another word */
};

/* Classes of words; the value is in brackets. */
enum date_word {
    WORD_NONE,
    WORD_MONTH,   /* [1-12, | 64 short form, | 128 also another word: may, march] */
    WORD_WEEKDAY, /* [1-7, | 32 plural, | 64 short form] */
    WORD_UNIT,    /* [form_unit, | 32 plural] */
    WORD_DAYPART, /* [daypart, | 32 plural] */
    WORD_NOON,    /* [hour] */
    WORD_SEASON,  /* [0-3, | 128 also another word] */
    WORD_THIS,
    WORD_NEXT,
    WORD_LAST,
    WORD_THAT,     /* same, that */
    WORD_RELATIVE, /* yesterday ...: [days + 8] */
    WORD_TONIGHT,
    WORD_OVERNIGHT,
    WORD_NOW,
    WORD_AGO,
    WORD_LATER,
    WORD_EARLIER,
    WORD_BEFORE,
    WORD_AFTER,
    WORD_SINCE,
    WORD_UNTIL,
    WORD_BY,
    WORD_EVERY,
    WORD_ALL,
    WORD_OFTEN, /* daily ...: [unit | count << 8] */
    WORD_ONCE,  /* [times] */
    WORD_EARLY,
    WORD_MID,
    WORD_LATE,
    WORD_END,
    WORD_START,
    WORD_OF,
    WORD_THE,
    WORD_ON,
    WORD_AT,
    WORD_IN,
    WORD_FROM,
    WORD_TO,
    WORD_THROUGH,
    WORD_BETWEEN,
    WORD_AND,
    WORD_A,
    WORD_ABOUT,
    WORD_FOR,
    WORD_WITHIN,
    WORD_DURING,
    WORD_HALF,
    WORD_AMPM, /* [0 am, 1 pm] */
    WORD_OCLOCK,
    WORD_NINETIES, /* [90 ...] */
    WORD_SEVERAL,
    WORD_OTHER,
    WORD_STARTING,
    WORD_HOLIDAY, /* [holiday] */
    WORD_EVE,
    WORD_FISCAL, /* fiscal, school: [1 fiscal, 2 school, 0 calendar] */
    WORD_BUSINESS,
    WORD_NUMBER, /* a number word */
    WORD_ORDINAL,
    WORD_DIGITS /* a token that begins with a digit */
};

/* One document being read: the classes of its tokens, and the end of the block that is looked at.
 */
struct reading {
    arena *a;
    const struct date_lexicon *lex;
    const struct document *doc;
    const struct token *tok;
    const uint32_t *cls;
    size_t n; /* end of the block */
    enum err err;
};

static inline enum date_word reading_class(const struct reading *r, size_t i) {
    return i < r->n ? (enum date_word)(r->cls[i] >> 24) : WORD_NONE;
}

static inline unsigned reading_value(const struct reading *r, size_t i) {
    return r->cls[i] & 0xffffff;
}

/* Whether the class of token i is one of `classes`, a sum of CLASS(WORD_...). */
#define CLASS(word) (UINT64_C(1) << (word))

static inline bool reading_in(const struct reading *r, size_t i, uint64_t classes) {
    return CLASS(reading_class(r, i)) & classes;
}

/* Token i is a unit of time, and which (its plural too). */
static inline bool reading_is_unit(const struct reading *r, size_t i, unsigned unit) {
    return reading_class(r, i) == WORD_UNIT && (reading_value(r, i) & 15) == unit;
}

static inline bool reading_is_mark(const struct reading *r, size_t i, unsigned mark) {
    return i < r->n && r->tok[i].mark == mark &&
           (r->tok[i].kind == TOKEN_PUNCT || r->tok[i].kind == TOKEN_SYMBOL);
}

/* A word that is a name of time only with its capital: Sun, Wed, March, May. */
static inline bool reading_is_named(const struct reading *r, size_t i) {
    return !(reading_value(r, i) & WORD_DOUBT) || (r->tok[i].flags & TOKEN_CAPITAL);
}

static inline bool reading_is_word(const struct reading *r, size_t i, str word) {
    return i < r->n && r->tok[i].to - r->tok[i].from == word.len &&
           r->tok[i].hash == token_hash(word);
}

/* A hyphen, dash or tilde. */
static inline bool reading_is_dash(const struct reading *r, size_t i) {
    return reading_is_mark(r, i, '-') || reading_is_mark(r, i, 0x2010) ||
           reading_is_mark(r, i, 0x2011) || reading_is_mark(r, i, 0x2013) ||
           reading_is_mark(r, i, 0x2014) || reading_is_mark(r, i, '~');
}

/* Token i stands directly behind token i - 1. */
static inline bool reading_is_glued(const struct reading *r, size_t i) {
    return i > 0 && i < r->n && r->tok[i].from == r->tok[i - 1].to;
}

/* Read a plain number at token i whose last token holds nothing else; the index behind it, or i. */
static inline size_t reading_number(const struct reading *r, size_t i, struct number *out) {
    bool may = reading_in(r, i, CLASS(WORD_NUMBER) | CLASS(WORD_ORDINAL) | CLASS(WORD_DIGITS)) ||
               reading_is_unit(r, i, UNIT_SECOND);
    bool read = may && number_read_plain(&r->lex->number, r->doc->text, r->tok, i, r->n, out);
    return read && out->to == r->tok[out->tok_to - 1].to ? out->tok_to : i;
}

/* Every reader takes the index of a token and returns the index behind what it read, or the same
 * index for nothing. */

/* Readers of clock.c. `loose`: a bare hour counts ("at 4", "from 7 to 9"). */
size_t clock_read(const struct reading *r, size_t i, bool loose, struct date_form *f);
size_t clock_read_daypart(const struct reading *r, size_t i, struct date_form *f);
/* Put the afternoon into an hour said without one, where `daypart` calls for it. */
void clock_settle(struct date_form *f, unsigned daypart);

/* Readers of civil.c: dates of the calendar in all their spellings. */
size_t civil_read(struct reading *r, size_t i, struct date_form *f);
size_t civil_read_year(const struct reading *r, size_t i, bool loose, int16_t *year);
/* "the 4th", "26th", "twenty-sixth": a day of a month. */
size_t civil_read_day(const struct reading *r, size_t i, uint8_t *mday, bool *ordinal);

/* Readers of weekday.c: a weekday with what stands with it; its name alone; the date behind it;
 * "[of] next week" behind it; "[on] Monday" behind "next week". */
size_t weekday_read(struct reading *r, size_t i, struct date_form *f);
size_t weekday_read_name(const struct reading *r, size_t i, uint8_t *weekday);
size_t weekday_read_date(struct reading *r, size_t i, struct date_form *f);
size_t weekday_read_week(const struct reading *r, size_t i, struct date_form *f);
size_t weekday_read_of_week(const struct reading *r, size_t i, struct date_form *f);

/* Readers of relation.c: "last month"; the word alone (-1, 0, 1); "2 next days"; "the month", "same
 * day"; "the day before"; "later this week". */
size_t relation_read(struct reading *r, size_t i, struct date_form *f);
size_t relation_read_word(const struct reading *r, size_t i, int *relation);
size_t relation_read_number(struct reading *r, size_t i, struct date_form *f);
size_t relation_read_unit(struct reading *r, size_t i, struct date_form *f);
size_t relation_read_day(struct reading *r, size_t i, struct date_form *f);
size_t relation_read_rest(struct reading *r, size_t i, struct date_form *f);

/* Readers of nth.c: "third week of May"; "week of March 4", "week 10"; "q1 of 2017"; "early March",
 * "end of 2000". */
size_t nth_read(struct reading *r, size_t i, struct date_form *f);
size_t nth_read_week(struct reading *r, size_t i, struct date_form *f);
size_t nth_read_quarter(struct reading *r, size_t i, struct date_form *f);
size_t nth_read_part(struct reading *r, size_t i, struct date_form *f);

/* Readers of era.c: "the 1990s"; "15th century"; "Easter 2018"; "summer of 2020"; "fiscal year
 * 2008", "the year 2020". */
size_t era_read_decade(struct reading *r, size_t i, struct date_form *f);
size_t era_read_century(struct reading *r, size_t i, struct date_form *f);
size_t era_read_holiday(struct reading *r, size_t i, struct date_form *f);
size_t era_read_season(struct reading *r, size_t i, struct date_form *f);
size_t era_read_year(struct reading *r, size_t i, struct date_form *f);

/* named_day.c: give the date of tokens [i, end) its year when it is the name of a day, as "9/11"
 * is. */
void named_day_settle(const struct reading *r, size_t i, size_t end, struct date_form *f);

/* Reader of point.c: one point or stretch of time with its time of day. */
size_t point_read(struct reading *r, size_t i, struct date_form *f);
size_t point_read_day(struct reading *r, size_t i, struct date_form *f);
/* The day behind a time of day: "[on] Friday", taken into `f`. */
size_t point_read_day_behind(struct reading *r, size_t i, struct date_form *f);

/* Reader of range.c: from A to B, between A and B, A - B. */
size_t range_read(struct reading *r, size_t i, struct date_form *f);

/* Readers of length.c: "2 years 1 month" (at most `most` counts with units); what is built on a
 * length; a count; a unit. */
size_t length_read(const struct reading *r, size_t i, unsigned most, struct form_length *length);
size_t length_read_form(struct reading *r, size_t i, struct date_form *f);
size_t length_read_count(const struct reading *r, size_t i, double *count, bool *vague);
size_t length_read_unit(const struct reading *r, size_t i, unsigned *unit);

/* Reader of set.c: every day, Mondays, once a week. */
size_t set_read(struct reading *r, size_t i, struct date_form *f);

/* Reader of period.c: any expression, the longest that begins here. */
size_t period_read(struct reading *r, size_t i, struct date_form *f);

/* The time something was written. */
struct reference {
    int32_t day;    /* DAY_NONE unknown */
    int32_t second; /* of the day */
};

/* What a form covers once it is known when it was said (stretch.c). */
struct stretch {
    bool known;
    int32_t first; /* days, inclusive */
    int32_t last;
    int32_t second; /* of the day `first`, when the form moves by hours; else -1 */
    uint8_t grain;
    char timex[80]; /* without the time of day */
};

/* Pieces of unit.c: units of the calendar around the reference, and parts of a stretch. */
void unit_find(const struct date_form *f, const struct reference *ref, struct stretch *out);
void unit_find_nth(const struct date_form *f, const struct stretch *inner, struct stretch *out);
void unit_find_season(const struct date_form *f, int year, struct stretch *out);
void unit_find_years(struct stretch *out, enum date_grain grain, int from, int n);
void unit_find_months(struct stretch *out, enum date_grain grain, int32_t first, int n);
void unit_set(struct stretch *out, enum date_grain grain, int32_t first, int32_t last);
void unit_put_week(struct stretch *out, int32_t monday, const char *tail);
/* First day of the month `shift` months from that one. */
int32_t unit_month_start(int year, int month, int shift);
/* "2022-03-04" */
void unit_put_day(char *out, size_t room, int32_t day);

void stretch_find(const struct date_form *f, const struct reference *ref, enum date_tense tense,
                  struct stretch *out);

/* `day` moved by a length: months first (the day cut to the month's end), then days; *second moves
 * by hours, or stays -1. */
int32_t length_shift(int32_t day, int32_t *second, const struct form_length *length, int sign);

/* "P3D", "PT2H30M", "P1Y": room for 48 bytes. */
void length_timex(const struct form_length *length, char *out, size_t room);

/* Give a form its values (resolve.c): type, grain, timex, value, first_day, last_day, open ends of
 * *d. Strings in `a`. */
enum err resolve_form(arena *a, const struct date_form *f, const struct reference *ref,
                      struct date *d);

/* Whether year, month and day are all said. */
bool resolve_is_explicit(const struct date_form *f);

bool day_is_in_calendar(int year, int month, int day);
int32_t day_from_moment(str s, int32_t *second);

/* First and last day of holiday `holiday` in `year`, and its timex without the year ("12-25");
 * DAY_NONE = unknown. */
int32_t holiday_day(unsigned holiday, int year);
const char *holiday_timex(unsigned holiday);

/* Tense of the clause around the tokens [from, to) (tense.c); *opens = they open it. */
enum err tense_words(struct map *verbs, arena *a);
enum date_tense tense_around(const struct map *verbs, const struct document *doc, uint32_t from,
                             uint32_t to, bool *opens);

/* A copy that lives in `a`; NULL when there's no memory. */
static inline const struct date_form *form_copy(arena *a, const struct date_form *f) {
    struct date_form *copy = arena_new(a, struct date_form);
    if (copy) {
        *copy = *f;
    }
    return copy;
}

static inline struct date_form form_empty(void) {
    return (struct date_form){.kind = FORM_POINT,
                              .hour = CLOCK_NONE,
                              .minute = CLOCK_NONE,
                              .second = CLOCK_NONE,
                              .year = YEAR_NONE};
}

#endif
