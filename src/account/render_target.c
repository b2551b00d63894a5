/* render_target.c - a target names the report by index and hash, the place by bytes and by code
 * points, and the words by a W3C TextQuoteSelector (Web Annotation Data Model, 4.2.4) with 32 code
 * points on either side, so that each can be checked against the others, and the words found again
 * in another copy of the text. O(words). */
#include "account/render_target.h"

#include <math.h>
#include <stdio.h>

enum { NEIGHBOURS = 32 };

void render_target_pair(struct json *j, const char *key, size_t from, size_t to) {
    char text[64];
    int n = snprintf(text, sizeof text, "[%zu, %zu]", from, to);
    json_raw(j, key, (str){text, (size_t)n});
}

void render_target_spans(struct json *j, const struct render_place *x, uint32_t report,
                         struct span at) {
    struct chars chars = render_place_chars(x, report, at);
    render_target_pair(j, "bytes", at.from, at.to);
    render_target_pair(j, "chars", chars.from, chars.to);
}

void render_target(struct json *j, const char *key, const struct render_place *x, uint32_t report,
                   struct span at) {
    if (span_is_empty(at)) {
        json_null(j, key);
        return;
    }
    const struct document *doc = &x->all->notes[report].doc;
    char hex[2 * SHA256_BYTES + 1];
    hash_hex(doc->sha256, hex);
    json_open_object(j, key);
    json_uint(j, "report", report);
    json_cstr(j, "sha256", hex);
    render_target_spans(j, x, report, at);
    if (doc->n_runs) {
        struct span source = document_source_span(doc, at);
        render_target_pair(j, "source", source.from, source.to);
    }
    json_open_object(j, "selector");
    json_cstr(j, "type", "TextQuoteSelector");
    json_str(j, "exact", str_span(doc->text, at));
    json_str(j, "prefix", render_place_before(doc->text, at.from, NEIGHBOURS));
    json_str(j, "suffix", render_place_after(doc->text, at.to, NEIGHBOURS));
    json_close_object(j);
    json_close_object(j);
}

void render_target_str(struct json *j, const char *key, str value) {
    if (value.len) {
        json_str(j, key, value);
    }
}

void render_target_ratio(struct json *j, const char *key, float value) {
    json_double(j, key, round((double)value * 1000) / 1000);
}

void render_target_day(struct json *j, const char *key, int32_t day) {
    if (day == DAY_NONE) {
        json_null(j, key);
    } else {
        json_cstr(j, key, render_place_day(day).text);
    }
}

void render_target_country(struct json *j, const char *key, uint16_t country) {
    if (country) {
        char code[2] = {(char)(country >> 8), (char)(country & 0xff)};
        json_str(j, key, (str){code, 2});
    }
}
