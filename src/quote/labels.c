/* labels.c - speech that the form of a block gives to somebody.
 *   NAME: words                 a transcript line: all of it is NAME's
 *   "words" / - Name            a signature names who said the paragraph before it
 *   #Name: words (a post)       the name the post leads with; without one, the author of the post
 *   Poll: words (a headline)    a short name before a colon
 * Words of posts and transcripts count as direct speech though no marks stand around them.
 * O(tokens). */
#include "quote/labels.h"

enum { MAX_LEAD = 5 };

struct labels {
    arena *a;
    const struct prose *p;
    struct drafts *d;
};

/* The tokens that lie in the bytes `at`. */
static struct range tokens_in(const struct prose *p, struct span at) {
    uint32_t from = (uint32_t)token_at(p->tok, p->n_tok, at.from);
    uint32_t to = from;
    while (to < p->n_tok && p->tok[to].to <= at.to) {
        to++;
    }
    return (struct range){from, to};
}

static enum err add(struct labels *l, uint32_t block, struct range source, struct range content,
                    uint8_t reason, float confidence) {
    if (content.from >= content.to) {
        return ERR_OK;
    }
    uint32_t sentence = document_sentence_at(l->p->doc, content.from);
    if (sentence == NONE) {
        return ERR_OK;
    }
    struct draft draft = {.source = source,
                          .cue = {content.from, content.from},
                          .sentence = sentence,
                          .block = block,
                          .previous = NONE,
                          .act = ACT_SAY,
                          .reason = reason,
                          .confidence = confidence};
    return draft_add(l->a, l->d, &draft, content);
}

static enum err read_transcript(struct labels *l, uint32_t i) {
    const struct block *b = &l->p->doc->block[i];
    struct range source = tokens_in(l->p, b->label);
    uint32_t from = source.to;
    while (from < b->tok_to && prose_mark(l->p, from) == ':') {
        from++;
    }
    return add(l, i, source, (struct range){from, b->tok_to}, SPEAKER_TRANSCRIPT, 0.95f);
}

/* The paragraph before a signature, when it stands wholly between marks. */
static enum err read_signature(struct labels *l, uint32_t i) {
    const struct document *doc = l->p->doc;
    if (i == 0 || span_is_empty(doc->block[i].label)) {
        return ERR_OK;
    }
    const struct block *said = &doc->block[i - 1];
    struct range at = {said->tok_from, said->tok_to};
    bool whole =
        at.from < at.to && l->p->quote_of[at.from] != NONE && l->p->quote_of[at.to - 1] != NONE;
    if (!whole || l->d->taken[at.from]) {
        return ERR_OK;
    }
    return add(l, i - 1, tokens_in(l->p, doc->block[i].label), at, SPEAKER_TRANSCRIPT, 0.9f);
}

/* "#Name:" or "First Last:" at the start of a post: the tokens before the colon, or empty. */
static struct range leading_name(const struct prose *p, struct range r) {
    uint32_t i = r.from;
    while (i < r.to && p->tok[i].kind == TOKEN_SYMBOL) {
        i++;
    }
    uint32_t start = i;
    while (i < r.to && i - start < MAX_LEAD &&
           (p->tok[i].kind == TOKEN_HASHTAG ||
            (prose_is_nominal(p, i) && (p->tok[i].flags & TOKEN_CAPITAL)))) {
        i++;
    }
    bool name = i > start && prose_mark(p, i) == ':';
    return (struct range){start, name ? i : start};
}

/* The words of paragraph `b` that lie in `words`, without signs, links and dashes at the ends. */
static struct range post_words(const struct prose *p, const struct block *b, struct range words) {
    struct range at = {b->tok_from > words.from ? b->tok_from : words.from,
                       b->tok_to < words.to ? b->tok_to : words.to};
    while (at.from < at.to && p->tok[at.from].kind == TOKEN_SYMBOL) {
        at.from++;
    }
    while (at.to > at.from) {
        uint8_t kind = p->tok[at.to - 1].kind;
        if (kind != TOKEN_LINK && kind != TOKEN_SYMBOL && !prose_is_dash(p, at.to - 1)) {
            break;
        }
        at.to--;
    }
    return at;
}

