/* sort.h - stable sorting with a context, so that equal keys keep their order on every machine. */
#ifndef COPYTASTER_BASE_SORT_H
#define COPYTASTER_BASE_SORT_H

#include "base/arena.h"

/* <0, 0 or >0 as `a` comes before, with or after `b`. */
typedef int sort_compare(const void *a, const void *b, void *ctx);

/* Stable merge sort of `n` elements of `size` bytes in place. Scratch of n * size bytes in `a`,
 * given back before returning. O(n log n). On ERR_NOMEM or ERR_LIMIT the array is unchanged. */
enum err sort_stable(arena *a, void *base, size_t n, size_t size, sort_compare *compare, void *ctx);

/* Sort an array of u64 upwards. Radix, O(n); scratch as above. */
enum err sort_u64(arena *a, uint64_t *v, size_t n);

/* The first of `n` numbers, which go upwards, that isn't less than `wanted`; n when all are.
 * O(log n). */
size_t sort_place_u64(const uint64_t *v, size_t n, uint64_t wanted);

/* Sort an array of u32 upwards, as sort_stable. */
enum err sort_u32(arena *a, uint32_t *v, size_t n);

#endif
