/* Random stories: sentences of a small pool, cut, changed and restated at random. Whatever comes
 * out must be in range, complete, and the same for any order of the reports. */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>

#include "quote/utterance.h"

enum { REPORTS = 7, QUOTES = 8, TEXT = 8192, ENTRIES = REPORTS * QUOTES * 6 };

struct maker {
    uint32_t seed;
    char *text;
    size_t len;
};

struct report {
    char text[TEXT];
    struct span content[QUOTES];
    struct quotation quotation[QUOTES];
    uint32_t speaker[QUOTES];
};

static uint32_t next_random(uint32_t *seed, uint32_t n) {
    *seed = *seed * 1664525u + 1013904223u;
    return (*seed >> 16) % n;
}

static void put(struct maker *m, const char *s) {
    m->len += (size_t)snprintf(m->text + m->len, TEXT - m->len, "%s", s);
}

static const char *const pool[] = {
    "We will not close the northern harbour until the inquiry has ended",
    "The boats sail on Friday, with the mail and 14 pilots, if the frost allows",
    "Nobody on the island of Skélby had been told about the search of the yard",
    "We seek no quarrel",
    "But if they come to us they will find every lamp on the mole burning",
    "I don't think that the council approved the delay — not in January",
};

/* One sentence with words left out, put in, replaced or bracketed. */
static void put_sentence(struct maker *m, const char *s) {
    static const char *const other[] = {"...",   "[it]", "never", "may",
                                        "“yes”", "17",   "ünder", "and"};
    uint32_t wild = next_random(&m->seed, 3);
    for (const char *p = s; *p;) {
        size_t n = strcspn(p, " ");
        char word[64];
        snprintf(word, sizeof word, "%.*s ", (int)n, p);
        uint32_t what = wild ? next_random(&m->seed, 24) : 99;
        if (what == 1 || what == 2) {
            put(m, other[next_random(&m->seed, 8)]);
            put(m, " ");
        }
        if (what != 0 && what != 1) {
            put(m, word);
        }
        p += n + (p[n] == ' ');
        if (what == 3) {
            break;
        }
    }
    m->len -= m->len > 0 && m->text[m->len - 1] == ' ';
    put(m, next_random(&m->seed, 4) ? "." : "");
}

static void make_report(struct report *r, uint32_t id, uint32_t *seed) {
    struct maker m = {*seed, r->text, 0};
    char name[32];
    snprintf(name, sizeof name, "Report %u.\n\n", id);
    put(&m, name);
    for (size_t q = 0; q < QUOTES; q++) {
        uint32_t kind = next_random(&m.seed, 6);
        bool direct = kind < 4;
        put(&m, direct ? "\"" : "She said ");
        r->content[q].from = (uint32_t)m.len;
        for (uint32_t n = next_random(&m.seed, 3) + 1; n; n--) {
            put_sentence(&m, pool[next_random(&m.seed, sizeof pool / sizeof *pool)]);
            put(&m, n > 1 ? " " : "");
        }
        r->content[q].to = (uint32_t)m.len;
        put(&m, direct ? "\" he said.\n\n" : ".\n\n");
        r->quotation[q] = (struct quotation){.content = &r->content[q],
                                             .n_content = 1,
                                             .mention = NONE,
                                             .entity = NONE,
                                             .type = direct      ? QUOTE_DIRECT
                                                     : kind == 4 ? QUOTE_INDIRECT
                                                                 : QUOTE_MIXED,
                                             .fragment = kind == 3};
        uint32_t speaker = next_random(&m.seed, 3);
        r->speaker[q] = speaker == 2 ? NONE : speaker;
    }
    *seed = m.seed;
}

static void check_span(str text, struct span at) {
    assert_true(at.from <= at.to && at.to <= text.len);
    assert_true(at.from == text.len || ((unsigned char)text.ptr[at.from] & 0xc0) != 0x80);
    assert_true(at.to == text.len || ((unsigned char)text.ptr[at.to] & 0xc0) != 0x80);
}

static void check_rendering(const struct document *const *doc, const struct utterance *u, size_t i,
                            const struct quotations *const *quotes) {
    const struct rendering *r = &u->rendering[i];
    const struct rendering *base = &u->rendering[u->base];
    str text = doc[r->report]->text;
    check_span(text, r->at);
    assert_true(span_contains(quotes[r->report]->quotation[r->quotation].content[0], r->at));
    assert_true(r->similarity >= 0 && r->similarity <= 1);
    assert_true(i != u->base || (r->n_diffs == 0 && r->changes == 0));
    for (size_t d = 0; d < r->n_diffs; d++) {
        check_span(text, r->diff[d].other);
        check_span(doc[base->report]->text, r->diff[d].base);
        assert_true(r->diff[d].change && (r->diff[d].change & r->changes) == r->diff[d].change);
        assert_false(span_is_empty(r->diff[d].base) && span_is_empty(r->diff[d].other));
    }
}

