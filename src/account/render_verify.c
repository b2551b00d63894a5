/* render_verify.c - an export checked against itself: the hash of every text, and of every target
 * that its bytes, its code points and its quoted words name the same place of that text. HTML
 * carries the same JSON in a script element. Trust: what is checked is that nothing in the file was
 * changed on one side only; that a text is the one the outlet published is what source_sha256 is
 * for. json-c reads the bytes; the walk keeps its own stack (nesting <= LIMIT_JSON_DEPTH).
 * O(bytes); memory: json-c's tree. */
#include <json-c/json.h>

#include "account/render.h"
#include "account/render_place.h"
#include "account/render_verify_page.h"
#include "base/limits.h"

enum { PATH_MAX_BYTES = 1 << 16 };

/* A report of the export. */
struct checked_report {
    str text;
    char sha256[2 * SHA256_BYTES + 1];
    struct utf8_index chars;
};

/* One level of the walk: an object (iter) or an array (i). */
struct level {
    json_object *value;
    struct lh_entry *entry;
    size_t i;
    size_t path_len; /* of the path that leads here */
};

struct verifier {
    arena scratch;
    struct checked_report *report;
    size_t n_reports;
    uint32_t inside; /* report whose members are being walked, or NONE */
    size_t n_checked;
    buf path;
    struct error *error;
};

static enum err complain(struct verifier *v, enum err code, const char *what) {
    return error_set(v->error, code, buf_str(&v->path), UINT64_MAX, "%s", what);
}

static str string_of(json_object *value) {
    if (!json_object_is_type(value, json_type_string)) {
        return (str){NULL, 0};
    }
    return (str){json_object_get_string(value), (size_t)json_object_get_string_len(value)};
}

static bool index_of(json_object *value, size_t limit, size_t *out) {
    if (!json_object_is_type(value, json_type_int) || json_object_get_int64(value) < 0 ||
        (uint64_t)json_object_get_int64(value) >= limit) {
        return false;
    }
    *out = (size_t)json_object_get_int64(value);
    return true;
}

/* A pair [from, to] with from <= to <= limit. */
static bool pair_of(json_object *value, size_t limit, size_t *from, size_t *to) {
    return json_object_is_type(value, json_type_array) && json_object_array_length(value) == 2 &&
           index_of(json_object_array_get_idx(value, 0), limit + 1, from) &&
           index_of(json_object_array_get_idx(value, 1), limit + 1, to) && *from <= *to;
}

static bool is_boundary(str text, size_t pos) {
    return pos == text.len || ((unsigned char)text.ptr[pos] & 0xc0) != 0x80;
}

/* "bytes" and "chars" of `object` name the same place of the report. */
static enum err check_spans(struct verifier *v, json_object *object, const struct checked_report *r,
                            struct span *at) {
    size_t from;
    size_t to;
    if (!pair_of(json_object_object_get(object, "bytes"), r->text.len, &from, &to)) {
        return complain(v, ERR_MISSING, "bytes are no range of the report's text");
    }
    if (!is_boundary(r->text, from) || !is_boundary(r->text, to)) {
        return complain(v, ERR_MISSING, "bytes cut a character in two");
    }
    size_t char_from;
    size_t char_to;
    if (!pair_of(json_object_object_get(object, "chars"), r->text.len, &char_from, &char_to) ||
        char_from != utf8_index_count(&r->chars, from) ||
        char_to != utf8_index_count(&r->chars, to)) {
        return complain(v, ERR_MISSING, "chars don't name the place that bytes name");
    }
    *at = (struct span){(uint32_t)from, (uint32_t)to};
    return ERR_OK;
}

