/* warc_state.h - what the parts of the WARC reader share; nobody else includes it.
 *
 *   raw     the file             |..counted..| member ............ | member ...
 *   text    unpacked member                   record record
 *
 * A plain archive is one member that needs no unpacking: text is raw. */
#ifndef COPYTASTER_UNPACK_WARC_STATE_H
#define COPYTASTER_UNPACK_WARC_STATE_H

#include "unpack/warc.h"

struct libdeflate_decompressor;

struct warc {
    struct input *raw;
    struct input *text; /* raw, &memory or &stream; NULL = no member is open */
    size_t max_block;
    enum codec_kind kind; /* CODEC_NONE = plain */
    struct warc_tally tally;
    uint64_t counted; /* the bytes of the file before this one are in the tally */

    uint64_t member;  /* where the open member begins in the file */
    size_t in_member; /* records handed out of it */
    bool is_hurt;     /* something of it was refused */
    bool is_over;     /* nothing more can be read */

    struct libdeflate_decompressor *whole; /* members that fit into memory */
    buf out;
    struct input memory;
    size_t packed_len;

    struct codec codec; /* members that don't, and zstd */
    struct input stream;
    size_t ahead;   /* bytes of raw decoded and not taken yet, so that a search can look at them */
    uint64_t n_out; /* bytes that came from the member */
    bool has_ended; /* with a right checksum */
    struct error bad; /* why no more comes from the member */

    struct codec probe; /* tries what looks like the start of a member */
    uint64_t spent;     /* bytes decoded in vain */
};

/* warc_header.c: the lines of a record's head at the front of `s`. */
enum warc_head { WARC_HEAD_WHOLE, WARC_HEAD_MORE, WARC_HEAD_BAD };
struct warc_lengths {
    size_t head; /* with the blank line */
    uint64_t block;
};
enum warc_head warc_header_parse(str s, struct warc_record *r, struct warc_lengths *length,
                                 const char **reason);

/* Whether a record may begin at the front of `s`: "WARC/0." or "WARC/1.". */
bool warc_header_begins(str s);

/* warc_member.c: open the next member (w->text), or tell why there's none: ERR_MISSING at the end,
 * ERR_INPUT and ERR_LIMIT when one was refused and the reading can go on. */
enum err warc_member_open(struct warc *w, struct error *e);

/* Leave the open member behind and count it. */
void warc_member_close(struct warc *w);

/* Bytes of the file from the start of the member to where its decoding stands. */
uint64_t warc_member_length(const struct warc *w);

/* The record at hand goes on past the end of its member: go on with the next one, when that doesn't
 * begin with a record. *has_joined tells. ERR_IO, ERR_NOMEM. */
enum err warc_member_join(struct warc *w, bool *has_joined, struct error *e);

/* Packed bytes that surely give the first ones of a member: of zstd a whole block. */
enum { WARC_GZIP_PROBE = 1 << 12, WARC_ZSTD_PROBE = 1 << 18 };

/* warc_seek.c: whether the first bytes of the member at the front of `s`, of which so many are
 * enough, unpack to the start of a record. */
bool warc_seek_begins(struct warc *w, str s);

/* Pass over damage. Both add the bytes passed over to e->msg (e isn't NULL) and return
 * e->code, or ERR_IO or ERR_NOMEM.
 * In the text of the member: to the next line that begins like a record, else to its end. */
enum err warc_seek_record(struct warc *w, struct error *e);

/* In the file: to the next bytes that unpack to the start of a record, else to the end. Closes the
 * member. */
enum err warc_seek_member(struct warc *w, struct error *e);

#endif
