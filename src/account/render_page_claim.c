/* render_page_claim.c - claims on the page: who said what and how each report gives it, what
 * happened, figures, then what stands in one report alone. Every witness is a link to its words.
 * O(testimonies). */
#include "account/render_order.h"
#include "account/render_page.h"
#include "account/render_wording.h"

enum { MOST_ALONE = 8, NAMED_TOGETHER = 2 };

void render_page_claim_speaker(struct render_page *p, const struct said *said) {
    render_page_raw(p, "<b class=\"speaker\">");
    if (said->who.len) {
        render_page_text(p, said->who);
    } else {
        render_page_raw(p, said->conflict ? "Speaker disputed" : "Speaker not named");
    }
    render_page_raw(p, "</b>");
    if (said->conflict) {
        render_page_fmt(p, "%s (see <a href=\"#s%zu-x%zu\">conflict %zu</a>)",
                        said->who.len ? ", disputed" : "", p->story + 1, said->conflict,
                        said->conflict);
    }
    if (said->verb.len && (said->who.len || said->negated)) {
        render_page_raw(p, said->who.len && !said->conflict ? " " : ", ");
        render_page_text(p, said->verb);
    }
}

static void write_event(struct render_page *p, const struct claim *claim) {
    render_page_raw(p, " <span class=\"event\"><b>");
    render_page_text(p, claim->event_type);
    render_page_raw(p, "</b>");
    if (claim->actor != NONE) {
        render_page_raw(p, " ");
        render_page_text(p, p->acct->entities.entity[claim->actor].name);
    }
    if (claim->target != NONE) {
        render_page_raw(p, " \u2192 ");
        render_page_text(p, p->acct->entities.entity[claim->target].name);
    }
    if (claim->when.len) {
        render_page_raw(p, ", ");
        render_page_text(p, claim->when);
        render_page_raw(p, claim->when_inferred ? " <i class=\"care\">inferred</i>" : "");
    }
    if (claim->modality != MODALITY_ASSERTED) {
        render_page_fmt(p, " <i class=\"care\">%s</i>",
                        event_modality_name((enum event_modality)claim->modality));
    }
    render_page_raw(p, "</span>");
}

/* A figure among its neighbours. */
static void write_snippet(struct render_page *p, uint32_t report, struct span at) {
    str text = p->place.all->notes[report].doc.text;
    struct wording_parts snippet = render_wording_snippet(text, at, 30, 50);
    render_page_raw(p, snippet.is_start ? " <q>\u201c" : " <q>\u201c\u2026 ");
    render_page_text(p, snippet.head);
    render_page_raw(p, "<b>");
    render_page_text(p, snippet.middle);
    render_page_raw(p, "</b>");
    render_page_text(p, snippet.tail);
    render_page_raw(p, snippet.is_end ? "\u201d</q>" : " \u2026\u201d</q>");
}

/* The words of a witness where they aren't those of the claim, with the verb when it denies. */
static void write_words(struct render_page *p, const struct claim *claim,
                        const struct testimony *t) {
    uint32_t report = p->acct->witness[t->witness].report;
    str words = render_place_words(&p->place, report, t->at);
    if (claim->kind == CLAIM_FIGURE) {
        write_snippet(p, report, t->at);
        return;
    }
    const struct quotation *q = claim->kind != CLAIM_UTTERANCE || t->annotation == NONE
                                    ? NULL
                                    : &p->place.all->notes[report].quotes.quotation[t->annotation];
    render_page_raw(p, " ");
    if (q && q->negated) {
        render_page_raw(p, "<b class=\"care\">");
        render_page_text(p, render_said_verb(&p->place.scratch, &p->place, report, t->annotation));
        render_page_raw(p, ":</b> ");
    }
    bool marks = render_wording_wants_marks(&p->place, p->acct, claim, t);
    words =
        marks ? words : render_said_words(&p->place.scratch, words, q && q->type == QUOTE_DIRECT);
    (marks ? render_page_quote : render_page_restated)(p, words);
}

