/* render_rows.c - the layers of single reports as rows: quotations, names, dates, figures, events.
 * One producer serves the terminal and CSV; the columns say where they are shown. O(annotations).
 */
#include "account/render_rows.h"

#include <stdio.h>

#include "account/render_names.h"
#include "account/render_said.h"
#include "account/render_wording.h"

void render_rows_str(struct rows *r, str cell) {
    if (r->failed == ERR_OK) {
        r->failed = vec_push(r->a, &r->cell, cell);
    }
}

void render_rows_cstr(struct rows *r, const char *cell) {
    render_rows_str(r, str_from_cstr(cell));
}

void render_rows_fmt(struct rows *r, const char *fmt, ...) {
    char text[1024];
    va_list args;
    va_start(args, fmt);
    int n = vsnprintf(text, sizeof text, fmt, args);
    va_end(args);
    size_t len = n < 0 ? 0 : (size_t)n < sizeof text ? (size_t)n : sizeof text - 1;
    str copy = arena_copy(r->a, (str){text, len});
    if (!copy.ptr) {
        r->failed = r->a->last;
        return;
    }
    render_rows_str(r, copy);
}

void render_rows_uint(struct rows *r, uint64_t value) {
    render_rows_fmt(r, "%llu", (unsigned long long)value);
}

void render_rows_range(struct rows *r, const struct render_place *x, uint32_t report,
                       struct span at) {
    struct chars chars = render_place_chars(x, report, at);
    render_rows_fmt(r, "%zu-%zu", chars.from, chars.to);
}

void render_rows_ref(struct rows *r, const struct render_place *x, uint32_t report,
                     struct span at) {
    buf b;
    buf_init(&b, (size_t)1 << 20);
    render_place_ref(x, &b, report, at);
    str where = arena_copy(r->a, buf_str(&b));
    buf_done(&b);
    if (!where.ptr) {
        r->failed = r->a->last;
        return;
    }
    render_rows_str(r, where);
}

void render_rows_place(struct rows *r, const struct render_place *x, uint32_t report,
                       struct span at) {
    struct chars chars = render_place_chars(x, report, at);
    render_rows_str(r, x->all->notes[report].doc.id);
    render_rows_uint(r, chars.from);
    render_rows_uint(r, chars.to);
    render_rows_uint(r, at.from);
    render_rows_uint(r, at.to);
}

#define PLACE_COLUMNS                                                                       \
    {"at", COLUMN_TEXT | COLUMN_DIM | COLUMN_WHOLE}, {"report", COLUMN_BOTH | COLUMN_HEAD}, \
        {"from", COLUMN_CSV | COLUMN_NUMBER}, {"to", COLUMN_CSV | COLUMN_NUMBER},           \
        {"byte_from", COLUMN_CSV | COLUMN_NUMBER}, {                                        \
        "byte_to", COLUMN_CSV | COLUMN_NUMBER                                               \
    }

static const struct column quote_columns[] = {{"speaker", COLUMN_BOTH},
                                              {"verb", COLUMN_TEXT},
                                              {"words", COLUMN_TEXT},
                                              {"words", COLUMN_CSV},
                                              {"type", COLUMN_CSV},
                                              PLACE_COLUMNS,
                                              {"source", COLUMN_CSV},
                                              {"cue", COLUMN_CSV},
                                              {"through", COLUMN_CSV},
                                              {"reason", COLUMN_CSV},
                                              {"negated", COLUMN_CSV},
                                              {"fragment", COLUMN_CSV},
                                              {"confidence", COLUMN_CSV | COLUMN_NUMBER}};

static const struct column name_columns[] = {{"name", COLUMN_BOTH},
                                             {"words", COLUMN_BOTH},
                                             {"type", COLUMN_BOTH | COLUMN_DIM | COLUMN_SPARE},
                                             {"kind", COLUMN_CSV},
                                             {"why", COLUMN_BOTH | COLUMN_DIM | COLUMN_SPARE},
                                             {"role", COLUMN_CSV},
                                             PLACE_COLUMNS};

static const struct column date_columns[] = {
    {"value", COLUMN_BOTH},   {"words", COLUMN_BOTH},
    {"type", COLUMN_CSV},     {"basis", COLUMN_BOTH | COLUMN_DIM | COLUMN_SPARE},
    {"timex", COLUMN_CSV},    {"grain", COLUMN_CSV},
    {"modifier", COLUMN_CSV}, {"first_day", COLUMN_CSV},
    {"last_day", COLUMN_CSV}, PLACE_COLUMNS};

