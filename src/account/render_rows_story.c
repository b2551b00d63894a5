/* render_rows_story.c - the layers across reports as rows: a passage, a pair of shared spans, a
 * witness of a side. Rows are flat, with the story or pair repeated in each, so that a spreadsheet
 * can sort and filter them; the table on the terminal leaves repeated cells out. O(rows). */
#include <stdio.h>

#include "account/render_names.h"
#include "account/render_rows.h"

static const struct column story_columns[] = {
    {"story", COLUMN_BOTH | COLUMN_NUMBER | COLUMN_HEAD},
    {"title", COLUMN_BOTH | COLUMN_HEAD},
    {"day", COLUMN_BOTH | COLUMN_HEAD},
    {"where", COLUMN_TEXT | COLUMN_WHOLE},
    {"report", COLUMN_CSV},
    {"from", COLUMN_CSV | COLUMN_NUMBER},
    {"to", COLUMN_CSV | COLUMN_NUMBER},
    {"byte_from", COLUMN_CSV | COLUMN_NUMBER},
    {"byte_to", COLUMN_CSV | COLUMN_NUMBER},
};

static const struct column copy_columns[] = {
    {"a", COLUMN_BOTH | COLUMN_HEAD},
    {"b", COLUMN_BOTH | COLUMN_HEAD},
    {"direction", COLUMN_BOTH | COLUMN_HEAD},
    {"kind", COLUMN_BOTH | COLUMN_HEAD},
    {"evidence", COLUMN_BOTH | COLUMN_HEAD},
    {"sure", COLUMN_TEXT | COLUMN_NUMBER | COLUMN_HEAD}, /* confidence, where there's a direction */
    {"runs", COLUMN_BOTH | COLUMN_NUMBER | COLUMN_HEAD},
    {"share_a", COLUMN_CSV | COLUMN_NUMBER},
    {"share_b", COLUMN_CSV | COLUMN_NUMBER},
    {"confidence", COLUMN_CSV | COLUMN_NUMBER},
    {"words", COLUMN_BOTH},
    {"at_a", COLUMN_TEXT | COLUMN_DIM | COLUMN_WHOLE},
    {"at_b", COLUMN_TEXT | COLUMN_DIM | COLUMN_WHOLE},
    {"a_from", COLUMN_CSV | COLUMN_NUMBER},
    {"a_to", COLUMN_CSV | COLUMN_NUMBER},
    {"b_from", COLUMN_CSV | COLUMN_NUMBER},
    {"b_to", COLUMN_CSV | COLUMN_NUMBER},
    {"exact", COLUMN_CSV},
    {"quoted", COLUMN_CSV},
    {"hidden_source", COLUMN_CSV},
    {"outlets", COLUMN_CSV | COLUMN_NUMBER}, /* of the family of copies */
    {"origins", COLUMN_CSV | COLUMN_NUMBER},
};

static const struct column conflict_columns[] = {
    {"story", COLUMN_BOTH | COLUMN_NUMBER | COLUMN_HEAD},
    {"conflict", COLUMN_BOTH | COLUMN_NUMBER | COLUMN_HEAD},
    {"kind", COLUMN_BOTH | COLUMN_HEAD},
    {"subject", COLUMN_BOTH | COLUMN_HEAD},
    {"value", COLUMN_BOTH | COLUMN_HEAD},
    {"witnesses", COLUMN_CSV | COLUMN_NUMBER},
    {"outlets", COLUMN_CSV | COLUMN_NUMBER},
    {"origins", COLUMN_CSV | COLUMN_NUMBER},
    {"words", COLUMN_CSV},
    {"where", COLUMN_TEXT | COLUMN_WHOLE},
    {"report", COLUMN_CSV},
    {"from", COLUMN_CSV | COLUMN_NUMBER},
    {"to", COLUMN_CSV | COLUMN_NUMBER},
    {"byte_from", COLUMN_CSV | COLUMN_NUMBER},
    {"byte_to", COLUMN_CSV | COLUMN_NUMBER},
    {"reason", COLUMN_CSV},
};

#define SET_COLUMNS(r, table) \
    ((r)->column = (table), (r)->n_columns = sizeof(table) / sizeof *(table))

void render_rows_story_stories(struct rows *r, struct render_place *x) {
    SET_COLUMNS(r, story_columns);
    const struct stories *stories = &x->all->stories;
    for (size_t s = 0; s < stories->n; s++) {
        const struct story *story = &stories->story[s];
        for (size_t i = 0; i < story->n_passages; i++) {
            const struct passage *p = &stories->passage[story->passage[i]];
            render_rows_uint(r, s);
            render_rows_str(r, story->label);
            render_rows_fmt(r, "%s", render_place_day(story->day).text);
            render_rows_ref(r, x, p->report, p->at);
            render_rows_place(r, x, p->report, p->at);
        }
    }
}

