/* render_json_claim.c - claims with what each witness says of them, and the conflicts between them.
 * A claim is {kind, text, target, testimonies, silent}; a testimony names the witness, its stance,
 * how it renders the words and what it changed, whom it names as speaker and through whom the words
 * came. O(testimonies). */
#include "account/render_json.h"

#include "account/render_names.h"

static void write_diffs(struct json *j, const struct render_place *x, const struct account *acct,
                        const struct utterance *utterance, const struct rendering *r) {
    const struct rendering *base = &utterance->rendering[utterance->base];
    json_open_array(j, "differences");
    for (size_t i = 0; i < r->n_diffs; i++) {
        const struct wording_diff *d = &r->diff[i];
        json_open_object(j, NULL);
        json_cstr(j, "change", render_names_change((enum wording_change)d->change));
        render_target(j, "base", x, acct->witness[base->report].report, d->base);
        render_target(j, "other", x, acct->witness[r->report].report, d->other);
        json_close_object(j);
    }
    json_close_array(j);
}

static void write_rendering(struct json *j, const struct render_place *x,
                            const struct account *acct, const struct utterance *utterance,
                            const struct rendering *r) {
    json_cstr(j, "rendering", render_names_rendering((enum render_kind)r->kind));
    json_open_array(j, "changes");
    for (unsigned bit = 0; bit < RENDER_NAMES_CHANGES; bit++) {
        if (r->changes & 1u << bit) {
            json_cstr(j, NULL, render_names_change((enum wording_change)(1u << bit)));
        }
    }
    json_close_array(j);
    write_diffs(j, x, acct, utterance, r);
}

static void write_chain(struct json *j, const struct render_place *x, uint32_t report,
                        const struct quotation *q) {
    json_open_array(j, "chain");
    for (size_t i = 0; i < q->n_links; i++) {
        json_open_object(j, NULL);
        json_cstr(j, "kind", link_kind_name((enum link_kind)q->link[i].kind));
        render_target(j, "target", x, report, q->link[i].at);
        json_close_object(j);
    }
    json_close_array(j);
}

static void write_saying(struct json *j, const struct render_place *x, const struct account *acct,
                         const struct claim *claim, const struct testimony *t) {
    uint32_t report = acct->witness[t->witness].report;
    render_json_story_entity(j, "speaker", "speaker_name", acct, t->speaker);
    if (claim->utterance != NONE && t->rendering != NONE) {
        const struct utterance *utterance = &acct->utterances.utterance[claim->utterance];
        write_rendering(j, x, acct, utterance, &utterance->rendering[t->rendering]);
    }
    if (t->annotation != NONE) {
        const struct quotation *q = &x->all->notes[report].quotes.quotation[t->annotation];
        json_cstr(j, "speaker_reason", quote_reason_name((enum quote_reason)q->reason));
        render_target(j, "source", x, report, q->source);
        render_target(j, "cue", x, report, q->cue);
        write_chain(j, x, report, q);
    }
}

static void write_figure(struct json *j, const struct figure *f) {
    json_double(j, "low", f->low);
    json_double(j, "high", f->high);
    json_str(j, "unit", f->unit);
    json_cstr(j, "approx", figure_approx_name((enum figure_approx)f->approx));
}

static void write_testimony(struct json *j, const struct render_place *x,
                            const struct account *acct, const struct claim *claim,
                            const struct testimony *t) {
    uint32_t report = acct->witness[t->witness].report;
    const struct notes *notes = &x->all->notes[report];
    json_open_object(j, NULL);
    json_cstr(j, "witness", render_place_letter(t->witness).text);
    json_cstr(j, "stance", stance_name((enum stance)t->stance));
    render_target(j, "target", x, report, t->at);
    if (claim->kind == CLAIM_UTTERANCE) {
        write_saying(j, x, acct, claim, t);
    } else if (claim->kind == CLAIM_EVENT && t->annotation != NONE) {
        const struct event *event = &notes->events.event[t->annotation];
        json_cstr(j, "modality", event_modality_name((enum event_modality)event->modality));
        json_bool(j, "negated", event->negated);
        render_target(j, "trigger", x, report, event->trigger);
    } else if (claim->kind == CLAIM_FIGURE && t->annotation != NONE) {
        write_figure(j, &notes->figures.figure[t->annotation]);
    }
    json_close_object(j);
}

