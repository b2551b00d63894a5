/* meta_title.h - candidates for the headline, between the file that finds them and the file that
 * says what they are like. */
#ifndef COPYTASTER_PAGE_META_TITLE_H
#define COPYTASTER_PAGE_META_TITLE_H

#include "page/meta_rank.h"

enum title_feature {
    TITLE_FIRST = META_SOURCES,   /* behind the sources */
    TITLE_LATER_H1 = TITLE_FIRST, /* an h1 that isn't the first */
    TITLE_WHOLE,                  /* as it stands at a source */
    TITLE_CUT_SITE,               /* a piece; what was cut off is the name of the site */
    TITLE_CUT_LAST,               /* the piece before the last mark */
    TITLE_CUT_FIRST,              /* the piece before the first mark of several */
    TITLE_CUT_BEHIND,             /* the piece behind a mark */
    TITLE_CUT_COLON,              /* the piece behind a colon */
    TITLE_IS_SITE,
    TITLE_HOLDS_SITE, /* the name of the site stands at its begin or end */
    TITLE_STARTS_TITLE_TAG,
    TITLE_ENDS_TITLE_TAG,
    TITLE_IN_TITLE_TAG,
    TITLE_IN_OG,
    TITLE_IN_H1,
    TITLE_HOLDS_H1,
    TITLE_HOLDS_OG,
    TITLE_H1_IN_ARTICLE,
    TITLE_H1_IN_HEADER,
    TITLE_H1_IN_ASIDE,
    TITLE_H1_ONLY,
    TITLE_H1_AND_OG,
    TITLE_H1_AND_LD,
    TITLE_H1_AND_TAG,
    TITLE_OG_AND_LD,
    TITLE_OG_AND_TAG,
    TITLE_OG_NO_H1,
    TITLE_LD_NO_H1,
    TITLE_AGREE_1,
    TITLE_AGREE_2,
    TITLE_AGREE_3,
    TITLE_AGREE_4,
    TITLE_WORDS_1,
    TITLE_WORDS_2,
    TITLE_WORDS_3,
    TITLE_WORDS_5,
    TITLE_WORDS_8,
    TITLE_WORDS_12,
    TITLE_WORDS_20,
    TITLE_NO_H1_ON_PAGE,
    TITLE_NO_H1_IN_TAG, /* no h1 of the page lies in the title element */
    TITLE_BEST_H1,      /* the first h1 that shares most words with the title element */
    TITLE_H1_CLASS,
    TITLE_URL_SHARES, /* most of its words stand in the address */
    /* which of JSON-LD, og:title and h1 the page has (8), and which of these and the title element
     * have the value (16); once more for news */
    TITLE_PATTERN,
    TITLE_NEWS_PATTERN = TITLE_PATTERN + 128,
    TITLE_SLUG = TITLE_NEWS_PATTERN + 128, /* how like the words in the address: six steps */
    /* og:title or JSON-LD; the h1 has a kicker before it */
    TITLE_TAIL_OF_H1 = TITLE_SLUG + 6,
    TITLE_TAIL_OF_OG,    /* the h1; og:title or JSON-LD has more before it */
    TITLE_KICKER_AND_OG, /* the h1 in the first case */
    TITLE_KICKER_AND_H1  /* og:title or JSON-LD in the second */
};

/* The main sources of titles: bits of the patterns. */
enum { TITLE_MAIN_LD = 1, TITLE_MAIN_OG = 2, TITLE_MAIN_H1 = 4, TITLE_MAIN_TAG = 8 };

struct meta_title_reading {
    struct meta_table *m;
    struct meta_candidates *out;
    str site;
    str tag;
    str og;
    str h1;
    str ld;
    unsigned n_h1;
    uint8_t
        has[META_RANK_MOST]; /* TITLE_MAIN_...: sources that have it, or it and a mark and more */
};

/* Set the features of all candidates that aren't those of single sources. Errors: ERR_NOMEM,
 * ERR_LIMIT. O(candidates^2 + words of candidates x words of the address). */
enum err meta_title_features(struct meta_title_reading *r);

#endif
