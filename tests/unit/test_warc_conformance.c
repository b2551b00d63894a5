/* Archives of other programs and their broken cousins, with what a strict reading finds in them,
 * and an archive of pages with the digest of each. The files lie outside the repository; skipped
 * where they are missing. */
#include "unit.h"

#include <json.h>
#include <nettle/sha1.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/limits.h"
#include "unpack/http.h"
#include "unpack/warc.h"

static arena a;
static char folder[4096];

static str path_of(const char *name) {
    char path[4096 + 256];
    int n = snprintf(path, sizeof path, "%s/%s", folder, name);
    return arena_copy(&a, str_of(path, (size_t)n));
}

/* The lines of a JSONL file as an array. */
static struct json_object *lines_of(const char *name) {
    struct json_object *all = json_object_new_array();
    struct input in;
    struct input_line line;
    struct error e;
    assert_int_equal(input_open(&in, path_of(name).ptr, &e), ERR_OK);
    while (input_line_next(&in, MiB, &line, &e) == ERR_OK) {
        json_object_array_add(all, json_tokener_parse(arena_copy(&a, line.text).ptr));
    }
    input_close(&in);
    return all;
}

static const char *text_of(struct json_object *o, const char *key) {
    struct json_object *value = json_object_object_get(o, key);
    return value ? json_object_get_string(value) : "";
}

static size_t number_of(struct json_object *o, const char *key) {
    return (size_t)json_object_get_int64(json_object_object_get(o, key));
}

struct found {
    enum err opened;
    size_t n_records;
    size_t n_errors;
    size_t n_type[WARC_CONTINUATION + 1];
};

static struct found read_archive(const char *path) {
    struct found f = {0};
    struct input in;
    struct warc *w;
    struct warc_record r;
    struct http_message m;
    struct error e;
    assert_int_equal(input_open(&in, path, &e), ERR_OK);
    f.opened = warc_open(&a, &in, 0, &w, &e);
    while (f.opened == ERR_OK) {
        enum err code = warc_next(w, &r, &e);
        if (code == ERR_MISSING) {
            warc_close(w);
            break;
        }
        f.n_errors += code != ERR_OK;
        if (code == ERR_OK) {
            f.n_records++;
            f.n_type[r.type]++;
            assert_int_equal(http_decode(&a, r.block, &m, &e), ERR_OK);
        }
    }
    input_close(&in);
    return f;
}

static void counts_are_those_of_a_strict_reading(void **state) {
    (void)state;
    struct json_object *all = lines_of("conformance.jsonl");
    for (size_t i = 0; i < json_object_array_length(all); i++) {
        struct json_object *c = json_object_array_get_idx(all, i);
        char name[512];
        snprintf(name, sizeof name, "conformance/%s", text_of(c, "file"));
        struct found f = read_archive(path_of(name).ptr);
        bool has_problem = json_object_object_get(c, "problem") != NULL;
        struct json_object *types = json_object_object_get(c, "types");
        print_message("%s: %zu records, %zu errors\n", name, f.n_records, f.n_errors);
        if (strcmp(text_of(c, "format"), "ARC") == 0) {
            assert_int_equal(f.opened, ERR_INPUT);
            continue;
        }
        assert_int_equal(f.opened, ERR_OK);
        assert_int_equal(f.n_errors, has_problem);
        if (!has_problem) {
            assert_int_equal(f.n_records, number_of(c, "records"));
            assert_int_equal(f.n_type[WARC_RESPONSE], number_of(types, "response"));
            assert_int_equal(f.n_type[WARC_REQUEST], number_of(types, "request"));
            assert_int_equal(f.n_type[WARC_RESOURCE], number_of(types, "resource"));
            assert_int_equal(f.n_type[WARC_REVISIT], number_of(types, "revisit"));
            assert_int_equal(f.n_type[WARC_METADATA], number_of(types, "metadata"));
            assert_int_equal(f.n_type[WARC_WARCINFO], number_of(types, "warcinfo"));
        }
    }
    json_object_put(all);
}

static void check_page(struct json_object *c, const struct warc_record *r) {
    struct http_message m;
    struct error e;
    assert_int_equal(http_decode(&a, r->block, &m, &e), ERR_OK);
    assert_int_equal(m.flags, 0);
    assert_int_equal(m.status, 200);
    assert_int_equal(m.body.len, number_of(c, "payload_length"));
    struct sha1_ctx sha;
    uint8_t digest[SHA1_DIGEST_SIZE];
    char hex[2 * SHA1_DIGEST_SIZE + 1];
    sha1_init(&sha);
    sha1_update(&sha, m.body.len, (const uint8_t *)m.body.ptr);
    sha1_digest(&sha, sizeof digest, digest);
    for (size_t i = 0; i < sizeof digest; i++) {
        snprintf(hex + 2 * i, 3, "%02x", digest[i]);
    }
    assert_string_equal(hex, text_of(c, "payload_sha1"));
}

static void records_and_pages_are_those_of_the_index(void **state) {
    (void)state;
    struct json_object *all = lines_of("news-dev-index.jsonl");
    struct input in;
    struct warc *w;
    struct warc_record r;
    struct error e;
    assert_int_equal(input_open(&in, path_of("news-dev.warc.gz").ptr, &e), ERR_OK);
    assert_int_equal(warc_open(&a, &in, 0, &w, &e), ERR_OK);
    for (size_t i = 0; i < json_object_array_length(all); i++) {
        struct json_object *c = json_object_array_get_idx(all, i);
        assert_int_equal(warc_next(w, &r, &e), ERR_OK);
        assert_int_equal(r.offset, number_of(c, "offset"));
        assert_int_equal(r.length, number_of(c, "length"));
        assert_int_equal(r.block.len, number_of(c, "content_length"));
        assert_true(str_equals(r.type_name, str_from_cstr(text_of(c, "type"))));
        assert_true(str_equals(r.uri, str_from_cstr(text_of(c, "uri"))));
        assert_true(str_equals(r.record_id, str_from_cstr(text_of(c, "record_id"))));
        if (json_object_object_get(c, "payload_sha1") && r.type == WARC_RESPONSE) {
            check_page(c, &r);
        }
    }
    assert_int_equal(warc_next(w, &r, &e), ERR_MISSING);
    assert_int_equal(warc_tally(w).lost, 0);
    warc_close(w);
    input_close(&in);
    json_object_put(all);
}

int main(void) {
    const char *data = getenv("COPYTASTER_DATA");
    const char *source = getenv("SOURCE_DIR");
    if (data) {
        snprintf(folder, sizeof folder, "%s/warc", data);
    } else {
        snprintf(folder, sizeof folder, "%s/../shared/data/warc", source ? source : ".");
    }
    if (file_kind_of(folder) != FILE_FOLDER) {
        return 77;
    }
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_are_those_of_a_strict_reading),
        cmocka_unit_test(records_and_pages_are_those_of_the_index),
    };
    arena_init(&a, 0);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_done(&a);
    return failed;
}
