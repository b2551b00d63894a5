/* entry.c - an entry and its bytes:
 *
 *   "cte1" day:32  sha256  len:64 of each field, in the order of struct entry, then of each part
 *   the fields and parts, each filled up to a multiple of 8 bytes
 *
 * Its key:  id, NUL written as NUL 0xff | NUL NUL | XXH3 of the text | XXH3 of the metadata ,
 * hashes with the highest byte first. An id is cut at MOST_ID bytes in the key. Numbers are of the
 * machine's own byte order; "cte1" read as a number tells another one. */
#include "corpus/entry.h"

#include "base/hash.h"

enum { FIELDS = 9, LENGTHS = FIELDS + ENTRY_PARTS, MOST_ID = 16384 };

static const uint32_t MAGIC = 0x31657463; /* "cte1" */

struct head {
    uint32_t magic;
    int32_t day;
    uint8_t sha256[SHA256_BYTES];
    uint64_t len[LENGTHS];
};

/* Field `i` of an entry, or part i - FIELDS. */
static str *field(struct entry *e, size_t i) {
    str *const all[FIELDS] = {&e->id,        &e->name,   &e->title, &e->outlet, &e->url,
                              &e->published, &e->author, &e->lang,  &e->text};
    return i < FIELDS ? all[i] : &e->part[i - FIELDS];
}

static void add_hash(buf *b, uint64_t hash) {
    for (unsigned i = 8; i-- > 0;) {
        buf_add_byte(b, (char)(hash >> 8 * i));
    }
}

enum err entry_key(buf *b, const struct document *doc) {
    size_t n = doc->id.len < MOST_ID ? doc->id.len : MOST_ID;
    for (size_t i = 0; i < n; i++) {
        buf_add_byte(b, doc->id.ptr[i]);
        if (doc->id.ptr[i] == '\0') {
            buf_add_byte(b, (char)0xff);
        }
    }
    buf_add(b, (str){"\0\0", 2});
    add_hash(b, hash_bytes(doc->text));
    const str metadata[] = {doc->title,     doc->outlet, doc->url,
                            doc->published, doc->author, doc->lang};
    uint64_t rest = 0;
    for (size_t i = 0; i < sizeof metadata / sizeof *metadata; i++) {
        rest = hash_join(rest, hash_bytes(metadata[i]));
    }
    add_hash(b, rest);
    return b->failed;
}

static size_t filled(size_t n) {
    return (n + 7) / 8 * 8;
}

enum err entry_encode(buf *b, const struct entry *entry) {
    static const char zero[8] = {0};
    struct entry e = *entry;
    struct head head = {.magic = MAGIC, .day = e.day};
    memcpy(head.sha256, e.sha256, sizeof head.sha256);
    for (size_t i = 0; i < LENGTHS; i++) {
        head.len[i] = field(&e, i)->len;
    }
    buf_add(b, (str){(const char *)&head, sizeof head});
    for (size_t i = 0; i < LENGTHS; i++) {
        str s = *field(&e, i);
        buf_add(b, s);
        buf_add(b, (str){zero, filled(s.len) - s.len});
    }
    return b->failed;
}

enum err entry_decode(str bytes, struct entry *out) {
    *out = (struct entry){.day = INT32_MIN};
    if (bytes.len < sizeof(struct head) || (uintptr_t)bytes.ptr % 8) {
        return ERR_INPUT;
    }
    const struct head *head = (const struct head *)(const void *)bytes.ptr;
    size_t pos = sizeof *head;
    if (head->magic != MAGIC) {
        return ERR_INPUT;
    }
    for (size_t i = 0; i < LENGTHS; i++) {
        if (head->len[i] > bytes.len - pos || filled(head->len[i]) > bytes.len - pos) {
            return ERR_INPUT;
        }
        *field(out, i) = (str){bytes.ptr + pos, head->len[i]};
        pos += filled(head->len[i]);
    }
    out->day = head->day;
    memcpy(out->sha256, head->sha256, sizeof out->sha256);
    return pos == bytes.len ? ERR_OK : ERR_INPUT;
}
