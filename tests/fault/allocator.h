/* allocator.h - an allocator that fails on request. Programs of tests/fault are linked with
 * --wrap=malloc and its relatives, so that every allocation of the library (not of shared
 * libraries) comes through here. */
#ifndef COPYTASTER_TESTS_ALLOCATOR_H
#define COPYTASTER_TESTS_ALLOCATOR_H

#include <stdatomic.h>
#include <stddef.h>

void *__real_malloc(size_t size);
void *__real_calloc(size_t n, size_t size);
void *__real_realloc(void *ptr, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t n, size_t size);
void *__wrap_realloc(void *ptr, size_t size);

/* Allocations until one fails (and all after it); 0 or less: none fails. */
static atomic_long allocator_left;

/* How many have failed since this was last set to 0. */
static atomic_long allocator_failed;

static int allocator_fails(void) {
    long left = atomic_load(&allocator_left);
    if (left <= 0) {
        return 0;
    }
    if (left == 1) {
        atomic_fetch_add(&allocator_failed, 1);
        return 1;
    }
    atomic_fetch_sub(&allocator_left, 1);
    return 0;
}

void *__wrap_malloc(size_t size) {
    return allocator_fails() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t n, size_t size) {
    return allocator_fails() ? NULL : __real_calloc(n, size);
}

void *__wrap_realloc(void *ptr, size_t size) {
    return allocator_fails() ? NULL : __real_realloc(ptr, size);
}

#endif
