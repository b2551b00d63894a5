/* lineage.c - which witnesses share text, and what can be said about who had it from whom.
 * The evidence and its direction are reuse/copies' findings; here they are limited to the passages
 * of the story and put in words. "Undetermined" is an answer and is given its reason too. Linear in
 * the copies of the story's reports. */
#include "account/collate.h"

struct edges {
    VEC(struct lineage_edge) list;
};

static bool lies_in_story(const struct collation *c, const struct copy *copy, uint32_t a,
                          uint32_t b) {
    for (size_t i = 0; i < copy->n_spans; i++) {
        if (collation_covers(c, a, copy->span[i].a.from) &&
            collation_covers(c, b, copy->span[i].b.from)) {
            return true;
        }
    }
    return false;
}

static const char *evidence(uint16_t reasons) {
    if (reasons & COPY_ADDRESS) {
        return "its address is the source's";
    }
    if (reasons & COPY_INITIALS) {
        return "a credit line has the initials of the source, and of no other outlet here";
    }
    if (reasons & COPY_CREDIT) {
        return "a credit line names the source";
    }
    if (reasons & COPY_INNOVATION) {
        return "it was earlier, and both have words that no earlier report has";
    }
    if ((reasons & COPY_EARLIER) && (reasons & COPY_CONTAINED)) {
        return "the earlier report holds the whole of the later text";
    }
    return reasons & COPY_EARLIER ? "it was published earlier" : "one text lies in the other";
}

/* Whether `report` probably had its text from `source`, by evidence. */
static bool has_from(const struct copies *copies, uint32_t report, uint32_t source) {
    uint32_t k = copies->parent[report];
    if (k == NONE) {
        return false;
    }
    const struct copy *copy = &copies->copy[k];
    return (copy->a == report ? copy->b : copy->a) == source &&
           copy->direction == (copy->a == report ? COPY_A_FROM_B : COPY_B_FROM_A);
}

static enum err reason_of(struct collation *c, const struct copy *copy, str *out) {
    if (copy->kind == COPY_QUOTE && copy->voice != VOICE_SEPARATE) {
        *out = STR("undetermined: so many quoted words are shared in a row that both may have them "
                   "from one source");
        return ERR_OK;
    }
    if (copy->kind == COPY_QUOTE) {
        *out = STR("only quoted words are shared: reports of one statement, no sign of copying");
        return ERR_OK;
    }
    if (copy->via != NONE) {
        bool source = has_from(&c->all->copies, copy->a, copy->via) &&
                      has_from(&c->all->copies, copy->b, copy->via);
        return collation_printf(c, out, "explained by \"%" STR_FMT "\", %s",
                                STR_ARG(c->all->notes[copy->via].doc.id),
                                source ? "from which both have it" : "which is nearer to both");
    }
    if (copy->reasons & COPY_HIDDEN) {
        str name = c->all->copies.sources[c->all->copies.source[copy->a]].name;
        return collation_printf(
            c, out, "undetermined: both have it from a source that isn't here%s%" STR_FMT "%s",
            name.len ? " (" : "", STR_ARG(name), name.len ? ")" : "");
    }
    if (copy->direction == COPY_UNDETERMINED) {
        *out =
            copy->reasons & COPY_COMMON_WIRE
                ? STR("undetermined: both credit the same agency and may have the text from there")
                : STR("undetermined: nothing in the reports says who had the text from whom");
        return ERR_OK;
    }
    return collation_printf(c, out, "%s: %s%s", copy->confidence >= 0.9f ? "certain" : "likely",
                            evidence(copy->reasons),
                            copy->reasons & COPY_TIED ? ", but a third report may be the source"
                                                      : "");
}

static enum err add_edges(struct collation *c, uint32_t w, struct edges *edges) {
    const struct copies *copies = &c->all->copies;
    uint32_t report = c->out->witness[w].report;
    for (size_t k = witness_copies(c, report); k < copies->n && copies->copy[k].a == report; k++) {
        const struct copy *copy = &copies->copy[k];
        uint32_t other = witness_of_report(c, copy->b);
        if (other == NONE || !lies_in_story(c, copy, w, other)) {
            continue;
        }
        struct lineage_edge edge = {.a = w, .b = other, .copy = (uint32_t)k};
        TRY(reason_of(c, copy, &edge.reason));
        TRY(vec_push(c->a, &edges->list, edge));
    }
    return ERR_OK;
}

enum err lineage_collect(struct collation *c) {
    struct edges edges = {0};
    for (uint32_t w = 0; w < c->out->n_witnesses; w++) {
        TRY(add_edges(c, w, &edges));
    }
    c->out->lineage = edges.list.v;
    c->out->n_lineage = edges.list.n;
    return ERR_OK;
}
