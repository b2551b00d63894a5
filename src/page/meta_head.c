/* meta_head.c - evidence of meta, link, title and html elements. A meta element may name its key as
 * property, name, itemprop or http-equiv, one or several of them; the first that is known counts.
 * O(attributes). */
#include "page/meta_evidence.h"
#include "page/meta_text.h"

enum { LONGEST_KEY = 48 };

static const struct {
    const char *key;
    uint8_t source;
} keys[] = {
#define KEY(key, source) {key, META_##source},
#include "page/tables/meta_keys.inc"
#undef KEY
};

enum meta_source meta_head_key(str key) {
    size_t from = 0;
    size_t to = sizeof keys / sizeof *keys;
    while (from < to) {
        size_t middle = (from + to) / 2;
        int order = str_compare(str_from_cstr(keys[middle].key), key);
        if (order == 0) {
            return (enum meta_source)keys[middle].source;
        }
        if (order < 0) {
            from = middle + 1;
        } else {
            to = middle;
        }
    }
    return META_SOURCES;
}

/* The attribute as a key in small letters; empty when it's too long to be known. */
static str small_key(str raw, char *to) {
    raw = str_trim(raw);
    if (raw.len > LONGEST_KEY) {
        return STR("");
    }
    for (size_t i = 0; i < raw.len; i++) {
        to[i] = (char)(raw.ptr[i] >= 'A' && raw.ptr[i] <= 'Z' ? raw.ptr[i] | 32 : raw.ptr[i]);
    }
    return str_of(to, raw.len);
}

static enum err add_attribute(struct meta_table *m, enum meta_source source, uint32_t node,
                              enum html_name name) {
    str value;
    TRY(html_attr_value(m->a, m->t, node, name, &value));
    TRY(meta_text_clean(m->a, &m->scratch, value, &value));
    return meta_evidence_add(m, source, value, m->t->at[node], node);
}

/* twitter:label1 "Written by" names what twitter:data1 holds. A reading time has digits. */
static enum err take_label(struct meta_table *m, str key, uint32_t node) {
    if (!str_starts_with(key, STR("twitter:data"))) {
        return ERR_OK;
    }
    str value = html_attr_raw(m->t, node, HTML_NAME_CONTENT);
    for (size_t i = 0; i < value.len; i++) {
        if (value.ptr[i] >= '0' && value.ptr[i] <= '9') {
            return ERR_OK;
        }
    }
    return add_attribute(m, META_LABEL_AUTHOR, node, HTML_NAME_CONTENT);
}

static enum err take_meta(struct meta_table *m, uint32_t node) {
    static const enum html_name name[] = {HTML_NAME_PROPERTY, HTML_NAME_NAME, HTML_NAME_ITEMPROP,
                                          HTML_NAME_HTTP_EQUIV};
    if (!html_attr_find(m->t, node, HTML_NAME_CONTENT)) {
        return ERR_OK;
    }
    for (size_t i = 0; i < sizeof name / sizeof *name; i++) {
        char small[LONGEST_KEY];
        str key = small_key(html_attr_raw(m->t, node, name[i]), small);
        if (key.len == 0) {
            continue;
        }
        if (name[i] == HTML_NAME_ITEMPROP) {
            return ERR_OK; /* meta_element_read reads it */
        }
        enum meta_source source = meta_head_key(key);
        if (source != META_SOURCES) {
            return add_attribute(m, source, node, HTML_NAME_CONTENT);
        }
        TRY(take_label(m, key, node));
    }
    return ERR_OK;
}

static enum err take_title(struct meta_table *m, uint32_t node) {
    str value;
    TRY(meta_text_of(m->a, m->t, node, 1000, &m->scratch, &value));
    return meta_evidence_add(m, META_TITLE_TAG, value, m->t->at[node], node);
}

enum err meta_head_read(struct meta_table *m, uint32_t node) {
    switch ((enum html_tag)m->t->tag[node]) {
    case HTML_TAG_META:
        return take_meta(m, node);
    case HTML_TAG_LINK:
        if (str_equals_nocase(html_attr_raw(m->t, node, HTML_NAME_REL), STR("canonical"))) {
            return add_attribute(m, META_LINK_CANONICAL, node, HTML_NAME_HREF);
        }
        return ERR_OK;
    case HTML_TAG_HTML:
        return add_attribute(m, META_HTML_LANG, node, HTML_NAME_LANG);
    default:
        return take_title(m, node);
    }
}
