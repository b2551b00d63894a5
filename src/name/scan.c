/* scan.c - runs of capitalised words that may be names, and the words of offices between them.
 * Longest known phrase first (countries, cities, organisations, offices), then words with a capital
 * (run.c). A capital at the start of a sentence counts only when the report never writes the word
 * small; one unknown word there stays weak. O(tokens). */
#include "base/hash.h"
#include "name/work.h"

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
        bool leading = f->n_words == 0 && work_is_particle(w, i);
        if ((work_is(w, i, WORD_NAME_END) && f->n_words) || leading) {
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

/* Whether the known place before the run [after, run) is a given name here: "Jordan Smith". */
static bool is_given_here(const struct work *w, uint32_t i, size_t n, const struct known *k) {
    return n == 1 && k->form == KNOWN_NAME && k->kind == ENTITY_PLACE && work_is(w, i, WORD_GIVEN);
}

/* Whether a name may go on behind a known phrase that ends at `after`: not with a title, a party or
 * an office. */
static bool known_goes_on(const struct work *w, uint32_t after) {
    uint32_t office;
    bool open = after < w->n_tok && !(w->note[after - 1] & NOTE_BLOCK_END) &&
                !(w->note[after] & NOTE_START);
    bool party = work_is(w, after, WORD_THING) && work_is(w, after, WORD_ADJECTIVE);
    return open && run_is_word(w, after) && !work_is(w, after, WORD_TITLE) && !party &&
           !run_office(w, after, &office);
}

/* A known phrase at `i` of `n` tokens: taken alone or as the beginning of a longer name. Returns
 * the end. */
static enum err take_known(struct work *w, uint32_t i, size_t n, uint32_t known, uint32_t *end) {
    const struct known *k = &w->lex->known.v[known];
    uint32_t after = i + (uint32_t)n;
    bool goes_on = known_goes_on(w, after);
    uint32_t run = run_end(w, goes_on ? after : after - 1);
    bool longer = run > after && !(w->note[i] & NOTE_TITLED) &&
                  has_word(w, after, run, WORD_ORG | WORD_ORG_END | WORD_PLACE);
    struct chunk c = {.from = i, .to = after, .known = known, .title = i};
    if (longer || (goes_on && is_given_here(w, i, n, k))) {
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

/* "Said Osterby", "Assuming Osterby", "Interviewer Lena Osterby": a word that opens the sentence
 * and that the report nowhere else writes with a capital. */
static bool is_verb_before(const struct work *w, uint32_t i, uint32_t end) {
    uint32_t seen = map_find(&w->seen, w->tok[i].hash);
    if (end == i + 1 || work_is_joined(w, i + 1) || (seen != MAP_NONE && (seen & SEEN_CAPITAL))) {
        return false;
    }
    if (work_is(w, i, WORD_SPEECH)) {
        return true;
    }
    str s = work_str(w, i);
    bool given = work_is(w, i, WORD_GIVEN | WORD_TITLE | WORD_PARTICLE);
    bool ing =
        s.len > 6 && str_ends_with(s, STR("ing")) && !work_is(w, i + 1, WORD_ORG | WORD_PLACE);
    bool before_full = end > i + 2 && work_is(w, i + 1, WORD_GIVEN) &&
                       w->tok[i].kind == TOKEN_WORD && run_is_word(w, i + 2) &&
                       !has_word(w, i, end, WORD_ORG | WORD_ORG_END | WORD_PLACE | WORD_THING);
    return !given && (ing || before_full);
}

/* Whether the word at `i` opens no name although it has a capital. */
static bool is_no_opening(const struct work *w, uint32_t i, uint32_t end) {
    bool start = (w->note[i] & (NOTE_START | NOTE_TITLED)) != 0;
    bool given = work_is(w, i, WORD_GIVEN) && end > i + 1;
    bool party =
        work_is(w, i, WORD_ADJECTIVE) && work_is(w, i + 1, WORD_GIVEN); /* "Democrat Carl" */
    bool letter = w->tok[i].to - w->tok[i].from == 1 && work_is_mark(w, i + 1, '-'); /* "R-Ohio" */
    bool alone = work_is(w, i, WORD_NAME_END | WORD_ADJECTIVE) && end == i + 1;
    if (party || letter || alone || (start && is_verb_before(w, i, end))) {
        return true;
    }
    return start ? !start_is_name(w, i, end) : work_is(w, i, WORD_COMMON) && !given;
}

/* First token of a run that is an organisation: the country whose it is belongs to it ("Russia's
 * Foreign Ministry"). */
static uint32_t with_country(const struct work *w, uint32_t i, uint32_t end) {
    bool org =
        work_is(w, end - 1, WORD_ORG) && end > i + 1 && i > 1 && w->tok[i - 1].kind == TOKEN_CLITIC;
    uint32_t owner = org ? w->chunk_of[i - 2] : NONE;
    uint32_t known = owner == NONE ? NONE : w->chunk.v[owner].known;
    bool place = known != NONE && w->lex->known.v[known].kind == ENTITY_PLACE;
    return place ? w->chunk.v[owner].from : i;
}

/* Unknown words with capitals from `i` on; after a word that opens no name the rest is read again.
 */
static enum err take_run(struct work *w, uint32_t i, uint32_t *end) {
    *end = run_end(w, i);
    if (is_no_opening(w, i, *end)) {
        *end = i + 1;
        return ERR_OK;
    }
    struct chunk c = {.from = i, .to = *end, .known = NONE, .title = title_before(w, i)};
    uint32_t seen = map_find(&w->seen, w->tok[i].hash);
    bool attested = seen != MAP_NONE && (seen & SEEN_CAPITAL);
    bool single = *end - i == 1 && !attested && !(w->tok[i].flags & TOKEN_ALL_CAPS) && c.title == i;
    bool weak = (w->note[i] & NOTE_TITLED) || ((w->note[i] & NOTE_START) && single);
    c.flags = weak ? CHUNK_WEAK : 0;
    if (c.title == i) {
        c.from = c.title = with_country(w, i, *end);
    }
    return scan_add_chunk(w, c);
}

/* "#Doretsky" names somebody; the known ones are known with the mark, too. */
static enum err take_hashtag(struct work *w, uint32_t i) {
    str s = work_str(w, i);
    if (s.len <= 3 || s.ptr[1] < 'A' || s.ptr[1] > 'Z') {
        return ERR_OK;
    }
    struct token plain = {.hash = token_hash(str_slice(s, 1, s.len))};
    uint32_t known = NONE;
    if (!phrases_match(&w->lex->known_at, &plain, 1, &known)) {
        known = NONE;
    }
    return scan_add_chunk(w, (struct chunk){.from = i, .to = i + 1, .known = known, .title = i});
}

/* "Mayor de Blasio", "Mr van der Berg", "al-Rashid": a particle that begins a name. Without a title
 * or office before it, or a hyphen behind, the name begins with its first capital. */
static bool is_first_particle(const struct work *w, uint32_t i) {
    bool hyphened = work_is_mark(w, i + 1, '-') && work_is_joined(w, i + 1);
    if (work_is(w, i, WORD_PARTICLE) && !work_is_capital(w, i) && hyphened) {
        return work_is_capital(w, i + 2);
    }
    if (!work_is_particle(w, i)) {
        return false;
    }
    uint32_t office;
    bool titled = i > 0 && work_is_capital(w, i - 1) && work_same_block(w, i - 1, i) &&
                  (work_is(w, i - 1, WORD_TITLE) ||
                   phrases_match(&w->lex->office_at, &w->tok[i - 1], 1, &office) == 1);
    uint32_t next = i + 1 + work_is(w, i + 1, WORD_PARTICLE);
    return titled && run_is_word(w, next) && !work_is(w, next, WORD_ORG | WORD_ORG_END);
}

/* A word that is neither known nor an office: a lower-case organisation, a name, or nothing. */
static enum err take_word(struct work *w, uint32_t i, uint32_t *end) {
    bool capital = work_is_capital(w, i);
    if ((!capital || (w->note[i] & NOTE_START)) && work_is(w, i, WORD_ORG_NOUN)) {
        return office_grow(w, i, i + 1, NONE);
    }
    bool name =
        (run_is_word(w, i) || is_first_particle(w, i)) && !(capital && work_is(w, i, WORD_TITLE));
    return name ? take_run(w, i, end) : ERR_OK;
}

static enum err scan_one(struct work *w, uint32_t i, uint32_t *end) {
    const struct token *t = &w->tok[i];
    *end = i + 1;
    if (t->kind == TOKEN_HASHTAG) {
        return take_hashtag(w, i);
    }
    if (!token_is_wordlike(t)) {
        return ERR_OK;
    }
    uint32_t office = 0;
    uint32_t known = 0;
    size_t n_office = run_office(w, i, &office);
    size_t n_known = run_known(w, i, &known);
    if (n_known && n_known >= n_office) {
        return take_known(w, i, n_known, known, end);
    }
    if (!n_office) {
        return take_word(w, i, end);
    }
    *end = i + (uint32_t)n_office;
    bool org = work_is_capital(w, i) && work_is(w, *end, WORD_ORG) && work_is_capital(w, *end);
    return org ? take_run(w, i, end) : office_grow(w, i, *end, office);
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
    if (from >= to || run_office(w, from, &office)) {
        return ERR_OK;
    }
    bool letter = to == from + 1 && w->tok[from].to - w->tok[from].from == 1; /* "Q:" */
    if (letter) {
        return ERR_OK;
    }
    size_t n = run_known(w, from, &known);
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
