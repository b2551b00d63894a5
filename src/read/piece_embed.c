/* piece_embed.c - posts that stand in a report as text, told by the line their embedding leaves
 * behind:
 *
 *   text text #tag pic.twitter.com/x — Name (@handle) March 3, 2022
 *   A post shared by Name (@handle) on Mar 3, 2022 at 5:12am PST         Posted by Name on
 * Thursday, March 3, 2022
 *
 * The text before that line belongs to the post for certain in its own paragraph; paragraphs above
 * are taken in only on evidence (tags, handles, links, emoji, a wider gap above the first) and
 * while the whole is no longer than a post can be. Behind the date the paragraph is parted, so that
 * prose glued to it stays prose. O(n): each paragraph is looked at LOOK_BACK times at most. */
#include "read/piece.h"

#include "base/vec.h"

enum { LOOK_BACK = 6, POST_CHARACTERS = 320, NAME_TOKENS = 9, WIDE_GAP = 3 };

/* Where the parts of an attribution line stand; tokens. */
struct attribution {
    uint32_t from; /* the dash, or the first word */
    uint32_t name_from;
    uint32_t name_to;
    uint32_t handle;
    uint32_t date_from;
    uint32_t date_to;
    uint32_t to;
};

struct finding {
    struct cutting *c;
    struct pieces out;
    bool gaps_count; /* wide gaps are rare enough to mean something */
};

static bool is_mark(const struct cutting *c, uint32_t tok, uint16_t mark) {
    return tok < c->doc->n_tok && c->doc->tok[tok].mark == mark;
}

/* The date behind an attribution: "March 3, 2022", "on Mar 3, 2022 at 5:12am PST". */
static uint32_t skip_date(const struct cutting *c, uint32_t tok, uint32_t to,
                          struct attribution *at) {
    uint32_t i = tok;
    i += i < to && (piece_word_is(c, i, "on") || c->doc->tok[i].mark == 0xb7);
    uint32_t end = piece_date_end(c, i, to);
    if (end == i) {
        return tok;
    }
    at->date_from = i;
    at->date_to = end;
    if (end + 1 < to && piece_word_is(c, end, "at") && c->doc->tok[end + 1].kind == TOKEN_NUMBER) {
        end += 2;
        while (end < to && end < at->date_to + 6 &&
               (piece_word_is(c, end, "am") || piece_word_is(c, end, "pm") ||
                c->doc->tok[end].flags & TOKEN_ALL_CAPS)) {
            end++;
        }
    }
    return end;
}

/* Where the name before the bracket at `bracket` begins: behind a dash (*dash), or at the start of
 * the piece; else NONE. */
static uint32_t name_start(const struct cutting *c, uint32_t from, uint32_t bracket, bool *dash) {
    uint32_t i = bracket;
    for (; i > from && bracket - i < NAME_TOKENS; i--) {
        if (piece_is_dash(c, i - 1) && c->doc->tok[i - 1].flags & TOKEN_SPACE_BEFORE) {
            *dash = true;
            return i;
        }
    }
    *dash = false;
    return i == from ? from : NONE;
}

static bool is_shared_line(const struct cutting *c, uint32_t tok) {
    return piece_word_is(c, tok, "a") && piece_word_is(c, tok + 1, "post") &&
           piece_word_is(c, tok + 2, "shared") && piece_word_is(c, tok + 3, "by");
}

/* An attribution round the handle at `tok` of piece `p`. */
static bool read_attribution(const struct cutting *c, const struct piece *p, uint32_t tok,
                             struct attribution *at) {
    uint32_t from = p->block.tok_from;
    uint32_t to = p->block.tok_to;
    if (tok < from + 2 || tok + 1 >= to || !is_mark(c, tok - 1, '(') || !is_mark(c, tok + 1, ')')) {
        return false;
    }
    bool dash;
    uint32_t name = name_start(c, from, tok - 1, &dash);
    if (name == NONE) {
        return false;
    }
    bool shared = !dash && is_shared_line(c, name);
    *at = (struct attribution){.from = dash ? name - 1 : name,
                               .name_from = shared ? name + 4 : name,
                               .name_to = tok - 1,
                               .handle = tok};
    at->to = skip_date(c, tok + 2, to, at);
    bool certain = (dash || shared) && at->to == to;
    return at->name_from < at->name_to && (at->date_to > at->date_from || certain);
}

