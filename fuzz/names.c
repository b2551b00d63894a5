/* names.c - names of any text: spans in range and in order, nesting only of possessors, entities
 * and their lists agreeing with the mentions; joined with itself a report keeps its entities apart.
 */
#include <stdlib.h>

#include "name/join.h"
#include "text/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool fine) {
    if (!fine) {
        abort();
    }
}

static void check_mentions(const struct document *doc, const struct names *n) {
    for (size_t i = 0; i < n->n_mentions; i++) {
        const struct mention *m = &n->mention[i];
        check(m->tok_from < m->tok_to && m->tok_to <= doc->n_tok);
        check(m->at.from < m->at.to && m->at.to <= doc->text.len);
        check(span_is_empty(m->name) || span_contains(m->at, m->name));
        check(span_is_empty(m->role) || span_contains(m->at, m->role));
        check(m->head >= m->tok_from && m->head < m->tok_to);
        check(m->entity == NONE || m->entity < n->n_entities);
        check(i == 0 || n->mention[i - 1].at.from <= m->at.from);
        bool inside = i > 0 && m->at.from < n->mention[i - 1].at.to;
        check(!inside || m->at.to <= n->mention[i - 1].at.to);
        check(names_mention_at(n, m->tok_from) != NONE);
    }
}

static void check_entities(const struct names *n) {
    for (uint32_t i = 0; i < n->n_entities; i++) {
        const struct entity *e = &n->entity[i];
        for (size_t k = 0; k < e->n_mentions; k++) {
            check(n->mention[e->mention[k]].entity == i);
            check(k == 0 || e->mention[k - 1] < e->mention[k]);
        }
        for (size_t k = 0; k < e->n_roles; k++) {
            check(e->role[k].mention < n->n_mentions);
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    arena a;
    arena_init(&a, 0);
    const struct name_lexicon *lex;
    str text;
    size_t n_repaired;
    check(name_lexicon_new(&a, &lex) == ERR_OK);
    check(utf8_repair(&a, str_of((const char *)data, size), &text, &n_repaired) == ERR_OK);
    struct document doc = {.id = STR("f"), .text = text};
    struct names n;
    check(document_analyse(&a, &doc) == ERR_OK);
    check(names_find(&a, lex, &doc, &n) == ERR_OK);
    check_mentions(&doc, &n);
    check_entities(&n);
    const struct document *docs[2] = {&doc, &doc};
    const struct names *both[2] = {&n, &n};
    struct name_join j;
    check(name_join(&a, docs, both, 2, &j) == ERR_OK);
    for (uint32_t i = 0; i < n.n_entities; i++) {
        check(j.of[0][i] < j.n && j.entity[j.of[0][i]].n_forms <= 2);
        for (uint32_t k = i + 1; k < n.n_entities && k < i + 8; k++) {
            check(j.of[0][i] != j.of[0][k]);
        }
    }
    arena_done(&a);
    return 0;
}