static void write_manner(struct render_page *p, const struct claim *claim, const char *how) {
    render_page_fmt(p, " <span class=\"how\">%s", how);
    size_t conflict = render_wording_conflict(p->acct, claim);
    if (conflict && render_wording_is_alarming(how)) {
        render_page_fmt(p, " (see <a href=\"#s%zu-x%zu\">conflict %zu</a>)", p->story + 1, conflict,
                        conflict);
    }
}

/* Whether a testimony adds no words to the claim. */
static bool is_plain(const struct render_page *p, const struct claim *claim,
                     const struct testimony *t) {
    str words = render_place_words(&p->place, p->acct->witness[t->witness].report, t->at);
    return claim->kind != CLAIM_FIGURE &&
           (render_wording_is_exact(render_wording_manner(p->acct, claim, t)) ||
            render_wording_is_same(claim, words));
}

/* Testimonies from the `i`-th on that are plain and of its manner, on one line, once. */
static void write_alike(struct render_page *p, const struct claim *claim, size_t i) {
    const char *how = render_wording_manner(p->acct, claim, &claim->testimony[i]);
    size_t n = 0;
    for (size_t pass = 0; pass < 2; pass++) {
        for (size_t k = 0; k < claim->n_testimonies; k++) {
            const struct testimony *t = &claim->testimony[k];
            if (t->stance == STANCE_SILENT || !is_plain(p, claim, t) ||
                strcmp(render_wording_manner(p->acct, claim, t), how) != 0) {
                continue;
            }
            if (k < i) {
                return; /* told with an earlier one */
            }
            n += pass == 0;
            if (pass == 1) {
                struct place place = {t->witness, t->at};
                render_page_raw(p, k > i ? " " : "<li>");
                (n > NAMED_TOGETHER ? render_page_letter_link : render_page_link)(p, place);
            }
        }
    }
    write_manner(p, claim, how);
    render_page_raw(p, "</span></li>\n");
}

static void write_testimony(struct render_page *p, const struct claim *claim, size_t i) {
    const struct testimony *t = &claim->testimony[i];
    if (is_plain(p, claim, t)) {
        write_alike(p, claim, i);
        return;
    }
    const char *how = render_wording_manner(p->acct, claim, t);
    render_page_raw(p, "<li>");
    render_page_link(p, (struct place){t->witness, t->at});
    write_manner(p, claim, how);
    write_words(p, claim, t);
    render_page_raw(p, "</span></li>\n");
}

/* One saying: who, with which verb, the words. */
static void write_said(struct render_page *p, const struct claim *claim) {
    struct said said = render_said(&p->place.scratch, &p->place, p->acct, claim);
    said.verb = said.direct && !said.negated ? (str){"", 0} : said.verb;
    render_page_claim_speaker(p, &said);
    render_page_raw(p, ": ");
    (said.direct ? render_page_quote : render_page_restated)(p, said.words);
}

static void write_figure(struct render_page *p, const struct claim *claim) {
    const struct testimony *t = claim->n_testimonies ? &claim->testimony[0] : NULL;
    for (size_t i = 0; i < claim->n_testimonies; i++) {
        if (claim->testimony[i].at.from == claim->base.at.from) {
            t = &claim->testimony[i];
            break;
        }
    }
    if (!t || t->annotation == NONE) {
        render_page_text(p, claim->text);
        return;
    }
    uint32_t report = p->acct->witness[t->witness].report;
    render_page_text(
        p, render_wording_figure(&p->place, report,
                                 &p->place.all->notes[report].figures.figure[t->annotation]));
}

static void write_statement(struct render_page *p, const struct claim *claim) {
    switch ((enum claim_kind)claim->kind) {
    case CLAIM_UTTERANCE:
        write_said(p, claim);
        break;
    case CLAIM_EVENT:
        render_page_text(p, claim->text);
        write_event(p, claim);
        break;
    case CLAIM_FIGURE:
        write_figure(p, claim);
        break;
    }
}

