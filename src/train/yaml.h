/* A YAML text as a tree of nodes with line numbers (libyaml's documents), with one-line failures. Main thread
 * only. */
#ifndef TRAIN_YAML_H
#define TRAIN_YAML_H

#include "base/failure.h"

#include <stddef.h>
#include <yaml.h>

struct yaml_text {
    const char *name; /* borrowed: what failures call it */
    yaml_document_t document;
    yaml_node_t *root; /* NULL: an empty text */
};

/* One document; a second one is refused. yaml_text_close after success only. */
bool yaml_text_open(struct yaml_text *text, const char *name, const char *bytes, size_t length,
                    struct failure *failure);
void yaml_text_close(struct yaml_text *text);

int yaml_line(const yaml_node_t *node);

/* The text of a scalar, NULL for other nodes. */
const char *yaml_scalar(const yaml_node_t *node);
bool yaml_is_quoted(const yaml_node_t *node);
/* A word for no value: null or ~. */
bool yaml_word_is_null(const char *word);
/* Such a word without quotes, or nothing at all. */
bool yaml_is_null(const yaml_node_t *node);

/* Items of a sequence, pairs of a mapping. */
size_t yaml_count(const yaml_node_t *node);
yaml_node_t *yaml_item(struct yaml_text *text, const yaml_node_t *sequence, size_t i);
yaml_node_t *yaml_key(struct yaml_text *text, const yaml_node_t *mapping, size_t i);
yaml_node_t *yaml_value(struct yaml_text *text, const yaml_node_t *mapping, size_t i);

/* Every key of the mapping is a word that stands there once. */
bool yaml_check_mapping(struct yaml_text *text, const yaml_node_t *mapping, struct failure *failure);

/* "NAME:LINE: " in front of the reason; always false. */
bool yaml_fail(const struct yaml_text *text, const yaml_node_t *node, struct failure *failure);

#endif
