/* cluster.h - which forms of one report name the same person, organisation or place. Internal to
 * name/. */
#ifndef COPYTASTER_NAME_CLUSTER_H
#define COPYTASTER_NAME_CLUSTER_H

#include "name/work.h"

struct clusters {
    uint32_t *head;      /* of each form: the form that stands for its cluster (the fullest) */
    uint8_t *reason;     /* why the form is in it */
    uint8_t *ambiguous;  /* a surname that two people bear: decided mention by mention */
    uint32_t *next_last; /* next full person form with the same surname, or NONE */
    struct map by_last;  /* surname hash -> full person form */
    str *fold;           /* last word of each form, folded */
};

/* Join the forms. All in w->tmp. O(forms): the candidates looked at for one form are bounded. */
enum err cluster_forms(struct work *w, struct clusters *c);

#endif
