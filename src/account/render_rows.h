/* render_rows.h - a layer as rows of cells: what the table on the terminal and the CSV file have in
 * common. */
#ifndef COPYTASTER_ACCOUNT_RENDER_ROWS_H
#define COPYTASTER_ACCOUNT_RENDER_ROWS_H

#include "account/render.h"
#include "account/render_place.h"
#include "base/vec.h"

/* Where a column is shown. */
enum column_use {
    COLUMN_CSV = 1,
    COLUMN_TEXT = 2,
    COLUMN_BOTH = 3,
    COLUMN_NUMBER = 4, /* ours, a number: right-aligned, never guarded */
    COLUMN_DIM = 8,
    COLUMN_SPARE = 16, /* left out on the terminal when there is no room */
    COLUMN_HEAD = 32,  /* on the terminal part of a line above the rows that have it alike */
    COLUMN_WHOLE = 64  /* never wrapped on the terminal */
};

struct column {
    const char *name; /* "byte_from"; in capitals on the terminal */
    uint8_t use;
};

/* Row r, column c = cell.v[r * n_columns + c]. */
struct rows {
    arena *a;
    const struct column *column;
    size_t n_columns;
    VEC(str) cell;
    enum err failed;
};

/* The rows of a layer (not LAYER_ACCOUNT) in x->scratch. Low-confidence quotations are left out
 * unless `everything`. */
void render_rows(struct rows *r, struct render_place *x, enum render_layer layer, bool everything);

/* Append a cell; str, C string, number, or code. */
void render_rows_str(struct rows *r, str cell);
void render_rows_cstr(struct rows *r, const char *cell);
void render_rows_uint(struct rows *r, uint64_t value);
void render_rows_fmt(struct rows *r, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* "from-to" in code points; "id:from-to", as `copytaster show` takes it. */
void render_rows_range(struct rows *r, const struct render_place *x, uint32_t report,
                       struct span at);
void render_rows_ref(struct rows *r, const struct render_place *x, uint32_t report, struct span at);

/* The five cells of a place: report, from, to, byte_from, byte_to. */
void render_rows_place(struct rows *r, const struct render_place *x, uint32_t report,
                       struct span at);

/* Quotations below this are hidden from tables by default. */
#define RENDER_ROWS_CONFIDENCE 0.3f

/* render_rows_names.c: who is named in each report, how often, and how it is written. */
void render_rows_names(struct rows *r, struct render_place *x);

/* render_rows_story.c: the layers across reports. */
void render_rows_story_stories(struct rows *r, struct render_place *x);
void render_rows_story_copies(struct rows *r, struct render_place *x, bool all);
void render_rows_story_conflicts(struct rows *r, struct render_place *x);

#endif
