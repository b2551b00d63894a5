/* document.c - the steps of analysing one report, and questions by position. Nothing here depends
 * on another report, so documents are analysed in parallel. O(text). */
#include "read/document.h"

#include "base/vec.h"
#include "read/blocks.h"

static enum err split_blocks(arena *a, struct document *doc) {
    struct sentences out = {0};
    for (size_t i = 0; i < doc->n_blocks; i++) {
        const struct block *b = &doc->block[i];
        size_t first = out.n;
        TRY(sentence_split(a, doc->text, doc->tok, b->tok_from, b->tok_to, doc->quoted,
                           doc->n_quoted, &out));
        for (size_t k = first; k < out.n; k++) {
            out.v[k].block = (uint32_t)i;
        }
    }
    doc->sentence = out.v;
    doc->n_sentences = out.n;
    return ERR_OK;
}

enum err document_analyse(arena *a, struct document *doc) {
    struct token *tok;
    struct quoted *quoted;
    TRY(token_scan(a, doc->text, &tok, &doc->n_tok));
    doc->tok = tok;
    TRY(mark_pair(a, doc->text, tok, doc->n_tok, &quoted, &doc->n_quoted));
    doc->quoted = quoted;
    TRY(blocks_find(a, doc));
    TRY(split_blocks(a, doc));
    hash_sha256(doc->text, doc->sha256);
    for (size_t i = 0; i < doc->n_blocks && doc->title.len == 0; i++) {
        if (doc->block[i].kind == BLOCK_HEADLINE) {
            doc->title = str_span(doc->text, doc->block[i].at);
        }
    }
    return ERR_OK;
}

uint32_t document_block_at(const struct document *doc, size_t pos) {
    size_t low = 0;
    size_t high = doc->n_blocks;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (doc->block[mid].at.from <= pos) {
            low = mid + 1;
        } else {
            high = mid;
        }
    }
    return low ? (uint32_t)(low - 1) : doc->n_blocks ? 0 : NONE;
}

uint32_t document_sentence_at(const struct document *doc, uint32_t tok) {
    size_t low = 0;
    size_t high = doc->n_sentences;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (doc->sentence[mid].tok_to <= tok) {
            low = mid + 1;
        } else {
            high = mid;
        }
    }
    return low < doc->n_sentences && doc->sentence[low].tok_from <= tok ? (uint32_t)low : NONE;
}

/* The last run that begins at or before `pos`, or the first one. */
static const struct page_run *run_at(const struct document *doc, uint32_t pos) {
    size_t low = 0;
    size_t high = doc->n_runs;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (doc->run[mid].text <= pos) {
            low = mid + 1;
        } else {
            high = mid;
        }
    }
    return &doc->run[low ? low - 1 : 0];
}

struct span document_source_span(const struct document *doc, struct span at) {
    if (doc->n_runs == 0 || span_is_empty(at)) {
        return (struct span){0, 0};
    }
    const struct page_run *first = run_at(doc, at.from);
    const struct page_run *last = run_at(doc, at.to - 1);
    uint32_t skipped = at.from > first->text ? at.from - first->text : 0;
    uint32_t taken = at.to > last->text ? at.to - last->text : 0;
    bool first_is_verbatim = first->len == first->source_len && skipped < first->len;
    bool last_is_verbatim = last->len == last->source_len && taken < last->len;
    uint32_t from = first->source + (first_is_verbatim ? skipped : 0);
    if (skipped >= first->len && first + 1 < doc->run + doc->n_runs) {
        from = first[1].source; /* it begins in white space that reading put in */
    }
    uint32_t to = last->source + (last_is_verbatim ? taken : last->source_len);
    return (struct span){from, to > from ? to : from};
}
