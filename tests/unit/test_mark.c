/* Quotation marks: each case shows the stretches that must be found, as style:depth:flags<inner>.
 */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/limits.h"
#include "text/mark.h"

struct pairs {
    arena a;
    struct token *tok;
    size_t n_tok;
    struct quoted *q;
    size_t n;
};

static void pair(struct pairs *p, str text) {
    arena_init(&p->a, 0);
    assert_int_equal(token_scan(&p->a, text, &p->tok, &p->n_tok), ERR_OK);
    assert_int_equal(mark_pair(&p->a, text, p->tok, p->n_tok, &p->q, &p->n), ERR_OK);
}

static void check(const char *text, const char *expected) {
    struct pairs p;
    str s = str_from_cstr(text);
    pair(&p, s);
    buf b;
    buf_init(&b, MiB);
    for (size_t i = 0; i < p.n; i++) {
        const char *flags = p.q[i].flags & QUOTED_UNCLOSED       ? "!"
                            : p.q[i].flags & QUOTED_CONTINUES    ? ">"
                            : p.q[i].flags & QUOTED_CONTINUATION ? "+"
                                                                 : "";
        str inner = str_span(s, p.q[i].inner);
        buf_addf(&b, "%u%s<%" STR_FMT ">", p.q[i].depth, flags, STR_ARG(inner));
    }
    buf_add_byte(&b, '\0');
    assert_string_equal(b.ptr, expected);
    buf_done(&b);
    arena_done(&p.a);
}

static void straight_marks_pair(void **state) {
    (void)state;
    check("\"Go home,\" she said. \"Now.\"", "0<Go home,>0<Now.>");
    check("He was \"late\".", "0<late>");
    check("(\"quoted\") and \"again\"; \"so\"", "0<quoted>0<again>0<so>");
    check("\"I think\"\xe2\x80\x94he paused\xe2\x80\x94\"that it will do.\"",
          "0<I think>0<that it will do.>");
    check("He said,\"No.\"", "0<No.>");
    check("\"...and so on\" he read", "0<...and so on>");
    check("an empty \"\" pair", "");
}

static void curly_marks_pair(void **state) {
    (void)state;
    check("“Go,” she said, “now.”", "0<Go,>0<now.>");
    check("“Go“ is wrong and ”come” is Swedish.", "0<Go>0<come>");
    check("“Mixed\" marks and \"mixed” marks", "0<Mixed>0<mixed>");
}

static void other_styles_pair(void **state) {
    (void)state;
    check("« Oui », dit-il. «Non».", "0<Oui>0<Non>");
    check("»Ja«, sagte er.", "0<Ja>");
    check("„Ja“, sagte er. „Nein”, sie.", "0<Ja>0<Nein>");
    check("``Yes,'' he said. `No' was all.", "0<Yes,>0<No>");
    check("''Yes'' on a wiki", "0<Yes>");
}

static void apostrophes_are_no_marks(void **state) {
    (void)state;
    check("It's the dogs' dinner, isn't it? In the '90s, 'em all. Rock 'n' roll.", "");
    check("It’s the dogs’ dinner, isn’t it? In the ’90s, ’em all.", "");
    check("‘It’s the dogs’ dinner,’ he said.", "0<It’s the dogs’ dinner,>");
    check("'It's the dogs' dinner,' he said.", "0<It's the dogs' dinner,>");
    check("a wait of ‘six to eight days’ more", "0<six to eight days>");
    check("a wait of ‘six to eight days’", "0<six to eight days>");
    check("She shouted 'stop' and it's over", "0<stop>");
}

static void marks_nest(void **state) {
    (void)state;
    check("“He told me ‘never’ twice.”", "0<He told me ‘never’ twice.>1<never>");
    check("'He told me \"never\" twice,' she said.", "0<He told me \"never\" twice,>1<never>");
    check("\"He said \"never\" to me,\" she said.", "0<He said \"never\" to me,>1<never>");
    check("\"She asked, 'Why?'\"", "0<She asked, 'Why?'>1<Why?>");
}

static void quotations_continue_over_paragraphs(void **state) {
    (void)state;
    check("“One.\n\n“Two,” he said.", "0><One.>0+<Two,>");
    check("\"One.\n\n\"Two.\n\n\"Three,\" he said.", "0><One.>0><Two.>0+<Three,>");
    check("‘One.\n\n‘Two,’ he said.", "0><One.>0+<Two,>");
    check("“One.\n\nTwo,” he said.", "0!<One.>");
}

static void a_bad_mark_spoils_only_its_own_paragraph(void **state) {
    (void)state;
    check("\"Open for ever.\n\nHe \"left\" early.", "0!<Open for ever.>0<left>");
    check("No opening,\" he said. \"Yes.\"", "0<Yes.>");
    check("\"Lost, he said. \"Bye,\" she said.", "0!<Lost, he said.>0<Bye,>");
    check("“Lost, he said. “Bye,” she said.", "0!<Lost, he said.>0<Bye,>");
    check("He is 6'2\" tall.", "");
    check("\"He is 6'2\" tall,\" she said.", "0<He is 6'2\" tall,>");
}

