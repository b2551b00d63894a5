/* events.c - any text gives events whose spans lie in the text, on character boundaries, and whose
 * indexes point at something; twice the same text gives the same events. */
#include "event/events.h"

#include <assert.h>
#include <stdlib.h>

#include "text/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
static arena lexicons;
static const struct name_lexicon *name_lex;
static const struct date_lexicon *date_lex;
static const struct figure_lexicon *figure_lex;
static const struct quote_lexicon *quote_lex;
static const struct event_lexicon *event_lex;

struct report {
    struct document doc;
    struct names names;
    struct dates dates;
    struct figures figures;
    struct quotations quotes;
    struct events events;
};

static bool read_report(arena *a, str text, struct report *r) {
    *r = (struct report){.doc = {.text = text, .id = STR("fuzz")}};
    return !document_analyse(a, &r->doc) && !names_find(a, name_lex, &r->doc, &r->names) &&
           !dates_find(a, date_lex, &r->doc, &r->dates) &&
           !figures_find(a, figure_lex, &r->doc, &r->dates, &r->figures) &&
           !quotes_find(a, quote_lex, &r->doc, &r->names, &r->dates, &r->quotes) &&
           !events_find(a, event_lex, &r->doc, &r->names, &r->dates, &r->figures, &r->quotes,
                        &r->events);
}

static void check_span(str text, struct span at) {
    assert(at.from <= at.to && at.to <= text.len);
    assert(at.to == text.len || ((unsigned char)text.ptr[at.to] & 0xc0) != 0x80);
    assert(at.from == text.len || ((unsigned char)text.ptr[at.from] & 0xc0) != 0x80);
}

static void check_event(const struct report *r, const struct event *e) {
    check_span(r->doc.text, e->at);
    check_span(r->doc.text, e->trigger);
    check_span(r->doc.text, e->source_at);
    check_span(r->doc.text, e->target_at);
    assert(!span_is_empty(e->trigger) && span_contains(e->at, e->trigger));
    assert(e->source == NONE || e->source < r->names.n_mentions);
    assert(e->target == NONE || e->target < r->names.n_mentions);
    assert(e->place == NONE || e->place < r->names.n_mentions);
    assert(e->date == NONE || e->date < r->dates.n);
    assert(e->figure == NONE || e->figure < r->figures.n);
    assert(e->quotation == NONE || e->quotation < r->quotes.n);
    assert(e->sentence < r->doc.n_sentences && e->type.len > 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (!event_lex) {
        arena_init(&lexicons, 0);
        assert(!name_lexicon_new(&lexicons, &name_lex) && !date_lexicon_new(&lexicons, &date_lex) &&
               !figure_lexicon_new(&lexicons, &figure_lex) &&
               !quote_lexicon_new(&lexicons, &quote_lex) &&
               !event_lexicon_new(&lexicons, &event_lex));
    }
    str text = {(const char *)data, size};
    arena a;
    arena_init(&a, 0);
    struct report r;
    struct report again;
    if (utf8_is_valid(text) && read_report(&a, text, &r) && read_report(&a, text, &again)) {
        assert(r.events.n == again.events.n);
        for (size_t i = 0; i < r.events.n; i++) {
            check_event(&r, &r.events.event[i]);
            assert(r.events.event[i].trigger_tok == again.events.event[i].trigger_tok);
        }
    }
    arena_done(&a);
    return 0;
}
