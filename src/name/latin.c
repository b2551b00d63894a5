/* latin.c - a letter-by-letter table, as close to what newspapers write as a table can be;
 * compare_sound levels the rest. O(n). Two ranges of code points are indexed directly:
 * U+0430..U+045F and U+03B1..U+03C9. */
#include "name/latin.h"

#include "text/utf8.h"

static const char *const cyrillic[] = {
    "a", "b", "v",  "g", "d", "e",  "zh", "z",  "i",  "i",    "k", "l", "m", "n", "o",  "p",
    "r", "s", "t",  "u", "f", "kh", "ts", "ch", "sh", "shch", "",  "y", "",  "e", "yu", "ya",
    "e", "e", "dj", "g", "e", "z",  "i",  "i",  "j",  "l",    "n", "c", "k", "i", "u",  "dz"};

static const char *const greek[] = {"a", "v", "g", "d", "e",  "z",  "i", "th", "i",
                                    "k", "l", "m", "n", "x",  "o",  "p", "r",  "s",
                                    "s", "t", "i", "f", "ch", "ps", "o"};

str latin_spell(arena *a, str fold) {
    char *out = arena_alloc(a, 4 * fold.len + 1);
    size_t n = 0;
    if (!out) {
        return (str){NULL, 0};
    }
    for (size_t i = 0; i < fold.len;) {
        size_t len;
        uint32_t cp = utf8_decode(fold, i, &len);
        const char *to = cp >= 0x430 && cp <= 0x45f   ? cyrillic[cp - 0x430]
                         : cp >= 0x3b1 && cp <= 0x3c9 ? greek[cp - 0x3b1]
                                                      : NULL;
        size_t n_to = to ? strlen(to) : len;
        memcpy(out + n, to ? to : fold.ptr + i, n_to);
        n += n_to;
        i += len;
    }
    return (str){out, n};
}
