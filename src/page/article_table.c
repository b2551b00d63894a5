/* article_table.c - a table holds data when two rows or more have text in two cells or more, no
 * table stands in it or around it, its cells are short and it isn't marked as mere layout. Rows and
 * cells are carried down from parents to children in one pass over the nodes, which come in order
 * of the document. */
#include "page/article_table.h"

/* Words of the longest and of the mean block of a cell, and blocks a cell, in tables of data. */
enum { LONGEST = 60, MEAN = 20, BLOCKS_A_CELL = 2 };

/* Nodes around a node: each ARTICLE_NONE when there's none. */
struct place {
    uint32_t table;
    uint32_t row;
    uint32_t cell;
};

/* What one table holds. */
struct table {
    uint32_t node;
    uint32_t last_row;
    uint32_t last_cell;
    uint32_t cells_of_row; /* with text */
    uint32_t n_rows;       /* with text in two cells or more */
    uint32_t n_cells;
    uint32_t n_blocks;
    uint32_t words;
    uint32_t words_taken;
    uint32_t longest;
    bool is_nested; /* in a table, or around one */
};

static struct place *places_of(arena *a, const struct article_outline *o) {
    static const struct place nowhere = {ARTICLE_NONE, ARTICLE_NONE, ARTICLE_NONE};
    struct place *place = arena_array(a, o->n_nodes, sizeof *place);
    for (uint32_t i = 0; place && i < o->n_nodes; i++) {
        const struct article_node *n = &o->node[i];
        struct place p = n->parent == ARTICLE_NONE ? nowhere : place[n->parent];
        if (n->tag == HTML_TAG_TABLE) {
            p = (struct place){i, ARTICLE_NONE, ARTICLE_NONE};
        } else if (n->tag == HTML_TAG_TR && p.table != ARTICLE_NONE) {
            p.row = i;
            p.cell = ARTICLE_NONE;
        } else if ((n->tag == HTML_TAG_TD || n->tag == HTML_TAG_TH) && n->parent == p.row) {
            p.cell = i;
        }
        place[i] = p;
    }
    return place;
}

static bool is_layout(const struct html_tree *t, uint32_t html) {
    for (uint32_t i = t->attr[html]; i < t->attr[html] + t->n_attr[html]; i++) {
        if (t->attrs[i].name == HTML_NAME_ROLE) {
            str role = str_span(t->source, t->attrs[i].value);
            return str_equals_nocase(role, STR("presentation")) ||
                   str_equals_nocase(role, STR("none"));
        }
    }
    return false;
}

static void count_block(struct table *t, const struct place *p, uint32_t words, bool is_taken) {
    if (p->row != t->last_row) {
        t->last_row = p->row;
        t->cells_of_row = 0;
    }
    if (p->cell != t->last_cell) {
        t->last_cell = p->cell;
        t->n_cells++;
        t->cells_of_row++;
        t->n_rows += t->cells_of_row == 2;
    }
    t->n_blocks++;
    t->words += words;
    t->words_taken += is_taken ? words : 0;
    t->longest = words > t->longest ? words : t->longest;
}

static bool is_data(const struct article_outline *o, const struct table *t) {
    return t->n_rows >= 2 && !t->is_nested && t->words_taken > 0 && t->longest <= LONGEST &&
           t->words <= MEAN * t->n_blocks && t->n_blocks <= BLOCKS_A_CELL * t->n_cells &&
           !is_layout(o->tree, o->node[t->node].html);
}

/* All tables, in order of the document; index[node] is that of a table's node. */
static enum err count_tables(arena *a, const struct article_outline *o, const struct place *place,
                             const struct article_choice *c, struct table **out, uint32_t *index) {
    VEC(struct table) table = {0};
    for (uint32_t i = 0; i < o->n_nodes; i++) {
        if (o->node[i].tag != HTML_TAG_TABLE) {
            continue;
        }
        uint32_t up = o->node[i].parent;
        uint32_t outer = up == ARTICLE_NONE ? ARTICLE_NONE : place[up].table;
        if (outer != ARTICLE_NONE) {
            table.v[index[outer]].is_nested = true;
        }
        index[i] = (uint32_t)table.n;
        TRY(vec_push(a, &table,
                     (struct table){.node = i,
                                    .last_row = ARTICLE_NONE,
                                    .last_cell = ARTICLE_NONE,
                                    .is_nested = outer != ARTICLE_NONE}));
    }
    for (uint32_t i = 0; i < o->n_blocks; i++) {
        const struct place *p = &place[o->block[i].node];
        if (p->cell != ARTICLE_NONE) {
            count_block(&table.v[index[p->table]], p, o->block[i].stats.words,
                        c->use[i] == ARTICLE_TAKE);
        }
    }
    *out = table.v;
    return ERR_OK;
}

/* Columns of cells, counted along each row. */
static void number_columns(const struct article_outline *o, const struct place *place,
                           uint32_t *column) {
    for (uint32_t i = 0, n = 0; i < o->n_nodes; i++) {
        n = o->node[i].tag == HTML_TAG_TR ? 0 : n;
        if (place[i].cell == i) {
            column[i] = n++;
        }
    }
}

static bool has_table(const struct article_outline *o, const struct article_choice *c) {
    for (uint32_t i = 0; i < o->n_blocks; i++) {
        if (c->use[i] == ARTICLE_TAKE && o->block[i].above[ARTICLE_IN_TABLE] < ARTICLE_FAR) {
            return true;
        }
    }
    return false;
}

enum err article_table_find(arena *a, const struct article_outline *o, struct article_choice *c,
                            const struct article_cell **out) {
    *out = NULL;
    if (!has_table(o, c)) {
        return ERR_OK;
    }
    struct place *place = places_of(a, o);
    uint32_t *number = arena_array(a, o->n_nodes, sizeof *number); /* of a table, or of a column */
    struct article_cell *cell = arena_array(a, o->n_blocks, sizeof *cell);
    if (!place || !number || !cell) {
        return a->last;
    }
    struct table *table;
    TRY(count_tables(a, o, place, c, &table, number));
    number_columns(o, place, number);
    for (uint32_t i = 0; i < o->n_blocks; i++) {
        const struct place *p = &place[o->block[i].node];
        cell[i] = (struct article_cell){ARTICLE_NONE, ARTICLE_NONE, 0};
        if (p->cell == ARTICLE_NONE || !is_data(o, &table[number[p->table]])) {
            continue;
        }
        const struct table *t = &table[number[p->table]];
        cell[i] = (struct article_cell){p->table, p->row, number[p->cell]};
        c->kind[i] = PAGE_TABLE_ROW;
        if (2 * t->words_taken >= t->words) {
            c->use[i] = ARTICLE_TAKE;
        } else if (c->use[i] == ARTICLE_NOTE) {
            c->use[i] = ARTICLE_LEAVE; /* a row is one block: nothing is noted inside it */
        }
    }
    *out = cell;
    return ERR_OK;
}
