/* html_table.c - the rules inside tables (13.2.6.4.9 to 15). What doesn't belong in a table is put
 * before it (foster parenting); text waits until it is known whether all of it is white space. */
#include "html/html_build.h"

/* ---- text */

static bool add_pending(struct html_build *b, const struct html_token *t) {
    if (b->n_pending == b->cap_pending) {
        uint32_t cap = b->cap_pending * 2 + 8;
        struct html_run *larger = arena_array(b->a, cap, sizeof *larger);
        if (!larger) {
            b->failed = b->a->last;
            return true;
        }
        if (b->n_pending) {
            memcpy(larger, b->pending, b->n_pending * sizeof *larger);
        }
        b->pending = larger;
        b->cap_pending = cap;
    }
    b->pending[b->n_pending++] = (struct html_run){t->at, t->raw};
    return true;
}

/* White space, NUL aside? */
static bool is_space(const struct html_build *b, const struct html_run *run) {
    uint32_t pos = run->at.from;
    while (pos < run->at.to) {
        pos = html_body_space(b, (struct span){pos, run->at.to}, run->raw);
        if (pos == run->at.to) {
            break;
        }
        if (b->k.s[pos] != '\0') {
            return false;
        }
        pos++;
    }
    return true;
}

void html_table_flush(struct html_build *b) {
    bool all_space = true;
    for (uint32_t i = 0; i < b->n_pending && all_space; i++) {
        all_space = is_space(b, &b->pending[i]);
    }
    for (uint32_t i = 0; i < b->n_pending; i++) {
        struct html_token t = {
            .kind = HTML_TOKEN_TEXT, .raw = b->pending[i].raw, .at = b->pending[i].at};
        if (!html_insert_room(b) || b->n >= b->options.max_nodes) {
            break;
        }
        if (all_space && !(t.raw & HTML_RAW_NULS)) {
            html_insert_text(b, t.at, t.raw);
            continue;
        }
        b->foster = !all_space;
        html_body_text(b, &t);
        b->foster = false;
    }
    b->n_pending = 0;
}

/* ---- steps */

static bool in_table_scope(const struct html_build *b, enum html_tag tag) {
    return html_in_scope(b, tag, BOUND_TABLE);
}

/* Pop down to the table, table body or row that the mode is about. */
static void clear_to_table(struct html_build *b) {
    while (!html_current_is(b, HTML_TAG_TABLE) && !html_current_is(b, HTML_TAG_TEMPLATE) &&
           !html_current_is(b, HTML_TAG_HTML)) {
        html_pop(b);
    }
}

static void clear_to_body(struct html_build *b) {
    while (!html_current_is(b, HTML_TAG_TBODY) && !html_current_is(b, HTML_TAG_TFOOT) &&
           !html_current_is(b, HTML_TAG_THEAD) && !html_current_is(b, HTML_TAG_TEMPLATE) &&
           !html_current_is(b, HTML_TAG_HTML)) {
        html_pop(b);
    }
}

static void clear_to_row(struct html_build *b) {
    while (!html_current_is(b, HTML_TAG_TR) && !html_current_is(b, HTML_TAG_TEMPLATE) &&
           !html_current_is(b, HTML_TAG_HTML)) {
        html_pop(b);
    }
}

/* Pop the current element and go on in `mode`; it ends with `t` when that is its end tag. */
static void pop_into(struct html_build *b, const struct html_token *t, enum html_mode mode) {
    bool is_end = t->kind == HTML_TOKEN_END && html_current_is(b, (enum html_tag)t->tag);
    html_stack_pop_to(b, b->depth, is_end ? t->at.to : b->now);
    b->mode = (uint8_t)mode;
}

static bool misplaced(struct html_build *b, struct html_token *t) {
    b->foster = true;
    bool is_done = html_body(b, t);
    b->foster = false;
    return is_done;
}

/* ---- in table */

static bool start_input(struct html_build *b, struct html_token *t) {
    if (!str_equals_nocase(html_body_attr(b, t, HTML_NAME_TYPE), STR("hidden"))) {
        return misplaced(b, t);
    }
    html_insert_void(b, t);
    return true;
}

static bool start_form(struct html_build *b, struct html_token *t) {
    if (!html_is_open(b, HTML_TAG_TEMPLATE) && b->form == HTML_NONE) {
        b->form = html_insert_void(b, t);
    }
    return true;
}

