/* Blocks of small pages, the elements above them and what those hold. */
#include "unit.h"

#include "page/article_outline.h"

static struct article_outline outline(arena *a, const char *html) {
    struct html_tree *t = arena_new(a, struct html_tree);
    struct article_outline o;
    assert_non_null(t);
    assert_int_equal(html_parse(a, str_from_cstr(html), NULL, t), ERR_OK);
    assert_int_equal(article_outline_take(a, t, &o), ERR_OK);
    return o;
}

static void text_between_block_tags_is_a_block(void **state) {
    (void)state;
    arena a;
    arena_init(&a, 0);
    struct article_outline o =
        outline(&a, "<div>one <b>two</b><p>three</p>four</div><script>no</script><li>five");
    assert_int_equal(o.n_blocks, 4);
    assert_int_equal(o.block[0].stats.words, 2);
    assert_int_equal(o.node[o.block[1].node].tag, HTML_TAG_P);
    assert_int_equal(o.block[0].node, o.block[2].node);
    assert_int_equal(o.node[o.block[3].node].tag, HTML_TAG_LI);
    assert_int_equal(o.node[0].words, 5);
    arena_done(&a);
}

static void two_line_breaks_part_blocks_one_does_not(void **state) {
    (void)state;
    arena a;
    arena_init(&a, 0);
    struct article_outline o = outline(&a, "<p>one<br>two<br> <br>three<br></p>");
    assert_int_equal(o.n_blocks, 2);
    assert_int_equal(o.block[0].stats.words, 2);
    assert_true(o.block[1].after_break);
    arena_done(&a);
}

static void elements_above_are_known_by_distance(void **state) {
    (void)state;
    arena a;
    arena_init(&a, 0);
    struct article_outline o = outline(
        &a, "<article class=entry-content><div><aside><p>x</p></aside></div></article><p>y</p>");
    assert_int_equal(o.block[0].above[ARTICLE_IN_ASIDE], 1);
    assert_int_equal(o.block[0].above[ARTICLE_IN_ARTICLE], 3);
    assert_int_equal(o.block[1].above[ARTICLE_IN_ARTICLE], ARTICLE_FAR);
    arena_done(&a);
}

static void attributes_mark_what_they_hold(void **state) {
    (void)state;
    arena a;
    arena_init(&a, 0);
    struct article_outline o =
        outline(&a, "<div style='Display: NONE'><p>a</p></div><blockquote class='x twitter-tweet'>b"
                    "<a href=#>c</a></blockquote><div role=navigation>d</div>");
    assert_true(o.node[o.block[0].node].marks & ARTICLE_HIDDEN);
    assert_true(o.node[o.block[1].node].marks & ARTICLE_POST);
    assert_int_equal(o.block[1].stats.link_chars, 1);
    assert_true(o.node[o.block[2].node].marks & ARTICLE_ROLE_SIDE);
    assert_false(o.node[o.block[2].node].marks & ARTICLE_HIDDEN);
    arena_done(&a);
}

static void class_words_are_found_in_any_spelling(void **state) {
    (void)state;
    uint32_t story = article_words_of_name(STR("story"));
    assert_int_not_equal(story, 0);
    assert_int_equal(article_words_of_name(STR("StoryXy")) & story, story);
    assert_int_equal(article_words_of_name(STR("x-story_2")), story);
    assert_int_equal(article_words_of_name(STR("qwzx 12 --")), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_between_block_tags_is_a_block),
        cmocka_unit_test(two_line_breaks_part_blocks_one_does_not),
        cmocka_unit_test(elements_above_are_known_by_distance),
        cmocka_unit_test(attributes_mark_what_they_hold),
        cmocka_unit_test(class_words_are_found_in_any_spelling),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
