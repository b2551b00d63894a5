/* credit.c - the lines in which a report says whose its words are, and the agencies they name.
 * Lines: BLOCK_CREDIT; agencies of datelines; of bylines the names and the house behind them; the
 * author of the metadata; short paragraphs near the edges that have a word of credit in them ("with
 * files from"), unless they are of photographs. Agencies are found by name in folded text, and by
 * initials as they are written. O(length x agencies). */
#include "reuse/credit.h"

#include <assert.h>

#include "base/vec.h"
#include "text/fold.h"

enum { EDGE_BLOCKS = 3, CREDIT_WORDS = 40, FORM_ROOM = 64 };

static const struct agency {
    const char *shown;
    const char *initials;
    const char *names; /* parted by bars */
} agencies[] = {
#define AGENCY(shown, initials, names) {shown, initials, names},
#include "reuse/tables/agencies.inc"
#undef AGENCY
};

enum { N_AGENCIES = sizeof agencies / sizeof agencies[0] };

static_assert(N_AGENCIES <= 64, "a bit of credits.named for each");

static bool is_letter_at(str s, size_t pos) {
    return pos < s.len &&
           (((s.ptr[pos] | 0x20) >= 'a' && (s.ptr[pos] | 0x20) <= 'z') || (s.ptr[pos] & 0x80));
}

/* Whether `phrase` stands in `text` as whole words. */
static bool has_phrase(str text, str phrase) {
    if (phrase.len < 2) {
        return false;
    }
    bool open = !is_letter_at(phrase, phrase.len - 1); /* "source:" */
    for (size_t pos = str_find(text, phrase, 0); pos != SIZE_MAX;
         pos = str_find(text, phrase, pos + 1)) {
        if ((pos == 0 || !is_letter_at(text, pos - 1)) &&
            (open || !is_letter_at(text, pos + phrase.len))) {
            return true;
        }
    }
    return false;
}

static bool has_any(str text, const char *const *phrase, size_t n) {
    for (size_t i = 0; i < n; i++) {
        if (has_phrase(text, str_from_cstr(phrase[i]))) {
            return true;
        }
    }
    return false;
}

#define HAS_ANY(text, table) has_any(text, table, sizeof(table) / sizeof *(table))

static bool has_credit_cue(str folded) {
    static const char *const cue[] = {
        "contributed to this", "contributing:",   "first reported", "reported earlier",
        "originally",          "first appeared",  "reporting by",   "republished",
        "courtesy of",         "with files from", "source:",        "via",
        "copyright 20",        "first published", "story by",       "with reporting from"};
    static const char *const photograph[] = {"photo", "photos", "caption", "image", "getty"};
    return HAS_ANY(folded, cue) && !HAS_ANY(folded, photograph);
}

/* Whether the credit says whose the text is, and not only who helped with it: a text with
 * contributions of an agency is the outlet's own, one whose writers were helped by others of the
 * agency is the agency's. */
static bool owns_text(str folded) {
    static const char *const help[] = {"contributed",          "contributing",
                                       "additional reporting", "with files from",
                                       "with reporting from",  "material from"};
    static const char *const writer[] = {"press writer", "press writers"};
    return !HAS_ANY(folded, help) || HAS_ANY(folded, writer);
}

/* Whether an agency is named in a text, which is given as written and folded. */
static bool names_agency(const struct agency *agency, str text, str folded) {
    const char *name = agency->names;
    while (*name) {
        size_t len = strcspn(name, "|");
        if (has_phrase(folded, (str){name, len})) {
            return true;
        }
        name += len + (name[len] == '|');
    }
    return has_phrase(text, str_from_cstr(agency->initials)) ||
           str_equals(text, str_from_cstr(agency->shown)); /* "PA" alone */
}

uint64_t credit_agencies(str text, str folded) {
    uint64_t found = 0;
    for (unsigned i = 0; i < N_AGENCIES; i++) {
        found |= names_agency(&agencies[i], text, folded) ? (uint64_t)1 << i : 0;
    }
    return found;
}

/* ---- reading ---- */

struct reading {
    arena *a;
    VEC(str) line;
    VEC(uint64_t) initials;
    uint64_t named;
    uint64_t owned;
};

