/* fixture_account.h - accounts of two stories put together by hand from the invented reports in
 * samples/, so that the renderers can be tested without any of the layers that find things: five
 * witnesses, every kind of claim and conflict, a misspelt name, a copy, an inferred day. */
#ifndef COPYTASTER_TESTS_FIXTURE_ACCOUNT_H
#define COPYTASTER_TESTS_FIXTURE_ACCOUNT_H

#include <json-c/json.h>
#include <stdio.h>
#include <stdlib.h>

#include "account/render.h"
#include "base/file.h"
#include "base/limits.h"

enum { CONTINENT, GAZETTE, MERIDEL, LANTERN, SKELDER, N_REPORTS };
enum { VERHALT, OSTERBY, POLICE, SUSPECTS, N_PEOPLE };

#define WHERE_VERHALT "This was an attack on every family that crosses this water"
#define WHERE_REST " and on the agreement that we shall sign with our neighbours whatever it costs"
#define WHERE_QUARREL "We have no quarrel with our neighbours."

static inline void *fixture_array(arena *a, const void *from, size_t n, size_t size) {
    void *to = arena_array(a, n, size);
    assert_non_null(to);
    if (n) {
        memcpy(to, from, n * size);
    }
    return to;
}

#define KEEP(a, type, ...)                          \
    fixture_array((a), (const type[]){__VA_ARGS__}, \
                  sizeof((const type[]){__VA_ARGS__}) / sizeof(type), sizeof(type))
#define COUNT(type, ...) (sizeof((const type[]){__VA_ARGS__}) / sizeof(type))

/* The place of the first `words` in the text. */
static inline struct span fixture_at(const struct document *doc, const char *words) {
    size_t from = str_find(doc->text, str_from_cstr(words), 0);
    if (from == SIZE_MAX) {
        fail_msg("not in the sample: %s", words);
    }
    return (struct span){(uint32_t)from, (uint32_t)(from + strlen(words))};
}

/* Paragraphs as blocks, with the kinds that can be told at a glance. */
static inline void fixture_blocks(arena *a, struct document *doc) {
    struct block *block = arena_array(a, doc->text.len / 2 + 1, sizeof *block);
    size_t n = 0;
    for (size_t pos = 0; pos < doc->text.len;) {
        size_t end = str_find(doc->text, STR("\n\n"), pos);
        end = end == SIZE_MAX ? doc->text.len : end;
        str line = str_trim(str_slice(doc->text, pos, end));
        if (line.len) {
            uint8_t kind =
                str_starts_with(line, STR("By ")) ? BLOCK_BYLINE
                : line.ptr[line.len - 1] != '.' && line.len < 80 && line.ptr[0] != '#' && n == 0
                    ? BLOCK_HEADLINE
                : line.len < 40 && line.ptr[0] != '(' && line.ptr[0] != '#' ? BLOCK_HEADING
                : str_find(line, STR("Photo:"), 0) != SIZE_MAX              ? BLOCK_CAPTION
                : line.ptr[0] == '('                                        ? BLOCK_CREDIT
                : line.ptr[0] == '#'                                        ? BLOCK_EMBED
                                                                            : BLOCK_PARAGRAPH;
            uint32_t from = (uint32_t)(line.ptr - doc->text.ptr);
            block[n++] = (struct block){.at = {from, (uint32_t)(from + line.len)},
                                        .section = NONE,
                                        .embed = NONE,
                                        .kind = kind};
        }
        pos = end + 2;
    }
    doc->block = block;
    doc->n_blocks = n;
}

static inline void fixture_document(arena *a, struct document *doc, const char *id, str text) {
    doc->id = str_from_cstr(id);
    doc->name = doc->id;
    doc->text = text;
    doc->encoding = STR("UTF-8");
    hash_sha256(text, doc->sha256);
    hash_sha256(text, doc->source_sha256);
    fixture_blocks(a, doc);
    if (doc->n_blocks && doc->block[0].kind == BLOCK_HEADLINE && doc->title.len == 0) {
        doc->title = str_span(text, doc->block[0].at);
    }
}

