/* cut_rows.c - rows of a table in batches. A row ends where no quotation mark is open, so rows are
 * walked; one whose mark stays open for longer than a row may be is left out up to its next line
 * feed, so that a stray mark costs a row and not the table. O(bytes). */
#include "base/limits.h"
#include "read/csv.h"
#include "read/cut.h"

enum { BATCH = 1 << 18 };

/* The header, which stays with the file. */
static enum err read_head(struct cut *c, arena *store) {
    struct error e;
    struct csv_head *head = arena_new(store, struct csv_head);
    if (!head) {
        return store->last;
    }
    str start;
    TRY(input_peek(c->in, LIMIT_ROW_BYTES, &start, &e));
    size_t end = 0;
    while (end < start.len && start.ptr[end] != '\n' && start.ptr[end] != '\r') {
        end++;
    }
    str row = arena_copy(store, str_slice(start, 0, end));
    if (!row.ptr) {
        return store->last;
    }
    TRY(csv_head_read(store, row, &c->options->fields, head));
    bool pair = end + 1 < start.len && start.ptr[end] == '\r' && start.ptr[end + 1] == '\n';
    input_take(c->in, end + (end < start.len) + pair);
    c->head = head;
    return ERR_OK;
}

/* Whole rows at the front of `s`, some BATCH of them; their number in *n. */
static size_t whole_rows(str s, char delimiter, size_t *n) {
    size_t pos = 0;
    *n = 0;
    while (pos < s.len && pos < BATCH && *n < CUT_MOST) {
        size_t end = csv_row_end(str_slice(s, pos, s.len), delimiter);
        if (end == SIZE_MAX) {
            break;
        }
        pos += end;
        ++*n;
    }
    return pos;
}

/* The first row has no end within the limit. */
static enum err skip_row(struct cut *c, arena *a, struct item *item, struct read_result *told) {
    struct input_line line;
    struct error e;
    TRY(input_line_next(c->in, LIMIT_ROW_BYTES, &line, &e));
    item->kind = ITEM_NONE;
    item->number = ++c->number;
    error_set(
        &e, ERR_LIMIT, item_name(a, item, c->source), line.pos,
        "a quotation mark isn't closed within %zu MiB; the row is left out up to its line end",
        LIMIT_ROW_BYTES / MiB);
    return ledger_refuse(a, told, &e);
}

/* The first `len` bytes of `s`, `n` rows, as the item. */
static enum err take(struct cut *c, arena *a, str rows, size_t n, struct item *item) {
    item->pos = c->in->pos;
    item->number = c->number + 1;
    item->head = c->head;
    item->bytes = arena_copy(a, rows);
    c->number += n;
    input_take(c->in, rows.len);
    return item->bytes.ptr ? ERR_OK : a->last;
}

/* Look `wanted` bytes ahead. What can be read before a damage is the end of the table. */
static enum err look(struct cut *c, arena *a, size_t wanted, str *out, bool *at_end,
                     struct read_result *told) {
    struct error e;
    enum err code = input_peek(c->in, wanted, out, &e);
    *at_end = code != ERR_OK || out->len < wanted;
    if (code == ERR_OK || code == ERR_NOMEM) {
        return code;
    }
    *out = input_held(c->in);
    c->is_done = true;
    return ledger_damage(a, told, &e);
}

enum err cut_rows(struct cut *c, arena *store, arena *a, struct item *item,
                  struct read_result *told) {
    *item =
        (struct item){.kind = ITEM_ROWS, .source = c->source, .id = c->id, .options = c->options};
    if (!c->head) {
        TRY(read_head(c, store));
    }
    for (size_t wanted = 2 * BATCH;; wanted *= 2) {
        str s;
        size_t n;
        bool at_end;
        wanted = wanted < LIMIT_ROW_BYTES ? wanted : LIMIT_ROW_BYTES + 1;
        TRY(look(c, a, wanted, &s, &at_end, told));
        if (s.len == 0) {
            item->kind = ITEM_NONE;
            return c->is_done ? ERR_OK : ERR_MISSING;
        }
        size_t len = whole_rows(s, c->head->delimiter, &n);
        if (len > 0) {
            return take(c, a, str_slice(s, 0, len), n, item);
        }
        if (at_end) { /* the last row: its line end is missing, or its mark stays open */
            return take(c, a, s, 1, item);
        }
        if (wanted > LIMIT_ROW_BYTES) {
            return skip_row(c, a, item, told);
        }
    }
}
