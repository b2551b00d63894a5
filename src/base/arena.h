/* arena.h - memory that is freed together. Three lifetimes use it: scratch (a call, a report),
 * batch (a pipeline step), store (the handle). A function that allocates takes the arena first; its
 * result lives there. */
#ifndef COPYTASTER_BASE_ARENA_H
#define COPYTASTER_BASE_ARENA_H

#include <stddef.h>

#include "base/err.h"
#include "base/str.h"

/* Blocks are a list, newest first; each block is filled from its start:
 *
 *   head -> [block | used ....... free ] -> [block | used full ] -> NULL
 */
typedef struct arena {
    struct arena_block *head;
    size_t total;  /* bytes taken from the system */
    size_t limit;  /* most bytes it may take */
    enum err last; /* why the last allocation gave NULL */
} arena;

typedef struct {
    struct arena_block *block;
    size_t used;
} arena_pos;

/* An empty arena that takes at most `limit` bytes from the system (0 = LIMIT_ARENA_BYTES). Can't
 * fail. */
void arena_init(arena *a, size_t limit);

/* Free everything. The arena is empty afterwards and can be used again. */
void arena_done(arena *a);

/* Forget everything but keep the newest block, if it holds no more than `keep` bytes, for what
 * comes next: for arenas that are filled again and again. */
void arena_clear(arena *a, size_t keep);

/* `size` zeroed bytes aligned for any type, or NULL with a->last set to ERR_NOMEM or ERR_LIMIT.
 * size 0 gives a valid pointer. Amortised O(size). */
void *arena_alloc(arena *a, size_t size);

/* The same, not zeroed: for memory that is written at once. */
void *arena_take(arena *a, size_t size);

/* `n` zeroed elements of `size` bytes; as arena_alloc. Overflow is ERR_LIMIT. */
void *arena_array(arena *a, size_t n, size_t size);

#define arena_new(a, type) ((type *)arena_alloc((a), sizeof(type)))

/* Copy `s` into the arena with a NUL behind it (not counted in len). ptr is NULL when there's no
 * memory. */
str arena_copy(arena *a, str s);

/* The state of now; arena_reset goes back to it and frees what came later. Marks nest. */
arena_pos arena_mark(const arena *a);
void arena_reset(arena *a, arena_pos m);

#endif
