#include "train/yaml.h"

#include <string.h>

/* Bytes that are no text (bad UTF-8, control characters) come without a line: count to the offset. */
static int problem_line(const yaml_parser_t *parser, const char *bytes, size_t length)
{
    if (parser->error != YAML_READER_ERROR)
        return (int)parser->problem_mark.line + 1;
    int line = 1;
    for (size_t i = 0; i < parser->problem_offset && i < length; i++)
        line += bytes[i] == '\n';
    return line;
}

static bool fail_parser(const yaml_parser_t *parser, const char *name, const char *bytes, size_t length,
                        struct failure *failure)
{
    if (parser->error == YAML_MEMORY_ERROR)
        return failure_set(failure, "%s: no memory for reading YAML", name);
    return failure_set(failure, "%s:%d: bad YAML: %s", name, problem_line(parser, bytes, length),
                       parser->problem ? parser->problem : "cannot be read");
}

static bool load(struct yaml_text *text, yaml_parser_t *parser, const char *bytes, size_t length,
                 struct failure *failure)
{
    if (!yaml_parser_load(parser, &text->document))
        return fail_parser(parser, text->name, bytes, length, failure);
    text->root = yaml_document_get_root_node(&text->document);
    if (!text->root)
        return true;
    yaml_document_t second;
    bool loaded = yaml_parser_load(parser, &second) != 0;
    yaml_node_t *root = loaded ? yaml_document_get_root_node(&second) : NULL;
    if (!loaded)
        fail_parser(parser, text->name, bytes, length, failure);
    else if (root)
        failure_set(failure, "%s:%d: a second YAML document begins here", text->name, yaml_line(root));
    if (loaded)
        yaml_document_delete(&second);
    if (loaded && !root)
        return true;
    yaml_document_delete(&text->document);
    return false;
}

bool yaml_text_open(struct yaml_text *text, const char *name, const char *bytes, size_t length, struct failure *failure)
{
    yaml_parser_t parser;
    *text = (struct yaml_text){.name = name};
    if (!yaml_parser_initialize(&parser))
        return failure_set(failure, "%s: no memory for reading YAML", name);
    yaml_parser_set_input_string(&parser, (const unsigned char *)bytes, length);
    bool loaded = load(text, &parser, bytes, length, failure);
    yaml_parser_delete(&parser);
    return loaded;
}

void yaml_text_close(struct yaml_text *text)
{
    yaml_document_delete(&text->document);
    text->root = NULL;
}

int yaml_line(const yaml_node_t *node)
{
    return (int)node->start_mark.line + 1;
}

const char *yaml_scalar(const yaml_node_t *node)
{
    return node->type == YAML_SCALAR_NODE ? (const char *)node->data.scalar.value : NULL;
}

bool yaml_is_quoted(const yaml_node_t *node)
{
    return node->type == YAML_SCALAR_NODE && node->data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
}

bool yaml_word_is_null(const char *word)
{
    return strcmp(word, "null") == 0 || strcmp(word, "~") == 0;
}

bool yaml_is_null(const yaml_node_t *node)
{
    const char *scalar = yaml_scalar(node);
    return scalar && !yaml_is_quoted(node) && (*scalar == '\0' || yaml_word_is_null(scalar));
}

size_t yaml_count(const yaml_node_t *node)
{
    if (node->type == YAML_SEQUENCE_NODE)
        return (size_t)(node->data.sequence.items.top - node->data.sequence.items.start);
    if (node->type == YAML_MAPPING_NODE)
        return (size_t)(node->data.mapping.pairs.top - node->data.mapping.pairs.start);
    return 0;
}

yaml_node_t *yaml_item(struct yaml_text *text, const yaml_node_t *sequence, size_t i)
{
    return yaml_document_get_node(&text->document, sequence->data.sequence.items.start[i]);
}

yaml_node_t *yaml_key(struct yaml_text *text, const yaml_node_t *mapping, size_t i)
{
    return yaml_document_get_node(&text->document, mapping->data.mapping.pairs.start[i].key);
}

yaml_node_t *yaml_value(struct yaml_text *text, const yaml_node_t *mapping, size_t i)
{
    return yaml_document_get_node(&text->document, mapping->data.mapping.pairs.start[i].value);
}

bool yaml_check_mapping(struct yaml_text *text, const yaml_node_t *mapping, struct failure *failure)
{
    for (size_t i = 0; i < yaml_count(mapping); i++) {
        const yaml_node_t *key = yaml_key(text, mapping, i);
        if (!yaml_scalar(key)) {
            failure_set(failure, "a key must be a word");
            return yaml_fail(text, key, failure);
        }
        for (size_t j = 0; j < i; j++) {
            const yaml_node_t *other = yaml_key(text, mapping, j);
            if (strcmp(yaml_scalar(key), yaml_scalar(other)) == 0) {
                failure_set(failure, "duplicate key '%.80s' (first on line %d)", yaml_scalar(key), yaml_line(other));
                return yaml_fail(text, key, failure);
            }
        }
    }
    return true;
}

bool yaml_fail(const struct yaml_text *text, const yaml_node_t *node, struct failure *failure)
{
    return failure_context(failure, "%s:%d", text->name, yaml_line(node));
}
