/* byline.c - bylines are cut at bars, bullets, line ends and days; then at commas, semicolons,
 * slashes and words for "and"; each part loses the labels before it and what is no name. A part is
 * a name when it has two to five words that begin with capitals (or letters without case), so that
 * sentences and dates fall out; where only names are expected nearly anything short is one. O(n).
 */
#include "page/byline.h"

#include "page/day.h"
#include "text/fold.h"
#include "text/utf8.h"

enum { LONGEST_NAME = 80, MOST_WORDS = 6 };

static const char *const roles[] = {
#include "page/tables/byline_roles.inc"
};

static const char *const given[] = {
#include "page/tables/byline_given.inc"
};

/* Whether the folded form of `word` is in a sorted table. */
static bool is_in(const char *const *table, size_t n, str word) {
    char folded[FOLD_ROOM(24)];
    if (word.len > 24) {
        return false;
    }
    str key = str_of(folded, fold_into(folded, word));
    size_t from = 0;
    size_t to = n;
    while (from < to) {
        size_t middle = (from + to) / 2;
        int order = str_compare(str_from_cstr(table[middle]), key);
        if (order == 0) {
            return true;
        }
        if (order < 0) {
            from = middle + 1;
        } else {
            to = middle;
        }
    }
    return false;
}

static bool is_role_word(str word) {
    return is_in(roles, sizeof roles / sizeof *roles, word);
}

/* The next word of `s` at or after *pos, cut at spaces. */
static bool next_word(str s, size_t *pos, str *word) {
    while (*pos < s.len && s.ptr[*pos] == ' ') {
        ++*pos;
    }
    size_t from = *pos;
    while (*pos < s.len && s.ptr[*pos] != ' ') {
        ++*pos;
    }
    *word = str_slice(s, from, *pos);
    return word->len > 0;
}

static bool is_capital(str word) {
    size_t len;
    uint32_t cp = utf8_decode(word, 0, &len);
    bool latin_small = (cp >= 'a' && cp <= 'z') || (cp >= 0xdf && cp <= 0xff);
    bool cyrillic_small = cp >= 0x430 && cp <= 0x45f;
    return (cp >= 'A' && cp <= 'Z') || (cp >= 0xc0 && !latin_small && !cyrillic_small);
}

/* Small words inside names: von, van, de, al, bin, ... */
static bool is_particle(str word) {
    return word.len <= 4 && !memchr(word.ptr, '@', word.len);
}

/* Cut white space, marks and dashes from both ends. */
static str strip(str s) {
    static const char marks[] = " \t,;:|/-*>\"'(";
    while (s.len > 0 && strchr(marks, s.ptr[0]) && s.ptr[0]) {
        s = str_slice(s, 1, s.len);
    }
    while (s.len > 0 && strchr(" \t,;:|/-*<\"'(", s.ptr[s.len - 1]) && s.ptr[s.len - 1]) {
        s.len--;
    }
    return s;
}

static bool is_address(str s) {
    return memchr(s.ptr, '@', s.len) || str_find(s, STR("://"), 0) != SIZE_MAX ||
           str_starts_with(s, STR("www.")) || str_starts_with(s, STR("http"));
}

/* Whether the words of `s` look like a person's name (or, in a list of names, like any name). */
static bool is_name(str s, bool is_list) {
    size_t pos = 0;
    size_t n_words = 0;
    size_t n_capital = 0;
    size_t n_roles = 0;
    str word;
    while (next_word(s, &pos, &word)) {
        n_words++;
        bool role = is_role_word(word);
        n_roles += role;
        bool capital = is_capital(word);
        n_capital += capital;
        if (!capital && !is_list && !is_particle(word)) {
            return false;
        }
    }
    if (n_words == 0 || n_roles == n_words || s.len > LONGEST_NAME) {
        return false;
    }
    if (is_list) {
        return n_words <= 2 * MOST_WORDS;
    }
    for (size_t i = 0; i < s.len; i++) {
        if ((s.ptr[i] >= '0' && s.ptr[i] <= '9') || strchr("?!%$=<>{}[]", s.ptr[i])) {
            return false;
        }
    }
    return n_words <= MOST_WORDS && n_capital > 0 && n_words - n_roles > 0;
}

/* Bytes of a mark at `pos` behind which nothing of the names follows; 0 = none. */
static size_t hard_end(str s, size_t pos) {
    static const str ends[] = {{"|", 1},   {"\xe2\x80\xa2", 3},   {"\xc2\xb7", 2},
                               {" - ", 3}, {" \xe2\x80\x93 ", 5}, {" \xe2\x80\x94 ", 5},
                               {"\n", 1},  {" // ", 4},           {"\xc2\xbb", 2},
                               {" @", 2},  {"\xe2\x80\x94", 3}};
    unsigned char c = (unsigned char)s.ptr[pos];
    if (c != ' ' && c != '|' && c != '\n' && c != 0xc2 && c != 0xe2) {
        return 0;
    }
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        if (s.len - pos >= ends[i].len && memcmp(s.ptr + pos, ends[i].ptr, ends[i].len) == 0) {
            return ends[i].len;
        }
    }
    return 0;
}

