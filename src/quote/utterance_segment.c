/* utterance_segment.c - cuts quotations into sentences, and sentences into words that can be
 * compared. A sentence runs on over a cue ("I won't go," she said, "until they pay.") when no full
 * stop stands before the second part; sentences of fewer than SHORT words ("No.") go with the one
 * before them. Contractions become their words, so that "don't" and "do not" are the same; "..."
 * and brackets become flags of the words beside them. The quoted parts of a mixed quotation are
 * segments of their own beside the clause. A sentence past LONG words is cut, which bounds every
 * alignment. O(tokens). */
#include "quote/utterance_segment.h"

#include "base/hash.h"
#include "base/limits.h"
#include "base/sort.h"
#include "text/fold.h"

enum { SHORT = 4, LONG = 256 };

/* The quotation being cut. */
struct cutter {
    struct speech *s;
    const struct document *doc;
    uint32_t report;
    uint32_t quotation;
    uint32_t speaker;
    uint32_t first; /* its first segment */
    uint8_t kind;
    uint8_t negated;
    uint16_t piece;
    bool open;     /* the last segment may be added to */
    bool bracket;  /* inside [ ] or ( ) */
    bool ellipsis; /* since the last word */
};

static struct segment *last_segment(const struct cutter *c) {
    return &c->s->segment.v[c->s->segment.n - 1];
}

static bool is_mark(const struct token *t, uint16_t mark) {
    return t->kind == TOKEN_PUNCT && t->mark == mark;
}

static bool is_quotation_mark(const struct token *t) {
    static const uint16_t marks[] = {'"',    '\'',   '`',    0xab,   0xbb,   0x2018, 0x2019, 0x201a,
                                     0x201b, 0x201c, 0x201d, 0x201e, 0x201f, 0x2039, 0x203a};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (is_mark(t, marks[i])) {
            return true;
        }
    }
    return false;
}

static enum err open_segment(struct cutter *c) {
    c->open = true;
    c->ellipsis = false;
    struct segment g = {.report = c->report,
                        .quotation = c->quotation,
                        .said_from = (uint32_t)c->s->said.n,
                        .said_to = (uint32_t)c->s->said.n,
                        .speaker = c->speaker,
                        .clause = NONE,
                        .kind = c->kind,
                        .negated = c->negated,
                        .restated = c->kind == SEGMENT_INDIRECT,
                        .cluster = NONE};
    return vec_push(c->s->a, &c->s->segment, g);
}

static enum err push_word(struct cutter *c, str folded, uint32_t tok, unsigned flags) {
    struct speech *s = c->s;
    if (segment_words(last_segment(c)) >= LONG) {
        TRY(open_segment(c));
    }
    uint32_t word;
    TRY(utterance_word_find(&s->vocab, folded, &word));
    flags |= c->bracket ? SAID_BRACKET : 0;
    flags |= c->ellipsis ? SAID_ELLIPSIS : 0;
    c->ellipsis = false;
    TRY(vec_push(
        s->a, &s->said,
        (struct said){.word = word, .tok = tok, .piece = c->piece, .flags = (uint8_t)flags}));
    last_segment(c)->said_to = (uint32_t)s->said.n;
    return ERR_OK;
}

/* The words of a contraction; false when `folded` isn't one. */
static bool expand(str folded, str part[2]) {
    static const struct {
        const char *ending;
        const char *word;
    } endings[] = {{"n't", "not"},  {"'re", "are"},  {"'ve", "have"},
                   {"'ll", "will"}, {"'d", "would"}, {"'m", "am"}};
    if (str_equals(folded, STR("cannot"))) {
        part[0] = STR("can");
        part[1] = STR("not");
        return true;
    }
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        str ending = str_from_cstr(endings[i].ending);
        if (folded.len > ending.len && str_ends_with(folded, ending)) {
            part[0] = str_slice(folded, 0, folded.len - ending.len);
            part[1] = str_from_cstr(endings[i].word);
            if (i == 0) {
                part[0] = str_equals(part[0], STR("ca"))   ? STR("can")
                          : str_equals(part[0], STR("wo")) ? STR("will")
                                                           : part[0];
            }
            return true;
        }
    }
    return false;
}

/* The 's after "it", "that", "there" is a verb; after other words a possessive, which is no word.
 */
