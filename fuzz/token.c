/* token.c - tokens are in order, on character boundaries, and nothing but white space and invisible
 * characters lies between them; folding a fold changes nothing. */
#include <stdlib.h>
#include <utf8proc.h>

#include "text/fold.h"
#include "text/token.h"
#include "text/utf8.h"

static void require(bool condition) {
    if (!condition) {
        abort();
    }
}

static bool is_boundary(str s, size_t pos) {
    return pos == s.len || ((unsigned char)s.ptr[pos] & 0xc0) != 0x80;
}

/* No letter, digit or mark of ASCII is skipped. */
static void check_gap(str text, size_t from, size_t to) {
    for (size_t i = from; i < to; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        require(c <= ' ' || c >= 0x7f);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    arena a;
    str text;
    size_t n;
    struct token *tok;
    size_t n_tok;
    arena_init(&a, 0);
    require(utf8_repair(&a, str_of((const char *)data, size), &text, &n) == ERR_OK);
    require(token_scan(&a, text, &tok, &n_tok) == ERR_OK);
    size_t pos = 0;
    for (size_t i = 0; i < n_tok; i++) {
        require(tok[i].from >= pos && tok[i].to > tok[i].from && tok[i].to <= text.len);
        require(is_boundary(text, tok[i].from) && is_boundary(text, tok[i].to));
        check_gap(text, pos, tok[i].from);
        pos = tok[i].to;
        require(token_at(tok, n_tok, tok[i].from) == i);
        str folded = fold_case(&a, token_str(text, &tok[i]));
        require(folded.ptr && utf8_is_valid(folded));
        require(str_equals(fold_case(&a, folded), folded));
        require(token_hash(token_str(text, &tok[i])) == tok[i].hash);
    }
    check_gap(text, pos, text.len);
    arena_done(&a);
    return 0;
}
