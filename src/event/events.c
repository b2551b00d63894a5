/* events.c - who did what to whom: sentence by sentence, each cut into chunks (parse.c), its
 * subjects and objects found (relate.c), and its verbs and nouns looked up in the frames of the
 * lexicon (event_verb.c, event_noun.c).
 * Classes are PLOVER's (Halterman et al. 2023), the frames are our own. Only blocks whose words are
 * the report's own are read, and headlines. O(tokens); scratch of about 150 bytes a token is given
 * back. English only: in other languages nothing is found. */
#include "event/work.h"

enum { PAINT_DEPTH = 8 };

static enum err look_up(arena *scratch, const struct event_lexicon *lex, const struct document *doc,
                        const struct word ***out) {
    const struct word **word = arena_array(scratch, doc->n_tok, sizeof *word);
    if (!word) {
        return scratch->last;
    }
    for (size_t i = 0; i < doc->n_tok; i++) {
        if (doc->tok[i].kind != TOKEN_PUNCT) {
            word[i] = event_lexicon_find(lex, doc->tok[i].hash);
        }
    }
    *out = word;
    return ERR_OK;
}

/* Write each quotation's number on the tokens of its content; of nested ones the later wins. The
 * work is bounded by PAINT_DEPTH strokes a token. */
static enum err paint(arena *scratch, const struct document *doc, const struct quotations *quotes,
                      const uint32_t **out) {
    uint32_t *number = arena_array(scratch, doc->n_tok, sizeof *number);
    if (!number) {
        return scratch->last;
    }
    memset(number, 0xff, doc->n_tok * sizeof *number);
    size_t left = (doc->n_tok + 1) * PAINT_DEPTH;
    for (uint32_t q = 0; q < quotes->n; q++) {
        for (size_t k = 0; k < quotes->quotation[q].n_content; k++) {
            struct span at = quotes->quotation[q].content[k];
            size_t i = token_at(doc->tok, doc->n_tok, at.from);
            for (; i < doc->n_tok && doc->tok[i].from < at.to && left > 0; i++, left--) {
                number[i] = q;
            }
        }
    }
    *out = number;
    return ERR_OK;
}

static bool is_read(const struct document *doc, const struct sentence *s) {
    enum block_kind kind = (enum block_kind)doc->block[s->block].kind;
    return block_is_content(kind) || kind == BLOCK_HEADLINE;
}

static enum err read_sentence(struct work *w, uint32_t sentence) {
    const struct document *doc = w->parse.doc;
    const struct sentence *s = &doc->sentence[sentence];
    struct parse *p = &w->parse;
    p->from = s->tok_from;
    p->to = s->tok_to;
    p->headline = doc->block[s->block].kind == BLOCK_HEADLINE;
    w->sentence = sentence;
    parse_chunks(p);
    relate_all(p);
    TRY(actor_remember(&w->actors, p));
    for (uint32_t i = 0; i < p->n; i++) {
        if (p->chunk[i].kind == CHUNK_VG) {
            TRY(event_verb_tell(w, i));
        } else if (p->chunk[i].kind == CHUNK_NP) {
            TRY(event_noun_tell(w, i));
        }
    }
    return ERR_OK;
}

static size_t longest_sentence(const struct document *doc) {
    size_t n = 0;
    for (size_t i = 0; i < doc->n_sentences; i++) {
        size_t len = doc->sentence[i].tok_to - doc->sentence[i].tok_from;
        n = len > n ? len : n;
    }
    return n;
}

static enum err read_all(struct work *w, arena *scratch, const struct event_lexicon *lex) {
    const struct document *doc = w->parse.doc;
    const struct word **word = NULL;
    TRY(look_up(scratch, lex, doc, &word));
    w->parse.word = word;
    TRY(paint(scratch, doc, w->actors.quotes, &w->actors.quotation));
    w->parse.chunk = arena_array(scratch, longest_sentence(doc) + 1, sizeof *w->parse.chunk);
    if (!w->parse.chunk) {
        return scratch->last;
    }
    TRY(map_init(&w->actors.seen, scratch, 64));
    TRY(actor_places(&w->actors));
    for (uint32_t i = 0; i < doc->n_sentences; i++) {
        if (is_read(doc, &doc->sentence[i])) {
            TRY(read_sentence(w, i));
        }
    }
    return ERR_OK;
}

enum err events_find(arena *a, const struct event_lexicon *lex, const struct document *doc,
                     const struct names *names, const struct dates *dates,
                     const struct figures *figures, const struct quotations *quotes,
                     struct events *out) {
    arena scratch;
    arena_init(&scratch, a->limit);
    struct work w = {.a = a,
                     .figures = figures,
                     .parse = {.doc = doc, .lex = lex, .names = names, .dates = dates},
                     .actors = {.doc = doc, .names = names, .quotes = quotes}};
    enum err code = read_all(&w, &scratch, lex);
    arena_done(&scratch);
    TRY(code);
    *out = (struct events){w.events.v, w.events.n};
    return ERR_OK;
}

const char *event_class_name(enum event_class cls) {
    static const char *const names[] = {
        "AGREE",  "CONSULT",  "SUPPORT", "COOPERATE", "AID",      "YIELD",  "REQUEST", "ACCUSE",
        "REJECT", "THREATEN", "PROTEST", "SANCTION",  "MOBILIZE", "COERCE", "ASSAULT", "OTHER"};
    return names[cls];
}

const char *event_modality_name(enum event_modality modality) {
    static const char *const names[] = {"asserted", "attributed", "planned", "possible", "denied"};
    return names[modality];
}
