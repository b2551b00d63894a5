/* record_line.c - hexadecimal keeps the order of the keys and base64 is a third longer than the
 * bytes. nettle writes it; its reading, a character at a time, took two thirds of reduce. O(bytes).
 */
#include "corpus/record_line.h"

#include <nettle/base64.h>

/* Of a byte: no digit of six bits. */
#define NO_DIGIT 0x80u

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

/* The six bits of a base64 character, NO_DIGIT for any other byte. */
static const uint8_t six_of[256] = {
    128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128,
    128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128,
    128, 128, 128, 128, 128, 62,  128, 128, 128, 63,  52,  53,  54,  55,  56,  57,  58,  59,  60,
    61,  128, 128, 128, 128, 128, 128, 128, 0,   1,   2,   3,   4,   5,   6,   7,   8,   9,   10,
    11,  12,  13,  14,  15,  16,  17,  18,  19,  20,  21,  22,  23,  24,  25,  128, 128, 128, 128,
    128, 128, 26,  27,  28,  29,  30,  31,  32,  33,  34,  35,  36,  37,  38,  39,  40,  41,  42,
    43,  44,  45,  46,  47,  48,  49,  50,  51,  128, 128, 128, 128, 128, 128, 128, 128, 128, 128,
    128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128,
    128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128,
    128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128,
    128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128,
    128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128,
    128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128,
    128, 128, 128, 128, 128, 128, 128, 128, 128,
};

/* Four characters as 24 bits; sets NO_DIGIT in *wrong when one of them is none. */
static uint32_t four_of(const unsigned char *p, unsigned *wrong) {
    *wrong |= six_of[p[0]] | six_of[p[1]] | six_of[p[2]] | six_of[p[3]];
    return (uint32_t)six_of[p[0]] << 18 | (uint32_t)six_of[p[1]] << 12 |
           (uint32_t)six_of[p[2]] << 6 | six_of[p[3]];
}

static void put_three(unsigned char *dst, uint32_t bits) {
    dst[0] = (unsigned char)(bits >> 16);
    dst[1] = (unsigned char)(bits >> 8);
    dst[2] = (unsigned char)bits;
}

/* Whole groups of four, padded at the end, and nothing else. */
static enum err read_value(str text, buf *value) {
    const unsigned char *p = (const unsigned char *)text.ptr;
    if (text.len % 4) {
        return ERR_INPUT;
    }
    if (text.len == 0) {
        return ERR_OK;
    }
    TRY(buf_reserve(value, text.len / 4 * 3));
    unsigned char *dst = (unsigned char *)value->ptr;
    unsigned wrong = 0;
    size_t last = text.len - 4;
    for (size_t i = 0; i < last; i += 4, dst += 3) {
        put_three(dst, four_of(p + i, &wrong));
    }
    unsigned padded = p[last + 3] != '=' ? 0 : p[last + 2] != '=' ? 1 : 2;
    unsigned char end[4];
    memcpy(end, p + last, 4);
    memset(end + 4 - padded, 'A', padded);
    uint32_t bits = four_of(end, &wrong);
    uint32_t left_over = bits & ((1u << 8 * padded) - 1); /* bits that stand for no byte */
    if (wrong & NO_DIGIT || left_over) {
        return ERR_INPUT;
    }
    put_three(dst, bits);
    value->len = text.len / 4 * 3 - padded;
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
