/* cut.c - whole files and report lines. Lines are cut in batches, since a line is often too little
 * work to be handed from thread to thread; a line longer than a batch is a batch of its own, one
 * longer than a line may be is skipped as it comes. O(bytes). */
#define _GNU_SOURCE /* memrchr */
#include "read/cut.h"

#include "base/limits.h"

enum { BATCH = 1 << 18 };

static struct item item_of(const struct cut *c, enum item_kind kind) {
    return (struct item){.kind = (uint8_t)kind,
                         .source = c->source,
                         .id = c->id,
                         .pos = c->in->pos,
                         .options = c->options};
}

/* The input can't be read further for the reason in `e`: what was read before is taken as an item
 * all the same. */
static enum err take_rest(struct cut *c, arena *a, struct item *item, struct read_result *told,
                          const struct error *e) {
    str rest = input_held(c->in);
    c->is_done = true;
    if (rest.len == 0) {
        item->kind = ITEM_NONE;
        return ledger_refuse(a, told, e);
    }
    item->bytes = arena_copy(a, rest);
    TRY(item->bytes.ptr ? ERR_OK : a->last);
    return item->kind == ITEM_LINES || item->kind == ITEM_ROWS ? ledger_damage(a, told, e)
                                                               : ledger_warn(a, told, e);
}

enum err cut_whole(struct cut *c, arena *a, enum item_kind kind, size_t max, struct item *item,
                   struct read_result *told) {
    struct error e;
    *item = item_of(c, kind);
    if (c->is_done) {
        return ERR_MISSING;
    }
    c->is_done = true;
    enum err code = input_rest(c->in, a, max, &item->bytes, &e);
    if (code == ERR_LIMIT && input_held(c->in).len > max) {
        item->kind = ITEM_NONE;
        error_set(&e, ERR_LIMIT, c->source, UINT64_MAX, "longer than one %s may be (%zu MiB)",
                  kind == ITEM_TEXT ? "report" : "page or feed", LIMIT_REPORT_BYTES / MiB);
        return ledger_refuse(a, told, &e);
    }
    if (code == ERR_IO || code == ERR_INPUT || code == ERR_LIMIT) {
        return take_rest(c, a, item, told, &e);
    }
    return code;
}

/* A first line that ends before its object does, with a key on the next one: an object that was
 * laid out over several lines. */
static bool is_pretty_printed(str bytes) {
    bool marked = str_starts_with(bytes, STR("\xef\xbb\xbf"));
    bytes = str_trim(marked ? str_slice(bytes, 3, bytes.len) : bytes);
    size_t end = str_find(bytes, STR("\n"), 0);
    if (end == SIZE_MAX || !str_equals(str_trim(str_slice(bytes, 0, end)), STR("{"))) {
        return false;
    }
    str next = str_trim(str_slice(bytes, end, bytes.len));
    return next.len && next.ptr[0] == '"';
}

/* The line at hand is longer than any report line: pass over it. */
static enum err skip_line(struct cut *c, arena *a, struct item *item, struct read_result *told) {
    struct input_line line;
    struct error e;
    TRY(input_line_next(c->in, LIMIT_LINE_BYTES, &line, &e));
    c->number++;
    item->kind = ITEM_NONE;
    item->number = c->number;
    error_set(&e, ERR_LIMIT, item_name(a, item, c->source), line.pos,
              "the line is longer than a report line may be (%zu MiB)", LIMIT_LINE_BYTES / MiB);
    return ledger_refuse(a, told, &e);
}

/* Bytes of the first lines of `s`, at most CUT_MOST of them; their number in *n. */
static size_t first_lines(str s, size_t *n) {
    size_t pos = 0;
    for (*n = 0; pos < s.len && *n < CUT_MOST; ++*n) {
        const char *feed = memchr(s.ptr + pos, '\n', s.len - pos);
        pos = feed ? (size_t)(feed - s.ptr) + 1 : s.len;
    }
    return pos;
}

/* Whole lines at hand, at least one: *out is empty at the end of the input, and *too_long says that
 * the first one passes the limit. */
static enum err peek_lines(struct cut *c, str *out, bool *too_long, struct error *e) {
    *too_long = false;
    for (size_t wanted = BATCH;; wanted *= 2) {
        wanted = wanted < LIMIT_LINE_BYTES ? wanted : LIMIT_LINE_BYTES + 1;
        TRY(input_peek(c->in, wanted, out, e));
        if (out->len < wanted) {
            return ERR_OK; /* the end: the last line may lack its line feed */
        }
        const char *feed = memrchr(out->ptr, '\n', out->len);
        if (feed) {
            out->len = (size_t)(feed - out->ptr) + 1;
            return ERR_OK;
        }
        if (wanted > LIMIT_LINE_BYTES) {
            *too_long = true;
            return ERR_OK;
        }
    }
}

enum err cut_lines(struct cut *c, arena *a, struct item *item, struct read_result *told) {
    struct error e;
    str lines;
    bool too_long;
    *item = item_of(c, ITEM_LINES);
    item->number = c->number + 1;
    if (c->is_done) {
        return ERR_MISSING;
    }
    enum err code = peek_lines(c, &lines, &too_long, &e);
    if (code == ERR_IO || code == ERR_INPUT || code == ERR_LIMIT) {
        return take_rest(c, a, item, told, &e);
    }
    TRY(code);
    if (too_long) {
        return skip_line(c, a, item, told);
    }
    if (lines.len == 0) {
        return ERR_MISSING;
    }
    if (c->number == 0 && is_pretty_printed(lines)) {
        c->is_done = true;
        item->kind = ITEM_NONE;
        error_set(&e, ERR_INPUT, item_name(a, item, c->source), 0,
                  "a JSON object over several lines; report lines hold one object each (jq -c . "
                  "makes them)");
        return ledger_refuse(a, told, &e);
    }
    size_t n;
    lines.len = first_lines(lines, &n);
    item->bytes = arena_copy(a, lines);
    c->number += n;
    input_take(c->in, lines.len);
    return item->bytes.ptr ? ERR_OK : a->last;
}
