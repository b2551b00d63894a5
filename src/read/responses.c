/* responses.c - what came over HTTP. The status decides whether there is a page at all; then the
 * body's own first bytes, before the header's media type, since servers err. Scripts, style sheets
 * and data are told by their media type, as they look like text. O(bytes). */
#include "read/responses.h"

#include "read/sniff.h"
#include "unpack/http.h"

/* Media types of bodies that are text and no report. */
static bool is_program(str type) {
    static const char *const program[] = {"javascript", "ecmascript", "json",   "css",  "font",
                                          "image/",     "video/",     "audio/", "wasm", "csv"};
    char lower[64];
    size_t n = type.len < sizeof lower ? type.len : sizeof lower;
    for (size_t i = 0; i < n; i++) {
        char c = type.ptr[i];
        lower[i] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
    }
    for (size_t i = 0; i < sizeof program / sizeof *program; i++) {
        if (str_find(str_of(lower, n), str_from_cstr(program[i]), 0) != SIZE_MAX) {
            return true;
        }
    }
    return false;
}

/* How the body is to be read; ITEM_NONE when it's no report by its kind. */
static enum item_kind kind_of(str body, str type, const struct read_fields *fields) {
    const char *name;
    switch (sniff(body, fields, &name)) {
    case FORMAT_PAGE:
        return ITEM_PAGE;
    case FORMAT_FEED:
        return ITEM_FEED;
    case FORMAT_TEXT: {
        bool says_page = str_find(type, STR("html"), 0) != SIZE_MAX;
        bool says_text = str_find(type, STR("text/plain"), 0) != SIZE_MAX;
        return says_page ? ITEM_PAGE : says_text ? ITEM_TEXT : ITEM_NONE;
    }
    case FORMAT_LINES:
    case FORMAT_ROWS:
    case FORMAT_WARC:
    case FORMAT_MBOX:
    case FORMAT_OTHER:
        break;
    }
    return ITEM_NONE;
}

static enum err refuse(arena *a, const struct item *item, struct read_result *out,
                       const struct error *why) {
    struct error e;
    error_set(&e, why->code, item_name(a, item, item->source), item->pos, "%s", why->msg);
    return ledger_refuse(a, out, &e);
}

enum err responses_build(arena *a, const struct item *item, struct read_result *out) {
    struct http_message m;
    struct error e;
    enum err code = http_decode(a, item->bytes, &m, &e);
    if (code == ERR_LIMIT && a->last != ERR_LIMIT) {
        return refuse(a, item, out, &e);
    }
    TRY(code);
    if (m.status != 0 && (m.status < 200 || m.status >= 300)) {
        out->n_skipped[SKIP_STATUS]++;
        return ERR_OK;
    }
    struct item inner = *item;
    inner.bytes = m.body;
    str type = m.flags & HTTP_NO_HEAD ? item->hints.content_type : m.content_type;
    inner.hints.content_type = type;
    inner.kind =
        (uint8_t)(is_program(type) ? ITEM_NONE : kind_of(m.body, type, &item->options->fields));
    if (inner.kind == ITEM_NONE) {
        out->n_skipped[SKIP_MEDIA]++;
        return ERR_OK;
    }
    if (m.flags & HTTP_CUT) {
        error_set(&e, ERR_INPUT, item_name(a, item, item->source), item->pos,
                  "the response ends early; what there is of it is read");
        TRY(ledger_warn(a, out, &e));
    }
    return item_build(a, &inner, out);
}
