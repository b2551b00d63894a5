/* unit.h - cmocka behind the headers it wants first; every C test begins with #include "unit.h". */
#ifndef COPYTASTER_TESTS_UNIT_H
#define COPYTASTER_TESTS_UNIT_H

/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

/* By how much a test with much work does less of it under sanitizers, which are several times
 * slower. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define LESS_WORK 8
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define LESS_WORK 8
#endif
#endif
#ifndef LESS_WORK
#define LESS_WORK 1
#endif

#endif
