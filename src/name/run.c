/* run.c - how far a name reaches once it has begun, and which known phrases begin at a token.
 * Words with a capital are joined over initials, hyphens and particles (de, bin, al-), inside
 * organisations over "of", "for" and "and"; an office, a title or a known phrase of several words
 * ends the run. O(1) a call: a run has CHUNK_MOST_TOKENS. */
#include "name/work.h"

enum { CHUNK_MOST_TOKENS = 16, OFFICE_MOST_NOUNS = 5 };

static bool is_initial(const struct work *w, uint32_t i) {
    return i < w->n_tok && w->tok[i].kind == TOKEN_ABBREV && (w->tok[i].flags & TOKEN_CAPITAL) &&
           w->tok[i].to - w->tok[i].from <= 4;
}

/* A word that may be part of a name by its form alone. */
bool run_is_word(const struct work *w, uint32_t i) {
    if (i >= w->n_tok || (w->tok[i].kind != TOKEN_WORD && !is_initial(w, i))) {
        return false;
    }
    bool camel = (w->tok[i].flags & TOKEN_MIXED_CASE) != 0; /* iPhone, eBay */
    return (work_is_capital(w, i) || camel) && !work_is(w, i, WORD_CALENDAR);
}

size_t run_known(const struct work *w, uint32_t i, uint32_t *known) {
    const struct token *t = &w->tok[i];
    bool acronym = t->kind == TOKEN_ABBREV || (t->flags & TOKEN_ALL_CAPS);
    if (!(t->flags & TOKEN_CAPITAL) && t->kind != TOKEN_NUMBER) {
        return 0;
    }
    size_t n = phrases_match(&w->lex->known_at, t, w->n_tok - i, known);
    if (n == 1 && !acronym) {
        uint32_t seen = map_find(&w->seen, t->hash);
        bool lower = seen != MAP_NONE && (seen & SEEN_LOWER) && !(seen & SEEN_CAPITAL);
        if (work_is(w, i, WORD_COMMON) || (lower && (w->note[i] & NOTE_START)) ||
            t->to - t->from == 2) {
            return 0;
        }
    }
    return n && work_same_block(w, i, i + (uint32_t)n - 1) ? n : 0;
}

/* Words of an office at `i`: portfolio and rank before it belong to it ("Fisheries Minister",
 * "deputy police chief"). */
size_t run_office(const struct work *w, uint32_t i, uint32_t *office) {
    uint32_t j = i;
    size_t best = phrases_match(&w->lex->office_at, &w->tok[i], w->n_tok - i, office);
    for (unsigned k = 0; k < OFFICE_MOST_NOUNS && work_is(w, j, WORD_ROLE_NOUN); k++) {
        j++;
        j += work_is_mark(w, j, '-') && work_is_joined(w, j) && work_is_joined(w, j + 1);
        if (j >= w->n_tok || work_is_capital(w, j) != (k == 0 && (w->note[i] & NOTE_START)
                                                           ? work_is_capital(w, j)
                                                           : work_is_capital(w, i))) {
            break;
        }
        uint32_t value;
        size_t n = phrases_match(&w->lex->office_at, &w->tok[j], w->n_tok - j, &value);
        if (n && j - i + n > best) {
            best = j - i + n;
            *office = value;
        }
    }
    return best && work_same_block(w, i, i + (uint32_t)best - 1) ? best : 0;
}

/* Organisations go on over these: "Ministry of Defence", "Centre for Policy", "University of the
 * Arts". Returns the token at which the next capital stands, or 0. */
static uint32_t org_bridge(const struct work *w, uint32_t from, uint32_t i) {
    bool is_of = work_is(w, i, WORD_OF);
    if (!is_of && !work_is(w, i, WORD_FOR)) {
        return 0;
    }
    uint32_t last = i - 1;
    if (!work_is(w, last, WORD_ORG | (is_of ? WORD_PLACE : 0)) &&
        !(is_of && work_is(w, from, WORD_ORG))) {
        return 0;
    }
    uint32_t next = i + 1;
    next += work_is(w, next, WORD_THE);
    return run_is_word(w, next) && !work_is(w, next, WORD_TITLE) ? next : 0;
}

/* "Health and Human Services", "Johnson & Johnson", "Fish and Wildlife Service". */
static uint32_t and_bridge(const struct work *w, uint32_t from, uint32_t i, bool bridged) {
    if (work_is_mark(w, i, '&')) {
        return run_is_word(w, i + 1) ? i + 1 : 0;
    }
    if (!work_is(w, i, WORD_AND) || !run_is_word(w, i + 1)) {
        return 0;
    }
    uint32_t known;
    if (bridged) {
        return run_known(w, i + 1, &known) || work_is(w, i + 1, WORD_GIVEN) ? 0 : i + 1;
    }
    bool field = i - from == 1 && work_is(w, from, WORD_ROLE_NOUN);
    return field && (work_is(w, i + 2, WORD_ORG) || work_is(w, i + 3, WORD_ORG)) ? i + 1 : 0;
}

/* "era" of "Morrow-era": no part of a name, as "un" of "Jong-un" is. */
static bool is_english_tail(str s) {
    static const char *const words[] = {"era",  "led",  "like", "run",   "born", "area",
                                        "type", "care", "free", "wide",  "made", "held",
                                        "day",  "way",  "only", "style", "back", "old"};
    for (size_t k = 0; k < sizeof words / sizeof *words; k++) {
        if (str_equals(s, str_from_cstr(words[k]))) {
            return true;
        }
    }
    return false;
}

