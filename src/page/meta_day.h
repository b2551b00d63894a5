/* meta_day.h - candidates for the day of publication, between the file that finds them and the file
 * that says what they are like. */
#ifndef COPYTASTER_PAGE_META_DAY_H
#define COPYTASTER_PAGE_META_DAY_H

#include "page/meta_rank.h"

enum day_feature {
    DAY_SOURCES = META_SOURCES,
    DAY_NEAR = DAY_SOURCES, /* text within 400 bytes behind the first h1 */
    DAY_CLOSE,              /* within 1,500 */
    DAY_BEFORE,             /* within 400 before it */
    DAY_FAR,
    DAY_TOP, /* within the first 1,500 bytes of text of a page without h1 */
    DAY_ALL_ASIDE,
    DAY_ALL_COMMENT,
    DAY_ALL_FOOTER,
    DAY_ALL_LINK,
    DAY_IN_ARTICLE,
    DAY_IN_HEADER,
    DAY_FIRST_TIME,
    DAY_FIRST_TEXT,
    DAY_FIRST_BEHIND, /* the first day in text behind the first h1 */
    DAY_FIRST_LABEL,
    DAY_LAST_TEXT,
    DAY_URL_SAME,
    DAY_URL_MONTH,
    DAY_URL_OTHER,
    DAY_EARLIEST,
    DAY_LATEST,
    DAY_AFTER_STRONG,
    DAY_BEFORE_STRONG,
    DAY_DAY_AFTER_STRONG,
    DAY_DAY_BEFORE_STRONG,
    DAY_ONLY,
    DAY_N_2,
    DAY_N_3,
    DAY_N_5,
    DAY_AMBIGUOUS,
    DAY_YEAR_START,
    DAY_HAS_TIME,
    /* of pages without a day in meta elements or JSON-LD */
    DAY_WEAK_FIRST_TIME,
    DAY_WEAK_FIRST_TEXT,
    DAY_WEAK_FIRST_BEHIND,
    DAY_WEAK_NEAR,
    DAY_WEAK_ONLY,
    DAY_WEAK_URL,
    DAY_WEAK_LATEST,
    DAY_WEAK_EARLIEST,
    DAY_WEAK_ITEM,
    DAY_WEAK_REPEATED,
    DAY_WEAK_BEFORE,
    DAY_WEAK_FIRST_LABEL,
    DAY_SWAPPED,       /* day and month exchanged */
    DAY_UTC_LATE,      /* a strong source has this day late in the evening of UTC */
    DAY_UTC_EARLY,     /* ... early in the morning */
    DAY_UTC_NEXT,      /* the day after such an evening, where text has it */
    DAY_UTC_PREVIOUS,  /* the day before such a morning, where text has it */
    DAY_ONLY_MODIFIED, /* only sources of changes have it, and another day has one of publication */
    DAY_VISIBLE,       /* text has it, and no source of changes */
    DAY_VISIBLE_MODIFIED, /* text has it, and only sources of changes */
    DAY_IS_STRONG,
    DAY_STRONG_TWICE, /* two strong sources have it */
    DAY_LAST,
    /* the same again for pages with a strong source: there text counts less */
    DAY_BESIDE_STRONG = DAY_LAST
};

/* What all evidence of one candidate has in common. */
struct meta_day_tally {
    unsigned all_place; /* bits that every evidence in text has */
    unsigned any_place;
    unsigned n;
    unsigned n_text;
};

struct meta_day_reading {
    struct meta_table *m;
    struct meta_candidates *out;
    struct meta_day_tally tally[META_RANK_MOST];
    uint32_t *candidate_of; /* of every evidence; UINT32_MAX = none */
    struct day url_day;
    bool has_url_day;
    bool has_strong; /* some meta element or JSON-LD has a day */
    int32_t strong;  /* the day of the best strong source */
    bool strong_is_late;
    bool strong_is_early;
    uint32_t title_order;
};

/* Evidence that stands in no table. */
struct meta_day_scripts {
    VEC(struct meta_evidence) list;
};

/* Whether the value is for machines; else a day is looked for in words. */
bool meta_day_is_machine(unsigned source);

/* Whether readers see it. */
bool meta_day_is_in_text(unsigned source);

/* Sources whose day is rarely anything but that of publication. */
bool meta_day_is_strong(unsigned source);

/* Set the features of all candidates that aren't those of single sources. O(candidates^2 +
 * evidence). */
void meta_day_features(struct meta_day_reading *r);

/* Values behind keys such as "datePublished" in the page's scripts, as evidence. Errors: ERR_NOMEM,
 * ERR_LIMIT. O(bytes of scripts). */
enum err meta_day_script_find(struct meta_table *m, struct meta_day_scripts *out);

#endif
