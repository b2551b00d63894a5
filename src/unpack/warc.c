/* warc.c - records of an archive (ISO 28500; versions 0.1x, 1.0 and 1.1). A record is looked at
 * whole before anything of it is taken: its head, the block that Content-Length promises and the
 * few bytes behind, which tell a right length from a wrong one. So a record that turns out to be
 * wrong leaves its bytes to the search for the next. A member is read by warc_member.c, which hands
 * them over unpacked and checked; damage is passed over by warc_seek.c. One pass, O(bytes). */
#include "unpack/warc.h"

#include <libdeflate.h>
#include <sys/stat.h>

#include "unpack/warc_state.h"

enum {
    HEAD = 1 << 13,
    HEAD_MOST = 1 << 16,
    PIECE = 1 << 16,
    BEHIND = 4,
    BEGINNING = 7,
    SNIFFED = 64
};

static enum warc_form form_of(str text) {
    return warc_header_begins(text)                    ? WARC_PLAIN
           : str_starts_with(text, STR("filedesc://")) ? WARC_ARC
                                                       : WARC_NONE;
}

enum warc_form warc_sniff(str head) {
    enum codec_kind kind = codec_sniff(head);
    if (kind == CODEC_NONE) {
        return form_of(head);
    }
    if (kind == CODEC_ZSTD && head.ptr[0] == 0x5d) { /* a dictionary: only archives begin so */
        return WARC_PACKED;
    }
    struct codec c;
    char text[SNIFFED];
    size_t len = 0;
    size_t n = 1;
    enum codec_state state = CODEC_GOES_ON;
    if (codec_open(&c, kind) != ERR_OK) {
        return WARC_NONE;
    }
    while (state == CODEC_GOES_ON && n > 0 && len < SNIFFED) {
        state = codec_step(&c, &head, text + len, SNIFFED - len, &n);
        len += n;
    }
    codec_close(&c);
    enum warc_form form = form_of(str_of(text, len));
    return form == WARC_PLAIN ? WARC_PACKED : form;
}

enum err warc_open(arena *a, struct input *raw, size_t max_block, struct warc **out,
                   struct error *e) {
    str head;
    TRY(input_peek(raw, PIECE, &head, e));
    if (head.len == 0) {
        return error_set(e, ERR_INPUT, str_from_cstr(raw->path), 0,
                         "empty, where an archive was expected");
    }
    if (warc_sniff(head) == WARC_ARC) {
        return error_set(e, ERR_INPUT, str_from_cstr(raw->path), 0,
                         "an archive in the old ARC format, which isn't read; WARC was expected");
    }
    struct warc *w = arena_new(a, struct warc);
    if (!w) {
        return error_set(e, a->last, str_from_cstr(raw->path), 0, "%s", err_name(a->last));
    }
    w->raw = raw;
    w->max_block = max_block ? max_block : LIMIT_UNPACKED_BYTES;
    w->kind = codec_sniff(head);
    w->counted = raw->pos;
    w->text = w->kind == CODEC_NONE ? raw : NULL;
    buf_init(&w->out, SIZE_MAX / 2);
    buf_init(&w->stream.held, SIZE_MAX / 2);
    if (w->kind == CODEC_GZIP) {
        w->whole = libdeflate_alloc_decompressor();
        if (!w->whole) {
            return error_set(e, ERR_NOMEM, str_from_cstr(raw->path), 0, "out of memory");
        }
    }
    *out = w;
    return ERR_OK;
}

void warc_close(struct warc *w) {
    if (w) {
        libdeflate_free_decompressor(w->whole);
        codec_close(&w->codec);
        codec_close(&w->probe);
        buf_done(&w->out);
        buf_done(&w->stream.held);
    }
}

struct warc_tally warc_tally(const struct warc *w) {
    return w->tally;
}

/* Where the reading stands, in the file. */
static uint64_t file_pos(const struct warc *w) {
    return w->text == w->raw ? w->raw->pos : w->member;
}

