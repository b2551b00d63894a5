/* feed_item.c - elements -> fields of a feed, an item or a source. One switch over the fields that
 * feed_field.c tells; where a feed says a thing twice, the better element wins (title over
 * dc:title), of equals the later. */
#include "feed/feed_date.h"
#include "feed/feed_field.h"
#include "feed/feed_read.h"
#include "feed/feed_url.h"

struct feed_image *feed_image_of(struct feed_read *r, struct feed_item *item) {
    if (!item->image) {
        item->image = arena_new(r->a, struct feed_image);
    }
    return (struct feed_image *)item->image; /* made here */
}

struct feed_about *feed_about_of(struct feed_read *r, struct feed_item *item) {
    if (!item->about) {
        item->about = arena_new(r->a, struct feed_about);
    }
    return (struct feed_about *)item->about; /* made here */
}

/* The text of an element as an address. */
static enum err read_url(struct feed_read *r, const struct feed_place *at,
                         const struct feed_node *node, str *out) {
    struct feed_place own;
    TRY(feed_place_inside(r, at, node, &own));
    str text;
    TRY(feed_text_plain(r, node, &text));
    if (!text.len) {
        *out = STR("");
        return ERR_OK;
    }
    *out = feed_url_join(r->a, own.base, text);
    return out->ptr ? ERR_OK : r->a->last;
}

static str attr_of(const struct feed_node *node, str name) {
    const str *value = feed_node_attr(node, name);
    return value ? str_trim(*value) : STR("");
}

static bool is_page(const struct feed_link *link) {
    return !link->rel.len || str_equals_nocase(link->rel, STR("alternate"));
}

static bool is_html(str type) {
    return !type.len || str_equals_nocase(type, STR("text/html")) ||
           str_equals_nocase(type, STR("application/xhtml+xml"));
}

/* What a link is besides a link. */
static enum err use_link(struct feed_read *r, const struct feed_link *link, bool has_rel,
                         struct feed_item *out) {
    if (str_equals_nocase(link->rel, STR("enclosure")) && link->href.len) {
        struct feed_enclosure enclosure = {link->href, link->type, link->length};
        return vec_push(r->a, &out->enclosures, enclosure);
    }
    if (str_equals_nocase(link->rel, STR("self")) && link->href.len) {
        struct feed_about *about = feed_about_of(r, out);
        if (!about) {
            return r->a->last;
        }
        about->self = link->href;
    } else if (str_equals_nocase(link->rel, STR("license")) && link->href.len) {
        out->license = link->href;
    } else if (is_page(link) && link->href.len && is_html(link->type) &&
               (!out->link.len || has_rel || !link->type.len)) {
        out->link = link->href;
    }
    return ERR_OK;
}

static enum err read_link(struct feed_read *r, const struct feed_place *at,
                          const struct feed_node *node, struct feed_item *out) {
    struct feed_place own;
    TRY(feed_place_inside(r, at, node, &own));
    struct feed_link link = {
        .href = attr_of(node, STR("href")),
        .rel = attr_of(node, STR("rel")),
        .type = attr_of(node, STR("type")),
        .hreflang = attr_of(node, STR("hreflang")),
        .title = attr_of(node, STR("title")),
        .length = attr_of(node, STR("length")),
    };
    bool has_href = feed_node_attr(node, STR("href")) != NULL;
    if (!has_href && feed_node_attr(node, STR("url"))) {
        link.href = attr_of(node, STR("url"));
        has_href = true;
    }
    if (!has_href) {
        TRY(feed_text_plain(r, node, &link.href));
    }
    if (link.href.len || has_href) {
        link.href = feed_url_join(r->a, own.base, link.href);
        if (!link.href.ptr) {
            return r->a->last;
        }
    }
    TRY(use_link(r, &link, has_href, out));
    if (!link.rel.len) {
        link.rel = STR("alternate");
    }
    return vec_push(r->a, &out->links, link);
}

static enum err read_id(struct feed_read *r, const struct feed_place *at,
                        const struct feed_node *node, struct feed_item *out) {
    TRY(feed_text_plain(r, node, &out->id));
    if (!str_equals_nocase(node->name->local, STR("guid"))) {
        return ERR_OK;
    }
    const str *permanent = feed_node_attr(node, STR("isPermaLink"));
    out->id_is_link = !permanent || !str_equals_nocase(str_trim(*permanent), STR("false"));
    if (out->id_is_link && out->id.len) {
        out->id = feed_url_join(r->a, at->base, out->id);
        return out->id.ptr ? ERR_OK : r->a->last;
    }
    return ERR_OK;
}

