/* variant.c - spellings of one name: which are the same, and which of them the story is told with.
 * The best form is the one in most reports, then with most mentions, then bytewise first; all
 * others that differ in their surname are variants, a variant of sound or a slip. O(mentions log
 * mentions) an entity. */
#include "name/variant.h"

#include "base/map.h"
#include "base/sort.h"
#include "base/vec.h"
#include "name/compare.h"
#include "text/fold.h"

uint8_t variant_of_surname(str a, str b) {
    if (str_equals(a, b)) {
        return NAME_SAME;
    }
    if (a.len >= 4 && b.len >= 4 && compare_sounds_alike(a, b)) {
        return NAME_VARIANT;
    }
    return compare_is_slip(a, b) ? NAME_MISSPELT : NAME_UNRESOLVED;
}

/* The word at `*pos` of a folded phrase; empty at the end. */
static str next_word(str s, size_t *pos) {
    size_t from = *pos;
    size_t end = from < s.len ? str_find(s, STR(" "), from) : s.len;
    end = end == SIZE_MAX ? s.len : end;
    *pos = end < s.len ? end + 1 : s.len;
    return str_slice(s, from, end);
}

/* 0 different, 1 the same person's in another form, 2 the same. */
static int givens_agree(str a, str b) {
    size_t i = 0;
    size_t j = 0;
    str x = next_word(a, &i);
    str y = next_word(b, &j);
    if (str_equals(a, b)) {
        return 2;
    }
    bool initial = (x.len == 2 && x.ptr[1] == '.') || (y.len == 2 && y.ptr[1] == '.');
    bool same_letter = x.len && y.len && x.ptr[0] == y.ptr[0];
    if (str_equals(x, y) || (initial && same_letter)) {
        return 1;
    }
    return x.len >= 3 && y.len >= 3 &&
                   (compare_sounds_alike(x, y) || name_match(x, y, ENTITY_PERSON) >= 0.89)
               ? 1
               : 0;
}

uint8_t variant_of_full(const struct entity *a, const struct entity *b) {
    uint8_t like = variant_of_surname(a->surname, b->surname);
    bool gender = !a->gender || !b->gender || a->gender == b->gender;
    int given = like == NAME_UNRESOLVED || !gender ? 0 : givens_agree(a->given, b->given);
    if (given == 0) {
        return NAME_UNRESOLVED;
    }
    return like == NAME_SAME && given == 1 ? NAME_NICKNAME : like;
}

uint64_t variant_org_stem(str key) {
    static const char *const ends[] = {
        " inc", " inc.", " corp", " corp.", " ltd",         " ltd.",    " plc",   " llc",
        " co",  " co.",  " ag",   " gmbh",  " corporation", " company", " group", " limited"};
    if (str_starts_with(key, STR("the "))) {
        key = str_slice(key, 4, key.len);
    }
    for (size_t k = 0; k < sizeof ends / sizeof *ends; k++) {
        str end = str_from_cstr(ends[k]);
        if (str_ends_with(key, end) && key.len > end.len + 2) {
            key = str_trim(str_slice(key, 0, key.len - end.len));
            key.len -= key.ptr[key.len - 1] == ',';
            break;
        }
    }
    return key.len ? hash_bytes(key) : 0;
}

uint64_t variant_org_initials(str name) {
    char room[16];
    size_t n = 0;
    for (size_t i = 0; i < name.len && n < sizeof room; i++) {
        bool starts = i == 0 || name.ptr[i - 1] == ' ' || name.ptr[i - 1] == '-';
        if (starts && name.ptr[i] >= 'A' && name.ptr[i] <= 'Z') {
            room[n++] = (char)(name.ptr[i] + 32);
        }
    }
    return n >= 3 ? hash_bytes(str_of(room, n)) : 0;
}

struct spelling {
    str text;
    str fold;
    size_t n_reports;
    size_t n_mentions;
    uint32_t report; /* last one counted */
    bool full;
};

struct spellings {
    VEC(struct spelling) v;
    struct map at;
};

static enum err note(arena *tmp, struct spellings *s, str text, uint32_t report, size_t n_mentions,
                     bool full) {
    uint32_t k = map_find(&s->at, hash_bytes(text));
    if (k == MAP_NONE) {
        str fold = fold_case(tmp, text);
        if (!fold.ptr) {
            return tmp->last;
        }
        k = (uint32_t)s->v.n;
        TRY(vec_push(
            tmp, &s->v,
            (struct spelling){.text = text, .fold = fold, .report = UINT32_MAX, .full = full}));
        TRY(map_put(&s->at, hash_bytes(text), k));
    }
    s->v.v[k].n_reports += s->v.v[k].report != report;
    s->v.v[k].report = report;
    s->v.v[k].n_mentions += n_mentions;
    return ERR_OK;
}