/* "Posted by Name on Thursday, March 3, 2022", alone. */
static bool read_posted_by(const struct cutting *c, const struct piece *p, struct attribution *at) {
    uint32_t from = p->block.tok_from;
    uint32_t to = p->block.tok_to;
    if (to - from < 6 || to - from > 24 || !piece_word_is(c, from, "posted") ||
        !piece_word_is(c, from + 1, "by")) {
        return false;
    }
    for (uint32_t i = from + 3; i + 1 < to; i++) {
        if (piece_word_is(c, i, "on") && piece_date_end(c, i + 1, to) == to) {
            *at = (struct attribution){from, from + 2, i, NONE, i + 1, to, to};
            return true;
        }
    }
    return false;
}

static bool find_attribution(const struct cutting *c, const struct piece *p,
                             struct attribution *at) {
    for (uint32_t i = p->block.tok_from; i < p->block.tok_to; i++) {
        if (c->doc->tok[i].kind == TOKEN_HANDLE && read_attribution(c, p, i, at)) {
            return true;
        }
    }
    return read_posted_by(c, p, at);
}

static bool is_emoji(const struct token *t) {
    return t->kind == TOKEN_SYMBOL &&
           (t->mark == 0xffff || (t->mark >= 0x2600 && t->mark < 0x27c0) || t->mark == 0x203c);
}

/* Marks of a post that news prose doesn't have. A paragraph that ends with a colon announces the
 * post. */
static bool has_evidence(const struct cutting *c, const struct piece *p) {
    for (uint32_t i = p->block.tok_from; i < p->block.tok_to; i++) {
        const struct token *t = &c->doc->tok[i];
        if (t->kind == TOKEN_HASHTAG || t->kind == TOKEN_HANDLE || t->kind == TOKEN_LINK ||
            is_emoji(t)) {
            return true;
        }
    }
    return false;
}

static bool is_view_line(const struct cutting *c, const struct piece *p) {
    return piece_word_is(c, p->block.tok_from, "view") &&
           piece_word_is(c, p->block.tok_from + 1, "this") &&
           piece_word_is(c, p->block.tok_from + 2, "post");
}

/* Characters of the tokens [from, to) without links. */
static size_t count_characters(const struct cutting *c, uint32_t from, uint32_t to) {
    size_t n = 0;
    for (uint32_t i = from; i < to && n <= POST_CHARACTERS; i++) {
        const struct token *t = &c->doc->tok[i];
        n += t->flags & TOKEN_SPACE_BEFORE ? 1 : 0;
        for (uint32_t k = t->from; t->kind != TOKEN_LINK && k < t->to; k++) {
            n += ((unsigned char)c->doc->text.ptr[k] & 0xc0) != 0x80;
        }
    }
    return n;
}

/* How many of the pieces already out belong to the post whose own paragraph holds the text [from,
 * to). */
static size_t count_above(const struct finding *f, uint32_t from, uint32_t to) {
    const struct cutting *c = f->c;
    size_t characters = count_characters(c, from, to);
    size_t taken = 0;
    for (size_t k = 1; k <= LOOK_BACK && k <= f->out.n; k++) {
        const struct piece *p = &f->out.v[f->out.n - k];
        characters += count_characters(c, p->block.tok_from, p->block.tok_to);
        if (p->block.kind != BLOCK_PARAGRAPH || characters > POST_CHARACTERS ||
            c->doc->tok[p->block.tok_to - 1].mark == ':') {
            break;
        }
        bool gap = f->gaps_count && p->n_feeds >= WIDE_GAP && f->out.n > k;
        if (gap || is_view_line(c, p) || has_evidence(c, p) || (k == 1 && from == to)) {
            taken = k;
        }
        if (gap || is_view_line(c, p)) {
            break;
        }
    }
    return taken;
}

/* Behind the last token of [from, to) that is no link. */
static uint32_t without_links(const struct cutting *c, uint32_t from, uint32_t to) {
    while (to > from && c->doc->tok[to - 1].kind == TOKEN_LINK) {
        to--;
    }
    return to;
}

static void mark_embed(struct piece *p, size_t embed) {
    p->block.kind = BLOCK_EMBED;
    p->block.embed = (uint32_t)embed;
}

