/* html_insert.c - nodes and where they go (13.2.6.1): new elements, foster parenting, the bound of
 * depth. Nodes are rows of arrays that grow together; one token makes at most ROOM of them, so room
 * is asked for once a token. An element that would lie deeper than max_depth is put beside its
 * parent instead; it is on the stack all the same, so that its end tag finds it, unless
 * OPEN_MAX elements are open: then it is closed at once. */
#include "html/html_build.h"

#include <assert.h>

/* The appropriate place for a node. */
struct place {
    uint32_t parent;
    uint32_t before; /* HTML_NONE: behind the last child */
};

/* The columns of the table of nodes, the widest first, so that each is aligned. */
struct column {
    void *at; /* the address of its pointer */
    size_t size;
};

bool html_insert_more_room(struct html_build *b) {
    const struct column columns[] = {
        {&b->at, sizeof *b->at},         {&b->parent, sizeof *b->parent},
        {&b->first, sizeof *b->first},   {&b->last, sizeof *b->last},
        {&b->next, sizeof *b->next},     {&b->prev, sizeof *b->prev},
        {&b->close, sizeof *b->close},   {&b->attr, sizeof *b->attr},
        {&b->n_attr, sizeof *b->n_attr}, {&b->tag, sizeof *b->tag},
        {&b->kind, sizeof *b->kind},     {&b->space, sizeof *b->space},
        {&b->raw, sizeof *b->raw}};
    const size_t n_columns = sizeof columns / sizeof columns[0];
    size_t cap = b->cap ? (size_t)b->cap * 2 : b->n_expected + 2 * ROOM;
    cap = (cap + 15) / 16 * 16;
    size_t row = 0;
    for (size_t i = 0; i < n_columns; i++) {
        row += columns[i].size;
    }
    char *place = arena_take(b->a, cap * row);
    if (!place) {
        b->failed = b->a->last;
        return false;
    }
    for (size_t i = 0; i < n_columns; i++) {
        void **column = columns[i].at;
        if (b->n) {
            memcpy(place, *column, b->n * columns[i].size);
        }
        *column = place;
        place += cap * columns[i].size;
    }
    b->cap = (uint32_t)cap;
    return true;
}

static void insert_before(struct html_build *b, uint32_t node, uint32_t before) {
    uint32_t parent = b->parent[before];
    uint32_t prev = b->prev[before];
    b->parent[node] = parent;
    b->prev[node] = prev;
    b->next[node] = before;
    b->prev[before] = node;
    if (prev == HTML_NONE) {
        b->first[parent] = node;
    } else {
        b->next[prev] = node;
    }
}

void html_insert_detach(struct html_build *b, uint32_t node) {
    uint32_t parent = b->parent[node];
    if (parent == HTML_NONE) {
        return;
    }
    uint32_t prev = b->prev[node];
    uint32_t next = b->next[node];
    if (prev == HTML_NONE) {
        b->first[parent] = next;
    } else {
        b->next[prev] = next;
    }
    if (next == HTML_NONE) {
        b->last[parent] = prev;
    } else {
        b->prev[next] = prev;
    }
    b->parent[node] = b->prev[node] = b->next[node] = HTML_NONE;
}

/* The node of the entry at `position`, or of a lower one where it lies too deep for children. */
static uint32_t parent_at(struct html_build *b, uint32_t position) {
    uint32_t deepest = b->options.max_depth - 1;
    return b->stack[(position < deepest ? position : deepest) - 1].node;
}

/* Where misplaced content of a table goes. */
static struct place foster_place(struct html_build *b) {
    uint32_t table = b->top[HTML_TAG_TABLE];
    uint32_t template = b->top[HTML_TAG_TEMPLATE];
    if (template > table) {
        return (struct place){parent_at(b, template), HTML_NONE};
    }
    if (table == 0) {
        return (struct place){b->stack[0].node, HTML_NONE};
    }
    uint32_t node = b->stack[table - 1].node;
    if (b->parent[node] != HTML_NONE) {
        return (struct place){b->parent[node], node};
    }
    return (struct place){parent_at(b, table - 1), HTML_NONE};
}

