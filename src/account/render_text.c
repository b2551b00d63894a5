/* render_text.c - the account on a terminal, in the order in which a fact-checker needs it: who
 * reports, what can't all be right, what is said by several, what happened when, what stands in one
 * report alone, who has it from whom. Stories with one witness follow, shortened unless `all` is
 * set. Nothing is told by colour alone. O(output). */
#include "account/render_text.h"

#include <stdio.h>

#include "account/render_order.h"
#include "account/render_wording.h"

enum { NOTE_MAX = 1 << 20, NAME_COLUMNS = 30, MOST_EDGES = 12 };

str render_text_note(struct render_text *t, const char *fmt, ...) {
    char text[512];
    va_list args;
    va_start(args, fmt);
    vsnprintf(text, sizeof text, fmt, args);
    va_end(args);
    buf_clear(&t->note);
    buf_add_cstr(&t->note, text);
    return buf_str(&t->note);
}

str render_text_ref(struct render_text *t, struct place place) {
    buf_clear(&t->note);
    render_place_ref(&t->place, &t->note, t->acct->witness[place.witness].report, place.at);
    return buf_str(&t->note);
}

str render_text_count(struct render_text *t, size_t n, const char *one, const char *many) {
    return render_text_note(t, "%zu %s", n, n == 1 ? one : many);
}

void render_text_quoted(struct render_text *t, enum sheet_style style, str words) {
    render_sheet_cstr(&t->sheet, style, "\u201c");
    render_sheet_words(&t->sheet, style, words);
    render_sheet_cstr(&t->sheet, style, "\u201d");
}

/* ---- head: title and witnesses ---- */

static void write_title(struct render_text *t, size_t story) {
    struct render_sheet *s = &t->sheet;
    render_sheet_words(s, STYLE_BOLD, t->acct->title);
    render_sheet_end(s, 0, 0);
    render_sheet_own(s, STYLE_DIM,
                     render_text_note(t, "story %zu of %zu \u00b7 ", story + 1, t->place.all->n));
    if (t->acct->n_witnesses != t->acct->n_outlets) {
        render_sheet_own(s, STYLE_DIM,
                         render_text_count(t, t->acct->n_witnesses, "report", "reports"));
        render_sheet_cstr(s, STYLE_DIM, " by ");
    }
    render_sheet_own(s, STYLE_DIM, render_text_count(t, t->acct->n_outlets, "outlet", "outlets"));
    if (t->acct->n_witnesses > 1) {
        render_sheet_cstr(s, STYLE_DIM, " \u00b7 at least ");
        render_sheet_words(
            s, STYLE_DIM,
            render_text_count(t, t->acct->n_origins, "independent origin", "independent origins"));
    }
    render_sheet_end(s, 0, 2);
}

/* Columns of the longest name, within reason. */
static size_t name_columns(struct render_text *t) {
    size_t most = 0;
    for (size_t i = 0; i < t->acct->n_witnesses; i++) {
        buf_clear(&t->note);
        render_escape_terminal(
            &t->note, render_place_outlet(&t->place.all->notes[t->acct->witness[i].report].doc));
        size_t columns = render_sheet_columns(buf_str(&t->note));
        most = columns > most ? columns : most;
    }
    return most < NAME_COLUMNS ? most : NAME_COLUMNS;
}

static void write_padded(struct render_text *t, enum sheet_style style, str words, size_t columns) {
    buf_clear(&t->note);
    render_escape_terminal(&t->note, words);
    size_t used = render_sheet_columns(buf_str(&t->note));
    render_sheet_words(&t->sheet, style, words);
    for (; used < columns; used++) {
        render_sheet_cstr(&t->sheet, STYLE_PLAIN, " ");
    }
}

static void write_origin(struct render_text *t, const struct witness *w) {
    struct letter first = render_place_letter(w->origin);
    if (&t->acct->witness[w->origin] != w) {
        render_sheet_own(&t->sheet, STYLE_CARE,
                         w->origin_certain
                             ? render_text_note(t, "  one origin with %s", first.text)
                             : render_text_note(t, "  may have one origin with %s", first.text));
    }
}

