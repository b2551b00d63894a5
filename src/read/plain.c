/* plain.c - a plain text is one report: its text as it stands, converted to UTF-8 if need be,
 * without a byte order mark. Nothing else is changed, so that offsets can be found again in the
 * file. What is empty or no text is refused by name. O(n). */
#include "read/plain.h"

#include "base/limits.h"
#include "text/charset.h"

static enum err refuse(arena *a, struct read_result *out, str source, enum err code,
                       const char *what) {
    struct error e;
    error_set(&e, code, source, UINT64_MAX, "%s", what);
    return ledger_refuse(a, out, &e);
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

enum err plain_build(arena *a, const struct item *item, struct read_result *out) {
    struct charset_text t;
    str source = item_name(a, item, item->source);
    enum err code = charset_convert(a, item->bytes, &t);
    if (code == ERR_INPUT) {
        return refuse(a, out, source, ERR_INPUT, "binary data; expected a text");
    }
    TRY(code);
    if (str_trim(t.text).len == 0) {
        return refuse(a, out, source, ERR_INPUT, "empty: there is no text to read");
    }
    if (t.text.len > LIMIT_REPORT_BYTES) {
        return refuse(a, out, source, ERR_LIMIT, "longer than one report may be (64 MiB)");
    }
    struct document doc = {.id = item_name(a, item, item->id),
                           .name = source,
                           .url = item->hints.url,
                           .text = t.text,
                           .encoding = t.encoding,
                           .n_repaired = t.n_repaired};
    if (!doc.name.ptr || !doc.id.ptr) {
        return a->last;
    }
    item_hash(item, item->bytes, &doc);
    if (t.n_repaired) {
        TRY(warn_repaired(a, out, source, &t));
    }
    return ledger_add(a, out, &doc, false);
}
