/* mapper.c - analyse, find the day, let each layer encode what it needs. Names are looked for only
 * when stories are wanted, time expressions then and when the metadata don't tell the day. */
#include "corpus/mapper.h"

#include "base/limits.h"
#include "reuse/print.h"
#include "sketch/dedup_record.h"
#include "story/digest.h"
#include "time/anchor.h"

enum { KEEP_BYTES = 4 << 20 };

enum err mapper_init(struct mapper *m, arena *a, unsigned parts) {
    *m = (struct mapper){.parts = parts};
    TRY(parts >> ENTRY_DIGEST & 1 ? name_lexicon_new(a, &m->name) : ERR_OK);
    return date_lexicon_new(a, &m->date);
}

static bool makes(const struct mapper *m, enum entry_part part) {
    return m->parts >> part & 1;
}

/* What is known of a report besides its words. */
struct known {
    struct names names;
    struct dates dates;
};

static enum err find_known(const struct mapper *m, arena *a, const struct document *doc,
                           struct known *out) {
    anchor_find(doc, &out->dates, &out->dates.anchor);
    bool needs_all = makes(m, ENTRY_DIGEST);
    if (needs_all || out->dates.anchor.day == DAY_NONE) {
        TRY(dates_find(a, m->date, doc, &out->dates));
    }
    return needs_all ? names_find(a, m->name, doc, &out->names) : ERR_OK;
}

/* The parts of one entry in one buffer: pointers come when all are there. */
struct parts {
    buf bytes;
    size_t from[ENTRY_PARTS];
    size_t to[ENTRY_PARTS];
};

static enum err encode_print(arena *scratch, const struct document *doc, int32_t day, buf *b) {
    struct print print;
    TRY(print_make(scratch, doc, day, &print));
    return print_encode(b, &print);
}

static enum err encode_sketch(arena *scratch, const struct document *doc, buf *b) {
    struct dedup_record record;
    arena inner;
    arena_init(&inner, 0);
    enum err code = dedup_record_read(scratch, &inner, doc->text, &record);
    arena_done(&inner);
    TRY(code);
    return dedup_record_encode(b, &record);
}

static enum err encode_digest(struct mapper_worker *w, const struct document *doc,
                              const struct known *known, buf *b) {
    struct digest digest;
    TRY(digest_make(&w->scratch, &w->stems, doc, &known->names, &known->dates, &digest));
    return digest_encode(b, &digest);
}

static enum err encode_part(struct mapper_worker *w, enum entry_part part,
                            const struct document *doc, const struct known *known, buf *b) {
    switch (part) {
    case ENTRY_PRINT:
        return encode_print(&w->scratch, doc, known->dates.anchor.day, b);
    case ENTRY_SKETCH:
        return encode_sketch(&w->scratch, doc, b);
    case ENTRY_DIGEST:
        return encode_digest(w, doc, known, b);
    case ENTRY_PARTS:
        break;
    }
    return ERR_USAGE;
}

static enum err encode_parts(const struct mapper *m, struct mapper_worker *w,
                             const struct document *doc, const struct known *known,
                             struct parts *p) {
    for (unsigned part = 0; part < ENTRY_PARTS; part++) {
        p->from[part] = p->bytes.len;
        if (makes(m, (enum entry_part)part)) {
            TRY(encode_part(w, (enum entry_part)part, doc, known, &p->bytes));
        }
        p->to[part] = p->bytes.len;
    }
    return ERR_OK;
}

enum err mapper_worker_init(struct mapper_worker *w) {
    *w = (struct mapper_worker){0};
    arena_init(&w->scratch, 0);
    arena_init(&w->store, 0);
    return stems_init(&w->stems, &w->store);
}

void mapper_worker_done(struct mapper_worker *w) {
    stems_done(&w->stems);
    arena_done(&w->scratch);
    arena_done(&w->store);
}

static enum err map_analysed(const struct mapper *m, struct mapper_worker *w,
                             const struct document *d, const struct known *known, buf *out) {
    struct parts parts = {0};
    buf_init(&parts.bytes, SIZE_MAX / 4);
    enum err code = encode_parts(m, w, d, known, &parts);
    struct entry e = {.id = d->id,
                      .name = d->name,
                      .title = d->title,
                      .outlet = d->outlet,
                      .url = d->url,
                      .published = d->published,
                      .author = d->author,
                      .lang = d->lang,
                      .text = d->text,
                      .day = known->dates.anchor.day};
    memcpy(e.sha256, d->sha256, sizeof e.sha256);
    for (size_t i = 0; i < ENTRY_PARTS; i++) {
        e.part[i] = str_slice(buf_str(&parts.bytes), parts.from[i], parts.to[i]);
    }
    code = code == ERR_OK ? entry_encode(out, &e) : code;
    buf_done(&parts.bytes);
    return code;
}

enum err mapper_map(const struct mapper *m, struct mapper_worker *w, const struct document *doc,
                    buf *out) {
    struct document d = *doc;
    struct known known = {.dates.anchor.day = DAY_NONE};
    /* A sketch needs nothing but the text. */
    if (m->parts & ~(1u << ENTRY_SKETCH)) {
        TRY(document_analyse(&w->scratch, &d));
        TRY(find_known(m, &w->scratch, &d, &known));
    }
    TRY(map_analysed(m, w, &d, &known, out));
    arena_clear(&w->scratch, KEEP_BYTES);
    return ERR_OK;
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
    if (code == ERR_OK && parts >> ENTRY_DIGEST & 1) {
        struct digest digest;
        code = digest_decode(&a, e.part[ENTRY_DIGEST], &digest);
    }
    arena_done(&a);
    return code;
}
