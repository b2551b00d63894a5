/* render_show.c - one exact place of a report, in its paragraph and with the hash of the report, so
 * that somebody else can find the same words. The words stand out in bold, or between >>> and <<<
 * where there's no colour. O(text up to the place). */
#include "account/render.h"
#include "account/render_sheet.h"
#include "account/render_target.h"

/* Byte of the code point `n`, or SIZE_MAX when the text has fewer. */
static size_t byte_of(str text, size_t n) {
    size_t pos = 0;
    for (; n > 0 && pos < text.len; n--) {
        size_t len;
        utf8_decode(text, pos, &len);
        pos += len;
    }
    return n == 0 ? pos : SIZE_MAX;
}

/* The block around `at`, or the line when it stands in none. */
static struct span paragraph_around(const struct document *doc, struct span at) {
    uint32_t from = document_block_at(doc, at.from);
    uint32_t to = document_block_at(doc, at.to - 1);
    struct span around = at;
    if (from != NONE && doc->block[from].at.from < around.from) {
        around.from = doc->block[from].at.from;
    }
    if (to != NONE && doc->block[to].at.to > around.to) {
        around.to = doc->block[to].at.to;
    }
    return around;
}

static void show_text(buf *out, const struct render_place *x, struct span at,
                      const struct render_options *options) {
    const struct document *doc = &x->all->notes[0].doc;
    struct span around = paragraph_around(doc, at);
    char hex[2 * SHA256_BYTES + 1];
    hash_hex(doc->sha256, hex);
    struct render_sheet sheet;
    render_sheet_open(&sheet, out, options);
    render_sheet_words(&sheet, STYLE_BOLD, render_place_outlet(doc));
    if (doc->title.len) {
        render_sheet_cstr(&sheet, STYLE_PLAIN, "  ");
        render_sheet_words(&sheet, STYLE_PLAIN, doc->title);
    }
    render_sheet_end(&sheet, 0, 0);
    render_sheet_blank(&sheet);
    render_sheet_words(&sheet, STYLE_PLAIN, str_slice(doc->text, around.from, at.from));
    render_sheet_cstr(&sheet, STYLE_PLAIN, options->colour ? "" : ">>>");
    render_sheet_words(&sheet, STYLE_MARK, str_span(doc->text, at));
    render_sheet_cstr(&sheet, STYLE_PLAIN, options->colour ? "" : "<<<");
    render_sheet_words(&sheet, STYLE_PLAIN, str_slice(doc->text, at.to, around.to));
    render_sheet_end(&sheet, 2, 2);
    render_sheet_blank(&sheet);
    buf ref;
    buf_init(&ref, 1 << 16);
    render_place_ref(x, &ref, 0, at);
    render_sheet_words(&sheet, STYLE_DIM, buf_str(&ref));
    buf_clear(&ref);
    buf_addf(&ref, "  bytes %u-%u", (unsigned)at.from, (unsigned)at.to);
    if (doc->n_runs) {
        struct span source = document_source_span(doc, at);
        buf_addf(&ref, ", %u-%u of the page", (unsigned)source.from, (unsigned)source.to);
    }
    render_sheet_words(&sheet, STYLE_DIM, buf_str(&ref));
    render_sheet_end(&sheet, 0, 2);
    render_sheet_cstr(&sheet, STYLE_DIM, "sha256 ");
    render_sheet_cstr(&sheet, STYLE_DIM, hex);
    render_sheet_end(&sheet, 0, 2);
    buf_done(&ref);
    render_sheet_close(&sheet);
}

static void show_json(buf *out, const struct render_place *x, struct span at) {
    const struct document *doc = &x->all->notes[0].doc;
    struct json j;
    json_init(&j, out, true);
    json_open_object(&j, NULL);
    json_str(&j, "id", doc->id);
    json_str(&j, "outlet", doc->outlet);
    json_str(&j, "title", doc->title);
    json_str(&j, "paragraph", str_span(doc->text, paragraph_around(doc, at)));
    render_target(&j, "target", x, 0, at);
    json_close_object(&j);
    buf_add_byte(out, '\n');
}

enum err render_show(buf *out, const struct notes *notes, size_t from, size_t to,
                     enum render_format format, const struct render_options *options,
                     struct error *e) {
    str text = notes->doc.text;
    size_t byte_from = byte_of(text, from);
    size_t byte_to = byte_of(text, to);
    if (from >= to || byte_to == SIZE_MAX) {
        return error_set(e, ERR_MISSING, notes->doc.id, UINT64_MAX,
                         "%zu-%zu is no range of its %zu characters", from, to, utf8_count(text));
    }
    struct accounts all = {.notes = notes, .n_reports = 1};
    struct render_place x;
    if (!render_place_open(&x, &all, out)) {
        return out->failed;
    }
    struct span at = {(uint32_t)byte_from, (uint32_t)byte_to};
    if (format == FORMAT_JSON) {
        show_json(out, &x, at);
    } else {
        show_text(out, &x, at, options);
    }
    render_place_close(&x);
    return ERR_OK;
}