/* Damage of the record at hand. */
static enum err damaged(struct warc *w, const char *reason, struct error *e) {
    if (w->text == w->raw) {
        error_set(e, ERR_INPUT, str_from_cstr(w->raw->path), w->raw->pos, "%s", reason);
    } else {
        error_set(e, ERR_INPUT, str_from_cstr(w->raw->path), w->member,
                  "in this member, at byte %llu unpacked: %s", (unsigned long long)w->text->pos,
                  reason);
    }
    return warc_seek_record(w, e);
}

/* Look at the text; the end of a broken stream is damage to be passed over. */
static enum err look(struct warc *w, size_t n, str *s, struct error *e) {
    enum err code = input_peek(w->text, n, s, e);
    bool is_damage = code == ERR_INPUT || code == ERR_LIMIT;
    return is_damage && w->text == &w->stream ? warc_seek_member(w, e) : code;
}

/* As look, into the members that follow when the text ends early. */
static enum err look_on(struct warc *w, size_t n, str *s, struct error *e) {
    bool has_joined = true;
    TRY(look(w, n, s, e));
    while (s->len < n && has_joined) {
        TRY(warc_member_join(w, &has_joined, e));
        TRY(look(w, n, s, e));
    }
    return ERR_OK;
}

/* Take the blank lines before a record. */
static enum err pass_blank(struct warc *w, struct error *e) {
    for (;;) {
        str s;
        TRY(look(w, BEHIND, &s, e));
        size_t n = 0;
        while (n < s.len && (s.ptr[n] == '\r' || s.ptr[n] == '\n')) {
            n++;
        }
        input_take(w->text, n);
        if (w->text == w->raw) {
            w->tally.padding += n;
            w->counted += n;
        }
        if (n < BEHIND) {
            return ERR_OK;
        }
    }
}

/* How many bytes are left, UINT64_MAX where that isn't known. */
static uint64_t bytes_left(const struct input *in) {
    struct stat status;
    if (in->source) {
        return UINT64_MAX;
    }
    if (in->fd < 0) {
        return in->memory.len - in->start;
    }
    bool is_file = fstat(in->fd, &status) == 0 && S_ISREG(status.st_mode);
    uint64_t size = is_file ? (uint64_t)status.st_size : UINT64_MAX;
    return size > in->pos ? size - in->pos : 0;
}

/* Pass over a record that is too long, in bounded memory. */
static enum err refuse_long(struct warc *w, const struct warc_record *r,
                            const struct warc_lengths *length, struct error *e) {
    if (length->head + length->block > bytes_left(w->text)) {
        return damaged(w, "Content-Length is wrong: the file or member isn't that long", e);
    }
    error_set(e, ERR_LIMIT, str_from_cstr(w->raw->path), file_pos(w),
              "a record with a block of %llu bytes (%" STR_FMT
              "), at most %zu are read; passed over",
              (unsigned long long)length->block, (int)(r->uri.len < 200 ? r->uri.len : 200),
              r->uri.ptr ? r->uri.ptr : "", w->max_block);
    uint64_t left = length->head + length->block;
    while (left > 0) {
        str s;
        struct error other = {0};
        enum err code = look(w, left < PIECE ? (size_t)left : PIECE, &s, &other);
        if (code != ERR_OK) {
            *e = other;
            return code;
        }
        if (s.len == 0) {
            break;
        }
        input_take(w->text, s.len);
        left -= s.len;
        if (w->text == w->raw) {
            w->tally.lost += s.len;
            w->counted += s.len;
        }
    }
    w->is_hurt = true;
    w->tally.n_damages++;
    return ERR_LIMIT;
}

/* How many bytes that end the record stand behind its block (4 by the rules), or SIZE_MAX when what
 * is there shows that the block ends elsewhere. Fewer line ends will do before a record or the end,
 * and damaged ones will where a record begins behind them. */
