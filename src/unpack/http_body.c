/* http_body.c - undo what was done to a body on its way. Crawlers keep heads whose codings they
 * have undone already, name codings that were never there and cut bodies short, so each step looks
 * at the bytes first and takes the head as a hint: magic for gzip and zstd, the header's check sum
 * for zlib, and for bare deflate and brotli, which have none, that packed bytes don't look like
 * text. gzip goes through libdeflate when it's whole, through zlib when it's cut. Output grows to a
 * limit. */
#include "unpack/http_body.h"

#include <libdeflate.h>

#include "base/buf.h"
#include "unpack/codec.h"

enum { CODINGS_MOST = 4, GZIP_LEAST = 18, GROW = 1 << 16, CHUNK_LINE = 4096 };

static enum err no_memory(struct error *e, enum err code) {
    return error_set(e, code, STR("HTTP body"), UINT64_MAX, "%s", err_name(code));
}

static enum err too_long(struct error *e, size_t in, size_t out) {
    return error_set(e, ERR_LIMIT, STR("HTTP body"), UINT64_MAX,
                     "%zu bytes unpack to %zu or more; at most %zu bytes and %d times are read", in,
                     out, LIMIT_UNPACKED_BYTES, LIMIT_UNPACK_RATIO);
}

/* The value of a hexadecimal digit, or 16. */
static unsigned hex_value(char c) {
    return c >= '0' && c <= '9'   ? (unsigned)(c - '0')
           : c >= 'a' && c <= 'f' ? (unsigned)(c - 'a' + 10)
           : c >= 'A' && c <= 'F' ? (unsigned)(c - 'A' + 10)
                                  : 16;
}

/* The line "1a2b[; extension]" at `pos`: the size, and in *pos where its data begins. False when it
 * isn't one. */
static bool chunk_size(str s, size_t *pos, size_t *size) {
    size_t i = *pos;
    size_t n_digits = 0;
    *size = 0;
    for (; i < s.len && hex_value(s.ptr[i]) < 16; i++, n_digits++) {
        *size = *size * 16 + hex_value(s.ptr[i]);
        if (n_digits > 8) { /* longer than any body */
            return false;
        }
    }
    size_t left = s.len - i;
    const char *feed = left ? memchr(s.ptr + i, '\n', left < CHUNK_LINE ? left : CHUNK_LINE) : NULL;
    if (n_digits == 0 || !feed) {
        return false;
    }
    str rest = str_trim(str_of(s.ptr + i, (size_t)(feed - s.ptr) - i));
    *pos = (size_t)(feed - s.ptr) + 1;
    return rest.len == 0 || rest.ptr[0] == ';';
}

/* One chunk at *pos: its data, and whether it is as the rules say. The last one is empty. */
static bool next_chunk(str s, size_t *pos, str *data) {
    size_t size;
    size_t at = *pos;
    *data = str_of(s.ptr, 0);
    if (!chunk_size(s, &at, &size)) {
        return false;
    }
    bool is_whole = size <= s.len - at;
    *data = str_slice(s, at, is_whole ? at + size : s.len);
    at += data->len;
    if (size > 0) { /* the line end behind the data */
        at += at < s.len && s.ptr[at] == '\r';
        at += at < s.len && s.ptr[at] == '\n';
    }
    *pos = at;
    return is_whole;
}

/* Join the chunks of m->body: nothing is copied when there's one. */
static enum err undo_chunks(arena *a, struct http_message *m, struct error *e) {
    str s = m->body;
    size_t pos = 0;
    size_t total = 0;
    size_t n = 0;
    bool is_fine;
    str data = {0};
    str first = {0};
    for (;;) { /* first how much there is */
        is_fine = next_chunk(s, &pos, &data);
        if (data.len == 0) {
            break;
        }
        first = n++ == 0 ? data : first;
        total += data.len;
        if (!is_fine) {
            break;
        }
    }
    if (n == 0 && !is_fine) {
        m->flags |= s.len > 0 ? HTTP_NOT_CHUNKED : HTTP_CUT;
        return ERR_OK;
    }
    m->flags |= is_fine ? 0 : HTTP_CUT;
    m->body = first;
    if (n > 1) {
        char *to = arena_take(a, total);
        if (!to) {
            return no_memory(e, a->last);
        }
        m->body = str_of(to, total);
        pos = 0;
        for (size_t i = 0; i < n; i++) {
            (void)next_chunk(s, &pos, &data);
            memcpy(to, data.ptr, data.len);
            to += data.len;
        }
    }
    return ERR_OK;
}

/* A whole gzip member of known size through libdeflate; false when that isn't possible. */
static bool gunzip_whole(arena *a, str packed, str *out) {
    if (packed.len < GZIP_LEAST) {
        return false;
    }
    const unsigned char *tail = (const unsigned char *)packed.ptr + packed.len - 4;
    size_t size = (size_t)tail[0] | (size_t)tail[1] << 8 | (size_t)tail[2] << 16 |
                  (size_t)tail[3] << 24; /* of the last member; right when there's one */
    if (size == 0 || size > LIMIT_UNPACKED_BYTES || codec_is_bomb(packed.len, size)) {
        return false;
    }
    struct libdeflate_decompressor *d = libdeflate_alloc_decompressor();
    arena_pos before = arena_mark(a);
    char *to = d ? arena_take(a, size) : NULL;
    size_t used = 0;
    size_t got = 0;
    bool is_done = to && libdeflate_gzip_decompress_ex(d, packed.ptr, packed.len, to, size, &used,
                                                       &got) == LIBDEFLATE_SUCCESS;
    libdeflate_free_decompressor(d);
    if (!is_done || used != packed.len) {
        arena_reset(a, before);
        return false;
    }
    *out = str_of(to, got);
    return true;
}

