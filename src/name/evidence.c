/* evidence.c - person, organisation or place: what stands in and around all chunks of one form is
 * added up. Titles, offices, given names, ages and verbs of saying speak for a person; keywords,
 * suffixes and articles for an organisation; prepositions, place words and datelines for a place. A
 * surname used alone adds to its full name and takes its type from it. Known phrases bring their
 * type. Scores are small integers set by hand. O(chunks). */
#include "name/work.h"
#include "text/fold.h"

static bool speaks(const struct work *w, const struct chunk *c) {
    if (work_is(w, c->to, WORD_SPEECH) && !(w->note[c->to - 1] & NOTE_BLOCK_END)) {
        return true;
    }
    return c->title > 0 && work_is(w, c->title - 1, WORD_SPEECH) &&
           !(w->note[c->title - 1] & NOTE_BLOCK_END);
}

/* ", 24," or ", who". */
static bool has_person_clause(const struct work *w, const struct chunk *c) {
    if (!work_is_mark(w, c->to, ',') || c->to + 2 >= w->n_tok) {
        return false;
    }
    const struct token *t = &w->tok[c->to + 1];
    bool age = t->kind == TOKEN_NUMBER && t->to - t->from <= 2 &&
               (work_is_mark(w, c->to + 2, ',') || work_is_mark(w, c->to + 2, '.'));
    return age || t->hash == token_hash(STR("who"));
}

static uint8_t gender_of(uint32_t flags, uint32_t male, uint32_t female) {
    bool is_male = (flags & male) != 0;
    bool is_female = (flags & female) != 0;
    return is_male == is_female ? GENDER_UNKNOWN : is_male ? GENDER_MALE : GENDER_FEMALE;
}

/* Titles and offices before the name. */
static int title_evidence(const struct work *w, const struct chunk *c, struct form *f) {
    int score = c->title < c->from ? 6 : 0;
    for (uint32_t i = c->title; i < c->from; i++) {
        uint8_t gender = gender_of(work_word(w, i), WORD_MASCULINE, WORD_FEMININE);
        f->gender = gender ? gender : f->gender;
    }
    if (c->role == NONE) {
        return score;
    }
    uint32_t office = w->role.v[c->role].office;
    if (office != NONE && !f->gender) {
        f->gender = w->lex->office.v[office].gender;
    }
    return score + 5;
}

/* Given names, initials, particles. */
static int word_evidence(const struct work *w, const struct chunk *c, struct form *f) {
    uint32_t given = work_word(w, c->from) & WORD_GIVEN;
    int score = given ? f->n_words >= 2 ? 4 : 1 : 0;
    if (!f->gender && f->n_words >= 2) {
        f->gender = gender_of(given, WORD_MALE, WORD_FEMALE);
    }
    for (uint32_t i = c->from + 1; i < c->to; i++) {
        bool particle = work_is(w, i, WORD_PARTICLE) && !work_is_capital(w, i);
        bool initial = w->tok[i].kind == TOKEN_ABBREV;
        score += initial || particle || work_is(w, i, WORD_NAME_END) ? 2 : 0;
    }
    return score;
}

static void person_evidence(const struct work *w, const struct chunk *c, struct form *f) {
    int score = title_evidence(w, c, f) + word_evidence(w, c, f);
    score += speaks(w, c) ? 2 : 0;
    score += has_person_clause(w, c) ? 4 : 0;
    score += c->flags & CHUNK_LABEL ? 4 : 0;
    score += w->tok[c->from].kind == TOKEN_HASHTAG && work_is_mark(w, c->to, ':') ? 4 : 0;
    f->person = (int16_t)(f->person + (score < 12 ? score : 12));
}

/* Keywords at either end and between. */
static int org_words(const struct work *w, const struct chunk *c) {
    uint32_t last = c->to - 1;
    int score = work_is(w, last, WORD_ORG) ? 7 : 0;
    score += work_is(w, last, WORD_ORG_END) ? 8 : 0;
    score += work_is(w, c->from, WORD_ORG) && !work_is(w, c->from, WORD_GIVEN) ? 6 : 0;
    for (uint32_t i = c->from + 1; i < last; i++) {
        score += work_is(w, i, WORD_ORG | WORD_OF | WORD_FOR) || work_is_mark(w, i, '&') ? 3 : 0;
    }
    return score;
}

static void org_evidence(const struct work *w, const struct chunk *c, struct form *f) {
    int score = c->to - c->from > 1 ? org_words(w, c) : 0;
    score += c->from > 0 && work_is(w, c->from - 1, WORD_THE) ? 2 : 0;
    bool acronym = work_is_mark(w, c->to, '(') && work_is_mark(w, c->to + 2, ')') &&
                   (w->tok[c->to + 1].flags & TOKEN_ALL_CAPS);
    score += acronym ? 4 : 0;
    f->org = (int16_t)(f->org + score);
}

