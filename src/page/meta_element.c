/* meta_element.c - evidence of elements: microdata, rel=author, time, headings, and elements that
 * their class, address or data attributes give away. O(attributes + text looked at). */
#include "page/day.h"
#include "page/meta_evidence.h"
#include "page/meta_label.h"
#include "page/meta_text.h"

enum { MOST_TITLE = 400, MOST_NAME = 160, MOST_DAY = 100 };

static enum err add_text(struct meta_table *m, enum meta_source source, uint32_t node,
                         size_t most) {
    str value;
    TRY(meta_text_of(m->a, m->t, node, most, &m->scratch, &value));
    if (value.len >= most) {
        return ERR_OK;
    }
    return meta_evidence_add(m, source, value, m->t->at[node], node);
}

static enum err add_attribute(struct meta_table *m, enum meta_source source, uint32_t node,
                              enum html_name name) {
    str value;
    TRY(html_attr_value(m->a, m->t, node, name, &value));
    TRY(meta_text_clean(m->a, &m->scratch, value, &value));
    return meta_evidence_add(m, source, value, m->t->at[node], node);
}

static bool has_word(str list, str word) {
    size_t pos = str_find(list, word, 0);
    if (pos == SIZE_MAX) {
        return false;
    }
    size_t end = pos + word.len;
    return (pos == 0 || list.ptr[pos - 1] == ' ') && (end == list.len || list.ptr[end] == ' ');
}

/* Whether an element above, at most four steps, has itemprop=author. */
static bool is_in_author(const struct meta_table *m, uint32_t node) {
    for (unsigned i = 0; i < 4 && m->t->parent[node] != HTML_NONE; i++) {
        node = m->t->parent[node];
        if (m->t->kind[node] == HTML_ELEMENT &&
            has_word(html_attr_raw(m->t, node, HTML_NAME_ITEMPROP), STR("author"))) {
            return true;
        }
    }
    return false;
}

static enum meta_source source_of_item(const struct meta_table *m, uint32_t node, str item) {
    static const struct {
        str name;
        enum meta_source source;
    } items[] = {
        {{"headline", 8}, META_ITEM_HEADLINE},      {{"datePublished", 13}, META_ITEM_PUBLISHED},
        {{"dateModified", 12}, META_ITEM_MODIFIED}, {{"dateCreated", 11}, META_ITEM_CREATED},
        {{"uploadDate", 10}, META_ITEM_CREATED},    {{"articleSection", 14}, META_ITEM_SECTION},
        {{"author", 6}, META_ITEM_AUTHOR}};
    for (size_t i = 0; i < sizeof items / sizeof *items; i++) {
        if (has_word(item, items[i].name)) {
            return items[i].source;
        }
    }
    if (has_word(item, STR("name"))) {
        bool heading = m->place[node] & META_IN_HEADING;
        return is_in_author(m, node) ? META_ITEM_AUTHOR : heading ? META_ITEM_NAME : META_SOURCES;
    }
    return META_SOURCES;
}

static enum err take_item(struct meta_table *m, uint32_t node, str item) {
    enum meta_source source = source_of_item(m, node, item);
    if (source == META_SOURCES) {
        return ERR_OK;
    }
    if (html_attr_find(m->t, node, HTML_NAME_CONTENT)) {
        return add_attribute(m, source, node, HTML_NAME_CONTENT);
    }
    bool day = source == META_ITEM_PUBLISHED || source == META_ITEM_MODIFIED ||
               source == META_ITEM_CREATED;
    if (day && html_attr_find(m->t, node, HTML_NAME_DATETIME)) {
        return add_attribute(m, source, node, HTML_NAME_DATETIME);
    }
    return add_text(m, source, node, day ? MOST_DAY : MOST_TITLE);
}

