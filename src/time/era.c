/* era.c - stretches with names of their own: decades, centuries, seasons, years, holidays.
 * O(1): looks at most six tokens ahead. */
#include "time/form.h"

static bool is_apostrophe(const struct reading *r, size_t i) {
    return reading_is_mark(r, i, '\'') || reading_is_mark(r, i, 0x2019) ||
           reading_is_mark(r, i, 0x2018);
}

size_t era_read_decade(struct reading *r, size_t i, struct date_form *f) {
    size_t k = i + is_apostrophe(r, i);
    if (reading_class(r, k) == WORD_NINETIES) {
        f->year = (int16_t)reading_value(r, k);
        f->base = BASE_DECADE;
        return k + 1;
    }
    if (reading_class(r, k) != WORD_DIGITS) {
        return i;
    }
    str s = token_str(r->doc->text, &r->tok[k]);
    size_t used;
    bool separated;
    double value = number_digits(s, &used, &separated);
    bool tail = used + 1 == s.len && s.ptr[used] == 's' && !separated;
    bool sized = used == 2 || (used == 4 && value >= 1000 && value <= 2100);
    if (!tail || !sized || (int)value % 10 != 0) {
        return i;
    }
    f->year = (int16_t)value;
    f->base = BASE_DECADE;
    return k + 1;
}

size_t era_read_century(struct reading *r, size_t i, struct date_form *f) {
    struct number num;
    size_t k = reading_number(r, i, &num);
    if (k == i || !num.ordinal || num.value < 1 || num.value > 30) {
        return i;
    }
    k += reading_is_dash(r, k);
    if (!reading_is_unit(r, k, UNIT_CENTURY)) {
        return i;
    }
    f->base = BASE_CENTURY;
    f->nth = (int16_t)num.value;
    return k + 1;
}

size_t era_read_holiday(struct reading *r, size_t i, struct date_form *f) {
    uint32_t value = 0;
    size_t end = i + phrases_match(&r->lex->phrase, &r->tok[i], r->n - i, &value);
    if (end == i && reading_class(r, i) == WORD_HOLIDAY) {
        value = reading_value(r, i);
        end = i + 1;
    }
    if (end == i) {
        return i;
    }
    f->base = BASE_HOLIDAY;
    f->holiday = (uint8_t)value;
    size_t k = end + (reading_class(r, end) == WORD_OF || reading_is_mark(r, end, ','));
    size_t more = civil_read_year(r, k, false, &f->year);
    if (more > k) {
        return more;
    }
    int relation;
    size_t unit = relation_read_word(r, k, &relation);
    if (unit > k && reading_is_unit(r, unit, UNIT_YEAR)) {
        f->past = relation < 0;
        return unit + 1;
    }
    return end;
}

size_t era_read_season(struct reading *r, size_t i, struct date_form *f) {
    if (reading_class(r, i) != WORD_SEASON) {
        return i;
    }
    f->base = BASE_SEASON;
    f->nth = (int16_t)(reading_value(r, i) & 3);
    size_t k = i + 1;
    k += reading_class(r, k) == WORD_OF;
    size_t end = civil_read_year(r, k, false, &f->year);
    if (end > k) {
        return end;
    }
    return reading_value(r, i) & WORD_DOUBT ? i : i + 1;
}

size_t era_read_year(struct reading *r, size_t i, struct date_form *f) {
    size_t k = i + (reading_class(r, i) == WORD_THE);
    if (reading_class(r, k) == WORD_FISCAL) {
        f->fiscal = (uint8_t)reading_value(r, k);
        k++;
    }
    if (!reading_is_unit(r, k, UNIT_YEAR)) {
        return i;
    }
    k++;
    k += reading_class(r, k) == WORD_OF && !f->fiscal;
    size_t end = civil_read_year(r, k, false, &f->year);
    f->base = BASE_CIVIL;
    return end > k ? end : i;
}
