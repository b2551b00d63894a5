/* chain.c - carriers and reporters named in the sentence of an attribution.
 *   on TV | in a press release | in an interview with X | recordings ... shared over Telegram by X
 * | as noted by X told X (an organisation: it is the one who heard and passed it on) Only what
 * stands outside the content counts; what somebody quoted says about television is no carrier. A
 * post's carrier is the post itself, with its account. O(tokens of the sentence). */
#include "quote/chain.h"

#include "base/vec.h"

enum {
    MAX_LINKS = 8,
    MAX_AWAY = 60 /* tokens from the attribution */,
    MAX_CARRY = 8 /* paragraphs */
};

struct chain {
    arena *a;
    const struct prose *p;
    const struct drafts *d;
    const struct draft *draft;
    uint32_t lo;
    uint32_t hi;
    VEC(struct chain_link) out;
};

static enum err add(struct chain *c, enum link_kind kind, struct range at) {
    if (at.from >= at.to || c->out.n == MAX_LINKS) {
        return ERR_OK;
    }
    struct span bytes = prose_span(c->p, at);
    for (size_t i = 0; i < c->out.n; i++) {
        if (c->out.v[i].kind == kind && span_overlaps(c->out.v[i].at, bytes)) {
            return ERR_OK;
        }
    }
    uint32_t mention = c->p->names ? names_mention_in(c->p->names, bytes) : NONE;
    return vec_push(c->a, &c->out, (struct chain_link){(uint8_t)kind, bytes, mention});
}

static bool is_outside(const struct chain *c, uint32_t i) {
    bool own = (i >= c->draft->source.from && i < c->draft->source.to) ||
               (i >= c->draft->cue.from && i < c->draft->cue.to);
    return !own && !c->d->taken[i] && c->p->quote_of[i] == NONE;
}

/* "in a press release", "on TV", "over Telegram and on YouTube": the noun phrase behind the
 * preposition at i. */
static enum err read_carrier(struct chain *c, uint32_t i, uint32_t *next) {
    const struct prose *p = c->p;
    struct range np = noun_after(p, i + 1, c->hi, false);
    for (uint32_t k = np.from; k < np.to; k++) {
        if (!prose_is(p, k, WORD_CARRIER)) {
            continue;
        }
        bool with = prose_is_word(p, k + 1, "with") || prose_is_word(p, k + 1, "to");
        uint32_t end = with ? noun_after(p, k + 2, c->hi, false).to : k + 1;
        TRY(add(c, LINK_CARRIER, (struct range){np.from, end > k ? end : k + 1}));
        if (with) {
            TRY(add(c, LINK_REPORTER, (struct range){k + 2, end}));
        }
        *next = end;
        return ERR_OK;
    }
    return ERR_OK;
}

/* "shared over Telegram by the outlet X": after a word of passing on, the phrase behind "by". */
static enum err read_passing(struct chain *c, uint32_t i) {
    for (uint32_t k = i + 1; k < c->hi && k < i + 12; k++) {
        if (prose_mark(c->p, k) == ',' || !is_outside(c, k)) {
            break;
        }
        if (prose_is_word(c->p, k, "by")) {
            return add(c, LINK_REPORTER, noun_after(c->p, k + 1, c->hi, false));
        }
    }
    return ERR_OK;
}

/* "as noted by X", ", according to X" around words that have a speaker already. */
static enum err read_reporter(struct chain *c, uint32_t i) {
    uint32_t k = c->p->cue_at[i];
    if (k == NONE || c->p->cue[k].kind != CUE_BEFORE || i == c->draft->cue.from) {
        return ERR_OK;
    }
    return add(c, LINK_REPORTER, noun_after(c->p, c->p->cue[k].tok_to, c->hi, false));
}

/* told X, when X is an organisation */
static enum err read_hearer(struct chain *c) {
    const struct prose *p = c->p;
    uint32_t i = c->draft->cue.to;
    uint32_t k = c->draft->cue.from < p->n_tok ? p->cue_at[c->draft->cue.from] : NONE;
    if (c->draft->cue.from == c->draft->cue.to || k == NONE || !(p->cue[k].frames & FRAME_HEARER) ||
        !p->names || i >= c->hi) {
        return ERR_OK;
    }
    uint32_t m = names_mention_at(p->names, prose_is(p, i, WORD_DET) ? i + 1 : i);
    if (m == NONE || p->names->mention[m].type != ENTITY_ORG ||
        p->names->mention[m].kind != MENTION_NAME) {
        return ERR_OK;
    }
    return add(c, LINK_REPORTER,
               (struct range){p->names->mention[m].tok_from, p->names->mention[m].tok_to});
}

