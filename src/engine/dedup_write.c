/* dedup_write.c - groups and pairs as text, JSON lines and CSV. Lines and rows come by id, so that
 * they can be compared between runs; the groups of the text by size, then id. */
#include "account/render.h"
#include "account/render_escape.h"
#include "base/json.h"
#include "base/sort.h"
#include "engine/dedup.h"

#define LARGEST_OUTPUT (SIZE_MAX / 4)

/* A share with four decimals at most. */
static double rounded(double share) {
    return (double)(int64_t)(share * 10000 + 0.5) / 10000;
}

/* How a report stands to the one that is kept for it. */
struct standing {
    const struct dedup_report *kept;
    struct overlap overlap; /* a = the report */
    bool identical;
};

static struct standing standing_of(const struct ct_dedup *d, const struct dedup_report *r) {
    struct standing s = {.kept = engine_dedup_star(d, r),
                         .overlap = dedup_places(d->index)[r->number].overlap};
    const struct row *row = &r->record.row;
    s.identical = s.kept != r && r->record.content == s.kept->record.content &&
                  row->n == s.kept->record.row.n;
    if (s.identical) { /* a hash is no proof; few words are looked at */
        s.identical = memcmp(row->id, s.kept->record.row.id, row->n * sizeof *row->id) == 0;
        engine_dedup_relax((void *)(uintptr_t)d, 2 * DEDUP_TOUCHED);
    }
    return s;
}

static void json_overlap(struct json *j, struct overlap o) {
    json_double(j, "jaccard", rounded(overlap_jaccard(o)));
    json_double(j, "containment", rounded(overlap_containment(o)));
    json_uint(j, "shared", o.shared);
}

static void group_line(const struct ct_dedup *d, const struct dedup_report *r, buf *out) {
    struct standing s = standing_of(d, r);
    struct json j;
    json_init(&j, out, false);
    json_open_object(&j, NULL);
    json_str(&j, "id", r->id);
    json_str(&j, "read_from", r->name);
    json_uint(&j, "group", r->group);
    json_bool(&j, "kept", s.kept == r);
    if (s.kept == r) {
        json_uint(&j, "duplicates", r->n_others);
    } else {
        json_str(&j, "duplicate_of", s.kept->id);
        json_bool(&j, "identical", s.identical);
        json_overlap(&j, s.overlap);
        json_uint(&j, "shingles", s.overlap.of_a);
        json_uint(&j, "shingles_kept", s.overlap.of_b);
    }
    json_close_object(&j);
    buf_add_byte(out, '\n');
}

static void csv_cell(buf *out, str cell, bool last) {
    render_escape_csv(out, cell);
    buf_add(out, last ? STR("\r\n") : STR(","));
}

static void group_row(const struct ct_dedup *d, const struct dedup_report *r, buf *out) {
    struct standing s = standing_of(d, r);
    csv_cell(out, r->id, false);
    csv_cell(out, r->name, false);
    buf_addf(out, "%u,%s,", r->group, s.kept == r ? "yes" : "no");
    if (s.kept == r) {
        buf_add(out, STR(",,,,,,\r\n"));
        return;
    }
    csv_cell(out, s.kept->id, false);
    buf_addf(out, "%s,%.4f,%.4f,%u,%u,%u\r\n", s.identical ? "yes" : "no",
             overlap_jaccard(s.overlap), overlap_containment(s.overlap), s.overlap.shared,
             s.overlap.of_a, s.overlap.of_b);
}

/* ---- groups as text ---- */

static int by_size(const void *pa, const void *pb, void *ctx) {
    const struct dedup_report *a = *(const struct dedup_report *const *)pa;
    const struct dedup_report *b = *(const struct dedup_report *const *)pb;
    (void)ctx;
    if (a->n_others != b->n_others) {
        return a->n_others > b->n_others ? -1 : 1;
    }
    return a->group < b->group ? -1 : a->group > b->group;
}

static int by_group(const void *pa, const void *pb, void *ctx) {
    const struct dedup_report *a = *(const struct dedup_report *const *)pa;
    const struct dedup_report *b = *(const struct dedup_report *const *)pb;
    (void)ctx;
    return a->group < b->group ? -1 : a->group > b->group;
}

static void text_name(buf *out, const struct dedup_report *r) {
    render_escape_terminal(out, r->id);
    if (!str_equals(r->id, r->name)) {
        buf_add(out, STR("  ("));
        render_escape_terminal(out, r->name);
        buf_add(out, STR(")"));
    }
    buf_add_byte(out, '\n');
}

