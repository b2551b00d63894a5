/* render_text_table.c - rows as a table that fits the terminal.
 * Columns take their natural width; when that is too wide, the widest is narrowed until the table
 * fits, and its cells wrap. What rows have in common (their report, their story) stands in a line
 * above them; places are never wrapped. O(cells) but for the narrowing, O(columns x width). */
#include "account/render_rows.h"
#include "account/render_text.h"

enum {
    GAP = 2,
    NARROWEST_COLUMN = 4,
    MODEST_COLUMN = 16,
    LONGEST_WORD = 34,
    COLUMNS_MAX = 24,
    CELL_CHARS = 200
};

struct table {
    struct render_text *t;
    const struct rows *rows;
    size_t shown[COLUMNS_MAX]; /* indexes of the columns on the terminal */
    size_t width[COLUMNS_MAX];
    size_t word[COLUMNS_MAX]; /* of the longest word, within reason: a column isn't made narrower
                                 while another can */
    size_t n;
};

/* A cell as it will stand: escaped, long ones cut. In t->note until the next call. */
static str escaped(struct render_text *t, str cell) {
    arena_pos mark = arena_mark(&t->place.scratch);
    str head = render_said_head(&t->place.scratch, cell, CELL_CHARS);
    buf_clear(&t->note);
    render_escape_terminal(&t->note, head);
    arena_reset(&t->place.scratch, mark);
    return buf_str(&t->note);
}

static size_t longest_word(str cell) {
    size_t most = 0;
    for (size_t from = 0; from < cell.len;) {
        const char *blank = memchr(cell.ptr + from, ' ', cell.len - from);
        size_t to = blank ? (size_t)(blank - cell.ptr) : cell.len;
        size_t columns = render_sheet_columns(str_slice(cell, from, to));
        most = columns > most ? columns : most;
        from = to + 1;
    }
    return most < LONGEST_WORD ? most : LONGEST_WORD;
}

static void measure(struct table *table) {
    const struct rows *r = table->rows;
    for (size_t c = 0; c < r->n_columns && table->n < COLUMNS_MAX; c++) {
        if (!(r->column[c].use & COLUMN_TEXT) || r->column[c].use & COLUMN_HEAD) {
            continue;
        }
        size_t most = strlen(r->column[c].name);
        size_t word = most;
        for (size_t i = c; i < r->cell.n; i += r->n_columns) {
            str cell = escaped(table->t, r->cell.v[i]);
            size_t columns = render_sheet_columns(cell);
            most = columns > most ? columns : most;
            size_t longest = longest_word(cell);
            word = longest > word ? longest : word;
        }
        table->word[table->n] = r->column[c].use & COLUMN_WHOLE ? most : word;
        table->shown[table->n] = c;
        table->width[table->n++] = most;
    }
}

/* The widest column that is wider than floor[i]; table->n when there's none. */
static size_t widest(const struct table *table, const size_t *floor) {
    size_t best = table->n;
    for (size_t i = 0; i < table->n; i++) {
        if (table->width[i] > floor[i] &&
            (best == table->n || table->width[i] > table->width[best])) {
            best = i;
        }
    }
    return best;
}

/* Narrow the widest columns, one step at a time but never below floor[i]. Returns the columns that
 * are still too many. */
static size_t narrow(struct table *table, size_t over, const size_t *floor) {
    while (over > 0) {
        size_t i = widest(table, floor);
        if (i == table->n) {
            break;
        }
        table->width[i]--;
        over--;
    }
    return over;
}

/* Columns that the table is too wide by. */
static size_t excess(const struct table *table) {
    size_t total = GAP * (table->n ? table->n - 1 : 0);
    for (size_t i = 0; i < table->n; i++) {
        total += table->width[i];
    }
    return total > table->t->sheet.width ? total - table->t->sheet.width : 0;
}

