/* winnow.c - pick few fingerprints so that any shared run of w + k - 1 words shares one (Schleimer,
 * Wilkerson, Aiken, "Winnowing", 2003). In every window of w k-gram hashes the rightmost minimum is
 * kept; the minimum is looked for again only when it leaves the window. O(n) expected, O(n w) at
 * worst; about 2/(w+1) of the positions are kept. */
#include "sketch/winnow.h"

static size_t rightmost_minimum(const uint64_t *hash, size_t from, size_t to) {
    size_t best = from;
    for (size_t i = from + 1; i < to; i++) {
        if (hash[i] <= hash[best]) {
            best = i;
        }
    }
    return best;
}

size_t winnow_select(const uint64_t *hash, size_t n, unsigned w, uint32_t *out) {
    size_t n_out = 0;
    if (n == 0) {
        return 0;
    }
    size_t width = w < 1 ? 1 : w > n ? n : w;
    size_t kept = rightmost_minimum(hash, 0, width);
    out[n_out++] = (uint32_t)kept;
    for (size_t end = width + 1; end <= n; end++) {
        size_t from = end - width;
        size_t now = kept;
        if (kept < from) {
            now = rightmost_minimum(hash, from, end);
        } else if (hash[end - 1] <= hash[kept]) {
            now = end - 1;
        }
        if (now != kept) {
            kept = now;
            out[n_out++] = (uint32_t)kept;
        }
    }
    return n_out;
}