/* "Updated 3 May" */
static bool says_modified(str text) {
    size_t digit = 0;
    while (digit < text.len && (text.ptr[digit] < '0' || text.ptr[digit] > '9')) {
        digit++;
    }
    return meta_label_of(str_slice(text, 0, digit)) == META_LABEL_MODIFIED;
}

static enum err take_time(struct meta_table *m, uint32_t node, str item) {
    if (str_find(item, STR("date"), 0) != SIZE_MAX) {
        return ERR_OK; /* read as microdata */
    }
    unsigned place = m->place[node];
    str text;
    TRY(meta_text_of(m->a, m->t, node, MOST_DAY, &m->scratch, &text));
    str class = html_attr_raw(m->t, node, HTML_NAME_CLASS);
    bool published = str_find(class, STR("publish"), 0) != SIZE_MAX ||
                     html_attr_find(m->t, node, HTML_NAME_PUBDATE);
    bool modified = says_modified(text);
    enum meta_source source = published && !modified                 ? META_TIME_PUBLISHED
                              : modified || place & META_IS_MODIFIED ? META_TIME_MODIFIED
                                                                     : META_TIME;
    if (html_attr_find(m->t, node, HTML_NAME_DATETIME)) {
        TRY(add_attribute(m, source, node, HTML_NAME_DATETIME));
    }
    if (text.len >= MOST_DAY) {
        return ERR_OK;
    }
    return meta_evidence_add(m, source == META_TIME_MODIFIED ? source : META_TIME_TEXT, text,
                             m->t->at[node], node);
}

/* Whether a folder of this name can be one of those below: by first letter and length. */
static bool may_be_folder(str name) {
#define LEN(n) (1U << (n))
    static const uint32_t lengths[26] = {['a' - 'a'] = LEN(5) | LEN(6) | LEN(7),
                                         ['b' - 'a'] = LEN(2),
                                         ['c' - 'a'] = LEN(9) | LEN(11) | LEN(12),
                                         ['f' - 'a'] = LEN(6),
                                         ['j' - 'a'] = LEN(10),
                                         ['m' - 'a'] = LEN(6),
                                         ['p' - 'a'] = LEN(6) | LEN(7) | LEN(8),
                                         ['r' - 'a'] = LEN(8) | LEN(9),
                                         ['s' - 'a'] = LEN(5),
                                         ['t' - 'a'] = LEN(4),
                                         ['u' - 'a'] = LEN(4) | LEN(5),
                                         ['w' - 'a'] = LEN(6) | LEN(7)};
    unsigned letter = name.len > 1 ? (unsigned)(unsigned char)name.ptr[0] - 'a' : 26;
    return letter < 26 && name.len < 32 && (lengths[letter] & LEN(name.len));
#undef LEN
}

/* Addresses of pages about authors: a folder with one of these names. */
static bool is_author_address(str href) {
    static const str folder[] = {
        {"author", 6},        {"authors", 7},  {"autor", 5},     {"autoren", 7},
        {"auteur", 6},        {"autore", 6},   {"people", 6},    {"profile", 7},
        {"writer", 6},        {"writers", 7},  {"staff", 5},     {"contributor", 11},
        {"contributors", 12}, {"by", 2},       {"redaktion", 9}, {"user", 4},
        {"users", 5},         {"team", 4},     {"profil", 6},    {"person", 6},
        {"journalist", 10},   {"reporter", 8}, {"columnist", 9}, {"autores", 7},
        {"firmas", 6},        {"member", 6},   {"profiles", 8}};
    for (size_t pos = 0; pos < href.len; pos++) {
        const char *slash = memchr(href.ptr + pos, '/', href.len - pos);
        if (!slash) {
            return false;
        }
        pos = (size_t)(slash - href.ptr) + 1;
        const char *end = pos < href.len ? memchr(href.ptr + pos, '/', href.len - pos) : NULL;
        str name = str_slice(href, pos, end ? (size_t)(end - href.ptr) : pos);
        for (size_t i = 0; may_be_folder(name) && i < sizeof folder / sizeof *folder; i++) {
            if (str_equals(name, folder[i])) {
                return true;
            }
        }
        pos--;
    }
    return false;
}

