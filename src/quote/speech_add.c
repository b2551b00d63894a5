/* speech_add.c - from a cue, a speaker and the bounds of a content to a draft.
 * Content is trimmed of marks, widened to whole quotations, and for a trailing attribution ("A, X
 * said, B") put together from both sides. O(content), and a bounded look ahead. */
#include "quote/speech_reader.h"

enum { MAX_LOOK = 60, MAX_BACK = 8 };

/* A mark outside quotations that content neither begins nor ends with. */
static bool is_edge(const struct prose *p, uint32_t i) {
    uint32_t mark = prose_mark(p, i);
    return p->quote_of[i] == NONE &&
           (mark == ',' || mark == ';' || mark == ':' || prose_is_dash(p, i) || prose_is_end(p, i));
}

static struct range trim(const struct prose *p, struct range r) {
    while (r.from < r.to && is_edge(p, r.from)) {
        r.from++;
    }
    while (r.to > r.from && is_edge(p, r.to - 1)) {
        r.to--;
    }
    return r;
}

/* Content that begins or ends inside a quotation takes all of it. */
static struct range whole_quotes(const struct prose *p, struct range r) {
    while (r.from > 0 && p->quote_of[r.from] != NONE &&
           p->quote_of[r.from - 1] == p->quote_of[r.from]) {
        r.from--;
    }
    while (r.to < p->n_tok && r.to > 0 && p->quote_of[r.to - 1] != NONE &&
           p->quote_of[r.to] == p->quote_of[r.to - 1]) {
        r.to++;
    }
    return r;
}

/* Whether another cue has these words already. A noun gives way ("said in a statement that"), a
 * verb nearer to them takes them over. Drafts end in text order, so the last few tell. */
static bool is_claimed(struct speech *r, const struct cue *c, struct range content) {
    size_t least = r->d->n > MAX_BACK ? r->d->n - MAX_BACK : 0;
    for (size_t i = r->d->n; i > least; i--) {
        struct draft *other = &r->d->v[i - 1];
        struct range e = draft_extent(r->d, other);
        if (other->dropped || e.to <= content.from || content.to <= e.from) {
            continue;
        }
        if (c->kind == CUE_NOUN || c->kind == CUE_ADJECTIVE || i <= r->first_draft) {
            return true;
        }
        other->dropped = true;
    }
    return false;
}

enum err speech_add(struct speech *r, const struct cue *c, struct range source,
                    struct range content, bool negated, float confidence) {
    content = whole_quotes(r->p, trim(r->p, content));
    bool bare = content.to == content.from + 1 && prose_is(r->p, content.from, WORD_WH | WORD_THAT);
    if (content.from >= content.to || bare || is_claimed(r, c, content)) {
        return ERR_OK;
    }
    struct draft draft = {.source = source,
                          .cue = {c->tok_from, c->tok_to},
                          .sentence = r->sentence,
                          .block = r->block,
                          .previous = NONE,
                          .act = c->act,
                          .reason = source.from < source.to ? SPEAKER_CUE : SPEAKER_NONE,
                          .negated = negated || (c->frames & FRAME_NEGATES),
                          .confidence = confidence};
    r->skip = source.to > r->skip ? source.to : r->skip;
    return draft_add(r->a, r->d, &draft, content);
}

/* Drop the drafts of this sentence whose content lies inside `content`; they stand at the end of
 * the list. */
static void drop_inside(struct speech *r, struct range content) {
    for (size_t i = r->d->n; i > r->first_draft; i--) {
        struct draft *draft = &r->d->v[i - 1];
        struct range e = draft_extent(r->d, draft);
        if (e.to <= content.from && draft->cue.to <= content.from) {
            break;
        }
        draft->dropped = draft->dropped || (e.from >= content.from && e.to <= content.to);
    }
}

/* Where the content of a trailing attribution begins: the sentence, or its quotation when that
 * stands apart. */
static uint32_t trailing_start(const struct speech *r, uint32_t end) {
    const struct prose *p = r->p;
    uint32_t last = end;
    while (last > r->floor && prose_mark(p, last - 1) == ',' && p->quote_of[last - 1] == NONE) {
        last--;
    }
    if (last <= r->floor || p->quote_of[last - 1] == NONE) {
        return r->floor;
    }
    uint32_t open = last - 1;
    while (open > r->floor && p->quote_of[open - 1] == p->quote_of[last - 1]) {
        open--;
    }
    if (open <= r->floor) {
        return open;
    }
    uint32_t mark = prose_mark(p, open - 1);
    bool apart = mark == ':' || prose_is_end(p, open - 1) ||
                 (mark == ',' && (p->tok[open + 1].flags & TOKEN_CAPITAL) && last - open > 6);
    return apart ? open : r->floor;
}

/* Whether what follows a parenthetic attribution goes on with the content. */
static bool goes_on(const struct prose *p, uint32_t i, uint32_t hi, bool quoted) {
    if (i >= hi) {
        return false;
    }
    if (prose_opens(p, i)) {
        return true;
    }
    uint32_t k = p->cue_at[i];
    bool cue = k != NONE && p->cue[k].kind == CUE_VERB && (p->cue[k].form & FORM_ING);
    if (quoted || cue || prose_is(p, i, WORD_SUBORD | WORD_CONJ | WORD_ING | WORD_WH)) {
        return false;
    }
    for (uint32_t j = i; j < hi && j < i + MAX_LOOK; j++) {
        k = p->cue_at[j];
        if (k != NONE && p->quote_of[j] == NONE && p->cue[k].kind == CUE_VERB &&
            (p->cue[k].frames & FRAME_PLAIN)) {
            return false;
        }
    }
    return true;
}

/* Content before the attribution that ends at `after`, and what goes on behind it. */
enum err speech_add_trailing(struct speech *r, const struct cue *c, struct range source,
                             uint32_t end, uint32_t after, bool negated) {
    const struct prose *p = r->p;
    struct range content = speech_range(trailing_start(r, end), end);
    content = whole_quotes(p, trim(p, content));
    if (content.from >= content.to) {
        return ERR_OK;
    }
    drop_inside(r, content);
    size_t n = r->d->n;
    TRY(speech_add(r, c, source, content, negated, 0.9f));
    if (r->d->n == n) {
        return ERR_OK;
    }
    bool quoted = p->quote_of[content.to - 1] != NONE;
    uint32_t i = after;
    if (i < r->hi && (prose_mark(p, i) == ',' || prose_is_dash(p, i)) &&
        goes_on(p, i + 1, r->hi, quoted)) {
        struct range more = whole_quotes(
            p, trim(p, speech_range(i + 1, clause_end(p, i + 1, r->hi, REACH_SENTENCE))));
        if (more.from < more.to) {
            TRY(draft_extend(r->a, r->d, (uint32_t)r->d->n - 1, more));
            i = more.to;
        }
    }
    r->floor = i;
    return ERR_OK;
}
