/* named_day.c - days of the calendar that are names: "9/11" and "the Sept. 11 attacks" are of 2001
 * whenever a report was written, unless it was written before. O(names). */
#include "time/form.h"

static const struct {
    int16_t year;
    uint8_t month;
    uint8_t mday;
    bool bare;
    const char *words;
} days[] = {
#define N(year, month, mday, bare, words) {year, month, mday, bare, words},
#include "time/tables/named_days.inc"
#undef N
};

enum { BEHIND = 2 }; /* tokens: "Sept. 11 terrorist attacks" */

static bool is_one_of(str word, const char *words) {
    for (const char *w = words; *w;) {
        size_t len = strcspn(w, " ");
        if (str_equals_nocase(word, str_of(w, len))) {
            return true;
        }
        w += len + (w[len] == ' ');
    }
    return false;
}

/* Whether one of `words` stands right behind the tokens of the date. */
static bool is_named_behind(const struct reading *r, size_t end, const char *words) {
    for (size_t i = end; i < r->n && i < end + BEHIND && r->tok[i].kind == TOKEN_WORD; i++) {
        if (is_one_of(token_str(r->doc->text, &r->tok[i]), words)) {
            return true;
        }
    }
    return false;
}

/* Whether the report says that it was published before that day. */
static bool is_before(const struct document *doc, int32_t day) {
    int32_t second;
    int32_t published = doc->published.len ? day_from_moment(doc->published, &second) : DAY_NONE;
    return published != DAY_NONE && published < day;
}

void named_day_settle(const struct reading *r, size_t i, size_t end, struct date_form *f) {
    if (f->kind != FORM_POINT || f->base != BASE_CIVIL || f->year != YEAR_NONE || f->weekday) {
        return;
    }
    bool digits = r->tok[i].kind == TOKEN_NUMBER;
    for (size_t k = 0; k < sizeof days / sizeof *days; k++) {
        bool fits = f->month == days[k].month && f->mday == days[k].mday;
        if (fits && ((days[k].bare && digits) || is_named_behind(r, end, days[k].words)) &&
            !is_before(r->doc, day_from_civil(days[k].year, f->month, f->mday))) {
            f->year = days[k].year;
        }
    }
}
