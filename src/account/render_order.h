/* render_order.h - in which order claims are told. */
#ifndef COPYTASTER_ACCOUNT_RENDER_ORDER_H
#define COPYTASTER_ACCOUNT_RENDER_ORDER_H

#include "account/render_place.h"

/* Indexes into account.claim; NULL with n 0 when there's none or no memory (a->last). Of events
 * told by the same words only the first is listed. O(n log n). */
struct claim_order {
    const uint32_t *index;
    size_t n;
};

/* Claims of several witnesses: by kind; then most independent origins, most witnesses, order of
 * claims. */
struct claim_order render_order_shared(arena *a, const struct account *acct);

/* Claims of one witness: by witness; then direct speech, indirect speech, events, figures; each in
 * the order of the text. */
struct claim_order render_order_alone(arena *a, const struct render_place *x,
                                      const struct account *acct);

/* Indexes into account.lineage: where the way is known before where it isn't, most runs first. NULL
 * when there's no memory (a->last). */
const uint32_t *render_order_lineage(arena *a, const struct render_place *x,
                                     const struct account *acct);

#endif
