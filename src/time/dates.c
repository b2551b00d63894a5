/* dates.c - the pass over a report: classes of all tokens, one reading at each token that may begin
 * an expression, then the anchor, then the values. Two passes, because the date of the report may
 * stand behind the first weekday ("on Friday (Mar 4)"). Expressions never overlap, never cross a
 * block, and are taken longest first from the left. O(tokens): a reading looks a bounded number of
 * tokens ahead and most tokens cost one probe of the lexicon. */
#include "time/dates.h"

#include "base/vec.h"
#include "time/anchor.h"
#include "time/form.h"

struct finding {
    struct date *v;
    size_t n;
    size_t cap;
};

static uint32_t class_of(const struct date_lexicon *lex, const struct token *t) {
    if (t->kind == TOKEN_NUMBER) {
        return (uint32_t)WORD_DIGITS << 24;
    }
    if (t->kind != TOKEN_WORD && t->kind != TOKEN_ABBREV) {
        return 0;
    }
    uint32_t value = map_find(&lex->word, t->hash);
    if (value != MAP_NONE) {
        return value;
    }
    unsigned number;
    switch (number_word(&lex->number, t, &number)) {
    case NUMWORD_UNIT:
    case NUMWORD_TEN:
        return (uint32_t)WORD_NUMBER << 24 | number;
    case NUMWORD_ORDINAL:
    case NUMWORD_ORDINAL_TEN:
        return (uint32_t)WORD_ORDINAL << 24 | number;
    default:
        return 0;
    }
}

/* Whether an expression may begin with token i: function words only where a word of time follows.
 */
static bool may_begin(const struct reading *r, size_t i) {
    enum date_word cls = reading_class(r, i);
    const struct token *t = &r->tok[i];
    switch (cls) {
    case WORD_NONE:
        return t->kind == TOKEN_WORD ||
               (t->kind == TOKEN_PUNCT &&
                (t->mark == '\'' || t->mark == 0x2019 || t->mark == 0x2018));
    case WORD_OF:
    case WORD_AND:
    case WORD_TO:
    case WORD_ON:
    case WORD_BY:
    case WORD_AMPM:
    case WORD_AGO:
    case WORD_OTHER:
    case WORD_EVE:
    case WORD_BUSINESS:
    case WORD_THROUGH:
    case WORD_OCLOCK:
    case WORD_AT:
    case WORD_FOR:
        return false;
    case WORD_A:
    case WORD_THE:
    case WORD_IN:
    case WORD_FROM:
    case WORD_BETWEEN:
    case WORD_SINCE:
    case WORD_AFTER:
    case WORD_BEFORE:
    case WORD_UNTIL:
    case WORD_ABOUT:
    case WORD_WITHIN:
        return reading_class(r, i + 1) != WORD_NONE ||
               (i + 1 < r->n && map_find(&r->lex->phrase.first, r->tok[i + 1].hash) != MAP_NONE) ||
               (i + 1 < r->n && (r->tok[i + 1].flags & TOKEN_CAPITAL)) ||
               reading_is_mark(r, i + 1, '\'') || reading_is_mark(r, i + 1, 0x2019);
    default:
        return true;
    }
}

/* A word of no class begins only a holiday ("Good Friday"), a quarter ("Q1") or a month glued to
 * its day ("mar4"). */
static bool may_begin_named(const struct reading *r, size_t i) {
    return map_find(&r->lex->phrase.first, r->tok[i].hash) != MAP_NONE ||
           r->tok[i].to - r->tok[i].from == 2 || r->tok[i].kind == TOKEN_PUNCT;
}

