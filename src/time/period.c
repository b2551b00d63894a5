/* period.c - lengths (three weeks, two and a half hours), what is built on them (ago, in, after
 * Easter), sets (every Monday) and the words that open a stretch (since, until, before, around).
 * Asks range.c and point.c for the rest and takes the longest reading. O(1): each reader looks a
 * bounded number of tokens ahead. */
#include <math.h>

#include "time/form.h"

enum { MANY = 32, SHORT = 64 };

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

static size_t read_unit(const struct reading *r, size_t i, unsigned *unit) {
    size_t k = i + (reading_class(r, i) == WORD_BUSINESS);
    if (reading_class(r, k) != WORD_UNIT) {
        return i;
    }
    *unit = reading_value(r, k) & 15;
    if (k > i) {
        *unit = UNIT_WORKDAY;
    }
    bool period = (reading_value(r, k) & SHORT) && reading_is_mark(r, k + 1, '.') &&
                  reading_is_glued(r, k + 1) && k + 2 < r->n &&
                  !(r->tok[k + 2].flags & TOKEN_CAPITAL);
    return k + 1 + period;
}

/* The count in front of a unit: a number, a, several, half a. *vague is set for several. */
static size_t read_count(const struct reading *r, size_t i, double *count, bool *vague) {
    struct number num;
    *count = 1;
    *vague = false;
    if (i >= r->n) {
        return i;
    }
    bool a = reading_class(r, i) == WORD_A;
    size_t k = i + a;
    if (reading_class(r, k) == WORD_SEVERAL) {
        bool couple = reading_value(r, k) == 2;
        *count = couple ? 2 : 1;
        *vague = !couple;
        k++;
        return k + (couple && reading_class(r, k) == WORD_OF);
    }
    if (reading_class(r, i) == WORD_HALF && reading_class(r, i + 1) == WORD_A) {
        *count = 0.5;
        return i + 2;
    }
    enum date_word cls = reading_class(r, i);
    bool may = cls == WORD_NUMBER || cls == WORD_DIGITS || a || cls == WORD_HALF;
    bool plain = may && number_read_plain(&r->lex->number, r->doc->text, r->tok, i, r->n, &num) &&
                 (reading_class(r, num.tok_to) == WORD_UNIT ||
                  reading_class(r, num.tok_to) == WORD_BUSINESS);
    if (may && (plain || number_read(&r->lex->number, r->doc->text, r->tok, i, r->n, &num)) &&
        !num.ordinal && num.value > 0 && num.value < 1e6 &&
        (!num.fraction || fmod(num.value * 4, 1) == 0)) {
        *count = num.value;
        return num.to == r->tok[num.tok_to - 1].to ? num.tok_to : i;
    }
    return a ? k : i;
}

static bool is_or(const struct reading *r, size_t i) {
    return i < r->n && r->tok[i].to - r->tok[i].from == 2 &&
           r->tok[i].hash == token_hash(STR("or"));
}

/* One count and unit, added to *length. */
static size_t read_piece(const struct reading *r, size_t i, struct form_length *length) {
    double count;
    bool vague;
    unsigned unit;
    size_t k = read_count(r, i, &count, &vague);
    double high;
    size_t link =
        k > i && !vague && (reading_class(r, k) == WORD_TO || reading_is_dash(r, k) || is_or(r, k))
            ? k + 1
            : k;
    size_t more =
        link > k && reading_class(r, link) != WORD_A ? read_count(r, link, &high, &vague) : link;
    if (more > link) { /* six to eight days */
        k = more;
        count = high;
        vague = true;
    }
    if (k == i && reading_class(r, i) == WORD_DIGITS) {
        str s = token_str(r->doc->text, &r->tok[i]);
        size_t used;
        bool separated;
        double value = number_digits(s, &used, &separated);
        int glued = used ? tail_unit(str_slice(s, used, s.len)) : -1;
        if (glued < 0 || value <= 0 || value > 1e6) {
            return i;
        }
        length->n[glued] += value;
        return i + 1;
    }
    k += k > i && reading_is_dash(r, k) && reading_is_glued(r, k) && reading_is_glued(r, k + 1);
    size_t end = k > i ? read_unit(r, k, &unit) : i;
    if (end <= k) {
        return i;
    }
    struct number part;
    if (reading_class(r, end) == WORD_AND && reading_class(r, end + 1) != WORD_NONE &&
        end + 1 < r->n &&
        number_read(&r->lex->number, r->doc->text, r->tok, end + 1, r->n, &part) && part.fraction &&
        part.value < 1 && reading_class(r, part.tok_to) != WORD_UNIT) {
        count += part.value; /* one year and a quarter */
        end = part.tok_to;
    }
    length->n[unit] += count;
    length->vague = length->vague || vague;
    return end;
}

