/* pages.c - what reading a page found, as a report: its text with the blocks and the way back to
 * the bytes served, what reports have as their own metadata, and the rest (authors one by one, day
 * of the last change, section, description, picture, confidence, where each value was found) as
 * JSON that is passed through. A page without an article is refused. */
#include "read/pages.h"

#include <math.h>

#include "base/json.h"
#include "base/limits.h"

enum { EXTRA_BYTES = 1 << 20 };

const char *pages_origin_name(enum page_origin origin) {
    switch (origin) {
    case PAGE_FROM_NOWHERE:
        return "nowhere";
    case PAGE_FROM_JSON_LD:
        return "json_ld";
    case PAGE_FROM_OPEN_GRAPH:
        return "open_graph";
    case PAGE_FROM_META:
        return "meta";
    case PAGE_FROM_MICRODATA:
        return "microdata";
    case PAGE_FROM_TIME:
        return "time";
    case PAGE_FROM_TEXT:
        return "text";
    case PAGE_FROM_TITLE:
        return "title";
    case PAGE_FROM_URL:
        return "url";
    case PAGE_FROM_LINK:
        return "link";
    case PAGE_FROM_HTML:
        return "html";
    }
    return "nowhere";
}

static void write_value(struct json *j, const char *key, const struct page_value *v) {
    if (v->value.len) {
        json_str(j, key, v->value);
    }
}

static void write_found(struct json *j, const char *key, const struct page_value *v) {
    if (v->value.len) {
        json_open_object(j, key);
        json_cstr(j, "in", pages_origin_name(v->origin));
        if (!span_is_empty(v->at)) {
            json_open_array(j, "source");
            json_uint(j, NULL, v->at.from);
            json_uint(j, NULL, v->at.to);
            json_close_array(j);
        }
        json_close_object(j);
    }
}

/* What has no field of its own. */
static enum err write_extra(arena *a, const struct page *page, str *out) {
    const struct page_meta *m = &page->meta;
    struct json j;
    buf b;
    buf_init(&b, EXTRA_BYTES);
    json_init(&j, &b, false);
    json_open_object(&j, NULL);
    if (m->n_authors) {
        json_open_array(&j, "authors");
        for (size_t i = 0; i < m->n_authors; i++) {
            json_str(&j, NULL, m->author[i].value);
        }
        json_close_array(&j);
    }
    write_value(&j, "modified", &m->modified);
    write_value(&j, "section", &m->section);
    write_value(&j, "description", &m->description);
    write_value(&j, "image", &m->image);
    json_open_object(&j, "found");
    write_found(&j, "title", &m->title);
    write_found(&j, "author", m->n_authors ? &m->author[0] : &(struct page_value){0});
    write_found(&j, "published", &m->published);
    write_found(&j, "modified", &m->modified);
    write_found(&j, "outlet", &m->outlet);
    write_found(&j, "lang", &m->lang);
    write_found(&j, "url", &m->url);
    json_close_object(&j);
    json_str(&j, "encoding", page->encoding);
    json_double(&j, "confidence", round((double)page->confidence * 1000) / 1000);
    json_close_object(&j);
    enum err code = b.failed;
    *out = code == ERR_OK ? arena_copy(a, buf_str(&b)) : (str){"", 0};
    buf_done(&b);
    return code == ERR_LIMIT ? ERR_OK : code == ERR_OK && !out->ptr ? a->last : code;
}

/* "Ann Lee, Bo Fox" */
static enum err join_authors(arena *a, const struct page_meta *m, str *out) {
    size_t len = 0;
    for (size_t i = 0; i < m->n_authors; i++) {
        len += m->author[i].value.len + 2;
    }
    char *ptr = arena_alloc(a, len + 1);
    if (!ptr) {
        return a->last;
    }
    len = 0;
    for (size_t i = 0; i < m->n_authors; i++) {
        str name = m->author[i].value;
        if (i > 0) {
            memcpy(ptr + len, ", ", 2);
            len += 2;
        }
        memcpy(ptr + len, name.ptr, name.len);
        len += name.len;
    }
    *out = str_of(ptr, len);
    return ERR_OK;
}

static enum err refuse(arena *a, const struct item *item, struct read_result *out, enum err code,
                       const char *what) {
    struct error e;
    error_set(&e, code, item_name(a, item, item->source), item->number ? item->pos : UINT64_MAX,
              "%s", what);
    return ledger_refuse(a, out, &e);
}

static enum err warn(arena *a, const struct item *item, struct read_result *out,
                     const struct page *page) {
    struct error e;
    str name = item_name(a, item, item->source);
    if (page->is_cut) {
        error_set(&e, ERR_LIMIT, name, UINT64_MAX,
                  "the page has more elements than are read; the rest is left out");
        TRY(ledger_warn(a, out, &e));
    }
    if (page->n_repaired) {
        error_set(&e, ERR_INPUT, name, UINT64_MAX,
                  "%zu place%s not valid %" STR_FMT "; U+FFFD stands there now", page->n_repaired,
                  page->n_repaired == 1 ? " is" : "s are", STR_ARG(page->encoding));
        TRY(ledger_warn(a, out, &e));
    }
    return ERR_OK;
}

/* "https://www.lantern.example/ferry" -> "lantern.example": what an outlet that names itself
 * nowhere is called. */
static str host_of(str url) {
    size_t from = str_find(url, STR("://"), 0);
    if (from == SIZE_MAX) {
        return (str){"", 0};
    }
    str rest = str_slice(url, from + 3, url.len);
    size_t end = 0;
    while (end < rest.len && !strchr("/?#:", rest.ptr[end])) {
        end++;
    }
    rest.len = end;
    return str_starts_with(rest, STR("www.")) ? str_slice(rest, 4, rest.len) : rest;
}

enum err pages_build(arena *a, const struct item *item, struct read_result *out) {
    struct page page;
    enum err code = page_read(a, item->bytes, &item->hints, &page);
    if (code == ERR_INPUT) {
        return refuse(a, item, out, ERR_INPUT, "no text that can be decoded; expected a web page");
    }
    TRY(code);
    if (str_trim(page.text).len == 0) {
        return refuse(a, item, out, ERR_INPUT, "a page without an article");
    }
    if (page.text.len > LIMIT_REPORT_BYTES) {
        return refuse(a, item, out, ERR_LIMIT, "longer than one report may be (64 MiB)");
    }
    const struct page_meta *m = &page.meta;
    struct document doc = {.id = item_name(a, item, item->id),
                           .name = item_name(a, item, item->source),
                           .title = m->title.value,
                           .url = m->url.value.len ? m->url.value : item->hints.url,
                           .published = m->published.value,
                           .lang = m->lang.value,
                           .text = page.text,
                           .encoding = page.encoding,
                           .n_repaired = page.n_repaired,
                           .given = page.block,
                           .n_given = page.n_blocks,
                           .run = page.run,
                           .n_runs = page.n_runs};
    if (!doc.id.ptr || !doc.name.ptr) {
        return a->last;
    }
    doc.outlet = m->outlet.value.len ? m->outlet.value : host_of(doc.url);
    TRY(join_authors(a, m, &doc.author));
    TRY(write_extra(a, &page, &doc.extra));
    item_hash(item, item->bytes, &doc);
    TRY(warn(a, item, out, &page));
    return ledger_add(a, out, &doc, false);
}
