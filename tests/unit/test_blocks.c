/* Blocks: each case is a text and the kinds of its blocks; spans are shown where a kind has them.
 */
#include "unit.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/limits.h"
#include "read/document.h"

#define PROSE "The harbour was closed on Thursday after a fire broke out in the old customs house."
#define MORE "Nobody was hurt, the fire service said, and the quay reopened in the late afternoon."

static bool is_blank(str s) {
    for (size_t i = 0; i < s.len; i++) {
        if (!strchr(" \t\r\n\f\v", s.ptr[i])) {
            return false;
        }
    }
    return true;
}

/* Blocks partition the text, sentences partition the blocks. */
static void check_form(const struct document *doc) {
    uint32_t pos = 0;
    uint32_t tok = 0;
    for (size_t i = 0; i < doc->n_blocks; i++) {
        const struct block *b = &doc->block[i];
        assert_true(b->at.from >= pos && b->at.to > b->at.from && b->at.to <= doc->text.len);
        assert_true(is_blank(str_slice(doc->text, pos, b->at.from)));
        assert_int_equal(b->tok_from, tok);
        assert_true(b->kind < BLOCK_KINDS);
        assert_int_equal(b->kind == BLOCK_EMBED, b->embed != NONE);
        pos = b->at.to;
        tok = b->tok_to;
    }
    assert_int_equal(tok, doc->n_tok);
    tok = 0;
    for (size_t i = 0; i < doc->n_sentences; i++) {
        assert_int_equal(doc->sentence[i].tok_from, tok);
        tok = doc->sentence[i].tok_to;
        const struct block *b = &doc->block[doc->sentence[i].block];
        assert_true(doc->sentence[i].tok_from >= b->tok_from && tok <= b->tok_to);
    }
    assert_int_equal(tok, doc->n_tok);
}

static void analyse(arena *a, struct document *doc, const char *text) {
    arena_init(a, 0);
    *doc = (struct document){.text = str_from_cstr(text)};
    assert_int_equal(document_analyse(a, doc), ERR_OK);
    check_form(doc);
}

static void add_span(buf *b, const struct document *doc, const char *name, struct span at) {
    if (!span_is_empty(at)) {
        str s = str_span(doc->text, at);
        buf_addf(b, " %s=%" STR_FMT, name, STR_ARG(s));
    }
}

static void check(const char *text, const char *expected) {
    arena a;
    struct document doc;
    buf b;
    analyse(&a, &doc, text);
    buf_init(&b, MiB);
    for (size_t i = 0; i < doc.n_blocks; i++) {
        buf_addf(&b, "%s%s", i ? "; " : "", block_kind_name(doc.block[i].kind));
        add_span(&b, &doc, "label", doc.block[i].label);
        add_span(&b, &doc, "date", doc.block[i].date);
        add_span(&b, &doc, "agency", doc.block[i].agency);
    }
    buf_add_byte(&b, '\0');
    assert_string_equal(b.ptr, expected);
    buf_done(&b);
    arena_done(&a);
}

static void headlines_stand_on_top(void **state) {
    (void)state;
    check("Fire closes harbour\n\n" PROSE, "headline; paragraph");
    check("Fire closes harbour\n\nQuay open again by evening\n\n" PROSE,
          "headline; headline; paragraph");
    check(PROSE "\n\n" MORE, "paragraph; paragraph");
    check("Fire closes harbour\n\nBy Ann Vell\n\n" PROSE,
          "headline; byline label=Ann Vell; paragraph");
    check("It burned.\n\n" PROSE, "paragraph; paragraph");
}

