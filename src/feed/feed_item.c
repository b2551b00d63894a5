/* feed_item.c - elements -> fields of a feed, an item or a source. One switch over the fields that
 * feed_field.c tells; where a feed says a thing twice, the better element wins (title over
 * dc:title), of equals the later. */
#include "feed/feed_date.h"
#include "feed/feed_field.h"
#include "feed/feed_read.h"
#include "feed/feed_url.h"

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
    str term = feed_attr_of(node, STR("term"));
    str label = feed_attr_of(node, STR("label"));
    str scheme = feed_attr_of(node, STR("scheme"));
    if (!scheme.len) {
        scheme = feed_attr_of(node, STR("domain"));
    }
    if (node->name->space == FEED_SPACE_ITUNES) {
        TRY(add_category(r, feed_attr_of(node, STR("text")), STR("http://www.itunes.com/"), STR(""),
                         out));
        for (const struct feed_node *i = node->first; i; i = i->next) {
            if (feed_node_is(i, FEED_SPACE_ITUNES, STR("category"))) {
                TRY(add_category(r, feed_attr_of(i, STR("text")), STR("http://www.itunes.com/"),
                                 STR(""), out));
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
    str url = feed_attr_of(node, STR("url"));
    if (url.len) {
        source->link = feed_url_join(r->a, at->base, url);
        return source->link.ptr ? ERR_OK : r->a->last;
    }
    return ERR_OK;
}

static enum err read_generator(struct feed_read *r, const struct feed_place *at,
                               const struct feed_node *node, struct feed_generator *out) {
    TRY(feed_text_plain(r, node, &out->name));
    str url = feed_attr_of(node, STR("uri"));
    if (!url.len) {
        url = feed_attr_of(node, STR("url"));
    }
    out->version = feed_attr_of(node, STR("version"));
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
        return feed_url_read(r, at, node, &about->icon);
    case FEED_FIELD_LOGO:
        return feed_url_read(r, at, node, &about->logo);
    case FEED_FIELD_DOCS:
        return feed_url_read(r, at, node, &about->docs);
    case FEED_FIELD_TTL:
        return feed_text_plain(r, node, &about->ttl);
    case FEED_FIELD_RATING:
        return feed_text_plain(r, node, &about->rating);
    default:
        return read_generator(r, at, node, &about->generator);
    }
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
        return feed_link_read(r, at, node, out);
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
        return feed_enclosure_read(r, at, node, out);
    case FEED_FIELD_COMMENTS:
        return feed_url_read(r, at, node, &out->comments);
    case FEED_FIELD_LANGUAGE:
        return feed_text_plain(r, node, &out->language);
    case FEED_FIELD_IMAGE:
        return feed_image_read(r, at, node, out);
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
        return feed_license_read(r, at, node, out);
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
