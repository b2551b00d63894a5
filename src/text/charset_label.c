/* charset_label.c - labels of encodings as pages and servers write them. The table is the one of
 * the WHATWG Encoding Standard (4.2), which says for instance that "latin1" and "ascii" are
 * windows-1252 on the web; binary search, letter case and white space aside. */
#include "text/charset.h"

enum { LONGEST = 24 };

static const struct {
    const char *label;
    const char *name;
} labels[] = {
#include "text/tables/charset_labels.inc"
};

static size_t lower(str label, char out[LONGEST + 1]) {
    label = str_trim(label);
    if (label.len > LONGEST) {
        return 0;
    }
    for (size_t i = 0; i < label.len; i++) {
        char c = label.ptr[i];
        out[i] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
    }
    out[label.len] = '\0';
    return label.len;
}

const char *charset_label(str label) {
    char wanted[LONGEST + 1];
    if (lower(label, wanted) == 0) {
        return NULL;
    }
    size_t low = 0;
    size_t high = sizeof labels / sizeof *labels;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        int order = strcmp(labels[mid].label, wanted);
        if (order == 0) {
            return labels[mid].name;
        }
        if (order < 0) {
            low = mid + 1;
        } else {
            high = mid;
        }
    }
    return NULL;
}
