/* page_predict.c - reads the pages of a set and prints {"id","text","confidence","fold"} lines.
 * Usage: page_predict LINES FOLDER [BLOCKS RANKS], stems of models, one a fold (STEM0, ...): a page
 * is read with the models of its fold, which were trained without it; without them with those of
 * the library. */
#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/json.h"
#include "base/limits.h"
#include "page/article_parts.h"
#include "page/page_steps.h"
#include "parts/gold.h"
#include "parts/model_file.h"

static void need(enum err code, const char *what) {
    if (code != ERR_OK) {
        fprintf(stderr, "page_predict: %s: %s\n", what, err_name(code));
        exit(3);
    }
}

static void predict(arena *a, const struct gold *g, const struct article_models *m) {
    str bytes;
    struct error e = {0};
    need(file_read(a, g->file, 64 * MiB, &bytes, &e), g->file);
    struct page_opened opened;
    struct page page;
    struct page_hints hints = {.url = g->url};
    need(page_steps_open(a, bytes, &hints, &opened, &page), g->file);
    need(article_parts_read(a, &opened.tree, &opened.hints, m, &page), g->file);
    buf out;
    buf_init(&out, 256 * MiB);
    struct json j;
    json_init(&j, &out, false);
    json_open_object(&j, NULL);
    json_cstr(&j, "id", g->id);
    json_str(&j, "text", page.text);
    json_double(&j, "confidence", (double)page.confidence);
    json_uint(&j, "fold", g->fold);
    json_close_object(&j);
    need(buf_add_byte(&out, '\n'), g->file);
    fwrite(out.ptr, 1, out.len, stdout);
    buf_done(&out);
}

int main(int argc, char **argv) {
    if (argc != 3 && argc != 5) {
        fprintf(stderr, "usage: page_predict LINES FOLDER [BLOCKS RANKS]\n");
        return 2;
    }
    arena kept;
    arena a;
    arena_init(&kept, 0);
    arena_init(&a, 0);
    struct article_model block[GOLD_FOLDS];
    struct article_model rank[GOLD_FOLDS];
    struct article_models models[GOLD_FOLDS];
    if (argc == 5) {
        model_file_folds(&kept, argv[3], GOLD_FOLDS, block);
        model_file_folds(&kept, argv[4], GOLD_FOLDS, rank);
    }
    for (unsigned k = 0; k < GOLD_FOLDS; k++) {
        models[k] = (struct article_models){argc == 5 ? &block[k] : &article_model_built_in,
                                            argc == 5 ? &rank[k] : &article_rank_built_in};
    }
    size_t n;
    struct gold *g = gold_read(&kept, argv[1], argv[2], &n);
    for (size_t i = 0; i < n; i++) {
        predict(&a, &g[i], &models[g[i].fold]);
        arena_done(&a);
    }
    arena_done(&kept);
    return fflush(stdout) == 0 ? 0 : 3;
}
