/* html_token.c - the tokenizer of the HTML standard (13.2.5) without its character-wise states:
 * each token is found by looking for the bytes that can end it. Text runs to the '<' that opens
 * something, a value to its quote, a comment to the '>' behind its dashes. Parse errors aren't
 * told. Cost: each byte is passed once or twice, whatever stands in it. Of attributes of one name
 * the first is kept: a filter of 64 bits clears most of them, the first eight are compared, later
 * ones looked up in a table. */
#include "html/html_token.h"

#include "base/limits.h"
#include "html/html_scan.h"

enum err html_token_init(struct html_tokenizer *k, arena *a, str source, uint32_t max_attrs,
                         size_t n_attrs) {
    k->s = source.ptr;
    k->end = source.len;
    k->a = a;
    if (source.len >= UINT32_MAX - HTML_TOKEN_ATTRS_MAX) {
        return ERR_LIMIT;
    }
    k->max_attrs = max_attrs < HTML_TOKEN_ATTRS_MAX ? max_attrs : HTML_TOKEN_ATTRS_MAX;
    k->cap_attrs = (uint32_t)n_attrs + 16;
    k->attrs = arena_take(a, k->cap_attrs * sizeof *k->attrs);
    return k->attrs ? ERR_OK : a->last;
}

static struct span span_of(size_t from, size_t to) {
    return (struct span){(uint32_t)from, (uint32_t)to};
}

bool html_token_room(struct html_tokenizer *k, uint32_t more) {
    if (k->cap_attrs - k->n_attrs >= more) {
        return true;
    }
    uint32_t cap = k->cap_attrs * 2 + more;
    struct html_attr *larger = arena_take(k->a, cap * sizeof *larger);
    if (!larger) {
        k->failed = k->a->last;
        return false;
    }
    memcpy(larger, k->attrs, k->n_attrs * sizeof *larger);
    k->attrs = larger;
    k->cap_attrs = cap;
    return true;
}

bool html_token_same_name(const struct html_tokenizer *k, const struct html_attr *a,
                          const struct html_attr *b) {
    if (a->name != b->name) {
        return false;
    }
    return a->name != HTML_NAME_OTHER ||
           str_equals_nocase(
               str_of(k->s + a->as_written.from, a->as_written.to - a->as_written.from),
               str_of(k->s + b->as_written.from, b->as_written.to - b->as_written.from));
}

static uint32_t hash_of(struct html_key key) {
    return (uint32_t)(((key.low ^ key.high * 5) * 0x9e3779b97f4a7c15u) >> 32);
}

/* Hash of the name of an attribute that is already there. */
static uint32_t name_hash(const struct html_tokenizer *k, const struct html_attr *attr) {
    struct html_scan_name name;
    uint32_t from = attr->as_written.from;
    html_scan_name(k->s, from + (k->s[from] == '='), k->end, true, &name);
    return hash_of(name.key) + attr->name;
}

/* The slot of the name of `attr`: its own, that of an earlier one of the name, or a free one. */
static uint32_t find_slot(const struct html_tokenizer *k, const struct html_attr *attr,
                          uint32_t hash) {
    uint32_t slot = hash % HTML_TOKEN_SLOTS;
    while (k->slots[slot].stamp == k->n_tags &&
           !html_token_same_name(k, &k->attrs[k->slots[slot].attr], attr)) {
        slot = (slot + 1) % HTML_TOKEN_SLOTS;
    }
    return slot;
}

/* Has the attribute in the next free place, which is not the first of a tag that began with number
 * `first`, the name of an earlier one? Compares with the first few, then asks the slots. */
static bool is_repeated(struct html_tokenizer *k, uint32_t first) {
    enum { FEW = 8 };
    const struct html_attr *attr = &k->attrs[k->n_attrs];
    uint32_t few = k->n_attrs - first < FEW ? k->n_attrs : first + FEW;
    for (uint32_t i = first; i < few; i++) {
        if (html_token_same_name(k, &k->attrs[i], attr)) {
            return true;
        }
    }
    if (k->n_attrs - first < FEW) {
        return false;
    }
    uint32_t slot = find_slot(k, attr, name_hash(k, attr));
    if (k->slots[slot].stamp == k->n_tags) {
        return true;
    }
    k->slots[slot].stamp = k->n_tags;
    k->slots[slot].attr = k->n_attrs;
    return false;
}

