/* warc.c - how fast an archive is read: records, heads of HTTP, check sums; with -d the bodies are
 * decoded too. Usage: warc [-d] FILE...; prints records, bodies, MB/s packed and unpacked, and the
 * most memory used. One thread. Not a test: figures go to docs/benchmarks.md. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "unpack/http.h"
#include "unpack/warc.h"

struct totals {
    size_t n_records;
    size_t n_bodies;
    size_t n_errors;
    uint64_t packed;
    uint64_t blocks;
    uint64_t bodies;
};

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void need(enum err code, const struct error *e) {
    if (code != ERR_OK) {
        fprintf(stderr, "warc: %s: %s\n", e->where, e->msg);
        exit(1);
    }
}

static void read_body(arena *a, const struct warc_record *r, bool decodes, struct totals *t) {
    struct http_message m;
    struct error e;
    arena_pos before = arena_mark(a);
    if (!decodes) {
        http_parse(r->block, &m);
    } else if (http_decode(a, r->block, &m, &e) != ERR_OK) {
        t->n_errors++;
    }
    t->n_bodies++;
    t->bodies += m.body.len;
    arena_reset(a, before);
}

static void read_file(const char *path, bool decodes, struct totals *t) {
    arena a;
    struct input in;
    struct warc *w;
    struct warc_record r;
    struct error e = {0};
    enum err code;
    arena_init(&a, 0);
    need(input_open(&in, path, &e), &e);
    need(warc_open(&a, &in, 0, &w, &e), &e);
    while ((code = warc_next(w, &r, &e)) != ERR_MISSING) {
        if (code == ERR_INPUT || code == ERR_LIMIT) {
            fprintf(stderr, "%s, byte %llu: %s\n", e.where, (unsigned long long)e.pos, e.msg);
            t->n_errors++;
            continue;
        }
        need(code, &e);
        t->n_records++;
        t->blocks += r.block.len;
        if (r.type == WARC_RESPONSE || r.type == WARC_REQUEST) {
            read_body(&a, &r, decodes, t);
        }
    }
    t->packed += in.pos;
    warc_close(w);
    input_close(&in);
    arena_done(&a);
}

int main(int argc, char **argv) {
    struct totals t = {0};
    bool decodes = argc > 1 && strcmp(argv[1], "-d") == 0;
    double began = now();
    for (int i = decodes ? 2 : 1; i < argc; i++) {
        read_file(argv[i], decodes, &t);
    }
    double seconds = now() - began;
    struct rusage used;
    getrusage(RUSAGE_SELF, &used);
    printf("%zu records, %zu messages, %zu errors; %.0f records/s; MB/s: %.1f packed, %.1f blocks, "
           "%.1f bodies; %.3f s; %ld KiB resident at most\n",
           t.n_records, t.n_bodies, t.n_errors, (double)t.n_records / seconds,
           (double)t.packed / 1e6 / seconds, (double)t.blocks / 1e6 / seconds,
           (double)t.bodies / 1e6 / seconds, seconds, used.ru_maxrss);
    return 0;
}
