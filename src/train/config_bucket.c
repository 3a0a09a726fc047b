/* The section `bucket`: how the default abstraction is made. */
#include "train/config_lists.h"

#include "base/text.h"
#include "buckets/bucket_file.h"
#include "train/config_keys.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define AT(field) offsetof(struct bucket_choice, field)

struct bucket_key {
    const char *name;
    size_t offset; /* of an int64_t */
    double low, high;
    const char *without_effect; /* why, or NULL */
};

static const struct bucket_key keys[] = {
    {"k_preflop", AT(k[0]), 1, BUCKETS_MOST, NULL},
    {"k_flop", AT(k[1]), 1, BUCKETS_MOST, NULL},
    {"k_turn", AT(k[2]), 1, BUCKETS_MOST, NULL},
    {"k_river", AT(k[3]), 1, BUCKETS_MOST, NULL},
    {"restarts", AT(restarts), 1, BUCKET_RESTARTS_MOST, NULL},
    {"seed", AT(seed), 0, 0x1p53, NULL},
    {"num_samples", SIZE_MAX, 0, 0x1p53, "all boards are counted, none sampled"},
    {"num_players", SIZE_MAX, 0, 0x1p53, "buckets are the same for any number of players"},
};

enum { KEYS = sizeof keys / sizeof *keys };

static const char method_key[] = "method";

void config_note(struct train_config *config, const char *format, ...)
{
    va_list arguments;
    if (config->notes == CONFIG_NOTES)
        return;
    va_start(arguments, format);
    vsnprintf(config->note[config->notes++].text, sizeof config->note->text, format, arguments);
    va_end(arguments);
}

static bool fail_unknown(const char *name, struct failure *failure)
{
    const char *names[KEYS + 1];
    for (size_t i = 0; i < KEYS; i++)
        names[i] = keys[i].name;
    names[KEYS] = method_key;
    return failure_set(failure, "unknown key 'bucket.%.80s'%s", name, text_suggestion(name, names, KEYS + 1).text);
}

static const struct bucket_key *find_key(const char *name)
{
    for (size_t i = 0; i < KEYS; i++)
        if (strcmp(keys[i].name, name) == 0)
            return &keys[i];
    return NULL;
}

/* `value` NULL: a list or a section. */
static bool store(const char *name, const char *value, struct train_config *config, struct failure *failure)
{
    struct bucket_choice *choice = &config->bucket;
    const struct bucket_key *key = find_key(name);
    int64_t number;
    if (strcmp(name, method_key) == 0) {
        if (!value || strlen(value) >= sizeof choice->method)
            return failure_set(failure, "bucket.method needs a list such as emd,river=percentile");
        snprintf(choice->method, sizeof choice->method, "%s", value);
        choice->given = true;
        return true;
    }
    if (!value || !text_parse_integer(value, &number) || !option_within(number, key->low, key->high))
        return failure_set(failure, "bucket.%s needs a whole number between %.0f and %.0f", name, key->low, key->high);
    if (key->without_effect) {
        config_note(config, "bucket.%s has no effect here: %s", name, key->without_effect);
        return true;
    }
    memcpy((char *)choice + key->offset, &number, sizeof number);
    choice->given = true;
    return true;
}

bool config_read_bucket(struct yaml_text *text, const yaml_node_t *section, struct train_config *config,
                        struct failure *failure)
{
    if (section->type != YAML_MAPPING_NODE) {
        failure_set(failure, "bucket needs keys: k_preflop, k_flop, k_turn, k_river, method, restarts, seed");
        return yaml_fail(text, section, failure);
    }
    if (!yaml_check_mapping(text, section, failure))
        return false;
    for (size_t i = 0; i < yaml_count(section); i++) {
        const yaml_node_t *name = yaml_key(text, section, i), *value = yaml_value(text, section, i);
        bool known = find_key(yaml_scalar(name)) || strcmp(yaml_scalar(name), method_key) == 0;
        bool read = known ? yaml_is_null(value) || store(yaml_scalar(name), yaml_scalar(value), config, failure)
                          : fail_unknown(yaml_scalar(name), failure);
        if (!read)
            return yaml_fail(text, name, failure);
    }
    return true;
}

void config_format_bucket(const struct bucket_choice *choice, char *out, size_t size)
{
    if (!choice->given)
        return;
    text_append(out, size, "bucket: {");
    for (size_t i = 0; i < KEYS; i++) {
        int64_t number;
        if (keys[i].without_effect)
            continue;
        memcpy(&number, (const char *)choice + keys[i].offset, sizeof number);
        if ((double)number >= keys[i].low)
            text_append(out, size, "%s: %" PRId64 ", ", keys[i].name, number);
    }
    text_append(out, size, "%s: ", method_key);
    config_append_text(out, size, choice->method);
    text_append(out, size, "}\n");
}
