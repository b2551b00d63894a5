/* inflate.h - the unpacked bytes of a packed input, as another input. */
#ifndef COPYTASTER_UNPACK_INFLATE_H
#define COPYTASTER_UNPACK_INFLATE_H

#include "base/input.h"
#include "unpack/codec.h"

/* Not to be moved while open. */
struct unpacked {
    struct input *raw;
    struct codec codec;
    bool in_member;
    bool at_end;
    uint64_t in; /* bytes of the member so far, packed and unpacked */
    uint64_t out;
    uint64_t all_in; /* of the members before */
    uint64_t all_out;
    struct error failed; /* told again on every later read */
};

/* How the content of `raw` is packed, by its magic (gzip, zstd, or CODEC_NONE). Reads, takes
 * nothing. Errors as input_peek. */
enum err inflate_sniff(struct input *raw, enum codec_kind *kind, struct error *e);

/* Make `out` an input of the unpacked bytes of `raw`, packed as `kind` (as inflate_sniff found, or
 * as is known otherwise). `u` and `raw` are kept until inflate_close. One or many members or
 * frames; zeros behind the last one are padding. Reading `out` gives all bytes before a damage and
 * then the error, each time anew: ERR_INPUT damage, with the byte of the packed file and what was
 * expected; ERR_LIMIT when more than LIMIT_UNPACK_RATIO bytes come from one, after the first MiB of
 * a member or of all; ERR_IO, ERR_NOMEM. Memory: two chunks of an input and the window of the
 * format. O(bytes). */
enum err inflate_open(struct unpacked *u, struct input *raw, enum codec_kind kind,
                      struct input *out, struct error *e);

/* Close `out` and the decoder; `raw` stays open. */
void inflate_close(struct unpacked *u, struct input *out);

#endif
