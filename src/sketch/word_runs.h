/* word_runs.h - the words that runs of bits are. */
#ifndef COPYTASTER_SKETCH_WORD_RUNS_H
#define COPYTASTER_SKETCH_WORD_RUNS_H

#include "sketch/word_scan.h"

enum { WORD_RUNS_SLACK = 8 }; /* words behind the last one that may be written over */

/* Write the words that `run` stands for, bit i for byte i of the window at `p`: ASCII letters,
 * digits and apostrophes, none in the last byte (bit 63). The window begins at byte `at` of the
 * text; 80 bytes at `p` must be readable. Returns their number, at most 32. With AVX-512 eight
 * words at a time. */
size_t word_runs_read(const char *p, uint32_t at, uint64_t run, struct word *out);

/* The same, a word at a time; for the test. */
size_t word_runs_read_plain(const char *p, uint32_t at, uint64_t run, struct word *out);

#endif
