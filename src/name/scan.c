/* scan.c - runs of capitalised words that may be names, and the words of offices between them.
 * Longest known phrase first (countries, cities, organisations, offices), then words with a capital
 * joined over initials, hyphens, particles (de, bin, al-) and, inside organisations, "of", "for",
 * "and". A capital at the start of a sentence counts only when the report never writes the word
 * small; one unknown word there stays weak. O(tokens). */
#include "base/hash.h"
#include "name/work.h"

enum { CHUNK_MOST_TOKENS = 16, OFFICE_MOST_NOUNS = 5 };

static bool is_initial(const struct work *w, uint32_t i) {
    return i < w->n_tok && w->tok[i].kind == TOKEN_ABBREV && (w->tok[i].flags & TOKEN_CAPITAL) &&
           w->tok[i].to - w->tok[i].from <= 4;
}

/* A word that may be part of a name by its form alone. */
static bool is_name_word(const struct work *w, uint32_t i) {
    if (i >= w->n_tok || (w->tok[i].kind != TOKEN_WORD && !is_initial(w, i))) {
        return false;
    }
    bool camel = (w->tok[i].flags & TOKEN_MIXED_CASE) != 0; /* iPhone, eBay */
    return (work_is_capital(w, i) || camel) && !work_is(w, i, WORD_CALENDAR);
}

