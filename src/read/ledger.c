/* ledger.c - appends to the arrays of struct read_result and keeps ids apart. O(1) amortised a
 * report, whatever the ids. */
#include "read/ledger.h"

#include <stdio.h>

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

enum err ledger_add(arena *a, struct read_result *out, const struct document *doc, bool given) {
    struct ledger *l = out->ledger;
    struct document copy = *doc;
    if (map_find(&l->ids, hash_bytes(copy.id)) != MAP_NONE) {
        TRY(set_apart(a, &l->ids, &copy.id));
        if (given) {
            struct error e;
            error_set(&e, ERR_INPUT, doc->name, UINT64_MAX,
                      "id \"%" STR_FMT
                      "\" stands for another report already; this one is called \"%" STR_FMT "\"",
                      STR_ARG(doc->id), STR_ARG(copy.id));
            TRY(ledger_warn(a, out, &e));
        }
    }
    TRY(map_put(&l->ids, hash_bytes(copy.id), 1));
    if (out->n_docs == l->cap_docs) {
        TRY(vec_grow(a, &out->doc, &l->cap_docs, out->n_docs, 1, sizeof *out->doc));
    }
    out->doc[out->n_docs++] = copy;
    out->n_items++;
    return ERR_OK;
}
