/* quotes.c - report in, quotations out: sentences and lines read into drafts, speakers resolved,
 * everything in order. The steps are files: prose (word classes, cues), speech (attributions of a
 * sentence), loose (quotations without a cue), lines (transcripts, signatures, posts), chain (who
 * passed it on), speaker (who is meant). O(tokens) in all; scratch is given back before returning.
 */
#include "quote/quotes.h"

#include "base/sort.h"
#include "base/vec.h"
#include "quote/loose.h"
#include "quote/speech.h"

static int compare_starts(const void *left, const void *right, void *ctx) {
    (void)ctx;
    const struct quotation *a = left;
    const struct quotation *b = right;
    if (a->content[0].from != b->content[0].from) {
        return a->content[0].from < b->content[0].from ? -1 : 1;
    }
    return a->cue.from < b->cue.from ? -1 : a->cue.from > b->cue.from;
}

/* Direct when nearly all of its words stand between marks, indirect when none does. */
static enum quote_type type_of(const struct prose *p, const struct drafts *d,
                               const struct draft *draft) {
    size_t inside = 0;
    size_t all = 0;
    for (uint32_t k = draft->first; k != NONE; k = d->piece.v[k].next) {
        struct range at = d->piece.v[k].at;
        for (uint32_t i = at.from; i < at.to; i++) {
            bool word = token_is_wordlike(&p->tok[i]);
            all += word;
            inside += word && p->quote_of[i] != NONE;
        }
    }
    return inside == 0 ? QUOTE_INDIRECT : inside * 10 >= all * 9 ? QUOTE_DIRECT : QUOTE_MIXED;
}

/* Bytes of a piece, without the marks around it when it is one quotation. */
static struct span piece_span(const struct prose *p, struct range at) {
    while (at.from < at.to && prose_opens(p, at.from)) {
        uint32_t q = p->quote_of[at.from];
        struct span inner = p->doc->quoted[q].inner;
        if (p->tok[at.to - 1].to >= inner.to && p->quote_of[at.to - 1] == q &&
            inner.from < inner.to) {
            return inner;
        }
        break;
    }
    return prose_span(p, at);
}

static enum err finish(arena *a, const struct prose *p, const struct drafts *d,
                       const struct draft *draft, struct quotation *q) {
    VEC(struct span) content = {0};
    for (uint32_t k = draft->first; k != NONE; k = d->piece.v[k].next) {
        TRY(vec_push(a, &content, piece_span(p, d->piece.v[k].at)));
    }
    *q = (struct quotation){.content = content.v,
                            .n_content = content.n,
                            .cue = prose_span(p, draft->cue),
                            .source = prose_span(p, draft->source),
                            .mention = NONE,
                            .entity = NONE,
                            .sentence = draft->sentence,
                            .block = draft->block,
                            .previous = draft->previous,
                            .date = NONE,
                            .type = (uint8_t)type_of(p, d, draft),
                            .act = draft->act,
                            .reason = draft->reason,
                            .negated = draft->negated,
                            .confidence = draft->confidence};
    if (p->names && !span_is_empty(q->source)) {
        q->mention = names_mention_in(p->names, q->source);
        q->entity = q->mention != NONE ? p->names->mention[q->mention].entity : NONE;
    }
    return ERR_OK;
}

enum err quotes_find(arena *a, const struct quote_lexicon *lex, const struct document *doc,
                     const struct names *names, const struct dates *dates, struct quotations *out) {
    (void)dates;
    arena scratch;
    arena_init(&scratch, 0);
    struct prose p;
    struct drafts d;
    VEC(struct quotation) found = {0};
    enum err code = prose_init(&scratch, &p, lex, doc, names);
    if (code == ERR_OK) {
        code = draft_init(&scratch, &d, &p);
    }
    for (uint32_t s = 0; s < doc->n_sentences && code == ERR_OK; s++) {
        code = speech_read(&scratch, &p, &d, s);
    }
    if (code == ERR_OK) {
        code = loose_read(&scratch, &p, &d);
    }
    for (size_t i = 0; code == ERR_OK && i < d.n; i++) {
        if (d.v[i].dropped) {
            continue;
        }
        struct quotation q;
        code = finish(a, &p, &d, &d.v[i], &q);
        if (code == ERR_OK) {
            code = vec_push(a, &found, q);
        }
    }
    arena_done(&scratch);
    TRY(code);
    TRY(sort_stable(a, found.v, found.n, sizeof *found.v, compare_starts, NULL));
    *out = (struct quotations){found.v, found.n};
    return ERR_OK;
}

const char *quote_type_name(enum quote_type type) {
    static const char *const names[] = {"direct", "indirect", "mixed"};
    return names[type];
}

const char *quote_act_name(enum quote_act act) {
    static const char *const names[] = {"say",   "tell", "write", "ask",     "answer", "claim",
                                        "admit", "deny", "warn",  "promise", "demand", "describe",
                                        "judge", "show", "think", "want"};
    return names[act];
}

const char *quote_reason_name(enum quote_reason reason) {
    static const char *const names[] = {"cue",      "colon", "transcript", "continues",
                                        "floating", "embed", "none"};
    return names[reason];
}

const char *link_kind_name(enum link_kind kind) {
    static const char *const names[] = {"reporter", "carrier", "account", "outlet"};
    return names[kind];
}
