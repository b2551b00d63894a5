/* length.c - lengths of time: three weeks, two and a half hours, a couple of days, 2h, six to eight
 * days, all week; and what is counted from a point by one: two days ago, in three weeks, a week
 * after Easter, 3 days from Tuesday, within nine months. O(1): at most six counts with units. */
#include <math.h>
#include <stdio.h>

#include "time/form.h"

/* Unit letters glued to digits: 2h, 30min, 3d. */
static int tail_unit(str tail) {
    static const struct {
        const char *tail;
        uint8_t unit;
    } known[] = {{"h", UNIT_HOUR},     {"hr", UNIT_HOUR}, {"hrs", UNIT_HOUR}, {"min", UNIT_MINUTE},
                 {"sec", UNIT_SECOND}, {"d", UNIT_DAY},   {"w", UNIT_WEEK},   {"W", UNIT_WEEK},
                 {"y", UNIT_YEAR},     {"yr", UNIT_YEAR}};
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        if (str_equals(tail, str_from_cstr(known[i].tail))) {
            return known[i].unit;
        }
    }
    return -1;
}

size_t length_read_unit(const struct reading *r, size_t i, unsigned *unit) {
    size_t k = i + (reading_class(r, i) == WORD_BUSINESS);
    if (reading_class(r, k) != WORD_UNIT) {
        return i;
    }
    *unit = k > i ? UNIT_WORKDAY : reading_value(r, k) & 15;
    bool period = (reading_value(r, k) & WORD_SHORT) && reading_is_mark(r, k + 1, '.') &&
                  reading_is_glued(r, k + 1);
    bool goes_on = k + 2 < r->n && !(r->tok[k + 2].flags & TOKEN_CAPITAL);
    return k + 1 + (period && goes_on);
}

/* "several", "a few", "a couple of"; the index behind, or i. */
static size_t read_vague(const struct reading *r, size_t i, double *count, bool *vague) {
    size_t k = i + (reading_class(r, i) == WORD_A);
    if (reading_class(r, k) != WORD_SEVERAL) {
        return i;
    }
    bool couple = reading_value(r, k) == 2;
    *count = couple ? 2 : 1;
    *vague = !couple;
    k++;
    return k + (couple && reading_class(r, k) == WORD_OF);
}

/* A number that may count units: quarters are a unit here, and only halves and quarters may be its
 * fraction. */
static bool read_number(const struct reading *r, size_t i, struct number *num) {
    if (!reading_in(r, i,
                    CLASS(WORD_NUMBER) | CLASS(WORD_DIGITS) | CLASS(WORD_A) | CLASS(WORD_HALF))) {
        return false;
    }
    str text = r->doc->text;
    bool plain = number_read_plain(&r->lex->number, text, r->tok, i, r->n, num);
    bool counts = plain && reading_in(r, num->tok_to, CLASS(WORD_UNIT) | CLASS(WORD_BUSINESS));
    if (!counts && !number_read(&r->lex->number, text, r->tok, i, r->n, num)) {
        return false;
    }
    bool even = !num->fraction || fmod(num->value * 4, 1) == 0;
    return !num->ordinal && num->value > 0 && num->value < 1e6 && even;
}

size_t length_read_count(const struct reading *r, size_t i, double *count, bool *vague) {
    struct number num;
    *count = 1;
    *vague = false;
    if (i >= r->n) {
        return i;
    }
    size_t end = read_vague(r, i, count, vague);
    if (end > i) {
        return end;
    }
    if (reading_class(r, i) == WORD_HALF && reading_class(r, i + 1) == WORD_A) {
        *count = 0.5;
        return i + 2;
    }
    if (read_number(r, i, &num)) {
        *count = num.value;
        return num.to == r->tok[num.tok_to - 1].to ? num.tok_to : i;
    }
    return i + (reading_class(r, i) == WORD_A);
}

