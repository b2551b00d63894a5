/* quote_lines.h - the quotations of a text as lines a test can compare:
 *   D [source] <cue> content / content | +link: words
 * D, I, M for direct, indirect, mixed; "-" before the cue when negated; the reason behind when it
 * isn't the cue. */
#ifndef COPYTASTER_TESTS_QUOTE_LINES_H
#define COPYTASTER_TESTS_QUOTE_LINES_H

#include <stdio.h>

#include "quote/quotes.h"

struct lines {
    char text[8192];
    size_t len;
};

__attribute__((format(printf, 2, 3))) static void lines_add(struct lines *l, const char *fmt, ...) {
    va_list args;
    va_start(args, fmt);
    int n = vsnprintf(l->text + l->len, sizeof l->text - l->len, fmt, args);
    va_end(args);
    l->len += (size_t)n;
    assert_true(l->len < sizeof l->text);
}

static void lines_of(struct lines *l, const struct document *doc, const struct quotations *qs) {
    *l = (struct lines){{0}, 0};
    for (size_t i = 0; i < qs->n; i++) {
        const struct quotation *q = &qs->quotation[i];
        lines_add(l, "%s%c [%" STR_FMT "] %s<%" STR_FMT "> ", i ? "\n" : "", "DIM"[q->type],
                  STR_ARG(str_span(doc->text, q->source)), q -> negated ? "-" : "",
                  STR_ARG(str_span(doc->text, q->cue)));
        for (size_t k = 0; k < q->n_content; k++) {
            lines_add(l, "%s%" STR_FMT, k ? " / " : "",
                      STR_ARG(str_span(doc->text, q->content[k])));
        }
        if (q->reason != SPEAKER_CUE) {
            lines_add(l, " | %s", quote_reason_name((enum quote_reason)q->reason));
        }
        for (size_t k = 0; k < q->n_links; k++) {
            lines_add(l, " | +%s: %" STR_FMT, link_kind_name((enum link_kind)q->link[k].kind),
                      STR_ARG(str_span(doc->text, q->link[k].at)));
        }
    }
}

/* The quotations of `text`, read without names and dates, are the lines `want`. */
static void expect_lines(const char *text, const char *want) {
    arena a;
    arena_init(&a, 0);
    const struct quote_lexicon *lex;
    struct document doc = {.id = STR("t"), .text = str_from_cstr(text)};
    struct dates dates = {0};
    struct quotations qs;
    struct lines got;
    assert_int_equal(quote_lexicon_new(&a, &lex), ERR_OK);
    assert_int_equal(document_analyse(&a, &doc), ERR_OK);
    assert_int_equal(quotes_find(&a, lex, &doc, NULL, &dates, &qs), ERR_OK);
    lines_of(&got, &doc, &qs);
    arena_done(&a);
    assert_string_equal(got.text, want);
}

#endif
