/* page_ranks.c - pages with full gold -> a file of features of candidates (feature_file.h) for
 * page_trees, and a line a candidate on the standard output: set, fold, page, candidate, its F1
 * (runs of four words, as the scorers count), and the F1 expected of it when there are rank models.
 * Usage: page_ranks OUT BLOCKS RANKS SET LINES FOLDER [SET LINES FOLDER]...; BLOCKS and RANKS are
 * stems of models, one a fold (STEM0, ...), so that no page is judged by a model that has seen its
 * host; RANKS may be "-". A candidate is two rows: label 1 with the weight of its F1, label 0 with
 * that of the rest, so that the trees learn the F1 as a share. */
#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/limits.h"
#include "base/map.h"
#include "page/article_choose.h"
#include "page/article_rank.h"
#include "page/page_steps.h"
#include "parts/feature_file.h"
#include "parts/gold.h"
#include "parts/model_file.h"

enum { RUN = 4 };

struct models {
    struct article_model block[GOLD_FOLDS];
    struct article_model rank[GOLD_FOLDS];
    bool has_rank;
};

static void need(enum err code, const char *what) {
    if (code != ERR_OK) {
        fprintf(stderr, "page_ranks: %s: %s\n", what, err_name(code));
        exit(3);
    }
}

/* Runs of four words of a text; a shorter text is one run. */
static uint32_t count_runs(size_t n_words) {
    return n_words >= RUN ? (uint32_t)(n_words - RUN + 1) : n_words > 0;
}

static uint64_t run_at(const uint32_t *w, size_t n_words, uint32_t i) {
    size_t n = n_words - i < RUN ? n_words - i : RUN;
    return hash_bytes(str_of((const char *)(w + i), n * sizeof *w));
}

/* F1 of the runs of `words` against those of gold. */
static double f1_of(arena *a, const struct article_hashes *gold,
                    const struct article_hashes *words) {
    struct map left;
    uint32_t n_gold = count_runs(gold->n);
    uint32_t n = count_runs(words->n);
    need(map_init(&left, a, 2 * (size_t)n_gold), "map");
    for (uint32_t i = 0; i < n_gold; i++) {
        uint64_t key = run_at(gold->v, gold->n, i);
        uint32_t have = map_find(&left, key);
        need(map_put(&left, key, have == MAP_NONE ? 1 : have + 1), "map");
    }
    uint32_t hits = 0;
    for (uint32_t i = 0; i < n; i++) {
        uint64_t key = run_at(words->v, words->n, i);
        uint32_t have = map_find(&left, key);
        if (have != MAP_NONE && have > 0) {
            hits++;
            need(map_put(&left, key, have - 1), "map");
        }
    }
    return n + n_gold ? 2.0 * hits / (n + n_gold) : 0;
}

static double f1_of_candidate(arena *a, const struct article_outline *o,
                              const struct article_regions *r, int k,
                              const struct article_hashes *gold) {
    struct article_hashes words = {0};
    for (uint32_t i = 0; i < o->n_blocks; i++) {
        for (uint32_t w = o->block[i].word_from; (r->in[i] & 1u << k) && w < o->block[i].word_to;
             w++) {
            need(vec_push(a, &words, o->words.v[w]), "words");
        }
    }
    return f1_of(a, gold, &words);
}

static void write_page(FILE *out, arena *a, const struct gold *g, const struct models *m,
                       unsigned set, uint32_t page) {
    str bytes;
    struct error e = {0};
    need(file_read(a, g->file, 64 * MiB, &bytes, &e), g->file);
    struct page_opened opened;
    struct page ignored;
    struct page_hints hints = {.url = g->url};
    need(page_steps_open(a, bytes, &hints, &opened, &ignored), g->file);
    struct article_outline o;
    struct article_features f;
    struct article_regions regions;
    struct article_rank rank;
    struct article_hashes gold = {0};
    need(article_outline_take(a, &opened.tree, &o), g->file);
    need(article_features_take(a, &o, &opened.hints, &f), g->file);
    need(article_choose_candidates(a, &o, &f, &m->block[g->fold], &regions, &rank), g->file);
    need(article_scan_words(a, g->text, &gold), g->file);
    for (int k = 0; k < ARTICLE_REGIONS; k++) {
        if (!regions.exists[k]) {
            continue;
        }
        double f1 = f1_of_candidate(a, &o, &regions, k, &gold);
        float expected = m->has_rank ? article_rank_expect(&m->rank[g->fold], rank.v[k]) : 0;
        printf("%u %u %u %d %.4f %.4f\n", set, g->fold, page, k, f1, (double)expected);
        for (uint8_t label = 0; label < 2; label++) {
            struct feature_row row = {.page = page,
                                      .block = (uint32_t)k,
                                      .set = (uint8_t)set,
                                      .fold = (uint8_t)g->fold,
                                      .label = label,
                                      .weight = (float)(label ? f1 : 1 - f1)};
            fwrite(&row, sizeof row, 1, out);
            fwrite(rank.v[k], sizeof rank.v[k], 1, out);
        }
    }
}

static struct models read_models(arena *a, const char *blocks, const char *ranks) {
    struct models m = {.has_rank = ranks[0] != '-'};
    model_file_folds(a, blocks, GOLD_FOLDS, m.block);
    if (m.has_rank) {
        model_file_folds(a, ranks, GOLD_FOLDS, m.rank);
    }
    return m;
}

int main(int argc, char **argv) {
    FILE *out = argc > 6 && argc % 3 == 1 ? fopen(argv[1], "wb") : NULL;
    if (!out) {
        fprintf(stderr, "usage: page_ranks OUT BLOCKS RANKS SET LINES FOLDER...\n");
        return 2;
    }
    struct feature_head head = {FEATURE_MAGIC, ARTICLE_RANK_FEATURES};
    fwrite(&head, sizeof head, 1, out);
    arena kept;
    arena a;
    arena_init(&kept, 0);
    arena_init(&a, 0);
    struct models m = read_models(&kept, argv[2], argv[3]);
    uint32_t page = 0;
    for (int k = 4; k < argc; k += 3) {
        size_t n;
        struct gold *g = gold_read(&kept, argv[k + 1], argv[k + 2], &n);
        for (size_t i = 0; i < n; i++) {
            if (g[i].text.len) {
                write_page(out, &a, &g[i], &m, (unsigned)strtoul(argv[k], NULL, 10), page);
            }
            page++;
            arena_done(&a);
        }
    }
    arena_done(&kept);
    return fclose(out) == 0 && fflush(stdout) == 0 ? 0 : 3;
}