/* "6 to 8", "two or three" behind the first count: the larger one, and the length is vague. */
static size_t read_up_to(const struct reading *r, size_t i, double *count, bool *vague) {
    bool link =
        reading_class(r, i) == WORD_TO || reading_is_dash(r, i) || reading_is_word(r, i, STR("or"));
    double high;
    bool vaguer;
    if (!link || reading_class(r, i + 1) == WORD_A) {
        return i;
    }
    size_t end = length_read_count(r, i + 1, &high, &vaguer);
    if (end == i + 1) {
        return i;
    }
    *count = high;
    *vague = true;
    return end;
}

/* Digits with the unit glued to them. */
static size_t read_glued(const struct reading *r, size_t i, struct form_length *length) {
    if (reading_class(r, i) != WORD_DIGITS) {
        return i;
    }
    str s = token_str(r->doc->text, &r->tok[i]);
    size_t used;
    bool separated;
    double value = number_digits(s, &used, &separated);
    int unit = used ? tail_unit(str_slice(s, used, s.len)) : -1;
    if (unit < 0 || value <= 0 || value > 1e6) {
        return i;
    }
    length->n[unit] += value;
    return i + 1;
}

/* "and a half", "and a quarter" behind the unit: one year and a quarter. */
static size_t read_fraction(const struct reading *r, size_t i, double *count) {
    struct number part;
    if (reading_class(r, i) != WORD_AND || reading_class(r, i + 1) == WORD_NONE ||
        !number_read(&r->lex->number, r->doc->text, r->tok, i + 1, r->n, &part)) {
        return i;
    }
    if (!part.fraction || part.value >= 1 || reading_class(r, part.tok_to) == WORD_UNIT) {
        return i;
    }
    *count += part.value;
    return part.tok_to;
}

/* One count and unit, added to *length. */
static size_t read_piece(const struct reading *r, size_t i, struct form_length *length) {
    double count;
    bool vague;
    unsigned unit;
    size_t k = length_read_count(r, i, &count, &vague);
    if (k == i) {
        return read_glued(r, i, length);
    }
    k = vague ? k : read_up_to(r, k, &count, &vague);
    k += reading_is_dash(r, k) && reading_is_glued(r, k) && reading_is_glued(r, k + 1);
    size_t end = length_read_unit(r, k, &unit);
    if (end == k) {
        return i;
    }
    end = read_fraction(r, end, &count);
    length->n[unit] += count;
    length->vague = length->vague || vague;
    return end;
}

/* "all day", "the whole week". */
static size_t read_whole(const struct reading *r, size_t i, struct form_length *length) {
    unsigned unit;
    size_t k = i + (reading_class(r, i) == WORD_THE);
    if (reading_class(r, k) != WORD_ALL) {
        return i;
    }
    k++;
    k += reading_class(r, k) == WORD_THE;
    k += reading_is_dash(r, k);
    size_t end = length_read_unit(r, k, &unit);
    if (end == k || unit < UNIT_DAY || (r->cls[end - 1] & WORD_MANY)) {
        return i;
    }
    length->n[unit] = 1;
    return end;
}

size_t length_read(const struct reading *r, size_t i, unsigned most, struct form_length *length) {
    size_t end = i;
    size_t k = i;
    for (unsigned n = 0; n < most; n++) {
        struct form_length more = *length;
        size_t next = read_piece(r, k, &more);
        if (next == k) {
            break;
        }
        *length = more;
        end = next;
        bool and = reading_class(r, next) == WORD_AND;
        k = next + and;
        if (!reading_in(r, k, CLASS(WORD_DIGITS) | CLASS(WORD_NUMBER) | (and? CLASS(WORD_A) : 0))) {
            break;
        }
    }
    return end > i ? end : read_whole(r, i, length);
}

static bool is_age(const struct reading *r, size_t i) {
    size_t k = i + reading_is_dash(r, i);
    bool old = reading_is_word(r, k, STR("old")) || reading_is_word(r, k, STR("olds")) ||
               reading_is_word(r, k, STR("aged"));
    return old || (reading_class(r, i) == WORD_OF && reading_is_word(r, i + 1, STR("age")));
}

