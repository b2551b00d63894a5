/* plain.c - any bytes read as a plain text: refused by name, or a report whose blocks and sentences
 * lose nothing. */
#include <stdlib.h>

#include "read/plain.h"
#include "text/utf8.h"

static void require(bool condition) {
    if (!condition) {
        abort();
    }
}

/* Nothing visible lies in [from, to). */
static void check_gap(str text, size_t from, size_t to) {
    for (size_t i = from; i < to; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        require(c == ' ' || (c >= 9 && c <= 13) || c >= 0x80);
    }
}

static void check_blocks(const struct document *doc) {
    size_t pos = 0;
    uint32_t tok = 0;
    for (size_t i = 0; i < doc->n_blocks; i++) {
        const struct block *b = &doc->block[i];
        require(b->at.from >= pos && b->at.to > b->at.from && b->at.to <= doc->text.len);
        require(b->tok_from == tok && b->tok_to > b->tok_from);
        require((b->kind == BLOCK_EMBED) == (b->embed != NONE));
        require(span_is_empty(b->label) || span_contains(b->at, b->label));
        require(span_is_empty(b->date) || span_contains(b->at, b->date));
        require(b->section == NONE || doc->block[b->section].kind == BLOCK_HEADING);
        check_gap(doc->text, pos, b->at.from);
        pos = b->at.to;
        tok = b->tok_to;
    }
    require(tok == doc->n_tok);
    check_gap(doc->text, pos, doc->n_blocks ? doc->text.len : pos);
}

static void check_document(arena *a, struct document *doc) {
    require(utf8_is_valid(doc->text) && document_analyse(a, doc) == ERR_OK);
    check_blocks(doc);
    uint32_t tok = 0;
    for (size_t i = 0; i < doc->n_sentences; i++) {
        require(doc->sentence[i].tok_from == tok && doc->sentence[i].tok_to > tok);
        require(document_sentence_at(doc, tok) == i);
        tok = doc->sentence[i].tok_to;
    }
    require(tok == doc->n_tok);
    for (size_t i = 0; i < doc->n_embeds; i++) {
        const struct embed *e = &doc->embed[i];
        require(e->at.to <= doc->text.len &&
                (span_is_empty(e->text) || span_contains(e->at, e->text)));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    arena a;
    struct read_result out = {0};
    arena_init(&a, 0);
    require(ledger_open(&a, &out) == ERR_OK);
    struct item item = {.kind = ITEM_TEXT,
                        .source = STR("fuzz"),
                        .id = STR("fuzz"),
                        .bytes = str_of((const char *)data, size)};
    require(plain_build(&a, &item, &out) == ERR_OK);
    require(out.n_items == 1 && out.n_docs + out.n_problems >= 1);
    if (out.n_docs) {
        check_document(&a, &out.doc[0]);
    }
    arena_done(&a);
    return 0;
}
