/* warc_member.c - the packed members of an archive, one after the other. A gzip member that fits
 * into a window of 1 MiB and a room of 4 goes through libdeflate in one call, which is three times
 * as fast as zlib and checks the CRC before a byte is used; where it ends is known only by
 * decoding, so a window too small shows as damage and is doubled. What is larger, what is really
 * damaged and all of zstd is streamed: then up to 256 KiB behind the decoder stay in the window,
 * for the search that follows damage. Skippable frames of zstd are passed over; the first one of a
 * .warc.zst file holds the dictionary of the others. */
#include <libdeflate.h>

#include "unpack/warc_state.h"

enum {
    READ = 1 << 16,
    KEEP = 1 << 17, /* bytes left behind the decoder */
    WINDOW = 1 << 18,
    WINDOW_MOST = 1 << 20,
    ROOM = 1 << 20,
    ROOM_MOST = 1 << 22,
    ROOM_KEPT = 1 << 22, /* larger ones are given back behind the member */
    SKIPPABLE_HEAD = 8,
    DICTIONARY = 0x184D2A5D,
    DICTIONARY_MOST = 1 << 24
};

static enum err no_memory(struct warc *w, struct error *e) {
    return error_set(e, ERR_NOMEM, str_from_cstr(w->raw->path), w->raw->pos, "out of memory");
}

uint64_t warc_member_length(const struct warc *w) {
    return w->text == &w->memory ? w->packed_len : w->raw->pos + w->ahead - w->member;
}

/* Say why nothing more comes from the streamed member. */
#define BAD(w, code, ...)                                                                   \
    error_set(&(w)->bad, (code), str_from_cstr((w)->raw->path), (w)->raw->pos + (w)->ahead, \
              __VA_ARGS__)

static void stream_step(struct warc *w, str src, char *dst, size_t cap, size_t *n) {
    const char *name = codec_name(w->kind);
    str rest = src;
    enum codec_state state = codec_step(&w->codec, &rest, dst, cap, n);
    w->ahead += src.len - rest.len;
    w->n_out += *n;
    w->has_ended = state == CODEC_ENDED;
    if (codec_is_bomb(warc_member_length(w), w->n_out)) {
        *n = 0;
        BAD(w, ERR_LIMIT, "a %s member grows more than %d times; refused as a bomb", name,
            LIMIT_UNPACK_RATIO);
    } else if (state == CODEC_NO_MEMORY) {
        BAD(w, ERR_NOMEM, "out of memory");
    } else if (state == CODEC_DAMAGED) {
        BAD(w, ERR_INPUT, "%s data of the member at %llu is damaged: %s", name,
            (unsigned long long)w->member, codec_reason(&w->codec));
    } else if (state == CODEC_GOES_ON && *n == 0 && src.len == 0) {
        BAD(w, ERR_INPUT, "the %s member at %llu isn't whole: the file ends inside it", name,
            (unsigned long long)w->member);
    }
    if (w->ahead > 2 * KEEP) {
        input_take(w->raw, w->ahead - KEEP);
        w->ahead = KEEP;
    }
}

/* The source behind w->stream: the rest of the member. */
static enum err stream_bytes(void *ctx, char *dst, size_t cap, size_t *n, struct error *e) {
    struct warc *w = ctx;
    *n = 0;
    while (*n == 0 && !w->has_ended) {
        if (w->bad.code != ERR_OK) {
            *e = w->bad;
            return w->bad.code;
        }
        str src;
        if (input_peek(w->raw, w->ahead + READ, &src, &w->bad) == ERR_OK) {
            stream_step(w, str_slice(src, w->ahead, src.len), dst, cap, n);
        }
    }
    return ERR_OK;
}

static enum err open_stream(struct warc *w, struct error *e) {
    enum err code =
        w->codec.kind == CODEC_NONE ? codec_open(&w->codec, w->kind) : codec_again(&w->codec);
    if (code != ERR_OK) {
        return no_memory(w, e);
    }
    buf held = w->stream.held; /* its memory serves again */
    input_from_source(&w->stream, stream_bytes, w, w->raw->path);
    held.len = 0;
    w->stream.held = held;
    w->n_out = 0;
    w->has_ended = false;
    w->bad = (struct error){0};
    w->text = &w->stream;
    return ERR_OK;
}

