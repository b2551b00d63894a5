/* story_pairs.c - what the grouper compares while it goes the right way, with the right answers.
 *
 * Usage: story_pairs ITEMS PAIRS GROUPS [MODEL]
 *
 * Each set is grouped by its gold stories (as decisions of people, which the stream obeys), and
 * what it compares on the way is written down as rows of features for page_trees: pairs of items in
 * PAIRS, of groups in GROUPS. So negatives are those that the candidates bring, the hard ones.
 * Odds in GROUPS come from MODEL.<fold>, the pair model that was trained without the fold of the
 * item (folds parted by `set`s run: one run a fold). A row of two folds is held out with either. */
#include <stdio.h>
#include <stdlib.h>

#include "parts/feature_file.h"
#include "parts/model_file.h"
#include "parts/story_file.h"
#include "story/group.h"
#include "story/stream.h"
#include "story/trees.h"

struct pass {
    const struct story_sample *sample;
    const uint32_t *of; /* item of the stream -> sample */
    FILE *pairs;
    FILE *groups;
    int fold; /* that groups are written of, -1 = all */
    float weight;
};

static void write_row(FILE *f, const struct story_sample *x, const struct story_sample *y,
                      const uint8_t *v, size_t n, float weight) {
    bool haystack = x->gold == STORY_NO_GOLD && y->gold == STORY_NO_GOLD;
    if (!f || haystack) {
        return;
    }
    struct feature_row row = {.set = (uint8_t)x->set,
                              .fold = (uint8_t)(x->gold ? x->fold : y->fold),
                              .label = x->gold == y->gold,
                              .other = (uint8_t)(x->gold && y->gold ? 1 + y->fold : 0),
                              .weight = weight};
    fwrite(&row, sizeof row, 1, f);
    fwrite(v, n, 1, f);
}

static void note_pair(void *ctx, uint32_t i, uint32_t j, const uint8_t *v) {
    struct pass *p = ctx;
    write_row(p->pairs, &p->sample[p->of[i]], &p->sample[p->of[j]], v, PAIR_FEATURES, p->weight);
}

static void note_group(void *ctx, uint32_t i, uint32_t j, const uint8_t *v) {
    struct pass *p = ctx;
    const struct story_sample *x = &p->sample[p->of[i]];
    if (p->fold < 0 || x->fold == (uint32_t)p->fold) {
        write_row(p->groups, x, &p->sample[p->of[j]], v, GROUP_FEATURES, p->weight);
    }
}

static void need(enum err code) {
    if (code != ERR_OK) {
        fprintf(stderr, "story_pairs: %s\n", err_name(code));
        exit(3);
    }
}

/* Group the samples of a set under their gold. */
static void run(const struct story_sample *sample, size_t n, uint32_t set, struct pass *p,
                const struct trees *pairs) {
    arena a;
    arena_init(&a, 0);
    uint32_t *of = arena_array(&a, n, sizeof *of);
    struct map first;
    struct story_watch watch = {p, note_pair, note_group};
    struct story_options options = {.bonds_only = true, .watch = &watch, .pairs = pairs};
    struct story_stream *s;
    need(of ? ERR_OK : a.last);
    need(map_init(&first, &a, n));
    need(story_stream_new(&a, &options, &s));
    size_t k = 0;
    for (size_t i = 0; i < n; i++) {
        if (sample[i].set != set) {
            continue;
        }
        story_stream_learn(s, &sample[i].item);
        of[k++] = (uint32_t)i;
        uint32_t other = sample[i].gold ? map_find(&first, sample[i].gold) : MAP_NONE;
        uint32_t mate = other == MAP_NONE ? (uint32_t)i : other;
        need(story_stream_bind(s, sample[i].item.key, sample[mate].item.key, BOND_JOIN));
        if (sample[i].gold && other == MAP_NONE) {
            need(map_put(&first, sample[i].gold, (uint32_t)i));
        }
    }
    p->of = of;
    p->weight = k ? 10000.0F / (float)k : 1;
    for (size_t i = 0; i < k; i++) {
        need(story_stream_add(s, &sample[of[i]].item));
    }
    arena_done(&a);
}

static FILE *open_rows(const char *path, uint32_t n_features) {
    FILE *f = fopen(path, "wb");
    struct feature_head head = {FEATURE_MAGIC, n_features};
    if (!f || fwrite(&head, sizeof head, 1, f) != 1) {
        perror(path);
        exit(3);
    }
    return f;
}

int main(int argc, char **argv) {
    if (argc != 4 && argc != 5) {
        fprintf(stderr, "usage: story_pairs ITEMS PAIRS GROUPS [MODEL]\n");
        return 2;
    }
    arena a;
    arena_init(&a, 0);
    size_t n;
    struct story_sample *sample = story_file_read(&a, argv[1], &n);
    struct pass p = {.sample = sample,
                     .pairs = open_rows(argv[2], PAIR_FEATURES),
                     .groups = open_rows(argv[3], GROUP_FEATURES)};
    for (int fold = 0; fold < (argc == 5 ? STORY_FOLDS : 1); fold++) {
        struct trees pairs = {0};
        p.fold = argc == 5 ? fold : -1;
        if (argc == 5) {
            char path[4096];
            snprintf(path, sizeof path, "%s%d", argv[4], fold);
            pairs = model_file_story(&a, path);
        }
        for (uint32_t set = 0; set < STORY_SETS; set++) {
            run(sample, n, set, &p, argc == 5 ? &pairs : NULL);
        }
        if (p.pairs) {
            fclose(p.pairs);
            p.pairs = NULL;
        }
    }
    arena_done(&a);
    return fclose(p.groups) == 0 ? 0 : 3;
}