static enum err read_post(struct chain *c) {
    const struct document *doc = c->p->doc;
    const struct block *b = &doc->block[c->draft->block];
    if (b->kind != BLOCK_EMBED || b->embed == NONE) {
        return ERR_OK;
    }
    const struct embed *post = &doc->embed[b->embed];
    TRY(vec_push(c->a, &c->out, (struct chain_link){LINK_CARRIER, post->at, NONE}));
    struct span account = span_is_empty(post->handle) ? post->author : post->handle;
    if (!span_is_empty(post->author) && !span_is_empty(post->handle)) {
        account = (struct span){
            post->author.from < post->handle.from ? post->author.from : post->handle.from,
            post->author.to > post->handle.to ? post->author.to : post->handle.to};
    }
    str text = c->p->doc->text;
    bool bracket = account.to < text.len && text.ptr[account.to] == ')' &&
                   memchr(text.ptr + account.from, '(', account.to - account.from);
    account.to += bracket;
    if (span_is_empty(account)) {
        return ERR_OK;
    }
    uint32_t mention = c->p->names ? names_mention_in(c->p->names, post->author) : NONE;
    return vec_push(c->a, &c->out, (struct chain_link){LINK_ACCOUNT, account, mention});
}

/* Text order; the list is short. */
static void sort_links(struct chain_link *v, size_t n) {
    for (size_t i = 1; i < n; i++) {
        struct chain_link x = v[i];
        size_t k = i;
        for (; k > 0 && v[k - 1].at.from > x.at.from; k--) {
            v[k] = v[k - 1];
        }
        v[k] = x;
    }
}

static enum err read_sentence(struct chain *c) {
    const struct prose *p = c->p;
    TRY(read_hearer(c));
    for (uint32_t i = c->lo; i < c->hi; i++) {
        if (!is_outside(c, i)) {
            continue;
        }
        TRY(read_reporter(c, i));
        bool preposition = prose_is_word(p, i, "in") || prose_is_word(p, i, "on") ||
                           prose_is_word(p, i, "over") || prose_is_word(p, i, "via") ||
                           prose_is_word(p, i, "during") || prose_is_word(p, i, "through") ||
                           prose_is_word(p, i, "at") || prose_mark(p, i) == ',';
        uint32_t next = i;
        if (preposition && i + 1 < c->hi) {
            TRY(read_carrier(c, i, &next));
        }
        if (prose_is(p, i, WORD_PASSING)) {
            TRY(read_passing(c, i));
        }
        i = next > i ? next - 1 : i;
    }
    return ERR_OK;
}

enum err chain_find(arena *a, const struct prose *p, const struct drafts *d, uint32_t i,
                    struct chain_link **link, size_t *n) {
    const struct draft *draft = &d->v[i];
    const struct sentence *s = &p->doc->sentence[draft->sentence];
    uint32_t first = draft->source.from < draft->source.to && draft->source.from < draft->cue.from
                         ? draft->source.from
                         : draft->cue.from;
    uint32_t last = draft->source.to > draft->cue.to ? draft->source.to : draft->cue.to;
    struct chain c = {.a = a, .p = p, .d = d, .draft = draft, .lo = s->tok_from, .hi = s->tok_to};
    c.lo = first > c.lo + MAX_AWAY ? first - MAX_AWAY : c.lo;
    c.hi = c.hi > last + MAX_AWAY ? last + MAX_AWAY : c.hi;
    if (c.draft->reason == SPEAKER_EMBED) {
        TRY(read_post(&c));
    } else if (c.draft->cue.from < c.draft->cue.to) {
        TRY(read_sentence(&c));
    }
    sort_links(c.out.v, c.out.n);
    *link = c.out.v;
    *n = c.out.n;
    return ERR_OK;
}

static bool has_carrier(const struct quotation *q) {
    for (size_t i = 0; i < q->n_links && q->reason != SPEAKER_EMBED; i++) {
        if (q->link[i].kind == LINK_CARRIER) {
            return true;
        }
    }
    return false;
}

void chain_carry(const struct document *doc, struct quotation *q, size_t n) {
    const struct quotation *last = NULL; /* whose carrier still holds */
    for (size_t i = 0; i < n; i++) {
        if (q[i].entity == NONE || !quote_is_speech(&q[i])) {
            continue;
        }
        bool near = last && q[i].block - last->block <= MAX_CARRY &&
                    doc->block[q[i].block].section == doc->block[last->block].section;
        if (has_carrier(&q[i])) {
            last = &q[i];
        } else if (!near || q[i].entity != last->entity) {
            last = NULL;
        } else if (q[i].n_links == 0) {
            q[i].link = last->link;
            q[i].n_links = last->n_links;
        }
    }
}
