/* anchor.c - the day a report was written, found or inferred.
 * News is written on the day of its latest past weekday: a report that says "on Friday", "on
 * Thursday" and "on Monday" is of that Friday. Its weekday is the one from which all past weekdays
 * lie the least far back (the first told wins a tie); the date of that weekday comes from the dated
 * reports of the same story. No evidence, no anchor. */
#include "time/anchor.h"

#include <stdio.h>

#include "base/sort.h"
#include "time/form.h"

enum { NEAR_DAYS = 3, TOP_BLOCKS = 6 };

static bool is_whole_day(const struct date *d) {
    return d->basis == BASIS_EXPLICIT && d->first_day != DAY_NONE && d->first_day == d->last_day &&
           !d->open_from && !d->open_to && (d->type == DATE_DATE || d->type == DATE_DATETIME);
}

static void take(struct anchor *out, const struct date *d) {
    *out = (struct anchor){.day = d->first_day, .second = -1, .basis = BASIS_DATELINE, .at = d->at};
}

/* Whether the date is all there is in its block, but for a word or two such as "Published". */
static bool stands_alone(const struct document *doc, const struct date *d, uint32_t b) {
    return b < TOP_BLOCKS &&
           doc->block[b].tok_to - doc->block[b].tok_from <= d->tok_to - d->tok_from + 2;
}

void anchor_find(const struct document *doc, const struct dates *dates, struct anchor *out) {
    *out = (struct anchor){.day = DAY_NONE, .second = -1};
    int32_t second;
    int32_t day = doc->published.len ? day_from_moment(doc->published, &second) : DAY_NONE;
    if (day != DAY_NONE) {
        *out = (struct anchor){.day = day, .second = second, .basis = BASIS_METADATA};
        return;
    }
    const struct date *beside = NULL;
    for (size_t i = 0; i < dates->n; i++) {
        const struct date *d = &dates->date[i];
        uint32_t b = document_block_at(doc, d->at.from);
        if (!is_whole_day(d)) {
            continue;
        }
        if (b != NONE && (doc->block[b].kind == BLOCK_DATELINE || stands_alone(doc, d, b))) {
            take(out, d);
            return;
        }
        bool lead = b != NONE && b < TOP_BLOCKS && d->form->weekday && d->tense != TENSE_FUTURE;
        beside = !beside && lead ? d : beside;
    }
    if (beside) {
        take(out, beside);
    }
}

/* A weekday that the report tells as past, outside embedded posts; 0 when it is none. */
static unsigned told_weekday(const struct document *doc, const struct date *d) {
    const struct date_form *f = d->form;
    if (!f || f->kind != FORM_POINT || f->base != BASE_WEEKDAY || f->mday ||
        d->tense == TENSE_FUTURE) {
        return 0;
    }
    uint32_t b = document_block_at(doc, d->at.from);
    return b != NONE && doc->block[b].kind == BLOCK_EMBED ? 0 : f->weekday;
}

/* The first date that tells the weekday on which the report was written, or NULL. */
static const struct date *latest_weekday(const struct document *doc, const struct dates *dates) {
    bool told[8] = {false};
    const struct date *first[8] = {NULL};
    for (size_t i = 0; i < dates->n; i++) {
        const struct date *d = &dates->date[i];
        unsigned w = told_weekday(doc, d);
        told[w] = true;
        bool main_tense = d->tense != TENSE_PAST_PERFECT;
        first[w] = w && !first[w] && main_tense ? d : first[w];
    }
    const struct date *best = NULL;
    unsigned least = 8;
    for (unsigned w = 1; w <= 7; w++) {
        unsigned far = 0;
        for (unsigned v = 1; v <= 7; v++) {
            unsigned back = (w - v + 7) % 7;
            far = told[v] && back > far ? back : far;
        }
        if (first[w] && (far < least || (far == least && first[w]->at.from < best->at.from))) {
            best = first[w];
            least = far;
        }
    }
    return best;
}

/* The day nearest to `near` that falls on `weekday`. */
static int32_t nearest(int32_t near, unsigned weekday) {
    int32_t ahead = ((int32_t)weekday - day_weekday(near) + 7) % 7;
    return near + (ahead > NEAR_DAYS ? ahead - 7 : ahead);
}

/* The date by which a report tells of `day`, or NULL. */
static const struct date *tells_of(const struct dates *dates, int32_t day) {
    for (size_t i = 0; i < dates->n; i++) {
        const struct date *d = &dates->date[i];
        if (d->first_day == day && d->last_day == day) {
            return d;
        }
    }
    return NULL;
}

/* The last day of an embedded post of the report, DAY_NONE when there's none with a date. */
static int32_t embed_day(const struct document *doc) {
    int32_t last = DAY_NONE;
    for (size_t i = 0; i < doc->n_embeds; i++) {
        int32_t day = span_is_empty(doc->embed[i].date)
                          ? DAY_NONE
                          : day_from_string(str_span(doc->text, doc->embed[i].date));
        last = day > last ? day : last;
    }
    return last;
}

static str name_of(const struct document *doc) {
    return doc->outlet.len ? doc->outlet : doc->id;
}

