/* Blocks that come back on pages of a host: what is furniture and what must stay. */
#include "unit.h"

#include <stdio.h>

#include "page/site.h"

enum { MOST_BLOCKS = 12, MOST_PAGES = 40 };

/* Pages made of paragraphs; a paragraph that begins with '#' is a heading. */
struct fixture {
    arena a;
    struct site_memory memory;
    struct site_page page[MOST_PAGES];
    size_t n;
};

static void fixture_init(struct fixture *f, size_t most) {
    memset(f, 0, sizeof *f);
    arena_init(&f->a, 0);
    assert_int_equal(site_init(&f->memory, most), ERR_OK);
}

static void fixture_done(struct fixture *f) {
    site_done(&f->memory);
    arena_done(&f->a);
}

/* Add a page of the paragraphs of `text`, parted by blank lines, all read with `score`. */
static void add_page(struct fixture *f, const char *host, const char *text, float score) {
    struct page_block *block = arena_array(&f->a, MOST_BLOCKS, sizeof *block);
    struct site_page *p = &f->page[f->n++];
    *p = (struct site_page){.host = arena_copy(&f->a, str_from_cstr(host)),
                            .text = arena_copy(&f->a, str_from_cstr(text)),
                            .block = block};
    for (size_t pos = 0; pos < p->text.len;) {
        size_t end = str_find(p->text, STR("\n\n"), pos);
        end = end == SIZE_MAX ? p->text.len : end;
        bool heading = p->text.ptr[pos] == '#';
        block[p->n_blocks++] =
            (struct page_block){.kind = (uint8_t)(heading ? PAGE_HEADING : PAGE_PARAGRAPH),
                                .at = {(uint32_t)pos, (uint32_t)end},
                                .score = score};
        pos = end + 2;
    }
    assert_int_equal(site_add(&f->memory, &f->a, p), ERR_OK);
}

/* Add a page whose paragraphs are its own but for `shared`, which stands in their middle. */
static void add_report(struct fixture *f, const char *host, int number, const char *shared,
                       float score) {
    static const char *const place[] = {"Ardlow",  "Brinmouth", "Caster",  "Dunvale",
                                        "Elmport", "Fallow",    "Garrick", "Hythe",
                                        "Inver",   "Jarrow",    "Kelling", "Lorne"};
    char text[1200];
    const char *p = place[number % 12];
    snprintf(text, sizeof text,
             "The council of %s met on day %d.\n\nIts ferry number %d stayed in %s port.\n\n%s\n\n"
             "Nobody in %s was hurt, said captain %d.\n\nRepairs at %s will take %d weeks more.",
             p, number, number + 100, p, shared, p, number + 200, p, number + 300);
    add_page(f, host, text, score);
}

/* Blocks of page `i` that are furniture, as bits. */
static unsigned found(struct fixture *f, size_t i) {
    bool *drop;
    size_t n;
    unsigned bits = 0;
    size_t count = 0;
    assert_int_equal(site_find(&f->memory, &f->a, &f->page[i], &drop, &n), ERR_OK);
    for (size_t k = 0; k < f->page[i].n_blocks; k++) {
        bits |= (unsigned)drop[k] << k;
        count += drop[k];
    }
    assert_int_equal(count, n);
    return bits;
}

static const char appeal[] = "Reporting like this is paid for by readers, so please give.";

static void third_page_makes_a_block_furniture(void **s) {
    struct fixture f;
    (void)s;
    fixture_init(&f, 1000);
    add_report(&f, "a.example", 1, appeal, .8f);
    add_report(&f, "a.example", 2, "REPORTING like this is paid for, by readers: so please give!",
               .8f);
    assert_int_equal(found(&f, 0), 0);
    add_report(&f, "a.example", 3, appeal, .8f);
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(found(&f, i), 1u << 2);
    }
    fixture_done(&f);
}

static void hosts_are_apart(void **s) {
    struct fixture f;
    (void)s;
    fixture_init(&f, 1000);
    add_report(&f, "a.example", 1, appeal, .8f);
    add_report(&f, "b.example", 2, appeal, .8f);
    add_report(&f, "c.example", 3, appeal, .8f);
    add_report(&f, "", 4, appeal, .8f);
    add_report(&f, "", 5, appeal, .8f);
    add_report(&f, "", 6, appeal, .8f);
    for (size_t i = 0; i < f.n; i++) {
        assert_int_equal(found(&f, i), 0);
    }
    fixture_done(&f);
}

static void an_article_at_many_addresses_stays(void **s) {
    struct fixture f;
    (void)s;
    fixture_init(&f, 1000);
    for (int i = 0; i < 6; i++) {
        add_report(&f, "a.example", 1, "The crack was found by a diver at noon on Thursday.", .8f);
    }
    add_report(&f, "a.example", 7, appeal, .8f);
    for (size_t i = 0; i < f.n; i++) {
        assert_int_equal(found(&f, i), 0);
    }
    fixture_done(&f);
}

