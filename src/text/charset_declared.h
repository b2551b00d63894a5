/* charset_declared.h - the encoding that page or server declare. For charset.c only. */
#ifndef COPYTASTER_TEXT_CHARSET_DECLARED_H
#define COPYTASTER_TEXT_CHARSET_DECLARED_H

#include "text/charset.h"

/* iconv's name of the declared encoding, NULL when none is or its label isn't known: the HTTP
 * header first, then <meta charset> or its http-equiv form in the first 8 KiB, then the XML
 * declaration. O(1). */
const char *charset_declared(str bytes, const struct charset_hints *hints);

#endif
