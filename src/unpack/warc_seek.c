/* warc_seek.c - go on behind damage. In text the next record is a line that begins with "WARC/0."
 * or "WARC/1."; in packed bytes it's a magic whose first bytes unpack to that, which chance
 * practically never gives. The search begins inside the damaged member, since a member cut short is
 * followed at once by a good one. A file made of false starts would be decoded over and over: what
 * is decoded in vain is counted, and past 64 MiB and 16 times the file so far the rest is given up.
 */
#include <stdio.h>

#include "unpack/warc_state.h"

enum { PIECE = 1 << 16, BEGINNING = 7, IN_VAIN = 16 };

/* "; N bytes passed over" behind the message. */
static enum err tell(struct error *e, uint64_t n, const char *unit) {
    size_t len = strlen(e->msg);
    snprintf(e->msg + len, sizeof e->msg - len, "; %llu %s passed over", (unsigned long long)n,
             unit);
    return e->code;
}

/* Where the next record begins in `s` behind its first byte, or SIZE_MAX. */
static size_t find_record(str s) {
    size_t at = 0;
    while ((at = str_find(s, STR("\nWARC/"), at)) != SIZE_MAX) {
        at++;
        if (warc_header_begins(str_slice(s, at, s.len))) {
            return at;
        }
    }
    return SIZE_MAX;
}

static enum err pass_text(struct warc *w, uint64_t *n, struct error *e) {
    uint64_t before = w->text->pos;
    enum err code;
    str s;
    for (;;) {
        code = input_peek(w->text, PIECE, &s, e);
        if (code != ERR_OK) {
            input_peek(w->text, 0, &s, NULL);
            break;
        }
        size_t at = find_record(s);
        bool is_last = s.len < PIECE;
        input_take(w->text, at != SIZE_MAX ? at : is_last ? s.len : s.len - BEGINNING);
        if (at != SIZE_MAX || is_last) {
            break;
        }
    }
    *n = w->text->pos - before;
    return code;
}

enum err warc_seek_record(struct warc *w, struct error *e) {
    uint64_t n;
    struct error other = {0};
    w->is_hurt = true;
    w->tally.n_damages++;
    enum err code = pass_text(w, &n, &other);
    if (w->text != w->raw && code != ERR_OK) { /* the stream is broken too */
        w->tally.n_damages--;
        return warc_seek_member(w, e);
    }
    if (w->text != w->raw) {
        return tell(e, n, "unpacked bytes");
    }
    w->tally.lost += n;
    w->counted = w->raw->pos;
    if (code != ERR_OK) {
        *e = other;
        return code;
    }
    return tell(e, n, "bytes");
}

bool warc_seek_begins(struct warc *w, str s) {
    char start[BEGINNING];
    size_t got = 0;
    if (codec_sniff(s) != w->kind || (w->kind == CODEC_GZIP && (s.len < 10 || (s.ptr[3] & 0xe0)))) {
        return false;
    }
    if (w->probe.kind == CODEC_NONE ? codec_open(&w->probe, w->kind) : codec_again(&w->probe)) {
        return false;
    }
    size_t most = w->kind == CODEC_GZIP ? WARC_GZIP_PROBE : WARC_ZSTD_PROBE;
    str src = str_slice(s, 0, s.len < most ? s.len : most);
    enum codec_state state = CODEC_GOES_ON;
    size_t n = 1;
    while (got < BEGINNING && state == CODEC_GOES_ON && n > 0) {
        state = codec_step(&w->probe, &src, start + got, BEGINNING - got, &n);
        got += n;
    }
    w->spent += (size_t)(src.ptr - s.ptr) + BEGINNING;
    return got == BEGINNING && warc_header_begins(str_of(start, got));
}

/* The first plausible start in s[from, to), or `to`; what begins there may reach to the end of s.
 */
static size_t find_member(struct warc *w, str s, size_t from, size_t to) {
    int magic = w->kind == CODEC_GZIP ? 0x1f : 0x28;
    while (from < to) {
        const char *at = memchr(s.ptr + from, magic, to - from);
        if (!at) {
            return to;
        }
        from = (size_t)(at - s.ptr);
        if (warc_seek_begins(w, str_slice(s, from, s.len))) {
            return from;
        }
        from++;
    }
    return to;
}

enum err warc_seek_member(struct warc *w, struct error *e) {
    bool is_at_start = w->raw->pos == w->member;
    w->is_hurt = true;
    w->tally.n_damages++;
    w->spent += w->ahead;
    w->has_ended = false; /* close takes nothing then */
    w->text = NULL;
    warc_member_close(w);
    size_t reach = w->kind == CODEC_GZIP ? WARC_GZIP_PROBE : WARC_ZSTD_PROBE;
    size_t from = is_at_start ? 1 : 0;
    uint64_t before = w->raw->pos;
    for (;;) {
        str s;
        TRY(input_peek(w->raw, PIECE + reach, &s, e));
        bool is_last = s.len < PIECE + reach;
        size_t to = is_last ? s.len : PIECE;
        bool is_hopeless = w->spent > 64 * MiB + IN_VAIN * w->raw->pos;
        size_t at = is_hopeless || from > to ? to : find_member(w, s, from, to);
        input_take(w->raw, at);
        from = 0;
        if (at < to || is_last) {
            break;
        }
    }
    w->tally.lost += w->raw->pos - before;
    w->counted = w->raw->pos;
    return tell(e, w->raw->pos - before, "bytes");
}