static void write_witness(struct render_text *t, size_t i, size_t columns) {
    const struct witness *w = &t->acct->witness[i];
    const struct document *doc = &t->place.all->notes[w->report].doc;
    struct render_sheet *s = &t->sheet;
    render_sheet_cstr(s, STYLE_LETTER, render_place_letter((uint32_t)i).text);
    render_sheet_cstr(s, STYLE_PLAIN, i < 26 ? "  " : " ");
    write_padded(t, STYLE_PLAIN, render_place_outlet(doc), columns);
    render_sheet_cstr(s, STYLE_PLAIN, "  ");
    if (w->anchor.day == DAY_NONE) {
        render_sheet_cstr(s, STYLE_CARE, "day unknown");
    } else {
        render_sheet_cstr(s, STYLE_PLAIN, render_place_day(w->anchor.day).text);
        render_sheet_cstr(s, STYLE_CARE, w->anchor.basis == BASIS_INFERRED ? " inferred" : "");
    }
    write_origin(t, w);
    if (doc->outlet.len) {
        render_sheet_end_with(s, 2, 5, doc->id);
    } else {
        render_sheet_end(s, 2, 5);
    }
    if (w->anchor.basis == BASIS_INFERRED && w->anchor.reason.len) {
        render_sheet_words(s, STYLE_DIM, w->anchor.reason);
        render_sheet_end(s, 5, 5);
    }
}

static void write_witnesses(struct render_text *t) {
    size_t columns = name_columns(t);
    render_sheet_blank(&t->sheet);
    for (size_t i = 0; i < t->acct->n_witnesses; i++) {
        write_witness(t, i, columns);
    }
}

/* ---- people, copies ---- */

static void write_person(struct render_text *t, const struct joined *entity) {
    struct render_sheet *s = &t->sheet;
    render_sheet_words(s, STYLE_BOLD, entity->name);
    for (size_t i = 0; i < entity->n_variants; i++) {
        render_sheet_cstr(s, STYLE_PLAIN, i ? ", " : "  also ");
        render_sheet_words(s, STYLE_PLAIN, entity->variant[i]);
        render_sheet_cstr(s, STYLE_CARE, " (");
        render_sheet_cstr(s, STYLE_CARE,
                          name_reason_name((enum name_reason)entity->variant_reason[i]));
        render_sheet_cstr(s, STYLE_CARE, ")");
    }
    render_sheet_end(s, 2, 4);
}

static void write_people(struct render_text *t) {
    bool headed = false;
    for (size_t i = 0; i < t->acct->entities.n; i++) {
        if (t->acct->entities.entity[i].n_variants > 0) {
            if (!headed) {
                render_sheet_heading(&t->sheet, STYLE_HEAD, "Written in more than one way", NULL);
            }
            headed = true;
            write_person(t, &t->acct->entities.entity[i]);
        }
    }
}

/* "C -> E", with the way the text took. */
static const char *arrow_of(const struct copy *copy, bool turned) {
    switch ((enum copy_direction)copy->direction) {
    case COPY_A_FROM_B:
        return turned ? " \u2192 " : " \u2190 ";
    case COPY_B_FROM_A:
        return turned ? " \u2190 " : " \u2192 ";
    case COPY_UNDETERMINED:
        break;
    }
    return " ? ";
}