static enum err push_clitic(struct cutter *c, uint32_t tok) {
    const struct segment *g = last_segment(c);
    const struct vocab_word *w =
        segment_words(g) ? said_word(c->s, &c->s->said.v[g->said_to - 1]) : NULL;
    bool is_verb = w && (w->role == ROLE_PRONOUN || w->role == ROLE_RELATIVE ||
                         str_equals(w->text, STR("there")) || str_equals(w->text, STR("here")));
    return is_verb ? push_word(c, STR("is"), tok, SAID_EXPANDED) : ERR_OK;
}

/* Marks and signs are no words, but "%" is, and "..." and brackets are remembered. */
static enum err push_mark(struct cutter *c, uint32_t tok) {
    const struct token *t = &c->doc->tok[tok];
    if (t->kind == TOKEN_SYMBOL) {
        return t->mark == '%' ? push_word(c, STR("percent"), tok, 0) : ERR_OK;
    }
    bool dots = t->mark == '.' && tok > 0 && is_mark(t - 1, '.') && t[-1].to == t->from;
    c->ellipsis = c->ellipsis || dots || t->mark == 0x2026;
    if (t->mark == '[' || t->mark == '(') {
        c->bracket = true;
    } else if (t->mark == ']' || t->mark == ')') {
        c->bracket = false;
    }
    return ERR_OK;
}

/* "per cent" is one word, at its second half: take "per" back. */
static void take_back_per(struct cutter *c) {
    struct segment *g = last_segment(c);
    if (segment_words(g) > 0 &&
        str_equals(said_word(c->s, &c->s->said.v[g->said_to - 1])->text, STR("per"))) {
        c->s->said.n--;
        g->said_to--;
    }
}

static enum err push_token(struct cutter *c, uint32_t tok) {
    const struct token *t = &c->doc->tok[tok];
    if (t->kind == TOKEN_CLITIC) {
        return push_clitic(c, tok);
    }
    if (t->kind == TOKEN_PUNCT || t->kind == TOKEN_SYMBOL) {
        return push_mark(c, tok);
    }
    char room[FOLD_ROOM(LIMIT_TOKEN_BYTES + 8)];
    str folded = str_of(room, fold_into(room, token_str(c->doc->text, t)));
    str part[2];
    if (expand(folded, part)) {
        TRY(push_word(c, part[0], tok, SAID_EXPANDED));
        return push_word(c, part[1], tok, SAID_EXPANDED);
    }
    if (str_equals(folded, STR("cent"))) {
        take_back_per(c);
        folded = STR("percent");
    }
    return push_word(c, folded, tok, 0);
}

/* Whether the sentence that begins with token `tok` is another one than that before it in the
 * quotation. */
static bool starts_anew(const struct cutter *c, uint32_t tok, bool same_piece) {
    const struct token *t = c->doc->tok;
    if (same_piece || (t[tok].flags & TOKEN_PARAGRAPH_START) || tok == 0) {
        return true;
    }
    uint32_t before = tok - 1;
    while (before > 0 && is_quotation_mark(&t[before])) {
        before--;
    }
    if (is_mark(&t[before], ',') || is_mark(&t[before], ';') || is_mark(&t[before], 0x2014)) {
        return false;
    }
    return (t[tok].flags & TOKEN_CAPITAL) != 0;
}

static size_t count_words(const struct token *tok, uint32_t from, uint32_t to) {
    size_t n = 0;
    for (uint32_t i = from; i < to; i++) {
        n += token_is_wordlike(&tok[i]);
    }
    return n;
}

/* Tokens [from, to): one piece of the content. */
static enum err cut_piece(struct cutter *c, uint32_t from, uint32_t to) {
    struct sentences found = {0};
    TRY(sentence_split_plain(c->s->a, c->doc->text, c->doc->tok, from, to, &found));
    for (size_t i = 0; i < found.n; i++) {
        const struct sentence *sentence = &found.v[i];
        size_t n = count_words(c->doc->tok, sentence->tok_from, sentence->tok_to);
        bool anew = starts_anew(c, sentence->tok_from, i > 0) && n >= SHORT &&
                    (!c->open || segment_words(last_segment(c)) >= SHORT);
        if (!c->open || anew) {
            TRY(open_segment(c));
        }
        c->bracket = false;
        for (uint32_t t = sentence->tok_from; t < sentence->tok_to; t++) {
            TRY(push_token(c, t));
        }
        last_segment(c)->ends_ellipsis = c->ellipsis;
    }
    return ERR_OK;
}

