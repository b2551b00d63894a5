/* office.c - an office with all that belongs to it: "the country's chief prosecutor", "former
 * Bulgarian defense minister", "head of its water company". From the head word to the left:
 * portfolio and rank, former and acting, an adjective or a name beside it, a possessor, the
 * article; to the right: "of X", "for the Y", and the name. Lower-case organisations ("the harbour
 * authority") are read the same way. O(1) a head: every step is bounded. */
#include "base/buf.h"
#include "name/work.h"
#include "text/fold.h"

enum { MOST_STEPS = 8, MOST_PLAIN = 3, MOST_KEY = 160, MOST_TITLES = 4 };

/* A lower-case word that says nothing by itself: "harbour" in "harbour pilot". */
static bool is_plain(const struct work *w, uint32_t i) {
    return i < w->n_tok && w->tok[i].kind == TOKEN_WORD && !work_is_capital(w, i) &&
           w->role_of[i] == NONE && w->chunk_of[i] == NONE &&
           !work_is(w, i,
                    WORD_COMMON | WORD_SPEECH | WORD_DETERMINER | WORD_OF | WORD_FOR | WORD_AND);
}

/* The article or possessor within MOST_PLAIN plain words before `i`, or NONE. */
static uint32_t article_before(const struct work *w, uint32_t i) {
    for (unsigned k = 0; k <= MOST_PLAIN && i > 0; k++) {
        i--;
        if (w->note[i] & NOTE_BLOCK_END) {
            return NONE;
        }
        if (work_is(w, i, WORD_DETERMINER | WORD_POSSESSIVE)) {
            return i;
        }
        if (w->tok[i].kind == TOKEN_CLITIC) {
            return i;
        }
        if (!is_plain(w, i) && !work_is(w, i, WORD_ROLE_NOUN | WORD_MODIFIER)) {
            return NONE;
        }
    }
    return NONE;
}

static const char *other_spelling(str word) {
    static const char *const pairs[][2] = {{"defence", "defense"},
                                           {"labour", "labor"},
                                           {"harbour", "harbor"},
                                           {"centre", "center"},
                                           {"organisation", "organization"},
                                           {"programme", "program"}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        if (str_equals(word, str_from_cstr(pairs[i][0]))) {
            return pairs[i][1];
        }
    }
    return NULL;
}

/* Append `s` behind a blank; what doesn't fit is left out. */
static size_t append(char *room, size_t n, str s) {
    if (n + s.len + 1 > MOST_KEY) {
        return n;
    }
    if (n) {
        room[n++] = ' ';
    }
    memcpy(room + n, s.ptr, s.len);
    return n + s.len;
}

/* Folded words [from, to) with one spelling, then `tail`. */
static enum err make_key(struct work *w, uint32_t from, uint32_t to, str tail, str *out) {
    char room[MOST_KEY + 1];
    size_t n = 0;
    for (uint32_t i = from; i < to; i++) {
        char word[FOLD_ROOM(64)];
        str s = work_str(w, i);
        if (token_is_wordlike(&w->tok[i]) && s.len <= 64) {
            str f = {word, fold_into(word, s)};
            const char *other = other_spelling(f);
            n = append(room, n, other ? str_from_cstr(other) : f);
        }
    }
    n = tail.len ? append(room, n, tail) : n;
    *out = arena_copy(w->a, str_of(room, n));
    return out->ptr ? ERR_OK : w->a->last;
}

static void own(struct work *w, struct role_phrase *r, uint32_t chunk) {
    r->owner = chunk;
    uint32_t known = w->chunk.v[chunk].known;
    r->country = known != NONE ? w->lex->known.v[known].country : 0;
}

/* The possessor whose 's is token `i`: a name, a lower-case organisation, or plain words. False
 * when there is none. */
static bool take_possessor(struct work *w, struct role_phrase *r, uint32_t i, str *plain) {
    if (i == 0) {
        return false;
    }
    uint32_t chunk = w->chunk_of[i - 1];
    if (chunk != NONE && w->chunk.v[chunk].to == i) {
        own(w, r, chunk);
        r->from = w->chunk.v[chunk].from;
        r->from -= r->from > 0 && work_is(w, r->from - 1, WORD_THE);
        return true;
    }
    uint32_t role = w->role_of[i - 1];
    if (role != NONE && w->role.v[role].to == i) {
        r->owner_role = role;
        r->owner_key = w->role.v[role].key;
        r->country = w->role.v[role].country;
        r->from = w->role.v[role].from;
        return true;
    }
    uint32_t article = article_before(w, i);
    if (article == NONE || !is_plain(w, i - 1)) {
        return false;
    }
    r->from = article;
    *plain = str_span(w->doc->text, work_span(w, article + 1, i));
    return true;
}

