/* passage.c - section headings part a report; nothing else does, unless it is strong.
 * A heading opens a passage when at least LEAST_WORDS words of content follow it; shorter sections
 * stay with the one before. A headline of HEADLINE_WORDS topical words or more opens one only when
 * TOLD_WORDS of them come back under it: pages put headlines of other pages between the paragraphs
 * of a report, as links. Whether two passages of a report tell the same story after all (a long
 * article with subheadings) is decided by their words, in digest.c. O(tokens). */
#include "story/passage.h"

#include "base/vec.h"

enum { LEAST_WORDS = 25, HEADLINE_WORDS = 4, TOLD_WORDS = 2, MOST_HEADLINE_WORDS = 32 };

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

/* The different topical words of a headline, MOST_HEADLINE_WORDS at most. */
static enum err headline_stems(struct stems *stems, const struct document *doc, size_t heading,
                               uint64_t *stem, size_t *n) {
    const struct block *b = &doc->block[heading];
    *n = 0;
    for (uint32_t i = b->tok_from; i < b->tok_to && *n < MOST_HEADLINE_WORDS; i++) {
        uint64_t own;
        TRY(stems_of(stems, doc->text, &doc->tok[i], &own));
        bool known = own == STEM_NONE || !token_is_wordlike(&doc->tok[i]);
        for (size_t k = 0; k < *n && !known; k++) {
            known = stem[k] == own;
        }
        if (!known) {
            stem[(*n)++] = own;
        }
    }
    return ERR_OK;
}

/* Whether the blocks [heading + 1, to) tell of what the heading says; a short one names a section,
 * and nothing need come back. */
static enum err is_told(struct stems *stems, const struct document *doc, size_t heading, size_t to,
                        bool *out) {
    uint64_t stem[MOST_HEADLINE_WORDS];
    size_t n;
    TRY(headline_stems(stems, doc, heading, stem, &n));
    size_t n_told = 0;
    size_t n_left = n;
    uint32_t end = doc->block[to - 1].tok_to;
    for (uint32_t i = doc->block[heading].tok_to; i < end && n_told < TOLD_WORDS; i++) {
        uint64_t own;
        TRY(stems_of(stems, doc->text, &doc->tok[i], &own));
        for (size_t k = 0; k < n_left; k++) {
            if (stem[k] == own) {
                stem[k] = stem[--n_left];
                n_told++;
            }
        }
    }
    *out = n < HEADLINE_WORDS || n_told >= TOLD_WORDS;
    return ERR_OK;
}

static struct passage make(const struct document *doc, uint32_t report, size_t from, size_t to) {
    struct span at = {0, 0};
    if (from < to) {
        at = (struct span){doc->block[from].at.from, doc->block[to - 1].at.to};
    }
    return (struct passage){
        .report = report, .block_from = (uint32_t)from, .block_to = (uint32_t)to, .at = at};
}

enum err passage_part(arena *a, struct stems *stems, const struct document *doc, uint32_t report,
                      struct passage **out, size_t *n) {
    VEC(struct passage) v = {0};
    size_t from = 0;
    size_t heading = next_heading(doc, 0);
    size_t before = content_words(doc, 0, heading); /* of the passage so far */
    while (heading < doc->n_blocks) {
        size_t next = next_heading(doc, heading + 1);
        size_t after = content_words(doc, heading, next);
        bool opens = before >= LEAST_WORDS && after >= LEAST_WORDS;
        if (opens) {
            TRY(is_told(stems, doc, heading, next, &opens));
        }
        if (opens) {
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
