/* utterance_diff.h - what a rendering does to the words of the base. Part of utterance matching;
 * not for other modules. */
#ifndef COPYTASTER_QUOTE_UTTERANCE_DIFF_H
#define COPYTASTER_QUOTE_UTTERANCE_DIFF_H

#include "quote/utterance_segment.h"

/* Differences found so far for one rendering, and what the two sides weigh. */
struct diff_list {
    VEC(struct wording_diff) diff;
    uint8_t changes; /* wording_change bits */
    uint32_t shared;
    uint32_t base;
    uint32_t other;
};

/* Words laid against words; indexes into speech.said. */
struct facing {
    struct span base;
    struct span other;
    uint32_t base_segment; /* the last segment of the stretch: whose report, and what follows it */
    uint32_t other_segment;
    uint32_t other_first; /* its first segment: what stands before it */
    uint8_t kind;         /* render_kind */
    bool restated;        /* other holds words of the reporter */
};

/* Add the differences of one stretch to `out` (memory of `keep`). Direct renderings are compared
 * word by word, mark by mark; fragments only where they overlap, and have WORDING_CUT; restatements
 * get WORDING_CHANGED and no list, since no word of theirs claims to be the speaker's. O(n m).
 * Errors: ERR_NOMEM, ERR_LIMIT. */
enum err utterance_diff_add(struct speech *s, arena *keep, const struct facing *f,
                            struct diff_list *out);

#endif
