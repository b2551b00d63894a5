/* fields.c - the usual names, most usual first: the report line's own, then those that public dumps
 * of news use. */
#include "read/fields.h"

static const char *const usual[FIELD_KINDS][12] = {
    [FIELD_ID] = {"id", "article_id", "guid", "uuid", "doc_id"},
    [FIELD_TEXT] = {"text", "body", "content", "article", "maintext", "articlebody", "article_text",
                    "full_text", "fulltext", "story"},
    [FIELD_TITLE] = {"title", "headline"},
    [FIELD_OUTLET] = {"outlet", "source", "publication", "publisher", "source_domain", "site",
                      "newspaper", "media"},
    [FIELD_URL] = {"url", "link", "uri"},
    [FIELD_PUBLISHED] = {"published", "date", "publish_date", "date_publish", "published_at",
                         "pubdate", "datetime", "timestamp", "created_at"},
    [FIELD_AUTHOR] = {"author", "authors", "byline"},
    [FIELD_LANG] = {"lang", "language"},
};

str fields_given(const struct read_fields *f, enum field_kind kind) {
    switch (kind) {
    case FIELD_ID:
        return f->id;
    case FIELD_TEXT:
        return f->text;
    case FIELD_TITLE:
        return f->title;
    case FIELD_OUTLET:
        return f->outlet;
    case FIELD_URL:
        return f->url;
    case FIELD_PUBLISHED:
        return f->published;
    case FIELD_AUTHOR:
        return f->author;
    case FIELD_LANG:
        return f->lang;
    case FIELD_KINDS:
        break;
    }
    return (str){"", 0};
}

enum field_kind fields_find(const struct read_fields *f, str key, unsigned *rank) {
    for (enum field_kind kind = 0; kind < FIELD_KINDS; kind++) {
        str given = fields_given(f, kind);
        if (given.len && str_equals(given, key)) {
            *rank = 0;
            return kind;
        }
    }
    for (enum field_kind kind = 0; kind < FIELD_KINDS; kind++) {
        for (unsigned i = 0; fields_given(f, kind).len == 0 && usual[kind][i]; i++) {
            str name = str_from_cstr(usual[kind][i]);
            if (i == 0 ? str_equals(name, key) : str_equals_nocase(name, key)) {
                *rank = i;
                return kind;
            }
        }
        if (fields_given(f, kind).len == 0 &&
            str_equals_nocase(str_from_cstr(usual[kind][0]), key)) {
            *rank = 1; /* "Text" */
            return kind;
        }
    }
    return FIELD_KINDS;
}
