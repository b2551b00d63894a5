/* digest.c - parts a report into passages; a digest and its bytes:
 *
 *   "ctd3" n_passages:32 day:32 0:32
 *   for each passage: block_from block_to from to n_words rank label_len item_len, 32 bits each
 *   for each passage: item (item.c), a multiple of 8 bytes
 *   for each passage: label
 *   filled up to 8 bytes
 *
 * Numbers are of the machine's own byte order; "ctd3" read as a number tells another one. A report
 * is parted at its headings when it is a round-up (cohesion.c); a part whose words are those of the
 * part before it goes back to it, weighed by the background alone, since a digest may depend on
 * nothing but its report. */
#include "story/digest.h"

#include "base/limits.h"
#include "base/rest.h"
#include "story/cohesion.h"
#include "story/label.h"
#include "story/pair.h"
#include "story/passage.h"
#include "story/weigh.h"

/* Parts of one report that are this much alike are one passage. */
static const float SAME_PASSAGE = 0.14F;

enum {
    MOST_RECOUNTED = 4000, /* tokens; the item of a longer passage doesn't change any more */
    MOST_PARTS = 512       /* a report with more is a round-up */
};

static const uint32_t MAGIC = 0x33647463; /* "ctd3" */

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
    uint32_t item_len;
};

static uint32_t tokens_of(const struct document *doc, const struct passage *p) {
    uint32_t n = 0;
    for (uint32_t i = p->block_from; i < p->block_to; i++) {
        n += doc->block[i].tok_to - doc->block[i].tok_from;
    }
    return n ? n : 1;
}

/* Weigh by the background alone. */
static enum err weigh_passage(arena *a, const struct item *item, struct weighed *out) {
    float *weight = arena_array(a, item->n_terms, sizeof *weight);
    if (!weight) {
        return a->last;
    }
    weigh_alone(item, weight);
    *out = (struct weighed){.item = item, .weight = weight};
    pair_weigh(out);
    return ERR_OK;
}

/* What a digest is made of. */
struct making {
    struct stems *stems;
    const struct document *doc;
    const struct names *names;
    const struct dates *dates;
};

static enum err make_passage(arena *a, const struct making *m, const struct passage *p,
                             uint32_t ordinal, struct digest_passage *out) {
    *out = (struct digest_passage){.block_from = p->block_from,
                                   .block_to = p->block_to,
                                   .at = p->at,
                                   .n_words = tokens_of(m->doc, p),
                                   .rank = label_rank(m->doc, p)};
    TRY(label_of(a, m->doc, p, &out->label));
    return item_make(a, m->stems, m->doc, m->names, m->dates, p, ordinal, &out->item);
}

/* Put a part to the passage before it when both are about the same. */
static enum err add_part(arena *a, const struct making *m, struct passage *before,
                         const struct passage *part, struct digest_passage *p, uint32_t *n) {
    struct weighed x;
    struct weighed y;
    struct digest_passage *last = &p[*n - 1];
    TRY(make_passage(a, m, part, *n, &p[*n]));
    TRY(weigh_passage(a, &last->item, &x));
    TRY(weigh_passage(a, &p[*n].item, &y));
    if (pair_cosine(&x, &y) < SAME_PASSAGE) {
        *before = *part;
        ++*n;
        return ERR_OK;
    }
    before->block_to = part->block_to;
    before->at.to = part->at.to;
    if (last->n_words < MOST_RECOUNTED) {
        return make_passage(a, m, before, *n - 1, last);
    }
    last->block_to = part->block_to;
    last->at.to = part->at.to;
    last->n_words += p[*n].n_words;
    return ERR_OK;
}

/* Each part against the rest of its report. */
static enum err compare_parts(arena *a, const struct making *m, const struct passage *part,
                              size_t n, struct cohesion *out) {
    struct item *item = arena_array(a, n, sizeof *item);
    if (!item) {
        return a->last;
    }
    for (size_t i = 0; i < n; i++) { /* the stems may live in `a` too: nothing is taken back */
        TRY(item_make(a, m->stems, m->doc, m->names, m->dates, &part[i], (uint32_t)i, &item[i]));
    }
    return cohesion_find(a, item, n, out);
}

