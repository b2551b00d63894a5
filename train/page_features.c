/* page_features.c - pages with gold -> a file of features and labels, one row a block.
 * Usage: page_features OUT SET LINES FOLDER [SET LINES FOLDER]...; SET is a number that names the
 * set. The file (feature_file.h) holds every block whose label is known. */
#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/limits.h"
#include "page/article_features.h"
#include "page/page_steps.h"
#include "parts/feature_file.h"
#include "parts/label.h"

/* Weights: a page of full text weighs about the same whatever its length; a block at most a quarter
 * of it; segments are worth less, as little is known of their pages. */
static float weight_of(uint32_t words, uint32_t wanted, bool is_segment) {
    if (is_segment) {
        return 0.02f;
    }
    float weight = ((float)words + 5) / (float)(wanted > 50 ? wanted : 50);
    return weight < 0.25f ? weight : 0.25f;
}

static void need(enum err code, const char *what) {
    if (code != ERR_OK) {
        fprintf(stderr, "page_features: %s: %s\n", what, err_name(code));
        exit(3);
    }
}

static void write_page(FILE *out, arena *a, const struct gold *g, unsigned set, uint32_t page) {
    str bytes;
    struct error e = {0};
    need(file_read(a, g->file, 64 * MiB, &bytes, &e), g->file);
    struct page_opened opened;
    struct page ignored;
    struct page_hints hints = {.url = g->url};
    need(page_steps_open(a, bytes, &hints, &opened, &ignored), g->file);
    struct article_outline o;
    struct article_features f;
    need(article_outline_take(a, &opened.tree, &o), g->file);
    need(article_features_take(a, &o, &opened.hints, &f), g->file);
    uint8_t *label = arena_alloc(a, o.n_blocks + 1);
    need(label_blocks(a, &o, g, label), g->file);
    uint32_t wanted = 0;
    for (uint32_t i = 0; i < o.n_blocks; i++) {
        wanted += label[i] == LABEL_YES ? o.block[i].stats.words : 0;
    }
    for (uint32_t i = 0; i < o.n_blocks; i++) {
        if (label[i] == LABEL_UNKNOWN) {
            continue;
        }
        struct feature_row row = {.page = page,
                                  .block = i,
                                  .set = (uint8_t)set,
                                  .fold = (uint8_t)g->fold,
                                  .label = label[i],
                                  .weight =
                                      weight_of(o.block[i].stats.words, wanted, !g->text.ptr)};
        uint8_t v[ARTICLE_FEATURES];
        for (uint32_t k = 0; k < ARTICLE_FEATURES; k++) {
            v[k] = article_features_of(&f, i, k);
        }
        fwrite(&row, sizeof row, 1, out);
        fwrite(v, sizeof v, 1, out);
    }
}

int main(int argc, char **argv) {
    FILE *out = argc > 4 && argc % 3 == 2 ? fopen(argv[1], "wb") : NULL;
    if (!out) {
        fprintf(stderr, "usage: page_features OUT SET LINES FOLDER [SET LINES FOLDER]...\n");
        return 2;
    }
    struct feature_head head = {FEATURE_MAGIC, ARTICLE_FEATURES};
    fwrite(&head, sizeof head, 1, out);
    arena gold_arena;
    arena a;
    arena_init(&gold_arena, 0);
    arena_init(&a, 0);
    uint32_t page = 0;
    for (int k = 2; k < argc; k += 3) {
        size_t n;
        struct gold *g = gold_read(&gold_arena, argv[k + 1], argv[k + 2], &n);
        for (size_t i = 0; i < n; i++) {
            write_page(out, &a, &g[i], (unsigned)strtoul(argv[k], NULL, 10), page++);
            arena_done(&a);
        }
    }
    arena_done(&gold_arena);
    return fclose(out) == 0 ? 0 : 3;
}
