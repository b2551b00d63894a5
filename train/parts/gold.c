/* gold.c - gold lines by json-c. Folds come from a hash of the last two labels of the host name.
 * Everything lives in the arena; errors end the program with a message. */
#include "gold.h"

#include <json-c/json.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/hash.h"
#include "base/input.h"
#include "base/limits.h"
#include "base/vec.h"

static str text_of(arena *a, struct json_object *line, const char *key) {
    struct json_object *value;
    if (!json_object_object_get_ex(line, key, &value) || !value) {
        return (str){NULL, 0};
    }
    return arena_copy(
        a, str_of(json_object_get_string(value), (size_t)json_object_get_string_len(value)));
}

static size_t list_of(arena *a, struct json_object *line, const char *key, str *out) {
    struct json_object *value;
    if (!json_object_object_get_ex(line, key, &value) || !value) {
        return 0;
    }
    size_t n = json_object_array_length(value);
    n = n < GOLD_SEGMENTS ? n : GOLD_SEGMENTS;
    for (size_t i = 0; i < n; i++) {
        struct json_object *item = json_object_array_get_idx(value, i);
        out[i] = arena_copy(
            a, str_of(json_object_get_string(item), (size_t)json_object_get_string_len(item)));
    }
    return n;
}

/* "https://www.news.example/a" -> the hash of "news.example". */
static unsigned fold_of(str url, const char *id) {
    size_t from = str_find(url, STR("://"), 0);
    from = from == SIZE_MAX ? 0 : from + 3;
    size_t to = from;
    while (to < url.len && url.ptr[to] != '/' && url.ptr[to] != ':') {
        to++;
    }
    str host = url.len ? str_slice(url, from, to) : str_from_cstr(id);
    size_t dots = 0;
    for (size_t i = host.len; i-- > 0;) {
        if (host.ptr[i] == '.' && ++dots == 2) {
            host = str_slice(host, i + 1, host.len);
            break;
        }
    }
    return (unsigned)(hash_bytes(host) % GOLD_FOLDS);
}

static struct gold take(arena *a, struct json_object *line, const char *folder) {
    struct gold g = {.id = text_of(a, line, "id").ptr,
                     .url = text_of(a, line, "url"),
                     .text = text_of(a, line, "text")};
    g.n_with = list_of(a, line, "with", g.with);
    g.n_without = list_of(a, line, "without", g.without);
    g.fold = fold_of(g.url, g.id);
    str file = text_of(a, line, "file");
    if (str_ends_with(file, STR(".gz"))) {
        file.len -= 3;
    }
    size_t size = strlen(folder) + file.len + 2;
    char *path = arena_alloc(a, size);
    snprintf(path, size, "%s/%" STR_FMT, folder, STR_ARG(file));
    g.file = path;
    return g;
}

struct gold *gold_read(arena *a, const char *lines, const char *folder, size_t *n) {
    struct input in;
    struct error e = {0};
    VEC(struct gold) all = {0};
    if (input_open(&in, lines, &e) != ERR_OK) {
        fprintf(stderr, "%s: %s\n", e.where, e.msg);
        exit(3);
    }
    struct input_line line;
    while (input_line_next(&in, LIMIT_LINE_BYTES, &line, &e) == ERR_OK) {
        str copy = arena_copy(a, line.text);
        struct json_object *object = json_tokener_parse(copy.ptr);
        if (!object) {
            fprintf(stderr, "%s: byte %llu is no JSON object\n", lines,
                    (unsigned long long)line.pos);
            exit(4);
        }
        if (vec_push(a, &all, take(a, object, folder)) != ERR_OK) {
            exit(3);
        }
        json_object_put(object);
    }
    input_close(&in);
    *n = all.n;
    return all.v;
}
