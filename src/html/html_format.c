/* html_format.c - the list of active formatting elements (13.2.4.3) and the adoption agency
 * (13.2.6.4.7), which mend misnested <b>, <i>, <a> and their like. Bounds: 64 entries (the oldest
 * is given up), three alike; elements copied by reopening at most one in 16 bytes of source; the
 * steps of the agency on deep stacks spend a budget that grows with the source, and when it is
 * used up a formatting end tag just closes its element. */
#include "html/html_build.h"

void html_format_remove(struct html_build *b, uint32_t node) {
    for (uint32_t i = b->n_active; i > 0; i--) {
        if (b->list[i - 1].node == node) {
            memmove(&b->list[i - 1], &b->list[i], (b->n_active - i) * sizeof b->list[0]);
            b->n_active--;
            return;
        }
    }
}

static uint64_t hash_bytes(str s) {
    uint64_t hash = 0xcbf29ce484222325u;
    for (size_t i = 0; i < s.len; i++) {
        hash = (hash ^ (unsigned char)s.ptr[i]) * 0x100000001b3u;
    }
    return hash;
}

/* Of the attributes, whatever their order. Only asked for when three elements have the same tag
 * and number of attributes; kept in the entry. */
static uint64_t hash_of(const struct html_build *b, struct active *entry) {
    if (entry->has_hash) {
        return entry->hash;
    }
    uint32_t first = b->attr[entry->node];
    for (uint32_t i = first; i < first + b->n_attr[entry->node]; i++) {
        const struct html_attr *attr = &b->k.attrs[i];
        str name = {b->k.s + attr->as_written.from, attr->as_written.to - attr->as_written.from};
        str value = {b->k.s + attr->value.from, attr->value.to - attr->value.from};
        uint64_t of_name = attr->name ? attr->name : hash_bytes(name);
        entry->hash += (of_name + 1) * 0x9e3779b97f4a7c15u ^ hash_bytes(value);
    }
    entry->has_hash = true;
    return entry->hash;
}

/* Keep at most three alike behind the last marker ("Noah's Ark"). */
static void keep_three(struct html_build *b, struct active *entry) {
    uint32_t alike[ACTIVE_MAX];
    uint32_t n = 0;
    for (uint32_t i = b->n_active; i > 0 && b->list[i - 1].node != HTML_NONE; i--) {
        const struct active *other = &b->list[i - 1];
        if (other->tag == entry->tag && b->n_attr[other->node] == b->n_attr[entry->node]) {
            alike[n++] = i - 1;
        }
    }
    if (n < 3) {
        return;
    }
    uint32_t n_same = 0;
    for (uint32_t i = 0; i < n; i++) {
        if (hash_of(b, &b->list[alike[i]]) == hash_of(b, entry) && ++n_same == 3) {
            html_format_remove(b, b->list[alike[i]].node);
            return;
        }
    }
}

static void push(struct html_build *b, struct active entry) {
    if (b->n_active == ACTIVE_MAX) {
        memmove(&b->list[0], &b->list[1], (ACTIVE_MAX - 1) * sizeof b->list[0]);
        b->n_active--;
    }
    b->list[b->n_active++] = entry;
}

void html_format_push(struct html_build *b, uint32_t node) {
    struct active entry = {.node = node, .tag = b->tag[node]};
    keep_three(b, &entry);
    push(b, entry);
}

void html_format_marker(struct html_build *b) {
    push(b, (struct active){.node = HTML_NONE});
}

void html_format_clear(struct html_build *b) {
    while (b->n_active > 0 && b->list[--b->n_active].node != HTML_NONE) {
    }
}

static uint32_t find_index(const struct html_build *b, enum html_tag tag) {
    for (uint32_t i = b->n_active; i > 0 && b->list[i - 1].node != HTML_NONE; i--) {
        if (b->list[i - 1].tag == tag) {
            return i;
        }
    }
    return 0;
}

uint32_t html_format_find(const struct html_build *b, enum html_tag tag) {
    uint32_t i = find_index(b, tag);
    return i ? b->list[i - 1].node : HTML_NONE;
}

static bool is_closed(const struct html_build *b, uint32_t i) {
    return b->list[i].node != HTML_NONE && b->close[b->list[i].node] != HTML_NONE;
}

static struct html_token token_of(const struct html_build *b, uint32_t node) {
    return (struct html_token){.tag = b->tag[node], .at = b->at[node]};
}

void html_format_reopen(struct html_build *b) {
    uint32_t i = b->n_active;
    while (i > 0 && is_closed(b, i - 1)) {
        i--;
    }
    if (b->n_cloned > 4096 + b->now / 16 || html_is_full(b)) {
        b->n_active = i;
    }
    for (; i < b->n_active; i++) {
        uint32_t copy = html_insert_copy(b, b->list[i].node);
        struct html_token t = token_of(b, copy);
        html_insert_place(b, copy, b->depth);
        html_insert_push(b, copy, &t);
        b->list[i].node = copy;
    }
}

/* ---- the adoption agency */

static uint32_t list_index(const struct html_build *b, uint32_t node) {
    for (uint32_t i = b->n_active; i > 0; i--) {
        if (b->list[i - 1].node == node) {
            return i;
        }
    }
    return 0;
}

