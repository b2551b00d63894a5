/* loose.c - quotations without a cue of their own.
 *   "A," she said. "B."            B continues A: one quotation in two pieces
 *   She said that A. "B."          B takes over her as its speaker (SPEAKER_CONTINUES)
 *   "A.                            left open, or closed and followed by a paragraph of its own: the
 * first is "B," said X.                   one quotation over two paragraphs "A," he said.  /  "B."
 * a paragraph of its own after quoted speech: SPEAKER_FLOATING, less sure "B." with nothing around
 * it    SPEAKER_NONE Only sentences that stand wholly between marks are looked at, so scare quotes,
 * titles and nicknames inside a sentence never become speech here. O(tokens + drafts). */
#include "quote/loose.h"

#include "base/vec.h"

enum { MIN_LONELY_WORDS = 5 };

struct loose {
    arena *a;
    const struct prose *p;
    struct drafts *d;
    uint32_t *draft_of;  /* by sentence: its last draft, or NONE */
    uint32_t *quoted_of; /* by sentence: its last draft that ends between marks, or NONE */
    uint32_t *before;    /* by stretch between marks: the one it continues, or NONE */
};

static struct range tokens_of(const struct prose *p, uint32_t q, uint32_t inside) {
    struct range r = {inside, inside + 1};
    while (r.from > 0 && p->quote_of[r.from - 1] == q) {
        r.from--;
    }
    while (r.to < p->n_tok && p->quote_of[r.to] == q) {
        r.to++;
    }
    return r;
}

/* Put the open paragraphs before a draft's first piece in front of it, those after its last behind
 * it. */
static enum err join_paragraphs(struct loose *l, uint32_t i) {
    const struct prose *p = l->p;
    struct drafts *d = l->d;
    struct range *first = &d->piece.v[d->v[i].first].at;
    uint32_t q = p->quote_of[first->from];
    while (q != NONE && l->before[q] != NONE) {
        q = l->before[q];
        struct range more = tokens_of(p, q, p->doc->quoted[q].tok_from);
        if (d->taken[more.from]) {
            break;
        }
        TRY(draft_prepend(l->a, d, i, more));
    }
    q = p->quote_of[draft_extent(d, &d->v[i]).to - 1];
    while (q != NONE && p->doc->quoted[q].next != UINT32_MAX) {
        q = p->doc->quoted[q].next;
        struct range more = tokens_of(p, q, p->doc->quoted[q].tok_from);
        if (d->taken[more.from]) {
            break;
        }
        TRY(draft_extend(l->a, d, i, more));
    }
    return ERR_OK;
}

/* The tokens of a sentence that stands wholly between marks and belongs to nobody; empty for all
 * others. */
static struct range lonely(const struct loose *l, const struct sentence *s) {
    const struct prose *p = l->p;
    struct range r = {s->tok_from, s->tok_to};
    while (r.to > r.from && p->quote_of[r.to - 1] == NONE && prose_is_end(p, r.to - 1)) {
        r.to--;
    }
    bool whole = r.from < r.to && p->quote_of[r.from] != NONE && p->quote_of[r.to - 1] != NONE &&
                 !l->d->taken[r.from] && !l->d->taken[r.to - 1];
    for (uint32_t i = r.from; whole && i < r.to; i++) {
        whole = p->quote_of[i] != NONE || prose_mark(p, i) != 0;
    }
    if (!whole) {
        return (struct range){s->tok_from, s->tok_from};
    }
    return (struct range){tokens_of(p, p->quote_of[r.from], r.from).from,
                          tokens_of(p, p->quote_of[r.to - 1], r.to - 1).to};
}

static unsigned count_words(const struct prose *p, struct range r) {
    unsigned n = 0;
    for (uint32_t i = r.from; i < r.to; i++) {
        n += token_is_wordlike(&p->tok[i]);
    }
    return n;
}

static bool ends_quoted(const struct loose *l, uint32_t draft) {
    struct range e = draft_extent(l->d, &l->d->v[draft]);
    return l->p->quote_of[e.to - 1] != NONE;
}

static enum err add_lonely(struct loose *l, uint32_t s, struct range at, uint32_t previous,
                           uint8_t reason, float confidence) {
    struct draft draft = {.source = {at.from, at.from},
                          .cue = {at.from, at.from},
                          .sentence = s,
                          .block = l->p->doc->sentence[s].block,
                          .previous = previous,
                          .act = ACT_SAY,
                          .reason = reason,
                          .confidence = confidence};
    TRY(draft_add(l->a, l->d, &draft, at));
    l->draft_of[s] = l->quoted_of[s] = (uint32_t)l->d->n - 1;
    return ERR_OK;
}

/* The draft whose speaker a paragraph without a cue may take over: the last quoted speech of the
 * paragraph before. */
