/* names.c - the passes of name/ in order, and the questions later layers ask. See work.h for the
 * drawing. O(tokens) but for one sort of the mentions; scratch memory is a second arena that is
 * freed at the end. */
#include "name/names.h"

#include "name/work.h"

static enum err run(struct work *w) {
    TRY(prepare_tokens(w));
    TRY(scan_chunks(w));
    TRY(office_attach(w));
    evidence_decide(w);
    TRY(mention_collect(w));
    TRY(entity_link(w));
    TRY(holder_resolve(w));
    TRY(pronoun_resolve(w));
    return entity_finish(w);
}

enum err names_find(arena *a, const struct name_lexicon *lex, const struct document *doc,
                    struct names *out) {
    arena tmp;
    arena_init(&tmp, a->limit);
    struct work w = {.a = a,
                     .tmp = &tmp,
                     .lex = lex,
                     .doc = doc,
                     .tok = doc->tok,
                     .n_tok = (uint32_t)doc->n_tok};
    enum err code = doc->n_tok ? run(&w) : ERR_OK;
    arena_done(&tmp);
    if (code != ERR_OK) {
        a->last = code;
        return code;
    }
    *out = (struct names){w.mention.v, w.mention.n, w.entity.v, w.entity.n};
    return ERR_OK;
}

uint32_t names_mention_at(const struct names *names, uint32_t tok) {
    size_t low = 0;
    size_t high = names->n_mentions;
    while (low < high) { /* first mention that begins after tok */
        size_t mid = low + (high - low) / 2;
        if (names->mention[mid].tok_from <= tok) {
            low = mid + 1;
        } else {
            high = mid;
        }
    }
    for (unsigned k = 0; low > 0 && k < 4; k++, low--) { /* mentions nest three deep at most */
        if (tok < names->mention[low - 1].tok_to) {
            return (uint32_t)low - 1;
        }
    }
    return NONE;
}

uint32_t names_mention_in(const struct names *names, struct span at) {
    size_t low = 0;
    size_t high = names->n_mentions;
    while (low < high) { /* first mention that begins at or after the span's end */
        size_t mid = low + (high - low) / 2;
        if (names->mention[mid].at.from < at.to) {
            low = mid + 1;
        } else {
            high = mid;
        }
    }
    uint32_t first = NONE;
    uint32_t with_entity = NONE;
    unsigned n_past = 0;
    for (size_t k = low; k > 0 && n_past < 4; k--) {
        const struct mention *m = &names->mention[k - 1];
        if (!span_overlaps(m->at, at)) {
            n_past++;
            continue;
        }
        first = (uint32_t)k - 1;
        with_entity = m->entity != NONE ? first : with_entity;
    }
    return with_entity != NONE ? with_entity : first;
}

const char *name_reason_name(enum name_reason reason) {
    static const char *const names[] = {
        "full",    "same",    "surname",  "acronym",  "apposition", "role-before", "role-later",
        "pronoun", "variant", "misspelt", "nickname", "knowledge",  "unresolved"};
    return (unsigned)reason <= NAME_UNRESOLVED ? names[reason] : "unresolved";
}
