/* ledger.c - appends to the arrays of struct read_result and keeps ids apart. O(1) amortised a
 * report, whatever the ids. */
#include "read/ledger.h"

#include "base/json.h"
#include "base/sort.h"
#include "base/vec.h"

enum err ledger_open(arena *a, struct read_result *out) {
    if (out->ledger) {
        return ERR_OK;
    }
    struct ledger *l = arena_new(a, struct ledger);
    if (!l) {
        return a->last;
    }
    TRY(ids_init(&l->ids, a));
    out->ledger = l;
    return ERR_OK;
}

static enum err add_problem(arena *a, struct read_result *out, const struct error *e,
                            enum read_fault fault) {
    struct ledger *l = out->ledger;
    if (out->n_problems == l->cap_problems) {
        TRY(vec_grow(a, &out->problem, &l->cap_problems, out->n_problems, 1, sizeof *out->problem));
    }
    out->problem[out->n_problems++] = (struct read_problem){.error = *e, .fault = fault};
    out->n_items += fault != READ_MENDED;
    return ERR_OK;
}

enum err ledger_refuse(arena *a, struct read_result *out, const struct error *e) {
    return add_problem(a, out, e, READ_REFUSED);
}

enum err ledger_damage(arena *a, struct read_result *out, const struct error *e) {
    return add_problem(a, out, e, READ_DAMAGED);
}

enum err ledger_warn(arena *a, struct read_result *out, const struct error *e) {
    return add_problem(a, out, e, READ_MENDED);
}

enum err ledger_tell(arena *a, struct read_result *out, const struct read_problem *problem) {
    return add_problem(a, out, &problem->error, problem->fault);
}

/* Give document `i` an id that no other has. */
static enum err claim_id(arena *a, struct read_result *out, size_t i) {
    struct document *doc = &out->doc[i];
    str wanted = doc->id;
    bool changed;
    TRY(ids_claim(&out->ledger->ids, a, &doc->id, &changed));
    if (!changed) {
        return ERR_OK;
    }
    struct error e;
    error_set(&e, ERR_INPUT, doc->name, UINT64_MAX,
              "id \"%" STR_FMT
              "\" stands for another report already; this one is called \"%" STR_FMT "\"",
              STR_ARG(wanted), STR_ARG(doc->id));
    return ledger_warn(a, out, &e);
}

enum err ledger_add(arena *a, struct read_result *out, const struct document *doc, bool given) {
    struct ledger *l = out->ledger;
    if (out->n_docs == l->cap_docs) {
        TRY(vec_grow(a, &out->doc, &l->cap_docs, out->n_docs, 1, sizeof *out->doc));
    }
    TRY(vec_push(a, &l->given, given));
    out->doc[out->n_docs] = *doc;
    if (!l->is_deferred) {
        TRY(claim_id(a, out, out->n_docs));
    }
    out->n_docs++;
    out->n_items++;
    return ERR_OK;
}

/* Copy the parts of `from` that live elsewhere. */
static enum err copy_document(arena *a, const struct document *from, struct document *to) {
    *to = *from;
    str *const field[] = {&to->id,    &to->name,      &to->title,   &to->outlet,
                          &to->url,   &to->published, &to->author,  &to->lang,
                          &to->extra, &to->text,      &to->encoding};
    for (size_t i = 0; i < sizeof field / sizeof *field; i++) {
        if (field[i]->len) {
            *field[i] = arena_copy(a, *field[i]);
        }
        if (field[i]->len && !field[i]->ptr) {
            return a->last;
        }
    }
    struct page_block *given = arena_array(a, from->n_given, sizeof *given);
    struct page_run *run = arena_array(a, from->n_runs, sizeof *run);
    if (!given || !run) {
        return a->last;
    }
    if (from->n_given) {
        memcpy(given, from->given, from->n_given * sizeof *given);
    }
    if (from->n_runs) {
        memcpy(run, from->run, from->n_runs * sizeof *run);
    }
    to->given = given;
    to->run = run;
    return ERR_OK;
}

enum err ledger_take(arena *a, struct read_result *out, const struct read_result *part) {
    for (size_t i = 0; i < part->n_problems; i++) {
        TRY(add_problem(a, out, &part->problem[i].error, part->problem[i].fault));
    }
    for (size_t i = 0; i < part->n_docs; i++) {
        struct document doc;
        TRY(copy_document(a, &part->doc[i], &doc));
        TRY(ledger_add(a, out, &doc, part->ledger->given.v[i]));
    }
    for (size_t i = 0; i < SKIP_KINDS; i++) {
        out->n_skipped[i] += part->n_skipped[i];
    }
    return ERR_OK;
}

/* By id, then by content: where a text was read says least. */
static int by_id_and_text(const void *x, const void *y, void *ctx) {
    const struct document *doc = ctx;
    const struct document *a = &doc[*(const uint32_t *)x];
    const struct document *b = &doc[*(const uint32_t *)y];
    int order = str_compare(a->id, b->id);
    if (order) {
        return order;
    }
    uint64_t hash_a = hash_bytes(a->text);
    uint64_t hash_b = hash_bytes(b->text);
    return hash_a != hash_b ? (hash_a < hash_b ? -1 : 1) : str_compare(a->name, b->name);
}

enum err ledger_settle(arena *a, struct read_result *out) {
    uint32_t *order = arena_array(a, out->n_docs, sizeof *order);
    if (!order) {
        return a->last;
    }
    for (size_t i = 0; i < out->n_docs; i++) {
        order[i] = (uint32_t)i;
    }
    TRY(sort_stable(a, order, out->n_docs, sizeof *order, by_id_and_text, out->doc));
    for (size_t i = 0; i < out->n_docs; i++) {
        TRY(claim_id(a, out, order[i]));
    }
    return ERR_OK;
}

static void write_problem(struct json *j, const struct read_problem *p) {
    static const char *const fault[] = {"refused", "damaged", "mended"};
    json_open_object(j, NULL);
    json_cstr(j, "kind", fault[p->fault]);
    json_cstr(j, "where", p->error.where);
    if (p->error.pos != UINT64_MAX) {
        json_uint(j, "byte", p->error.pos);
    }
    json_cstr(j, "reason", p->error.msg);
    json_close_object(j);
}

void ledger_write(const struct read_result *in, const struct ledger_totals *totals, buf *out) {
    static const char *const skip[SKIP_KINDS] = {"other_records", "revisits",
                                                 "redirects_and_errors", "media"};
    const size_t *n = totals->n_faults;
    struct json j;
    json_init(&j, out, true);
    json_open_object(&j, NULL);
    json_uint(&j, "items", totals->n_reports + n[READ_REFUSED] + n[READ_DAMAGED]);
    json_uint(&j, "reports", totals->n_reports);
    json_uint(&j, "refused", n[READ_REFUSED]);
    json_uint(&j, "damaged", n[READ_DAMAGED]);
    json_uint(&j, "mended", n[READ_MENDED]);
    json_open_object(&j, "skipped");
    for (size_t i = 0; i < SKIP_KINDS; i++) {
        json_uint(&j, skip[i], in->n_skipped[i]);
    }
    json_close_object(&j);
    json_uint(&j, "problems_not_listed",
              n[READ_REFUSED] + n[READ_DAMAGED] + n[READ_MENDED] - in->n_problems);
    json_open_array(&j, "problems");
    for (size_t i = 0; i < in->n_problems; i++) {
        write_problem(&j, &in->problem[i]);
    }
    json_close_array(&j);
    json_close_object(&j);
    buf_add_byte(out, '\n');
}