size_t period_read_length(const struct reading *r, size_t i, unsigned most,
                          struct form_length *length) {
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
        k = next + (reading_class(r, next) == WORD_AND);
        enum date_word cls = reading_class(r, k);
        bool article = cls == WORD_A && k > next;
        if (cls != WORD_DIGITS && cls != WORD_NUMBER && !article) {
            break;
        }
    }
    if (end > i) {
        return end;
    }
    unsigned unit;
    k = i + (reading_class(r, i) == WORD_THE);
    if (reading_class(r, k) == WORD_ALL) { /* all day, the whole week */
        k++;
        k += reading_class(r, k) == WORD_THE;
        k += reading_is_dash(r, k);
        end = read_unit(r, k, &unit);
        if (end > k && unit >= UNIT_DAY && !(r->cls[end - 1] & MANY)) {
            length->n[unit] = 1;
            return end;
        }
    }
    return i;
}

static bool is_age(const struct reading *r, size_t i) {
    static const char *const old[] = {"old", "olds", "aged"};
    size_t k = i + reading_is_dash(r, i);
    for (size_t n = 0; n < 3 && k < r->n; n++) {
        if (r->tok[k].hash == token_hash(str_from_cstr(old[n]))) {
            return true;
        }
    }
    return reading_class(r, i) == WORD_OF && i + 1 < r->n &&
           r->tok[i + 1].hash == token_hash(STR("age"));
}

static size_t finish_inner(struct reading *r, struct date_form *f, const struct date_form *inner,
                           size_t end) {
    f->inner = form_copy(r->a, inner);
    if (!f->inner) {
        r->err = r->a->last;
    }
    return end;
}

/* What a length is counted from: "before Easter", "from now", "after May 13", "since 2011",
 * "earlier". */
static size_t read_from(struct reading *r, size_t i, struct date_form *f) {
    enum date_word cls = reading_class(r, i);
    f->base = BASE_SHIFT;
    switch (cls) {
    case WORD_AGO:
        f->offset = -1;
        f->past = true;
        return i + 1;
    case WORD_LATER:
    case WORD_EARLIER:
        f->offset = cls == WORD_LATER ? 1 : -1;
        f->narrative = true;
        return i + 1;
    case WORD_FROM:
    case WORD_AFTER:
    case WORD_BEFORE:
    case WORD_SINCE:
        break;
    default:
        return i;
    }
    f->offset = cls == WORD_BEFORE ? -1 : 1;
    struct date_form inner = form_empty();
    size_t end = point_read_day(r, i + 1, &inner);
    if (end == i + 1) {
        end = civil_read_year(r, i + 1, false, &inner.year);
        inner.base = BASE_CIVIL;
    }
    if (end > i + 1) {
        if (inner.base == BASE_NOW ||
            (inner.base == BASE_SHIFT && inner.length.n[UNIT_DAY] == 0 && !inner.daypart)) {
            return end; /* from now, from today */
        }
        f->base = BASE_FROM;
        return finish_inner(r, f, &inner, end);
    }
    bool bare = cls == WORD_BEFORE && (i + 1 >= r->n || r->tok[i + 1].kind == TOKEN_PUNCT);
    f->narrative = true;
    return bare ? i + 1 : i;
}

