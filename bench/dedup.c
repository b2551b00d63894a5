/* dedup.c - how fast the stages of finding duplicates are, alone and on one thread: megabytes of
 * report text a second, best of five rounds. Usage: bench_dedup PATH...; the reports are read
 * before the clock starts. Not a test: figures go to docs/benchmarks.md with machine and command.
 */
#include <malloc.h>
#include <math.h>
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

static uint64_t dice = 88172645463325252u;

static uint32_t draw(void) {
    dice ^= dice << 13;
    dice ^= dice >> 7;
    dice ^= dice << 17;
    return (uint32_t)(dice * 0x2545f4914f6cdd1du >> 32);
}

/* Two rows of `n` ids with a stretch of `shared` of them in common. */
static void draw_pair(uint32_t *x, uint32_t *y, uint32_t n, uint32_t shared) {
    uint32_t from = draw() % (n - shared + 1);
    for (uint32_t i = 0; i < n; i++) {
        x[i] = draw();
        y[i] = i >= from && i < from + shared ? x[i] : draw();
    }
}

/* One line for each overlap: the estimate and its spread, and the share of pairs that have a band
 * in common and of those that pass the gate for this overlap. */
static void curve(uint32_t n) {
    enum { PAIRS = 20000 };
    uint32_t *x = calloc(2 * (size_t)n, sizeof *x);
    need(x && n >= 20 ? ERR_OK : ERR_NOMEM);
    printf("overlap  estimate  deviation  bands   theory  gate\n");
    for (unsigned percent = 30; percent <= 95; percent += 5) {
        double share = percent / 100.0;
        uint32_t shared = (uint32_t)(2 * share / (1 + share) * (n - 4) + 4.5);
        double overlap = (shared - 4.0) / (2 * (n - 4.0) - (shared - 4.0));
        double sum = 0;
        double squares = 0;
        unsigned n_bands = 0;
        unsigned n_gate = 0;
        for (unsigned i = 0; i < PAIRS; i++) {
            struct minhash a;
            struct minhash b;
            draw_pair(x, x + n, n, shared);
            minhash_sketch(x, n, &a);
            minhash_sketch(x + n, n, &b);
            double estimate = minhash_estimate(minhash_equal(&a, &b));
            sum += estimate;
            squares += (estimate - overlap) * (estimate - overlap);
            n_bands += bands_first(&a, &b) < BANDS;
            n_gate += minhash_equal(&a, &b) >= minhash_gate(overlap);
        }
        printf("%.3f    %.3f     %.4f     %.4f  %.4f  %.4f\n", overlap, sum / PAIRS,
               sqrt(squares / PAIRS), (double)n_bands / PAIRS, bands_recall(overlap),
               (double)n_gate / PAIRS);
    }
    free(x);
}

int main(int argc, char **argv) {
    if (argc == 3 && strcmp(argv[1], "--curve") == 0) {
        curve((uint32_t)strtoul(argv[2], NULL, 10));
        return 0;
    }
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
