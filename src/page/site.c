/* site.c - counts blocks by host and folded words. A block is furniture when three pages that
 * differ from one another have it: so an article at three addresses, or wire copy that a site
 * printed twice, stays, since all the rest of those pages is the same as well. Pages are compared
 * by eight one-byte minima of their blocks' hashes (b-bit minwise hashing, Li and Koenig 2010):
 * three equal ones, a likeness of .4 or so, are too much. What the article reader was sure of (a
 * background paragraph comes back from story to story) has to come back on half of the host's pages
 * besides. Short blocks and headings say too little alone. When the memory is full the rarest
 * blocks are forgotten (lossy counting, Manku and Motwani 2002). O(text), 130 bytes a block. */
#include "page/site.h"

#include "base/hash.h"
#include "base/limits.h"
#include "page/article_scan.h"

enum { LEAST_WITNESSES = 3, LEAST_WORDS = 4, MOST_EQUAL = 6, SURE = 900 };

/* Key of each block of a page; 0 = not looked at. */
struct keys {
    uint64_t *v;
    uint64_t host;
    struct site_sketch sketch;
};

static bool may_be_furniture(const struct page_block *b) {
    switch ((enum page_block_kind)b->kind) {
    case PAGE_PARAGRAPH:
    case PAGE_LIST_ITEM:
    case PAGE_CAPTION:
        return true;
    case PAGE_HEADING:
    case PAGE_QUOTE:
    case PAGE_CODE:
    case PAGE_TABLE_ROW:
    case PAGE_EMBED:
    case PAGE_BYLINE:
    case PAGE_PROMO:
    case PAGE_POST:
    case PAGE_BLOCK_KINDS:
        break;
    }
    return false;
}

/* Take the hash of a block into the minima. */
static void sketch_take(uint64_t *least, uint64_t key) {
    for (uint64_t i = 0; i < SITE_SLOTS; i++) {
        uint64_t h = hash_join(key ^ (i + 1) * 0xa0761d6478bd642fu, key);
        least[i] = h < least[i] ? h : least[i];
    }
}

static enum err take_keys(arena *a, const struct site_page *page, struct keys *out) {
    uint64_t least[SITE_SLOTS];
    memset(least, 0xff, sizeof least);
    out->host = hash_bytes(page->host);
    out->v = arena_array(a, page->n_blocks, sizeof *out->v);
    struct article_hashes words = {0};
    if (!out->v) {
        return a->last;
    }
    for (size_t i = 0; i < page->n_blocks; i++) {
        words.n = 0;
        TRY(article_scan_words(a, str_span(page->text, page->block[i].at), &words));
        if (words.n < LEAST_WORDS) {
            continue;
        }
        uint64_t key = hash_bytes(str_of((const char *)words.v, words.n * sizeof *words.v));
        if (page->block[i].kind != PAGE_HEADING) {
            sketch_take(least, key);
        }
        if (may_be_furniture(&page->block[i])) {
            key = hash_join(out->host, key);
            out->v[i] = key ? key : 1;
        }
    }
    for (int i = 0; i < SITE_SLOTS; i++) {
        out->sketch.least[i] = (uint8_t)least[i];
    }
    return ERR_OK;
}

/* Do two pages have less in common than versions of one article would? */
static bool differ(const struct site_sketch *a, const struct site_sketch *b) {
    int equal = 0;
    for (int i = 0; i < SITE_SLOTS; i++) {
        equal += a->least[i] == b->least[i];
    }
    return equal <= MOST_EQUAL;
}

enum err site_init(struct site_memory *m, size_t most) {
    *m = (struct site_memory){.most = most < 16 ? 16 : most};
    arena_init(&m->store, LIMIT_ARENA_BYTES);
    m->block = arena_array(&m->store, m->most, sizeof *m->block);
    if (!m->block) {
        return m->store.last;
    }
    TRY(map_init(&m->host, &m->store, 64));
    return map_init(&m->at, &m->store, m->most);
}

void site_done(struct site_memory *m) {
    arena_done(&m->store);
}

/* Forget the blocks of fewest pages, until a quarter of the memory is free. */
static enum err forget(struct site_memory *m) {
    size_t n = m->n_blocks;
    for (uint64_t rare = 1; n > m->most - m->most / 4; rare *= 2) {
        size_t kept = 0;
        for (size_t i = 0; i < n; i++) {
            if (m->block[i].n_pages > rare) {
                m->block[kept++] = m->block[i];
            }
        }
        n = kept;
    }
    m->n_blocks = n;
    map_clear(&m->at);
    for (size_t i = 0; i < n; i++) {
        TRY(map_put(&m->at, m->block[i].key, (uint32_t)i));
    }
    return ERR_OK;
}

