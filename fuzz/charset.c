/* charset.c - any bytes read as markup and as text: the result is valid UTF-8, every place leads
 * back into the bytes in ascending order, and what was borrowed is the bytes. The first byte picks
 * a label. */
#include <stdlib.h>

#include "text/charset.h"
#include "text/utf8.h"

static void require(bool condition) {
    if (!condition) {
        abort();
    }
}

static void check(const struct charset_text *t, str bytes) {
    require(utf8_is_valid(t->text) && utf8_is_valid(t->encoding) && t->encoding.len > 0);
    require(t->n_repaired <= bytes.len && t->pos <= bytes.len);
    uint64_t before = 0;
    for (size_t pos = 0; pos <= t->text.len; pos++) {
        uint64_t source = charset_source_pos(t, pos);
        require(source >= before && source <= bytes.len);
        before = source;
    }
    require(t->n_runs > 0 || t->text.len + t->skipped == bytes.len);
}

/* What one character was made of makes that character again, where no state comes before it. */
static void check_again(arena *a, const struct charset_text *t, str bytes, const char *label) {
    struct charset_hints hints = {str_from_cstr(label), false};
    for (size_t pos = 0, len; pos < t->text.len && pos < 256; pos += len) {
        utf8_decode(t->text, pos, &len);
        size_t from = (size_t)charset_source_pos(t, pos);
        size_t to = (size_t)charset_source_pos(t, pos + len);
        str one = str_slice(bytes, from, to);
        struct charset_text again;
        if (to == from || (unsigned char)one.ptr[0] < 0x80 || t->n_repaired > 0) {
            continue;
        }
        require(charset_convert_markup(a, one, &hints, &again) == ERR_OK);
        if (str_equals(again.encoding, t->encoding) && again.n_repaired + again.skipped == 0) {
            require(str_find(again.text, str_slice(t->text, pos, pos + len), 0) != SIZE_MAX);
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const char *const labels[] = {
        "",
        "a;charset=utf-8",
        "a;charset=gbk",
        "a;charset=big5",
        "a;charset=euc-jp",
        "a;charset=shift_jis",
        "a;charset=iso-2022-jp",
        "a;charset=euc-kr",
        "a;charset=latin1",
        "a;charset=windows-1258",
        "a;charset=utf-16be",
        "a;charset=x-user-defined",
    };
    enum { N = sizeof labels / sizeof *labels };
    arena a;
    struct charset_text t;
    const char *label = size ? labels[data[0] % N] : "";
    str bytes = size ? str_of((const char *)data + 1, size - 1) : STR("");
    struct charset_hints hints = {str_from_cstr(label), size && data[0] >= 128};
    arena_init(&a, 0);
    enum err code = charset_convert_markup(&a, bytes, &hints, &t);
    require(code == ERR_OK || code == ERR_INPUT);
    if (code == ERR_OK) {
        check(&t, bytes);
        check_again(&a, &t, bytes, label);
    }
    code = charset_convert(&a, bytes, &t);
    require(code == ERR_OK || code == ERR_INPUT);
    if (code == ERR_OK) {
        check(&t, bytes);
    }
    arena_done(&a);
    return 0;
}
