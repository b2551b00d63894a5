/* piece.h - the paragraphs of a text while their kinds are being found, and the small questions
 * that the rules share. Each piece_*.c holds the rules of one group of kinds; blocks.c asks them in
 * order. */
#ifndef COPYTASTER_READ_PIECE_H
#define COPYTASTER_READ_PIECE_H

#include "read/document.h"

/* A block to be, with what only the rules need. */
struct piece {
    struct block block;
    unsigned n_feeds; /* line feeds before it; the first piece has many */
};

struct pieces {
    struct piece *v;
    size_t n;
    size_t cap;
};

/* What the rules read: the document with tokens and marks, and all pieces. */
struct cutting {
    arena *a;
    const struct document *doc;
    struct pieces pieces;
    struct {
        struct embed *v;
        size_t n;
        size_t cap;
    } embeds;
};

/* Cut the text into paragraphs: at its line feeds, or at the blocks that reading a page gave. */
enum err piece_cut(struct cutting *c);

/* piece_given.c: pieces of the blocks that a page gave, with their kinds. */
enum err piece_given_cut(struct cutting *c);
/* After piece_embed_find: posts that a page marked and no rule found become embeds. */
enum err piece_given_embeds(struct cutting *c);

/* Part piece `i` before token `tok`, which lies inside it; the second part becomes piece i + 1 of
 * kind PARAGRAPH with no line feed before it. O(pieces behind it), so for rules that fire a bounded
 * number of times; others use piece_cut's order. */
struct piece piece_split(const struct cutting *c, struct piece *p, uint32_t tok);

/* Words of the text by token; false past the end of the piece. */
str piece_word(const struct cutting *c, uint32_t tok);
bool piece_word_is(const struct cutting *c, uint32_t tok, const char *word);
bool piece_is_dash(const struct cutting *c, uint32_t tok);
bool piece_is_month(const struct cutting *c, uint32_t tok);
bool piece_is_weekday(const struct cutting *c, uint32_t tok);

/* First token behind the calendar date that begins at `tok` ("March 4, 2022", "4 March",
 * "2022-03-04", "Friday, March 4"), not past `to`; `tok` itself when none begins there. */
uint32_t piece_date_end(const struct cutting *c, uint32_t tok, uint32_t to);

/* Span of the tokens [from, to); empty when there are none. */
struct span piece_span(const struct cutting *c, uint32_t from, uint32_t to);

/* The last token ends a sentence (also inside closing marks). */
bool piece_ends_sentence(const struct cutting *c, const struct piece *p);

/* Number of tokens. */
static inline uint32_t piece_length(const struct piece *p) {
    return p->block.tok_to - p->block.tok_from;
}

/* Known news agencies: "AP", "Reuters". */
bool piece_is_agency(const struct cutting *c, uint32_t from, uint32_t to);

/* piece_embed.c: posts with their authors; they may swallow or part pieces, so this comes first.
 * O(n). */
enum err piece_embed_find(struct cutting *c);

/* piece_dateline.c: a dateline at the start of the piece. Sets place, date and agency and returns
 * the token behind it, or 0. With `first` (the report's first paragraph) weaker forms count as
 * well. */
uint32_t piece_dateline(const struct cutting *c, struct piece *p, bool first);

/* A line that is nothing but a date, place and time of day: "12 March 2026". Sets the spans. */
bool piece_dateline_is_line(const struct cutting *c, struct piece *p);

/* piece_line.c: lines told by their first or last words. Each sets kind and spans when it says yes;
 * piece_line_name knows promos, captions and credits (with `near_end` also "(Any Agency)"). */
bool piece_line_name(const struct cutting *c, struct piece *p, bool near_end);
bool piece_line_is_credit(const struct cutting *c, struct piece *p);
bool piece_line_is_byline(const struct cutting *c, struct piece *p);
/* The line under a byline: "Staff Writer", "Associated Press". */
bool piece_line_is_affiliation(const struct cutting *c, size_t i);
bool piece_line_is_list_item(const struct cutting *c, size_t i);

/* First token of a credit in brackets behind the last sentence of `p` ("... he said. (AP)"), or 0.
 */
uint32_t piece_line_credit_tail(const struct cutting *c, const struct piece *p);

/* piece_speech.c */
bool piece_speech_is_signature(const struct cutting *c, size_t i);
enum err piece_speech_find_transcript(struct cutting *c);

/* piece_title.c */
bool piece_title_is_headline(const struct cutting *c, size_t i);
bool piece_title_is_heading(const struct cutting *c, size_t i);

#endif