static struct span tokens_of(const struct document *doc, struct span at) {
    uint32_t from = (uint32_t)token_at(doc->tok, doc->n_tok, at.from);
    uint32_t to = from;
    while (to < doc->n_tok && doc->tok[to].to <= at.to) {
        to++;
    }
    return (struct span){from, to};
}

/* Spans, sums and flags of the segments from `first` on, when their words are known. */
static void finish(struct cutter *c, uint32_t first) {
    struct speech *s = c->s;
    for (size_t i = first; i < s->segment.n; i++) {
        struct segment *g = &s->segment.v[i];
        if (segment_words(g) == 0) {
            continue;
        }
        const struct token *t = c->doc->tok;
        uint32_t head = s->said.v[g->said_from].tok;
        uint32_t tail = s->said.v[g->said_to - 1].tok;
        g->at = (struct span){t[head].from, t[tail].to};
        g->key = 0;
        for (uint32_t w = g->said_from; w < g->said_to; w++) {
            g->key = hash_join(g->key, said_word(s, &s->said.v[w])->key.hash);
        }
        uint32_t before = head;
        while (before > 0 && is_quotation_mark(&t[before - 1])) {
            before--;
        }
        uint32_t after = tail + 1;
        while (after < c->doc->n_tok && is_quotation_mark(&t[after])) {
            after++;
        }
        g->opens_inside = before > 0 && before < head &&
                          !(t[before].flags & TOKEN_PARAGRAPH_START) &&
                          token_is_wordlike(&t[before - 1]) && !(t[head].flags & TOKEN_CAPITAL);
        g->ends_inside = after < c->doc->n_tok && after > tail + 1 &&
                         !(t[after].flags & TOKEN_PARAGRAPH_START) && token_is_wordlike(&t[after]);
    }
}

/* First of the quoted stretches that begins at byte `pos` or later. */
static size_t quoted_from(const struct document *doc, uint32_t pos) {
    size_t low = 0;
    size_t high = doc->n_quoted;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (doc->quoted[mid].outer.from < pos) {
            low = mid + 1;
        } else {
            high = mid;
        }
    }
    return low;
}

/* The quoted parts of a mixed quotation, each tied to the clause segment it stands in. */
static enum err cut_fragments(struct cutter *c, struct span content) {
    const struct document *doc = c->doc;
    uint32_t first = c->first;
    uint32_t clauses = (uint32_t)c->s->segment.n;
    for (size_t i = quoted_from(doc, content.from);
         i < doc->n_quoted && doc->quoted[i].outer.from < content.to; i++) {
        const struct quoted *q = &doc->quoted[i];
        if (q->depth > 0 || q->inner.to > content.to || span_is_empty(q->inner)) {
            continue;
        }
        uint32_t index = (uint32_t)c->s->segment.n;
        c->kind = SEGMENT_FRAGMENT;
        c->open = false;
        TRY(open_segment(c));
        struct span tok = tokens_of(doc, q->inner);
        for (uint32_t t = tok.from; t < tok.to; t++) {
            TRY(push_token(c, t));
        }
        if (segment_words(last_segment(c)) == 0) {
            c->s->segment.n = index;
            continue;
        }
        finish(c, index);
        for (uint32_t g = first; g < clauses; g++) {
            if (span_contains(c->s->segment.v[g].at, c->s->segment.v[index].at)) {
                c->s->segment.v[index].clause = g;
            }
        }
    }
    return ERR_OK;
}

/* Whether all the content of a mixed quotation stands in marks, so that it is direct after all. */
static bool is_all_quoted(const struct document *doc, const struct quotation *q) {
    for (size_t i = 0; i < q->n_content; i++) {
        uint32_t cover = mark_covering(doc->quoted, doc->n_quoted, q->content[i].from);
        if (cover == UINT32_MAX || !span_contains(doc->quoted[cover].outer, q->content[i])) {
            return false;
        }
    }
    return true;
}

