/* cluster.c - surnames to full names, nicknames and initials, acronyms, short forms, variants and
 * slips. Full names of persons are joined when the surname is the same (or sounds so, or is one
 * slip away) and the given names agree; a surname alone goes to the only full name that bears it. A
 * slip is never a slip when both spellings stand in one sentence or hold different offices.
 * Candidates for slips share their first or last three letters (an edit leaves one end whole), and
 * at most MOST_TRIED are looked at, so the whole is O(forms). */
#include "name/cluster.h"

#include "base/hash.h"
#include "name/compare.h"
#include "text/fold.h"

enum { MOST_TRIED = 8, END_LETTERS = 3, NEIGHBOURS = 8, MOST_CHUNKS = 64 };

struct ends {
    struct map first; /* hash of the first or last letters of a surname -> form */
    uint32_t *next;   /* two chains a form: [2 * form], [2 * form + 1] */
};

static const struct chunk *chunk_of_form(const struct work *w, uint32_t form) {
    return &w->chunk.v[w->form.v[form].chunk];
}

static bool is_full_person(const struct form *f) {
    return f->type == ENTITY_PERSON && f->n_words >= 2;
}

static uint32_t root(const struct clusters *c, uint32_t form) {
    while (c->head[form] != form) {
        form = c->head[form];
    }
    return form;
}

static void join(const struct work *w, struct clusters *c, uint32_t form, uint32_t to,
                 uint8_t reason) {
    uint32_t a = root(c, to);
    uint32_t b = root(c, form);
    if (a == b) {
        return;
    }
    bool fuller = w->form.v[b].n_words > w->form.v[a].n_words && w->form.v[a].known == NONE;
    c->reason[form] = reason;
    c->reason[to] = c->reason[to] == NAME_FULL && fuller ? reason : c->reason[to];
    c->head[fuller ? a : b] = fuller ? b : a;
}

/* The words of a form's chunk, folded, first to last. */
static size_t words_of(const struct work *w, uint32_t form, uint64_t *hash, size_t room) {
    const struct chunk *c = chunk_of_form(w, form);
    size_t n = 0;
    for (uint32_t i = c->from; i < c->to && n < room; i++) {
        bool leading = n == 0 && work_is_particle(w, i);
        if (token_is_wordlike(&w->tok[i]) && !work_is(w, i, WORD_NAME_END) && !leading) {
            hash[n++] = w->tok[i].hash;
        }
    }
    return n;
}

/* An initial stands for a given name with that letter. */
static bool initial_of(const struct work *w, uint32_t a, uint32_t b) {
    const struct token *x = &w->tok[chunk_of_form(w, a)->from];
    const struct token *y = &w->tok[chunk_of_form(w, b)->from];
    bool initial = x->kind == TOKEN_ABBREV || y->kind == TOKEN_ABBREV;
    return initial && w->doc->text.ptr[x->from] == w->doc->text.ptr[y->from];
}

/* "Aksel H. Morrow" and "Aksel W. Morrow" are two. */
static bool initials_differ(const struct work *w, uint32_t a, uint32_t b) {
    const struct chunk *x = chunk_of_form(w, a);
    const struct chunk *y = chunk_of_form(w, b);
    if (x->to - x->from < 3 || y->to - y->from < 3) {
        return false;
    }
    const struct token *s = &w->tok[x->from + 1];
    const struct token *t = &w->tok[y->from + 1];
    return s->kind == TOKEN_ABBREV && t->kind == TOKEN_ABBREV &&
           w->doc->text.ptr[s->from] != w->doc->text.ptr[t->from];
}

static bool givens_agree(const struct work *w, uint32_t a, uint32_t b) {
    const struct form *f = &w->form.v[a];
    const struct form *g = &w->form.v[b];
    if (initials_differ(w, a, b)) {
        return false;
    }
    if (f->first == g->first || lexicon_are_nicknames(w->lex, f->first, g->first) ||
        initial_of(w, a, b)) {
        return true;
    }
    uint64_t x[8];
    uint64_t y[8];
    size_t n = words_of(w, a, x, 8);
    size_t m = words_of(w, b, y, 8);
    const uint64_t *few = n < m ? x : y;
    const uint64_t *many = n < m ? y : x;
    size_t n_few = n < m ? n : m;
    size_t n_many = n < m ? m : n;
    for (size_t i = 0, j = 0; i < n_few; i++, j++) {
        while (j < n_many && many[j] != few[i]) {
            j++;
        }
        if (j == n_many) {
            return false;
        }
    }
    return n_few >= 2;
}

