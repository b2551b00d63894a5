/* html_tree.c - source -> tree: pulls tokens and hands each to the rules of the insertion mode
 * (13.2.6). Promise: every run of text stands in the tree once, in the order of creation of its
 * node; the work is linear in the source, whatever stands in it. Limits: nodes, depth, attributes
 * of a tag; what they cost is counted in the tree. */
#include "html/html_build.h"

#include "base/limits.h"
#include "html/html_scan.h"

/* What the adoption agency may spend on deep stacks, and how much more for each byte. */
enum { BUDGET = 1 << 16, BUDGET_A_BYTE = 4 };

static html_rule *const rules[MODES] = {[MODE_INITIAL] = html_head_initial,
                                        [MODE_BEFORE_HTML] = html_head_before_html,
                                        [MODE_BEFORE_HEAD] = html_head_before,
                                        [MODE_IN_HEAD] = html_head_in,
                                        [MODE_IN_HEAD_NOSCRIPT] = html_head_noscript,
                                        [MODE_AFTER_HEAD] = html_head_after,
                                        [MODE_IN_BODY] = html_body,
                                        [MODE_TEXT] = html_head_text_mode,
                                        [MODE_IN_TABLE] = html_table,
                                        [MODE_IN_CAPTION] = html_table_caption,
                                        [MODE_IN_COLUMN_GROUP] = html_table_columns,
                                        [MODE_IN_TABLE_BODY] = html_table_body,
                                        [MODE_IN_ROW] = html_table_row,
                                        [MODE_IN_CELL] = html_table_cell,
                                        [MODE_IN_TEMPLATE] = html_head_template,
                                        [MODE_AFTER_BODY] = html_after_body,
                                        [MODE_IN_FRAMESET] = html_after_in_frameset,
                                        [MODE_AFTER_FRAMESET] = html_after_frameset,
                                        [MODE_AFTER_AFTER_BODY] = html_after_after_body,
                                        [MODE_AFTER_AFTER_FRAMESET] = html_after_after_frameset};

bool html_tree_by_mode(struct html_build *b, struct html_token *t) {
    return rules[b->mode](b, t);
}

/* The text behind <pre>, <listing> or <textarea> loses its first line feed. */
static void skip_newline(struct html_build *b, struct html_token *t) {
    b->skip_newline = false;
    if (t->kind != HTML_TOKEN_TEXT) {
        return;
    }
    char utf8[8];
    size_t n;
    str run = str_of(b->k.s + t->at.from, t->at.to - t->at.from);
    size_t next = html_decode_step(run, 0, t->raw, false, utf8, &n);
    if (n == 1 && utf8[0] == '\n') {
        t->at.from += (uint32_t)next;
    }
}

static void take_token(struct html_build *b, struct html_token *t) {
    b->now = t->at.from;
    b->attrs_kept = false;
    if (b->skip_newline) {
        skip_newline(b, t);
        if (t->kind == HTML_TOKEN_TEXT && t->at.from == t->at.to) {
            return;
        }
    }
    if (b->n_pending != 0 && t->kind != HTML_TOKEN_TEXT) {
        html_table_flush(b);
    }
    bool is_done = false;
    while (!is_done && !b->failed) {
        is_done = b->depth > 0 && b->k.is_foreign && html_foreign_wants(b, t)
                      ? html_foreign(b, t)
                      : html_tree_by_mode(b, t);
    }
    if (t->kind == HTML_TOKEN_START && !b->attrs_kept) {
        b->k.n_attrs = t->attr;
    }
}

static enum html_token_state state_of(const struct html_build *b, enum html_tag context) {
    switch ((int)context) {
    case HTML_TAG_TITLE:
    case HTML_TAG_TEXTAREA:
        return HTML_STATE_RCDATA;
    case HTML_TAG_STYLE:
    case HTML_TAG_XMP:
    case HTML_TAG_IFRAME:
    case HTML_TAG_NOEMBED:
    case HTML_TAG_NOFRAMES:
        return HTML_STATE_RAWTEXT;
    case HTML_TAG_SCRIPT:
        return HTML_STATE_SCRIPT;
    case HTML_TAG_NOSCRIPT:
        return b->options.scripting ? HTML_STATE_RAWTEXT : HTML_STATE_DATA;
    case HTML_TAG_PLAINTEXT:
        return HTML_STATE_PLAINTEXT;
    default:
        return HTML_STATE_DATA;
    }
}

