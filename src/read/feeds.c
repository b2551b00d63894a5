/* feeds.c - items as reports. The full content is the text where there is one, else the summary;
 * markup is read as a piece of a page. The outlet is the one an item was taken from, where the feed
 * says so, else the feed. An item without text is refused by its place; the rest goes on. */
#include "read/feeds.h"

#include "base/limits.h"
#include "feed/feed.h"

enum { PERSONS = 8 };

/* One item on its way to a report. */
struct entry {
    const struct feed *feed;
    const struct feed_item *from;
    struct item at; /* its place, for names and problems */
};

static enum err refuse(arena *a, const struct item *item, struct read_result *out, enum err code,
                       const char *what) {
    struct error e;
    error_set(&e, code, item_name(a, item, item->source), item->pos, "%s", what);
    return ledger_refuse(a, out, &e);
}

/* Plain texts of RSS are often markup that was escaped twice: a character reference or a tag in
 * them gives it away. */
static bool looks_like_markup(str s) {
    for (size_t i = 0; i + 2 < s.len; i++) {
        char next = s.ptr[i + 1];
        bool letter = (next | 0x20) >= 'a' && (next | 0x20) <= 'z';
        bool tag = s.ptr[i] == '<' && (letter || next == '/') && memchr(s.ptr + i, '>', s.len - i);
        size_t ahead = s.len - i < 12 ? s.len - i : 12;
        bool reference =
            s.ptr[i] == '&' && (letter || next == '#') && memchr(s.ptr + i, ';', ahead);
        if (tag || reference) {
            return true;
        }
    }
    return false;
}

/* A text construct as words; of markup its text alone. */
static enum err words_of(arena *a, const struct feed_text *t, struct page *out) {
    bool markup = t->type == FEED_TEXT_HTML || t->type == FEED_TEXT_XHTML ||
                  (t->type == FEED_TEXT_PLAIN && looks_like_markup(t->text));
    if (markup) {
        return page_read_fragment(a, t->text, out);
    }
    *out = (struct page){.text = t->type == FEED_TEXT_PLAIN ? t->text : STR("")};
    return ERR_OK;
}

/* The first of two texts that isn't empty. */
static str either(str first, str second) {
    return first.len ? first : second;
}

static enum err join_persons(arena *a, const struct feed_item *from, str *out) {
    buf b;
    buf_init(&b, 1 << 16);
    for (size_t i = 0; i < from->authors.n && i < PERSONS; i++) {
        const struct feed_person *p = &from->authors.v[i];
        str name = either(either(p->name, p->text), p->email);
        if (name.len) {
            buf_add(&b, b.len ? STR(", ") : STR(""));
            buf_add(&b, name);
        }
    }
    enum err code = b.failed == ERR_LIMIT ? ERR_OK : b.failed;
    if (code == ERR_OK) {
        *out = arena_copy(a, buf_str(&b));
        code = out->ptr ? ERR_OK : a->last;
    }
    buf_done(&b);
    return code;
}

static enum err read_text(arena *a, const struct feed_item *from, struct document *doc) {
    struct page page = {.text = STR("")};
    for (size_t i = 0; i < from->content.n && str_trim(page.text).len == 0; i++) {
        TRY(words_of(a, &from->content.v[i], &page));
    }
    if (str_trim(page.text).len == 0) {
        TRY(words_of(a, &from->summary, &page));
    }
    doc->text = page.text;
    doc->given = page.block;
    doc->n_given = page.n_blocks;
    return ERR_OK;
}

static enum err read_head(arena *a, const struct entry *x, struct document *doc) {
    const struct feed_item *from = x->from;
    const struct feed_item *head = &x->feed->head;
    struct page title;
    struct page outlet;
    TRY(words_of(a, &from->title, &title));
    bool has_source = from->source && from->source->title.text.len;
    TRY(words_of(a, has_source ? &from->source->title : &head->title, &outlet));
    doc->title = title.text;
    doc->outlet = outlet.text;
    doc->url = either(from->link, from->id_is_link ? from->id : (str){"", 0});
    doc->published = either(from->published.iso, from->updated.iso);
    doc->lang = either(from->language, head->language);
    return join_persons(a, from->authors.n ? from : head, &doc->author);
}

static enum err add_item(arena *a, const struct entry *x, struct read_result *out) {
    struct document doc = {.name = item_name(a, &x->at, x->at.source),
                           .encoding = x->feed->encoding};
    TRY(read_text(a, x->from, &doc));
    if (str_trim(doc.text).len == 0) {
        return refuse(a, &x->at, out, ERR_INPUT, "the item has no text, only a title or a link");
    }
    if (doc.text.len > LIMIT_REPORT_BYTES) {
        return refuse(a, &x->at, out, ERR_LIMIT, "longer than one report may be (64 MiB)");
    }
    TRY(read_head(a, x, &doc));
    bool given = x->from->id.len > 0;
    doc.id = given ? x->from->id : item_name(a, &x->at, x->at.id);
    if (!doc.id.ptr || !doc.name.ptr) {
        return a->last;
    }
    item_hash(&x->at, x->at.bytes, &doc);
    return ledger_add(a, out, &doc, given);
}

/* A list of addresses, which is no report itself. */
static enum err refuse_list(arena *a, const struct item *item, const struct feed *feed,
                            struct read_result *out) {
    struct error e;
    const char *what = feed->kind == FEED_OPML    ? "a list of feeds"
                       : feed->kind == FEED_INDEX ? "a list of sitemaps"
                                                  : "a sitemap";
    error_set(&e, ERR_INPUT, item_name(a, item, item->source), UINT64_MAX,
              "%s with %zu addresses and no reports; fetch them and read the pages", what,
              feed->n_items);
    return ledger_refuse(a, out, &e);
}

enum err feeds_build(arena *a, const struct item *item, struct read_result *out) {
    struct feed feed;
    struct error e;
    const struct feed_hints hints = {.url = item->hints.url,
                                     .content_type = item->hints.content_type};
    enum err code = feed_parse(a, item->bytes, &hints, &feed, &e);
    if (code == ERR_INPUT || code == ERR_LIMIT) {
        struct item at = *item;
        at.pos = e.pos;
        return refuse(a, &at, out, code, e.msg);
    }
    TRY(code);
    if (feed.kind == FEED_OPML || feed.kind == FEED_SITEMAP || feed.kind == FEED_INDEX) {
        return refuse_list(a, item, &feed, out);
    }
    if (feed.bozo) {
        error_set(&e, ERR_INPUT, item_name(a, item, item->source), UINT64_MAX,
                  "the feed isn't well-formed (%s); read all the same", feed.bozo_why);
        TRY(ledger_warn(a, out, &e));
    }
    if (feed.n_items == 0) {
        return refuse(a, item, out, ERR_INPUT, "a feed without items");
    }
    str base = item_name(a, item, item->id); /* of an archive: "crawl:7" */
    for (size_t i = 0; i < feed.n_items; i++) {
        struct entry x = {.feed = &feed, .from = &feed.items[i], .at = *item};
        x.at.source = item_name(a, item, item->source);
        x.at.id = base;
        x.at.number = i + 1;
        x.at.pos = charset_source_pos(&feed.decoded, feed.items[i].pos);
        if (!x.at.source.ptr || !base.ptr) {
            return a->last;
        }
        TRY(add_item(a, &x, out));
    }
    return ERR_OK;
}