/* Leave out the first column that can be spared; false when there's none. */
static bool drop_spare(struct table *table) {
    for (size_t i = 0; i < table->n; i++) {
        if (table->rows->column[table->shown[i]].use & COLUMN_SPARE) {
            table->n--;
            for (size_t k = i; k < table->n; k++) {
                table->shown[k] = table->shown[k + 1];
                table->width[k] = table->width[k + 1];
                table->word[k] = table->word[k + 1];
            }
            return true;
        }
    }
    return false;
}

/* Where room is short, names and labels wrap before the words they belong to: all columns but the
 * widest come down to MODEST_COLUMN or their longest word. */
static void be_modest(struct table *table) {
    static const size_t no_floor[COLUMNS_MAX];
    size_t most = widest(table, no_floor);
    size_t over = excess(table);
    for (size_t i = 0; i < table->n; i++) {
        size_t aim = table->word[i] > MODEST_COLUMN ? table->word[i] : MODEST_COLUMN;
        if (i != most && table->width[i] > aim) {
            size_t cut = table->width[i] - aim < over ? table->width[i] - aim : over;
            table->width[i] -= cut;
            over -= cut;
        }
    }
}

/* Narrow to whole words, then without what can be spared, then by breaking words. A cell holds
 * CELL_CHARS at most, so the steps are few. */
static void fit(struct table *table) {
    size_t floor[COLUMNS_MAX] = {0};
    for (size_t i = 0; i < table->n; i++) {
        bool whole = table->rows->column[table->shown[i]].use & COLUMN_WHOLE;
        floor[i] = whole ? table->width[i] : NARROWEST_COLUMN;
    }
    be_modest(table);
    size_t over = narrow(table, excess(table), table->word);
    while (over > 0 && drop_spare(table)) {
        over = narrow(table, excess(table), table->word);
    }
    over = narrow(table, over, floor);
    for (size_t i = 0; i < table->n; i++) {
        floor[i] = NARROWEST_COLUMN; /* a place alone is wider than the terminal */
    }
    narrow(table, over, floor);
}

static void pad(buf *out, size_t n) {
    for (; n > 0; n--) {
        buf_add_byte(out, ' ');
    }
}

/* Spaces that are due are held back, so that no line ends in them. */
static void write_piece(struct table *table, size_t i, str piece, size_t *due,
                        enum sheet_style style) {
    size_t c = table->shown[i];
    size_t columns = render_sheet_columns(piece);
    size_t free_columns = table->width[i] > columns ? table->width[i] - columns : 0;
    bool right = table->rows->column[c].use & COLUMN_NUMBER;
    if (piece.len) {
        pad(table->t->sheet.out, *due + (right ? free_columns : 0));
        *due = right ? 0 : free_columns;
        render_sheet_write(&table->t->sheet, piece, &style);
    } else {
        *due += table->width[i];
    }
    *due += GAP;
}

/* One row; cell[c] are the escaped cells of the shown columns, consumed line by line. */
static void write_row(struct table *table, str *cell, bool heading) {
    bool more = true;
    for (size_t line = 0; more; line++) {
        size_t due = 0;
        more = false;
        for (size_t i = 0; i < table->n; i++) {
            size_t skip = 0;
            size_t n = cell[i].len ? render_sheet_break(cell[i], table->width[i], &skip) : 0;
            bool dim = heading || (table->rows->column[table->shown[i]].use & COLUMN_DIM);
            write_piece(table, i, str_slice(cell[i], 0, n), &due, dim ? STYLE_DIM : STYLE_PLAIN);
            cell[i] = str_slice(cell[i], n + skip, cell[i].len);
            more = more || cell[i].len > 0;
        }
        buf_add_byte(table->t->sheet.out, '\n');
    }
}

static void write_heading(struct table *table) {
    char name[COLUMNS_MAX][16];
    str cell[COLUMNS_MAX];
    for (size_t i = 0; i < table->n; i++) {
        const char *from = table->rows->column[table->shown[i]].name;
        size_t n = 0;
        for (; from[n] && n < sizeof name[i]; n++) {
            name[i][n] = (char)(from[n] >= 'a' && from[n] <= 'z' ? from[n] - 32
                                : from[n] == '_'                 ? ' '
                                                                 : from[n]);
        }
        cell[i] = (str){name[i], n};
    }
    write_row(table, cell, true);
}