static enum err add_initials(struct reading *r, uint64_t key) {
    if (key == 0 || r->initials.n == CREDIT_MOST_INITIALS) {
        return ERR_OK;
    }
    for (size_t i = 0; i < r->initials.n; i++) {
        if (r->initials.v[i] == key) {
            return ERR_OK;
        }
    }
    return vec_push(r->a, &r->initials, key);
}

/* Initials written in the text; in a line all in capitals every short word would be some. */
static enum err add_written(struct reading *r, str text) {
    size_t pos = 0;
    size_t n_words = 0;
    bool has_small = false;
    for (size_t i = 0; i < text.len; i++) {
        has_small = has_small || (text.ptr[i] >= 'a' && text.ptr[i] <= 'z');
    }
    for (str word = initials_next_word(text, &pos); word.len;
         word = initials_next_word(text, &pos)) {
        n_words++;
    }
    pos = 0;
    for (str word = initials_next_word(text, &pos); word.len && (has_small || n_words == 1);
         word = initials_next_word(text, &pos)) {
        TRY(add_initials(r, initials_written(word)));
    }
    return ERR_OK;
}

/* Take `text` as a line that is kept behind `prefix`. */
static enum err add_line(struct reading *r, const char *prefix, str text, bool needs_cue) {
    if (text.len == 0 || r->line.n == CREDIT_MOST_LINES) {
        return ERR_OK;
    }
    size_t n = strlen(prefix);
    char *room = arena_alloc(r->a, n + FOLD_ROOM(text.len));
    if (!room) {
        return r->a->last;
    }
    memcpy(room, prefix, n);
    str line = {room, n + fold_into(room + n, text)};
    str folded = str_slice(line, n, line.len);
    if (needs_cue && !has_credit_cue(folded)) {
        return ERR_OK;
    }
    uint64_t named = credit_agencies(text, folded);
    r->named |= named;
    r->owned |= owns_text(folded) ? named : 0;
    TRY(vec_push(r->a, &r->line, line));
    return add_written(r, text);
}

/* The name of a house: its initials count as well. */
static enum err add_house(struct reading *r, const char *prefix, str name) {
    name = str_starts_with(name, STR("The ")) ? str_slice(name, 4, name.len) : name;
    TRY(add_initials(r, initials_of_name(name, false)));
    TRY(add_initials(r, initials_of_name(name, true)));
    return add_line(r, prefix, name, false);
}

/* Where the house begins in the names of a byline: behind " of " or " for "; the end when none. */
static size_t house_place(str names) {
    static const char *const joint[] = {" of ", " for ", " | ", " - ", "/"};
    for (size_t i = 0; i < sizeof joint / sizeof *joint; i++) {
        size_t pos = str_find(names, str_from_cstr(joint[i]), 0);
        if (pos != SIZE_MAX) {
            return pos + strlen(joint[i]);
        }
    }
    return names.len;
}

/* Without the marks and small words that part a house from the names. */
static str trim_house(str house) {
    size_t pos = 0;
    str word = initials_next_word(house, &pos);
    bool joins =
        str_equals(word, STR("for")) || str_equals(word, STR("of")) || str_equals(word, STR("in"));
    house = joins ? str_slice(house, pos, house.len) : house;
    size_t from = 0;
    size_t to = house.len;
    while (from < to && !is_letter_at(house, from)) {
        from++;
    }
    while (to > from && !is_letter_at(house, to - 1)) {
        to--;
    }
    return str_slice(house, from, to);
}

/* "By Ann Lee, Cape News Agency", "By Ann Lee of ...", "By Cape News Agency"; a line under a byline
 * that is the house alone. */
static enum err add_byline(struct reading *r, const struct document *doc, const struct block *b) {
    if (span_is_empty(b->label)) {
        return add_house(r, "of ", trim_house(str_span(doc->text, b->at)));
    }
    str names = str_span(doc->text, b->label);
    struct span rest = {b->label.to, b->at.to};
    TRY(add_line(r, "by ", names, false));
    TRY(add_house(r, "of ", trim_house(str_slice(names, house_place(names), names.len))));
    return add_house(r, "of ", trim_house(str_span(doc->text, rest)));
}

