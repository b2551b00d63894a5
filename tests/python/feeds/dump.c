/* dump.c - feeds as JSON, for feeds.py. Reads a request a line from stdin: path, address of the
 * feed and the HTTP headers Content-Type, Content-Location and Content-Language, tabs between them.
 * Answers with one line each: the fields as src/feed/feed.h names them, and the tree. */
#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/json.h"
#include "base/limits.h"
#include "feed/feed.h"

enum { TREE_DEPTH = 24 };

static void put(struct json *j, const char *key, str s) {
    json_str(j, key, s.ptr ? s : STR(""));
}

static void put_text(struct json *j, const char *key, const struct feed_text *t) {
    static const char *const types[] = {"text", "html", "xhtml", "other"};
    json_open_object(j, key);
    put(j, "text", t->text);
    put(j, "whole", t->whole);
    json_cstr(j, "type", types[t->type]);
    put(j, "media_type", t->media_type);
    put(j, "base", t->base);
    put(j, "lang", t->lang);
    put(j, "src", t->src);
    put(j, "element", t->node && t->node->name ? t->node->name->local : STR(""));
    json_close_object(j);
}

static void put_date(struct json *j, const char *key, const struct feed_date *d) {
    json_open_object(j, key);
    put(j, "text", d->text);
    put(j, "iso", d->iso);
    json_close_object(j);
}

static void put_person(struct json *j, const char *key, const struct feed_person *p) {
    json_open_object(j, key);
    put(j, "name", p->name);
    put(j, "email", p->email);
    put(j, "url", p->url);
    put(j, "text", p->text);
    json_close_object(j);
}

static void put_persons(struct json *j, const char *key, const feed_persons *list) {
    json_open_array(j, key);
    for (size_t i = 0; i < list->n; i++) {
        put_person(j, NULL, &list->v[i]);
    }
    json_close_array(j);
}

static void put_links(struct json *j, const struct feed_item *item) {
    json_open_array(j, "links");
    for (size_t i = 0; i < item->links.n; i++) {
        const struct feed_link *link = &item->links.v[i];
        json_open_object(j, NULL);
        put(j, "href", link->href);
        put(j, "rel", link->rel);
        put(j, "type", link->type);
        put(j, "hreflang", link->hreflang);
        put(j, "title", link->title);
        put(j, "length", link->length);
        json_close_object(j);
    }
    json_close_array(j);
    json_open_array(j, "enclosures");
    for (size_t i = 0; i < item->enclosures.n; i++) {
        const struct feed_enclosure *enclosure = &item->enclosures.v[i];
        json_open_object(j, NULL);
        put(j, "url", enclosure->url);
        put(j, "type", enclosure->type);
        put(j, "length", enclosure->length);
        json_close_object(j);
    }
    json_close_array(j);
}

static void put_categories(struct json *j, const struct feed_item *item) {
    json_open_array(j, "categories");
    for (size_t i = 0; i < item->categories.n; i++) {
        const struct feed_category *category = &item->categories.v[i];
        json_open_object(j, NULL);
        put(j, "term", category->term);
        put(j, "scheme", category->scheme);
        put(j, "label", category->label);
        json_close_object(j);
    }
    json_close_array(j);
}

static void put_where(struct json *j, const struct feed_where *where) {
    static const char *const shapes[] = {"Point", "LineString", "Polygon", "Box"};
    json_open_object(j, "where");
    json_cstr(j, "shape", shapes[where->shape]);
    json_open_array(j, "positions");
    for (size_t i = 0; i < where->positions.n; i++) {
        json_open_array(j, NULL);
        json_double(j, NULL, where->positions.v[i].latitude);
        json_double(j, NULL, where->positions.v[i].longitude);
        json_close_array(j);
    }
    json_close_array(j);
    json_close_object(j);
}

static void put_about(struct json *j, const struct feed_item *item) {
    if (item->image) {
        json_open_object(j, "image");
        put(j, "url", item->image->url);
        put(j, "title", item->image->title);
        put(j, "link", item->image->link);
        put(j, "description", item->image->description);
        put(j, "width", item->image->width);
        put(j, "height", item->image->height);
        json_close_object(j);
    }
    if (item->about) {
        const struct feed_about *about = item->about;
        put_text(j, "info", &about->info);
        json_open_object(j, "generator");
        put(j, "name", about->generator.name);
        put(j, "url", about->generator.url);
        put(j, "version", about->generator.version);
        json_close_object(j);
        put(j, "icon", about->icon);
        put(j, "logo", about->logo);
        put(j, "self", about->self);
        put(j, "docs", about->docs);
        put(j, "ttl", about->ttl);
        put(j, "rating", about->rating);
    }
}

