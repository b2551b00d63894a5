/* feed_text.c - text constructs of Atom and RSS: what type a text is, whether its markup stands in
 * it as elements, as escaped text or in base64, which base and language it has. The text is kept as
 * plain text or as markup, never changed from one to the other. */
#include <nettle/base64.h>

#include "feed/feed_mend.h"
#include "feed/feed_read.h"
#include "feed/feed_url.h"
#include "text/utf8.h"

enum err feed_place_inside(struct feed_read *r, const struct feed_place *outer,
                           const struct feed_node *node, struct feed_place *out) {
    *out = *outer;
    const str *base = feed_node_attr_in(node, FEED_SPACE_XML, STR("base"));
    if (!base && outer->kind == FEED_CDF) {
        base = feed_node_attr(node, STR("base"));
    }
    if (base) {
        str joined = feed_url_join(r->a, outer->base, *base);
        if (!joined.ptr) {
            return r->a->last;
        }
        /* javascript: and the like are no base, nor is what no server would take */
        bool usable = joined.len <= 2048 &&
                      (!feed_url_is_absolute(joined) || memchr(joined.ptr, '/', joined.len));
        out->base = usable ? joined : outer->base;
    }
    const str *lang = feed_node_attr_in(node, FEED_SPACE_XML, STR("lang"));
    if (lang) {
        str own = arena_copy(r->a, str_trim(*lang));
        if (!own.ptr) {
            return r->a->last;
        }
        char *to = (char *)own.ptr; /* our copy */
        for (size_t i = 0; i < own.len; i++) {
            to[i] = to[i] == '_' ? '-' : to[i];
        }
        out->lang = own;
    }
    return ERR_OK;
}

enum err feed_text_plain(struct feed_read *r, const struct feed_node *node, str *out) {
    str text = feed_node_text(r->a, node);
    if (!text.ptr) {
        return r->a->last;
    }
    return feed_mend_twice(r->a, str_trim(text), out);
}

static bool ends_nocase(str s, str end) {
    return s.len >= end.len && str_equals_nocase(str_slice(s, s.len - end.len, s.len), end);
}

static bool starts_nocase(str s, str start) {
    return s.len >= start.len && str_equals_nocase(str_slice(s, 0, start.len), start);
}

static void set_type(struct feed_text *t, str type, enum feed_type fallback) {
    static const str media[] = {
        {"text/plain", 10}, {"text/html", 9}, {"application/xhtml+xml", 21}, {"", 0}};
    t->type = FEED_TEXT_OTHER;
    t->media_type = type;
    if (!type.len) {
        t->type = fallback;
        t->media_type = media[fallback];
    } else if (str_equals_nocase(type, STR("text")) || str_equals_nocase(type, STR("plain")) ||
               starts_nocase(type, STR("text/plain"))) {
        t->type = FEED_TEXT_PLAIN;
    } else if (str_equals_nocase(type, STR("html")) || starts_nocase(type, STR("text/html"))) {
        t->type = FEED_TEXT_HTML;
    } else if (str_equals_nocase(type, STR("xhtml")) ||
               starts_nocase(type, STR("application/xhtml"))) {
        t->type = FEED_TEXT_XHTML;
    }
    if (t->type != FEED_TEXT_OTHER && !memchr(type.ptr, '/', type.len)) {
        t->media_type = media[t->type];
    }
}

/* A content whose type is no text and no XML is base64 by Atom's rules. */
static bool is_base64(const struct feed_text *t, const struct feed_node *node) {
    const str *mode = feed_node_attr(node, STR("mode"));
    if (mode && str_equals_nocase(*mode, STR("base64"))) {
        return true;
    }
    str type = t->media_type;
    return t->type == FEED_TEXT_OTHER && !mode && memchr(type.ptr, '/', type.len) &&
           !starts_nocase(type, STR("text/")) && !ends_nocase(type, STR("+xml")) &&
           !ends_nocase(type, STR("/xml")) && !ends_nocase(type, STR("/json"));
}

