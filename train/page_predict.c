/* page_predict.c - reads the pages of a set and prints {"id","text","confidence","fold"} lines.
 * Usage: page_predict LINES FOLDER [MODEL...]; with GOLD_FOLDS models, page i is read with the
 * model of its fold (the one that was trained without it), with one model all of them, without any
 * the built-in one. */
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

static void predict(arena *a, const struct gold *g, const struct article_model *m) {
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
    if (argc != 3 && argc != 4 && argc != 3 + GOLD_FOLDS) {
        fprintf(stderr, "usage: page_predict LINES FOLDER [MODEL...]\n");
        return 2;
    }
    arena kept;
    arena a;
    arena_init(&kept, 0);
    arena_init(&a, 0);
    struct article_model model[GOLD_FOLDS];
    for (unsigned k = 0; k < GOLD_FOLDS; k++) {
        model[k] = article_model_built_in;
        if (argc > 3) {
            model[k] = model_file_read(&kept, argv[argc == 4 ? 3 : 3 + (int)k]);
        }
    }
    size_t n;
    struct gold *g = gold_read(&kept, argv[1], argv[2], &n);
    for (size_t i = 0; i < n; i++) {
        predict(&a, &g[i], &model[g[i].fold]);
        arena_done(&a);
    }
    arena_done(&kept);
    return fflush(stdout) == 0 ? 0 : 3;
}