static enum err say(arena *a, struct anchor *out, int32_t day, const struct document *doc,
                    const struct date *own, const struct document *other_doc,
                    const struct dates *other) {
    char text[512];
    int y;
    int m;
    int d;
    str words = str_span(doc->text, own->at);
    if (other) {
        const struct date *evidence = tells_of(other, day);
        str told = evidence ? str_span(other_doc->text, evidence->at) : STR("");
        str name = name_of(other_doc);
        day_to_civil(other->anchor.day, &y, &m, &d);
        bool same = other->anchor.day == day;
        snprintf(text, sizeof text,
                 "its latest day is \"%.*s\"; %.*s, dated %04d-%02d-%02d, %s%.*s%s",
                 (int)(words.len < 60 ? words.len : 60), words.ptr,
                 (int)(name.len < 120 ? name.len : 120), name.ptr, y, m, d,
                 evidence && !same ? "tells of that day as \"" : "was written on that day",
                 (int)(evidence && !same ? (told.len < 60 ? told.len : 60) : 0), told.ptr,
                 evidence && !same ? "\"" : "");
    } else {
        day_to_civil(embed_day(doc), &y, &m, &d);
        snprintf(text, sizeof text,
                 "its latest day is \"%.*s\" and it quotes a post of %04d-%02d-%02d",
                 (int)(words.len < 60 ? words.len : 60), words.ptr, y, m, d);
    }
    *out = (struct anchor){.day = day, .second = -1, .basis = BASIS_INFERRED, .at = own->at};
    out->reason = arena_copy(a, str_from_cstr(text));
    return out->reason.ptr ? ERR_OK : a->last;
}

/* A day that may be the weekday asked for, and how many dated reports it is near to. */
struct ballot {
    int32_t day;
    uint32_t votes;
    uint32_t report; /* the first that tells of the day, or NONE */
};

static int by_day(const void *a, const void *b, void *ctx) {
    const struct ballot *x = a;
    const struct ballot *y = b;
    (void)ctx;
    return (x->day > y->day) - (x->day < y->day);
}

static int by_votes(const void *a, const void *b, void *ctx) {
    const struct ballot *x = a;
    const struct ballot *y = b;
    (void)ctx;
    return x->votes != y->votes ? (x->votes > y->votes ? -1 : 1)
                                : (x->day > y->day) - (x->day < y->day);
}

/* The days that fall on `weekday` and are told by a dated report, best first. */
static enum err count_votes(arena *a, struct dates *const *dates, size_t n, unsigned weekday,
                            struct ballot *ballot, size_t *n_ballots) {
    size_t n_all = 0;
    for (size_t j = 0; j < n; j++) {
        const struct anchor *anchor = &dates[j]->anchor;
        if (anchor->day != DAY_NONE && anchor->basis != BASIS_INFERRED) {
            int32_t day = nearest(anchor->day, weekday);
            bool told = day == anchor->day || tells_of(dates[j], day);
            ballot[n_all++] = (struct ballot){day, 1, told ? (uint32_t)j : NONE};
        }
    }
    TRY(sort_stable(a, ballot, n_all, sizeof *ballot, by_day, NULL));
    size_t out = 0;
    for (size_t k = 0; k < n_all; k++) {
        if (out > 0 && ballot[out - 1].day == ballot[k].day) {
            ballot[out - 1].votes++;
            ballot[out - 1].report =
                ballot[out - 1].report == NONE ? ballot[k].report : ballot[out - 1].report;
        } else {
            ballot[out++] = ballot[k];
        }
    }
    *n_ballots = out;
    return sort_stable(a, ballot, out, sizeof *ballot, by_votes, NULL);
}

/* One undated report, by the ballots of its weekday. */
static enum err infer_one(arena *a, const struct document *const *doc, struct dates *const *dates,
                          size_t i, const struct date *own, const struct ballot *ballot, size_t n,
                          struct anchor *out) {
    int32_t post = embed_day(doc[i]);
    for (size_t k = 0; k < n; k++) {
        bool fits = ballot[k].report != NONE && (post == DAY_NONE || ballot[k].day >= post);
        if (fits) {
            return say(a, out, ballot[k].day, doc[i], own, doc[ballot[k].report],
                       dates[ballot[k].report]);
        }
    }
    if (post != DAY_NONE) {
        int32_t day = post + ((int32_t)own->form->weekday - day_weekday(post) + 7) % 7;
        return say(a, out, day, doc[i], own, NULL, NULL);
    }
    return ERR_OK;
}

enum err anchor_infer(arena *a, const struct document *const *doc, struct dates *const *dates,
                      size_t n, struct anchor *out) {
    struct ballot *ballots[8] = {NULL}; /* of each weekday that is asked for */
    size_t n_ballots[8] = {0};
    for (size_t i = 0; i < n; i++) {
        out[i] = dates[i]->anchor;
        const struct date *own = out[i].day == DAY_NONE ? latest_weekday(doc[i], dates[i]) : NULL;
        if (!own) {
            continue;
        }
        unsigned w = own->form->weekday;
        if (!ballots[w]) {
            ballots[w] = arena_array(a, n, sizeof **ballots);
            if (!ballots[w]) {
                return a->last;
            }
            TRY(count_votes(a, dates, n, w, ballots[w], &n_ballots[w]));
        }
        TRY(infer_one(a, doc, dates, i, own, ballots[w], n_ballots[w], &out[i]));
    }
    return ERR_OK;
}
