/* block.c - what the kinds of blocks are called, and which of them claims may come from.
 * Headlines and captions repeat or sharpen what the text says and are left out; a new kind must be
 * decided here, which the compiler sees to. */
#include "read/document.h"

bool block_is_content(enum block_kind kind) {
    switch (kind) {
    case BLOCK_PARAGRAPH:
    case BLOCK_LIST_ITEM:
    case BLOCK_TRANSCRIPT:
    case BLOCK_EMBED:
    case BLOCK_SIGNATURE:
        return true;
    case BLOCK_HEADLINE:
    case BLOCK_DATELINE:
    case BLOCK_BYLINE:
    case BLOCK_CAPTION:
    case BLOCK_PROMO:
    case BLOCK_HEADING:
    case BLOCK_CREDIT:
    case BLOCK_KINDS:
        return false;
    }
    return false;
}

const char *block_kind_name(enum block_kind kind) {
    static const char *const name[BLOCK_KINDS] = {"headline",  "paragraph", "dateline",   "byline",
                                                  "caption",   "embed",     "promo",      "heading",
                                                  "list_item", "signature", "transcript", "credit"};
    return kind < BLOCK_KINDS ? name[kind] : "unknown";
}
