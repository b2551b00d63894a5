/* render_target.h - the JSON of a place: what makes a statement checkable down to its bytes. */
#ifndef COPYTASTER_ACCOUNT_RENDER_TARGET_H
#define COPYTASTER_ACCOUNT_RENDER_TARGET_H

#include "account/render_place.h"
#include "base/json.h"

/* {"report", "sha256", "bytes", "chars", "selector": {"type": "TextQuoteSelector", "exact",
 * "prefix", "suffix"}}, or null when `at` is empty. */
void render_target(struct json *j, const char *key, const struct render_place *x, uint32_t report,
                   struct span at);

/* [from, to] */
void render_target_pair(struct json *j, const char *key, size_t from, size_t to);

/* "bytes": [..], "chars": [..] as members of the open object. */
void render_target_spans(struct json *j, const struct render_place *x, uint32_t report,
                         struct span at);

/* A string member, left out when empty. */
void render_target_str(struct json *j, const char *key, str value);

/* A share or confidence with three decimals at most. */
void render_target_ratio(struct json *j, const char *key, float value);

/* A day as ISO string, or null. */
void render_target_day(struct json *j, const char *key, int32_t day);

/* ISO 3166 code of two bytes as a string, left out when 0. */
void render_target_country(struct json *j, const char *key, uint16_t country);

#endif
