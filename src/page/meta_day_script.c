/* meta_day_script.c - days in scripts that aren't JSON-LD: pages that draw themselves have the day
 * of publication nowhere else. O(bytes of scripts). */
#include "page/meta_day.h"

/* The value behind a key in a script, as evidence of its own. */
static enum err add_script_day(struct meta_table *m, struct meta_day_scripts *out,
                               struct span script, size_t pos) {
    str source = m->t->source;
    while (pos < script.to && memchr(" :\"'\\", source.ptr[pos], 5)) {
        pos++;
    }
    size_t end = pos;
    while (end < script.to && end - pos < 40 && !memchr("\",}", source.ptr[end], 3)) {
        end++;
    }
    struct meta_evidence e = {.value = str_slice(source, pos, end),
                              .at = {(uint32_t)pos, (uint32_t)end},
                              .source = META_SCRIPT_DAY};
    return vec_push(m->a, &out->list, e);
}

/* Keys of days in scripts of pages that draw themselves; all hold "pub", `at` says where. */
static const struct {
    str key;
    size_t at;
} script_keys[] = {
    {{"datePublished", 13}, 4},  {{"publishedAt", 11}, 0},    {{"published_at", 12}, 0},
    {{"publishDate", 11}, 0},    {{"publish_date", 12}, 0},   {{"publicationDate", 15}, 0},
    {{"publishedDate", 13}, 0},  {{"published_time", 14}, 0}, {{"pubDate", 7}, 0},
    {{"date_published", 14}, 5}, {{"pub_date", 8}, 0},        {{"publishTime", 11}, 0}};

enum { SCRIPT_KEYS = sizeof script_keys / sizeof *script_keys };

/* Look at the "pub" of one script, whose b stands at `pos`. A key counts where it is first. */
static enum err try_script_keys(struct meta_table *m, struct meta_day_scripts *out,
                                struct span script, size_t pos, unsigned *found) {
    str source = m->t->source;
    for (unsigned k = 0; k < SCRIPT_KEYS; k++) {
        size_t before = script_keys[k].at + 2;
        size_t len = script_keys[k].key.len;
        if ((*found >> k & 1) || pos < script.from + before || pos - before + len >= script.to) {
            continue;
        }
        size_t from = pos - before;
        char next = source.ptr[from + len];
        if (str_equals(str_slice(source, from, from + len), script_keys[k].key) &&
            (next == '"' || next == '\\' || next == '\'')) {
            *found |= 1U << k;
            return add_script_day(m, out, script, from + len);
        }
    }
    return ERR_OK;
}

enum err meta_day_script_find(struct meta_table *m, struct meta_day_scripts *out) {
    str source = m->t->source;
    for (size_t i = 0; i < m->script.n; i++) {
        struct span script = m->script.v[i];
        unsigned found = 0;
        for (size_t pos = script.from; pos < script.to; pos++) {
            const char *hit = memchr(source.ptr + pos, 'b', script.to - pos);
            if (!hit) {
                break;
            }
            pos = (size_t)(hit - source.ptr);
            if (pos >= script.from + 2 && hit[-1] == 'u' && (hit[-2] | 32) == 'p') {
                TRY(try_script_keys(m, out, script, pos, &found));
            }
        }
    }
    return ERR_OK;
}