/* "on Tuesday" behind, or "Monday" before, "two weeks from now". */
static size_t read_weekday_behind(struct reading *r, size_t i, struct date_form *f) {
    size_t k = i + (reading_class(r, i) == WORD_ON);
    if (k == i || reading_class(r, k) != WORD_WEEKDAY || (reading_value(r, k) & MANY) ||
        f->narrative || f->past) {
        return i;
    }
    struct date_form inner = *f;
    *f = form_empty();
    f->base = BASE_NTH; /* the first such weekday on or after it */
    f->nth = 1;
    f->weekday = (uint8_t)(reading_value(r, k) & 15);
    return finish_inner(r, f, &inner, k + 1);
}

/* A length, and what is built on it. */
static size_t read_by_length(struct reading *r, size_t i, struct date_form *f) {
    size_t k = i;
    enum date_word lead = reading_class(r, i);
    k += lead == WORD_IN || lead == WORD_WITHIN;
    if (lead == WORD_WITHIN) {
        k += reading_class(r, k) == WORD_THE;
        k += reading_class(r, k) == WORD_NEXT;
    }
    size_t end = period_read_length(r, k, 6, &f->length);
    if (end == k || is_age(r, end)) {
        return i;
    }
    bool unit_alone = reading_class(r, k) == WORD_A && f->length.n[UNIT_SECOND] > 0;
    if (unit_alone) {
        return i;
    }
    if (lead == WORD_WITHIN) {
        f->base = BASE_ROLLING;
        f->offset = 1;
        f->nth = 1;
        return end;
    }
    struct date_form t = *f;
    size_t more = read_from(r, end, &t);
    if (more > end) {
        *f = t;
        if (f->narrative && f->length.n[UNIT_HOUR] + f->length.n[UNIT_MINUTE] > 0 &&
            reading_class(r, end) == WORD_BEFORE) {
            return i;
        }
        return read_weekday_behind(r, more, f);
    }
    if (lead == WORD_IN) {
        f->base = BASE_SHIFT;
        f->offset = 1;
        f->within = true;
        return f->length.vague ? i : end;
    }
    f->kind = FORM_DURATION;
    return end;
}

static size_t add_clock(const struct reading *r, size_t i, struct date_form *f) {
    size_t k = i;
    bool at = reading_class(r, k) == WORD_AT;
    k += at;
    struct date_form t = *f;
    size_t end = clock_read(r, k, at, &t);
    if (end == k) {
        return i;
    }
    clock_settle(&t, t.daypart);
    t.daypart = 0;
    *f = t;
    return end;
}

/* every day, each two weeks, every other Friday, every night at 9, 19th of every month, every 4/15.
 */
static size_t read_every(struct reading *r, size_t i, struct date_form *f) {
    bool all = reading_class(r, i) == WORD_ALL;
    size_t k = i + 1;
    bool other = reading_class(r, k) == WORD_OTHER;
    k += other;
    unsigned unit;
    double count = 1;
    bool vague;
    if (reading_class(r, k) == WORD_WEEKDAY) {
        f->base = BASE_WEEKDAY;
        f->weekday = (uint8_t)(reading_value(r, k) & 15);
        size_t end = clock_read_daypart(r, k + 1, f);
        return add_clock(r, end, f);
    }
    if (reading_class(r, k) == WORD_DAYPART) {
        f->daypart = (uint8_t)(reading_value(r, k) & 15);
        return add_clock(r, k + 1, f);
    }
    size_t number = all ? k : read_count(r, k, &count, &vague);
    size_t end = read_unit(r, number, &unit);
    if (end > number) {
        bool night = unit == UNIT_NIGHT;
        if (all && !(r->cls[end - 1] & MANY)) {
            return i;
        }
        f->daypart = night ? DAYPART_NIGHT : 0;
        f->length.n[unit] = other ? 2 : count;
        return add_clock(r, end, f);
    }
    struct date_form day = form_empty();
    end = all ? k : civil_read(r, k, &day);
    if (end > k && day.mday) {
        *f = day;
        f->year = YEAR_NONE;
        return add_clock(r, end, f);
    }
    return i;
}

