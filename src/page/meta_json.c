/* meta_json.c - evidence of JSON-LD. The main record is the article (else another work) that stands
 * at the top, in @graph or under mainEntity; of several the one with the page's address, else the
 * first with a headline or day. Pages, sites, publishers and authors round it give evidence of
 * lesser sources; what stands in lists, comments and reviews none. O(records). */
#include "page/meta_evidence.h"

#include "base/limits.h"
#include "page/meta_text.h"

struct reading {
    struct meta_table *m;
    const bool *is_top;
    uint32_t main; /* UINT32_MAX = none */
};

static bool has(const struct jsonld_node *node, enum jsonld_member member) {
    return !span_is_empty(node->member[member].at);
}

static enum err add(struct meta_table *m, enum meta_source source, const struct jsonld_node *node,
                    enum jsonld_member member) {
    if (!has(node, member)) {
        return ERR_OK;
    }
    str value;
    TRY(jsonld_node_text(m->a, m->t->source, node, member, &value));
    TRY(meta_text_clean(m->a, &m->scratch, value, &value));
    return meta_evidence_add(m, source, value, node->member[member].at, HTML_NONE);
}

/* The last part of an address, without query and fragment, for comparing. */
static str address_tail(str url) {
    for (size_t i = 0; i < url.len; i++) {
        if (url.ptr[i] == '?' || url.ptr[i] == '#') {
            url.len = i;
        }
    }
    while (url.len > 0 && url.ptr[url.len - 1] == '/') {
        url.len--;
    }
    size_t from = url.len;
    while (from > 0 && url.ptr[from - 1] != '/') {
        from--;
    }
    return str_slice(url, from, url.len);
}

static str page_address(const struct meta_table *m) {
    if (m->hints && m->hints->url.len > 0) {
        return m->hints->url;
    }
    for (size_t i = 0; i < m->list.n; i++) {
        if (m->list.v[i].source == META_LINK_CANONICAL) {
            return m->list.v[i].value;
        }
    }
    return STR("");
}

/* How well a record fits as the main one; 0 = not at all. */
static unsigned fitness(const struct reading *r, const struct jsonld_node *node, str tail) {
    if (node->type != JSONLD_ARTICLE && node->type != JSONLD_WORK) {
        return 0;
    }
    str source = r->m->t->source;
    str url = address_tail(str_span(source, node->member[JSONLD_URL].at));
    str id = address_tail(str_span(source, node->member[JSONLD_ID].at));
    bool same = tail.len > 3 && (str_equals(url, tail) || str_equals(id, tail));
    return 1U + (node->type == JSONLD_ARTICLE ? 4U : 0U) + (same ? 2U : 0U) +
           (has(node, JSONLD_HEADLINE) || has(node, JSONLD_PUBLISHED) ? 1U : 0U);
}

static void find_main(struct reading *r) {
    str tail = address_tail(page_address(r->m));
    unsigned best = 0;
    r->main = UINT32_MAX;
    for (uint32_t i = 0; i < r->m->ld.list.n; i++) {
        unsigned score = r->is_top[i] ? fitness(r, &r->m->ld.list.v[i], tail) : 0;
        if (score > best) {
            best = score;
            r->main = i;
        }
    }
}

static enum err take_main(struct meta_table *m, const struct jsonld_node *node) {
    static const struct {
        enum meta_source source;
        enum jsonld_member member;
    } members[] = {{META_LD_HEADLINE, JSONLD_HEADLINE},       {META_LD_NAME, JSONLD_NAME},
                   {META_LD_ALTERNATIVE, JSONLD_ALTERNATIVE}, {META_LD_PUBLISHED, JSONLD_PUBLISHED},
                   {META_LD_MODIFIED, JSONLD_MODIFIED},       {META_LD_CREATED, JSONLD_CREATED},
                   {META_LD_UPLOADED, JSONLD_UPLOADED},       {META_LD_SECTION, JSONLD_SECTION},
                   {META_LD_LANG, JSONLD_LANGUAGE},           {META_LD_URL, JSONLD_URL},
                   {META_LD_DESCRIPTION, JSONLD_DESCRIPTION}};
    for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
        TRY(add(m, members[i].source, node, members[i].member));
    }
    m->is_news = node->is_news;
    if (has(node, JSONLD_BODY)) {
        str body;
        TRY(jsonld_node_text(m->a, m->t->source, node, JSONLD_BODY, &body));
        m->json_ld_body = body;
    }
    return ERR_OK;
}

