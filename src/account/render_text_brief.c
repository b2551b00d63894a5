/* render_text_brief.c - stories that one report alone tells, after those that can be compared. A
 * few of them are shown with the first things said; of many there's one line each: title,
 * quotations, report. A folder of unrelated reports so stays legible; `all` tells each in full.
 * O(claims). */
#include "account/render_order.h"
#include "account/render_text.h"

enum { FEW_STORIES = 12, FIRST_STATEMENTS = 4, FIRST_CHARS = 110, LEAST_TITLE = 24 };

static size_t quotations_of(const struct account *acct) {
    size_t n = 0;
    for (size_t i = 0; i < acct->n_claims; i++) {
        n += acct->claim[i].kind == CLAIM_UTTERANCE;
    }
    return n;
}

static void write_line(struct render_text *t) {
    const struct document *doc = &t->place.all->notes[t->acct->witness[0].report].doc;
    buf tail;
    buf_init(&tail, 1 << 20);
    size_t n = quotations_of(t->acct);
    buf_addf(&tail, "%zu %s \u00b7 ", n, n == 1 ? "quotation" : "quotations");
    buf_add(&tail, doc->id);
    size_t columns = render_sheet_columns(buf_str(&tail)) + 4;
    size_t room =
        t->sheet.width > columns + LEAST_TITLE ? t->sheet.width - columns : t->sheet.width - 4;
    arena_pos mark = arena_mark(&t->place.scratch);
    str title = t->acct->title.len ? t->acct->title : STR("(no title)");
    render_sheet_words(&t->sheet, STYLE_PLAIN, render_said_head(&t->place.scratch, title, room));
    render_sheet_end_with(&t->sheet, 2, 4, buf_str(&tail));
    arena_reset(&t->place.scratch, mark);
    buf_done(&tail);
}

/* Title, day, the first things said. */
static void write_short(struct render_text *t) {
    const struct witness *w = &t->acct->witness[0];
    struct render_sheet *s = &t->sheet;
    render_sheet_blank(s);
    render_sheet_words(s, STYLE_BOLD, t->acct->title);
    render_sheet_end(s, 0, 0);
    render_sheet_words(s, STYLE_PLAIN, render_place_outlet(&t->place.all->notes[w->report].doc));
    render_sheet_cstr(s, STYLE_PLAIN, "  ");
    render_sheet_cstr(s, STYLE_PLAIN, render_place_day(w->anchor.day).text);
    render_sheet_cstr(s, STYLE_CARE, w->anchor.basis == BASIS_INFERRED ? " inferred" : "");
    render_sheet_end(s, 2, 2);
    arena_pos mark = arena_mark(&t->place.scratch);
    struct claim_order order = render_order_alone(&t->place.scratch, &t->place, t->acct);
    size_t shown = order.n <= FIRST_STATEMENTS + 1 ? order.n : FIRST_STATEMENTS;
    for (size_t i = 0; i < shown; i++) {
        render_text_claim_line(t, &t->acct->claim[order.index[i]], 2, 4, FIRST_CHARS);
    }
    if (order.n > shown) {
        render_sheet_own(s, STYLE_DIM,
                         render_text_note(t, "%zu more (--all shows them)", order.n - shown));
        render_sheet_end(s, 2, 2);
    }
    arena_reset(&t->place.scratch, mark);
}

void render_text_brief(struct render_text *t, bool is_behind) {
    const struct accounts *all = t->place.all;
    size_t n = 0;
    for (size_t i = 0; i < all->n; i++) {
        n += all->account[i].n_witnesses == 1;
    }
    if (is_behind) {
        render_sheet_blank(&t->sheet);
    }
    bool is_list = n > FEW_STORIES;
    render_sheet_cstr(&t->sheet, STYLE_HEAD, "Told by one report");
    render_sheet_own(&t->sheet, STYLE_DIM,
                     render_text_note(t, "  %zu %s%s", n, n == 1 ? "story" : "stories",
                                      is_list ? "; --all tells each in full" : ""));
    render_sheet_end(&t->sheet, 0, 0);
    if (is_list) {
        render_sheet_blank(&t->sheet);
    }
    for (size_t i = 0; i < all->n; i++) {
        t->acct = &all->account[i];
        if (t->acct->n_witnesses == 1) {
            (is_list ? write_line : write_short)(t);
        }
    }
}