static uint64_t end_key(str word, bool tail) {
    str end =
        tail ? str_slice(word, word.len - END_LETTERS, word.len) : str_slice(word, 0, END_LETTERS);
    return hash_join(hash_bytes(end), tail);
}

static uint32_t sentence_of_chunk(const struct work *w, uint32_t chunk) {
    return document_sentence_at(w->doc, w->chunk.v[chunk].from);
}

/* Whether the two forms ever stand in one sentence, so that a reader tells them apart. */
static bool stand_together(const struct work *w, uint32_t a, uint32_t b) {
    uint32_t k = w->form.v[a].latest;
    for (unsigned n = 0; k != NONE && n < MOST_CHUNKS; n++, k = w->chunk.v[k].next) {
        uint32_t sentence = sentence_of_chunk(w, k);
        uint32_t low = k > NEIGHBOURS ? k - NEIGHBOURS : 0;
        for (uint32_t j = low; j < w->chunk.n && j <= k + NEIGHBOURS; j++) {
            if (j != k && w->chunk.v[j].form == b && sentence_of_chunk(w, j) == sentence) {
                return true;
            }
        }
    }
    return false;
}

/* The office that holders of a form are called by, when only one can hold it. */
static str sole_office(const struct work *w, uint32_t form) {
    uint32_t k = w->form.v[form].latest;
    for (unsigned n = 0; k != NONE && n < MOST_CHUNKS; n++, k = w->chunk.v[k].next) {
        uint32_t role = w->chunk.v[k].role;
        if (role == NONE || w->role.v[role].office == NONE) {
            continue;
        }
        if (w->lex->office.v[w->role.v[role].office].flags & OFFICE_ONE) {
            return w->role.v[role].key;
        }
    }
    return (str){0};
}

static bool offices_differ(const struct work *w, uint32_t a, uint32_t b) {
    str x = sole_office(w, a);
    str y = sole_office(w, b);
    return x.len && y.len && !str_equals(x, y);
}

/* NAME_VARIANT, NAME_MISSPELT or NAME_UNRESOLVED for two surnames. */
static uint8_t likeness(str a, str b) {
    if (str_equals(a, b)) {
        return NAME_SAME;
    }
    if (a.len >= 4 && b.len >= 4 && compare_sounds_alike(a, b)) {
        return NAME_VARIANT;
    }
    return compare_is_slip(a, b) ? NAME_MISSPELT : NAME_UNRESOLVED;
}

/* How the form at `at` is like `form`; NAME_UNRESOLVED when it isn't, or has the very same surname.
 */
static uint8_t judge(const struct work *w, const struct clusters *c, uint32_t form, uint32_t at) {
    uint8_t like = at == form ? NAME_UNRESOLVED : likeness(c->fold[form], c->fold[at]);
    if (like == NAME_SAME || (is_full_person(&w->form.v[form]) && !givens_agree(w, form, at))) {
        return NAME_UNRESOLVED;
    }
    return like;
}

/* Whether the report itself tells the two apart. */
static bool are_kept_apart(const struct work *w, uint32_t form, uint32_t other) {
    if (stand_together(w, form, other) || offices_differ(w, form, other)) {
        return true;
    }
    uint32_t alone = map_find(&w->form_of, w->form.v[other].last);
    return alone != MAP_NONE && alone != form && stand_together(w, form, alone);
}

/* The only cluster of full names whose surname is a variant or slip of the form's; NONE when there
 * is none or more. */
static uint32_t find_alike(const struct work *w, const struct clusters *c, const struct ends *e,
                           uint32_t form, uint8_t *reason) {
    uint32_t found = NONE;
    if (c->fold[form].len < END_LETTERS + 1) {
        return NONE;
    }
    for (unsigned tail = 0; tail < 2; tail++) {
        uint32_t at = map_find(&e->first, end_key(c->fold[form], tail));
        for (unsigned k = 0; k < MOST_TRIED && at != MAP_NONE; k++, at = e->next[2 * at + tail]) {
            uint8_t like = judge(w, c, form, at);
            if (like == NAME_UNRESOLVED) {
                continue;
            }
            if (found != NONE && root(c, found) != root(c, at)) {
                return NONE;
            }
            found = at;
            *reason = like;
        }
    }
    return found != NONE && are_kept_apart(w, form, found) ? NONE : found;
}

