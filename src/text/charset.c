/* charset.c - deciding on an encoding in the order of what is certain.
 * A byte order mark is certain; so is well-formed UTF-8 with bytes past ASCII, which other
 * encodings practically never are, whatever a label says. Some faults among many good sequences
 * are damage, not another encoding. Labels come next where there are any, the HTTP header's first
 * as in browsers; one whose encoding the bytes don't fit gives way to the next, and at last to a
 * guess. Decoding notes runs (charset_decode.c), so that every character of the text can be found
 * in the bytes as served. O(n). */
#include "text/charset.h"

#include "text/charset_declare.h"
#include "text/charset_decode.h"
#include "text/charset_guess.h"
#include "text/utf8.h"

enum { HEAD = 1024, MAX_LABELS = 2 };

struct mark {
    const char *bytes;
    size_t len;
    enum charset_id id;
};

/* Longer ones first: UTF-32LE begins like UTF-16LE. */
static const struct mark marks[] = {
    {"\xff\xfe\0\0", 4, CHARSET_UTF_32LE}, {"\0\0\xfe\xff", 4, CHARSET_UTF_32BE},
    {"\xef\xbb\xbf", 3, CHARSET_UTF_8},    {"\xff\xfe", 2, CHARSET_UTF_16LE},
    {"\xfe\xff", 2, CHARSET_UTF_16BE},
};

/* Bytes on their way to UTF-8. */
struct job {
    arena *a;
    str body;                          /* behind the byte order mark */
    enum charset_id label[MAX_LABELS]; /* best first */
    size_t n_labels;
    size_t bad; /* the first byte of the body that isn't UTF-8 */
    struct charset_guess counts;
    struct charset_text *out;
};

static const struct mark *mark_of(str bytes) {
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (str_starts_with(bytes, str_of(marks[i].bytes, marks[i].len))) {
            return &marks[i];
        }
    }
    return NULL;
}

static str name_of(enum charset_id id) {
    return str_from_cstr(charset_label_info(id)->name);
}

static enum err decode_as(const struct job *job, enum charset_id id) {
    job->out->encoding = name_of(id);
    return charset_decode(job->a, job->body, charset_label_info(id), job->out);
}

static enum err repair(const struct job *job) {
    job->out->pos = job->bad + job->out->skipped;
    return decode_as(job, CHARSET_UTF_8);
}

/* Decode what no label fits. */
static enum err decode_guessed(const struct job *job) {
    char name[CHARSET_GUESS_NAME] = "";
    TRY(charset_guess_legacy(job->body, &job->counts, name));
    struct charset_info info = {name, name, CHARSET_SHAPE_ANY};
    enum charset_id id = charset_label_find(str_from_cstr(name));
    if (id != CHARSET_NONE && id != CHARSET_REPLACEMENT && id != CHARSET_UTF_8) {
        info = *charset_label_info(id);
    }
    job->out->encoding = arena_copy(job->a, str_from_cstr(name));
    if (!job->out->encoding.ptr) {
        return job->a->last;
    }
    enum err code = charset_decode(job->a, job->body, &info, job->out);
    code = code == ERR_MISSING ? decode_as(job, CHARSET_WINDOWS_1252) : code;
    return code == ERR_MISSING ? decode_as(job, CHARSET_UTF_8) : code; /* no iconv modules */
}

/* Decode by the first label that the bytes fit, or by a guess, or by what fits best. */
static enum err decode_labelled(const struct job *job) {
    struct charset_text best = *job->out;
    size_t most = 2 + job->counts.n_high / 50; /* faults that a good label may leave */
    for (size_t i = 0; i <= job->n_labels; i++) {
        bool is_last = i == job->n_labels;
        if (!is_last && job->label[i] == CHARSET_UTF_8) {
            continue;
        }
        enum err code = is_last ? decode_guessed(job) : decode_as(job, job->label[i]);
        if (code == ERR_MISSING) {
            continue;
        }
        TRY(code);
        if (job->out->n_repaired <= most) {
            return ERR_OK;
        }
        if (!best.encoding.len || job->out->n_repaired < best.n_repaired) {
            best = *job->out;
        }
    }
    *job->out = best;
    return ERR_OK;
}

/* Whether bytes that aren't all UTF-8 are damaged UTF-8 rather than another encoding. */
static bool is_damaged_utf8(const struct job *job) {
    size_t n_good;
    size_t n_bad;
    bool says_utf8 = false;
    charset_guess_sequences(job->body, &n_good, &n_bad);
    for (size_t i = 0; i < job->n_labels; i++) {
        says_utf8 = says_utf8 || job->label[i] == CHARSET_UTF_8;
    }
    bool is_cut = n_bad == 1 && job->bad + 4 > job->body.len;
    if (job->n_labels == 0 || says_utf8) {
        return n_bad <= n_good || is_cut;
    }
    return n_bad * 8 <= n_good || (is_cut && n_good > 0);
}

/* Bytes past ASCII, or escape sequences, that aren't UTF-8. */
static enum err decode_other(struct job *job) {
    if (is_damaged_utf8(job)) {
        return repair(job);
    }
    job->out->encoding = STR("");
    return decode_labelled(job);
}

