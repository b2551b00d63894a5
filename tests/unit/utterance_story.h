/* utterance_story.h - small stories for the tests of utterance matching: reports as text, their
 * quotations given by words. */
#ifndef COPYTASTER_TESTS_UTTERANCE_STORY_H
#define COPYTASTER_TESTS_UTTERANCE_STORY_H

#include <stdio.h>

#include "quote/utterance.h"

enum { REPORTS = 6, QUOTES = 5, ANN = 0, BEN = 1, NOBODY = -1 };

struct said_case {
    const char *words; /* as in the text; "words|words" = two pieces */
    int type;          /* quote_type */
    int speaker;
    bool fragment;
};

struct report_case {
    const char *text;
    struct said_case said[QUOTES];
};

struct story {
    arena a;
    struct document doc[REPORTS];
    struct quotations quotes[REPORTS];
    uint32_t *speaker[REPORTS];
    size_t n;
    struct utterances out;
};

static inline struct span find(const char *text, const char *words, size_t len) {
    const char *at = text;
    while (at && memcmp(at, words, len) != 0) {
        at = strchr(at + 1, words[0]);
    }
    assert_non_null(at);
    return (struct span){(uint32_t)(at - text), (uint32_t)((size_t)(at - text) + len)};
}

static inline struct quotation quotation_of(arena *a, const char *text,
                                            const struct said_case *said) {
    struct span *content = arena_array(a, 2, sizeof *content);
    const char *bar = strchr(said->words, '|');
    size_t len = bar ? (size_t)(bar - said->words) : strlen(said->words);
    content[0] = find(text, said->words, len);
    if (bar) {
        content[1] = find(text, bar + 1, strlen(bar + 1));
    }
    return (struct quotation){.content = content,
                              .n_content = bar ? 2 : 1,
                              .mention = NONE,
                              .entity = NONE,
                              .previous = NONE,
                              .date = NONE,
                              .type = (uint8_t)said->type,
                              .fragment = said->fragment};
}

/* Reports in the order given by `order` (NULL = as they stand). */
static inline void tell(struct story *s, const struct report_case *report, size_t n,
                        const size_t *order) {
    arena_init(&s->a, 0);
    s->n = n;
    const struct document *doc[REPORTS];
    const struct quotations *quotes[REPORTS];
    for (size_t i = 0; i < n; i++) {
        const struct report_case *r = &report[order ? order[i] : i];
        s->doc[i] = (struct document){.id = str_from_cstr("r"), .text = str_from_cstr(r->text)};
        assert_int_equal(document_analyse(&s->a, &s->doc[i]), ERR_OK);
        struct quotation *q = arena_array(&s->a, QUOTES, sizeof *q);
        s->speaker[i] = arena_array(&s->a, QUOTES, sizeof **s->speaker);
        size_t k = 0;
        for (; k < QUOTES && r->said[k].words; k++) {
            q[k] = quotation_of(&s->a, r->text, &r->said[k]);
            s->speaker[i][k] = (uint32_t)r->said[k].speaker;
        }
        s->quotes[i] = (struct quotations){q, k};
        doc[i] = &s->doc[i];
        quotes[i] = &s->quotes[i];
    }
    assert_int_equal(
        utterance_match(&s->a, doc, quotes, (const uint32_t *const *)s->speaker, n, &s->out),
        ERR_OK);
}

#endif
