/* charset_recode.c - iconv in steps, with a point at the end of each step where text and source are
 * known to agree, and at every byte that was no character.
 *
 *   text    | step 0      | step 1      |FFFD| step 2 ...
 *   source  | point 0     | point 1     |    | point 3
 *
 * O(n) time, 12 bytes a step. */
#include "text/charset_recode.h"

#include <errno.h>
#include <iconv.h>

#include "base/buf.h"
#include "base/vec.h"
#include "text/utf8.h"

enum { STEP = CHARSET_RECODE_STEP, STEP_SINGLE = 4096, ESCAPE = 0x1b };

struct points {
    struct charset_point *v;
    size_t n;
    size_t cap;
};

struct recoding {
    arena *a;
    iconv_t cd;
    str source;
    size_t pos;   /* in the source */
    size_t shift; /* of the last escape sequence before pos, or UINT32_MAX */
    bool is_shifted;
    buf text;
    struct points points;
    size_t n_repaired;
};

bool charset_recode_is_single(const char *encoding) {
    static const char *const prefix[] = {"CP125",       "ISO-8859-", "KOI8-",   "IBM866", "MAC",
                                         "WINDOWS-125", "CP874",     "TIS-620", "IBM855", "VISCII"};
    for (size_t i = 0; i < sizeof prefix / sizeof *prefix; i++) {
        if (strncmp(encoding, prefix[i], strlen(prefix[i])) == 0) {
            return true;
        }
    }
    return false;
}

static enum err push_point(struct recoding *r) {
    return vec_push(
        r->a, &r->points,
        (struct charset_point){(uint32_t)r->text.len, (uint32_t)r->pos, (uint32_t)r->shift});
}

/* Remember the last escape sequence among the bytes [from, r->pos). */
static void note_shift(struct recoding *r, size_t from) {
    for (size_t i = r->pos; r->is_shifted && i > from; i--) {
        if (r->source.ptr[i - 1] == ESCAPE) {
            r->shift = i - 1;
            return;
        }
    }
}

/* One call of iconv for at most `room` bytes of text. */
static enum err step(struct recoding *r, size_t room) {
    TRY(buf_reserve(&r->text, room + 4));
    char *in = (char *)(uintptr_t)(r->source.ptr + r->pos); /* iconv's prototype lacks const */
    size_t left = r->source.len - r->pos;
    char *to = r->text.ptr + r->text.len;
    size_t before = r->pos;
    size_t free = room;
    size_t result = iconv(r->cd, &in, &left, &to, &free);
    int reason = errno;
    r->text.len += room - free;
    r->pos = r->source.len - left;
    note_shift(r, before);
    if (result == (size_t)-1 && reason != E2BIG) {
        TRY(buf_add(&r->text, STR("\xef\xbf\xbd")));
        r->n_repaired++;
        r->pos++;
        if (!r->is_shifted) {
            iconv(r->cd, NULL, NULL, NULL, NULL);
        }
    }
    return push_point(r);
}

static enum err recode(struct recoding *r, size_t room) {
    TRY(push_point(r));
    while (r->pos < r->source.len) {
        TRY(step(r, room));
    }
    return ERR_OK;
}

static enum err take_text(struct recoding *r, struct charset_text *out) {
    size_t n_more;
    str text;
    TRY(utf8_repair(r->a, buf_str(&r->text), &text, &n_more));
    out->text = arena_copy(r->a, text);
    out->n_repaired = r->n_repaired + n_more;
    out->point = r->points.v;
    out->n_points = r->points.n;
    return out->text.ptr ? ERR_OK : r->a->last;
}

enum err charset_recode(arena *a, str source, size_t skip, const char *encoding,
                        struct charset_text *out) {
    iconv_t cd = iconv_open("UTF-8", encoding);
    if (cd == (iconv_t)-1) {
        return errno == ENOMEM ? ERR_NOMEM : ERR_MISSING;
    }
    struct recoding r = {.a = a,
                         .cd = cd,
                         .source = source,
                         .pos = skip,
                         .shift = UINT32_MAX,
                         .is_shifted = strncmp(encoding, "ISO-2022", 8) == 0};
    buf_init(&r.text, source.len * 4 + 2 * STEP_SINGLE);
    enum err code = recode(&r, charset_recode_is_single(encoding) ? STEP_SINGLE : STEP);
    if (code == ERR_OK) {
        out->encoding = arena_copy(a, str_from_cstr(encoding));
        code = out->encoding.ptr ? take_text(&r, out) : a->last;
    }
    buf_done(&r.text);
    iconv_close(cd);
    return code;
}

enum err charset_recode_utf8(arena *a, str source, size_t skip, struct charset_text *out) {
    str body = str_slice(source, skip, source.len);
    struct points points = {0};
    size_t bad = utf8_check(body);
    out->encoding = STR("UTF-8");
    out->pos = bad < body.len ? bad + skip : 0;
    TRY(vec_push(a, &points, (struct charset_point){0, (uint32_t)skip, UINT32_MAX}));
    if (bad < body.len) {
        TRY(utf8_repair(a, body, &out->text, &out->n_repaired));
    } else {
        out->text = body;
    }
    for (size_t text = bad; bad < body.len;) {
        size_t part = utf8_ill_formed(body, bad);
        text += 3; /* U+FFFD */
        TRY(vec_push(
            a, &points,
            (struct charset_point){(uint32_t)text, (uint32_t)(skip + bad + part), UINT32_MAX}));
        size_t good = utf8_check(str_slice(body, bad + part, body.len));
        text += good;
        bad += part + good;
    }
    out->point = points.v;
    out->n_points = points.n;
    return ERR_OK;
}