/* "in X", "the city of X", "the port of X". */
static int before_place(const struct work *w, uint32_t i) {
    static const char *const kinds[] = {"city",    "town",     "village", "port",
                                        "capital", "province", "region",  "district",
                                        "suburb",  "island",   "county",  "state"};
    int score = 0;
    if (i > 0 && work_is(w, i - 1, WORD_AT)) {
        score += w->tok[i - 1].hash == token_hash(STR("in")) ? 3 : 1;
    }
    if (i < 2 || !(work_is(w, i - 1, WORD_OF) || work_is_mark(w, i - 1, ','))) {
        return score;
    }
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        score += w->tok[i - 2].hash == token_hash(str_from_cstr(kinds[k])) ? 5 : 0;
    }
    return score;
}

/* "X, Known place", "X, the capital". */
static int after_place(const struct work *w, const struct chunk *c, bool at) {
    if (!work_is_mark(w, c->to, ',') || c->to + 2 >= w->n_tok) {
        return 0;
    }
    bool capital =
        work_is(w, c->to + 1, WORD_THE) && w->tok[c->to + 2].hash == token_hash(STR("capital"));
    uint32_t after = w->chunk_of[c->to + 1];
    uint32_t known = after == NONE ? NONE : w->chunk.v[after].known;
    bool place = known != NONE && w->lex->known.v[known].kind == ENTITY_PLACE &&
                 !(w->chunk.v[after].flags & CHUNK_ADJECTIVE) && c->role == NONE;
    return (capital ? 6 : 0) + (place ? at ? 4 : 1 : 0);
}

static void place_evidence(const struct work *w, const struct chunk *c, struct form *f) {
    int score = c->flags & CHUNK_DATELINE ? 9 : 0;
    bool several = c->to - c->from > 1;
    score += several && work_is(w, c->to - 1, WORD_PLACE) ? 7 : 0;
    score += several && work_is(w, c->from, WORD_PLACE_FIRST) && !work_is(w, c->from, WORD_GIVEN)
                 ? 4
                 : 0;
    uint32_t i = c->title;
    i -= i > 0 && work_is(w, i - 1, WORD_THE);
    score += c->title == c->from ? before_place(w, i) : 0;
    score += after_place(w, c, i > 0 && work_is(w, i - 1, WORD_AT));
    f->place = (int16_t)(f->place + score);
}

/* The form from which an unknown adjective is made ("Halvian" of "Halvia"), or NONE. */
static uint32_t adjective_base(const struct work *w, const struct chunk *c) {
    static const char *const ends[] = {"n", "an", "ian", "ese", "i", "ish"};
    if (c->to - c->from != 1 || c->known != NONE) {
        return NONE;
    }
    char room[FOLD_ROOM(64)];
    str s = work_str(w, c->from);
    if (s.len < 5 || s.len > 64) {
        return NONE;
    }
    str f = {room, fold_into(room, s)};
    for (size_t k = 0; k < sizeof ends / sizeof *ends; k++) {
        str end = str_from_cstr(ends[k]);
        if (!str_ends_with(f, end) || f.len - end.len < 4) {
            continue;
        }
        uint32_t base = map_find(&w->form_of, token_hash(str_slice(f, 0, f.len - end.len)));
        if (base != MAP_NONE && w->form.v[base].person < w->form.v[base].place + 6) {
            return base;
        }
    }
    return NONE;
}

static void fold_adjectives(struct work *w) {
    for (uint32_t k = 0; k < w->chunk.n; k++) {
        struct chunk *c = &w->chunk.v[k];
        uint32_t base = adjective_base(w, c);
        if (base != NONE && base != c->form) {
            c->form = base;
            c->flags = (uint8_t)((c->flags | CHUNK_ADJECTIVE) & ~CHUNK_WEAK);
            w->form.v[base].place = (int16_t)(w->form.v[base].place + 5);
            w->form.v[base].n_strong++;
        }
    }
}

/* Whether a title or an office ever stands before the form's clearest chunk. */
static bool is_titled(const struct work *w, const struct form *f) {
    const struct chunk *c = &w->chunk.v[f->chunk];
    return c->title < c->from || c->role != NONE;
}

/* "Harbour Act", "Hurricane Lena", "Morrow-Osterby" where both are named alone: nobody. */
static bool is_thing(const struct work *w, const struct form *f) {
    const struct chunk *c = &w->chunk.v[f->chunk];
    if (is_titled(w, f)) {
        return false;
    }
    bool pair = c->to - c->from == 3 && work_is_mark(w, c->from + 1, '-') &&
                !work_is(w, c->from, WORD_GIVEN) && map_find(&w->form_of, f->first) != MAP_NONE &&
                map_find(&w->form_of, f->last) != MAP_NONE;
    return pair || (c->to - c->from > 1 &&
                    (work_is(w, c->from, WORD_THING) || work_is(w, c->to - 1, WORD_THING)));
}

