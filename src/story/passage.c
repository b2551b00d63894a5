/* passage.c - section headings part a report; nothing else does, unless it is strong.
 * A heading opens a passage when at least LEAST_WORDS words of content follow it; shorter sections
 * stay with the one before. Whether two passages of a report tell the same story after all (a long
 * article with subheadings) is decided by their words, in stories.c. O(blocks). */
#include "story/passage.h"

#include "base/vec.h"

enum { LEAST_WORDS = 25 };

static size_t content_words(const struct document *doc, size_t from, size_t to) {
    size_t n = 0;
    for (size_t i = from; i < to; i++) {
        const struct block *b = &doc->block[i];
        n += block_is_content((enum block_kind)b->kind) ? b->tok_to - b->tok_from : 0;
    }
    return n;
}

static size_t next_heading(const struct document *doc, size_t from) {
    while (from < doc->n_blocks && doc->block[from].kind != BLOCK_HEADING) {
        from++;
    }
    return from;
}

static struct passage make(const struct document *doc, uint32_t report, size_t from, size_t to) {
    struct span at = {0, 0};
    if (from < to) {
        at = (struct span){doc->block[from].at.from, doc->block[to - 1].at.to};
    }
    return (struct passage){
        .report = report, .block_from = (uint32_t)from, .block_to = (uint32_t)to, .at = at};
}

enum err passage_part(arena *a, const struct document *doc, uint32_t report, struct passage **out,
                      size_t *n) {
    VEC(struct passage) v = {0};
    size_t from = 0;
    size_t heading = next_heading(doc, 0);
    size_t before = content_words(doc, 0, heading); /* of the passage so far */
    while (heading < doc->n_blocks) {
        size_t next = next_heading(doc, heading + 1);
        size_t after = content_words(doc, heading, next);
        if (before >= LEAST_WORDS && after >= LEAST_WORDS) {
            TRY(vec_push(a, &v, make(doc, report, from, heading)));
            from = heading;
            before = 0;
        }
        before += after;
        heading = next;
    }
    TRY(vec_push(a, &v, make(doc, report, from, doc->n_blocks)));
    *out = v.v;
    *n = v.n;
    return ERR_OK;
}