static enum err check_selector(struct verifier *v, json_object *selector, str text,
                               struct span at) {
    str exact = string_of(json_object_object_get(selector, "exact"));
    str prefix = string_of(json_object_object_get(selector, "prefix"));
    str suffix = string_of(json_object_object_get(selector, "suffix"));
    if (!exact.ptr || !str_equals(exact, str_span(text, at))) {
        return complain(v, ERR_MISSING, "selector.exact isn't what stands at bytes");
    }
    if (!prefix.ptr || prefix.len > at.from ||
        !str_ends_with(str_slice(text, 0, at.from), prefix)) {
        return complain(v, ERR_MISSING, "selector.prefix isn't what stands before bytes");
    }
    if (!suffix.ptr || !str_starts_with(str_slice(text, at.to, text.len), suffix)) {
        return complain(v, ERR_MISSING, "selector.suffix isn't what stands behind bytes");
    }
    return ERR_OK;
}

static enum err check_target(struct verifier *v, json_object *object, json_object *selector) {
    size_t report;
    if (!index_of(json_object_object_get(object, "report"), v->n_reports, &report)) {
        return complain(v, ERR_MISSING, "report is no index into reports");
    }
    const struct checked_report *r = &v->report[report];
    if (!str_equals(string_of(json_object_object_get(object, "sha256")),
                    str_from_cstr(r->sha256))) {
        return complain(v, ERR_MISSING, "sha256 isn't that of the report");
    }
    struct span at;
    TRY(check_spans(v, object, r, &at));
    return check_selector(v, selector, r->text, at);
}

/* Targets have a selector; passages and blocks have spans alone, in the report around them or that
 * of their witness. */
static enum err check_object(struct verifier *v, json_object *object) {
    json_object *selector = json_object_object_get(object, "selector");
    if (selector) {
        v->n_checked++;
        return check_target(v, object, selector);
    }
    if (v->inside != NONE && json_object_object_get(object, "bytes")) {
        struct span at;
        v->n_checked++;
        return check_spans(v, object, &v->report[v->inside], &at);
    }
    return ERR_OK;
}

static void path_member(struct verifier *v, size_t len, const char *key) {
    v->path.len = len;
    if (len) {
        buf_add_byte(&v->path, '.');
    }
    buf_add_cstr(&v->path, key);
}

static void path_element(struct verifier *v, size_t len, size_t i) {
    v->path.len = len;
    buf_addf(&v->path, "[%zu]", i);
}

static struct level level_of(struct verifier *v, json_object *value) {
    struct lh_entry *entry = json_object_is_type(value, json_type_object)
                                 ? lh_table_head(json_object_get_object(value))
                                 : NULL;
    return (struct level){.value = value, .entry = entry, .path_len = v->path.len};
}

/* The next child of a level, or NULL when there's none; members that are null are passed over. */
static json_object *next_child(struct verifier *v, struct level *level) {
    while (level->entry) {
        struct lh_entry *entry = level->entry;
        level->entry = lh_entry_next(entry);
        json_object *child = (json_object *)lh_entry_v(entry);
        if (child) {
            path_member(v, level->path_len, (const char *)lh_entry_k(entry));
            return child;
        }
    }
    if (json_object_is_type(level->value, json_type_array)) {
        while (level->i < json_object_array_length(level->value)) {
            json_object *child = json_object_array_get_idx(level->value, level->i++);
            if (child) {
                path_element(v, level->path_len, level->i - 1);
                return child;
            }
        }
    }
    return NULL;
}

static enum err walk(struct verifier *v, json_object *root) {
    struct level stack[LIMIT_JSON_DEPTH + 1];
    size_t depth = 0;
    stack[depth++] = level_of(v, root);
    while (depth > 0) {
        json_object *child = next_child(v, &stack[depth - 1]);
        if (!child) {
            depth--;
            continue;
        }
        if (json_object_is_type(child, json_type_object)) {
            TRY(check_object(v, child));
        } else if (!json_object_is_type(child, json_type_array)) {
            continue;
        }
        if (depth == LIMIT_JSON_DEPTH) {
            return complain(v, ERR_INPUT, "nested too deeply for an export");
        }
        stack[depth++] = level_of(v, child);
    }
    return ERR_OK;
}

