/* render_copies.c - shared text of two reports, in the document (with targets) and as JSON lines
 * (with bare spans). Direction is written as the way the text took: "a->b" = b had it from a. */
#include "account/render_json.h"

#include "account/render_names.h"

/* `turned`: what is called a here is the copy's b. */
static const char *arrow(const struct copy *copy, bool turned) {
    switch ((enum copy_direction)copy->direction) {
    case COPY_A_FROM_B:
        return turned ? "a->b" : "b->a";
    case COPY_B_FROM_A:
        return turned ? "b->a" : "a->b";
    case COPY_UNDETERMINED:
        break;
    }
    return "undetermined";
}

static void write_reasons(struct json *j, uint16_t reasons) {
    json_open_array(j, "reasons");
    for (unsigned bit = 0; bit < RENDER_NAMES_COPY_REASONS; bit++) {
        if (reasons & 1u << bit) {
            json_cstr(j, NULL, render_names_copy_reason((enum copy_reason)(1u << bit)));
        }
    }
    json_close_array(j);
}

void render_copies_reasons(struct json *j, const struct copy *copy, uint32_t a) {
    bool turned = a != copy->a;
    json_cstr(j, "kind", render_names_copy((enum copy_kind)copy->kind));
    json_cstr(j, "direction", arrow(copy, turned));
    render_target_ratio(j, "confidence", copy->confidence);
    write_reasons(j, copy->reasons);
    json_uint(j, "runs", copy->runs);
    render_target_ratio(j, "share_a", (turned ? copy->share_b : copy->share_a));
    render_target_ratio(j, "share_b", (turned ? copy->share_a : copy->share_b));
}

void render_copies_document(struct json *j, const struct render_place *x) {
    json_open_array(j, "copies");
    for (size_t i = 0; i < x->all->copies.n; i++) {
        const struct copy *copy = &x->all->copies.copy[i];
        json_open_object(j, NULL);
        json_uint(j, "index", i);
        json_uint(j, "a", copy->a);
        json_uint(j, "b", copy->b);
        render_copies_reasons(j, copy, copy->a);
        json_open_array(j, "spans");
        for (size_t k = 0; k < copy->n_spans; k++) {
            json_open_object(j, NULL);
            json_uint(j, "words", copy->span[k].words);
            json_bool(j, "exact", copy->span[k].exact);
            json_bool(j, "quoted", copy->span[k].quoted);
            render_target(j, "a", x, copy->a, copy->span[k].a);
            render_target(j, "b", x, copy->b, copy->span[k].b);
            json_close_object(j);
        }
        json_close_array(j);
        json_close_object(j);
    }
    json_close_array(j);
}

static void write_span_pairs(struct json *j, const struct render_place *x, const struct copy *copy,
                             bool bytes) {
    json_open_array(j, bytes ? "span_bytes" : "spans");
    for (size_t k = 0; k < copy->n_spans; k++) {
        struct span a = copy->span[k].a;
        struct span b = copy->span[k].b;
        struct chars at_a =
            bytes ? (struct chars){a.from, a.to} : render_place_chars(x, copy->a, a);
        struct chars at_b =
            bytes ? (struct chars){b.from, b.to} : render_place_chars(x, copy->b, b);
        json_open_array(j, NULL);
        render_target_pair(j, NULL, at_a.from, at_a.to);
        render_target_pair(j, NULL, at_b.from, at_b.to);
        json_close_array(j);
    }
    json_close_array(j);
}

/* The hidden source that `report` had its text from. */
static void write_source(struct json *j, const struct copies *copies, uint32_t report) {
    if (copies->source[report] == NONE) {
        json_null(j, "hidden_source");
        return;
    }
    const struct copy_source *source = &copies->sources[copies->source[report]];
    json_open_object(j, "hidden_source");
    json_uint(j, "index", copies->source[report]);
    if (source->name.len) {
        json_str(j, "name", source->name);
    } else {
        json_null(j, "name");
    }
    json_uint(j, "n_reports", source->n_reports);
    render_target_ratio(j, "confidence", source->confidence);
    write_reasons(j, source->reasons);
    json_close_object(j);
}

static void write_member(buf *out, const struct accounts *all, uint32_t report,
                         const struct copy_family *family) {
    const struct copies *copies = &all->copies;
    uint32_t parent = copies_parent(copies, report);
    struct json j;
    json_init(&j, out, false);
    json_open_object(&j, NULL);
    json_str(&j, "id", all->notes[report].doc.id);
    json_str(&j, "group", all->notes[copies->group[report]].doc.id);
    json_str(&j, "origin", all->notes[copies->origin[report]].doc.id);
    if (parent == NONE) {
        json_null(&j, "parent");
    } else {
        json_str(&j, "parent", all->notes[parent].doc.id);
    }
    write_source(&j, copies, report);
    json_str(&j, "family", all->notes[family->first].doc.id);
    json_uint(&j, "n_reports", family->n_reports);
    json_uint(&j, "n_outlets", family->n_outlets);
    json_uint(&j, "n_origins", family->n_origins);
    json_close_object(&j);
    buf_add_byte(out, '\n');
    buf_drain(out);
}

/* A line for each report that has relatives. */
static void write_families(buf *out, const struct render_place *x) {
    for (uint32_t i = 0; i < x->all->copies.n_docs; i++) {
        const struct copy_family *family = copies_family(&x->all->copies, i);
        if (family) {
            write_member(out, x->all, i, family);
        }
    }
}

void render_copies_lines(buf *out, struct render_place *x, bool all) {
    const struct copies *copies = &x->all->copies;
    for (size_t i = 0; i < copies->n; i++) {
        const struct copy *copy = &copies->copy[i];
        if (!all && copy->via != NONE) {
            continue;
        }
        struct json j;
        json_init(&j, out, false);
        json_open_object(&j, NULL);
        json_str(&j, "a", x->all->notes[copy->a].doc.id);
        json_str(&j, "b", x->all->notes[copy->b].doc.id);
        render_copies_reasons(&j, copy, copy->a);
        if (copy->via != NONE) {
            json_str(&j, "via", x->all->notes[copy->via].doc.id);
        }
        write_span_pairs(&j, x, copy, false);
        write_span_pairs(&j, x, copy, true);
        json_close_object(&j);
        buf_add_byte(out, '\n');
        buf_drain(out);
    }
    write_families(out, x);
}
