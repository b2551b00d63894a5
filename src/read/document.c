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
