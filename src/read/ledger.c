/* ledger.c - appends to the arrays of struct read_result and keeps ids apart. O(1) amortised a
 * report, whatever the ids. */
#include "read/ledger.h"

#include <stdio.h>

#include "base/sort.h"
#include "base/vec.h"

enum { SUFFIX = 24 };

enum err ledger_open(arena *a, struct read_result *out) {
    if (out->ledger) {
        return ERR_OK;
    }
    struct ledger *l = arena_new(a, struct ledger);
    if (!l) {
        return a->last;
    }
    TRY(map_init(&l->ids, a, 64));
    out->ledger = l;
    return ERR_OK;
}

static enum err add_problem(arena *a, struct read_result *out, const struct error *e,
                            bool is_warning) {
    struct ledger *l = out->ledger;
    if (out->n_problems == l->cap_problems) {
        TRY(vec_grow(a, &out->problem, &l->cap_problems, out->n_problems, 1, sizeof *out->problem));
    }
    out->problem[out->n_problems++] = (struct read_problem){.error = *e, .is_warning = is_warning};
    return ERR_OK;
}

enum err ledger_refuse(arena *a, struct read_result *out, const struct error *e) {
    TRY(add_problem(a, out, e, false));
    out->n_items++;
    return ERR_OK;
}

enum err ledger_warn(arena *a, struct read_result *out, const struct error *e) {
    return add_problem(a, out, e, true);
}

/* Give `id` a suffix that nothing else has: "x#2", "x#3". */
static enum err set_apart(arena *a, struct map *ids, str *id) {
    uint64_t base = hash_bytes(*id);
    for (uint32_t n = map_find(ids, base) + 1;; n++) {
        char *fresh = arena_alloc(a, id->len + SUFFIX);
        if (!fresh) {
            return a->last;
        }
        int len = snprintf(fresh, id->len + SUFFIX, "%" STR_FMT "#%u", STR_ARG(*id), n);
        str candidate = {fresh, (size_t)len};
        if (map_find(ids, hash_bytes(candidate)) == MAP_NONE) {
            *id = candidate;
            return map_put(ids, base, n);
        }
    }
}

/* Give document `i` an id that no other has. */
static enum err claim_id(arena *a, struct read_result *out, size_t i) {
    struct map *ids = &out->ledger->ids;
    struct document *doc = &out->doc[i];
    str wanted = doc->id;
    if (map_find(ids, hash_bytes(wanted)) != MAP_NONE) {
        TRY(set_apart(a, ids, &doc->id));
        struct error e;
        error_set(&e, ERR_INPUT, doc->name, UINT64_MAX,
                  "id \"%" STR_FMT
                  "\" stands for another report already; this one is called \"%" STR_FMT "\"",
                  STR_ARG(wanted), STR_ARG(doc->id));
        TRY(ledger_warn(a, out, &e));
    }
    return map_put(ids, hash_bytes(doc->id), 1);
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

static int by_id_and_name(const void *x, const void *y, void *ctx) {
    const struct document *doc = ctx;
    const struct document *a = &doc[*(const uint32_t *)x];
    const struct document *b = &doc[*(const uint32_t *)y];
    int order = str_compare(a->id, b->id);
    return order ? order : str_compare(a->name, b->name);
}

/* Reports that named themselves after their files and share that name are named after their paths.
 */
static void use_paths(struct read_result *out, const uint32_t *order) {
    for (size_t from = 0, to; from < out->n_docs; from = to) {
        str id = out->doc[order[from]].id;
        to = from + 1;
        while (to < out->n_docs && str_equals(out->doc[order[to]].id, id)) {
            to++;
        }
        for (size_t i = from; to - from > 1 && i < to; i++) {
            if (!out->ledger->given.v[order[i]]) {
                out->doc[order[i]].id = out->doc[order[i]].name;
            }
        }
    }
}

enum err ledger_settle(arena *a, struct read_result *out) {
    uint32_t *order = arena_array(a, out->n_docs, sizeof *order);
    if (!order) {
        return a->last;
    }
    for (size_t i = 0; i < out->n_docs; i++) {
        order[i] = (uint32_t)i;
    }
    TRY(sort_stable(a, order, out->n_docs, sizeof *order, by_id_and_name, out->doc));
    use_paths(out, order);
    for (size_t i = 0; i < out->n_docs; i++) {
        TRY(claim_id(a, out, order[i]));
    }
    return ERR_OK;
}