/* A word of rank or portfolio before the phrase, "former" among them. */
static bool take_noun(struct work *w, struct role_phrase *r, uint32_t j) {
    if (work_is(w, j, WORD_MODIFIER)) {
        r->flags |= work_is(w, j, WORD_FORMER) ? ROLE_FORMER : 0;
        r->from = j;
        return true;
    }
    bool lower = !work_is_capital(w, j) && !(w->note[j] & NOTE_START);
    bool fits = work_is(w, j, WORD_ROLE_NOUN) && w->chunk_of[j] == NONE && w->role_of[j] == NONE;
    if (!fits || (lower && (r->flags & ROLE_CAPITAL))) {
        return false; /* "fire Defense Minister" */
    }
    r->head_from = r->head_from == r->from ? j : r->head_from;
    r->from = j;
    return true;
}

/* A plain word, when an article stands before it or a name behind the office ("harbour pilot Einar
 * Lodby"). */
static bool take_plain(struct work *w, struct role_phrase *r, uint32_t i, unsigned *n_plain) {
    if (!is_plain(w, i) || work_is(w, i, WORD_GROUP) || (r->flags & ROLE_CAPITAL)) {
        return false;
    }
    bool named = work_is_capital(w, r->head_to) && *n_plain == 0 && r->office != NONE &&
                 !(w->note[r->head_to] & NOTE_START);
    if ((!named && article_before(w, r->from) == NONE) || ++*n_plain > MOST_PLAIN) {
        return false;
    }
    r->head_from = r->head_from == r->from ? i : r->head_from;
    r->from = i;
    return true;
}

/* One step to the left of r->from; false when the phrase begins here. */
static bool step_left(struct work *w, struct role_phrase *r, unsigned *n_plain) {
    if (r->from == 0 || (w->note[r->from - 1] & NOTE_BLOCK_END)) {
        return false;
    }
    uint32_t i = r->from - 1;
    if (work_is(w, i, WORD_DETERMINER | WORD_POSSESSIVE)) {
        r->flags |= work_is(w, i, WORD_INDEFINITE) ? ROLE_INDEFINITE : ROLE_DEFINITE;
        r->from = i;
        return false;
    }
    if (i > 0 && work_is_mark(w, i, '-') && work_is_joined(w, i) && work_is_joined(w, r->from)) {
        return take_noun(w, r, i - 1);
    }
    if (take_noun(w, r, i)) {
        return true;
    }
    if (w->chunk_of[i] != NONE && r->owner == NONE) {
        own(w, r, w->chunk_of[i]);
        r->from = w->chunk.v[w->chunk_of[i]].from;
        return true;
    }
    return take_plain(w, r, i, n_plain);
}

/* Everything that belongs to the head and stands before it. */
static void grow_left(struct work *w, struct role_phrase *r, str *plain) {
    unsigned n_plain = 0;
    for (unsigned k = 0; k < MOST_STEPS; k++) {
        bool clitic = r->from > 0 && w->tok[r->from - 1].kind == TOKEN_CLITIC && r->owner == NONE;
        if (clitic && take_possessor(w, r, r->from - 1, plain)) {
            r->flags |= ROLE_DEFINITE;
            return;
        }
        if (!step_left(w, r, &n_plain)) {
            return;
        }
    }
}

/* Where the office proper begins in [from, to), behind portfolio words: "minister" in "fisheries
 * minister". */
static uint32_t core_of(const struct work *w, uint32_t from, uint32_t to) {
    uint32_t value;
    while (from < to &&
           phrases_match(&w->lex->office_at, &w->tok[from], to - from, &value) != to - from) {
        from++;
    }
    return from;
}

/* Make a role phrase of the head words [head_from, head_to) and what stands before them; with
 * `office` NONE they are a lower-case organisation, which counts only when it is a certain one. */
enum err office_grow(struct work *w, uint32_t head_from, uint32_t head_to, uint32_t office) {
    struct role_phrase r = {
        .from = head_from, .to = head_to, .head_from = head_from, .head_to = head_to};
    str plain = {0};
    r.office = office;
    r.owner = r.owner_role = r.name = NONE;
    r.flags = office == NONE ? ROLE_ORG : 0;
    r.flags |=
        work_is_capital(w, head_from) && !(w->note[head_from] & NOTE_START) ? ROLE_CAPITAL : 0;
    grow_left(w, &r, &plain);
    if (office == NONE) {
        if (!(r.flags & ROLE_DEFINITE) && r.owner == NONE) {
            return ERR_OK;
        }
        TRY(make_key(w, r.head_from, head_to, (str){0}, &r.key));
    } else {
        uint32_t core = core_of(w, head_from, head_to);
        TRY(make_key(w, r.head_from, core, w->lex->office.v[office].key, &r.key));
    }
    if (plain.len) {
        r.owner_key = fold_case(w->a, plain);
    }
    for (uint32_t i = r.head_from; i < head_to; i++) {
        w->role_of[i] = (uint32_t)w->role.n;
    }
    return vec_push(w->tmp, &w->role, r);
}

