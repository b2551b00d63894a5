/* article_words.c - word groups by hash: one multiplication finds the slot, clashes lie in the
 * slots behind it. Two words of one hash would be taken for each other; among the listed ones there
 * are none. Tables by hand, made by tables/make_article_words.py. Nothing is allocated. */
#include "page/article_words.h"

struct word_slot {
    uint32_t hash;
    uint32_t groups;
};

#include "page/tables/article_words.inc"

_Static_assert((int)CLASS_WORD_GROUPS == (int)ARTICLE_CLASS_GROUPS, "class groups");
_Static_assert((int)TEXT_WORD_GROUPS == (int)ARTICLE_TEXT_GROUPS, "text groups");

static uint32_t find(const struct word_slot *slot, unsigned bits, uint32_t hash) {
    uint32_t last = (1u << bits) - 1;
    uint32_t i = hash * 0x9e3779b1u >> (32 - bits);
    while (slot[i].groups != 0) {
        if (slot[i].hash == hash) {
            return slot[i].groups;
        }
        i = (i + 1) & last;
    }
    return 0;
}

uint32_t article_words_class(uint32_t hash) {
    return find(class_word_slots, CLASS_WORD_BITS, hash);
}

uint32_t article_words_text(uint32_t hash) {
    return find(text_word_slots, TEXT_WORD_BITS, hash);
}

static bool is_lower(unsigned char c) {
    return c >= 'a' && c <= 'z';
}

static bool is_upper(unsigned char c) {
    return c >= 'A' && c <= 'Z';
}

uint32_t article_words_of_name(str value) {
    uint32_t groups = 0;
    size_t i = 0;
    while (i < value.len) {
        unsigned char c = (unsigned char)value.ptr[i];
        if (!is_lower(c) && !is_upper(c)) {
            i++;
            continue;
        }
        uint32_t hash = ARTICLE_HASH;
        while (i < value.len && is_upper(c = (unsigned char)value.ptr[i])) {
            hash = article_hash_byte(hash, (unsigned char)(c + 32));
            i++;
        }
        while (i < value.len && is_lower(c = (unsigned char)value.ptr[i])) {
            hash = article_hash_byte(hash, c);
            i++;
        }
        groups |= article_words_class(hash);
    }
    return groups;
}

uint32_t article_words_stem(str value) {
    uint32_t hash = ARTICLE_HASH;
    for (size_t i = 0; i < value.len; i++) {
        unsigned char c = (unsigned char)value.ptr[i];
        if (!is_lower(c) && !is_upper(c)) {
            break;
        }
        hash = article_hash_byte(hash, c);
    }
    return hash;
}
