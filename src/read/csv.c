/* csv.c - rows and fields by the rules of RFC 4180, read forgivingly: a quotation mark that doesn't
 * begin a field is a character like others, rows may be too short or too long (told), CR LF, LF and
 * CR end them. The delimiter is the one that finds the most columns in the header. A batch of rows
 * that isn't UTF-8 is converted as a whole. O(bytes). */
#include "read/csv.h"

#include "base/json.h"
#include "base/limits.h"
#include "base/vec.h"
#include "text/charset.h"

struct row {
    str *v;
    size_t n;
    size_t cap;
};

static bool ends_row(char c) {
    return c == '\n' || c == '\r';
}

/* Behind the field at `pos`: at its delimiter, its line end or the end. *closed is false when a
 * quotation mark stays open. */
static size_t field_end(str s, size_t pos, char delimiter, bool *closed) {
    *closed = true;
    if (pos < s.len && s.ptr[pos] == '"') {
        for (pos++;; pos += 2) {
            const char *mark = pos < s.len ? memchr(s.ptr + pos, '"', s.len - pos) : NULL;
            if (!mark) {
                *closed = false;
                return s.len;
            }
            pos = (size_t)(mark - s.ptr);
            if (pos + 1 >= s.len || s.ptr[pos + 1] != '"') {
                pos++;
                break;
            }
        }
    }
    while (pos < s.len && s.ptr[pos] != delimiter && !ends_row(s.ptr[pos])) {
        pos++;
    }
    return pos;
}

/* Behind the line end at `pos`. */
static size_t skip_line_end(str s, size_t pos) {
    if (pos + 1 < s.len && s.ptr[pos] == '\r' && s.ptr[pos + 1] == '\n') {
        return pos + 2;
    }
    return pos < s.len ? pos + 1 : pos;
}

size_t csv_row_end(str s, char delimiter) {
    for (size_t pos = 0;; pos++) {
        bool closed;
        pos = field_end(s, pos, delimiter, &closed);
        if (!closed || pos >= s.len || (s.ptr[pos] == '\r' && pos + 1 == s.len)) {
            return SIZE_MAX;
        }
        if (ends_row(s.ptr[pos])) {
            return skip_line_end(s, pos);
        }
    }
}

/* The content of a field as it stands: quotation marks off, doubled ones single. */
static enum err unquote(arena *a, str field, str *out) {
    *out = field;
    if (field.len < 2 || field.ptr[0] != '"') {
        return ERR_OK;
    }
    char *ptr = arena_take(a, field.len);
    size_t n = 0;
    size_t i = 1;
    if (!ptr) {
        return a->last;
    }
    for (; i < field.len; i++) {
        if (field.ptr[i] == '"') {
            i++;
            if (i >= field.len || field.ptr[i] != '"') {
                break;
            }
        }
        ptr[n++] = field.ptr[i];
    }
    for (; i < field.len; i++) { /* what stands behind the closing mark against the rules */
        ptr[n++] = field.ptr[i];
    }
    *out = str_of(ptr, n);
    return ERR_OK;
}

/* Part the row at the front of `s`; returns where the next one begins in *end. */
static enum err part_row(arena *a, str s, char delimiter, struct row *out, size_t *end) {
    out->n = 0;
    for (size_t pos = 0;; pos++) {
        bool closed;
        size_t to = field_end(s, pos, delimiter, &closed);
        str field;
        TRY(unquote(a, str_slice(s, pos, to), &field));
        TRY(vec_push(a, out, field));
        pos = to;
        if (pos >= s.len || ends_row(s.ptr[pos])) {
            *end = skip_line_end(s, pos);
            return ERR_OK;
        }
    }
}

static str first_line(str s) {
    bool marked = str_starts_with(s, STR("\xef\xbb\xbf"));
    s = marked ? str_slice(s, 3, s.len) : s;
    size_t end = 0;
    while (end < s.len && !ends_row(s.ptr[end])) {
        end++;
    }
    return str_slice(s, 0, end);
}

/* Columns of a header parted by `delimiter`; 0 when none of them names the text. */
static size_t count_columns(str line, char delimiter, const struct read_fields *fields) {
    size_t n = 0;
    bool has_text = false;
    for (size_t pos = 0; pos <= line.len; pos++) {
        bool closed;
        size_t end = field_end(line, pos, delimiter, &closed);
        str name = str_trim(str_slice(line, pos, end));
        bool quoted = name.len >= 2 && name.ptr[0] == '"' && name.ptr[name.len - 1] == '"';
        name = quoted ? str_slice(name, 1, name.len - 1) : name;
        unsigned rank;
        has_text = has_text || fields_find(fields, name, &rank) == FIELD_TEXT;
        n++;
        pos = end;
    }
    return has_text && n >= 2 ? n : 0;
}

static char find_delimiter(str line, const struct read_fields *fields) {
    static const char candidate[] = {',', ';', '\t', '|'};
    char best = '\0';
    size_t most = 0;
    for (size_t i = 0; i < sizeof candidate; i++) {
        size_t n = count_columns(line, candidate[i], fields);
        if (n > most) {
            most = n;
            best = candidate[i];
        }
    }
    return best;
}

bool csv_is_csv(str start, const struct read_fields *fields) {
    return find_delimiter(first_line(start), fields) != '\0';
}

