/* dedup.c - how fast the stages of finding duplicates are, alone and on one thread: megabytes of
 * report text a second, best of five rounds. Usage: bench_dedup PATH...; the reports are read
 * before the clock starts. Not a test: figures go to docs/benchmarks.md with machine and command.
 */
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

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

/* Bytes of this process in memory. */
static size_t in_use(void) {
    unsigned long all = 0;
    unsigned long resident = 0;
    malloc_trim(0);
    FILE *f = fopen("/proc/self/statm", "r");
    if (!f || fscanf(f, "%lu %lu", &all, &resident) != 2) {
        resident = 0;
    }
    if (f) {
        fclose(f);
    }
    return resident * (size_t)sysconf(_SC_PAGESIZE);
}

/* Bytes of an index of all reports that more could be added to, without those of the word ids. */
static void weigh(struct bench *b) {
    arena a;
    arena_init(&a, 0);
    size_t before = in_use();
    struct dedup *x;
    size_t n_words = 0;
    struct dedup_record *record = arena_array(&a, b->n, sizeof *record);
    need(record ? ERR_OK : a.last);
    b->record = record;
    records(b, &a);
    const struct dedup_record **list = calloc(b->n, sizeof *list);
    need(list ? ERR_OK : ERR_NOMEM);
    for (uint32_t i = 0; i < b->n; i++) {
        list[i] = &record[i];
        n_words += record[i].row.n;
    }
    need(dedup_new(&(struct dedup_options){.threshold = b->threshold}, &x));
    need(dedup_add(x, list, b->n));
    free(list);
    need(dedup_add(x, NULL, 0)); /* now the bands are known too */
    size_t ids = n_words * sizeof(uint32_t);
    printf("index: %zu bytes a report, %zu more for its word ids\n",
           (in_use() - before - ids) / b->n, ids / b->n);
    dedup_free(x);
    arena_done(&a);
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
    weigh(&b);
    arena_done(&a);
    return 0;
}
