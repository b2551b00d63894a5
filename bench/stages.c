/* stages.c - how fast each annotating stage is, alone and on one thread: megabytes of report text a
 * second. Usage: stages PATH...; reads the reports, then runs each stage over all of them, three
 * times, and prints the best. The input is read before the clock starts. Not a test: figures go to
 * docs/benchmarks.md with machine and command. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "account/notes.h"
#include "read/reader.h"

enum { ROUNDS = 3 };

struct bench {
    struct document *doc; /* as read */
    size_t n;
    size_t bytes;
    struct notes *notes;
    const struct name_lexicon *name;
    const struct date_lexicon *date;
    const struct figure_lexicon *figure;
    const struct quote_lexicon *quote;
    const struct event_lexicon *event;
};

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void need(enum err code) {
    if (code != ERR_OK) {
        fprintf(stderr, "stages: %s\n", err_name(code));
        exit(1);
    }
}

static void text_stage(struct bench *b, arena *a, size_t i) {
    b->notes[i].doc = b->doc[i];
    need(document_analyse(a, &b->notes[i].doc));
}

static void name_stage(struct bench *b, arena *a, size_t i) {
    need(names_find(a, b->name, &b->notes[i].doc, &b->notes[i].names));
}

static void date_stage(struct bench *b, arena *a, size_t i) {
    need(dates_find(a, b->date, &b->notes[i].doc, &b->notes[i].dates));
}

static void figure_stage(struct bench *b, arena *a, size_t i) {
    struct notes *n = &b->notes[i];
    need(figures_find(a, b->figure, &n->doc, &n->dates, &n->figures));
}

static void quote_stage(struct bench *b, arena *a, size_t i) {
    struct notes *n = &b->notes[i];
    need(quotes_find(a, b->quote, &n->doc, &n->names, &n->dates, &n->quotes));
}

static void event_stage(struct bench *b, arena *a, size_t i) {
    struct notes *n = &b->notes[i];
    need(events_find(a, b->event, &n->doc, &n->names, &n->dates, &n->figures, &n->quotes,
                     &n->events));
}

static double run(struct bench *b, arena *a, const char *name,
                  void (*stage)(struct bench *, arena *, size_t)) {
    double best = 0;
    for (int round = 0; round < ROUNDS; round++) {
        double began = now();
        for (size_t i = 0; i < b->n; i++) {
            stage(b, a, i);
        }
        double seconds = now() - began;
        best = round == 0 || seconds < best ? seconds : best;
    }
    printf("%-10s %8.1f MB/s  %8.3f s\n", name, (double)b->bytes / 1e6 / best, best);
    return best;
}

int main(int argc, char **argv) {
    arena a;
    arena_init(&a, 0);
    struct read_result in = {0};
    need(reader_read(&a, (const char *const *)(argv + 1), (size_t)(argc - 1), NULL, &in));
    struct bench b = {
        .doc = in.doc, .n = in.n_docs, .notes = arena_array(&a, in.n_docs, sizeof(struct notes))};
    double began = now();
    need(name_lexicon_new(&a, &b.name));
    need(date_lexicon_new(&a, &b.date));
    need(figure_lexicon_new(&a, &b.figure));
    need(quote_lexicon_new(&a, &b.quote));
    need(event_lexicon_new(&a, &b.event));
    printf("lexicons built in %.2f ms\n", (now() - began) * 1e3);
    for (size_t i = 0; i < b.n; i++) {
        b.bytes += b.doc[i].text.len;
    }
    printf("%zu reports, %.2f MB of text\n", b.n, (double)b.bytes / 1e6);
    double all = run(&b, &a, "text", text_stage);
    all += run(&b, &a, "names", name_stage);
    all += run(&b, &a, "dates", date_stage);
    all += run(&b, &a, "figures", figure_stage);
    all += run(&b, &a, "quotes", quote_stage);
    all += run(&b, &a, "events", event_stage);
    printf("%-10s %8.1f MB/s  %8.3f s\n", "together", (double)b.bytes / 1e6 / all, all);
    arena_done(&a);
    return 0;
}
