/* render_place.c - byte spans turned into what is shown: code points, letters of witnesses,
 * references, neighbouring words. Code points come from an index with a checkpoint every 256 bytes,
 * built when a report is first asked about: O(text), then O(1) a question. Days are written by the
 * civil calendar of time/dates.h, so years before 0000 and after 9999 get a sign or a fifth digit.
 */
#include "account/render_place.h"

#include <stdio.h>

bool render_place_open(struct render_place *x, const struct accounts *all, buf *out) {
    *x = (struct render_place){.all = all};
    arena_init(&x->scratch, 0);
    x->chars = arena_array(&x->scratch, all->n_reports, sizeof *x->chars);
    x->kept = arena_new(&x->scratch, arena);
    if (!x->chars || !x->kept) {
        out->failed = x->scratch.last;
        arena_done(&x->scratch);
        return false;
    }
    arena_init(x->kept, 0);
    return true;
}

void render_place_close(struct render_place *x) {
    arena_done(x->kept);
    arena_done(&x->scratch);
}

struct chars render_place_chars(const struct render_place *x, uint32_t report, struct span at) {
    struct utf8_index *index = &x->chars[report];
    str text = x->all->notes[report].doc.text;
    if (!index->text.ptr && utf8_index_init(index, x->kept, text) != ERR_OK) {
        *index = (struct utf8_index){0}; /* no room for checkpoints: count from the start */
        return (struct chars){utf8_count(str_slice(text, 0, at.from)),
                              utf8_count(str_slice(text, 0, at.to))};
    }
    return (struct chars){utf8_index_count(index, at.from), utf8_index_count(index, at.to)};
}

str render_place_words(const struct render_place *x, uint32_t report, struct span at) {
    return str_span(x->all->notes[report].doc.text, at);
}

void render_place_ref(const struct render_place *x, buf *out, uint32_t report, struct span at) {
    struct chars chars = render_place_chars(x, report, at);
    buf_add(out, x->all->notes[report].doc.id);
    buf_addf(out, ":%zu-%zu", chars.from, chars.to);
}

struct letter render_place_letter(uint32_t witness) {
    struct letter out = {{0}};
    char reversed[8];
    size_t n = 0;
    for (uint64_t rest = (uint64_t)witness + 1; rest > 0; rest = (rest - 1) / 26) {
        reversed[n++] = (char)('A' + (rest - 1) % 26);
    }
    for (size_t i = 0; i < n; i++) {
        out.text[i] = reversed[n - 1 - i];
    }
    return out;
}

str render_place_outlet(const struct document *doc) {
    return doc->outlet.len ? doc->outlet : doc->id;
}

str render_place_before(str text, size_t pos, size_t n) {
    size_t from = pos;
    for (; n > 0 && from > 0; n--) {
        size_t len;
        utf8_decode_before(text, from, &len);
        from -= len;
    }
    return str_slice(text, from, pos);
}

str render_place_after(str text, size_t pos, size_t n) {
    size_t to = pos;
    for (; n > 0 && to < text.len; n--) {
        size_t len;
        utf8_decode(text, to, &len);
        to += len;
    }
    return str_slice(text, pos, to);
}

struct iso_day render_place_day(int32_t day) {
    struct iso_day out = {{0}};
    if (day != DAY_NONE) {
        int year;
        int month;
        int mday;
        day_to_civil(day, &year, &month, &mday);
        snprintf(out.text, sizeof out.text, "%04d-%02d-%02d", year % 100000, month % 100,
                 mday % 100);
    }
    return out;
}
