/* article.c - from the tree to the article: outline, features, scores of blocks, choice, text.
 * Blocks are judged one by one by boosted trees that see the block, the elements above it, what
 * those hold, its place and its neighbours (article_features.c). Candidates by regions of the page
 * are then ranked by the F1 expected of them (article_region.c, article_rank.c). */
#include "page/article.h"

#include "page/article_choose.h"
#include "page/article_note.h"
#include "page/article_parts.h"
#include "page/article_post.h"
#include "page/article_table.h"
#include "page/article_text.h"

/* What parts block `i` from `last`, the one written before it (ARTICLE_NONE at first). */
static struct article_glue glue_of(const struct article_cell *cell, uint32_t last, uint32_t i) {
    struct article_glue glue = {0};
    if (!cell || cell[i].row == ARTICLE_NONE) {
        return glue;
    }
    bool is_after = last != ARTICLE_NONE;
    glue.is_line = is_after && cell[last].table == cell[i].table;
    glue.is_same = is_after && cell[last].row == cell[i].row;
    glue.n_bars = cell[i].column - (glue.is_same ? cell[last].column : 0);
    return glue;
}

static enum err write(arena *a, const struct article_outline *o, struct article_choice *c,
                      struct page *out) {
    const struct article_cell *cell;
    const struct article_post *post;
    size_t n_posts;
    TRY(article_post_find(a, o, c, &post, &n_posts));
    TRY(article_table_find(a, o, c, &cell));
    struct article_text w;
    article_text_init(&w, a, o);
    enum err code = ERR_OK;
    uint32_t last = ARTICLE_NONE;
    size_t k = 0;
    for (uint32_t i = 0; i < o->n_blocks && code == ERR_OK; i++) {
        if (k < n_posts && post[k].block <= i) {
            code = article_text_post(&w, post[k].source, post[k].time);
            k++;
        }
        if (code != ERR_OK) {
            break;
        }
        enum page_block_kind kind = (enum page_block_kind)c->kind[i];
        if (c->use[i] == ARTICLE_TAKE) {
            struct article_glue glue = glue_of(cell, last, i);
            size_t before = w.out.len;
            code = article_text_add(&w, i, kind, c->score[i], &glue);
            last = w.out.len > before ? i : last;
        } else if (c->use[i] == ARTICLE_NOTE) {
            code = article_text_note(&w, i, kind, c->score[i]);
        }
    }
    return article_text_done(&w, code, out);
}

enum err article_parts_read(arena *a, const struct html_tree *t, const struct article_hints *hints,
                            const struct article_models *m, struct page *out) {
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
    static const struct article_models built_in = {&article_model_built_in, &article_rank_built_in};
    return article_parts_read(a, t, hints, &built_in, out);
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
