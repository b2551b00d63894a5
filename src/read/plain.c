/* plain.c - a plain text is one report: its text as it stands, converted to UTF-8 if need be,
 * without a byte order mark. Nothing else is changed, so that offsets can be found again in the
 * file. What is empty or no text is refused by name. O(n). */
#include "read/plain.h"

#include "base/limits.h"
#include "read/sniff.h"
#include "text/charset.h"

str plain_id(str source) {
    for (size_t i = source.len; i-- > 0;) {
        if (source.ptr[i] == '/') {
            source = str_slice(source, i + 1, source.len);
            break;
        }
    }
    for (size_t i = source.len; i-- > 1;) {
        if (source.ptr[i] == '.') {
            return str_slice(source, 0, i);
        }
    }
    return str_equals(source, STR("-")) || source.len == 0 ? STR("stdin") : source;
}

static enum err refuse(arena *a, struct read_result *out, str source, enum err code,
                       const char *what) {
    struct error e;
    error_set(&e, code, source, UINT64_MAX, "%s", what);
    return ledger_refuse(a, out, &e);
}

/* Why the converted text is no report, or NULL. */
static const char *objection(const struct charset_text *t) {
    const char *name;
    if (str_trim(t->text).len == 0) {
        return "empty: there is no text to read";
    }
    bool was_utf8 = str_equals(t->encoding, STR("UTF-8"));
    if (!was_utf8 &&
        sniff(str_slice(t->text, 0, t->text.len < SNIFF_BYTES ? t->text.len : SNIFF_BYTES),
              &name) != FORMAT_TEXT) {
        return "markup or report lines in another encoding; expected UTF-8";
    }
    return NULL;
}

/* Tell where bytes stood that were no characters. */
static enum err warn_repaired(arena *a, struct read_result *out, str source,
                              const struct charset_text *t) {
    struct error e;
    bool utf8 = str_equals(t->encoding, STR("UTF-8"));
    error_set(&e, ERR_INPUT, source, utf8 ? t->pos : UINT64_MAX,
              "%zu place%s not valid %" STR_FMT "; U+FFFD stands there now", t->n_repaired,
              t->n_repaired == 1 ? " is" : "s are", STR_ARG(t->encoding));
    return ledger_warn(a, out, &e);
}

enum err plain_read(arena *a, str source, str bytes, struct read_result *out) {
    struct charset_text t;
    enum err code = charset_convert(a, bytes, &t);
    if (code == ERR_INPUT) {
        return refuse(a, out, source, ERR_INPUT, "binary data; expected a text");
    }
    TRY(code);
    const char *why = objection(&t);
    if (why) {
        return refuse(a, out, source, ERR_INPUT, why);
    }
    if (t.text.len > LIMIT_REPORT_BYTES) {
        return refuse(a, out, source, ERR_LIMIT, "longer than one report may be (64 MiB)");
    }
    bool borrowed = t.text.ptr >= bytes.ptr && t.text.ptr <= bytes.ptr + bytes.len;
    struct document doc = {.name = arena_copy(a, source),
                           .text = borrowed ? arena_copy(a, t.text) : t.text,
                           .encoding = t.encoding,
                           .n_repaired = t.n_repaired};
    if (!doc.name.ptr || !doc.text.ptr) {
        return a->last;
    }
    doc.id = plain_id(doc.name);
    hash_sha256(bytes, doc.source_sha256);
    if (t.n_repaired) {
        TRY(warn_repaired(a, out, source, &t));
    }
    return ledger_add(a, out, &doc, false);
}
