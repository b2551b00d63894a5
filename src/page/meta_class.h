/* meta_class.h - what the class and id of an element say it is. */
#ifndef COPYTASTER_PAGE_META_CLASS_H
#define COPYTASTER_PAGE_META_CLASS_H

#include "base/str.h"

/* Bits; META_IN_... also hold for all that stands inside. */
enum {
    META_IS_AUTHOR = 1,
    META_IS_BYLINE = 2,
    META_IS_DAY = 4,
    META_IS_MODIFIED = 8,
    META_IS_TITLE = 16,
    META_IN_COMMENT = 32,
    META_IN_ASIDE = 64,
    META_IN_FOOTER = 128,
    META_IN_HEADER = 256,
    META_IN_ARTICLE = 512,
    META_IN_HEADING = 1024,
    META_IN_HIDDEN = 2048, /* script, style, template: no text of the page */
    META_IN_LINK = 4096,
    META_IN_TIME = 8192,
    META_IS_UPPERMOST = 16384
};

enum { META_CLASS_SLOTS = 512 };

/* Attributes seen before: pages repeat a few hundred of them. */
struct meta_class_memo {
    uint64_t hash[META_CLASS_SLOTS];
    uint16_t bits[META_CLASS_SLOTS];
    uint32_t lengths[26]; /* of the known words by first letter: bit n = one has n letters */
    uint16_t first[27];   /* where the words of each letter begin */
};

/* An empty memo. */
void meta_class_init(struct meta_class_memo *memo);

/* The bits of a class or id attribute as it stands in the source. O(n). */
unsigned meta_class_recall(struct meta_class_memo *memo, str value);

#endif
