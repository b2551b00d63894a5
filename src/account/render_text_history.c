/* render_text_history.c - the timeline on a terminal: day, a mark when it is inferred, one line an
 * entry with the letters of its witnesses at the end. Words are cut to two lines; the lists above
 * and below have them whole. O(entries). */
#include "account/render_history.h"
#include "account/render_text.h"

enum { LEAST_WORDS = 36, SHOWN_LETTERS = 8, MARK_COLUMNS = 3 };

/* "B", or "B~" for a report whose day is inferred when not all of them are. */
static void write_letter(struct render_text *t, const struct history_line *line, uint32_t w) {
    bool is_guess = t->acct->witness[w].anchor.basis == BASIS_INFERRED && !line->inferred &&
                    line->entry->kind == TIMELINE_REPORT;
    render_sheet_cstr(&t->sheet, STYLE_LETTER, render_place_letter(w).text);
    render_sheet_cstr(&t->sheet, STYLE_CARE, is_guess ? "~" : "");
}

static void write_letters(struct render_text *t, const struct history_line *line) {
    bool is_list = line->entry->kind == TIMELINE_REPORT;
    size_t shown =
        is_list || line->n_witnesses <= SHOWN_LETTERS ? line->n_witnesses : SHOWN_LETTERS - 1;
    render_sheet_cstr(&t->sheet, STYLE_PLAIN, is_list ? " " : "  ");
    for (size_t i = 0; i < shown; i++) {
        render_sheet_cstr(&t->sheet, STYLE_PLAIN, i > 0 ? " " : "");
        write_letter(t, line, line->witness[i]);
    }
    if (shown < line->n_witnesses) {
        render_sheet_own(&t->sheet, STYLE_DIM,
                         render_text_note(t, " +%zu", line->n_witnesses - shown));
    }
}

/* Columns for words in two lines, with `taken` columns of other things and a ragged edge. */
static size_t room_for_words(const struct render_text *t, size_t indent, size_t taken) {
    size_t line = t->sheet.width > indent + LEAST_WORDS ? t->sheet.width - indent : LEAST_WORDS;
    size_t ragged = line / 8;
    return 2 * line > taken + ragged + LEAST_WORDS ? 2 * line - taken - ragged : LEAST_WORDS;
}

static size_t columns_of(struct render_text *t, str words) {
    buf_clear(&t->note);
    render_escape_terminal(&t->note, words);
    return render_sheet_columns(buf_str(&t->note));
}

static size_t letter_columns(const struct history_line *line) {
    return 3 * (line->n_witnesses < SHOWN_LETTERS ? line->n_witnesses : SHOWN_LETTERS);
}

static void write_words(struct render_text *t, const struct said *said, size_t room) {
    str words = render_said_head(&t->place.scratch, said->words, room);
    if (said->direct) {
        render_text_quoted(t, STYLE_PLAIN, words);
    } else {
        render_sheet_words(&t->sheet, STYLE_PLAIN, words);
    }
}

static void write_saying(struct render_text *t, const struct history_line *line, size_t indent) {
    const struct claim *claim = &t->acct->claim[line->entry->claim];
    struct said said = render_said(&t->place.scratch, &t->place, t->acct, claim);
    size_t taken = letter_columns(line) + (line->n_members > 1 ? 11 : 0);
    taken += said.who.len ? columns_of(t, said.who) + columns_of(t, said.verb) + 1
                          : sizeof "Speaker disputed";
    said.verb = said.direct && !said.negated ? STR("said") : said.verb;
    render_text_claim_speaker(t, &said);
    render_sheet_cstr(&t->sheet, STYLE_PLAIN, said.direct && said.who.len ? " " : ": ");
    write_words(t, &said, room_for_words(t, indent, taken));
    if (line->n_members > 1) {
        render_sheet_own(&t->sheet, STYLE_DIM,
                         render_text_note(t, " (+%zu more)", line->n_members - 1));
    }
}

static void write_event(struct render_text *t, const struct history_line *line, size_t indent) {
    const struct timeline_entry *entry = line->entry;
    const char *modality = "";
    if (entry->claim != NONE && t->acct->claim[entry->claim].modality != MODALITY_ASSERTED) {
        modality = event_modality_name((enum event_modality)t->acct->claim[entry->claim].modality);
    }
    size_t taken = letter_columns(line) + strlen(modality) + 3;
    str words = render_said_head(&t->place.scratch, entry->text, room_for_words(t, indent, taken));
    render_sheet_words(&t->sheet, STYLE_PLAIN, words);
    if (*modality) {
        render_sheet_own(&t->sheet, STYLE_CARE, render_text_note(t, " (%s)", modality));
    }
}

static void write_line(struct render_text *t, const struct history_line *line, bool same_day,
                       size_t columns) {
    struct render_sheet *s = &t->sheet;
    size_t indent = 2 + columns + MARK_COLUMNS;
    render_sheet_words(s, STYLE_BOLD, same_day ? (str){"", 0} : line->day);
    for (size_t n = same_day ? 0 : render_sheet_columns(line->day); n < columns; n++) {
        render_sheet_cstr(s, STYLE_PLAIN, " ");
    }
    render_sheet_cstr(s, STYLE_CARE, line->inferred ? " ~ " : "   ");
    switch ((enum timeline_kind)line->entry->kind) {
    case TIMELINE_SAYING:
        if (line->entry->claim != NONE) {
            write_saying(t, line, indent);
        }
        break;
    case TIMELINE_EVENT:
        write_event(t, line, indent);
        break;
    case TIMELINE_REPORT:
        render_sheet_cstr(s, STYLE_DIM, "written:");
        break;
    }
    write_letters(t, line);
    render_sheet_end(s, 2, (unsigned)indent);
}

void render_text_history(struct render_text *t) {
    struct history history;
    arena_pos mark = arena_mark(&t->place.scratch);
    enum err code = render_history(&t->place.scratch, &t->place, t->acct, &history);
    if (code != ERR_OK) {
        t->sheet.out->failed = code;
        return;
    }
    size_t columns = 10;
    bool guessed = false;
    for (size_t i = 0; i < history.n; i++) {
        size_t day = render_sheet_columns(history.line[i].day);
        columns = day > columns ? day : columns;
        guessed = guessed || history.line[i].inferred;
    }
    if (history.n > 0) {
        render_sheet_heading(&t->sheet, STYLE_HEAD, "Timeline", guessed ? "~ day inferred" : NULL);
    }
    for (size_t i = 0; i < history.n; i++) {
        bool same_day = i > 0 && str_equals(history.line[i].day, history.line[i - 1].day);
        write_line(t, &history.line[i], same_day, columns);
    }
    arena_reset(&t->place.scratch, mark);
}
