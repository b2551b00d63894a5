/* A digest and its bytes: what was made comes back, and damaged bytes are refused or sound. */
#include "base/limits.h"
#include "fixture_reports.h"
#include "story/digest.h"

static const char two_parts[] =
    "Ferry strikes the northern quay\n\nThe ferry from the islands struck the northern quay at "
    "noon and "
    "twelve passengers were hurt, the harbour master Ada Vell said on Friday in front of "
    "reporters.\n\n"
    "Water returns to the upper town\n\nTaps ran again in the upper town on Saturday morning after "
    "four "
    "days, when the broken main below the market had been mended by two crews.\n";

/* Headlines of other pages between the paragraphs of one report, and a word that names a section.
 */
static const char with_links[] =
    "The ferry from the islands struck the northern quay at noon and twelve passengers were hurt, "
    "the harbour master Ada Vell said on Friday in front of reporters and crews.\n\n"
    "Singer Cancels Tour After Dispute Over Gold Records\n\n"
    "Divers will look at the hull in the morning, and until then no boat leaves for the outer "
    "islands, where two villages wait for bread and diesel, she added.\n\n"
    "Sport\n\n"
    "Ardlow beat Skelder by three goals to one in the cup on Thursday evening, after an early "
    "penalty that the visitors' keeper saved with his left foot in heavy rain.\n";

static str make(struct reports *r, const char *text, struct digest *d) {
    struct stems stems;
    struct dates dates = {.anchor = {.day = 20516, .second = -1}};
    buf b;
    assert_int_equal(stems_init(&stems, &r->a), ERR_OK);
    assert_int_equal(digest_make(&r->a, &stems, reports_add(r, text), NULL, &dates, d), ERR_OK);
    stems_done(&stems);
    buf_init(&b, MiB);
    assert_int_equal(digest_encode(&b, d), ERR_OK);
    assert_int_equal(b.len % 8, 0);
    str bytes = {arena_take(&r->a, b.len), b.len};
    memcpy((char *)(uintptr_t)bytes.ptr, b.ptr, b.len);
    buf_done(&b);
    return bytes;
}

static void a_digest_comes_back_from_its_bytes(void **state) {
    (void)state;
    struct reports r;
    struct digest made;
    struct digest read;
    reports_init(&r);
    str bytes = make(&r, two_parts, &made);
    assert_int_equal(digest_decode(&r.a, bytes, &read), ERR_OK);
    assert_int_equal(read.day, 20516);
    assert_int_equal(read.n, made.n);
    for (uint32_t i = 0; i < made.n; i++) {
        const struct digest_passage *x = &made.passage[i];
        const struct digest_passage *y = &read.passage[i];
        assert_int_equal(y->block_from, x->block_from);
        assert_int_equal(y->block_to, x->block_to);
        assert_int_equal(y->at.from, x->at.from);
        assert_int_equal(y->at.to, x->at.to);
        assert_int_equal(y->n_words, x->n_words);
        assert_int_equal(y->rank, x->rank);
        assert_true(str_equals(y->label, x->label));
        assert_int_equal(y->item.n_terms, x->item.n_terms);
        assert_true(x->item.n_terms > 8);
        assert_memory_equal(y->item.term, x->item.term, x->item.n_terms * sizeof *x->item.term);
        assert_memory_equal(y->item.sketch, x->item.sketch, ITEM_SKETCH * sizeof *x->item.sketch);
        assert_int_equal(y->item.n_days, x->item.n_days);
        assert_int_equal(item_compare(&x->item, &y->item), 0);
        assert_true(y->item.moment == 20516 * (int64_t)86400);
    }
    arena_done(&r.a);
}

static void a_digest_cut_short_is_refused(void **state) {
    (void)state;
    struct reports r;
    struct digest made;
    struct digest read;
    reports_init(&r);
    str bytes = make(&r, two_parts, &made);
    for (size_t n = 0; n < bytes.len - 7; n++) {
        assert_int_equal(digest_decode(&r.a, str_slice(bytes, 0, n), &read), ERR_INPUT);
    }
    arena_done(&r.a);
}

static void a_changed_digest_is_refused_or_sound(void **state) {
    (void)state;
    struct reports r;
    struct digest made;
    reports_init(&r);
    str bytes = make(&r, two_parts, &made);
    char *copy = arena_take(&r.a, bytes.len);
    for (size_t i = 0; i < bytes.len; i++) {
        struct digest read;
        memcpy(copy, bytes.ptr, bytes.len);
        copy[i] ^= (char)0x81;
        enum err code = digest_decode(&r.a, (str){copy, bytes.len}, &read);
        assert_true(code == ERR_OK || code == ERR_INPUT);
        for (uint32_t k = 0; code == ERR_OK && k < read.n; k++) {
            const struct item *item = &read.passage[k].item;
            for (size_t t = 1; t < item->n_terms; t++) {
                assert_true(item->term[t].id > item->term[t - 1].id);
            }
        }
    }
    arena_done(&r.a);
}

static void a_headline_of_another_page_parts_nothing(void **state) {
    (void)state;
    struct reports r;
    struct digest d;
    reports_init(&r);
    make(&r, with_links, &d);
    assert_int_equal(d.n, 2);
    str sport = str_span(r.doc[0]->text, d.passage[1].at);
    assert_true(str_starts_with(sport, STR("Sport\n")));
    make(&r, two_parts, &d);
    assert_int_equal(d.n, 2); /* its headlines are told under them */
    arena_done(&r.a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_digest_comes_back_from_its_bytes),
        cmocka_unit_test(a_digest_cut_short_is_refused),
        cmocka_unit_test(a_headline_of_another_page_parts_nothing),
        cmocka_unit_test(a_changed_digest_is_refused_or_sound),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
