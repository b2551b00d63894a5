/* cut_records.c - archives: responses, resources and conversions are items, whose bodies are looked
 * into by their builders; what can't hold a page is counted here. Damage is told once and passed
 * over, as far as unpack/warc.c finds the next record. */
#include "base/limits.h"
#include "read/cut.h"

/* Records passed over before the caller gets to see the counts. */
enum { STRETCH = 256 };

static bool is_for_machines(str uri) {
    return str_ends_with(uri, STR("/robots.txt")) || str_ends_with(uri, STR("/ads.txt")) ||
           str_starts_with(uri, STR("dns:"));
}

/* How a record counts that isn't handed out; SKIP_KINDS for one that is. */
static enum read_skip skip_of(const struct warc_record *r) {
    switch (r->type) {
    case WARC_RESPONSE:
    case WARC_RESOURCE:
    case WARC_CONVERSION:
        return is_for_machines(r->uri) ? SKIP_MEDIA : SKIP_KINDS;
    case WARC_REVISIT:
        return SKIP_REVISIT;
    case WARC_OTHER:
    case WARC_WARCINFO:
    case WARC_REQUEST:
    case WARC_METADATA:
    case WARC_CONTINUATION:
        break;
    }
    return SKIP_RECORD;
}

static enum err take(struct cut *c, arena *a, const struct warc_record *r, struct item *item) {
    c->number++;
    str type = r->payload_type.len ? r->payload_type : r->content_type;
    *item = (struct item){.kind = ITEM_HTTP,
                          .source = c->source,
                          .id = c->id,
                          .bytes = arena_copy(a, r->block),
                          .pos = r->offset,
                          .number = c->number,
                          .hints = {.url = arena_copy(a, r->uri),
                                    .content_type = arena_copy(a, type),
                                    .fetched = r->has_time ? r->time : 0},
                          .options = c->options};
    bool fine = item->bytes.ptr && item->hints.url.ptr && item->hints.content_type.ptr;
    return fine ? ERR_OK : a->last;
}

enum err cut_records(struct cut *c, struct warc *w, arena *a, struct item *item,
                     struct read_result *told) {
    *item = (struct item){.kind = ITEM_NONE};
    for (int i = 0; i < STRETCH; i++) {
        struct warc_record r;
        struct error e;
        enum err code = warc_next(w, &r, &e);
        if (code == ERR_IO) {
            c->is_done = true;
            return ledger_damage(a, told, &e);
        }
        if (code == ERR_INPUT || code == ERR_LIMIT) {
            return code == ERR_INPUT ? ledger_damage(a, told, &e) : ledger_refuse(a, told, &e);
        }
        TRY(code);
        enum read_skip skip = skip_of(&r);
        if (skip == SKIP_KINDS) {
            return take(c, a, &r, item);
        }
        told->n_skipped[skip]++;
    }
    return ERR_OK;
}