void html_insert_place(struct html_build *b, uint32_t node, uint32_t position) {
    if (b->foster && (b->stack[position - 1].flags & OPEN_TABLE_PART)) {
        struct place place = foster_place(b);
        if (place.before != HTML_NONE) {
            insert_before(b, node, place.before);
        } else {
            html_insert_append(b, place.parent, node);
        }
        return;
    }
    html_insert_append(b, parent_at(b, position), node);
}

/* An element for `t` in its place, not on the stack. */
static inline uint32_t add_element(struct html_build *b, const struct html_token *t,
                                   uint8_t space) {
    uint32_t node = html_insert_node(b, HTML_ELEMENT, t->at);
    b->space[node] = space;
    b->tag[node] = t->tag;
    b->attr[node] = t->attr;
    b->n_attr[node] = (uint16_t)t->n_attrs;
    b->attrs_kept = true;
    if (b->depth >= b->options.max_depth) {
        b->n_flattened++;
    }
    html_insert_place(b, node, b->depth);
    return node;
}

/* Push `node` with `flags`; boundaries come from the entry below but for those it is itself. The
 * stack has an entry of zeros below the first. */
static inline void push(struct html_build *b, uint32_t node, const struct html_token *t,
                        uint32_t bucket, uint32_t flags) {
    assert(b->depth < OPEN_MAX + OPEN_MORE);
    struct open *e = &b->stack[b->depth++];
    uint32_t position = b->depth;
    e->node = node;
    e->tag = flags & OPEN_FOREIGN ? FOREIGN_TAG : t->tag;
    e->bucket = (uint16_t)bucket;
    e->flags = flags;
    e->name_len = t->name.to - t->name.from;
    e->same = b->top[bucket];
    for (uint32_t kind = 0; kind < BOUNDS; kind++) {
        e->bound[kind] = flags & 1u << kind ? position : e[-1].bound[kind];
    }
    b->top[bucket] = position;
    b->close[node] = HTML_NONE;
    b->k.is_foreign = (flags & OPEN_FOREIGN) != 0;
}

void html_insert_push(struct html_build *b, uint32_t node, const struct html_token *t) {
    push(b, node, t, t->tag != HTML_TAG_OTHER ? t->tag : 256 + (t->hash & 127),
         html_stack_flags_of[t->tag] | 1u << BOUND_HTML);
}

uint32_t html_insert(struct html_build *b, const struct html_token *t) {
    uint32_t node = add_element(b, t, HTML_SPACE_HTML);
    html_insert_push(b, node, t);
    return node;
}

uint32_t html_insert_open(struct html_build *b, const struct html_token *t) {
    return html_is_full(b) ? html_insert_void(b, t) : html_insert(b, t);
}

uint32_t html_insert_void(struct html_build *b, const struct html_token *t) {
    return add_element(b, t, HTML_SPACE_HTML);
}

/* Is the encoding of an annotation-xml that of HTML? */
static bool holds_html(const struct html_build *b, const struct html_token *t) {
    for (uint32_t i = t->attr; i < t->attr + t->n_attrs; i++) {
        if (b->k.attrs[i].name == HTML_NAME_ENCODING) {
            struct span at = b->k.attrs[i].value;
            str value = str_of(b->k.s + at.from, at.to - at.from);
            return str_equals_nocase(value, STR("text/html")) ||
                   str_equals_nocase(value, STR("application/xhtml+xml"));
        }
    }
    return false;
}