static enum err index_end(const struct work *w, const struct clusters *c, struct ends *e,
                          uint32_t form) {
    (void)w;
    for (unsigned tail = 0; tail < 2; tail++) {
        uint64_t key = end_key(c->fold[form], tail);
        e->next[2 * form + tail] = map_find(&e->first, key);
        TRY(map_put(&e->first, key, form));
    }
    return ERR_OK;
}

/* Full names: one pass by surname, one by likeness. */
static enum err join_full_names(struct work *w, struct clusters *c, struct ends *e) {
    for (uint32_t k = 0; k < w->form.n; k++) {
        if (!is_full_person(&w->form.v[k])) {
            continue;
        }
        uint32_t at = map_find(&c->by_last, w->form.v[k].last);
        for (unsigned n = 0; n < MOST_TRIED && at != MAP_NONE; n++, at = c->next_last[at]) {
            if (givens_agree(w, k, at)) {
                uint8_t reason =
                    w->form.v[k].first == w->form.v[at].first ? NAME_SAME : NAME_NICKNAME;
                join(w, c, k, at, reason);
                break;
            }
        }
        c->next_last[k] = map_find(&c->by_last, w->form.v[k].last);
        TRY(map_put(&c->by_last, w->form.v[k].last, k));
        if (c->fold[k].len > END_LETTERS) {
            uint8_t reason = NAME_UNRESOLVED;
            uint32_t like = c->head[k] == k ? find_alike(w, c, e, k, &reason) : NONE;
            if (like != NONE) {
                join(w, c, k, like, reason);
            }
            TRY(index_end(w, c, e, k));
        }
    }
    return ERR_OK;
}

/* A surname alone: to the one who bears it, else to the one whose given name it is, else to a
 * likeness. */
static void join_single(struct work *w, struct clusters *c, const struct ends *e,
                        const struct map *by_first, uint32_t k) {
    uint32_t bearer = map_find(&c->by_last, w->form.v[k].key);
    if (bearer != MAP_NONE) {
        uint32_t at = c->next_last[bearer];
        for (unsigned n = 0; n < MOST_TRIED && at != MAP_NONE; n++, at = c->next_last[at]) {
            c->ambiguous[k] |= root(c, at) != root(c, bearer);
        }
        c->reason[k] = NAME_SURNAME;
        c->head[k] = c->ambiguous[k] ? k : root(c, bearer);
        return;
    }
    uint32_t named = map_find(by_first, w->form.v[k].key);
    if (named != MAP_NONE && named < w->form.n) {
        c->reason[k] = NAME_SURNAME;
        c->head[k] = root(c, named);
        return;
    }
    uint8_t reason = NAME_UNRESOLVED;
    uint32_t like = find_alike(w, c, e, k, &reason);
    if (like != NONE) {
        c->reason[k] = reason;
        c->head[k] = root(c, like);
    }
}

/* given name -> the only full name with it (form.n when there are more). */
static enum err index_givens(struct work *w, const struct clusters *c, struct map *by_first) {
    TRY(map_init(by_first, w->tmp, w->form.n));
    for (uint32_t k = 0; k < w->form.n; k++) {
        const struct form *f = &w->form.v[k];
        if (!is_full_person(f)) {
            continue;
        }
        uint32_t old = map_find(by_first, f->first);
        bool same = old != MAP_NONE && old < w->form.n && root(c, old) == root(c, k);
        TRY(map_put(by_first, f->first, old == MAP_NONE || same ? k : (uint32_t)w->form.n));
    }
    return ERR_OK;
}

static bool may_be_org(const struct form *f) {
    return f->type == ENTITY_ORG || f->type == ENTITY_OTHER;
}

/* First letters of the capitalised words of an organisation: "North Atlantic Treaty Organization"
 * -> nato. */
static uint64_t initials_key(const struct work *w, uint32_t form) {
    const struct chunk *c = chunk_of_form(w, form);
    char room[16];
    size_t n = 0;
    for (uint32_t i = c->from; i < c->to && n < sizeof room; i++) {
        if (work_is_capital(w, i) && token_is_wordlike(&w->tok[i])) {
            room[n++] = w->doc->text.ptr[w->tok[i].from];
        }
    }
    return n >= 2 ? token_hash(str_of(room, n)) : 0;
}

/* "North Pole Rescue Organisation (NPRO)": what stands in the parentheses is the same organisation.
 */