static inline str fixture_read(arena *a, const char *name) {
    const char *top = getenv("SOURCE_DIR");
    char path[4096];
    snprintf(path, sizeof path, "%s/samples/%s", top ? top : ".", name);
    str bytes;
    struct error e;
    assert_int_equal(file_read(a, path, MiB, &bytes, &e), ERR_OK);
    return bytes;
}

static inline str fixture_member(arena *a, json_object *line, const char *key) {
    return arena_copy(a, str_from_cstr(json_object_get_string(json_object_object_get(line, key))));
}

static inline void fixture_documents(arena *a, struct notes *notes) {
    fixture_document(a, &notes[CONTINENT].doc, "continent-today.txt",
                     fixture_read(a, "continent-today.txt"));
    fixture_document(a, &notes[GAZETTE].doc, "harbour-gazette.txt",
                     fixture_read(a, "harbour-gazette.txt"));
    fixture_document(a, &notes[LANTERN].doc, "morning-lantern.txt",
                     fixture_read(a, "morning-lantern.txt"));
    fixture_document(a, &notes[SKELDER].doc, "skelder-post.txt",
                     fixture_read(a, "skelder-post.txt"));
    str wire = fixture_read(a, "wire.jsonl");
    str first = arena_copy(a, str_slice(wire, 0, str_find(wire, STR("\n"), 0)));
    json_object *line = json_tokener_parse(first.ptr);
    assert_non_null(line);
    struct document *doc = &notes[MERIDEL].doc;
    doc->title = fixture_member(a, line, "title");
    doc->outlet = fixture_member(a, line, "outlet");
    doc->url = fixture_member(a, line, "url");
    doc->published = fixture_member(a, line, "published");
    doc->author = fixture_member(a, line, "author");
    doc->lang = STR("en");
    doc->extra = STR("{\"desk\":\"night\"}");
    fixture_document(a, doc, "meridel-20260312-0417", fixture_member(a, line, "text"));
    json_object_put(line);
}

/* One entity with one mention a name, in the order given. */
static inline void fixture_names(arena *a, struct notes *n, const char *const *name,
                                 const uint8_t *reason, size_t count) {
    struct mention *mention = arena_array(a, count, sizeof *mention);
    struct entity *entity = arena_array(a, count, sizeof *entity);
    for (uint32_t i = 0; i < count; i++) {
        struct span at = fixture_at(&n->doc, name[i]);
        mention[i] = (struct mention){.at = at, .name = at, .entity = i, .reason = reason[i]};
        entity[i] = (struct entity){.name = str_span(n->doc.text, at),
                                    .key = str_from_cstr(name[i]),
                                    .surname = str_from_cstr(name[i]),
                                    .mention = KEEP(a, uint32_t, i),
                                    .n_mentions = 1};
    }
    entity[0].role =
        KEEP(a, struct role, {.at = mention[0].at, .key = STR("interior minister"), .org = NONE});
    entity[0].n_roles = 1;
    n->names = (struct names){mention, count, entity, count};
}

struct fixture_quote {
    const char *content;
    const char *source; /* NULL = none */
    const char *cue;
    uint32_t entity;
    uint8_t type;
    uint8_t reason;
};

static inline void fixture_quotes(arena *a, struct notes *n, const struct fixture_quote *from,
                                  size_t count) {
    struct quotation *q = arena_array(a, count, sizeof *q);
    for (size_t i = 0; i < count; i++) {
        struct span at = fixture_at(&n->doc, from[i].content);
        struct span source =
            from[i].source ? fixture_at(&n->doc, from[i].source) : (struct span){0};
        q[i] = (struct quotation){.content = KEEP(a, struct span, {at.from, at.to}),
                                  .n_content = 1,
                                  .source = source,
                                  .cue = from[i].cue ? fixture_at(&n->doc, from[i].cue)
                                                     : (struct span){0},
                                  .mention = NONE,
                                  .entity = from[i].entity,
                                  .previous = NONE,
                                  .date = NONE,
                                  .type = from[i].type,
                                  .reason = from[i].reason,
                                  .confidence = 0.9f};
        if (i == 0) {
            q[i].link = KEEP(a, struct chain_link,
                             {.kind = LINK_CARRIER, .at = {at.from, at.from + 4}, .mention = NONE});
            q[i].n_links = 1;
        }
    }
    n->quotes = (struct quotations){q, count};
}