static enum err read_date(struct feed_read *r, const struct feed_node *node,
                          struct feed_date *out) {
    str text;
    TRY(feed_text_plain(r, node, &text));
    return feed_date_read(r->a, text, out);
}

static enum err read_title(struct feed_read *r, const struct feed_place *at,
                           const struct feed_node *node, struct feed_text *out) {
    return feed_text_read(r, at, node, FEED_TEXT_PLAIN, out);
}

/* A second summary is the full text, as feeds that use both elements mean it. */
static enum err read_summary(struct feed_read *r, const struct feed_place *at,
                             const struct feed_node *node, enum feed_type type,
                             struct feed_item *out) {
    struct feed_text text;
    TRY(feed_text_read(r, at, node, type, &text));
    bool again = out->summary.node &&
                 str_equals_nocase(out->summary.node->name->local, node->name->local) == false;
    if (again && out->summary.text.len && node->name->field != FEED_FIELD_SUMMARY_ELSE &&
        out->summary.node->name->field != FEED_FIELD_SUMMARY_ELSE) {
        return vec_push(r->a, &out->content, text);
    }
    if (!text.text.len && out->summary.text.len) {
        return ERR_OK;
    }
    out->summary = text;
    return ERR_OK;
}

static enum err read_content(struct feed_read *r, const struct feed_place *at,
                             const struct feed_node *node, enum feed_type type,
                             struct feed_item *out) {
    struct feed_text text;
    TRY(feed_text_read(r, at, node, type, &text));
    return vec_push(r->a, &out->content, text);
}

static enum err add_category(struct feed_read *r, str term, str scheme, str label,
                             struct feed_item *out) {
    size_t n = out->categories.n;
    for (size_t i = n > 64 ? n - 64 : 0; i < n; i++) {
        const struct feed_category *before = &out->categories.v[i];
        if (str_equals(before->term, term) && str_equals(before->scheme, scheme) &&
            str_equals(before->label, label)) {
            return ERR_OK; /* said already */
        }
    }
    return term.len || scheme.len || label.len
               ? vec_push(r->a, &out->categories, (struct feed_category){term, scheme, label})
               : ERR_OK;
}

static enum err read_category(struct feed_read *r, const struct feed_node *node,
                              struct feed_item *out) {
    str term = attr_of(node, STR("term"));
    str label = attr_of(node, STR("label"));
    str scheme = attr_of(node, STR("scheme"));
    if (!scheme.len) {
        scheme = attr_of(node, STR("domain"));
    }
    if (node->name->space == FEED_SPACE_ITUNES) {
        TRY(add_category(r, attr_of(node, STR("text")), STR("http://www.itunes.com/"), STR(""),
                         out));
        for (const struct feed_node *i = node->first; i; i = i->next) {
            if (feed_node_is(i, FEED_SPACE_ITUNES, STR("category"))) {
                TRY(add_category(r, attr_of(i, STR("text")), STR("http://www.itunes.com/"), STR(""),
                                 out));
            }
        }
        return ERR_OK;
    }
    if (!term.len) {
        TRY(feed_text_plain(r, node, &term));
    }
    if (!scheme.len && node->name->space == FEED_SPACE_MEDIA) {
        scheme = STR("http://search.yahoo.com/mrss/category_schema");
    }
    return add_category(r, term, scheme, label, out);
}

static enum err read_keywords(struct feed_read *r, const struct feed_node *node,
                              struct feed_item *out) {
    str text;
    TRY(feed_text_plain(r, node, &text));
    str scheme = node->name->space == FEED_SPACE_ITUNES ? STR("http://www.itunes.com/") : STR("");
    size_t from = 0;
    for (size_t i = 0; i <= text.len; i++) {
        if (i == text.len || text.ptr[i] == ',') {
            TRY(add_category(r, str_trim(str_slice(text, from, i)), scheme, STR(""), out));
            from = i + 1;
        }
    }
    return ERR_OK;
}

