/* render_json_story.c - one account as JSON: witnesses, people, claims, conflicts, timeline,
 * lineage. Entities are listed with each form, why it was joined, and every place where the name or
 * role stands (pronouns are left to the names layer), so that a merge can be checked. O(annotations
 * of the story). */
#include "account/render_json.h"

#include "account/render_names.h"

void render_json_story_entity(struct json *j, const char *key, const char *name_key,
                              const struct account *acct, uint32_t entity) {
    if (entity == NONE) {
        json_null(j, key);
        return;
    }
    json_uint(j, key, entity);
    json_str(j, name_key, acct->entities.entity[entity].name);
}

void render_json_story_places(struct json *j, const char *key, const struct render_place *x,
                              const struct account *acct, const struct place *place, size_t n) {
    json_open_array(j, key);
    for (size_t i = 0; i < n; i++) {
        json_open_object(j, NULL);
        json_cstr(j, "witness", render_place_letter(place[i].witness).text);
        render_target(j, "target", x, acct->witness[place[i].witness].report, place[i].at);
        json_close_object(j);
    }
    json_close_array(j);
}

static void write_witness(struct json *j, const struct render_place *x, const struct account *acct,
                          uint32_t w) {
    const struct witness *witness = &acct->witness[w];
    const struct document *doc = &x->all->notes[witness->report].doc;
    json_open_object(j, NULL);
    json_cstr(j, "letter", render_place_letter(w).text);
    json_uint(j, "report", witness->report);
    json_str(j, "id", doc->id);
    json_str(j, "outlet", doc->outlet);
    json_cstr(j, "origin", render_place_letter(witness->origin).text);
    json_bool(j, "origin_certain", witness->origin_certain);
    render_target_day(j, "written", witness->anchor.day);
    json_cstr(j, "written_basis", date_basis_name((enum date_basis)witness->anchor.basis));
    render_target_str(j, "written_reason", witness->anchor.reason);
    if (!span_is_empty(witness->anchor.at)) {
        render_target(j, "written_target", x, witness->report, witness->anchor.at);
    }
    json_open_array(j, "passages");
    for (size_t i = 0; i < witness->n_passages; i++) {
        json_open_object(j, NULL);
        render_target_spans(j, x, witness->report, witness->passage[i]);
        json_close_object(j);
    }
    json_close_array(j);
    json_close_object(j);
}

static void write_mentions(struct json *j, const struct render_place *x, uint32_t report,
                           const struct entity *entity) {
    const struct names *names = &x->all->notes[report].names;
    json_open_array(j, "mentions");
    for (size_t i = 0; i < entity->n_mentions; i++) {
        const struct mention *m = &names->mention[entity->mention[i]];
        if (m->kind != MENTION_PRONOUN) {
            json_open_object(j, NULL);
            json_cstr(j, "kind", render_names_mention((enum mention_kind)m->kind));
            json_cstr(j, "reason", name_reason_name((enum name_reason)m->reason));
            render_target(j, "target", x, report, m->at);
            json_close_object(j);
        }
    }
    json_close_array(j);
}

static void write_form(struct json *j, const struct render_place *x, const struct account *acct,
                       const struct joined_form *form) {
    uint32_t report = acct->witness[form->report].report;
    const struct entity *entity = &x->all->notes[report].names.entity[form->entity];
    json_open_object(j, NULL);
    json_cstr(j, "witness", render_place_letter(form->report).text);
    json_str(j, "name", entity->name);
    json_cstr(j, "reason", name_reason_name((enum name_reason)form->reason));
    json_open_array(j, "roles");
    for (size_t i = 0; i < entity->n_roles; i++) {
        json_open_object(j, NULL);
        json_str(j, "role", entity->role[i].key);
        render_target_country(j, "country", entity->role[i].country);
        render_target(j, "target", x, report, entity->role[i].at);
        json_close_object(j);
    }
    json_close_array(j);
    write_mentions(j, x, report, entity);
    json_close_object(j);
}

