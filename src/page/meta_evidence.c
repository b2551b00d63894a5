/* meta_evidence.c - the one pass over the tree. Every node gets the bits of its place from its
 * parent, its tag and its class; elements and texts that may say something go to their readers.
 * Nodes are visited in the order of their numbers: a parent moved by the repair of misnesting may
 * have a higher number than its child, whose place is then unknown. O(nodes + classes). */
#include "page/meta_evidence.h"

#include "page/meta_address.h"

enum {
    MOST_EVIDENCE = 2000,
    INHERITED = META_IN_COMMENT | META_IN_ASIDE | META_IN_FOOTER | META_IN_HEADER |
                META_IN_ARTICLE | META_IN_HEADING | META_IN_HIDDEN | META_IN_LINK | META_IN_TIME
};

static const struct {
    uint8_t field;
    uint8_t origin;
} sources[META_SOURCES] = {
#define SOURCE(id, field, origin) {META_FIELD_##field, PAGE_FROM_##origin},
#include "page/tables/meta_sources.inc"
#undef SOURCE
};

enum meta_field meta_evidence_field(enum meta_source source) {
    return (enum meta_field)sources[source].field;
}

enum page_origin meta_evidence_origin(enum meta_source source) {
    return (enum page_origin)sources[source].origin;
}

enum err meta_evidence_add(struct meta_table *m, enum meta_source source, str value, struct span at,
                           uint32_t node) {
    if (value.len == 0 || m->list.n >= MOST_EVIDENCE) {
        return ERR_OK;
    }
    return vec_push(m->a, &m->list,
                    (struct meta_evidence){.value = value,
                                           .at = at,
                                           .order = m->n_text,
                                           .place = node == HTML_NONE ? 0 : m->place[node],
                                           .source = (uint8_t)source});
}

static unsigned place_of_tag(const struct html_tree *t, uint32_t node) {
    switch ((enum html_tag)t->tag[node]) {
    case HTML_TAG_SCRIPT:
    case HTML_TAG_STYLE:
    case HTML_TAG_TEMPLATE:
    case HTML_TAG_NOSCRIPT:
    case HTML_TAG_TEXTAREA:
    case HTML_TAG_SELECT:
    case HTML_TAG_SVG:
    case HTML_TAG_TITLE:
        return META_IN_HIDDEN;
    case HTML_TAG_NAV:
    case HTML_TAG_ASIDE:
        return META_IN_ASIDE;
    case HTML_TAG_FOOTER:
        return META_IN_FOOTER;
    case HTML_TAG_HEADER:
        return META_IN_HEADER;
    case HTML_TAG_ARTICLE:
        return META_IN_ARTICLE;
    case HTML_TAG_H1:
    case HTML_TAG_H2:
    case HTML_TAG_H3:
    case HTML_TAG_H4:
    case HTML_TAG_H5:
    case HTML_TAG_H6:
        return META_IN_HEADING;
    case HTML_TAG_A:
        return META_IN_LINK;
    case HTML_TAG_TIME:
        return META_IN_TIME;
    default:
        return 0;
    }
}

/* Where a node stands, and what its class says it is. The classes of html and body say nothing of
 * what is inside. */
static unsigned place_of(const struct meta_table *m, uint32_t node) {
    const struct html_tree *t = m->t;
    uint32_t parent = t->parent[node];
    unsigned outer = parent < node ? m->place[parent] & (unsigned)INHERITED : 0;
    if (t->kind[node] != HTML_ELEMENT) {
        return outer;
    }
    outer |= place_of_tag(t, node);
    if (t->n_attr[node] == 0 || (outer & META_IN_HIDDEN) || node == t->body || node == t->html) {
        return outer;
    }
    const struct html_attr *attr = t->attrs + t->attr[node];
    for (uint16_t i = 0; i < t->n_attr[node]; i++) {
        if (attr[i].name == HTML_NAME_CLASS || attr[i].name == HTML_NAME_ID) {
            outer |= meta_class_recall(m->classes, str_span(t->source, attr[i].value));
        }
    }
    return outer;
}

