/* digest.c - a digest and its bytes:
 *
 *   "ctd1" n_passages:32 day:32 0:32
 *   for each passage: block_from block_to from to n_words rank label_len n_terms, 32 bits each
 *   for each passage: hash:32 x n_terms  weight:float x n_terms
 *   for each passage: flags:8 x n_terms  label
 *   filled up to 8 bytes
 *
 * Numbers are of the machine's own byte order; "ctd1" read as a number tells another one. */
#include "story/digest.h"

#include <math.h>

#include "base/limits.h"
#include "story/label.h"
#include "story/passage.h"

static const uint32_t MAGIC = 0x31647463; /* "ctd1" */

struct head {
    uint32_t magic;
    uint32_t n;
    int32_t day;
    uint32_t zero;
};

struct passage_head {
    uint32_t block_from;
    uint32_t block_to;
    uint32_t from;
    uint32_t to;
    uint32_t n_words;
    uint32_t rank;
    uint32_t label_len;
    uint32_t n_terms;
};

static uint32_t tokens_of(const struct document *doc, const struct passage *p) {
    uint32_t n = 0;
    for (uint32_t i = p->block_from; i < p->block_to; i++) {
        n += doc->block[i].tok_to - doc->block[i].tok_from;
    }
    return n ? n : 1;
}

enum err digest_make(arena *a, struct stems *stems, const struct document *doc, int32_t day,
                     struct digest *out) {
    struct passage *part;
    size_t n;
    TRY(passage_part(a, doc, 0, &part, &n));
    struct digest_passage *p = arena_array(a, n, sizeof *p);
    if (!p) {
        return a->last;
    }
    for (size_t i = 0; i < n; i++) {
        p[i] = (struct digest_passage){.block_from = part[i].block_from,
                                       .block_to = part[i].block_to,
                                       .at = part[i].at,
                                       .n_words = tokens_of(doc, &part[i]),
                                       .rank = label_rank(doc, &part[i])};
        TRY(label_of(a, doc, &part[i], &p[i].label));
        TRY(vector_count(a, stems, doc, &part[i], &p[i].counts));
    }
    *out = (struct digest){p, (uint32_t)n, day};
    return ERR_OK;
}

static void add(buf *b, const void *bytes, size_t n) {
    buf_add(b, (str){bytes, n});
}

enum err digest_encode(buf *b, const struct digest *digest) {
    static const char zero[8] = {0};
    size_t start = b->len;
    struct head head = {MAGIC, digest->n, digest->day, 0};
    add(b, &head, sizeof head);
    for (uint32_t i = 0; i < digest->n; i++) {
        const struct digest_passage *p = &digest->passage[i];
        struct passage_head h = {
            p->block_from,          p->block_to,          p->at.from, p->at.to, p->n_words, p->rank,
            (uint32_t)p->label.len, (uint32_t)p->counts.n};
        add(b, &h, sizeof h);
    }
    for (uint32_t i = 0; i < digest->n; i++) {
        const struct vector *v = &digest->passage[i].counts;
        for (size_t k = 0; k < v->n; k++) {
            add(b, &v->term[k].hash, sizeof v->term[k].hash);
        }
        for (size_t k = 0; k < v->n; k++) {
            add(b, &v->term[k].weight, sizeof v->term[k].weight);
        }
    }
    for (uint32_t i = 0; i < digest->n; i++) {
        const struct vector *v = &digest->passage[i].counts;
        for (size_t k = 0; k < v->n; k++) {
            buf_add_byte(b, (char)v->term[k].flags);
        }
        buf_add(b, digest->passage[i].label);
    }
    add(b, zero, (8 - (b->len - start) % 8) % 8);
    return b->failed;
}

/* What is left of the bytes to be read. */
struct rest {
    str bytes;
    bool fits;
};

/* The next `n` elements of `size` bytes, or NULL when they don't fit. */
static const void *take(struct rest *r, size_t n, size_t size) {
    size_t bytes;
    r->fits = r->fits && mul_ok(n, size, &bytes) && bytes <= r->bytes.len;
    if (!r->fits) {
        return NULL;
    }
    const char *p = r->bytes.ptr;
    r->bytes = str_slice(r->bytes, bytes, r->bytes.len);
    return p;
}

/* The hashes and weights of a passage, which must go upwards and be numbers over 0. */
static enum err take_terms(arena *a, struct rest *r, uint32_t n, struct vector *out) {
    const uint32_t *hash = take(r, n, sizeof *hash);
    const float *weight = take(r, n, sizeof *weight);
    if (!r->fits) {
        return ERR_INPUT;
    }
    *out = (struct vector){arena_array(a, n, sizeof *out->term), n};
    if (!out->term) {
        return a->last;
    }
    for (uint32_t k = 0; k < n; k++) {
        if ((k && hash[k] <= hash[k - 1]) || !(weight[k] > 0) || isinf(weight[k])) {
            return ERR_INPUT;
        }
        out->term[k] = (struct term){.hash = hash[k], .weight = weight[k]};
    }
    return ERR_OK;
}

/* The flags and label of a passage. */
static bool take_rest(struct rest *r, size_t label_len, struct digest_passage *p) {
    const uint8_t *flags = take(r, p->counts.n, 1);
    p->label = (str){take(r, label_len, 1), label_len};
    for (size_t k = 0; r->fits && k < p->counts.n; k++) {
        p->counts.term[k].flags = flags[k];
    }
    return r->fits;
}

static bool is_sound(const struct passage_head *h, const struct passage_head *before) {
    return h->from <= h->to && h->block_from <= h->block_to && h->rank <= 2 &&
           (!before || (before->to <= h->from && before->block_to == h->block_from)) &&
           h->to <= LIMIT_REPORT_BYTES;
}

enum err digest_decode(arena *a, str bytes, struct digest *out) {
    struct rest r = {bytes, (uintptr_t)bytes.ptr % 8 == 0};
    const struct head *head = take(&r, 1, sizeof *head);
    *out = (struct digest){.day = INT32_MIN};
    if (!head || head->magic != MAGIC || head->n == 0) {
        return ERR_INPUT;
    }
    const struct passage_head *h = take(&r, head->n, sizeof *h);
    if (!h) {
        return ERR_INPUT;
    }
    struct digest_passage *p = arena_array(a, head->n, sizeof *p);
    if (!p) {
        return a->last;
    }
    for (uint32_t i = 0; i < head->n; i++) {
        if (!is_sound(&h[i], i ? &h[i - 1] : NULL)) {
            return ERR_INPUT;
        }
        p[i] = (struct digest_passage){.block_from = h[i].block_from,
                                       .block_to = h[i].block_to,
                                       .at = {h[i].from, h[i].to},
                                       .n_words = h[i].n_words,
                                       .rank = h[i].rank};
        TRY(take_terms(a, &r, h[i].n_terms, &p[i].counts));
    }
    for (uint32_t i = 0; i < head->n; i++) {
        if (!take_rest(&r, h[i].label_len, &p[i])) {
            return ERR_INPUT;
        }
    }
    *out = (struct digest){p, head->n, head->day};
    return r.bytes.len < 8 ? ERR_OK : ERR_INPUT;
}