size_t period_read_set(struct reading *r, size_t i, struct date_form *f) {
    size_t end = i;
    enum date_word cls = reading_class(r, i);
    unsigned value = i < r->n ? reading_value(r, i) : 0;
    if (cls == WORD_EVERY || cls == WORD_ALL) {
        end = read_every(r, i, f);
    } else if (cls == WORD_OFTEN) {
        f->length.n[value & 15] = value >> 8;
        end = add_clock(r, i + 1, f);
    } else if (cls == WORD_WEEKDAY && (value & MANY)) {
        f->base = BASE_WEEKDAY;
        f->weekday = (uint8_t)(value & 15);
        end = add_clock(r, i + 1, f);
    } else if (cls == WORD_WEEKDAY && reading_class(r, i + 1) == WORD_DAYPART &&
               (reading_value(r, i + 1) & MANY)) {
        f->base = BASE_WEEKDAY;
        f->weekday = (uint8_t)(value & 15);
        f->daypart = (uint8_t)(reading_value(r, i + 1) & 15);
        end = add_clock(r, i + 2, f);
    } else if (cls == WORD_DAYPART && (value & MANY) &&
               !(i > 0 && reading_class(r, i - 1) == WORD_THE)) {
        f->daypart = (uint8_t)(value & 15);
        end = i + 1;
    } else if (cls == WORD_UNIT && value == (UNIT_WEEKEND | MANY)) {
        f->length.n[UNIT_WEEKEND] = 1;
        end = i + 1;
    } else if (cls == WORD_ONCE || (cls == WORD_NUMBER && value <= 3)) {
        bool per = reading_class(r, i + 1) == WORD_A && reading_class(r, i + 2) == WORD_UNIT &&
                   !(reading_value(r, i + 2) & MANY) && reading_value(r, i + 2) >= UNIT_DAY;
        if (per) {
            f->length.n[reading_value(r, i + 2) & 15] = 1;
            end = i + 3;
        }
    } else { /* 3pm each day */
        size_t clock = clock_read(r, i, false, f);
        if (clock > i &&
            (reading_class(r, clock) == WORD_EVERY || reading_class(r, clock) == WORD_OFTEN)) {
            struct date_form t = form_empty();
            size_t set = period_read_set(r, clock, &t);
            if (set > clock && t.hour < 0) {
                t.hour = f->hour;
                t.minute = f->minute;
                t.second = f->second;
                *f = t;
                end = set;
            }
        }
    }
    f->kind = FORM_SET;
    return end;
}

/* since, after, before, until, around in front of a point; "later than", "no later than" too. */
static size_t read_opening(const struct reading *r, size_t i, unsigned *mod) {
    size_t k = i;
    switch (reading_class(r, i)) {
    case WORD_SINCE:
        *mod = DATE_SINCE;
        return i + 1;
    case WORD_STARTING:
    case WORD_START:
        *mod = DATE_SINCE;
        k = i + 1;
        k += reading_class(r, k) == WORD_ON ||
             (reading_class(r, i) == WORD_STARTING &&
              (reading_class(r, k) == WORD_FROM || reading_class(r, k) == WORD_AT));
        return reading_class(r, i) == WORD_START && k == i + 1 ? i : k;
    case WORD_AFTER:
        *mod = DATE_AFTER;
        return i + 1;
    case WORD_LATER:
        *mod = DATE_AFTER;
        return i + 1 < r->n && r->tok[i + 1].hash == token_hash(STR("than")) ? i + 2 : i;
    case WORD_BEFORE:
        *mod = DATE_BEFORE;
        return i + 1;
    case WORD_UNTIL:
        *mod = DATE_UNTIL;
        return i + 1;
    case WORD_ABOUT: /* "how about the first week" is no date told roughly; "about 7 a.m." is */
        *mod = DATE_APPROX;
        return reading_value(r, i) == 0 || reading_class(r, i + 1) == WORD_DIGITS ||
                       reading_class(r, i + 1) == WORD_NUMBER
                   ? i + 1
                   : i;
    default:
        return i;
    }
}

