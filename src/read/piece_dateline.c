/* piece_dateline.c - where and when a report was written, as its first words say.
 *
 *   date 2022-03-04 BRUSSELS:         BRUSSELS, March 4 (Reuters) -       MEXICO CITY -
 *   KYIV, Ukraine (AP) -              March 4 (Reuters) -                 12 March 2026   (a line
 * of its own)
 *
 * Read left to right: [date] place[, region ...] [date] [(agency)] dash or colon. Each part may be
 * missing, but a place alone must be in capitals and open the report. O(tokens of the dateline). */
#include "read/piece.h"

#include "text/words.h"

enum { PLACE_WORDS = 6, REGION_WORDS = 4, AGENCY_WORDS = 6, LINE_WORDS = 24, LEAST_LEAD = 12 };

struct dateline {
    uint32_t place_from;
    uint32_t place_to;
    uint32_t date_from;
    uint32_t date_to;
    uint32_t agency_from;
    uint32_t agency_to;
    bool capitals; /* the place is in capitals */
    bool labelled; /* begins with "date" */
};

/* Words in capitals that open a report and are no place. */
static bool is_label(const struct cutting *c, uint32_t tok) {
    if (words_is_starter(piece_word(c, tok))) {
        return !piece_word_is(c, tok + 1, "hague");
    }
    static const char *const word[] = {
        "analysis",  "breaking",   "brief",     "column",  "commentary", "corrected", "correction",
        "editorial", "exclusive",  "explainer", "factbox", "fact",       "insight",   "interview",
        "live",      "news",       "note",      "opinion", "profile",    "q",         "a",
        "review",    "timeline",   "update",    "updated", "video",      "watch",     "warning",
        "just",      "developing", "editor"};
    for (size_t i = 0; i < sizeof word / sizeof *word; i++) {
        if (piece_word_is(c, tok, word[i])) {
            return true;
        }
    }
    return false;
}

static bool is_name_word(const struct cutting *c, uint32_t tok) {
    const struct token *t = &c->doc->tok[tok];
    return (t->kind == TOKEN_WORD || t->kind == TOKEN_ABBREV) && t->flags & TOKEN_CAPITAL &&
           !piece_is_month(c, tok);
}

/* What may stand between the words of a name: "-", "'s", "de", the period of "Va." */
static bool is_name_joint(const struct cutting *c, uint32_t tok) {
    const struct token *t = &c->doc->tok[tok];
    if (!(t->flags & TOKEN_SPACE_BEFORE)) {
        return t->mark == '-' || t->mark == '.' || t->kind == TOKEN_CLITIC;
    }
    return piece_word_is(c, tok, "de") || piece_word_is(c, tok, "of") ||
           piece_word_is(c, tok, "al");
}

/* Behind the run of capitalised words at `tok` with what joins them; at most `most` words. */
static uint32_t skip_name(const struct cutting *c, uint32_t tok, uint32_t to, unsigned most,
                          bool *capitals) {
    unsigned n = 0;
    uint32_t end = tok;
    *capitals = true;
    for (uint32_t i = tok; i < to && n < most; i++) {
        const struct token *t = &c->doc->tok[i];
        if (is_name_word(c, i) && !piece_is_weekday(c, i)) {
            *capitals = *capitals && (t->flags & TOKEN_ALL_CAPS || t->kind == TOKEN_ABBREV);
            n++;
            end = i + 1;
        } else if (i > tok && is_name_joint(c, i)) {
            end = t->mark == '.' ? i + 1 : end;
        } else {
            break;
        }
    }
    return end;
}

static uint32_t skip_place(const struct cutting *c, uint32_t tok, uint32_t to, struct dateline *d) {
    uint32_t end = skip_name(c, tok, to, PLACE_WORDS, &d->capitals);
    if (end == tok || is_label(c, tok)) {
        return tok;
    }
    d->place_from = tok;
    d->place_to = end;
    for (int i = 0; i < 3; i++) {
        bool capitals;
        if (end + 1 >= to || (c->doc->tok[end].mark != ',' && c->doc->tok[end].mark != '/')) {
            break;
        }
        uint32_t region = skip_name(c, end + 1, to, REGION_WORDS, &capitals);
        if (region == end + 1 || piece_date_end(c, end + 1, to) > end + 1) {
            break;
        }
        end = region;
        d->place_to = end;
    }
    return end;
}

static uint32_t skip_agency(const struct cutting *c, uint32_t tok, uint32_t to,
                            struct dateline *d) {
    if (tok >= to || c->doc->tok[tok].mark != '(') {
        return tok;
    }
    for (uint32_t i = tok + 1; i < to && i <= tok + AGENCY_WORDS + 1; i++) {
        if (c->doc->tok[i].mark == ')') {
            d->agency_from = tok + 1;
            d->agency_to = i;
            return i > tok + 1 ? i + 1 : tok;
        }
        bool capital = c->doc->tok[i].flags & TOKEN_CAPITAL || c->doc->tok[i].kind == TOKEN_PUNCT ||
                       piece_word_is(c, i, "of") || piece_word_is(c, i, "dpa") ||
                       c->doc->tok[i].mark == '&';
        if (!capital) {
            return tok;
        }
    }
    return tok;
}

/* Behind the dash or colon that ends a dateline, or 0. */
static uint32_t skip_end(const struct cutting *c, uint32_t tok, uint32_t to) {
    if (tok >= to) {
        return 0;
    }
    const struct token *t = &c->doc->tok[tok];
    if (t->mark == ':') {
        return tok + 1;
    }
    if (!piece_is_dash(c, tok)) {
        return 0;
    }
    uint32_t i = tok + 1;
    while (i < to && i < tok + 3 && piece_is_dash(c, i)) {
        i++;
    }
    bool spaced = t->flags & TOKEN_SPACE_BEFORE ||
                  (i < to && c->doc->tok[i].flags & TOKEN_SPACE_BEFORE) || t->mark > 0x2010;
    return spaced ? i : 0;
}