static enum err add_post(struct finding *f, struct piece *p, const struct attribution *at) {
    struct cutting *c = f->c;
    uint32_t from = p->block.tok_from;
    size_t above = at->handle == NONE ? 0 : count_above(f, from, at->from);
    for (size_t k = 1; k <= above; k++) {
        mark_embed(&f->out.v[f->out.n - k], c->embeds.n);
    }
    struct embed embed = {0};
    if (above) {
        const struct piece *first = &f->out.v[f->out.n - above];
        bool view = is_view_line(c, first) && (above > 1 || at->from > from);
        embed.at.from = first->block.at.from;
        from = view ? (above > 1 ? first[1].block.tok_from : from) : first->block.tok_from;
    } else {
        embed.at.from = p->block.at.from;
    }
    embed.at.to = c->doc->tok[at->to - 1].to;
    embed.text = piece_span(c, from, without_links(c, from, at->from));
    embed.author = piece_span(c, at->name_from, at->name_to);
    embed.handle =
        at->handle == NONE ? (struct span){0, 0} : piece_span(c, at->handle, at->handle + 1);
    embed.date = piece_span(c, at->date_from, at->date_to);
    mark_embed(p, c->embeds.n);
    return vec_push(c->a, &c->embeds, embed);
}

/* A paragraph that ends with the link of its own picture is a post whose attribution was lost. */
static bool is_bare_post(const struct cutting *c, const struct piece *p) {
    const struct token *last = &c->doc->tok[p->block.tok_to - 1];
    str word = token_str(c->doc->text, last);
    return last->kind == TOKEN_LINK && str_starts_with(word, STR("pic.twitter.com/"));
}

/* The date of the post that the piece before left without one. */
static bool is_late_date(const struct finding *f, const struct piece *p) {
    const struct piece *before = f->out.n ? &f->out.v[f->out.n - 1] : NULL;
    return before && before->block.kind == BLOCK_EMBED &&
           span_is_empty(f->c->embeds.v[before->block.embed].date) &&
           !span_is_empty(f->c->embeds.v[before->block.embed].author) && p->n_feeds <= 2 &&
           piece_date_end(f->c, p->block.tok_from, p->block.tok_to) == p->block.tok_to;
}

static enum err take_piece(struct finding *f, struct piece p) {
    struct cutting *c = f->c;
    struct attribution at;
    if (is_late_date(f, &p)) {
        struct embed *embed = &c->embeds.v[f->out.v[f->out.n - 1].block.embed];
        embed->date = p.block.at;
        embed->at.to = p.block.at.to;
        mark_embed(&p, (size_t)(embed - c->embeds.v));
        return vec_push(c->a, &f->out, p);
    }
    while (find_attribution(c, &p, &at)) {
        struct piece rest = {0};
        bool more = at.to < p.block.tok_to;
        if (more) {
            rest = piece_split(c, &p, at.to);
        }
        TRY(add_post(f, &p, &at));
        TRY(vec_push(c->a, &f->out, p));
        if (!more) {
            return ERR_OK;
        }
        p = rest;
    }
    return vec_push(c->a, &f->out, p);
}

enum err piece_embed_find(struct cutting *c) {
    struct finding f = {.c = c};
    size_t n_wide = 0;
    bool may = false;
    uint64_t posted = token_hash(STR("posted"));
    for (size_t i = 0; i < c->pieces.n; i++) {
        n_wide += c->pieces.v[i].n_feeds >= WIDE_GAP;
    }
    for (size_t i = 0; i < c->doc->n_tok && !may; i++) {
        may = c->doc->tok[i].kind == TOKEN_HANDLE || c->doc->tok[i].kind == TOKEN_LINK ||
              c->doc->tok[i].hash == posted;
    }
    if (!may) {
        return ERR_OK;
    }
    f.gaps_count = n_wide * 3 <= c->pieces.n + 3;
    for (size_t i = 0; i < c->pieces.n; i++) {
        TRY(take_piece(&f, c->pieces.v[i]));
    }
    for (size_t i = 0; i < f.out.n; i++) {
        struct piece *p = &f.out.v[i];
        if (p->block.kind == BLOCK_PARAGRAPH && is_bare_post(c, p)) {
            uint32_t to = without_links(c, p->block.tok_from, p->block.tok_to);
            struct embed embed = {.at = p->block.at, .text = piece_span(c, p->block.tok_from, to)};
            mark_embed(p, c->embeds.n);
            TRY(vec_push(c->a, &c->embeds, embed));
        }
    }
    c->pieces = f.out;
    return ERR_OK;
}
