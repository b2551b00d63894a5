/* feed_json.c - JSON Feed 1.0 and 1.1. json-c parses, to a depth of 128; a first pass over the
 * bytes counts the values, so that memory has a bound before json-c takes any, and notes where the
 * items begin. The values become the same tree as XML has: a member is an element of its name, an
 * array is that element again and again; so extensions are kept as they are elsewhere. O(n). */
#include <json.h>

#include "base/limits.h"
#include "feed/feed_build.h"
#include "feed/feed_date.h"
#include "feed/feed_read.h"
#include "feed/feed_url.h"

#define LIMIT_JSON_BYTES (16 * MiB)

/* json-c takes about 100 bytes for a value, 400 for an array and 800 for an object. */
enum { ARRAY_WEIGHT = 4, OBJECT_WEIGHT = 8 };

/* The first pass: strings are skipped, brackets counted. */
struct layout {
    size_t n_values;
    VEC(uint32_t) items; /* where the elements of the outer object's "items" begin */
};

static size_t string_end(str s, size_t pos) {
    for (pos++; pos < s.len && s.ptr[pos] != '"'; pos++) {
        pos += s.ptr[pos] == '\\';
    }
    return pos < s.len ? pos + 1 : s.len;
}

/* Where the pass stands. */
struct pass {
    size_t depth;
    bool in_items;
    str key; /* the last string of the outer object */
};

static enum err open_bracket(arena *a, struct layout *l, struct pass *p, char c, size_t pos) {
    p->depth++;
    l->n_values += c == '{' ? OBJECT_WEIGHT : ARRAY_WEIGHT;
    if (p->depth == 2) {
        p->in_items = c == '[' && str_equals(p->key, STR("\"items\""));
        l->items.n = p->in_items ? 0 : l->items.n;
    } else if (p->depth == 3 && c == '{' && p->in_items) {
        return vec_push(a, &l->items, (uint32_t)pos);
    }
    return ERR_OK;
}

static enum err scan_layout(arena *a, str s, struct layout *l) {
    struct pass p = {.key = STR("")};
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        if (c == '"') {
            size_t end = string_end(s, i);
            p.key = p.depth == 1 ? str_slice(s, i, end) : p.key;
            i = end - 1;
        } else if (c == '{' || c == '[') {
            TRY(open_bracket(a, l, &p, c, i));
        } else if (c == '}' || c == ']') {
            p.depth -= p.depth > 0;
            p.in_items = p.in_items && p.depth >= 2;
        } else if (c == ',') {
            l->n_values++;
        }
    }
    return ERR_OK;
}

/* `value` as an element of name `key`. Recursive; json-c has kept the depth below 128. */
static enum err add_value(struct feed_build *b, str key, struct json_object *value) {
    if (json_object_is_type(value, json_type_array)) {
        size_t n = json_object_array_length(value);
        for (size_t i = 0; i < n; i++) {
            TRY(add_value(b, key, json_object_array_get_idx(value, i)));
        }
        return ERR_OK;
    }
    TRY(feed_build_start(b, key, NULL, 0, 0));
    if (json_object_is_type(value, json_type_object)) {
        struct json_object_iterator i = json_object_iter_begin(value);
        struct json_object_iterator end = json_object_iter_end(value);
        for (; !json_object_iter_equal(&i, &end); json_object_iter_next(&i)) {
            str name = str_from_cstr(json_object_iter_peek_name(&i));
            TRY(add_value(b, name, json_object_iter_peek_value(&i)));
        }
    } else if (value) {
        const char *text = json_object_get_string(value);
        size_t len = json_object_is_type(value, json_type_string)
                         ? (size_t)json_object_get_string_len(value)
                         : strlen(text);
        TRY(feed_build_text(b, str_of(text, len), 0));
    }
    return feed_build_end(b);
}

static str text_of(struct feed_read *r, const struct feed_node *node, const char *key) {
    for (const struct feed_node *i = node->first; i; i = i->next) {
        if (i->name && str_equals(i->name->local, str_from_cstr(key))) {
            str text = feed_node_text(r->a, i);
            return text.ptr ? str_trim(text) : STR("");
        }
    }
    return STR("");
}

static str url_of(struct feed_read *r, const struct feed_node *node, const char *key) {
    str url = text_of(r, node, key);
    str joined = url.len ? feed_url_join(r->a, r->hints->url, url) : url;
    return joined.ptr ? joined : url;
}