static inline void fixture_notes(arena *a, struct notes *n) {
    fixture_documents(a, n);
    fixture_names(a, &n[CONTINENT], (const char *[]){"Tomas Verhalt", "Lena Osterby"},
                  (uint8_t[]){NAME_FULL, NAME_FULL}, 2);
    fixture_names(a, &n[GAZETTE],
                  (const char *[]){"Tomas Verhalt", "Lena Osterby", "Verhelt", "Police"},
                  (uint8_t[]){NAME_FULL, NAME_FULL, NAME_MISSPELT, NAME_FULL}, 4);
    fixture_names(a, &n[MERIDEL], (const char *[]){"Tomas Verhalt", "Police"},
                  (uint8_t[]){NAME_FULL, NAME_FULL}, 2);
    fixture_names(a, &n[LANTERN], (const char *[]){"Tomas Verhalt", "police"},
                  (uint8_t[]){NAME_FULL, NAME_FULL}, 2);
    fixture_names(a, &n[SKELDER], (const char *[]){"Tomas Verhalt", "Police"},
                  (uint8_t[]){NAME_FULL, NAME_FULL}, 2);
    const struct fixture_quote continent[] = {
        {"We have no quarrel with our neighbours. We ask for no favours.", NULL, NULL, 0,
         QUOTE_DIRECT, SPEAKER_FLOATING},
        {WHERE_VERHALT, "Mayor Lena Osterby", "said", 1, QUOTE_DIRECT, SPEAKER_CUE},
        {"easy to ask for and impossible to police.", "The Shipowners' Federation", "described",
         NONE, QUOTE_MIXED, SPEAKER_CUE}};
    fixture_quotes(a, &n[CONTINENT], continent, 3);
    const struct fixture_quote gazette[] = {
        {"We have no quarrel with our neighbours. We ask for no favours.", "he", "told", 0,
         QUOTE_DIRECT, SPEAKER_CUE},
        {WHERE_VERHALT WHERE_REST, NULL, NULL, 0, QUOTE_DIRECT, SPEAKER_FLOATING}};
    fixture_quotes(a, &n[GAZETTE], gazette, 2);
    const struct fixture_quote meridel[] = {
        {"We have no quarrel with our neighbours. We ask for no favours.", "Verhalt", "told", 0,
         QUOTE_DIRECT, SPEAKER_CUE},
        {WHERE_VERHALT WHERE_REST, "he", "added", 0, QUOTE_DIRECT, SPEAKER_CUE}};
    fixture_quotes(a, &n[MERIDEL], meridel, 2);
    fixture_quotes(a, &n[SKELDER], meridel, 2);
    const struct fixture_quote lantern[] = {{"the first boat will leave on Friday", "Tomas Verhalt",
                                             "promised", 0, QUOTE_MIXED, SPEAKER_CUE},
                                            {"It is theatre, and the tickets were free",
                                             "Rolf Amsted", "said", NONE, QUOTE_DIRECT,
                                             SPEAKER_CUE}};
    fixture_quotes(a, &n[LANTERN], lantern, 2);
    struct span lantern_day = fixture_at(&n[LANTERN].doc, "on Friday morning");
    n[LANTERN].dates = (struct dates){
        .date = KEEP(a, struct date,
                     {.at = lantern_day,
                      .grain = GRAIN_DAYPART,
                      .basis = BASIS_INFERRED,
                      .timex = STR("XXXX-WXX-5TMO"),
                      .value = STR("2026-03-13TMO"),
                      .first_day = 20525,
                      .last_day = 20525}),
        .n = 1,
        .anchor = {.day = 20525, .basis = BASIS_INFERRED, .reason = STR("by its tweet")}};
    const char *const injured[] = {[CONTINENT] = "17", [MERIDEL] = "14", [SKELDER] = "14"};
    const double count[] = {[CONTINENT] = 17, [MERIDEL] = 14, [SKELDER] = 14};
    for (uint32_t i = 0; i < N_REPORTS; i += 2) {
        struct span at = fixture_at(&n[i].doc, injured[i]);
        n[i].figures = (struct figures){KEEP(a, struct figure,
                                             {.at = at,
                                              .number = at,
                                              .counted = fixture_at(&n[i].doc, "people"),
                                              .low = count[i],
                                              .high = count[i],
                                              .scope = 7}),
                                        1};
    }
    for (uint32_t i = GAZETTE; i < N_REPORTS; i++) {
        struct span at = fixture_at(&n[i].doc, "arrested two men");
        n[i].events = (struct events){KEEP(a, struct event,
                                           {.at = at,
                                            .trigger = {at.from, at.from + 8},
                                            .type = STR("arrest"),
                                            .source = NONE,
                                            .target = NONE,
                                            .target_at = {at.from + 9, at.to},
                                            .place = NONE,
                                            .date = NONE,
                                            .figure = NONE,
                                            .quotation = NONE,
                                            .cls = EVENT_COERCE}),
                                      1};
    }
}

