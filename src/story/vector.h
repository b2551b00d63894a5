/* vector.h - what a passage is about, as a row of weighted terms. */
#ifndef COPYTASTER_STORY_VECTOR_H
#define COPYTASTER_STORY_VECTOR_H

#include "base/map.h"
#include "story/stories.h"

enum term_flag {
    TERM_NAME = 1,    /* two capitalised words side by side */
    TERM_CAPITAL = 2, /* a capitalised word of a name */
    TERM_WEAK = 4     /* a word that every report uses */
};

/* 12 bytes. */
struct term {
    uint32_t hash;
    float weight; /* counts from vector_count, shares of a unit vector from vector_weigh */
    uint8_t flags;
};

struct vector {
    struct term *term; /* by hash */
    size_t n;
};

/* Stems of words already met; one for each thread. */
struct stems {
    struct map seen; /* word hash -> index into hash */
    uint64_t *hash;
    size_t n;
    size_t cap;
    arena *a;
    struct map weak; /* stems of weak words */
    void *stemmer;
};

enum err vector_stems_init(struct stems *s, arena *a);
void vector_stems_done(struct stems *s);

/* Count the terms of a passage; title and opening words count more. A term is known by 32 bits of
 * its hash. O(words). */
enum err vector_count(arena *a, struct stems *stems, const struct document *doc,
                      const struct passage *p, struct vector *out);

/* Document frequencies. */
struct frequencies {
    struct map map; /* term hash -> number of passages */
    size_t n_passages;
};

enum err vector_frequencies_init(struct frequencies *f, arena *a);
enum err vector_frequencies_add(struct frequencies *f, const struct vector *counts);

/* Turn counts into a unit vector of its heaviest terms. */
enum err vector_weigh(arena *a, const struct frequencies *f, struct vector *v);

/* The sum of two vectors, as counts or weights. Errors: ERR_NOMEM, ERR_LIMIT. O(n). */
enum err vector_add(arena *a, const struct vector *x, const struct vector *y, struct vector *out);

/* The same into `term`, which has room for the terms of both and is none of theirs. */
struct vector vector_add_into(const struct vector *x, const struct vector *y, struct term *term);

/* Dot product. O(n). */
float vector_dot(const struct vector *x, const struct vector *y);

#endif