/* Elements of `node`, not below items (they have their own). */
static void put_tree(struct json *j, const char *key, const struct feed_node *node, int depth) {
    json_open_array(j, key);
    for (const struct feed_node *i = node->first; i && depth < TREE_DEPTH; i = i->next) {
        if (!i->name || str_equals_nocase(i->name->local, STR("item")) ||
            str_equals_nocase(i->name->local, STR("entry"))) {
            continue;
        }
        json_open_object(j, NULL);
        put(j, "prefix", i->name->prefix);
        put(j, "usual", feed_space_prefix((enum feed_space)i->name->space));
        put(j, "name", i->name->local);
        arena scratch;
        arena_init(&scratch, 0);
        bool leaf = true;
        for (const struct feed_node *c = i->first; c; c = c->next) {
            leaf = leaf && !c->name;
        }
        put(j, "text", leaf ? str_trim(feed_node_text(&scratch, i)) : STR(""));
        str markup = STR("");
        if (!leaf) {
            (void)feed_node_markup(&scratch, i, &markup);
        }
        put(j, "markup", markup);
        arena_done(&scratch);
        json_open_object(j, "attrs");
        for (uint32_t a = 0; a < i->n_attrs; a++) {
            char name[256];
            (void)snprintf(name, sizeof name, "%" STR_FMT, STR_ARG(i->attrs[a].name->local));
            put(j, name, i->attrs[a].value);
        }
        json_close_object(j);
        put_tree(j, "children", i, depth + 2);
        json_close_object(j);
    }
    json_close_array(j);
}

static void put_item(struct json *j, const char *key, const struct feed_item *item, bool tree) {
    json_open_object(j, key);
    put_text(j, "title", &item->title);
    put_text(j, "summary", &item->summary);
    put_text(j, "rights", &item->rights);
    json_open_array(j, "content");
    for (size_t i = 0; i < item->content.n; i++) {
        put_text(j, NULL, &item->content.v[i]);
    }
    json_close_array(j);
    put(j, "link", item->link);
    put(j, "id", item->id);
    json_bool(j, "id_is_link", item->id_is_link);
    json_bool(j, "is_explicit", item->is_explicit);
    json_bool(j, "is_blocked", item->is_blocked);
    put(j, "language", item->language);
    put(j, "base", item->base);
    put(j, "comments", item->comments);
    put(j, "license", item->license);
    put_date(j, "published", &item->published);
    put_date(j, "updated", &item->updated);
    put_date(j, "created", &item->created);
    put_date(j, "expired", &item->expired);
    put_date(j, "valid_from", &item->valid_from);
    put_persons(j, "authors", &item->authors);
    put_persons(j, "contributors", &item->contributors);
    put_person(j, "publisher", &item->publisher);
    put_links(j, item);
    put_categories(j, item);
    put_about(j, item);
    if (item->where) {
        put_where(j, item->where);
    }
    json_uint(j, "pos", item->pos);
    if (item->source) {
        put_item(j, "source", item->source, false);
    }
    if (tree && item->node) {
        put_tree(j, "tree", item->node, 4);
    }
    json_close_object(j);
}

static void put_feed(struct json *j, const struct feed *feed) {
    static const char *const kinds[] = {"rss", "atom", "json", "opml", "sitemap", "index", "cdf"};
    json_open_object(j, NULL);
    json_cstr(j, "kind", kinds[feed->kind]);
    put(j, "version", feed->version);
    put(j, "encoding", feed->encoding);
    put(j, "declared", feed->declared);
    json_bool(j, "bozo", feed->bozo);
    json_cstr(j, "why", feed->bozo_why);
    put_item(j, "head", &feed->head, true);
    put_tree(j, "root", feed->root, 4);
    json_open_array(j, "items");
    for (size_t i = 0; i < feed->n_items; i++) {
        put_item(j, NULL, &feed->items[i], true);
    }
    json_close_array(j);
    json_close_object(j);
}

static void answer(char *line, buf *out) {
    char *field[5] = {"", "", "", "", ""};
    size_t n = 0;
    for (char *at = line; at && n < 5;) {
        field[n++] = at;
        at = strchr(at, '\t');
        if (at) {
            *at++ = '\0';
        }
    }
    arena a;
    arena_init(&a, 0);
    struct json j;
    json_init(&j, out, false);
    struct error e = {0};
    struct feed feed;
    str bytes;
    struct feed_hints hints = {.url = str_from_cstr(field[1]),
                               .content_type = str_from_cstr(field[2]),
                               .content_location = str_from_cstr(field[3]),
                               .content_language = str_from_cstr(field[4])};
    if (file_read(&a, field[0], LIMIT_REPORT_BYTES, &bytes, &e) == ERR_OK &&
        feed_parse(&a, bytes, &hints, &feed, &e) == ERR_OK) {
        put_feed(&j, &feed);
    } else {
        json_open_object(&j, NULL);
        json_cstr(&j, "error", e.msg);
        json_close_object(&j);
    }
    arena_done(&a);
}

int main(void) {
    static char line[65536];
    while (fgets(line, sizeof line, stdin)) {
        line[strcspn(line, "\n")] = '\0';
        buf out;
        buf_init(&out, LIMIT_LINE_BYTES);
        answer(line, &out);
        buf_add_byte(&out, '\n');
        (void)fwrite(out.ptr, 1, out.len, stdout);
        (void)fflush(stdout);
        buf_done(&out);
    }
    return 0;
}
