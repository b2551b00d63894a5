/* utterance_change.c - tells whether one word put for another turns the sense.
 * It does when a number has another value, "will" became "may", "all" became "some", a word became
 * its negated form
 * ("legal", "illegal"), or a verb or adjective became one that is neither a synonym
 * (tables/utterance_synonyms.inc) nor a misspelling, while all around it is the same. Verbs and
 * adjectives are told by the word before them and by their endings; nouns and names changed are
 * left alone: another noun is often a slip that turns nothing. O(length of the words). */
#include "quote/utterance_meaning.h"

enum { SYNONYM_ROOM = 64 };

struct view {
    const struct speech *s;
    const struct hunk *h;
    const struct document *base;
    const struct document *other;
};

static const struct vocab_word *word(const struct view *v, uint32_t i) {
    return said_word(v->s, &v->s->said.v[i]);
}

static enum word_role role(const struct view *v, uint32_t i) {
    return (enum word_role)word(v, i)->role;
}

static size_t edit_distance(str a, str b) {
    size_t row[SYNONYM_ROOM + 1];
    if (a.len > SYNONYM_ROOM || b.len > SYNONYM_ROOM) {
        return SYNONYM_ROOM;
    }
    for (size_t j = 0; j <= b.len; j++) {
        row[j] = j;
    }
    for (size_t i = 1; i <= a.len; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= b.len; j++) {
            size_t pair = diagonal + (a.ptr[i - 1] != b.ptr[j - 1]);
            size_t gap = (row[j] < row[j - 1] ? row[j] : row[j - 1]) + 1;
            diagonal = row[j];
            row[j] = pair < gap ? pair : gap;
        }
    }
    return row[b.len];
}

/* "legal" / "illegal", "able" / "unable" */
static bool is_negated_form(str a, str b) {
    static const char *const prefixes[] = {"un", "in", "il", "im", "ir", "dis", "non", "mis"};
    str more = a.len > b.len ? a : b;
    str less = a.len > b.len ? b : a;
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
        str prefix = str_from_cstr(prefixes[i]);
        if (less.len >= 4 && more.len == prefix.len + less.len && str_starts_with(more, prefix) &&
            str_ends_with(more, less)) {
            return true;
        }
    }
    return false;
}

/* Leading digits with decimals as a number of thousandths, commas left out; 0 when there are none.
 */
static uint64_t value_of(str text) {
    uint64_t value = 0;
    int decimals = -1;
    for (size_t i = 0; i < text.len && decimals < 3 && value < UINT64_MAX / 10000; i++) {
        char c = text.ptr[i];
        if (c >= '0' && c <= '9') {
            value = value * 10 + (uint64_t)(c - '0');
            decimals += decimals >= 0;
        } else if (c == '.' && decimals < 0) {
            decimals = 0;
        } else if (c != ',') {
            break;
        }
    }
    for (int i = decimals < 0 ? 0 : decimals; i < 3; i++) {
        value *= 10;
    }
    return value;
}

static bool is_other_number(const struct vocab_word *x, const struct vocab_word *y) {
    if (x->role != ROLE_NUMBER || y->role != ROLE_NUMBER) {
        return false;
    }
    uint64_t a = value_of(x->text);
    uint64_t b = value_of(y->text);
    bool year = str_ends_with(x->text, y->text) || str_ends_with(y->text, x->text);
    return a != b && !year && (a == 0) == (b == 0);
}

static bool is_other_degree(enum word_role x, enum word_role y) {
    static const enum word_role pairs[][2] = {{ROLE_WILL, ROLE_MAY},
                                              {ROLE_MUST, ROLE_MAY},
                                              {ROLE_ALL, ROLE_SOME},
                                              {ROLE_ALL, ROLE_NEGATION},
                                              {ROLE_SOME, ROLE_NEGATION}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        if ((x == pairs[i][0] && y == pairs[i][1]) || (x == pairs[i][1] && y == pairs[i][0])) {
            return true;
        }
    }
    return false;
}

