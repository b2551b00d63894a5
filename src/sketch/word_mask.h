/* word_mask.h - the classes of 64 characters at a time, one bit a character. */
#ifndef COPYTASTER_SKETCH_WORD_MASK_H
#define COPYTASTER_SKETCH_WORD_MASK_H

#include <stdint.h>

enum { WORD_MASK_BYTES = 64 };

/* Bit i stands for byte i. */
struct word_mask {
    uint64_t letter; /* ASCII */
    uint64_t digit;
    uint64_t space; /* blank, tab, line feed and their like */
    uint64_t high;  /* not ASCII */
    uint64_t s;     /* s, S */
    uint64_t apostrophe;
    uint64_t dot;
    uint64_t comma;
    uint64_t colon;
    uint64_t closer; /* " ' ) , . */
    uint64_t hard;   /* # @ / and control characters: not to be decided by a glance */
};

/* Classify the 64 bytes at `p`. AVX2 where the processor has it, else a table. */
void word_mask_read(const char *p, struct word_mask *out);

/* The table alone, for the test. */
void word_mask_read_plain(const char *p, struct word_mask *out);

#endif