static bool start_in_table(struct html_build *b, struct html_token *t) {
    switch (t->tag) {
    case HTML_TAG_CAPTION:
        clear_to_table(b);
        html_format_marker(b);
        html_insert(b, t);
        b->mode = MODE_IN_CAPTION;
        return true;
    case HTML_TAG_COLGROUP:
        clear_to_table(b);
        html_insert(b, t);
        b->mode = MODE_IN_COLUMN_GROUP;
        return true;
    case HTML_TAG_COL:
        clear_to_table(b);
        html_insert_implied(b, HTML_TAG_COLGROUP);
        b->mode = MODE_IN_COLUMN_GROUP;
        return false;
    case HTML_TAG_TBODY:
    case HTML_TAG_TFOOT:
    case HTML_TAG_THEAD:
        clear_to_table(b);
        html_insert(b, t);
        b->mode = MODE_IN_TABLE_BODY;
        return true;
    case HTML_TAG_TD:
    case HTML_TAG_TH:
    case HTML_TAG_TR:
        clear_to_table(b);
        html_insert_implied(b, HTML_TAG_TBODY);
        b->mode = MODE_IN_TABLE_BODY;
        return false;
    case HTML_TAG_TABLE:
        if (!in_table_scope(b, HTML_TAG_TABLE)) {
            return true;
        }
        html_stack_pop_to(b, b->top[HTML_TAG_TABLE], b->now);
        html_stack_reset_mode(b);
        return false;
    case HTML_TAG_STYLE:
    case HTML_TAG_SCRIPT:
    case HTML_TAG_TEMPLATE:
        return html_head_start(b, t);
    case HTML_TAG_INPUT:
        return start_input(b, t);
    case HTML_TAG_FORM:
        return start_form(b, t);
    default:
        return misplaced(b, t);
    }
}

static bool end_in_table(struct html_build *b, struct html_token *t) {
    switch (t->tag) {
    case HTML_TAG_TABLE:
        if (in_table_scope(b, HTML_TAG_TABLE)) {
            html_stack_pop_to(b, b->top[HTML_TAG_TABLE], t->at.to);
            html_stack_reset_mode(b);
        }
        return true;
    case HTML_TAG_BODY:
    case HTML_TAG_CAPTION:
    case HTML_TAG_COL:
    case HTML_TAG_COLGROUP:
    case HTML_TAG_HTML:
    case HTML_TAG_TBODY:
    case HTML_TAG_TD:
    case HTML_TAG_TFOOT:
    case HTML_TAG_TH:
    case HTML_TAG_THEAD:
    case HTML_TAG_TR:
        return true;
    case HTML_TAG_TEMPLATE:
        return html_head_template_end(b, t);
    default:
        return misplaced(b, t);
    }
}

bool html_table(struct html_build *b, struct html_token *t) {
    switch ((enum html_token_kind)t->kind) {
    case HTML_TOKEN_TEXT:
        if ((html_current(b)->flags & OPEN_TABLE_PART) || html_current_is(b, HTML_TAG_TEMPLATE)) {
            return add_pending(b, t);
        }
        return misplaced(b, t);
    case HTML_TOKEN_START:
        return start_in_table(b, t);
    case HTML_TOKEN_END:
        return end_in_table(b, t);
    case HTML_TOKEN_COMMENT:
    case HTML_TOKEN_DOCTYPE:
    case HTML_TOKEN_EOF:
        return html_body(b, t);
    }
    return true;
}

/* ---- in caption, in column group */

/* Is it a tag of a part of a table? */
static bool is_part(const struct html_token *t) {
    switch (t->tag) {
    case HTML_TAG_CAPTION:
    case HTML_TAG_COL:
    case HTML_TAG_COLGROUP:
    case HTML_TAG_TBODY:
    case HTML_TAG_TD:
    case HTML_TAG_TFOOT:
    case HTML_TAG_TH:
    case HTML_TAG_THEAD:
    case HTML_TAG_TR:
        return true;
    default:
        return false;
    }
}

static bool is_page(const struct html_token *t) {
    return t->tag == HTML_TAG_BODY || t->tag == HTML_TAG_HTML;
}

bool html_table_caption(struct html_build *b, struct html_token *t) {
    bool is_start = t->kind == HTML_TOKEN_START;
    bool is_end = t->kind == HTML_TOKEN_END;
    bool is_own = is_end && t->tag == HTML_TAG_CAPTION;
    if (is_own || (is_start && is_part(t)) || (is_end && t->tag == HTML_TAG_TABLE)) {
        if (!in_table_scope(b, HTML_TAG_CAPTION)) {
            return true;
        }
        html_stack_imply(b, HTML_TAG_OTHER);
        html_stack_pop_to(b, b->top[HTML_TAG_CAPTION], is_own ? t->at.to : b->now);
        html_format_clear(b);
        b->mode = MODE_IN_TABLE;
        return is_own;
    }
    if (is_end && (is_part(t) || is_page(t))) {
        return true;
    }
    return html_body(b, t);
}