static enum err add_block(struct reading *r, const struct document *doc, size_t i) {
    const struct block *b = &doc->block[i];
    bool at_edge = i < EDGE_BLOCKS || i + EDGE_BLOCKS >= doc->n_blocks;
    switch ((enum block_kind)b->kind) {
    case BLOCK_DATELINE:
        return add_house(r, "", str_span(doc->text, b->agency));
    case BLOCK_BYLINE:
        return add_byline(r, doc, b);
    case BLOCK_CREDIT: {
        str agency = str_span(doc->text, b->agency);
        TRY(add_initials(r, initials_of_name(agency, false)));
        return add_line(r, "", str_span(doc->text, b->at), false);
    }
    default: /* style-ok: a credit may stand in any kind of text */
        return at_edge && b->tok_to - b->tok_from <= CREDIT_WORDS &&
                       block_is_content((enum block_kind)b->kind)
                   ? add_line(r, "", str_span(doc->text, b->at), true)
                   : ERR_OK;
    }
}

enum err credit_read(arena *a, const struct document *doc, struct credits *out) {
    struct reading r = {.a = a};
    for (size_t i = 0; i < doc->n_blocks; i++) {
        TRY(add_block(&r, doc, i));
    }
    TRY(add_line(&r, "by ", str_trim(doc->author), false));
    *out = (struct credits){r.line.v, r.line.n, r.initials.v, r.initials.n, r.named, r.owned};
    return ERR_OK;
}

/* ---- asking ---- */

/* Whether the folded name is one of a house: a column may have its writer for an outlet. */
static bool is_house(str outlet) {
    static const char *const house[] = {
        "agency",   "news",    "press",   "service",   "wire",     "media",        "times",
        "post",     "herald",  "daily",   "tribune",   "radio",    "television",   "tv",
        "network",  "journal", "gazette", "telegraph", "magazine", "broadcasting", "today",
        "reporter", "mail",    "star",    "sun",       "standard"};
    return str_find(outlet, STR(" "), 0) != SIZE_MAX && HAS_ANY(outlet, house);
}

bool credit_names(str line, str outlet) {
    size_t note = str_find(outlet, STR(" ("), 0); /* "cnn (web news)" */
    outlet = note != SIZE_MAX ? str_slice(outlet, 0, note) : outlet;
    if (str_starts_with(line, STR("by "))) {
        return is_house(outlet) && has_phrase(str_slice(line, 3, line.len), outlet);
    }
    bool is_affiliation = str_starts_with(line, STR("of "));
    return has_phrase(line, outlet) ||
           (!is_affiliation && line.len > 3 && has_phrase(outlet, line));
}

uint64_t credit_initials(const struct credits *c, const uint64_t key[INITIALS_OF_OUTLET]) {
    for (size_t i = 0; i < c->n_initials; i++) {
        for (unsigned k = 0; k < INITIALS_OF_OUTLET; k++) {
            if (initials_meet(c->initials[i], key[k])) {
                return key[k];
            }
        }
    }
    return 0;
}

str credit_common(const struct credits *x, const struct credits *y) {
    uint64_t common = x->named & y->named & (x->owned | y->owned);
    for (unsigned i = 0; i < N_AGENCIES; i++) {
        if (common >> i & 1) {
            return str_from_cstr(agencies[i].shown);
        }
    }
    for (size_t i = 0; i < x->n_lines; i++) {
        str line = x->line[i];
        bool may = owns_text(line) && !str_starts_with(line, STR("by ")) &&
                   !str_starts_with(line, STR("of "));
        for (size_t k = 0; may && k < y->n_lines; k++) {
            if (str_equals(line, y->line[k])) {
                return line;
            }
        }
    }
    return STR("");
}

uint64_t credit_agency_shown(str shown) {
    for (unsigned i = 0; i < N_AGENCIES; i++) {
        if (str_equals(shown, str_from_cstr(agencies[i].shown))) {
            return (uint64_t)1 << i;
        }
    }
    return 0;
}

uint64_t credit_line_initials(str line) {
    char upper[16];
    size_t pos = 0;
    str word = initials_next_word(line, &pos);
    if (word.len > sizeof upper || initials_next_word(line, &pos).len) {
        return 0;
    }
    for (size_t i = 0; i < word.len; i++) {
        char c = word.ptr[i];
        upper[i] = c >= 'a' && c <= 'z' ? (char)(c - 32) : c;
    }
    return initials_written((str){upper, word.len});
}

bool credit_is_agency(uint64_t key) {
    for (unsigned i = 0; i < N_AGENCIES; i++) {
        uint64_t agency = initials_written(str_from_cstr(agencies[i].initials));
        if (agency && agency >> 1 == key >> 1) {
            return true;
        }
    }
    return false;
}
