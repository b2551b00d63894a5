/* render_sheet.c - the one way to a terminal: text is escaped when it is collected, wrapped by its
 * display width (utf8proc: East Asian wide characters two columns, combining marks none), coloured
 * when it is written.
 * In the collected line a byte 1 ... STYLE_KINDS switches the style; escaped text holds no such
 * bytes. Only the sixteen colours that every terminal theme sets are used, and bold and dim, so
 * that the result is legible on dark and light. O(bytes). */
#include "account/render_sheet.h"

#include <utf8proc.h>

#include "text/utf8.h"

enum { LINE_MAX_BYTES = 1 << 28, NARROWEST = 40, USUAL_WIDTH = 80 };

void render_sheet_open(struct render_sheet *s, buf *out, const struct render_options *options) {
    unsigned width = options && options->width ? options->width : USUAL_WIDTH;
    *s = (struct render_sheet){.out = out,
                               .colour = options && options->colour,
                               .width = width < NARROWEST ? NARROWEST : width};
    buf_init(&s->line, LINE_MAX_BYTES);
}

void render_sheet_close(struct render_sheet *s) {
    if (s->line.failed && !s->out->failed) {
        s->out->failed = s->line.failed;
    }
    buf_done(&s->line);
}

void render_sheet_words(struct render_sheet *s, enum sheet_style style, str words) {
    buf_add_byte(&s->line, (char)(style + 1));
    render_escape_terminal(&s->line, words);
    buf_add_byte(&s->line, STYLE_PLAIN + 1);
}

void render_sheet_own(struct render_sheet *s, enum sheet_style style, str words) {
    buf_add_byte(&s->line, (char)(style + 1));
    buf_add(&s->line, words);
    buf_add_byte(&s->line, STYLE_PLAIN + 1);
}

void render_sheet_cstr(struct render_sheet *s, enum sheet_style style, const char *words) {
    render_sheet_own(s, style, str_from_cstr(words));
}

static bool is_style(char c) {
    return c >= 1 && c <= STYLE_KINDS;
}

static size_t width_at(str s, size_t i, size_t *len) {
    uint32_t cp = utf8_decode(s, i, len);
    if (cp < 0x7f) {
        return is_style((char)cp) ? 0 : 1;
    }
    int width = utf8proc_charwidth((utf8proc_int32_t)cp);
    return width > 0 ? (size_t)width : 0;
}

size_t render_sheet_columns(str escaped) {
    size_t columns = 0;
    size_t len;
    for (size_t i = 0; i < escaped.len; i += len) {
        columns += width_at(escaped, i, &len);
    }
    return columns;
}

/* Position behind the style bytes and blanks at `i`. */
static size_t behind_blanks(str s, size_t i) {
    while (i < s.len && (s.ptr[i] == ' ' || is_style(s.ptr[i]))) {
        i++;
    }
    return i;
}

size_t render_sheet_break(str escaped, size_t columns, size_t *skip) {
    size_t used = 0;
    size_t last_blank = SIZE_MAX;
    size_t i = 0;
    size_t len;
    for (; i < escaped.len; i += len) {
        size_t width = width_at(escaped, i, &len);
        if (escaped.ptr[i] == ' ') {
            last_blank = i;
        }
        if (used + width > columns) {
            break;
        }
        used += width;
    }
    *skip = 0;
    if (behind_blanks(escaped, i) == escaped.len) {
        while (i > 0 && (escaped.ptr[i - 1] == ' ' || is_style(escaped.ptr[i - 1]))) {
            i--;
        }
        *skip = escaped.len - i;
        return i;
    }
    if (last_blank != SIZE_MAX && behind_blanks(escaped, 0) < last_blank) {
        size_t end = last_blank;
        while (end > 0 && (escaped.ptr[end - 1] == ' ' || is_style(escaped.ptr[end - 1]))) {
            end--;
        }
        *skip = behind_blanks(escaped, end) - end;
        return end;
    }
    return i > 0 && used > 0 ? i : i + len;
}