static size_t bytes_behind(str behind) {
    size_t n = 0;
    while (n < behind.len && n < BEHIND && (behind.ptr[n] == '\r' || behind.ptr[n] == '\n')) {
        n++;
    }
    if (n == behind.len || n == BEHIND ||
        (n > 0 && warc_header_begins(str_slice(behind, n, behind.len)))) {
        return n;
    }
    bool has_next =
        behind.len > BEHIND && warc_header_begins(str_slice(behind, BEHIND, behind.len));
    return has_next ? BEHIND : SIZE_MAX;
}

/* The head is whole: look at the block and hand the record out. */
static enum err finish_record(struct warc *w, struct warc_record *r,
                              const struct warc_lengths *length, struct error *e) {
    size_t block = (size_t)length->block;
    size_t want = length->head + block + BEHIND + BEGINNING;
    const char *reason;
    struct warc_lengths again;
    str s;
    TRY(look_on(w, length->head + block, &s, e));
    if (s.len < length->head + block) {
        return damaged(w, "the file or member ends before the block does", e);
    }
    TRY(look(w, want, &s, e));
    size_t behind = bytes_behind(str_slice(s, length->head + block, s.len));
    if (behind == SIZE_MAX) {
        return damaged(w, "Content-Length is wrong: no line end where the block should end", e);
    }
    if (s.ptr != r->head.ptr) { /* looking has moved the bytes */
        (void)warc_header_parse(s, r, &again, &reason);
    }
    r->block = str_slice(s, length->head, length->head + block);
    r->sequence = w->tally.n_records++;
    r->offset = file_pos(w);
    size_t all = length->head + block + behind;
    if (w->text == w->raw) {
        r->length = all;
        w->tally.kept += all;
        w->counted += all;
    } else {
        bool is_known = w->text == &w->memory || w->has_ended;
        r->inner = w->text->pos;
        r->length = w->in_member == 0 && is_known ? warc_member_length(w) : 0;
    }
    w->in_member++;
    input_take(w->text, all);
    return ERR_OK;
}

/* The next record of the open member; ERR_MISSING at its end. */
static enum err next_in_member(struct warc *w, struct warc_record *r, struct error *e) {
    TRY(pass_blank(w, e));
    for (size_t size = HEAD;; size *= 2) {
        struct warc_lengths length;
        const char *reason = NULL;
        size_t before;
        str s;
        TRY(look(w, size, &s, e));
        if (s.len == 0) {
            return ERR_MISSING;
        }
        switch (warc_header_parse(s, r, &length, &reason)) {
        case WARC_HEAD_BAD:
            return damaged(w, reason, e);
        case WARC_HEAD_WHOLE:
            return length.block > w->max_block ? refuse_long(w, r, &length, e)
                                               : finish_record(w, r, &length, e);
        case WARC_HEAD_MORE:
            before = s.len;
            TRY(look_on(w, size * 2, &s, e));
            if (s.len == before || size >= HEAD_MOST) {
                return damaged(w, "the head of a record has no end", e);
            }
        }
    }
}

static enum err next_in_file(struct warc *w, struct warc_record *r, struct error *e) {
    for (;;) {
        if (!w->text) {
            TRY(warc_member_open(w, e));
        }
        enum err code = next_in_member(w, r, e);
        if (code != ERR_MISSING || w->text == w->raw) {
            return code;
        }
        warc_member_close(w);
    }
}

enum err warc_next(struct warc *w, struct warc_record *r, struct error *e) {
    struct error own = {0};
    if (w->is_over) {
        return ERR_MISSING;
    }
    uint64_t before = w->raw->pos;
    uint64_t inner = w->text ? w->text->pos : 0;
    enum err code = next_in_file(w, r, e ? e : &own);
    bool has_moved = w->raw->pos != before || (w->text && w->text->pos != inner);
    if ((code == ERR_INPUT || code == ERR_LIMIT) && !has_moved) {
        w->is_over = true; /* the file comes from a decoder that met damage */
    }
    return code;
}
