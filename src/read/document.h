/* document.h - one report as it was read: identity, metadata, text, typed blocks, tokens, marks,
 * sentences. Everything after reading takes a `const struct document *`. Offsets are bytes of
 * `text`. */
#ifndef COPYTASTER_READ_DOCUMENT_H
#define COPYTASTER_READ_DOCUMENT_H

#include "base/hash.h"
#include "page/page.h"
#include "text/mark.h"
#include "text/sentence.h"
#include "text/token.h"

#define NONE UINT32_MAX /* "no index", for every annotation */

enum block_kind {
    BLOCK_HEADLINE, /* of the report */
    BLOCK_PARAGRAPH,
    BLOCK_DATELINE, /* "BRUSSELS, March 4 (Reuters) -", "date 2022-03-04 BRUSSELS:"; the rest of its
                       line is a paragraph */
    BLOCK_BYLINE,   /* "By Ann Lee" */
    BLOCK_CAPTION,
    BLOCK_EMBED,   /* an embedded post; see struct embed */
    BLOCK_PROMO,   /* "Also Read: ..." */
    BLOCK_HEADING, /* of a section inside the report */
    BLOCK_LIST_ITEM,
    BLOCK_SIGNATURE,  /* "- Name" behind a quotation; label = the name */
    BLOCK_TRANSCRIPT, /* "NAME: ..."; label = the name */
    BLOCK_CREDIT,     /* "(AP)", "Reuters contributed to this report", copyright lines */
    BLOCK_KINDS
};

/* Blocks stand in text order, don't overlap, and cover every byte that isn't white space. */
struct block {
    struct span at;
    uint32_t tok_from;
    uint32_t tok_to;
    uint32_t section;   /* block index of the HEADING it stands under, or NONE */
    struct span label;  /* TRANSCRIPT and SIGNATURE: the name; DATELINE: the place; BYLINE: the
                           author; else empty */
    struct span date;   /* DATELINE: the date as written; else empty */
    struct span agency; /* DATELINE, CREDIT: the agency as written; else empty */
    uint8_t kind;
    uint32_t embed; /* EMBED: index of the struct embed, else NONE */
};

/* An embedded post; it may run over several paragraphs of the text, each a BLOCK_EMBED with this
 * index. */
struct embed {
    struct span at;
    struct span text;
    struct span author; /* "MFA Russia" */
    struct span handle; /* "@mfa_russia" */
    struct span date;   /* "March 3, 2022" */
};

struct document {
    /* identity and metadata; empty when unknown */
    str id;     /* given, or the file name */
    str name;   /* where it was read: path, or path:line */
    str title;  /* metadata, or the text of the HEADLINE block */
    str outlet; /* metadata only */
    str url;
    str published; /* as given; time/ reads it */
    str author;
    str lang;  /* BCP 47, given; empty = taken as English */
    str extra; /* what else is known, as a JSON object: unknown keys of a report line, passed
                  through; other metadata of a page; empty when none */

    str text;
    uint8_t sha256[SHA256_BYTES];        /* of `text` */
    uint8_t source_sha256[SHA256_BYTES]; /* of the bytes read: the file, or the line */
    str encoding;                        /* "UTF-8", or what the bytes were converted from */
    size_t n_repaired;                   /* places where U+FFFD stands for ill-formed bytes */

    /* pages: what reading found of the structure of the text, and where its bytes come from; a
     * report that was a text has none */
    const struct page_block *given;
    size_t n_given;
    const struct page_run *run;
    size_t n_runs;

    const struct block *block;
    size_t n_blocks;
    const struct embed *embed;
    size_t n_embeds;
    const struct token *tok;
    size_t n_tok;
    const struct quoted *quoted;
    size_t n_quoted;
    const struct sentence *sentence; /* of every block, in order */
    size_t n_sentences;
};

/* Fill the arrays (tokens, marks, blocks, sentences) and hash of a document whose identity,
 * metadata and text are set. All memory from `a`. Errors: ERR_NOMEM, ERR_LIMIT. O(text). */
enum err document_analyse(arena *a, struct document *doc);

/* Block that covers byte `pos`, or the last one before it; NONE when there's no block. O(log n). */
uint32_t document_block_at(const struct document *doc, size_t pos);

/* Sentence that covers token `tok`, or NONE (tokens of no sentence don't exist in text blocks).
 * O(log n). */
uint32_t document_sentence_at(const struct document *doc, uint32_t tok);

/* Where the bytes `at` of the text stand in the page they were read from: [from, to) in the bytes
 * of the source. Empty when the report wasn't a page. O(log n). */
struct span document_source_span(const struct document *doc, struct span at);

/* Whether claims may be taken from a block of this kind (paragraph, list item, transcript, embed,
 * signature). */
bool block_is_content(enum block_kind kind);

/* "paragraph", "dateline", ...: the names used in JSON. */
const char *block_kind_name(enum block_kind kind);

#endif
