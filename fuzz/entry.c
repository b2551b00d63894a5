/* entry.c - fuzz target: any bytes as a record of a corpus, which may come from another machine's
 * map step. Property: what is decoded lies inside the record, each part is refused or serves the
 * step that it was made for, beside itself, and a digest encodes to as many bytes again. */
#include <stdint.h>
#include <stdlib.h>

#include "corpus/entry.h"
#include "reuse/copies.h"
#include "reuse/print.h"
#include "sketch/dedup.h"
#include "story/digest.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void need(bool holds) {
    if (!holds) {
        abort();
    }
}

static void need_inside(str whole, str part) {
    need(part.len == 0 || (part.ptr >= whole.ptr && part.ptr + part.len <= whole.ptr + whole.len));
}

static void find_copies(arena *a, str part) {
    struct print print[2];
    struct copies copies;
    struct copies_options options = {.n_workers = 1};
    if (print_decode(a, part, &print[0]) == ERR_OK) {
        print[1] = print[0];
        need(copies_join(a, print, 2, &options, &copies) == ERR_OK);
    }
}

static void find_duplicates(str part) {
    struct dedup_record record;
    struct dedup *x;
    if (dedup_record_decode(part, &record) == ERR_OK) {
        const struct dedup_record *two[2] = {&record, &record};
        need(dedup_new(&(struct dedup_options){.threshold = 0.5}, &x) == ERR_OK);
        need(dedup_add(x, two, 2) == ERR_OK);
        dedup_free(x);
    }
}

static enum err get(void *ctx, size_t i, arena *a, struct digest *out) {
    (void)i;
    return digest_decode(a, *(const str *)ctx, out);
}

static void find_stories(arena *a, str part) {
    struct digest digest;
    struct stories stories;
    struct digest_source source = {.get = get, .ctx = &part};
    buf again;
    if (digest_decode(a, part, &digest) != ERR_OK) {
        return;
    }
    need(stories_join(a, &source, 2, 0, 1, &stories) == ERR_OK);
    need(stories.n_passages == 2 * (size_t)digest.n);
    buf_init(&again, 1 << 26);
    need(digest_encode(&again, &digest) == ERR_OK);
    need(again.len == part.len); /* what fills up to eight bytes may differ */
    buf_done(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n) {
    arena a;
    struct entry entry;
    arena_init(&a, 0);
    char *copy = arena_take(&a, n + 8); /* begins at a multiple of eight */
    need(copy);
    if (n) {
        memcpy(copy, data, n);
    }
    str bytes = {copy, n};
    if (entry_decode(bytes, &entry) == ERR_OK) {
        const str field[] = {entry.id,        entry.name,   entry.title, entry.outlet, entry.url,
                             entry.published, entry.author, entry.lang,  entry.text};
        for (size_t i = 0; i < sizeof field / sizeof field[0]; i++) {
            need_inside(bytes, field[i]);
        }
        for (unsigned part = 0; part < ENTRY_PARTS; part++) {
            need_inside(bytes, entry.part[part]);
        }
        find_copies(&a, entry.part[ENTRY_PRINT]);
        find_duplicates(entry.part[ENTRY_SKETCH]);
        find_stories(&a, entry.part[ENTRY_DIGEST]);
    }
    arena_done(&a);
    return 0;
}
