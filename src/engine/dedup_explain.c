/* dedup_explain.c - why two reports are duplicates or aren't: what they share, counted; what their
 * sketches say; the longest words they have in common, with their places; and how each was placed.
 * Everything is worked out anew from the two texts. */
#include "account/render.h"
#include "base/json.h"
#include "engine/dedup.h"
#include "sketch/bands.h"
#include "sketch/word_scan.h"
#include "text/utf8.h"

struct explanation {
    const struct dedup_report *report[2];
    struct overlap overlap;
    unsigned n_equal; /* bins */
    unsigned n_bands;
    bool identical; /* the same words */
    bool duplicates;
    uint32_t n_words; /* of the longest stretch */
    str words[2];     /* as they stand */
    size_t from[2];   /* in code points */
    size_t to[2];
};

static bool is_asked(const char *asked, const struct dedup_report *r) {
    return asked &&
           (str_equals(r->id, str_from_cstr(asked)) || str_equals(r->name, str_from_cstr(asked)));
}

enum err engine_dedup_keep_text(struct ct_dedup *d, const struct dedup_report *report, str text) {
    const char *const asked[2] = {d->options.a, d->options.b};
    for (unsigned k = 0; k < 2; k++) {
        struct dedup_explained *x = &d->explained[k];
        bool first = !x->report || engine_dedup_compare(report, x->report) < 0;
        if (first && is_asked(asked[k], report)) {
            x->report = report;
            x->text = arena_copy(&d->store, text);
            if (!x->text.ptr) {
                return d->store.last;
            }
        }
    }
    return ERR_OK;
}

static enum err find_stretch(arena *a, const struct ct_dedup *d, struct explanation *x) {
    struct stretch s;
    TRY(overlap_stretch(a, x->report[0]->record.row, x->report[1]->record.row, &s));
    x->n_words = s.n;
    const uint32_t first[2] = {s.from_a, s.from_b};
    for (unsigned k = 0; k < 2 && s.n; k++) {
        str text = d->explained[k].text;
        struct word *word;
        size_t n;
        TRY(word_scan(a, text, &word, &n));
        uint32_t from = word[first[k]].from;
        uint32_t to = word[first[k] + s.n - 1].to;
        x->words[k] = str_slice(text, from, to);
        x->from[k] = utf8_count(str_slice(text, 0, from));
        x->to[k] = x->from[k] + utf8_count(x->words[k]);
    }
    return ERR_OK;
}

static enum err explain(arena *a, const struct ct_dedup *d, struct explanation *x) {
    struct shingle_set set[2];
    for (unsigned k = 0; k < 2; k++) {
        x->report[k] = d->explained[k].report;
        TRY(overlap_set(a, x->report[k]->record.row, &set[k]));
    }
    const struct dedup_record *p = &x->report[0]->record;
    const struct dedup_record *q = &x->report[1]->record;
    x->overlap = overlap_count(&set[0], &set[1]);
    x->identical = p->row.n == q->row.n && p->row.n > 0 &&
                   memcmp(p->row.id, q->row.id, p->row.n * sizeof *p->row.id) == 0;
    x->duplicates = overlap_jaccard(x->overlap) >= d->options.threshold;
    if (p->row.n && q->row.n) {
        x->n_equal = minhash_equal(&p->sketch, &q->sketch);
        for (unsigned band = 0; band < BANDS; band++) {
            x->n_bands += bands_key(&p->sketch, band) == bands_key(&q->sketch, band);
        }
    }
    return find_stretch(a, d, x);
}

/* ---- in text ---- */

static void put_id(buf *out, const struct dedup_report *r) {
    render_escape_terminal(out, r->id);
}

static void text_verdict(const struct ct_dedup *d, const struct explanation *x, buf *out) {
    put_id(out, x->report[0]);
    buf_add(out, STR(" and "));
    put_id(out, x->report[1]);
    if (x->identical) {
        buf_add(out, STR(" have the same words\n"));
        return;
    }
    buf_addf(out, " are %sduplicates: their overlap is %.4f, the threshold %.2f\n",
             x->duplicates ? "" : "no ", overlap_jaccard(x->overlap), d->options.threshold);
}

static void text_counts(const struct ct_dedup *d, const struct explanation *x, buf *out) {
    struct overlap o = x->overlap;
    buf_addf(out,
             "  shared    %u five-word runs of %u and %u: %u of %u in all; %.1f %% and %.1f %%\n",
             o.shared, o.of_a, o.of_b, o.shared, o.of_a + o.of_b - o.shared,
             o.of_a ? 100.0 * o.shared / o.of_a : 0, o.of_b ? 100.0 * o.shared / o.of_b : 0);
    buf_addf(out, "  sketch    %u of %u bins equal, an overlap of %.2f; %u are enough to compare\n",
             x->n_equal, MINHASH_BINS, minhash_estimate(x->n_equal),
             minhash_gate(d->options.threshold));
    buf_addf(out, "  bands     %u of %u in common; one is enough to compare\n", x->n_bands, BANDS);
}