/* One draft a post; its paragraphs are its pieces. */
static enum err read_post(struct labels *l, uint32_t i) {
    const struct prose *p = l->p;
    const struct document *doc = p->doc;
    uint32_t embed = doc->block[i].embed;
    if (embed == NONE || (i > 0 && doc->block[i - 1].embed == embed)) {
        return ERR_OK;
    }
    struct range words = tokens_in(p, doc->embed[embed].text);
    struct range source = leading_name(p, words);
    bool named = source.from < source.to;
    words.from = named ? source.to + 1 : words.from;
    source = named ? source : tokens_in(p, doc->embed[embed].author);
    size_t n = l->d->n;
    for (uint32_t k = i; k < doc->n_blocks && doc->block[k].embed == embed; k++) {
        struct range at = post_words(p, &doc->block[k], words);
        if (at.from < at.to && l->d->n == n) {
            TRY(add(l, i, source, at, SPEAKER_EMBED, 0.9f));
        } else if (at.from < at.to) {
            TRY(draft_extend(l->a, l->d, (uint32_t)n, at));
        }
    }
    for (uint32_t k = doc->block[i].tok_from;
         k < p->n_tok && p->tok[k].to <= doc->embed[embed].at.to; k++) {
        l->d->taken[k] = 1;
    }
    return ERR_OK;
}

/* Words that stand before a headline's colon without saying anything. */
static bool is_rubric(const struct prose *p, uint32_t i) {
    return prose_is_one_of(
        p, i,
        "exclusive watch live opinion analysis update updated breaking video photos "
        "review column editorial");
}

/* "Poll: ...", "Lee: ..." over a report: a short name, a colon, at least three words. */
static enum err read_headline(struct labels *l, uint32_t i) {
    const struct prose *p = l->p;
    const struct block *b = &p->doc->block[i];
    uint32_t colon = b->tok_from;
    while (colon < b->tok_to && colon - b->tok_from < MAX_LEAD &&
           (prose_is_nominal(p, colon) || prose_mark(p, colon) == '-') &&
           p->quote_of[colon] == NONE) {
        colon++;
    }
    bool lead = colon > b->tok_from && prose_mark(p, colon) == ':' && !is_rubric(p, b->tok_from) &&
                (p->tok[b->tok_from].flags & TOKEN_CAPITAL) && prose_is_nominal(p, colon - 1);
    uint32_t to = b->tok_to;
    to -= to > colon + 2 && p->quote_of[to - 1] == NONE && prose_is_end(p, to - 1);
    if (!lead || to < colon + 4) {
        return ERR_OK;
    }
    struct range content = {colon + 1, to};
    return add(l, i, (struct range){b->tok_from, colon}, content, SPEAKER_COLON, 0.5f);
}

/* The first paragraph is a headline too when it is one sentence: agencies close theirs with a full
 * stop. */
static bool is_headline(const struct document *doc, uint32_t i) {
    const struct block *b = &doc->block[i];
    bool alone = i == 0 && doc->n_sentences > 1 && doc->sentence[1].block != 0;
    return b->kind == BLOCK_HEADLINE || (alone && b->kind == BLOCK_PARAGRAPH);
}

enum err labels_read(arena *a, const struct prose *p, struct drafts *d) {
    struct labels l = {a, p, d};
    for (uint32_t i = 0; i < p->doc->n_blocks; i++) {
        if (is_headline(p->doc, i)) {
            TRY(read_headline(&l, i));
        }
        switch ((enum block_kind)p->doc->block[i].kind) {
        case BLOCK_TRANSCRIPT:
            TRY(read_transcript(&l, i));
            break;
        case BLOCK_SIGNATURE:
            TRY(read_signature(&l, i));
            break;
        case BLOCK_EMBED:
            TRY(read_post(&l, i));
            break;
        case BLOCK_HEADLINE:
        case BLOCK_PARAGRAPH:
        case BLOCK_DATELINE:
        case BLOCK_BYLINE:
        case BLOCK_CAPTION:
        case BLOCK_PROMO:
        case BLOCK_HEADING:
        case BLOCK_LIST_ITEM:
        case BLOCK_CREDIT:
        case BLOCK_KINDS:
            break;
        }
    }
    return ERR_OK;
}