static void datelines_part_their_paragraph(void **state) {
    (void)state;
    check("date 2022-03-04 OSKELBY: " PROSE, "dateline label=OSKELBY date=2022-03-04; paragraph");
    check("OSKELBY, March 4 (Meridel) - " PROSE,
          "dateline label=OSKELBY date=March 4 agency=Meridel; paragraph");
    check("OSKELBY, Halvia, March 4, 2022 (Reuters) -- " PROSE,
          "dateline label=OSKELBY, Halvia date=March 4, 2022 agency=Reuters; paragraph");
    check("OSKELBY (AP) — " PROSE, "dateline label=OSKELBY agency=AP; paragraph");
    check("PORT OSKELBY — " PROSE, "dateline label=PORT OSKELBY; paragraph");
    check("March 4 (Reuters) - " PROSE, "dateline date=March 4 agency=Reuters; paragraph");
    check("(Reuters) - " PROSE, "dateline agency=Reuters; paragraph");
    check("Oskelby (CNN) - " PROSE, "dateline label=Oskelby agency=CNN; paragraph");
    check("OSKELBY: " PROSE, "dateline label=OSKELBY; paragraph");
    check("12 March 2026\n\n" PROSE, "dateline date=12 March 2026; paragraph");
    check("Published: Friday, 4 March 2022 10:15 GMT\n\n" PROSE,
          "dateline date=Friday, 4 March 2022; paragraph");
    check("Oskelby, 4 March 2022\n\n" PROSE, "dateline label=Oskelby date=4 March 2022; paragraph");
}

static void prose_is_no_dateline(void **state) {
    (void)state;
    check("BREAKING: " PROSE, "paragraph");
    check("Ann Vell - the mayor of the town - said on Friday that it was over for all of them.",
          "paragraph");
    check("Nothing (so far) - she said on Friday - had come of it, and nothing was going to.",
          "paragraph");
    check(PROSE "\n\nOSKELBY — " MORE, "paragraph; paragraph");
}

static void bylines_are_names(void **state) {
    (void)state;
    check("By ANN VELL and BOB OAK, Associated Press\n\n" PROSE,
          "byline label=ANN VELL and BOB OAK; paragraph");
    check("By Ann Vell | March 4, 2022\n\n" PROSE, "byline label=Ann Vell; paragraph");
    check("By Ann Vell\n\nStaff Writer\n\n" PROSE, "byline label=Ann Vell; byline; paragraph");
    check("By noon the harbour was open.\n\n" PROSE, "paragraph; paragraph");
}

static void captions_are_told_by_their_makers(void **state) {
    (void)state;
    check(PROSE "\n\n(Photo: Ann Vell)\n\n" MORE, "paragraph; caption; paragraph");
    check(PROSE "\n\nFILE - The customs house in 2019.\n\n" MORE, "paragraph; caption; paragraph");
    check(PROSE "\n\nPassengers wait on the quay. Photo: Jon Oak / Gazette\n\n" MORE,
          "paragraph; caption; paragraph");
    check(PROSE "\n\nSmoke over the quay (AP Photo/Jon Oak)\n\n" MORE,
          "paragraph; caption; paragraph");
    check(PROSE "\n\nMost people like boats, a Reuters/Ipsos poll found.", "paragraph; paragraph");
}

static void promos_send_elsewhere(void **state) {
    (void)state;
    check(PROSE "\n\nAlso Read:\xc2\xa0Ten things to know\n\n" MORE, "paragraph; promo; paragraph");
    check(PROSE "\n\nREAD MORE Ten things to know\n\nALSO WATCH: a film\n\nRelated: more\n\nSign "
                "up for our newsletter.\n\n"
                "Click here to see the map.\n\nFollow us on Twitter",
          "paragraph; promo; promo; promo; promo; promo; promo");
    check(PROSE "\n\nRelated claims were denied by the harbour office.\n\nWatching the fire, "
                "people wept.\n\n"
                "More than 40 people came.\n\nFollow the coast and you will see it, Ann Vell said, "
                "pointing to the burnt roof of the house.",
          "paragraph; paragraph; paragraph; paragraph; paragraph");
}

static void credits_say_who_made_the_report(void **state) {
    (void)state;
    check(PROSE "\n\n(AP)", "paragraph; credit agency=AP");
    check(PROSE "\n\n(Meridel News Agency)", "paragraph; credit agency=Meridel News Agency");
    check(PROSE "\n\n(Reporting by Ann Vell; editing by Bob Oak)", "paragraph; credit");
    check(PROSE "\n\nThe Associated Press contributed to this report.",
          "paragraph; credit agency=The Associated Press");
    check(PROSE "\n\n© 2022 Gazette", "paragraph; credit");
    check(PROSE " (Reuters)", "paragraph; credit agency=Reuters");
    check(PROSE " (It was the second.)", "paragraph");
}

