/* stories.c - how fast the decisions of grouping are, and how they grow: one thread, what grouping
 * keeps of each report made beforehand. Usage:
 *
 *   bench_stories --items ITEMS LINES
 *   bench_stories [--rounds N] ITEMS [COUNT]...
 *
 * The first makes the items of a file of report lines, on all processors. The second sends the
 * first COUNT of them (10,000 30,000 100,000 unless counts are given) through the stream and then
 * the repair, all counts N times in turns (1), least times counting: the first touch of memory is
 * slow on a virtual machine, 2 s a GB, and belongs to the host. Prints decisions a CPU second and
 * the exponents of growth, from the row before and from the first. An item is about 1.1 KB on disk
 * and in memory. Not a test: figures go to docs/benchmarks.md with machine and command. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/file.h"
#include "base/par.h"
#include "base/sort.h"
#include "base/vec.h"
#include "read/reader.h"
#include "story/digest.h"
#include "story/stream.h"

enum { MOST_SIZES = 16, MOST_WORKERS = 16 };

/* What makes items, for each thread. */
struct maker {
    arena lexicons;
    arena report;
    struct stems stems;
    const struct name_lexicon *names;
    const struct date_lexicon *dates;
};

struct bench {
    arena a;
    VEC(struct item) item; /* of whole reports */
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

static void maker_init(struct maker *m) {
    arena_init(&m->lexicons, 0);
    arena_init(&m->report, 0);
    need(stems_init(&m->stems, &m->lexicons));
    need(name_lexicon_new(&m->lexicons, &m->names));
    need(date_lexicon_new(&m->lexicons, &m->dates));
}

/* The item of a whole report, as bytes. */
static enum err make_item(struct maker *m, struct document doc, buf *bytes) {
    struct names names;
    struct dates dates;
    struct item item;
    TRY(document_analyse(&m->report, &doc));
    TRY(names_find(&m->report, m->names, &doc, &names));
    TRY(dates_find(&m->report, m->dates, &doc, &dates));
    struct passage whole = {.block_to = (uint32_t)doc.n_blocks, .at = {0, (uint32_t)doc.text.len}};
    TRY(item_make(&m->report, &m->stems, &doc, &names, &dates, &whole, 0, &item));
    TRY(item_encode(bytes, &item));
    arena_clear(&m->report, 1 << 22);
    return ERR_OK;
}

/* A piece of the input becomes the bytes of its items, each with its length before it. */
static enum err make_items(void *ctx, arena *a, struct read_result *part, unsigned worker) {
    struct maker *m = (struct maker *)ctx + worker;
    buf bytes;
    buf_init(&bytes, 1 << 30);
    enum err code = ERR_OK;
    for (size_t i = 0; i < part->n_docs && code == ERR_OK; i++) {
        size_t at = bytes.len;
        uint64_t len = 0;
        buf_add(&bytes, (str){(const char *)&len, sizeof len});
        code = make_item(m, part->doc[i], &bytes);
        len = bytes.len - at - sizeof len;
        memcpy(bytes.ptr + at, &len, sizeof len);
    }
    str *kept = arena_new(a, str);
    if (code == ERR_OK && kept) {
        *kept = arena_copy(a, buf_str(&bytes));
        part->mapped = kept;
    }
    buf_done(&bytes);
    return code != ERR_OK || (kept && kept->ptr) ? code : a->last;
}

static enum err write_items(void *ctx, const struct read_result *part) {
    const str *bytes = part->mapped;
    return fwrite(bytes->ptr, 1, bytes->len, ctx) == bytes->len ? ERR_OK : ERR_IO;
}

static int make_file(const char *items, const char *lines) {
    static struct maker maker[MOST_WORKERS];
    unsigned n = par_cpus() < MOST_WORKERS ? par_cpus() : MOST_WORKERS;
    for (unsigned w = 0; w < n; w++) {
        maker_init(&maker[w]);
    }
    FILE *out = fopen(items, "wb");
    if (!out) {
        perror(items);
        return 1;
    }
    struct read_options options = {.n_workers = n, .map = make_items, .map_ctx = maker};
    need(reader_stream(&lines, 1, &options, write_items, out));
    need(fclose(out) == 0 ? ERR_OK : ERR_IO);
    for (unsigned w = 0; w < n; w++) {
        stems_done(&maker[w].stems);
        arena_done(&maker[w].report);
        arena_done(&maker[w].lexicons);
    }
    return 0;
}

/* Items as a survey has them: one after the other in memory, in the order of reading. */
static void read_items(struct bench *b, const char *path, size_t n) {
    FILE *in = fopen(path, "rb");
    uint64_t len;
    if (!in) {
        perror(path);
        exit(1);
    }
    while (b->item.n < n && fread(&len, sizeof len, 1, in) == 1) {
        char *bytes = arena_take(&b->a, len);
        struct item item;
        need(bytes ? ERR_OK : b->a.last);
        need(fread(bytes, 1, len, in) == len ? ERR_OK : ERR_IO);
        need(item_decode((str){bytes, len}, &item));
        need(vec_push(&b->a, &b->item, item));
    }
    fclose(in);
    if (b->item.n < n) {
        fprintf(stderr, "bench_stories: %s: %zu items, expected %zu\n", path, b->item.n, n);
        exit(1);
    }
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
        order[i] = &b->item.v[i];
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

static double exponent(const struct figure *from, const struct figure *to) {
    return log(to->stream / from->stream) / log((double)to->n / (double)from->n);
}

static double least(double x, double y) {
    return x < y ? x : y;
}

static void measure(const struct bench *b, const size_t *size, size_t n_sizes, size_t n_rounds) {
    struct figure row[MOST_SIZES] = {0};
    for (size_t round = 0; round < n_rounds; round++) {
        for (size_t i = 0; i < n_sizes; i++) {
            struct figure f = run(b, size[i]);
            f.stream = round ? least(f.stream, row[i].stream) : f.stream;
            f.repair = round ? least(f.repair, row[i].repair) : f.repair;
            row[i] = f;
        }
    }
    printf("%10s %12s %12s %10s %10s %10s\n", "reports", "decisions/s", "from before", "from first",
           "repair s", "stories");
    for (size_t i = 0; i < n_sizes; i++) {
        printf("%10zu %12.0f %12.3f %10.3f %10.2f %10zu\n", row[i].n,
               (double)row[i].n / row[i].stream, i ? exponent(&row[i - 1], &row[i]) : NAN,
               i ? exponent(&row[0], &row[i]) : NAN, row[i].repair, row[i].n_stories);
    }
}

static int usage(void) {
    fputs("usage: bench_stories --items ITEMS LINES\n"
          "       bench_stories [--rounds N] ITEMS [COUNT]...\n",
          stderr);
    return 2;
}

int main(int argc, char **argv) {
    size_t size[MOST_SIZES] = {10000, 30000, 100000};
    size_t n_sizes = 3;
    size_t n_rounds = 1;
    size_t most = 0;
    int at = 1;
    if (argc == 4 && strcmp(argv[1], "--items") == 0) {
        return make_file(argv[2], argv[3]);
    }
    if (argc > 2 && strcmp(argv[1], "--rounds") == 0) {
        n_rounds = strtoul(argv[2], NULL, 10);
        at = 3;
    }
    if (argc <= at || argv[at][0] == '-' || n_rounds == 0 || argc - at - 1 > MOST_SIZES) {
        return usage();
    }
    const char *path = argv[at++];
    n_sizes = argc > at ? (size_t)(argc - at) : n_sizes;
    for (size_t i = 0; i < n_sizes; i++) {
        size[i] = argc > at ? strtoul(argv[at + (int)i], NULL, 10) : size[i];
        most = size[i] > most ? size[i] : most;
    }
    struct bench b = {0};
    arena_init(&b.a, 0);
    read_items(&b, path, most);
    measure(&b, size, n_sizes, n_rounds);
    arena_done(&b.a);
    return 0;
}