static bool begins_prose(const struct cutting *c, uint32_t tok, uint32_t to) {
    if (tok >= to) {
        return false;
    }
    const struct token *t = &c->doc->tok[tok];
    return t->flags & TOKEN_CAPITAL || t->kind == TOKEN_PUNCT || t->kind == TOKEN_NUMBER ||
           t->kind == TOKEN_SYMBOL;
}

/* Whether what was read is evidence enough. */
static bool is_convincing(const struct cutting *c, const struct dateline *d, uint32_t end,
                          uint32_t to, bool first) {
    bool place = d->place_to > d->place_from;
    bool date = d->date_to > d->date_from;
    bool agency = d->agency_to > d->agency_from;
    bool colon = c->doc->tok[end - 1].mark == ':';
    if (d->labelled) {
        return date;
    }
    if (!begins_prose(c, end, to)) {
        return false;
    }
    if (colon) {
        return first && place && d->capitals && to - end >= LEAST_LEAD;
    }
    if (agency) {
        return (place && d->capitals) || date || first ||
               piece_is_agency(c, d->agency_from, d->agency_to);
    }
    return place && d->capitals && (date || first);
}

static void set_spans(const struct cutting *c, struct piece *p, const struct dateline *d) {
    p->block.kind = BLOCK_DATELINE;
    p->block.label = piece_span(c, d->place_from, d->place_to);
    p->block.date = piece_span(c, d->date_from, d->date_to);
    p->block.agency = piece_span(c, d->agency_from, d->agency_to);
}

/* Words that stand around the date in a line that is nothing but one. */
static bool is_date_line_word(const struct cutting *c, uint32_t tok) {
    static const char *const word[] = {
        "published", "updated", "posted", "last",  "date", "on",    "modified", "created",
        "at",        "am",      "pm",     "a.m.",  "p.m.", "gmt",   "utc",      "est",
        "edt",       "et",      "ist",    "bst",   "cet",  "cest",  "pst",      "pdt",
        "cst",       "cdt",     "hrs",    "first", "and",  "local", "time"};
    const struct token *t = &c->doc->tok[tok];
    if (t->kind == TOKEN_NUMBER || piece_is_weekday(c, tok)) {
        return true;
    }
    if (t->kind == TOKEN_PUNCT || t->mark == '|') {
        return t->mark != '.' && t->mark != '?' && t->mark != '"';
    }
    for (size_t i = 0; i < sizeof word / sizeof *word; i++) {
        if (piece_word_is(c, tok, word[i])) {
            return true;
        }
    }
    return false;
}

bool piece_dateline_is_line(const struct cutting *c, struct piece *p) {
    uint32_t to = p->block.tok_to;
    struct dateline d = {0};
    bool capitals;
    uint32_t i = p->block.tok_from;
    if (to - i > LINE_WORDS || to - i < 2) {
        return false;
    }
    uint32_t place = is_date_line_word(c, i) ? i : skip_name(c, i, to, PLACE_WORDS, &capitals);
    if (place > i && place + 1 < to && c->doc->tok[place].mark == ',') {
        d.place_from = i;
        d.place_to = place;
        i = place + 1;
    }
    while (i < to) {
        uint32_t end = piece_date_end(c, i, to);
        if (end > i && d.date_to == 0) {
            d.date_from = i;
            d.date_to = end;
        }
        if (end == i && !is_date_line_word(c, i)) {
            return false;
        }
        i = end > i ? end : i + 1;
    }
    if (d.date_to == 0) {
        return false;
    }
    set_spans(c, p, &d);
    return true;
}

static bool date_begins(const struct cutting *c, uint32_t tok, uint32_t to) {
    return tok < to && piece_date_end(c, tok, to) > tok;
}

/* Behind place and date, which may stand in either order with a comma between them. */
static uint32_t skip_place_and_date(const struct cutting *c, uint32_t tok, uint32_t to,
                                    struct dateline *d) {
    uint32_t i = tok;
    for (int part = 0; part < 2; part++) {
        if (!d->date_to && date_begins(c, i, to)) {
            d->date_from = i;
            d->date_to = piece_date_end(c, i, to);
            i = d->date_to;
        }
        if (!d->place_to) {
            i = skip_place(c, i, to, d);
        }
        i += i + 1 < to && c->doc->tok[i].mark == ',' && date_begins(c, i + 1, to);
    }
    return i;
}

/* "(CNN)The": the dash and the space were lost. */
static bool is_glued(const struct cutting *c, const struct dateline *d, uint32_t tok, uint32_t to) {
    return d->agency_to && piece_is_agency(c, d->agency_from, d->agency_to) && tok < to &&
           !(c->doc->tok[tok].flags & TOKEN_SPACE_BEFORE) && begins_prose(c, tok, to);
}

uint32_t piece_dateline(const struct cutting *c, struct piece *p, bool first) {
    uint32_t to = p->block.tok_to;
    uint32_t i = p->block.tok_from;
    struct dateline d = {0};
    d.labelled = piece_word_is(c, i, "date") && date_begins(c, i + 1, to);
    i = skip_place_and_date(c, i + d.labelled, to, &d);
    i = skip_agency(c, i, to, &d);
    uint32_t end = skip_end(c, i, to);
    end = end == 0 && is_glued(c, &d, i, to) ? i : end;
    if (end <= p->block.tok_from || !is_convincing(c, &d, end, to, first)) {
        return 0;
    }
    set_spans(c, p, &d);
    return end;
}
