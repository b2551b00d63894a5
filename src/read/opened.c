/* opened.c - what a file is, layer by layer. Packed content is recognised by unpacking its
 * beginning, so that archives packed record by record go to their own reader and everything else is
 * unpacked as a stream. Packing inside packing inside packing is refused. */
#include "read/opened.h"

#include "base/limits.h"

/* A text in UTF-16 or UTF-32 is at most this much longer than in UTF-8. */
enum { WIDEST = 4, ARCHIVE_HEAD = 1 << 16 };

static void prepare(struct opened *o, str path, str id, const struct read_options *options) {
    *o = (struct opened){0};
    arena_init(&o->a, 0);
    o->cut = (struct cut){.in = &o->raw, .source = path, .id = id, .options = options};
}

enum err opened_open(struct opened *o, arena *store, str path, str id,
                     const struct read_options *options, struct error *e) {
    prepare(o, path, id, options);
    o->store = store;
    return input_open(&o->raw, path.ptr, e);
}

void opened_from_memory(struct opened *o, arena *store, str name, str id, str bytes,
                        const struct read_options *options) {
    prepare(o, name, id, options);
    o->store = store;
    input_from_memory(&o->raw, bytes);
    str path = arena_copy(&o->a, name);
    o->raw.path = path.ptr ? path.ptr : "";
}

void opened_close(struct opened *o) {
    if (o->warc) {
        warc_close(o->warc);
    }
    while (o->n_layers > 0) {
        o->n_layers--;
        inflate_close(&o->layer[o->n_layers], &o->unpacked[o->n_layers]);
    }
    input_close(&o->raw);
    arena_done(&o->a);
}

uint64_t opened_pos(const struct opened *o) {
    return o->raw.pos;
}

/* Whether an archive, packed record by record or not at all, begins at the front of the file. */
static bool is_archive(struct opened *o) {
    struct error ignored;
    str head;
    if (input_peek(&o->raw, ARCHIVE_HEAD, &head, &ignored) != ERR_OK) {
        head = input_held(&o->raw);
    }
    return warc_sniff(head) != WARC_NONE;
}

static enum err open_archive(struct opened *o, struct error *e) {
    o->format = FORMAT_WARC;
    return warc_open(&o->a, o->cut.in, LIMIT_PAGE_BYTES, &o->warc, e);
}

/* Unpack until something else shows, and tell what it is. Errors, told in `e`: as input_peek;
 * ERR_INPUT, ERR_LIMIT for what can't be unpacked. */
static enum err recognise(struct opened *o, struct error *e) {
    for (;;) {
        str start;
        enum codec_kind kind;
        enum err code = input_peek(o->cut.in, SNIFF_BYTES, &start, e);
        if (code != ERR_OK && input_held(o->cut.in).len == 0) {
            return code;
        }
        start = input_held(o->cut.in);
        kind = codec_sniff(start);
        if (o->n_layers == 0 && is_archive(o)) {
            return open_archive(o, e);
        }
        if (kind == CODEC_NONE) {
            o->format = sniff(input_held(o->cut.in), &o->cut.options->fields, &o->format_name);
            return ERR_OK;
        }
        if (o->n_layers == OPENED_LAYERS) {
            return error_set(e, ERR_LIMIT, o->cut.source, UINT64_MAX,
                             "packed more than %d times over; expected a report inside",
                             OPENED_LAYERS);
        }
        struct input *inside = &o->unpacked[o->n_layers];
        TRY(inflate_open(&o->layer[o->n_layers], o->cut.in, kind, inside, e));
        o->n_layers++;
        o->cut.in = inside;
    }
}

static enum err refuse_format(struct opened *o, arena *a, struct read_result *told) {
    struct error e;
    error_set(&e, ERR_INPUT, o->cut.source, UINT64_MAX,
              "%s; expected a text, page, feed, archive or table of reports", o->format_name);
    o->cut.is_done = true;
    return ledger_refuse(a, told, &e);
}

enum err opened_next(struct opened *o, arena *a, struct item *item, struct read_result *told) {
    struct cut *c = &o->cut;
    *item = (struct item){.kind = ITEM_NONE};
    if (c->is_done) {
        return ERR_MISSING;
    }
    if (!o->is_recognised) {
        struct error e;
        enum err code = recognise(o, &e);
        if (code == ERR_IO || code == ERR_INPUT || code == ERR_LIMIT) {
            c->is_done = true;
            return ledger_refuse(a, told, &e);
        }
        TRY(code);
        o->is_recognised = true;
    }
    switch (o->format) {
    case FORMAT_TEXT:
        return cut_whole(c, a, ITEM_TEXT, WIDEST * LIMIT_REPORT_BYTES, item, told);
    case FORMAT_PAGE:
        return cut_whole(c, a, ITEM_PAGE, LIMIT_PAGE_BYTES, item, told);
    case FORMAT_FEED:
        return cut_whole(c, a, ITEM_FEED, LIMIT_PAGE_BYTES, item, told);
    case FORMAT_LINES:
        return cut_lines(c, a, item, told);
    case FORMAT_ROWS:
        return cut_rows(c, o->store, a, item, told);
    case FORMAT_MBOX:
        return cut_messages(c, a, item, told);
    case FORMAT_WARC:
        return cut_records(c, o->warc, a, item, told);
    case FORMAT_OTHER:
        return refuse_format(o, a, told);
    }
    return ERR_MISSING;
}
