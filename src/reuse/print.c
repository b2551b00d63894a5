/* print.c - a print and its bytes:
 *
 *   "ctp6"  n_words:32 n_names:32 n_credits:8 site_len:8 outlet_len:16
 *   moment:64  named:64 owned:64 agency:64  initials:64 x 3  day:32 n_initials:32
 *   initials of credits:64 x n_initials
 *   id:32 x n_words  from:32 x n_words  to:32 x n_words  name:32 x n_names
 *   credit_len:32 x n_credits  flags:8 x n_words  form:8 x n_words
 *   outlet  site  credits  (filled up to 8 bytes)
 *
 * Numbers are of the machine's own byte order; "ctp6" read as a number tells another one. O(words).
 */
#include "reuse/print.h"

#include "base/limits.h"
#include "base/rest.h"
#include "base/sort.h"

enum { MARKS_BYTES = 4 }; /* behind a word that belong to its form */

static const uint32_t MAGIC = 0x36707463; /* "ctp6" */

struct head {
    uint32_t magic;
    uint32_t n_words;
    uint32_t n_names;
    uint8_t n_credits;
    uint8_t site_len;
    uint16_t outlet_len;
    int64_t moment;
    uint64_t named;
    uint64_t owned;
    uint64_t agency;
    uint64_t initials[INITIALS_OF_OUTLET];
    int32_t day;
    uint32_t n_initials;
};

static enum err collect_names(arena *a, struct print *p) {
    const struct words *w = &p->words;
    size_t n = 0;
    for (uint32_t i = 0; i < w->n; i++) {
        n += (w->flags[i] & WORD_CAPITAL) != 0;
    }
    uint32_t *name = arena_array(a, n, sizeof *name);
    if (!name) {
        return a->last;
    }
    n = 0;
    for (uint32_t i = 0; i < w->n; i++) {
        if (w->flags[i] & WORD_CAPITAL) {
            name[n++] = w->id[i];
        }
    }
    TRY(sort_u32(a, name, n));
    p->n_names = 0;
    for (size_t i = 0; i < n; i++) {
        if (i == 0 || name[i] != name[i - 1]) {
            name[p->n_names++] = name[i];
        }
    }
    p->name = name;
    return ERR_OK;
}

/* Letters of either case, spellings that fold alike and marks behind the word: what a house changes
 * and a copier takes over. */
static enum err write_forms(arena *a, str text, struct words *w) {
    uint8_t *form = arena_take(a, w->n);
    if (!form) {
        return a->last;
    }
    for (uint32_t i = 0; i < w->n; i++) {
        uint32_t end = i + 1 < w->n ? w->from[i + 1] : (uint32_t)text.len;
        end = end < w->to[i] + MARKS_BYTES ? end : w->to[i] + MARKS_BYTES;
        uint32_t h = 2166136261U; /* FNV-1a */
        for (uint32_t pos = w->from[i]; pos < end; pos++) {
            h = (h ^ (uint8_t)text.ptr[pos]) * 16777619U;
        }
        form[i] = (uint8_t)(h ^ h >> 8 ^ h >> 16 ^ h >> 24);
    }
    w->form = form;
    return ERR_OK;
}

enum err print_make(arena *a, const struct document *doc, int32_t day, struct print *out) {
    *out = (struct print){0};
    TRY(shingle_words(a, doc, &out->words));
    TRY(write_forms(a, doc->text, &out->words));
    TRY(collect_names(a, out));
    return lineage_origin(a, doc, day, &out->origin);
}

static void add(buf *b, const void *bytes, size_t n) {
    buf_add(b, (str){bytes, n});
}

