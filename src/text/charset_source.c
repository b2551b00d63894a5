/* charset_source.c - from a place in the text back to the bytes it was converted from. The points
 * of charset_recode.c are exact; between two of them characters are counted where each has one
 * byte, else as many bytes of text as wanted are converted again; of a shifted encoding
 * (ISO-2022-JP) the escape sequence in force is given to the converter first. */
#include <iconv.h>

#include "text/charset_recode.h"
#include "text/utf8.h"

/* The bytes of the source that gave the `wanted` bytes of text behind `p`. */
static size_t convert_again(const struct charset_text *t, const struct charset_point *p,
                            size_t wanted) {
    char room[CHARSET_RECODE_STEP + 8];
    char *to = room;
    size_t n = sizeof room;
    iconv_t cd = iconv_open("UTF-8", t->encoding.ptr);
    if (cd == (iconv_t)-1) {
        return 0;
    }
    if (p->shift != UINT32_MAX) {
        char *escape = (char *)(uintptr_t)(t->source.ptr + p->shift);
        size_t len = t->source.len - p->shift;
        len = len < 3 ? len : escape[2] == '(' ? 4 : 3;
        len = p->shift + len <= t->source.len ? len : t->source.len - p->shift;
        iconv(cd, &escape, &len, &to, &n);
    }
    char *in = (char *)(uintptr_t)(t->source.ptr + p->source);
    size_t left = t->source.len - p->source;
    to = room;
    n = wanted < sizeof room ? wanted : sizeof room;
    iconv(cd, &in, &left, &to, &n);
    iconv_close(cd);
    return t->source.len - p->source - left;
}

uint64_t charset_source_pos(const struct charset_text *t, size_t pos) {
    size_t low = 0;
    size_t high = t->n_points;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (t->point[mid].text <= pos) {
            low = mid + 1;
        } else {
            high = mid;
        }
    }
    if (low == 0) {
        return pos;
    }
    const struct charset_point *p = &t->point[low - 1];
    size_t wanted = pos - p->text;
    if (wanted == 0 || str_equals(t->encoding, STR("UTF-8"))) {
        return p->source + wanted;
    }
    if (charset_recode_is_single(t->encoding.ptr)) {
        return p->source + utf8_count(str_slice(t->text, p->text, pos));
    }
    return p->source + convert_again(t, p, wanted);
}
