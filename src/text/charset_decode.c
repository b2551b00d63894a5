/* charset_decode.c - decoding that knows where each character came from.
 * A run is a stretch in which every character takes the same number of bytes before and after
 * (ASCII: 1 and 1; Chinese in GBK: 2 and 3), so runs say for every character where it stood, in
 * any encoding, and a page needs few of them. To see the single steps, ASCII is skipped by vector;
 * encodings of one byte become a table that is asked of iconv once; pairs of bytes past 0xA0 are
 * whole characters in all East Asian encodings that the web uses, so stretches of them are
 * converted in one call; the rest, escape sequences too, goes through iconv one character a call,
 * which is told by giving it a byte more until it stops asking. UTF-16 and UTF-32 are read here.
 * O(n); GBK text 150 MB/s, one byte a character 300, one call a character 10. */
#include "text/charset_decode.h"

#include <errno.h>
#include <iconv.h>

#include "base/buf.h"
#include "base/vec.h"
#include "text/utf8.h"

enum { LONGEST = 8, ROOM = 32, PAIR_BYTES = 128, MORE = 4096 };

struct decoder {
    arena *a;
    str in;
    size_t pos; /* in `in` */
    buf out;
    iconv_t cd;
    enum charset_shape shape;
    VEC(struct charset_run) runs;
    size_t source_step; /* of the run at hand; 0 = none */
    size_t text_step;
    enum err failed;
    size_t n_repaired;
};

static unsigned char byte_at(const struct decoder *d, size_t pos) {
    return pos < d->in.len ? (unsigned char)d->in.ptr[pos] : 0;
}

/* A new run: what follows takes `source` bytes a step and gives `text` bytes. Runs are unbroken, so
 * that steps of one size following each other are one run. */
static void begin_run(struct decoder *d, size_t source, size_t text) {
    struct charset_run run = {(uint32_t)d->out.len, (uint32_t)d->pos, (uint8_t)source,
                              (uint8_t)text};
    enum err code = text && source ? vec_push(d->a, &d->runs, run) : ERR_OK;
    d->failed = code == ERR_OK ? d->failed : code;
    d->source_step = source;
    d->text_step = text;
}

static inline void note(struct decoder *d, size_t source, size_t text) {
    if (d->source_step != source || d->text_step != text) {
        begin_run(d, source, text);
    }
}

/* `source` bytes of the input are the character `text`. */
static inline void put(struct decoder *d, size_t source, str text) {
    note(d, source, text.len);
    if (d->out.cap - d->out.len < text.len && buf_reserve(&d->out, MORE) != ERR_OK) {
        return;
    }
    memcpy(d->out.ptr + d->out.len, text.ptr, text.len);
    d->out.len += text.len;
    d->pos += source;
}

static void put_fault(struct decoder *d, size_t source) {
    put(d, source, STR("\xef\xbf\xbd"));
    d->n_repaired++;
}

/* Bytes that are the same in UTF-8, up to `to`. */
static void copy(struct decoder *d, size_t to) {
    if (to > d->pos) {
        note(d, 1, 1);
        buf_add(&d->out, str_slice(d->in, d->pos, to));
        d->pos = to;
    }
}

static void copy_ascii(struct decoder *d) {
    copy(d, d->pos + utf8_ascii_length(str_slice(d->in, d->pos, d->in.len)));
}

static bool goes_on(const struct decoder *d) {
    return d->pos < d->in.len && d->failed == ERR_OK && d->out.failed == ERR_OK;
}

static void decode_utf8(struct decoder *d) {
    while (goes_on(d)) {
        str rest = str_slice(d->in, d->pos, d->in.len);
        size_t bad = utf8_check(rest);
        copy(d, d->pos + bad);
        if (bad < rest.len) {
            put_fault(d, utf8_ill_formed(d->in, d->pos));
        }
    }
}

static uint32_t unit_at(const struct decoder *d, size_t pos, size_t width, bool big) {
    uint32_t unit = 0;
    for (size_t i = 0; i < width; i++) {
        unit = unit << 8 | byte_at(d, big ? pos + i : pos + width - 1 - i);
    }
    return unit;
}

