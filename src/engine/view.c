/* view.c - small values that let a program walk through a result without knowing our structs.
 * Every function is O(1) but ct_report_chars; indexes are the caller's promise. */
#include "engine/engine.h"
#include "text/utf8.h"

static const struct account *account_of(const ct_result *result, size_t story) {
    return &result->all.account[story];
}

static ct_str name_of(const char *name) {
    return (ct_str){name, strlen(name)};
}

static ct_str entity_name(const struct account *account, uint32_t entity) {
    return entity == NONE ? (ct_str){"", 0} : engine_str(account->entities.entity[entity].name);
}

size_t ct_result_n_reports(const ct_result *result) {
    return result->all.n_reports;
}

ct_report ct_result_report(const ct_result *result, size_t i) {
    const struct notes *n = &result->notes[i];
    const struct document *d = &n->doc;
    ct_report out = {.id = engine_str(d->id),
                     .name = engine_str(d->name),
                     .title = engine_str(d->title),
                     .outlet = engine_str(d->outlet),
                     .url = engine_str(d->url),
                     .published = engine_str(d->published),
                     .author = engine_str(d->author),
                     .lang = engine_str(d->lang),
                     .text = engine_str(d->text),
                     .day = n->dates.anchor.day,
                     .day_inferred = n->dates.anchor.basis == BASIS_INFERRED};
    hash_hex(d->sha256, out.sha256);
    return out;
}

size_t ct_report_chars(const ct_result *result, size_t i, size_t pos) {
    return utf8_count(str_slice(result->notes[i].doc.text, 0, pos));
}

size_t ct_report_n_quotations(const ct_result *result, size_t report) {
    return result->notes[report].quotes.n;
}

ct_quotation ct_report_quotation(const ct_result *result, size_t report, size_t i) {
    const struct notes *n = &result->notes[report];
    const struct quotation *q = &n->quotes.quotation[i];
    static_assert(sizeof(ct_span) == sizeof(struct span), "spans are laid out alike");
    return (ct_quotation){.content = (const ct_span *)(const void *)q->content,
                          .n_content = q->n_content,
                          .cue = engine_span(q->cue),
                          .source = engine_span(q->source),
                          .speaker = q->entity == NONE
                                         ? (ct_str){"", 0}
                                         : engine_str(n->names.entity[q->entity].name),
                          .type = name_of(quote_type_name((enum quote_type)q->type)),
                          .confidence = q->confidence};
}

size_t ct_result_n_families(const ct_result *result) {
    return result->all.copies.n_families;
}

ct_family ct_result_family(const ct_result *result, size_t i) {
    const struct copy_family *f = &result->all.copies.families[i];
    return (ct_family){.first = f->first,
                       .n_reports = f->n_reports,
                       .n_outlets = f->n_outlets,
                       .n_origins = f->n_origins};
}

size_t ct_result_n_stories(const ct_result *result) {
    return result->all.n;
}

ct_story ct_result_story(const ct_result *result, size_t i) {
    const struct account *a = account_of(result, i);
    return (ct_story){.title = engine_str(a->title),
                      .n_witnesses = a->n_witnesses,
                      .n_outlets = a->n_outlets,
                      .n_origins = a->n_origins,
                      .n_claims = a->n_claims,
                      .n_conflicts = a->n_conflicts};
}

size_t ct_result_n_conflicts(const ct_result *result) {
    size_t n = 0;
    for (size_t i = 0; i < result->all.n; i++) {
        n += result->all.account[i].n_conflicts;
    }
    return n;
}

size_t ct_story_witness(const ct_result *result, size_t story, size_t i) {
    return account_of(result, story)->witness[i].report;
}

ct_claim ct_story_claim(const ct_result *result, size_t story, size_t i) {
    const struct account *a = account_of(result, story);
    const struct claim *c = &a->claim[i];
    return (ct_claim){.kind = name_of(claim_kind_name((enum claim_kind)c->kind)),
                      .text = engine_str(c->text),
                      .report = a->witness[c->base.witness].report,
                      .at = engine_span(c->base.at),
                      .speaker = entity_name(a, c->speaker),
                      .n_witnesses = c->n_witnesses,
                      .n_outlets = c->n_outlets,
                      .n_origins = c->n_origins};
}

ct_conflict ct_story_conflict(const ct_result *result, size_t story, size_t i) {
    const struct conflict *c = &account_of(result, story)->conflict[i];
    return (ct_conflict){.kind = name_of(conflict_kind_name((enum conflict_kind)c->kind)),
                         .subject = engine_str(c->subject),
                         .reason = engine_str(c->reason),
                         .n_sides = c->n_sides,
                         .claim = c->claim == NONE ? SIZE_MAX : c->claim};
}

ct_side ct_conflict_side(const ct_result *result, size_t story, size_t conflict, size_t i) {
    const struct side *s = &account_of(result, story)->conflict[conflict].side[i];
    return (ct_side){.value = engine_str(s->value),
                     .n_places = s->n_places,
                     .n_witnesses = s->n_witnesses,
                     .n_outlets = s->n_outlets,
                     .n_origins = s->n_origins};
}

ct_span ct_side_place(const ct_result *result, size_t story, size_t conflict, size_t side, size_t k,
                      size_t *report) {
    const struct account *a = account_of(result, story);
    const struct place *p = &a->conflict[conflict].side[side].place[k];
    if (report) {
        *report = a->witness[p->witness].report;
    }
    return engine_span(p->at);
}
