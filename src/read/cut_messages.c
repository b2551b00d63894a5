/* cut_messages.c - a mailbox at its "From " lines, each behind an empty line; a file that begins
 * with a header is one message. O(bytes). */
#include "base/limits.h"
#include "read/cut.h"

enum { BATCH = 1 << 18 };

/* Position of the next "From " line behind an empty line, at or after `pos`; SIZE_MAX. */
static size_t find_next(str s, size_t pos) {
    for (size_t at = str_find(s, STR("\nFrom "), pos); at != SIZE_MAX;
         at = str_find(s, STR("\nFrom "), at + 1)) {
        bool blank = at > 0 && (s.ptr[at - 1] == '\n' ||
                                (s.ptr[at - 1] == '\r' && at > 1 && s.ptr[at - 2] == '\n'));
        if (blank) {
            return at + 1;
        }
    }
    return SIZE_MAX;
}

static enum err take(struct cut *c, arena *a, str message, struct item *item) {
    c->number++;
    *item = (struct item){.kind = ITEM_MESSAGE,
                          .source = c->source,
                          .id = c->id,
                          .bytes = arena_copy(a, message),
                          .pos = c->in->pos,
                          .number = c->number,
                          .options = c->options};
    input_take(c->in, message.len);
    return item->bytes.ptr ? ERR_OK : a->last;
}

enum err cut_messages(struct cut *c, arena *a, struct item *item, struct read_result *told) {
    size_t seen = 0;
    for (size_t wanted = BATCH;; wanted *= 2) {
        struct error e;
        str s;
        enum err code = input_peek(c->in, wanted, &s, &e);
        TRY(code == ERR_NOMEM ? code : ERR_OK);
        s = code == ERR_OK ? s : input_held(c->in);
        bool is_box = str_starts_with(s, STR("From "));
        size_t end = is_box ? find_next(s, seen) : SIZE_MAX;
        if (end != SIZE_MAX) {
            return take(c, a, str_slice(s, 0, end), item);
        }
        if (code != ERR_OK) {
            c->is_done = true;
            TRY(ledger_damage(a, told, &e));
        }
        if (code != ERR_OK || s.len < wanted) {
            *item = (struct item){.kind = ITEM_NONE};
            return s.len ? take(c, a, s, item) : code == ERR_OK ? ERR_MISSING : ERR_OK;
        }
        if (wanted > LIMIT_PAGE_BYTES) {
            c->is_done = true;
            *item = (struct item){.kind = ITEM_NONE};
            error_set(&e, ERR_LIMIT, c->source, c->in->pos,
                      "a message longer than %zu MiB; it and what follows is left out",
                      LIMIT_PAGE_BYTES / MiB);
            return ledger_refuse(a, told, &e);
        }
        seen = s.len > 8 ? s.len - 8 : 0;
    }
}