static void headings_stand_over_sections(void **state) {
    (void)state;
    check(PROSE "\n\nHalvia-Corvenia tensions\n\n" MORE, "paragraph; heading; paragraph");
    check(PROSE "\n\nWhat happens next?\n\n" MORE, "paragraph; heading; paragraph");
    check(PROSE "\n\nWas the mayor satisfied with what she heard?\n\n" MORE,
          "paragraph; paragraph; paragraph");
    check(PROSE "\n\nWe know this:\n\n" MORE, "paragraph; paragraph; paragraph");
    check(PROSE "\n\n\"Never again\"\n\n" MORE, "paragraph; paragraph; paragraph");
    check(PROSE "\n\nNobody knew\n", "paragraph; paragraph");
}

static void sections_are_known_to_their_blocks(void **state) {
    (void)state;
    arena a;
    struct document doc;
    analyse(&a, &doc, PROSE "\n\nOther news\n\n" MORE "\n\n" PROSE);
    assert_int_equal(doc.block[0].section, NONE);
    assert_int_equal(doc.block[1].section, NONE);
    assert_int_equal(doc.block[2].section, 1);
    assert_int_equal(doc.block[3].section, 1);
    arena_done(&a);
}

static void signatures_follow_quotations(void **state) {
    (void)state;
    check(PROSE "\n\n“It was hot.”\n\n- Ann Vell, Oskelby",
          "paragraph; paragraph; signature label=Ann Vell");
    check(PROSE "\n\n“It was hot.”\n\n— Ann Vell",
          "paragraph; paragraph; signature label=Ann Vell");
    check(PROSE "\n\n- Ann Vell, Oskelby", "paragraph; paragraph");
}

static void transcripts_repeat_their_labels(void **state) {
    (void)state;
    check("ANN VELL: Good morning.\n\nBOB OAK, MAYOR: Good morning.\n\nANN VELL: Are you well?",
          "transcript label=ANN VELL; transcript label=BOB OAK; transcript label=ANN VELL");
    check("Q: Are you well?\n\nA: I am.", "transcript label=Q; transcript label=A");
    check("Ann: Yes?\n\nBob: No.\n\nAnn: Why?\n\nBob: So.",
          "transcript label=Ann; transcript label=Bob; transcript label=Ann; transcript label=Bob");
    check("THE FACTS: Not so.\n\nTHE FACTS: Not so either.", "paragraph; paragraph");
    check("FIRE: A house burned.\n\nFLOOD: A cellar filled.\n\nTHEFT: A boat went.\n\nFIRE: A barn "
          "burned.",
          "paragraph; paragraph; paragraph; paragraph");
}

static void list_items_have_company(void **state) {
    (void)state;
    check(PROSE "\n\n- a boat was burned\n\n- a house was burned",
          "paragraph; list_item; list_item");
    check(PROSE "\n\n• a boat was burned", "paragraph; list_item");
    check(PROSE "\n\n1. A boat was burned.\n\n2. A house was burned.",
          "paragraph; list_item; list_item");
}

static void check_embed(const char *text, const char *kinds, const char *expected) {
    arena a;
    struct document doc;
    char line[512];
    check(text, kinds);
    analyse(&a, &doc, text);
    assert_int_equal(doc.n_embeds, 1);
    const struct embed *e = &doc.embed[0];
    snprintf(line, sizeof line, "%" STR_FMT "|%" STR_FMT "|%" STR_FMT "|%" STR_FMT,
             STR_ARG(str_span(doc.text, e->text)), STR_ARG(str_span(doc.text, e->author)),
             STR_ARG(str_span(doc.text, e->handle)), STR_ARG(str_span(doc.text, e->date)));
    assert_string_equal(line, expected);
    arena_done(&a);
}

static void posts_are_embeds(void **state) {
    (void)state;
    check_embed(PROSE "\n\nThe quay is open again. pic.twitter.com/Ab1 — Port of Oskelby "
                      "(@portoskelby) March 3, 2022\n\n" MORE,
                "paragraph; embed; paragraph",
                "The quay is open again.|Port of Oskelby|@portoskelby|March 3, 2022");
    check_embed(
        PROSE
        "\n\n\n\n#Vell: It is over.\n\n#Oskelby is open. — Port (@port) March 3, 2022\n\n" MORE,
        "paragraph; embed; embed; paragraph",
        "#Vell: It is over.\n\n#Oskelby is open.|Port|@port|March 3, 2022");
    check_embed(PROSE "\n\nThe quay is open.\n\n— Port (@port) March 3, 2022",
                "paragraph; embed; embed", "The quay is open.|Port|@port|March 3, 2022");
    check_embed(PROSE "\n\nWe are open. — Port (@port) March 3, 2022 " MORE,
                "paragraph; embed; paragraph", "We are open.|Port|@port|March 3, 2022");
    check_embed(PROSE "\n\nWe are open. #quay pic.twitter.com/Ab1", "paragraph; embed",
                "We are open. #quay|||");
    check_embed(PROSE "\n\nWe are open. — Port (@port)\n\nMarch 3, 2022\n\n" MORE,
                "paragraph; embed; embed; paragraph", "We are open.|Port|@port|March 3, 2022");
}

