/* html_build.h - the state of the tree builder and the steps its rules share: nodes, the stack of
 * open elements, the list of active formatting elements. Internal to html/.
 *
 * The stack answers in O(1) whether an element of some name is in some scope: every entry knows the
 * nearest entry at or below it of each kind of boundary, and the nearest below it of its own name.
 *
 *     position:    1     2     3    4      5     6
 *     stack:      html  body  div  table  td    p      bound[SCOPE] of p = 5, of div = 1
 *     last[P] = 6, last[DIV] = 3: p is in scope (6 > 5), div isn't (3 < 5)
 */
#ifndef COPYTASTER_HTML_HTML_BUILD_H
#define COPYTASTER_HTML_HTML_BUILD_H

#include "html/html.h"
#include "html/html_token.h"

/* Kinds of boundaries on the stack; see html_stack.c for the elements. */
enum {
    BOUND_SCOPE,
    BOUND_LIST,
    BOUND_BUTTON,
    BOUND_TABLE,
    BOUND_SPECIAL,
    BOUND_ITEM,  /* special, but address, div and p */
    BOUND_RESET, /* what decides the insertion mode */
    BOUND_HTML,  /* any element that isn't foreign */
    BOUNDS
};

/* Flags of a tag (html_stack_flags_of) and of an entry: 1 << BOUND_..., and these. */
enum {
    OPEN_IMPLIED = 1 << 8,     /* its end tag may be implied */
    OPEN_TABLE_PART = 1 << 9,  /* table, tbody, tfoot, thead, tr: foster parenting below it */
    OPEN_FOREIGN = 1 << 10,    /* SVG or MathML */
    OPEN_MATH_TEXT = 1 << 11,  /* MathML text integration point */
    OPEN_HTML_POINT = 1 << 12, /* HTML integration point */
    OPEN_ANNOTATION = 1 << 13, /* MathML annotation-xml */
    OPEN_HOLE = 1 << 14        /* taken out of the middle of the stack */
};

enum { BUCKETS = 512, FOREIGN_TAG = HTML_TAGS, ACTIVE_MAX = 64, ROOM = 192 };

/* Open elements: past OPEN_MAX only those are opened that end soon, which are fewer than OPEN_MORE.
 */
enum { OPEN_MAX = 2048, OPEN_MORE = 256 };

struct open {
    uint32_t node;
    uint16_t tag;    /* enum html_tag, or FOREIGN_TAG */
    uint16_t bucket; /* entries that may have the same name share it */
    uint32_t flags;
    uint32_t name_len;
    uint32_t same;          /* position of the next lower entry of the bucket; 0 = none */
    uint32_t bound[BOUNDS]; /* position of the nearest at or below; 0 = none */
};

struct active {
    uint32_t node; /* HTML_NONE: a marker */
    uint16_t tag;
    bool has_hash;
    uint64_t hash; /* of the attributes */
};

enum html_mode {
    MODE_INITIAL,
    MODE_BEFORE_HTML,
    MODE_BEFORE_HEAD,
    MODE_IN_HEAD,
    MODE_IN_HEAD_NOSCRIPT,
    MODE_AFTER_HEAD,
    MODE_IN_BODY,
    MODE_TEXT,
    MODE_IN_TABLE,
    MODE_IN_CAPTION,
    MODE_IN_COLUMN_GROUP,
    MODE_IN_TABLE_BODY,
    MODE_IN_ROW,
    MODE_IN_CELL,
    MODE_IN_TEMPLATE,
    MODE_AFTER_BODY,
    MODE_IN_FRAMESET,
    MODE_AFTER_FRAMESET,
    MODE_AFTER_AFTER_BODY,
    MODE_AFTER_AFTER_FRAMESET,
    MODES
};

struct html_run {
    struct span at;
    uint8_t raw;
};

