/* lines.c - one JSON object a line, read by json-c:
 * {"id","text","title","outlet","url","published","author","lang"}. Only "text" is required; other
 * keys are kept as JSON in `extra`. A line that is no report is a problem with file, line and byte;
 * the next line goes on. Memory: one parsed line at a time. O(n). */
#include "read/lines.h"

#include <json-c/json.h>
#include <stdio.h>

#include "base/limits.h"
#include "text/utf8.h"

struct line {
    arena *a;
    struct read_result *out;
    str source;
    str name; /* source:line */
    str bytes;
    uint64_t pos; /* of the line in the source */
};

static enum err refuse(const struct line *l, enum err code, uint64_t pos, const char *what) {
    struct error e;
    error_set(&e, code, l->name, pos, "%s", what);
    return ledger_refuse(l->a, l->out, &e);
}

static const struct {
    const char *key;
    size_t offset;
} fields[] = {
    {"id", offsetof(struct document, id)},
    {"text", offsetof(struct document, text)},
    {"title", offsetof(struct document, title)},
    {"outlet", offsetof(struct document, outlet)},
    {"url", offsetof(struct document, url)},
    {"published", offsetof(struct document, published)},
    {"author", offsetof(struct document, author)},
    {"lang", offsetof(struct document, lang)},
};

static str *field_of(struct document *doc, const char *key) {
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        if (strcmp(fields[i].key, key) == 0) {
            return (str *)((char *)doc + fields[i].offset);
        }
    }
    return NULL;
}

/* Copy a string value, mended if it has to be. */
static enum err take_string(const struct line *l, struct json_object *value, struct document *doc,
                            str *field) {
    str raw = {json_object_get_string(value), (size_t)json_object_get_string_len(value)};
    size_t n;
    str mended;
    TRY(utf8_repair(l->a, raw, &mended, &n));
    doc->n_repaired += n;
    *field = arena_copy(l->a, mended);
    return field->ptr ? ERR_OK : l->a->last;
}

/* What is wrong with a known key's value, or NULL. */
static const char *wrong_type(const char *key, struct json_object *value) {
    enum json_type type = json_object_get_type(value);
    if (type == json_type_string || type == json_type_null) {
        return NULL;
    }
    if (strcmp(key, "id") == 0 && type == json_type_int) {
        return NULL;
    }
    return key;
}

static enum err take_object(const struct line *l, struct json_object *object) {
    struct document doc = {.name = l->name, .encoding = STR("UTF-8")};
    struct json_object *extra = NULL;
    enum err code = ERR_OK;
    const char *wrong = NULL;
    json_object_object_foreach(object, key, value) {
        str *field = field_of(&doc, key);
        if (!field) {
            extra = extra ? extra : json_object_new_object();
            if (!extra || json_object_object_add(extra, key, json_object_get(value)) != 0) {
                code = ERR_NOMEM;
            }
        } else if (wrong_type(key, value)) {
            wrong = wrong ? wrong : key;
        } else if (value) {
            code = take_string(l, value, &doc, field);
        }
        if (code != ERR_OK) {
            break;
        }
    }
    if (code == ERR_OK && extra) {
        size_t len;
        const char *json = json_object_to_json_string_length(extra, JSON_C_TO_STRING_PLAIN, &len);
        doc.extra = json ? arena_copy(l->a, str_of(json, len)) : (str){0};
        code = doc.extra.ptr ? ERR_OK : ERR_NOMEM;
    }
    json_object_put(extra);
    if (code != ERR_OK) {
        return code;
    }
    if (wrong) {
        char what[96];
        snprintf(what, sizeof what, "\"%.32s\" is not a string", wrong);
        return refuse(l, ERR_INPUT, l->pos, what);
    }
    if (str_trim(doc.text).len == 0) {
        return refuse(l, ERR_INPUT, l->pos,
                      doc.text.ptr ? "\"text\" is empty" : "no \"text\" in the object");
    }
    if (doc.text.len > LIMIT_REPORT_BYTES) {
        return refuse(l, ERR_LIMIT, l->pos, "\"text\" is longer than one report may be");
    }
    hash_sha256(l->bytes, doc.source_sha256);
    bool given = doc.id.len > 0;
    if (!given) {
        doc.id = doc.name;
    }
    return ledger_add(l->a, l->out, &doc, given);
}

static enum err take_line(const struct line *l) {
    if (l->bytes.len > LIMIT_LINE_BYTES) {
        return refuse(l, ERR_LIMIT, l->pos, "the line is longer than a report line may be");
    }
    struct json_tokener *parser = json_tokener_new_ex(LIMIT_JSON_DEPTH);
    if (!parser) {
        return ERR_NOMEM;
    }
    struct json_object *object = json_tokener_parse_ex(parser, l->bytes.ptr, (int)l->bytes.len);
    enum json_tokener_error problem = json_tokener_get_error(parser);
    size_t end = json_tokener_get_parse_end(parser);
    json_tokener_free(parser);
    enum err code;
    if (problem != json_tokener_success) {
        code = refuse(l, ERR_INPUT, l->pos + end,
                      problem == json_tokener_continue ? "the object isn't closed"
                                                       : json_tokener_error_desc(problem));
    } else if (!json_object_is_type(object, json_type_object)) {
        code = refuse(l, ERR_INPUT, l->pos, "not a JSON object");
    } else if (str_trim(str_slice(l->bytes, end, l->bytes.len)).len) {
        code = refuse(l, ERR_INPUT, l->pos + end, "more behind the object");
    } else {
        code = take_object(l, object);
    }
    json_object_put(object);
    return code;
}

enum err lines_read(arena *a, str source, str bytes, struct read_result *out) {
    size_t number = 1;
    for (size_t from = 0, to; from < bytes.len; from = to + 1, number++) {
        const char *feed = memchr(bytes.ptr + from, '\n', bytes.len - from);
        to = feed ? (size_t)(feed - bytes.ptr) : bytes.len;
        str line = str_trim(str_slice(bytes, from, to));
        if (line.len == 0) {
            continue;
        }
        size_t size = source.len + 24;
        char *name = arena_alloc(a, size);
        if (!name) {
            return a->last;
        }
        int len = snprintf(name, size, "%" STR_FMT ":%zu", STR_ARG(source), number);
        struct line l = {.a = a,
                         .out = out,
                         .source = source,
                         .name = {name, (size_t)len},
                         .bytes = line,
                         .pos = (uint64_t)(line.ptr - bytes.ptr)};
        TRY(take_line(&l));
    }
    return ERR_OK;
}