static inline void fixture_copies(arena *a, const struct notes *n, struct copies *out) {
    struct span in_meridel =
        fixture_at(&n[MERIDEL].doc, "Police arrested two men at a boatyard north of the harbour");
    struct span in_skelder =
        fixture_at(&n[SKELDER].doc, "Police arrested two men at a boatyard north of the harbour");
    struct span in_gazette = fixture_at(&n[GAZETTE].doc, WHERE_QUARREL);
    struct span in_continent = fixture_at(&n[CONTINENT].doc, WHERE_QUARREL);
    *out = (struct copies){
        .copy = KEEP(a, struct copy,
                     {.a = CONTINENT,
                      .b = GAZETTE,
                      .kind = COPY_QUOTE,
                      .via = NONE,
                      .runs = 42,
                      .share_a = 0.1f,
                      .share_b = 0.15f,
                      .span = KEEP(a, struct copy_span, {in_continent, in_gazette, 6, true, true}),
                      .n_spans = 1},
                     {.a = MERIDEL,
                      .b = SKELDER,
                      .kind = COPY_TEXT,
                      .via = NONE,
                      .runs = 217,
                      .share_a = 0.84f,
                      .share_b = 0.99f,
                      .direction = COPY_B_FROM_A,
                      .reasons = COPY_CREDIT | COPY_CONTAINED,
                      .confidence = 0.97f,
                      .span = KEEP(a, struct copy_span, {in_meridel, in_skelder, 10, true, false}),
                      .n_spans = 1}),
        .n = 2,
        .group = KEEP(a, uint32_t, 0, 1, 2, 3, 2),
        .source = KEEP(a, uint32_t, NONE, NONE, NONE, NONE, NONE),
        .family = KEEP(a, uint32_t, 0, 1, 2, 3, 2),
        .parent = KEEP(a, uint32_t, NONE, NONE, NONE, NONE, 1),
        .origin = KEEP(a, uint32_t, 0, 1, 1, 3, 1),
        .families = KEEP(a, struct copy_family,
                         {.first = MERIDEL, .n_reports = 2, .n_outlets = 2, .n_origins = 1}),
        .n_families = 1,
        .n_docs = N_REPORTS};
}

static inline void fixture_stories(arena *a, const struct notes *n, struct stories *out) {
    struct passage *p = arena_array(a, 6, sizeof *p);
    uint32_t cut = fixture_at(&n[LANTERN].doc, "Halvia-Corvenia tensions").from;
    for (uint32_t i = 0; i < N_REPORTS; i++) {
        p[i < LANTERN    ? i
          : i == LANTERN ? 3
                         : 5] =
            (struct passage){.report = i, .at = {0, (uint32_t)n[i].doc.text.len}};
    }
    p[3].at.to = cut - 2;
    p[4] = (struct passage){
        .report = LANTERN, .at = {cut, (uint32_t)n[LANTERN].doc.text.len}, .story = 1};
    *out = (struct stories){.passage = p,
                            .n_passages = 6,
                            .story = KEEP(a, struct story,
                                          {.label = STR("Oskelby ferry terminal"),
                                           .passage = KEEP(a, uint32_t, 0, 1, 2, 3, 5),
                                           .n_passages = 5,
                                           .day = 20524},
                                          {.label = STR("Halvia-Corvenia tensions"),
                                           .passage = KEEP(a, uint32_t, 4),
                                           .n_passages = 1,
                                           .day = DAY_NONE}),
                            .n = 2};
}

