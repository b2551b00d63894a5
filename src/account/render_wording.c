/* render_wording.c - what differs between two wordings is what stands between their common
 * beginning and end, in whole words: a single cut or change shows exactly, several show as the
 * stretch that holds them all. O(words). */
#include "account/render_wording.h"

#include <stdio.h>

enum { ATTRIBUTION_BYTES = 160, FIGURE_BYTES = 60 };

/* Bytes that two wordings share at their beginning, or (from_end) at their end, in whole words. */
static size_t shared(str a, str b, bool from_end) {
    size_t most = a.len < b.len ? a.len : b.len;
    size_t n = 0;
    size_t whole = 0;
    for (; n < most; n++) {
        char x = from_end ? a.ptr[a.len - 1 - n] : a.ptr[n];
        char y = from_end ? b.ptr[b.len - 1 - n] : b.ptr[n];
        if (x != y) {
            return whole;
        }
        whole = x == ' ' ? n + 1 : whole;
    }
    str longer = a.len > b.len ? a : b;
    bool ends_word =
        n == longer.len || (from_end ? longer.ptr[longer.len - 1 - n] : longer.ptr[n]) == ' ';
    return ends_word ? n : whole;
}

/* `other` stands in `words` as it is: the longer of the two ends around it differs. */
static struct wording_parts around(str words, size_t pos, size_t len) {
    size_t end = pos + len;
    if (words.len - end >= pos) {
        return (struct wording_parts){.head = str_slice(words, 0, end),
                                      .middle = str_slice(words, end, words.len)};
    }
    return (struct wording_parts){.middle = str_slice(words, 0, pos),
                                  .tail = str_slice(words, pos, words.len)};
}

struct wording_parts render_wording_parts(str words, str other) {
    size_t inside = str_find(words, other, 0);
    if (inside != SIZE_MAX) {
        return around(words, inside, other.len);
    }
    if (str_find(other, words, 0) != SIZE_MAX) {
        return (struct wording_parts){.head = words};
    }
    size_t head = shared(words, other, false);
    size_t tail = shared(words, other, true);
    size_t most = words.len < other.len ? words.len : other.len;
    tail = head + tail > most ? most - head : tail;
    return (struct wording_parts){.head = str_slice(words, 0, head),
                                  .middle = str_slice(words, head, words.len - tail),
                                  .tail = str_slice(words, words.len - tail, words.len)};
}

static str from_word(str s) {
    const char *blank = s.len ? memchr(s.ptr, ' ', s.len) : NULL;
    return blank ? str_slice(s, (size_t)(blank - s.ptr) + 1, s.len) : str_slice(s, s.len, s.len);
}

static str to_word(str s) {
    size_t to = s.len;
    while (to > 0 && s.ptr[to - 1] != ' ') {
        to--;
    }
    return str_slice(s, 0, to > 0 ? to - 1 : 0);
}

struct wording_parts render_wording_snippet(str text, struct span at, size_t before, size_t after) {
    str head = render_place_before(text, at.from, before);
    size_t line = head.len;
    while (line > 0 && head.ptr[line - 1] != '\n') {
        line--;
    }
    bool is_start = line > 0 || head.len == at.from;
    head = is_start ? str_slice(head, line, head.len) : from_word(head);
    str tail = render_place_after(text, at.to, after);
    const char *end = tail.len ? memchr(tail.ptr, '\n', tail.len) : NULL;
    bool is_end = end || at.to + tail.len == text.len;
    tail = end ? str_slice(tail, 0, (size_t)(end - tail.ptr)) : is_end ? tail : to_word(tail);
    return (struct wording_parts){head, str_span(text, at), tail, is_start, is_end};
}