static size_t read_opened(struct reading *r, size_t i, struct date_form *f) {
    unsigned mod = DATE_EXACT;
    size_t k = read_opening(r, i, &mod);
    if (k == i) {
        return i;
    }
    size_t end = point_read(r, k, f);
    if (end == k) {
        struct date_form hour = form_empty();
        size_t clock = clock_read(r, k, false, &hour);
        *f = clock > k ? hour : form_empty();
        end = clock;
    }
    if (end == k) {
        end = civil_read_year(r, k, false, &f->year);
        f->base = end > k ? BASE_CIVIL : BASE_NONE;
        bool counted = end < r->n && r->tok[end].kind == TOKEN_WORD &&
                       !(r->tok[end].flags & TOKEN_CAPITAL) && end > k &&
                       r->cls[end] >> 24 == WORD_NONE &&
                       r->doc->text.ptr[r->tok[end].to - 1] == 's';
        end = counted ? k : end;
    }
    if (end == k && mod != DATE_SINCE && reading_class(r, k) == WORD_DAYPART) { /* before lunch */
        *f = form_empty();
        end = clock_read_daypart(r, k, f);
    }
    if (end == k || (mod == DATE_APPROX && (f->base == BASE_NOW || f->base == BASE_NTH))) {
        return i;
    }
    f->mod = (uint8_t)mod;
    f->past = f->past || mod == DATE_SINCE;
    return end;
}

/* A year alone, where the words around it say that it is one. */
static size_t read_bare_year(const struct reading *r, size_t i, struct date_form *f) {
    size_t end = civil_read_year(r, i, false, &f->year);
    if (end == i || (i + 1 < r->n && reading_is_glued(r, end) &&
                     (reading_is_dash(r, end) || reading_is_mark(r, end, '/')))) {
        return i;
    }
    enum date_word before = i > 0 ? reading_class(r, i - 1) : WORD_NONE;
    bool led = before == WORD_IN || before == WORD_OF || before == WORD_BY || before == WORD_FROM ||
               before == WORD_DURING || before == WORD_TO || before == WORD_FOR ||
               before == WORD_UNTIL;
    bool weak = before == WORD_AND || before == WORD_THE || before == WORD_A ||
                (i > 0 && (reading_is_mark(r, i - 1, '=') || reading_is_mark(r, i - 1, '('))) ||
                (i > 0 && r->tok[i - 1].kind == TOKEN_WORD && before == WORD_NONE);
    str next = end < r->n ? token_str(r->doc->text, &r->tok[end]) : STR("");
    bool counted = end < r->n && r->tok[end].kind == TOKEN_WORD &&
                   !(r->tok[end].flags & TOKEN_CAPITAL) && next.len > 3 &&
                   next.ptr[next.len - 1] == 's' && reading_class(r, end) == WORD_NONE;
    bool modern = f->year >= 1900 && f->year < 2100;
    if ((!led && !(weak && modern)) ||
        (counted && !(before == WORD_IN || before == WORD_BY || before == WORD_THE)) ||
        (end < r->n && (reading_is_mark(r, end, '%') || reading_is_mark(r, end, '$')))) {
        return i;
    }
    f->base = BASE_CIVIL;
    return end;
}

typedef size_t read_any(struct reading *r, size_t i, struct date_form *f);

static size_t try_bare_year(struct reading *r, size_t i, struct date_form *f) {
    return read_bare_year(r, i, f);
}

size_t period_read(struct reading *r, size_t i, struct date_form *f) {
    static read_any *const readers[] = {point_read,     range_read,      read_opened,
                                        read_by_length, period_read_set, try_bare_year};
    size_t best = i;
    for (size_t k = 0; k < sizeof readers / sizeof readers[0] && r->err == ERR_OK; k++) {
        struct date_form t = form_empty();
        size_t end = readers[k](r, i, &t);
        if (end > best) {
            best = end;
            *f = t;
        }
    }
    return best;
}
