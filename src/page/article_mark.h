/* article_mark.h - what the attributes of an element say: hidden, role, embedded post. */
#ifndef COPYTASTER_PAGE_ARTICLE_MARK_H
#define COPYTASTER_PAGE_ARTICLE_MARK_H

#include "page/article_outline.h"

/* Fill marks, look and *groups (class words) of a new node from its attributes. O(attributes). */
void article_mark_read(const struct html_tree *t, struct article_node *node, uint32_t *groups);

#endif