static size_t wrap(struct reading *r, struct date_form *f, const struct date_form *inner,
                   size_t end) {
    f->inner = form_copy(r->a, inner);
    if (!f->inner) {
        r->err = r->a->last;
    }
    return end;
}

/* The point behind from, after, before and since. */
static size_t read_start(struct reading *r, size_t i, struct date_form *f) {
    struct date_form inner = form_empty();
    size_t end = point_read_day(r, i, &inner);
    if (end == i) {
        end = civil_read_year(r, i, false, &inner.year);
        inner.base = BASE_CIVIL;
    }
    if (end == i) {
        return i;
    }
    bool today = inner.base == BASE_SHIFT && inner.length.n[UNIT_DAY] == 0 && !inner.daypart;
    if (inner.base == BASE_NOW || today) {
        return end;
    }
    f->base = BASE_FROM;
    return wrap(r, f, &inner, end);
}

/* What a length is counted from: "before Easter", "from now", "after May 13", "since 2011",
 * "earlier". */
static size_t read_from(struct reading *r, size_t i, struct date_form *f) {
    enum date_word cls = reading_class(r, i);
    f->base = BASE_SHIFT;
    f->offset =
        reading_in(r, i, CLASS(WORD_AGO) | CLASS(WORD_EARLIER) | CLASS(WORD_BEFORE)) ? -1 : 1;
    if (cls == WORD_AGO) {
        f->past = true;
        return i + 1;
    }
    if (cls == WORD_LATER || cls == WORD_EARLIER) {
        f->narrative = true;
        return i + 1;
    }
    if (!reading_in(
            r, i, CLASS(WORD_FROM) | CLASS(WORD_AFTER) | CLASS(WORD_BEFORE) | CLASS(WORD_SINCE))) {
        return i;
    }
    size_t end = read_start(r, i + 1, f);
    if (end > i + 1) {
        return end;
    }
    bool hours = f->length.n[UNIT_HOUR] + f->length.n[UNIT_MINUTE] > 0;
    bool bare = cls == WORD_BEFORE && (i + 1 >= r->n || r->tok[i + 1].kind == TOKEN_PUNCT);
    f->narrative = true;
    return bare && !hours ? i + 1 : i;
}

/* "on Tuesday" behind "two months from today": the first such weekday on or after it. */
static size_t read_weekday_behind(struct reading *r, size_t i, struct date_form *f) {
    uint8_t weekday;
    size_t end = reading_class(r, i) == WORD_ON ? weekday_read_name(r, i + 1, &weekday) : i;
    if (end <= i + 1 || f->narrative || f->past) {
        return i;
    }
    struct date_form inner = *f;
    *f = form_empty();
    f->base = BASE_NTH;
    f->nth = 1;
    f->weekday = weekday;
    return wrap(r, f, &inner, end);
}

size_t length_read_form(struct reading *r, size_t i, struct date_form *f) {
    enum date_word lead = reading_class(r, i);
    size_t k = i + (lead == WORD_IN || lead == WORD_WITHIN);
    if (lead == WORD_WITHIN) {
        k += reading_class(r, k) == WORD_THE;
        k += reading_class(r, k) == WORD_NEXT;
    }
    size_t end = length_read(r, k, 6, &f->length);
    bool a_second = reading_class(r, k) == WORD_A && f->length.n[UNIT_SECOND] > 0;
    if (end == k || is_age(r, end) || a_second) {
        return i;
    }
    f->offset = 1;
    if (lead == WORD_WITHIN) {
        f->base = BASE_ROLLING;
        f->nth = 1;
        return end;
    }
    struct date_form t = *f;
    size_t more = read_from(r, end, &t);
    if (more > end) {
        *f = t;
        return read_weekday_behind(r, more, f);
    }
    if (lead == WORD_IN) {
        f->base = BASE_SHIFT;
        f->within = true;
        return f->length.vague ? i : end;
    }
    f->kind = FORM_DURATION;
    return end;
}

