/* article_mark.c - attributes of an element to marks: one pass over them, by number. Values are
 * read as they stand in the source; references in a class or style are not worth decoding. */
#include "page/article_mark.h"

#include "base/hash.h"

/* Class words of embedded posts, each whole among the class's names. */
static const str posts[] = {{"twitter-tweet", 13},   {"twitter-video", 13},
                            {"instagram-media", 15}, {"fb-post", 7},
                            {"fb-video", 8},         {"tiktok-embed", 12},
                            {"bluesky-embed", 13},   {"mastodon-embed", 14},
                            {"reddit-embed-bq", 15}, {"reddit-card", 11},
                            {"text-post-media", 15}, {"telegram-post", 13},
                            {"imgur-embed-pub", 15}, {"threads-embed", 13},
                            {"embedly-card", 12},    {"twitter-tweet-rendered", 22}};

static bool is_space(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Is one of the names in a class that of an embedded post? */
static bool is_post(str names) {
    size_t i = 0;
    while (i < names.len) {
        size_t from = i;
        while (i < names.len && !is_space(names.ptr[i])) {
            i++;
        }
        str name = str_slice(names, from, i);
        for (size_t k = 0; name.len >= 7 && k < sizeof posts / sizeof posts[0]; k++) {
            if (str_equals_nocase(name, posts[k])) {
                return true;
            }
        }
        i++;
    }
    return false;
}

/* Does a style hide? White space and case are let pass. */
static bool style_hides(str style) {
    char tight[64];
    size_t n = 0;
    for (size_t i = 0; i < style.len; i++) {
        char c = style.ptr[i];
        if (!is_space(c)) {
            tight[n++] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
        }
        if (c == ';' || i + 1 == style.len || n == sizeof tight) {
            str one = {tight, n};
            if (str_starts_with(one, STR("display:none")) ||
                str_starts_with(one, STR("visibility:hidden"))) {
                return true;
            }
            n = 0;
        }
    }
    return false;
}

static uint8_t role_marks(str role) {
    static const str side[] = {{"navigation", 10},    {"banner", 6}, {"contentinfo", 11},
                               {"complementary", 13}, {"search", 6}, {"dialog", 6}};
    for (size_t i = 0; i < sizeof side / sizeof side[0]; i++) {
        if (str_equals_nocase(role, side[i])) {
            return ARTICLE_ROLE_SIDE;
        }
    }
    bool is_main = str_equals_nocase(role, STR("main")) || str_equals_nocase(role, STR("article"));
    return is_main ? ARTICLE_ROLE_MAIN : 0;
}

static const struct article_class *know(str value, struct article_class *known) {
    uint64_t key = hash_bytes(value) | 1;
    struct article_class *c = &known[key >> 1 & (ARTICLE_CLASSES - 1)];
    if (c->key != key) {
        *c = (struct article_class){.key = key,
                                    .groups = article_words_of_name(value),
                                    .stem = article_words_stem(value),
                                    .is_post = is_post(value)};
    }
    return c;
}

void article_mark_read(const struct html_tree *t, struct article_node *node, uint32_t *groups,
                       struct article_class *known) {
    const struct article_class *is;
    uint32_t from = t->attr[node->html];
    node->look = node->tag * 0x9e3779b1u;
    *groups = 0;
    for (uint32_t i = from; i < from + t->n_attr[node->html]; i++) {
        const struct html_attr *attr = &t->attrs[i];
        str value = str_span(t->source, attr->value);
        switch (attr->name) {
        case HTML_NAME_CLASS:
            is = know(value, known);
            node->look ^= (uint32_t)(is->key >> 32);
            node->stem = is->stem;
            node->marks |= is->is_post ? ARTICLE_POST : 0;
            *groups |= is->groups;
            break;
        case HTML_NAME_ID:
            *groups |= article_words_of_name(value);
            break;
        case HTML_NAME_STYLE:
            node->marks |= style_hides(value) ? ARTICLE_HIDDEN : 0;
            break;
        case HTML_NAME_HIDDEN:
            node->marks |= ARTICLE_HIDDEN;
            break;
        case HTML_NAME_ARIA_HIDDEN:
            node->marks |= str_equals_nocase(value, STR("true")) ? ARTICLE_ARIA_HIDDEN : 0;
            break;
        case HTML_NAME_ROLE:
            node->marks |= role_marks(value);
            break;
        case HTML_NAME_ITEMPROP:
            if (str_find(value, STR("articleBody"), 0) != SIZE_MAX) {
                node->marks |= ARTICLE_BODY_PROP;
                *groups |= 1u << ARTICLE_CLASS_ARTICLE;
            }
            break;
        default:
            break;
        }
    }
    node->is_time = node->tag == HTML_TAG_TIME || (*groups & 1u << ARTICLE_CLASS_DATE) != 0;
}
