/* mapper.h - the map step: a report alone becomes its entry. A pure function: the same report gives
 * the same bytes on every machine, whatever else is read. */
#ifndef COPYTASTER_CORPUS_MAPPER_H
#define COPYTASTER_CORPUS_MAPPER_H

#include "corpus/entry.h"
#include "name/names.h"
#include "story/stems.h"
#include "time/dates.h"

/* Const while it maps; for any number of threads. */
struct mapper {
    unsigned parts; /* 1 << enum entry_part, of those to be made */
    const struct date_lexicon *date;
    const struct name_lexicon *name; /* NULL unless digests are made */
};

/* Make a mapper in `a`. Errors: ERR_NOMEM, ERR_LIMIT. */
enum err mapper_init(struct mapper *m, arena *a, unsigned parts);

/* What one thread uses from report to report. */
struct mapper_worker {
    arena scratch; /* emptied after each report */
    arena store;
    struct stems stems;
};

/* Errors: ERR_NOMEM, ERR_LIMIT; mapper_worker_done may be called in any case. */
enum err mapper_worker_init(struct mapper_worker *w);
void mapper_worker_done(struct mapper_worker *w);

/* Map a document, which has not been analysed yet: appends its entry to `out`. O(text). Errors:
 * ERR_NOMEM, ERR_LIMIT. */
enum err mapper_map(const struct mapper *m, struct mapper_worker *w, const struct document *doc,
                    buf *out);

/* Whether the bytes of an entry are whole, with all of `parts` in it. ERR_INPUT when they aren't,
 * ERR_NOMEM. O(words). */
enum err mapper_check(str bytes, unsigned parts);

#endif
