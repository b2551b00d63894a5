/* dedup.c - how fast the stages of finding duplicates are, alone and on one thread: megabytes of
 * report text a second, best of five rounds. Usage: bench_dedup PATH...; the reports are read
 * before the clock starts. Not a test: figures go to docs/benchmarks.md with machine and command.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "read/reader.h"
#include "sketch/bands.h"
#include "sketch/dedup.h"
#include "sketch/word_scan.h"

enum { ROUNDS = 5 };

struct bench {
    const struct document *doc;
    uint32_t n;
    size_t bytes;
    double threshold;
    struct dedup_record *record;
};

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void need(enum err code) {
    if (code != ERR_OK) {
        fprintf(stderr, "bench_dedup: %s\n", err_name(code));
        exit(1);
    }
}

static void words(struct bench *b, arena *a) {
    for (uint32_t i = 0; i < b->n; i++) {
        arena_pos m = arena_mark(a);
        struct word *w;
        size_t n;
        need(word_scan(a, b->doc[i].text, &w, &n));
        arena_reset(a, m);
    }
}

static void records(struct bench *b, arena *a) {
    arena scratch;
    arena_init(&scratch, 0);
    for (uint32_t i = 0; i < b->n; i++) {
        need(dedup_record_read(a, &scratch, b->doc[i].text, &b->record[i]));
    }
    arena_done(&scratch);
}

static void bands(struct bench *b, arena *a) {
    records(b, a);
    const struct minhash **sketch = arena_array(a, b->n, sizeof *sketch);
    need(sketch ? ERR_OK : a->last);
    for (uint32_t i = 0; i < b->n; i++) {
        sketch[i] = &b->record[i].sketch;
    }
    struct bands_join join;
    need(bands_find(a, &(struct bands){0}, (struct bands_known){0}, sketch, b->n, 1, &join));
}

static void groups(struct bench *b, arena *a) {
    struct dedup *x;
    records(b, a);
    const struct dedup_record **list = arena_array(a, b->n, sizeof *list);
    need(list ? ERR_OK : a->last);
    for (uint32_t i = 0; i < b->n; i++) {
        list[i] = &b->record[i];
    }
    need(dedup_new(&(struct dedup_options){.threshold = b->threshold}, &x));
    need(dedup_add(x, list, b->n));
    dedup_free(x);
}

static void run(struct bench *b, const char *name, void (*stage)(struct bench *, arena *)) {
    double best = 0;
    for (int round = 0; round < ROUNDS; round++) {
        arena a;
        arena_init(&a, 0);
        double began = now();
        stage(b, &a);
        double seconds = now() - began;
        best = round == 0 || seconds < best ? seconds : best;
        arena_done(&a);
    }
    printf("%-28s %8.1f MB/s %10.0f reports/s\n", name, (double)b->bytes / 1e6 / best,
           (double)b->n / best);
}

int main(int argc, char **argv) {
    arena a;
    arena_init(&a, 0);
    struct read_result in = {0};
    const struct read_options options = {.without_hash = true};
    need(reader_read(&a, (const char *const *)(argv + 1), (size_t)(argc - 1), &options, &in));
    struct bench b = {.doc = in.doc, .n = (uint32_t)in.n_docs, .threshold = 0.5};
    for (uint32_t i = 0; i < b.n; i++) {
        b.bytes += b.doc[i].text.len;
    }
    b.record = arena_array(&a, b.n, sizeof *b.record);
    printf("%u reports, %.2f MB of text\n", b.n, (double)b.bytes / 1e6);
    run(&b, "words", words);
    run(&b, "words, sketches", records);
    run(&b, "words, sketches, bands", bands);
    run(&b, "all, groups at .5", groups);
    arena_done(&a);
    return 0;
}
