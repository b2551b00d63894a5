/* meta_predict.c - prints what meta_read makes of pages, as JSON lines for scoring:
 *     meta_predict GOLD.jsonl FOLDER... > predictions.jsonl
 * With --evidence ID the evidence table and the ranked candidates of one page instead. */
#include "meta_pages.h"

static void put(struct json_object *to, const char *key, str value) {
    if (value.len > 0) {
        json_object_object_add(to, key, json_object_new_string_len(value.ptr, (int)value.len));
    }
}

static void print_page(arena *a, const char *id, const struct html_tree *t,
                       const struct page_hints *hints) {
    struct page_meta meta;
    struct meta_extra extra;
    if (meta_read(a, t, hints, &meta, &extra) != ERR_OK) {
        fprintf(stderr, "%s: no metadata\n", id);
        return;
    }
    struct json_object *out = json_object_new_object();
    struct json_object *authors = json_object_new_array();
    put(out, "id", str_from_cstr(id));
    put(out, "title", meta.title.value);
    for (size_t i = 0; i < meta.n_authors; i++) {
        str name = meta.author[i].value;
        json_object_array_add(authors, json_object_new_string_len(name.ptr, (int)name.len));
    }
    json_object_object_add(out, "authors", authors);
    put(out, "published", meta.published.value);
    put(out, "modified", meta.modified.value);
    put(out, "outlet", meta.outlet.value);
    put(out, "lang", meta.lang.value);
    put(out, "url", meta.url.value);
    put(out, "section", meta.section.value);
    printf("%s\n", json_object_to_json_string_ext(out, JSON_C_TO_STRING_PLAIN));
    json_object_put(out);
}

static void print_candidates(const char *name, enum meta_model model, struct meta_candidates *all) {
    meta_rank_best(model, all);
    for (size_t i = 0; i < all->list.n; i++) {
        const struct meta_candidate *c = &all->list.v[i];
        printf("%s %6.2f  %04d-%02u-%02u  %.*s  [", name, (double)c->score, c->day.year,
               c->day.month, c->day.mday, (int)c->value.len, c->value.ptr);
        for (unsigned f = 0; f < META_RANK_FEATURES; f++) {
            if (meta_has_feature(c, f)) {
                printf(" %u", f);
            }
        }
        printf(" ]\n");
    }
}

static void print_evidence(arena *a, const struct html_tree *t, const struct page_hints *hints) {
    static const char *const name[] = {
#define SOURCE(id, field, origin) #id,
#include "page/tables/meta_sources.inc"
#undef SOURCE
    };
    struct meta_table m = {.a = a, .t = t, .hints = hints};
    struct meta_candidates title = {0};
    struct meta_candidates day = {0};
    struct meta_candidates author = {0};
    buf_init(&m.scratch, 64 * MiB);
    meta_evidence_collect(&m);
    for (size_t i = 0; i < m.list.n; i++) {
        const struct meta_evidence *e = &m.list.v[i];
        int len = e->value.len < 400 ? (int)e->value.len : 400;
        printf("%-18s place %5x order %6u  %.*s\n", name[e->source], e->place, e->order, len,
               e->value.ptr);
    }
    printf("title at %u of %u%s\n", m.title_order, m.n_text, m.is_news ? ", news" : "");
    meta_title_candidates(&m, &title);
    meta_day_candidates(&m, &day);
    meta_author_candidates(&m, &author);
    print_candidates("title ", META_MODEL_TITLE, &title);
    print_candidates("day   ", META_MODEL_DAY, &day);
    print_candidates("author", META_MODEL_AUTHOR, &author);
    buf_done(&m.scratch);
}

int main(int argc, char **argv) {
    const char *one = argc > 2 && strcmp(argv[1], "--evidence") == 0 ? argv[2] : NULL;
    int first = one ? 3 : 1;
    struct input in;
    struct input_line line;
    struct error e = {0};
    if (argc < first + 2 || input_open(&in, argv[first], &e) != ERR_OK) {
        fprintf(stderr, "meta_predict [--evidence ID] GOLD.jsonl FOLDER...\n");
        return 2;
    }
    while (input_line_next(&in, LIMIT_LINE_BYTES, &line, &e) == ERR_OK) {
        arena a;
        struct html_tree t;
        struct page_hints hints;
        arena_init(&a, 0);
        str text = arena_copy(&a, line.text);
        struct json_object *row = json_tokener_parse(text.ptr);
        const char *id = row ? gold_text(row, "id") : "";
        if (row && (!one || strcmp(one, id) == 0) &&
            page_open(&a, row, argv + first + 1, argc - first - 1, &t, &hints)) {
            if (one) {
                print_evidence(&a, &t, &hints);
            } else {
                print_page(&a, id, &t, &hints);
            }
        }
        json_object_put(row);
        arena_done(&a);
    }
    input_close(&in);
    return 0;
}