/* Try libdeflate on the member at hand; *is_open tells whether it went. */
static enum err open_whole(struct warc *w, bool *is_open, struct error *e) {
    size_t window = WINDOW;
    size_t room = ROOM;
    *is_open = false;
    for (;;) {
        str s;
        TRY(input_peek(w->raw, window, &s, e));
        if (w->out.cap < room) {
            buf_done(&w->out); /* nothing to copy */
            if (buf_reserve(&w->out, room) != ERR_OK) {
                return no_memory(w, e);
            }
        }
        size_t got;
        enum libdeflate_result result = libdeflate_gzip_decompress_ex(
            w->whole, s.ptr, s.len, w->out.ptr, w->out.cap, &w->packed_len, &got);
        if (result == LIBDEFLATE_SUCCESS) {
            *is_open = !codec_is_bomb(w->packed_len, got);
            input_from_memory(&w->memory, str_of(w->out.ptr, got));
            w->text = *is_open ? &w->memory : NULL;
            return ERR_OK;
        }
        if (result == LIBDEFLATE_INSUFFICIENT_SPACE && w->out.cap < ROOM_MOST) {
            room = w->out.cap * 2;
        } else if (result == LIBDEFLATE_BAD_DATA && s.len == window && window < WINDOW_MOST) {
            window *= 2;
        } else {
            return ERR_OK;
        }
    }
}

/* The dictionary, which may be packed itself. */
static enum err load_dictionary(struct warc *w, str bytes, struct error *e) {
    buf out;
    buf_init(&out, DICTIONARY_MOST);
    enum err code = ERR_OK;
    enum codec_state state = CODEC_ENDED;
    if (codec_sniff(bytes) == CODEC_ZSTD) {
        struct codec c;
        size_t n = 1;
        code = codec_open(&c, CODEC_ZSTD);
        for (state = CODEC_GOES_ON; code == ERR_OK && state == CODEC_GOES_ON && n > 0;) {
            code = buf_reserve(&out, READ);
            if (code == ERR_OK) {
                state = codec_step(&c, &bytes, out.ptr + out.len, out.cap - out.len, &n);
                out.len += n;
            }
        }
        codec_close(&c);
        bytes = buf_str(&out);
    }
    code = code == ERR_OK && state != CODEC_ENDED ? ERR_INPUT : code;
    if (code == ERR_OK && w->codec.kind == CODEC_NONE) {
        code = codec_open(&w->codec, CODEC_ZSTD);
    }
    if (code == ERR_OK) {
        code = codec_use_dictionary(&w->codec, bytes);
    }
    if (code == ERR_OK && w->probe.kind == CODEC_NONE) {
        code = codec_open(&w->probe, CODEC_ZSTD);
    }
    if (code == ERR_OK) {
        code = codec_use_dictionary(&w->probe, bytes);
    }
    buf_done(&out);
    return code == ERR_OK
               ? ERR_OK
               : error_set(e, code, str_from_cstr(w->raw->path), w->raw->pos,
                           "the dictionary for the frames that follow: %s", err_name(code));
}

/* A skippable frame: a dictionary at the front of the file, else padding. */
static enum err pass_skippable(struct warc *w, str s, struct error *e) {
    const unsigned char *b = (const unsigned char *)s.ptr;
    if (s.len < SKIPPABLE_HEAD) {
        input_take(w->raw, s.len);
        return ERR_OK;
    }
    uint64_t left = SKIPPABLE_HEAD + ((uint64_t)b[4] | (uint64_t)b[5] << 8 | (uint64_t)b[6] << 16 |
                                      (uint64_t)b[7] << 24);
    bool is_dictionary = b[0] == (DICTIONARY & 0xff) && w->raw->pos == 0;
    enum err code = ERR_OK;
    if (is_dictionary && left <= DICTIONARY_MOST) {
        TRY(input_peek(w->raw, left, &s, e));
        code = load_dictionary(w, str_slice(s, SKIPPABLE_HEAD, s.len), e);
    }
    while (left > 0) {
        str part;
        TRY(input_peek(w->raw, left < READ ? left : READ, &part, e));
        if (part.len == 0) {
            break;
        }
        input_take(w->raw, part.len);
        left -= part.len;
    }
    return code;
}