static void write_entity(struct json *j, const struct render_place *x, const struct account *acct,
                         uint32_t k) {
    const struct joined *joined = &acct->entities.entity[k];
    json_open_object(j, NULL);
    json_uint(j, "index", k);
    json_str(j, "name", joined->name);
    json_cstr(j, "kind", entity_kind_name((enum entity_kind)joined->kind));
    if (joined->gender != GENDER_UNKNOWN) {
        json_cstr(j, "gender", render_names_gender((enum gender)joined->gender));
    }
    render_target_country(j, "country", joined->country);
    json_open_array(j, "variants");
    for (size_t i = 0; i < joined->n_variants; i++) {
        json_open_object(j, NULL);
        json_str(j, "name", joined->variant[i]);
        json_cstr(j, "reason", name_reason_name((enum name_reason)joined->variant_reason[i]));
        json_close_object(j);
    }
    json_close_array(j);
    json_open_array(j, "forms");
    for (size_t i = 0; i < joined->n_forms; i++) {
        write_form(j, x, acct, &joined->form[i]);
    }
    json_close_array(j);
    json_close_object(j);
}

static void claim_id(struct json *j, uint32_t claim) {
    if (claim == NONE) {
        json_null(j, "claim");
    } else {
        json_uint(j, "claim", claim);
    }
}

static void write_timeline(struct json *j, const struct render_place *x,
                           const struct account *acct) {
    json_open_array(j, "timeline");
    for (size_t i = 0; i < acct->n_timeline; i++) {
        const struct timeline_entry *entry = &acct->timeline[i];
        json_open_object(j, NULL);
        json_str(j, "value", entry->value);
        render_target_day(j, "first_day", entry->first_day);
        render_target_day(j, "last_day", entry->open_to ? DAY_NONE : entry->last_day);
        json_bool(j, "inferred", entry->inferred);
        json_cstr(j, "kind", render_names_timeline((enum timeline_kind)entry->kind));
        claim_id(j, entry->claim);
        json_str(j, "text", entry->text);
        render_json_story_places(j, "places", x, acct, entry->place, entry->n_places);
        json_close_object(j);
    }
    json_close_array(j);
}

static void write_lineage(struct json *j, const struct render_place *x,
                          const struct account *acct) {
    json_open_array(j, "lineage");
    for (size_t i = 0; i < acct->n_lineage; i++) {
        const struct lineage_edge *edge = &acct->lineage[i];
        json_open_object(j, NULL);
        json_cstr(j, "a", render_place_letter(edge->a).text);
        json_cstr(j, "b", render_place_letter(edge->b).text);
        json_uint(j, "copy", edge->copy);
        render_copies_reasons(j, &x->all->copies.copy[edge->copy], acct->witness[edge->a].report);
        json_str(j, "reason", edge->reason);
        json_close_object(j);
    }
    json_close_array(j);
}

static void write_head(struct json *j, const struct render_place *x, const struct account *acct,
                       uint32_t story) {
    json_uint(j, "index", story);
    json_str(j, "title", acct->title);
    if (acct->title_at.witness == NONE) {
        json_null(j, "title_target");
    } else {
        render_target(j, "title_target", x, acct->witness[acct->title_at.witness].report,
                      acct->title_at.at);
    }
    render_target_day(j, "day", x->all->stories.story[story].day);
    json_uint(j, "n_witnesses", acct->n_witnesses);
    json_uint(j, "n_outlets", acct->n_outlets);
    json_uint(j, "n_origins", acct->n_origins);
}

void render_json_story(struct json *j, const struct render_place *x, uint32_t story,
                       enum render_layer layer) {
    const struct account *acct = &x->all->account[story];
    json_open_object(j, NULL);
    write_head(j, x, acct, story);
    json_open_array(j, "witnesses");
    for (size_t i = 0; i < acct->n_witnesses; i++) {
        write_witness(j, x, acct, (uint32_t)i);
    }
    json_close_array(j);
    render_json_claim_conflicts(j, x, acct);
    if (layer == LAYER_ACCOUNT) {
        json_open_array(j, "entities");
        for (size_t i = 0; i < acct->entities.n; i++) {
            write_entity(j, x, acct, (uint32_t)i);
        }
        json_close_array(j);
        render_json_claims(j, x, acct);
        write_timeline(j, x, acct);
        write_lineage(j, x, acct);
    }
    json_close_object(j);
}
