/* render_text_claim.c - claims on a terminal: what several reports carry, with how each renders it,
 * then what stands in one alone, by report. A claim is in balance, disputed or attributed, and says
 * which. O(claims); what stands in one report alone is cut to ALONE_LINES a report unless `all` is
 * set. */
#include "account/render_text.h"

#include "account/render_wording.h"

enum { ALONE_LINES = 10 };

static void write_speaker(struct render_text *t, const struct claim *claim) {
    bool disputed = render_wording_is_disputed(t->acct, claim);
    if (claim->speaker != NONE) {
        render_sheet_words(&t->sheet, STYLE_BOLD, t->acct->entities.entity[claim->speaker].name);
        render_sheet_cstr(&t->sheet, STYLE_CARE, disputed ? ", disputed" : "");
    } else {
        render_sheet_cstr(&t->sheet, STYLE_CARE,
                          disputed ? "speaker disputed" : "speaker not named");
    }
    render_sheet_cstr(&t->sheet, STYLE_PLAIN, ": ");
}

static str source_words(const struct render_text *t, const struct claim *claim) {
    const struct testimony *first = claim->n_testimonies ? &claim->testimony[0] : NULL;
    if (!first || first->annotation == NONE) {
        return (str){"", 0};
    }
    uint32_t report = t->acct->witness[first->witness].report;
    return render_place_words(
        &t->place, report, t->place.all->notes[report].quotes.quotation[first->annotation].source);
}

void render_text_claim_said(struct render_text *t, const struct claim *claim) {
    arena_pos mark = arena_mark(&t->place.scratch);
    str words = render_wording_claim_said(&t->place.scratch, &t->place, t->acct, claim);
    if (render_wording_claim_is_direct(&t->place, t->acct, claim)) {
        render_text_quoted(t, STYLE_PLAIN, words);
    } else {
        render_sheet_words(&t->sheet, STYLE_PLAIN, words);
    }
    arena_reset(&t->place.scratch, mark);
}

void render_text_claim_line(struct render_text *t, const struct claim *claim, unsigned first,
                            unsigned indent) {
    struct render_sheet *s = &t->sheet;
    if (claim->kind == CLAIM_UTTERANCE) {
        str source = source_words(t, claim);
        if (claim->speaker == NONE && claim->n_witnesses == 1 && source.len) {
            render_sheet_words(s, STYLE_BOLD, source);
            render_sheet_cstr(s, STYLE_PLAIN, ": ");
        } else {
            write_speaker(t, claim);
        }
        render_text_claim_said(t, claim);
    } else {
        render_sheet_words(s, STYLE_PLAIN, claim->text);
    }
    render_sheet_end_with(s, first, indent, render_text_ref(t, claim->base));
}

/* ---- who says it how ---- */

/* What a testimony gives besides the manner: its words, unless they are those of the claim. */
static str own_words(const struct render_text *t, const struct claim *claim,
                     const struct testimony *testimony) {
    str words =
        render_place_words(&t->place, t->acct->witness[testimony->witness].report, testimony->at);
    bool same = render_wording_is_exact(render_wording_manner(t->acct, claim, testimony)) ||
                render_wording_is_same(claim, words);
    return same ? (str){"", 0} : words;
}

static bool are_alike(const struct render_text *t, const struct claim *claim, size_t i, size_t k) {
    const struct testimony *a = &claim->testimony[i];
    const struct testimony *b = &claim->testimony[k];
    return strcmp(render_wording_manner(t->acct, claim, a),
                  render_wording_manner(t->acct, claim, b)) == 0 &&
           str_equals(own_words(t, claim, a), own_words(t, claim, b));
}

/* Letters of the witnesses that give the claim as testimony `i` does, once each; false when an
 * earlier one did. */
static bool write_letters(struct render_text *t, const struct claim *claim, size_t i) {
    for (size_t k = 0; k < i; k++) {
        if (are_alike(t, claim, i, k)) {
            return false;
        }
    }
    uint32_t last = NONE;
    for (size_t k = i; k < claim->n_testimonies; k++) {
        uint32_t witness = claim->testimony[k].witness;
        if (witness != last && are_alike(t, claim, i, k)) {
            render_sheet_cstr(&t->sheet, STYLE_LETTER, render_place_letter(witness).text);
            render_sheet_cstr(&t->sheet, STYLE_PLAIN, " ");
            last = witness;
        }
    }
    return true;
}

static void write_manners(struct render_text *t, const struct claim *claim) {
    struct render_sheet *s = &t->sheet;
    for (size_t i = 0; i < claim->n_testimonies; i++) {
        const struct testimony *testimony = &claim->testimony[i];
        if (!write_letters(t, claim, i)) {
            continue;
        }
        const char *how = render_wording_manner(t->acct, claim, testimony);
        str words = own_words(t, claim, testimony);
        render_sheet_cstr(s, render_wording_is_exact(how) ? STYLE_DIM : STYLE_CARE, how);
        render_sheet_cstr(s, STYLE_DIM, words.len ? ": " : "");
        if (words.len && render_wording_wants_marks(&t->place, t->acct, claim, testimony)) {
            render_text_quoted(t, STYLE_DIM, words);
        } else {
            render_sheet_words(s, STYLE_DIM, words);
        }
        render_sheet_end(s, 6, 10);
    }
}