static void take_cells(struct table *table, size_t row, str *cell) {
    const struct rows *r = table->rows;
    const str *now = &r->cell.v[row * r->n_columns];
    for (size_t i = 0; i < table->n; i++) {
        cell[i] = arena_copy(r->a, escaped(table->t, now[table->shown[i]]));
        if (!cell[i].ptr) {
            table->t->sheet.out->failed = r->a->last;
            cell[i] = (str){"", 0};
        }
    }
}

/* Whether a row has another head than the one above. */
static bool has_new_head(const struct rows *r, size_t row) {
    const str *now = &r->cell.v[row * r->n_columns];
    for (size_t c = 0; c < r->n_columns; c++) {
        if (r->column[c].use & COLUMN_HEAD &&
            (row == 0 || !str_equals(now[c], (now - r->n_columns)[c]))) {
            return true;
        }
    }
    return false;
}

/* The line above rows: "story 0  Water chief quits  2026-03-10"; numbers with their name. */
static void write_head(struct render_text *t, const struct rows *r, size_t row) {
    const str *now = &r->cell.v[row * r->n_columns];
    size_t n = 0;
    for (size_t c = 0; c < r->n_columns; c++) {
        if (!(r->column[c].use & COLUMN_HEAD) || now[c].len == 0) {
            continue;
        }
        render_sheet_cstr(&t->sheet, STYLE_PLAIN, n++ > 0 ? "  " : "");
        if (r->column[c].use & COLUMN_NUMBER) {
            render_sheet_cstr(&t->sheet, STYLE_DIM, r->column[c].name);
            render_sheet_cstr(&t->sheet, STYLE_DIM, " ");
        }
        render_sheet_words(&t->sheet, STYLE_BOLD, now[c]);
    }
    if (row > 0) {
        render_sheet_blank(&t->sheet);
    }
    render_sheet_end(&t->sheet, 0, 2);
}

/* What to do with a place, and where the rest is. */
static void write_help(struct render_text *t, enum render_layer layer) {
    render_sheet_blank(&t->sheet);
    render_sheet_cstr(
        &t->sheet, STYLE_DIM,
        layer == LAYER_STORIES
            ? "copytaster show REPORT:FROM-TO shows a place in its paragraph"
            : "copytaster show REPORT:FROM-TO shows a place; REPORT is the line above "
              "it");
    render_sheet_end(&t->sheet, 0, 0);
    if (layer == LAYER_NAMES && !t->all) {
        render_sheet_cstr(&t->sheet, STYLE_DIM, "--all lists every mention");
        render_sheet_end(&t->sheet, 0, 0);
    }
}

void render_text_table(struct render_text *t, enum render_layer layer) {
    struct rows rows;
    if (layer == LAYER_NAMES && !t->all) {
        render_rows_names(&rows, &t->place);
    } else {
        render_rows(&rows, &t->place, layer, t->all);
    }
    if (rows.failed) {
        t->sheet.out->failed = rows.failed;
        return;
    }
    struct table table = {.t = t, .rows = &rows};
    measure(&table);
    fit(&table);
    if (rows.cell.n > 0) {
        write_heading(&table);
    }
    for (size_t row = 0; row * rows.n_columns < rows.cell.n; row++) {
        if (has_new_head(&rows, row)) {
            write_head(t, &rows, row);
        }
        arena_pos mark = arena_mark(rows.a);
        str cell[COLUMNS_MAX];
        take_cells(&table, row, cell);
        write_row(&table, cell, false);
        arena_reset(rows.a, mark);
    }
    if (layer == LAYER_COPIES) {
        render_text_families(t);
    }
    if (rows.cell.n > 0) {
        write_help(t, layer);
    }
}
