/* run_form.h - numbers and sizes of the file of a run, for its writer and reader. */
#ifndef COPYTASTER_INDEX_RUN_FORM_H
#define COPYTASTER_INDEX_RUN_FORM_H

#include <stddef.h>
#include <stdint.h>

#define RUN_MAGIC "ctrun\r\n\x1a"
#define RUN_END "ctrunend"

enum {
    RUN_MAGIC_BYTES = 8,
    RUN_HEAD = 16,
    RUN_ENTRY = 32, /* of the table, without the key */
    RUN_TAIL = 56,
    RUN_LENGTHS = 8 /* of a record: its two numbers */
};

/* The next multiple of 8. */
static inline uint64_t run_filled(uint64_t n) {
    return (n + 7) & ~(uint64_t)7;
}

static inline uint32_t run_get_u32(const char *p) {
    const unsigned char *b = (const unsigned char *)p;
    return (uint32_t)b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 | (uint32_t)b[3] << 24;
}

static inline uint64_t run_get_u64(const char *p) {
    return run_get_u32(p) | (uint64_t)run_get_u32(p + 4) << 32;
}

#endif
