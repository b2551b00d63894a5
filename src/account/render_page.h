/* render_page.h - the sections of the page; private to src/account/render_page*, render_html*. */
#ifndef COPYTASTER_ACCOUNT_RENDER_PAGE_H
#define COPYTASTER_ACCOUNT_RENDER_PAGE_H

#include "account/render.h"
#include "account/render_escape.h"
#include "account/render_said.h"

/* What every section needs. Ids on the page are s<story>-..., r<report>-<from>-<to>, counted
 * from 1. */
struct render_page {
    buf *out;
    struct render_place place;
    const struct account *acct; /* the story being written */
    size_t story;
};

/* Our own markup, as it is. */
void render_page_raw(struct render_page *p, const char *html);
void render_page_fmt(struct render_page *p, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* Foreign text, escaped; the second with our quotation marks, in a <q> without generated marks. */
void render_page_text(struct render_page *p, str text);
void render_page_quote(struct render_page *p, str text);

/* What a report restates without quoting, set apart from our words by its type and not by marks. */
void render_page_restated(struct render_page *p, str text);

/* Who says it, and with which verb; or that it is disputed (with a link) or not known. */
void render_page_claim_speaker(struct render_page *p, const struct said *said);

/* A link to the words of a place in the report beside: "B 405-467", told to screen readers in full.
 */
void render_page_link(struct render_page *p, struct place place);

/* The same, but only the letter is seen. */
void render_page_letter_link(struct render_page *p, struct place place);

/* The letter of a witness as a badge. */
void render_page_letter(struct render_page *p, uint32_t witness);

/* "3 reports" */
void render_page_count(struct render_page *p, size_t n, const char *one, const char *many);

/* The sections of a story. */
void render_page_conflict_all(struct render_page *p); /* render_page_conflict.c */
void render_page_claim_all(
    struct render_page *p); /* render_page_claim.c: said, happened, figures, alone */
void render_page_history(struct render_page *p); /* render_page_history.c: the timeline */
void render_page_matrix(struct render_page *p);  /* render_page_matrix.c: claims x witnesses */
void render_page_lineage(struct render_page *p); /* render_page_lineage.c: drawing and its words */

/* render_page_report.c: the texts, with every place that a claim, conflict or date points to. */
void render_page_report_all(struct render_page *p);

#endif
