/* story_file.c - reads the file at once and decodes its items in place, which stays mapped to what
 * they point into; then puts them in the order of grouping. Ends the program when the file isn't
 * one of story_items. O(n log n). */
#include "story_file.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/sort.h"
#include "base/vec.h"

static int by_item(const void *x, const void *y, void *ctx) {
    (void)ctx;
    return item_compare(&((const struct story_sample *)x)->item,
                        &((const struct story_sample *)y)->item);
}

static void need(bool fine, const char *path) {
    if (!fine) {
        fprintf(stderr, "%s: not a file of story_items, or no memory\n", path);
        exit(4);
    }
}

struct story_sample *story_file_read(arena *a, const char *path, size_t *n) {
    str bytes;
    struct error e = {0};
    VEC(struct story_sample) all = {0};
    need(file_read(a, path, (size_t)2048 * MiB, &bytes, &e) == ERR_OK, path);
    for (size_t pos = 0; pos < bytes.len;) {
        struct story_row row;
        need(bytes.len - pos >= sizeof row, path);
        memcpy(&row, bytes.ptr + pos, sizeof row);
        pos += sizeof row;
        need(row.len <= bytes.len - pos, path);
        struct story_sample s = {
            .gold = row.gold, .topic = row.topic, .set = row.set, .fold = row.fold};
        need(item_decode(str_slice(bytes, pos, pos + row.len), &s.item) == ERR_OK, path);
        need(vec_push(a, &all, s) == ERR_OK, path);
        pos += row.len;
    }
    need(sort_stable(a, all.v, all.n, sizeof *all.v, by_item, NULL) == ERR_OK, path);
    *n = all.n;
    return all.v;
}
