/* label.c - headline, else section heading, else the lead cut short.
 * A lead is taken from the first content block, to the end of its first sentence, and cut at a word
 * when it is longer than LONGEST_LABEL bytes. O(length of the label). */
#include "story/label.h"

#include "base/buf.h"

enum { LONGEST_LABEL = 90, SHORTEST_LABEL = 40 };

static const struct block *first_block(const struct document *doc, const struct passage *p,
                                       bool heading) {
    for (uint32_t i = p->block_from; i < p->block_to; i++) {
        const struct block *b = &doc->block[i];
        if (heading ? b->kind == BLOCK_HEADING : block_is_content((enum block_kind)b->kind)) {
            return b;
        }
    }
    return NULL;
}

unsigned label_rank(const struct document *doc, const struct passage *p) {
    if (p->block_from == 0 && doc->title.len) {
        return 2;
    }
    return p->block_from < p->block_to && doc->block[p->block_from].kind == BLOCK_HEADING;
}

/* Where to cut `s`: a comma or the like after SHORTEST_LABEL, else a word's end. */
static size_t cut_at(str s) {
    size_t word = 0;
    for (size_t i = 0; i < s.len && i <= LONGEST_LABEL; i++) {
        bool at_end = s.ptr[i] == ' ' || s.ptr[i] == '\n';
        if (at_end && i > 0 && s.ptr[i - 1] != ',') {
            word = i;
        }
        if (s.ptr[i] == ',' && i >= SHORTEST_LABEL) {
            return i;
        }
    }
    return word ? word : s.len;
}

static enum err shorten(arena *a, str s, str *out) {
    if (s.len <= LONGEST_LABEL) {
        *out = s;
        return ERR_OK;
    }
    str head = str_trim(str_slice(s, 0, cut_at(s)));
    char *v = arena_alloc(a, head.len + 3);
    if (!v) {
        return a->last;
    }
    memcpy(v, head.ptr, head.len);
    memcpy(v + head.len, "...", 3);
    *out = str_of(v, head.len + 3);
    return ERR_OK;
}

enum err label_of(arena *a, const struct document *doc, const struct passage *p, str *out) {
    *out = str_from_cstr("");
    if (label_rank(doc, p) == 2) {
        *out = doc->title;
        return ERR_OK;
    }
    const struct block *b = first_block(doc, p, label_rank(doc, p) == 1);
    if (!b) {
        return ERR_OK;
    }
    if (b->kind == BLOCK_HEADING) {
        *out = str_span(doc->text, b->at);
        return ERR_OK;
    }
    uint32_t sentence = document_sentence_at(doc, b->tok_from);
    struct span at = sentence == NONE ? b->at : doc->sentence[sentence].at;
    return shorten(a, str_span(doc->text, at), out);
}
