/* lines.c - one JSON object a line, read by json-c:
 * {"id","text","title","outlet","url","published","author","lang"}. Only "text" is required.
 * Unknown keys, and known ones of another type than string, are passed through as JSON in `extra`.
 * A line that is no report is a problem with file, line and byte; the next line goes on. Memory:
 * one parsed line at a time. O(n). */
#include "read/lines.h"

#include <json-c/json.h>
#include <stdio.h>

#include "base/limits.h"
#include "text/utf8.h"

struct line {
    arena *a;
    struct read_result *out;
    const struct item *item;
    const struct read_fields *fields;
    str source;
    str id;   /* what reports without one are called, before their number */
    str name; /* source:line */
    str bytes;
    size_t number;
    uint64_t pos; /* of the line in the source */
};

/* A report line while it is read. */
struct record {
    struct document doc;
    struct json_object *extra; /* NULL when there is none */
    const char *strange;       /* a known key that isn't a string */
    bool text_is_strange;
};

static enum err refuse(const struct line *l, enum err code, uint64_t pos, const char *what) {
    struct error e;
    error_set(&e, code, l->name, pos, "%s", what);
    return ledger_refuse(l->a, l->out, &e);
}

static str *field_at(struct document *doc, enum field_kind kind) {
    switch (kind) {
    case FIELD_ID:
        return &doc->id;
    case FIELD_TEXT:
        return &doc->text;
    case FIELD_TITLE:
        return &doc->title;
    case FIELD_OUTLET:
        return &doc->outlet;
    case FIELD_URL:
        return &doc->url;
    case FIELD_PUBLISHED:
        return &doc->published;
    case FIELD_AUTHOR:
        return &doc->author;
    case FIELD_LANG:
        return &doc->lang;
    case FIELD_KINDS:
        break;
    }
    return NULL;
}

/* The keys that hold the fields of one object. */
struct chosen {
    const char *key[FIELD_KINDS]; /* NULL = none */
    unsigned rank[FIELD_KINDS];
};

/* A name other than the report line's own counts only for a string. */
static struct chosen choose_keys(const struct read_fields *fields, struct json_object *object) {
    struct chosen c = {0};
    json_object_object_foreach(object, key, value) {
        unsigned rank;
        enum field_kind kind = fields_find(fields, str_from_cstr(key), &rank);
        bool usable = rank == 0 || json_object_is_type(value, json_type_string);
        if (kind != FIELD_KINDS && usable && (!c.key[kind] || rank < c.rank[kind])) {
            c.key[kind] = key;
            c.rank[kind] = rank;
        }
    }
    return c;
}

static enum field_kind kind_of(const struct chosen *c, const char *key) {
    for (enum field_kind kind = 0; kind < FIELD_KINDS; kind++) {
        if (c->key[kind] == key) {
            return kind;
        }
    }
    return FIELD_KINDS;
}

/* The value at a path of keys parted by dots, or NULL. */
static struct json_object *value_at(struct json_object *object, str path) {
    char key[256];
    while (path.len && object && json_object_is_type(object, json_type_object)) {
        const char *dot = memchr(path.ptr, '.', path.len);
        size_t len = dot ? (size_t)(dot - path.ptr) : path.len;
        if (len >= sizeof key) {
            return NULL;
        }
        memcpy(key, path.ptr, len);
        key[len] = '\0';
        object = json_object_object_get(object, key);
        path = str_slice(path, dot ? len + 1 : len, path.len);
    }
    return path.len ? NULL : object;
}

/* Copy a string value, mended if it has to be. */
static enum err take_string(const struct line *l, struct json_object *value, struct document *doc,
                            str *field) {
    const char *ptr = json_object_get_string(value);
    if (!ptr) {
        return ERR_NOMEM;
    }
    str raw = json_object_is_type(value, json_type_string)
                  ? str_of(ptr, (size_t)json_object_get_string_len(value))
                  : str_from_cstr(ptr);
    size_t n;
    str mended;
    TRY(utf8_repair(l->a, raw, &mended, &n));
    doc->n_repaired += n;
    *field = arena_copy(l->a, mended);
    return field->ptr ? ERR_OK : l->a->last;
}

