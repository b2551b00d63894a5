/* copies.h - text shared by reports: exact spans on both sides, and who probably had it from whom.
 */
#ifndef COPYTASTER_REUSE_COPIES_H
#define COPYTASTER_REUSE_COPIES_H

#include "read/document.h"

struct copy_span {
    struct span a;
    struct span b;
    uint32_t words; /* of the alignment */
    bool exact;     /* word for word */
    bool quoted;    /* stands between quotation marks on both sides */
};

enum copy_kind {
    COPY_TEXT, /* the reporter's words are shared: one was made from the other, or both from a third
                */
    COPY_QUOTE /* only what somebody said is shared: independent reports of one statement */
};

enum copy_direction { COPY_UNDETERMINED, COPY_A_FROM_B, COPY_B_FROM_A };

enum copy_reason {                        /* bits */
                   COPY_CREDIT = 1,       /* a credit line names the other outlet or its agency */
                   COPY_EARLIER = 2,      /* publication times differ */
                   COPY_CONTAINED = 4,    /* one text lies in the other */
                   COPY_INNOVATION = 8,   /* both have what no earlier relative has */
                   COPY_COMMON_WIRE = 16, /* both credit the same agency: siblings */
                   COPY_TIED = 32, /* a third report may be the source as well: no telling which */
                   COPY_HIDDEN = 64,   /* both have it from a source that no report seen is */
                   COPY_ADDRESS = 128, /* one gives the other outlet's address as its own */
                   COPY_INITIALS = 256 /* with CREDIT: only by initials that no other outlet has */
};

/* Whether the two reports may count as two witnesses. */
enum copy_voice {
    VOICE_SEPARATE,
    VOICE_MAYBE, /* they share so much, or quotations with the words between, that they may be one
                  */
    VOICE_SAME   /* one credits the other, or lies in it */
};

struct copy {
    uint32_t a; /* reports, a < b */
    uint32_t b;
    const struct copy_span *span; /* ordered by a.from */
    size_t n_spans;
    uint32_t runs; /* shared five-word runs */
    uint32_t near; /* shared words, those written alike counted twice: how near the two texts are */
    uint32_t own;  /* shared words that are the reporters' own: no speech, caption or embed */
    uint32_t via;  /* a third report that explains what is shared, being nearer to both; or NONE */
    float share_a; /* words of a that are shared / words of a */
    float share_b;
    uint16_t reasons; /* copy_reason bits */
    uint8_t kind;
    uint8_t direction;
    uint8_t voice;    /* copy_voice */
    float confidence; /* of the direction, 0..1; 0 when undetermined */
};

/* A text that nobody has seen and two reports or more had theirs from. */
struct copy_source {
    str name;           /* the agency that they credit, or empty */
    uint32_t n_reports; /* that had it from there */
    uint16_t reasons; /* copy_reason bits: COMMON_WIRE, or INNOVATION = each of them has parts of it
                         that another one lacks */
    float confidence; /* of every edge to it, 0..1 */
};

/* Reports that are tied to one another by copies, over others if need be. */
struct copy_family {
    uint32_t first; /* the smallest index */
    uint32_t n_reports;
    uint32_t n_outlets;
    uint32_t n_origins; /* independent ones: texts that no report seen had earlier */
};

struct copies {
    const struct copy *copy; /* ordered by (a, b) */
    size_t n;
    const uint32_t *group; /* of each report: near-duplicates; the smallest index of the group */
    /* Who had it from whom, one parent each: of each report the pair with its likeliest parent or
     * NONE, and the report that the way up ends at. Reports with one origin may not be independent
     * witnesses. Where nobody knows who was first, one of them stands for the origin. */
    const uint32_t *parent;
    const uint32_t *origin;
    const uint32_t
        *source; /* of each report: the hidden source that it had its text from, or NONE */
    const struct copy_source *sources;
    size_t n_sources;
    const uint32_t *family; /* of each report: those tied by copies; the smallest index */
    const struct copy_family *families; /* of two reports or more, by `first` */
    size_t n_families;
    size_t n_docs;
};

struct print;
struct progress;

/* How to join. */
struct copies_options {
    unsigned n_workers; /* 0 = 1 */
    size_t memory;      /* bytes for seeds at a time; 0 = as many as there are */
    /* Told from any thread that about `n` bytes of prints were looked at; NULL = nobody. */
    void (*looked_at)(void *ctx, size_t n);
    void *ctx;
    struct progress *progress; /* NULL = nobody is told */
};

/* Find shared text among the reports of `n` prints (in the caller's sorted order). Seeds are
 * shingles in an inverted index; boilerplate that comes back in many reports is left out. Cost
 * grows with shared text, not with pairs. The same answer for any options. Errors: ERR_NOMEM,
 * ERR_LIMIT, ERR_CANCEL. */
enum err copies_join(arena *a, const struct print *print, size_t n,
                     const struct copies_options *options, struct copies *out);

/* The same for documents in memory; `day[i]` = day of publication or INT32_MIN (NULL = all are
 * unknown). */
enum err copies_find(arena *a, const struct document *const *doc, const int32_t *day, size_t n,
                     unsigned n_workers, struct copies *out);

/* The report that `report` most likely had its text from, or NONE when it had it from nobody seen
 * or nobody can tell. */
uint32_t copies_parent(const struct copies *copies, uint32_t report);

/* The family of a report, or NULL when it has no relatives. O(log families). */
const struct copy_family *copies_family(const struct copies *copies, uint32_t report);

const char *copy_direction_name(enum copy_direction d);

#endif
