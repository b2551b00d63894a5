/* figure.c - names of the enumerations, and when two values can't both be right.
 * A value with its approximator is an interval: "at least 14" is [14, inf), "about 300" 300 give or
 * take a tenth, "nearly 50" a tenth below. Two figures conflict when their intervals don't meet.
 * O(1). */
#include <math.h>

#include "figure/figures.h"

struct interval {
    double low;
    double high;
};

static struct interval interval_of(const struct figure *f) {
    double slack = 0.1 * fabs(f->high);
    switch ((enum figure_approx)f->approx) {
    case APPROX_ABOUT:
        return (struct interval){f->low - slack, f->high + slack};
    case APPROX_NEARLY:
        return (struct interval){f->low - slack, f->high};
    case APPROX_AT_LEAST:
        return (struct interval){f->low, INFINITY};
    case APPROX_MORE_THAN:
        return (struct interval){nextafter(f->low, INFINITY), INFINITY};
    case APPROX_AT_MOST:
        return (struct interval){-INFINITY, f->high};
    case APPROX_LESS_THAN:
        return (struct interval){-INFINITY, nextafter(f->high, -INFINITY)};
    case APPROX_EXACT:
    case APPROX_RANGE:
        break;
    }
    return (struct interval){f->low, f->high};
}

bool figure_conflicts(const struct figure *a, const struct figure *b) {
    if (a->kind != b->kind || !str_equals(a->unit, b->unit)) {
        return false;
    }
    struct interval x = interval_of(a);
    struct interval y = interval_of(b);
    return x.high < y.low || y.high < x.low;
}

const char *figure_kind_name(enum figure_kind kind) {
    switch (kind) {
    case FIGURE_COUNT:
        return "count";
    case FIGURE_ORDINAL:
        return "ordinal";
    case FIGURE_PERCENT:
        return "percent";
    case FIGURE_MONEY:
        return "money";
    case FIGURE_MEASURE:
        return "measure";
    case FIGURE_AGE:
        return "age";
    case FIGURE_TEMPERATURE:
        return "temperature";
    case FIGURE_RATIO:
        return "ratio";
    }
    return "";
}

const char *figure_approx_name(enum figure_approx approx) {
    switch (approx) {
    case APPROX_EXACT:
        return "exact";
    case APPROX_ABOUT:
        return "about";
    case APPROX_AT_LEAST:
        return "at least";
    case APPROX_AT_MOST:
        return "at most";
    case APPROX_MORE_THAN:
        return "more than";
    case APPROX_LESS_THAN:
        return "less than";
    case APPROX_NEARLY:
        return "nearly";
    case APPROX_RANGE:
        return "range";
    }
    return "";
}