static void continuations_are_linked(void **state) {
    (void)state;
    struct pairs p;
    pair(&p, STR("“One ‘a’.\n\n“Two,” he said."));
    assert_int_equal(p.n, 3);
    assert_int_equal(p.q[0].next, 2);
    assert_int_equal(p.q[1].next, UINT32_MAX);
    assert_int_equal(p.q[1].outermost, 0);
    arena_done(&p.a);
}

static void covering_finds_the_outermost_stretch(void **state) {
    (void)state;
    struct pairs p;
    str text = STR("ab “cd ‘ef’ gh” ij");
    pair(&p, text);
    assert_int_equal(mark_covering(p.q, p.n, 0), UINT32_MAX);
    assert_int_equal(mark_covering(p.q, p.n, str_find(text, STR("cd"), 0)), 0);
    assert_int_equal(mark_covering(p.q, p.n, str_find(text, STR("ef"), 0)), 0);
    assert_int_equal(mark_covering(p.q, p.n, str_find(text, STR("gh"), 0)), 0);
    assert_int_equal(mark_covering(p.q, p.n, str_find(text, STR("ij"), 0)), UINT32_MAX);
    arena_done(&p.a);
}

/* What every answer must be, whatever the text. */
static void check_form(const struct pairs *p, str text) {
    for (size_t i = 0; i < p->n; i++) {
        const struct quoted *q = &p->q[i];
        assert_true(q->outer.from < q->inner.from && q->inner.from < q->inner.to &&
                    q->inner.to <= q->outer.to);
        assert_true(q->outer.to <= text.len && q->tok_from < q->tok_to && q->tok_to <= p->n_tok);
        assert_int_equal(p->tok[q->tok_from].from, q->inner.from);
        assert_int_equal(p->tok[q->tok_to - 1].to, q->inner.to);
        assert_true(q->depth < LIMIT_MARK_DEPTH && q->outermost <= i);
        assert_true(i == 0 || p->q[i - 1].outer.from < q->outer.from);
        const struct quoted *o = &p->q[q->outermost];
        assert_true(o->depth == 0 && span_contains(o->outer, q->outer));
        if (q->next != UINT32_MAX) {
            assert_true(q->next > i && q->next < p->n && q->flags & QUOTED_CONTINUES);
            assert_true(p->q[q->next].flags & QUOTED_CONTINUATION);
        }
    }
}

static void random_texts_give_well_formed_stretches(void **state) {
    (void)state;
    static const char *const piece[] = {"\"", "'",   "“", "”", "‘",    "’", "«",     "»", "„", "`",
                                        " ",  " a ", "b", ".", "\n\n", "-", "dogs'", "(", "\n"};
    unsigned seed = 1;
    for (int round = 0; round < 2000; round++) {
        char text[256];
        size_t n = 0;
        while (n < 200) {
            seed = seed * 1103515245u + 12345u;
            const char *s = piece[seed / 65536u % (sizeof piece / sizeof *piece)];
            memcpy(text + n, s, strlen(s));
            n += strlen(s);
        }
        struct pairs p;
        pair(&p, str_of(text, n));
        check_form(&p, str_of(text, n));
        arena_done(&p.a);
    }
}

static void a_hundred_thousand_open_marks_are_paired_in_one_pass(void **state) {
    (void)state;
    static const char *const mark[] = {"\"a ", "“a ", "'a ", "‘a ", "«a ", "„a ", "`a ", "’ "};
    for (size_t k = 0; k < sizeof mark / sizeof *mark; k++) {
        buf b;
        buf_init(&b, 8 * MiB);
        for (int i = 0; i < 100000; i++) {
            buf_add_cstr(&b, mark[k]);
        }
        struct pairs p;
        pair(&p, buf_str(&b));
        check_form(&p, buf_str(&b));
        arena_done(&p.a);
        buf_done(&b);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(straight_marks_pair),
        cmocka_unit_test(curly_marks_pair),
        cmocka_unit_test(other_styles_pair),
        cmocka_unit_test(apostrophes_are_no_marks),
        cmocka_unit_test(marks_nest),
        cmocka_unit_test(quotations_continue_over_paragraphs),
        cmocka_unit_test(a_bad_mark_spoils_only_its_own_paragraph),
        cmocka_unit_test(continuations_are_linked),
        cmocka_unit_test(covering_finds_the_outermost_stretch),
        cmocka_unit_test(random_texts_give_well_formed_stretches),
        cmocka_unit_test(a_hundred_thousand_open_marks_are_paired_in_one_pass),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
