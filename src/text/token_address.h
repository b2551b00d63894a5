/* token_address.h - addresses of pages and people inside a text. */
#ifndef COPYTASTER_TEXT_TOKEN_ADDRESS_H
#define COPYTASTER_TEXT_TOKEN_ADDRESS_H

#include "base/str.h"

/* Length of the address that `rest` begins with, or 0: http(s)://..., www...., host.tld/path,
 * name@host.tld. O(length of the run without white space, LIMIT_TOKEN_BYTES at most). */
size_t token_address_end(str rest);

/* '1' for bytes that end an address: white space and control characters, "'()<>[]{}|,; and what
 * isn't ASCII. */
static const char token_address_stops[] = "11111111111111111111111111111111"
                                          "10100001110010000000000000011010"
                                          "00000000000000000000000000010100"
                                          "00000000000000000000000000011101";

static inline bool token_address_stops_at(unsigned char c) {
    return c >= 0x80 || token_address_stops[c] == '1';
}

#endif