static inline void fixture_witnesses(arena *a, const struct accounts *all, struct account *acct) {
    static const uint8_t basis[] = {BASIS_DATELINE, BASIS_INFERRED, BASIS_METADATA, BASIS_INFERRED,
                                    BASIS_INFERRED};
    struct witness *w = arena_array(a, N_REPORTS, sizeof *w);
    for (uint32_t i = 0; i < N_REPORTS; i++) {
        w[i] = (struct witness){
            .report = i,
            .passage = KEEP(a, struct span,
                            all->stories.passage[i < LANTERN    ? i
                                                 : i == LANTERN ? 3
                                                                : 5]
                                .at),
            .n_passages = 1,
            .outlet = i,
            .origin = all->copies.origin[i],
            .origin_certain = i == SKELDER,
            .anchor = {.day = i == CONTINENT || i == LANTERN ? 20525 : 20524, .basis = basis[i]}};
    }
    w[CONTINENT].anchor.at = fixture_at(&all->notes[CONTINENT].doc, "2026-03-13");
    w[GAZETTE].anchor.reason = STR(
        "its \"Thursday\" is that of meridel-20260312-0417, which shares 74 runs of words with it");
    acct->witness = w;
    acct->n_witnesses = N_REPORTS;
    acct->n_outlets = N_REPORTS;
    acct->n_origins = 3;
}

static inline void fixture_people(arena *a, struct account *acct) {
    struct joined *e = arena_array(a, N_PEOPLE, sizeof *e);
    e[VERHALT] = (struct joined){.name = STR("Tomas Verhalt"),
                                 .gender = GENDER_MALE,
                                 .country = 'H' << 8 | 'V',
                                 .form = KEEP(a, struct joined_form, {CONTINENT, 0, NAME_SAME},
                                              {GAZETTE, 0, NAME_SAME}, {GAZETTE, 2, NAME_MISSPELT},
                                              {MERIDEL, 0, NAME_SAME}, {LANTERN, 0, NAME_SAME},
                                              {SKELDER, 0, NAME_SAME}),
                                 .n_forms = 6,
                                 .variant = KEEP(a, str, STR("Verhelt")),
                                 .variant_reason = KEEP(a, uint8_t, NAME_MISSPELT),
                                 .n_variants = 1};
    e[OSTERBY] = (struct joined){
        .name = STR("Lena Osterby"),
        .gender = GENDER_FEMALE,
        .form = KEEP(a, struct joined_form, {CONTINENT, 1, NAME_SAME}, {GAZETTE, 1, NAME_SAME}),
        .n_forms = 2};
    e[POLICE] = (struct joined){
        .name = STR("Police"),
        .kind = ENTITY_GROUP,
        .form = KEEP(a, struct joined_form, {GAZETTE, 3, NAME_SAME}, {MERIDEL, 1, NAME_SAME}),
        .n_forms = 2};
    e[SUSPECTS] = (struct joined){.name = STR("two men"), .kind = ENTITY_GROUP};
    const uint32_t **of = arena_array(a, N_REPORTS, sizeof *of);
    of[CONTINENT] = KEEP(a, uint32_t, VERHALT, OSTERBY);
    of[GAZETTE] = KEEP(a, uint32_t, VERHALT, OSTERBY, VERHALT, POLICE);
    of[MERIDEL] = of[LANTERN] = of[SKELDER] = KEEP(a, uint32_t, VERHALT, POLICE);
    acct->entities = (struct name_join){e, N_PEOPLE, of};
}

