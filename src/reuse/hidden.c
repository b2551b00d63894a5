/* hidden.c - two signs of a source that no report seen is.
 * The credit: reports that share text and credit one agency with it, while no report of that agency
 * shares it. The readings: of three reports each two share what the third lacks (readings.c). Then
 * the pairs are put together to sources. */
#include "reuse/hidden.h"

#include "base/hash.h"
#include "base/sort.h"
#include "base/vec.h"
#include "reuse/readings.h"

enum { SURE_STRETCH = 4 * READING_STRETCH }; /* more of it makes it no surer */
static const float WIRE_CONFIDENCE = 0.9F;
static const float LEAST_CONFIDENCE = 0.75F;

/* Two reports that have their text from a hidden source. */
struct siblings {
    uint64_t name; /* of the source, hashed; 0 unnamed */
    uint32_t copy;
    uint32_t bytes; /* of the shortest stretch, unnamed */
    str shown;
    bool joined;
};

struct hidden {
    arena *a; /* for the time of the work */
    const struct print *print;
    struct copies *copies;
    struct neighbours near;
    VEC(struct siblings) found;
};

/* ---- the credit ---- */

static enum err find_credited(struct hidden *h) {
    for (size_t i = 0; i < h->copies->n; i++) {
        const struct copy *c = &h->copies->copy[i];
        str name = credit_common(&h->print[c->a].origin.credits, &h->print[c->b].origin.credits);
        if (!(c->reasons & COPY_COMMON_WIRE) || name.len == 0) {
            continue;
        }
        struct siblings s = {hash_bytes(name) | 1, (uint32_t)i, 0, name, false};
        TRY(vec_push(h->a, &h->found, s));
    }
    return ERR_OK;
}

static enum err find_contradicting(struct hidden *h) {
    struct readings readings;
    TRY(readings_find(h->a, h->print, h->copies, &h->near, &readings));
    for (size_t i = 0; i < readings.n; i++) {
        const struct reading *r = &readings.v[i];
        struct siblings s = {.copy = r->copy, .bytes = r->bytes, .shown = STR("")};
        TRY(vec_push(h->a, &h->found, s));
    }
    return ERR_OK;
}

/* ---- sources ---- */

static int by_name(const void *px, const void *py, void *ctx) {
    (void)ctx;
    const struct siblings *x = px;
    const struct siblings *y = py;
    if (x->name != y->name) {
        return x->name > y->name ? -1 : 1; /* the unnamed last */
    }
    return x->copy < y->copy ? -1 : x->copy > y->copy;
}

static uint32_t root_of(uint32_t *up, uint32_t i) {
    while (up[i] != i) {
        up[i] = up[up[i]];
        i = up[i];
    }
    return i;
}

/* Whether the outlet is the agency, which is shown so. */
static bool is_agency(const struct origin *o, str agency) {
    uint64_t bit = credit_agency_shown(agency);
    uint64_t written = credit_line_initials(agency);
    bool meets = false;
    for (unsigned i = 0; i < INITIALS_OF_OUTLET; i++) {
        meets = meets || initials_meet(written, o->initials[i]);
    }
    return bit ? (o->agency & bit) != 0 : meets || credit_names(agency, o->outlet);
}

/* Whether `report` shares text with one of the agency. */
static bool meets_agency(const struct hidden *h, uint32_t report, str agency) {
    for (size_t i = h->near.first[report]; i < h->near.first[report + 1]; i++) {
        if (is_agency(&h->print[h->near.v[i].other].origin, agency)) {
            return true;
        }
    }
    return false;
}

enum meets { MEETS_UNKNOWN, MEETS_NOBODY, MEETS_AGENCY };

/* What becomes of the reports while sources are numbered. */
struct numbering {
    uint32_t *up;     /* union-find over the reports of one name */
    uint32_t *number; /* of the source, at the root */
    uint32_t *source; /* of each report */
    uint8_t *meets;   /* whether it shares text with the agency whose turn it is */
    VEC(struct copy_source) sources;
};

/* The same, remembered for as long as the name has its turn. */
static bool is_met(const struct hidden *h, uint32_t report, str agency, struct numbering *n) {
    if (n->meets[report] == MEETS_UNKNOWN) {
        n->meets[report] = meets_agency(h, report, agency) ? MEETS_AGENCY : MEETS_NOBODY;
    }
    return n->meets[report] == MEETS_AGENCY;
}

/* Reports join by pairs of one source, when no report of it is there; one that has a source already
 * stays out of another. */