static uint32_t neighbour(const struct loose *l, uint32_t s) {
    const struct document *doc = l->p->doc;
    uint32_t block = doc->sentence[s].block;
    uint32_t last = block; /* the paragraph looked at */
    for (uint32_t k = s; k > 0; k--) {
        uint32_t at = doc->sentence[k - 1].block;
        enum block_kind kind = (enum block_kind)doc->block[at].kind;
        if (!block_is_content(kind) && kind != BLOCK_HEADING && block - at <= 3) {
            continue;
        }
        last = last == block ? at : last;
        if (at != last || block - at > 3 || kind == BLOCK_EMBED ||
            doc->block[at].section != doc->block[block].section) {
            return NONE;
        }
        uint32_t i = l->quoted_of[k - 1];
        if (i != NONE) {
            return l->d->v[i].reason != SPEAKER_NONE && l->d->v[i].act < ACT_JUDGE ? i : NONE;
        }
    }
    return NONE;
}

/* Who is announced by the sentence before that ends with a colon: its speaker, else its subject. */
static struct range announced(const struct loose *l, uint32_t s) {
    const struct prose *p = l->p;
    struct range none = {0, 0};
    const struct sentence *before = s > 0 ? &p->doc->sentence[s - 1] : NULL;
    if (!before || before->tok_from == before->tok_to || prose_mark(p, before->tok_to - 1) != ':') {
        return none;
    }
    uint32_t i = l->draft_of[s - 1];
    struct range source = i != NONE ? l->d->v[i].source : none;
    return source.from < source.to ? source : noun_first(p, before->tok_from, before->tok_to);
}

static enum err read_lonely(struct loose *l, uint32_t s, struct range at) {
    const struct document *doc = l->p->doc;
    bool first = s == 0 || doc->sentence[s - 1].block != doc->sentence[s].block;
    struct range source = announced(l, s);
    if (source.from < source.to) {
        TRY(add_lonely(l, s, at, NONE, SPEAKER_COLON, 0.6f));
        l->d->v[l->d->n - 1].source = source;
        return ERR_OK;
    }
    uint32_t last = first ? NONE : l->quoted_of[s - 1];
    last = first || last != NONE ? last : l->draft_of[s - 1];

    if (last != NONE && l->d->v[last].act < ACT_DESCRIBE) {
        l->draft_of[s] = l->quoted_of[s] = last;
        bool same = ends_quoted(l, last) && l->d->v[last].reason != SPEAKER_NONE;
        return same ? draft_extend(l->a, l->d, last, at)
                    : add_lonely(l, s, at, last, SPEAKER_CONTINUES, 0.7f);
    }
    uint32_t near = first ? neighbour(l, s) : NONE;
    if (near != NONE) {
        return add_lonely(l, s, at, near, SPEAKER_FLOATING, 0.5f);
    }
    return count_words(l->p, at) >= MIN_LONELY_WORDS
               ? add_lonely(l, s, at, NONE, SPEAKER_NONE, 0.3f)
               : ERR_OK;
}

static enum err init(struct loose *l) {
    const struct document *doc = l->p->doc;
    l->draft_of = arena_array(l->a, doc->n_sentences + 1, sizeof *l->draft_of);
    l->before = arena_array(l->a, doc->n_quoted + 1, sizeof *l->before);
    l->quoted_of = arena_array(l->a, doc->n_sentences + 1, sizeof *l->quoted_of);
    if (!l->draft_of || !l->before || !l->quoted_of) {
        return l->a->last;
    }
    memset(l->draft_of, 0xff, (doc->n_sentences + 1) * sizeof *l->draft_of);
    memset(l->quoted_of, 0xff, (doc->n_sentences + 1) * sizeof *l->quoted_of);
    memset(l->before, 0xff, (doc->n_quoted + 1) * sizeof *l->before);
    for (uint32_t q = 0; q < doc->n_quoted; q++) {
        if (doc->quoted[q].depth == 0 && doc->quoted[q].next != UINT32_MAX) {
            l->before[doc->quoted[q].next] = q;
        }
    }
    return ERR_OK;
}

enum err loose_read(arena *a, const struct prose *p, struct drafts *d) {
    struct loose l = {.a = a, .p = p, .d = d};
    TRY(init(&l));
    size_t n = d->n;
    for (uint32_t i = 0; i < n; i++) {
        if (d->v[i].dropped) {
            continue;
        }
        TRY(join_paragraphs(&l, i));
        uint32_t *last = &l.draft_of[d->v[i].sentence];
        bool later =
            *last == NONE || draft_extent(d, &d->v[*last]).to <= draft_extent(d, &d->v[i]).to;
        *last = later ? i : *last;
        if (ends_quoted(&l, i)) {
            l.quoted_of[d->v[i].sentence] = i;
        }
    }
    for (uint32_t s = 0; s < p->doc->n_sentences; s++) {
        enum block_kind kind = (enum block_kind)p->doc->block[p->doc->sentence[s].block].kind;
        struct range at = lonely(&l, &p->doc->sentence[s]);
        if (at.from < at.to && (kind == BLOCK_PARAGRAPH || kind == BLOCK_LIST_ITEM)) {
            TRY(read_lonely(&l, s, at));
        }
    }
    return ERR_OK;
}