/* The code point at d->pos and its bytes; surrogates that stand alone are given as they are. */
static uint32_t wide_at(const struct decoder *d, size_t width, bool big, size_t *len) {
    uint32_t unit = unit_at(d, d->pos, width, big);
    *len = width;
    if (width == 2 && unit >= 0xd800 && unit < 0xdc00 && d->in.len - d->pos >= 4) {
        uint32_t low = unit_at(d, d->pos + 2, width, big);
        if (low >= 0xdc00 && low < 0xe000) {
            *len = 4;
            return 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
        }
    }
    return unit;
}

/* UTF-16 and UTF-32. */
static void decode_units(struct decoder *d, size_t width, bool big) {
    while (goes_on(d)) {
        size_t left = d->in.len - d->pos;
        size_t len;
        uint32_t cp = wide_at(d, width, big, &len);
        if (left < len || cp > 0x10ffff || (cp >= 0xd800 && cp < 0xe000)) {
            put_fault(d, left < len ? left : len);
            continue;
        }
        note(d, len, cp < 0x80 ? 1 : cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4);
        utf8_encode(&d->out, cp);
        d->pos += len;
    }
}

/* The character that begins at `bytes`, at most `left` bytes of them, into `out`. Returns its
 * bytes, or 0 with the bytes that were looked at in *tried. Escape sequences give no output. */
static size_t one_character(struct decoder *d, const char *bytes, size_t left, char out[ROOM],
                            size_t *n_out, size_t *tried) {
    for (size_t len = 1; len <= left && len <= LONGEST; len++) {
        char *in = (char *)(uintptr_t)bytes; /* iconv's prototype lacks const */
        size_t unread = len;
        char *to = out;
        size_t room = ROOM;
        bool done = iconv(d->cd, &in, &unread, &to, &room) != (size_t)-1;
        bool is_short = !done && errno == EINVAL;
        if (done && d->shape != CHARSET_SHAPE_ANY) {
            iconv(d->cd, NULL, NULL, &to, &room); /* what it held back to combine */
        }
        *n_out = ROOM - room;
        *tried = len;
        if (done || unread < len) {
            return len - unread;
        }
        if (!is_short) {
            break;
        }
    }
    return 0;
}

/* A run of bytes past 0xA0, from the start of a character on: pairs. False when iconv objects. */
static bool decode_pairs(struct decoder *d) {
    size_t to = d->pos;
    while (to + 2 <= d->in.len && to - d->pos < PAIR_BYTES && byte_at(d, to) > 0xa0 &&
           byte_at(d, to + 1) > 0xa0) {
        to += 2;
    }
    char text[2 * PAIR_BYTES];
    char *in = (char *)(uintptr_t)(d->in.ptr + d->pos);
    size_t unread = to - d->pos;
    char *end = text;
    size_t room = sizeof text;
    if (unread > 0) {
        iconv(d->cd, &in, &unread, &end, &room);
    }
    str made = {text, sizeof text - room};
    for (size_t i = 0, len; i < made.len; i += len) {
        utf8_decode(made, i, &len);
        put(d, 2, str_slice(made, i, i + len));
    }
    return made.len > 0;
}

static void decode_iconv(struct decoder *d) {
    while (goes_on(d)) {
        if (d->shape != CHARSET_SHAPE_ANY && byte_at(d, d->pos) < 0x80) {
            copy_ascii(d);
            continue;
        }
        if (d->shape == CHARSET_SHAPE_PAIRS && decode_pairs(d)) {
            continue;
        }
        char out[ROOM];
        size_t n_out = 0;
        size_t tried = 0;
        size_t len = one_character(d, d->in.ptr + d->pos, d->in.len - d->pos, out, &n_out, &tried);
        if (len == 0) {
            unsigned char least = d->shape == CHARSET_SHAPE_ANY ? 0x21 : 0x80;
            put_fault(d, tried > 1 && byte_at(d, d->pos + 1) >= least ? 2 : 1);
            continue;
        }
        put(d, len, str_of(out, n_out));
    }
}

/* UTF-8 of every byte; len 0 = no character. */
struct byte_table {
    char text[256][4];
    uint8_t len[256];
};

