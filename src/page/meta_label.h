/* meta_label.h - words before a day or a name that say what it is. */
#ifndef COPYTASTER_PAGE_META_LABEL_H
#define COPYTASTER_PAGE_META_LABEL_H

#include "base/str.h"

enum meta_label { META_LABEL_NONE, META_LABEL_PUBLISHED, META_LABEL_MODIFIED, META_LABEL_OTHER };

/* The label nearest to the end of `before` (its last 48 bytes are looked at). O(1). */
enum meta_label meta_label_of(str before);

/* Bytes at the begin of `s` that announce a name ("By", "Von", "Written by:", "Autor:"); 0 = none.
 */
size_t meta_label_by(str s);

/* Which lengths the first words of these labels have, by their first byte (in small letters). */
struct meta_label_index {
    uint32_t lengths[256];
};

void meta_label_init(struct meta_label_index *index);

/* Whether meta_label_by can find a label: false is certain. O(1). */
bool meta_label_may_begin(const struct meta_label_index *index, str s);

#endif
