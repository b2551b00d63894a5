/* match.c - the comparison of names for callers: two at a time, or a file of pairs.
 * The judgement is name/join's; json-c reads the lines. One bad line ends the call, since a table
 * of pairs is made by program. */
#include <json-c/json.h>

#include "base/file.h"
#include "base/limits.h"
#include "engine/engine.h"

#define LARGEST_TABLE ((size_t)1 << 30)
#define SAME_NAME 0.5

double ct_name_match(ct_str a, ct_str b, enum ct_entity kind) {
    static const enum entity_kind inner[] = {[CT_PERSON] = ENTITY_PERSON,
                                             [CT_ORGANISATION] = ENTITY_ORG,
                                             [CT_PLACE] = ENTITY_PLACE,
                                             [CT_OTHER] = ENTITY_OTHER};
    return name_match((str){a.ptr, a.len}, (str){b.ptr, b.len}, inner[kind]);
}

static ct_str member(struct json_object *line, const char *key) {
    struct json_object *value;
    if (!json_object_object_get_ex(line, key, &value) ||
        !json_object_is_type(value, json_type_string)) {
        return (ct_str){NULL, 0};
    }
    return (ct_str){json_object_get_string(value), (size_t)json_object_get_string_len(value)};
}

static enum ct_entity kind_of(ct_str schema) {
    str s = {schema.ptr, schema.len};
    if (!s.ptr || str_equals(s, STR("Person"))) {
        return CT_PERSON;
    }
    if (str_equals(s, STR("Organization")) || str_equals(s, STR("Company")) ||
        str_equals(s, STR("PublicBody"))) {
        return CT_ORGANISATION;
    }
    return str_equals(s, STR("Place")) ? CT_PLACE : CT_OTHER;
}

/* Judge one line; false when it isn't an object with two names. */
static bool judge(struct json_tokener *reader, str line, buf *out) {
    json_tokener_reset(reader);
    struct json_object *object = json_tokener_parse_ex(reader, line.ptr, (int)line.len);
    bool fine = json_object_is_type(object, json_type_object) && member(object, "name1").ptr &&
                member(object, "name2").ptr;
    if (fine) {
        double score = ct_name_match(member(object, "name1"), member(object, "name2"),
                                     kind_of(member(object, "schema")));
        struct json_object *id;
        struct json_object *answer = json_object_new_object();
        if (json_object_object_get_ex(object, "id", &id)) {
            json_object_object_add(answer, "id", json_object_get(id));
        }
        json_object_object_add(answer, "score", json_object_new_double(score));
        json_object_object_add(answer, "match", json_object_new_boolean(score >= SAME_NAME));
        buf_add_cstr(out, json_object_to_json_string_ext(answer, JSON_C_TO_STRING_PLAIN));
        buf_add_byte(out, '\n');
        json_object_put(answer);
    }
    json_object_put(object);
    return fine;
}

static enum err judge_all(str bytes, const char *path, buf *out, struct error *e) {
    struct json_tokener *reader = json_tokener_new_ex(LIMIT_JSON_DEPTH);
    if (!reader) {
        return error_set(e, ERR_NOMEM, str_from_cstr(path), UINT64_MAX, "%s", err_name(ERR_NOMEM));
    }
    enum err code = ERR_OK;
    for (size_t pos = 0; pos < bytes.len && code == ERR_OK;) {
        size_t end = str_find(bytes, STR("\n"), pos);
        end = end == SIZE_MAX ? bytes.len : end;
        str line = str_trim(str_slice(bytes, pos, end));
        if (line.len && (line.len > INT32_MAX || !judge(reader, line, out))) {
            code = error_set(e, ERR_INPUT, str_from_cstr(path), pos,
                             "an object with name1 and name2 is expected on this line");
        }
        pos = end + 1;
    }
    json_tokener_free(reader);
    return code;
}

enum ct_err ct_name_match_file(const char *path, ct_write *write, void *ctx, ct_error *error) {
    struct error e = {0};
    arena a;
    arena_init(&a, 0);
    buf out;
    buf_init(&out, LARGEST_TABLE);
    str bytes = {0};
    enum err code = file_read(&a, path, LARGEST_TABLE, &bytes, &e);
    code = code != ERR_OK ? code : judge_all(bytes, path, &out, &e);
    code = code != ERR_OK ? code : out.failed;
    if (code == ERR_OK && out.len && !write(ctx, out.ptr, out.len)) {
        code = ERR_IO;
    }
    if (code != ERR_OK && e.code == ERR_OK) {
        error_set(&e, code, str_from_cstr(path), UINT64_MAX, "%s", err_name(code));
    }
    buf_done(&out);
    arena_done(&a);
    return code == ERR_OK ? CT_OK : engine_tell(&e, error);
}
