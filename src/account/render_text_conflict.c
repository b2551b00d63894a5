/* render_text_conflict.c - one conflict: the question, the words it is about, each side with its
 * witnesses and their exact words, and why the sides can't all be right. What differs between two
 * wordings is marked: the words between their common beginning and end. O(words). */
#include "account/render_text.h"

enum { NARROW_SNIPPET = 46, ATTRIBUTION_BYTES = 160 };

static const char *question(const struct conflict *c) {
    switch ((enum conflict_kind)c->kind) {
    case CONFLICT_SPEAKER:
        return "Who said it?";
    case CONFLICT_WORDING:
        return "What were the words?";
    case CONFLICT_DATE:
        return "Which day?";
    case CONFLICT_FIGURE:
        return "How many?";
    case CONFLICT_CUT:
        return "A cut that changes the meaning";
    }
    return "";
}

static bool is_wording(const struct conflict *c) {
    return c->kind == CONFLICT_WORDING || c->kind == CONFLICT_CUT;
}

/* Bytes that two wordings share at their beginning, or (from_end) at their end, in whole words. */
static size_t shared(str a, str b, bool from_end) {
    size_t most = a.len < b.len ? a.len : b.len;
    size_t n = 0;
    size_t whole = 0;
    for (; n < most; n++) {
        char x = from_end ? a.ptr[a.len - 1 - n] : a.ptr[n];
        char y = from_end ? b.ptr[b.len - 1 - n] : b.ptr[n];
        if (x != y) {
            return whole;
        }
        whole = x == ' ' ? n : whole;
    }
    str longer = a.len > b.len ? a : b;
    bool ends_word =
        n == longer.len || (from_end ? longer.ptr[longer.len - 1 - n] : longer.ptr[n]) == ' ';
    return ends_word ? n : whole;
}

/* The words of a side, with what the other side doesn't have marked: by colour, else between
 * asterisks. */
static void write_wording(struct render_text *t, str words, str other) {
    size_t head = shared(words, other, false);
    size_t tail = shared(words, other, true);
    size_t most = words.len < other.len ? words.len : other.len;
    tail = head + tail > most ? most - head : tail;
    struct render_sheet *s = &t->sheet;
    render_sheet_cstr(s, STYLE_PLAIN, "\u201c");
    render_sheet_words(s, STYLE_PLAIN, str_slice(words, 0, head));
    bool marks = !s->colour && head + tail < words.len;
    render_sheet_cstr(s, STYLE_PLAIN, marks ? (head ? " **" : "**") : "");
    render_sheet_words(s, STYLE_ALARM,
                       marks ? str_trim(str_slice(words, head, words.len - tail))
                             : str_slice(words, head, words.len - tail));
    render_sheet_cstr(s, STYLE_PLAIN, marks ? "**" : "");
    render_sheet_words(s, STYLE_PLAIN, str_slice(words, words.len - tail, words.len));
    render_sheet_cstr(s, STYLE_PLAIN, "\u201d");
}

static const struct testimony *testimony_at(const struct account *acct, const struct conflict *c,
                                            struct place place) {
    if (c->claim == NONE) {
        return NULL;
    }
    const struct claim *claim = &acct->claim[c->claim];
    for (size_t i = 0; i < claim->n_testimonies; i++) {
        const struct testimony *t = &claim->testimony[i];
        if (t->witness == place.witness && span_overlaps(t->at, place.at)) {
            return t;
        }
    }
    return NULL;
}

/* How a witness attributes the words: cue and source as written. */
static void write_attribution(struct render_text *t, const struct conflict *c, struct place place) {
    const struct testimony *testimony = testimony_at(t->acct, c, place);
    uint32_t report = t->acct->witness[place.witness].report;
    const struct notes *notes = &t->place.all->notes[report];
    if (!testimony || testimony->annotation == NONE) {
        return;
    }
    const struct quotation *q = &notes->quotes.quotation[testimony->annotation];
    struct span at = q->cue;
    if (!span_is_empty(q->source)) {
        at.from = span_is_empty(at) || q->source.from < at.from ? q->source.from : at.from;
        at.to = q->source.to > at.to ? q->source.to : at.to;
    }
    if (!span_is_empty(at) && at.to - at.from < ATTRIBUTION_BYTES) {
        render_text_quoted(t, STYLE_PLAIN, render_place_words(&t->place, report, at));
    } else if (q->reason == SPEAKER_FLOATING || q->reason == SPEAKER_CONTINUES) {
        render_sheet_cstr(&t->sheet, STYLE_CARE, "by context, without a cue of its own");
    } else if (!span_is_empty(q->source)) {
        render_text_quoted(t, STYLE_PLAIN, render_place_words(&t->place, report, q->source));
    }
}