static inline void fixture_utterances(arena *a, const struct notes *n, struct account *acct) {
    struct rendering *quarrel = arena_array(a, N_REPORTS, sizeof *quarrel);
    struct rendering *attack = arena_array(a, 4, sizeof *attack);
    static const uint32_t tellers[] = {CONTINENT, GAZETTE, MERIDEL, SKELDER};
    for (uint32_t i = 0; i < N_REPORTS; i++) {
        quarrel[i] = (struct rendering){
            .report = i, .at = n[i].quotes.quotation[0].content[0], .similarity = 1};
    }
    quarrel[LANTERN].kind = RENDER_FRAGMENT;
    quarrel[LANTERN].changes = WORDING_CUT;
    for (uint32_t i = 0; i < 4; i++) {
        attack[i] = (struct rendering){.report = tellers[i],
                                       .quotation = 1,
                                       .at = n[tellers[i]].quotes.quotation[1].content[0]};
    }
    struct span full = attack[1].at;
    attack[0].changes = WORDING_CUT | WORDING_MEANING;
    attack[0].diff = KEEP(a, struct wording_diff,
                          {.base = {full.from + (uint32_t)strlen(WHERE_VERHALT), full.to},
                           .other = {attack[0].at.to, attack[0].at.to},
                           .change = WORDING_CUT});
    attack[0].n_diffs = 1;
    acct->utterances = (struct utterances){KEEP(a, struct utterance,
                                                {.base = 1, .rendering = quarrel, .n = N_REPORTS},
                                                {.base = 1, .rendering = attack, .n = 4}),
                                           2};
}

static inline struct claim fixture_saying(arena *a, const struct account *acct,
                                          const struct notes *n, uint32_t u, uint32_t speaker) {
    const struct utterance *ut = &acct->utterances.utterance[u];
    struct testimony *t = arena_array(a, ut->n, sizeof *t);
    for (uint32_t i = 0; i < ut->n; i++) {
        const struct rendering *r = &ut->rendering[i];
        t[i] = (struct testimony){.witness = r->report,
                                  .stance = r->kind == RENDER_FRAGMENT ? STANCE_PARAPHRASES
                                            : r->changes               ? STANCE_DIFFERS
                                                                       : STANCE_SAYS,
                                  .at = r->at,
                                  .annotation = r->quotation,
                                  .rendering = i,
                                  .speaker = r->changes & WORDING_MEANING ? OSTERBY : VERHALT};
    }
    const struct rendering *base = &ut->rendering[ut->base];
    return (struct claim){.kind = CLAIM_UTTERANCE,
                          .text = str_span(n[base->report].doc.text, base->at),
                          .base = {base->report, base->at},
                          .speaker = speaker,
                          .utterance = u,
                          .testimony = t,
                          .n_testimonies = ut->n,
                          .n_witnesses = (uint32_t)ut->n,
                          .n_outlets = (uint32_t)ut->n,
                          .n_origins = 3,
                          .actor = NONE,
                          .target = NONE,
                          .location = NONE};
}