static enum err find_or_add(struct site_memory *m, uint64_t key, struct site_block **out) {
    uint32_t at = map_find(&m->at, key);
    if (at == MAP_NONE) {
        if (m->n_blocks == m->most) {
            TRY(forget(m));
        }
        at = (uint32_t)m->n_blocks;
        TRY(map_put(&m->at, key, at));
        m->block[m->n_blocks++] = (struct site_block){.key = key};
    }
    *out = &m->block[at];
    return ERR_OK;
}

static void see(struct site_block *b, uint64_t page, const struct site_sketch *sketch,
                float score) {
    if (b->page == page) {
        return;
    }
    b->page = page;
    b->n_pages++;
    b->score += (uint64_t)(score * 1000);
    for (uint32_t i = 0; i < b->n_witnesses; i++) {
        if (!differ(&b->witness[i], sketch)) {
            return;
        }
    }
    if (b->n_witnesses < SITE_WITNESSES) {
        b->witness[b->n_witnesses++] = *sketch;
    }
}

static enum err add_keys(struct site_memory *m, const struct keys *keys,
                         const struct site_page *page) {
    uint32_t n = map_find(&m->host, keys->host);
    TRY(map_put(&m->host, keys->host, n == MAP_NONE ? 1 : n + 1));
    m->n_pages++;
    for (size_t i = 0; i < page->n_blocks; i++) {
        if (keys->v[i]) {
            struct site_block *b;
            TRY(find_or_add(m, keys->v[i], &b));
            see(b, m->n_pages, &keys->sketch, page->block[i].score);
        }
    }
    return ERR_OK;
}

enum err site_add(struct site_memory *m, arena *scratch, const struct site_page *page) {
    if (page->host.len == 0 || page->n_blocks == 0) {
        return ERR_OK;
    }
    struct keys keys;
    arena_pos mark = arena_mark(scratch);
    enum err code = take_keys(scratch, page, &keys);
    code = code == ERR_OK ? add_keys(m, &keys, page) : code;
    arena_reset(scratch, mark);
    return code;
}

static bool is_furniture(const struct site_memory *m, uint64_t host, uint64_t key) {
    uint32_t at = key ? map_find(&m->at, key) : MAP_NONE;
    if (at == MAP_NONE || m->block[at].n_witnesses < LEAST_WITNESSES) {
        return false;
    }
    const struct site_block *b = &m->block[at];
    uint64_t of_host = map_find(&m->host, host);
    bool is_common = b->n_witnesses >= SITE_WITNESSES && 2 * (uint64_t)b->n_pages >= of_host;
    return is_common || b->score < (uint64_t)SURE * b->n_pages;
}

/* Headings over nothing but furniture are furniture, too. */
static size_t add_headings(const struct site_page *page, bool *drop) {
    size_t n = 0;
    bool all = false; /* what was met since the last heading is furniture, and there is some */
    bool any = false;
    for (size_t i = page->n_blocks; i-- > 0;) {
        if (page->block[i].kind == PAGE_HEADING) {
            drop[i] = any && all;
            any = false;
        } else if (!span_is_empty(page->block[i].at)) {
            all = drop[i] && (all || !any);
            any = true;
        }
        n += drop[i];
    }
    return n;
}

static size_t count_texts(const struct site_page *page) {
    size_t n = 0;
    for (size_t i = 0; i < page->n_blocks; i++) {
        n += !span_is_empty(page->block[i].at);
    }
    return n;
}

enum err site_find(const struct site_memory *m, arena *a, const struct site_page *page, bool **out,
                   size_t *n) {
    struct keys keys;
    bool *drop = arena_array(a, page->n_blocks, sizeof *drop);
    *n = 0;
    *out = drop;
    if (!drop) {
        return a->last;
    }
    if (page->host.len == 0 || page->n_blocks == 0) {
        return ERR_OK;
    }
    TRY(take_keys(a, page, &keys));
    for (size_t i = 0; i < page->n_blocks; i++) {
        drop[i] = is_furniture(m, keys.host, keys.v[i]);
    }
    *n = add_headings(page, drop);
    if (*n == count_texts(page)) {
        memset(drop, 0, page->n_blocks * sizeof *drop);
        *n = 0;
    }
    return ERR_OK;
}
