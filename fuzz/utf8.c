/* utf8.c - repaired text is valid; repairing it again changes nothing; counting agrees with
 * decoding. */
#include <stdlib.h>

#include "text/utf8.h"

static void require(bool condition) {
    if (!condition) {
        abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    arena a;
    str text;
    str again;
    size_t n;
    arena_init(&a, 0);
    require(utf8_repair(&a, str_of((const char *)data, size), &text, &n) == ERR_OK);
    require(utf8_is_valid(text));
    require((n == 0) == utf8_is_valid(str_of((const char *)data, size)));
    require(utf8_repair(&a, text, &again, &n) == ERR_OK && n == 0 && again.ptr == text.ptr);
    size_t count = 0;
    struct utf8_index index;
    require(utf8_index_init(&index, &a, text) == ERR_OK);
    for (size_t i = 0; i < text.len; count++) {
        size_t len;
        size_t len_before;
        uint32_t cp = utf8_decode(text, i, &len);
        require(utf8_index_count(&index, i) == count);
        i += len;
        require(utf8_decode_before(text, i, &len_before) == cp && len_before == len);
    }
    require(count == utf8_count(text));
    arena_done(&a);
    return 0;
}