static const struct testimony *testimony_at(const struct account *acct, const struct conflict *c,
                                            struct place place) {
    if (c->claim == NONE) {
        return NULL;
    }
    const struct claim *claim = &acct->claim[c->claim];
    for (size_t i = 0; i < claim->n_testimonies; i++) {
        const struct testimony *t = &claim->testimony[i];
        if (t->witness == place.witness && span_overlaps(t->at, place.at)) {
            return t;
        }
    }
    return NULL;
}

str render_wording_attribution(const struct render_place *x, const struct account *acct,
                               const struct conflict *c, struct place place) {
    const struct testimony *t = testimony_at(acct, c, place);
    uint32_t report = acct->witness[place.witness].report;
    const struct notes *notes = &x->all->notes[report];
    if (!t || t->annotation == NONE || acct->claim[c->claim].kind != CLAIM_UTTERANCE) {
        return (str){"", 0};
    }
    const struct quotation *q = &notes->quotes.quotation[t->annotation];
    struct span at = q->cue;
    if (!span_is_empty(q->source)) {
        at.from = span_is_empty(at) || q->source.from < at.from ? q->source.from : at.from;
        at.to = q->source.to > at.to ? q->source.to : at.to;
        at = at.to - at.from > ATTRIBUTION_BYTES ? q->source : at;
    }
    return render_place_words(x, report, at);
}

/* How a witness renders an utterance, in a few words. */
static const char *manner(const struct rendering *r) {
    if (r->kind == RENDER_INDIRECT) {
        return "indirectly";
    }
    if (r->kind == RENDER_FRAGMENT) {
        return "in part";
    }
    if (r->changes & WORDING_MEANING) {
        return "changed in meaning";
    }
    if (r->changes & WORDING_CHANGED) {
        return "other words";
    }
    if (r->changes & (WORDING_CUT | WORDING_ELISION)) {
        return "cut";
    }
    if (r->changes & WORDING_BRACKET) {
        return "with words put in";
    }
    return r->changes & WORDING_PUNCTUATION ? "other punctuation" : "word for word";
}

const char *render_wording_manner(const struct account *acct, const struct claim *claim,
                                  const struct testimony *t) {
    if (claim->utterance != NONE && t->rendering != NONE) {
        return manner(&acct->utterances.utterance[claim->utterance].rendering[t->rendering]);
    }
    return t->stance == STANCE_DIFFERS       ? "differs"
           : t->stance == STANCE_PARAPHRASES ? "paraphrases"
                                             : "says so";
}

static bool is_direct(const struct render_place *x, uint32_t report, uint32_t quotation) {
    return quotation != NONE &&
           x->all->notes[report].quotes.quotation[quotation].type == QUOTE_DIRECT;
}

bool render_wording_wants_marks(const struct render_place *x, const struct account *acct,
                                const struct claim *claim, const struct testimony *t) {
    if (claim->kind != CLAIM_UTTERANCE) {
        return false;
    }
    uint32_t report = acct->witness[t->witness].report;
    str words = render_place_words(x, report, t->at);
    bool has_marks =
        str_find(words, STR("\""), 0) != SIZE_MAX || str_find(words, STR("\u201c"), 0) != SIZE_MAX;
    bool is_part = strcmp(render_wording_manner(acct, claim, t), "in part") == 0;
    return !has_marks && (is_part || is_direct(x, report, t->annotation));
}

bool render_wording_is_same(const struct claim *claim, str words) {
    return claim->kind == CLAIM_FIGURE ? str_starts_with(claim->text, words)
                                       : str_equals(claim->text, words);
}

str render_wording_said(arena *a, const struct render_place *x, uint32_t report, uint32_t quotation,
                        struct span at) {
    str whole = render_place_words(x, report, at);
    const struct quotation *q =
        quotation == NONE ? NULL : &x->all->notes[report].quotes.quotation[quotation];
    if (!q || q->n_content < 2) {
        return whole;
    }
    buf b;
    buf_init(&b, 2 * whole.len + 8 * q->n_content);
    size_t n = 0;
    for (size_t i = 0; i < q->n_content; i++) {
        struct span part = {q->content[i].from > at.from ? q->content[i].from : at.from,
                            q->content[i].to < at.to ? q->content[i].to : at.to};
        if (part.from < part.to) {
            buf_add(&b, n++ > 0 ? STR(" \u2026 ") : STR(""));
            buf_add(&b, render_place_words(x, report, part));
        }
    }
    str said = n > 1 && b.failed == ERR_OK ? arena_copy(a, buf_str(&b)) : whole;
    buf_done(&b);
    return said.ptr ? said : whole;
}