/* One word that is no surname unless a full name bears it: "Police", "Q", "MN". */
static bool is_bare_noun(const struct work *w, const struct form *f) {
    const struct chunk *c = &w->chunk.v[f->chunk];
    const struct token *t = &w->tok[c->to - 1];
    uint32_t nouns = WORD_ORG | WORD_ORG_NOUN | WORD_GROUP | WORD_ROLE_NOUN | WORD_THING;
    bool noun = work_is(w, c->to - 1, nouns) && !work_is(w, c->to - 1, WORD_GIVEN);
    bool letters = (t->flags & TOKEN_ALL_CAPS) && t->to - t->from <= 2;
    return !is_titled(w, f) && (noun || letters || t->to - t->from == 1);
}

static uint8_t strongest(const struct work *w, const struct form *f, const struct form *alone) {
    int person = f->person + (alone ? (alone->person < 6 ? alone->person : 6) : 0);
    person += f->n_words == 2 || f->n_words == 3;
    person = is_thing(w, f) ? 0 : person;
    int org = f->org + (f->n_words == 1 && f->n_chunks == f->n_capitals ? 4 : 0);
    if (person >= 3 && person >= org && person > f->place) {
        return ENTITY_PERSON;
    }
    if (org >= 3 && org >= f->place) {
        return ENTITY_ORG;
    }
    if (f->place >= 3) {
        return ENTITY_PLACE;
    }
    return ENTITY_OTHER;
}

/* "the Osterbys" of a report with an Osterby. */
static bool is_family(const struct work *w, const struct map *by_last, const struct form *f) {
    str s = work_str(w, w->chunk.v[f->chunk].to - 1);
    if (s.len < 4 || s.ptr[s.len - 1] != 's') {
        return false;
    }
    return map_find(by_last, token_hash(str_slice(s, 0, s.len - 1))) != MAP_NONE;
}

/* A surname alone takes its type from the full name. */
static void decide_single(struct work *w, const struct map *by_last, struct form *f) {
    uint32_t full = map_find(by_last, f->key);
    if (full != MAP_NONE && f->org < 8 && f->place < 8) {
        f->type = ENTITY_PERSON;
        return;
    }
    f->type = strongest(w, f, NULL);
    if (f->type == ENTITY_OTHER && f->person >= 2 && f->person >= f->place && f->org == 0) {
        f->type = ENTITY_PERSON;
    }
    if (f->type == ENTITY_PERSON && (is_bare_noun(w, f) || is_family(w, by_last, f))) {
        f->type = ENTITY_OTHER;
    }
}

/* Those who have a chief executive or a spokesman are organisations; one word in front of a
 * minister is a place. */
static void owner_evidence(struct work *w) {
    for (size_t k = 0; k < w->role.n; k++) {
        const struct role_phrase *r = &w->role.v[k];
        if (r->owner == NONE || r->office == NONE) {
            continue;
        }
        struct form *f = &w->form.v[w->chunk.v[r->owner].form];
        bool head = (w->lex->office.v[r->office].flags & OFFICE_HEAD) != 0;
        bool adjective =
            f->n_words == 1 && str_ends_with(work_str(w, w->chunk.v[r->owner].from), STR("ian"));
        f->org = (int16_t)(f->org + (adjective ? 0 : head ? 6 : 2));
        f->place = (int16_t)(f->place + (adjective ? 5 : 0));
    }
}

void evidence_decide(struct work *w) {
    struct map by_last = {0};
    if (map_init(&by_last, w->tmp, w->form.n) != ERR_OK) {
        return;
    }
    for (uint32_t k = 0; k < w->chunk.n; k++) {
        struct chunk *c = &w->chunk.v[k];
        struct form *f = &w->form.v[c->form];
        person_evidence(w, c, f);
        org_evidence(w, c, f);
        place_evidence(w, c, f);
    }
    owner_evidence(w);
    fold_adjectives(w);
    for (uint32_t k = 0; k < w->form.n; k++) {
        struct form *f = &w->form.v[k];
        if (f->known != NONE) {
            f->type = w->lex->known.v[f->known].kind;
        } else if (f->n_words >= 2) {
            uint32_t alone = map_find(&w->form_of, f->last);
            f->type = strongest(w, f, alone == MAP_NONE || alone == k ? NULL : &w->form.v[alone]);
            if (f->type == ENTITY_PERSON && map_put(&by_last, f->last, k) != ERR_OK) {
                return;
            }
        }
    }
    for (uint32_t k = 0; k < w->form.n; k++) {
        if (w->form.v[k].known == NONE && w->form.v[k].n_words == 1) {
            decide_single(w, &by_last, &w->form.v[k]);
        }
    }
}