static inline void fixture_claims(arena *a, const struct notes *n, struct account *acct) {
    struct claim *c = arena_array(a, 5, sizeof *c);
    c[0] = fixture_saying(a, acct, n, 0, VERHALT);
    c[1] = fixture_saying(a, acct, n, 1, NONE);
    struct span alone = n[CONTINENT].quotes.quotation[2].content[0];
    c[2] = (struct claim){
        .kind = CLAIM_UTTERANCE,
        .text = str_span(n[CONTINENT].doc.text, alone),
        .base = {CONTINENT, alone},
        .speaker = NONE,
        .utterance = NONE,
        .n_testimonies = 1,
        .n_witnesses = 1,
        .n_outlets = 1,
        .n_origins = 1,
        .testimony = KEEP(a, struct testimony, {CONTINENT, STANCE_SAYS, alone, 2, NONE, NONE}),
        .actor = NONE,
        .target = NONE,
        .location = NONE};
    struct testimony *arrest = arena_array(a, 4, sizeof *arrest);
    for (uint32_t i = 0; i < 4; i++) {
        arrest[i] =
            (struct testimony){i + 1, STANCE_SAYS, n[i + 1].events.event[0].at, 0, NONE, NONE};
    }
    c[3] = (struct claim){.kind = CLAIM_EVENT,
                          .text = STR("arrested two men"),
                          .base = {GAZETTE, arrest[0].at},
                          .speaker = NONE,
                          .utterance = NONE,
                          .testimony = arrest,
                          .n_testimonies = 4,
                          .n_witnesses = 4,
                          .n_outlets = 4,
                          .n_origins = 2,
                          .event_type = STR("arrest"),
                          .event_class = EVENT_COERCE,
                          .actor = POLICE,
                          .target = SUSPECTS,
                          .location = NONE,
                          .first_day = 20524,
                          .last_day = 20524,
                          .when = STR("2026-03-12"),
                          .when_inferred = 1};
    struct testimony *injured = arena_array(a, 3, sizeof *injured);
    for (uint32_t i = 0; i < 3; i++) {
        injured[i] = (struct testimony){
            2 * i, i ? STANCE_SAYS : STANCE_DIFFERS, n[2 * i].figures.figure[0].at, 0, NONE, NONE};
    }
    c[4] = (struct claim){.kind = CLAIM_FIGURE,
                          .text = STR("14 people"),
                          .base = {MERIDEL, injured[1].at},
                          .speaker = NONE,
                          .utterance = NONE,
                          .testimony = injured,
                          .n_testimonies = 3,
                          .n_witnesses = 3,
                          .n_outlets = 3,
                          .n_origins = 2,
                          .actor = NONE,
                          .target = NONE,
                          .location = NONE};
    acct->claim = c;
    acct->n_claims = 5;
}

static inline struct side fixture_side(arena *a, str value, const struct claim *c, uint32_t from,
                                       uint32_t to, uint32_t n_origins) {
    struct place *p = arena_array(a, to - from, sizeof *p);
    for (uint32_t i = from; i < to; i++) {
        p[i - from] = (struct place){c->testimony[i].witness, c->testimony[i].at};
    }
    return (struct side){.value = value,
                         .place = p,
                         .n_places = to - from,
                         .n_witnesses = to - from,
                         .n_outlets = to - from,
                         .n_origins = n_origins};
}

static inline void fixture_conflicts(arena *a, struct account *acct) {
    const struct claim *c = acct->claim;
    struct side *speaker = arena_array(a, 2, sizeof *speaker);
    speaker[0] = fixture_side(a, STR("Tomas Verhalt"), &c[1], 1, 4, 1);
    speaker[1] = fixture_side(a, STR("Lena Osterby"), &c[1], 0, 1, 1);
    struct side *cut = arena_array(a, 2, sizeof *cut);
    cut[0] = fixture_side(a, c[1].text, &c[1], 1, 4, 1);
    cut[1] = fixture_side(a, STR(WHERE_VERHALT), &c[1], 0, 1, 1);
    struct side *figure = arena_array(a, 2, sizeof *figure);
    figure[0] = fixture_side(a, STR("14"), &c[4], 1, 3, 1);
    figure[1] = fixture_side(a, STR("17"), &c[4], 0, 1, 1);
    acct->conflict =
        KEEP(a, struct conflict,
             {CONFLICT_SPEAKER, 1, c[1].text, speaker, 2,
              STR("The same words can't be both speakers' own. Three reports name "
                  "Tomas Verhalt, but they may have one origin: 1 to 1, no majority.")},
             {CONFLICT_CUT, 1, c[1].text, cut, 2,
              STR("Left out: \"and on the agreement ... whatever it costs\".")},
             {CONFLICT_FIGURE, 4, STR("people treated for injuries"), figure, 2,
              STR("Same unit, same scope; one independent origin each.")});
    acct->n_conflicts = 3;
}

