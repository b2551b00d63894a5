/* write.c - results out: a layer is rendered into memory and handed to the caller's function, a
 * document in one piece, lines and rows some at a time. So a failure never leaves half an object
 * behind a pipe, and a million lines pass through a mebibyte. */
#include "account/render.h"
#include "base/file.h"
#include "engine/engine.h"
#include "engine/plan.h"

/* Rendered output is bounded by memory, not by a format. */
#define LARGEST_OUTPUT (SIZE_MAX / 4)
#define LARGEST_EXPORT ((size_t)4 << 30)

static_assert((int)CT_COPIES == (int)LAYER_COPIES, "enum ct_layer and enum render_layer are alike");
static_assert((int)CT_HTML == (int)FORMAT_HTML, "enum ct_format and enum render_format are alike");

static struct render_options options_of(const ct_write_options *options) {
    if (!options) {
        return (struct render_options){0};
    }
    return (struct render_options){
        .colour = options->colour, .width = options->width, .all = options->all};
}

/* The rest to the caller, and the end of the buffer. */
static enum ct_err hand_over(buf *b, ct_error *error) {
    enum err code = buf_flush(b);
    buf_done(b);
    return code == ERR_OK ? CT_OK : engine_fail(code, error);
}

static bool format_fits(enum ct_layer layer, enum ct_format format) {
    switch (format) {
    case CT_TEXT:
    case CT_JSON:
        return true;
    case CT_CSV:
        return layer != CT_ACCOUNT;
    case CT_HTML:
        return layer == CT_ACCOUNT;
    }
    return false;
}

static enum err render(buf *b, const ct_result *result, enum ct_layer layer, enum ct_format format,
                       const ct_write_options *options) {
    struct render_options o = options_of(options);
    if (!format_fits(layer, format) || !plan_covers(result->steps, layer)) {
        return ERR_USAGE;
    }
    switch (format) {
    case CT_TEXT:
        render_text(b, &result->all, (enum render_layer)layer, &o);
        break;
    case CT_JSON:
        render_json(b, &result->all, (enum render_layer)layer, &o);
        break;
    case CT_CSV:
        render_csv(b, &result->all, (enum render_layer)layer, &o);
        break;
    case CT_HTML:
        render_html(b, &result->all, &o);
        break;
    }
    return b->failed;
}

/* The caller's function, and the records of a survey that are let go after each piece. */
struct outlet {
    ct_write *write;
    void *ctx;
    struct gather *gather; /* or NULL */
};

static bool pass_on(void *ctx, const char *bytes, size_t n) {
    const struct outlet *o = ctx;
    if (o->gather) {
        gather_relax(o->gather, SIZE_MAX / 4);
    }
    return o->write(o->ctx, bytes, n);
}

enum ct_err ct_result_write(const ct_result *result, enum ct_layer layer, enum ct_format format,
                            const ct_write_options *options, ct_write *write, void *ctx,
                            ct_error *error) {
    buf b;
    struct outlet outlet = {write, ctx, result->gather};
    buf_init(&b, LARGEST_OUTPUT);
    b.sink = pass_on;
    b.sink_ctx = &outlet;
    enum err code = render(&b, result, layer, format, options);
    if (code != ERR_OK) {
        buf_done(&b);
        return engine_fail(code, error);
    }
    return hand_over(&b, error);
}

enum ct_err ct_result_save(const ct_result *result, enum ct_layer layer, enum ct_format format,
                           const ct_write_options *options, const char *path, ct_error *error) {
    buf b;
    struct error e = {0};
    buf_init(&b, LARGEST_OUTPUT);
    enum err code = render(&b, result, layer, format, options);
    if (code != ERR_OK) {
        error_set(&e, code, str_from_cstr(path), UINT64_MAX, "%s", err_name(code));
    } else {
        code = file_write_whole(path, buf_str(&b), &e);
    }
    buf_done(&b);
    return code == ERR_OK ? CT_OK : engine_tell(&e, error);
}

static const struct notes *find_report(const struct accounts *all, str id) {
    for (size_t i = 0; i < all->n_reports; i++) {
        if (str_equals(all->notes[i].doc.id, id) || str_equals(all->notes[i].doc.name, id)) {
            return &all->notes[i];
        }
    }
    return NULL;
}

enum ct_err ct_result_show(const ct_result *result, const char *id, size_t from, size_t to,
                           enum ct_format format, const ct_write_options *options, ct_write *write,
                           void *ctx, ct_error *error) {
    struct error e = {0};
    const struct notes *n = find_report(&result->all, str_from_cstr(id));
    if (!n) {
        error_set(&e, ERR_MISSING, str_from_cstr(id), UINT64_MAX, "no report has this id or path");
        return engine_tell(&e, error);
    }
    struct render_options o = options_of(options);
    buf b;
    buf_init(&b, LARGEST_OUTPUT);
    b.sink = write;
    b.sink_ctx = ctx;
    enum err code =
        render_show(&b, n, from, to, format == CT_JSON ? FORMAT_JSON : FORMAT_TEXT, &o, &e);
    if (code != ERR_OK) {
        buf_done(&b);
        return engine_tell(&e, error);
    }
    return hand_over(&b, error);
}

enum ct_err ct_verify(ct_str bytes, size_t *n_checked, ct_error *error) {
    struct error e = {0};
    size_t n = 0;
    enum err code = render_verify((str){bytes.ptr, bytes.len}, &n, &e);
    if (n_checked) {
        *n_checked = n;
    }
    return code == ERR_OK ? CT_OK : engine_tell(&e, error);
}

enum ct_err ct_verify_file(const char *path, size_t *n_checked, ct_error *error) {
    struct error e = {0};
    arena a;
    arena_init(&a, 0);
    str bytes;
    enum err code = file_read(&a, path, LARGEST_EXPORT, &bytes, &e);
    enum ct_err result;
    if (code != ERR_OK) {
        result = engine_tell(&e, error);
    } else {
        result = ct_verify((ct_str){bytes.ptr, bytes.len}, n_checked, error);
    }
    arena_done(&a);
    return result;
}
