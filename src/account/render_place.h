/* render_place.h - where something stands, as people and machines are told: code points, letters,
 * REPORT:FROM-TO. Every renderer opens one of these and closes it at the end; its arena is the
 * renderer's scratch. */
#ifndef COPYTASTER_ACCOUNT_RENDER_PLACE_H
#define COPYTASTER_ACCOUNT_RENDER_PLACE_H

#include "account/account.h"
#include "base/buf.h"
#include "text/utf8.h"

struct render_place {
    const struct accounts *all;
    arena scratch;
    struct utf8_index *chars; /* one a report, made when it is first asked */
    arena *kept;              /* what they hold; not touched by marks in `scratch` */
};

/* Half-open range in code points. */
struct chars {
    size_t from;
    size_t to;
};

/* False, with out->failed set, when memory ran out; nothing has to be closed then. O(reports). */
bool render_place_open(struct render_place *x, const struct accounts *all, buf *out);
void render_place_close(struct render_place *x);

/* Code points of the bytes `at` of a report. The first question about a report costs O(text),
 * others O(1). */
struct chars render_place_chars(const struct render_place *x, uint32_t report, struct span at);

/* The words of a place. */
str render_place_words(const struct render_place *x, uint32_t report, struct span at);

/* "harbour-gazette.txt:120-180", not yet escaped. */
void render_place_ref(const struct render_place *x, buf *out, uint32_t report, struct span at);

/* The letter of a witness: A ... Z, AA, AB ... with a NUL behind it. */
struct letter {
    char text[8];
};
struct letter render_place_letter(uint32_t witness);

/* What a report is called for people: its outlet, else its id. */
str render_place_outlet(const struct document *doc);

/* At most `n` code points that stand before (after) byte `pos`. O(n). */
str render_place_before(str text, size_t pos, size_t n);
str render_place_after(str text, size_t pos, size_t n);

/* "2026-03-12" with a NUL behind it; empty for DAY_NONE. */
struct iso_day {
    char text[16];
};
struct iso_day render_place_day(int32_t day);

#endif