static const char *colour_of(enum sheet_style style) {
    static const char *const sgr[STYLE_KINDS] = {
        [STYLE_PLAIN] = "\033[0m",     [STYLE_BOLD] = "\033[1m",     [STYLE_DIM] = "\033[2m",
        [STYLE_HEAD] = "\033[1;4m",    [STYLE_ALARM] = "\033[1;31m", [STYLE_CARE] = "\033[33m",
        [STYLE_LETTER] = "\033[1;36m", [STYLE_MARK] = "\033[1;7m"};
    return sgr[style];
}

void render_sheet_write(struct render_sheet *s, str escaped, enum sheet_style *style) {
    enum sheet_style shown = STYLE_PLAIN;
    size_t len;
    for (size_t i = 0; i < escaped.len; i += len) {
        if (is_style(escaped.ptr[i])) {
            *style = (enum sheet_style)(escaped.ptr[i] - 1);
            len = 1;
            continue;
        }
        utf8_decode(escaped, i, &len);
        if (s->colour && *style != shown) {
            buf_add_cstr(s->out, shown == STYLE_PLAIN ? "" : colour_of(STYLE_PLAIN));
            buf_add_cstr(s->out, *style == STYLE_PLAIN ? "" : colour_of(*style));
            shown = *style;
        }
        buf_add(s->out, str_slice(escaped, i, i + len));
    }
    if (shown != STYLE_PLAIN) {
        buf_add_cstr(s->out, colour_of(STYLE_PLAIN));
    }
}

static void spaces(struct render_sheet *s, size_t n) {
    for (; n > 0; n--) {
        buf_add_byte(s->out, ' ');
    }
}

/* Lines but for the last line end; returns the columns of the last line. */
static size_t write_wrapped(struct render_sheet *s, unsigned first, unsigned indent) {
    str rest = buf_str(&s->line);
    enum sheet_style style = STYLE_PLAIN;
    size_t column = first;
    spaces(s, first);
    while (rest.len) {
        size_t skip;
        size_t room = s->width > column + 8 ? s->width - column : 8;
        size_t n = render_sheet_break(rest, room, &skip);
        str line = str_slice(rest, 0, n);
        render_sheet_write(s, line, &style);
        column += render_sheet_columns(line);
        for (size_t i = n; i < n + skip; i++) {
            style = is_style(rest.ptr[i]) ? (enum sheet_style)(rest.ptr[i] - 1) : style;
        }
        rest = str_slice(rest, n + skip, rest.len);
        if (rest.len) {
            buf_add_byte(s->out, '\n');
            spaces(s, indent);
            column = indent;
        }
    }
    return column;
}

void render_sheet_end(struct render_sheet *s, unsigned first, unsigned indent) {
    write_wrapped(s, first, indent);
    buf_add_byte(s->out, '\n');
    buf_clear(&s->line);
}

void render_sheet_end_with(struct render_sheet *s, unsigned first, unsigned indent, str tail) {
    size_t column = write_wrapped(s, first, indent);
    buf_clear(&s->line);
    render_sheet_words(s, STYLE_DIM, tail);
    size_t columns = render_sheet_columns(buf_str(&s->line));
    if (column + 2 + columns > s->width) {
        buf_add_byte(s->out, '\n');
        column = 0;
    }
    size_t margin = columns < s->width ? s->width - columns : 0;
    spaces(s, margin > column ? margin - column : 0);
    enum sheet_style style = STYLE_PLAIN;
    render_sheet_write(s, buf_str(&s->line), &style);
    buf_add_byte(s->out, '\n');
    buf_clear(&s->line);
}

void render_sheet_blank(struct render_sheet *s) {
    buf_add_byte(s->out, '\n');
}

void render_sheet_heading(struct render_sheet *s, enum sheet_style style, const char *heading,
                          const char *note) {
    render_sheet_blank(s);
    render_sheet_cstr(s, style, heading);
    if (note && *note) {
        render_sheet_cstr(s, STYLE_DIM, "  ");
        render_sheet_cstr(s, STYLE_DIM, note);
    }
    render_sheet_end(s, 0, 0);
}
