/* survey.h - the entries of a corpus brought together for the steps across reports. */
#ifndef COPYTASTER_CORPUS_SURVEY_H
#define COPYTASTER_CORPUS_SURVEY_H

#include "corpus/gather.h"
#include "reuse/print.h"
#include "story/digest.h"

/* Parallel arrays of n, in the order of ids. Everything points into the records of the gathering.
 */
struct survey {
    size_t n;
    struct document *doc; /* identity, metadata and text; nothing is analysed */
    int32_t *day;
    struct print *print; /* NULL without ENTRY_PRINT */
    str *digest;         /* bytes for digest_decode; NULL without ENTRY_DIGEST */
};

/* Take the records of a finished gathering, which must stay open. Reports that share an id become
 * id#2, id#3 in the order of their keys. `parts` are those wanted. `doc` and `day` live in `brief`,
 * which may be let go before `a`, the rest in `a`, ids too. Errors: ERR_NOMEM, ERR_LIMIT;
 * ERR_INPUT = a record is damaged or lacks a part; told in `e`. O(n log n). */
enum err survey_load(arena *a, arena *brief, struct gather *gather, unsigned parts,
                     struct survey *out, struct error *e);

#endif