static inline void fixture_history(arena *a, const struct accounts *all, struct account *acct) {
    const struct claim *c = acct->claim;
    acct->timeline =
        KEEP(a, struct timeline_entry,
             {.first_day = 20504,
              .last_day = DAY_NONE,
              .open_to = true,
              .value = STR("2026-02-20/.."),
              .claim = NONE,
              .text = STR("talks over fishing rights"),
              .place = KEEP(a, struct place,
                            {CONTINENT, fixture_at(&all->notes[CONTINENT].doc, "since Feb 20")}),
              .n_places = 1},
             {.first_day = 20524,
              .last_day = 20524,
              .value = STR("2026-03-12"),
              .claim = 3,
              .text = STR("police arrested two men"),
              .place = KEEP(a, struct place, {GAZETTE, c[3].testimony[0].at},
                            {MERIDEL, c[3].testimony[1].at}),
              .n_places = 2,
              .inferred = 1},
             {.first_day = 20524,
              .last_day = 20524,
              .value = STR("2026-03-12"),
              .kind = TIMELINE_SAYING,
              .claim = 0,
              .text = c[0].text,
              .place = KEEP(a, struct place, {GAZETTE, c[0].base.at}),
              .n_places = 1});
    acct->n_timeline = 3;
    acct->lineage = KEEP(
        a, struct lineage_edge,
        {CONTINENT, GAZETTE, 0, STR("what they share is almost all inside quotation marks")},
        {MERIDEL, SKELDER, 1, STR("skelder-post.txt credits Meridel News Agency and lies in it")});
    acct->n_lineage = 2;
}

/* One witness, two statements, no conflict. */
static inline void fixture_small_story(arena *a, const struct accounts *all, struct account *acct) {
    const struct notes *n = &all->notes[LANTERN];
    struct span at = n->quotes.quotation[1].content[0];
    const uint32_t **of = arena_array(a, 1, sizeof *of);
    of[0] = KEEP(a, uint32_t, NONE, NONE);
    *acct = (struct account){
        .title = STR("Halvia-Corvenia tensions"),
        .title_at = {0, fixture_at(&n->doc, "Halvia-Corvenia tensions")},
        .witness = KEEP(a, struct witness,
                        {.report = LANTERN,
                         .passage = &all->stories.passage[4].at,
                         .n_passages = 1,
                         .anchor = {.day = 20525, .basis = BASIS_INFERRED}}),
        .n_witnesses = 1,
        .n_outlets = 1,
        .n_origins = 1,
        .entities = {NULL, 0, of},
        .claim = KEEP(a, struct claim,
                      {.kind = CLAIM_UTTERANCE,
                       .text = str_span(n->doc.text, at),
                       .base = {0, at},
                       .speaker = NONE,
                       .utterance = NONE,
                       .testimony = KEEP(a, struct testimony, {0, STANCE_SAYS, at, 1, NONE, NONE}),
                       .n_testimonies = 1,
                       .n_witnesses = 1,
                       .n_outlets = 1,
                       .n_origins = 1,
                       .actor = NONE,
                       .target = NONE,
                       .location = NONE}),
        .n_claims = 1};
}

/* Everything; memory in `a`. */
static inline void fixture_accounts(arena *a, struct accounts *all) {
    struct notes *n = arena_array(a, N_REPORTS, sizeof *n);
    for (size_t i = 0; i < N_REPORTS; i++) {
        n[i].dates.anchor.day = DAY_NONE;
    }
    fixture_notes(a, n);
    *all = (struct accounts){.notes = n, .n_reports = N_REPORTS, .n = 2};
    fixture_copies(a, n, &all->copies);
    fixture_stories(a, n, &all->stories);
    struct account *acct = arena_array(a, 2, sizeof *acct);
    all->account = acct;
    acct->title = n[GAZETTE].doc.title;
    acct->title_at = (struct place){
        GAZETTE, fixture_at(&n[GAZETTE].doc, "Two held after bomb wrecks Oskelby departure hall")};
    fixture_witnesses(a, all, acct);
    fixture_people(a, acct);
    fixture_utterances(a, n, acct);
    fixture_claims(a, n, acct);
    fixture_conflicts(a, acct);
    fixture_history(a, all, acct);
    fixture_small_story(a, all, &acct[1]);
}

#endif