static enum err read_person(struct feed_read *r, const struct feed_place *at,
                            const struct feed_node *node, feed_persons *out) {
    struct feed_person person;
    TRY(feed_person_read(r, at, node, &person));
    return vec_push(r->a, out, person);
}

/* The outlet an item came from: RSS has its title with an address, Atom what a feed says. */
static enum err read_source(struct feed_read *r, const struct feed_place *at,
                            const struct feed_node *node, struct feed_item *out) {
    struct feed_item *source = arena_new(r->a, struct feed_item);
    if (!source) {
        return r->a->last;
    }
    out->source = source;
    bool plain = true;
    for (const struct feed_node *i = node->first; i; i = i->next) {
        plain = plain && !i->name;
    }
    if (!plain) {
        return feed_item_read(r, at, node, source);
    }
    source->node = node;
    source->pos = node->pos;
    TRY(feed_text_read(r, at, node, FEED_TEXT_PLAIN, &source->title));
    str url = attr_of(node, STR("url"));
    if (url.len) {
        source->link = feed_url_join(r->a, at->base, url);
        return source->link.ptr ? ERR_OK : r->a->last;
    }
    return ERR_OK;
}

static enum err read_enclosure(struct feed_read *r, const struct feed_place *at,
                               const struct feed_node *node, struct feed_item *out) {
    struct feed_enclosure enclosure = {.url = attr_of(node, STR("url")),
                                       .type = attr_of(node, STR("type")),
                                       .length = attr_of(node, STR("length"))};
    if (!enclosure.url.len) {
        enclosure.url = attr_of(node, STR("href"));
    }
    if (enclosure.url.len) {
        enclosure.url = feed_url_join(r->a, at->base, enclosure.url);
        if (!enclosure.url.ptr) {
            return r->a->last;
        }
    }
    struct feed_link link = {.href = enclosure.url,
                             .rel = STR("enclosure"),
                             .type = enclosure.type,
                             .length = enclosure.length};
    TRY(vec_push(r->a, &out->links, link));
    return vec_push(r->a, &out->enclosures, enclosure);
}

static enum err read_image_part(struct feed_read *r, const struct feed_place *at,
                                const struct feed_node *node, struct feed_image *image) {
    static const struct {
        str name;
        size_t field;
        bool is_url;
    } parts[] = {
        {{"title", 5}, offsetof(struct feed_image, title), false},
        {{"url", 3}, offsetof(struct feed_image, url), true},
        {{"link", 4}, offsetof(struct feed_image, link), true},
        {{"description", 11}, offsetof(struct feed_image, description), false},
        {{"width", 5}, offsetof(struct feed_image, width), false},
        {{"height", 6}, offsetof(struct feed_image, height), false},
    };
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (str_equals_nocase(parts[i].name, node->name->local)) {
            str *to = (str *)((char *)image + parts[i].field);
            return parts[i].is_url ? read_url(r, at, node, to) : feed_text_plain(r, node, to);
        }
    }
    return ERR_OK;
}

static enum err read_image(struct feed_read *r, const struct feed_place *at,
                           const struct feed_node *node, struct feed_item *out) {
    struct feed_image *image = feed_image_of(r, out);
    if (!image) {
        return r->a->last;
    }
    struct feed_place own;
    TRY(feed_place_inside(r, at, node, &own));
    bool parts = false;
    for (const struct feed_node *i = node->first; i; i = i->next) {
        if (i->name) {
            TRY(read_image_part(r, &own, i, image));
            parts = true;
        }
    }
    str url = attr_of(node, STR("href"));
    if (!url.len) {
        url = attr_of(node, STR("url"));
    }
    if (!url.len) {
        const str *resource = feed_node_attr_in(node, FEED_SPACE_RDF, STR("resource"));
        url = resource ? str_trim(*resource) : url;
    }
    if (!url.len && !parts) {
        TRY(feed_text_plain(r, node, &url));
    }
    if (url.len && !image->url.len) {
        image->url = feed_url_join(r->a, own.base, url);
        return image->url.ptr ? ERR_OK : r->a->last;
    }
    return ERR_OK;
}

