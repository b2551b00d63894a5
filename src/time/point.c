/* point.c - one point or stretch of time: a day however it is named, with the time of day before or
 * behind it. point_read_day asks the readers of civil, weekday, relation, nth and era by the class
 * of the first word and takes the longest answer; point_read adds the clock. O(1): every reader
 * looks a bounded number of tokens ahead. */
#include "time/form.h"

/* Yesterday, today, tomorrow, tonight, now, overnight. */
static size_t read_named(const struct reading *r, size_t i, struct date_form *f) {
    f->base = BASE_SHIFT;
    f->offset = 1;
    switch (reading_class(r, i)) {
    case WORD_RELATIVE:
        f->offset = reading_value(r, i) < 8 ? -1 : 1;
        f->length.n[UNIT_DAY] = reading_value(r, i) != 8;
        return i + 1;
    case WORD_TONIGHT:
    case WORD_OVERNIGHT:
        f->daypart = DAYPART_NIGHT;
        return i + 1;
    case WORD_NOW:
        f->base = BASE_NOW;
        return i + 1;
    default:
        return i;
    }
}

typedef size_t reader(struct reading *r, size_t i, struct date_form *f);

static size_t longest_of(struct reading *r, size_t i, struct date_form *f, reader *const *readers,
                         size_t n) {
    size_t best = i;
    struct date_form start = *f;
    for (size_t k = 0; k < n; k++) {
        struct date_form t = start;
        size_t end = readers[k](r, i, &t);
        if (end > best) {
            best = end;
            *f = t;
        }
    }
    return best;
}

/* "the following week", "the last three months", "the 1990s": readers that don't see the article.
 */
static size_t read_behind_the(struct reading *r, size_t i, struct date_form *f) {
    static reader *const readers[] = {relation_read,   era_read_decade,  era_read_century,
                                      era_read_season, era_read_holiday, relation_read_rest,
                                      nth_read_quarter};
    size_t end = longest_of(r, i + 1, f, readers, sizeof readers / sizeof readers[0]);
    return end > i + 1 ? end : i;
}

#define READ(...)                                                                \
    do {                                                                         \
        static reader *const readers[] = {__VA_ARGS__};                          \
        return longest_of(r, i, f, readers, sizeof readers / sizeof readers[0]); \
    } while (0)

size_t point_read_day(struct reading *r, size_t i, struct date_form *f) {
    if (i >= r->n) {
        return i;
    }
    switch (reading_class(r, i)) {
    case WORD_THE:
        READ(civil_read, nth_read, nth_read_week, era_read_year, relation_read_unit,
             relation_read_day, nth_read_part, read_behind_the);
    case WORD_DIGITS:
        READ(civil_read, nth_read, era_read_decade, era_read_century, relation_read_number,
             nth_read_quarter);
    case WORD_MONTH:
        READ(civil_read, era_read_holiday);
    case WORD_NUMBER:
    case WORD_ORDINAL:
        READ(civil_read, nth_read, era_read_century, relation_read_number, era_read_holiday);
    case WORD_UNIT:
        READ(civil_read, nth_read, nth_read_week, era_read_year);
    case WORD_WEEKDAY:
        return weekday_read(r, i, f);
    case WORD_THIS:
    case WORD_NEXT:
    case WORD_LAST:
        READ(relation_read, nth_read);
    case WORD_RELATIVE:
    case WORD_TONIGHT:
    case WORD_OVERNIGHT:
    case WORD_NOW:
        return read_named(r, i, f);
    case WORD_EARLY:
    case WORD_MID:
    case WORD_LATE:
    case WORD_END:
    case WORD_START:
        READ(nth_read_part, nth_read);
    case WORD_LATER:
    case WORD_EARLIER:
        return relation_read_rest(r, i, f);
    case WORD_THAT:
        return relation_read_unit(r, i, f);
    case WORD_SEASON:
        return era_read_season(r, i, f);
    case WORD_NINETIES:
        return era_read_decade(r, i, f);
    case WORD_FISCAL:
        return era_read_year(r, i, f);
    default:
        READ(era_read_holiday, era_read_decade, nth_read_quarter);
    }
}

/* "before 4pm", "no later than 6:00" behind a day. */
static size_t read_opening(const struct reading *r, size_t i, struct date_form *f) {
    size_t k = i;
    bool no = reading_is_word(r, k, STR("no"));
    k += no;
    if (reading_class(r, k) == WORD_LATER && reading_is_word(r, k + 1, STR("than"))) {
        f->mod = no ? DATE_BEFORE : DATE_AFTER;
        return k + 2;
    }
    bool before = reading_in(r, k, CLASS(WORD_BEFORE) | CLASS(WORD_UNTIL));
    if (no || (!before && reading_class(r, k) != WORD_AFTER)) {
        return i;
    }
    f->mod = before ? DATE_BEFORE : DATE_AFTER;
    return k + 1;
}

/* "night", "in the morning", "at night" behind a day. */
static size_t read_daypart_behind(const struct reading *r, size_t i, struct date_form *f) {
    size_t k = i;
    if (reading_in(r, k, CLASS(WORD_IN) | CLASS(WORD_DURING)) &&
        reading_class(r, k + 1) == WORD_THE) {
        k += 2;
    } else {
        k += reading_class(r, k) == WORD_AT;
    }
    struct date_form t = *f;
    size_t end = clock_read_daypart(r, k, &t);
    if (end == k) {
        return i;
    }
    *f = t;
    return end;
}

