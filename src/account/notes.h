/* notes.h - everything that is known of one report alone: the document and its annotations, side by
 * side. */
#ifndef COPYTASTER_ACCOUNT_NOTES_H
#define COPYTASTER_ACCOUNT_NOTES_H

#include "event/events.h"
#include "figure/figures.h"
#include "name/join.h"
#include "quote/quotes.h"
#include "quote/utterance.h"
#include "reuse/print.h"
#include "story/stories.h"
#include "time/dates.h"

struct notes {
    struct document doc;
    struct names names;
    struct dates dates;
    struct figures figures;
    struct quotations quotes;
    struct events events;
    struct print print; /* what finding copies takes from it */
};

#endif
