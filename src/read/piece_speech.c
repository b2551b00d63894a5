/* piece_speech.c - who speaks, told by the layout: "- Name" under a quotation, "NAME: ..." before
 * each turn of a transcript. Labels before a colon are counted over the whole report first: one
 * alone proves nothing, a label that comes back does. O(tokens of the labels). */
#include "read/piece.h"

#include "base/map.h"

enum { LABEL_TOKENS = 12, NAME_TOKENS = 5, SIGNATURE_TOKENS = 20 };

static bool is_quoted_end(const struct cutting *c, const struct piece *p) {
    uint32_t i =
        mark_covering(c->doc->quoted, c->doc->n_quoted, c->doc->tok[p->block.tok_to - 1].from);
    return i != UINT32_MAX && c->doc->quoted[i].outer.to >= p->block.at.to &&
           !(c->doc->quoted[i].flags & QUOTED_UNCLOSED);
}

bool piece_is_signature(const struct cutting *c, size_t i) {
    struct piece *p = &c->pieces.v[i];
    uint32_t from = p->block.tok_from;
    uint32_t to = p->block.tok_to;
    if (i == 0 || to - from < 2 || to - from > SIGNATURE_TOKENS || !piece_is_dash(c, from)) {
        return false;
    }
    while (from < to && piece_is_dash(c, from)) {
        from++;
    }
    if (!is_quoted_end(c, &c->pieces.v[i - 1])) {
        return false;
    }
    uint32_t end = from;
    while (end < to && (c->doc->tok[end].flags & TOKEN_CAPITAL || c->doc->tok[end].mark == '-' ||
                        piece_word_is(c, end, "de") || piece_word_is(c, end, "van") ||
                        piece_word_is(c, end, "al"))) {
        end++;
    }
    bool stops = end == to || c->doc->tok[end].mark == ',' || c->doc->tok[end].mark == '(';
    if (end == from || !stops || (end == to && to - from > NAME_TOKENS + 1) ||
        c->doc->tok[to - 1].mark == '.') {
        return false;
    }
    p->block.kind = BLOCK_SIGNATURE;
    p->block.label = piece_span(c, from, end);
    return true;
}

enum label { LABEL_NONE, LABEL_NAME, LABEL_CAPITALS, LABEL_LETTER };

/* The label at the start of a turn: its tokens [from, colon), the name [from, *name_to). */
static enum label turn_label(const struct cutting *c, const struct piece *p, uint32_t *name_to,
                             uint32_t *colon) {
    uint32_t from = p->block.tok_from;
    uint32_t to = p->block.tok_to;
    bool capitals = true;
    *name_to = 0;
    for (uint32_t i = from; i < to && i <= from + LABEL_TOKENS; i++) {
        const struct token *t = &c->doc->tok[i];
        if (t->mark == ':' && i > from) {
            *colon = i;
            *name_to = *name_to ? *name_to : i;
            if (*name_to - from > NAME_TOKENS) {
                return LABEL_NONE;
            }
            bool letter =
                i == from + 1 && (piece_word_is(c, from, "Q") || piece_word_is(c, from, "A"));
            bool word = i == from + 1 &&
                        (piece_word_is(c, from, "Question") || piece_word_is(c, from, "Answer"));
            return letter || word ? LABEL_LETTER : capitals ? LABEL_CAPITALS : LABEL_NAME;
        }
        if (t->mark == ',' || t->mark == '(') {
            *name_to = *name_to ? *name_to : i;
            continue;
        }
        bool word = (t->kind == TOKEN_WORD || t->kind == TOKEN_ABBREV) && t->flags & TOKEN_CAPITAL;
        if (!word && *name_to == 0 && t->mark != '-' && t->mark != '.') {
            return LABEL_NONE;
        }
        if (t->mark == '.' && !capitals && i > from + 1) {
            return LABEL_NONE;
        }
        capitals = capitals && (!word || t->flags & TOKEN_ALL_CAPS || t->kind == TOKEN_ABBREV ||
                                t->to - t->from == 1);
    }
    return LABEL_NONE;
}

static uint64_t label_key(const struct cutting *c, uint32_t from, uint32_t to) {
    uint64_t key = 0;
    for (uint32_t i = from; i < to; i++) {
        key = hash_join(key, c->doc->tok[i].hash);
    }
    return key;
}

/* What the report's labels prove, by form. */
struct tally {
    size_t n[LABEL_LETTER + 1];
    size_t n_repeated[LABEL_LETTER + 1]; /* labels seen before */
};

static enum err count_labels(const struct cutting *c, struct tally *tally) {
    struct map seen;
    TRY(map_init(&seen, c->a, 16));
    for (size_t i = 0; i < c->pieces.n; i++) {
        const struct piece *p = &c->pieces.v[i];
        uint32_t name_to;
        uint32_t colon;
        enum label label =
            p->block.kind == BLOCK_PARAGRAPH ? turn_label(c, p, &name_to, &colon) : LABEL_NONE;
        if (label == LABEL_NONE) {
            continue;
        }
        uint64_t key = label_key(c, p->block.tok_from, name_to);
        tally->n[label]++;
        if (map_find(&seen, key) != MAP_NONE) {
            tally->n_repeated[label]++;
        }
        TRY(map_put(&seen, key, 1));
    }
    return ERR_OK;
}

static bool is_proved(const struct tally *t, enum label label) {
    switch (label) {
    case LABEL_NONE:
        return false;
    case LABEL_LETTER:
        return t->n[label] >= 2;
    case LABEL_CAPITALS:
        return t->n[label] >= 2 && t->n_repeated[label] >= 1;
    case LABEL_NAME:
        return t->n[label] >= 3 && t->n_repeated[label] >= 2 &&
               t->n_repeated[label] * 2 >= t->n[label];
    }
    return false;
}

enum err piece_find_transcript(struct cutting *c) {
    struct tally tally = {0};
    arena_pos mark = arena_mark(c->a);
    enum err code = count_labels(c, &tally);
    arena_reset(c->a, mark);
    for (size_t i = 0; i < c->pieces.n && code == ERR_OK; i++) {
        struct piece *p = &c->pieces.v[i];
        uint32_t name_to;
        uint32_t colon;
        if (p->block.kind == BLOCK_PARAGRAPH &&
            is_proved(&tally, turn_label(c, p, &name_to, &colon))) {
            p->block.kind = BLOCK_TRANSCRIPT;
            p->block.label = piece_span(c, p->block.tok_from, name_to);
        }
    }
    return code;
}
