/* report_line.c - the writing side of lines.c: what is written here reads back as the same report.
 */
#include "read/report_line.h"

#include <time.h>

#include "base/json.h"
#include "text/utf8.h"

static void write_field(struct json *j, const char *key, str value) {
    if (value.len) {
        json_str(j, key, value);
    }
}

static const char *kind_name(enum page_block_kind kind) {
    static const char *const name[PAGE_BLOCK_KINDS] = {
        "paragraph", "heading", "list_item", "quote", "code", "table_row",
        "caption",   "embed",   "byline",    "promo", "post"};
    return kind < PAGE_BLOCK_KINDS ? name[kind] : "paragraph";
}

static void write_time(struct json *j, int64_t seconds) {
    time_t t = (time_t)seconds;
    struct tm parts;
    char iso[sizeof "-2147483648-01-01T00:00:00Z"];
    if (seconds && gmtime_r(&t, &parts) &&
        strftime(iso, sizeof iso, "%Y-%m-%dT%H:%M:%SZ", &parts)) {
        json_cstr(j, "time", iso);
    }
}

/* Blocks are in order, so code points are counted on from the block before. */
static void write_blocks(struct json *j, const struct document *doc) {
    size_t pos = 0;
    size_t chars = 0;
    json_open_array(j, "blocks");
    for (size_t i = 0; i < doc->n_given; i++) {
        const struct page_block *b = &doc->given[i];
        chars += utf8_count(str_slice(doc->text, pos, b->at.from));
        size_t end = chars + utf8_count(str_span(doc->text, b->at));
        json_open_object(j, NULL);
        json_cstr(j, "kind", kind_name(b->kind));
        json_uint(j, "start", chars);
        json_uint(j, "end", end);
        json_uint(j, "source_start", b->source.from);
        json_uint(j, "source_end", b->source.to);
        write_time(j, b->time);
        json_close_object(j);
        pos = b->at.to;
        chars = end;
    }
    json_close_array(j);
}

static void write_evidence(struct json *j, const struct document *doc) {
    char hex[2 * SHA256_BYTES + 1];
    hash_hex(doc->source_sha256, hex);
    json_str(j, "read_from", doc->name);
    json_cstr(j, "source_sha256", hex);
    if (doc->n_given) {
        write_blocks(j, doc);
    }
}

/* The members of the object `extra` behind those written. */
static void write_extra(buf *out, str extra) {
    str inner = str_trim(extra);
    if (inner.len > 2 && inner.ptr[0] == '{') {
        inner = str_trim(str_slice(inner, 1, inner.len - 1));
        if (inner.len) {
            buf_add_byte(out, ',');
            buf_add(out, inner);
        }
    }
}

void report_line_write(const struct document *doc, bool evidence, buf *out) {
    struct json j;
    json_init(&j, out, false);
    json_open_object(&j, NULL);
    json_str(&j, "id", doc->id);
    write_field(&j, "title", doc->title);
    write_field(&j, "outlet", doc->outlet);
    write_field(&j, "url", doc->url);
    write_field(&j, "published", doc->published);
    write_field(&j, "author", doc->author);
    write_field(&j, "lang", doc->lang);
    json_str(&j, "text", doc->text);
    write_extra(out, doc->extra);
    if (evidence) {
        write_evidence(&j, doc);
    }
    json_close_object(&j);
    buf_add_byte(out, '\n');
}
