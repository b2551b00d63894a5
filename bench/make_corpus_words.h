/* make_corpus_words.h - the dice and the words of make_corpus. */
#ifndef COPYTASTER_BENCH_MAKE_CORPUS_WORDS_H
#define COPYTASTER_BENCH_MAKE_CORPUS_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { WORDS_ALL = 200000, WORDS_FUNCTION = 100, WORDS_NAMES = 4000 };

struct text {
    char *ptr;
    size_t len;
};

extern struct text words_word[WORDS_ALL];   /* by rank; the first WORDS_FUNCTION are English */
extern struct text words_name[WORDS_NAMES]; /* with a capital */

/* Begin: the same seed, the same draws. */
void words_init(uint64_t seed);

uint64_t words_next(void);
uint32_t words_below(uint32_t n);
bool words_chance(double p);

/* The rank of a word. */
uint32_t words_draw(void);

/* A copy on the heap, with a NUL behind it. */
struct text words_keep(const char *s, size_t len);

/* `p`, or the end of the program when it is NULL. */
void *words_must(void *p);

#endif
