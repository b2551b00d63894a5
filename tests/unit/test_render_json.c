/* The JSON document and its lines, and verify: what it accepts and what it finds. */
#include "unit.h"

#include "fixture_account.h"

static arena a;
static struct accounts all;

static int set_up(void **state) {
    arena_init(&a, 0);
    fixture_accounts(&a, &all);
    *state = &all;
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    arena_done(&a);
    return 0;
}

static json_object *parse(buf *b) {
    assert_int_equal(b->failed, ERR_OK);
    buf_add_byte(b, '\0');
    json_object *root = json_tokener_parse(b->ptr);
    assert_non_null(root);
    b->len--;
    return root;
}

static json_object *document(const struct accounts *of, buf *b, enum render_layer layer) {
    buf_init(b, 64 * MiB);
    render_json(b, of, layer, NULL);
    return parse(b);
}

static const char *text_at(json_object *root, const char *path) {
    json_object *value = NULL;
    if (json_pointer_get(root, path, &value) != 0) {
        fail_msg("nothing at %s", path);
    }
    return json_object_get_string(value);
}

static void the_document_says_who_says_what(void **state) {
    buf b;
    json_object *root = document(*state, &b, LAYER_ACCOUNT);
    static const char *const expected[][2] = {
        {"/format", "copytaster-account"},
        {"/reports/2/outlet", "Meridel News Agency"},
        {"/reports/2/extra/desk", "night"},
        {"/stories/0/witnesses/1/letter", "B"},
        {"/stories/0/witnesses/1/written_basis", "inferred"},
        {"/stories/0/witnesses/4/origin", "B"},
        {"/stories/0/entities/0/variants/0/name", "Verhelt"},
        {"/stories/0/entities/0/variants/0/reason", "misspelt"},
        {"/stories/0/claims/0/testimonies/3/stance", "paraphrases"},
        {"/stories/0/claims/0/testimonies/3/rendering", "fragment"},
        {"/stories/0/claims/1/testimonies/0/changes/0", "cut"},
        {"/stories/0/claims/1/testimonies/0/differences/0/base/selector/exact", WHERE_REST},
        {"/stories/0/claims/1/testimonies/0/speaker_name", "Lena Osterby"},
        {"/stories/0/claims/1/silent/0", "D"},
        {"/stories/0/conflicts/0/kind", "speaker"},
        {"/stories/0/conflicts/0/sides/1/places/0/target/selector/exact", WHERE_VERHALT},
        {"/stories/0/timeline/0/value", "2026-02-20/.."},
        {"/stories/0/lineage/1/direction", "a->b"},
        {"/copies/0/direction", "undetermined"},
        {"/copies/1/reasons/0", "credit"},
    };
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        assert_string_equal(text_at(root, expected[i][0]), expected[i][1]);
    }
    json_object_put(root);
    buf_done(&b);
}

static void conflicts_leave_the_rest_out(void **state) {
    buf b;
    json_object *root = document(*state, &b, LAYER_CONFLICTS);
    json_object *stories = json_object_object_get(root, "stories");
    assert_int_equal(json_object_array_length(stories), 1);
    assert_null(json_object_object_get(json_object_array_get_idx(stories, 0), "claims"));
    assert_string_equal(text_at(root, "/stories/0/conflicts/2/sides/1/value"), "17");
    json_object_put(root);
    buf_done(&b);
}

static void every_layer_is_a_line_a_report(void **state) {
    static const struct {
        enum render_layer layer;
        const char *path;
        const char *value;
    } expected[] = {
        {LAYER_QUOTES, "/quotes/1/source", "Mayor Lena Osterby"},
        {LAYER_NAMES, "/mentions/0/chain", "person:tomas verhalt"},
        {LAYER_FIGURES, "/entities/0/value", "17"},
        {LAYER_STORIES, "/story", "0"},
        {LAYER_COPIES, "/direction", "undetermined"},
    };
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        buf b;
        json_object *first = document(*state, &b, expected[i].layer);
        assert_string_equal(text_at(first, expected[i].path), expected[i].value);
        json_object_put(first);
        size_t lines = 0;
        for (size_t k = 0; k < b.len; k++) {
            lines += b.ptr[k] == '\n';
        }
        assert_int_equal(lines, expected[i].layer == LAYER_COPIES ? 4 : N_REPORTS);
        buf_done(&b);
    }
}

