/* article_note.c - the article's region goes from the headline, or a few blocks above the first one
 * taken, to a few below the last. What was left there is told by its form: captions by their
 * elements; bylines by class names of authors and days, or by the word "by" before capitals; promos
 * by class names of related stories and newsletters, by such words at their front, or by being
 * nothing but a link between two paragraphs. No learning: the sets have no labels for these. Order
 * of doubt: what fits none stays boilerplate. O(blocks). */
#include "page/article_note.h"

/* Groups of class words and of words, as tables/make_article_words.py numbers them. */
enum {
    CLASS_RELATED = 10,
    CLASS_PROMO = 12,
    CLASS_NEWSLETTER = 13,
    CLASS_AUTHOR = 14,
    CLASS_DATE = 15,
    WORDS_NEWSLETTER = 2,
    WORDS_RELATED = 3,
    WORDS_BY = 5,
    WORDS_MONTH = 10
};

enum {
    REACH_ABOVE = 8,
    REACH_BELOW = 4,
    NEAR = 3,
    BYLINE_WORDS = 15,
    TEASER_WORDS = 6,
    PROMO_WORDS = 40
};

static bool is_in_class(const struct article_block *b, unsigned group) {
    return b->above[ARTICLE_IN_CLASS + group] <= NEAR;
}

static bool is_byline(const struct article_block *b) {
    const struct article_stats *s = &b->stats;
    bool is_teaser = s->words >= TEASER_WORDS && 10 * s->link_chars >= 9 * s->chars;
    if (s->words > BYLINE_WORDS || s->ends_sentence || is_teaser) {
        return false;
    }
    bool says_by = s->group[WORDS_BY] > 0 && 2 * s->capitals >= s->words;
    bool says_day = s->group[WORDS_MONTH] > 0 && s->digits >= 3;
    return is_in_class(b, CLASS_AUTHOR) || says_by ||
           (is_in_class(b, CLASS_DATE) && s->digits >= 3) || says_day;
}

static bool is_promo(const struct article_block *b) {
    const struct article_stats *s = &b->stats;
    bool asks = s->group[WORDS_RELATED] + s->group[WORDS_NEWSLETTER] > 1;
    bool is_link = s->chars && 10 * s->link_chars >= 9 * s->chars;
    bool is_named = is_in_class(b, CLASS_RELATED) || is_in_class(b, CLASS_NEWSLETTER) ||
                    is_in_class(b, CLASS_PROMO);
    return s->words <= PROMO_WORDS && (is_named || asks || (is_link && s->words >= 4));
}

/* First and last block of the region, [from, to); false when nothing was taken. */
static bool find_region(const struct article_outline *o, const struct article_choice *c,
                        uint32_t *from, uint32_t *to) {
    uint32_t first = ARTICLE_NONE;
    uint32_t last = 0;
    for (uint32_t i = 0; i < o->n_blocks; i++) {
        if (c->use[i] == ARTICLE_TAKE) {
            first = first == ARTICLE_NONE ? i : first;
            last = i;
        }
    }
    if (first == ARTICLE_NONE) {
        return false;
    }
    *from = first > REACH_ABOVE ? first - REACH_ABOVE : 0;
    *to = o->n_blocks - last > REACH_BELOW ? last + REACH_BELOW + 1 : o->n_blocks;
    return true;
}

/* What a block that was left is; PAGE_BLOCK_KINDS = boilerplate. */
static enum page_block_kind note_of(const struct article_outline *o, const struct article_block *b,
                                    enum page_block_kind kind) {
    if (o->node[b->node].tag == HTML_TAG_H1 || b->stats.words == 0) {
        return PAGE_BLOCK_KINDS;
    }
    if (kind == PAGE_CAPTION) {
        return PAGE_CAPTION;
    }
    if (b->above[ARTICLE_IN_NAV] < ARTICLE_FAR || b->above[ARTICLE_IN_FORM] <= NEAR) {
        return PAGE_BLOCK_KINDS;
    }
    return is_byline(b) ? PAGE_BYLINE : is_promo(b) ? PAGE_PROMO : PAGE_BLOCK_KINDS;
}

void article_note_mark(const struct article_outline *o, struct article_choice *out) {
    uint32_t from;
    uint32_t to;
    if (!find_region(o, out, &from, &to)) {
        return;
    }
    for (uint32_t i = from; i < to; i++) {
        enum page_block_kind kind = note_of(o, &o->block[i], (enum page_block_kind)out->kind[i]);
        if (out->use[i] == ARTICLE_LEAVE && kind != PAGE_BLOCK_KINDS) {
            out->use[i] = ARTICLE_NOTE;
            out->kind[i] = (uint8_t)kind;
        }
    }
}
