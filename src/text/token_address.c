/* token_address.c - an address by its form: a scheme, or a host with a path behind it, or an @ in a
 * run of ASCII without spaces, quotation marks and brackets, from which closing marks are taken
 * off. Whether the host exists isn't asked. O(length). */
#include "text/token_address.h"

#include "base/limits.h"

/* What may be an address: a run of ASCII without spaces, quotation marks and brackets, closing
 * marks taken off. */
struct address {
    size_t len;
    size_t dot; /* of the first period behind the start; 0 = none */
    bool slash; /* one stands behind a period */
    bool at;    /* an @ stands inside */
};

static struct address read_address(str rest) {
    struct address a = {0};
    size_t stop = rest.len < LIMIT_TOKEN_BYTES ? rest.len : LIMIT_TOKEN_BYTES;
    size_t i = 0;
    for (; i < stop && !token_address_stops_at((unsigned char)rest.ptr[i]); i++) {
        char c = rest.ptr[i];
        a.dot = c == '.' && a.dot == 0 ? i : a.dot;
        a.slash = a.slash || (c == '/' && a.dot);
        a.at = a.at || (c == '@' && i > 0);
    }
    while (i && strchr(".:!?", rest.ptr[i - 1])) {
        i--;
    }
    a.len = i;
    return a;
}

static bool is_ascii_letter(char c) {
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

static bool has_scheme(str s) {
    return str_starts_with(s, STR("http://")) || str_starts_with(s, STR("https://")) ||
           str_starts_with(s, STR("www."));
}

size_t token_address_end(str rest) {
    struct address a = read_address(rest);
    if (a.len < 6 || (a.dot == 0 && rest.ptr[0] != 'h')) {
        return 0;
    }
    bool prefix = has_scheme(rest);
    bool host = a.slash && a.len > 6 && a.dot + 2 < a.len && is_ascii_letter(rest.ptr[a.dot + 1]) &&
                is_ascii_letter(rest.ptr[0]);
    bool mail = a.at && a.dot > 0 && is_ascii_letter(rest.ptr[a.len - 1]);
    return (prefix && a.len > 7) || host || mail ? a.len : 0;
}
