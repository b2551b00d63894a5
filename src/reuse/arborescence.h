/* arborescence.h - of many possible parents, one for each node, so that nobody descends from
 * itself. */
#ifndef COPYTASTER_REUSE_ARBORESCENCE_H
#define COPYTASTER_REUSE_ARBORESCENCE_H

#include "base/arena.h"

/* `to` may have it from `from`. */
struct arc {
    uint32_t from;
    uint32_t to;
    uint32_t weight; /* the more the likelier */
};

enum { ARC_NONE = UINT32_MAX };

/* Choose at most one arc into each of `n` nodes, without circles: first with as few roots as can
 * be, then with as much weight as can be; between equals one that depends on the order of arcs
 * alone. chosen[node] = index of its arc, or ARC_NONE at a root. Fewer than 2^31 arcs and nodes.
 * O((n_arcs + n) log n_arcs). Errors: ERR_NOMEM, ERR_LIMIT. */
enum err arborescence_find(arena *a, const struct arc *arc, size_t n_arcs, uint32_t n,
                           uint32_t *chosen);

#endif
