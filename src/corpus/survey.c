/* survey.c - records to arrays. Ids are made unique in the order of keys, which is that of ids and
 * texts, and then everything is put in the order of the new ids. O(n log n). */
#include "corpus/survey.h"

#include "base/limits.h"
#include "base/sort.h"
#include "base/vec.h"
#include "read/ids.h"

/* A report while it waits for its place. */
struct waiting {
    struct entry entry;
    str id;
};

struct loading {
    arena *a;
    arena *keep; /* of ids: sorting by them mustn't touch the records */
    VEC(struct waiting) v;
    struct ids ids;
    unsigned parts;
    size_t print_bytes;  /* of all reports */
    bool brings_outlets; /* into memory, because the records are let go now and then */
    bool brings_words;   /* and the words, when half of the prints is little of the memory given */
};

enum { WORDS_OF_MEMORY = 4 };

static enum err no_memory(enum err code, struct error *e) {
    return error_set(e, code, STR("copytaster"), UINT64_MAX, "%s", err_name(code));
}

static enum err damaged(const struct entry *entry, const char *what, struct error *e) {
    return error_set(e, ERR_INPUT, entry->id, UINT64_MAX, "%s", what);
}

static enum err take(struct loading *l, const struct record *r, struct error *e) {
    struct waiting w = {0};
    if (entry_decode(r->value, &w.entry) != ERR_OK) {
        return damaged(&w.entry, "a record that is no report, or from another machine", e);
    }
    for (unsigned part = 0; part < ENTRY_PARTS; part++) {
        if (l->parts >> part & 1 && w.entry.part[part].len == 0) {
            return damaged(&w.entry, "the record of this report was made for another command", e);
        }
    }
    l->print_bytes += w.entry.part[ENTRY_PRINT].len;
    bool changed;
    w.id = arena_copy(l->keep, w.entry.id);
    enum err code = w.id.ptr ? ids_claim(&l->ids, l->keep, &w.id, &changed) : l->keep->last;
    code = code == ERR_OK && l->v.n == LIMIT_REPORTS ? ERR_LIMIT : code;
    code = code == ERR_OK ? vec_push(l->a, &l->v, w) : code;
    return code == ERR_OK ? code : no_memory(code, e);
}

static int by_id(const void *x, const void *y, void *ctx) {
    (void)ctx;
    return str_compare(((const struct waiting *)x)->id, ((const struct waiting *)y)->id);
}

static struct document document_of(const struct waiting *w) {
    const struct entry *x = &w->entry;
    struct document doc = {.id = w->id,
                           .name = x->name,
                           .title = x->title,
                           .outlet = x->outlet,
                           .url = x->url,
                           .published = x->published,
                           .author = x->author,
                           .lang = x->lang,
                           .text = x->text};
    memcpy(doc.sha256, x->sha256, sizeof doc.sha256);
    return doc;
}

/* A copy of `n` bytes in `a`. */
static enum err bring(arena *a, const void *bytes, size_t n, void *out) {
    void *copy = arena_take(a, n);
    if (!copy) {
        return a->last;
    }
    if (n) {
        memcpy(copy, bytes, n);
    }
    memcpy(out, &copy, sizeof copy);
    return ERR_OK;
}

/* Bring what is looked at of every report into memory: six bytes a word and the names. The rest of
 * its record stays on the disk and is looked at once a copy. */
static enum err bring_words(arena *a, struct print *print) {
    struct words *w = &print->words;
    TRY(bring(a, w->id, w->n * sizeof *w->id, &w->id));
    TRY(bring(a, w->flags, w->n, &w->flags));
    if (w->form) {
        TRY(bring(a, w->form, w->n, &w->form));
    }
    return bring(a, print->name, print->n_names * sizeof *print->name, &print->name);
}

static enum err bring_outlet(arena *a, struct print *print) {
    print->origin.outlet = arena_copy(a, print->origin.outlet);
    return print->origin.outlet.ptr ? ERR_OK : a->last;
}

/* Decode the parts of report `i`, and bring into memory what `l` asks for. */
static enum err decode(arena *a, const struct loading *l, const struct entry *entry, size_t i,
                       struct survey *out, struct error *e) {
    enum err code = ERR_OK;
    if (out->print) {
        code = print_decode(a, entry->part[ENTRY_PRINT], &out->print[i]);
    }
    if (code == ERR_OK && out->print && l->brings_outlets) {
        code = bring_outlet(a, &out->print[i]);
    }
    if (code == ERR_OK && out->print && l->brings_words) {
        code = bring_words(a, &out->print[i]);
    }
    if (out->digest) {
        out->digest[i] = entry->part[ENTRY_DIGEST];
    }
    return code == ERR_INPUT ? damaged(entry, "what was made of this report is damaged", e)
           : code == ERR_OK  ? code
                             : no_memory(code, e);
}

static enum err place(arena *a, arena *brief, struct loading *l, struct gather *gather,
                      struct survey *out, struct error *e) {
    size_t n = l->v.n;
    bool prints = l->parts >> ENTRY_PRINT & 1;
    bool digests = l->parts >> ENTRY_DIGEST & 1;
    out->n = n;
    out->doc = arena_array(brief, n, sizeof *out->doc);
    out->day = arena_array(brief, n, sizeof *out->day);
    out->print = prints ? arena_array(a, n, sizeof *out->print) : NULL;
    out->digest = digests ? arena_array(a, n, sizeof *out->digest) : NULL;
    if (!out->doc || !out->day) {
        return no_memory(brief->last, e);
    }
    if ((prints && !out->print) || (digests && !out->digest)) {
        return no_memory(a->last, e);
    }
    l->brings_outlets = gather_is_too_large(gather);
    l->brings_words =
        l->brings_outlets && l->print_bytes / 2 <= gather_memory(gather) / WORDS_OF_MEMORY;
    for (size_t i = 0; i < n; i++) {
        const struct waiting *w = &l->v.v[i];
        out->doc[i] = document_of(w);
        out->day[i] = w->entry.day;
        TRY(decode(a, l, &w->entry, i, out, e));
        gather_relax(gather, w->entry.part[ENTRY_PRINT].len);
    }
    return ERR_OK;
}

enum err survey_load(arena *a, arena *brief, struct gather *gather, unsigned parts,
                     struct survey *out, struct error *e) {
    arena tmp;
    arena_init(&tmp, 0);
    struct loading l = {.a = &tmp, .keep = a, .parts = parts};
    struct record r;
    *out = (struct survey){0};
    enum err code = ids_init(&l.ids, &tmp);
    code = code == ERR_OK ? code : no_memory(code, e);
    while (code == ERR_OK && (code = gather_next(gather, &r, e)) == ERR_OK) {
        code = take(&l, &r, e);
        gather_relax(gather, r.value.len);
    }
    if (code == ERR_MISSING) {
        code = sort_stable(&tmp, l.v.v, l.v.n, sizeof *l.v.v, by_id, NULL);
        code = code == ERR_OK ? place(a, brief, &l, gather, out, e) : no_memory(code, e);
    }
    arena_done(&tmp);
    return code;
}
