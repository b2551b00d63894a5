/* prepare.c - what each token is by itself: its lexicon flags, the depth of quotation marks around
 * it, whether its capital means anything (not at the start of a sentence, not in a line of Title
 * Case), and which words the report also writes in lower case. O(tokens). */
#include "name/work.h"

/* Lines in which this share of the words has a capital are written in Title Case. */
enum { TITLED_PERCENT = 70, TITLED_LEAST = 4 };

static bool is_titled(const struct work *w, const struct block *b) {
    uint32_t n = 0;
    uint32_t n_capital = 0;
    bool ends = work_is_mark(w, b->tok_to - 1, '.') || work_is_mark(w, b->tok_to - 1, '"');
    if (b->kind == BLOCK_TRANSCRIPT || b->kind == BLOCK_BYLINE ||
        (ends && b->kind == BLOCK_PARAGRAPH)) {
        return false;
    }
    for (uint32_t i = b->tok_from; i < b->tok_to; i++) {
        if (w->tok[i].kind != TOKEN_WORD || (w->word[i] & WORD_COMMON)) {
            continue;
        }
        n++;
        n_capital += work_is_capital(w, i);
    }
    return n >= TITLED_LEAST && n_capital * 100 >= n * TITLED_PERCENT;
}

static void note_blocks(struct work *w) {
    for (size_t k = 0; k < w->doc->n_blocks; k++) {
        const struct block *b = &w->doc->block[k];
        if (b->tok_from >= b->tok_to) {
            continue;
        }
        bool titled = is_titled(w, b);
        for (uint32_t i = b->tok_from; titled && i < b->tok_to; i++) {
            w->note[i] |= NOTE_TITLED;
        }
        w->note[b->tok_from] |= NOTE_START;
        w->note[b->tok_to - 1] |= NOTE_BLOCK_END;
    }
}

static void note_quotations(struct work *w) {
    for (size_t k = 0; k < w->doc->n_quoted; k++) {
        const struct quoted *q = &w->doc->quoted[k];
        for (uint32_t i = q->tok_from; i < q->tok_to && i < w->n_tok; i++) {
            w->depth[i] = (uint8_t)(q->depth + 1 > w->depth[i] ? q->depth + 1 : w->depth[i]);
        }
        if (q->tok_from < w->n_tok) {
            w->note[q->tok_from] |= NOTE_START;
        }
    }
}

static enum err note_words(struct work *w) {
    for (uint32_t i = 0; i < w->n_tok; i++) {
        const struct token *t = &w->tok[i];
        if (!token_is_wordlike(t) || (w->note[i] & NOTE_TITLED)) {
            continue;
        }
        bool capital = work_is_capital(w, i);
        if (capital && (w->note[i] & NOTE_START)) {
            continue;
        }
        uint32_t old = map_find(&w->seen, t->hash);
        uint32_t now = (old == MAP_NONE ? 0 : old) | (capital ? SEEN_CAPITAL : SEEN_LOWER);
        if (now != old) {
            TRY(map_put(&w->seen, t->hash, now));
        }
    }
    return ERR_OK;
}

enum err prepare_tokens(struct work *w) {
    w->word = arena_array(w->tmp, w->n_tok + 1, sizeof *w->word);
    w->note = arena_array(w->tmp, w->n_tok + 1, 1);
    w->depth = arena_array(w->tmp, w->n_tok + 1, 1);
    w->chunk_of = arena_array(w->tmp, w->n_tok + 1, sizeof *w->chunk_of);
    w->role_of = arena_array(w->tmp, w->n_tok + 1, sizeof *w->role_of);
    if (!w->word || !w->note || !w->depth || !w->chunk_of || !w->role_of) {
        return w->tmp->last;
    }
    TRY(map_init(&w->seen, w->tmp, w->n_tok / 3));
    TRY(map_init(&w->form_of, w->tmp, 64));
    TRY(map_init(&w->own, w->tmp, 64));
    for (uint32_t i = 0; i < w->n_tok; i++) {
        w->word[i] = token_is_wordlike(&w->tok[i]) ? lexicon_word(w->lex, w->tok[i].hash) : 0;
        w->chunk_of[i] = NONE;
        w->role_of[i] = NONE;
        w->note[i] = w->tok[i].flags & TOKEN_LINE_START || work_is_mark(w, i ? i - 1 : 0, ':')
                         ? NOTE_START
                         : 0;
    }
    for (size_t k = 0; k < w->doc->n_sentences; k++) {
        w->note[w->doc->sentence[k].tok_from] |= NOTE_START;
    }
    note_blocks(w);
    note_quotations(w);
    return note_words(w);
}
