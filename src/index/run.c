/* run.c - a run as memory: its tail and table are checked when it is opened, a block when a
 * cursor enters it. Promise: whatever the bytes are, nothing outside them is read, and damage ends
 * in ERR_INPUT with the byte where it was met. Cost: O(blocks) to open; reading a record is a few
 * instructions, plus the check of its block once a cursor. */
#include "index/run.h"
#include "base/hash.h"
#include "base/limits.h"
#include "index/run_form.h"

static enum err damage(const struct run *run, uint64_t pos, struct error *e, const char *what) {
    return error_set(e, ERR_INPUT, str_from_cstr(run->path), pos, "%s", what);
}

int run_compare(str a, str b) {
    size_t n = a.len < b.len ? a.len : b.len;
    int order = n ? memcmp(a.ptr, b.ptr, n) : 0;
    return order ? order : (a.len > b.len) - (a.len < b.len);
}

static enum err no_memory(const struct run *run, const char *path, struct error *e) {
    enum err code = run->store.last;
    return error_set(e, code, str_from_cstr(path), UINT64_MAX, "%s", err_name(code));
}

/* The `n` bytes at `pos` of the file; what was asked lies inside. */
static str slice(const struct run *run, uint64_t pos, uint64_t n) {
    return (str){run->bytes.ptr + pos, (size_t)n};
}

static enum err check_head(const struct run *run, struct error *e) {
    if (run->bytes.len < RUN_MAGIC_BYTES ||
        memcmp(run->bytes.ptr, RUN_MAGIC, RUN_MAGIC_BYTES) != 0) {
        return damage(run, 0, e, "not a file of an index: another beginning is expected");
    }
    if (run->bytes.len < RUN_HEAD + RUN_TAIL) {
        return damage(run, run->bytes.len, e, "the file ends before its tail");
    }
    uint32_t version = run_get_u32(run->bytes.ptr + RUN_MAGIC_BYTES);
    if (version != RUN_VERSION) {
        return error_set(e, ERR_INPUT, str_from_cstr(run->path), RUN_MAGIC_BYTES,
                         "written in form %u; this program reads form %d", version, RUN_VERSION);
    }
    return ERR_OK;
}

struct tail {
    uint64_t table;
    uint64_t length;
    uint64_t check;
    uint64_t n_blocks;
};

static enum err read_tail(struct run *run, struct tail *tail, struct error *e) {
    uint64_t at = run->bytes.len - RUN_TAIL;
    const char *p = run->bytes.ptr + at;
    if (memcmp(p + RUN_TAIL - RUN_MAGIC_BYTES, RUN_END, RUN_MAGIC_BYTES) != 0) {
        return damage(run, at, e, "the file is cut short: its tail is expected here");
    }
    if (run_get_u64(p + 40) != hash_bytes((str){p, 40})) {
        return damage(run, at, e, "the tail is damaged: its check sum is another one");
    }
    *tail =
        (struct tail){run_get_u64(p), run_get_u64(p + 8), run_get_u64(p + 16), run_get_u64(p + 24)};
    run->n_records = run_get_u64(p + 32);
    if (tail->table < RUN_HEAD || tail->table > at || tail->length != at - tail->table ||
        tail->n_blocks > tail->length / RUN_ENTRY) {
        return damage(run, at, e, "the tail points outside the file");
    }
    if (hash_bytes(slice(run, tail->table, tail->length)) != tail->check) {
        return damage(run, tail->table, e, "the table is damaged: its check sum is another one");
    }
    return ERR_OK;
}

/* Read entry `i` at *pos and check that its block follows `expected`. */
static enum err read_entry(struct run *run, const struct tail *tail, size_t i, uint64_t *pos,
                           uint64_t *expected, struct error *e) {
    uint64_t end = tail->table + tail->length;
    if (end - *pos < RUN_ENTRY) {
        return damage(run, *pos, e, "the table ends inside an entry");
    }
    const char *p = run->bytes.ptr + *pos;
    uint64_t key_len = run_get_u32(p + 28);
    struct run_block *b = &run->block[i];
    if (run_filled(key_len) > end - *pos - RUN_ENTRY) {
        return damage(run, *pos, e, "the table ends inside a key");
    }
    *b = (struct run_block){run_get_u64(p), run_get_u64(p + 8), run_get_u64(p + 16),
                            run_get_u32(p + 24), slice(run, *pos + RUN_ENTRY, key_len)};
    if (b->offset != *expected || b->length > tail->table - b->offset || b->n_records == 0) {
        return damage(run, *pos, e, "the table names a block that isn't there");
    }
    *expected = b->offset + b->length;
    *pos += RUN_ENTRY + run_filled(key_len);
    return ERR_OK;
}

