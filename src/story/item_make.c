/* item_make.c - counts the terms of a passage and notes what it names.
 * Words count as stems, pairs of capitalised words as terms of their own; title, lead and body are
 * counted apart. Of many words those stay that are heaviest by the background's frequencies alone
 * (weigh.h), because an item may depend on nothing but its report. Marks (persons, places, ages,
 * days) are kept in text order, as the first ones matter most. The sketch is one-permutation
 * MinHash (Li, Owen, Zhang 2012) of runs of four words. O(words). */
#include "story/item.h"

#include "base/hash.h"
#include "base/sort.h"
#include "base/vec.h"
#include "story/weigh.h"

enum {
    MOST_WORDS = 3000, /* of a passage that are read */
    RUN = 4,
    MOST_AGE = 110
};

/* What tells the marks of one kind from words and from other kinds. */
enum salt { SALT_PERSON = 0x70657273, SALT_PLACE = 0x706c6163, SALT_AGE = 0x61676573, SALT_DATE };

struct count {
    arena *a;
    struct stems *stems;
    VEC(struct term) term;
    VEC(struct term) mark;
    uint16_t *sketch;
    uint64_t run[RUN]; /* the last words */
    uint64_t content;
    uint32_t n_words;
};

enum part { PART_TITLE, PART_TEXT };

static uint32_t short_hash(uint64_t hash) {
    return (uint32_t)(hash ^ (hash >> 32));
}

static enum err add(struct count *c, uint64_t hash, enum part part, unsigned flags) {
    struct term t = {.id = short_hash(hash), .flags = (uint8_t)flags};
    t.title = part == PART_TITLE;
    t.lead = part == PART_TEXT && c->n_words <= ITEM_LEAD;
    t.body = part == PART_TEXT && c->n_words > ITEM_LEAD;
    return vec_push(c->a, &c->term, t);
}

/* Add a mark unless it is there or there are enough. */
static enum err add_mark(struct count *c, uint64_t value, uint64_t salt, unsigned flag) {
    struct term t = {.id = short_hash(hash_join(value, salt)), .lead = 1, .flags = (uint8_t)flag};
    for (size_t i = 0; i < c->mark.n; i++) {
        if (c->mark.v[i].id == t.id) {
            return ERR_OK;
        }
    }
    return c->mark.n < ITEM_MARKS ? vec_push(c->a, &c->mark, t) : ERR_OK;
}

static void add_to_sketch(struct count *c, uint64_t word) {
    uint64_t hash = word;
    for (size_t i = 0; i + 1 < RUN; i++) {
        c->run[i] = c->run[i + 1];
        hash = hash_join(hash, c->run[i]);
    }
    c->run[RUN - 1] = word;
    c->content = hash_join(c->content, word);
    if (c->n_words >= RUN) {
        uint16_t *bin = &c->sketch[hash % ITEM_SKETCH];
        uint16_t value = (uint16_t)(hash >> 48);
        *bin = value < *bin ? value : *bin;
    }
}

/* A whole number up to MOST_AGE, or 0. */
static unsigned small_number(str s) {
    unsigned value = 0;
    for (size_t k = 0; k < s.len; k++) {
        if (s.len > 3 || s.ptr[k] < '0' || s.ptr[k] > '9') {
            return 0;
        }
        value = value * 10 + (unsigned)(s.ptr[k] - '0');
    }
    return value > MOST_AGE ? 0 : value;
}

/* "a 17-year-old", "Jorin Haldane, 42,". */
static bool is_age(str text, const struct token *tok, size_t n, size_t i) {
    if (i + 1 >= n || small_number(token_str(text, &tok[i])) == 0) {
        return false;
    }
    size_t next = tok[i + 1].mark == '-' ? i + 2 : i + 1;
    str word = next < n ? token_str(text, &tok[next]) : (str){0};
    return str_equals(word, STR("year")) || str_equals(word, STR("years")) ||
           (i > 0 && tok[i - 1].mark == ',' && tok[i + 1].mark == ',');
}

static unsigned flags_of(const struct count *c, const struct token *t, uint64_t stem,
                         bool in_name) {
    unsigned flags = t->kind == TOKEN_NUMBER ? TERM_NUMBER : 0;
    if (stems_is_weak(c->stems, stem)) {
        return flags | TERM_WEAK;
    }
    return in_name ? flags | TERM_CAPITAL : flags;
}