static enum err keep_extra(struct record *r, const char *key, struct json_object *value) {
    if (!r->extra) {
        r->extra = json_object_new_object();
    }
    if (!r->extra) {
        return ERR_NOMEM;
    }
    struct json_object *shared = json_object_get(value);
    if (json_object_object_add(r->extra, key, shared) != 0) {
        json_object_put(shared);
        return ERR_NOMEM;
    }
    return ERR_OK;
}

/* A key that is none of the fields here. If it's a name of the report line's own, which another key
 * took over by option, it is kept as "text_". */
static enum err keep_other(struct record *r, const char *key, struct json_object *value) {
    char own[16];
    unsigned rank;
    const struct read_fields standard = {0};
    bool clashes = fields_find(&standard, str_from_cstr(key), &rank) != FIELD_KINDS && rank == 0;
    if (clashes) {
        snprintf(own, sizeof own, "%s_", key);
    }
    return keep_extra(r, clashes ? own : key, value);
}

/* `kind` is what the member holds, FIELD_KINDS for none of the fields. */
static enum err take_member(const struct line *l, struct record *r, enum field_kind kind,
                            const char *key, struct json_object *value) {
    str *field = field_at(&r->doc, kind);
    if (!field) {
        return keep_other(r, key, value);
    }
    if (!value) {
        return ERR_OK; /* null is the same as nothing */
    }
    bool number_id = field == &r->doc.id && json_object_is_type(value, json_type_int);
    if (json_object_is_type(value, json_type_string) || number_id) {
        return take_string(l, value, &r->doc, field);
    }
    if (field == &r->doc.text) {
        r->text_is_strange = true;
        return ERR_OK;
    }
    r->strange = key;
    return keep_extra(r, key, value);
}

/* Fields whose given names lead inside objects. */
static enum err take_inner(const struct line *l, struct record *r, const struct chosen *c,
                           struct json_object *object) {
    for (enum field_kind kind = 0; kind < FIELD_KINDS; kind++) {
        str path = fields_given(l->fields, kind);
        if (!c->key[kind] && path.len && memchr(path.ptr, '.', path.len)) {
            struct json_object *value = value_at(object, path);
            if (json_object_is_type(value, json_type_string)) {
                TRY(take_string(l, value, &r->doc, field_at(&r->doc, kind)));
            }
        }
    }
    return ERR_OK;
}

static enum err write_extra(const struct line *l, struct record *r) {
    size_t len;
    const char *json = json_object_to_json_string_length(r->extra, JSON_C_TO_STRING_PLAIN, &len);
    if (!json) {
        return ERR_NOMEM;
    }
    str mended;
    size_t n;
    TRY(utf8_repair(l->a, str_of(json, len), &mended, &n));
    r->doc.extra = arena_copy(l->a, mended);
    return r->doc.extra.ptr ? ERR_OK : l->a->last;
}

/* What is told about a report that was read nevertheless. */
static enum err warn(const struct line *l, const struct record *r) {
    struct error e;
    if (r->doc.n_repaired) {
        error_set(&e, ERR_INPUT, l->name, l->pos,
                  "%zu place%s not valid UTF-8; U+FFFD stands there now", r->doc.n_repaired,
                  r->doc.n_repaired == 1 ? " is" : "s are");
        TRY(ledger_warn(l->a, l->out, &e));
    }
    if (r->strange) {
        error_set(&e, ERR_INPUT, l->name, l->pos,
                  "\"%.32s\" is not a string; kept as it is, not used", r->strange);
        TRY(ledger_warn(l->a, l->out, &e));
    }
    return ERR_OK;
}

/* The name of a report without an id: "wire:3". */
static enum err name_after_line(const struct line *l, struct document *doc) {
    str base = l->id;
    size_t size = base.len + 24;
    char *id = arena_alloc(l->a, size);
    if (!id) {
        return l->a->last;
    }
    int len = snprintf(id, size, "%" STR_FMT ":%zu", STR_ARG(base), l->number);
    doc->id = str_of(id, (size_t)len);
    return ERR_OK;
}