static enum err read_table(struct run *run, const struct tail *tail, struct error *e) {
    uint64_t pos = tail->table;
    uint64_t expected = RUN_HEAD;
    uint64_t n_records = 0;
    run->block = arena_array(&run->store, (size_t)tail->n_blocks, sizeof *run->block);
    if (!run->block) {
        return no_memory(run, run->path, e);
    }
    run->n_blocks = (size_t)tail->n_blocks;
    for (size_t i = 0; i < run->n_blocks; i++) {
        TRY(read_entry(run, tail, i, &pos, &expected, e));
        n_records += run->block[i].n_records;
    }
    if (expected != tail->table || pos != tail->table + tail->length ||
        n_records != run->n_records) {
        return damage(run, tail->table, e, "the table doesn't cover the file");
    }
    return ERR_OK;
}

static enum err open_run(struct run *run, const char *path, struct error *e) {
    struct tail tail = {0};
    run->path = arena_copy(&run->store, (str){path, strlen(path) + 1}).ptr;
    if (!run->path) {
        return no_memory(run, path, e);
    }
    TRY(output_map(path, &run->bytes, e));
    TRY(check_head(run, e));
    TRY(read_tail(run, &tail, e));
    return read_table(run, &tail, e);
}

enum err run_open(struct run *run, const char *path, struct error *e) {
    *run = (struct run){0};
    arena_init(&run->store, 0);
    enum err code = open_run(run, path, e);
    if (code != ERR_OK) {
        run_close(run);
    }
    return code;
}

void run_close(struct run *run) {
    output_unmap(run->bytes);
    arena_done(&run->store);
    *run = (struct run){0};
}

void run_relax(const struct run *run) {
    output_relax(run->bytes);
}

void run_cursor_init(struct run_cursor *c, const struct run *run) {
    *c = (struct run_cursor){.run = run};
}

static enum err enter(struct run_cursor *c, struct error *e) {
    const struct run_block *b = &c->run->block[c->block];
    if (hash_bytes(slice(c->run, b->offset, b->length)) != b->check) {
        return damage(c->run, b->offset, e, "a block is damaged: its check sum is another one");
    }
    c->pos = (size_t)b->offset;
    c->end = (size_t)(b->offset + b->length);
    c->left = b->n_records;
    return ERR_OK;
}

static enum err read_record(struct run_cursor *c, struct record *out, struct error *e) {
    uint64_t room = c->end - c->pos;
    const char *p = c->run->bytes.ptr + c->pos;
    uint64_t key_len = room < RUN_LENGTHS ? 0 : run_get_u32(p);
    uint64_t value_len = room < RUN_LENGTHS ? 0 : run_get_u32(p + 4);
    uint64_t whole = RUN_LENGTHS + run_filled(key_len) + run_filled(value_len);
    if (whole > room) {
        return damage(c->run, c->pos, e, "a record goes over the end of its block");
    }
    *out = (struct record){{p + RUN_LENGTHS, (size_t)key_len},
                           {p + RUN_LENGTHS + run_filled(key_len), (size_t)value_len}};
    c->pos += whole;
    c->left--;
    return ERR_OK;
}

enum err run_cursor_next(struct run_cursor *c, struct record *out, struct error *e) {
    if (c->left == 0 && c->pos != c->end) {
        return damage(c->run, c->pos, e, "a block holds more than its records");
    }
    if (c->left == 0) {
        if (c->block == c->run->n_blocks) {
            return ERR_MISSING;
        }
        TRY(enter(c, e));
        c->block++;
    }
    return read_record(c, out, e);
}

enum err run_cursor_seek(struct run_cursor *c, str key, struct error *e) {
    const struct run *run = c->run;
    size_t low = 0;
    size_t high = run->n_blocks;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (run_compare(run->block[mid].first, key) < 0) {
            low = mid + 1;
        } else {
            high = mid;
        }
    }
    /* The first record wanted may stand in the block before. */
    *c = (struct run_cursor){.run = run, .block = low ? low - 1 : 0};
    for (;;) {
        struct run_cursor before = *c;
        struct record r = {0};
        enum err code = run_cursor_next(c, &r, e);
        if (code == ERR_MISSING) {
            return ERR_OK;
        }
        TRY(code);
        if (run_compare(r.key, key) >= 0) {
            *c = before;
            return ERR_OK;
        }
    }
}
