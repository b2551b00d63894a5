/* render_csv.c - a layer as RFC 4180: header line, CRLF, UTF-8 without a byte order mark.
 * Cells of foreign text pass render_escape_csv, which guards against formulas; numbers are ours and
 * need no guard. */
#include "account/render_escape.h"
#include "account/render_rows.h"

static void write_cells(buf *out, const struct rows *r, const str *cell) {
    bool first = true;
    for (size_t c = 0; c < r->n_columns; c++) {
        if (!(r->column[c].use & COLUMN_CSV)) {
            continue;
        }
        if (!first) {
            buf_add_byte(out, ',');
        }
        first = false;
        if (!cell) {
            buf_add_cstr(out, r->column[c].name);
        } else if (r->column[c].use & COLUMN_NUMBER) {
            buf_add(out, cell[c]);
        } else {
            render_escape_csv(out, cell[c]);
        }
    }
    buf_add(out, STR("\r\n"));
    buf_drain(out);
}

void render_csv(buf *out, const struct accounts *all, enum render_layer layer,
                const struct render_options *options) {
    struct render_place x;
    if (!render_place_open(&x, all, out)) {
        return;
    }
    struct rows r;
    /* Machines get everything, with its confidence; but pairs that a third report explains are no
     * copies of one another. */
    render_rows(&r, &x, layer, layer != LAYER_COPIES || (options && options->all));
    write_cells(out, &r, NULL);
    for (size_t i = 0; i + r.n_columns <= r.cell.n && r.n_columns; i += r.n_columns) {
        write_cells(out, &r, &r.cell.v[i]);
    }
    if (r.failed) {
        out->failed = r.failed;
    }
    render_place_close(&x);
}