/* The words between a day and its clock: a comma, at, by, for, about, before, a dash. *loose = a
 * bare hour is meant. */
static size_t read_link(const struct reading *r, size_t i, bool *loose, struct date_form *f) {
    size_t k = i + reading_is_mark(r, i, ',');
    *loose = reading_in(r, k, CLASS(WORD_AT) | CLASS(WORD_ABOUT)) || reading_is_mark(r, k, '@');
    bool linked = *loose || reading_in(r, k, CLASS(WORD_BY) | CLASS(WORD_FOR)) ||
                  (reading_is_dash(r, k) && reading_is_glued(r, k));
    k += linked;
    k += *loose && reading_class(r, k) == WORD_ABOUT;
    k = *loose ? k : read_opening(r, k, f);
    bool said_in_words =
        reading_class(r, k) == WORD_NUMBER && reading_class(r, k + 1) == WORD_NUMBER && f->mday;
    *loose = *loose || said_in_words;
    return k;
}

/* [,] [at|on|in the|@] time of day behind a day. */
static size_t read_clock_behind(struct reading *r, size_t i, struct date_form *f) {
    size_t comma = i + reading_is_mark(r, i, ',');
    size_t part = read_daypart_behind(r, comma, f);
    i = part > comma ? part : i;
    struct date_form t = *f;
    bool loose;
    t.hour = CLOCK_NONE;
    size_t k = read_link(r, i, &loose, &t);
    size_t clock = clock_read(r, k, loose, &t);
    if (clock > k && !reading_is_mark(r, clock, '%') && reading_class(r, clock) != WORD_UNIT) {
        clock_settle(&t, t.daypart);
        *f = t;
        bool yearless = f->base == BASE_CIVIL && f->year == YEAR_NONE && f->mday;
        return yearless ? civil_read_year(r, clock, false, &f->year) : clock;
    }
    return weekday_read_week(r, i, f);
}

/* Whether a form names a day, so that a time of day may stand with it. */
static bool takes_clock(const struct date_form *f) {
    switch ((enum form_base)f->base) {
    case BASE_ROLLING:
    case BASE_DECADE:
    case BASE_CENTURY:
    case BASE_SEASON:
    case BASE_NOW:
    case BASE_REST:
    case BASE_WEEK_OF:
        return false;
    case BASE_UNIT:
        return f->unit < UNIT_WEEK;
    case BASE_CIVIL:
        return f->mday;
    case BASE_NTH:
        return f->weekday || f->unit == UNIT_DAY;
    case BASE_NONE:
    case BASE_WEEKDAY:
    case BASE_WEEKDAY_OF:
    case BASE_SHIFT:
    case BASE_HOLIDAY:
    case BASE_FROM:
        break;
    }
    return true;
}

size_t point_read_day_behind(struct reading *r, size_t i, struct date_form *f) {
    size_t k = i + reading_is_mark(r, i, ',');
    k += reading_in(r, k, CLASS(WORD_ON) | CLASS(WORD_OF));
    struct date_form day = form_empty();
    size_t end = point_read_day(r, k, &day);
    if (end == k || !takes_clock(&day)) {
        return i;
    }
    size_t part = clock_read_daypart(r, end, &day);
    day.hour = f->hour;
    day.minute = f->minute;
    day.second = f->second;
    day.half_day = f->half_day;
    day.bare = f->bare;
    day.daypart = day.daypart ? day.daypart : f->daypart;
    clock_settle(&day, day.daypart);
    *f = day;
    return part;
}

/* Dayparts that are seldom a time when they stand alone: "dinner", "good night". */
static bool needs_company(const struct date_form *f) {
    return f->daypart != DAYPART_AFTERNOON && f->daypart < DAYPART_DAWN &&
           f->daypart != DAYPART_DAYTIME;
}

/* "in the morning", "early morning", "the night of March 4", "dinner time" no. */
static size_t read_daypart_first(struct reading *r, size_t i, struct date_form *f) {
    size_t k = i;
    if (reading_in(r, k, CLASS(WORD_IN) | CLASS(WORD_DURING))) {
        k++;
        if (reading_class(r, k) != WORD_THE) {
            return i;
        }
    }
    bool alone = reading_class(r, i) == WORD_DAYPART;
    k += reading_class(r, k) == WORD_THE;
    size_t end = clock_read_daypart(r, k, f);
    if (end == k) {
        return i;
    }
    struct date_form t = *f;
    bool loose = reading_class(r, end) == WORD_AT;
    size_t clock = clock_read(r, end + loose, loose, &t);
    if (clock > end + loose) {
        clock_settle(&t, f->daypart);
        *f = t;
        end = clock;
    }
    size_t more = point_read_day_behind(r, end, f);
    return more == end && alone && f->hour < 0 && needs_company(f) ? i : more;
}

size_t point_read(struct reading *r, size_t i, struct date_form *f) {
    struct date_form day = *f;
    size_t best = point_read_day(r, i, &day);
    if (best > i) {
        *f = day;
        best = takes_clock(&day) ? read_clock_behind(r, best, f) : best;
    }
    struct date_form t = form_empty();
    size_t clock = clock_read(r, i, false, &t);
    if (clock > i) {
        clock = point_read_day_behind(r, clock, &t);
    } else {
        t = form_empty();
        clock = read_daypart_first(r, i, &t);
    }
    if (clock > best) {
        *f = t;
        best = clock;
    }
    return best;
}
