/* run_writer.c - records collected into blocks, blocks appended, their table and the tail at the
 * end. The file counts only when its tail is whole, so a run that was cut short is known by that.
 * Memory: a block, and about 60 bytes a block for the table. O(bytes). */
#include "index/run_writer.h"

#include "base/hash.h"
#include "base/limits.h"
#include "index/run_form.h"

static void add_u32(buf *b, uint32_t value) {
    char bytes[4];
    for (unsigned i = 0; i < 4; i++) {
        bytes[i] = (char)(value >> 8 * i);
    }
    buf_add(b, (str){bytes, sizeof bytes});
}

static void add_u64(buf *b, uint64_t value) {
    add_u32(b, (uint32_t)value);
    add_u32(b, (uint32_t)(value >> 32));
}

/* Fill up to a multiple of 8 bytes. */
static void add_filled(buf *b, str bytes) {
    static const char zero[8] = {0};
    buf_add(b, bytes);
    buf_add(b, (str){zero, run_filled(bytes.len) - bytes.len});
}

static enum err no_memory(const struct run_writer *w, enum err code, struct error *e) {
    return error_set(e, code, str_from_cstr(w->out.path), UINT64_MAX, "%s", err_name(code));
}

enum err run_writer_open(struct run_writer *w, const char *path, struct error *e) {
    *w = (struct run_writer){0};
    buf_init(&w->table, SIZE_MAX / 4);
    buf_init(&w->first, RUN_MOST_KEY);
    buf_init(&w->last, RUN_MOST_KEY);
    buf_init(&w->block, SIZE_MAX / 4);
    TRY(output_open(&w->out, path, e));
    buf head;
    buf_init(&head, RUN_HEAD);
    buf_add(&head, (str){RUN_MAGIC, RUN_MAGIC_BYTES});
    add_u32(&head, RUN_VERSION);
    add_u32(&head, 0);
    enum err code =
        head.failed ? no_memory(w, head.failed, e) : output_add(&w->out, head.ptr, head.len, e);
    buf_done(&head);
    if (code != ERR_OK) {
        run_writer_drop(w);
    }
    return code;
}

/* What a writing buffer failed with, in words. */
static enum err told(const struct run_writer *w, const buf *b, struct error *e) {
    return b->failed ? no_memory(w, b->failed, e) : ERR_OK;
}

/* Append the open block to the file and its entry to the table. */
static enum err end_block(struct run_writer *w, struct error *e) {
    if (w->in_block == 0) {
        return ERR_OK;
    }
    add_u64(&w->table, w->out.pos);
    add_u64(&w->table, w->block.len);
    add_u64(&w->table, hash_bytes(buf_str(&w->block)));
    add_u32(&w->table, w->in_block);
    add_u32(&w->table, (uint32_t)w->first.len);
    add_filled(&w->table, buf_str(&w->first));
    TRY(told(w, &w->table, e));
    TRY(output_add(&w->out, w->block.ptr, w->block.len, e));
    w->n_blocks++;
    w->in_block = 0;
    buf_clear(&w->block);
    return ERR_OK;
}

static enum err add(struct run_writer *w, str key, str value, struct error *e) {
    if (key.len > RUN_MOST_KEY || value.len > UINT32_MAX) {
        return error_set(
            e, ERR_LIMIT, str_from_cstr(w->out.path), w->out.pos,
            "a record with a key of %zu and a value of %zu bytes; at most %d and %u fit", key.len,
            value.len, RUN_MOST_KEY, UINT32_MAX);
    }
    if (w->n_records && run_compare(key, buf_str(&w->last)) < 0) {
        return error_set(e, ERR_USAGE, str_from_cstr(w->out.path), w->out.pos,
                         "a record before the one added last");
    }
    if (w->in_block == 0) {
        buf_clear(&w->first);
        buf_add(&w->first, key);
        TRY(told(w, &w->first, e));
    }
    add_u32(&w->block, (uint32_t)key.len);
    add_u32(&w->block, (uint32_t)value.len);
    add_filled(&w->block, key);
    add_filled(&w->block, value);
    TRY(told(w, &w->block, e));
    buf_clear(&w->last);
    buf_add(&w->last, key);
    TRY(told(w, &w->last, e));
    w->in_block++;
    w->n_records++;
    return w->block.len >= RUN_BLOCK_BYTES ? end_block(w, e) : ERR_OK;
}

enum err run_writer_add(struct run_writer *w, str key, str value, struct error *e) {
    enum err code = add(w, key, value, e);
    if (code != ERR_OK) {
        run_writer_drop(w);
    }
    return code;
}

static enum err end_file(struct run_writer *w, struct error *e) {
    TRY(end_block(w, e));
    buf tail;
    buf_init(&tail, RUN_TAIL);
    add_u64(&tail, w->out.pos);
    add_u64(&tail, w->table.len);
    add_u64(&tail, hash_bytes(buf_str(&w->table)));
    add_u64(&tail, w->n_blocks);
    add_u64(&tail, w->n_records);
    add_u64(&tail, hash_bytes(buf_str(&tail)));
    buf_add(&tail, (str){RUN_END, RUN_MAGIC_BYTES});
    enum err code = told(w, &tail, e);
    code = code != ERR_OK ? code : output_add(&w->out, w->table.ptr, w->table.len, e);
    code = code != ERR_OK ? code : output_add(&w->out, tail.ptr, tail.len, e);
    buf_done(&tail);
    return code;
}

static void free_buffers(struct run_writer *w) {
    buf_done(&w->block);
    buf_done(&w->first);
    buf_done(&w->last);
    buf_done(&w->table);
}

enum err run_writer_close(struct run_writer *w, struct error *e) {
    enum err code = end_file(w, e);
    if (code == ERR_OK) {
        code = output_close(&w->out, e);
    }
    if (code != ERR_OK) {
        output_drop(&w->out);
    }
    free_buffers(w);
    return code;
}

void run_writer_drop(struct run_writer *w) {
    output_drop(&w->out);
    free_buffers(w);
}
