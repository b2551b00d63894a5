/* quotes.c - quotations of any text: spans in range, on character boundaries, in order; pieces of
 * one quotation apart; indexes inside their arrays; a quotation that takes over a speaker takes it
 * from another one. */
#include <stdlib.h>

#include "quote/quotes.h"
#include "text/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool fine) {
    if (!fine) {
        abort();
    }
}

static void check_span(str text, struct span at) {
    check(at.from <= at.to && at.to <= text.len);
    check(at.from == text.len || (text.ptr[at.from] & 0xc0) != 0x80);
    check(at.to == text.len || (text.ptr[at.to] & 0xc0) != 0x80);
}

static void check_quotation(const struct document *doc, const struct quotations *qs, size_t i) {
    const struct quotation *q = &qs->quotation[i];
    check(q->n_content > 0 && q->type <= QUOTE_MIXED && q->reason <= SPEAKER_NONE);
    for (size_t k = 0; k < q->n_content; k++) {
        check_span(doc->text, q->content[k]);
        check(q->content[k].from < q->content[k].to);
        check(k == 0 || q->content[k - 1].to <= q->content[k].from);
    }
    check(i == 0 || qs->quotation[i - 1].content[0].from <= q->content[0].from);
    check_span(doc->text, q->cue);
    check_span(doc->text, q->source);
    check(q->sentence < doc->n_sentences && q->block < doc->n_blocks);
    check(q->previous == NONE || (q->previous < qs->n && q->previous != i));
    for (size_t k = 0; k < q->n_links; k++) {
        check_span(doc->text, q->link[k].at);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    arena a;
    arena_init(&a, 0);
    const struct quote_lexicon *lex;
    str text;
    size_t n_repaired;
    check(quote_lexicon_new(&a, &lex) == ERR_OK);
    check(utf8_repair(&a, str_of((const char *)data, size), &text, &n_repaired) == ERR_OK);
    struct document doc = {.id = STR("f"), .text = text};
    struct dates dates = {0};
    struct quotations qs;
    check(document_analyse(&a, &doc) == ERR_OK);
    check(quotes_find(&a, lex, &doc, NULL, &dates, &qs) == ERR_OK);
    for (size_t i = 0; i < qs.n; i++) {
        check_quotation(&doc, &qs, i);
    }
    arena_done(&a);
    return 0;
}