static enum err read_report(struct verifier *v, json_object *object, struct checked_report *r) {
    r->text = string_of(json_object_object_get(object, "text"));
    str sha256 = string_of(json_object_object_get(object, "sha256"));
    if (!r->text.ptr || !sha256.ptr || r->text.len > LIMIT_REPORT_BYTES) {
        return complain(v, ERR_INPUT, "a report of an export has text and sha256");
    }
    uint8_t digest[SHA256_BYTES];
    hash_sha256(r->text, digest);
    hash_hex(digest, r->sha256);
    if (!str_equals(sha256, str_from_cstr(r->sha256))) {
        return complain(v, ERR_MISSING, "sha256 isn't that of text");
    }
    return utf8_index_init(&r->chars, &v->scratch, r->text);
}

static enum err read_reports(struct verifier *v, json_object *reports) {
    v->n_reports = json_object_array_length(reports);
    v->report = arena_array(&v->scratch, v->n_reports, sizeof *v->report);
    if (!v->report) {
        return v->scratch.last;
    }
    for (size_t i = 0; i < v->n_reports; i++) {
        path_member(v, 0, "reports");
        path_element(v, v->path.len, i);
        json_object *object = json_object_array_get_idx(reports, i);
        TRY(read_report(v, object, &v->report[i]));
        v->inside = (uint32_t)i;
        TRY(walk(v, object));
        v->inside = NONE;
    }
    return ERR_OK;
}

/* The blocks of a report as the page shows them. Their spans have been checked. */
static enum err check_shown(struct verifier *v, struct page_reader *page, json_object *blocks,
                            size_t report) {
    str text = v->report[report].text;
    size_t n = json_object_is_type(blocks, json_type_array) ? json_object_array_length(blocks) : 0;
    for (size_t i = 0; i < n; i++) {
        size_t from;
        size_t to;
        v->path.len = 0;
        buf_addf(&v->path, "reports[%zu].blocks[%zu]", report, i);
        json_object *bytes = json_object_object_get(json_object_array_get_idx(blocks, i), "bytes");
        if (!pair_of(bytes, text.len, &from, &to) ||
            !render_verify_page_block(page, str_slice(text, from, to))) {
            return complain(v, ERR_MISSING, "the page shows other words than the export holds");
        }
    }
    return ERR_OK;
}

static enum err check_page(struct verifier *v, str bytes, json_object *root) {
    json_object *reports = json_object_object_get(root, "reports");
    struct page_reader page;
    render_verify_page_open(&page, bytes);
    enum err code = ERR_OK;
    for (size_t i = 0; code == ERR_OK && i < v->n_reports; i++) {
        v->path.len = 0;
        buf_addf(&v->path, "reports[%zu]", i);
        json_object *blocks =
            json_object_object_get(json_object_array_get_idx(reports, i), "blocks");
        code = render_verify_page_report(&page, i)
                   ? check_shown(v, &page, blocks, i)
                   : complain(v, ERR_MISSING, "the page doesn't show this report");
    }
    render_verify_page_close(&page);
    return code;
}

static bool is_export(json_object *root) {
    return str_equals(string_of(json_object_object_get(root, "format")),
                      STR("copytaster-account")) &&
           json_object_is_type(json_object_object_get(root, "reports"), json_type_array) &&
           json_object_is_type(json_object_object_get(root, "stories"), json_type_array);
}

/* Passages of a witness lie in the report that it names. */
static enum err check_witness(struct verifier *v, json_object *witness) {
    size_t report;
    if (!index_of(json_object_object_get(witness, "report"), v->n_reports, &report)) {
        return complain(v, ERR_MISSING, "report is no index into reports");
    }
    json_object *passages = json_object_object_get(witness, "passages");
    if (!passages) {
        return ERR_OK;
    }
    path_member(v, v->path.len, "passages");
    v->inside = (uint32_t)report;
    enum err code = walk(v, passages);
    v->inside = NONE;
    return code;
}