bool html_table_columns(struct html_build *b, struct html_token *t) {
    bool is_end = t->kind == HTML_TOKEN_END;
    if (t->kind == HTML_TOKEN_TEXT && html_body_take_space(b, t)) {
        return true;
    }
    if (t->kind == HTML_TOKEN_COMMENT || t->kind == HTML_TOKEN_DOCTYPE ||
        t->kind == HTML_TOKEN_EOF) {
        return html_body(b, t);
    }
    if (t->kind == HTML_TOKEN_START) {
        switch (t->tag) {
        case HTML_TAG_HTML:
            return html_body(b, t);
        case HTML_TAG_COL:
            html_insert_void(b, t);
            return true;
        case HTML_TAG_TEMPLATE:
            return html_head_start(b, t);
        default:
            break;
        }
    }
    if (is_end && t->tag == HTML_TAG_TEMPLATE) {
        return html_head_template_end(b, t);
    }
    if (!html_current_is(b, HTML_TAG_COLGROUP) || (is_end && t->tag == HTML_TAG_COL)) {
        return true;
    }
    bool is_own = is_end && t->tag == HTML_TAG_COLGROUP;
    pop_into(b, t, MODE_IN_TABLE);
    return is_own;
}

/* ---- in table body, in row, in cell */

static bool is_body_tag(const struct html_token *t) {
    return t->tag == HTML_TAG_TBODY || t->tag == HTML_TAG_TFOOT || t->tag == HTML_TAG_THEAD;
}

static bool is_cell_tag(const struct html_token *t) {
    return t->tag == HTML_TAG_TD || t->tag == HTML_TAG_TH;
}

/* Does the tag end a row group or row from outside: caption, col, ..., </table>? */
static bool leaves_group(const struct html_token *t) {
    if (t->kind == HTML_TOKEN_END) {
        return t->tag == HTML_TAG_TABLE;
    }
    return t->kind == HTML_TOKEN_START && is_part(t) && !is_cell_tag(t) && t->tag != HTML_TAG_TR;
}

bool html_table_body(struct html_build *b, struct html_token *t) {
    if (t->kind == HTML_TOKEN_START && (t->tag == HTML_TAG_TR || is_cell_tag(t))) {
        clear_to_body(b);
        b->mode = MODE_IN_ROW;
        if (t->tag == HTML_TAG_TR) {
            html_insert(b, t);
            return true;
        }
        html_insert_implied(b, HTML_TAG_TR);
        return false;
    }
    bool is_end = t->kind == HTML_TOKEN_END;
    if (is_end && is_body_tag(t)) {
        if (in_table_scope(b, (enum html_tag)t->tag)) {
            clear_to_body(b);
            pop_into(b, t, MODE_IN_TABLE);
        }
        return true;
    }
    if (leaves_group(t)) {
        if (!in_table_scope(b, HTML_TAG_TBODY) && !in_table_scope(b, HTML_TAG_THEAD) &&
            !in_table_scope(b, HTML_TAG_TFOOT)) {
            return true;
        }
        clear_to_body(b);
        pop_into(b, t, MODE_IN_TABLE);
        return false;
    }
    return html_table(b, t);
}

bool html_table_row(struct html_build *b, struct html_token *t) {
    if (t->kind == HTML_TOKEN_START && is_cell_tag(t)) {
        clear_to_row(b);
        html_insert(b, t);
        html_format_marker(b);
        b->mode = MODE_IN_CELL;
        return true;
    }
    bool is_end = t->kind == HTML_TOKEN_END;
    bool is_own = is_end && t->tag == HTML_TAG_TR;
    bool ends_group = is_end && is_body_tag(t);
    if (is_own || ends_group || leaves_group(t) ||
        (t->kind == HTML_TOKEN_START && t->tag == HTML_TAG_TR)) {
        if (!in_table_scope(b, HTML_TAG_TR) ||
            (ends_group && !in_table_scope(b, (enum html_tag)t->tag))) {
            return true;
        }
        clear_to_row(b);
        pop_into(b, t, MODE_IN_TABLE_BODY);
        return is_own;
    }
    return html_table(b, t);
}

/* Close the cell that is open, if any. */
static void close_cell(struct html_build *b, uint32_t close) {
    uint32_t td = b->top[HTML_TAG_TD];
    uint32_t th = b->top[HTML_TAG_TH];
    html_stack_imply(b, HTML_TAG_OTHER);
    html_stack_pop_to(b, td > th ? td : th, close);
    html_format_clear(b);
    b->mode = MODE_IN_ROW;
}

bool html_table_cell(struct html_build *b, struct html_token *t) {
    if (t->kind == HTML_TOKEN_START && is_part(t)) {
        close_cell(b, b->now);
        return false;
    }
    if (t->kind != HTML_TOKEN_END) {
        return html_body(b, t);
    }
    if (is_cell_tag(t)) {
        if (in_table_scope(b, (enum html_tag)t->tag)) {
            html_stack_imply(b, HTML_TAG_OTHER);
            html_stack_pop_to(b, b->top[t->tag], t->at.to);
            html_format_clear(b);
            b->mode = MODE_IN_ROW;
        }
        return true;
    }
    if (t->tag == HTML_TAG_TABLE || t->tag == HTML_TAG_TR || is_body_tag(t)) {
        if (!in_table_scope(b, (enum html_tag)t->tag)) {
            return true;
        }
        close_cell(b, b->now);
        return false;
    }
    if (is_part(t) || is_page(t)) {
        return true;
    }
    return html_body(b, t);
}
