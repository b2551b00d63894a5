/* article_words.h - groups of words that tell parts of a page apart: words of class names and words
 * of running text. Groups are numbered as in tables/make_article_words.py. */
#ifndef COPYTASTER_PAGE_ARTICLE_WORDS_H
#define COPYTASTER_PAGE_ARTICLE_WORDS_H

#include "base/str.h"

enum { ARTICLE_CLASS_GROUPS = 31, ARTICLE_TEXT_GROUPS = 13 };

/* Groups asked for by name: "article", "story"; "date", "timestamp"; words without content;
 * "cookies", "tracking". */
enum {
    ARTICLE_CLASS_ARTICLE = 0,
    ARTICLE_CLASS_DATE = 15,
    ARTICLE_TEXT_STOP = 0,
    ARTICLE_TEXT_CONSENT = 1
};

/* FNV-1a, 32 bits: begin with ARTICLE_HASH, take byte by byte. */
#define ARTICLE_HASH 2166136261u

static inline uint32_t article_hash_byte(uint32_t hash, unsigned char c) {
    return (hash ^ c) * 16777619u;
}

/* Groups of a class word or text word by the hash of its lower-cased bytes; 0 = none. O(1). */
uint32_t article_words_class(uint32_t hash);
uint32_t article_words_text(uint32_t hash);

/* Groups of all words in the value of a class or id: cut at capitals, digits and all that is no
 * letter ("articleBody", "entry-content"). O(n). */
uint32_t article_words_of_name(str value);

/* Hash of the first letters of a class: "post" of "post-1234 hentry". O(letters). */
uint32_t article_words_stem(str value);

#endif
