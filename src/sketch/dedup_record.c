/* dedup_record.c - a text as sketch and row of word ids, and that as bytes.
 *
 *   magic:32 | words:32 | content:64 | sketch, 128 bytes | ids, 32 bits each | 0 or 4 bytes of 0
 *
 * Numbers stand in the machine's byte order; the magic number tells a machine of the other one.
 * What lies between the head and the end isn't checked: a damaged sketch can cost recall and a
 * damaged id a match, never memory. Check sums are the business of whoever stores records. */
#include "sketch/dedup_record.h"

#include "base/hash.h"
#include "sketch/word_scan.h"

#define MAGIC 0x31504444u

struct head {
    uint32_t magic;
    uint32_t n;
    uint64_t content;
    struct minhash sketch;
};

static uint64_t content_of(struct row row) {
    return hash_bytes((str){(const char *)row.id, row.n * sizeof *row.id});
}

enum err dedup_record_read(arena *a, arena *scratch, str text, struct dedup_record *out) {
    struct word *word;
    size_t n;
    arena_pos m = arena_mark(scratch);
    enum err code = word_scan(scratch, text, &word, &n);
    uint32_t *id = code == ERR_OK ? arena_take(a, n * sizeof *id) : NULL;
    if (code == ERR_OK && !id) {
        code = a->last;
    }
    if (code == ERR_OK) {
        for (size_t i = 0; i < n; i++) {
            id[i] = word_id(&word[i]);
        }
        *out = (struct dedup_record){.row = {id, (uint32_t)n}};
        out->content = content_of(out->row);
        if (n) {
            minhash_sketch(id, n, &out->sketch);
        }
    }
    arena_reset(scratch, m);
    return code;
}

enum err dedup_record_encode(buf *b, const struct dedup_record *record) {
    struct head head = {MAGIC, record->row.n, record->content, record->sketch};
    buf_add(b, (str){(const char *)&head, sizeof head});
    buf_add(b, (str){(const char *)record->row.id, record->row.n * sizeof *record->row.id});
    buf_add(b, (str){"\0\0\0", record->row.n % 2 * sizeof *record->row.id});
    return b->failed;
}

enum err dedup_record_decode(str bytes, struct dedup_record *out) {
    struct head head;
    if (bytes.len < sizeof head || (uintptr_t)bytes.ptr % sizeof *out->row.id != 0) {
        return ERR_INPUT;
    }
    memcpy(&head, bytes.ptr, sizeof head);
    size_t row = ((size_t)head.n + head.n % 2) * sizeof *out->row.id;
    if (head.magic != MAGIC || bytes.len - sizeof head != row) {
        return ERR_INPUT;
    }
    *out = (struct dedup_record){
        .sketch = head.sketch,
        .content = head.content,
        .row = {(const uint32_t *)(const void *)(bytes.ptr + sizeof head), head.n}};
    return ERR_OK;
}