static struct feed_text text_field(struct feed_read *r, const struct feed_node *node,
                                   const char *key, enum feed_type type) {
    str text = text_of(r, node, key);
    str media = type == FEED_TEXT_HTML ? STR("text/html") : STR("text/plain");
    return (struct feed_text){.text = text,
                              .type = type,
                              .media_type = media,
                              .base = r->hints->url,
                              .lang = r->feed->head.language,
                              .whole = text,
                              .node = text.len ? node : NULL};
}

static enum err read_author(struct feed_read *r, const struct feed_node *node, feed_persons *out) {
    struct feed_person person = {.name = text_of(r, node, "name"),
                                 .url = url_of(r, node, "url"),
                                 .email = STR(""),
                                 .text = STR("")};
    if (str_starts_with(person.url, STR("mailto:"))) {
        person.email = str_slice(person.url, 7, person.url.len);
    }
    return person.name.len || person.url.len ? vec_push(r->a, out, person) : ERR_OK;
}

/* 1.1 has a list of authors; 1.0 had one, which many feeds give beside it. */
static enum err read_authors(struct feed_read *r, const struct feed_node *node, feed_persons *out) {
    static const char *const keys[] = {"authors", "author"};
    for (size_t k = 0; k < 2 && !out->n; k++) {
        for (const struct feed_node *i = node->first; i; i = i->next) {
            if (i->name && str_equals(i->name->local, str_from_cstr(keys[k]))) {
                TRY(read_author(r, i, out));
            }
        }
    }
    return ERR_OK;
}

static enum err read_image(struct feed_read *r, const struct feed_node *node, const char *key,
                           struct feed_item *out) {
    str url = url_of(r, node, key);
    if (!url.len || out->image) {
        return ERR_OK;
    }
    struct feed_image *image = feed_image_of(r, out);
    if (!image) {
        return r->a->last;
    }
    image->url = url;
    return ERR_OK;
}

static enum err add_link(struct feed_read *r, str href, str rel, struct feed_item *out) {
    struct feed_link link = {.href = href, .rel = rel};
    return href.len ? vec_push(r->a, &out->links, link) : ERR_OK;
}

static enum err read_content(struct feed_read *r, const struct feed_node *node,
                             struct feed_item *item) {
    struct feed_text html = text_field(r, node, "content_html", FEED_TEXT_HTML);
    struct feed_text text = text_field(r, node, "content_text", FEED_TEXT_PLAIN);
    if (html.text.len) {
        TRY(feed_markup_resolve(r, html.text, html.base, &html.text));
        html.whole = html.text;
        TRY(vec_push(r->a, &item->content, html));
    }
    return text.text.len ? vec_push(r->a, &item->content, text) : ERR_OK;
}

static enum err read_lists(struct feed_read *r, const struct feed_node *node,
                           struct feed_item *item) {
    for (const struct feed_node *i = node->first; i; i = i->next) {
        if (!i->name) {
            continue;
        }
        if (str_equals(i->name->local, STR("tags"))) {
            str term = feed_node_text(r->a, i);
            if (!term.ptr) {
                return r->a->last;
            }
            struct feed_category category = {str_trim(term), STR(""), STR("")};
            TRY(vec_push(r->a, &item->categories, category));
        } else if (str_equals(i->name->local, STR("attachments"))) {
            struct feed_enclosure enclosure = {.url = url_of(r, i, "url"),
                                               .type = text_of(r, i, "mime_type"),
                                               .length = text_of(r, i, "size_in_bytes")};
            TRY(vec_push(r->a, &item->enclosures, enclosure));
        }
    }
    return ERR_OK;
}

static enum err read_item(struct feed_read *r, const struct feed_node *node,
                          struct feed_item *item) {
    item->node = node;
    item->base = r->hints->url;
    item->id = text_of(r, node, "id");
    item->link = url_of(r, node, "url");
    str external = url_of(r, node, "external_url");
    item->title = text_field(r, node, "title", FEED_TEXT_PLAIN);
    item->summary = text_field(r, node, "summary", FEED_TEXT_PLAIN);
    item->language = text_of(r, node, "language");
    TRY(add_link(r, item->link, STR("alternate"), item));
    TRY(add_link(r, external, STR("related"), item));
    if (!item->link.len) {
        item->link = external;
    }
    TRY(read_content(r, node, item));
    TRY(feed_date_read(r->a, text_of(r, node, "date_published"), &item->published));
    TRY(feed_date_read(r->a, text_of(r, node, "date_modified"), &item->updated));
    TRY(read_authors(r, node, &item->authors));
    TRY(read_image(r, node, "image", item));
    TRY(read_image(r, node, "banner_image", item));
    return read_lists(r, node, item);
}

