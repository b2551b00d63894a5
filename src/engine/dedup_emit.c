/* dedup_emit.c - the input read a second time, and the reports written that are kept, or the
 * others. A stream is told by its order; records have none, so there each report is found by its
 * key, and of several with one key the first is the one that stands for them. */
#include "base/hash.h"
#include "base/limits.h"
#include "base/map.h"
#include "corpus/entry.h"
#include "engine/dedup.h"
#include "read/report_line.h"

struct emission {
    const struct ct_dedup *dedup;
    bool removed;
    uint32_t n; /* reports met */
    ct_write *write;
    void *ctx;
    buf line;
    arena store;
    struct map standing; /* with records: hash of the key -> enum standing */
    buf key;
};

enum standing { STANDING_REMOVED, STANDING_KEPT, STANDING_WRITTEN };

static bool is_kept(const struct ct_dedup *d, const struct dedup_report *r) {
    return engine_dedup_star(d, r) == r;
}

static enum err list_keys(struct emission *x) {
    const struct ct_dedup *d = x->dedup;
    TRY(map_init(&x->standing, &x->store, d->report.n));
    for (size_t i = 0; i < d->report.n; i++) {
        const struct dedup_report *r = d->report.v[i];
        bool twin_kept = map_find(&x->standing, r->key) == STANDING_KEPT;
        TRY(map_put(&x->standing, r->key,
                    twin_kept || is_kept(d, r) ? STANDING_KEPT : STANDING_REMOVED));
    }
    return ERR_OK;
}

/* Whether the next report of the input is kept; ERR_INPUT = it wasn't there before. */
static enum err look_up(struct emission *x, const struct document *doc, bool *kept) {
    const struct ct_dedup *d = x->dedup;
    if (!d->gather) {
        const struct dedup_report *r = x->n < d->report.n ? d->report.v[x->n] : NULL;
        *kept = r && is_kept(d, r);
        return r && r->text == hash_bytes(doc->text) ? ERR_OK : ERR_INPUT;
    }
    buf_clear(&x->key);
    TRY(entry_key(&x->key, doc));
    uint64_t hash = hash_bytes(buf_str(&x->key));
    uint32_t standing = map_find(&x->standing, hash);
    *kept = standing == STANDING_KEPT;
    if (standing == MAP_NONE) {
        return ERR_INPUT;
    }
    return *kept ? map_put(&x->standing, hash, STANDING_WRITTEN) : ERR_OK;
}

static enum err emit(void *ctx, const struct read_result *part) {
    struct emission *x = ctx;
    buf_clear(&x->line);
    for (size_t i = 0; i < part->n_docs; i++, x->n++) {
        bool kept;
        TRY(look_up(x, &part->doc[i], &kept));
        if (kept != x->removed) {
            report_line_write(&part->doc[i], false, &x->line);
        }
    }
    TRY(x->line.failed);
    return x->line.len == 0 || x->write(x->ctx, x->line.ptr, x->line.len) ? ERR_OK : ERR_IO;
}

enum ct_err ct_dedup_emit(const ct_dedup *dedup, ct_corpus *corpus, const char *const *path,
                          size_t n, bool removed, ct_write *write, void *ctx, ct_error *error) {
    struct emission x = {.dedup = dedup, .removed = removed, .write = write, .ctx = ctx};
    struct read_options options = engine_read_options(corpus);
    options.without_hash = true;
    buf_init(&x.line, 8 * LIMIT_REPORT_BYTES);
    buf_init(&x.key, SIZE_MAX / 4);
    arena_init(&x.store, 0);
    enum err code = dedup->gather ? list_keys(&x) : ERR_OK;
    code = code == ERR_OK ? reader_stream(path, n, &options, emit, &x) : code;
    buf_done(&x.line);
    buf_done(&x.key);
    arena_done(&x.store);
    bool is_short = !dedup->gather && x.n != dedup->report.n;
    if (code == ERR_INPUT || (code == ERR_OK && is_short)) {
        struct error e;
        error_set(&e, ERR_INPUT, STR("copytaster"), UINT64_MAX,
                  "the input isn't what it was when it was read before: another report %u",
                  x.n + 1);
        return engine_tell(&e, error);
    }
    return code == ERR_OK ? CT_OK : engine_fail(code, error);
}
