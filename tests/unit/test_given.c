/* The structure of a page in a document: its blocks stay as the page had them, and every place of
 * the text leads back to the bytes served. */
#include "unit.h"

#include "read/document.h"

/* "Doors" &amp; more. | Caption | A post. -> text below; source as a page might have it */
static const char text[] =
    "Doors & more\n\nThe ferry stayed in port on Thursday, and nobody was hurt."
    "\n\nA photograph of a door\n\nWell done all!";
static const char source[] =
    "<h2>Doors &amp; more</h2><p>The ferry stayed in port on Thursday, and "
    "nobody was hurt.</p><i>A photograph of a door</i><b>Well done all!</b>";

static const struct page_block given[] = {
    {PAGE_HEADING, {0, 12}, {4, 20}, 1, 0},
    {PAGE_PARAGRAPH, {14, 72}, {28, 86}, 1, 0},
    {PAGE_CAPTION, {74, 96}, {93, 115}, 1, 0},
    {PAGE_EMBED, {98, 112}, {122, 136}, 1, 0},
};

/* "Doors ", "&", " more", then whole blocks */
static const struct page_run run[] = {
    {0, 6, 4, 6},     {6, 1, 10, 5},    {7, 5, 15, 5},
    {14, 58, 28, 58}, {74, 22, 93, 22}, {98, 14, 122, 14},
};

static struct document page(void) {
    return (struct document){.text = {text, sizeof text - 1},
                             .given = given,
                             .n_given = sizeof given / sizeof *given,
                             .run = run,
                             .n_runs = sizeof run / sizeof *run};
}

static void the_blocks_of_a_page_stay(void **state) {
    (void)state;
    static const enum block_kind expected[] = {BLOCK_HEADING, BLOCK_PARAGRAPH, BLOCK_CAPTION,
                                               BLOCK_EMBED};
    struct document doc = page();
    arena a;
    arena_init(&a, 0);
    assert_int_equal(document_analyse(&a, &doc), ERR_OK);
    assert_int_equal(doc.n_blocks, 4);
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(doc.block[i].kind, expected[i]);
        assert_int_equal(doc.block[i].at.from, given[i].at.from);
        assert_int_equal(doc.block[i].at.to, given[i].at.to);
    }
    assert_int_equal(doc.n_embeds, 1);
    assert_int_equal(doc.block[3].embed, 0);
    assert_int_equal(doc.embed[0].text.from, 98);
    arena_done(&a);
}

/* A post of two blocks, text and attribution, then one whose author is lost, then prose with a
 * handle. */
static void posts_keep_their_author_and_prose_stays_prose(void **state) {
    (void)state;
    static const char words[] =
        "Larch Quay is closed.\n\n— Port of Oskelby (@port_oskelby) March 12, 2026\n\n"
        "Please wait.\n\nThe post by @port_oskelby was seen by many people on Thursday.";
    static const struct page_block block[] = {
        {PAGE_EMBED, {0, 21}, {0, 0}, 1, 0},
        {PAGE_EMBED, {23, 73}, {0, 0}, 1, 0},
        {PAGE_EMBED, {75, 87}, {0, 0}, 1, 0},
        {PAGE_PARAGRAPH, {89, sizeof words - 1}, {0, 0}, 1, 0},
    };
    struct document doc = {
        .text = {words, sizeof words - 1}, .given = block, .n_given = sizeof block / sizeof *block};
    arena a;
    arena_init(&a, 0);
    assert_int_equal(document_analyse(&a, &doc), ERR_OK);
    assert_int_equal(doc.n_embeds, 2);
    assert_true(str_equals(str_span(doc.text, doc.embed[0].text), STR("Larch Quay is closed.")));
    assert_true(str_equals(str_span(doc.text, doc.embed[0].handle), STR("@port_oskelby")));
    assert_true(str_equals(str_span(doc.text, doc.embed[1].text), STR("Please wait.")));
    assert_int_equal(doc.block[doc.n_blocks - 1].kind, BLOCK_PARAGRAPH);
    arena_done(&a);
}

static void check_source(const char *words, const char *expected) {
    struct document doc = page();
    size_t from = str_find(doc.text, str_from_cstr(words), 0);
    assert_true(from != SIZE_MAX);
    struct span at = {(uint32_t)from, (uint32_t)(from + strlen(words))};
    struct span found = document_source_span(&doc, at);
    assert_true(str_equals(str_slice(str_from_cstr(source), found.from, found.to),
                           str_from_cstr(expected)));
}

static void places_lead_back_to_the_page(void **state) {
    (void)state;
    check_source("Doors & more", "Doors &amp; more");
    check_source("&", "&amp;");
    check_source("oors", "oors");
    check_source("& m", "&amp; m");
    check_source("ferry stayed", "ferry stayed");
    check_source("more\n\nThe", "more</h2><p>The");
    check_source("Well done all!", "Well done all!");
    struct document doc = page();
    doc.n_runs = 0;
    struct span none = document_source_span(&doc, (struct span){0, 5});
    assert_true(span_is_empty(none));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_blocks_of_a_page_stay),
        cmocka_unit_test(posts_keep_their_author_and_prose_stays_prose),
        cmocka_unit_test(places_lead_back_to_the_page),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
