/* sort.c - bottom-up merge sort (stable, no recursion, insertion sort for runs of 8) and LSD radix
 * sort of u64. qsort isn't stable and its order of equal keys differs between libraries, which
 * would show in the output. Radix passes whose byte is the same in all keys are skipped; a few
 * keys are inserted. */
#include "base/sort.h"

enum { RUN = 8, FEW = 32, SOME = 512 };

static void insertion(char *base, size_t n, size_t size, char *tmp, sort_compare *compare,
                      void *ctx) {
    for (size_t i = 1; i < n; i++) {
        size_t j = i;
        while (j > 0 && compare(base + (j - 1) * size, base + i * size, ctx) > 0) {
            j--;
        }
        if (j < i) {
            memcpy(tmp, base + i * size, size);
            memmove(base + (j + 1) * size, base + j * size, (i - j) * size);
            memcpy(base + j * size, tmp, size);
        }
    }
}

static void merge(const char *src, char *dst, size_t from, size_t mid, size_t to, size_t size,
                  sort_compare *compare, void *ctx) {
    size_t i = from;
    size_t j = mid;
    for (size_t k = from; k < to; k++) {
        bool left = i < mid && (j == to || compare(src + i * size, src + j * size, ctx) <= 0);
        memcpy(dst + k * size, src + (left ? i++ : j++) * size, size);
    }
}

enum err sort_stable(arena *a, void *base, size_t n, size_t size, sort_compare *compare,
                     void *ctx) {
    if (n < 2) {
        return ERR_OK;
    }
    arena_pos m = arena_mark(a);
    char *tmp = arena_array(a, n, size);
    if (!tmp) {
        return a->last;
    }
    char *src = base;
    for (size_t i = 0; i < n; i += RUN) {
        insertion(src + i * size, n - i < RUN ? n - i : RUN, size, tmp, compare, ctx);
    }
    char *dst = tmp;
    for (size_t width = RUN; width < n; width *= 2) {
        for (size_t from = 0; from < n; from += 2 * width) {
            size_t mid = n - from < width ? n : from + width;
            size_t to = n - from < 2 * width ? n : from + 2 * width;
            merge(src, dst, from, mid, to, size, compare, ctx);
        }
        char *swap = src;
        src = dst;
        dst = swap;
    }
    if (src != (char *)base) {
        memcpy(base, src, n * size);
    }
    arena_reset(a, m);
    return ERR_OK;
}

static void insert_u64(uint64_t *v, size_t n) {
    for (size_t i = 1; i < n; i++) {
        uint64_t x = v[i];
        size_t j = i;
        while (j > 0 && v[j - 1] > x) {
            v[j] = v[j - 1];
            j--;
        }
        v[j] = x;
    }
}

/* By the first eight bits in which the numbers differ, into `tmp` and back: what is left to order
 * is near its place. For so few numbers cheaper than counting each of eight bytes. */
static void bucket_u64(uint64_t *v, uint64_t *tmp, size_t n, uint64_t differs) {
    unsigned bits = differs ? 64 - (unsigned)__builtin_clzll(differs) : 0;
    unsigned shift = bits > 8 ? bits - 8 : 0;
    uint16_t place[256] = {0};
    for (size_t i = 0; i < n; i++) {
        place[v[i] >> shift & 255]++;
    }
    uint16_t pos = 0;
    for (size_t i = 0; i < 256; i++) {
        uint16_t here = place[i];
        place[i] = pos;
        pos = (uint16_t)(pos + here);
    }
    for (size_t i = 0; i < n; i++) {
        tmp[place[v[i] >> shift & 255]++] = v[i];
    }
    memcpy(v, tmp, n * sizeof *v);
    insert_u64(v, n);
}

enum err sort_u64(arena *a, uint64_t *v, size_t n) {
    if (n < 2) {
        return ERR_OK;
    }
    if (n <= FEW) {
        insert_u64(v, n);
        return ERR_OK;
    }
    arena_pos m = arena_mark(a);
    uint64_t *tmp = arena_take(a, n * sizeof *tmp);
    if (!tmp) {
        return a->last;
    }
    uint64_t differs = 0; /* bits in which not all are alike */
    for (size_t i = 1; i < n; i++) {
        differs |= v[i] ^ v[0];
    }
    if (n <= SOME) {
        bucket_u64(v, tmp, n, differs);
        arena_reset(a, m);
        return ERR_OK;
    }
    uint64_t *src = v;
    uint64_t *dst = tmp;
    for (unsigned shift = 0; shift < 64; shift += 8) {
        size_t count[256] = {0};
        if (!(differs >> shift & 255)) {
            continue;
        }
        for (size_t i = 0; i < n; i++) {
            count[src[i] >> shift & 255]++;
        }
        size_t pos = 0;
        for (size_t i = 0; i < 256; i++) {
            size_t here = count[i];
            count[i] = pos;
            pos += here;
        }
        for (size_t i = 0; i < n; i++) {
            dst[count[src[i] >> shift & 255]++] = src[i];
        }
        uint64_t *swap = src;
        src = dst;
        dst = swap;
    }
    if (src != v) {
        memcpy(v, src, n * sizeof *v);
    }
    arena_reset(a, m);
    return ERR_OK;
}

size_t sort_place_u64(const uint64_t *v, size_t n, uint64_t wanted) {
    size_t low = 0;
    size_t high = n;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (v[mid] < wanted) {
            low = mid + 1;
        } else {
            high = mid;
        }
    }
    return low;
}

static int by_u32(const void *px, const void *py, void *ctx) {
    (void)ctx;
    uint32_t x = *(const uint32_t *)px;
    uint32_t y = *(const uint32_t *)py;
    return (x > y) - (x < y);
}

enum err sort_u32(arena *a, uint32_t *v, size_t n) {
    return sort_stable(a, v, n, sizeof *v, by_u32, NULL);
}