static size_t known_match(const struct work *w, uint32_t i, uint32_t *known) {
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
static size_t office_match(const struct work *w, uint32_t i, uint32_t *office) {
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
    return is_name_word(w, next) && !work_is(w, next, WORD_TITLE) ? next : 0;
}

/* "Health and Human Services", "Johnson & Johnson", "Fish and Wildlife Service". */
static uint32_t and_bridge(const struct work *w, uint32_t from, uint32_t i, bool bridged) {
    if (work_is_mark(w, i, '&')) {
        return is_name_word(w, i + 1) ? i + 1 : 0;
    }
    if (!work_is(w, i, WORD_AND) || !is_name_word(w, i + 1)) {
        return 0;
    }
    uint32_t known;
    if (bridged) {
        return known_match(w, i + 1, &known) || work_is(w, i + 1, WORD_GIVEN) ? 0 : i + 1;
    }
    bool field = i - from == 1 && work_is(w, from, WORD_ROLE_NOUN);
    return field && (work_is(w, i + 2, WORD_ORG) || work_is(w, i + 3, WORD_ORG)) ? i + 1 : 0;
}

/* Where the run goes on after the words [from, i), or 0 when it ends there. */
static uint32_t next_part(const struct work *w, uint32_t from, uint32_t i, bool *bridged) {
    if (i >= w->n_tok || i - from >= CHUNK_MOST_TOKENS || (w->note[i - 1] & NOTE_BLOCK_END)) {
        return 0;
    }
    if (work_is_mark(w, i, '-')) {
        bool tight = work_is_joined(w, i) && work_is_joined(w, i + 1);
        return tight && i + 1 < w->n_tok && w->tok[i + 1].kind == TOKEN_WORD &&
                       (work_is_capital(w, i + 1) || w->tok[i + 1].to - w->tok[i + 1].from <= 4)
                   ? i + 1
                   : 0;
    }
    if (is_name_word(w, i)) {
        return i;
    }
    if (work_is(w, i, WORD_PARTICLE) && !work_is_mark(w, i, '-')) {
        uint32_t j = i + 1;
        j += work_is(w, j, WORD_PARTICLE) && !work_is_capital(w, j);
        j += work_is_mark(w, j, '-') && work_is_joined(w, j);
        return is_name_word(w, j) ? j : 0;
    }
    uint32_t next = org_bridge(w, from, i);
    if (next) {
        *bridged = true;
        return next;
    }
    next = and_bridge(w, from, i, *bridged);
    if (next) {
        return next;
    }
    bool end = work_is_mark(w, i, ',') && work_is(w, i + 1, WORD_NAME_END | WORD_ORG_END) &&
               work_is_capital(w, i + 1);
    return end ? i + 1 : 0;
}

/* The end of the run that begins at `from`. */
static uint32_t run_end(const struct work *w, uint32_t from) {
    uint32_t i = from;
    bool bridged = false;
    for (;;) {
        i++;
        uint32_t next = next_part(w, from, i, &bridged);
        bool plural = i < w->n_tok && w->tok[i].kind == TOKEN_CLITIC &&
                      w->tok[i].to - w->tok[i].from != 2 && work_is(w, i + 1, WORD_ORG) &&
                      work_is_capital(w, i + 1);
        if (plural && w->tok[i].to - w->tok[i].from <= 3) {
            next = i + 1; /* Shipowners' Federation */
        }
        if (!next || work_is(w, next, WORD_TITLE)) {
            return i;
        }
        uint32_t office;
        size_t n_office = office_match(w, next, &office);
        if (n_office && !(bridged && work_is(w, next, WORD_ROLE_NOUN))) {
            bool surname = (w->lex->office.v[office].flags & OFFICE_SURNAME) &&
                           work_is(w, i - 1, WORD_GIVEN) && !is_name_word(w, next + 1) &&
                           n_office == 1;
            if (!surname) {
                return i;
            }
        }
        uint32_t known;
        if (next == i && i > from && known_match(w, next, &known) > 1 &&
            !work_is(w, next, WORD_GIVEN)) {
            return i;
        }
        i = next;
    }
}

static bool has_word(const struct work *w, uint32_t from, uint32_t to, uint32_t flags) {
    for (uint32_t i = from; i < to; i++) {
        if ((work_word(w, i) & flags) && work_is_capital(w, i)) {
            return true;
        }
    }
    return false;
}

static uint64_t form_key(const struct work *w, const struct chunk *c, struct form *f) {
    uint64_t key = 0;
    for (uint32_t i = c->from; i < c->to; i++) {
        const struct token *t = &w->tok[i];
        if (!token_is_wordlike(t) && t->kind != TOKEN_HASHTAG) {
            continue;
        }
        if (work_is(w, i, WORD_NAME_END) && f->n_words) {
            continue;
        }
        str s = work_str(w, i);
        uint64_t h = t->kind == TOKEN_HASHTAG ? token_hash(str_slice(s, 1, s.len)) : t->hash;
        key = f->n_words ? hash_join(key, h) : h;
        f->first = f->n_words ? f->first : h;
        f->last = h;
        f->n_words++;
    }
    if (c->known != NONE) {
        str name = w->lex->known.v[c->known].name;
        key = hash_join(hash_bytes(name), w->lex->known.v[c->known].kind + 1u);
    }
    return key;
}

/* Whether `c` shows the name better than `old`: sure rather than weak, Oskelby rather than OSKELBY.
 */
static bool is_better_form(const struct work *w, const struct chunk *c, const struct chunk *old) {
    if ((c->flags ^ old->flags) & CHUNK_WEAK) {
        return !(c->flags & CHUNK_WEAK);
    }
    return (w->tok[old->from].flags & TOKEN_ALL_CAPS) && !(w->tok[c->from].flags & TOKEN_ALL_CAPS);
}

enum err scan_add_chunk(struct work *w, struct chunk c) {
    struct form f = {.known = c.known, .type = ENTITY_OTHER};
    f.key = form_key(w, &c, &f);
    uint32_t at = map_find(&w->form_of, f.key);
    uint32_t id = (uint32_t)w->chunk.n;
    if (at == MAP_NONE) {
        at = (uint32_t)w->form.n;
        f.chunk = id;
        f.latest = NONE;
        TRY(vec_push(w->tmp, &w->form, f));
        TRY(map_put(&w->form_of, f.key, at));
    } else if (is_better_form(w, &c, &w->chunk.v[w->form.v[at].chunk])) {
        w->form.v[at].chunk = id;
    }
    w->form.v[at].n_capitals += (w->tok[c.from].flags & TOKEN_ALL_CAPS) != 0;
    w->form.v[at].n_chunks++;
    w->form.v[at].n_strong += !(c.flags & CHUNK_WEAK);
    c.form = at;
    c.role = NONE;
    c.next = w->form.v[at].latest;
    w->form.v[at].latest = id;
    for (uint32_t i = c.from; i < c.to; i++) {
        w->chunk_of[i] = id;
    }
    return vec_push(w->tmp, &w->chunk, c);
}

/* First token of the titles that stand before `i`: "Mr", "Lt. Col.". */
static uint32_t title_before(const struct work *w, uint32_t i) {
    uint32_t from = i;
    while (from > 0 && i - from < 4) {
        if (work_is(w, from - 1, WORD_TITLE) && work_is_capital(w, from - 1) &&
            w->chunk_of[from - 1] == NONE && !(w->note[from - 1] & NOTE_BLOCK_END)) {
            from--;
        } else if (from > 1 && work_is_mark(w, from - 1, '.') && work_is_joined(w, from - 1) &&
                   work_is(w, from - 2, WORD_TITLE) && work_is_capital(w, from - 2)) {
            from -= 2;
        } else {
            break;
        }
    }
    return from;
}

/* A known phrase at `i` of `n` tokens: taken alone or as the beginning of a longer name. Returns
 * the end. */
static enum err take_known(struct work *w, uint32_t i, size_t n, uint32_t known, uint32_t *end) {
    const struct known *k = &w->lex->known.v[known];
    uint32_t after = i + (uint32_t)n;
    uint32_t office;
    bool goes_on = after < w->n_tok && !(w->note[after - 1] & NOTE_BLOCK_END) &&
                   is_name_word(w, after) && !(w->note[after] & NOTE_START) &&
                   !office_match(w, after, &office);
    uint32_t run = goes_on ? run_end(w, after) : run_end(w, after - 1);
    bool longer = run > after && has_word(w, after, run, WORD_ORG | WORD_ORG_END | WORD_PLACE) &&
                  !(w->note[i] & NOTE_TITLED);
    bool person = goes_on && n == 1 && k->form == KNOWN_NAME && k->kind == ENTITY_PLACE &&
                  work_is(w, i, WORD_GIVEN);
    struct chunk c = {.from = i, .to = after, .known = known, .title = i};
    if (longer || person) {
        c.to = run;
        c.known = NONE;
    } else {
        c.flags = k->form == KNOWN_ADJECTIVE ? CHUNK_ADJECTIVE
                  : k->form == KNOWN_PEOPLE  ? CHUNK_PEOPLE
                                             : 0;
    }
    *end = c.to;
    return scan_add_chunk(w, c);
}

/* Whether the run may begin with token `i`, which opens a sentence or stands in a titled line. */
static bool start_is_name(const struct work *w, uint32_t i, uint32_t end) {
    uint32_t seen = map_find(&w->seen, w->tok[i].hash);
    seen = seen == MAP_NONE ? 0 : seen;
    if (work_is(w, i, WORD_COMMON | WORD_GROUP | WORD_ORG_NOUN) &&
        !(work_is(w, i, WORD_GIVEN) && end > i + 1)) {
        return has_word(w, i + 1, end, WORD_ORG) && !work_is(w, i, WORD_COMMON) &&
               (seen & SEEN_CAPITAL);
    }
    if (seen & SEEN_CAPITAL) {
        return true;
    }
    return !(seen & SEEN_LOWER) || (work_is(w, i, WORD_GIVEN) && end > i + 1);
}

/* Unknown words with capitals from `i` on. */
static enum err take_run(struct work *w, uint32_t i, uint32_t *end) {
    *end = run_end(w, i);
    uint32_t from = i;
    bool start = (w->note[i] & (NOTE_START | NOTE_TITLED)) != 0;
    bool given = work_is(w, from, WORD_GIVEN) && *end > i + 1;
    bool party =
        work_is(w, from, WORD_ADJECTIVE) && work_is(w, from + 1, WORD_GIVEN); /* "Democrat Carl" */
    bool letter = w->tok[i].to - w->tok[i].from == 1 && work_is_mark(w, i + 1, '-'); /* "R-Ohio" */
    bool ordinal = work_is(w, from, WORD_NAME_END) && *end == i + 1;
    if ((work_is(w, from, WORD_COMMON) && !start && !given) || party || letter || ordinal) {
        *end = i + 1;
        return ERR_OK;
    }
    if (start && !start_is_name(w, from, *end)) {
        *end = i + 1; /* the rest is read again, with a capital that counts */
        return ERR_OK;
    }
    if (work_is(w, from, WORD_ADJECTIVE) && *end == i + 1) {
        return ERR_OK;
    }
    struct chunk c = {.from = from, .to = *end, .known = NONE, .title = title_before(w, from)};
    uint32_t seen = map_find(&w->seen, w->tok[from].hash);
    bool attested = seen != MAP_NONE && (seen & SEEN_CAPITAL);
    bool alone =
        *end - from == 1 && !attested && !(w->tok[from].flags & TOKEN_ALL_CAPS) && c.title == from;
    c.flags = (start && alone) || (w->note[i] & NOTE_TITLED) ? CHUNK_WEAK : 0;
    return scan_add_chunk(w, c);
}

static enum err scan_one(struct work *w, uint32_t i, uint32_t *end) {
    const struct token *t = &w->tok[i];
    *end = i + 1;
    if (t->kind == TOKEN_HASHTAG && work_is_capital(w, i) == false) {
        str s = work_str(w, i);
        bool named = s.len > 3 && s.ptr[1] >= 'A' && s.ptr[1] <= 'Z';
        struct token plain = {.hash = named ? token_hash(str_slice(s, 1, s.len)) : 0};
        uint32_t known = NONE;
        if (!phrases_match(&w->lex->known_at, &plain, 1, &known)) {
            known = NONE;
        }
        struct chunk c = {.from = i, .to = i + 1, .known = known, .title = i};
        return named ? scan_add_chunk(w, c) : ERR_OK;
    }
    if (!token_is_wordlike(t)) {
        return ERR_OK;
    }
    uint32_t office = 0;
    uint32_t known = 0;
    size_t n_office = office_match(w, i, &office);
    size_t n_known = known_match(w, i, &known);
    if (n_known && n_known >= n_office) {
        return take_known(w, i, n_known, known, end);
    }
    if (n_office) {
        *end = i + (uint32_t)n_office;
        bool org = work_is_capital(w, i) && work_is(w, *end, WORD_ORG) && work_is_capital(w, *end);
        return org ? take_run(w, i, end) : office_grow(w, i, *end, office);
    }
    bool lower = !work_is_capital(w, i) || (w->note[i] & NOTE_START);
    if (lower && work_is(w, i, WORD_ORG_NOUN)) {
        return office_grow(w, i, i + 1, NONE);
    }
    bool particle = work_is(w, i, WORD_PARTICLE) && work_is_mark(w, i + 1, '-') &&
                    work_is_joined(w, i + 1) && work_is_capital(w, i + 2);
    if (work_is(w, i, WORD_TITLE) && work_is_capital(w, i)) {
        return ERR_OK;
    }
    return is_name_word(w, i) || particle ? take_run(w, i, end) : ERR_OK;
}

/* The name before the colon of a transcript line, a signature, a byline, the place of a dateline.
 */
static enum err scan_label(struct work *w, const struct block *b, uint32_t *end) {
    if (span_is_empty(b->label)) {
        return ERR_OK;
    }
    uint32_t from = (uint32_t)token_at(w->tok, w->n_tok, b->label.from);
    uint32_t to = (uint32_t)token_at(w->tok, w->n_tok, b->label.to);
    to += to < w->n_tok && w->tok[to].from < b->label.to;
    uint32_t office;
    uint32_t known = NONE;
    if (from >= to || office_match(w, from, &office)) {
        return ERR_OK;
    }
    size_t n = known_match(w, from, &known);
    bool place = b->kind == BLOCK_DATELINE;
    uint32_t stop = from + 1;
    while (stop < to && (token_is_wordlike(&w->tok[stop]) || work_is_mark(w, stop, '-') ||
                         work_is_mark(w, stop, '.'))) {
        stop++;
    }
    struct chunk c = {.from = from,
                      .to = n ? from + (uint32_t)n : stop,
                      .known = n ? known : NONE,
                      .title = from};
    c.flags = place ? CHUNK_DATELINE : CHUNK_LABEL;
    *end = c.to;
    return scan_add_chunk(w, c);
}

enum err scan_chunks(struct work *w) {
    size_t block = 0;
    for (uint32_t i = 0; i < w->n_tok;) {
        uint32_t end = i;
        while (block < w->doc->n_blocks && w->doc->block[block].tok_to <= i) {
            block++;
        }
        const struct block *b = block < w->doc->n_blocks ? &w->doc->block[block] : NULL;
        if (b && !span_is_empty(b->label) && w->tok[i].from <= b->label.from &&
            b->label.from < w->tok[i].to) {
            TRY(scan_label(w, b, &end));
        }
        if (end <= i) {
            TRY(scan_one(w, i, &end));
        }
        i = end;
    }
    return ERR_OK;
}