/* ---- what a length does and how it is written ---- */

int32_t length_shift(int32_t day, int32_t *second, const struct form_length *length, int sign) {
    const double *n = length->n;
    double months = n[UNIT_MONTH] + 3 * n[UNIT_QUARTER] +
                    12 * (n[UNIT_YEAR] + 10 * n[UNIT_DECADE] + 100 * n[UNIT_CENTURY]);
    double days =
        n[UNIT_DAY] + n[UNIT_NIGHT] + 7 * (n[UNIT_WEEK] + n[UNIT_WEEKEND]) + 14 * n[UNIT_FORTNIGHT];
    double seconds = n[UNIT_SECOND] + 60 * n[UNIT_MINUTE] + 3600 * n[UNIT_HOUR];
    months = fmin(months, 1e5);
    days = fmin(days, 3e6);
    seconds = fmin(seconds, 1e10);
    if (months != 0) {
        int y;
        int m;
        int d;
        day_to_civil(day, &y, &m, &d);
        int32_t start = unit_month_start(y, m, sign * (int)months);
        int32_t next;
        day_to_civil(start, &y, &m, &(int){0});
        next = unit_month_start(y, m, 1);
        day = start + d - 1 < next ? start + d - 1 : next - 1;
    }
    day += sign * (int32_t)days;
    for (int left = (int)fmin(n[UNIT_WORKDAY], 1e4); left > 0;) {
        day += sign;
        left -= day_weekday(day) <= 5;
    }
    if (seconds > 0) {
        double all = (*second < 0 ? 0 : *second) + sign * seconds;
        double whole = floor(all / 86400);
        *second = (int32_t)(all - whole * 86400);
        day += (int32_t)whole;
    }
    return day;
}

static size_t put_part(char *out, size_t room, double n, bool vague, char letter) {
    if (n == 0) {
        return 0;
    }
    int used =
        vague ? snprintf(out, room, "X%c", letter) : snprintf(out, room, "%.15g%c", n, letter);
    return used > 0 && (size_t)used < room ? (size_t)used : 0;
}

void length_timex(const struct form_length *length, char *out, size_t room) {
    const double *n = length->n;
    bool v = length->vague;
    size_t pos = 1;
    out[0] = 'P';
    out[1] = 0;
    if (n[UNIT_WEEKEND] > 0) {
        snprintf(out, room, "P%gWE", n[UNIT_WEEKEND]);
        return;
    }
    if (n[UNIT_WORKDAY] > 0) {
        snprintf(out, room, "P%gBD", n[UNIT_WORKDAY]);
        return;
    }
    pos += put_part(out + pos, room - pos,
                    n[UNIT_YEAR] + 10 * n[UNIT_DECADE] + 100 * n[UNIT_CENTURY], v, 'Y');
    pos += put_part(out + pos, room - pos, n[UNIT_MONTH] + 3 * n[UNIT_QUARTER], v, 'M');
    pos += put_part(out + pos, room - pos, n[UNIT_WEEK] + 2 * n[UNIT_FORTNIGHT], v, 'W');
    pos += put_part(out + pos, room - pos, n[UNIT_DAY] + n[UNIT_NIGHT], v, 'D');
    if (n[UNIT_HOUR] + n[UNIT_MINUTE] + n[UNIT_SECOND] > 0 && pos + 1 < room) {
        out[pos++] = 'T';
        out[pos] = 0;
        pos += put_part(out + pos, room - pos, n[UNIT_HOUR], v, 'H');
        pos += put_part(out + pos, room - pos, n[UNIT_MINUTE], v, 'M');
        put_part(out + pos, room - pos, n[UNIT_SECOND], v, 'S');
    }
}
