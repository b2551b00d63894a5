/* pair.h - how two items agree and where they contradict each other, as bytes for the trees. */
#ifndef COPYTASTER_STORY_PAIR_H
#define COPYTASTER_STORY_PAIR_H

#include "story/item.h"

enum pair_section { SECTION_ALL, SECTION_TITLE, SECTION_LEAD, SECTION_BODY, SECTION_NAMES };
enum { PAIR_SECTIONS = 5 };

/* What marks and numbers are compared: the masses of each kind. */
enum pair_kind { KIND_PERSON, KIND_PLACE, KIND_AGE, KIND_DATE, KIND_NUMBER };
enum { PAIR_KINDS = 5 };

/* An item with its weights at the time it came. */
struct weighed {
    const struct item *item;
    const float *weight; /* of each term, without counts */
    float norm[PAIR_SECTIONS];
    float mass[PAIR_KINDS];
};

/* Fill norms and masses from the weights. O(terms). */
void pair_weigh(struct weighed *w);

/* Terms of one item in a table, to be met by many others. */
enum { PAIR_SLOTS = 2048 }; /* mostly empty, so that most look-ups end at once */
struct pair_table {
    const struct weighed *x;
    uint32_t id[PAIR_SLOTS];
    uint16_t at[PAIR_SLOTS]; /* 1 + index of the term; 0 = empty */
};

void pair_open(struct pair_table *t, const struct weighed *x);

/* Features of the opened item with another. Equal whichever of the two was opened, but for
 * rounding. O(terms). */
enum pair_feature {
    PAIR_COS,           /* cosine over all words */
    PAIR_COS_TITLE,     /* of the titles */
    PAIR_COS_LEAD,      /* of the leads */
    PAIR_COS_BODY,      /* of the rest */
    PAIR_COS_NAMES,     /* over names */
    PAIR_TITLE_IN,      /* share of a title's weight that the other has: the smaller, */
    PAIR_TITLE_IN_MOST, /* the larger of both directions */
    PAIR_LEAD_IN,       /* the same for the lead */
    PAIR_LEAD_IN_MOST,
    PAIR_ALL_IN, /* and for all words */
    PAIR_ALL_IN_MOST,
    PAIR_PERSONS,      /* shared of the smaller mass; 0 = one has none, 1 = conflict */
    PAIR_PERSONS_MOST, /* shared of the larger mass */
    PAIR_PLACES,
    PAIR_PLACES_MOST,
    PAIR_AGES,
    PAIR_AGES_MOST,
    PAIR_DATES,
    PAIR_DATES_MOST,
    PAIR_NUMBERS,
    PAIR_NUMBERS_MOST,
    PAIR_RAREST,      /* weight of the rarest word in both, */
    PAIR_RARE_SECOND, /* of the next, */
    PAIR_RARE_THIRD,  /* and the third */
    PAIR_RARE_SHARED, /* how many rare words they share */
    PAIR_DAYS,        /* between publication; 255 unknown */
    PAIR_EVENT_DAYS,  /* least distance of days named; 255 unknown */
    PAIR_SKETCH,      /* equal bins */
    PAIR_WORDS,       /* of the shorter, damped */
    PAIR_WORDS_MOST,
    PAIR_TITLED, /* how many have titles */
    PAIR_FEATURES
};

void pair_features(const struct pair_table *t, const struct weighed *y, uint8_t *out);

/* Whether two items are the same text but for a few words. O(1). */
bool pair_is_copy(const struct item *x, const struct item *y);

/* Cosine over all words. O(terms). */
float pair_cosine(const struct weighed *x, const struct weighed *y);

#endif
