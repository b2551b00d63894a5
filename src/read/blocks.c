/* blocks.c - paragraphs of the text as blocks; what each of them is is decided by its first and
 * last tokens. Blocks partition the tokens, so nothing is lost whatever a rule decides. O(n). */
#include "read/blocks.h"

#include "base/vec.h"
#include "text/layout.h"

enum err blocks_find(arena *a, struct document *doc) {
    VEC(struct block) blocks = {0};
    enum layout layout = layout_of(doc->text, doc->tok, doc->n_tok);
    for (size_t from = 0, to; from < doc->n_tok; from = to) {
        to = from + 1;
        while (to < doc->n_tok && !layout_starts(layout, &doc->tok[to])) {
            to++;
        }
        struct block b = {.at = {doc->tok[from].from, doc->tok[to - 1].to},
                          .tok_from = (uint32_t)from,
                          .tok_to = (uint32_t)to,
                          .section = NONE,
                          .kind = BLOCK_PARAGRAPH,
                          .embed = NONE};
        TRY(vec_push(a, &blocks, b));
    }
    doc->block = blocks.v;
    doc->n_blocks = blocks.n;
    return ERR_OK;
}