static enum err read_head(struct feed_read *r, const struct feed_node *root) {
    struct feed *feed = r->feed;
    struct feed_item *head = &feed->head;
    str version = text_of(r, root, "version");
    size_t slash = version.len;
    while (slash && version.ptr[slash - 1] != '/') {
        slash--;
    }
    feed->version = str_slice(version, slash, version.len);
    feed->root = root;
    head->node = root;
    head->base = r->hints->url;
    head->language = text_of(r, root, "language");
    head->title = text_field(r, root, "title", FEED_TEXT_PLAIN);
    head->summary = text_field(r, root, "description", FEED_TEXT_PLAIN);
    head->link = url_of(r, root, "home_page_url");
    TRY(add_link(r, head->link, STR("alternate"), head));
    struct feed_about *about = feed_about_of(r, head);
    if (!about) {
        return r->a->last;
    }
    about->self = url_of(r, root, "feed_url");
    about->icon = url_of(r, root, "favicon");
    about->logo = url_of(r, root, "icon");
    TRY(add_link(r, about->self, STR("self"), head));
    TRY(read_image(r, root, "icon", head));
    return read_authors(r, root, &head->authors);
}

static enum err read_tree(struct feed_read *r, const struct feed_node *root,
                          const struct layout *layout) {
    TRY(read_head(r, root));
    size_t n = 0;
    for (const struct feed_node *i = root->first; i; i = i->next) {
        n += i->name && str_equals(i->name->local, STR("items"));
    }
    if (n > FEED_ITEMS) {
        return r->a->last = ERR_LIMIT;
    }
    struct feed_item *items = arena_array(r->a, n, sizeof *items);
    if (!items) {
        return r->a->last;
    }
    r->feed->items = items;
    for (const struct feed_node *i = root->first; i; i = i->next) {
        if (i->name && str_equals(i->name->local, STR("items"))) {
            size_t at = r->feed->n_items++;
            TRY(read_item(r, i, &items[at]));
            items[at].pos = at < layout->items.n ? layout->items.v[at] : 0;
        }
    }
    /* elements that are no objects, or a second list: then positions are unknown */
    for (size_t i = 0; i < n && layout->items.n != n; i++) {
        items[i].pos = 0;
    }
    return ERR_OK;
}

static enum err parse(struct feed_read *r, str text, struct json_object **out, struct error *e) {
    struct json_tokener *tokener = json_tokener_new_ex(FEED_DEPTH);
    if (!tokener) {
        return ERR_NOMEM;
    }
    json_tokener_set_flags(tokener, JSON_TOKENER_STRICT);
    *out = json_tokener_parse_ex(tokener, text.ptr, (int)text.len);
    enum json_tokener_error code = json_tokener_get_error(tokener);
    size_t pos = json_tokener_get_parse_end(tokener);
    json_tokener_free(tokener);
    if (code == json_tokener_success && json_object_is_type(*out, json_type_object)) {
        r->feed->bozo = str_trim(str_slice(text, pos, text.len)).len > 0;
        return ERR_OK;
    }
    json_object_put(*out);
    if (code == json_tokener_error_depth) {
        return error_set(e, ERR_LIMIT, STR("feed"), pos, "deeper than %d", FEED_DEPTH);
    }
    return error_set(e, ERR_INPUT, STR("feed"), pos, "JSON: %s",
                     code == json_tokener_continue ? "the text ends in the middle"
                                                   : json_tokener_error_desc(code));
}

enum err feed_json_read(struct feed_read *r, str text, struct error *e) {
    r->feed->kind = FEED_JSON;
    if (text.len > LIMIT_JSON_BYTES) {
        return error_set(e, ERR_LIMIT, STR("feed"), UINT64_MAX, "more than %zu MiB of JSON",
                         LIMIT_JSON_BYTES / MiB);
    }
    struct layout layout = {0};
    TRY(scan_layout(r->a, text, &layout));
    if (layout.n_values > FEED_NODES) {
        return error_set(e, ERR_LIMIT, STR("feed"), UINT64_MAX,
                         "more than %d values (an object counts for %d)", FEED_NODES,
                         OBJECT_WEIGHT);
    }
    struct json_object *value;
    TRY(parse(r, text, &value, e));
    struct feed_build b;
    enum err code = feed_build_init(&b, r->a);
    if (code == ERR_OK) {
        code = add_value(&b, STR("feed"), value);
    }
    if (code == ERR_OK) {
        code = feed_build_finish(&b);
    }
    json_object_put(value);
    feed_build_done(&b);
    return code == ERR_OK ? read_tree(r, b.root, &layout) : code;
}
