/* match.c - may two names, taken by themselves, be one person's or organisation's?
 * Words are folded, spelt in Latin, stripped of titles, articles and legal forms, and paired off
 * greedily, the most alike first: equal, alike in sound, a slip, short form or initial. A person's
 * shorter name must find all its words in the longer one; an organisation's names must find all of
 * both. Also: the same letters without the spaces, and acronyms. O(words^2 x length^2), 16 words of
 * 64 bytes at most. */
#include "base/buf.h"
#include "base/hash.h"
#include "name/compare.h"
#include "name/join.h"
#include "name/latin.h"
#include "text/fold.h"

enum { MOST_WORDS = 16, MOST_NAME = 512 };

struct words {
    str w[MOST_WORDS];
    size_t n;
    char legal[16]; /* legal form: "ltd" */
    str joined;     /* all words without spaces */
};

static const char *const dropped_person[] = {
    "mr",        "mrs",     "ms",  "miss",    "dr",  "prof",     "sir", "lord", "lady", "president",
    "prasident", "senator", "sen", "general", "gen", "minister", "al",  "el",   "the",  "jr",
    "sr",        "sa",      "llc", "bin",     "ben", "ibn",      "de",  "von",  "van",  "haji"};
static const char *const dropped_org[] = {"the", "of", "and", "for", "mv", "a"};

static const char *const legal_forms[][2] = {{"limited", "ltd"},
                                             {"ltd", "ltd"},
                                             {"incorporated", "inc"},
                                             {"inc", "inc"},
                                             {"corporation", "corp"},
                                             {"corp", "corp"},
                                             {"company", "co"},
                                             {"co", "co"},
                                             {"plc", "plc"},
                                             {"llc", "llc"},
                                             {"llp", "llp"},
                                             {"lp", "lp"},
                                             {"ag", "ag"},
                                             {"aktiengesellschaft", "ag"},
                                             {"gmbh", "gmbh"},
                                             {"sa", "sa"},
                                             {"sarl", "sarl"},
                                             {"srl", "srl"},
                                             {"nv", "nv"},
                                             {"bv", "bv"},
                                             {"spa", "spa"},
                                             {"jsc", "jsc"},
                                             {"oao", "jsc"},
                                             {"pao", "jsc"},
                                             {"zao", "jsc"},
                                             {"ooo", "ooo"},
                                             {"na", "na"},
                                             {"ab", "ab"},
                                             {"se", "se"},
                                             {"oy", "oy"},
                                             {"bvba", "bvba"}};

static const char *const numbers[][2] = {
    {"one", "1"},   {"two", "2"},    {"three", "3"}, {"four", "4"}, {"five", "5"},
    {"six", "6"},   {"seven", "7"},  {"eight", "8"}, {"nine", "9"}, {"ten", "10"},
    {"first", "1"}, {"second", "2"}, {"third", "3"}};

static const char *const phrases[][2] = {{"open joint stock company", "jsc"},
                                         {"joint stock company", "jsc"},
                                         {"public limited company", "plc"},
                                         {"limited liability company", "llc"},
                                         {"united states", "us"},
                                         {"united kingdom", "uk"},
                                         {"organisation", "organization"},
                                         {"forty four", "44"},
                                         {"fourty four", "44"}};

static bool is_in(str w, const char *const *list, size_t n) {
    for (size_t i = 0; i < n; i++) {
        if (str_equals(w, str_from_cstr(list[i]))) {
            return true;
        }
    }
    return false;
}

static bool is_word_byte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

/* Letters and digits of a name in lower-case Latin, one blank between words; points and apostrophes
 * vanish. */
static str plain_text(arena *a, str name) {
    str s = fold_case(a, str_slice(name, 0, name.len < MOST_NAME ? name.len : MOST_NAME));
    s = s.ptr ? latin_spell(a, s) : s;
    char *out = s.ptr ? arena_alloc(a, 5 * s.len + 1) : NULL;
    size_t n = 0;
    for (size_t i = 0; out && i < s.len; i++) {
        char c = s.ptr[i];
        if (c == '&') {
            memcpy(out + n, " and ", 5);
            n += 5;
        } else if (is_word_byte(c)) {
            out[n++] = c;
        } else if (c != '.' && c != '\'' && n > 0 && out[n - 1] != ' ') {
            out[n++] = ' ';
        }
    }
    return out ? str_trim(str_of(out, n)) : (str){NULL, 0};
}

