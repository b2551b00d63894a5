/* model_file.c - models as text that is both read here and included by src/page/article_model.c.
 * Reading takes the numbers and passes over all else. */
#include "model_file.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/vec.h"

static FILE *open_part(const char *path, const char *part, const char *mode) {
    char name[4096];
    snprintf(name, sizeof name, "%s.%s", path, part);
    FILE *f = fopen(name, mode);
    if (!f) {
        perror(name);
        exit(3);
    }
    return f;
}

static void write_bytes(FILE *f, const uint8_t *v) {
    fputc('{', f);
    for (int i = 0; i < ARTICLE_TREE_DEPTH; i++) {
        fprintf(f, "%s%d", i ? ", " : "", v[i]);
    }
    fputs("}, ", f);
}

void model_file_write(const char *path, const struct article_model *m, const char *note) {
    FILE *f = open_part(path, "trees", "w");
    fprintf(f, "/* %s */\n", note);
    for (uint32_t k = 0; k < m->n_trees; k++) {
        const struct article_tree *t = &m->tree[k];
        fputc('{', f);
        write_bytes(f, t->feature);
        write_bytes(f, t->above);
        fputc('{', f);
        for (int i = 0; i < ARTICLE_TREE_LEAVES; i++) {
            fprintf(f, "%s%d", i ? ", " : "", t->leaf[i]);
        }
        fputs("}},\n", f);
    }
    fclose(f);
    f = open_part(path, "bias", "w");
    fprintf(f, "%d\n", (int)m->bias);
    fclose(f);
}

/* The next number in the file, past all that is none; false at the end. */
static bool next_number(FILE *f, int *out) {
    for (int c = fgetc(f); c != EOF; c = fgetc(f)) {
        if (c == '-' || (c >= '0' && c <= '9')) {
            ungetc(c, f);
            return fscanf(f, "%d", out) == 1;
        }
    }
    return false;
}

static bool read_tree(FILE *f, struct article_tree *t) {
    int v;
    for (int i = 0; i < 2 * ARTICLE_TREE_DEPTH; i++) {
        if (!next_number(f, &v)) {
            return false;
        }
        uint8_t *part = i < ARTICLE_TREE_DEPTH ? t->feature : t->above;
        part[i % ARTICLE_TREE_DEPTH] = (uint8_t)v;
    }
    for (int i = 0; i < ARTICLE_TREE_LEAVES; i++) {
        if (!next_number(f, &v)) {
            return false;
        }
        t->leaf[i] = (int16_t)v;
    }
    return true;
}

struct article_model model_file_read(arena *a, const char *path) {
    VEC(struct article_tree) trees = {0};
    FILE *f = open_part(path, "trees", "r");
    for (int c = fgetc(f); c != EOF && c != '\n'; c = fgetc(f)) { /* the note */
    }
    struct article_tree t;
    while (read_tree(f, &t)) {
        if (vec_push(a, &trees, t) != ERR_OK) {
            exit(3);
        }
    }
    fclose(f);
    f = open_part(path, "bias", "r");
    int bias = 0;
    if (!next_number(f, &bias)) {
        exit(4);
    }
    fclose(f);
    return (struct article_model){trees.v, (uint32_t)trees.n, bias};
}

void model_file_folds(arena *a, const char *stem, unsigned n, struct article_model *out) {
    for (unsigned k = 0; k < n; k++) {
        char path[1000];
        snprintf(path, sizeof path, "%s%u", stem, k);
        out[k] = model_file_read(a, path);
    }
}

struct trees model_file_story(arena *a, const char *path) {
    _Static_assert(sizeof(struct tree) == sizeof(struct article_tree) &&
                       (int)TREE_ODDS == (int)ARTICLE_ODDS,
                   "one form of trees");
    struct article_model m = model_file_read(a, path);
    struct tree *tree = arena_array(a, m.n_trees, sizeof *tree);
    if (!tree) {
        exit(3);
    }
    memcpy(tree, m.tree, m.n_trees * sizeof *tree);
    return (struct trees){tree, m.n_trees, m.bias};
}
