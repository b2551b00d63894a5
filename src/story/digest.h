/* digest.h - all that grouping keeps of one report: its passages with their words and labels. Made
 * from the report alone, flat, and the same wherever it is made. */
#ifndef COPYTASTER_STORY_DIGEST_H
#define COPYTASTER_STORY_DIGEST_H

#include "base/buf.h"
#include "story/item.h"

/* A passage: what stands between headings, and the parts after it that are about the same. */
struct digest_passage {
    uint32_t block_from;
    uint32_t block_to;
    struct span at;
    uint32_t n_words; /* tokens of its blocks */
    uint32_t rank;    /* of its label: 0 own words, 1 heading, 2 headline */
    str label;
    struct item item;
};

struct digest {
    const struct digest_passage *passage; /* one at least */
    uint32_t n;
    int32_t day; /* when the report was written, DAY_NONE unknown */
};

/* Make the digest of a report; names and dates may be NULL. It lives in `a`, but labels may point
 * into the report. O(words). Errors: ERR_NOMEM, ERR_LIMIT. */
enum err digest_make(arena *a, struct stems *stems, const struct document *doc,
                     const struct names *names, const struct dates *dates, struct digest *out);

/* Append the digest as bytes, a multiple of eight of them: about 1 KB a passage. Errors: ERR_NOMEM,
 * ERR_LIMIT. */
enum err digest_encode(buf *b, const struct digest *digest);

/* The digest that `bytes` hold, whole and nothing else; they must begin at a multiple of eight and
 * stay, since labels and terms point into them; the rest lives in `a`. Errors: ERR_INPUT (damaged,
 * or written by a machine of the other byte order), ERR_NOMEM. O(terms). */
enum err digest_decode(arena *a, str bytes, struct digest *out);

#endif