static void move_children(struct html_build *b, uint32_t from, uint32_t to) {
    for (uint32_t i = b->first[from]; i != HTML_NONE; i = b->next[i]) {
        b->parent[i] = to;
    }
    b->first[to] = b->first[from];
    b->last[to] = b->last[from];
    b->first[from] = b->last[from] = HTML_NONE;
}

/* The topmost special entry above `position`'s, counted from below; 0 = none. */
static uint32_t furthest_block(struct html_build *b, uint32_t position) {
    if (html_current(b)->bound[BOUND_SPECIAL] < position) {
        return 0;
    }
    uint32_t i = position + 1;
    while (b->stack[i - 1].bound[BOUND_SPECIAL] < position) {
        i++;
    }
    return i;
}

/* Copies of the formatting elements between `position` and `block`, one inside the other round the
 * block; others are taken off the stack. Returns the outermost; *bookmark is a place in the list.
 */
static uint32_t wrap_block(struct html_build *b, uint32_t position, uint32_t block,
                           uint32_t *bookmark) {
    uint32_t furthest = b->stack[block - 1].node;
    uint32_t last = furthest;
    uint32_t count = 0;
    for (uint32_t i = block - 1; i > position; i--) {
        struct open *e = &b->stack[i - 1];
        if (e->flags & OPEN_HOLE) {
            continue;
        }
        uint32_t at = list_index(b, e->node);
        if (++count > 3 && at != 0) {
            html_format_remove(b, e->node);
            *bookmark -= at < *bookmark;
            at = 0;
        }
        if (at == 0) {
            b->close[e->node] = b->now;
            e->flags |= OPEN_HOLE;
            continue;
        }
        uint32_t copy = html_insert_copy(b, e->node);
        b->close[e->node] = b->now;
        b->close[copy] = HTML_NONE;
        e->node = copy;
        b->list[at - 1].node = copy;
        if (last == furthest) {
            *bookmark = at + 1;
        }
        html_insert_detach(b, last);
        html_insert_append(b, copy, last);
        last = copy;
    }
    return last;
}

/* Put the copy of the formatting element where the list and the stack want it. */
static void replace_formatting(struct html_build *b, uint32_t formatting, uint32_t copy,
                               uint32_t bookmark) {
    uint32_t at = list_index(b, formatting);
    struct active entry = b->list[at - 1];
    entry.node = copy;
    html_format_remove(b, formatting);
    bookmark -= at < bookmark;
    memmove(&b->list[bookmark], &b->list[bookmark - 1],
            (b->n_active - bookmark + 1) * sizeof b->list[0]);
    b->list[bookmark - 1] = entry;
    b->n_active++;
}

/* One turn for the formatting element at `position`, `block` being the furthest block. */
static void adopt_once(struct html_build *b, uint32_t position, uint32_t block) {
    uint32_t formatting = b->stack[position - 1].node;
    uint32_t furthest = b->stack[block - 1].node;
    uint32_t ancestor = position - 1;
    while (b->stack[ancestor - 1].flags & OPEN_HOLE) {
        ancestor--;
    }
    for (uint32_t i = b->depth; i >= position; i--) { /* off the chains; relink puts them back */
        struct open *e = &b->stack[i - 1];
        if (!(e->flags & OPEN_HOLE)) {
            b->top[e->bucket] = e->same;
        }
    }
    uint32_t bookmark = list_index(b, formatting);
    uint32_t last = wrap_block(b, position, block, &bookmark);
    html_insert_detach(b, last);
    html_insert_place(b, last, ancestor);
    uint32_t copy = html_insert_copy(b, formatting);
    b->close[formatting] = b->now;
    b->close[copy] = HTML_NONE;
    move_children(b, furthest, copy);
    html_insert_append(b, furthest, copy);
    replace_formatting(b, formatting, copy, bookmark);
    struct open entry = b->stack[position - 1];
    entry.node = copy;
    memmove(&b->stack[position - 1], &b->stack[position], (block - position) * sizeof entry);
    b->stack[block - 1] = entry;
    html_stack_relink(b, position - 1);
}

bool html_format_adopt(struct html_build *b, const struct html_token *t) {
    enum html_tag tag = (enum html_tag)t->tag;
    if (html_current_is(b, tag) && list_index(b, html_current(b)->node) == 0) {
        html_stack_pop_to(b, b->depth, t->kind == HTML_TOKEN_END ? t->at.to : b->now);
        return true;
    }
    for (int turn = 0; turn < 8; turn++) {
        uint32_t node = html_format_find(b, tag);
        if (node == HTML_NONE) {
            return false;
        }
        if (b->close[node] != HTML_NONE) {
            html_format_remove(b, node);
            return true;
        }
        uint32_t position = html_stack_find(b, node, tag);
        if (html_current(b)->bound[BOUND_SCOPE] > position) {
            return true;
        }
        uint32_t block = furthest_block(b, position);
        b->budget -= block ? b->depth - position : 0;
        if (block == 0 || b->budget < 0 || block >= b->options.max_depth) {
            html_stack_pop_to(b, position, t->kind == HTML_TOKEN_END ? t->at.to : b->now);
            html_format_remove(b, node);
            return true;
        }
        adopt_once(b, position, block);
    }
    return true;
}