enum err print_encode(buf *b, const struct print *print) {
    static const char zero[8] = {0};
    const struct words *w = &print->words;
    const struct origin *o = &print->origin;
    const struct credits *c = &o->credits;
    struct head head = {.magic = MAGIC,
                        .n_words = w->n,
                        .n_names = print->n_names,
                        .n_credits = (uint8_t)c->n_lines,
                        .site_len = (uint8_t)o->site.len,
                        .named = c->named,
                        .owned = c->owned,
                        .agency = o->agency,
                        .moment = o->moment,
                        .day = o->day,
                        .outlet_len = (uint16_t)o->outlet.len,
                        .n_initials = (uint32_t)c->n_initials};
    memcpy(head.initials, o->initials, sizeof head.initials);
    size_t start = b->len;
    add(b, &head, sizeof head);
    add(b, c->initials, c->n_initials * sizeof *c->initials);
    add(b, w->id, w->n * sizeof *w->id);
    add(b, w->from, w->n * sizeof *w->from);
    add(b, w->to, w->n * sizeof *w->to);
    add(b, print->name, print->n_names * sizeof *print->name);
    for (size_t i = 0; i < c->n_lines; i++) {
        uint32_t len = (uint32_t)c->line[i].len;
        add(b, &len, sizeof len);
    }
    add(b, w->flags, w->n);
    add(b, w->form, w->n);
    buf_add(b, o->outlet);
    buf_add(b, o->site);
    for (size_t i = 0; i < c->n_lines; i++) {
        buf_add(b, c->line[i]);
    }
    add(b, zero, (8 - (b->len - start) % 8) % 8);
    return b->failed;
}

/* Words stand one behind the other: no difference is negative. Without branches, so that several
 * are looked at at once. */
static bool words_are_sound(const struct words *w) {
    uint32_t signs = 0;
    for (uint32_t i = 0; i < w->n; i++) {
        signs |= w->from[i] | w->to[i] | ((uint32_t)LIMIT_REPORT_BYTES - w->to[i]) |
                 (w->to[i] - w->from[i] - 1);
    }
    for (uint32_t i = 1; i < w->n; i++) {
        signs |= w->from[i] - w->to[i - 1];
    }
    return !(signs >> 31);
}

/* The outlet and credits, whose lengths stand in `len`. */
static enum err decode_origin(arena *a, struct rest *r, const struct head *head,
                              const uint32_t *len, struct origin *out) {
    str *line = arena_array(a, head->n_credits, sizeof *line);
    if (!line) {
        return a->last;
    }
    out->outlet.ptr = rest_take(r, head->outlet_len, 1);
    out->outlet.len = head->outlet_len;
    out->site.ptr = rest_take(r, head->site_len, 1);
    out->site.len = head->site_len;
    for (uint32_t i = 0; r->fits && i < head->n_credits; i++) {
        line[i] = (str){rest_take(r, len[i], 1), len[i]};
    }
    out->day = head->day;
    out->moment = head->moment;
    out->agency = head->agency;
    memcpy(out->initials, head->initials, sizeof out->initials);
    out->credits.line = line;
    out->credits.n_lines = head->n_credits;
    out->credits.named = head->named;
    out->credits.owned = head->owned;
    return ERR_OK;
}

enum err print_decode(arena *a, str bytes, struct print *out) {
    struct rest r = {bytes, (uintptr_t)bytes.ptr % 8 == 0};
    const struct head *head = rest_take(&r, 1, sizeof *head);
    *out = (struct print){0};
    if (!head || head->magic != MAGIC || head->n_credits > CREDIT_MOST_LINES ||
        head->n_initials > CREDIT_MOST_INITIALS) {
        return ERR_INPUT;
    }
    out->origin.credits.initials = rest_take(&r, head->n_initials, sizeof(uint64_t));
    out->origin.credits.n_initials = head->n_initials;
    struct words *w = &out->words;
    w->n = head->n_words;
    w->id = rest_take(&r, w->n, sizeof *w->id);
    w->from = rest_take(&r, w->n, sizeof *w->from);
    w->to = rest_take(&r, w->n, sizeof *w->to);
    out->name = rest_take(&r, head->n_names, sizeof *out->name);
    out->n_names = head->n_names;
    const uint32_t *credit_len = rest_take(&r, head->n_credits, sizeof *credit_len);
    w->flags = rest_take(&r, w->n, 1);
    w->form = rest_take(&r, w->n, 1);
    if (!r.fits) {
        return ERR_INPUT;
    }
    TRY(decode_origin(a, &r, head, credit_len, &out->origin));
    return r.fits && r.bytes.len < 8 && words_are_sound(w) ? ERR_OK : ERR_INPUT;
}