static const struct column figure_columns[] = {{"value", COLUMN_BOTH | COLUMN_NUMBER},
                                               {"high", COLUMN_CSV | COLUMN_NUMBER},
                                               {"unit", COLUMN_BOTH},
                                               {"counted", COLUMN_BOTH},
                                               {"words", COLUMN_BOTH},
                                               {"type", COLUMN_CSV},
                                               {"approx", COLUMN_CSV},
                                               PLACE_COLUMNS};

static const struct column event_columns[] = {{"event", COLUMN_BOTH},
                                              {"who", COLUMN_BOTH},
                                              {"whom", COLUMN_BOTH},
                                              {"when", COLUMN_BOTH},
                                              {"modality", COLUMN_BOTH | COLUMN_DIM | COLUMN_SPARE},
                                              {"negated", COLUMN_CSV},
                                              {"class", COLUMN_CSV},
                                              {"words", COLUMN_CSV},
                                              {"trigger", COLUMN_CSV},
                                              PLACE_COLUMNS};

#define SET_COLUMNS(r, table) \
    ((r)->column = (table), (r)->n_columns = sizeof(table) / sizeof *(table))

static const char *yes(bool value) {
    return value ? "yes" : "";
}

/* A cell of words, between marks of ours when they are the speaker's own. */
static void marked(struct rows *r, str words, bool marks) {
    buf b;
    buf_init(&b, words.len + 8);
    buf_add(&b, marks ? STR("\u201c") : STR(""));
    buf_add(&b, words);
    buf_add(&b, marks ? STR("\u201d") : STR(""));
    str cell = arena_copy(r->a, buf_str(&b));
    buf_done(&b);
    if (!cell.ptr) {
        r->failed = r->a->last;
        return;
    }
    render_rows_str(r, cell);
}

static void quote_row(struct rows *r, const struct render_place *x, uint32_t report,
                      uint32_t index) {
    const struct notes *notes = &x->all->notes[report];
    const struct quotation *q = &notes->quotes.quotation[index];
    struct span at = {q->content[0].from, q->content[q->n_content - 1].to};
    render_rows_str(r, q->entity == NONE ? render_place_words(x, report, q->source)
                                         : notes->names.entity[q->entity].name);
    render_rows_str(r, render_said_verb(r->a, x, report, index));
    str words = render_wording_said(r->a, x, report, index, at);
    bool direct = q->type == QUOTE_DIRECT;
    marked(r, render_said_words(r->a, words, direct), direct);
    render_rows_str(r, words);
    render_rows_cstr(r, quote_type_name((enum quote_type)q->type));
    render_rows_range(r, x, report, at);
    render_rows_place(r, x, report, at);
    render_rows_str(r, render_place_words(x, report, q->source));
    render_rows_str(r, render_place_words(x, report, q->cue));
    struct span through = q->n_links ? q->link[0].at : (struct span){0};
    render_rows_str(r, render_place_words(x, report, through));
    render_rows_cstr(r, quote_reason_name((enum quote_reason)q->reason));
    render_rows_cstr(r, yes(q->negated));
    render_rows_cstr(r, yes(q->fragment));
    render_rows_fmt(r, "%.2f", (double)q->confidence);
}

static void name_row(struct rows *r, const struct render_place *x, uint32_t report,
                     const struct mention *m) {
    const struct notes *notes = &x->all->notes[report];
    render_rows_str(r, m->entity == NONE ? (str){"", 0} : notes->names.entity[m->entity].name);
    render_rows_str(r, render_place_words(x, report, m->at));
    render_rows_cstr(r, entity_kind_name((enum entity_kind)m->type));
    render_rows_cstr(r, render_names_mention((enum mention_kind)m->kind));
    render_rows_cstr(r, name_reason_name((enum name_reason)m->reason));
    render_rows_str(r, render_place_words(x, report, m->role));
    render_rows_range(r, x, report, m->at);
    render_rows_place(r, x, report, m->at);
}

static void date_row(struct rows *r, const struct render_place *x, uint32_t report,
                     const struct date *d) {
    render_rows_str(r, d->value.len ? d->value : d->timex);
    render_rows_str(r, render_place_words(x, report, d->at));
    render_rows_cstr(r, date_type_name((enum date_type)d->type));
    render_rows_cstr(r, date_basis_name((enum date_basis)d->basis));
    render_rows_str(r, d->timex);
    render_rows_cstr(r, render_names_grain((enum date_grain)d->grain));
    render_rows_cstr(r, render_names_date_mod((enum date_mod)d->mod));
    render_rows_fmt(r, "%s", d->open_from ? "" : render_place_day(d->first_day).text);
    render_rows_fmt(r, "%s", d->open_to ? "" : render_place_day(d->last_day).text);
    render_rows_range(r, x, report, d->at);
    render_rows_place(r, x, report, d->at);
}