/* Zeros, skippable frames: whether something of the kind was passed over. */
static enum err pass_padding(struct warc *w, str s, bool *has_passed, struct error *e) {
    uint64_t before = w->raw->pos;
    enum err code = ERR_OK;
    if (s.ptr[0] == 0) {
        size_t n = 1;
        while (n < s.len && s.ptr[n] == 0) {
            n++;
        }
        input_take(w->raw, n);
    } else if (w->kind == CODEC_ZSTD && codec_sniff(s) == CODEC_ZSTD && s.ptr[0] != 0x28) {
        code = pass_skippable(w, s, e);
    }
    *has_passed = w->raw->pos > before;
    w->tally.padding += w->raw->pos - before;
    w->counted = w->raw->pos;
    return code;
}

/* What is behind the open member and its decoder. */
static enum err look_behind(struct warc *w, bool *goes_on, struct error *e) {
    size_t at = w->text == &w->memory ? w->packed_len : w->ahead;
    size_t most = w->kind == CODEC_GZIP ? WARC_GZIP_PROBE : WARC_ZSTD_PROBE;
    str s;
    TRY(input_peek(w->raw, at + most, &s, e));
    s = str_slice(s, at, s.len);
    *goes_on = codec_sniff(s) == w->kind && !warc_seek_begins(w, s);
    return ERR_OK;
}

enum err warc_member_join(struct warc *w, bool *has_joined, struct error *e) {
    *has_joined = false;
    if (w->text == w->raw) {
        return ERR_OK;
    }
    TRY(look_behind(w, has_joined, e));
    if (!*has_joined) {
        return ERR_OK;
    }
    if (w->text == &w->stream) {
        w->has_ended = false;
        w->stream.at_end = false;
        return codec_again(&w->codec) == ERR_OK ? ERR_OK : no_memory(w, e);
    }
    uint64_t seen = w->memory.pos;
    TRY(open_stream(w, e));
    while (w->stream.pos < seen) { /* in vain only if memory fails: it was right before */
        str s;
        TRY(input_peek(&w->stream, seen - w->stream.pos < READ ? seen - w->stream.pos : READ, &s,
                       e));
        if (s.len == 0) {
            break;
        }
        input_take(&w->stream, s.len);
    }
    return ERR_OK;
}

enum err warc_member_open(struct warc *w, struct error *e) {
    str s;
    bool has_passed = true;
    while (has_passed) {
        TRY(input_peek(w->raw, READ, &s, e));
        if (s.len == 0) {
            return ERR_MISSING;
        }
        TRY(pass_padding(w, s, &has_passed, e));
    }
    w->member = w->raw->pos;
    w->in_member = 0;
    w->is_hurt = false;
    w->ahead = 0;
    if (codec_sniff(s) != w->kind) {
        error_set(e, ERR_INPUT, str_from_cstr(w->raw->path), w->member,
                  "bytes that aren't %s data, where another member or the end was expected",
                  codec_name(w->kind));
        return warc_seek_member(w, e);
    }
    bool is_open = false;
    if (w->kind == CODEC_GZIP) {
        TRY(open_whole(w, &is_open, e));
    }
    return is_open ? ERR_OK : open_stream(w, e);
}

void warc_member_close(struct warc *w) {
    if (w->text == &w->memory) {
        input_take(w->raw, w->packed_len);
    } else if (w->has_ended) {
        input_take(w->raw, w->ahead);
    }
    w->ahead = 0;
    uint64_t n = w->raw->pos - w->counted;
    w->counted = w->raw->pos;
    *(w->in_member > 0 ? &w->tally.kept : w->is_hurt ? &w->tally.lost : &w->tally.padding) += n;
    w->text = NULL;
    if (w->out.cap > ROOM_KEPT) {
        buf_done(&w->out);
    }
    if (w->stream.held.cap > ROOM_KEPT) {
        buf_done(&w->stream.held);
    }
}
