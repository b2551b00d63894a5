/* quotes.c - report in, quotations out: sentences and lines read into drafts, speakers resolved,
 * everything in order. The steps are files: prose (word classes, cues), speech (attributions of a
 * sentence), loose (quotations without a cue), labels (transcripts, signatures, posts), chain (who
 * passed it on), speaker (who is meant). O(tokens) in all; scratch is given back before returning.
 */
#include "quote/quotes.h"

#include "base/sort.h"
#include "base/vec.h"
#include "quote/chain.h"
#include "quote/labels.h"
#include "quote/loose.h"
#include "quote/speaker.h"
#include "quote/speech.h"

enum { MAX_DATES = 64 }; /* of a sentence, looked at for the day of saying */

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

/* Quoted words that are no clause: "every inch". */
static bool is_fragment(const struct prose *p, const struct drafts *d, const struct draft *draft,
                        enum quote_type type) {
    if (type == QUOTE_INDIRECT || draft->first != draft->last) {
        return false;
    }
    struct range at = d->piece.v[draft->first].at;
    while (at.from < at.to && p->quote_of[at.from] == NONE) {
        at.from++;
    }
    uint32_t words = 0;
    bool verb = false;
    for (uint32_t i = at.from; i < at.to && p->quote_of[i] == p->quote_of[at.from]; i++) {
        words += token_is_wordlike(&p->tok[i]);
        verb = verb || prose_is(p, i, WORD_VERB | WORD_SUBJ);
    }
    return words <= 3 || (words <= 10 && !verb);
}

/* The date of the sentence that stands outside the content, nearest to the cue: when it was said.
 */
static uint32_t date_of(const struct prose *p, const struct drafts *d, const struct draft *draft,
                        const struct dates *dates) {
    const struct sentence *s = &p->doc->sentence[draft->sentence];
    if (!dates || draft->cue.from >= draft->cue.to) {
        return NONE;
    }
    size_t low = 0;
    size_t high = dates->n;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (dates->date[mid].tok_from < s->tok_from) {
            low = mid + 1;
        } else {
            high = mid;
        }
    }
    uint32_t best = NONE;
    uint32_t nearest = UINT32_MAX;
    for (size_t i = low; i < dates->n && i < low + MAX_DATES && dates->date[i].tok_from < s->tok_to;
         i++) {
        const struct date *date = &dates->date[i];
        bool inside = d->taken[date->tok_from] || p->quote_of[date->tok_from] != NONE;
        uint32_t away = date->tok_from > draft->cue.from ? date->tok_from - draft->cue.from
                                                         : draft->cue.from - date->tok_from;
        bool lasting = date->type == DATE_DURATION || date->type == DATE_SET;
        if (!inside && !lasting && away < nearest) {
            best = (uint32_t)i;
            nearest = away;
        }
    }
    return best;
}

static enum err finish(arena *a, const struct prose *p, const struct drafts *d, uint32_t i,
                       const struct dates *dates, struct quotation *q) {
    const struct draft *draft = &d->v[i];
    VEC(struct span) content = {0};
    for (uint32_t k = draft->first; k != NONE; k = d->piece.v[k].next) {
        TRY(vec_push(a, &content, piece_span(p, d->piece.v[k].at)));
    }
    bool form = draft->reason == SPEAKER_TRANSCRIPT || draft->reason == SPEAKER_EMBED;
    enum quote_type type = form ? QUOTE_DIRECT : type_of(p, d, draft);
    struct chain_link *link;
    size_t n_links;
    TRY(chain_find(a, p, d, i, &link, &n_links));
    *q = (struct quotation){.content = content.v,
                            .n_content = content.n,
                            .cue = prose_span(p, draft->cue),
                            .source = prose_span(p, draft->source),
                            .mention = speaker_mention(p, draft->source),
                            .entity = NONE,
                            .sentence = draft->sentence,
                            .block = draft->block,
                            .previous = draft->previous,
                            .date = date_of(p, d, draft, dates),
                            .type = (uint8_t)type,
                            .act = draft->act,
                            .reason = draft->reason,
                            .negated = draft->negated,
                            .fragment = !form && is_fragment(p, d, draft, type),
                            .confidence = draft->confidence,
                            .link = link,
                            .n_links = n_links};
    return ERR_OK;
}

static enum err read_drafts(arena *scratch, const struct prose *p, struct drafts *d) {
    TRY(draft_init(scratch, d, p));
    TRY(labels_read(scratch, p, d));
    for (uint32_t s = 0; s < p->doc->n_sentences; s++) {
        enum block_kind kind = (enum block_kind)p->doc->block[p->doc->sentence[s].block].kind;
        if (block_is_content(kind) || kind == BLOCK_HEADLINE) {
            TRY(speech_read(scratch, p, d, s));
        }
    }
    return loose_read(scratch, p, d);
}

struct order {
    const struct drafts *d;
};

static int compare_drafts(const void *left, const void *right, void *ctx) {
    const struct drafts *d = ((const struct order *)ctx)->d;
    uint32_t i = *(const uint32_t *)left;
    uint32_t k = *(const uint32_t *)right;
    uint32_t a = draft_extent(d, &d->v[i]).from;
    uint32_t b = draft_extent(d, &d->v[k]).from;
    if (a != b) {
        return a < b ? -1 : 1;
    }
    a = d->v[i].cue.from;
    b = d->v[k].cue.from;
    return a < b ? -1 : a > b;
}

/* The drafts that stay, as quotations in text order. */
static enum err write_out(arena *a, arena *scratch, const struct prose *p, const struct drafts *d,
                          const struct dates *dates, struct quotations *out) {
    uint32_t *order = arena_array(scratch, d->n + 1, sizeof *order);
    uint32_t *place = arena_array(scratch, d->n + 1, sizeof *place);
    if (!order || !place) {
        return scratch->last;
    }
    size_t n = 0;
    for (uint32_t i = 0; i < d->n; i++) {
        if (!d->v[i].dropped) {
            order[n++] = i;
        }
    }
    struct order ctx = {d};
    TRY(sort_stable(scratch, order, n, sizeof *order, compare_drafts, &ctx));
    for (uint32_t k = 0; k < n; k++) {
        place[order[k]] = k;
    }
    struct quotation *q = arena_array(a, n, sizeof *q);
    if (!q) {
        return a->last;
    }
    for (size_t k = 0; k < n; k++) {
        TRY(finish(a, p, d, order[k], dates, &q[k]));
        q[k].previous = q[k].previous == NONE ? NONE : place[q[k].previous];
    }
    speaker_resolve(p, q, n);
    chain_carry(p->doc, q, n);
    *out = (struct quotations){q, n};
    return ERR_OK;
}

enum err quotes_find(arena *a, const struct quote_lexicon *lex, const struct document *doc,
                     const struct names *names, const struct dates *dates, struct quotations *out) {
    arena scratch;
    arena_init(&scratch, 0);
    struct prose p;
    struct drafts d;
    enum err code = prose_init(&scratch, &p, lex, doc, names);
    if (code == ERR_OK) {
        code = read_drafts(&scratch, &p, &d);
    }
    if (code == ERR_OK) {
        code = write_out(a, &scratch, &p, &d, dates, out);
    }
    arena_done(&scratch);
    return code;
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

/* style-ok: export - named after the enum it spells out */
const char *link_kind_name(enum link_kind kind) {
    static const char *const names[] = {"reporter", "carrier", "account", "outlet"};
    return names[kind];
}