static size_t skip_space(const struct html_tokenizer *k, size_t pos) {
    while (pos < k->end && html_scan_is_space(k->s[pos])) {
        pos++;
    }
    return pos;
}

static size_t unquoted_end(const struct html_tokenizer *k, size_t pos, uint8_t *raw) {
    while (pos < k->end && !html_scan_is_space(k->s[pos]) && k->s[pos] != '>') {
        *raw |= html_scan_raw_of(k->s[pos++]);
    }
    return pos;
}

/* The value behind '=' and white space at `pos`; returns the position behind it, k->end when the
 * source ends first. */
static size_t read_value(const struct html_tokenizer *k, size_t pos, struct html_attr *attr) {
    if (pos == k->end) {
        return pos;
    }
    char c = k->s[pos];
    if (c == '"' || c == '\'') {
        size_t end = html_scan_to(k->s, pos + 1, k->end, c, &attr->raw);
        attr->value = span_of(pos + 1, end);
        return end < k->end ? end + 1 : end;
    }
    size_t end = unquoted_end(k, pos, &attr->raw);
    attr->value = span_of(pos, end);
    return end;
}

/* One attribute at `pos`, into the next free place; kept unless the tag, which began with number
 * `first`, has one of that name or too many. `seen` is a filter of names. Returns the position
 * behind it. */
static size_t read_attr(struct html_tokenizer *k, size_t pos, uint32_t first, uint64_t *seen) {
    struct html_attr *attr = &k->attrs[k->n_attrs];
    struct html_scan_name name;
    bool is_equals = k->s[pos] == '='; /* belongs to the name when it comes first */
    size_t end = html_scan_name(k->s, pos + is_equals, k->end, true, &name);
    if (is_equals) {
        name.key.high ^= ~(uint64_t)0; /* no name that is known */
    }
    attr->name = (uint16_t)html_hash_name(name.key, str_of(k->s + pos, end - pos));
    attr->raw = 0;
    attr->name_raw = name.raw;
    attr->as_written = span_of(pos, end);
    attr->value = span_of(end, end);
    pos = end;
    if (pos < k->end && k->s[pos] != '=' && k->s[pos] != '>') {
        pos = skip_space(k, pos);
    }
    if (pos < k->end && k->s[pos] == '=') {
        pos = read_value(k, skip_space(k, pos + 1), attr);
    }
    uint32_t n = k->n_attrs - first;
    if (n >= k->max_attrs) {
        k->n_dropped++;
    } else {
        uint64_t bit = (uint64_t)1 << (hash_of(name.key) >> 26);
        bool may_repeat = n >= 8 || (*seen & bit);
        *seen |= bit;
        k->n_attrs += !may_repeat || !is_repeated(k, first);
    }
    return pos;
}

/* Attributes and the end of a tag from `pos`, behind its name. False: the source ends first. */
static bool read_attrs(struct html_tokenizer *k, size_t pos, struct html_token *out) {
    uint64_t seen = 0;
    uint32_t first = k->n_attrs;
    k->n_tags++;
    for (;;) {
        pos = skip_space(k, pos);
        if (pos == k->end) {
            return false;
        }
        if (k->s[pos] == '>') {
            break;
        }
        if (k->s[pos] == '/') {
            pos++;
            out->self_closing = pos < k->end && k->s[pos] == '>';
            continue;
        }
        if (k->n_attrs == k->cap_attrs && !html_token_room(k, 1)) {
            return false;
        }
        pos = read_attr(k, pos, first, &seen);
    }
    out->attr = first;
    out->n_attrs = k->n_attrs - first;
    out->at.to = (uint32_t)(pos + 1);
    k->pos = pos + 1;
    return true;
}

