/* render_page_claim.c - claims on the page: who said what and how each report gives it, what
 * happened, figures, then what stands in one report alone. Every witness is a link to its words.
 * O(testimonies). */
#include "account/render_page.h"
#include "account/render_wording.h"

static void write_speaker(struct render_page *p, const struct claim *claim) {
    const struct testimony *t = claim->n_testimonies ? &claim->testimony[0] : NULL;
    str source = {"", 0};
    if (t && t->annotation != NONE) {
        uint32_t report = p->acct->witness[t->witness].report;
        source = render_place_words(
            &p->place, report, p->place.all->notes[report].quotes.quotation[t->annotation].source);
    }
    bool disputed = render_wording_is_disputed(p->acct, claim);
    render_page_raw(p, "<b class=\"speaker\">");
    if (claim->speaker != NONE) {
        render_page_text(p, p->acct->entities.entity[claim->speaker].name);
        render_page_raw(p, disputed ? ", disputed" : "");
    } else if (claim->n_witnesses == 1 && source.len) {
        render_page_text(p, source);
    } else {
        render_page_raw(p, disputed ? "Speaker disputed" : "Speaker not named");
    }
    render_page_raw(p, "</b> ");
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

/* The words of a witness where they aren't those of the claim; a figure among its neighbours. */
static void write_words(struct render_page *p, const struct claim *claim,
                        const struct testimony *t) {
    uint32_t report = p->acct->witness[t->witness].report;
    str words = render_place_words(&p->place, report, t->at);
    if (claim->kind == CLAIM_FIGURE) {
        str text = p->place.all->notes[report].doc.text;
        struct wording_parts snippet = render_wording_snippet(text, t->at, 30, 50);
        render_page_raw(p, snippet.is_start ? " <q>\u201c" : " <q>\u201c\u2026 ");
        render_page_text(p, snippet.head);
        render_page_raw(p, "<b>");
        render_page_text(p, snippet.middle);
        render_page_raw(p, "</b>");
        render_page_text(p, snippet.tail);
        render_page_raw(p, snippet.is_end ? "\u201d</q>" : " \u2026\u201d</q>");
    } else if (!render_wording_is_same(claim, words)) {
        render_page_raw(p, " ");
        bool marks = render_wording_wants_marks(&p->place, p->acct, claim, t);
        (marks ? render_page_quote : render_page_restated)(p, words);
    }
}

static void write_testimony(struct render_page *p, const struct claim *claim,
                            const struct testimony *t) {
    const char *how = render_wording_manner(p->acct, claim, t);
    render_page_raw(p, "<li>");
    render_page_link(p, (struct place){t->witness, t->at});
    render_page_fmt(p, " <span class=\"how\">%s", how);
    if (!render_wording_is_exact(how)) {
        write_words(p, claim, t);
    }
    render_page_raw(p, "</span></li>\n");
}

void render_page_claim_said(struct render_page *p, const struct claim *claim) {
    arena_pos mark = arena_mark(&p->place.scratch);
    str words = render_wording_claim_said(&p->place.scratch, &p->place, p->acct, claim);
    bool direct = render_wording_claim_is_direct(&p->place, p->acct, claim);
    (direct ? render_page_quote : render_page_restated)(p, words);
    arena_reset(&p->place.scratch, mark);
}

static void write_claim(struct render_page *p, size_t index) {
    const struct claim *claim = &p->acct->claim[index];
    render_page_fmt(p, "<li class=\"claim\" id=\"s%zu-c%zu\"><p>", p->story + 1, index + 1);
    if (claim->kind == CLAIM_UTTERANCE) {
        write_speaker(p, claim);
        render_page_claim_said(p, claim);
    } else {
        render_page_text(p, claim->text);
        if (claim->kind == CLAIM_EVENT) {
            write_event(p, claim);
        }
    }
    if (claim->n_witnesses == 1) {
        render_page_raw(p, " ");
        render_page_link(p, claim->base);
        render_page_raw(p, "</p></li>\n");
        return;
    }
    render_page_raw(p, "</p>\n<ul class=\"places\">\n");
    for (size_t i = 0; i < claim->n_testimonies; i++) {
        if (claim->testimony[i].stance != STANCE_SILENT) {
            write_testimony(p, claim, &claim->testimony[i]);
        }
    }
    render_page_raw(p, "</ul></li>\n");
}

static void write_shared(struct render_page *p) {
    static const char *const heading[] = {[CLAIM_UTTERANCE] = "Said in two reports or more",
                                          [CLAIM_EVENT] = "What happened",
                                          [CLAIM_FIGURE] = "Figures"};
    unsigned last = UINT32_MAX;
    for (size_t i = 0; i < p->acct->n_claims; i++) {
        const struct claim *claim = &p->acct->claim[i];
        if (claim->n_witnesses < 2) {
            continue;
        }
        if (claim->kind != last) {
            render_page_raw(p, last == UINT32_MAX ? "" : "</ul></section>\n");
            render_page_fmt(p, "<section><h3>%s</h3>\n<ul class=\"claims\">\n",
                            heading[claim->kind]);
            last = claim->kind;
        }
        write_claim(p, i);
    }
    render_page_raw(p, last == UINT32_MAX ? "" : "</ul></section>\n");
}

static void write_name(struct render_page *p, uint32_t witness) {
    render_page_raw(p, "<h4>");
    render_page_letter(p, witness);
    render_page_raw(p, " ");
    render_page_text(
        p, render_place_outlet(&p->place.all->notes[p->acct->witness[witness].report].doc));
    render_page_raw(p, "</h4>\n<ul class=\"claims alone\">\n");
}

void render_page_claim_all(struct render_page *p) {
    write_shared(p);
    size_t n;
    const uint32_t *alone = render_wording_alone(&p->place.scratch, p->acct, &n);
    if (n == 0) {
        return;
    }
    render_page_fmt(p, "<section><h3>%s</h3>\n",
                    p->acct->n_witnesses == 1 ? "Statements" : "Only in one report");
    uint32_t last = NONE;
    for (size_t i = 0; i < n; i++) {
        uint32_t witness = p->acct->claim[alone[i]].base.witness;
        if (witness != last) {
            render_page_raw(p, last == NONE ? "" : "</ul>\n");
            write_name(p, witness);
            last = witness;
        }
        write_claim(p, alone[i]);
    }
    render_page_raw(p, "</ul>\n</section>\n");
}
