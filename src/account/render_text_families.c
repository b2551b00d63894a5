/* render_text_families.c - below the table of copies: the families of reports that are tied by
 * copies, how many outlets each has and how many independent origins, and the reports of each
 * origin. O(reports x origins shown). */
#include "account/render_text.h"
#include "account/render_wording.h"

enum { MOST_NAMED = 8, MOST_ORIGINS = 12 };

/* Reports in order of their families. */
struct members {
    size_t *to; /* of family k: end of its reports in `report` */
    uint32_t *report;
};

static bool collect(struct render_text *t, const struct copies *copies, struct members *out) {
    arena *a = &t->place.scratch;
    out->to = arena_array(a, copies->n_families, sizeof *out->to);
    size_t n = 0;
    for (size_t k = 0; out->to && k < copies->n_families; k++) {
        out->to[k] = n;
        n += copies->families[k].n_reports;
    }
    out->report = arena_array(a, n, sizeof *out->report);
    if (!out->to || !out->report) {
        t->sheet.out->failed = a->last;
        return false;
    }
    for (uint32_t i = 0; i < copies->n_docs; i++) {
        const struct copy_family *family = copies_family(copies, i);
        if (family) {
            out->report[out->to[family - copies->families]++] = i;
        }
    }
    return true;
}

/* "meridel-0417, skelder-post (from meridel-0417), 3 more": the reports of one origin. */
static void write_origin(struct render_text *t, uint32_t origin, const uint32_t *report, size_t n) {
    const struct accounts *all = t->place.all;
    struct render_sheet *s = &t->sheet;
    size_t met = 0;
    for (size_t i = 0; i < n; i++) {
        if (all->copies.origin[report[i]] != origin || (++met > MOST_NAMED && !t->all)) {
            continue;
        }
        render_sheet_cstr(s, STYLE_PLAIN, met > 1 ? ", " : "");
        render_sheet_words(s, STYLE_PLAIN, all->notes[report[i]].doc.id);
        uint32_t parent = copies_parent(&all->copies, report[i]);
        if (parent != NONE) {
            render_sheet_cstr(s, STYLE_DIM, " (from ");
            render_sheet_words(s, STYLE_DIM, all->notes[parent].doc.id);
            render_sheet_cstr(s, STYLE_DIM, ")");
        } else if (all->copies.source[report[i]] != NONE) {
            str name = all->copies.sources[all->copies.source[report[i]]].name;
            render_sheet_cstr(s, STYLE_CARE, " (from a hidden source");
            render_sheet_cstr(s, STYLE_CARE, name.len ? ", " : "");
            render_sheet_words(s, STYLE_CARE, name);
            render_sheet_cstr(s, STYLE_CARE, ")");
        }
    }
    if (met > MOST_NAMED && !t->all) {
        render_sheet_own(s, STYLE_DIM, render_text_note(t, ", %zu more", met - MOST_NAMED));
    }
    render_sheet_end(s, 2, 4);
}

/* A line for each origin. */
static void write_members(struct render_text *t, const uint32_t *report, size_t n) {
    size_t met = 0;
    for (size_t i = 0; i < n; i++) {
        if (t->place.all->copies.origin[report[i]] != report[i]) {
            continue;
        }
        if (++met <= MOST_ORIGINS || t->all) {
            write_origin(t, report[i], report, n);
        }
    }
    if (met > MOST_ORIGINS && !t->all) {
        render_sheet_own(
            &t->sheet, STYLE_DIM,
            render_text_note(t, "%zu more origins (--all shows them)", met - MOST_ORIGINS));
        render_sheet_end(&t->sheet, 2, 2);
    }
}

void render_text_families(struct render_text *t) {
    const struct copies *copies = &t->place.all->copies;
    struct members members;
    if (copies->n_families == 0 || !collect(t, copies, &members)) {
        return;
    }
    render_sheet_heading(&t->sheet, STYLE_HEAD, "Families of copies", NULL);
    for (size_t k = 0, from = 0; k < copies->n_families; k++) {
        const struct copy_family *f = &copies->families[k];
        render_sheet_own(
            &t->sheet, STYLE_BOLD,
            render_wording_counts(&t->place.scratch, f->n_reports, f->n_outlets, f->n_origins));
        render_sheet_end(&t->sheet, 0, 2);
        write_members(t, &members.report[from], members.to[k] - from);
        from = members.to[k];
    }
}