/* The end of the lower-case owner that begins at `j`: "water company" of "of its water company". */
static uint32_t plain_owner_end(const struct work *w, uint32_t j) {
    uint32_t end = j;
    while (end < j + MOST_PLAIN + 1 && end < w->n_tok) {
        bool org = w->role_of[end] != NONE && (w->role.v[w->role_of[end]].flags & ROLE_ORG);
        if (!is_plain(w, end) && !work_is(w, end, WORD_ROLE_NOUN) && !org) {
            break;
        }
        end++;
    }
    return w->tok[end > j ? end - 1 : j].to - w->tok[j].from < MOST_KEY ? end : j;
}

/* A name behind the preposition owns the office, unless it owns something else itself. */
static void own_behind(struct work *w, struct role_phrase *r, uint32_t chunk, bool of) {
    const struct chunk *c = &w->chunk.v[chunk];
    bool clitic = c->to < w->n_tok && w->tok[c->to].kind == TOKEN_CLITIC;
    if ((of || c->known != NONE) && !clitic) {
        own(w, r, chunk);
        r->to = c->to;
    }
}

/* "of the Water Standards Office", "for Verhalt", "of its water company": the owner behind the
 * office. */
static enum err take_complement(struct work *w, struct role_phrase *r) {
    uint32_t i = r->to;
    bool of = work_is(w, i, WORD_OF | WORD_FOR);
    if ((!of && !work_is(w, i, WORD_AT)) || (w->note[i] & NOTE_BLOCK_END)) {
        return ERR_OK;
    }
    bool article = work_is(w, i + 1, WORD_DETERMINER | WORD_POSSESSIVE);
    uint32_t j = i + 1 + article;
    if (j >= w->n_tok) {
        return ERR_OK;
    }
    uint32_t chunk = w->chunk_of[j];
    if (chunk != NONE && (w->chunk.v[chunk].from == j || w->chunk.v[chunk].title == j)) {
        own_behind(w, r, chunk, of);
        return ERR_OK;
    }
    uint32_t end = of && article ? plain_owner_end(w, j) : j;
    if (end > j) {
        TRY(make_key(w, j, end, (str){0}, &r->owner_key));
        r->to = end;
    }
    return ERR_OK;
}

/* Whether the chunk behind an office can be its holder: no place, no known organisation, no
 * adjective. */
static bool may_hold(const struct work *w, const struct role_phrase *r, uint32_t chunk) {
    const struct chunk *c = &w->chunk.v[chunk];
    if (r->flags & ROLE_ORG || c->known != NONE ||
        (c->flags & (CHUNK_ADJECTIVE | CHUNK_DATELINE))) {
        return false;
    }
    for (uint32_t i = c->from; i < c->to; i++) {
        if (work_is(w, i, WORD_ORG | WORD_ORG_END) && !work_is(w, i, WORD_GIVEN)) {
            return false;
        }
    }
    return true;
}

/* The chunk that begins at `i`, titles before it skipped ("President Mr. X"), or NONE. */
static uint32_t chunk_behind(const struct work *w, uint32_t i) {
    uint32_t j = i;
    while (j < i + MOST_TITLES && (work_is(w, j, WORD_TITLE) || work_is_mark(w, j, '.')) &&
           work_is_capital(w, i)) {
        j++;
    }
    uint32_t chunk = j < w->n_tok ? w->chunk_of[j] : NONE;
    bool begins = chunk != NONE && (w->chunk.v[chunk].from == i || w->chunk.v[chunk].title == i);
    return begins ? chunk : NONE;
}

/* Names and owners behind the offices, once all chunks are known. */
enum err office_attach(struct work *w) {
    for (uint32_t k = 0; k < w->role.n; k++) {
        struct role_phrase *r = &w->role.v[k];
        if (r->to >= w->n_tok || (w->note[r->to - 1] & NOTE_BLOCK_END)) {
            continue;
        }
        uint32_t chunk = chunk_behind(w, r->to);
        if (chunk != NONE && may_hold(w, r, chunk)) {
            r->name = chunk;
            w->chunk.v[chunk].role = k;
            w->chunk.v[chunk].flags &= (uint8_t)~CHUNK_WEAK;
        } else if (r->owner == NONE && r->owner_key.len == 0) {
            TRY(take_complement(w, r));
        }
    }
    return ERR_OK;
}
