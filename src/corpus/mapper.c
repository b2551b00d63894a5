/* mapper.c - analyse, find the day, let each layer encode what it needs. Time expressions are
 * looked for only when the metadata don't tell the day. */
#include "corpus/mapper.h"

#include "base/limits.h"
#include "reuse/print.h"
#include "sketch/dedup_record.h"
#include "time/anchor.h"

enum err mapper_init(struct mapper *m, arena *a, unsigned parts) {
    *m = (struct mapper){.parts = parts};
    return date_lexicon_new(a, &m->date);
}

static bool makes(const struct mapper *m, enum entry_part part) {
    return m->parts >> part & 1;
}

static enum err find_day(const struct mapper *m, arena *a, const struct document *doc,
                         int32_t *day) {
    struct dates dates = {0};
    anchor_find(doc, &dates, &dates.anchor);
    if (dates.anchor.day == DAY_NONE) {
        TRY(dates_find(a, m->date, doc, &dates));
    }
    *day = dates.anchor.day;
    return ERR_OK;
}

/* The parts of one entry in one buffer: pointers come when all are there. */
struct parts {
    buf bytes;
    size_t from[ENTRY_PARTS];
    size_t to[ENTRY_PARTS];
};

static enum err encode_parts(const struct mapper *m, arena *scratch, const struct document *doc,
                             int32_t day, struct parts *p) {
    if (makes(m, ENTRY_PRINT)) {
        struct print print;
        TRY(print_make(scratch, doc, day, &print));
        p->from[ENTRY_PRINT] = p->bytes.len;
        TRY(print_encode(&p->bytes, &print));
        p->to[ENTRY_PRINT] = p->bytes.len;
    }
    if (makes(m, ENTRY_SKETCH)) {
        struct dedup_record record;
        arena inner;
        arena_init(&inner, 0);
        enum err code = dedup_record_read(scratch, &inner, doc->text, &record);
        arena_done(&inner);
        TRY(code);
        p->from[ENTRY_SKETCH] = p->bytes.len;
        TRY(dedup_record_encode(&p->bytes, &record));
        p->to[ENTRY_SKETCH] = p->bytes.len;
    }
    return ERR_OK;
}

enum err mapper_map(const struct mapper *m, arena *scratch, const struct document *doc, buf *out) {
    struct document d = *doc;
    struct parts parts = {0};
    int32_t day;
    TRY(document_analyse(scratch, &d));
    TRY(find_day(m, scratch, &d, &day));
    buf_init(&parts.bytes, SIZE_MAX / 4);
    enum err code = encode_parts(m, scratch, &d, day, &parts);
    struct entry e = {.id = d.id,
                      .name = d.name,
                      .title = d.title,
                      .outlet = d.outlet,
                      .url = d.url,
                      .published = d.published,
                      .author = d.author,
                      .lang = d.lang,
                      .text = d.text,
                      .day = day};
    memcpy(e.sha256, d.sha256, sizeof e.sha256);
    for (size_t i = 0; i < ENTRY_PARTS; i++) {
        e.part[i] = str_slice(buf_str(&parts.bytes), parts.from[i], parts.to[i]);
    }
    code = code == ERR_OK ? entry_encode(out, &e) : code;
    buf_done(&parts.bytes);
    return code;
}

enum err mapper_check(str bytes, unsigned parts) {
    struct entry e;
    TRY(entry_decode(bytes, &e));
    arena a;
    arena_init(&a, 0);
    enum err code = ERR_OK;
    if (parts >> ENTRY_PRINT & 1) {
        struct print print;
        code = print_decode(&a, e.part[ENTRY_PRINT], &print);
    }
    if (code == ERR_OK && parts >> ENTRY_SKETCH & 1) {
        struct dedup_record record;
        code = dedup_record_decode(e.part[ENTRY_SKETCH], &record);
    }
    arena_done(&a);
    return code;
}
