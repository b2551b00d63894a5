/* charset.c - any bytes under any label (the first byte chooses it): the text is valid UTF-8,
 * places lead back in order and within the source, from its beginning to its end. */
#include <stdlib.h>

#include "text/charset.h"
#include "text/utf8.h"

static void require(bool condition) {
    if (!condition) {
        abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const char *const type[] = {"",
                                       "text/html; charset=latin1",
                                       "charset=shift_jis",
                                       "charset=iso-2022-jp",
                                       "charset=gb18030",
                                       "charset=utf-16",
                                       "charset=big5",
                                       "charset=euc-kr"};
    if (size == 0) {
        return 0;
    }
    arena a;
    struct charset_text t;
    arena_init(&a, 0);
    struct charset_hints hints = {.content_type = str_from_cstr(type[data[0] & 7]),
                                  .markup = data[0] & 8};
    str bytes = str_of((const char *)data + 1, size - 1);
    enum err code = charset_convert_markup(&a, bytes, &hints, &t);
    require(code == ERR_OK || code == ERR_INPUT);
    if (code == ERR_OK) {
        require(utf8_is_valid(t.text));
        uint64_t last = 0;
        for (size_t pos = 0, len; pos < t.text.len && pos < 4096; pos += len) {
            utf8_decode(t.text, pos, &len);
            uint64_t at = charset_source_pos(&t, pos);
            require(at >= last && at <= bytes.len);
            last = at;
        }
        require(charset_source_pos(&t, t.text.len) <= bytes.len);
    }
    arena_done(&a);
    return 0;
}
