/* anchors.h - reports without a day get one from the reports of their story, marked as inferred. */
#ifndef COPYTASTER_ACCOUNT_ANCHORS_H
#define COPYTASTER_ACCOUNT_ANCHORS_H

#include "account/notes.h"

/* For each story with two reports or more: infer the anchors of its reports that have none
 * (time/anchor.h) and resolve their dates. A report of several stories takes the anchor of the
 * story with most witnesses. Changes notes[].dates; memory in `a`. O(dates of the stories). */
enum err anchors_infer(arena *a, struct notes *notes, size_t n, const struct stories *stories);

#endif