/* Replace the set phrases of several words. */
static str replace_phrases(arena *a, str s) {
    for (size_t k = 0; k < sizeof phrases / sizeof *phrases; k++) {
        str from = str_from_cstr(phrases[k][0]);
        str to = str_from_cstr(phrases[k][1]);
        size_t at = str_find(s, from, 0);
        if (at == SIZE_MAX) {
            continue;
        }
        char *out = arena_alloc(a, s.len + to.len + 1);
        if (!out) {
            return s;
        }
        memcpy(out, s.ptr, at);
        memcpy(out + at, to.ptr, to.len);
        memcpy(out + at + to.len, s.ptr + at + from.len, s.len - at - from.len);
        s = str_of(out, s.len - from.len + to.len);
    }
    return s;
}

static bool take_legal(struct words *out, str w) {
    for (size_t k = 0; k < sizeof legal_forms / sizeof *legal_forms; k++) {
        if (str_equals(w, str_from_cstr(legal_forms[k][0]))) {
            str form = str_from_cstr(legal_forms[k][1]);
            memcpy(out->legal, form.ptr, form.len + 1);
            return true;
        }
    }
    return false;
}

static void split(arena *a, str name, bool person, struct words *out) {
    str s = plain_text(a, name);
    if (!s.ptr) {
        return;
    }
    s = replace_phrases(a, s);
    char *joined = arena_alloc(a, s.len + 1);
    size_t n_joined = 0;
    for (size_t i = 0; i < s.len && out->n < MOST_WORDS && joined;) {
        size_t end = str_find(s, STR(" "), i);
        end = end == SIZE_MAX ? s.len : end;
        str w = str_slice(s, i, end);
        i = end + 1;
        bool drop = person
                        ? is_in(w, dropped_person, sizeof dropped_person / sizeof *dropped_person)
                        : is_in(w, dropped_org, sizeof dropped_org / sizeof *dropped_org);
        if (w.len == 0 || drop || (!person && take_legal(out, w))) {
            continue;
        }
        for (size_t k = 0; !person && k < sizeof numbers / sizeof *numbers; k++) {
            w = str_equals(w, str_from_cstr(numbers[k][0])) ? str_from_cstr(numbers[k][1]) : w;
        }
        memcpy(joined + n_joined, w.ptr, w.len);
        n_joined += w.len;
        out->w[out->n++] = w;
    }
    out->joined = str_of(joined ? joined : "", n_joined);
}

static bool are_short_forms(str a, str b) {
    static const char *const pairs[][2] = {
#define SHORT(short, long) {short, long},
#include "name/tables/short_forms.inc"
#undef SHORT
    };
    for (size_t k = 0; k < sizeof pairs / sizeof *pairs; k++) {
        str x = str_from_cstr(pairs[k][0]);
        str y = str_from_cstr(pairs[k][1]);
        if ((str_equals(a, x) && str_equals(b, y)) || (str_equals(a, y) && str_equals(b, x))) {
            return true;
        }
    }
    return false;
}

static bool is_number(str w) {
    return w.len && w.ptr[0] >= '0' && w.ptr[0] <= '9';
}

/* One or two edits between words long enough for them. */
static double slip_score(str a, str b, bool person) {
    size_t few = a.len < b.len ? a.len : b.len;
    unsigned d = compare_distance(a, b, 2);
    if (d == 1 && few >= 3) {
        return few >= 4 ? 0.85 : 0.7;
    }
    return d == 2 && few >= 7 && person ? 0.75 : 0.0;
}

static double word_score(str a, str b, bool person) {
    if (str_equals(a, b)) {
        return 1.0;
    }
    if (is_number(a) || is_number(b)) {
        return 0.0;
    }
    if (person && (a.len == 1 || b.len == 1)) {
        return a.ptr[0] == b.ptr[0] ? 0.8 : 0.0;
    }
    if (compare_sounds_alike(a, b)) {
        return 0.95;
    }
    return person && are_short_forms(a, b) ? 0.9 : slip_score(a, b, person);
}