/* Decode as far as it goes, several members too, into `out`. */
static enum err decode_stream(struct codec *c, str packed, buf *out, enum codec_state *state) {
    str src = packed;
    for (;;) {
        if (buf_reserve(out, GROW) != ERR_OK) {
            return out->failed;
        }
        size_t before = src.len;
        size_t n;
        *state = codec_step(c, &src, out->ptr + out->len, out->cap - out->len, &n);
        out->len += n;
        if (codec_is_bomb(packed.len - src.len, out->len)) {
            return ERR_LIMIT;
        }
        if (*state == CODEC_ENDED && src.len > 0 && codec_sniff(src) == c->kind) {
            TRY(codec_again(c));
        } else if (*state != CODEC_GOES_ON || (n == 0 && src.len == before)) {
            return *state == CODEC_NO_MEMORY ? ERR_NOMEM : ERR_OK;
        }
    }
}

/* Undo one coding of m->body. */
static enum err undo_coding(arena *a, enum codec_kind kind, struct http_message *m,
                            struct error *e) {
    str packed = m->body;
    if (kind == CODEC_GZIP && gunzip_whole(a, packed, &m->body)) {
        return ERR_OK;
    }
    struct codec c;
    enum codec_state state = CODEC_GOES_ON;
    buf out;
    buf_init(&out, LIMIT_UNPACKED_BYTES);
    enum err code = codec_open(&c, kind);
    if (code == ERR_OK) {
        code = decode_stream(&c, packed, &out, &state);
    }
    if (code == ERR_OK) {
        m->flags |= state == CODEC_ENDED ? 0 : HTTP_CUT;
        m->body = arena_copy(a, buf_str(&out));
        code = m->body.ptr ? ERR_OK : a->last;
    }
    size_t len = out.len;
    codec_close(&c);
    buf_done(&out);
    return code == ERR_OK      ? ERR_OK
           : code == ERR_LIMIT ? too_long(e, packed.len, len)
                               : no_memory(e, code);
}

static bool is_any(str name, const char *const *known) {
    while (*known && !str_equals_nocase(name, str_from_cstr(*known))) {
        known++;
    }
    return *known != NULL;
}

/* Which decoder a coding's name stands for, judged by the bytes: CODEC_NONE = the bytes aren't in
 * it, or the name isn't known. */
static enum codec_kind coding_kind(str name, str body, unsigned *flags) {
    static const char *const none[] = {"", "identity", "none", NULL};
    static const char *const marked[] = {"gzip", "x-gzip", "zstd", NULL};
    str head = str_slice(body, 0, body.len < 512 ? body.len : 512);
    enum codec_kind by_magic = codec_sniff(head);
    enum codec_kind kind = CODEC_NONE;
    if (is_any(name, none)) {
        return CODEC_NONE;
    }
    if (by_magic != CODEC_NONE) { /* whatever it is called */
        return by_magic;
    }
    bool has_magic = is_any(name, marked);
    if (str_equals_nocase(name, STR("deflate"))) {
        kind = codec_has_zlib_header(head) ? CODEC_ZLIB : CODEC_DEFLATE;
    } else if (str_equals_nocase(name, STR("br"))) {
        kind = CODEC_BROTLI;
    } else if (!has_magic) {
        *flags |= HTTP_UNKNOWN;
        return CODEC_NONE;
    }
    if (has_magic || body.len == 0 || codec_is_plain(head)) {
        *flags |= body.len > 0 ? HTTP_NOT_CODED : 0;
        return CODEC_NONE;
    }
    return kind;
}

/* The last name of a list "gzip, br" and the list without it. */
static str last_name(str *list) {
    size_t from = list->len;
    while (from > 0 && list->ptr[from - 1] != ',') {
        from--;
    }
    str name = str_trim(str_slice(*list, from, list->len));
    *list = str_slice(*list, 0, from > 0 ? from - 1 : 0);
    return name;
}

/* Undo the codings of a list, the last one first. */
static enum err undo_list(arena *a, str list, struct http_message *m, struct error *e) {
    for (int n = 0; list.len > 0; n++) {
        str name = last_name(&list);
        if (str_equals_nocase(name, STR("chunked"))) {
            TRY(undo_chunks(a, m, e));
            continue;
        }
        enum codec_kind kind = coding_kind(name, m->body, &m->flags);
        if (kind == CODEC_NONE) {
            continue;
        }
        if (n >= CODINGS_MOST) {
            m->flags |= HTTP_UNKNOWN;
            break;
        }
        TRY(undo_coding(a, kind, m, e));
    }
    return ERR_OK;
}

/* Packed though the head names no coding: text types only, for others may be archives. */
static bool is_packed_text(const struct http_message *m) {
    return m->content_encoding.len == 0 && codec_sniff(m->body) == CODEC_GZIP &&
           (str_starts_with(m->content_type, STR("text/")) ||
            str_find(m->content_type, STR("xml"), 0) != SIZE_MAX ||
            str_find(m->content_type, STR("json"), 0) != SIZE_MAX);
}

enum err http_body_decode(arena *a, struct http_message *m, struct error *e) {
    enum err code = undo_list(a, m->transfer_encoding, m, e);
    if (code == ERR_OK) {
        code = undo_list(a, m->content_encoding, m, e);
    }
    if (code == ERR_OK && is_packed_text(m)) {
        code = undo_coding(a, CODEC_GZIP, m, e);
    }
    if (code == ERR_OK && m->body.len > LIMIT_UNPACKED_BYTES) {
        code = too_long(e, m->raw_body.len, m->body.len);
    }
    if (code != ERR_OK) {
        m->body = str_of("", 0);
    }
    return code;
}
