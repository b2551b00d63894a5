/* Whatever bytes as a feed: reading ends, every text is valid UTF-8, items stand in the order of
 * the source and inside it, dates are dates, and a refusal has a reason. The first byte chooses
 * hints. */
#include <assert.h>

#include "feed/feed.h"
#include "text/utf8.h"

static void check_str(str s) {
    assert(utf8_is_valid(s));
}

static void check_text(const struct feed_text *t) {
    check_str(t->text);
    check_str(t->whole);
    check_str(t->base);
    check_str(t->lang);
}

static void check_date(const struct feed_date *d) {
    check_str(d->text);
    assert(d->iso.len == 0 || d->iso.len == 20);
}

static void check_item(const struct feed_item *item) {
    check_text(&item->title);
    check_text(&item->summary);
    check_text(&item->rights);
    for (size_t i = 0; i < item->content.n; i++) {
        check_text(&item->content.v[i]);
    }
    for (size_t i = 0; i < item->links.n; i++) {
        check_str(item->links.v[i].href);
    }
    for (size_t i = 0; i < item->authors.n; i++) {
        check_str(item->authors.v[i].name);
        check_str(item->authors.v[i].email);
    }
    check_str(item->link);
    check_str(item->id);
    check_date(&item->published);
    check_date(&item->updated);
    if (item->source) {
        check_text(&item->source->title);
    }
}

static void check(const struct feed *feed) {
    check_item(&feed->head);
    uint32_t before = 0;
    for (size_t i = 0; i < feed->n_items; i++) {
        const struct feed_item *item = &feed->items[i];
        check_item(item);
        assert(item->pos >= before && item->pos < feed->decoded.text.len);
        before = item->pos;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size == 0) {
        return 0;
    }
    static const struct feed_hints hints[] = {
        {.url = {"http://f.example/a/b?c", 22}},
        {.content_type = {"text/xml; charset=iso-8859-1", 28}},
        {.content_language = {"en", 2}, .content_location = {"/x/", 3}},
    };
    arena a;
    struct feed feed;
    struct error e = {0};
    str bytes = {(const char *)data + 1, size - 1};
    arena_init(&a, 256 << 20);
    (void)feed_is_feed(bytes);
    const struct feed_hints *known = data[0] % 4 < 3 ? &hints[data[0] % 4] : NULL;
    if (feed_parse(&a, bytes, known, &feed, &e) == ERR_OK) {
        check(&feed);
    } else {
        assert(e.msg[0] != '\0');
    }
    arena_done(&a);
    return 0;
}
