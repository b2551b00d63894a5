/* render_text.h - the sections of the account as terminal text; private to src/account/render_*. */
#ifndef COPYTASTER_ACCOUNT_RENDER_TEXT_H
#define COPYTASTER_ACCOUNT_RENDER_TEXT_H

#include "account/render_said.h"
#include "account/render_sheet.h"

/* What every section needs. */
struct render_text {
    struct render_sheet sheet;
    struct render_place place;
    const struct account *acct; /* the story being written */
    bool all;
    buf note; /* scratch for a formatted piece */
};

/* render_text_conflict.c: the conflicts of the story. */
void render_text_conflict_all(struct render_text *t);

/* render_text_claim.c: what two or more reports say. */
void render_text_claim_shared(struct render_text *t);

/* render_text_alone.c: what stands in one report, by report. */
void render_text_alone(struct render_text *t);

/* render_text_history.c: the timeline. */
void render_text_history(struct render_text *t);

/* render_text_brief.c: the stories of one report, in short, behind others or not. */
void render_text_brief(struct render_text *t, bool is_behind);

/* One statement with its speaker, and its place at the right margin; cut to `chars` code points of
 * words (0 = whole). */
void render_text_claim_line(struct render_text *t, const struct claim *claim, unsigned first,
                            unsigned indent, size_t chars);

/* Who says it, and with which verb: "Vasil Doretsky denied"; or that it is disputed or not known.
 */
void render_text_claim_speaker(struct render_text *t, const struct said *said);

/* Format into t->note and give it; valid until the next call. */
str render_text_note(struct render_text *t, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* "REPORT:FROM-TO" of a place; valid until the next call of _note or _ref. */
str render_text_ref(struct render_text *t, struct place place);

/* "1 report", "3 reports"; valid until the next call of _note or _ref. */
str render_text_count(struct render_text *t, size_t n, const char *one, const char *many);

/* Words between quotation marks of ours. */
void render_text_quoted(struct render_text *t, enum sheet_style style, str words);

/* render_text_table.c: the other layers. */
void render_text_table(struct render_text *t, enum render_layer layer);

/* Of copies: each family with its numbers of outlets and origins (render_text_families.c). */
void render_text_families(struct render_text *t);

#endif
