/* utf8_scan.h - the well-formed beginning of a text, by vector where the machine can. For utf8.c
 * only. */
#ifndef COPYTASTER_TEXT_UTF8_SCAN_H
#define COPYTASTER_TEXT_UTF8_SCAN_H

#include "base/str.h"

/* A position up to which `s` is well-formed and where a character begins (or the end); it may lie
 * up to 66 bytes before the first fault or the end. 0 without AVX2. O(n). */
size_t utf8_scan(str s);

#endif