static enum err take_link(struct meta_table *m, uint32_t node) {
    str rel = html_attr_raw(m->t, node, HTML_NAME_REL);
    if (has_word(rel, STR("author"))) {
        return add_text(m, META_REL_AUTHOR, node, MOST_NAME);
    }
    if (is_author_address(html_attr_raw(m->t, node, HTML_NAME_HREF))) {
        return add_text(m, META_LINK_AUTHOR, node, MOST_NAME);
    }
    return ERR_OK;
}

/* The first few headings: the headline stands before most others. */
static enum err take_heading(struct meta_table *m, uint32_t node) {
    enum { MOST_H1 = 10, MOST_H2 = 3, MOST_TITLES = 5 };
    enum html_tag tag = (enum html_tag)m->t->tag[node];
    if (tag == HTML_TAG_H1) {
        if (m->title_order == UINT32_MAX) {
            m->title_order = m->n_text;
        }
        return m->n_headings[0]++ < MOST_H1 ? add_text(m, META_H1, node, MOST_TITLE) : ERR_OK;
    }
    if ((m->place[node] & META_IS_TITLE) && m->n_headings[2]++ < MOST_TITLES) {
        TRY(add_text(m, META_TITLE_CLASS, node, MOST_TITLE));
    }
    bool second = tag == HTML_TAG_H2 && m->n_headings[1]++ < MOST_H2;
    return second ? add_text(m, META_H2, node, MOST_TITLE) : ERR_OK;
}

/* data-date and its like; title of abbr class=published. */
static enum err take_data(struct meta_table *m, uint32_t node) {
    const struct html_attr *attr = m->t->attrs + m->t->attr[node];
    for (uint16_t i = 0; i < m->t->n_attr[node]; i++) {
        switch ((enum html_name)attr[i].name) {
        case HTML_NAME_DATA_DATE:
        case HTML_NAME_DATA_TIME:
        case HTML_NAME_DATA_TIMESTAMP:
        case HTML_NAME_DATA_PUBLISHED:
        case HTML_NAME_DATA_DATETIME:
            TRY(meta_evidence_add(m, META_DATA_DAY, str_span(m->t->source, attr[i].value),
                                  m->t->at[node], node));
            break;
        case HTML_NAME_TITLE:
            if (m->place[node] & META_IS_DAY) {
                TRY(meta_evidence_add(m, META_DATA_DAY, str_span(m->t->source, attr[i].value),
                                      m->t->at[node], node));
            }
            break;
        case HTML_NAME_DATA_AUTHOR:
            TRY(add_attribute(m, META_CLASS_AUTHOR, node, HTML_NAME_DATA_AUTHOR));
            break;
        default:
            break;
        }
    }
    return ERR_OK;
}

/* The text of an element that its class calls a day and that has parts: "12 | March | 2020". */
static enum err add_day(struct meta_table *m, uint32_t node) {
    struct day day;
    str value;
    TRY(meta_text_of(m->a, m->t, node, MOST_DAY, &m->scratch, &value));
    if (value.len >= MOST_DAY || !day_find(value, 0, m->order, &day)) {
        return ERR_OK;
    }
    return meta_evidence_add(m, META_CLASS_DAY, str_span(value, day.at), m->t->at[node], node);
}