static enum err add_tokens(struct count *c, str text, const struct token *tok, size_t n,
                           enum part part) {
    uint64_t before = 0; /* the capitalised word before this one */
    for (size_t i = 0; i < n && c->n_words < MOST_WORDS; i++) {
        const struct token *t = &tok[i];
        if (t->kind == TOKEN_CLITIC) {
            continue;
        }
        if (!token_is_wordlike(t) && t->kind != TOKEN_HASHTAG) {
            before = 0;
            continue;
        }
        uint64_t stem;
        TRY(stems_of(c->stems, text, t, &stem));
        c->n_words++;
        if (part == PART_TEXT) {
            add_to_sketch(c, t->hash);
        }
        if (stem == STEM_NONE) {
            before = 0;
            continue;
        }
        bool capital = t->flags & TOKEN_CAPITAL;
        unsigned flags = flags_of(c, t, stem, capital && before);
        if (flags & TERM_NUMBER && is_age(text, tok, n, i)) {
            TRY(add_mark(c, t->hash, SALT_AGE, TERM_AGE));
        }
        TRY(add(c, stem, part, flags));
        if (capital && before) {
            TRY(add(c, hash_join(before, t->hash), part, TERM_NAME));
        }
        before = capital ? t->hash : 0;
    }
    return ERR_OK;
}

static enum err add_title(struct count *c, str title) {
    struct token *tok;
    size_t n;
    TRY(token_scan(c->a, title, &tok, &n));
    enum err code = add_tokens(c, title, tok, n, PART_TITLE);
    c->n_words = 0;
    return code;
}

static enum err add_blocks(struct count *c, const struct document *doc, const struct passage *p) {
    for (uint32_t i = p->block_from; i < p->block_to; i++) {
        const struct block *b = &doc->block[i];
        bool heading = b->kind == BLOCK_HEADING;
        if (heading || block_is_content((enum block_kind)b->kind)) {
            TRY(add_tokens(c, doc->text, doc->tok + b->tok_from, b->tok_to - b->tok_from,
                           heading ? PART_TITLE : PART_TEXT));
        }
    }
    return ERR_OK;
}

static enum err add_names(struct count *c, const struct names *names, struct span at) {
    for (size_t i = 0; names && i < names->n_mentions; i++) {
        const struct mention *m = &names->mention[i];
        if (m->kind != MENTION_NAME || m->entity == NONE || m->at.from < at.from ||
            m->at.from >= at.to) {
            continue;
        }
        const struct entity *e = &names->entity[m->entity];
        if (e->kind == ENTITY_PERSON && e->surname.len) {
            TRY(add_mark(c, hash_bytes(e->surname), SALT_PERSON, TERM_PERSON));
        } else if (e->kind == ENTITY_PLACE) {
            TRY(add_mark(c, hash_bytes(e->key), SALT_PLACE, TERM_PLACE));
        }
    }
    return ERR_OK;
}

static enum err add_dates(struct count *c, const struct dates *dates, struct span at,
                          struct item *out) {
    int32_t *day = arena_array(c->a, ITEM_DAYS, sizeof *day);
    if (!day) {
        return c->a->last;
    }
    for (size_t i = 0; dates && i < dates->n; i++) {
        const struct date *d = &dates->date[i];
        bool is_day = (d->type == DATE_DATE && d->grain == GRAIN_DAY) || d->type == DATE_DATETIME;
        if (!is_day || d->at.from < at.from || d->at.from >= at.to) {
            continue;
        }
        str words = d->timex.len > 10 ? str_slice(d->timex, 0, 10) : d->timex;
        TRY(add_mark(c, hash_bytes(words), SALT_DATE, TERM_DATE));
        bool known = d->first_day == DAY_NONE || d->first_day != d->last_day;
        for (uint32_t k = 0; k < out->n_days; k++) {
            known = known || day[k] == d->first_day;
        }
        if (!known && out->n_days < ITEM_DAYS) {
            day[out->n_days++] = d->first_day;
        }
    }
    out->day = day;
    return ERR_OK;
}