/* A hyphen without spaces and the word behind it: "Marie-Anne", "Jong-un". */
static uint32_t hyphen_part(const struct work *w, uint32_t i) {
    bool tight = i + 1 < w->n_tok && work_is_joined(w, i) && work_is_joined(w, i + 1);
    if (!tight || w->tok[i + 1].kind != TOKEN_WORD) {
        return 0;
    }
    if (work_is_capital(w, i + 1)) {
        return i + 1;
    }
    bool is_short = w->tok[i + 1].to - w->tok[i + 1].from <= 4;
    return is_short && !is_english_tail(work_str(w, i + 1)) ? i + 1 : 0;
}

/* The capital behind one or two particles: "de la Cruz", "al-Rashid". */
static uint32_t particle_part(const struct work *w, uint32_t i) {
    uint32_t j = i + 1;
    j += work_is(w, j, WORD_PARTICLE) && !work_is_capital(w, j);
    j += work_is_mark(w, j, '-') && work_is_joined(w, j);
    return run_is_word(w, j) ? j : 0;
}

/* Where the run goes on after the words [from, i), or 0 when it ends there. */
static uint32_t next_part(const struct work *w, uint32_t from, uint32_t i, bool *bridged) {
    if (i >= w->n_tok || i - from >= CHUNK_MOST_TOKENS || (w->note[i - 1] & NOTE_BLOCK_END)) {
        return 0;
    }
    if (work_is_mark(w, i, '-')) {
        return hyphen_part(w, i);
    }
    if (run_is_word(w, i)) {
        return i;
    }
    if (work_is(w, i, WORD_PARTICLE)) {
        return particle_part(w, i);
    }
    uint32_t next = org_bridge(w, from, i);
    if (next) {
        *bridged = true;
        return next;
    }
    next = and_bridge(w, from, i, *bridged);
    bool end = work_is_mark(w, i, ',') && work_is(w, i + 1, WORD_NAME_END | WORD_ORG_END) &&
               work_is_capital(w, i + 1);
    return next ? next : end ? i + 1 : 0;
}

/* "Shipowners' Federation": the plural possessor of an organisation. Returns the keyword, or 0. */
static uint32_t plural_part(const struct work *w, uint32_t i) {
    bool clitic = i < w->n_tok && w->tok[i].kind == TOKEN_CLITIC && w->tok[i].mark;
    return clitic && work_is(w, i + 1, WORD_ORG) && work_is_capital(w, i + 1) ? i + 1 : 0;
}

/* A function word with a capital: the run is a headline. */
static bool ends_title_case(const struct work *w, uint32_t i) {
    uint32_t small = WORD_BE | WORD_DETERMINER | WORD_AT | WORD_OF | WORD_FOR | WORD_POSSESSIVE;
    return w->tok[i].kind == TOKEN_WORD && !(w->tok[i].flags & TOKEN_ALL_CAPS) &&
           work_is(w, i, small) && !work_is(w, i, WORD_GIVEN | WORD_PARTICLE);
}

/* "... for Harbour Affairs Johanna Marsh": behind a portfolio a given name begins the holder. */
static bool begins_person(const struct work *w, uint32_t from, uint32_t i) {
    bool portfolio = i > from && work_is(w, i - 1, WORD_ROLE_NOUN | WORD_THING) &&
                     !work_is(w, i - 1, WORD_GIVEN | WORD_TITLE);
    return portfolio && work_is(w, i, WORD_GIVEN) && run_is_word(w, i + 1) &&
           !work_is(w, i + 1, WORD_ORG | WORD_ORG_END | WORD_PLACE | WORD_THING);
}

/* "King" behind a given name and before no other name. */
static bool is_surname(const struct work *w, uint32_t i, uint32_t office) {
    bool last = !run_is_word(w, i + 1) || work_is(w, i + 1, WORD_NAME_END);
    return (w->lex->office.v[office].flags & OFFICE_SURNAME) && last;
}

/* Whether something else begins at `next`, after the words [from, i): a title, an office, a known
 * phrase. */
static bool begins_other(const struct work *w, uint32_t from, uint32_t i, uint32_t next,
                         bool bridged) {
    uint32_t office;
    uint32_t known;
    bool after_given = work_is(w, i - 1, WORD_GIVEN) || is_initial(w, i - 1);
    if (work_is(w, next, WORD_TITLE)) {
        return !(after_given && is_initial(w, next)); /* M. for Monsieur or Martin */
    }
    if (next == i && (ends_title_case(w, next) || begins_person(w, from, next))) {
        return true;
    }
    size_t n = run_office(w, next, &office);
    if (n && !(bridged && work_is(w, next, WORD_ROLE_NOUN))) {
        return n > 1 || !after_given || !is_surname(w, next, office);
    }
    return next == i && i > from && !work_is(w, next, WORD_GIVEN) && run_known(w, next, &known) > 1;
}

/* The end of the run that begins at `from`. */
uint32_t run_end(const struct work *w, uint32_t from) {
    uint32_t i = from;
    bool bridged = false;
    for (;;) {
        i++;
        uint32_t next = next_part(w, from, i, &bridged);
        next = next ? next : plural_part(w, i);
        if (!next || begins_other(w, from, i, next, bridged)) {
            return i;
        }
        i = next;
    }
}