/* Put the parts of an article with subheadings together again: those of a round-up stay, and so
 * does what stands at the end and has nothing to do with the rest. */
static enum err unite_parts(arena *a, const struct making *m, struct passage *part, size_t *n) {
    struct cohesion cohesion[MOST_PARTS];
    if (*n < 2 || *n > MOST_PARTS) {
        return ERR_OK;
    }
    TRY(compare_parts(a, m, part, *n, cohesion));
    if (cohesion_is_roundup(cohesion + 1, *n - 1)) {
        return ERR_OK;
    }
    size_t end = *n;
    while (end > 1 && cohesion_is_none(&cohesion[end - 1])) {
        end--;
    }
    part[0].block_to = part[end - 1].block_to;
    part[0].at.to = part[end - 1].at.to;
    memmove(part + 1, part + end, (*n - end) * sizeof *part);
    *n -= end - 1;
    return ERR_OK;
}

enum err digest_make(arena *a, struct stems *stems, const struct document *doc,
                     const struct names *names, const struct dates *dates, struct digest *out) {
    struct making m = {stems, doc, names, dates};
    struct passage *part;
    size_t n_parts;
    uint32_t n = 1;
    TRY(passage_part(a, stems, doc, 0, &part, &n_parts));
    TRY(unite_parts(a, &m, part, &n_parts));
    struct digest_passage *p = arena_array(a, n_parts, sizeof *p);
    if (!p) {
        return a->last;
    }
    struct passage before = part[0];
    TRY(make_passage(a, &m, &before, 0, &p[0]));
    for (size_t i = 1; i < n_parts; i++) {
        TRY(add_part(a, &m, &before, &part[i], p, &n));
    }
    for (uint32_t i = 0; i < n; i++) {
        p[i].item.is_part = n > 1;
    }
    *out = (struct digest){p, n, dates ? dates->anchor.day : DAY_NONE};
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
        struct passage_head h = {p->block_from,
                                 p->block_to,
                                 p->at.from,
                                 p->at.to,
                                 p->n_words,
                                 p->rank,
                                 (uint32_t)p->label.len,
                                 (uint32_t)item_size(&p->item)};
        add(b, &h, sizeof h);
    }
    for (uint32_t i = 0; i < digest->n; i++) {
        TRY(item_encode(b, &digest->passage[i].item));
    }
    for (uint32_t i = 0; i < digest->n; i++) {
        buf_add(b, digest->passage[i].label);
    }
    add(b, zero, (8 - (b->len - start) % 8) % 8);
    return b->failed;
}

static bool is_sound(const struct passage_head *h, const struct passage_head *before) {
    return h->from <= h->to && h->block_from <= h->block_to && h->rank <= 2 &&
           (!before || (before->to <= h->from && before->block_to == h->block_from)) &&
           h->to <= LIMIT_REPORT_BYTES;
}

enum err digest_decode(arena *a, str bytes, struct digest *out) {
    struct rest r = {bytes, (uintptr_t)bytes.ptr % 8 == 0};
    const struct head *head = rest_take(&r, 1, sizeof *head);
    *out = (struct digest){.day = INT32_MIN};
    if (!head || head->magic != MAGIC || head->n == 0) {
        return ERR_INPUT;
    }
    const struct passage_head *h = rest_take(&r, head->n, sizeof *h);
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
        const char *item = rest_take(&r, h[i].item_len, 1);
        if (!item) {
            return ERR_INPUT;
        }
        TRY(item_decode((str){item, h[i].item_len}, &p[i].item));
    }
    for (uint32_t i = 0; i < head->n; i++) {
        p[i].label = (str){rest_take(&r, h[i].label_len, 1), h[i].label_len};
    }
    *out = (struct digest){p, head->n, head->day};
    return r.fits && r.bytes.len < 8 ? ERR_OK : ERR_INPUT;
}
