/* article_mark.h - what the attributes of an element say: hidden, role, embedded post. */
#ifndef COPYTASTER_PAGE_ARTICLE_MARK_H
#define COPYTASTER_PAGE_ARTICLE_MARK_H

#include "page/article_outline.h"

/* What a class says; key is a hash of it, 0 = an empty place. */
struct article_class {
    uint64_t key;
    uint32_t groups;
    uint32_t stem;
    bool is_post;
};

/* Classes of a page come again and again: one entry each by the last bits of the key. */
enum { ARTICLE_CLASSES = 256 };

/* Fill marks, look, stem and *groups (class words) of a new node from its attributes; `known` are
 * ARTICLE_CLASSES entries that keep what was found of classes, zeros at first. O(attributes). */
void article_mark_read(const struct html_tree *t, struct article_node *node, uint32_t *groups,
                       struct article_class *known);

#endif