static void versions_of_an_article_stay(void **s) {
    struct fixture f;
    char text[600];
    (void)s;
    fixture_init(&f, 1000);
    for (int i = 0; i < 5; i++) {
        snprintf(
            text, sizeof text,
            "The ferry stayed in port on Thursday.\n\nA crack was found by a diver at noon.\n\n"
            "Forty passengers had to wait for buses.\n\nThe harbour office will speak on "
            "Friday.\n\n"
            "Update %d said that %d people were waiting now.",
            i, i * 7);
        add_page(&f, "a.example", text, .8f);
    }
    for (size_t i = 0; i < f.n; i++) {
        assert_int_equal(found(&f, i), 0);
    }
    fixture_done(&f);
}

static void sure_text_needs_half_of_the_host(void **s) {
    static const char background[] = "Two people died in 2019 when the ferry hit the pier.";
    struct fixture f;
    (void)s;
    fixture_init(&f, 1000);
    for (int i = 0; i < 12; i++) {
        add_report(&f, "a.example", i, i < 4 ? background : "-", .97f);
        add_report(&f, "b.example", i, i < 8 ? appeal : "-", .97f);
    }
    assert_int_equal(found(&f, 0), 0);
    assert_int_equal(found(&f, 1), 1u << 2);
    fixture_done(&f);
}

static void headings_go_with_what_they_head(void **s) {
    struct fixture f;
    char text[400];
    (void)s;
    fixture_init(&f, 1000);
    for (int i = 0; i < 3; i++) {
        snprintf(
            text, sizeof text,
            "# What the harbour office says\n\nBoat %d of the boats stayed in port.\n\nIt will "
            "sail on day %d of May.\n\nSome %d people waited at the pier.\n\n# Support our "
            "reporting today\n\n%s",
            i, i + 10, i + 20, appeal);
        add_page(&f, "a.example", text, .8f);
    }
    assert_int_equal(found(&f, 1), 1u << 4 | 1u << 5);
    fixture_done(&f);
}

static void a_page_of_furniture_alone_is_left(void **s) {
    struct fixture f;
    (void)s;
    fixture_init(&f, 1000);
    for (int i = 0; i < 4; i++) {
        add_report(&f, "a.example", i, appeal, .8f);
    }
    add_page(&f, "a.example", appeal, .8f);
    assert_int_equal(found(&f, 0), 1u << 2);
    assert_int_equal(found(&f, 4), 0);
    fixture_done(&f);
}

static void a_full_memory_keeps_what_is_common(void **s) {
    struct fixture f;
    (void)s;
    fixture_init(&f, 24); /* 30 pages have 121 blocks */
    for (int i = 0; i < 30; i++) {
        add_report(&f, "a.example", i, appeal, .8f);
    }
    assert_true(f.memory.n_blocks <= 24);
    for (size_t i = 0; i < f.n; i++) {
        assert_int_equal(found(&f, i), 1u << 2);
    }
    fixture_done(&f);
}

static void stripped_text_keeps_its_way_back(void **s) {
    static const char text[] = "One one.\n\nTwo two.\n\nThree.\nthree.";
    const struct page_block block[] = {{.at = {0, 8}, .source = {50, 58}},
                                       {.at = {10, 18}, .source = {70, 78}},
                                       {.at = {18, 18}, .source = {80, 90}, .kind = PAGE_CAPTION},
                                       {.at = {20, 33}, .source = {100, 117}}};
    const struct page_run run[] = {
        {0, 8, 50, 8}, {10, 3, 70, 3}, {14, 4, 74, 4}, {20, 6, 100, 6}, {27, 6, 111, 6}};
    const bool drop[] = {false, true, false, false};
    struct site_text t = {str_from_cstr(text), block, 4, run, 5};
    arena a;
    (void)s;
    arena_init(&a, 0);
    assert_int_equal(site_strip(&a, drop, &t), ERR_OK);
    assert_true(str_equals(t.text, STR("One one.\n\nThree.\nthree.")));
    assert_int_equal(t.n_blocks, 4);
    assert_int_equal(t.block[1].kind, PAGE_PROMO);
    assert_int_equal(t.block[1].at.from, t.block[1].at.to);
    assert_int_equal(t.block[1].source.from, 70);
    assert_int_equal(t.block[2].kind, PAGE_CAPTION);
    assert_int_equal(t.block[3].at.from, 10);
    assert_int_equal(t.block[3].at.to, 23);
    assert_int_equal(t.n_runs, 3);
    assert_int_equal(t.run[1].text, 10);
    assert_int_equal(t.run[2].text, 17);
    assert_int_equal(t.run[2].source, 111);
    arena_done(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(third_page_makes_a_block_furniture),
        cmocka_unit_test(hosts_are_apart),
        cmocka_unit_test(an_article_at_many_addresses_stays),
        cmocka_unit_test(versions_of_an_article_stay),
        cmocka_unit_test(sure_text_needs_half_of_the_host),
        cmocka_unit_test(headings_go_with_what_they_head),
        cmocka_unit_test(a_page_of_furniture_alone_is_left),
        cmocka_unit_test(a_full_memory_keeps_what_is_common),
        cmocka_unit_test(stripped_text_keeps_its_way_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