static int compare_entries(const void *a, const void *b) {
    return strcmp(a, b);
}

/* Every rendering as a line that names its report by content and its utterance by the base; sorted.
 */
static size_t list(const struct document *const *doc, const struct utterances *out,
                   char (*entry)[160]) {
    size_t n = 0;
    for (size_t u = 0; u < out->n; u++) {
        const struct utterance *x = &out->utterance[u];
        const struct rendering *base = &x->rendering[x->base];
        for (size_t i = 0; i < x->n; i++) {
            const struct rendering *r = &x->rendering[i];
            assert_true(n < ENTRIES);
            snprintf(entry[n++], sizeof *entry, "%.10s %u-%u | %.10s %u %u-%u %u %u %.4f %zu",
                     doc[base->report]->text.ptr, base->at.from, base->at.to,
                     doc[r->report]->text.ptr, r->quotation, r->at.from, r->at.to, r->kind,
                     r->changes, (double)r->similarity, r->n_diffs);
        }
    }
    qsort(entry, n, sizeof *entry, compare_entries);
    return n;
}

static size_t match(const struct report *report, const size_t *order, char (*entry)[160]) {
    arena a;
    arena_init(&a, 0);
    struct document doc[REPORTS];
    struct quotations quotes[REPORTS];
    const struct document *docs[REPORTS];
    const struct quotations *all[REPORTS];
    const uint32_t *speaker[REPORTS];
    for (size_t i = 0; i < REPORTS; i++) {
        const struct report *r = &report[order[i]];
        doc[i] = (struct document){.text = str_from_cstr(r->text)};
        assert_int_equal(document_analyse(&a, &doc[i]), ERR_OK);
        quotes[i] = (struct quotations){r->quotation, QUOTES};
        docs[i] = &doc[i];
        all[i] = &quotes[i];
        speaker[i] = r->speaker;
    }
    struct utterances out;
    assert_int_equal(utterance_match(&a, docs, all, speaker, REPORTS, &out), ERR_OK);
    bool seen[REPORTS][QUOTES] = {{false}};
    for (size_t u = 0; u < out.n; u++) {
        assert_true(out.utterance[u].base < out.utterance[u].n);
        for (size_t i = 0; i < out.utterance[u].n; i++) {
            check_rendering(docs, &out.utterance[u], i, all);
            const struct rendering *r = &out.utterance[u].rendering[i];
            seen[r->report][r->quotation] = true;
        }
    }
    for (size_t i = 0; i < REPORTS * QUOTES; i++) {
        assert_true(seen[i / QUOTES][i % QUOTES]);
    }
    size_t n = list(docs, &out, entry);
    arena_done(&a);
    return n;
}

static void random_stories_are_matched_alike_in_any_order(void **state) {
    (void)state;
    static struct report report[REPORTS];
    static char first[ENTRIES][160];
    static char again[ENTRIES][160];
    uint32_t seed = 11;
    for (int round = 0; round < 12; round++) {
        size_t order[REPORTS];
        for (uint32_t i = 0; i < REPORTS; i++) {
            make_report(&report[i], i, &seed);
            order[i] = i;
        }
        size_t n = match(report, order, first);
        for (int shuffle = 0; shuffle < 3; shuffle++) {
            for (uint32_t i = REPORTS - 1; i > 0; i--) {
                uint32_t j = next_random(&seed, i + 1);
                size_t swap = order[i];
                order[i] = order[j];
                order[j] = swap;
            }
            assert_int_equal(match(report, order, again), n);
            for (size_t i = 0; i < n; i++) {
                assert_string_equal(again[i], first[i]);
            }
        }
    }
}

/* Whatever the limit of the arena, the answer is an error or the whole result. */
static void little_memory_is_an_error(void **state) {
    (void)state;
    static struct report report;
    uint32_t seed = 3;
    make_report(&report, 0, &seed);
    arena a;
    arena_init(&a, 0);
    struct document doc = {.text = str_from_cstr(report.text)};
    assert_int_equal(document_analyse(&a, &doc), ERR_OK);
    const struct document *docs[] = {&doc};
    struct quotations quotes = {report.quotation, QUOTES};
    const struct quotations *all[] = {&quotes};
    const uint32_t *speaker[] = {report.speaker};
    size_t n_failed = 0;
    for (size_t limit = 64; limit < 16384; limit *= 2) {
        arena small;
        arena_init(&small, limit);
        struct utterances out;
        enum err code = utterance_match(&small, docs, all, speaker, 1, &out);
        n_failed += code == ERR_LIMIT;
        assert_true(code == ERR_OK || code == ERR_LIMIT);
        arena_done(&small);
    }
    assert_true(n_failed > 0);
    arena_done(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_stories_are_matched_alike_in_any_order),
        cmocka_unit_test(little_memory_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
