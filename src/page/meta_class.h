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

/* The bits of a class or id attribute as it stands in the source. O(n). */
unsigned meta_class_of(str value);

#endif
