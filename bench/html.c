/* html.c - how fast pages become trees, parsing alone and on one thread. Usage: bench_html [-n
 * ROUNDS] FILE...; reads the files, then parses all of them ROUNDS times (default 7) and prints
 * megabytes a second of processor time, of the fastest and of the median round. The files are read
 * before the clock starts; memory is given back between pages. Not a test. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/file.h"
#include "base/limits.h"
#include "html/html.h"

enum { MOST_ROUNDS = 101 };

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static int compare(const void *a, const void *b) {
    double x = *(const double *)a;
    double y = *(const double *)b;
    return (x > y) - (x < y);
}

static str read_page(arena *a, const char *path) {
    struct error e = {0};
    str page;
    if (file_read(a, path, 64 * MiB, &page, &e) != ERR_OK) {
        fprintf(stderr, "bench_html: %s: %s\n", path, e.msg);
        exit(1);
    }
    return page;
}

/* Parse every page once; returns the seconds. */
static double parse_all(const str *page, size_t n, size_t *n_nodes, size_t *n_attrs) {
    *n_nodes = *n_attrs = 0;
    arena a;
    arena_init(&a, 0);
    double from = now();
    for (size_t i = 0; i < n; i++) {
        struct html_tree t;
        arena_pos mark = arena_mark(&a);
        if (html_parse(&a, page[i], NULL, &t) != ERR_OK) {
            fprintf(stderr, "bench_html: page %zu: %s\n", i, err_name(a.last));
            exit(1);
        }
        *n_nodes += t.n;
        *n_attrs += t.n_attrs;
        arena_reset(&a, mark);
    }
    double seconds = now() - from;
    arena_done(&a);
    return seconds;
}

int main(int argc, char **argv) {
    int first = 1;
    size_t rounds = 7;
    if (argc > 2 && strcmp(argv[1], "-n") == 0) {
        rounds = (size_t)strtoul(argv[2], NULL, 10);
        first = 3;
    }
    if (argc <= first || rounds == 0 || rounds > MOST_ROUNDS) {
        fprintf(stderr, "usage: bench_html [-n ROUNDS] FILE...\n");
        return 2;
    }
    arena pages;
    arena_init(&pages, 0);
    size_t n = (size_t)(argc - first);
    str *page = arena_array(&pages, n, sizeof *page);
    double bytes = 0;
    for (size_t i = 0; page && i < n; i++) {
        page[i] = read_page(&pages, argv[(size_t)first + i]);
        bytes += (double)page[i].len;
    }
    double seconds[MOST_ROUNDS];
    size_t n_nodes = 0;
    size_t n_attrs = 0;
    for (size_t i = 0; i < rounds; i++) {
        seconds[i] = parse_all(page, n, &n_nodes, &n_attrs);
    }
    qsort(seconds, rounds, sizeof *seconds, compare);
    printf("pages %zu, bytes %.0f, nodes %zu, attributes %zu\n", n, bytes, n_nodes, n_attrs);
    printf("MB/s: fastest %.0f, median %.0f of %zu rounds\n", bytes / seconds[0] / 1e6,
           bytes / seconds[rounds / 2] / 1e6, rounds);
    arena_done(&pages);
    return 0;
}
