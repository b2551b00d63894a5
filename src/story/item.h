/* item.h - all that grouping keeps of a passage: made from its report alone, flat, and the same
 * wherever it is made, so that the report itself can be let go. */
#ifndef COPYTASTER_STORY_ITEM_H
#define COPYTASTER_STORY_ITEM_H

#include "base/buf.h"
#include "name/names.h"
#include "story/stems.h"
#include "story/stories.h"
#include "time/dates.h"

enum term_flag {
    TERM_NAME = 1,    /* two capitalised words side by side */
    TERM_CAPITAL = 2, /* a capitalised word of a name */
    TERM_WEAK = 4,    /* a word that every report uses */
    TERM_NUMBER = 8,
    /* marks: not words, but what they say; compared for agreement only */
    TERM_PERSON = 16, /* a surname */
    TERM_PLACE = 32,
    TERM_AGE = 64,
    TERM_DATE = 128, /* a day as it is written: "Monday", "March 4" */
    TERM_MARK = TERM_PERSON | TERM_PLACE | TERM_AGE | TERM_DATE
};

/* 8 bytes. `id` is a hash; a mark never has the id of a word. */
struct term {
    uint32_t id;
    uint8_t title; /* how often it stands in headline and headings, */
    uint8_t lead;  /* among the first ITEM_LEAD words, */
    uint8_t body;  /* and after them; at most 255 each */
    uint8_t flags;
};

enum { ITEM_LEAD = 100, ITEM_TERMS = 128, ITEM_MARKS = 48, ITEM_DAYS = 4, ITEM_SKETCH = 32 };

struct item {
    const struct term *term; /* by id, distinct, at most ITEM_TERMS + ITEM_MARKS */
    uint32_t n_terms;
    uint32_t n_days;
    const int32_t *day;     /* that the text names, in text order, distinct */
    const uint16_t *sketch; /* ITEM_SKETCH bins: the least hash of its runs of four words */
    int64_t moment;         /* of its report, in seconds UTC, or ITEM_TIMELESS */
    uint64_t key;           /* of passage and report: what decisions of people refer to */
    uint64_t report;        /* of the report */
    uint64_t content;       /* of the words */
    uint32_t words;
    uint32_t is_part; /* its report has several passages */
};

#define ITEM_TIMELESS INT64_MIN

/* Make the item of a passage of `doc`, number `ordinal` of its report; names and dates may be NULL.
 * It lives in `a`. O(words of the passage + mentions of the report). Errors: ERR_NOMEM, ERR_LIMIT.
 */
enum err item_make(arena *a, struct stems *stems, const struct document *doc,
                   const struct names *names, const struct dates *dates, const struct passage *p,
                   uint32_t ordinal, struct item *out);

/* The order in which items are grouped: by moment (timeless ones last), key, content. */
int item_compare(const struct item *x, const struct item *y);

/* Bytes that item_encode writes: a multiple of eight. */
size_t item_size(const struct item *item);

/* Append the item as bytes, a multiple of eight of them: about 1 KB. */
enum err item_encode(buf *b, const struct item *item);

/* The item that `bytes` hold, whole and nothing else. It points into them: they must begin at a
 * multiple of eight and stay. Errors: ERR_INPUT (damaged, or of the other byte order). O(terms). */
enum err item_decode(str bytes, struct item *out);

#endif