static enum err read_generator(struct feed_read *r, const struct feed_place *at,
                               const struct feed_node *node, struct feed_generator *out) {
    TRY(feed_text_plain(r, node, &out->name));
    str url = attr_of(node, STR("uri"));
    if (!url.len) {
        url = attr_of(node, STR("url"));
    }
    out->version = attr_of(node, STR("version"));
    out->url = url;
    if (url.len) {
        out->url = feed_url_join(r->a, at->base, url);
    }
    return out->url.ptr ? ERR_OK : r->a->last;
}

static enum err read_about(struct feed_read *r, const struct feed_place *at,
                           const struct feed_node *node, struct feed_item *out) {
    struct feed_about *about = feed_about_of(r, out);
    if (!about) {
        return r->a->last;
    }
    switch (node->name->field) {
    case FEED_FIELD_INFO:
        return feed_text_read(r, at, node, FEED_TEXT_PLAIN, &about->info);
    case FEED_FIELD_ICON:
        return read_url(r, at, node, &about->icon);
    case FEED_FIELD_LOGO:
        return read_url(r, at, node, &about->logo);
    case FEED_FIELD_DOCS:
        return read_url(r, at, node, &about->docs);
    case FEED_FIELD_TTL:
        return feed_text_plain(r, node, &about->ttl);
    case FEED_FIELD_RATING:
        return feed_text_plain(r, node, &about->rating);
    default:
        return read_generator(r, at, node, &about->generator);
    }
}

static enum err read_license(struct feed_read *r, const struct feed_place *at,
                             const struct feed_node *node, struct feed_item *out) {
    const str *resource = feed_node_attr_in(node, FEED_SPACE_RDF, STR("resource"));
    if (resource) {
        out->license = feed_url_join(r->a, at->base, *resource);
    } else {
        TRY(read_url(r, at, node, &out->license));
    }
    struct feed_link link = {.href = out->license, .rel = STR("license")};
    return out->license.ptr ? vec_push(r->a, &out->links, link) : r->a->last;
}

/* "start=2002-10-13T09:00+01:00;end=...;scheme=W3C-DTF" */
static enum err read_period(struct feed_read *r, const struct feed_node *node,
                            struct feed_item *out) {
    str text;
    TRY(feed_text_plain(r, node, &text));
    size_t from = 0;
    for (size_t i = 0; i <= text.len; i++) {
        if (i < text.len && text.ptr[i] != ';') {
            continue;
        }
        str part = str_trim(str_slice(text, from, i));
        from = i + 1;
        if (str_starts_with(part, STR("start="))) {
            TRY(feed_date_read(r->a, str_slice(part, 6, part.len), &out->valid_from));
        } else if (str_starts_with(part, STR("end="))) {
            TRY(feed_date_read(r->a, str_slice(part, 4, part.len), &out->expired));
        }
    }
    return ERR_OK;
}

static enum err read_flag(struct feed_read *r, const struct feed_node *node, bool *out) {
    str text;
    TRY(feed_text_plain(r, node, &text));
    *out = str_equals(text, STR("yes")) || str_equals(text, STR("Yes"));
    return ERR_OK;
}

/* A date that says not of what: of the last change, and of publication where nothing else is. */
static enum err read_any_date(struct feed_read *r, const struct feed_node *node,
                              struct feed_item *out) {
    TRY(read_date(r, node, &out->updated));
    if (!out->published.text.len && out != &r->feed->head) {
        out->published = out->updated;
    }
    return ERR_OK;
}