/* The bytes of base64 text where they are a text; else *out stays. */
static enum err decode_base64(struct feed_read *r, str text, str *out) {
    struct base64_decode_ctx ctx;
    base64_decode_init(&ctx);
    size_t n = BASE64_DECODE_LENGTH(text.len);
    uint8_t *bytes = arena_alloc(r->a, n + 1);
    if (!bytes) {
        return r->a->last;
    }
    if (!base64_decode_update(&ctx, &n, bytes, text.len, text.ptr) || !base64_decode_final(&ctx)) {
        return ERR_OK;
    }
    str decoded = str_of((const char *)bytes, n);
    if (utf8_is_valid(decoded)) {
        *out = str_trim(decoded);
    }
    return ERR_OK;
}

/* Content wrapped in one <div>: where it begins and ends inside it. */
static str unwrap(str markup) {
    if (!starts_nocase(markup, STR("<div")) || !ends_nocase(markup, STR("</div>"))) {
        return markup;
    }
    const char *end = memchr(markup.ptr, '>', markup.len);
    if (end[-1] == '/' || (markup.ptr[4] != '>' && markup.ptr[4] != ' ')) {
        return markup;
    }
    size_t from = (size_t)(end - markup.ptr) + 1;
    size_t depth = 1;
    for (size_t i = from; i < markup.len; i++) {
        str rest = str_slice(markup, i, markup.len);
        if (markup.ptr[i] != '<') {
            continue;
        }
        if (starts_nocase(rest, STR("</div>"))) {
            if (--depth == 0 && rest.len > 6) {
                return markup; /* another element follows */
            }
        } else if (starts_nocase(rest, STR("<div")) && (rest.ptr[4] == '>' || rest.ptr[4] == ' ')) {
            depth++;
        }
    }
    return from <= markup.len - 6 ? str_trim(str_slice(markup, from, markup.len - 6)) : markup;
}

static bool has_elements(const struct feed_node *node) {
    for (const struct feed_node *child = node->first; child; child = child->next) {
        if (child->name) {
            return true;
        }
    }
    return false;
}

/* Escaped HTML inside a <div> that stands there as an element: the text is the div's. */
static const struct feed_node *text_holder(const struct feed_text *t,
                                           const struct feed_node *node) {
    const struct feed_node *div = NULL;
    for (const struct feed_node *i = node->first; i; i = i->next) {
        if (!i->name ? str_trim(i->text).len > 0 : div != NULL) {
            return node;
        }
        div = i->name ? i : div;
    }
    bool is_div = div && str_equals_nocase(div->name->local, STR("div"));
    return t->type == FEED_TEXT_HTML && is_div && !has_elements(div) ? div : node;
}

enum err feed_text_read(struct feed_read *r, const struct feed_place *at,
                        const struct feed_node *node, enum feed_type type, struct feed_text *out) {
    struct feed_place own;
    TRY(feed_place_inside(r, at, node, &own));
    *out = (struct feed_text){.base = own.base, .lang = own.lang, .src = STR(""), .node = node};
    const str *given = feed_node_attr(node, STR("type"));
    set_type(out, given ? str_trim(*given) : STR(""), type);
    const str *src = feed_node_attr(node, STR("src"));
    if (src) {
        out->src = feed_url_join(r->a, own.base, *src);
        if (!out->src.ptr) {
            return r->a->last;
        }
    }
    const struct feed_node *holder = text_holder(out, node);
    bool inlined = holder == node && has_elements(node);
    if (inlined || out->type == FEED_TEXT_XHTML) {
        if (inlined && out->type != FEED_TEXT_OTHER) {
            set_type(out, STR("application/xhtml+xml"), FEED_TEXT_XHTML);
        }
        TRY(feed_markup_write(r, node, &out->text));
    } else {
        TRY(feed_text_plain(r, holder, &out->text));
        if (is_base64(out, node)) {
            TRY(decode_base64(r, out->text, &out->text));
        }
    }
    if (out->type == FEED_TEXT_HTML || out->type == FEED_TEXT_XHTML) {
        TRY(feed_markup_resolve(r, out->text, out->base, &out->text));
    }
    out->whole = out->text;
    if (out->type == FEED_TEXT_XHTML) {
        out->text = unwrap(out->text);
    }
    return ERR_OK;
}