static void figure_row(struct rows *r, const struct render_place *x, uint32_t report,
                       const struct figure *f) {
    render_rows_fmt(r, "%.15g", f->low);
    render_rows_fmt(r, "%.15g", f->high);
    render_rows_str(r, f->unit);
    render_rows_str(r, render_place_words(x, report, f->counted));
    render_rows_str(r, render_place_words(x, report, f->at));
    render_rows_cstr(r, figure_kind_name((enum figure_kind)f->kind));
    render_rows_cstr(r, figure_approx_name((enum figure_approx)f->approx));
    render_rows_range(r, x, report, f->at);
    render_rows_place(r, x, report, f->at);
}

static void event_row(struct rows *r, const struct render_place *x, uint32_t report,
                      const struct event *e) {
    const struct notes *notes = &x->all->notes[report];
    render_rows_str(r, e->type);
    render_rows_str(r, render_place_words(x, report, e->source_at));
    render_rows_str(r, render_place_words(x, report, e->target_at));
    str when = {"", 0};
    if (e->date != NONE) {
        const struct date *d = &notes->dates.date[e->date];
        when = d->value.len ? d->value : render_place_words(x, report, d->at);
    }
    render_rows_str(r, when);
    render_rows_cstr(r, event_modality_name((enum event_modality)e->modality));
    render_rows_cstr(r, yes(e->negated));
    render_rows_cstr(r, event_class_name((enum event_class)e->cls));
    render_rows_str(r, render_place_words(x, report, e->at));
    render_rows_str(r, render_place_words(x, report, e->trigger));
    render_rows_range(r, x, report, e->at);
    render_rows_place(r, x, report, e->at);
}

static void report_rows(struct rows *r, const struct render_place *x, uint32_t report,
                        enum render_layer layer, bool everything) {
    const struct notes *n = &x->all->notes[report];
    switch (layer) {
    case LAYER_QUOTES:
        for (size_t i = 0; i < n->quotes.n; i++) {
            if (everything || n->quotes.quotation[i].confidence >= RENDER_ROWS_CONFIDENCE) {
                quote_row(r, x, report, (uint32_t)i);
            }
        }
        break;
    case LAYER_NAMES:
        for (size_t i = 0; i < n->names.n_mentions; i++) {
            name_row(r, x, report, &n->names.mention[i]);
        }
        break;
    case LAYER_DATES:
        for (size_t i = 0; i < n->dates.n; i++) {
            date_row(r, x, report, &n->dates.date[i]);
        }
        break;
    case LAYER_FIGURES:
        for (size_t i = 0; i < n->figures.n; i++) {
            figure_row(r, x, report, &n->figures.figure[i]);
        }
        break;
    case LAYER_EVENTS:
        for (size_t i = 0; i < n->events.n; i++) {
            event_row(r, x, report, &n->events.event[i]);
        }
        break;
    case LAYER_ACCOUNT:
    case LAYER_CONFLICTS:
    case LAYER_STORIES:
    case LAYER_COPIES:
        break;
    }
}

static void set_columns(struct rows *r, enum render_layer layer) {
    switch (layer) {
    case LAYER_QUOTES:
        SET_COLUMNS(r, quote_columns);
        break;
    case LAYER_NAMES:
        SET_COLUMNS(r, name_columns);
        break;
    case LAYER_DATES:
        SET_COLUMNS(r, date_columns);
        break;
    case LAYER_FIGURES:
        SET_COLUMNS(r, figure_columns);
        break;
    case LAYER_EVENTS:
        SET_COLUMNS(r, event_columns);
        break;
    case LAYER_ACCOUNT:
    case LAYER_CONFLICTS:
    case LAYER_STORIES:
    case LAYER_COPIES:
        break;
    }
}

void render_rows(struct rows *r, struct render_place *x, enum render_layer layer, bool everything) {
    *r = (struct rows){.a = &x->scratch};
    if (layer == LAYER_STORIES) {
        render_rows_story_stories(r, x);
    } else if (layer == LAYER_COPIES) {
        render_rows_story_copies(r, x, everything);
    } else if (layer == LAYER_CONFLICTS) {
        render_rows_story_conflicts(r, x);
    } else {
        set_columns(r, layer);
        for (size_t i = 0; i < x->all->n_reports; i++) {
            report_rows(r, x, (uint32_t)i, layer, everything);
        }
    }
}