/* "since the invasion started on Feb 24": the conjunction opens the stretch at a distance. */
static bool since_opens(const struct reading *r, size_t i, const struct date_form *f) {
    enum { FAR = 10 };
    if (f->kind != FORM_POINT || f->mod != DATE_EXACT || f->base == BASE_NONE ||
        f->base == BASE_NOW) {
        return false;
    }
    for (size_t k = i; k-- > 0 && i - k <= FAR && r->tok[k].kind != TOKEN_PUNCT;) {
        enum date_word cls = (enum date_word)(r->cls[k] >> 24);
        if (cls == WORD_SINCE) {
            return i - k > 1;
        }
        if (cls == WORD_WEEKDAY || cls == WORD_MONTH || cls == WORD_DIGITS ||
            cls == WORD_RELATIVE || (r->tok[k + 1].flags & TOKEN_LINE_START)) {
            return false;
        }
    }
    return false;
}

static enum err add(struct reading *r, struct finding *out, size_t i, size_t end,
                    const struct date_form *form) {
    struct date d = {.at = {r->tok[i].from, r->tok[end - 1].to},
                     .tok_from = (uint32_t)i,
                     .tok_to = (uint32_t)end,
                     .mod = form->mod,
                     .first_day = DAY_NONE,
                     .last_day = DAY_NONE};
    bool opens;
    struct date_form f = *form;
    named_day_settle(r, i, end, &f);
    d.tense = (uint8_t)tense_around(&r->lex->verb, r->doc, d.tok_from, d.tok_to, &opens);
    bool on = i > 0 && r->cls[i - 1] >> 24 == WORD_ON;
    f.strict = d.tense == TENSE_PAST_PERFECT && opens && on;
    if (since_opens(r, i, &f)) {
        f.mod = d.mod = DATE_SINCE;
        f.past = true;
    }
    bool past = d.tense == TENSE_PAST || d.tense == TENSE_PAST_PERFECT;
    if (f.within && past) {
        f.kind = FORM_DURATION;
    }
    if (f.mod == DATE_EXACT && f.part != PART_WHOLE) {
        d.mod = f.part == PART_START ? DATE_EARLY : f.part == PART_MID ? DATE_MID : DATE_LATE;
    }
    d.form = form_copy(r->a, &f);
    return d.form ? vec_push(r->a, out, d) : r->a->last;
}

/* Words in front that are read but say nothing: "the" of "the last quarter", "in" of "in two days
 * from now". */
static size_t skip_lead(const struct reading *r, size_t i, const struct date_form *f) {
    const uint64_t whole = CLASS(WORD_LAST) | CLASS(WORD_NEXT) | CLASS(WORD_THIS) |
                           CLASS(WORD_THAT) | CLASS(WORD_MID) | CLASS(WORD_EARLY) |
                           CLASS(WORD_LATE) | CLASS(WORD_FISCAL);
    bool the = reading_class(r, i) == WORD_THE;
    if (f->kind != FORM_POINT || !(the || reading_class(r, i) == WORD_IN)) {
        return i;
    }
    bool empty;
    if (!the) {
        empty = f->base == BASE_SHIFT && !f->within && !f->narrative && f->daypart == DAYPART_NONE;
    } else if (f->base == BASE_NTH) {
        empty = f->unit == UNIT_WEEK && reading_is_unit(r, i + 1, UNIT_WEEK);
    } else {
        bool end_of_day = f->part == PART_END && f->nth == -2;
        empty = reading_in(r, i + 1, whole) ||
                (reading_in(r, i + 1, CLASS(WORD_END) | CLASS(WORD_START)) && !end_of_day);
    }
    return empty ? i + 1 : i;
}

static enum err find_in(struct reading *r, size_t from, size_t to, struct finding *out) {
    r->n = to;
    for (size_t i = from; i < to;) {
        struct date_form f;
        if (!may_begin(r, i) || (reading_class(r, i) == WORD_NONE && !may_begin_named(r, i))) {
            i++;
            continue;
        }
        size_t end = period_read(r, i, &f);
        if (r->err != ERR_OK) {
            return r->err;
        }
        if (end == i) {
            i++;
            continue;
        }
        TRY(add(r, out, skip_lead(r, i, &f), end, &f));
        i = end;
    }
    return ERR_OK;
}