static enum err add_record(const struct line *l, struct record *r) {
    struct document *doc = &r->doc;
    if (r->text_is_strange) {
        return refuse(l, ERR_INPUT, l->pos, "\"text\" is not a string");
    }
    if (str_trim(doc->text).len == 0) {
        return refuse(l, ERR_INPUT, l->pos,
                      doc->text.ptr ? "\"text\" is empty" : "the object has no \"text\"");
    }
    if (doc->text.len > LIMIT_REPORT_BYTES) {
        return refuse(l, ERR_LIMIT, l->pos, "\"text\" is longer than one report may be (64 MiB)");
    }
    if (r->extra) {
        TRY(write_extra(l, r));
    }
    item_hash(l->item, l->bytes, doc);
    bool given = doc->id.len > 0;
    if (!given) {
        TRY(name_after_line(l, doc));
    }
    TRY(warn(l, r));
    return ledger_add(l->a, l->out, doc, given);
}

static enum err take_object(const struct line *l, struct json_object *object) {
    struct record r = {.doc = {.name = l->name, .encoding = STR("UTF-8")}};
    struct chosen chosen = choose_keys(l->fields, object);
    enum err code = ERR_OK;
    json_object_object_foreach(object, key, value) {
        code = take_member(l, &r, kind_of(&chosen, key), key, value);
        if (code != ERR_OK) {
            break;
        }
    }
    code = code == ERR_OK ? take_inner(l, &r, &chosen, object) : code;
    if (code == ERR_OK) {
        code = add_record(l, &r);
    }
    json_object_put(r.extra);
    return code;
}

/* Parse the line; *object is NULL and *pos, *what say why when it holds no object. */
static enum err parse(const struct line *l, struct json_object **object, uint64_t *pos,
                      const char **what) {
    struct json_tokener *parser = json_tokener_new_ex(LIMIT_JSON_DEPTH);
    if (!parser) {
        return ERR_NOMEM;
    }
    struct json_object *value = json_tokener_parse_ex(parser, l->bytes.ptr, (int)l->bytes.len);
    enum json_tokener_error problem = json_tokener_get_error(parser);
    size_t end = json_tokener_get_parse_end(parser);
    json_tokener_free(parser);
    *pos = l->pos + end;
    *what = NULL;
    if (problem == json_tokener_continue) {
        *what = "the line ends before its JSON object does";
    } else if (problem != json_tokener_success) {
        *what = problem == json_tokener_error_depth ? "JSON nested too deeply" : "not JSON";
    } else if (!json_object_is_type(value, json_type_object)) {
        *what = "not a JSON object";
        *pos = l->pos;
    } else if (str_trim(str_slice(l->bytes, end, l->bytes.len)).len) {
        *what = "something stands behind the JSON object; one object a line is expected";
    }
    if (*what) {
        json_object_put(value);
        value = NULL;
    }
    *object = value;
    return ERR_OK;
}

static enum err take_line(const struct line *l) {
    struct json_object *object;
    uint64_t pos;
    const char *what;
    TRY(parse(l, &object, &pos, &what));
    if (!object) {
        return refuse(l, ERR_INPUT, pos, what);
    }
    enum err code = take_object(l, object);
    json_object_put(object);
    return code;
}

static enum err name_line(struct line *l) {
    size_t size = l->source.len + 24;
    char *name = arena_alloc(l->a, size);
    if (!name) {
        return l->a->last;
    }
    int len = snprintf(name, size, "%" STR_FMT ":%zu", STR_ARG(l->source), l->number);
    l->name = str_of(name, (size_t)len);
    return ERR_OK;
}

static str without_mark(str s, bool first) {
    return first && str_starts_with(s, STR("\xef\xbb\xbf")) ? str_slice(s, 3, s.len) : s;
}

enum err lines_build(arena *a, const struct item *item, struct read_result *out) {
    struct line l = {.a = a,
                     .item = item,
                     .out = out,
                     .fields = &item->options->fields,
                     .source = item->source,
                     .id = item->id,
                     .number = item->number - 1};
    str rest = item->bytes;
    while (rest.len) {
        const char *feed = memchr(rest.ptr, '\n', rest.len);
        size_t end = feed ? (size_t)(feed - rest.ptr) : rest.len;
        str text = str_slice(rest, 0, end);
        l.number++;
        l.bytes = str_trim(without_mark(text, l.number == 1));
        l.pos = item->pos + (uint64_t)(l.bytes.ptr - item->bytes.ptr);
        rest = str_slice(rest, feed ? end + 1 : end, rest.len);
        if (l.bytes.len) {
            TRY(name_line(&l));
            TRY(take_line(&l));
        }
    }
    return ERR_OK;
}