/* The tag whose name begins at `name`; `k->pos` stands on its '<'. */
static void read_tag(struct html_tokenizer *k, size_t name, struct html_token *out) {
    struct html_scan_name found;
    size_t end = html_scan_name(k->s, name, k->end, false, &found);
    uint32_t first = k->n_attrs;
    out->kind = k->s[name - 1] == '/' ? HTML_TOKEN_END : HTML_TOKEN_START;
    out->raw = found.raw;
    out->self_closing = false;
    out->name = span_of(name, end);
    out->tag = (uint16_t)html_hash_tag(found.key, str_of(k->s + name, end - name));
    out->hash = hash_of(found.key);
    out->at.from = (uint32_t)k->pos;
    if (end < k->end && k->s[end] == '>') {
        k->pos = end + 1;
        out->at.to = (uint32_t)k->pos;
        out->attr = first;
        out->n_attrs = 0;
        return;
    }
    if (!read_attrs(k, end, out)) {
        k->n_attrs = first;
        k->pos = k->end;
        out->kind = HTML_TOKEN_EOF;
        out->at = span_of(k->end, k->end);
    } else if (out->kind == HTML_TOKEN_END) {
        k->n_attrs = first;
        out->n_attrs = 0;
    }
}

/* A comment or doctype token: inside [from, to), behind it at `next`. */
static void set_markup(struct html_tokenizer *k, struct html_token *out, enum html_token_kind kind,
                       struct span inside, size_t next) {
    out->kind = (uint8_t)kind;
    out->at = span_of(k->pos, next);
    out->name = inside;
    out->n_attrs = 0;
    k->pos = next;
}

static void read_to_gt(struct html_tokenizer *k, size_t from, enum html_token_kind kind,
                       struct html_token *out) {
    uint8_t raw = 0;
    size_t end = html_scan_to(k->s, from, k->end, '>', &raw);
    out->raw = raw & (uint8_t)~HTML_RAW_REFERENCES;
    set_markup(k, out, kind, span_of(from, end), end < k->end ? end + 1 : end);
}

/* Bytes of "-->", "--!>" and their like that end with the '>' at `gt`, in a comment whose inside
 * begins at `from`; 0: it goes on. */
static size_t comment_close(const char *s, size_t from, size_t gt) {
    size_t n = gt - from;
    const char *p = s + gt;
    if (n == 0 || (n == 1 && p[-1] == '-')) {
        return n + 1;
    }
    if (n >= 2 && p[-1] == '-' && p[-2] == '-') {
        return 3;
    }
    return n >= 3 && p[-1] == '!' && p[-2] == '-' && p[-3] == '-' ? 4 : 0;
}

/* What a comment that the source cuts off loses: the beginning of its end mark. */
static size_t comment_cut(const char *s, size_t from, size_t end) {
    size_t n = end - from;
    const char *p = s + end;
    if (n >= 3 && p[-1] == '!' && p[-2] == '-' && p[-3] == '-') {
        return 3;
    }
    if (n >= 1 && p[-1] == '-') {
        return n >= 2 && p[-2] == '-' ? 2 : 1;
    }
    return 0;
}

static void read_comment(struct html_tokenizer *k, size_t from, struct html_token *out) {
    uint8_t raw = 0;
    size_t gt = html_scan_to(k->s, from, k->end, '>', &raw);
    size_t close = 0;
    while (gt < k->end && (close = comment_close(k->s, from, gt)) == 0) {
        gt = html_scan_to(k->s, gt + 1, k->end, '>', &raw);
    }
    out->raw = raw & (uint8_t)~HTML_RAW_REFERENCES;
    if (gt == k->end) {
        size_t cut = comment_cut(k->s, from, gt);
        set_markup(k, out, HTML_TOKEN_COMMENT, span_of(from, gt - cut), gt);
        return;
    }
    set_markup(k, out, HTML_TOKEN_COMMENT, span_of(from, gt + 1 - close), gt + 1);
}

static bool has_word(const struct html_tokenizer *k, size_t pos, str word) {
    return k->end - pos >= word.len && str_equals_nocase(str_of(k->s + pos, word.len), word);
}

