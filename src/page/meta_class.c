/* meta_class.c - class attributes are cut into words ("entry-date", "entryDate", "post__date" are
 * two each) and every word is looked up by binary search among the few whose first letter it has.
 * Also pairs that were written together ("pubdate") are words of the table. O(n log words). */
#include "page/meta_class.h"

enum { LONGEST_WORD = 24 };

enum {
    AUTHOR = META_IS_AUTHOR,
    BYLINE = META_IS_BYLINE,
    DAY = META_IS_DAY,
    MODIFIED = META_IS_MODIFIED,
    TITLE = META_IS_TITLE,
    COMMENT = META_IN_COMMENT,
    ASIDE = META_IN_ASIDE,
    FOOTER = META_IN_FOOTER,
    HEADER = META_IN_HEADER,
    ARTICLE = META_IN_ARTICLE
};

static const struct {
    const char *word;
    unsigned bits;
} words[] = {
#define WORD(word, bits) {word, bits},
#include "page/tables/meta_words.inc"
#undef WORD
};

enum { N_WORDS = sizeof words / sizeof *words };

static unsigned bits_of(const char *word, size_t len) {
    size_t from = 0;
    size_t to = N_WORDS;
    while (from < to) {
        size_t middle = (from + to) / 2;
        int order = strncmp(words[middle].word, word, len);
        if (order == 0) {
            order = words[middle].word[len] != 0;
        }
        if (order == 0) {
            return words[middle].bits;
        }
        if (order < 0) {
            from = middle + 1;
        } else {
            to = middle;
        }
    }
    return 0;
}

unsigned meta_class_of(str value) {
    char word[LONGEST_WORD + 1];
    unsigned bits = 0;
    size_t n = 0;
    bool was_small = false;
    for (size_t i = 0; i <= value.len; i++) {
        char c = i < value.len ? value.ptr[i] : ' ';
        bool capital = c >= 'A' && c <= 'Z';
        bool small = c >= 'a' && c <= 'z';
        if (n > 0 && (!(capital || small) || (capital && was_small))) {
            bits |= n <= LONGEST_WORD ? bits_of(word, n) : 0;
            n = 0;
        }
        if (capital || small) {
            if (n <= LONGEST_WORD) {
                word[n < LONGEST_WORD ? n : LONGEST_WORD] = (char)(c | 32);
            }
            n++;
        }
        was_small = small;
    }
    return bits;
}