static void join_bracketed(struct work *w, struct clusters *c, uint32_t k) {
    const struct chunk *x = &w->chunk.v[k];
    const struct chunk *y = &w->chunk.v[k + 1];
    struct form *f = &w->form.v[x->form];
    struct form *g = &w->form.v[y->form];
    bool bracketed = y->from == x->to + 1 && y->to == y->from + 1 && work_is_mark(w, x->to, '(') &&
                     work_is_mark(w, y->to, ')') && (w->tok[y->from].flags & TOKEN_ALL_CAPS);
    if (!bracketed || f->type == ENTITY_PERSON || g->known != NONE || f == g) {
        return;
    }
    f->type = f->known == NONE ? ENTITY_ORG : f->type;
    g->type = f->type;
    join(w, c, y->form, x->form, NAME_ACRONYM);
}

/* An unknown organisation that another form of the report may be short for, or MAP_NONE. */
static uint32_t org_by_key(const struct work *w, uint64_t key, uint32_t but) {
    uint32_t at = map_find(&w->form_of, key);
    bool fits =
        at != MAP_NONE && at != but && w->form.v[at].known == NONE && may_be_org(&w->form.v[at]);
    return fits ? at : MAP_NONE;
}

static void join_short_forms(struct work *w, struct clusters *c, uint32_t k) {
    const struct form *f = &w->form.v[k];
    if (f->n_words < 2 || !may_be_org(f) || f->known != NONE) {
        return;
    }
    uint32_t acronym = f->n_words >= 3 ? org_by_key(w, initials_key(w, k), k) : MAP_NONE;
    if (acronym != MAP_NONE) {
        w->form.v[acronym].type = ENTITY_ORG;
        join(w, c, acronym, k, NAME_ACRONYM);
    }
    bool suffix =
        f->n_words == 2 && work_is(w, chunk_of_form(w, k)->to - 1, WORD_ORG_END | WORD_ORG);
    uint32_t stem = suffix ? org_by_key(w, f->first, k) : MAP_NONE;
    if (stem != MAP_NONE && w->form.v[stem].type == f->type) {
        join(w, c, stem, k, NAME_SAME);
    }
}

/* Acronyms in parentheses or by their letters, names without their suffix. */
static void join_orgs(struct work *w, struct clusters *c) {
    for (uint32_t k = 0; k + 1 < w->chunk.n; k++) {
        join_bracketed(w, c, k);
    }
    for (uint32_t k = 0; k < w->form.n; k++) {
        join_short_forms(w, c, k);
    }
}

static enum err fold_words(struct work *w, struct clusters *c) {
    for (uint32_t k = 0; k < w->form.n; k++) {
        const struct chunk *x = chunk_of_form(w, k);
        uint32_t i = x->to - 1;
        while (i > x->from && (!token_is_wordlike(&w->tok[i]) || work_is(w, i, WORD_NAME_END))) {
            i--;
        }
        str s = work_str(w, i);
        bool hashtag = w->tok[i].kind == TOKEN_HASHTAG;
        if (s.len <= COMPARE_MOST_BYTES) {
            c->fold[k] = fold_case(w->a, str_slice(s, hashtag, s.len));
            if (!c->fold[k].ptr) {
                return w->a->last;
            }
        }
        c->head[k] = k;
        c->reason[k] = NAME_FULL;
        c->next_last[k] = NONE;
    }
    return ERR_OK;
}

enum err cluster_forms(struct work *w, struct clusters *c) {
    struct ends e = {0};
    struct map by_first = {0};
    size_t n = w->form.n + 1;
    c->head = arena_array(w->tmp, n, sizeof *c->head);
    c->reason = arena_array(w->tmp, n, 1);
    c->ambiguous = arena_array(w->tmp, n, 1);
    c->next_last = arena_array(w->tmp, n, sizeof *c->next_last);
    c->fold = arena_array(w->tmp, n, sizeof *c->fold);
    e.next = arena_array(w->tmp, 2 * n, sizeof *e.next);
    if (!c->head || !c->reason || !c->ambiguous || !c->next_last || !c->fold || !e.next) {
        return w->tmp->last;
    }
    TRY(map_init(&c->by_last, w->tmp, n));
    TRY(map_init(&e.first, w->tmp, n));
    TRY(fold_words(w, c));
    TRY(join_full_names(w, c, &e));
    TRY(index_givens(w, c, &by_first));
    for (uint32_t k = 0; k < w->form.n; k++) {
        if (w->form.v[k].type == ENTITY_PERSON && w->form.v[k].n_words == 1) {
            join_single(w, c, &e, &by_first, k);
        }
    }
    join_orgs(w, c);
    return ERR_OK;
}
