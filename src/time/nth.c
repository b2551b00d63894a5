/* nth.c - a part of a larger stretch: the third week of May, the first Monday of next month, week
 * 10 of 2027, the week of March 4, q3 of 2018, early March, the end of 2000. The larger stretch is
 * kept as an inner form. O(1): looks at most twelve tokens ahead. */
#include "time/form.h"

/* A year with or without the word: "2008", "the year 2008". */
static size_t read_year(const struct reading *r, size_t i, struct date_form *f) {
    size_t k = i + reading_is_unit(r, i, UNIT_YEAR);
    size_t end = civil_read_year(r, k, false, &f->year);
    f->base = end > k ? BASE_CIVIL : f->base;
    return end > k ? end : i;
}

/* "the month", "the 18th", "yesterday": what needs no more words. */
static size_t read_bare(const struct reading *r, size_t i, bool the, struct date_form *f) {
    bool ordinal;
    if (reading_class(r, i) == WORD_UNIT && reading_value(r, i) >= UNIT_DAY &&
        reading_value(r, i) < WORD_MANY) {
        f->base = BASE_UNIT;
        f->unit = (uint8_t)reading_value(r, i);
        return i + 1;
    }
    if (reading_class(r, i) == WORD_RELATIVE) {
        f->base = BASE_SHIFT;
        f->offset = reading_value(r, i) < 8 ? -1 : 1;
        f->length.n[UNIT_DAY] = reading_value(r, i) != 8;
        return i + 1;
    }
    size_t end = the ? civil_read_day(r, i, &f->mday, &ordinal) : i;
    f->base = end > i ? BASE_CIVIL : f->base;
    return end;
}

/* What "third week of", "end of" and "week of" may stand before. */
static size_t read_inner(struct reading *r, size_t i, struct date_form *f) {
    size_t k = i + (reading_class(r, i) == WORD_THE);
    size_t end = civil_read(r, i, f);
    if (end > i) {
        return end;
    }
    end = read_year(r, k, f);
    end = end > k ? end : relation_read(r, k, f);
    end = end > k ? end : weekday_read(r, k, f);
    end = end > k ? end : read_bare(r, k, k > i, f);
    return end > k ? end : i;
}

static size_t wrap(struct reading *r, struct date_form *f, const struct date_form *inner,
                   size_t end) {
    f->inner = form_copy(r->a, inner);
    if (!f->inner) {
        r->err = r->a->last;
    }
    return end;
}

/* "third", "last", "first two": which, and how many. */
static size_t read_which(const struct reading *r, size_t i, struct date_form *f) {
    struct number num;
    size_t k = i;
    if (reading_class(r, k) == WORD_LAST) {
        f->nth = -1;
        k++;
    } else {
        k = reading_number(r, i, &num);
        if (k == i || !num.ordinal || num.value > 400) {
            return i;
        }
        f->nth = (int16_t)num.value;
    }
    size_t end = reading_is_unit(r, k, UNIT_SECOND) ? k : reading_number(r, k, &num);
    if (end > k && !num.ordinal && num.value < 400) {
        f->count = (int16_t)num.value;
        k = end;
    }
    return k;
}

size_t nth_read(struct reading *r, size_t i, struct date_form *f) {
    size_t which = i + (reading_class(r, i) == WORD_THE);
    size_t k = read_which(r, which, f);
    if (k == which) {
        return i;
    }
    f->base = BASE_NTH;
    size_t unit = weekday_read_name(r, k, &f->weekday);
    if (unit == k && reading_class(r, k) == WORD_UNIT && (reading_value(r, k) & 15) >= UNIT_DAY) {
        f->unit = (uint8_t)(reading_value(r, k) & 15);
        unit = k + 1;
    }
    if (unit == k) {
        return i;
    }
    k = clock_read(r, unit, false, f); /* first Monday 1pm of next month */
    if (!reading_in(r, k, CLASS(WORD_OF) | CLASS(WORD_IN))) {
        return i;
    }
    struct date_form inner = form_empty();
    size_t end = read_inner(r, k + 1, &inner);
    if (end == k + 1) {
        return i;
    }
    bool any_year =
        inner.base == BASE_UNIT && inner.unit == UNIT_YEAR && reading_class(r, k + 1) == WORD_THE;
    f->year = any_year ? 1 : f->year;
    return wrap(r, f, &inner, end);
}

/* "week 10 [of 2027]". */
static size_t read_week_number(struct reading *r, size_t i, struct date_form *f) {
    struct number num;
    struct date_form year = form_empty();
    size_t end = reading_number(r, i, &num);
    if (end == i || num.ordinal || num.value < 1 || num.value > 53) {
        return i;
    }
    f->base = BASE_NTH;
    f->unit = UNIT_WEEK;
    f->nth = (int16_t)num.value;
    if (reading_in(r, end, CLASS(WORD_OF) | CLASS(WORD_IN))) {
        size_t more = read_inner(r, end + 1, &year);
        if (more > end + 1) {
            return wrap(r, f, &year, more);
        }
        year = form_empty();
    }
    year.base = BASE_UNIT;
    year.unit = UNIT_YEAR;
    return wrap(r, f, &year, end);
}

