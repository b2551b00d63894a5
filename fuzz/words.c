/* words.c - words by masks are the word-like tokens of the same text, ideographs as pairs; a record
 * made of them comes back from its bytes, and bytes that are none are refused. */
#include <stdlib.h>

#include "base/hash.h"
#include "sketch/dedup_record.h"
#include "sketch/word_scan.h"
#include "text/token.h"
#include "text/utf8.h"

static void require(bool condition) {
    if (!condition) {
        abort();
    }
}

static bool is_ideograph(str text, const struct token *t) {
    size_t len;
    uint32_t cp = utf8_decode(text, t->from, &len);
    return t->kind == TOKEN_WORD && t->to - t->from == len &&
           ((cp >= 0x3040 && cp <= 0x30ff) || (cp >= 0x3400 && cp <= 0x4dbf) ||
            (cp >= 0x4e00 && cp <= 0x9fff) || (cp >= 0xf900 && cp <= 0xfaff) ||
            (cp >= 0x20000 && cp <= 0x3ffff));
}

static void check_words(str text, const struct token *tok, size_t n_tok, const struct word *word,
                        size_t n) {
    size_t k = 0;
    for (size_t i = 0, end; i < n_tok; i = end) {
        for (end = i + 1; is_ideograph(text, &tok[i]) && end < n_tok &&
                          tok[end].from == tok[end - 1].to && is_ideograph(text, &tok[end]);
             end++) {
            require(k < n && word[k].from == tok[end - 1].from && word[k].to == tok[end].to &&
                    word[k].hash == hash_join(tok[end - 1].hash, tok[end].hash));
            k++;
        }
        if (end == i + 1 && token_is_wordlike(&tok[i])) {
            require(k < n && word[k].from == tok[i].from && word[k].to == tok[i].to &&
                    word[k].hash == tok[i].hash);
            k++;
        }
    }
    require(k == n);
}

static void check_record(arena *a, str text, size_t n) {
    struct dedup_record record;
    struct dedup_record back;
    arena scratch;
    buf b;
    arena_init(&scratch, 0);
    buf_init(&b, (size_t)1 << 30);
    require(dedup_record_read(a, &scratch, text, &record) == ERR_OK && record.row.n == n);
    require(dedup_record_encode(&b, &record) == ERR_OK);
    require(dedup_record_decode(buf_str(&b), &back) == ERR_OK && back.content == record.content);
    buf_done(&b);
    arena_done(&scratch);
    str bytes = arena_copy(a, text); /* aligned */
    if (dedup_record_decode(bytes, &back) == ERR_OK && back.row.n) {
        require((const char *)(back.row.id + back.row.n) <= bytes.ptr + bytes.len);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    arena a;
    str text;
    struct token *tok;
    struct word *word;
    size_t n_mended;
    size_t n_tok;
    size_t n;
    arena_init(&a, 0);
    require(utf8_repair(&a, str_of((const char *)data, size), &text, &n_mended) == ERR_OK);
    require(token_scan(&a, text, &tok, &n_tok) == ERR_OK);
    require(word_scan(&a, text, &word, &n) == ERR_OK);
    check_words(text, tok, n_tok, word, n);
    check_record(&a, text, n);
    arena_done(&a);
    return 0;
}
