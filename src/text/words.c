/* words.c - binary search in constant tables (tables/ *.inc) after ASCII lower-casing into a small
 * room. The lists are short and asked at periods only, so neither a hash nor start-up work pays.
 * O(log n), no allocation. */
#include "text/words.h"

struct word {
    char text[16];
    unsigned char value;
};

#define X(word, class) {word, ABBREVIATION_##class},
static const struct word abbreviations[] = {
#include "text/tables/abbreviations.inc"
};
#undef X

#define X(word) {word, 1},
static const struct word starters[] = {
#include "text/tables/starters.inc"
};
static const struct word cues[] = {
#include "text/tables/cues.inc"
};
#undef X

#define COUNT(table) (sizeof(table) / sizeof *(table))

static unsigned find(const struct word *table, size_t n, str word) {
    char key[16] = {0};
    if (word.len >= sizeof key) {
        return 0;
    }
    for (size_t i = 0; i < word.len; i++) {
        char c = word.ptr[i];
        key[i] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
    }
    size_t low = 0;
    size_t high = n;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        int order = strcmp(table[mid].text, key);
        if (order == 0) {
            return table[mid].value;
        }
        if (order < 0) {
            low = mid + 1;
        } else {
            high = mid;
        }
    }
    return 0;
}

static bool is_sorted(const struct word *table, size_t n) {
    for (size_t i = 1; i < n; i++) {
        if (strcmp(table[i - 1].text, table[i].text) >= 0) {
            return false;
        }
    }
    return true;
}

enum abbreviation words_abbreviation(str word) {
    return (enum abbreviation)find(abbreviations, COUNT(abbreviations), word);
}

bool words_is_starter(str word) {
    return find(starters, COUNT(starters), word);
}

bool words_is_cue(str word) {
    return find(cues, COUNT(cues), word);
}

bool words_are_sorted(void) {
    return is_sorted(abbreviations, COUNT(abbreviations)) && is_sorted(starters, COUNT(starters)) &&
           is_sorted(cues, COUNT(cues));
}