static void the_same_accounts_give_the_same_bytes(void **state) {
    buf one;
    buf two;
    json_object_put(document(*state, &one, LAYER_ACCOUNT));
    json_object_put(document(*state, &two, LAYER_ACCOUNT));
    assert_true(str_equals(buf_str(&one), buf_str(&two)));
    buf_done(&one);
    buf_done(&two);
}

static void verify_passes_what_was_written(void **state) {
    static const enum render_layer layers[] = {LAYER_ACCOUNT, LAYER_CONFLICTS};
    for (size_t i = 0; i < 2; i++) {
        buf b;
        json_object_put(document(*state, &b, layers[i]));
        size_t n = 0;
        struct error e = {0};
        assert_int_equal(render_verify(buf_str(&b), &n, &e), ERR_OK);
        assert_true(n > 50);
        buf_done(&b);
    }
}

/* Replace the first `from` behind `after` by `to` (of equal length) and say what verify finds. */
static void expect_failure(const struct accounts *of, const char *after, const char *from,
                           const char *to, enum err code, const char *where) {
    buf b;
    json_object_put(document(of, &b, LAYER_ACCOUNT));
    size_t start = str_find(buf_str(&b), str_from_cstr(after), 0);
    assert_int_not_equal(start, SIZE_MAX);
    size_t at = str_find(buf_str(&b), str_from_cstr(from), start);
    assert_int_not_equal(at, SIZE_MAX);
    assert_int_equal(strlen(from), strlen(to));
    memcpy(b.ptr + at, to, strlen(to));
    size_t n;
    struct error e = {0};
    assert_int_equal(render_verify(buf_str(&b), &n, &e), code);
    if (where) {
        assert_string_equal(e.where, where);
    }
    assert_true(e.msg[0]);
    buf_done(&b);
}

static void verify_names_the_first_that_fails(void **state) {
    static const struct {
        const char *after;
        const char *from;
        const char *to;
        enum err code;
        const char *where;
    } bad[] = {
        {"\"text\"", "ruled out", "ruled-out", ERR_MISSING, "reports[0]"},
        {"\"claims\"", "\"exact\": \"We have", "\"exact\": \"We hate", ERR_MISSING,
         "stories[0].claims[0].target"},
        {"\"conflicts\"", "outer mole", "outer hole", ERR_MISSING,
         "stories[0].conflicts[0].sides[0].places[0].target"},
        {"\"timeline\"", "\"report\": 0", "\"report\": 9", ERR_MISSING,
         "stories[0].timeline[0].places[0].target"},
        {"\"copies\"", "\"sha256\": \"", "\"sha256\": '", ERR_INPUT, NULL},
        {"copytaster-account", "copytaster-account", "copytaster-akkount", ERR_INPUT, ""},
        {"\"blocks\"", "\"bytes\": [", "\"bytes\": {", ERR_INPUT, NULL},
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        expect_failure(*state, bad[i].after, bad[i].from, bad[i].to, bad[i].code, bad[i].where);
    }
}

static void verify_refuses_what_is_no_export(void **state) {
    (void)state;
    static const char *const bad[] = {
        "",
        "hello",
        "{}",
        "[]",
        "null",
        "{\"format\":\"copytaster-account\"",
        "{\"format\":\"copytaster-account\",\"reports\":[1],\"stories\":[]}",
        "<!doctype html><title>x</title>"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        size_t n;
        struct error e = {0};
        assert_int_equal(render_verify(str_from_cstr(bad[i]), &n, &e), ERR_INPUT);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_document_says_who_says_what, set_up, tear_down),
        cmocka_unit_test_setup_teardown(conflicts_leave_the_rest_out, set_up, tear_down),
        cmocka_unit_test_setup_teardown(every_layer_is_a_line_a_report, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_same_accounts_give_the_same_bytes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(verify_passes_what_was_written, set_up, tear_down),
        cmocka_unit_test_setup_teardown(verify_names_the_first_that_fails, set_up, tear_down),
        cmocka_unit_test(verify_refuses_what_is_no_export),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
