/* vec.h - a growing array in an arena.
 *
 *   VEC(struct token) toks = {0};
 *   TRY(vec_push(a, &toks, (struct token){.from = 1}));
 *
 * Growing copies to a larger place and leaves the old one to the arena, so the waste is at most the
 * final size. A vec that is handed out as `const T *v; size_t n` stays valid as long as its arena.
 */
#ifndef COPYTASTER_BASE_VEC_H
#define COPYTASTER_BASE_VEC_H

#include "base/arena.h"

#define VEC(T)      \
    struct {        \
        T *v;       \
        size_t n;   \
        size_t cap; \
    }

/* Append a value. Evaluates to ERR_OK, ERR_NOMEM or ERR_LIMIT; on error the vec is unchanged. */
#define vec_push(a, p, ...)                                                                     \
    ((p)->n == (p)->cap && vec_grow((a), (void *)&(p)->v, &(p)->cap, (p)->n, 1, sizeof *(p)->v) \
         ? (a)->last                                                                            \
         : ((p)->v[(p)->n++] = (__VA_ARGS__), (enum err)ERR_OK))

/* Make room for `more` elements; they are not counted in n. */
#define vec_reserve(a, p, more)                                                      \
    ((p)->cap - (p)->n < (more)                                                      \
         ? vec_grow((a), (void *)&(p)->v, &(p)->cap, (p)->n, (more), sizeof *(p)->v) \
         : ERR_OK)

/* The machine room of the macros: `pv` points to the element pointer. */
enum err vec_grow(arena *a, void *pv, size_t *cap, size_t n, size_t more, size_t size);

#endif
