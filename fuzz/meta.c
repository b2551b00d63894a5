/* Metadata of any bytes taken as a page: values are valid UTF-8 without doubled or outer spaces,
 * their spans lie in the source, days are days, and reading twice gives the same. */
#include <assert.h>

#include "page/day.h"
#include "page/meta.h"
#include "text/utf8.h"

static void check_value(const struct page_value *value, size_t len) {
    str s = value->value;
    assert(value->at.from <= value->at.to && value->at.to <= len);
    assert(s.len > 0 || value->origin == PAGE_FROM_NOWHERE);
    assert(utf8_is_valid(s) && str_find(s, STR("  "), 0) == SIZE_MAX);
    assert(s.len == 0 || (s.ptr[0] != ' ' && s.ptr[s.len - 1] != ' '));
}

static void check_day(const struct page_value *value, int64_t fetched) {
    struct day day;
    if (value->value.len > 0) {
        assert(day_read(value->value, DAY_FIRST, &day) && day_is_plausible(&day, fetched));
    }
}

static void read(arena *a, str bytes, struct page_meta *meta, const struct page_hints *hints) {
    struct html_tree t;
    struct meta_extra extra;
    assert(html_parse(a, bytes, NULL, &t) == ERR_OK);
    assert(meta_read(a, &t, hints, meta, &extra) == ERR_OK);
    assert(utf8_is_valid(extra.json_ld_body));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    arena a;
    arena_init(&a, 0);
    str bytes = str_of((const char *)data, size);
    size_t n_repaired;
    assert(utf8_repair(&a, bytes, &bytes, &n_repaired) == ERR_OK);
    struct page_hints hints = {.url = STR("https://post.example/2022/03/a"), .fetched = 1700000000};
    struct page_meta meta;
    struct page_meta again;
    read(&a, bytes, &meta, &hints);
    read(&a, bytes, &again, &hints);
    const struct page_value *value[] = {&meta.title,   &meta.published,   &meta.modified,
                                        &meta.outlet,  &meta.lang,        &meta.url,
                                        &meta.section, &meta.description, &meta.image};
    for (size_t i = 0; i < sizeof value / sizeof *value; i++) {
        check_value(value[i], bytes.len);
    }
    for (size_t i = 0; i < meta.n_authors; i++) {
        check_value(&meta.author[i], bytes.len);
        assert(meta.author[i].value.len > 0);
    }
    check_day(&meta.published, hints.fetched);
    check_day(&meta.modified, hints.fetched);
    assert(str_equals(meta.title.value, again.title.value) && meta.n_authors == again.n_authors);
    arena_done(&a);
    return 0;
}
