/* record_line.c - hexadecimal keeps the order of the keys and base64 is a third longer than the
 * bytes; nettle does the latter. O(bytes). */
#include "corpus/record_line.h"

#include <nettle/base64.h>

enum err record_line_write(buf *b, str key, str value) {
    static const char digit[] = "0123456789abcdef";
    size_t encoded = BASE64_ENCODE_RAW_LENGTH(value.len);
    TRY(buf_reserve(b, 2 * key.len + encoded + 2));
    for (size_t i = 0; i < key.len; i++) {
        unsigned char byte = (unsigned char)key.ptr[i];
        b->ptr[b->len++] = digit[byte >> 4];
        b->ptr[b->len++] = digit[byte & 15];
    }
    b->ptr[b->len++] = '\t';
    base64_encode_raw(b->ptr + b->len, value.len, (const uint8_t *)value.ptr);
    b->len += encoded;
    b->ptr[b->len++] = '\n';
    return ERR_OK;
}

static int value_of(char c) {
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static enum err read_key(str hex, buf *key) {
    TRY(buf_reserve(key, hex.len / 2));
    for (size_t i = 0; i + 1 < hex.len; i += 2) {
        int high = value_of(hex.ptr[i]);
        int low = value_of(hex.ptr[i + 1]);
        if (high < 0 || low < 0) {
            return ERR_INPUT;
        }
        key->ptr[key->len++] = (char)(high << 4 | low);
    }
    return hex.len % 2 ? ERR_INPUT : ERR_OK;
}

static enum err read_value(str text, buf *value) {
    struct base64_decode_ctx ctx;
    size_t n = BASE64_DECODE_LENGTH(text.len);
    TRY(buf_reserve(value, n));
    base64_decode_init(&ctx);
    if (!base64_decode_update(&ctx, &n, (uint8_t *)value->ptr, text.len, text.ptr) ||
        !base64_decode_final(&ctx)) {
        return ERR_INPUT;
    }
    value->len = n;
    return ERR_OK;
}

enum err record_line_read(str line, buf *key, buf *value, const char **what) {
    buf_clear(key);
    buf_clear(value);
    size_t tab = str_find(line, STR("\t"), 0);
    if (tab == SIZE_MAX) {
        *what = "a key, a tab and a value are expected on a line";
        return ERR_INPUT;
    }
    *what = "a key in hexadecimal is expected before the tab";
    TRY(read_key(str_slice(line, 0, tab), key));
    *what = "a value in base64 is expected behind the tab";
    return read_value(str_slice(line, tab + 1, line.len), value);
}