/* Whether all witnesses give the claim in its own words. */
static bool is_unanimous(const struct render_text *t, const struct claim *claim) {
    for (size_t i = 0; i < claim->n_testimonies; i++) {
        if (claim->testimony[i].stance != STANCE_SAYS ||
            own_words(t, claim, &claim->testimony[i]).len > 0) {
            return false;
        }
    }
    return true;
}

/* The letters of all that carry the claim, for claims that every witness tells alike. */
static void write_carriers(struct render_text *t, const struct claim *claim) {
    uint32_t last = NONE;
    for (size_t i = 0; i < claim->n_testimonies; i++) {
        if (claim->testimony[i].witness != last) {
            last = claim->testimony[i].witness;
            render_sheet_cstr(&t->sheet, STYLE_PLAIN, " ");
            render_sheet_cstr(&t->sheet, STYLE_LETTER, render_place_letter(last).text);
        }
    }
}

static void write_event(struct render_text *t, const struct claim *claim) {
    struct render_sheet *s = &t->sheet;
    render_sheet_words(s, STYLE_PLAIN, claim->text);
    write_carriers(t, claim);
    render_sheet_end_with(s, 2, 4, render_text_ref(t, claim->base));
    render_sheet_words(s, STYLE_BOLD, claim->event_type);
    if (claim->actor != NONE) {
        render_sheet_cstr(s, STYLE_PLAIN, "  ");
        render_sheet_words(s, STYLE_PLAIN, t->acct->entities.entity[claim->actor].name);
    }
    if (claim->target != NONE) {
        render_sheet_cstr(s, STYLE_PLAIN, " \u2192 ");
        render_sheet_words(s, STYLE_PLAIN, t->acct->entities.entity[claim->target].name);
    }
    if (claim->when.len) {
        render_sheet_cstr(s, STYLE_PLAIN, "  ");
        render_sheet_words(s, STYLE_PLAIN, claim->when);
        render_sheet_cstr(s, STYLE_CARE, claim->when_inferred ? " inferred" : "");
    }
    if (claim->modality != MODALITY_ASSERTED) {
        render_sheet_cstr(s, STYLE_CARE, "  ");
        render_sheet_cstr(s, STYLE_CARE, event_modality_name((enum event_modality)claim->modality));
    }
    render_sheet_end(s, 6, 8);
}

static void write_shared_claim(struct render_text *t, const struct claim *claim) {
    switch ((enum claim_kind)claim->kind) {
    case CLAIM_UTTERANCE:
        render_sheet_blank(&t->sheet);
        render_text_claim_line(t, claim, 2, 4);
        write_manners(t, claim);
        break;
    case CLAIM_EVENT:
        write_event(t, claim);
        break;
    case CLAIM_FIGURE:
        render_sheet_words(&t->sheet, STYLE_PLAIN, claim->text);
        if (is_unanimous(t, claim)) {
            write_carriers(t, claim);
        }
        render_sheet_end_with(&t->sheet, 2, 4, render_text_ref(t, claim->base));
        if (!is_unanimous(t, claim)) {
            write_manners(t, claim);
        }
        break;
    }
}

void render_text_claim_shared(struct render_text *t) {
    static const char *const heading[] = {[CLAIM_UTTERANCE] = "Said in two reports or more",
                                          [CLAIM_EVENT] = "What happened",
                                          [CLAIM_FIGURE] = "Figures"};
    unsigned last = UINT32_MAX;
    for (size_t i = 0; i < t->acct->n_claims; i++) {
        const struct claim *claim = &t->acct->claim[i];
        if (claim->n_witnesses < 2) {
            continue;
        }
        if (claim->kind != last) {
            render_sheet_heading(&t->sheet, STYLE_HEAD, heading[claim->kind], NULL);
            last = claim->kind;
        }
        write_shared_claim(t, claim);
    }
}

/* ---- in one report alone ---- */

static void write_rest(struct render_text *t, size_t n) {
    if (n) {
        render_sheet_own(&t->sheet, STYLE_DIM,
                         render_text_note(t, "%zu more (--all shows them)", n));
        render_sheet_end(&t->sheet, 5, 5);
    }
}

static void write_name(struct render_text *t, uint32_t witness) {
    const struct document *doc = &t->place.all->notes[t->acct->witness[witness].report].doc;
    render_sheet_cstr(&t->sheet, STYLE_LETTER, render_place_letter(witness).text);
    render_sheet_cstr(&t->sheet, STYLE_PLAIN, "  ");
    render_sheet_words(&t->sheet, STYLE_PLAIN, render_place_outlet(doc));
    render_sheet_end(&t->sheet, 2, 5);
}

void render_text_claim_alone(struct render_text *t) {
    size_t n;
    const uint32_t *alone = render_wording_alone(&t->place.scratch, t->acct, &n);
    if (n == 0) {
        return;
    }
    render_sheet_heading(&t->sheet, STYLE_HEAD,
                         t->acct->n_witnesses == 1 ? "Statements" : "Only in one report", NULL);
    for (size_t from = 0; from < n;) {
        uint32_t witness = t->acct->claim[alone[from]].base.witness;
        size_t to = from;
        while (to < n && t->acct->claim[alone[to]].base.witness == witness) {
            to++;
        }
        size_t shown = t->all || to - from <= ALONE_LINES ? to : from + ALONE_LINES;
        write_name(t, witness);
        for (size_t i = from; i < shown; i++) {
            render_text_claim_line(t, &t->acct->claim[alone[i]], 5, 7);
        }
        write_rest(t, to - shown);
        from = to;
    }
}