struct html_build {
    struct html_tokenizer k;
    arena *a;
    struct html_options options;
    enum err failed;
    /* nodes: as struct html_tree */
    uint32_t n;
    uint32_t cap;
    size_t n_expected; /* room to begin with */
    uint8_t *kind;
    uint8_t *space;
    uint8_t *raw;
    uint16_t *tag;
    uint32_t *parent;
    uint32_t *first;
    uint32_t *last;
    uint32_t *next;
    uint32_t *prev;
    struct span *at;
    uint32_t *close; /* HTML_NONE while the element is open */
    uint32_t *attr;
    uint16_t *n_attr;
    /* the stack of open elements */
    struct open *stack;
    uint32_t depth;
    uint32_t top[BUCKETS]; /* position of the topmost entry of each bucket; 0 = none */
    /* the list of active formatting elements */
    struct active list[ACTIVE_MAX];
    uint32_t n_active;
    /* the rest of the state of 13.2.4 */
    uint8_t mode;
    uint8_t original_mode;
    bool frameset_ok;
    bool foster;
    bool skip_newline; /* the next token's first line feed is left out */
    bool is_quirks;
    bool attrs_kept; /* the attributes of the token belong to a node now */
    uint32_t head;
    uint32_t form;
    uint32_t html;
    uint32_t body;
    uint8_t *template_mode;
    uint32_t n_templates;
    uint32_t cap_templates;
    struct html_run *pending; /* text of a table, not yet placed */
    uint32_t n_pending;
    uint32_t cap_pending;
    uint32_t now; /* where the token at hand begins: what is closed by it ends here */
    /* what hostile input may still cost */
    int64_t budget;
    uint32_t n_cloned;
    uint32_t n_flattened;
};

/* A rule takes a token; false: the mode has changed, the token is to be processed again. */
typedef bool html_rule(struct html_build *b, struct html_token *t);

/* ---- html_stack.c */

extern const uint32_t html_stack_flags_of[HTML_TAGS];
/* Take the entry at `position` out of the middle, leaving a hole. O(depth - position). */
void html_stack_remove(struct html_build *b, uint32_t position);
/* The boundaries and chains of the entries above `from` anew. O(depth - from). */
void html_stack_relink(struct html_build *b, uint32_t from);
/* Position of the entry of `node`, which has the name of `tag`, or 0. */
uint32_t html_stack_find(struct html_build *b, uint32_t node, enum html_tag tag);
/* Position of the topmost entry with the name of the tag `t`, HTML or foreign, or 0. */
uint32_t html_stack_named(struct html_build *b, const struct html_token *t, bool foreign);
/* Pop down to and with `position`; the lowest one ends at `close`. */
void html_stack_pop_to(struct html_build *b, uint32_t position, uint32_t close);
/* Generate implied end tags but for `except` (HTML_TAG_OTHER: none). */
void html_stack_imply(struct html_build *b, enum html_tag except);
/* The same thoroughly: at the end of templates. */
void html_stack_imply_all(struct html_build *b);
void html_stack_reset_mode(struct html_build *b);

/* ---- html_insert.c */

bool html_insert_more_room(struct html_build *b);
void html_insert_detach(struct html_build *b, uint32_t node);
/* Put `node` where the standard's "appropriate place" is, `position` being its override target. */
void html_insert_place(struct html_build *b, uint32_t node, uint32_t position);
/* An element for the tag `t`, on the stack. For what can be nested without end ask html_is_full
 * before. */
uint32_t html_insert(struct html_build *b, const struct html_token *t);
/* The same, closed at once. */
uint32_t html_insert_void(struct html_build *b, const struct html_token *t);
/* An element for `t`, on the stack unless that is full. */
uint32_t html_insert_open(struct html_build *b, const struct html_token *t);
uint32_t html_insert_foreign(struct html_build *b, const struct html_token *t, uint8_t space);
/* OPEN_... of a foreign element, for the tag `t`. */
uint32_t html_insert_foreign_flags(const struct html_build *b, const struct html_token *t,
                                   uint8_t space);
uint32_t html_insert_implied(struct html_build *b, enum html_tag tag);
/* A copy of an element, not yet in the tree. */
uint32_t html_insert_copy(struct html_build *b, uint32_t node);
/* Push `node` on the stack. */
void html_insert_push(struct html_build *b, uint32_t node, const struct html_token *t);
void html_insert_text(struct html_build *b, struct span at, uint8_t raw);
void html_insert_comment(struct html_build *b, const struct html_token *t, uint32_t parent);
/* Attributes of the tag `t` that `node` hasn't got yet. */
void html_insert_merge(struct html_build *b, const struct html_token *t, uint32_t node);

/* ---- html_format.c */

void html_format_push(struct html_build *b, uint32_t node);
void html_format_marker(struct html_build *b);
void html_format_clear(struct html_build *b);
void html_format_remove(struct html_build *b, uint32_t node);
/* Node of the last one of `tag` behind the last marker, or HTML_NONE. */
uint32_t html_format_find(const struct html_build *b, enum html_tag tag);
void html_format_reopen(struct html_build *b);
/* The adoption agency for `t`. False: it is as any other end tag. */
bool html_format_adopt(struct html_build *b, const struct html_token *t);

/* ---- rules, by insertion mode */