static void write_edge(struct render_text *t, const struct lineage_edge *edge) {
    const struct copy *copy = &t->place.all->copies.copy[edge->copy];
    bool turned = copy->a != t->acct->witness[edge->a].report;
    struct render_sheet *s = &t->sheet;
    render_sheet_cstr(s, STYLE_LETTER, render_place_letter(edge->a).text);
    render_sheet_cstr(s, STYLE_PLAIN, arrow_of(copy, turned));
    render_sheet_cstr(s, STYLE_LETTER, render_place_letter(edge->b).text);
    const char *certainty = render_wording_certainty(copy);
    str reason = render_wording_reason(edge, copy);
    render_sheet_own(s, copy->direction == COPY_UNDETERMINED ? STYLE_CARE : STYLE_BOLD,
                     render_text_note(t, "  %-12s  ", certainty));
    render_sheet_own(s, STYLE_PLAIN,
                     render_text_note(t, "%u five-word runs, %.0f %% of %s, %.0f %% of %s%s",
                                      (unsigned)copy->runs,
                                      100 * (double)(turned ? copy->share_b : copy->share_a),
                                      render_place_letter(edge->a).text,
                                      100 * (double)(turned ? copy->share_a : copy->share_b),
                                      render_place_letter(edge->b).text, reason.len ? "; " : ""));
    render_sheet_words(s, STYLE_PLAIN, reason);
    render_sheet_end(s, 2, 9);
}

static void write_lineage(struct render_text *t) {
    if (t->acct->n_lineage == 0) {
        return;
    }
    render_sheet_heading(&t->sheet, STYLE_HEAD, "Shared text", "\u2192 the way it took");
    const uint32_t *order = render_order_lineage(&t->place.scratch, &t->place, t->acct);
    size_t n = t->acct->n_lineage;
    size_t shown = t->all || n <= MOST_EDGES + MOST_EDGES / 2 ? n : MOST_EDGES;
    for (size_t i = 0; order && i < shown; i++) {
        write_edge(t, &t->acct->lineage[order[i]]);
    }
    if (shown < n) {
        render_sheet_own(&t->sheet, STYLE_DIM,
                         render_text_note(t, "%zu more pairs (--all shows them)", n - shown));
        render_sheet_end(&t->sheet, 2, 2);
    }
}

/* ---- stories ---- */

static void write_story(struct render_text *t, size_t story) {
    write_title(t, story);
    write_witnesses(t);
    render_text_conflict_all(t);
    render_text_claim_shared(t);
    render_text_history(t);
    write_people(t);
    render_text_alone(t);
    write_lineage(t);
}

/* Stories of several reports, or all when `all` is set or a single report is read; then the rest,
 * in short. */
static void write_account(struct render_text *t) {
    const struct accounts *all = t->place.all;
    bool is_one = all->n == 1 && all->n_reports == 1;
    size_t told = 0;
    for (size_t i = 0; i < all->n; i++) {
        t->acct = &all->account[i];
        if (t->acct->n_witnesses > 1 || t->all || is_one) {
            if (told++ > 0) {
                render_sheet_blank(&t->sheet);
                render_sheet_blank(&t->sheet);
            }
            write_story(t, i);
        }
    }
    if (told < all->n) {
        render_text_brief(t, told > 0);
    }
}

static void write_conflicts(struct render_text *t) {
    size_t n = 0;
    for (size_t i = 0; i < t->place.all->n; i++) {
        t->acct = &t->place.all->account[i];
        if (t->acct->n_conflicts > 0) {
            if (n++ > 0) {
                render_sheet_blank(&t->sheet);
                render_sheet_blank(&t->sheet);
            }
            write_title(t, i);
            write_witnesses(t);
            render_text_conflict_all(t);
        }
    }
}

void render_text(buf *out, const struct accounts *all, enum render_layer layer,
                 const struct render_options *options) {
    struct render_text t = {.all = options && options->all};
    if (!render_place_open(&t.place, all, out)) {
        return;
    }
    render_sheet_open(&t.sheet, out, options);
    buf_init(&t.note, NOTE_MAX);
    if (layer == LAYER_ACCOUNT) {
        write_account(&t);
    } else if (layer == LAYER_CONFLICTS) {
        write_conflicts(&t);
    } else {
        render_text_table(&t, layer);
    }
    buf_done(&t.note);
    render_sheet_close(&t.sheet);
    render_place_close(&t.place);
}