/* The script: JSON-LD is read at once, others are remembered. */
static enum err take_script(struct meta_table *m, uint32_t node) {
    uint32_t child = m->t->first[node];
    if (child == HTML_NONE) {
        return ERR_OK;
    }
    str type = html_attr_raw(m->t, node, HTML_NAME_TYPE);
    if (str_find(type, STR("ld+json"), 0) != SIZE_MAX) {
        return jsonld_nodes_read(m->a, m->t->source, m->t->at[child], &m->ld);
    }
    return vec_push(m->a, &m->script, m->t->at[child]);
}

static enum err take_element(struct meta_table *m, uint32_t node) {
    switch ((enum html_tag)m->t->tag[node]) {
    case HTML_TAG_META:
    case HTML_TAG_LINK:
    case HTML_TAG_TITLE:
    case HTML_TAG_HTML:
        TRY(meta_head_read(m, node));
        break;
    case HTML_TAG_SCRIPT:
        return take_script(m, node);
    default:
        break;
    }
    return m->place[node] & META_IN_HIDDEN ? ERR_OK : meta_element_read(m, node);
}

/* Month before day: English where its country isn't one that writes it otherwise. */
static enum day_order order_of(const struct meta_table *m) {
    static const char *const day_first[] = {"uk", "au", "ie", "nz", "in", "za", "sg", "gb",
                                            "ng", "ke", "pk", "my", "hk", "mt", "eu"};
    str lang = m->t->html == HTML_NONE ? STR("") : html_attr_raw(m->t, m->t->html, HTML_NAME_LANG);
    str domain = meta_address_domain(m->hints->url);
    bool english = lang.len >= 2 && str_equals_nocase(str_slice(lang, 0, 2), STR("en"));
    bool open = lang.len < 2 && (domain.len == 0 || domain.len > 2);
    str country = lang.len == 5 ? str_slice(lang, 3, 5) : STR("");
    for (size_t i = 0; i < sizeof day_first / sizeof *day_first; i++) {
        str one = str_from_cstr(day_first[i]);
        if (str_equals_nocase(country, one) || str_equals_nocase(domain, one)) {
            return DAY_FIRST;
        }
    }
    return english || open ? DAY_MONTH_FIRST : DAY_FIRST;
}

enum err meta_evidence_collect(struct meta_table *m) {
    const struct html_tree *t = m->t;
    m->place = arena_array(m->a, t->n + 1, sizeof *m->place);
    m->classes = arena_new(m->a, struct meta_class_memo);
    if (!m->place || !m->classes) {
        return m->a->last;
    }
    meta_class_init(m->classes);
    meta_label_init(&m->labels);
    m->title_order = UINT32_MAX;
    m->order = order_of(m);
    for (uint32_t i = 0; i < t->n; i++) {
        m->place[i] = (uint16_t)place_of(m, i);
        if (t->kind[i] == HTML_TEXT) {
            TRY(meta_words_read(m, i));
        } else if (t->kind[i] == HTML_ELEMENT && t->space[i] == HTML_SPACE_HTML) {
            TRY(take_element(m, i));
        }
    }
    return meta_json_read(m);
}

const struct meta_evidence *meta_evidence_find(const struct meta_table *m,
                                               enum meta_source source) {
    for (size_t i = 0; i < m->list.n; i++) {
        if (m->list.v[i].source == source) {
            return &m->list.v[i];
        }
    }
    return NULL;
}

const struct meta_evidence *meta_evidence_outlet(const struct meta_table *m) {
    static const enum meta_source by_trust[] = {META_OG_SITE, META_LD_PUBLISHER, META_LD_SITE,
                                                META_META_SITE, META_META_PUBLISHER};
    for (size_t i = 0; i < sizeof by_trust / sizeof *by_trust; i++) {
        const struct meta_evidence *e = meta_evidence_find(m, by_trust[i]);
        if (e && e->value.len < 120 && str_find(e->value, STR("://"), 0) == SIZE_MAX) {
            return e;
        }
    }
    return NULL;
}

str meta_evidence_address(const struct meta_table *m) {
    if (m->hints && m->hints->url.len > 0) {
        return m->hints->url;
    }
    const struct meta_evidence *e = meta_evidence_find(m, META_LINK_CANONICAL);
    e = e ? e : meta_evidence_find(m, META_OG_URL);
    return e ? e->value : STR("");
}
