/* event_lexicon.c - builds the lexicon from its tables: verbs are inflected by the rules of English
 * spelling unless the table names their forms, nouns are listed in both numbers.
 * Result: one map from a word's hash to what is known of it, so that a token costs one probe.
 * O(words), about a millisecond; const afterwards, shared by all threads. */
#include "event/event_lexicon.h"

#include <assert.h>

#include "base/map.h"
#include "base/vec.h"

struct verb_row {
    const char *base, *forms, *particle, *type;
    uint8_t cls;
    const char *target, *flags;
};

struct noun_row {
    const char *forms, *type;
    uint8_t cls;
    const char *source, *target, *flags;
};

struct word_row {
    uint32_t cls;
    const char *words;
};

static const struct verb_row verb_rows[] = {
#define V(base, forms, particle, type, cls, target, flags) \
    {base, forms, particle, type, EVENT_##cls, target, flags},
#include "event/tables/verbs.inc"
#undef V
};

static const struct noun_row noun_rows[] = {
#define N(forms, type, cls, source, target, flags) \
    {forms, type, EVENT_##cls, source, target, flags},
#include "event/tables/nouns.inc"
#undef N
};

static const struct word_row word_rows[] = {
#define W(cls, words) {WORD_##cls, words},
#include "event/tables/words.inc"
#undef W
};

struct demonym_row {
    const char *country;
    const char *words;
};

/* clang-format off */
static const struct demonym_row demonym_rows[] = {
#define D(country, words) {country, words},
#include "event/tables/demonyms.inc"
#undef D
};
/* clang-format on */

/* Bit 0 is the direct object; the last bit is shared by those that no frame names. */
static const char *const prepositions[] = {
    "",      "of",   "to",    "with", "on",      "against", "at",      "in",
    "by",    "from", "for",   "over", "into",    "about",   "between", "near",
    "along", "upon", "under", "as",   "without", "through"};
static const char other_prepositions[] =
    "during across within towards toward amid among amongst behind beyond despite via per outside "
    "inside around past off out up down ahead alongside onto above below beside besides following "
    "regarding concerning throughout versus like unlike except including due because";

enum {
    N_VERBS = sizeof verb_rows / sizeof verb_rows[0],
    N_NOUNS = sizeof noun_rows / sizeof noun_rows[0],
    N_WORDS = sizeof word_rows / sizeof word_rows[0],
    N_PREPOSITIONS = sizeof prepositions / sizeof prepositions[0],
    WORD_ROOM = 64
};

static_assert(N_PREPOSITIONS < 31, "prepositions fit into a mask");

struct event_lexicon {
    arena *a;
    struct map index;
    VEC(struct word) word;
    struct frame verb[N_VERBS];
    struct frame noun[N_NOUNS];
    size_t n_triggers;
};

/* Cut the next word off `*rest` (words parted by `mark`); empty at the end. */
static str next_word(str *rest, char mark) {
    size_t from = 0;
    while (from < rest->len && rest->ptr[from] == mark) {
        from++;
    }
    size_t to = from;
    while (to < rest->len && rest->ptr[to] != mark) {
        to++;
    }
    str word = str_slice(*rest, from, to);
    *rest = str_slice(*rest, to, rest->len);
    return word;
}

uint32_t event_lexicon_prep(str word) {
    for (unsigned i = 1; i < N_PREPOSITIONS; i++) {
        if (str_equals(word, str_from_cstr(prepositions[i]))) {
            return 1u << i;
        }
    }
    return 0;
}

static uint32_t mask_of(const char *words) {
    str rest = str_from_cstr(words);
    uint32_t mask = 0;
    for (str word = next_word(&rest, ' '); word.len; word = next_word(&rest, ' ')) {
        mask |= str_equals(word, STR("o")) ? FRAME_OBJECT : event_lexicon_prep(word);
    }
    return mask;
}

static uint16_t flags_of(const char *letters) {
    static const char names[] = "ipatrcnlesxywmL";
    static const uint16_t flag[] = {
        FRAME_INTRANSITIVE, FRAME_PERSON, FRAME_ACTOR, FRAME_TARGET, FRAME_RECIPROCAL,
        FRAME_CONTROL,      FRAME_NOUN,   FRAME_LIGHT, FRAME_ENDS,   FRAME_SAYS,
        FRAME_PATIENT,      FRAME_AGENT,  FRAME_WEAK,  FRAME_MET,    FRAME_ONLY_LIGHT};
    unsigned flags = 0;
    for (; *letters; letters++) {
        const char *at = strchr(names, *letters);
        flags |= at ? flag[at - names] : 0u;
    }
    return (uint16_t)flags;
}

static uint8_t complement_of(const char *letters) {
    static const char names[] = "PMNDA";
    for (; *letters; letters++) {
        const char *at = strchr(names, *letters);
        if (at) {
            return (uint8_t)(COMPLEMENT_PLANNED + (at - names));
        }
    }
    return COMPLEMENT_PLAIN;
}

/* The entry of a word, made when it is new. The pointer is good until the next call. */
static enum err word_at(struct event_lexicon *lex, str word, struct word **out) {
    uint64_t hash = token_hash(word);
    uint32_t i = map_find(&lex->index, hash);
    if (i == MAP_NONE) {
        i = (uint32_t)lex->word.n;
        TRY(vec_push(lex->a, &lex->word, (struct word){0}));
        TRY(map_put(&lex->index, hash, i));
    }
    *out = &lex->word.v[i];
    return ERR_OK;
}

static enum err add_class(struct event_lexicon *lex, const char *words, uint32_t cls,
                          uint32_t prep) {
    str rest = str_from_cstr(words);
    for (str word = next_word(&rest, ' '); word.len; word = next_word(&rest, ' ')) {
        struct word *w;
        TRY(word_at(lex, word, &w));
        w->cls |= cls;
        w->prep |= w->prep ? 0 : prep;
    }
    return ERR_OK;
}

static enum err add_demonyms(struct event_lexicon *lex) {
    for (size_t i = 0; i < sizeof demonym_rows / sizeof demonym_rows[0]; i++) {
        const char *code = demonym_rows[i].country;
        str rest = str_from_cstr(demonym_rows[i].words);
        for (str word = next_word(&rest, ' '); word.len; word = next_word(&rest, ' ')) {
            struct word *w;
            TRY(word_at(lex, word, &w));
            w->country = (uint16_t)((unsigned)code[0] << 8 | (unsigned)code[1]);
        }
    }
    return ERR_OK;
}

static bool is_vowel(char c) {
    return strchr("aeiou", c) != NULL;
}

static bool ends_sibilant(str s) {
    return str_ends_with(s, STR("s")) || str_ends_with(s, STR("x")) || str_ends_with(s, STR("z")) ||
           str_ends_with(s, STR("ch")) || str_ends_with(s, STR("sh")) || str_ends_with(s, STR("o"));
}

/* Write stem + suffix into `out`; `twice` doubles the last letter of the stem. */
static str join(char *out, str stem, bool twice, const char *suffix) {
    size_t n = stem.len;
    assert(n + 8 < WORD_ROOM);
    memcpy(out, stem.ptr, n);
    if (twice) {
        out[n] = out[n - 1];
        n++;
    }
    size_t more = strlen(suffix);
    memcpy(out + n, suffix, more);
    return str_of(out, n + more);
}

/* The regular form of `base`. */
static str inflect(char *out, str base, enum verb_form form, bool twice) {
    char last = base.ptr[base.len - 1];
    char before = base.len > 1 ? base.ptr[base.len - 2] : 'a';
    str stem = str_slice(base, 0, base.len - 1);
    bool y = last == 'y' && !is_vowel(before);
    if (form == FORM_S) {
        return y ? join(out, stem, false, "ies")
                 : join(out, base, false, ends_sibilant(base) ? "es" : "s");
    }
    if (form == FORM_ING) {
        if (last == 'e' && before == 'i') {
            return join(out, str_slice(base, 0, base.len - 2), false, "ying");
        }
        bool drop = last == 'e' && before != 'e' && before != 'y';
        return join(out, drop ? stem : base, twice, "ing");
    }
    return y ? join(out, stem, false, "ied") : join(out, base, twice, last == 'e' ? "d" : "ed");
}

static enum err add_form(struct event_lexicon *lex, str word, unsigned form,
                         const struct frame *verb, size_t n_events) {
    struct word *w;
    TRY(word_at(lex, word, &w));
    if (!w->verb) {
        w->verb = verb;
        lex->n_triggers += n_events;
    }
    if (w->verb == verb) {
        w->form |= (uint8_t)form;
    }
    return ERR_OK;
}

/* Past, participle and -ing as the table gives them: "past/participle/ing". */
static enum err add_listed(struct event_lexicon *lex, const char *forms, str base,
                           const struct frame *verb, size_t n_events) {
    char room[WORD_ROOM];
    str rest = str_from_cstr(forms);
    str past = next_word(&rest, '/');
    str part = next_word(&rest, '/');
    str ing = next_word(&rest, '/');
    TRY(add_form(lex, past, part.len ? FORM_PAST : FORM_PAST | FORM_PART, verb, n_events));
    if (part.len) {
        TRY(add_form(lex, part, FORM_PART, verb, n_events));
    }
    return add_form(lex, ing.len ? ing : inflect(room, base, FORM_ING, false), FORM_ING, verb,
                    n_events);
}

static enum err add_regular(struct event_lexicon *lex, str base, bool twice,
                            const struct frame *verb, size_t n_events) {
    char room[WORD_ROOM];
    TRY(add_form(lex, inflect(room, base, FORM_PAST, twice), FORM_PAST | FORM_PART, verb,
                 n_events));
    return add_form(lex, inflect(room, base, FORM_ING, twice), FORM_ING, verb, n_events);
}

/* All forms of the verb whose rows are [from, to). */
static enum err add_verb(struct event_lexicon *lex, size_t from, size_t to) {
    size_t n_events = 0;
    for (size_t i = from; i < to; i++) {
        n_events += *verb_rows[i].type != 0;
    }
    const struct frame *verb = &lex->verb[from];
    const char *forms = verb_rows[from].forms;
    str base = str_from_cstr(verb_rows[from].base);
    char room[WORD_ROOM];
    TRY(add_form(lex, base, FORM_BASE, verb, n_events));
    TRY(add_form(lex, inflect(room, base, FORM_S, false), FORM_S, verb, n_events));
    if (*forms == 'L' && forms[1] == 0) {
        TRY(add_regular(lex, base, false, verb, n_events));
        return add_regular(lex, base, true, verb, n_events);
    }
    if (*forms == 0 || *forms == '2') {
        return add_regular(lex, base, *forms == '2', verb, n_events);
    }
    return add_listed(lex, forms, base, verb, n_events);
}

static void fill_verb(struct frame *f, const struct verb_row *row, bool more) {
    *f = (struct frame){.type = str_from_cstr(row->type),
                        .target = mask_of(row->target),
                        .flags = flags_of(row->flags),
                        .cls = row->cls,
                        .complement = complement_of(row->flags),
                        .more = more};
    str rest = str_from_cstr(row->particle);
    for (str word = next_word(&rest, ' '); word.len; word = next_word(&rest, ' ')) {
        assert(f->n_particles < 2);
        f->particle[f->n_particles++] = token_hash(word);
    }
}

static enum err add_verbs(struct event_lexicon *lex) {
    size_t from = 0;
    for (size_t i = 0; i < N_VERBS; i++) {
        bool more = i + 1 < N_VERBS && strcmp(verb_rows[i].base, verb_rows[i + 1].base) == 0;
        fill_verb(&lex->verb[i], &verb_rows[i], more);
        if (!more) {
            TRY(add_verb(lex, from, i + 1));
            from = i + 1;
        }
    }
    return ERR_OK;
}

static enum err add_nouns(struct event_lexicon *lex) {
    for (size_t i = 0; i < N_NOUNS; i++) {
        const struct noun_row *row = &noun_rows[i];
        lex->noun[i] =
            (struct frame){.type = str_from_cstr(row->type),
                           .source = mask_of(row->source) | event_lexicon_prep(STR("by")),
                           .target = mask_of(row->target),
                           .flags = flags_of(row->flags),
                           .cls = row->cls,
                           .complement = complement_of(row->flags)};
        str rest = str_from_cstr(row->forms);
        for (str word = next_word(&rest, ' '); word.len; word = next_word(&rest, ' ')) {
            struct word *w;
            TRY(word_at(lex, word, &w));
            w->noun = &lex->noun[i];
            lex->n_triggers += row->type[0] != 0;
        }
    }
    return ERR_OK;
}

enum err event_lexicon_new(arena *a, const struct event_lexicon **out) {
    struct event_lexicon *lex = arena_new(a, struct event_lexicon);
    if (!lex) {
        return a->last;
    }
    lex->a = a;
    TRY(map_init(&lex->index, a, (size_t)N_VERBS * 5 + (size_t)N_NOUNS * 2 + 1200));
    TRY(add_verbs(lex));
    TRY(add_nouns(lex));
    TRY(add_demonyms(lex));
    for (size_t i = 0; i < N_WORDS; i++) {
        TRY(add_class(lex, word_rows[i].words, word_rows[i].cls, 0));
    }
    for (unsigned i = 1; i < N_PREPOSITIONS; i++) {
        TRY(add_class(lex, prepositions[i], WORD_PREP, 1u << i));
    }
    TRY(add_class(lex, other_prepositions, WORD_PREP, 1u << 31));
    *out = lex;
    return ERR_OK;
}

const struct word *event_lexicon_find(const struct event_lexicon *lex, uint64_t hash) {
    uint32_t i = map_find(&lex->index, hash);
    return i == MAP_NONE ? NULL : &lex->word.v[i];
}

size_t event_lexicon_triggers(const struct event_lexicon *lex) {
    return lex->n_triggers;
}
