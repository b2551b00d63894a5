/* render_json.c - the account as one JSON document: reports with their texts, then stories, then
 * copies. Every statement carries a target (render_target.c); the texts stand in the document, so
 * that it can be checked alone, by `copytaster verify` or by anybody with a SHA-256 and a substring
 * function. The form is docs/account.schema.json. O(text + annotations); nothing is built in memory
 * but the output. */
#include "account/render_json.h"

#include "account/render_names.h"

static void write_block(struct json *j, const struct render_place *x, uint32_t report,
                        const struct block *block) {
    json_open_object(j, NULL);
    json_cstr(j, "kind", block_kind_name((enum block_kind)block->kind));
    render_target_spans(j, x, report, block->at);
    str text = x->all->notes[report].doc.text;
    render_target_str(j, "label", str_span(text, block->label));
    render_target_str(j, "date", str_span(text, block->date));
    render_target_str(j, "agency", str_span(text, block->agency));
    json_close_object(j);
}

static void write_report(struct json *j, const struct render_place *x, uint32_t report) {
    const struct document *doc = &x->all->notes[report].doc;
    char hex[2 * SHA256_BYTES + 1];
    json_open_object(j, NULL);
    json_uint(j, "index", report);
    json_str(j, "id", doc->id);
    json_str(j, "name", doc->name);
    json_str(j, "title", doc->title);
    json_str(j, "outlet", doc->outlet);
    json_str(j, "url", doc->url);
    json_str(j, "published", doc->published);
    json_str(j, "author", doc->author);
    json_str(j, "lang", doc->lang);
    json_str(j, "encoding", doc->encoding);
    json_uint(j, "repaired", doc->n_repaired);
    hash_hex(doc->sha256, hex);
    json_cstr(j, "sha256", hex);
    hash_hex(doc->source_sha256, hex);
    json_cstr(j, "source_sha256", hex);
    if (doc->extra.len) {
        json_raw(j, "extra", doc->extra);
    }
    json_str(j, "text", doc->text);
    json_open_array(j, "blocks");
    for (size_t i = 0; i < doc->n_blocks; i++) {
        write_block(j, x, report, &doc->block[i]);
    }
    json_close_array(j);
    json_close_object(j);
}

void render_json_document(struct json *j, const struct render_place *x, enum render_layer layer) {
    json_open_object(j, NULL);
    json_cstr(j, "format", "copytaster-account");
    json_uint(j, "version", 1);
    json_cstr(j, "layer", layer == LAYER_CONFLICTS ? "conflicts" : "account");
    json_open_object(j, "generator");
    json_cstr(j, "name", "copytaster");
    json_cstr(j, "version", COPYTASTER_VERSION);
    json_close_object(j);
    json_open_array(j, "reports");
    for (size_t i = 0; i < x->all->n_reports; i++) {
        write_report(j, x, (uint32_t)i);
    }
    json_close_array(j);
    json_open_array(j, "stories");
    for (size_t i = 0; i < x->all->n; i++) {
        if (layer == LAYER_ACCOUNT || x->all->account[i].n_conflicts > 0) {
            render_json_story(j, x, (uint32_t)i, layer);
        }
    }
    json_close_array(j);
    if (layer == LAYER_ACCOUNT) {
        render_copies_document(j, x);
    }
    json_close_object(j);
}

void render_json(buf *out, const struct accounts *all, enum render_layer layer,
                 const struct render_options *options) {
    struct render_place x;
    if (!render_place_open(&x, all, out)) {
        return;
    }
    if (layer == LAYER_ACCOUNT || layer == LAYER_CONFLICTS) {
        struct json j;
        json_init(&j, out, true);
        render_json_document(&j, &x, layer);
        buf_add_byte(out, '\n');
    } else {
        render_lines(out, &x, layer, options && options->all);
    }
    render_place_close(&x);
}
