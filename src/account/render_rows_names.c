/* render_rows_names.c - the names of a report as a reader asks for them: one row a person,
 * organisation or place, with how often and in which forms it is written. Pronouns are counted as
 * such; mentions that stand for nobody known make the last row. At most FORMS forms of an entity
 * are told apart. O(mentions x FORMS). */
#include "account/render_names.h"
#include "account/render_rows.h"

enum { FORMS = 8 };

static const struct column columns[] = {
    {"name", COLUMN_TEXT},
    {"type", COLUMN_TEXT | COLUMN_DIM | COLUMN_SPARE},
    {"times", COLUMN_TEXT | COLUMN_NUMBER},
    {"written", COLUMN_TEXT},
    {"first", COLUMN_TEXT | COLUMN_DIM | COLUMN_WHOLE},
    {"report", COLUMN_TEXT | COLUMN_HEAD},
};

struct forms {
    str words[FORMS];
    size_t times[FORMS];
    size_t n;
    size_t n_pronouns;
    size_t n_others; /* of forms past the last */
    size_t n_mentions;
};

static void add_form(struct forms *f, str words) {
    for (size_t i = 0; i < f->n; i++) {
        if (str_equals(f->words[i], words)) {
            f->times[i]++;
            return;
        }
    }
    if (f->n == FORMS) {
        f->n_others++;
        return;
    }
    f->words[f->n] = words;
    f->times[f->n++] = 1;
}

static void add_mention(struct forms *f, const struct render_place *x, uint32_t report,
                        const struct mention *m) {
    f->n_mentions++;
    if (m->kind == MENTION_PRONOUN) {
        f->n_pronouns++;
    } else {
        add_form(f, render_place_words(x, report, span_is_empty(m->name) ? m->at : m->name));
    }
}

/* "Tomas Verhalt x2, Verhelt x4, the minister, pronouns x3" */
static void forms_cell(struct rows *r, const struct forms *f) {
    buf b;
    buf_init(&b, (size_t)1 << 20);
    for (size_t i = 0; i < f->n; i++) {
        buf_add(&b, i > 0 ? STR(", ") : STR(""));
        buf_add(&b, f->words[i]);
        if (f->times[i] > 1) {
            buf_addf(&b, " \u00d7%zu", f->times[i]);
        }
    }
    if (f->n_others) {
        buf_addf(&b, ", \u2026 \u00d7%zu", f->n_others);
    }
    if (f->n_pronouns) {
        buf_addf(&b, "%s%s", b.len ? ", " : "", f->n_pronouns > 1 ? "pronouns" : "pronoun");
        if (f->n_pronouns > 1) {
            buf_addf(&b, " \u00d7%zu", f->n_pronouns);
        }
    }
    str cell = arena_copy(r->a, buf_str(&b));
    buf_done(&b);
    if (!cell.ptr) {
        r->failed = r->a->last;
        return;
    }
    render_rows_str(r, cell);
}

static void add_row(struct rows *r, const struct render_place *x, uint32_t report, str name,
                    const char *type, const struct forms *f, struct span first) {
    render_rows_str(r, name);
    render_rows_cstr(r, type);
    render_rows_uint(r, f->n_mentions);
    forms_cell(r, f);
    render_rows_range(r, x, report, first);
    render_rows_str(r, x->all->notes[report].doc.id);
}

static void add_nobody(struct rows *r, const struct render_place *x, uint32_t report) {
    const struct names *names = &x->all->notes[report].names;
    struct forms f = {.n = 0};
    struct span first = {0, 0};
    for (size_t i = 0; i < names->n_mentions; i++) {
        if (names->mention[i].entity == NONE) {
            first = f.n_mentions == 0 ? names->mention[i].at : first;
            add_mention(&f, x, report, &names->mention[i]);
        }
    }
    if (f.n_mentions > 0) {
        add_row(r, x, report, STR("(nobody known)"), "", &f, first);
    }
}

void render_rows_names(struct rows *r, struct render_place *x) {
    *r = (struct rows){
        .a = &x->scratch, .column = columns, .n_columns = sizeof columns / sizeof *columns};
    for (uint32_t report = 0; report < x->all->n_reports; report++) {
        const struct names *names = &x->all->notes[report].names;
        for (size_t k = 0; k < names->n_entities; k++) {
            const struct entity *entity = &names->entity[k];
            struct forms f = {.n = 0};
            for (size_t i = 0; i < entity->n_mentions; i++) {
                add_mention(&f, x, report, &names->mention[entity->mention[i]]);
            }
            if (f.n_mentions > 0) {
                add_row(r, x, report, entity->name,
                        entity_kind_name((enum entity_kind)entity->kind), &f,
                        names->mention[entity->mention[0]].at);
            }
        }
        add_nobody(r, x, report);
    }
}