/* Pair off the words of `few` with those of `many`, best pairs first; the sum of scores, and how
 * many stay alone. */
static double pair_words(const struct words *few, const struct words *many, bool person,
                         size_t *alone, double *worst) {
    bool used_a[MOST_WORDS] = {false};
    bool used_b[MOST_WORDS] = {false};
    double sum = 0;
    *worst = 1;
    *alone = few->n;
    for (size_t round = 0; round < few->n; round++) {
        double best = 0;
        size_t bi = 0;
        size_t bj = 0;
        for (size_t i = 0; i < few->n; i++) {
            for (size_t j = 0; j < many->n && !used_a[i]; j++) {
                double s = used_b[j] ? 0 : word_score(few->w[i], many->w[j], person);
                if (s > best) {
                    best = s;
                    bi = i;
                    bj = j;
                }
            }
        }
        if (best <= 0) {
            break;
        }
        used_a[bi] = used_b[bj] = true;
        sum += best;
        *worst = best < *worst ? best : *worst;
        --*alone;
    }
    return sum;
}

static bool is_acronym_of(str acronym, const struct words *full) {
    if (full->n < 2 || acronym.len != full->n) {
        return false;
    }
    for (size_t i = 0; i < full->n; i++) {
        if (acronym.ptr[i] != full->w[i].ptr[0]) {
            return false;
        }
    }
    return true;
}

static double match_words(const struct words *x, const struct words *y, bool person) {
    const struct words *few = x->n <= y->n ? x : y;
    const struct words *many = x->n <= y->n ? y : x;
    size_t alone;
    double worst;
    double sum = pair_words(few, many, person, &alone, &worst);
    size_t extra = many->n - few->n;
    if (alone > 0) {
        return 0.45 * sum / (double)few->n;
    }
    double score = sum / (double)few->n;
    if (person) {
        bool initial_alone = few->n == 1 && few->w[0].len == 1;
        score -= 0.06 * (double)extra + (worst < 1 && extra ? 0.1 : 0) +
                 (few->n == 1 && extra ? 0.15 : 0);
        return initial_alone ? 0.2 : score;
    }
    return extra ? 0.45 * score : score;
}

/* A company isn't another of a different legal form; "Corp" and "Co" are used alike. */
static bool legal_forms_differ(const struct words *x, const struct words *y) {
    if (!x->legal[0] || !y->legal[0] || strcmp(x->legal, y->legal) == 0) {
        return false;
    }
    return strncmp(x->legal, "co", 2) != 0 || strncmp(y->legal, "co", 2) != 0;
}

/* The same letters without the spaces: "SergeiLavrov". */
static double joined_score(const struct words *x, const struct words *y) {
    if (str_equals(x->joined, y->joined)) {
        return 1.0;
    }
    bool is_long = x->joined.len >= 6 && y->joined.len >= 6 && (x->n != y->n || x->n == 1);
    return is_long && compare_distance(x->joined, y->joined, 1) == 1 ? 0.9 : 0.0;
}

static double larger(double a, double b) {
    return a > b ? a : b;
}

double name_match(str a, str b, enum entity_kind kind) {
    arena tmp;
    arena_init(&tmp, (size_t)1 << 20);
    bool person = kind == ENTITY_PERSON;
    struct words x = {.n = 0};
    struct words y = {.n = 0};
    split(&tmp, a, person, &x);
    split(&tmp, b, person, &y);
    double score = 0;
    if (x.n && y.n) {
        score = larger(match_words(&x, &y, person), joined_score(&x, &y));
        bool acronym = !person && (is_acronym_of(x.joined, &y) || is_acronym_of(y.joined, &x));
        score = acronym ? larger(score, 0.9) : score;
        score *= !person && legal_forms_differ(&x, &y) ? 0.45 : 1.0;
    }
    arena_done(&tmp);
    return score < 0 ? 0 : score > 1 ? 1 : score;
}