static void write_claim(struct render_page *p, size_t index) {
    const struct claim *claim = &p->acct->claim[index];
    arena_pos mark = arena_mark(&p->place.scratch);
    render_page_fmt(p, "<li class=\"claim\" id=\"s%zu-c%zu\"><p>", p->story + 1, index + 1);
    write_statement(p, claim);
    if (claim->n_witnesses == 1) {
        render_page_raw(p, " ");
        render_page_link(p, claim->base);
        render_page_raw(p, "</p></li>\n");
        arena_reset(&p->place.scratch, mark);
        return;
    }
    render_page_raw(p, " <span class=\"count\">");
    render_page_text(p, render_wording_counts(&p->place.scratch, claim->n_witnesses,
                                              claim->n_outlets, claim->n_origins));
    render_page_raw(p, "</span></p>\n<ul class=\"places\">\n");
    for (size_t i = 0; i < claim->n_testimonies; i++) {
        if (claim->testimony[i].stance != STANCE_SILENT) {
            write_testimony(p, claim, i);
        }
    }
    render_page_raw(p, "</ul></li>\n");
    arena_reset(&p->place.scratch, mark);
}

static void write_shared(struct render_page *p) {
    static const char *const heading[] = {[CLAIM_UTTERANCE] = "Said in two reports or more",
                                          [CLAIM_EVENT] = "What happened",
                                          [CLAIM_FIGURE] = "Figures"};
    struct claim_order order = render_order_shared(&p->place.scratch, p->acct);
    unsigned last = UINT32_MAX;
    for (size_t i = 0; i < order.n; i++) {
        const struct claim *claim = &p->acct->claim[order.index[i]];
        if (claim->kind != last) {
            render_page_raw(p, last == UINT32_MAX ? "" : "</ul></section>\n");
            render_page_fmt(p, "<section><h3>%s</h3>\n<ul class=\"claims\">\n",
                            heading[claim->kind]);
            last = claim->kind;
        }
        write_claim(p, order.index[i]);
    }
    render_page_raw(p, last == UINT32_MAX ? "" : "</ul></section>\n");
}

static void write_name(struct render_page *p, uint32_t witness) {
    render_page_raw(p, "<h4>");
    render_page_letter(p, witness);
    render_page_raw(p, " ");
    render_page_text(
        p, render_place_outlet(&p->place.all->notes[p->acct->witness[witness].report].doc));
    render_page_raw(p, "</h4>\n");
}

/* What one report has alone: the first statements, the rest folded away. */
static void write_alone(struct render_page *p, const uint32_t *index, size_t n) {
    size_t shown = n <= MOST_ALONE + MOST_ALONE / 2 ? n : MOST_ALONE;
    render_page_raw(p, "<ul class=\"claims alone\">\n");
    for (size_t i = 0; i < shown; i++) {
        write_claim(p, index[i]);
    }
    render_page_raw(p, "</ul>\n");
    if (shown < n) {
        render_page_fmt(p, "<details><summary>%zu more</summary>\n<ul class=\"claims alone\">\n",
                        n - shown);
        for (size_t i = shown; i < n; i++) {
            write_claim(p, index[i]);
        }
        render_page_raw(p, "</ul>\n</details>\n");
    }
}

void render_page_claim_all(struct render_page *p) {
    write_shared(p);
    struct claim_order order = render_order_alone(&p->place.scratch, &p->place, p->acct);
    if (order.n == 0) {
        return;
    }
    bool is_one = p->acct->n_witnesses == 1;
    render_page_fmt(p, "<section><h3>%s</h3>\n", is_one ? "Statements" : "Only in one report");
    for (size_t from = 0; from < order.n;) {
        uint32_t witness = p->acct->claim[order.index[from]].base.witness;
        size_t to = from;
        while (to < order.n && p->acct->claim[order.index[to]].base.witness == witness) {
            to++;
        }
        if (!is_one) {
            write_name(p, witness);
        }
        write_alone(p, order.index + from, to - from);
        from = to;
    }
    render_page_raw(p, "</section>\n");
}
