/* dedup_records.c - the reports of a run that keeps records: within a given memory, in an index, or
 * as lines of the map step. Sketches are copied, since every one of them is compared; words stay
 * where the records are, in memory or in mapped files. What comes of them is what comes of a
 * stream, but for the order of input, which records don't have. */
#include "base/hash.h"
#include "base/limits.h"
#include "engine/dedup.h"
#include "time/moment.h"

static enum err damaged(str id, const char *what, struct error *e) {
    return error_set(e, ERR_INPUT, id, UINT64_MAX, "%s", what);
}

static enum err take(struct ct_dedup *d, const struct record *record, struct error *e) {
    struct entry entry;
    struct dedup_report *r = arena_new(&d->store, struct dedup_report);
    if (!r) {
        return d->store.last;
    }
    if (entry_decode(record->value, &entry) != ERR_OK) {
        return damaged(entry.id, "a record that is no report, or from another machine", e);
    }
    if (dedup_record_decode(entry.part[ENTRY_SKETCH], &r->record) != ERR_OK) {
        return damaged(entry.id, "what was made of this report is damaged", e);
    }
    if (d->report.n == LIMIT_REPORTS) {
        return ERR_LIMIT;
    }
    r->id = arena_copy(&d->store, entry.id);
    r->name = arena_copy(&d->store, entry.name);
    if (!r->id.ptr || !r->name.ptr) {
        return d->store.last;
    }
    r->moment = moment_read(entry.published);
    r->text = hash_bytes(entry.text);
    r->key = hash_bytes(record->key);
    r->n = (uint32_t)d->report.n;
    TRY(vec_push(&d->store, &d->report, r));
    return engine_dedup_keep_text(d, r, entry.text);
}

enum err engine_dedup_gather(struct ct_dedup *d, struct ct_corpus *corpus, const char *const *path,
                             size_t n, struct error *e) {
    const ct_survey_options *options = d->options.survey;
    struct record record;
    if (d->options.keep == CT_KEEP_FIRST) {
        return error_set(e, ERR_USAGE, STR("copytaster"), UINT64_MAX,
                         "records don't tell which report was read first; keep the earliest or the "
                         "longest");
    }
    TRY(engine_gather_open(corpus, options, 1u << ENTRY_SKETCH, &d->gather, e));
    TRY(engine_gather_read(corpus, options, d->gather, path, n, e));
    enum err code;
    while ((code = gather_next(d->gather, &record, e)) == ERR_OK) {
        TRY(take(d, &record, e));
        gather_relax(d->gather, record.value.len);
    }
    return code == ERR_MISSING ? ERR_OK : code;
}

void engine_dedup_relax(void *dedup, size_t n) {
    const struct ct_dedup *d = dedup;
    if (d->gather) {
        gather_relax(d->gather, n);
    }
}