/* Flags of a foreign element that matter: integration points bound scopes and are special. */
uint32_t html_insert_foreign_flags(const struct html_build *b, const struct html_token *t,
                                   uint8_t space) {
    const uint32_t bounds = 1u << BOUND_SCOPE | 1u << BOUND_LIST | 1u << BOUND_BUTTON |
                            1u << BOUND_SPECIAL | 1u << BOUND_ITEM;
    bool is_svg = space == HTML_SPACE_SVG;
    switch (t->tag) {
    case HTML_TAG_FOREIGNOBJECT:
    case HTML_TAG_DESC:
    case HTML_TAG_TITLE:
        return is_svg ? bounds | OPEN_HTML_POINT : 0;
    case HTML_TAG_MI:
    case HTML_TAG_MO:
    case HTML_TAG_MN:
    case HTML_TAG_MS:
    case HTML_TAG_MTEXT:
        return is_svg ? 0 : bounds | OPEN_MATH_TEXT;
    case HTML_TAG_ANNOTATION_XML:
        if (is_svg) {
            return 0;
        }
        return bounds | OPEN_ANNOTATION | (holds_html(b, t) ? OPEN_HTML_POINT : 0u);
    default:
        return 0;
    }
}

uint32_t html_insert_foreign(struct html_build *b, const struct html_token *t, uint8_t space) {
    uint32_t node = add_element(b, t, space);
    if (t->self_closing || html_is_full(b)) {
        return node;
    }
    push(b, node, t, 384 + (t->hash & 127), OPEN_FOREIGN | html_insert_foreign_flags(b, t, space));
    return node;
}

uint32_t html_insert_implied(struct html_build *b, enum html_tag tag) {
    struct html_token t = {.kind = HTML_TOKEN_START,
                           .tag = (uint16_t)tag,
                           .at = {b->now, b->now},
                           .name = {b->now, b->now}};
    bool kept = b->attrs_kept;
    uint32_t node = html_insert(b, &t);
    b->attrs_kept = kept;
    return node;
}

uint32_t html_insert_copy(struct html_build *b, uint32_t node) {
    uint32_t copy = html_insert_node(b, HTML_ELEMENT, (struct span){b->now, b->now});
    b->space[copy] = b->space[node];
    b->tag[copy] = b->tag[node];
    b->attr[copy] = b->attr[node];
    b->n_attr[copy] = b->n_attr[node];
    b->n_cloned++;
    return copy;
}

void html_insert_text(struct html_build *b, struct span at, uint8_t raw) {
    uint32_t node = html_insert_node(b, HTML_TEXT, at);
    b->raw[node] = raw;
    if (b->foster && (html_current(b)->flags & OPEN_TABLE_PART)) {
        html_insert_place(b, node, b->depth);
    } else {
        html_insert_append(b, html_current(b)->node, node);
    }
}

void html_insert_comment(struct html_build *b, const struct html_token *t, uint32_t parent) {
    uint32_t node = html_insert_node(b, HTML_COMMENT, t->name);
    b->raw[node] = t->raw;
    html_insert_append(b, parent, node);
}

static bool has_attr(const struct html_build *b, uint32_t from, uint32_t n,
                     const struct html_attr *attr) {
    for (uint32_t i = from; i < from + n; i++) {
        if (html_token_same_name(&b->k, &b->k.attrs[i], attr)) {
            return true;
        }
    }
    return false;
}

void html_insert_merge(struct html_build *b, const struct html_token *t, uint32_t node) {
    struct html_tokenizer *k = &b->k;
    uint32_t n = b->n_attr[node];
    uint32_t n_new = 0;
    for (uint32_t i = t->attr; i < t->attr + t->n_attrs && n + n_new < k->max_attrs; i++) {
        if (!has_attr(b, b->attr[node], n, &k->attrs[i])) {
            k->attrs[t->attr + n_new++] = k->attrs[i];
        }
    }
    k->n_attrs = t->attr + n_new;
    if (n_new == 0) {
        return;
    }
    b->attrs_kept = true;
    if (b->attr[node] + n != t->attr) { /* put them together at the end */
        if (!html_token_room(k, n + n_new)) {
            return;
        }
        memcpy(k->attrs + k->n_attrs, k->attrs + b->attr[node], n * sizeof *k->attrs);
        memcpy(k->attrs + k->n_attrs + n, k->attrs + t->attr, n_new * sizeof *k->attrs);
        b->attr[node] = k->n_attrs;
        k->n_attrs += n + n_new;
    }
    b->n_attr[node] = (uint16_t)(n + n_new);
}