/* "Picture of Ann Lee", "Ann Lee's avatar": the name in the alternative of a portrait. */
static enum err add_alternative(struct meta_table *m, uint32_t image, uint32_t node) {
    static const str before[] = {{"picture of ", 11}, {"photo of ", 9},     {"avatar of ", 10},
                                 {"image of ", 9},    {"portrait of ", 12}, {"avatar for ", 11},
                                 {"author ", 7},      {"headshot of ", 12}, {"foto von ", 9}};
    static const str behind[] = {
        {"'s avatar", 9}, {" avatar", 7}, {"'s picture", 10},       {" image", 6},
        {" headshot", 9}, {" photo", 6},  {" profile picture", 16}, {" picture", 8}};
    str value;
    TRY(html_attr_value(m->a, m->t, image, HTML_NAME_ALT, &value));
    TRY(meta_text_clean(m->a, &m->scratch, value, &value));
    for (size_t i = 0; i < sizeof before / sizeof *before; i++) {
        size_t len = before[i].len;
        if (value.len > len && str_equals_nocase(str_slice(value, 0, len), before[i])) {
            value = str_slice(value, len, value.len);
        }
    }
    for (size_t i = 0; i < sizeof behind / sizeof *behind; i++) {
        size_t len = behind[i].len;
        if (value.len > len &&
            str_equals_nocase(str_slice(value, value.len - len, value.len), behind[i])) {
            value.len -= len;
        }
    }
    value.len = value.len < 60 ? value.len : 0;
    return meta_evidence_add(m, META_IMAGE_AUTHOR, value, m->t->at[image], node);
}

/* In a box about an author: the first text that is no label, and the words for the portrait. */
static enum err add_inner(struct meta_table *m, uint32_t node) {
    enum { MOST_NODES = 40 };
    bool has_text = false;
    bool has_image = false;
    uint32_t i = html_next(m->t, node, node);
    for (unsigned n = 0; i != HTML_NONE && n < MOST_NODES; n++, i = html_next(m->t, i, node)) {
        if (m->t->kind[i] == HTML_TEXT && !has_text) {
            str text;
            str raw = str_trim(str_span(m->t->source, m->t->at[i]));
            raw.len = raw.len < MOST_NAME ? raw.len : 0;
            TRY(meta_text_clean(m->a, &m->scratch, raw, &text));
            has_text = text.len > 0 &&
                       (!meta_label_may_begin(&m->labels, text) || meta_label_by(text) < text.len);
            TRY(has_text ? meta_evidence_add(m, META_INNER_AUTHOR, text, m->t->at[i], node)
                         : ERR_OK);
        } else if (html_is(m->t, i, HTML_TAG_IMG) && !has_image) {
            has_image = true;
            TRY(add_alternative(m, i, node));
        }
    }
    return ERR_OK;
}

static enum err take_class(struct meta_table *m, uint32_t node) {
    unsigned place = m->place[node];
    uint32_t first = m->t->first[node];
    bool several = first != HTML_NONE && m->t->next[first] != HTML_NONE;
    if (place & META_IS_AUTHOR) {
        TRY(add_text(m, META_CLASS_AUTHOR, node, MOST_NAME));
        TRY(several || first == HTML_NONE ? add_inner(m, node) : ERR_OK);
    } else if (place & META_IS_BYLINE) {
        TRY(add_text(m, META_CLASS_BYLINE, node, MOST_NAME));
    }
    return (place & META_IS_DAY) && several ? add_day(m, node) : ERR_OK;
}

enum err meta_element_read(struct meta_table *m, uint32_t node) {
    bool bare = m->t->n_attr[node] == 0;
    str item = bare ? STR("") : html_attr_raw(m->t, node, HTML_NAME_ITEMPROP);
    if (item.len > 0) {
        TRY(take_item(m, node, item));
    }
    switch ((enum html_tag)m->t->tag[node]) {
    case HTML_TAG_TIME:
        TRY(take_time(m, node, item));
        break;
    case HTML_TAG_A:
        TRY(take_link(m, node));
        break;
    case HTML_TAG_H1:
    case HTML_TAG_H2:
    case HTML_TAG_H3:
    case HTML_TAG_H4:
        TRY(take_heading(m, node));
        break;
    default:
        break;
    }
    if (bare) {
        return ERR_OK;
    }
    TRY(take_data(m, node));
    return take_class(m, node);
}
