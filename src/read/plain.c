/* plain.c - a plain text is one report: its text as it stands, valid UTF-8, without a byte order
 * mark. Ill-formed bytes become U+FFFD and are counted. O(n). */
#include "read/plain.h"

#include "base/limits.h"
#include "text/utf8.h"

/* "folder/name.txt" -> "name" */
static str id_of(str source) {
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
    return str_equals(source, STR("-")) ? STR("stdin") : source;
}

enum err plain_read(arena *a, str source, str bytes, struct read_result *out) {
    struct error e;
    struct document doc = {.name = arena_copy(a, source), .encoding = STR("UTF-8")};
    hash_sha256(bytes, doc.source_sha256);
    str text = bytes;
    if (str_starts_with(text, STR("\xef\xbb\xbf"))) {
        text = str_slice(text, 3, text.len);
    }
    if (str_trim(text).len == 0) {
        error_set(&e, ERR_INPUT, source, UINT64_MAX, "empty: no text to read");
        return ledger_refuse(a, out, &e);
    }
    if (text.len > LIMIT_REPORT_BYTES) {
        error_set(&e, ERR_LIMIT, source, LIMIT_REPORT_BYTES,
                  "longer than %zu bytes, the most that one report may have", LIMIT_REPORT_BYTES);
        return ledger_refuse(a, out, &e);
    }
    if (memchr(text.ptr, 0, text.len)) {
        error_set(&e, ERR_INPUT, source, UINT64_MAX, "binary: not a text");
        return ledger_refuse(a, out, &e);
    }
    size_t bad = utf8_check(text);
    TRY(utf8_repair(a, text, &doc.text, &doc.n_repaired));
    if (doc.n_repaired) {
        error_set(&e, ERR_INPUT, source, bad, "%zu ill-formed byte sequences replaced by U+FFFD",
                  doc.n_repaired);
        TRY(ledger_warn(a, out, &e));
    } else {
        doc.text = arena_copy(a, text);
    }
    doc.id = id_of(doc.name);
    if (!doc.name.ptr || !doc.text.ptr) {
        return a->last;
    }
    return ledger_add(a, out, &doc, false);
}
