/* render_json.h - the parts of the JSON document, for the document itself and for the page that
 * carries it. */
#ifndef COPYTASTER_ACCOUNT_RENDER_JSON_H
#define COPYTASTER_ACCOUNT_RENDER_JSON_H

#include "account/render.h"
#include "account/render_target.h"

/* The whole document of LAYER_ACCOUNT or LAYER_CONFLICTS. */
void render_json_document(struct json *j, const struct render_place *x, enum render_layer layer);

/* render_json_story.c: one account as an object. */
void render_json_story(struct json *j, const struct render_place *x, uint32_t story,
                       enum render_layer layer);

/* render_json_claim.c: "claims" and "conflicts" of an account as members of the open object. */
void render_json_claims(struct json *j, const struct render_place *x, const struct account *acct);
void render_json_claim_conflicts(struct json *j, const struct render_place *x,
                                 const struct account *acct);

/* {"witness": "A", "target": ...} as elements of the array `key`. */
void render_json_story_places(struct json *j, const char *key, const struct render_place *x,
                              const struct account *acct, const struct place *place, size_t n);

/* Index of an account's entity, or null; and under `name_key` its name. */
void render_json_story_entity(struct json *j, const char *key, const char *name_key,
                              const struct account *acct, uint32_t entity);

/* render_lines.c: the layers that are JSON lines. */
void render_lines(buf *out, struct render_place *x, enum render_layer layer, bool all);

/* render_copies.c: kind, direction, reasons and shares of a copy as members of the open object, `a`
 * being one of its two reports; and the members of one copy, with targets (document) or with bare
 * spans (lines). */
void render_copies_reasons(struct json *j, const struct copy *copy, uint32_t a);
void render_copies_document(struct json *j, const struct render_place *x);
void render_copies_lines(buf *out, struct render_place *x, bool all);

#endif