bool render_wording_is_exact(const char *how) {
    return strcmp(how, "word for word") == 0 || strcmp(how, "other punctuation") == 0;
}

bool render_wording_is_alarming(const char *how) {
    return strcmp(how, "changed in meaning") == 0 || strcmp(how, "other words") == 0 ||
           strcmp(how, "differs") == 0;
}

const char *render_wording_certainty(const struct copy *copy) {
    return copy->direction == COPY_UNDETERMINED ? "undetermined"
           : copy->confidence >= 0.9f           ? "certain"
                                                : "likely";
}

str render_wording_reason(const struct lineage_edge *edge, const struct copy *copy) {
    str word = str_from_cstr(render_wording_certainty(copy));
    str rest = edge->reason;
    bool repeats =
        str_starts_with(rest, word) && rest.len > word.len + 2 && rest.ptr[word.len] == ':';
    return repeats ? str_slice(rest, word.len + 2, rest.len) : rest;
}

size_t render_wording_conflict(const struct account *acct, const struct claim *claim) {
    for (size_t i = 0; i < acct->n_conflicts; i++) {
        const struct conflict *c = &acct->conflict[i];
        if (c->kind != CONFLICT_SPEAKER && c->claim != NONE && &acct->claim[c->claim] == claim) {
            return i + 1;
        }
    }
    return 0;
}

str render_wording_figure(const struct render_place *x, uint32_t report,
                          const struct figure *figure) {
    const struct document *doc = &x->all->notes[report].doc;
    struct span at = figure->at;
    if (figure->counted.from >= at.from && figure->counted.to > at.to) {
        at.to = figure->counted.to;
    }
    struct span noun = at;
    if (figure->verb != NONE && figure->verb < doc->n_tok) {
        const struct token *verb = &doc->tok[figure->verb];
        at.from = verb->from < at.from ? verb->from : at.from;
        at.to = verb->to > at.to ? verb->to : at.to;
    }
    at = at.to - at.from <= FIGURE_BYTES ? at : noun;
    return render_place_words(x, report, at.to - at.from <= FIGURE_BYTES ? at : figure->at);
}

const char *render_wording_question(const struct conflict *c) {
    switch ((enum conflict_kind)c->kind) {
    case CONFLICT_SPEAKER:
        return "Who said it?";
    case CONFLICT_WORDING:
        return "What were the words?";
    case CONFLICT_DATE:
        return "Which day?";
    case CONFLICT_FIGURE:
        return "How many?";
    case CONFLICT_CUT:
        return "A cut that changes the meaning";
    }
    return "";
}

bool render_wording_has_words(const struct conflict *c) {
    return c->kind == CONFLICT_WORDING || c->kind == CONFLICT_CUT;
}

str render_wording_counts(arena *a, uint32_t n_reports, uint32_t n_outlets, uint32_t n_origins) {
    char reports[32] = "";
    char all[112];
    if (n_reports != n_outlets) {
        snprintf(reports, sizeof reports, "%u %s by ", (unsigned)n_reports,
                 n_reports == 1 ? "report" : "reports");
    }
    int len = snprintf(all, sizeof all, "%s%u %s, %u independent %s", reports, (unsigned)n_outlets,
                       n_outlets == 1 ? "outlet" : "outlets", (unsigned)n_origins,
                       n_origins == 1 ? "origin" : "origins");
    return arena_copy(a, (str){all, (size_t)len});
}