static void text_stretch(const struct explanation *x, buf *out) {
    if (x->n_words == 0) {
        buf_add(out, STR("  stretch   no word in common\n"));
        return;
    }
    buf_addf(out, "  stretch   %u words, the longest that both hold\n", x->n_words);
    for (unsigned k = 0; k < 2; k++) {
        buf_add(out, STR("            "));
        put_id(out, x->report[k]);
        buf_addf(out, ":%zu-%zu\n", x->from[k], x->to[k]);
    }
    buf_add(out, STR("            \""));
    render_escape_terminal(out, x->words[0]);
    buf_add(out, STR("\"\n"));
}

static void text_placed(const struct ct_dedup *d, const struct dedup_report *r, buf *out) {
    const struct dedup_report *kept = engine_dedup_star(d, r);
    buf_add(out, STR("  placed    "));
    put_id(out, r);
    if (kept == r) {
        buf_addf(out, " is kept and stands for %u other%s\n", r->n_others,
                 r->n_others == 1 ? "" : "s");
        return;
    }
    buf_add(out, STR(" is a duplicate of "));
    put_id(out, kept);
    buf_addf(out, " (overlap %.4f)\n", overlap_jaccard(dedup_places(d->index)[r->number].overlap));
}

/* ---- in JSON ---- */

static void json_report(const struct ct_dedup *d, const struct explanation *x, unsigned k,
                        struct json *j) {
    const struct dedup_report *r = x->report[k];
    json_open_object(j, k ? "b" : "a");
    json_str(j, "id", r->id);
    json_str(j, "read_from", r->name);
    json_uint(j, "group", r->group);
    json_bool(j, "kept", engine_dedup_star(d, r) == r);
    json_str(j, "kept_report", engine_dedup_star(d, r)->id);
    json_uint(j, "words", r->record.row.n);
    json_uint(j, "shingles", k ? x->overlap.of_b : x->overlap.of_a);
    if (x->n_words) {
        json_open_array(j, "stretch");
        json_uint(j, NULL, x->from[k]);
        json_uint(j, NULL, x->to[k]);
        json_close_array(j);
        json_str(j, "stretch_text", x->words[k]);
    }
    json_close_object(j);
}

static void write_json(const struct ct_dedup *d, const struct explanation *x, buf *out) {
    struct json j;
    json_init(&j, out, true);
    json_open_object(&j, NULL);
    json_bool(&j, "duplicates", x->duplicates);
    json_bool(&j, "identical", x->identical);
    json_double(&j, "threshold", d->options.threshold);
    json_double(&j, "jaccard", overlap_jaccard(x->overlap));
    json_double(&j, "containment", overlap_containment(x->overlap));
    json_uint(&j, "shared", x->overlap.shared);
    json_uint(&j, "bins_equal", x->n_equal);
    json_uint(&j, "bins_needed", minhash_gate(d->options.threshold));
    json_double(&j, "estimate", minhash_estimate(x->n_equal));
    json_uint(&j, "bands_shared", x->n_bands);
    json_uint(&j, "stretch_words", x->n_words);
    json_report(d, x, 0, &j);
    json_report(d, x, 1, &j);
    json_close_object(&j);
    buf_add_byte(out, '\n');
}

enum err engine_dedup_explain(const struct ct_dedup *d, bool json, buf *out, struct error *e) {
    const char *const asked[2] = {d->options.a, d->options.b};
    for (unsigned k = 0; k < 2; k++) {
        if (!d->explained[k].report) {
            return error_set(e, ERR_MISSING, str_from_cstr(asked[k] ? asked[k] : ""), UINT64_MAX,
                             "no report has this id or path");
        }
    }
    arena a;
    arena_init(&a, 0);
    struct explanation x = {0};
    enum err code = explain(&a, d, &x);
    if (code == ERR_OK && json) {
        write_json(d, &x, out);
    } else if (code == ERR_OK) {
        text_verdict(d, &x, out);
        text_counts(d, &x, out);
        text_stretch(&x, out);
        text_placed(d, x.report[0], out);
        text_placed(d, x.report[1], out);
    }
    arena_done(&a);
    return code == ERR_OK ? out->failed : code;
}