static void text_member(const struct ct_dedup *d, const struct dedup_report *r, buf *out) {
    struct standing s = standing_of(d, r);
    if (s.identical) {
        buf_add(out, STR("    same words       "));
    } else {
        buf_addf(out, "    %.2f, %4.0f %% in it ", overlap_jaccard(s.overlap),
                 100.0 * s.overlap.shared / s.overlap.of_a);
    }
    text_name(out, r);
}

static void text_totals(const struct ct_dedup *d, buf *out) {
    ct_dedup_totals t = ct_dedup_count(d);
    buf_addf(out, "%zu report%s: %zu kept, %zu duplicate%s in %zu group%s", t.n_reports,
             t.n_reports == 1 ? "" : "s", t.n_kept, t.n_reports - t.n_kept,
             t.n_reports - t.n_kept == 1 ? "" : "s", t.n_groups, t.n_groups == 1 ? "" : "s");
    buf_addf(out, " (overlap of %.2f or more)\n", d->options.threshold);
}

/* Kept reports that stand for others, and all reports by group; group g begins at from[g]. */
struct listing {
    const struct dedup_report **kept;
    size_t n_kept;
    const struct dedup_report **member;
    size_t *from;
};

static enum err list_groups(arena *a, const struct ct_dedup *d, struct listing *out) {
    size_t n = d->report.n;
    *out = (struct listing){.kept = arena_array(a, n, sizeof *out->kept)};
    out->member = out->kept ? arena_array(a, n, sizeof *out->member) : NULL;
    out->from = out->member ? arena_array(a, d->n_kept + 2, sizeof *out->from) : NULL;
    if (!out->from) {
        return a->last;
    }
    for (size_t i = 0; i < n; i++) {
        const struct dedup_report *r = d->by_id[i];
        out->member[i] = r;
        out->from[r->group]++;
        if (engine_dedup_star(d, r) == r && r->n_others) {
            out->kept[out->n_kept++] = r;
        }
    }
    for (size_t g = 1; g <= d->n_kept + 1; g++) {
        out->from[g] += out->from[g - 1];
    }
    TRY(sort_stable(a, out->member, n, sizeof *out->member, by_group, NULL));
    return sort_stable(a, out->kept, out->n_kept, sizeof *out->kept, by_size, NULL);
}

static enum err groups_text(const struct ct_dedup *d, buf *out) {
    arena a;
    struct listing l;
    arena_init(&a, 0);
    enum err code = list_groups(&a, d, &l);
    text_totals(d, out);
    for (size_t k = 0; code == ERR_OK && k < l.n_kept; k++) {
        const struct dedup_report *kept = l.kept[k];
        buf_add(out, STR("\n"));
        text_name(out, kept);
        for (size_t i = l.from[kept->group - 1]; i < l.from[kept->group]; i++) {
            if (l.member[i] != kept) {
                text_member(d, l.member[i], out);
            }
        }
        code = buf_drain(out);
    }
    arena_done(&a);
    return code;
}

static enum err groups_rows(const struct ct_dedup *d, enum ct_format format, buf *out) {
    if (format == CT_CSV) {
        buf_add(out, STR("report,read_from,group,kept,duplicate_of,identical,jaccard,containment,"
                         "shared,shingles,shingles_kept\r\n"));
    }
    for (size_t i = 0; i < d->report.n; i++) {
        if (format == CT_CSV) {
            group_row(d, d->by_id[i], out);
        } else {
            group_line(d, d->by_id[i], out);
        }
        TRY(buf_drain(out));
    }
    return out->failed;
}

/* ---- pairs ---- */

/* A pair with its reports in order of id. */
struct ordered {
    uint32_t a; /* in by_id */
    uint32_t b;
    struct overlap overlap; /* a, b */
};

static int by_ranks(const void *pa, const void *pb, void *ctx) {
    const struct ordered *a = pa;
    const struct ordered *b = pb;
    (void)ctx;
    if (a->a != b->a) {
        return a->a < b->a ? -1 : 1;
    }
    return a->b < b->b ? -1 : a->b > b->b;
}

static enum err order_pairs(arena *a, const struct ct_dedup *d, struct ordered **out, size_t *n) {
    const struct dedup_pair *pair = dedup_pairs(d->index, n);
    uint32_t *rank = arena_array(a, d->report.n, sizeof *rank);
    *out = rank ? arena_array(a, *n, sizeof **out) : NULL;
    if (!*out) {
        return a->last;
    }
    for (size_t i = 0; i < d->report.n; i++) {
        rank[d->by_id[i]->number] = (uint32_t)i;
    }
    for (size_t i = 0; i < *n; i++) {
        struct overlap o = pair[i].overlap;
        struct ordered x = {rank[pair[i].a], rank[pair[i].b], o};
        struct ordered turned = {x.b, x.a, {o.shared, o.of_b, o.of_a}};
        (*out)[i] = x.a < x.b ? x : turned;
    }
    return sort_stable(a, *out, *n, sizeof **out, by_ranks, NULL);
}

