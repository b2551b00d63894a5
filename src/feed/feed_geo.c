/* feed_geo.c - where an item happened: GeoRSS in its short form (point, line, polygon, box), GML in
 * georss:where or alone, and the W3C's geo:lat and geo:long. All give pairs of latitude and
 * longitude in degrees (WGS 84). A pair out of range ends the list. */
#include "feed/feed_read.h"

static const struct {
    str local;
    enum feed_shape shape;
} shapes[] = {
    {{"point", 5}, FEED_SHAPE_POINT},     {{"pos", 3}, FEED_SHAPE_POINT},
    {{"line", 4}, FEED_SHAPE_LINE},       {{"LineString", 10}, FEED_SHAPE_LINE},
    {{"polygon", 7}, FEED_SHAPE_POLYGON}, {{"box", 3}, FEED_SHAPE_BOX},
    {{"Envelope", 8}, FEED_SHAPE_BOX},
};

static bool is_gap(char c) {
    return c == ' ' || c == ',' || c == '\n' || c == '\t' || c == '\r';
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* Digits with at most one point from `i`; at most 15 of them count. Returns the position behind. */
static size_t magnitude(str s, size_t i, double *out) {
    double mantissa = 0;
    double scale = 1;
    bool point = false;
    for (size_t n = 0; i < s.len && (is_digit(s.ptr[i]) || (s.ptr[i] == '.' && !point)); i++) {
        if (s.ptr[i] == '.') {
            point = true;
        } else if (n < 15) {
            mantissa = mantissa * 10 + (s.ptr[i] - '0');
            scale *= point ? 10 : 1;
            n += mantissa > 0;
        }
    }
    *out = mantissa / scale;
    return i;
}

/* The decimal number at *pos; exact for 15 digits. False where there's none. */
static bool number(str s, size_t *pos, double *out) {
    size_t from = *pos;
    bool negative = from < s.len && s.ptr[from] == '-';
    from += negative || (from < s.len && s.ptr[from] == '+');
    size_t end = magnitude(s, from, out);
    *out = negative ? -*out : *out;
    *pos = end;
    return end > from && (end == s.len || is_gap(s.ptr[end]));
}

/* Numbers of `text`, two and two, behind what is there. */
static enum err add_pairs(struct feed_read *r, str text, struct feed_where *where) {
    size_t pos = 0;
    while (pos < text.len) {
        struct feed_position p;
        if (is_gap(text.ptr[pos])) {
            pos++;
            continue;
        }
        if (!number(text, &pos, &p.latitude)) {
            return ERR_OK;
        }
        while (pos < text.len && is_gap(text.ptr[pos])) {
            pos++;
        }
        if (!number(text, &pos, &p.longitude) || p.latitude < -90 || p.latitude > 90 ||
            p.longitude < -180 || p.longitude > 180) {
            return ERR_OK;
        }
        TRY(vec_push(r->a, &where->positions, p));
    }
    return ERR_OK;
}

static bool is_leaf(const struct feed_node *node) {
    for (const struct feed_node *i = node->first; i; i = i->next) {
        if (i->name) {
            return false;
        }
    }
    return true;
}

/* geo:lat and geo:long stand beside each other, in either order. */
static enum err read_half(struct feed_read *r, const struct feed_node *node, str text,
                          struct feed_where *where) {
    const struct feed_node *other = NULL;
    if (str_equals_nocase(node->name->local, STR("lat")) && node->parent) {
        other = feed_node_child(node->parent, FEED_SPACE_GEO, STR("long"));
    }
    struct feed_position p;
    size_t pos = 0;
    if (!other || where->positions.n) {
        return ERR_OK;
    }
    str rest;
    TRY(feed_text_plain(r, other, &rest));
    bool fine = number(text, &pos, &p.latitude);
    pos = 0;
    fine = number(rest, &pos, &p.longitude) && fine;
    return fine ? vec_push(r->a, &where->positions, p) : ERR_OK;
}

static enum err read_node(struct feed_read *r, const struct feed_node *node,
                          struct feed_where *where) {
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
        if (str_equals_nocase(shapes[i].local, node->name->local) && !where->positions.n &&
            !(shapes[i].shape == FEED_SHAPE_POINT && where->shape != FEED_SHAPE_POINT)) {
            where->shape = shapes[i].shape;
        }
    }
    if (!is_leaf(node)) {
        return ERR_OK;
    }
    str text;
    TRY(feed_text_plain(r, node, &text));
    return node->name->space == FEED_SPACE_GEO ? read_half(r, node, text, where)
                                               : add_pairs(r, text, where);
}

enum err feed_geo_read(struct feed_read *r, const struct feed_node *node, struct feed_item *out) {
    if (out->where && out->where->positions.n) {
        return ERR_OK; /* the first place counts */
    }
    struct feed_where *where = arena_new(r->a, struct feed_where);
    if (!where) {
        return r->a->last;
    }
    for (const struct feed_node *i = node; i; i = feed_node_next(i, node, false)) {
        if (i->name) {
            TRY(read_node(r, i, where));
        }
    }
    out->where = where->positions.n ? where : NULL;
    return ERR_OK;
}
