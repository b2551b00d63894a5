/* render_text_conflict.c - one conflict: the question, the words it is about, each side with its
 * witnesses and their exact words, and why the sides can't all be right. What differs between two
 * wordings is marked: the words between their common beginning and end. O(words). */
#include "account/render_text.h"
#include "account/render_wording.h"

enum { NARROW_SNIPPET = 46 };

/* The words of a side, with what the other side doesn't have marked: by colour, else between
 * asterisks. */
static void write_wording(struct render_text *t, str words, str other) {
    struct wording_parts parts = render_wording_parts(words, other);
    struct render_sheet *s = &t->sheet;
    const char *mark = s->colour || parts.middle.len == 0 ? "" : "**";
    str inner = str_trim(parts.middle);
    render_sheet_cstr(s, STYLE_PLAIN, "\u201c");
    render_sheet_words(s, STYLE_PLAIN, parts.head);
    render_sheet_cstr(s, STYLE_PLAIN, inner.ptr > parts.middle.ptr ? " " : "");
    render_sheet_cstr(s, STYLE_PLAIN, mark);
    render_sheet_words(s, STYLE_ALARM, inner);
    render_sheet_cstr(s, STYLE_PLAIN, mark);
    render_sheet_cstr(s, STYLE_PLAIN,
                      inner.ptr + inner.len < parts.middle.ptr + parts.middle.len ? " " : "");
    render_sheet_words(s, STYLE_PLAIN, parts.tail);
    render_sheet_cstr(s, STYLE_PLAIN, "\u201d");
}

/* How a witness attributes the words: cue and source as written. */
static void write_attribution(struct render_text *t, const struct conflict *c, struct place place) {
    str words = render_wording_attribution(&t->place, t->acct, c, place);
    if (words.len) {
        render_text_quoted(t, STYLE_PLAIN, words);
    } else {
        render_sheet_cstr(&t->sheet, STYLE_CARE, "by context, without a cue of its own");
    }
}

/* Columns that a snippet may take besides the words themselves, so that its place fits behind it.
 */
static size_t snippet_room(struct render_text *t, struct place place) {
    size_t taken =
        9 + 3 + render_sheet_columns(render_text_ref(t, place)) + (place.at.to - place.at.from);
    if (t->sheet.width > taken + NARROW_SNIPPET) {
        return t->sheet.width - taken;
    }
    size_t words = place.at.to - place.at.from;
    return t->sheet.width > 12 + words + NARROW_SNIPPET ? t->sheet.width - 12 - words
                                                        : NARROW_SNIPPET;
}

/* The words of a place among their neighbours in the paragraph. */
static void write_snippet(struct render_text *t, struct place place) {
    size_t room = snippet_room(t, place);
    str text = t->place.all->notes[t->acct->witness[place.witness].report].doc.text;
    struct wording_parts parts = render_wording_snippet(text, place.at, room * 2 / 5, 0);
    size_t rest = room - utf8_count(parts.head);
    parts = render_wording_snippet(text, place.at, room * 2 / 5, rest > 4 ? rest - 4 : 0);
    struct render_sheet *s = &t->sheet;
    render_sheet_cstr(s, STYLE_DIM, parts.is_start ? "" : "\u2026 ");
    render_sheet_words(s, STYLE_PLAIN, parts.head);
    render_sheet_words(s, STYLE_BOLD, parts.middle);
    render_sheet_words(s, STYLE_PLAIN, parts.tail);
    render_sheet_cstr(s, STYLE_DIM, parts.is_end ? "" : " \u2026");
}

static void write_place(struct render_text *t, const struct conflict *c, struct place place) {
    struct render_sheet *s = &t->sheet;
    render_sheet_cstr(s, STYLE_LETTER, render_place_letter(place.witness).text);
    render_sheet_cstr(s, STYLE_PLAIN, place.witness < 26 ? "  " : " ");
    if (c->kind == CONFLICT_SPEAKER) {
        write_attribution(t, c, place);
    } else if (render_wording_has_words(c)) {
        render_sheet_words(s, STYLE_DIM, render_text_ref(t, place));
        render_sheet_end(s, 6, 9);
        return;
    } else {
        write_snippet(t, place);
    }
    render_sheet_end_with(s, 6, 9, render_text_ref(t, place));
}

static void write_side(struct render_text *t, const struct conflict *c, size_t i) {
    const struct side *side = &c->side[i];
    struct render_sheet *s = &t->sheet;
    if (render_wording_has_words(c)) {
        write_wording(t, side->value, c->side[i == 0 ? 1 : 0].value);
    } else {
        render_sheet_words(s, STYLE_ALARM, side->value);
    }
    render_sheet_end_with(s, 3, 4,
                          render_wording_counts(&t->place.scratch, side->n_witnesses,
                                                side->n_outlets, side->n_origins));
    for (size_t k = 0; k < side->n_places; k++) {
        write_place(t, c, side->place[k]);
    }
}

static void write_conflict(struct render_text *t, size_t i) {
    const struct conflict *c = &t->acct->conflict[i];
    struct render_sheet *s = &t->sheet;
    render_sheet_blank(s);
    render_sheet_own(s, STYLE_ALARM,
                     render_text_note(t, "%zu  %s", i + 1, render_wording_question(c)));
    render_sheet_end(s, 0, 3);
    if (c->kind == CONFLICT_SPEAKER) {
        render_text_quoted(t, STYLE_PLAIN, c->subject);
        render_sheet_end(s, 3, 3);
    } else if (!render_wording_has_words(c)) {
        render_sheet_words(s, STYLE_PLAIN, c->subject);
        render_sheet_end(s, 3, 3);
    }
    for (size_t k = 0; k < c->n_sides; k++) {
        write_side(t, c, k);
    }
    render_sheet_blank(s);
    render_sheet_words(s, STYLE_PLAIN, c->reason);
    render_sheet_end(s, 3, 3);
}

void render_text_conflict_all(struct render_text *t) {
    if (t->acct->n_witnesses < 2) {
        return;
    }
    char n[32];
    str count =
        t->acct->n_conflicts ? render_text_note(t, "%zu", t->acct->n_conflicts) : STR("none found");
    memcpy(n, count.ptr, count.len);
    n[count.len] = '\0';
    render_sheet_heading(&t->sheet, t->acct->n_conflicts ? STYLE_ALARM : STYLE_HEAD, "CONFLICTS",
                         n);
    for (size_t i = 0; i < t->acct->n_conflicts; i++) {
        write_conflict(t, i);
    }
}
