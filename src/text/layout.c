/* layout.c - a text is hard-wrapped when the lines that end in a single line feed are all of one
 * moderate width and seldom end a sentence; otherwise each line is a paragraph. A list of short
 * lines, verse or one sentence a line fails one of the two tests and keeps its lines. Two such
 * lines are the least evidence that counts. O(n). */
#include "text/layout.h"

enum { NARROWEST = 40, WIDEST = 100, LEAST_LINES = 2 };

struct lines {
    size_t n_single;  /* lines that end in a single line feed */
    size_t n_fitting; /* of these: NARROWEST to WIDEST long */
    size_t n_ended;   /* of these: the last token could end a sentence */
    bool too_wide;
};

static bool ends_sentence(const struct token *t) {
    return t->kind == TOKEN_PUNCT &&
           (t->mark == '.' || t->mark == '!' || t->mark == '?' || t->mark == '"' ||
            t->mark == ':' || t->mark == 0x201d || t->mark == 0x2019);
}

static void count_line(struct lines *l, str text, const struct token *first,
                       const struct token *last, bool single) {
    size_t wide = last->to - first->from;
    size_t n = 0;
    for (size_t i = first->from; i < last->to && wide < 4 * WIDEST; i++) {
        n += ((unsigned char)text.ptr[i] & 0xc0) != 0x80;
    }
    l->too_wide = l->too_wide || n > WIDEST || wide >= 4 * WIDEST;
    if (single) {
        l->n_single++;
        l->n_fitting += n >= NARROWEST && n <= WIDEST;
        l->n_ended += ends_sentence(last);
    }
}

enum layout layout_of(str text, const struct token *tok, size_t n) {
    struct lines l = {0};
    size_t first = 0;
    for (size_t i = 1; i <= n && !l.too_wide; i++) {
        if (i == n || tok[i].flags & TOKEN_LINE_START) {
            bool single = i < n && !(tok[i].flags & TOKEN_PARAGRAPH_START);
            count_line(&l, text, &tok[first], &tok[i - 1], single);
            first = i;
        }
    }
    bool wrapped = !l.too_wide && l.n_single >= LEAST_LINES && l.n_fitting * 10 >= l.n_single * 8 &&
                   l.n_ended * 2 < l.n_single;
    return wrapped ? LAYOUT_WRAPPED : LAYOUT_LINES;
}
