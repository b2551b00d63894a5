/* arena.c - bump allocation in blocks that double from 4 KiB to 1 MiB, and on from there once the
 * arena is large, on huge pages where the system has them (a page fault costs more than writing its
 * four kilobytes); larger requests get a block of their own. Promise: zeroed memory, aligned for
 * any type; the limit is on bytes taken from the system, so that an arena never grows past it;
 * reset gives blocks back. Cost: a few instructions an allocation, one malloc a block. Under
 * AddressSanitizer the unused part of a block is poisoned, so that writing past an allocation is
 * seen at once. Not for several threads: each worker has its own. */
#if defined(__linux__)
#define _DEFAULT_SOURCE /* madvise */
#endif
#include "base/arena.h"

#include <stdalign.h>
#include <stdlib.h>
#if defined(__GLIBC__)
#include <malloc.h>
#endif
#if defined(__linux__)
#include <sys/mman.h>
#endif

#include "base/limits.h"

#if defined(__SANITIZE_ADDRESS__)
#define HAS_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define HAS_ASAN 1
#endif
#endif
#ifdef HAS_ASAN
#include <sanitizer/asan_interface.h>
#define POISON(ptr, n) __asan_poison_memory_region((ptr), (n))
#define UNPOISON(ptr, n) __asan_unpoison_memory_region((ptr), (n))
#else
#define POISON(ptr, n) ((void)(ptr), (void)(n))
#define UNPOISON(ptr, n) ((void)(ptr), (void)(n))
#endif

enum {
    ALIGN = alignof(max_align_t),
    FIRST_BLOCK = 4096,
    LARGEST_STEP = 1 << 20,
    HUGE_PAGE = 1 << 21,
    LARGEST_HUGE_STEP = 1 << 25,
    WORTH_GIVING_BACK = 1 << 27
};

/* The payload follows the header, which is a multiple of ALIGN long. */
struct arena_block {
    struct arena_block *next;
    size_t cap;
    size_t used;
    size_t step; /* size the next ordinary block will have */
};

#define HEADER ((sizeof(struct arena_block) + ALIGN - 1) / ALIGN * ALIGN)

static char *payload(struct arena_block *b) {
    return (char *)b + HEADER;
}

static void *fail(arena *a, enum err code) {
    a->last = code;
    return NULL;
}

/* Memory for a block; of several huge pages, on those. */
static void *take_bytes(size_t bytes) {
#if defined(__linux__) && defined(MADV_HUGEPAGE) && !defined(HAS_ASAN)
    if (bytes >= 2 * (size_t)HUGE_PAGE) {
        void *p;
        if (posix_memalign(&p, HUGE_PAGE, bytes) != 0) {
            return NULL;
        }
        madvise(p, bytes / HUGE_PAGE * HUGE_PAGE, MADV_HUGEPAGE); /* a wish, and no more */
        return p;
    }
#endif
    return malloc(bytes); /* arena_alloc zeroes what it hands out */
}

/* Bytes of the block after one of `step`: up to a MiB, and on to an eighth of the whole in an arena
 * without a limit of its own. A large request leaves the rest of a block unused, which an arena of
 * 256 MiB can't afford eight times. */
static size_t next_step(const arena *a, size_t step, size_t total) {
    bool may_be_large = a->limit >= LIMIT_ARENA_BYTES && step < LARGEST_HUGE_STEP;
    bool grows = step < LARGEST_STEP || (may_be_large && step * 8 <= total);
    return grows ? step * 2 : step;
}

static struct arena_block *add_block(arena *a, size_t need) {
    size_t step = a->head ? a->head->step : FIRST_BLOCK;
    size_t room = a->total < a->limit ? a->limit - a->total : 0;
    size_t cap = need < step && step + HEADER <= room ? step : need;
    size_t bytes;
    size_t total;
    if (!add_ok(cap, HEADER, &bytes) || !add_ok(a->total, bytes, &total) || total > a->limit) {
        return fail(a, ERR_LIMIT);
    }
    struct arena_block *b = take_bytes(bytes);
    if (!b) {
        return fail(a, ERR_NOMEM);
    }
    b->next = a->head;
    b->cap = cap;
    b->used = 0;
    b->step = next_step(a, step, total);
    POISON(payload(b), cap);
    a->head = b;
    a->total = total;
    return b;
}

static void drop_head(arena *a) {
    struct arena_block *b = a->head;
    a->head = b->next;
    a->total -= b->cap + HEADER;
    UNPOISON(payload(b), b->cap);
    free(b);
}

void arena_init(arena *a, size_t limit) {
    *a = (arena){.limit = limit ? limit : LIMIT_ARENA_BYTES};
}

/* malloc keeps what it was given back among smaller blocks that live on, once it has seen a large
 * one go: hundreds of MiB after each step over a large corpus. */
static void give_back(size_t n) {
#if defined(__GLIBC__)
    if (n >= WORTH_GIVING_BACK) {
        malloc_trim(0);
    }
#else
    (void)n;
#endif
}

void arena_done(arena *a) {
    size_t n = a->total;
    while (a->head) {
        drop_head(a);
    }
    give_back(n);
}

void arena_clear(arena *a, size_t keep) {
    struct arena_block *kept = a->head;
    if (!kept || kept->cap > keep) {
        arena_done(a);
        return;
    }
    a->head = kept->next;
    kept->next = NULL;
    size_t bytes = kept->cap + HEADER;
    while (a->head) {
        drop_head(a);
    }
    a->head = kept;
    a->total = bytes;
    POISON(payload(kept), kept->used);
    kept->used = 0;
}

void *arena_take(arena *a, size_t size) {
    size_t padded;
    if (!add_ok(size, ALIGN - 1, &padded)) {
        return fail(a, ERR_LIMIT);
    }
    padded = padded / ALIGN * ALIGN;
    struct arena_block *b = a->head;
    if (!b || b->cap - b->used < padded) {
        b = add_block(a, padded);
        if (!b) {
            return NULL;
        }
    }
    char *ptr = payload(b) + b->used;
    b->used += padded;
    UNPOISON(ptr, size);
    return ptr;
}

void *arena_alloc(arena *a, size_t size) {
    void *ptr = arena_take(a, size);
    if (ptr) {
        memset(ptr, 0, size);
    }
    return ptr;
}

void *arena_array(arena *a, size_t n, size_t size) {
    size_t bytes;
    if (!mul_ok(n, size, &bytes)) {
        return fail(a, ERR_LIMIT);
    }
    return arena_alloc(a, bytes);
}

str arena_copy(arena *a, str s) {
    char *ptr = arena_take(a, s.len + 1);
    if (!ptr) {
        return (str){NULL, 0};
    }
    ptr[s.len] = '\0';
    if (s.len) {
        memcpy(ptr, s.ptr, s.len);
    }
    return (str){ptr, s.len};
}

arena_pos arena_mark(const arena *a) {
    return (arena_pos){a->head, a->head ? a->head->used : 0};
}

void arena_reset(arena *a, arena_pos m) {
    while (a->head != m.block) {
        drop_head(a);
    }
    if (a->head) {
        POISON(payload(a->head) + m.used, a->head->used - m.used);
        a->head->used = m.used;
    }
}