/* Fill the table; false when the encoding isn't one of single bytes over ASCII. */
static bool table_init(struct byte_table *t, struct decoder *d) {
    bool single = true;
    for (unsigned b = 0; b < 256 && single; b++) {
        char byte = (char)b;
        char out[ROOM];
        char *in = &byte;
        size_t unread = 1;
        char *to = out;
        size_t room = ROOM;
        bool done = iconv(d->cd, &in, &unread, &to, &room) != (size_t)-1;
        bool is_short = !done && errno == EINVAL;
        iconv(d->cd, NULL, NULL, &to, &room);
        size_t n = done ? ROOM - room : 0;
        single = !is_short && n <= 4 && (b >= 0x80 || (n == 1 && out[0] == byte));
        memcpy(t->text[b], out, single ? n : 0);
        t->len[b] = (uint8_t)n;
    }
    return single;
}

static void table_init_user_defined(struct byte_table *t) {
    for (unsigned b = 0x80; b < 256; b++) {
        unsigned low = 0x80 + (b & 0x3f);
        t->text[b][0] = (char)0xef;
        t->text[b][1] = (char)(b < 0xc0 ? 0x9e : 0x9f);
        t->text[b][2] = (char)low;
        t->len[b] = 3;
    }
}

/* Past ASCII, up to the next ASCII. */
static void decode_high(struct decoder *d, const struct byte_table *t) {
    while (goes_on(d) && byte_at(d, d->pos) >= 0x80) {
        unsigned char b = byte_at(d, d->pos);
        if (t->len[b]) {
            put(d, 1, str_of(t->text[b], t->len[b]));
        } else {
            put_fault(d, 1);
        }
    }
}

static void decode_bytes(struct decoder *d, const struct byte_table *t) {
    while (goes_on(d)) {
        copy_ascii(d);
        decode_high(d, t);
    }
}

static enum err decode_with_iconv(struct decoder *d, const char *encoding) {
    d->cd = iconv_open("UTF-8", encoding);
    if (d->cd == (iconv_t)-1) {
        return ERR_MISSING;
    }
    struct byte_table table;
    bool may_be_bytes = d->shape == CHARSET_SHAPE_BYTES || d->shape == CHARSET_SHAPE_ANY;
    if (may_be_bytes && table_init(&table, d)) {
        decode_bytes(d, &table);
    } else {
        iconv(d->cd, NULL, NULL, NULL, NULL);
        decode_iconv(d);
    }
    iconv_close(d->cd);
    return ERR_OK;
}

static enum err decode(struct decoder *d, const struct charset_info *info) {
    bool big = str_ends_with(str_from_cstr(info->name), STR("BE"));
    switch (info->shape) {
    case CHARSET_SHAPE_UTF_8:
        decode_utf8(d);
        return ERR_OK;
    case CHARSET_SHAPE_UNITS_2:
        decode_units(d, 2, big);
        return ERR_OK;
    case CHARSET_SHAPE_UNITS_4:
        decode_units(d, 4, big);
        return ERR_OK;
    case CHARSET_SHAPE_BYTES:
    case CHARSET_SHAPE_PAIRS:
    case CHARSET_SHAPE_LEADS:
    case CHARSET_SHAPE_ANY:
        break;
    }
    if (!info->iconv) {
        struct byte_table table;
        table_init_user_defined(&table);
        decode_bytes(d, &table);
        return ERR_OK;
    }
    return decode_with_iconv(d, info->iconv);
}

enum err charset_decode(arena *a, str bytes, const struct charset_info *info,
                        struct charset_text *out) {
    struct decoder d = {.a = a, .in = bytes, .shape = info->shape};
    if (bytes.len > UINT32_MAX / 4) {
        return ERR_LIMIT;
    }
    buf_init(&d.out, bytes.len * 4 + MORE);
    buf_reserve(&d.out, bytes.len + bytes.len / 8 + ROOM);
    enum err code = decode(&d, info);
    code = code == ERR_OK ? d.failed : code;
    code = code == ERR_OK ? d.out.failed : code;
    if (code == ERR_OK) {
        str text = arena_copy(a, buf_str(&d.out));
        code = text.ptr ? ERR_OK : a->last;
        if (code == ERR_OK) {
            out->text = text;
            out->n_repaired = d.n_repaired;
            out->run = d.runs.v;
            out->n_runs = d.runs.n;
        }
    }
    buf_done(&d.out);
    return code;
}
