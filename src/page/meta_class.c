/* meta_class.c - class attributes are cut into words ("entry-date", "entryDate", "post__date" are
 * two each); a word is compared with the known ones of its first letter and length.
 * Also pairs that were written together ("pubdate") are words of the table. O(n). */
#include "page/meta_class.h"

#include "base/hash.h"

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
    uint16_t len;
    uint16_t bits;
} words[] = {
#define WORD(word, bits) {word, sizeof(word) - 1, bits},
#include "page/tables/meta_words.inc"
#undef WORD
};

enum { N_WORDS = sizeof words / sizeof *words };

static unsigned bits_of(const struct meta_class_memo *memo, const char *word, size_t len) {
    for (size_t i = memo->first[word[0] - 'a']; i < memo->first[word[0] - 'a' + 1]; i++) {
        if (words[i].len == len && memcmp(words[i].word, word, len) == 0) {
            return words[i].bits;
        }
    }
    return 0;
}

static bool may_be_word(const struct meta_class_memo *memo, const char *word, size_t len) {
    return len <= LONGEST_WORD && (memo->lengths[word[0] - 'a'] >> len & 1);
}

static unsigned class_of(const struct meta_class_memo *memo, str value) {
    char word[LONGEST_WORD + 1];
    unsigned bits = 0;
    size_t n = 0;
    bool was_small = false;
    for (size_t i = 0; i <= value.len; i++) {
        char c = i < value.len ? value.ptr[i] : ' ';
        bool capital = c >= 'A' && c <= 'Z';
        bool small = c >= 'a' && c <= 'z';
        if (n > 0 && (!(capital || small) || (capital && was_small))) {
            bits |= may_be_word(memo, word, n) ? bits_of(memo, word, n) : 0;
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

void meta_class_init(struct meta_class_memo *memo) {
    memset(memo, 0, sizeof *memo);
    for (size_t i = 0; i < N_WORDS; i++) {
        memo->lengths[words[i].word[0] - 'a'] |= 1U << words[i].len;
        memo->first[words[i].word[0] - 'a' + 1] = (uint16_t)(i + 1);
    }
    for (size_t i = 1; i <= 26; i++) { /* letters without words */
        memo->first[i] = memo->first[i] ? memo->first[i] : memo->first[i - 1];
    }
}

unsigned meta_class_recall(struct meta_class_memo *memo, str value) {
    if (value.len < 3) {
        return 0;
    }
    uint64_t hash = hash_bytes(value) | 1;
    size_t slot = (hash >> 32) % META_CLASS_SLOTS;
    if (memo->hash[slot] != hash) {
        memo->hash[slot] = hash;
        memo->bits[slot] = (uint16_t)class_of(memo, value);
    }
    return memo->bits[slot];
}