static const char *direction(const struct copy *copy) {
    return copy->direction == COPY_A_FROM_B   ? "b->a"
           : copy->direction == COPY_B_FROM_A ? "a->b"
                                              : "undetermined";
}

/* "credit earlier" */
static void evidence_cell(struct rows *r, const struct copy *copy) {
    char all[128] = "";
    size_t n = 0;
    for (unsigned bit = 0; bit < RENDER_NAMES_COPY_REASONS; bit++) {
        if (copy->reasons & 1u << bit) {
            n += (size_t)snprintf(all + n, sizeof all - n, "%s%s", n ? " " : "",
                                  render_names_copy_reason((enum copy_reason)(1u << bit)));
        }
    }
    render_rows_str(r, arena_copy(r->a, (str){all, n}));
}

/* The agency, "unnamed", or nothing. */
static str hidden_source(const struct copies *copies, const struct copy *copy) {
    if (!(copy->reasons & COPY_HIDDEN)) {
        return STR("");
    }
    str name = copies->sources[copies->source[copy->a]].name;
    return name.len ? name : STR("unnamed");
}

static void copy_row(struct rows *r, const struct render_place *x, const struct copy *copy,
                     const struct copy_span *span) {
    const struct copy_family *family = copies_family(&x->all->copies, copy->a);
    struct chars a = render_place_chars(x, copy->a, span->a);
    struct chars b = render_place_chars(x, copy->b, span->b);
    render_rows_str(r, x->all->notes[copy->a].doc.id);
    render_rows_str(r, x->all->notes[copy->b].doc.id);
    render_rows_cstr(r, direction(copy));
    render_rows_cstr(r, render_names_copy((enum copy_kind)copy->kind));
    evidence_cell(r, copy);
    if (copy->direction == COPY_UNDETERMINED) {
        render_rows_cstr(r, "");
    } else {
        render_rows_fmt(r, "%.2f", (double)copy->confidence);
    }
    render_rows_uint(r, copy->runs);
    render_rows_fmt(r, "%.3f", (double)copy->share_a);
    render_rows_fmt(r, "%.3f", (double)copy->share_b);
    render_rows_fmt(r, "%.2f", (double)copy->confidence);
    render_rows_str(r, render_place_words(x, copy->a, span->a));
    render_rows_range(r, x, copy->a, span->a);
    render_rows_range(r, x, copy->b, span->b);
    render_rows_uint(r, a.from);
    render_rows_uint(r, a.to);
    render_rows_uint(r, b.from);
    render_rows_uint(r, b.to);
    render_rows_cstr(r, span->exact ? "yes" : "");
    render_rows_cstr(r, span->quoted ? "yes" : "");
    render_rows_str(r, hidden_source(&x->all->copies, copy));
    render_rows_uint(r, family ? family->n_outlets : 2);
    render_rows_uint(r, family ? family->n_origins : 2);
}

void render_rows_story_copies(struct rows *r, struct render_place *x, bool all) {
    SET_COLUMNS(r, copy_columns);
    for (size_t i = 0; i < x->all->copies.n; i++) {
        const struct copy *copy = &x->all->copies.copy[i];
        for (size_t k = 0; k < copy->n_spans && (all || copy->via == NONE); k++) {
            copy_row(r, x, copy, &copy->span[k]);
        }
    }
}

static void conflict_row(struct rows *r, const struct render_place *x, const struct account *acct,
                         const size_t at[2], const struct side *side, struct place place) {
    const struct conflict *c = &acct->conflict[at[1]];
    uint32_t report = acct->witness[place.witness].report;
    render_rows_uint(r, at[0]);
    render_rows_uint(r, at[1]);
    render_rows_cstr(r, conflict_kind_name((enum conflict_kind)c->kind));
    render_rows_str(r, c->subject);
    render_rows_str(r, side->value);
    render_rows_uint(r, side->n_witnesses);
    render_rows_uint(r, side->n_outlets);
    render_rows_uint(r, side->n_origins);
    render_rows_str(r, render_place_words(x, report, place.at));
    render_rows_ref(r, x, report, place.at);
    render_rows_place(r, x, report, place.at);
    render_rows_str(r, c->reason);
}

void render_rows_story_conflicts(struct rows *r, struct render_place *x) {
    SET_COLUMNS(r, conflict_columns);
    for (size_t s = 0; s < x->all->n; s++) {
        const struct account *acct = &x->all->account[s];
        for (size_t i = 0; i < acct->n_conflicts; i++) {
            for (size_t k = 0; k < acct->conflict[i].n_sides; k++) {
                const struct side *side = &acct->conflict[i].side[k];
                for (size_t p = 0; p < side->n_places; p++) {
                    conflict_row(r, x, acct, (const size_t[]){s, i}, side, side->place[p]);
                }
            }
        }
    }
}