static void prose_before_a_post_stays_prose(void **state) {
    (void)state;
    check_embed(PROSE "\n\nThe port wrote on Friday:\n\nWe are open. — Port (@port) March 3, 2022",
                "paragraph; paragraph; embed", "We are open.|Port|@port|March 3, 2022");
    check("The mayor (@mayor) said on March 3, 2022 that it was over, and that she was glad of it.",
          "paragraph");
}

static void lines_and_wrapped_lines_make_paragraphs(void **state) {
    (void)state;
    check(PROSE "\n" MORE "\n" PROSE, "paragraph; paragraph; paragraph");
    check(PROSE "\r\n\r\n" MORE "\r\n", "paragraph; paragraph");
    check("The harbour was closed on Thursday after a fire broke out in the\nold customs house, "
          "which stands on the "
          "southern quay of the town\nand has been empty for years.\n\n" MORE,
          "paragraph; paragraph");
}

static void questions_by_place_are_answered(void **state) {
    (void)state;
    arena a;
    struct document doc;
    analyse(&a, &doc, PROSE "\n\n" MORE);
    assert_int_equal(document_block_at(&doc, 0), 0);
    assert_int_equal(document_block_at(&doc, doc.block[1].at.from), 1);
    assert_int_equal(document_block_at(&doc, doc.text.len), 1);
    assert_int_equal(document_sentence_at(&doc, 0), 0);
    assert_int_equal(document_sentence_at(&doc, doc.block[1].tok_from), 1);
    assert_int_equal(document_sentence_at(&doc, (uint32_t)doc.n_tok), NONE);
    arena_done(&a);
    analyse(&a, &doc, "");
    assert_int_equal(document_block_at(&doc, 0), NONE);
    arena_done(&a);
}

static void a_hundred_thousand_paragraphs_are_read_in_one_pass(void **state) {
    (void)state;
    static const char *const line[] = {"Ann: yes\n\n",   "- item of a list\n\n",
                                       "Short line\n\n", "“Open\n\n",
                                       "#tag (@h)\n\n",  "— A (@h) March 3, 2022\n\n"};
    for (size_t k = 0; k < sizeof line / sizeof *line; k++) {
        buf b;
        buf_init(&b, 8 * MiB);
        for (int i = 0; i < 100000 / LESS_WORK; i++) {
            buf_add_cstr(&b, line[k]);
        }
        arena a;
        arena_init(&a, 0);
        struct document doc = {.text = buf_str(&b)};
        assert_int_equal(document_analyse(&a, &doc), ERR_OK);
        assert_true(doc.n_blocks >= 100000 / LESS_WORK);
        arena_done(&a);
        buf_done(&b);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(headlines_stand_on_top),
        cmocka_unit_test(datelines_part_their_paragraph),
        cmocka_unit_test(prose_is_no_dateline),
        cmocka_unit_test(bylines_are_names),
        cmocka_unit_test(captions_are_told_by_their_makers),
        cmocka_unit_test(promos_send_elsewhere),
        cmocka_unit_test(credits_say_who_made_the_report),
        cmocka_unit_test(headings_stand_over_sections),
        cmocka_unit_test(sections_are_known_to_their_blocks),
        cmocka_unit_test(signatures_follow_quotations),
        cmocka_unit_test(transcripts_repeat_their_labels),
        cmocka_unit_test(list_items_have_company),
        cmocka_unit_test(posts_are_embeds),
        cmocka_unit_test(prose_before_a_post_stays_prose),
        cmocka_unit_test(lines_and_wrapped_lines_make_paragraphs),
        cmocka_unit_test(questions_by_place_are_answered),
        cmocka_unit_test(a_hundred_thousand_paragraphs_are_read_in_one_pass),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
