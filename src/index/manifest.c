/* manifest.c - lines of words, so that people can read it, with a check sum, so that a damaged one
 * isn't believed. O(runs^2) for the distinct numbers; there are at most a few hundred. */
#include "index/manifest.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/hash.h"
#include "index/shelf.h"

#define CHECK "check "

void manifest_write(const char *kind, const struct manifest_run *run, size_t n, buf *out) {
    buf_addf(out, "copytaster index %d %s\n", SHELF_VERSION, kind);
    for (size_t i = 0; i < n; i++) {
        buf_addf(out, "run %06" PRIu32 " %" PRIu32 " %" PRIu64 " %" PRIu64 "\n", run[i].number,
                 run[i].level, run[i].records, run[i].bytes);
    }
    uint64_t check = hash_bytes(buf_str(out));
    buf_addf(out, CHECK "%016" PRIx64 "\n", check);
}

/* The next line without its line feed; false at the end. */
static bool next_line(str text, size_t *pos, str *line) {
    if (*pos >= text.len) {
        return false;
    }
    size_t end = str_find(text, STR("\n"), *pos);
    end = end == SIZE_MAX ? text.len : end;
    *line = str_slice(text, *pos, end);
    *pos = end + 1;
    return true;
}

/* The decimal number at the start of `s`, which is taken off with the blank behind it. */
static bool take_number(str *s, uint64_t most, uint64_t *out) {
    uint64_t value = 0;
    size_t n = 0;
    while (n < s->len && s->ptr[n] >= '0' && s->ptr[n] <= '9') {
        uint64_t digit = (uint64_t)(s->ptr[n] - '0');
        if (value > (most - digit) / 10) {
            return false;
        }
        value = value * 10 + digit;
        n++;
    }
    if (n == 0 || (n < s->len && s->ptr[n] != ' ')) {
        return false;
    }
    *out = value;
    *s = str_slice(*s, n < s->len ? n + 1 : n, s->len);
    return true;
}

static bool read_run(str line, struct manifest_run *run) {
    uint64_t number;
    uint64_t level;
    if (!str_starts_with(line, STR("run "))) {
        return false;
    }
    line = str_slice(line, 4, line.len);
    if (!take_number(&line, 999999, &number) || !take_number(&line, 64, &level) ||
        !take_number(&line, UINT64_MAX, &run->records) ||
        !take_number(&line, UINT64_MAX, &run->bytes) || line.len) {
        return false;
    }
    run->number = (uint32_t)number;
    run->level = (uint32_t)level;
    return true;
}

static bool is_known(const struct manifest_run *run, size_t n, uint32_t number) {
    for (size_t i = 0; i < n; i++) {
        if (run[i].number == number) {
            return true;
        }
    }
    return false;
}

/* The first line: "copytaster index VERSION KIND". */
static enum err check_head(str line, const char *kind, const char *path, struct error *e) {
    str where = str_from_cstr(path);
    uint64_t version;
    str rest = line;
    if (!str_starts_with(line, STR("copytaster index "))) {
        return error_set(e, ERR_INPUT, where, 0, "\"copytaster index\" is expected here");
    }
    rest = str_slice(line, 17, line.len);
    if (!take_number(&rest, UINT32_MAX, &version) || version != SHELF_VERSION) {
        return error_set(e, ERR_INPUT, where, 17, "an index of version %d is expected",
                         SHELF_VERSION);
    }
    if (!str_equals(rest, str_from_cstr(kind))) {
        return error_set(e, ERR_INPUT, where, 19, "an index of \"%s\" is expected, not \"%.*s\"",
                         kind, (int)(rest.len < 64 ? rest.len : 64), rest.ptr);
    }
    return ERR_OK;
}

/* The sum covers everything before its line, which is the last one. */
static bool check_sum(str text, size_t *end) {
    char line[32];
    size_t n = strlen(CHECK) + 17;
    if (text.len < n) {
        return false;
    }
    *end = text.len - n;
    snprintf(line, sizeof line, CHECK "%016" PRIx64 "\n", hash_bytes(str_slice(text, 0, *end)));
    return str_equals(str_slice(text, *end, text.len), str_from_cstr(line));
}

enum err manifest_read(str text, const char *kind, const char *path, size_t most,
                       struct manifest_run *run, size_t *n, struct error *e) {
    size_t pos = 0;
    size_t end;
    str line = {"", 0};
    next_line(text, &pos, &line);
    TRY(check_head(line, kind, path, e));
    if (!check_sum(text, &end)) {
        return error_set(
            e, ERR_INPUT, str_from_cstr(path), text.len,
            "damaged or cut short: the line with its check sum is expected at the end");
    }
    *n = 0;
    while (pos < end && next_line(text, &pos, &line)) {
        if (*n == most || !read_run(line, &run[*n]) || is_known(run, *n, run[*n].number)) {
            return error_set(e, ERR_INPUT, str_from_cstr(path), pos - line.len - 1,
                             "a run of its own is expected on this line, at most %zu of them",
                             most);
        }
        ++*n;
    }
    return ERR_OK;
}