static enum err find_all(arena *a, arena *scratch, const struct date_lexicon *lex,
                         const struct document *doc, struct finding *out) {
    uint32_t *cls = arena_array(scratch, doc->n_tok + 1, sizeof *cls);
    if (!cls) {
        return scratch->last;
    }
    for (size_t i = 0; i < doc->n_tok; i++) {
        cls[i] = class_of(lex, &doc->tok[i]);
    }
    struct reading r = {.a = a, .lex = lex, .doc = doc, .tok = doc->tok, .cls = cls};
    if (doc->n_blocks == 0) {
        return find_in(&r, 0, doc->n_tok, out);
    }
    for (size_t b = 0; b < doc->n_blocks; b++) {
        TRY(find_in(&r, doc->block[b].tok_from, doc->block[b].tok_to, out));
    }
    return ERR_OK;
}

/* What a date is counted from: the post it stands in, or the report. */
static struct reference reference_of(const struct document *doc, const struct anchor *anchor,
                                     uint32_t block, uint8_t *basis) {
    struct reference ref = {.day = anchor->day, .second = anchor->second};
    bool post = block != NONE && doc->block[block].kind == BLOCK_EMBED &&
                doc->block[block].embed < doc->n_embeds;
    struct span written = post ? doc->embed[doc->block[block].embed].date : (struct span){0, 0};
    int32_t day = span_is_empty(written) ? DAY_NONE : day_from_string(str_span(doc->text, written));
    *basis = day == DAY_NONE ? anchor->basis : BASIS_EMBED;
    return day == DAY_NONE ? ref : (struct reference){.day = day, .second = -1};
}

/* The basis of a value just resolved. */
static uint8_t basis_of(const struct date *date, uint8_t basis) {
    bool known = date->first_day != DAY_NONE || date->last_day != DAY_NONE;
    if (!known || date->type == DATE_DURATION || date->type == DATE_SET) {
        return BASIS_NONE;
    }
    return resolve_is_explicit(date->form) ? BASIS_EXPLICIT : basis;
}

static bool is_settled(const struct date *date) {
    return !date->form || date->basis == BASIS_EXPLICIT || date->basis == BASIS_EMBED;
}

/* Give every date its value: explicit ones as they are, those of a post by its date, others by
 * `anchor`. */
static enum err resolve_all(arena *a, const struct document *doc, const struct anchor *anchor,
                            struct dates *d, bool again) {
    int32_t told = DAY_NONE; /* what "a day earlier" counts from */
    uint32_t told_block = NONE;
    for (size_t i = 0; i < d->n; i++) {
        struct date *date = &d->date[i];
        uint32_t block = document_block_at(doc, date->at.from);
        if (!again || !is_settled(date)) {
            uint8_t basis;
            struct reference ref = reference_of(doc, anchor, block, &basis);
            bool continues = date->form->narrative && block == told_block && told != DAY_NONE;
            ref.day = continues ? told : ref.day;
            TRY(resolve_form(a, date->form, &ref, date));
            date->basis = basis_of(date, basis);
        }
        if (date->basis != BASIS_NONE) {
            told = date->first_day;
            told_block = block;
        }
    }
    return ERR_OK;
}

enum err dates_find(arena *a, const struct date_lexicon *lex, const struct document *doc,
                    struct dates *out) {
    struct finding found = {0};
    arena scratch;
    arena_init(&scratch, 0);
    enum err code = find_all(a, &scratch, lex, doc, &found);
    arena_done(&scratch);
    if (code != ERR_OK) {
        return code;
    }
    *out = (struct dates){.date = found.v, .n = found.n};
    const struct anchor none = {.day = DAY_NONE, .second = -1};
    TRY(resolve_all(a, doc, &none, out, false));
    anchor_find(doc, out, &out->anchor);
    return out->anchor.day == DAY_NONE ? ERR_OK : resolve_all(a, doc, &out->anchor, out, true);
}

enum err dates_resolve(arena *a, const struct document *doc, const struct anchor *anchor,
                       struct dates *d) {
    TRY(resolve_all(a, doc, anchor, d, true));
    if (d->anchor.day == DAY_NONE) {
        d->anchor = *anchor;
    }
    return ERR_OK;
}