/* Marks without words: one empty segment, so that the quotation isn't lost. */
static enum err push_wordless(struct cutter *c, const struct quotation *q) {
    c->s->segment.n = c->first;
    TRY(open_segment(c));
    last_segment(c)->at = q->n_content ? q->content[0] : (struct span){0, 0};
    return ERR_OK;
}

static enum err cut_quotation(struct cutter *c, const struct quotation *q) {
    bool mixed = q->type == QUOTE_MIXED && !is_all_quoted(c->doc, q);
    bool restated = q->type == QUOTE_INDIRECT || mixed;
    c->kind = restated ? SEGMENT_INDIRECT : q->fragment ? SEGMENT_FRAGMENT : SEGMENT_DIRECT;
    c->negated = q->negated;
    c->first = (uint32_t)c->s->segment.n;
    for (size_t i = 0; i < q->n_content; i++) {
        struct span tok = tokens_of(c->doc, q->content[i]);
        c->piece = (uint16_t)i;
        TRY(cut_piece(c, tok.from, tok.to));
    }
    if (c->s->segment.n == c->first || segment_words(&c->s->segment.v[c->first]) == 0) {
        return push_wordless(c, q);
    }
    finish(c, c->first);
    for (size_t i = 0; i < q->n_content && mixed; i++) {
        TRY(cut_fragments(c, q->content[i]));
    }
    return ERR_OK;
}

static int compare_docs(const void *x, const void *y, void *ctx) {
    const struct speech *s = ctx;
    const struct document *d = s->doc[*(const uint32_t *)x];
    const struct document *e = s->doc[*(const uint32_t *)y];
    int order = str_compare(d->text, e->text);
    return order ? order : str_compare(d->id, e->id);
}

static enum err rank_docs(struct speech *s) {
    uint32_t *order = arena_array(s->a, s->n_docs, sizeof *order);
    uint32_t *rank = arena_array(s->a, s->n_docs, sizeof *rank);
    if (!order || !rank) {
        return s->a->last;
    }
    for (uint32_t i = 0; i < s->n_docs; i++) {
        order[i] = i;
    }
    TRY(sort_stable(s->a, order, s->n_docs, sizeof *order, compare_docs, s));
    for (uint32_t i = 0; i < s->n_docs; i++) {
        rank[order[i]] = i;
    }
    s->doc_rank = rank;
    return ERR_OK;
}

/* Count in how many different segments a word stands, weigh the words, then the segments. */
static enum err weigh(struct speech *s) {
    struct map seen;
    TRY(map_init(&seen, s->a, s->segment.n));
    for (uint32_t i = 0; i < s->segment.n; i++) {
        const struct segment *g = &s->segment.v[i];
        if (map_find(&seen, g->key) != MAP_NONE) {
            continue;
        }
        TRY(map_put(&seen, g->key, i));
        for (uint32_t w = g->said_from; w < g->said_to; w++) {
            struct vocab_word *word = &s->vocab.word.v[s->said.v[w].word];
            word->n_uses += word->last_use != i;
            word->last_use = i;
        }
    }
    utterance_word_weigh(&s->vocab, seen.n);
    for (size_t i = 0; i < s->segment.n; i++) {
        struct segment *g = &s->segment.v[i];
        for (uint32_t w = g->said_from; w < g->said_to; w++) {
            uint32_t weight = said_word(s, &s->said.v[w])->key.weight;
            g->weight += weight;
            g->content_weight += weight > WORD_CONTENT ? weight : 0;
        }
    }
    return ERR_OK;
}

enum err utterance_segment_all(struct speech *s, const uint32_t *const *speaker) {
    for (uint32_t r = 0; r < s->n_docs; r++) {
        for (uint32_t q = 0; q < s->quotes[r]->n; q++) {
            struct cutter c = {.s = s,
                               .doc = s->doc[r],
                               .report = r,
                               .quotation = q,
                               .speaker = speaker ? speaker[r][q] : NONE};
            TRY(cut_quotation(&c, &s->quotes[r]->quotation[q]));
        }
    }
    TRY(rank_docs(s));
    s->marked = arena_array(s->a, s->vocab.by_stem.n, sizeof *s->marked);
    return s->marked ? weigh(s) : s->a->last;
}