static enum err join(struct hidden *h, size_t from, size_t to, struct numbering *n) {
    struct copy *copy = (struct copy *)(uintptr_t)h->copies->copy;
    str agency = h->found.v[from].shown;
    bool named = h->found.v[from].name != 0;
    for (size_t i = from; i < to; i++) {
        struct copy *c = &copy[h->found.v[i].copy];
        bool is_there = named && (is_met(h, c->a, agency, n) || is_met(h, c->b, agency, n));
        h->found.v[i].joined = !is_there && n->source[c->a] == NONE && n->source[c->b] == NONE;
        if (h->found.v[i].joined) {
            uint32_t x = root_of(n->up, c->a);
            uint32_t y = root_of(n->up, c->b);
            n->up[x > y ? x : y] = x > y ? y : x;
            c->reasons |= COPY_HIDDEN;
            c->direction = COPY_UNDETERMINED;
            c->confidence = 0;
        }
    }
    return ERR_OK;
}

static enum err source_of(arena *a, const struct siblings *s, struct copy_source *out) {
    if (s->name) {
        *out = (struct copy_source){arena_copy(a, s->shown), 0, COPY_COMMON_WIRE, WIRE_CONFIDENCE};
        return out->name.ptr ? ERR_OK : a->last;
    }
    uint32_t bytes = s->bytes < SURE_STRETCH ? s->bytes : SURE_STRETCH;
    float part = (float)(bytes - READING_STRETCH) / (float)(SURE_STRETCH - READING_STRETCH);
    *out = (struct copy_source){.reasons = COPY_INNOVATION,
                                .confidence =
                                    LEAST_CONFIDENCE + part * (WIRE_CONFIDENCE - LEAST_CONFIDENCE)};
    return ERR_OK;
}

/* Number the sources of found[from .. to), all of one name, by their first pairs. */
static enum err number(arena *a, struct hidden *h, size_t from, size_t to, struct numbering *n) {
    TRY(join(h, from, to, n));
    for (size_t i = from; i < to; i++) {
        const struct siblings *s = &h->found.v[i];
        const struct copy *c = &h->copies->copy[s->copy];
        uint32_t *at = &n->number[root_of(n->up, c->a)];
        if (!s->joined) {
            continue;
        }
        if (*at == NONE) {
            struct copy_source source;
            TRY(source_of(a, s, &source));
            *at = (uint32_t)n->sources.n;
            TRY(vec_push(h->a, &n->sources, source));
        }
        n->sources.v[*at].n_reports += n->source[c->a] == NONE ? 1u : 0u;
        n->sources.v[*at].n_reports += n->source[c->b] == NONE ? 1u : 0u;
        n->source[c->a] = n->source[c->b] = *at;
    }
    for (size_t i = from; i < to; i++) { /* for the next name */
        const struct copy *c = &h->copies->copy[h->found.v[i].copy];
        const uint32_t both[] = {c->a, c->b};
        for (unsigned k = 0; k < 2; k++) {
            n->up[both[k]] = both[k];
            n->number[both[k]] = NONE;
            n->meets[both[k]] = MEETS_UNKNOWN;
        }
    }
    return ERR_OK;
}

static enum err number_all(arena *a, struct hidden *h) {
    size_t n_docs = h->copies->n_docs;
    struct numbering n = {.up = arena_array(h->a, n_docs, sizeof(uint32_t)),
                          .number = arena_array(h->a, n_docs, sizeof(uint32_t)),
                          .meets = arena_array(h->a, n_docs, 1),
                          .source = arena_array(a, n_docs, sizeof(uint32_t))};
    if (!n.up || !n.number || !n.meets || !n.source) {
        return n.source ? h->a->last : a->last;
    }
    for (uint32_t i = 0; i < n_docs; i++) {
        n.up[i] = i;
        n.number[i] = n.source[i] = NONE;
    }
    TRY(sort_stable(h->a, h->found.v, h->found.n, sizeof *h->found.v, by_name, NULL));
    for (size_t from = 0, to = 0; from < h->found.n; from = to) {
        while (to < h->found.n && h->found.v[to].name == h->found.v[from].name) {
            to++;
        }
        TRY(number(a, h, from, to, &n));
    }
    struct copy_source *sources = arena_array(a, n.sources.n, sizeof *sources);
    if (!sources) {
        return a->last;
    }
    for (size_t i = 0; i < n.sources.n; i++) {
        sources[i] = n.sources.v[i];
    }
    h->copies->source = n.source;
    h->copies->sources = sources;
    h->copies->n_sources = n.sources.n;
    return ERR_OK;
}

enum err hidden_find(arena *a, const struct print *print, struct copies *copies) {
    arena tmp;
    arena_init(&tmp, 0);
    struct hidden h = {.a = &tmp, .print = print, .copies = copies};
    enum err code = neighbours_find(&tmp, copies, &h.near);
    code = code == ERR_OK ? find_credited(&h) : code;
    code = code == ERR_OK ? find_contradicting(&h) : code;
    code = code == ERR_OK ? number_all(a, &h) : code;
    arena_done(&tmp);
    return code;
}
