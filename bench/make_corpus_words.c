/* make_corpus_words.c - the dice and the words of make_corpus: the most frequent are English, the
 * rest syllables; names end like surnames. Ranks are drawn by Zipf's law through a table of
 * quantiles, two draws a word. */
#include "make_corpus_words.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TABLE_BITS = 16, TABLE = 1 << TABLE_BITS };

static uint64_t rng;

uint64_t words_next(void) {
    uint64_t z = rng += 0x9e3779b97f4a7c15u;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return z ^ z >> 31;
}

uint32_t words_below(uint32_t n) {
    return (uint32_t)((words_next() >> 32) * n >> 32);
}

bool words_chance(double p) {
    return (double)(words_next() >> 11) < p * 9007199254740992.0;
}

void *words_must(void *p) {
    if (!p) {
        fputs("make_corpus: out of memory\n", stderr);
        exit(3);
    }
    return p;
}

static const char *const function_word[] = {
    "the",   "of",    "to",     "and",     "a",      "in",    "that",  "for",     "is",
    "on",    "was",   "said",   "with",    "he",     "as",    "it",    "at",      "by",
    "his",   "from",  "are",    "have",    "has",    "be",    "an",    "but",     "not",
    "were",  "they",  "who",    "this",    "had",    "their", "its",   "will",    "or",
    "been",  "more",  "after",  "about",   "which",  "one",   "when",  "than",    "she",
    "her",   "there", "would",  "also",    "people", "out",   "up",    "all",     "new",
    "we",    "two",   "over",   "other",   "if",     "no",    "some",  "what",    "into",
    "could", "can",   "i",      "last",    "first",  "you",   "them",  "year",    "time",
    "told",  "most",  "only",   "against", "before", "many",  "our",   "because", "so",
    "where", "while", "during", "now",     "him",    "made",  "years", "between", "under",
    "being", "such",  "even",   "three",   "those",  "any",   "then",  "may",     "since",
    "still"};

_Static_assert(sizeof function_word / sizeof *function_word == WORDS_FUNCTION, "as many as said");

static const char *const onset[] = {"b", "br", "c",  "d",  "dr", "f",  "g",  "gr", "h",  "k",
                                    "l", "m",  "n",  "p",  "pr", "r",  "s",  "st", "t",  "tr",
                                    "v", "w",  "sk", "sh", "ch", "th", "pl", "cl", "fl", ""};
static const char *const rime[] = {"a",  "e",  "i",   "o",  "u",  "an", "en", "in", "on", "ar",
                                   "er", "or", "al",  "el", "il", "as", "es", "is", "at", "et",
                                   "it", "ed", "ing", "am", "om", "ir", "ur", "ek", "ak", "ow"};

struct text words_word[WORDS_ALL];
struct text words_name[WORDS_NAMES]; /* with a capital */
static uint32_t zipf[TABLE + 1];

/* Append `s` at `len`; the rooms of this file are large enough for any word. */
static size_t put(char *out, size_t len, const char *s) {
    size_t n = strlen(s);
    memcpy(out + len, s, n + 1);
    return len + n;
}

static size_t syllables(char *out, uint64_t number, unsigned n) {
    size_t len = 0;
    for (unsigned i = 0; i < n; i++) {
        len = put(out, len, onset[number % 30]);
        len = put(out, len, rime[number / 30 % 30]);
        number /= 900;
    }
    return len;
}

struct text words_keep(const char *s, size_t len) {
    struct text t = {words_must(malloc(len + 1)), len};
    memcpy(t.ptr, s, len);
    t.ptr[len] = '\0';
    return t;
}

/* The number of each word spells it, so that all differ; a stride scatters likeness. */
static void make_words(void) {
    char room[64];
    for (uint32_t i = 0; i < WORDS_ALL; i++) {
        if (i < WORDS_FUNCTION) {
            words_word[i] = words_keep(function_word[i], strlen(function_word[i]));
            continue;
        }
        unsigned n = i < 800 ? 1 : i < 30000 ? 2 : 3;
        uint64_t number = (uint64_t)i * 524287 % (n == 1 ? 900 : n == 2 ? 810000 : 729000000);
        words_word[i] = words_keep(room, syllables(room, number, n));
    }
    for (uint32_t i = 0; i < WORDS_NAMES; i++) {
        size_t len = syllables(room, (uint64_t)i * 7919 % 810000, 2);
        len = put(room, len, i % 3 == 0 ? "sky" : i % 3 == 1 ? "man" : "a");
        room[0] = (char)(room[0] & ~0x20);
        words_name[i] = words_keep(room, len);
    }
}

/* Quantiles of Zipf's law with exponent 1.1: quantile q lies at rank zipf[q]. */
static void make_zipf(void) {
    double total = 0;
    for (uint32_t i = 0; i < WORDS_ALL; i++) {
        total += 1 / pow(i + 2.0, 1.1);
    }
    double sum = 0;
    uint32_t q = 0;
    for (uint32_t i = 0; i < WORDS_ALL; i++) {
        sum += 1 / pow(i + 2.0, 1.1);
        while (q < TABLE && sum * TABLE > q * total) {
            zipf[q++] = i;
        }
    }
    zipf[TABLE] = WORDS_ALL - 1;
}

uint32_t words_draw(void) {
    uint64_t r = words_next();
    uint32_t q = (uint32_t)(r >> 48);
    uint32_t width = zipf[q + 1] - zipf[q];
    return zipf[q] + (width ? (uint32_t)((r & 0xffffffffu) * width >> 32) : 0);
}

void words_init(uint64_t seed) {
    rng = seed * 0x2545f4914f6cdd1du + 0x9e3779b9u;
    make_words();
    make_zipf();
}