static enum err check_story(struct verifier *v, json_object *story, size_t index) {
    json_object *witnesses = json_object_object_get(story, "witnesses");
    size_t n =
        json_object_is_type(witnesses, json_type_array) ? json_object_array_length(witnesses) : 0;
    for (size_t i = 0; i < n; i++) {
        v->path.len = 0;
        buf_addf(&v->path, "stories[%zu].witnesses[%zu]", index, i);
        TRY(check_witness(v, json_object_array_get_idx(witnesses, i)));
    }
    v->path.len = 0;
    buf_addf(&v->path, "stories[%zu]", index);
    return walk(v, story);
}

static enum err check_document(struct verifier *v, json_object *root) {
    if (!is_export(root)) {
        return complain(v, ERR_INPUT,
                        "not an export of copytaster: format, reports or stories is missing");
    }
    TRY(read_reports(v, json_object_object_get(root, "reports")));
    json_object *stories = json_object_object_get(root, "stories");
    for (size_t i = 0; i < json_object_array_length(stories); i++) {
        TRY(check_story(v, json_object_array_get_idx(stories, i), i));
    }
    v->path.len = 0;
    json_object *copies = json_object_object_get(root, "copies");
    path_member(v, 0, "copies");
    return copies ? walk(v, copies) : ERR_OK;
}

/* The JSON inside a page, or `bytes` as they are. */
static str find_json(str bytes) {
    str opening = STR("<script type=\"application/json\" id=\"copytaster-account\">");
    str trimmed = str_trim(bytes);
    size_t at = trimmed.len && trimmed.ptr[0] == '<' ? str_find(bytes, opening, 0) : SIZE_MAX;
    if (at == SIZE_MAX) {
        return bytes;
    }
    size_t from = at + opening.len;
    size_t to = str_find(bytes, STR("</script>"), from);
    return str_slice(bytes, from, to == SIZE_MAX ? bytes.len : to);
}

/* *out is NULL when the bytes are no JSON; the error says where. */
static enum err parse(str json, struct error *e, json_object **out) {
    *out = NULL;
    if (json.len > INT32_MAX) {
        return error_set(e, ERR_LIMIT, STR(""), UINT64_MAX, "longer than 2 GiB");
    }
    json_tokener *tokener = json_tokener_new_ex(LIMIT_JSON_DEPTH);
    if (!tokener) {
        return error_set(e, ERR_NOMEM, STR(""), UINT64_MAX, "out of memory");
    }
    json_tokener_set_flags(tokener, JSON_TOKENER_STRICT | JSON_TOKENER_VALIDATE_UTF8);
    *out = json_tokener_parse_ex(tokener, json.ptr, (int)json.len);
    enum json_tokener_error code = json_tokener_get_error(tokener);
    uint64_t pos = json_tokener_get_parse_end(tokener);
    json_tokener_free(tokener);
    if (!*out) {
        return error_set(e, ERR_INPUT, STR(""), pos, "not an export of copytaster: %s",
                         code == json_tokener_continue ? "the JSON ends too early"
                                                       : json_tokener_error_desc(code));
    }
    return ERR_OK;
}

enum err render_verify(str bytes, size_t *n_checked, struct error *e) {
    *n_checked = 0;
    json_object *root;
    str json = find_json(bytes);
    TRY(parse(str_trim(json), e, &root));
    struct verifier v = {.inside = NONE, .error = e};
    arena_init(&v.scratch, 0);
    buf_init(&v.path, PATH_MAX_BYTES);
    enum err code = check_document(&v, root);
    if (code == ERR_OK && json.len < bytes.len) {
        code = check_page(&v, bytes, root);
    }
    if (code == ERR_NOMEM || code == ERR_LIMIT) {
        error_set(e, code, STR(""), UINT64_MAX, "%s", err_name(code));
    }
    *n_checked = v.n_checked;
    buf_done(&v.path);
    arena_done(&v.scratch);
    json_object_put(root);
    return code;
}