static enum err take_other(struct meta_table *m, const struct jsonld_node *node, bool top) {
    switch ((enum jsonld_type)node->type) {
    case JSONLD_PAGE:
        TRY(add(m, META_LD_PAGE_NAME, node, JSONLD_NAME));
        TRY(add(m, META_LD_PAGE_PUBLISHED, node, JSONLD_PUBLISHED));
        TRY(add(m, META_LD_PAGE_MODIFIED, node, JSONLD_MODIFIED));
        TRY(add(m, META_LD_LANG, node, JSONLD_LANGUAGE));
        return add(m, META_LD_DESCRIPTION, node, JSONLD_DESCRIPTION);
    case JSONLD_SITE:
        return add(m, META_LD_SITE, node, JSONLD_NAME);
    case JSONLD_ARTICLE:
    case JSONLD_WORK:
    case JSONLD_OTHER:
        TRY(add(m, META_LD_OTHER_PUBLISHED, node, JSONLD_PUBLISHED));
        return top ? add(m, META_LD_OTHER_PUBLISHED, node, JSONLD_UPLOADED) : ERR_OK;
    case JSONLD_PERSON:
    case JSONLD_ORGANIZATION:
        return ERR_OK;
    }
    return ERR_OK;
}

/* Authors, publishers and images by the record they belong to. */
static enum err take_part(struct reading *r, const struct jsonld_node *node) {
    struct meta_table *m = r->m;
    if (node->parent == UINT32_MAX || !r->is_top[node->parent]) {
        return ERR_OK;
    }
    bool of_main = node->parent == r->main;
    bool of_page = m->ld.list.v[node->parent].type == JSONLD_PAGE;
    const struct jsonld_node *named = jsonld_nodes_resolve(&m->ld, m->t->source, node);
    switch ((enum jsonld_role)node->role) {
    case JSONLD_IS_AUTHOR:
        return add(m,
                   of_main   ? META_LD_AUTHOR
                   : of_page ? META_LD_PAGE_AUTHOR
                             : META_LD_OTHER_AUTHOR,
                   named, JSONLD_NAME);
    case JSONLD_IS_CREATOR:
        return of_main ? add(m, META_LD_CREATOR, named, JSONLD_NAME) : ERR_OK;
    case JSONLD_IS_PUBLISHER:
        return add(m, META_LD_PUBLISHER, named, JSONLD_NAME);
    case JSONLD_IS_IMAGE:
        return of_main ? add(m, META_LD_IMAGE, node, JSONLD_URL) : ERR_OK;
    case JSONLD_IS_ROOT:
    case JSONLD_IS_MAIN:
    case JSONLD_IS_POST:
    case JSONLD_IS_ELSE:
        return ERR_OK;
    }
    return ERR_OK;
}

/* The posts of a live blog are its body, whatever the record calls so, which is mostly a summary.
 */
static enum err join_posts(const struct reading *r, buf *out) {
    struct meta_table *m = r->m;
    TRY(buf_add(out, m->json_ld_body));
    for (size_t i = 0; i < m->ld.list.n; i++) {
        const struct jsonld_node *node = &m->ld.list.v[i];
        if (node->role == JSONLD_IS_POST && node->parent == r->main && has(node, JSONLD_BODY)) {
            str body;
            TRY(jsonld_node_text(m->a, m->t->source, node, JSONLD_BODY, &body));
            TRY(buf_add_byte(out, '\n'));
            TRY(buf_add(out, body));
        }
    }
    if (out->len > m->json_ld_body.len) {
        m->json_ld_body = arena_copy(m->a, buf_str(out));
        return m->json_ld_body.ptr ? ERR_OK : m->a->last;
    }
    return ERR_OK;
}

enum err meta_json_read(struct meta_table *m) {
    size_t n = m->ld.list.n;
    bool *is_top = arena_array(m->a, n, sizeof *is_top);
    if (!is_top) {
        return m->a->last;
    }
    for (size_t i = 0; i < n; i++) {
        const struct jsonld_node *node = &m->ld.list.v[i];
        bool part = node->role == JSONLD_IS_ROOT || node->role == JSONLD_IS_MAIN;
        is_top[i] = part && (node->parent == UINT32_MAX || is_top[node->parent]);
    }
    struct reading r = {.m = m, .is_top = is_top};
    find_main(&r);
    for (uint32_t i = 0; i < n; i++) {
        const struct jsonld_node *node = &m->ld.list.v[i];
        TRY(i == r.main ? take_main(m, node)
            : is_top[i] ? take_other(m, node, true)
                        : take_part(&r, node));
    }
    if (r.main == UINT32_MAX) {
        return ERR_OK;
    }
    buf joined;
    buf_init(&joined, LIMIT_REPORT_BYTES);
    enum err code = join_posts(&r, &joined);
    buf_done(&joined);
    return code;
}
