/* utterance_cluster.h - segments that are the same words of the same occasion. Part of utterance
 * matching; not for other modules. */
#ifndef COPYTASTER_QUOTE_UTTERANCE_CLUSTER_H
#define COPYTASTER_QUOTE_UTTERANCE_CLUSTER_H

#include "quote/utterance_segment.h"

/* Clusters are numbered as they arise; every member was compared with the base and with nothing
 * else. */
struct clusters {
    uint32_t *base; /* segment */
    size_t n;
};

/* Set segment.cluster for all segments. It stays NONE for a quoted part whose clause has the same
 * cluster (the clause becomes a SEGMENT_FRAGMENT then), for one that nothing joined, and for a
 * clause that nothing joined while its quoted part was joined. The result doesn't depend on the
 * order of reports. O(words log words): each segment is compared with a bounded number of
 * candidates. Errors: ERR_NOMEM, ERR_LIMIT. */
enum err utterance_cluster_all(struct speech *s, struct clusters *out);

#endif
