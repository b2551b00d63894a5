/* feed_build.c - the tree of a feed from tags and text. Namespaces are resolved here: a stack of
 * bindings with a table from prefix to the innermost one, so that a lookup is O(1) however many
 * prefixes a feed declares. Prefixes that nobody declared mean what feeds commonly mean by them.
 * Names are kept once each. C1 control characters in text are what windows-1252 has in their
 * places: feeds hold them by mistake. */
#include "feed/feed_build.h"

#include "base/hash.h"
#include "base/limits.h"
#include "feed/feed_field.h"
#include "feed/feed_mend.h"

enum err feed_build_init(struct feed_build *b, arena *a) {
    *b = (struct feed_build){.a = a};
    buf_init(&b->pending, LIMIT_REPORT_BYTES);
    TRY(map_init(&b->prefixes, a, 16));
    return map_init(&b->names, a, 64);
}

void feed_build_done(struct feed_build *b) {
    buf_done(&b->pending);
}

static struct feed_node *add_node(struct feed_build *b, size_t pos) {
    if (b->n_nodes >= FEED_NODES) {
        b->a->last = ERR_LIMIT;
        return NULL;
    }
    struct feed_node *node = arena_new(b->a, struct feed_node);
    if (!node) {
        return NULL;
    }
    b->n_nodes++;
    node->pos = (uint32_t)pos;
    node->parent = b->open;
    if (b->open) {
        if (b->open->last) {
            b->open->last->next = node;
        } else {
            b->open->first = node;
        }
        b->open->last = node;
    }
    return node;
}

/* Put the pending text into a node. */
static enum err flush(struct feed_build *b) {
    if (!b->pending.len || !b->open) {
        buf_clear(&b->pending);
        return ERR_OK;
    }
    struct feed_node *node = add_node(b, b->pending_pos);
    if (!node) {
        return b->a->last;
    }
    TRY(feed_mend_controls(b->a, buf_str(&b->pending), &node->text));
    buf_clear(&b->pending);
    return ERR_OK;
}

enum err feed_build_text(struct feed_build *b, str text, size_t pos) {
    if (!b->pending.len) {
        b->pending_pos = (uint32_t)pos;
    }
    return buf_add(&b->pending, text);
}

static str prefix_of(str name) {
    const char *colon = memchr(name.ptr, ':', name.len);
    return colon ? str_of(name.ptr, (size_t)(colon - name.ptr)) : STR("");
}

static enum err bind(struct feed_build *b, str prefix, str uri) {
    uint64_t key = hash_bytes(prefix);
    uint32_t before = map_find(&b->prefixes, key);
    struct feed_binding binding = {.prefix = arena_copy(b->a, prefix),
                                   .uri = arena_copy(b->a, str_trim(uri)),
                                   .key = key,
                                   .before = before == MAP_NONE ? 0 : before,
                                   .depth = b->depth};
    if (!binding.prefix.ptr || !binding.uri.ptr) {
        return b->a->last;
    }
    TRY(vec_push(b->a, &b->bindings, binding));
    return map_put(&b->prefixes, key, (uint32_t)b->bindings.n);
}

static void unbind(struct feed_build *b) {
    while (b->bindings.n && b->bindings.v[b->bindings.n - 1].depth >= b->depth) {
        struct feed_binding *binding = &b->bindings.v[--b->bindings.n];
        (void)map_put(&b->prefixes, binding->key, binding->before); /* overwrites: can't fail */
    }
}

