#include "base/text.h"
#include "platform/file.h"
#include "train/config_keys.h"
#include "train/config_lists.h"

#include <stdio.h>
#include <string.h>

/* Names of the flags that switch a key off; "no-" + the longest flag fits. */
static const char *off_flag(size_t key)
{
    return strcmp(config_keys[key].flag, "tensorboard") == 0 ? "no-tensorboard" : NULL;
}

/* The flags of a key: one, or two for a boolean; returns how many. */
static size_t add_flags(struct config_flags *flags, size_t key, struct option options[2])
{
    const struct config_key *k = &config_keys[key];
    if (k->type == KEY_IGNORED) {
        options[0] = (struct option){.name = k->flag,
                                     .kind = k->argument ? OPTION_ANY_TEXT : OPTION_SWITCH,
                                     .value = k->argument ? (void *)&flags->value[key] : &flags->on[key],
                                     .argument = k->argument,
                                     .help = "taken from existing scripts, without effect"};
        return 1;
    }
    if (k->type != KEY_BOOLEAN) {
        bool may_be_empty = !k->derived && k->initial[0] == '\0';
        options[0] = (struct option){.name = k->flag,
                                     .kind = may_be_empty ? OPTION_ANY_TEXT : OPTION_TEXT,
                                     .value = &flags->value[key],
                                     .argument = k->argument,
                                     .help = k->help,
                                     .initial = k->derived ? NULL : k->initial,
                                     .choices = k->choices};
        return 1;
    }
    options[0] = (struct option){.name = k->flag,
                                 .kind = OPTION_SWITCH,
                                 .value = &flags->on[key],
                                 .help = k->help,
                                 .initial = strcmp(k->initial, "true") == 0 ? "on" : "off"};
    options[1] = (struct option){
        .name = off_flag(key), .kind = OPTION_SWITCH, .value = &flags->off[key], .help = "without them"};
    return 2;
}

size_t config_options(struct config_flags *flags, struct option options[CONFIG_KEYS])
{
    size_t count = 0;
    *flags = (struct config_flags){.config = NULL};
    options[count++] = (struct option){.name = "config",
                                       .kind = OPTION_TEXT,
                                       .value = &flags->config,
                                       .argument = "FILE",
                                       .help = "YAML configuration; also from a pipe: /dev/stdin, <(...)"};
    for (size_t key = 0; key < config_keys_count; key++) {
        if (config_keys[key].flag)
            count += add_flags(flags, key, &options[count]);
    }
    options[count++] = (struct option){.name = "num-instances",
                                       .kind = OPTION_TEXT,
                                       .value = &flags->instances,
                                       .argument = "N",
                                       .help = "as --num-workers N, from existing scripts: N workers on one table"};
    options[count++] = (struct option){.name = "set",
                                       .kind = OPTION_LIST,
                                       .value = &flags->set,
                                       .argument = "KEY=VALUE",
                                       .help = "any key of a configuration, or its section bucket; repeatable"};
    options[count++] = (struct option){.name = "keys",
                                       .kind = OPTION_SWITCH,
                                       .value = &flags->keys,
                                       .help = "print every key with its default and meaning, as YAML, and end"};
    return count;
}

size_t config_format(const struct train_config *config, char out[CONFIG_FORMAT])
{
    out[0] = '\0';
    for (size_t key = 0; key < config_keys_count; key++) {
        const struct config_key *k = &config_keys[key];
        if (k->type == KEY_IGNORED)
            continue;
        text_append(out, CONFIG_FORMAT, "%s: ", k->name);
        if (k->type == KEY_STEPS)
            config_format_steps(&config->epsilon, out, CONFIG_FORMAT);
        else if (k->type == KEY_ACTIONS)
            config_format_actions(&config->actions, out, CONFIG_FORMAT);
        else if (k->derived && config->source[key] == CONFIG_DEFAULT)
            text_append(out, CONFIG_FORMAT, "null");
        else
            config_key_format(config, key, out, CONFIG_FORMAT);
        text_append(out, CONFIG_FORMAT, "\n");
    }
    config_format_bucket(&config->bucket, out, CONFIG_FORMAT);
    return strlen(out);
}

bool config_write(const struct train_config *config, const char *path, struct failure *failure)
{
    char text[CONFIG_FORMAT];
    config_format(config, text);
    return file_write(path, text, failure);
}

size_t config_document(char out[CONFIG_FORMAT])
{
    out[0] = '\0';
    for (size_t key = 0; key < config_keys_count; key++) {
        const struct config_key *k = &config_keys[key];
        if (k->type == KEY_IGNORED)
            continue;
        const char *initial = k->derived ? "null" : k->initial;
        text_append(out, CONFIG_FORMAT, "# %s%s%s\n", k->help, k->flag ? "; --" : "", k->flag ? k->flag : "");
        if (k->choices)
            choice_describe(k->choices, "#   ", out, CONFIG_FORMAT);
        text_append(out, CONFIG_FORMAT, "%s: %s\n", k->name, initial[0] ? initial : "\"\"");
    }
    text_append(out, CONFIG_FORMAT,
                "# how the default abstraction is made (holdem build-buckets --help); null: the default\n"
                "bucket: {k_preflop: null, k_flop: null, k_turn: null, k_river: null, method: null, restarts: null, "
                "seed: null}\n");
    return strlen(out);
}
