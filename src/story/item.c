/* item.c - an item and its bytes:
 *
 *   "cti1" n_terms:32 n_days:32 words:32  moment key report content :64 each  is_part:32 zero:32
 *   term:64 x n_terms  day:32 x n_days (filled up to 8 bytes)  bin:16 x ITEM_SKETCH
 *
 * Numbers are of the machine's own byte order; "cti1" read as a number tells another one. Decoding
 * copies nothing and checks lengths and the order of terms. O(terms). */
#include "story/item.h"

#include "base/limits.h"

static const uint32_t MAGIC = 0x31697463; /* "cti1" */

struct head {
    uint32_t magic;
    uint32_t n_terms;
    uint32_t n_days;
    uint32_t words;
    int64_t moment;
    uint64_t key;
    uint64_t report;
    uint64_t content;
    uint32_t is_part;
    uint32_t zero;
};

static void add(buf *b, const void *bytes, size_t n) {
    buf_add(b, (str){bytes, n});
}

static size_t size_of(size_t n_terms, size_t n_days) {
    return sizeof(struct head) + n_terms * sizeof(struct term) + (n_days + 1) / 2 * 8 +
           ITEM_SKETCH * sizeof(uint16_t);
}

size_t item_size(const struct item *item) {
    return size_of(item->n_terms, item->n_days);
}

enum err item_encode(buf *b, const struct item *item) {
    static const char zero[8] = {0};
    struct head head = {MAGIC,     item->n_terms, item->n_days,  item->words,   item->moment,
                        item->key, item->report,  item->content, item->is_part, 0};
    add(b, &head, sizeof head);
    add(b, item->term, item->n_terms * sizeof *item->term);
    add(b, item->day, item->n_days * sizeof *item->day);
    add(b, zero, item->n_days % 2 * sizeof *item->day);
    add(b, item->sketch, ITEM_SKETCH * sizeof *item->sketch);
    return b->failed;
}

enum err item_decode(str bytes, struct item *out) {
    *out = (struct item){0};
    const struct head *head = (const void *)bytes.ptr;
    if (bytes.len < sizeof *head || (uintptr_t)bytes.ptr % 8 || head->magic != MAGIC ||
        head->n_terms > ITEM_TERMS + ITEM_MARKS || head->n_days > ITEM_DAYS || head->zero) {
        return ERR_INPUT;
    }
    size_t days_len = (head->n_days + 1) / 2 * 8;
    size_t terms_len = head->n_terms * sizeof *out->term;
    if (bytes.len != size_of(head->n_terms, head->n_days)) {
        return ERR_INPUT;
    }
    const char *p = bytes.ptr + sizeof *head;
    *out = (struct item){.term = (const void *)p,
                         .n_terms = head->n_terms,
                         .n_days = head->n_days,
                         .day = (const void *)(p + terms_len),
                         .sketch = (const void *)(p + terms_len + days_len),
                         .moment = head->moment,
                         .key = head->key,
                         .report = head->report,
                         .content = head->content,
                         .words = head->words,
                         .is_part = head->is_part};
    for (uint32_t i = 1; i < out->n_terms; i++) {
        if (out->term[i].id <= out->term[i - 1].id) {
            return ERR_INPUT;
        }
    }
    return ERR_OK;
}

int item_compare(const struct item *x, const struct item *y) {
    if (x->moment != y->moment) {
        bool first =
            y->moment == ITEM_TIMELESS || (x->moment != ITEM_TIMELESS && x->moment < y->moment);
        return first ? -1 : 1;
    }
    if (x->key != y->key) {
        return x->key < y->key ? -1 : 1;
    }
    return (x->content > y->content) - (x->content < y->content);
}
