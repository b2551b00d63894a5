/* article.c - from the tree to the article: outline, features, scores of blocks, choice, text.
 * Blocks are judged one by one by boosted trees that see the block, the elements above it, what
 * those hold, its place and its neighbours (article_features.c); there are no candidate regions to
 * choose from, the model has them among its features. */
#include "page/article.h"

#include "page/article_choose.h"
#include "page/article_note.h"
#include "page/article_parts.h"
#include "page/article_text.h"

static enum err write(arena *a, const struct article_outline *o, const struct article_choice *c,
                      struct page *out) {
    struct article_text w;
    article_text_init(&w, a, o);
    enum err code = ERR_OK;
    for (uint32_t i = 0; i < o->n_blocks && code == ERR_OK; i++) {
        if (c->use[i] == ARTICLE_TAKE) {
            code = article_text_add(&w, i, (enum page_block_kind)c->kind[i], c->score[i]);
        } else if (c->use[i] == ARTICLE_NOTE) {
            code = article_text_note(&w, i, (enum page_block_kind)c->kind[i], c->score[i]);
        }
    }
    return article_text_done(&w, code, out);
}

enum err article_parts_read(arena *a, const struct html_tree *t, const struct article_hints *hints,
                            const struct article_model *m, struct page *out) {
    struct article_outline o;
    struct article_features f;
    struct article_choice c;
    TRY(article_outline_take(a, t, &o));
    TRY(article_features_take(a, &o, hints, &f));
    TRY(article_choose(a, &o, &f, m, &c));
    article_note_mark(&o, &c);
    out->confidence = c.confidence;
    out->is_cut = t->is_cut || o.is_cut;
    return write(a, &o, &c, out);
}

enum err article_read(arena *a, const struct html_tree *t, const struct article_hints *hints,
                      struct page *out) {
    return article_parts_read(a, t, hints, &article_model_built_in, out);
}

enum err article_read_all(arena *a, const struct html_tree *t, struct page *out) {
    struct article_outline o;
    struct article_choice c;
    TRY(article_outline_take(a, t, &o));
    TRY(article_choose_all(a, &o, &c));
    out->confidence = 1;
    out->is_cut = t->is_cut || o.is_cut;
    return write(a, &o, &c, out);
}