static struct job job_of(arena *a, str bytes, const struct mark *mark, struct charset_text *out) {
    size_t skipped = mark ? mark->len : 0;
    str body = str_slice(bytes, skipped, bytes.len);
    *out = (struct charset_text){.text = body, .encoding = STR("UTF-8"), .skipped = skipped};
    return (struct job){.a = a, .body = body, .out = out};
}

/* No control characters but white space. Vectorised by the compiler. */
static bool is_clean(str s) {
    unsigned bad = 0;
    for (size_t i = 0; i < s.len; i++) {
        unsigned char b = (unsigned char)s.ptr[i];
        bad |= (unsigned)(b < 0x20) & (unsigned)((unsigned char)(b - 9) > 4);
    }
    return bad == 0;
}

enum err charset_convert(arena *a, str bytes, struct charset_text *out) {
    const struct mark *mark = mark_of(bytes);
    struct job job = job_of(a, bytes, mark, out);
    if (mark && mark->id != CHARSET_UTF_8) {
        return decode_as(&job, mark->id);
    }
    job.bad = utf8_check(job.body);
    if (job.bad == job.body.len && is_clean(job.body)) {
        return ERR_OK;
    }
    job.counts = charset_guess_count(job.body);
    enum charset_id wide = charset_guess_wide(&job.counts);
    if (wide != CHARSET_NONE && !mark) {
        return decode_as(&job, wide);
    }
    if (charset_guess_is_binary(&job.counts)) {
        return ERR_INPUT;
    }
    if (job.bad == job.body.len) {
        return ERR_OK;
    }
    return mark ? repair(&job) : decode_other(&job);
}

static void add_label(struct job *job, enum charset_id id) {
    bool known = job->n_labels && job->label[0] == id;
    if (id != CHARSET_NONE && id != CHARSET_REPLACEMENT && !known) {
        job->label[job->n_labels++] = id;
    }
}

static void find_labels(struct job *job, const struct charset_hints *hints) {
    add_label(job, charset_declare_header(hints->content_type));
    if (hints->markup) {
        add_label(job, charset_declare_find(job->body));
    }
}

/* Markup that is all ASCII: ISO-2022-JP, or the same in every encoding. */
static enum err convert_ascii(struct job *job) {
    bool shifts = memchr(job->body.ptr, 0x1b, job->body.len) != NULL &&
                  str_find(job->body, STR("\x1b$"), 0) != SIZE_MAX;
    if (shifts && (job->n_labels == 0 || job->label[0] == CHARSET_ISO_2022_JP)) {
        return decode_as(job, CHARSET_ISO_2022_JP);
    }
    if (job->n_labels && charset_label_info(job->label[0])->shape != CHARSET_SHAPE_UNITS_2) {
        job->out->encoding = name_of(job->label[0]);
    }
    return ERR_OK;
}

/* Pages with stray NUL bytes and controls exist; pictures and archives have many. */
static bool is_no_markup(const struct charset_guess *g) {
    return g->n_nul[0] + g->n_nul[1] + g->n_controls > 8 + g->n / 50;
}

enum err charset_convert_markup(arena *a, str bytes, const struct charset_hints *hints,
                                struct charset_text *out) {
    const struct mark *mark = mark_of(bytes);
    struct job job = job_of(a, bytes, mark, out);
    if (mark && mark->id != CHARSET_UTF_8) {
        return decode_as(&job, mark->id);
    }
    size_t head = job.body.len < HEAD ? job.body.len : HEAD;
    bool has_nul = head > 0 && memchr(job.body.ptr, 0, head) != NULL;
    size_t ascii = utf8_ascii_length(job.body);
    job.bad = ascii + utf8_check(str_slice(job.body, ascii, job.body.len));
    bool is_utf8 = job.bad == job.body.len;
    if (has_nul || !is_utf8) {
        job.counts = charset_guess_count(job.body);
        enum charset_id wide = charset_guess_wide(&job.counts);
        if (wide != CHARSET_NONE && !mark) {
            return decode_as(&job, wide);
        }
        if (is_no_markup(&job.counts)) {
            return ERR_INPUT;
        }
    }
    if (is_utf8 && (ascii < job.body.len || mark)) {
        return ERR_OK;
    }
    if (mark) {
        return repair(&job);
    }
    find_labels(&job, hints);
    return is_utf8 ? convert_ascii(&job) : decode_other(&job);
}

uint64_t charset_source_pos(const struct charset_text *t, size_t pos) {
    size_t from = 0;
    size_t to = t->n_runs;
    while (to - from > 1) {
        size_t middle = from + (to - from) / 2;
        if (t->run[middle].text <= pos) {
            from = middle;
        } else {
            to = middle;
        }
    }
    if (t->n_runs == 0) {
        return t->skipped + pos;
    }
    const struct charset_run *run = &t->run[from];
    return t->skipped + run->source + (pos - run->text) / run->text_step * run->source_step;
}

str charset_declared(str bytes) {
    return name_of(charset_declare_find(bytes));
}

const char *charset_label(str label) {
    return charset_label_info(charset_label_find(label))->iconv;
}