static void write_event(struct json *j, const struct account *acct, const struct claim *claim) {
    json_open_object(j, "event");
    json_str(j, "type", claim->event_type);
    json_cstr(j, "class", event_class_name((enum event_class)claim->event_class));
    json_cstr(j, "modality", event_modality_name((enum event_modality)claim->modality));
    render_json_story_entity(j, "actor", "actor_name", acct, claim->actor);
    render_json_story_entity(j, "target", "target_name", acct, claim->target);
    render_json_story_entity(j, "location", "location_name", acct, claim->location);
    json_str(j, "when", claim->when);
    render_target_day(j, "first_day", claim->first_day);
    render_target_day(j, "last_day", claim->last_day);
    json_bool(j, "inferred", claim->when_inferred);
    json_close_object(j);
}

/* Past this the silent ones are left to be worked out, or the list would be longer than all the
 * rest. */
enum { SILENT_WITNESSES = 100 };

/* Testimonies stand in the order of witnesses, so the silent ones are the gaps. */
static void write_silent(struct json *j, const struct account *acct, const struct claim *claim) {
    size_t k = 0;
    json_open_array(j, "silent");
    for (uint32_t w = 0; w < acct->n_witnesses; w++) {
        bool speaks = false;
        for (; k < claim->n_testimonies && claim->testimony[k].witness == w; k++) {
            speaks = speaks || claim->testimony[k].stance != STANCE_SILENT;
        }
        if (!speaks) {
            json_cstr(j, NULL, render_place_letter(w).text);
        }
    }
    json_close_array(j);
}

static void write_claim(struct json *j, const struct render_place *x, const struct account *acct,
                        size_t index) {
    const struct claim *claim = &acct->claim[index];
    json_open_object(j, NULL);
    json_uint(j, "index", index);
    json_cstr(j, "kind", claim_kind_name((enum claim_kind)claim->kind));
    json_str(j, "text", claim->text);
    json_cstr(j, "witness", render_place_letter(claim->base.witness).text);
    render_target(j, "target", x, acct->witness[claim->base.witness].report, claim->base.at);
    json_uint(j, "n_witnesses", claim->n_witnesses);
    json_uint(j, "n_outlets", claim->n_outlets);
    json_uint(j, "n_origins", claim->n_origins);
    if (claim->kind == CLAIM_UTTERANCE) {
        render_json_story_entity(j, "speaker", "speaker_name", acct, claim->speaker);
    } else if (claim->kind == CLAIM_EVENT) {
        write_event(j, acct, claim);
    }
    json_open_array(j, "testimonies");
    for (size_t i = 0; i < claim->n_testimonies; i++) {
        if (claim->testimony[i].stance != STANCE_SILENT) {
            write_testimony(j, x, acct, claim, &claim->testimony[i]);
        }
    }
    json_close_array(j);
    if (acct->n_witnesses <= SILENT_WITNESSES) {
        write_silent(j, acct, claim);
    }
    json_close_object(j);
}

void render_json_claims(struct json *j, const struct render_place *x, const struct account *acct) {
    json_open_array(j, "claims");
    for (size_t i = 0; i < acct->n_claims; i++) {
        write_claim(j, x, acct, i);
    }
    json_close_array(j);
}

static void write_side(struct json *j, const struct render_place *x, const struct account *acct,
                       const struct side *side) {
    json_open_object(j, NULL);
    json_str(j, "value", side->value);
    json_uint(j, "n_witnesses", side->n_witnesses);
    json_uint(j, "n_outlets", side->n_outlets);
    json_uint(j, "n_origins", side->n_origins);
    render_json_story_places(j, "places", x, acct, side->place, side->n_places);
    json_close_object(j);
}

void render_json_claim_conflicts(struct json *j, const struct render_place *x,
                                 const struct account *acct) {
    json_open_array(j, "conflicts");
    for (size_t i = 0; i < acct->n_conflicts; i++) {
        const struct conflict *conflict = &acct->conflict[i];
        json_open_object(j, NULL);
        json_uint(j, "index", i);
        json_cstr(j, "kind", conflict_kind_name((enum conflict_kind)conflict->kind));
        json_str(j, "subject", conflict->subject);
        json_str(j, "reason", conflict->reason);
        if (conflict->claim == NONE) {
            json_null(j, "claim");
        } else {
            json_uint(j, "claim", conflict->claim);
        }
        json_open_array(j, "sides");
        for (size_t k = 0; k < conflict->n_sides; k++) {
            write_side(j, x, acct, &conflict->side[k]);
        }
        json_close_array(j);
        json_close_object(j);
    }
    json_close_array(j);
}
