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

#endif
