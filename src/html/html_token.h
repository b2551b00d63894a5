/* html_token.h - source -> tokens of the HTML standard (13.2.5). The tree builder pulls them and
 * sets the state between two. Names, texts and values stay slices of the source. Internal to html/
 * and its tests. */
#ifndef COPYTASTER_HTML_HTML_TOKEN_H
#define COPYTASTER_HTML_HTML_TOKEN_H

#include "html/html.h"

enum html_token_kind {
    HTML_TOKEN_TEXT,
    HTML_TOKEN_START,
    HTML_TOKEN_END,
    HTML_TOKEN_COMMENT,
    HTML_TOKEN_DOCTYPE,
    HTML_TOKEN_EOF
};

/* Where the tokenizer goes on. All but DATA, PLAINTEXT and CDATA last until the end tag of
 * `last`. */
enum html_token_state {
    HTML_STATE_DATA,
    HTML_STATE_RCDATA,
    HTML_STATE_RAWTEXT,
    HTML_STATE_SCRIPT,
    HTML_STATE_PLAINTEXT,
    HTML_STATE_CDATA
};

struct html_token {
    uint8_t kind;
    uint8_t raw; /* HTML_RAW_... of text, comment, or the name of a tag */
    bool self_closing;
    bool keeps_nul;   /* text: NUL becomes U+FFFD wherever it stands */
    uint16_t tag;     /* enum html_tag */
    uint32_t hash;    /* of a tag's name, whatever its case */
    struct span at;   /* the whole token */
    struct span name; /* tag: its name; text: `at`; comment and doctype: what stands inside */
    uint32_t attr;    /* start tag: its first in tokenizer.attrs */
    uint32_t n_attrs;
};

/* Attributes of one name are found by a table once a tag has more than a few. */
enum { HTML_TOKEN_ATTRS_MAX = 400, HTML_TOKEN_SLOTS = 1024 };

struct html_tokenizer {
    const char *s;
    size_t end;
    size_t pos;
    uint8_t state;   /* enum html_token_state; the caller may set it between tokens */
    bool is_foreign; /* the caller says: <![CDATA[ opens a section here */
    str last;        /* name of the start tag before the raw text, but for letter case */
    arena *a;        /* for attributes */
    uint32_t max_attrs;
    struct html_attr *attrs; /* of all tags; the caller may cut n_attrs back after a token */
    uint32_t n_attrs;
    uint32_t cap_attrs;
    uint32_t n_tags; /* so far: stamps the slots */
    struct {
        uint32_t stamp; /* the tag that wrote the slot */
        uint32_t attr;  /* one of its attributes */
    } slots[HTML_TOKEN_SLOTS];
    uint32_t n_dropped; /* attributes beyond max_attrs */
    enum err failed;    /* ERR_NOMEM or ERR_LIMIT: then tokens end */
};

/* Begin at the start of `source`, in the data state; *k is all zero. `a` and `source` are kept. Of
 * a tag at most `max_attrs` <= HTML_TOKEN_ATTRS_MAX attributes are kept, room is made for `n_attrs`
 * of all tags. Errors: ERR_NOMEM, ERR_LIMIT (also a source of 4 GiB). */
enum err html_token_init(struct html_tokenizer *k, arena *a, str source, uint32_t max_attrs,
                         size_t n_attrs);

/* The next token; HTML_TOKEN_EOF again and again at the end. Text between two tags is one token, or
 * several where "</>" parts it. O(token). */
void html_token_next(struct html_tokenizer *k, struct html_token *out);

/* Room for `more` attributes behind the last. False: k->failed is set. */
bool html_token_room(struct html_tokenizer *k, uint32_t more);
bool html_token_same_name(const struct html_tokenizer *k, const struct html_attr *a,
                          const struct html_attr *b);

/* End of the raw text that begins at k->pos in k->state: where its end tag begins, or the end. */
size_t html_raw_end(const struct html_tokenizer *k, uint8_t *raw);

/* The parts of a doctype: slices of the source, empty where there's none. */
struct html_doctype {
    struct span name;
    struct span public_id;
    struct span system_id;
    bool has_public;
    bool has_system;
    bool force_quirks;
};

/* `inside` is what stands between "<!DOCTYPE" and '>' (or the end). Can't fail. O(inside). */
void html_doctype_read(str source, struct span inside, struct html_doctype *out);

#endif