static int by_id(const void *px, const void *py, void *ctx) {
    (void)ctx;
    uint32_t x = ((const struct term *)px)->id;
    uint32_t y = ((const struct term *)py)->id;
    return (x > y) - (x < y);
}

/* A term with its weight, which takes longer to find than to compare. */
struct weighted {
    struct term term;
    float weight;
};

static int heaviest_first(const void *px, const void *py, void *ctx) {
    const struct weighted *x = px;
    const struct weighted *y = py;
    if (x->weight > y->weight || x->weight < y->weight) {
        return x->weight > y->weight ? -1 : 1;
    }
    return by_id(&x->term, &y->term, ctx);
}

/* Bring the ITEM_TERMS heaviest of `n` terms to the front. */
static enum err heaviest(arena *a, struct term *term, size_t n) {
    struct weighted *all = arena_array(a, n, sizeof *all);
    if (!all) {
        return a->last;
    }
    for (size_t i = 0; i < n; i++) {
        all[i] = (struct weighted){term[i], weigh_count(&term[i]) * weigh_background(term[i].id)};
    }
    TRY(sort_stable(a, all, n, sizeof *all, heaviest_first, NULL));
    for (size_t i = 0; i < ITEM_TERMS; i++) {
        term[i] = all[i].term;
    }
    return ERR_OK;
}

static uint8_t add_capped(unsigned x, unsigned y) {
    return (uint8_t)(x + y > UINT8_MAX ? UINT8_MAX : x + y);
}

/* Equal terms become one; returns how many are left. `term` is sorted. */
static size_t join_equal(struct term *term, size_t n) {
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        struct term *last = kept ? &term[kept - 1] : NULL;
        if (last && last->id == term[i].id) {
            last->title = add_capped(last->title, term[i].title);
            last->lead = add_capped(last->lead, term[i].lead);
            last->body = add_capped(last->body, term[i].body);
            last->flags |= term[i].flags;
        } else {
            term[kept++] = term[i];
        }
    }
    return kept;
}

static enum err gather(struct count *c, struct item *out) {
    struct term *term = c->term.v;
    TRY(sort_stable(c->a, term, c->term.n, sizeof *term, by_id, NULL));
    size_t n = join_equal(term, c->term.n);
    if (n > ITEM_TERMS) {
        TRY(heaviest(c->a, term, n));
        n = ITEM_TERMS;
    }
    struct term *all = arena_array(c->a, n + c->mark.n, sizeof *all);
    if (!all) {
        return c->a->last;
    }
    if (n) {
        memcpy(all, term, n * sizeof *all);
    }
    if (c->mark.n) {
        memcpy(all + n, c->mark.v, c->mark.n * sizeof *all);
    }
    n += c->mark.n;
    TRY(sort_stable(c->a, all, n, sizeof *all, by_id, NULL));
    out->term = all;
    out->n_terms = (uint32_t)join_equal(all, n);
    return ERR_OK;
}

static int64_t moment_of(const struct dates *dates) {
    if (!dates || dates->anchor.day == DAY_NONE) {
        return ITEM_TIMELESS;
    }
    int32_t second = dates->anchor.second > 0 ? dates->anchor.second : 0;
    return (int64_t)dates->anchor.day * 86400 + second;
}

enum err item_make(arena *a, struct stems *stems, const struct document *doc,
                   const struct names *names, const struct dates *dates, const struct passage *p,
                   uint32_t ordinal, struct item *out) {
    *out = (struct item){.moment = moment_of(dates)};
    uint16_t *sketch = arena_array(a, ITEM_SKETCH, sizeof *sketch);
    if (!sketch) {
        return a->last;
    }
    memset(sketch, 0xff, ITEM_SKETCH * sizeof *sketch);
    struct count c = {.a = a, .stems = stems, .sketch = sketch};
    if (p->block_from == 0 && doc->title.len) {
        TRY(add_title(&c, doc->title));
    }
    TRY(add_blocks(&c, doc, p));
    TRY(add_names(&c, names, p->at));
    TRY(add_dates(&c, dates, p->at, out));
    TRY(gather(&c, out));
    out->sketch = sketch;
    out->report = hash_bytes(doc->id);
    out->key = hash_join(out->report, ordinal);
    out->content = c.content;
    out->words = c.n_words;
    return ERR_OK;
}
