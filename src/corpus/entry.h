/* entry.h - one report as a corpus keeps it: what is shown of it, its text, and what each step
 * across reports takes from it; one flat record, made from the report alone. */
#ifndef COPYTASTER_CORPUS_ENTRY_H
#define COPYTASTER_CORPUS_ENTRY_H

#include "base/buf.h"
#include "read/document.h"

/* What a step across reports takes: bytes that its layer encodes and decodes. */
enum entry_part {
    ENTRY_PRINT,  /* reuse/print.h */
    ENTRY_SKETCH, /* sketch/dedup_record.h */
    ENTRY_DIGEST, /* story/digest.h */
    ENTRY_PARTS
};

struct entry {
    str id;
    str name; /* where it was read */
    str title;
    str outlet;
    str url;
    str published;
    str author;
    str lang;
    str text;
    uint8_t sha256[SHA256_BYTES]; /* of the text */
    int32_t day;                  /* when it was written, INT32_MIN unknown */
    str part[ENTRY_PARTS];        /* empty when not made; begins at a multiple of 8 bytes */
};

/* Append the key of a report as it was read: its id, its text and its metadata, so that keys sort
 * by id and text, and two reports share one only when they say the same, wherever they were read.
 * It is made before anything is analysed, so that a report that is there already costs little.
 * O(text). Errors: ERR_NOMEM, ERR_LIMIT. */
enum err entry_key(buf *b, const struct document *doc);

/* Append the entry as bytes, a multiple of 8. Errors: ERR_NOMEM, ERR_LIMIT (longer than 4 GiB). */
enum err entry_encode(buf *b, const struct entry *entry);

/* The entry that `bytes` hold, whole and nothing else. It points into them: they must begin at a
 * multiple of 8 and stay. ERR_INPUT = damaged, or written by a machine of the other byte order.
 * O(1): parts are checked by those who decode them. */
enum err entry_decode(str bytes, struct entry *out);

#endif