/* "<!" stands at k->pos. False: a section of character data was opened, there's no token. */
static bool read_declaration(struct html_tokenizer *k, struct html_token *out) {
    size_t pos = k->pos + 2;
    if (k->end - pos >= 2 && k->s[pos] == '-' && k->s[pos + 1] == '-') {
        read_comment(k, pos + 2, out);
    } else if (has_word(k, pos, STR("doctype"))) {
        read_to_gt(k, pos + 7, HTML_TOKEN_DOCTYPE, out);
    } else if (k->is_foreign && k->end - pos >= 7 && memcmp(k->s + pos, "[CDATA[", 7) == 0) {
        k->pos = pos + 7;
        k->state = HTML_STATE_CDATA;
        return false;
    } else {
        read_to_gt(k, pos, HTML_TOKEN_COMMENT, out);
    }
    return true;
}

/* The markup at k->pos, where a '<' opens something. False: it left no token. */
static bool read_markup(struct html_tokenizer *k, struct html_token *out) {
    size_t pos = k->pos + 1;
    char c = k->s[pos];
    if (html_scan_is_letter(c)) {
        read_tag(k, pos, out);
        return true;
    }
    if (c == '!') {
        return read_declaration(k, out);
    }
    if (c == '?') {
        read_to_gt(k, pos, HTML_TOKEN_COMMENT, out);
        return true;
    }
    pos++; /* behind "</" */
    if (html_scan_is_letter(k->s[pos])) {
        read_tag(k, pos, out);
        return true;
    }
    if (k->s[pos] == '>') {
        k->pos = pos + 1;
        return false;
    }
    read_to_gt(k, pos, HTML_TOKEN_COMMENT, out);
    return true;
}

/* Does the '<' at `pos` open a tag, a comment or their like? */
static bool opens(const struct html_tokenizer *k, size_t pos) {
    if (pos + 1 >= k->end) {
        return false;
    }
    char c = k->s[pos + 1];
    return html_scan_is_letter(c) || c == '!' || c == '?' || (c == '/' && pos + 2 < k->end);
}

static void set_text(struct html_tokenizer *k, struct html_token *out, size_t to, uint8_t raw) {
    out->kind = HTML_TOKEN_TEXT;
    out->raw = raw;
    out->keeps_nul = k->state != HTML_STATE_DATA && k->state != HTML_STATE_CDATA;
    out->at = span_of(k->pos, to);
    out->name = out->at;
    out->n_attrs = 0;
    k->pos = to;
}

/* The next token of data state; false: the state has changed. */
static bool read_data(struct html_tokenizer *k, struct html_token *out) {
    while (k->pos < k->end) {
        if (k->s[k->pos] != '<' || !opens(k, k->pos)) {
            uint8_t raw = 0;
            size_t pos = html_scan_to(k->s, k->pos, k->end, '<', &raw);
            while (pos < k->end && !opens(k, pos)) {
                pos = html_scan_to(k->s, pos + 1, k->end, '<', &raw);
            }
            set_text(k, out, pos, raw);
            return true;
        }
        if (read_markup(k, out)) {
            return true;
        }
        if (k->state != HTML_STATE_DATA) {
            return false;
        }
    }
    out->kind = HTML_TOKEN_EOF;
    out->at = span_of(k->end, k->end);
    return true;
}

void html_token_next(struct html_tokenizer *k, struct html_token *out) {
    while (k->state != HTML_STATE_DATA || !read_data(k, out)) {
        uint8_t raw;
        size_t end = html_raw_end(k, &raw);
        bool is_section = k->state == HTML_STATE_CDATA;
        size_t from = k->pos;
        if (end > from) {
            set_text(k, out, end, raw);
        }
        if (k->state != HTML_STATE_PLAINTEXT) {
            k->state = HTML_STATE_DATA;
        }
        if (is_section && end < k->end) {
            k->pos = end + 3;
        }
        if (end > from) {
            break;
        }
        if (end == k->end) {
            k->state = HTML_STATE_DATA;
        }
    }
    if (k->failed) {
        out->kind = HTML_TOKEN_EOF;
    }
}
