/* warc.h - the records of a WARC archive, one at a time: plain, gzip or zstd by record, or packed
 * as a whole. */
#ifndef COPYTASTER_UNPACK_WARC_H
#define COPYTASTER_UNPACK_WARC_H

#include "base/input.h"
#include "unpack/codec.h"

enum warc_type {
    WARC_OTHER,
    WARC_WARCINFO,
    WARC_RESPONSE,
    WARC_RESOURCE,
    WARC_REQUEST,
    WARC_METADATA,
    WARC_REVISIT,
    WARC_CONVERSION,
    WARC_CONTINUATION
};

enum warc_form {
    WARC_NONE, /* no archive that we know */
    WARC_PLAIN,
    WARC_PACKED, /* by record or as a whole */
    WARC_ARC     /* the older format, which isn't read */
};

/* All slices are valid until the next call of warc_next. An empty one: no such header. */
struct warc_record {
    enum warc_type type;
    str type_name; /* as written */
    str version;   /* "1.0" */
    str uri;       /* without the angle brackets of old programs */
    str date;      /* as written */
    bool has_time;
    int64_t time; /* seconds UTC */
    str record_id;
    str refers_to;
    str refers_to_uri;
    str profile;
    str content_type;
    str payload_type;
    str truncated; /* why the crawler cut the block */
    str head;      /* all header lines */
    str block;
    uint64_t sequence; /* counts records from 0 */
    uint64_t offset;   /* in the file: of the record, or of the packed member that holds it */
    uint64_t length;   /* in the file, with the lines behind; 0 when several share a member and this
                          isn't the first, or where the member ends isn't known yet */
    uint64_t inner;    /* where it begins in the unpacked member; 0 when not packed */
};

struct warc;

/* What begins with `head`, of which 64 KiB settle it. Allocates a decoder when packed. */
enum warc_form warc_sniff(str head);

/* Read `raw` (kept) as an archive; blocks longer than `max_block` bytes (0 = LIMIT_UNPACKED_BYTES)
 * are refused one by one. *w lives in `a`. Errors: ERR_INPUT for ARC, which isn't read, and for
 * what is empty; ERR_IO, ERR_NOMEM. */
enum err warc_open(arena *a, struct input *raw, size_t max_block, struct warc **w, struct error *e);

/* The next record. ERR_MISSING: there's none, the end. ERR_INPUT (damage) and ERR_LIMIT (a record
 * too long, a bomb) are told in `e` with the byte of the file, the reason and how much was passed
 * over; the next call goes on behind it. ERR_IO, ERR_NOMEM: no more can be read, or not now.
 * A record is given when its block is whole and, where its member ends behind it, the checksum is
 * right. Memory: the longest record, and a window of 1 MiB and a room of 4. O(bytes); no allocation
 * by record. */
enum err warc_next(struct warc *w, struct warc_record *r, struct error *e);

/* Bytes of the file so far: in records handed out (or members that hold some), lost to damage and
 * limits, and padding between records. At the end they add up to its length. */
struct warc_tally {
    uint64_t kept;
    uint64_t lost;
    uint64_t padding;
    uint64_t n_records;
    uint64_t n_damages;
};

struct warc_tally warc_tally(const struct warc *w);

/* Give the memory back; `raw` stays open. */
void warc_close(struct warc *w);

#endif
