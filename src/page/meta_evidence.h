/* meta_evidence.h - the evidence table: every place where a page says what it is, collected in one
 * pass over the tree, with the place and the words. Choosing is another matter (meta_title.c, ...).
 */
#ifndef COPYTASTER_PAGE_META_EVIDENCE_H
#define COPYTASTER_PAGE_META_EVIDENCE_H

#include "page/day.h"
#include "page/jsonld_node.h"
#include "page/meta.h"
#include "page/meta_class.h"
#include "page/meta_label.h"

enum meta_field {
    META_FIELD_TITLE,
    META_FIELD_AUTHOR,
    META_FIELD_DAY,
    META_FIELD_MODIFIED,
    META_FIELD_OUTLET,
    META_FIELD_LANG,
    META_FIELD_URL,
    META_FIELD_SECTION,
    META_FIELD_DESCRIPTION,
    META_FIELD_IMAGE
};

enum meta_source {
#define SOURCE(id, field, origin) META_##id,
#include "page/tables/meta_sources.inc"
#undef SOURCE
    META_SOURCES
};

/* What one place says. */
struct meta_evidence {
    str value;      /* cleaned; in the arena or the source */
    struct span at; /* in the source */
    uint32_t order; /* bytes of visible text before it */
    uint16_t place; /* META_IN_... */
    uint8_t source; /* enum meta_source */
};

struct meta_table {
    arena *a;
    buf scratch;
    const struct html_tree *t;
    const struct page_hints *hints;
    struct jsonld_nodes ld;
    uint16_t *place; /* of every node */
    struct meta_class_memo *classes;
    struct meta_label_index labels;
    VEC(struct meta_evidence) list;
    VEC(struct span) script; /* bodies of scripts that aren't JSON-LD */
    uint32_t title_order;    /* where the first h1 stands, UINT32_MAX = nowhere */
    uint32_t n_text;         /* bytes of visible text */
    str json_ld_body;
    bool is_news;          /* JSON-LD calls it a NewsArticle */
    enum day_order order;  /* of days in digits on this page */
    struct span last_text; /* the text before, and where it ended */
    uint32_t last_order;
    uint32_t by_order; /* where a text stood that is nothing but "By" */
    bool by_waits;
    uint32_t day_order; /* where a short text ended that is a day */
    unsigned day_reach; /* how many of the next texts may be a name beside it */
    unsigned n_days;
    unsigned n_headings[3]; /* taken so far: h1, h2, others that their class calls titles */
};

enum meta_field meta_evidence_field(enum meta_source source);
enum page_origin meta_evidence_origin(enum meta_source source);

/* Add one place; empty values are left out, more than 2,000 too. Errors: ERR_NOMEM, ERR_LIMIT. */
enum err meta_evidence_add(struct meta_table *m, enum meta_source source, str value, struct span at,
                           uint32_t node);

/* Collect everything: JSON-LD, meta, link, elements, text. O(page). */
enum err meta_evidence_collect(struct meta_table *m);

/* The parts, in files of their own. */
enum err meta_head_read(struct meta_table *m, uint32_t node);
enum err meta_json_read(struct meta_table *m);
enum err meta_element_read(struct meta_table *m, uint32_t node);
enum err meta_words_read(struct meta_table *m, uint32_t node);

/* The source that a meta element of this name is, or META_SOURCES. `key` in small letters. */
enum meta_source meta_head_key(str key);

/* The name of the outlet, as good as the evidence has it; empty when there's none. */
const struct meta_evidence *meta_evidence_outlet(const struct meta_table *m);

/* The page's address: as given, else as the page has it; may be empty. */
str meta_evidence_address(const struct meta_table *m);

/* The first evidence of a source, or NULL. */
const struct meta_evidence *meta_evidence_find(const struct meta_table *m, enum meta_source source);

#endif
