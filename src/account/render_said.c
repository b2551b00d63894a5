/* render_said.c - a saying as a sentence of the account: "Vasil Doretsky denied: his country had
 * any part in the attack". Direct words stand as they are. Indirect ones lose their "that", and the
 * cue gives the verb, so that what was denied, demanded or condemned doesn't read as asserted. Past
 * forms of participles are made by rule ("noting", "noted"; "denying", "denied") with a table of
 * the strong verbs; a cue that is no verb ("according to") gives none. O(words). */
#include "account/render_said.h"

#include "account/render_wording.h"
#include "text/fold.h"

enum { CUE_BYTES = 40 };

static str first_word(str s) {
    const char *blank = s.len ? memchr(s.ptr, ' ', s.len) : NULL;
    return blank ? str_slice(s, 0, (size_t)(blank - s.ptr)) : s;
}

static bool is_one_of(str word, const char *const *list, size_t n) {
    for (size_t i = 0; i < n; i++) {
        if (str_equals(word, str_from_cstr(list[i]))) {
            return true;
        }
    }
    return false;
}

static bool holds_one_of(str words, const char *const *list, size_t n) {
    for (size_t i = 0; i < n; i++) {
        if (str_find(words, str_from_cstr(list[i]), 0) != SIZE_MAX) {
            return true;
        }
    }
    return false;
}

#define LIST(...) \
    (const char *const[]){__VA_ARGS__}, sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *)

/* "according to X", "as noted by X", "in the words of X" tell the source, not what it did. */
static bool is_verb(str cue) {
    bool is_phrase = is_one_of(first_word(cue), LIST("according", "as", "by", "for", "from", "in",
                                                     "of", "per", "to", "via", "with"));
    return cue.len > 0 && cue.len <= CUE_BYTES && !is_phrase &&
           !holds_one_of(cue, LIST(",", "\n", ":", "\""));
}

static str joined(arena *a, str one, str two) {
    buf b;
    buf_init(&b, one.len + two.len + 1);
    buf_add(&b, one);
    buf_add(&b, two);
    str out = b.failed == ERR_OK ? arena_copy(a, buf_str(&b)) : (str){NULL, 0};
    buf_done(&b);
    return out.ptr ? out : (str){"", 0};
}

/* The past of a participle: "condemning for" gives "condemned for". */
static str past_of(arena *a, str cue) {
    static const char *const strong[][2] = {
        {"telling", "said"},     {"told", "said"},      {"saying", "said"},    {"writing", "wrote"},
        {"thinking", "thought"}, {"speaking", "spoke"}, {"swearing", "swore"}, {"making", "made"},
        {"giving", "gave"},      {"taking", "took"},    {"holding", "held"},   {"putting", "put"},
        {"seeing", "saw"},       {"ruling", "ruled"},   {"setting", "set"}};
    str verb = first_word(cue);
    str rest = str_slice(cue, verb.len, cue.len);
    for (size_t i = 0; i < sizeof strong / sizeof *strong; i++) {
        if (str_equals(verb, str_from_cstr(strong[i][0]))) {
            return joined(a, str_from_cstr(strong[i][1]), rest);
        }
    }
    if (verb.len < 6 || !str_ends_with(verb, STR("ing"))) {
        return cue;
    }
    str stem = str_slice(verb, 0, verb.len - 3);
    char last = stem.ptr[stem.len - 1];
    bool y = last == 'y' && !strchr("aeiou", stem.ptr[stem.len - 2]);
    str past =
        y ? joined(a, str_slice(stem, 0, stem.len - 1), STR("ied")) : joined(a, stem, STR("ed"));
    return joined(a, past, rest);
}

/* What a cue is turned by, where it isn't its own verb: "declined to say", "has never said". */
static str turned(const struct render_place *x, uint32_t report, const struct quotation *q,
                  str cue) {
    if (!span_is_empty(q->source) && q->source.to < q->cue.from &&
        q->cue.from - q->source.to <= CUE_BYTES) {
        str whole = str_trim(render_place_words(x, report, (struct span){q->source.to, q->cue.to}));
        if (holds_one_of(whole, LIST("not ", "n't ", "n\u2019t ", "never ", "declin", "refus",
                                     "without ", "no longer ")) &&
            !holds_one_of(whole, LIST(",", "\n", "("))) {
            return whole;
        }
    }
    bool is_plain = is_one_of(first_word(cue),
                              LIST("say", "says", "said", "saying", "tell", "tells", "told",
                                   "claim", "claims", "claimed", "confirm", "confirmed", "comment",
                                   "add", "added", "disclose", "specify", "explain"));
    return is_plain ? STR("did not say") : cue.len ? cue : STR("denied");
}