/* Texts and dates. */
static enum err read_text_field(struct feed_read *r, const struct feed_place *at,
                                const struct feed_node *node, struct feed_item *out) {
    switch (node->name->field) {
    case FEED_FIELD_TITLE:
        return read_title(r, at, node, &out->title);
    case FEED_FIELD_TITLE_ELSE:
        return out->title.text.len ? ERR_OK : read_title(r, at, node, &out->title);
    case FEED_FIELD_SUMMARY:
        return read_summary(r, at, node, FEED_TEXT_PLAIN, out);
    case FEED_FIELD_DESCRIPTION:
        return read_summary(r, at, node, FEED_TEXT_HTML, out);
    case FEED_FIELD_SUMMARY_ELSE:
        return out->summary.text.len ? ERR_OK : read_summary(r, at, node, FEED_TEXT_PLAIN, out);
    case FEED_FIELD_CONTENT:
        return read_content(r, at, node, FEED_TEXT_PLAIN, out);
    case FEED_FIELD_ENCODED:
        return read_content(r, at, node, FEED_TEXT_HTML, out);
    case FEED_FIELD_BODY:
        return read_content(r, at, node, FEED_TEXT_XHTML, out);
    case FEED_FIELD_RIGHTS:
        return feed_text_read(r, at, node, FEED_TEXT_PLAIN, &out->rights);
    case FEED_FIELD_PUBLISHED:
        return read_date(r, node, &out->published);
    case FEED_FIELD_UPDATED:
        return read_date(r, node, &out->updated);
    case FEED_FIELD_DATE:
        return read_any_date(r, node, out);
    case FEED_FIELD_PERIOD:
        return read_period(r, node, out);
    case FEED_FIELD_CREATED:
        return read_date(r, node, &out->created);
    case FEED_FIELD_EXPIRED:
        return read_date(r, node, &out->expired);
    default:
        return ERR_OK;
    }
}

/* People, addresses, pictures. */
static enum err read_other_field(struct feed_read *r, const struct feed_place *at,
                                 const struct feed_node *node, struct feed_item *out) {
    switch (node->name->field) {
    case FEED_FIELD_LINK:
        return read_link(r, at, node, out);
    case FEED_FIELD_ID:
        return read_id(r, at, node, out);
    case FEED_FIELD_AUTHOR:
        return read_person(r, at, node, &out->authors);
    case FEED_FIELD_AUTHOR_ELSE:
        return out->authors.n ? ERR_OK : read_person(r, at, node, &out->authors);
    case FEED_FIELD_CONTRIBUTOR:
        return read_person(r, at, node, &out->contributors);
    case FEED_FIELD_PUBLISHER:
        return feed_person_read(r, at, node, &out->publisher);
    case FEED_FIELD_CATEGORY:
        return read_category(r, node, out);
    case FEED_FIELD_KEYWORDS:
        return read_keywords(r, node, out);
    case FEED_FIELD_SOURCE:
        return read_source(r, at, node, out);
    case FEED_FIELD_ENCLOSURE:
        return read_enclosure(r, at, node, out);
    case FEED_FIELD_COMMENTS:
        return read_url(r, at, node, &out->comments);
    case FEED_FIELD_LANGUAGE:
        return feed_text_plain(r, node, &out->language);
    case FEED_FIELD_IMAGE:
        return read_image(r, at, node, out);
    default:
        return ERR_OK;
    }
}

enum err feed_field_read(struct feed_read *r, const struct feed_place *at,
                         const struct feed_node *node, struct feed_item *out) {
    switch (node->name->field) {
    case FEED_FIELD_NONE:
    case FEED_FIELD_ITEM:
    case FEED_FIELD_CONTAINER:
        return ERR_OK;
    case FEED_FIELD_INFO:
    case FEED_FIELD_ICON:
    case FEED_FIELD_LOGO:
    case FEED_FIELD_GENERATOR:
    case FEED_FIELD_DOCS:
    case FEED_FIELD_TTL:
    case FEED_FIELD_RATING:
        return read_about(r, at, node, out);
    case FEED_FIELD_LICENSE:
        return read_license(r, at, node, out);
    case FEED_FIELD_EXPLICIT:
        return read_flag(r, node, &out->is_explicit);
    case FEED_FIELD_BLOCK:
        return read_flag(r, node, &out->is_blocked);
    case FEED_FIELD_MEDIA:
        return feed_media_read(r, at, node, out);
    case FEED_FIELD_GEO:
        return feed_geo_read(r, node, out);
    default:
        break;
    }
    TRY(read_text_field(r, at, node, out));
    return read_other_field(r, at, node, out);
}

enum err feed_item_read(struct feed_read *r, const struct feed_place *outer,
                        const struct feed_node *node, struct feed_item *out) {
    struct feed_place at;
    TRY(feed_place_inside(r, outer, node, &at));
    out->node = node;
    out->pos = node->pos;
    out->base = at.base;
    for (const struct feed_node *i = node->first; i; i = i->next) {
        if (i->name) {
            TRY(feed_field_read(r, &at, i, out));
        }
    }
    if (!out->language.len) {
        out->language = at.lang;
    }
    return ERR_OK;
}
