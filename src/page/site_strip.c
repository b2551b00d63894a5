/* site_strip.c - a text without some of its blocks: those that stay are copied, parted by blank
 * lines, and their places and runs moved with them. O(text). */
#include "page/site.h"

/* What is being written. */
struct strip {
    char *text;
    size_t len;
    struct page_run *run;
    size_t n_runs;
    size_t next; /* run of the old text */
};

static void keep(const struct site_text *from, struct strip *to, struct page_block *b) {
    if (to->len) {
        memcpy(to->text + to->len, "\n\n", 2);
        to->len += 2;
    }
    struct span old = b->at;
    b->at = (struct span){(uint32_t)to->len, (uint32_t)(to->len + (old.to - old.from))};
    memcpy(to->text + to->len, from->text.ptr + old.from, old.to - old.from);
    to->len = b->at.to;
    for (; to->next < from->n_runs && from->run[to->next].text < old.to; to->next++) {
        if (from->run[to->next].text >= old.from) {
            struct page_run run = from->run[to->next];
            run.text = run.text - old.from + b->at.from;
            to->run[to->n_runs++] = run;
        }
    }
}

enum err site_strip(arena *a, const bool *drop, struct site_text *text) {
    struct page_block *block = arena_array(a, text->n_blocks, sizeof *block);
    struct strip to = {.text = arena_take(a, text->text.len + 1),
                       .run = arena_array(a, text->n_runs, sizeof *to.run)};
    if (!block || !to.text || !to.run) {
        return a->last;
    }
    for (size_t i = 0; i < text->n_blocks; i++) {
        block[i] = text->block[i];
        if (drop[i]) {
            block[i].kind = PAGE_PROMO;
        }
        if (drop[i] || span_is_empty(block[i].at)) {
            block[i].at = (struct span){(uint32_t)to.len, (uint32_t)to.len};
        } else {
            keep(text, &to, &block[i]);
        }
    }
    *text = (struct site_text){.text = str_of(to.text, to.len),
                               .block = block,
                               .n_blocks = text->n_blocks,
                               .run = to.run,
                               .n_runs = to.n_runs};
    return ERR_OK;
}