static int better(const void *a, const void *b, void *ctx) {
    const struct spelling *x = a;
    const struct spelling *y = b;
    (void)ctx;
    if (x->full != y->full) {
        return x->full ? -1 : 1;
    }
    if (x->n_reports != y->n_reports) {
        return x->n_reports > y->n_reports ? -1 : 1;
    }
    if (x->n_mentions != y->n_mentions) {
        return x->n_mentions > y->n_mentions ? -1 : 1;
    }
    return str_compare(x->text, y->text);
}

static int by_text(const void *a, const void *b, void *ctx) {
    (void)ctx;
    return str_compare(((const struct spelling *)a)->text, ((const struct spelling *)b)->text);
}

static str last_word(str s) {
    size_t i = s.len;
    while (i > 0 && s.ptr[i - 1] != ' ' && s.ptr[i - 1] != '\n') {
        i--;
    }
    return str_slice(s, i, s.len);
}

/* Surnames as written in the mentions of one entity. */
static enum err note_surnames(arena *tmp, struct spellings *s, const struct document *doc,
                              const struct names *names, const struct joined_form *f) {
    const struct entity *e = &names->entity[f->entity];
    for (size_t i = 0; i < e->n_mentions; i++) {
        const struct mention *m = &names->mention[e->mention[i]];
        if (m->kind == MENTION_NAME && !span_is_empty(m->name)) {
            TRY(note(tmp, s, last_word(str_span(doc->text, m->name)), f->report, 1, false));
        }
    }
    return ERR_OK;
}

static enum err write_variants(arena *a, arena *tmp, struct spellings *s, struct joined *j) {
    char room[FOLD_ROOM(COMPARE_MOST_BYTES)];
    str own = last_word(j->name);
    if (own.len > COMPARE_MOST_BYTES) {
        return ERR_OK;
    }
    str mine = {room, fold_into(room, own)};
    str *variant = arena_array(a, s->v.n, sizeof *variant);
    uint8_t *reason = arena_array(a, s->v.n, 1);
    if (!variant || !reason) {
        return a->last;
    }
    TRY(sort_stable(tmp, s->v.v, s->v.n, sizeof *s->v.v, by_text, NULL));
    for (size_t i = 0; i < s->v.n; i++) {
        uint8_t like = variant_of_surname(mine, s->v.v[i].fold);
        if (like == NAME_VARIANT || like == NAME_MISSPELT) {
            variant[j->n_variants] = s->v.v[i].text;
            reason[j->n_variants++] = like;
        }
    }
    j->variant = variant;
    j->variant_reason = reason;
    return ERR_OK;
}

enum err variant_describe(arena *a, arena *tmp, const struct document *const *doc,
                          const struct names *const *names, struct joined *j) {
    struct spellings whole = {0};
    struct spellings last = {0};
    arena_pos mark = arena_mark(tmp);
    TRY(map_init(&whole.at, tmp, 4));
    TRY(map_init(&last.at, tmp, 4));
    j->kind = ENTITY_OTHER;
    for (size_t i = 0; i < j->n_forms; i++) {
        const struct joined_form *f = &j->form[i];
        const struct entity *e = &names[f->report]->entity[f->entity];
        j->kind = j->kind == ENTITY_OTHER ? e->kind : j->kind;
        j->gender = j->gender ? j->gender : e->gender;
        j->country = j->country ? j->country : e->country;
        bool full = e->kind != ENTITY_PERSON || e->given.len > 0;
        TRY(note(tmp, &whole, e->name, f->report, e->n_mentions, full && e->kind != ENTITY_OTHER));
        if (e->kind == ENTITY_PERSON && e->surname.len) {
            TRY(note_surnames(tmp, &last, doc[f->report], names[f->report], f));
        }
    }
    TRY(sort_stable(tmp, whole.v.v, whole.v.n, sizeof *whole.v.v, better, NULL));
    j->name = whole.v.v[0].text;
    if (last.v.n > 1) {
        TRY(write_variants(a, tmp, &last, j));
    }
    arena_reset(tmp, mark);
    return ERR_OK;
}