html_rule html_head_initial; /* html_head.c */
html_rule html_head_before_html;
html_rule html_head_before;
html_rule html_head_in;
html_rule html_head_noscript;
html_rule html_head_after;
html_rule html_head_start; /* tags that go to the head wherever they stand */
html_rule html_head_template;
html_rule html_head_template_end;
html_rule html_head_text_mode;

html_rule html_body; /* html_body.c */
html_rule html_body_text;
html_rule html_body_eof;
html_rule html_start; /* html_start.c: start tags in body */
html_rule html_end;   /* html_end.c: end tags in body */
html_rule html_end_other;
html_rule html_end_br;

html_rule html_table; /* html_table.c */
html_rule html_table_caption;
html_rule html_table_columns;
html_rule html_table_body;
html_rule html_table_row;
html_rule html_table_cell;
void html_table_flush(struct html_build *b);

html_rule html_after_body; /* html_after.c */
html_rule html_after_frameset;
html_rule html_after_in_frameset;
html_rule html_after_after_body;
html_rule html_after_after_frameset;

html_rule html_foreign; /* html_foreign.c */
bool html_foreign_wants(struct html_build *b, const struct html_token *t);

/* Process `t` by the rules of the mode. (html_tree.c) */
bool html_tree_by_mode(struct html_build *b, struct html_token *t);

/* ---- steps of several rules */

/* Insert the element of `t` and read what follows as text. */
void html_head_raw(struct html_build *b, struct html_token *t, enum html_token_state state);
void html_head_push_template(struct html_build *b);
void html_body_close_p(struct html_build *b);
/* Value of an attribute of the tag `t` as it stands in the source. */
str html_body_attr(const struct html_build *b, const struct html_token *t, enum html_name name);

/* End of the white space that `at` begins with, references to it included. */
uint32_t html_body_space(const struct html_build *b, struct span at, uint8_t raw);
/* Leave out the white space that the text `t` begins with. True: there was nothing else. */
bool html_body_skip_space(const struct html_build *b, struct html_token *t);
/* Insert it. True: there was nothing else. */
bool html_body_take_space(struct html_build *b, struct html_token *t);

/* ---- inline steps */

static inline bool html_is_full(const struct html_build *b) {
    return b->depth >= OPEN_MAX;
}

static inline struct open *html_current(struct html_build *b) {
    return &b->stack[b->depth - 1];
}

static inline bool html_current_is(const struct html_build *b, enum html_tag tag) {
    return b->depth > 0 && b->stack[b->depth - 1].tag == tag;
}

static inline bool html_in_scope(const struct html_build *b, enum html_tag tag, int bound) {
    return b->depth > 0 && b->top[tag] != 0 && b->top[tag] >= b->stack[b->depth - 1].bound[bound];
}

static inline bool html_is_open(const struct html_build *b, enum html_tag tag) {
    return b->top[tag] != 0;
}

/* Room for the nodes that one token can make. False: b->failed is set. */
static inline bool html_insert_room(struct html_build *b) {
    return b->cap - b->n >= ROOM || html_insert_more_room(b);
}

/* A node that isn't in the tree yet. */
static inline uint32_t html_insert_node(struct html_build *b, enum html_kind kind, struct span at) {
    uint32_t node = b->n++;
    b->kind[node] = (uint8_t)kind;
    b->space[node] = HTML_SPACE_HTML;
    b->raw[node] = 0;
    b->tag[node] = HTML_TAG_OTHER;
    b->parent[node] = HTML_NONE;
    b->first[node] = HTML_NONE;
    b->last[node] = HTML_NONE;
    b->next[node] = HTML_NONE;
    b->prev[node] = HTML_NONE;
    b->at[node] = at;
    b->close[node] = at.to;
    b->attr[node] = 0;
    b->n_attr[node] = 0;
    return node;
}

static inline void html_insert_append(struct html_build *b, uint32_t parent, uint32_t node) {
    uint32_t last = b->last[parent];
    b->parent[node] = parent;
    b->prev[node] = last;
    *(last == HTML_NONE ? &b->first[parent] : &b->next[last]) = node;
    b->last[parent] = node;
}

/* The top is a hole or foreign: tell the tokenizer, drop holes. */
void html_stack_settle(struct html_build *b);

/* Pop one entry; it ends where the token at hand begins. */
static inline void html_pop(struct html_build *b) {
    struct open *e = &b->stack[--b->depth];
    b->top[e->bucket] = e->same;
    b->close[e->node] = b->now;
    b->k.is_foreign = false;
    if (b->depth > 0 && (e[-1].flags & (OPEN_FOREIGN | OPEN_HOLE))) {
        html_stack_settle(b);
    }
}

#endif