/* The root and the state of 13.4 for a fragment. */
static void begin_fragment(struct html_build *b) {
    struct html_token html = {.tag = HTML_TAG_HTML};
    enum html_tag context = (enum html_tag)b->options.context;
    b->html = html_insert_node(b, HTML_ELEMENT, (struct span){0, 0});
    b->tag[b->html] = HTML_TAG_HTML;
    html_insert_append(b, 0, b->html);
    html_insert_push(b, b->html, &html);
    if (b->options.context_space != HTML_SPACE_HTML) {
        struct html_token t = {.tag = b->options.context};
        b->stack[0].flags |=
            OPEN_FOREIGN | html_insert_foreign_flags(b, &t, b->options.context_space);
        b->k.is_foreign = true;
    } else {
        b->k.state = (uint8_t)state_of(b, context);
        if (context == HTML_TAG_TEMPLATE) {
            html_head_push_template(b);
        }
        if (context == HTML_TAG_FORM) {
            b->form = b->html;
        }
    }
    html_stack_reset_mode(b);
}

static enum err begin(struct html_build *b, arena *a, str source,
                      const struct html_options *options) {
    b->a = a;
    b->options = options ? *options : (struct html_options){0};
    struct html_options *o = &b->options;
    o->max_depth = o->max_depth ? o->max_depth : LIMIT_HTML_DEPTH;
    o->max_depth = o->max_depth < 4 ? 4 : o->max_depth;
    o->max_nodes = o->max_nodes ? o->max_nodes : LIMIT_HTML_NODES;
    o->max_attrs = o->max_attrs ? o->max_attrs : LIMIT_HTML_ATTRS;
    b->budget = BUDGET;
    b->frameset_ok = true;
    b->head = b->form = b->html = b->body = HTML_NONE;
    size_t n_tags;
    size_t n_equals;
    html_scan_count(source, &n_tags, &n_equals);
    size_t n_nodes = n_tags + n_tags / 2; /* text and element for a start tag and an end tag */
    b->n_expected = n_nodes < o->max_nodes ? n_nodes : o->max_nodes;
    TRY(html_token_init(&b->k, a, source, o->max_attrs, n_equals));
    b->stack = arena_take(a, (OPEN_MAX + OPEN_MORE + 1) * sizeof *b->stack);
    if (!b->stack) {
        return a->last;
    }
    *b->stack++ = (struct open){0};
    if (!html_insert_room(b)) {
        return b->failed;
    }
    html_insert_node(b, HTML_DOCUMENT, (struct span){0, (uint32_t)source.len});
    if (o->fragment) {
        begin_fragment(b);
    }
    return b->failed;
}

static void publish(const struct html_build *b, str source, struct html_tree *out) {
    *out = (struct html_tree){.source = source,
                              .n = b->n,
                              .kind = b->kind,
                              .space = b->space,
                              .raw = b->raw,
                              .tag = b->tag,
                              .parent = b->parent,
                              .first = b->first,
                              .last = b->last,
                              .next = b->next,
                              .prev = b->prev,
                              .at = b->at,
                              .close = b->close,
                              .attr = b->attr,
                              .n_attr = b->n_attr,
                              .attrs = b->k.attrs,
                              .n_attrs = b->k.n_attrs,
                              .html = b->html,
                              .head = b->head,
                              .body = b->body,
                              .n_flattened = b->n_flattened,
                              .n_attrs_dropped = b->k.n_dropped};
}

enum err html_parse(arena *a, str source, const struct html_options *options,
                    struct html_tree *out) {
    struct html_build *b = arena_new(a, struct html_build);
    if (!b) {
        return a->last;
    }
    TRY(begin(b, a, source, options));
    struct html_token t = {0};
    bool is_cut = false;
    uint32_t cut_at = 0;
    do {
        html_token_next(&b->k, &t);
        if (b->n >= b->options.max_nodes && t.kind != HTML_TOKEN_EOF) {
            is_cut = true;
            cut_at = t.at.from;
            t = (struct html_token){.kind = HTML_TOKEN_EOF, .at = {cut_at, cut_at}};
        }
        if (!html_insert_room(b)) {
            return b->failed;
        }
        b->budget += BUDGET_A_BYTE * (int64_t)(t.at.to - t.at.from);
        take_token(b, &t);
    } while (t.kind != HTML_TOKEN_EOF && !b->failed && !b->k.failed);
    if (b->failed || b->k.failed) {
        return b->failed ? b->failed : b->k.failed;
    }
    b->now = t.at.from;
    while (b->depth > 0) {
        html_pop(b);
    }
    publish(b, source, out);
    out->is_cut = is_cut;
    out->cut_at = cut_at;
    return ERR_OK;
}