size_t nth_read_week(struct reading *r, size_t i, struct date_form *f) {
    size_t k = i + (reading_class(r, i) == WORD_THE);
    if (!reading_is_unit(r, k, UNIT_WEEK) || reading_value(r, k) & WORD_MANY) {
        return i;
    }
    k++;
    size_t end = read_week_number(r, k, f);
    if (end > k) {
        return end;
    }
    if (!reading_in(r, k, CLASS(WORD_OF) | CLASS(WORD_STARTING) | CLASS(WORD_START))) {
        return i;
    }
    bool on = reading_class(r, k) != WORD_OF && reading_class(r, k + 1) == WORD_ON;
    k += on ? 2 : 1;
    struct date_form inner = form_empty();
    end = read_inner(r, k, &inner);
    if (end == k || !inner.mday) {
        return i;
    }
    f->base = BASE_WEEK_OF;
    return wrap(r, f, &inner, end);
}

size_t nth_read_quarter(struct reading *r, size_t i, struct date_form *f) {
    int16_t year = YEAR_NONE;
    size_t end = civil_read_year(r, i, false, &year);
    size_t k = end + (end > i && reading_is_dash(r, end) && reading_is_glued(r, end));
    str s = k < r->n ? token_str(r->doc->text, &r->tok[k]) : STR("");
    if (s.len != 2 || (s.ptr[0] | 0x20) != 'q' || s.ptr[1] < '1' || s.ptr[1] > '4') {
        return i;
    }
    f->base = BASE_NTH;
    f->unit = UNIT_QUARTER;
    f->nth = (int16_t)(s.ptr[1] - '0');
    end = k + 1;
    if (year == YEAR_NONE) {
        size_t of = end + reading_in(r, end, CLASS(WORD_OF) | CLASS(WORD_IN));
        size_t more = civil_read_year(r, of, false, &year);
        end = more > of ? more : end;
    }
    struct date_form inner = form_empty();
    inner.base = year == YEAR_NONE ? BASE_UNIT : BASE_CIVIL;
    inner.unit = UNIT_YEAR;
    inner.year = year;
    return wrap(r, f, &inner, end);
}

static unsigned part_of(enum date_word cls) {
    switch (cls) {
    case WORD_EARLY:
    case WORD_START:
        return PART_START;
    case WORD_MID:
        return PART_MID;
    case WORD_LATE:
    case WORD_END:
        return PART_END;
    default:
        return PART_WHOLE;
    }
}

/* Whether a stretch may be said to be early or late, and whether it is one day. */
static bool has_parts(const struct date_form *f, bool *one_day) {
    *one_day = f->base == BASE_WEEKDAY || f->base == BASE_WEEKDAY_OF || f->base == BASE_SHIFT ||
               (f->base == BASE_UNIT && f->unit == UNIT_DAY);
    return *one_day || f->base == BASE_CIVIL || f->base == BASE_UNIT;
}

/* "of", "in", "on" behind the word; `noun` (end, beginning) takes "of" alone. */
static size_t read_of(const struct reading *r, size_t i, bool noun) {
    return i + reading_in(r, i, CLASS(WORD_OF) | (noun ? 0 : CLASS(WORD_IN) | CLASS(WORD_ON)));
}

/* A season is early or late, too. */
static size_t read_season_part(struct reading *r, size_t i, unsigned part, struct date_form *f) {
    size_t end = era_read_season(r, i, f);
    f->part = (uint8_t)part;
    return end;
}

size_t nth_read_part(struct reading *r, size_t i, struct date_form *f) {
    size_t word = i + (reading_class(r, i) == WORD_THE);
    enum date_word cls = reading_class(r, word);
    unsigned part = part_of(cls);
    if (part == PART_WHOLE) {
        return i;
    }
    bool noun = cls == WORD_START || cls == WORD_END;
    size_t of = word + 1 + reading_is_dash(r, word + 1);
    size_t k = read_of(r, of, noun);
    bool linked = k > of || cls == WORD_END;
    bool one_day;
    size_t end = cls == WORD_START && !linked ? k : read_inner(r, k, f);
    if (end == k) {
        end = noun ? k : read_season_part(r, k, part, f);
        return end > k ? end : i;
    }
    bool bare = end == k + 1 && f->base == BASE_UNIT && !linked;
    if (bare || !has_parts(f, &one_day)) {
        return i;
    }
    f->nth = cls == WORD_END && one_day ? -2 : f->nth;
    f->part = (uint8_t)part;
    return end;
}
