/* sentence.h - where sentences end: abbreviations, initials, numbers and quotation marks
 * considered. */
#ifndef COPYTASTER_TEXT_SENTENCE_H
#define COPYTASTER_TEXT_SENTENCE_H

#include "text/mark.h"
#include "text/token.h"

struct sentence {
    struct span at;
    uint32_t tok_from;
    uint32_t tok_to;
    uint32_t block; /* set by the reader; 0 from sentence_split */
};

/* Append the sentences of the tokens [tok_from, tok_to) - one block - to *out (a vec). Inside an
 * outermost quotation there's no boundary while its sentence goes on after it ("A. B," she said. is
 * one sentence); a quotation that ends its sentence ends it. With `inside` = the index of a quoted
 * stretch, its inner sentences are given instead. O(n). */
struct sentences {
    struct sentence *v;
    size_t n;
    size_t cap;
};

enum err sentence_split(arena *a, str text, const struct token *tok, uint32_t tok_from,
                        uint32_t tok_to, const struct quoted *q, size_t n_q, struct sentences *out);

/* The sentences of a stretch of plain tokens in which quotation marks don't matter: for cutting
 * what was said into its sentences. */
enum err sentence_split_plain(arena *a, str text, const struct token *tok, uint32_t tok_from,
                              uint32_t tok_to, struct sentences *out);

#endif