static void pair_json(const struct ct_dedup *d, const struct ordered *p, buf *out) {
    struct json j;
    json_init(&j, out, false);
    json_open_object(&j, NULL);
    json_str(&j, "a", d->by_id[p->a]->id);
    json_str(&j, "b", d->by_id[p->b]->id);
    json_overlap(&j, p->overlap);
    json_uint(&j, "shingles_a", p->overlap.of_a);
    json_uint(&j, "shingles_b", p->overlap.of_b);
    json_str(&j, "read_from_a", d->by_id[p->a]->name);
    json_str(&j, "read_from_b", d->by_id[p->b]->name);
    json_close_object(&j);
    buf_add_byte(out, '\n');
}

static void pair_row(const struct ct_dedup *d, const struct ordered *p, buf *out) {
    csv_cell(out, d->by_id[p->a]->id, false);
    csv_cell(out, d->by_id[p->b]->id, false);
    buf_addf(out, "%.4f,%.4f,%u,%u,%u,", overlap_jaccard(p->overlap),
             overlap_containment(p->overlap), p->overlap.shared, p->overlap.of_a, p->overlap.of_b);
    csv_cell(out, d->by_id[p->a]->name, false);
    csv_cell(out, d->by_id[p->b]->name, true);
}

static void pair_text(const struct ct_dedup *d, const struct ordered *p, buf *out) {
    buf_addf(out, "%.2f  ", overlap_jaccard(p->overlap));
    render_escape_terminal(out, d->by_id[p->a]->id);
    buf_add(out, STR("  "));
    text_name(out, d->by_id[p->b]);
}

static enum err pairs(const struct ct_dedup *d, enum ct_format format, buf *out) {
    arena a;
    struct ordered *pair;
    size_t n;
    arena_init(&a, 0);
    enum err code = order_pairs(&a, d, &pair, &n);
    if (format == CT_CSV) {
        buf_add(out, STR("a,b,jaccard,containment,shared,shingles_a,shingles_b,read_from_a,"
                         "read_from_b\r\n"));
    } else if (format == CT_TEXT && code == ERR_OK) {
        buf_addf(out, "%zu report%s: %zu pair%s of duplicates (overlap of %.2f or more)\n",
                 d->report.n, d->report.n == 1 ? "" : "s", n, n == 1 ? "" : "s",
                 d->options.threshold);
    }
    for (size_t i = 0; code == ERR_OK && i < n; i++) {
        if (format == CT_JSON) {
            pair_json(d, &pair[i], out);
        } else if (format == CT_CSV) {
            pair_row(d, &pair[i], out);
        } else {
            pair_text(d, &pair[i], out);
        }
        code = buf_drain(out);
    }
    arena_done(&a);
    return code == ERR_OK ? out->failed : code;
}

static enum err write_part(const struct ct_dedup *d, enum ct_dedup_part part, enum ct_format format,
                           buf *out, struct error *e) {
    if (format == CT_HTML) {
        return ERR_USAGE;
    }
    switch (part) {
    case CT_DEDUP_GROUPS:
        return format == CT_TEXT ? groups_text(d, out) : groups_rows(d, format, out);
    case CT_DEDUP_PAIRS:
        return d->options.pairs ? pairs(d, format, out) : ERR_USAGE;
    case CT_DEDUP_EXPLAIN:
        return format == CT_CSV ? ERR_USAGE : engine_dedup_explain(d, format == CT_JSON, out, e);
    }
    return ERR_USAGE;
}

enum ct_err ct_dedup_write(const ct_dedup *dedup, enum ct_dedup_part part, enum ct_format format,
                           ct_write *write, void *ctx, ct_error *error) {
    struct error e = {0};
    buf out;
    buf_init(&out, LARGEST_OUTPUT);
    out.sink = write;
    out.sink_ctx = ctx;
    enum err code = write_part(dedup, part, format, &out, &e);
    code = code == ERR_OK ? buf_flush(&out) : code;
    buf_done(&out);
    if (code != ERR_OK && e.code == code) {
        return engine_tell(&e, error);
    }
    return code == ERR_OK ? CT_OK : engine_fail(code, error);
}