/* The one object of a name. */
static enum err intern(struct feed_build *b, str uri, str prefix, str local, enum feed_space space,
                       const struct feed_name **out) {
    uint64_t key = hash_join(hash_join(hash_bytes(uri), hash_bytes(prefix)), hash_bytes(local));
    key = hash_join(key, space);
    uint32_t found = map_find(&b->names, key);
    if (found != MAP_NONE) {
        *out = b->name.v[found];
        return ERR_OK;
    }
    struct feed_name *name = arena_new(b->a, struct feed_name);
    if (!name) {
        return b->a->last;
    }
    *name = (struct feed_name){.uri = arena_copy(b->a, uri),
                               .prefix = arena_copy(b->a, prefix),
                               .local = arena_copy(b->a, local),
                               .space = (uint8_t)space,
                               .field = (uint8_t)feed_field_of(space, local)};
    if (!name->uri.ptr || !name->prefix.ptr || !name->local.ptr) {
        return b->a->last;
    }
    *out = name;
    TRY(map_put(&b->names, key, (uint32_t)b->name.n));
    return vec_push(b->a, &b->name, name);
}

/* The name that `written` means here. Attributes without a prefix have no namespace. */
static enum err resolve(struct feed_build *b, str written, bool is_attr,
                        const struct feed_name **out) {
    str prefix = prefix_of(written);
    str local = prefix.len ? str_slice(written, prefix.len + 1, written.len) : written;
    if (is_attr && !prefix.len) {
        return intern(b, STR(""), prefix, local, FEED_SPACE_NONE, out);
    }
    uint32_t at = map_find(&b->prefixes, hash_bytes(prefix));
    if (at != MAP_NONE && at) {
        const struct feed_binding *binding = &b->bindings.v[at - 1];
        return intern(b, binding->uri, prefix, local, feed_space_of(binding->uri), out);
    }
    enum feed_space space = FEED_SPACE_NONE;
    if (prefix.len) {
        space = feed_space_of_prefix(prefix);
        bool own = space == FEED_SPACE_XML || str_equals(prefix, STR("xmlns"));
        b->undeclared = b->undeclared || !own;
    }
    return intern(b, STR(""), prefix, local, space, out);
}

static enum err declare(struct feed_build *b, const struct feed_raw_attr *attr) {
    str prefix = prefix_of(attr->name);
    if (!prefix.len && str_equals(attr->name, STR("xmlns"))) {
        return bind(b, STR(""), attr->value);
    }
    if (str_equals(prefix, STR("xmlns"))) {
        return bind(b, str_slice(attr->name, prefix.len + 1, attr->name.len), attr->value);
    }
    return ERR_OK;
}

enum err feed_build_start(struct feed_build *b, str name, const struct feed_raw_attr *attrs,
                          size_t n_attrs, size_t pos) {
    TRY(flush(b));
    if (b->depth >= FEED_DEPTH) {
        return b->a->last = ERR_LIMIT;
    }
    if (n_attrs > FEED_ATTRS) {
        b->n_attrs_dropped += (uint32_t)(n_attrs - FEED_ATTRS);
        n_attrs = FEED_ATTRS;
    }
    b->depth++;
    for (size_t i = 0; i < n_attrs; i++) {
        TRY(declare(b, &attrs[i]));
    }
    struct feed_node *node = add_node(b, pos);
    if (!node) {
        return b->a->last;
    }
    TRY(resolve(b, name, false, &node->name));
    struct feed_attr *kept = n_attrs ? arena_array(b->a, n_attrs, sizeof *kept) : NULL;
    if (n_attrs && !kept) {
        return b->a->last;
    }
    for (size_t i = 0; i < n_attrs; i++) {
        TRY(resolve(b, attrs[i].name, true, &kept[i].name));
        TRY(feed_mend_controls(b->a, attrs[i].value, &kept[i].value));
    }
    node->attrs = kept;
    node->n_attrs = (uint32_t)n_attrs;
    b->open = node;
    if (!b->root) {
        b->root = node;
    }
    return ERR_OK;
}

enum err feed_build_end(struct feed_build *b) {
    TRY(flush(b));
    if (b->open) {
        unbind(b);
        b->open = b->open->parent;
        b->depth--;
    }
    return ERR_OK;
}

enum err feed_build_finish(struct feed_build *b) {
    while (b->open) {
        TRY(feed_build_end(b));
    }
    return ERR_OK;
}