/* Back to the beginning of a word, so that a snippet doesn't start in the middle of one. */
static str whole_words(str s, bool drop_first) {
    size_t i = 0;
    if (drop_first) {
        while (i < s.len && s.ptr[i] != ' ') {
            i++;
        }
        return str_slice(s, i, s.len);
    }
    size_t to = s.len;
    while (to > 0 && s.ptr[to - 1] != ' ') {
        to--;
    }
    return str_slice(s, 0, to);
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
    str before = render_place_before(text, place.at.from, room * 2 / 5);
    size_t line = before.len;
    while (line > 0 && before.ptr[line - 1] != '\n') {
        line--;
    }
    bool from_start = line > 0 || before.len == place.at.from;
    before = from_start ? str_slice(before, line, before.len) : whole_words(before, true);
    str after = render_place_after(text, place.at.to, room - utf8_count(before));
    const char *end = after.len ? memchr(after.ptr, '\n', after.len) : NULL;
    bool to_end = end || place.at.to + after.len == text.len;
    after = end      ? str_slice(after, 0, (size_t)(end - after.ptr))
            : to_end ? after
                     : whole_words(after, false);
    struct render_sheet *s = &t->sheet;
    render_sheet_cstr(s, STYLE_DIM, from_start ? "" : "\u2026");
    render_sheet_words(s, STYLE_PLAIN, before);
    render_sheet_words(s, STYLE_BOLD, str_span(text, place.at));
    render_sheet_words(s, STYLE_PLAIN, after);
    render_sheet_cstr(s, STYLE_DIM, to_end ? "" : "\u2026");
}

static void write_place(struct render_text *t, const struct conflict *c, struct place place) {
    struct render_sheet *s = &t->sheet;
    render_sheet_cstr(s, STYLE_LETTER, render_place_letter(place.witness).text);
    render_sheet_cstr(s, STYLE_PLAIN, place.witness < 26 ? "  " : " ");
    if (c->kind == CONFLICT_SPEAKER) {
        write_attribution(t, c, place);
    } else if (is_wording(c)) {
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
    if (is_wording(c)) {
        write_wording(t, side->value, c->side[i == 0 ? 1 : 0].value);
    } else {
        render_sheet_words(s, STYLE_ALARM, side->value);
    }
    render_sheet_end_with(s, 3, 4,
                          render_text_note(t, "%u %s, %u %s", (unsigned)side->n_witnesses,
                                           side->n_witnesses == 1 ? "report" : "reports",
                                           (unsigned)side->n_voices,
                                           side->n_voices == 1 ? "voice" : "voices"));
    for (size_t k = 0; k < side->n_places; k++) {
        write_place(t, c, side->place[k]);
    }
}

static void write_conflict(struct render_text *t, size_t i) {
    const struct conflict *c = &t->acct->conflict[i];
    struct render_sheet *s = &t->sheet;
    render_sheet_blank(s);
    render_sheet_own(s, STYLE_ALARM, render_text_note(t, "%zu  %s", i + 1, question(c)));
    render_sheet_end(s, 0, 3);
    if (c->kind == CONFLICT_SPEAKER) {
        render_text_quoted(t, STYLE_PLAIN, c->subject);
        render_sheet_end(s, 3, 3);
    } else if (!is_wording(c)) {
        render_sheet_words(s, STYLE_PLAIN, c->subject);
        render_sheet_end(s, 3, 3);
    }
    for (size_t k = 0; k < c->n_sides; k++) {
        write_side(t, c, k);
    }
    render_sheet_words(s, STYLE_PLAIN, c->reason);
    render_sheet_end(s, 3, 3);
}

void render_text_conflicts(struct render_text *t) {
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
