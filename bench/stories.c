/* stories.c - how fast the decisions of grouping are, and how they grow: one thread, what grouping
 * keeps of each report made beforehand. Usage: bench_stories LINES [COUNT]...: the first COUNT
 * reports of a file of report lines (10,000 30,000 100,000 unless counts are given) go through the
 * stream and then the repair. Prints decisions a CPU second and the exponents of growth. Not a
 * test: figures go to docs/benchmarks.md with machine and command. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/sort.h"
#include "read/reader.h"
#include "story/digest.h"
#include "story/stream.h"

enum { MOST_SIZES = 16 };

struct bench {
    arena a;
    const struct document *doc;
    struct item *item; /* of whole reports */
    size_t n;
};

struct figure {
    size_t n;
    double stream; /* CPU seconds */
    double repair;
    size_t n_stories;
};

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void need(enum err code) {
    if (code != ERR_OK) {
        fprintf(stderr, "bench_stories: %s\n", err_name(code));
        exit(1);
    }
}

/* Items as a survey has them: one after the other in memory, in the order of ids. */
static void make_items(struct bench *b) {
    arena lexicons;
    arena report;
    struct stems stems;
    const struct name_lexicon *name_lexicon;
    const struct date_lexicon *date_lexicon;
    arena_init(&lexicons, 0);
    arena_init(&report, 0);
    need(stems_init(&stems, &lexicons));
    need(name_lexicon_new(&lexicons, &name_lexicon));
    need(date_lexicon_new(&lexicons, &date_lexicon));
    b->item = arena_array(&b->a, b->n, sizeof *b->item);
    need(b->item ? ERR_OK : b->a.last);
    for (size_t i = 0; i < b->n; i++) {
        struct document doc = b->doc[i];
        struct names names;
        struct dates dates;
        struct item item;
        buf bytes;
        need(document_analyse(&report, &doc));
        need(names_find(&report, name_lexicon, &doc, &names));
        need(dates_find(&report, date_lexicon, &doc, &dates));
        struct passage whole = {.block_to = (uint32_t)doc.n_blocks,
                                .at = {0, (uint32_t)doc.text.len}};
        need(item_make(&report, &stems, &doc, &names, &dates, &whole, 0, &item));
        buf_init(&bytes, 1 << 20);
        need(item_encode(&bytes, &item));
        char *kept = arena_take(&b->a, bytes.len);
        need(kept ? ERR_OK : b->a.last);
        memcpy(kept, bytes.ptr, bytes.len);
        need(item_decode((str){kept, bytes.len}, &b->item[i]));
        buf_done(&bytes);
        arena_clear(&report, 1 << 22);
    }
    stems_done(&stems);
    arena_done(&report);
    arena_done(&lexicons);
}

static int by_time(const void *x, const void *y, void *ctx) {
    (void)ctx;
    return item_compare(*(const struct item *const *)x, *(const struct item *const *)y);
}

static struct figure run(const struct bench *b, size_t n) {
    struct figure f = {.n = n};
    struct story_stream *s;
    arena a;
    arena_init(&a, 0);
    const struct item **order = arena_array(&a, n, sizeof *order);
    need(order ? ERR_OK : a.last);
    for (size_t i = 0; i < n; i++) {
        order[i] = &b->item[i];
    }
    need(sort_stable(&a, order, n, sizeof *order, by_time, NULL));
    need(story_stream_new(&a, NULL, &s));
    for (size_t i = 0; i < n; i++) {
        story_stream_learn(s, order[i]);
    }
    double began = now();
    for (size_t i = 0; i < n; i++) {
        need(story_stream_add(s, order[i]));
    }
    f.stream = now() - began;
    began = now();
    need(story_stream_finish(s));
    f.repair = now() - began;
    for (size_t i = 0; i < n; i++) {
        f.n_stories += story_stream_story(s, (uint32_t)i) == i;
    }
    arena_done(&a);
    return f;
}

int main(int argc, char **argv) {
    size_t size[MOST_SIZES] = {10000, 30000, 100000};
    size_t n_sizes = argc > 2 ? (size_t)argc - 2 : 3;
    if (argc < 2 || n_sizes > MOST_SIZES) {
        fprintf(stderr, "usage: bench_stories LINES [COUNT]...\n");
        return 2;
    }
    for (size_t i = 0; argc > 2 && i < n_sizes; i++) {
        size[i] = strtoul(argv[i + 2], NULL, 10);
    }
    struct bench b = {0};
    struct read_result r;
    const char *path = argv[1];
    arena reading;
    arena_init(&b.a, 0);
    arena_init(&reading, 0);
    need(reader_read(&reading, &path, 1, NULL, &r));
    b.doc = r.doc;
    for (size_t i = 0; i < n_sizes; i++) {
        b.n = size[i] > b.n ? size[i] : b.n;
    }
    if (b.n > r.n_docs) {
        fprintf(stderr, "bench_stories: %s: %zu reports, expected %zu\n", path, r.n_docs, b.n);
        return 1;
    }
    make_items(&b);
    arena_done(&reading);
    struct figure before = {0};
    printf("%10s %12s %10s %10s %10s\n", "reports", "decisions/s", "exponent", "repair s",
           "stories");
    for (size_t i = 0; i < n_sizes; i++) {
        struct figure f = run(&b, size[i]);
        double exponent =
            i ? log(f.stream / before.stream) / log((double)f.n / (double)before.n) : NAN;
        printf("%10zu %12.0f %10.2f %10.2f %10zu\n", f.n, (double)f.n / f.stream, exponent,
               f.repair, f.n_stories);
        fflush(stdout);
        before = f;
    }
    arena_done(&b.a);
    return 0;
}
