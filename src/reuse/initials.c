/* initials.c - keys of initials. Words part at everything that is no letter, and where a capital
 * follows a small letter ("NewsAsia"). Two letters are too few: people sign so, and any two words
 * have them. Limits: written initials are of the letters A-Z; "C.N.A." is none. O(length). */
#include "reuse/initials.h"

#include "base/hash.h"
#include "text/fold.h"

enum { LEAST = 3, MOST = 8, LONGEST_LETTER = 4 };

static bool is_capital(char c) {
    return c >= 'A' && c <= 'Z';
}

static bool is_letter(char c) {
    return is_capital(c) || (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80;
}

str initials_next_word(str line, size_t *pos) {
    size_t from = *pos;
    while (from < line.len && !is_letter(line.ptr[from])) {
        from++;
    }
    size_t to = from;
    while (to < line.len && is_letter(line.ptr[to]) &&
           !(to > from && is_capital(line.ptr[to]) && line.ptr[to - 1] >= 'a')) {
        to++;
    }
    *pos = to;
    return str_slice(line, from, to);
}

static uint64_t key_of(str letters, bool from_name) {
    return (hash_bytes(letters) & ~(uint64_t)1) | from_name;
}

uint64_t initials_written(str word) {
    char letter[MOST];
    if (word.len < LEAST || word.len > MOST) {
        return 0;
    }
    for (size_t i = 0; i < word.len; i++) {
        if (!is_capital(word.ptr[i])) {
            return 0;
        }
        letter[i] = (char)(word.ptr[i] | 0x20);
    }
    return key_of((str){letter, word.len}, false);
}

static bool is_small(str word) {
    static const char *const small[] = {"of", "the", "and", "for", "in",  "de",  "la",
                                        "le", "du",  "des", "der", "die", "das", "und",
                                        "et", "di",  "del", "e",   "y"};
    char room[FOLD_ROOM(4)];
    if (word.len > 4) {
        return false;
    }
    str folded = {room, fold_into(room, word)};
    for (size_t i = 0; i < sizeof small / sizeof *small; i++) {
        if (str_equals(folded, str_from_cstr(small[i]))) {
            return true;
        }
    }
    return false;
}

/* Bytes of the character that begins the word. */
static size_t first_letter(str word) {
    size_t n = 1;
    while (n < word.len && n < LONGEST_LETTER && ((unsigned char)word.ptr[n] & 0xc0) == 0x80) {
        n++;
    }
    return n;
}

uint64_t initials_of_name(str name, bool small) {
    char letters[MOST * FOLD_ROOM(LONGEST_LETTER)];
    size_t len = 0;
    size_t n = 0;
    size_t pos = 0;
    for (str word = initials_next_word(name, &pos); word.len;
         word = initials_next_word(name, &pos)) {
        if (!small && is_small(word)) {
            continue;
        }
        if (n++ == MOST) {
            return 0;
        }
        len += fold_into(letters + len, str_slice(word, 0, first_letter(word)));
    }
    return n < LEAST ? 0 : key_of((str){letters, len}, true);
}

void initials_of_outlet(str name, uint64_t key[INITIALS_OF_OUTLET]) {
    memset(key, 0, INITIALS_OF_OUTLET * sizeof *key);
    size_t note = str_find(name, STR(" ("), 0);
    size_t end = note != SIZE_MAX ? note : name.len;
    size_t section = str_find(name, STR(" - "), 0); /* "Cape Herald - Opinion" */
    end = section < end ? section : end;
    str bare = str_slice(name, 0, end);
    bare = str_starts_with(bare, STR("The ")) ? str_slice(bare, 4, bare.len) : bare;
    key[0] = initials_written(bare);
    key[0] = key[0] ? key[0] : initials_of_name(bare, false);
    key[1] = initials_of_name(bare, true);
    key[1] = key[1] == key[0] ? 0 : key[1];
    if (note != SIZE_MAX && name.ptr[name.len - 1] == ')') {
        uint64_t written = initials_written(str_slice(name, note + 2, name.len - 1));
        key[2] = written ? written | 1 : 0; /* of the name before it */
        key[2] = key[2] == key[0] || key[2] == key[1] ? 0 : key[2];
    }
}

bool initials_meet(uint64_t x, uint64_t y) {
    return x && y && (x ^ y) == 1;
}