/* Bytes of what parts two names at `pos`; 0 = none. */
static size_t separator(str s, size_t pos) {
    static const str words[] = {{" and ", 5},   {" und ", 5},     {" & ", 3},    {" et ", 4},
                                {" y ", 3},     {" e ", 3},       {" en ", 4},   {" i ", 3},
                                {" og ", 4},    {" och ", 5},     {" with ", 6}, {" mit ", 5},
                                {" sowie ", 7}, {" \xd0\xb8 ", 4}};
    char c = s.ptr[pos];
    if (c == ',' || c == ';' || c == '/') {
        return 1;
    }
    if (c != ' ') {
        return 0;
    }
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (s.len - pos >= words[i].len &&
            str_equals_nocase(str_slice(s, pos, pos + words[i].len), words[i])) {
            return words[i].len;
        }
    }
    return 0;
}

/* Words that stand where names do and are none. */
static bool is_no_name(str s) {
    static const char *const words[] = {
#include "page/tables/byline_no_names.inc"
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (str_is_nocase(s, words[i])) {
            return true;
        }
    }
    return false;
}

/* What is a name in one part, or an empty slice. */
static str name_of_part(const struct meta_label_index *labels, str part, bool is_list) {
    part = strip(part);
    for (unsigned turn = 0; turn < 2 && meta_label_may_begin(labels, part); turn++) {
        part = strip(str_slice(part, meta_label_by(part), part.len));
    }
    const char *bracket = part.len > 0 ? memchr(part.ptr, '(', part.len) : NULL;
    if (bracket && bracket > part.ptr) {
        part = strip(str_slice(part, 0, (size_t)(bracket - part.ptr)));
    }
    if (part.len < 2 || is_address(part) || is_no_name(part) || !is_name(part, is_list)) {
        return str_slice(part, 0, 0);
    }
    return part;
}

/* Letters behind a comma that belong to the name before: degrees. */
static bool is_degree(str part) {
    part = strip(part);
    if (part.len == 0 || part.len > 8) {
        return part.len == 0;
    }
    size_t n_capital = 0;
    for (size_t i = 0; i < part.len; i++) {
        n_capital += part.ptr[i] >= 'A' && part.ptr[i] <= 'Z';
        if (part.ptr[i] == ' ' || (unsigned char)part.ptr[i] >= 0x80) {
            return false;
        }
    }
    return n_capital >= 2 && memchr(part.ptr, '.', part.len);
}

static size_t end_of_names(str s) {
    struct day day;
    size_t end = 0;
    while (end < s.len && !(end > 0 && hard_end(s, end))) {
        end++;
    }
    str head = str_slice(s, 0, end);
    return day_find(head, 0, DAY_FIRST, &day) && day.at.from > 0 ? day.at.from : end;
}

/* `s` without a day at its begin: "3 May 2020 | Ann Lee". */
static str behind_day(str s) {
    struct day day;
    if (s.len == 0 || !day_find(s, 0, DAY_FIRST, &day) || day.at.from > 0) {
        return s;
    }
    size_t pos = day.at.to;
    for (size_t len = 1; pos < s.len && len > 0;) {
        len = s.ptr[pos] == ' ' ? 1 : hard_end(s, pos);
        pos += len;
    }
    return str_slice(s, pos, s.len);
}

size_t byline_names(const struct meta_label_index *labels, str s, bool is_list,
                    str name[BYLINE_NAMES]) {
    s = strip(behind_day(strip(s)));
    s.len = end_of_names(s);
    size_t n = 0;
    size_t from = 0;
    for (size_t pos = 0; pos <= s.len && n < BYLINE_NAMES;) {
        size_t len = pos < s.len ? separator(s, pos) : 1;
        if (len == 0) {
            pos++;
            continue;
        }
        str part = str_slice(s, from, pos);
        if (n == 0 || !is_degree(part)) {
            str found = name_of_part(labels, part, is_list);
            if (found.len > 0) {
                name[n++] = found;
            } else if (!is_list && n == 0) {
                break;
            }
        }
        pos += len;
        from = pos;
    }
    return n;
}

bool byline_has_given_name(str name) {
    size_t len = 0;
    while (len < name.len && name.ptr[len] != ' ' && name.ptr[len] != '-') {
        len++;
    }
    return is_in(given, sizeof given / sizeof *given, str_slice(name, 0, len));
}
