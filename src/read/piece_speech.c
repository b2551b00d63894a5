/* piece_speech.c - who speaks, told by the layout: "- Name" under a quotation, "NAME: ..." before
 * each turn of a transcript. Labels before a colon are counted over the whole report first: one
 * alone proves nothing, a label that comes back does. O(tokens of the labels). */
#include "read/piece.h"

#include "base/map.h"
#include "text/words.h"

enum { LABEL_TOKENS = 12, NAME_TOKENS = 5, SIGNATURE_TOKENS = 20 };

static bool is_quoted_end(const struct cutting *c, const struct piece *p) {
    uint32_t i =
        mark_covering(c->doc->quoted, c->doc->n_quoted, c->doc->tok[p->block.tok_to - 1].from);
    return i != UINT32_MAX && c->doc->quoted[i].outer.to >= p->block.at.to &&
           !(c->doc->quoted[i].flags & QUOTED_UNCLOSED);
}

/* Behind the name at `tok`: capitalised words with hyphens and small parts between them. */
static uint32_t name_end(const struct cutting *c, uint32_t tok, uint32_t to) {
    uint32_t end = tok;
    while (end < to) {
        const struct token *t = &c->doc->tok[end];
        bool small = end > tok && (piece_word_is(c, end, "de") || piece_word_is(c, end, "van") ||
                                   piece_word_is(c, end, "al"));
        if (!(t->flags & TOKEN_CAPITAL) && t->mark != '-' && !small) {
            break;
        }
        end++;
    }
    return end;
}

/* Nothing but a title or place follows the name [from, end). */
static bool name_stands_alone(const struct cutting *c, uint32_t from, uint32_t end, uint32_t to) {
    if (end == to) {
        return to - from <= NAME_TOKENS + 1;
    }
    uint16_t mark = c->doc->tok[end].mark;
    return (mark == ',' || mark == '(') && c->doc->tok[to - 1].mark != '.';
}

bool piece_speech_is_signature(const struct cutting *c, size_t i) {
    struct piece *p = &c->pieces.v[i];
    uint32_t from = p->block.tok_from;
    uint32_t to = p->block.tok_to;
    if (i == 0 || to - from < 2 || to - from > SIGNATURE_TOKENS || !piece_is_dash(c, from)) {
        return false;
    }
    while (from < to && piece_is_dash(c, from)) {
        from++;
    }
    if (from == to || !is_quoted_end(c, &c->pieces.v[i - 1])) {
        return false;
    }
    uint32_t end = name_end(c, from, to);
    if (end == from || !name_stands_alone(c, from, end, to)) {
        return false;
    }
    p->block.kind = BLOCK_SIGNATURE;
    p->block.label = piece_span(c, from, end);
    return true;
}

enum label { LABEL_NONE, LABEL_NAME, LABEL_CAPITALS, LABEL_LETTER };

/* Labels that stand before a colon again and again and are nobody's name. */
static bool is_topic(const struct cutting *c, uint32_t tok) {
    static const char *const word[] = {
        "address",     "advantage",  "age",       "amendment",    "answer",   "background",
        "breaking",    "call",       "case",      "cast",         "category", "charge",
        "charges",     "claim",      "con",       "conclusion",   "cons",     "contact",
        "context",     "correction", "cost",      "date",         "deadline", "democrat",
        "democrats",   "details",    "director",  "disadvantage", "downside", "editor",
        "email",       "event",      "exclusive", "fact",         "facts",    "false",
        "filed",       "genre",      "graphic",   "how",          "impact",   "ingredients",
        "issue",       "location",   "measure",   "name",         "note",     "odds",
        "offence",     "offense",    "phone",     "photo",        "photos",   "place",
        "position",    "posted",     "previous",  "price",        "pro",      "problem",
        "proposition", "pros",       "published", "question",     "race",     "rated",
        "rating",      "read",       "reality",   "recall",       "related",  "republican",
        "republicans", "result",     "runtime",   "score",        "see",      "serves",
        "sex",         "source",     "spin",      "statement",    "status",   "story",
        "strength",    "summary",    "suspect",   "tags",         "tel",      "time",
        "tip",         "topic",      "topics",    "true",         "truth",    "update",
        "updated",     "upside",     "verdict",   "victim",       "video",    "warning",
        "watch",       "weakness",   "weapon",    "website",      "what",     "when",
        "where",       "who"};
    if (words_is_starter(piece_word(c, tok))) {
        return true;
    }
    for (size_t i = 0; i < sizeof word / sizeof *word; i++) {
        if (piece_word_is(c, tok, word[i])) {
            return true;
        }
    }
    return false;
}

static bool is_label_word(const struct token *t) {
    return (t->kind == TOKEN_WORD || t->kind == TOKEN_ABBREV) && t->flags & TOKEN_CAPITAL;
}