str render_said_verb(arena *a, const struct render_place *x, uint32_t report, uint32_t quotation) {
    if (quotation == NONE) {
        return (str){"", 0};
    }
    const struct quotation *q = &x->all->notes[report].quotes.quotation[quotation];
    str cue = fold_case(a, str_trim(render_place_words(x, report, q->cue)));
    cue = cue.ptr && is_verb(cue) ? past_of(a, cue) : (str){"", 0};
    return q->negated ? turned(x, report, q, cue) : cue;
}

/* ---- words ---- */

static size_t count_of(str words, str mark) {
    size_t n = 0;
    for (size_t at = str_find(words, mark, 0); at != SIZE_MAX;
         at = str_find(words, mark, at + mark.len)) {
        n++;
    }
    return n;
}

/* The mark that is missing at the end: the words were cut inside a quotation; "" when none is. */
static str missing_mark(str words) {
    if (count_of(words, STR("\"")) % 2 == 1) {
        return STR("\"");
    }
    if (count_of(words, STR("\u201c")) > count_of(words, STR("\u201d"))) {
        return STR("\u201d");
    }
    size_t open = count_of(words, STR("\u2018"));
    size_t close = count_of(words, STR("\u2019"));
    return open > close ? STR("\u2019") : STR("");
}

str render_said_words(arena *a, str words, bool direct) {
    if (direct) {
        return words;
    }
    if (words.len > 5 && str_equals_nocase(str_slice(words, 0, 5), STR("that "))) {
        words = str_trim(str_slice(words, 5, words.len));
    }
    str mark = missing_mark(words);
    return mark.len ? joined(a, words, mark) : words;
}

str render_said_head(arena *a, str words, size_t chars) {
    str head = render_place_after(words, 0, chars);
    if (head.len == words.len) {
        return words;
    }
    size_t to = head.len;
    while (to > 0 && head.ptr[to - 1] != ' ') {
        to--;
    }
    to = to > 0 ? to : head.len;
    while (to > 0 && strchr(" ,;:", head.ptr[to - 1])) {
        to--;
    }
    return joined(a, str_slice(head, 0, to), STR(" \u2026"));
}

/* ---- claims ---- */

/* The testimony whose words the claim has, or NULL. */
static const struct testimony *base_of(const struct claim *claim) {
    for (size_t i = 0; i < claim->n_testimonies; i++) {
        const struct testimony *t = &claim->testimony[i];
        if (t->witness == claim->base.witness && t->at.from == claim->base.at.from) {
            return t;
        }
    }
    return NULL;
}

static size_t speaker_conflict(const struct account *acct, const struct claim *claim) {
    for (size_t i = 0; i < acct->n_conflicts; i++) {
        const struct conflict *c = &acct->conflict[i];
        if (c->kind == CONFLICT_SPEAKER && c->claim != NONE && &acct->claim[c->claim] == claim) {
            return i + 1;
        }
    }
    return 0;
}

struct said render_said(arena *a, const struct render_place *x, const struct account *acct,
                        const struct claim *claim) {
    struct said out = {.words = claim->text, .conflict = speaker_conflict(acct, claim)};
    if (claim->speaker != NONE) {
        out.who = acct->entities.entity[claim->speaker].name;
    }
    const struct testimony *t = base_of(claim);
    if (!t || t->annotation == NONE) {
        return out;
    }
    uint32_t report = acct->witness[t->witness].report;
    const struct quotation *q = &x->all->notes[report].quotes.quotation[t->annotation];
    out.direct = q->type == QUOTE_DIRECT;
    out.negated = q->negated;
    out.verb = render_said_verb(a, x, report, t->annotation);
    out.words =
        render_said_words(a, render_wording_said(a, x, report, t->annotation, t->at), out.direct);
    if (claim->speaker == NONE && out.conflict == 0 && claim->n_witnesses == 1) {
        out.who = render_place_words(x, report, q->source);
    }
    return out;
}
