/* Mail: mailboxes and single messages, their headers, encodings and parts. */
#include "unit.h"

#include <string.h>

#include "read/messages.h"
#include "read/reader.h"

static const char box[] = "From wire@lantern.example Thu Mar 12 08:30:00 2026\r\n"
                          "From: =?utf-8?Q?Mara_V=C3=A9nn?= <mara@lantern.example>\r\n"
                          "Subject: Ferry stays in =?iso-8859-1?B?cOlydA==?=\r\n"
                          " =?utf-8?q?_again?=\r\n"
                          "Date: Thu, 12 Mar 2026 08:30:00 +0100\r\n"
                          "Message-ID: <1@lantern.example>\r\n"
                          "List-Id: Harbour wire <wire.lantern.example>\r\n"
                          "Content-Type: text/plain; charset=utf-8\r\n"
                          "Content-Transfer-Encoding: quoted-printable\r\n"
                          "\r\n"
                          "The caf=C3=A9 at the quay stayed o=\r\n"
                          "pen.\r\n"
                          ">From there one sees the ferry.\r\n"
                          "\r\n"
                          "From desk@gazette.example Fri Mar 13 09:00:00 2026\n"
                          "From: Desk\n"
                          "Date: Fri, 13 Mar 2026 09:00:00 +0000\n"
                          "Content-Type: multipart/alternative; boundary=\"x y\"\n"
                          "\n"
                          "--x y\n"
                          "Content-Type: text/html\n"
                          "\n"
                          "<p>As a page.</p>\n"
                          "--x y\n"
                          "Content-Type: text/plain\n"
                          "Content-Transfer-Encoding: base64\n"
                          "\n"
                          "QXMgYSB0ZXh0Lg==\n"
                          "--x y\n"
                          "Content-Type: application/pdf\n"
                          "\n"
                          "JVBERg==\n"
                          "--x y--\n";

static void assert_str(str got, const char *expected) {
    assert_true(str_equals(got, str_from_cstr(expected)));
}

static void a_mailbox_is_parted_and_decoded(void **state) {
    (void)state;
    arena a;
    struct read_result out = {0};
    arena_init(&a, 0);
    assert_int_equal(reader_add_text(&a, STR("wire.mbox"), STR(box), NULL, &out), ERR_OK);
    assert_int_equal(out.n_docs, 2);
    assert_int_equal(out.n_problems, 0);
    const struct document *one = &out.doc[0];
    assert_str(one->id, "1@lantern.example");
    assert_str(one->title, "Ferry stays in pért again");
    assert_str(one->author, "Mara Vénn");
    assert_str(one->outlet, "Harbour wire");
    assert_str(one->published, "2026-03-12T08:30:00+01:00");
    assert_str(one->text, "The café at the quay stayed open.\nFrom there one sees the ferry.");
    assert_str(out.doc[1].id, "wire:2");
    assert_str(out.doc[1].author, "Desk");
    assert_str(out.doc[1].text, "As a text.");
    arena_done(&a);
}

static void markup_is_read_where_there_is_no_text(void **state) {
    (void)state;
    arena a;
    struct read_result out = {0};
    arena_init(&a, 0);
    assert_int_equal(
        reader_add_text(&a, STR("one.eml"),
                        STR("From: a@b.example\nSubject: S\nMessage-ID: <m@b.example>\n"
                            "Content-Type: text/html; charset=utf-8\n\n"
                            "<h2>Head</h2><p>One &amp; two.</p><script>x()</script>"),
                        NULL, &out),
        ERR_OK);
    assert_int_equal(out.n_docs, 1);
    assert_str(out.doc[0].text, "Head\n\nOne & two.");
    assert_int_equal(out.doc[0].n_given, 2);
    arena_done(&a);
}

static void mail_is_told_from_prose(void **state) {
    (void)state;
    assert_true(messages_is_mailbox(STR("From a@b.example Thu Mar  3 10:00:00 2022\nFrom: a\n")));
    assert_true(messages_is_mailbox(STR("Date: today\nFrom: a\nSubject: b\n\nText")));
    assert_false(messages_is_mailbox(STR("From the sea it looks small.\n")));
    assert_false(messages_is_mailbox(STR("Date: today\nSubject: b\n\nText")));
    assert_false(messages_is_mailbox(STR("MAYOR: We stopped.\n\nFrom: nobody\n")));
    assert_false(messages_is_mailbox(STR("")));
}

static void every_truncation_ends(void **state) {
    (void)state;
    for (size_t n = 0; n < sizeof box; n += LESS_WORK) {
        arena a;
        struct read_result out = {0};
        arena_init(&a, 0);
        assert_int_equal(reader_add_text(&a, STR("cut"), str_of(box, n), NULL, &out), ERR_OK);
        assert_true(out.n_items >= 1);
        arena_done(&a);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_mailbox_is_parted_and_decoded),
        cmocka_unit_test(markup_is_read_where_there_is_no_text),
        cmocka_unit_test(mail_is_told_from_prose),
        cmocka_unit_test(every_truncation_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
