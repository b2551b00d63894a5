/* feed_strict.c - well-formed feeds, through expat. No entity is ever declared: a declaration ends
 * the reading, which is what makes entity bombs harmless; a DOCTYPE without declarations (RSS 0.91
 * has one) is fine, and names of HTML that such a DTD would declare mean what they mean in HTML. */
#include <expat.h>
#include <stdio.h>
#include <string.h>

#include "feed/feed_build.h"
#include "html/html.h"

struct reading {
    XML_Parser parser;
    struct feed_build *b;
    enum err failed;
    bool entities;  /* one was declared */
    size_t skipped; /* bytes before the first tag */
};

static size_t position(struct reading *r) {
    return r->skipped + (size_t)XML_GetCurrentByteIndex(r->parser);
}

static void check(struct reading *r, enum err code) {
    if (code != ERR_OK && r->failed == ERR_OK) {
        r->failed = code;
        XML_StopParser(r->parser, XML_FALSE);
    }
}

static void on_start(void *ctx, const XML_Char *name, const XML_Char **attrs) {
    struct reading *r = ctx;
    struct feed_build *b = r->b;
    b->raw.n = 0;
    for (size_t i = 0; attrs[i]; i += 2) {
        struct feed_raw_attr attr = {str_from_cstr(attrs[i]), str_from_cstr(attrs[i + 1])};
        check(r, vec_push(b->a, &b->raw, attr));
    }
    if (r->failed == ERR_OK) {
        check(r, feed_build_start(b, str_from_cstr(name), b->raw.v, b->raw.n, position(r)));
    }
}

static void on_end(void *ctx, const XML_Char *name) {
    struct reading *r = ctx;
    (void)name;
    if (r->failed == ERR_OK) {
        check(r, feed_build_end(r->b));
    }
}

static void on_text(void *ctx, const XML_Char *text, int len) {
    struct reading *r = ctx;
    if (r->failed == ERR_OK) {
        check(r, feed_build_text(r->b, str_of(text, (size_t)len), position(r)));
    }
}

/* A name whose declaration would stand in a DTD that we don't read. */
static void on_skipped(void *ctx, const XML_Char *name, int is_parameter) {
    struct reading *r = ctx;
    if (is_parameter || r->failed != ERR_OK) {
        return;
    }
    char reference[64];
    int len = snprintf(reference, sizeof reference, "&%.60s;", name);
    buf *to = &r->b->pending;
    if (!to->len) {
        r->b->pending_pos = (uint32_t)position(r);
    }
    check(r, html_decode(str_of(reference, (size_t)len), HTML_RAW_REFERENCES, false, to));
}

static void on_entity(void *ctx, const XML_Char *name, int is_parameter, const XML_Char *value,
                      int len, const XML_Char *base, const XML_Char *system, const XML_Char *public,
                      const XML_Char *notation) {
    struct reading *r = ctx;
    (void)name, (void)is_parameter, (void)value, (void)len, (void)base, (void)system, (void)public;
    (void)notation;
    r->entities = true;
    check(r, ERR_INPUT);
}

static void set_handlers(struct reading *r) {
    XML_SetUserData(r->parser, r);
    XML_SetElementHandler(r->parser, on_start, on_end);
    XML_SetCharacterDataHandler(r->parser, on_text);
    XML_SetSkippedEntityHandler(r->parser, on_skipped);
    XML_SetEntityDeclHandler(r->parser, on_entity);
}

enum err feed_strict_read(struct feed_build *b, str text, bool *well_formed, char why[128],
                          struct error *e) {
    *well_formed = true;
    struct reading r = {.parser = XML_ParserCreate("UTF-8"), .b = b};
    if (!r.parser) {
        return ERR_NOMEM;
    }
    set_handlers(&r);
    while (r.skipped < text.len && strchr(" \t\r\n", text.ptr[r.skipped])) {
        r.skipped++;
    }
    str xml = str_slice(text, r.skipped, text.len);
    enum XML_Status status = XML_Parse(r.parser, xml.ptr, (int)xml.len, XML_TRUE);
    size_t pos = position(&r);
    if (r.entities) {
        r.failed = error_set(e, ERR_INPUT, STR("feed"), pos,
                             "the document type declares entities, which are refused");
    } else if (r.failed == ERR_LIMIT) {
        error_set(e, ERR_LIMIT, STR("feed"), pos, "more than %d elements or deeper than %d",
                  FEED_NODES, FEED_DEPTH);
    } else if (status != XML_STATUS_OK && r.failed == ERR_OK) {
        *well_formed = false;
        (void)snprintf(why, 128, "%s at byte %zu", XML_ErrorString(XML_GetErrorCode(r.parser)),
                       pos);
        r.failed = XML_GetErrorCode(r.parser) == XML_ERROR_NO_MEMORY ? ERR_NOMEM : ERR_OK;
    }
    XML_ParserFree(r.parser);
    return r.failed;
}
