/* render_names.h - the words of the output for constants that have no name function in their own
 * module. */
#ifndef COPYTASTER_ACCOUNT_RENDER_NAMES_H
#define COPYTASTER_ACCOUNT_RENDER_NAMES_H

#include "account/account.h"

/* All names have static storage. */
const char *render_names_rendering(enum render_kind kind);      /* "direct" */
const char *render_names_change(enum wording_change one_bit);   /* "cut"; "same" for 0 */
const char *render_names_timeline(enum timeline_kind kind);     /* "event" */
const char *render_names_mention(enum mention_kind kind);       /* "name" */
const char *render_names_gender(enum gender gender);            /* "female" */
const char *render_names_grain(enum date_grain grain);          /* "day" */
const char *render_names_date_mod(enum date_mod mod);           /* "since" */
const char *render_names_copy(enum copy_kind kind);             /* "copy", "quote" */
const char *render_names_copy_reason(enum copy_reason one_bit); /* "credit" */

/* The bits of copy.reasons and of rendering.changes, from low to high. */
enum { RENDER_NAMES_COPY_REASONS = 9, RENDER_NAMES_CHANGES = 6 };

#endif
