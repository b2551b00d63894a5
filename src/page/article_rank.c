/* article_rank.c - a candidate is known by what the scores of its blocks promise, by its size and
 * form, by how it agrees with the candidate of the whole page, and by what it leaves. The model is
 * trained on the F1 that candidates had on pages whose block scores came from models that hadn't
 * seen them (train/page_run). */
#include "page/article_rank.h"

#include <assert.h>

static const struct article_tree trees[] = {
#include "page/tables/article_rank_trees.inc"
};

const struct article_model article_rank_built_in = {
    trees,
    sizeof trees / sizeof trees[0],
#include "page/tables/article_rank_bias.inc"
};

/* Sums over the blocks of a candidate. */
struct sums {
    double right; /* words times scores */
    uint32_t words;
    uint32_t blocks;
    uint32_t good;
    uint32_t chars;
    uint32_t link_chars;
    uint32_t unsure; /* words of blocks between .3 and .7 */
    uint32_t json;   /* words of blocks in the JSON-LD's body */
    uint32_t heads;
    uint32_t common; /* words shared with the whole page's candidate */
    double common_right;
    uint32_t gaps; /* times that blocks were left between blocks taken */
    uint32_t first;
    uint32_t last;
    uint32_t words_first; /* words of the page before the first block, and to the last's end */
    uint32_t words_last;
};

struct row {
    uint8_t *v;
    uint32_t n;
};

static void put(struct row *r, double value) {
    r->v[r->n++] = (uint8_t)(value < 0 ? 0 : value < 255 ? value : 255);
}

static void put_share(struct row *r, double part, double whole) {
    put(r, whole > 0 ? part / whole * 200 : 0);
}

static void put_scaled(struct row *r, double value) {
    r->v[r->n++] = article_features_scale((uint32_t)(value > 0 ? value : 0));
}

static bool is_unsure(float score) {
    return score > 0.3f && score < 0.7f;
}

static bool is_in_json(const struct article_place *p) {
    return p->body != 255 && p->body >= 100;
}

static void count(const struct article_context *c, uint32_t i, float score, bool is_common,
                  struct sums *s) {
    const struct article_block *b = &c->o->block[i];
    uint32_t words = b->stats.words;
    uint16_t tag = c->o->node[b->node].tag;
    s->right += (double)score * words;
    s->words += words;
    s->good += b->is_good ? words : 0;
    s->chars += b->stats.chars;
    s->link_chars += b->stats.link_chars;
    s->unsure += is_unsure(score) ? words : 0;
    s->json += is_in_json(&c->place[i]) ? words : 0;
    s->heads += tag >= HTML_TAG_H1 && tag <= HTML_TAG_H6;
    s->common += is_common ? words : 0;
    s->common_right += is_common ? (double)score * words : 0;
    if (s->blocks == 0) {
        s->first = i;
        s->words_first = c->place[i].words_before;
    } else {
        s->gaps += i > s->last + 1;
    }
    s->last = i;
    s->words_last = c->place[i].words_before + words;
    s->blocks++;
}

static double promise(const struct sums *s, double wanted) {
    return s->words + wanted > 0 ? 2 * s->right / (s->words + wanted) : 0;
}

static void write_row(const struct article_context *c, const struct sums *all,
                      const struct sums *page, const struct sums *s, struct row *r) {
    uint32_t n = c->o->n_blocks;
    put_share(r, s->right, s->words);
    put_share(r, s->right, all->right);
    put(r, promise(s, all->right) * 250);
    put(r, promise(page, all->right) * 250);
    put_scaled(r, s->words);
    put_scaled(r, s->blocks);
    put_scaled(r, s->blocks ? s->words / s->blocks : 0);
    put_share(r, s->words, c->words);
    put_share(r, s->good, c->good);
    put_share(r, s->good, s->words);
    put_share(r, s->link_chars, s->chars);
    put_share(r, s->unsure, s->words);
    put_share(r, all->unsure, c->words);
    put_share(r, s->common, page->words);
    put_share(r, s->common, s->words);
    put_share(r, page->right - s->common_right, page->words - s->common);
    put_share(r, s->right - s->common_right, s->words - s->common);
    put_share(r, s->json, s->words);
    put_share(r, s->json, all->json);
    put_scaled(r, all->json);
    put_scaled(r, s->gaps);
    put_share(r, s->words, s->words_last - s->words_first);
    put_share(r, s->first, n);
    put_share(r, s->last + 1, n);
    put_scaled(r, n);
    put_scaled(r, c->words);
    put_share(r, s->heads, s->blocks);
    put_share(r, c->o->node[c->best].good, c->good);
    put(r, c->place[c->title_block].title);
    put(r, 128.0 + (double)s->first - c->title_block);
    put_share(r, page->right - s->common_right, page->right);
    put_share(r, s->words - s->common, page->words);
}

void article_rank_take(const struct article_context *c, const float *score,
                       const struct article_regions *r, struct article_rank *out) {
    struct sums s[ARTICLE_REGIONS] = {0};
    struct sums all = {0};
    *out = (struct article_rank){0};
    for (uint32_t i = 0; i < c->o->n_blocks; i++) {
        bool in_page = r->in[i] & 1u << REGION_PAGE;
        uint32_t words = c->o->block[i].stats.words;
        all.right += (double)score[i] * words;
        all.unsure += is_unsure(score[i]) ? words : 0;
        all.json += is_in_json(&c->place[i]) ? words : 0;
        for (unsigned bits = r->in[i]; bits != 0; bits &= bits - 1) {
            count(c, i, score[i], in_page, &s[__builtin_ctz(bits)]);
        }
    }
    for (int k = 0; c->o->n_blocks > 0 && k < ARTICLE_REGIONS; k++) {
        struct row row = {.v = out->v[k]};
        unsigned agree = 0;
        for (int j = 0; j < ARTICLE_REGIONS; j++) {
            agree += r->exists[j] && s[j].words == s[k].words && s[j].first == s[k].first &&
                     s[j].last == s[k].last;
        }
        put(&row, k);
        put(&row, agree);
        write_row(c, &all, &s[REGION_PAGE], &s[k], &row);
        assert(row.n == ARTICLE_RANK_FEATURES);
    }
}

float article_rank_expect(const struct article_model *m, const uint8_t *row) {
    int32_t sum = m->bias;
    for (uint32_t k = 0; k < m->n_trees; k++) {
        const struct article_tree *t = &m->tree[k];
        unsigned leaf = 0;
        for (unsigned level = 0; level < ARTICLE_TREE_DEPTH; level++) {
            leaf |= (unsigned)(row[t->feature[level]] > t->above[level]) << level;
        }
        sum += t->leaf[leaf];
    }
    return article_model_share(sum);
}