static bool is_shouted(const struct token *t) {
    return t->flags & TOKEN_ALL_CAPS || t->kind == TOKEN_ABBREV || t->to - t->from == 1;
}

/* Behind the name of a turn, at a comma, bracket or colon; 0 when no name stands there. */
static uint32_t turn_name(const struct cutting *c, const struct piece *p, bool *capitals) {
    uint32_t from = p->block.tok_from;
    uint32_t i = from;
    *capitals = true;
    for (; i < p->block.tok_to && i <= from + NAME_TOKENS; i++) {
        const struct token *t = &c->doc->tok[i];
        if (t->mark == ':' || t->mark == ',' || t->mark == '(') {
            return i > from && is_label_word(&c->doc->tok[from]) ? i : 0;
        }
        bool joint = i > from && (t->mark == '-' || t->mark == '.');
        if (!is_label_word(t) && !joint) {
            return 0;
        }
        *capitals = *capitals && (joint || is_shouted(t));
    }
    return 0;
}

/* The colon of a turn whose name ends at `tok`: right there, or behind a role in capitals ("JANE
 * DOE, HOST:"). */
static uint32_t turn_colon(const struct cutting *c, const struct piece *p, uint32_t tok,
                           bool capitals) {
    uint32_t i = tok;
    while (i < p->block.tok_to && i <= p->block.tok_from + LABEL_TOKENS &&
           c->doc->tok[i].mark != ':') {
        const struct token *t = &c->doc->tok[i];
        bool role = t->kind == TOKEN_PUNCT || t->kind == TOKEN_SYMBOL || t->kind == TOKEN_CLITIC ||
                    is_shouted(t);
        if (!capitals || !role) {
            return 0;
        }
        i++;
    }
    return i < p->block.tok_to && c->doc->tok[i].mark == ':' ? i : 0;
}

/* The form of the label before the piece's first colon; the name is [tok_from, *name_to). */
static enum label turn_label(const struct cutting *c, const struct piece *p, uint32_t *name_to) {
    uint32_t from = p->block.tok_from;
    bool capitals;
    *name_to = turn_name(c, p, &capitals);
    if (*name_to == 0 || turn_colon(c, p, *name_to, capitals) == 0) {
        return LABEL_NONE;
    }
    if (*name_to == from + 1 &&
        (piece_word_is(c, from, "Q") || piece_word_is(c, from, "A") ||
         piece_word_is(c, from, "Question") || piece_word_is(c, from, "Answer"))) {
        return LABEL_LETTER;
    }
    if (is_topic(c, from)) {
        return LABEL_NONE;
    }
    return capitals ? LABEL_CAPITALS : LABEL_NAME;
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
    struct map count;                    /* label -> times */
};

static enum err count_labels(const struct cutting *c, struct tally *tally) {
    TRY(map_init(&tally->count, c->a, 16));
    for (size_t i = 0; i < c->pieces.n; i++) {
        const struct piece *p = &c->pieces.v[i];
        uint32_t name_to;
        enum label label =
            p->block.kind == BLOCK_PARAGRAPH ? turn_label(c, p, &name_to) : LABEL_NONE;
        if (label == LABEL_NONE) {
            continue;
        }
        uint64_t key = label_key(c, p->block.tok_from, name_to);
        uint32_t before = map_find(&tally->count, key);
        before = before == MAP_NONE ? 0 : before;
        tally->n[label]++;
        tally->n_repeated[label] += before > 0;
        TRY(map_put(&tally->count, key, before + 1));
    }
    return ERR_OK;
}

static bool is_proved(const struct tally *t, enum label label, uint64_t key) {
    switch (label) {
    case LABEL_NONE:
        return false;
    case LABEL_LETTER:
        return t->n[label] >= 2;
    case LABEL_CAPITALS:
        return t->n_repeated[label] >= 1 && t->n_repeated[label] * 2 >= t->n[label] - 1;
    case LABEL_NAME:
        return t->n[label] >= 3 && t->n_repeated[label] >= 2 && map_find(&t->count, key) >= 2;
    }
    return false;
}

enum err piece_speech_find_transcript(struct cutting *c) {
    struct tally tally = {0};
    arena_pos mark = arena_mark(c->a);
    enum err code = count_labels(c, &tally);
    for (size_t i = 0; i < c->pieces.n && code == ERR_OK; i++) {
        struct piece *p = &c->pieces.v[i];
        uint32_t name_to;
        enum label label =
            p->block.kind == BLOCK_PARAGRAPH ? turn_label(c, p, &name_to) : LABEL_NONE;
        if (label != LABEL_NONE &&
            is_proved(&tally, label, label_key(c, p->block.tok_from, name_to))) {
            p->block.kind = BLOCK_TRANSCRIPT;
            p->block.label = piece_span(c, p->block.tok_from, name_to);
        }
    }
    arena_reset(c->a, mark);
    return code;
}
