/* dedup_record.h - all that is kept of a report to find its duplicates: made from its text alone,
 * flat, and the same wherever it is made. */
#ifndef COPYTASTER_SKETCH_DEDUP_RECORD_H
#define COPYTASTER_SKETCH_DEDUP_RECORD_H

#include "base/buf.h"
#include "sketch/minhash.h"
#include "sketch/overlap.h"

/* 152 bytes, and four a word. */
struct dedup_record {
    struct minhash sketch; /* zero when there are no words */
    uint64_t content;      /* equal for equal rows */
    struct row row;
};

/* Read a text (valid UTF-8) into a record; the row lives in `a`, which isn't `scratch`. Words as
 * word_scan gives them. Errors: ERR_NOMEM, ERR_LIMIT. */
enum err dedup_record_read(arena *a, arena *scratch, str text, struct dedup_record *out);

/* Append the record to `b` as bytes, a multiple of eight of them. Errors: ERR_NOMEM, ERR_LIMIT. */
enum err dedup_record_encode(buf *b, const struct dedup_record *record);

/* The record that `bytes` hold, whole and nothing else; the row points into them, so they must be
 * aligned to four bytes and stay. Errors: ERR_INPUT (damaged, or written by a machine of the other
 * byte order). O(1). */
enum err dedup_record_decode(str bytes, struct dedup_record *out);

#endif