enum err csv_head_read(arena *a, str row, const struct read_fields *fields, struct csv_head *out) {
    struct row columns = {0};
    struct charset_text t;
    unsigned best[FIELD_KINDS + 1];
    size_t end;
    TRY(charset_convert(a, first_line(row), &t));
    *out = (struct csv_head){.delimiter = find_delimiter(t.text, fields)};
    if (out->delimiter == '\0') {
        return ERR_MISSING;
    }
    TRY(part_row(a, t.text, out->delimiter, &columns, &end));
    uint8_t *field = arena_array(a, columns.n, 1);
    if (!field) {
        return a->last;
    }
    memset(best, 0xff, sizeof best);
    for (size_t i = 0; i < columns.n; i++) {
        unsigned rank = 0;
        columns.v[i] = str_trim(columns.v[i]);
        field[i] = (uint8_t)fields_find(fields, columns.v[i], &rank);
        if (field[i] != FIELD_KINDS && rank < best[field[i]]) {
            for (size_t k = 0; k < i; k++) {
                field[k] = field[k] == field[i] ? FIELD_KINDS : field[k];
            }
            best[field[i]] = rank;
        } else {
            field[i] = FIELD_KINDS;
        }
    }
    out->name = columns.v;
    out->field = field;
    out->n = columns.n;
    return ERR_OK;
}

/* Has the row a value that no field takes? */
static bool has_extra(const struct csv_head *head, const struct row *row) {
    for (size_t i = 0; i < head->n && i < row->n; i++) {
        if (head->field[i] == FIELD_KINDS && row->v[i].len && head->name[i].len) {
            return true;
        }
    }
    return false;
}

/* The columns that no field takes, as a JSON object. */
static enum err write_extra(arena *a, const struct csv_head *head, const struct row *row,
                            str *out) {
    struct json j;
    buf b;
    buf_init(&b, 8 * LIMIT_REPORT_BYTES);
    json_init(&j, &b, false);
    json_open_object(&j, NULL);
    for (size_t i = 0; i < head->n && i < row->n; i++) {
        if (head->field[i] == FIELD_KINDS && row->v[i].len && head->name[i].len) {
            str name = arena_copy(a, head->name[i]);
            json_str(&j, name.ptr ? name.ptr : "", row->v[i]);
        }
    }
    json_close_object(&j);
    enum err code = b.failed;
    if (code == ERR_OK) {
        *out = arena_copy(a, buf_str(&b));
        code = out->ptr ? ERR_OK : a->last;
    }
    buf_done(&b);
    return code;
}

static enum err refuse(arena *a, const struct item *row, struct read_result *out,
                       const char *what) {
    struct error e;
    error_set(&e, ERR_INPUT, item_name(a, row, row->source), row->pos, "%s", what);
    return ledger_refuse(a, out, &e);
}

static enum err add_row(arena *a, const struct item *item, const struct row *row,
                        struct read_result *out) {
    const struct csv_head *head = item->head;
    str value[FIELD_KINDS + 1] = {{0}};
    for (size_t i = 0; i < head->n && i < row->n; i++) {
        if (head->field[i] != FIELD_KINDS) {
            value[head->field[i]] = row->v[i];
        }
    }
    if (str_trim(value[FIELD_TEXT]).len == 0) {
        return refuse(a, item, out, "the row has no text");
    }
    if (value[FIELD_TEXT].len > LIMIT_REPORT_BYTES) {
        return refuse(a, item, out, "longer than one report may be (64 MiB)");
    }
    if (row->n != head->n) {
        struct error e;
        error_set(&e, ERR_INPUT, item_name(a, item, item->source), item->pos,
                  "the row has %zu fields, the header %zu", row->n, head->n);
        TRY(ledger_warn(a, out, &e));
    }
    bool given = value[FIELD_ID].len > 0;
    struct document doc = {.id = given ? value[FIELD_ID] : item_name(a, item, item->id),
                           .name = item_name(a, item, item->source),
                           .text = value[FIELD_TEXT],
                           .title = value[FIELD_TITLE],
                           .outlet = value[FIELD_OUTLET],
                           .url = value[FIELD_URL],
                           .published = value[FIELD_PUBLISHED],
                           .author = value[FIELD_AUTHOR],
                           .lang = value[FIELD_LANG],
                           .encoding = STR("UTF-8")};
    if (!doc.id.ptr || !doc.name.ptr) {
        return a->last;
    }
    if (has_extra(head, row)) {
        TRY(write_extra(a, head, row, &doc.extra));
    }
    item_hash(item, item->bytes, &doc);
    return ledger_add(a, out, &doc, given);
}

enum err csv_build(arena *a, const struct item *item, struct read_result *out) {
    struct charset_text t;
    enum err code = charset_convert(a, item->bytes, &t);
    if (code == ERR_INPUT) {
        return refuse(a, item, out, "binary data; expected rows of a table");
    }
    TRY(code);
    struct row row = {0};
    struct item at = *item;
    for (size_t pos = 0; pos < t.text.len;) {
        size_t end;
        str rest = str_slice(t.text, pos, t.text.len);
        TRY(part_row(a, rest, item->head->delimiter, &row, &end));
        bool blank = row.n == 1 && str_trim(row.v[0]).len == 0;
        at.pos = item->pos + charset_source_pos(&t, pos);
        at.bytes = str_slice(t.text, pos, pos + end);
        if (!blank) {
            TRY(add_row(a, &at, &row, out));
        }
        at.number++;
        pos += end;
    }
    return ERR_OK;
}
