/* story_items.c - report lines with gold stories -> items, for story_pairs and story_score.
 *
 * Usage: story_items OUT SET LINES [SET LINES]...      items of each report, whole
 *        story_items --background OUT LINES            shares of terms, as a table of weigh.c
 *
 * Folds keep together what belongs together: reports with dates by the month of their story, those
 * with "gold_topic" by topic, others by story. Lines without "gold_story" are a haystack. */
#include <stdio.h>
#include <stdlib.h>

#include "base/sort.h"
#include "base/vec.h"
#include "parts/story_file.h"
#include "read/reader.h"
#include "story/weigh.h"

struct tool {
    arena a; /* of lexicons and counts */
    arena report;
    struct stems stems;
    const struct name_lexicon *names;
    const struct date_lexicon *dates;
    struct map month; /* gold story -> month of its first report */
};

static void need(enum err code, const char *what) {
    if (code != ERR_OK) {
        fprintf(stderr, "story_items: %s: %s\n", what, err_name(code));
        exit(3);
    }
}

/* The value of a key in the JSON object of unknown keys: a string or a number; else empty. */
static str value_of(str extra, str key) {
    size_t pos = str_find(extra, key, 0);
    if (pos == SIZE_MAX) {
        return (str){0};
    }
    pos += key.len;
    while (pos < extra.len && strchr("\": ", extra.ptr[pos])) {
        pos++;
    }
    size_t end = pos;
    while (end < extra.len && !strchr("\",}", extra.ptr[end])) {
        end++;
    }
    return str_slice(extra, pos, end);
}

static void make(struct tool *t, struct document *doc, struct item *out) {
    struct names names;
    struct dates dates;
    need(document_analyse(&t->report, doc), "analyse");
    need(names_find(&t->report, t->names, doc, &names), "names");
    need(dates_find(&t->report, t->dates, doc, &dates), "dates");
    struct passage whole = {.block_to = (uint32_t)doc->n_blocks,
                            .at = {0, (uint32_t)doc->text.len}};
    need(item_make(&t->report, &t->stems, doc, &names, &dates, &whole, 0, out), "item");
}

static struct read_result read_all(arena *a, const char *path) {
    struct read_result r;
    need(reader_read(a, &path, 1, NULL, &r), path);
    return r;
}

static uint32_t fold_of(struct tool *t, const struct item *item, uint64_t topic, uint64_t gold) {
    if (topic) {
        return (uint32_t)(topic % STORY_FOLDS);
    }
    if (item->moment == ITEM_TIMELESS) {
        return (uint32_t)(gold % STORY_FOLDS);
    }
    uint32_t month = map_find(&t->month, gold);
    if (month == MAP_NONE) {
        month = (uint32_t)(item->moment / 86400 / 30);
        need(map_put(&t->month, gold, month), "months");
    }
    return month % STORY_FOLDS;
}

static void write_set(struct tool *t, FILE *f, uint32_t set, const char *path) {
    arena lines;
    arena_init(&lines, 0);
    struct read_result r = read_all(&lines, path);
    for (size_t i = 0; i < r.n_docs; i++) {
        struct item item;
        make(t, &r.doc[i], &item);
        str story = value_of(r.doc[i].extra, STR("gold_story"));
        uint64_t gold = story.len ? hash_bytes(story) : STORY_NO_GOLD;
        str of = value_of(r.doc[i].extra, STR("gold_topic"));
        uint64_t topic = of.len ? hash_bytes(of) : 0;
        struct story_row row = {
            .gold = gold, .topic = topic, .set = set, .fold = fold_of(t, &item, topic, gold)};
        buf b;
        buf_init(&b, 1 << 20);
        need(item_encode(&b, &item), "encode");
        row.len = b.len;
        fwrite(&row, sizeof row, 1, f);
        fwrite(b.ptr, 1, b.len, f);
        buf_done(&b);
        arena_clear(&t->report, 1 << 22);
    }
    arena_done(&lines);
}

struct share {
    uint32_t id;
    uint32_t n;
};

static int most_first(const void *px, const void *py, void *ctx) {
    (void)ctx;
    const struct share *x = px;
    const struct share *y = py;
    if (x->n != y->n) {
        return x->n > y->n ? -1 : 1;
    }
    return (x->id > y->id) - (x->id < y->id);
}

static int by_id(const void *px, const void *py, void *ctx) {
    (void)ctx;
    uint32_t x = ((const struct share *)px)->id;
    uint32_t y = ((const struct share *)py)->id;
    return (x > y) - (x < y);
}

static void write_background(struct tool *t, FILE *f, const char *path) {
    arena lines;
    arena_init(&lines, 0);
    struct read_result r = read_all(&lines, path);
    struct map seen;
    VEC(struct share) share = {0};
    need(map_init(&seen, &t->a, 1 << 16), "counts");
    for (size_t i = 0; i < r.n_docs; i++) {
        struct item item;
        make(t, &r.doc[i], &item);
        for (uint32_t k = 0; k < item.n_terms; k++) {
            uint32_t at = map_find(&seen, item.term[k].id);
            if (at == MAP_NONE) {
                at = (uint32_t)share.n;
                need(map_put(&seen, item.term[k].id, at), "counts");
                need(vec_push(&t->a, &share, (struct share){item.term[k].id, 0}), "counts");
            }
            share.v[at].n++;
        }
        arena_clear(&t->report, 1 << 22);
    }
    need(sort_stable(&t->a, share.v, share.n, sizeof *share.v, most_first, NULL), "sort");
    size_t n = 0;
    while (n < share.n && share.v[n].n * 400 >= r.n_docs) {
        n++;
    }
    need(sort_stable(&t->a, share.v, n, sizeof *share.v, by_id, NULL), "sort");
    for (size_t i = 0; i < n; i++) {
        fprintf(f, "{0x%08x, %zu},%s", share.v[i].id, (size_t)share.v[i].n * 65536 / (r.n_docs + 1),
                i % 5 == 4 ? "\n" : " ");
    }
    arena_done(&lines);
}

int main(int argc, char **argv) {
    bool background = argc == 4 && str_equals(str_from_cstr(argv[1]), STR("--background"));
    if (!background && (argc < 4 || argc % 2)) {
        fprintf(stderr, "usage: story_items OUT SET LINES [SET LINES]...\n"
                        "       story_items --background OUT LINES\n");
        return 2;
    }
    struct tool t = {0};
    arena_init(&t.a, 0);
    arena_init(&t.report, 0);
    need(stems_init(&t.stems, &t.a), "stems");
    need(name_lexicon_new(&t.a, &t.names), "lexicon");
    need(date_lexicon_new(&t.a, &t.dates), "lexicon");
    need(map_init(&t.month, &t.a, 1024), "months");
    FILE *f = fopen(argv[background ? 2 : 1], "wb");
    if (!f) {
        perror(argv[background ? 2 : 1]);
        return 3;
    }
    if (background) {
        write_background(&t, f, argv[3]);
    }
    for (int i = 2; !background && i < argc; i += 2) {
        write_set(&t, f, (uint32_t)strtoul(argv[i], NULL, 10), argv[i + 1]);
    }
    stems_done(&t.stems);
    arena_done(&t.report);
    arena_done(&t.a);
    return fclose(f) == 0 ? 0 : 3;
}
