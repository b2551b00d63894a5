/* meta_pages.h - reads the pages that a gold file of JSON lines names, for the trainer and for
 * predictions: {"id","file","url"?,...}; the page lies in one of the folders given. */
#ifndef COPYTASTER_TRAIN_META_PAGES_H
#define COPYTASTER_TRAIN_META_PAGES_H

#include <stdio.h>
#include <string.h>

#include <json-c/json.h>

#include "base/file.h"
#include "base/input.h"
#include "base/limits.h"
#include "html/html.h"
#include "page/meta_rank.h"
#include "page/meta_text.h"
#include "text/charset.h"

static inline const char *gold_text(struct json_object *row, const char *key) {
    struct json_object *value;
    return json_object_object_get_ex(row, key, &value) &&
                   json_object_get_type(value) == json_type_string
               ? json_object_get_string(value)
               : "";
}

/* The UTF-8 of one page and its tree; false when it isn't there or is no text. */
static inline bool page_open(arena *a, struct json_object *row, char **folder, int n_folders,
                             struct html_tree *t, struct page_hints *hints) {
    const char *file = gold_text(row, "file");
    size_t len = strlen(file);
    len -= len > 3 && strcmp(file + len - 3, ".gz") == 0 ? 3 : 0;
    for (int i = 0; i < n_folders; i++) {
        char path[4096];
        struct error e = {0};
        str bytes;
        struct charset_text text;
        struct charset_hints declared = {.markup = true};
        snprintf(path, sizeof path, "%s/%.*s", folder[i], (int)len, file);
        if (file_kind_of(path) != FILE_PLAIN ||
            file_read(a, path, 64 * MiB, &bytes, &e) != ERR_OK ||
            charset_convert_markup(a, bytes, &declared, &text) != ERR_OK) {
            continue;
        }
        *hints = (struct page_hints){.url = str_from_cstr(gold_text(row, "url"))};
        return html_parse(a, text.text, NULL, t) == ERR_OK;
    }
    return false;
}

/* Whether the names of the gold, cut as the scorer cuts them, hold this one. */
static inline bool gold_has_name(arena *a, struct json_object *row, str key, size_t *n_gold) {
    struct json_object *list;
    bool found = false;
    *n_gold = 0;
    if (json_object_object_get_ex(row, "authors", &list) &&
        json_object_get_type(list) == json_type_array) {
        for (size_t i = 0; i < json_object_array_length(list); i++) {
            const char *name = json_object_get_string(json_object_array_get_idx(list, i));
            found |= str_equals(meta_text_key(a, str_from_cstr(name)), key);
            ++*n_gold;
        }
        return found;
    }
    str all = str_from_cstr(gold_text(row, "author"));
    size_t from = 0;
    for (size_t pos = 0; pos <= all.len; pos++) {
        str rest = str_slice(all, pos, all.len);
        size_t cut = rest.len == 0 || strchr(",;&", rest.ptr[0]) ? 1
                     : str_starts_with(rest, STR(" and "))       ? 5
                     : str_starts_with(rest, STR(" und "))       ? 5
                                                                 : 0;
        if (cut == 0) {
            continue;
        }
        str part = meta_text_key(a, str_slice(all, from, pos));
        if (from == 0 && str_starts_with(part, STR("by "))) {
            part = str_slice(part, 3, part.len);
        }
        found |= part.len > 0 && str_equals(part, key);
        *n_gold += part.len > 0;
        from = pos + cut;
        pos = from - 1;
    }
    return found;
}

#endif
