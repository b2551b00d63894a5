/* Record lines: what is written is read again, and nothing else is, beside nettle's base64. */
#include "unit.h"

#include <nettle/base64.h>

#include "corpus/record_line.h"

static uint64_t next(uint64_t *state) {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state * 0x2545f4914f6cdd1du;
}

static enum err read(str line, buf *key, buf *value) {
    const char *what;
    return record_line_read(line, key, value, &what);
}

struct buffers {
    buf line;
    buf key;
    buf value;
};

static void open_all(struct buffers *b) {
    buf_init(&b->line, 1 << 20);
    buf_init(&b->key, 1 << 20);
    buf_init(&b->value, 1 << 20);
}

static void close_all(struct buffers *b) {
    buf_done(&b->line);
    buf_done(&b->key);
    buf_done(&b->value);
}

static void what_is_written_is_read_again(void **state) {
    (void)state;
    struct buffers b;
    uint64_t seed = 5;
    char bytes[400];
    open_all(&b);
    for (size_t n = 0; n < sizeof bytes; n++) {
        for (size_t i = 0; i < n; i++) {
            bytes[i] = (char)(next(&seed) >> 56);
        }
        str key = {bytes, n / 3};
        str value = {bytes, n};
        buf_clear(&b.line);
        assert_int_equal(record_line_write(&b.line, key, value), ERR_OK);
        str line = {b.line.ptr, b.line.len - 1};
        assert_int_equal(read(line, &b.key, &b.value), ERR_OK);
        assert_true(str_equals(buf_str(&b.key), key));
        assert_true(str_equals(buf_str(&b.value), value));
    }
    close_all(&b);
}

/* Whether nettle reads the text and would have written it so; its bytes. */
static bool nettle_reads(str text, uint8_t bytes[64], size_t *n) {
    struct base64_decode_ctx ctx;
    char again[96];
    *n = 64;
    base64_decode_init(&ctx);
    if (!base64_decode_update(&ctx, n, bytes, text.len, text.ptr) || !base64_decode_final(&ctx)) {
        return false;
    }
    base64_encode_raw(again, *n, bytes);
    return str_equals((str){again, BASE64_ENCODE_RAW_LENGTH(*n)}, text);
}

static void any_other_value_is_refused(void **state) {
    (void)state;
    static const char some[] = "AB/+9z=== -_\n";
    struct buffers b;
    uint64_t seed = 6;
    unsigned n_read = 0;
    open_all(&b);
    for (unsigned round = 0; round < 200000; round++) {
        char line[16] = "00\t";
        size_t len = 3 + next(&seed) % 10;
        for (size_t i = 3; i < len; i++) {
            line[i] = some[next(&seed) % (sizeof some - 1)];
        }
        str text = {line + 3, len - 3};
        bool done = read((str){line, len}, &b.key, &b.value) == ERR_OK;
        uint8_t bytes[64];
        size_t n;
        assert_int_equal(done, nettle_reads(text, bytes, &n));
        assert_true(!done || str_equals(buf_str(&b.value), (str){(const char *)bytes, n}));
        n_read += done;
    }
    assert_in_range(n_read, 1000, 190000);
    close_all(&b);
}

static void every_byte_but_the_digits_is_refused(void **state) {
    (void)state;
    struct buffers b;
    open_all(&b);
    for (unsigned place = 0; place < 8; place++) {
        for (unsigned byte = 0; byte < 256; byte++) {
            char line[] = "00\tAAAAAAAA";
            line[3 + place] = (char)byte;
            bool digit = (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
                         (byte >= 'a' && byte <= 'z') || byte == '+' || byte == '/';
            bool padding = byte == '=' && place == 7;
            enum err code = read((str){line, 11}, &b.key, &b.value);
            assert_int_equal(code == ERR_OK, digit || padding);
        }
    }
    close_all(&b);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_is_read_again),
        cmocka_unit_test(any_other_value_is_refused),
        cmocka_unit_test(every_byte_but_the_digits_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
