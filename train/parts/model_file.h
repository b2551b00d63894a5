/* model_file.h - models as text: the bias, then the trees as the C table has them. */
#ifndef COPYTASTER_TRAIN_MODEL_FILE_H
#define COPYTASTER_TRAIN_MODEL_FILE_H

#include "page/article_model.h"
#include "story/trees.h"

/* Write PATH.trees and PATH.bias; the first lines of PATH.trees say what `note` says. */
void model_file_write(const char *path, const struct article_model *m, const char *note);

/* Read what model_file_write wrote. Errors end the program. */
struct article_model model_file_read(arena *a, const char *path);

/* Read the models of `n` folds, STEM0, STEM1, ... */
void model_file_folds(arena *a, const char *stem, unsigned n, struct article_model *out);

/* The same file as trees of src/story/trees.h, which have the same form. */
struct trees model_file_story(arena *a, const char *path);

#endif
