/* render_wording.h - words set against other words and against their neighbours, for the terminal
 * and the page. */
#ifndef COPYTASTER_ACCOUNT_RENDER_WORDING_H
#define COPYTASTER_ACCOUNT_RENDER_WORDING_H

#include "account/render_place.h"

/* Three neighbouring pieces of one text. */
struct wording_parts {
    str head;
    str middle;
    str tail;
    bool is_start; /* of a snippet: nothing of its paragraph stands before head */
    bool is_end;   /* ... behind tail */
};

/* `words` as what it shares with `other` at the beginning, what differs, what it shares at the end;
 * whole words. */
struct wording_parts render_wording_parts(str words, str other);

/* The words `at` with at most `before` and `after` code points of their paragraph around them,
 * whole words. */
struct wording_parts render_wording_snippet(str text, struct span at, size_t before, size_t after);

/* How the witness of a place names the speaker: cue and source as written; empty when it does so by
 * context alone. */
str render_wording_attribution(const struct render_place *x, const struct account *acct,
                               const struct conflict *c, struct place place);

/* How a testimony gives the claim: "word for word", "in part", "cut", "says so" ... Static storage.
 */
const char *render_wording_manner(const struct account *acct, const struct claim *claim,
                                  const struct testimony *t);

/* The words at a place of a quotation without what the report puts between its parts: "one," X
 * said, "two" gives "one, \u2026 two". In `a` when it has to be put together. `quotation` may be
 * NONE. */
str render_wording_said(arena *a, const struct render_place *x, uint32_t report, uint32_t quotation,
                        struct span at);

/* Whether the words of a testimony are the speaker's own, or some of them, and stand without marks,
 * so that they want ours. */
bool render_wording_wants_marks(const struct render_place *x, const struct account *acct,
                                const struct claim *claim, const struct testimony *t);

/* Whether words of a witness add nothing to the claim: they are its text, or the number that it
 * begins with. */
bool render_wording_is_same(const struct claim *claim, str words);

/* Whether that is the words themselves, so that they needn't be repeated. */
bool render_wording_is_exact(const char *manner);

/* Whether it is a change that a conflict may be about. */
bool render_wording_is_alarming(const char *manner);

/* Number (from 1) of the first conflict of a claim that isn't about its speaker; 0 when there's
 * none. O(conflicts). */
size_t render_wording_conflict(const struct account *acct, const struct claim *claim);

/* What a figure counts, as written: "14 people had been treated", "arrested two men"; the figure
 * alone when that is long. */
str render_wording_figure(const struct render_place *x, uint32_t report,
                          const struct figure *figure);

/* "certain", "likely" or "undetermined": how sure the direction of shared text is. Static storage.
 */
const char *render_wording_certainty(const struct copy *copy);

/* "3 outlets, 1 independent origin"; "4 reports by 3 outlets, ..." when some are of one outlet. In
 * `a`. */
str render_wording_counts(arena *a, uint32_t n_reports, uint32_t n_outlets, uint32_t n_origins);

/* The reason of an edge without that word at its head. */
str render_wording_reason(const struct lineage_edge *edge, const struct copy *copy);

/* The question a conflict asks: "Who said it?"; and whether its sides are wordings of one
 * quotation. */
const char *render_wording_question(const struct conflict *c);
bool render_wording_has_words(const struct conflict *c);

#endif