static bool are_synonyms(const struct vocab_word *x, const struct vocab_word *y) {
    static const char *const sets[] = {
#define X(words) words,
#include "quote/tables/utterance_synonyms.inc"
#undef X
    };
    for (size_t i = 0; i < sizeof sets / sizeof *sets; i++) {
        bool has_x = false;
        bool has_y = false;
        str rest = str_from_cstr(sets[i]);
        while (rest.len) {
            size_t end = str_find(rest, STR(" "), 0);
            end = end == SIZE_MAX ? rest.len : end;
            str w = str_slice(rest, 0, end);
            has_x = has_x ||
                    (w.len >= 3 && str_starts_with(x->text, str_slice(w, 0, w.len - (w.len > 4))));
            has_y = has_y ||
                    (w.len >= 3 && str_starts_with(y->text, str_slice(w, 0, w.len - (w.len > 4))));
            rest = str_slice(rest, end + (end < rest.len), rest.len);
        }
        if (has_x && has_y) {
            return true;
        }
    }
    return false;
}

static bool ends_with_any(str text, const char *list) {
    str rest = str_from_cstr(list);
    while (rest.len) {
        size_t end = str_find(rest, STR(" "), 0);
        end = end == SIZE_MAX ? rest.len : end;
        if (text.len > end + 2 && str_ends_with(text, str_slice(rest, 0, end))) {
            return true;
        }
        rest = str_slice(rest, end + (end < rest.len), rest.len);
    }
    return false;
}

/* Both verbs, or both adjectives, by the word before them and by their endings. */
static bool are_predicates(const struct view *v, const struct vocab_word *x,
                           const struct vocab_word *y) {
    const struct hunk *h = v->h;
    const char *adjective = "ous ive ful less able ible ical ic ary";
    if (ends_with_any(x->text, "ed") && ends_with_any(y->text, "ed")) {
        return true;
    }
    if (ends_with_any(x->text, adjective) && ends_with_any(y->text, adjective)) {
        return true;
    }
    if (h->base.from == h->base_all.from) {
        return false;
    }
    enum word_role before = role(v, h->base.from - 1);
    str text = word(v, h->base.from - 1)->text;
    bool subject = utterance_word_is_any(text, "i we you he she they it who");
    bool modal = before == ROLE_WILL || before == ROLE_CAN || before == ROLE_MAY ||
                 before == ROLE_MUST || utterance_word_is_any(text, "to not never do did does");
    bool nominal = ends_with_any(x->text, "tion ment ness ity ship er or ist ism") ||
                   ends_with_any(y->text, "tion ment ness ity ship er or ist ism");
    return (subject || modal) && !nominal;
}

/* A verb, adjective or number that became another one, all else being equal. */
static bool is_other_word(const struct view *v) {
    const struct hunk *h = v->h;
    const struct vocab_word *x = word(v, h->base.from);
    const struct vocab_word *y = word(v, h->other.from);
    if (is_other_degree(role(v, h->base.from), role(v, h->other.from)) || is_other_number(x, y)) {
        return true;
    }
    bool content = (x->role == ROLE_CONTENT || x->role == ROLE_LIGHT) &&
                   (y->role == ROLE_CONTENT || y->role == ROLE_LIGHT);
    if (!content || x->key.stem == y->key.stem) {
        return false;
    }
    if (is_negated_form(x->text, y->text)) {
        return true;
    }
    size_t length = x->text.len < y->text.len ? x->text.len : y->text.len;
    bool misspelt = edit_distance(x->text, y->text) <= (length >= 8 ? 2 : 1);
    bool name = ((v->base->tok[v->s->said.v[h->base.from].tok].flags |
                  v->other->tok[v->s->said.v[h->other.from].tok].flags) &
                 TOKEN_CAPITAL) != 0;
    return !misspelt && !name && !are_synonyms(x, y) && are_predicates(v, x, y);
}

/* Words kept before and behind the changed one: a change at the very edge is more often another way
 * of cutting. */
static bool is_embedded(const struct hunk *h) {
    uint32_t before = h->base.from - h->base_all.from;
    uint32_t behind = h->base_all.to - h->base.to;
    return before + behind >= 4 && (before >= 1 || behind >= 4) && h->similarity >= 0.75f;
}

bool utterance_change_turns(const struct speech *s, const struct hunk *h) {
    struct view v = {s, h, s->doc[h->base_report], s->doc[h->other_report]};
    return is_embedded(h) && is_other_word(&v);
}
