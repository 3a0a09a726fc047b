#include "train/config.h"

#include "base/memory.h"
#include "base/text.h"
#include "cfr/schedules.h"
#include "platform/file.h"
#include "train/config_check.h"
#include "train/config_find.h"
#include "train/config_keys.h"
#include "train/config_lists.h"
#include "train/config_python.h"
#include "train/driver.h"
#include "train/samplers.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LARGEST_FILE = (1 << 20) - 1 };

/* Intervals of existing files suit trainers of some hundreds of iterations a second. */
static const double SPACING_IN_FILES = 30;

/* Text on its way into a configuration. */
struct reader {
    struct train_config *config;
    struct yaml_text *text;
    enum config_source source;
};

static void set_default(struct train_config *config, size_t key)
{
    const struct config_key *k = &config_keys[key];
    config->source[key] = CONFIG_DEFAULT;
    config->line[key] = 0;
    switch (k->type) {
    case KEY_STEPS:
        config->epsilon.steps = 0;
        break;
    case KEY_ACTIONS:
        memset(&config->actions, 0, sizeof config->actions);
        snprintf(config->actions.name, sizeof config->actions.name, "%s", k->initial);
        break;
    case KEY_IGNORED:
        break;
    default:
        config_key_parse(config, key, k->initial, false, (struct config_place){"default", 0}, NULL);
    }
}

static void set_defaults(struct train_config *config)
{
    memset(config, 0, sizeof *config);
    for (size_t key = 0; key < config_keys_count; key++)
        set_default(config, key);
}

static bool store_value(struct reader *reader, size_t key, const yaml_node_t *node, struct failure *failure)
{
    struct train_config *config = reader->config;
    struct config_place place = {reader->text->name, reader->source == CONFIG_FILE ? yaml_line(node) : 0};
    switch (config_keys[key].type) {
    case KEY_STEPS:
        return config_read_steps(reader->text, node, &config->epsilon, failure);
    case KEY_ACTIONS:
        return config_read_actions(reader->text, node, &config->actions, failure);
    case KEY_IGNORED:
        config_note(config, "%s has no effect here: %s", config_keys[key].name, config_keys[key].help);
        return true;
    default:
        if (yaml_scalar(node))
            return config_key_parse(config, key, yaml_scalar(node), yaml_is_quoted(node), place, failure);
        failure_set(failure, "%s needs a single value, not a list", config_keys[key].name);
        return config_fail(place, failure);
    }
}

static bool fail_unknown(struct reader *reader, const yaml_node_t *node, struct failure *failure)
{
    const char *names[CONFIG_KEYS + 2];
    for (size_t i = 0; i < config_keys_count; i++)
        names[i] = config_keys[i].name;
    names[config_keys_count] = "bucket";
    names[config_keys_count + 1] = "mccfr";
    failure_set(failure, "unknown key '%.80s'%s", yaml_scalar(node),
                text_suggestion(yaml_scalar(node), names, config_keys_count + 2).text);
    return yaml_fail(reader->text, node, failure);
}

static bool read_entry(struct reader *reader, const yaml_node_t *name, const yaml_node_t *value,
                       struct failure *failure)
{
    struct train_config *config = reader->config;
    size_t key = config_key_find(yaml_scalar(name));
    if (key == SIZE_MAX)
        return fail_unknown(reader, name, failure);
    if (reader->source == CONFIG_FILE && config->line[key] > 0) {
        failure_set(failure, "duplicate key '%s' (first on line %d)", config_keys[key].name, config->line[key]);
        return yaml_fail(reader->text, name, failure);
    }
    if (reader->source == CONFIG_FILE)
        config->line[key] = yaml_line(name);
    if (yaml_is_null(value) && config_keys[key].type != KEY_IGNORED)
        return true;
    config->source[key] = reader->source;
    return store_value(reader, key, value, failure);
}

static bool read_mapping(struct reader *reader, const yaml_node_t *mapping, bool top, struct failure *failure)
{
    if (mapping->type != YAML_MAPPING_NODE) {
        failure_set(failure, "%s needs lines of the form `key: value`", top ? "a configuration" : "mccfr");
        return yaml_fail(reader->text, mapping, failure);
    }
    if (!yaml_check_mapping(reader->text, mapping, failure))
        return false;
    struct train_config *config = reader->config;
    for (size_t i = 0; i < yaml_count(mapping); i++) {
        const yaml_node_t *name = yaml_key(reader->text, mapping, i), *value = yaml_value(reader->text, mapping, i);
        bool read;
        if (top && strcmp(yaml_scalar(name), "mccfr") == 0)
            read = yaml_is_null(value) || read_mapping(reader, value, false, failure);
        else if (top && strcmp(yaml_scalar(name), "bucket") == 0)
            read = yaml_is_null(value) || config_read_bucket(reader->text, value, config, failure);
        else
            read = read_entry(reader, name, value, failure);
        if (!read)
            return false;
    }
    return true;
}

static bool read_text(struct train_config *config, const char *name, const char *bytes, size_t length,
                      struct failure *failure)
{
    struct yaml_text text;
    if (!yaml_text_open(&text, name, bytes, length, failure))
        return false;
    struct reader reader = {config, &text, CONFIG_FILE};
    bool read = !text.root || yaml_is_null(text.root) || read_mapping(&reader, text.root, true, failure);
    yaml_text_close(&text);
    return read;
}

static bool read_file(struct train_config *config, const char *path, struct failure *failure)
{
    size_t length;
    char *bytes = file_read_any(path, LARGEST_FILE, &length, failure);
    bool read = bytes && read_text(config, path, bytes, length, failure);
    memory_release(bytes);
    return read;
}

/* The value of a flag or of --set: a scalar is taken literally, lists and menus are YAML. */
static bool store_command(struct train_config *config, size_t key, const char *flag, const char *value,
                          struct failure *failure)
{
    enum key_type type = config_keys[key].type;
    bool stored;
    config->source[key] = CONFIG_COMMAND;
    if (type != KEY_STEPS && type != KEY_ACTIONS && type != KEY_IGNORED)
        return config_key_parse(config, key, value, false, (struct config_place){flag, 0}, failure);
    struct yaml_text text;
    if (!yaml_text_open(&text, flag, value, strlen(value), failure))
        return false;
    struct reader reader = {config, &text, CONFIG_COMMAND};
    if (text.root)
        stored = store_value(&reader, key, text.root, failure);
    else
        stored = failure_set(failure, "%s: %s needs a value", flag, config_keys[key].name);
    yaml_text_close(&text);
    return stored;
}

static bool set_bucket(struct train_config *config, const char *value, struct failure *failure)
{
    struct yaml_text text;
    if (!yaml_text_open(&text, "--set", value, strlen(value), failure))
        return false;
    bool read = true;
    if (!text.root || yaml_is_null(text.root))
        config->bucket = (struct bucket_choice){.given = false};
    else
        read = config_read_bucket(&text, text.root, config, failure);
    yaml_text_close(&text);
    return read;
}

/* KEY=null takes back what the file says, as null in the file says nothing. */
static bool apply_set(struct train_config *config, const char *assignment, struct failure *failure)
{
    const char *equals = strchr(assignment, '=');
    char name[80];
    if (!equals || equals == assignment || (size_t)(equals - assignment) >= sizeof name)
        return failure_set(failure, "--set needs KEY=VALUE, not '%.80s'", assignment);
    memcpy(name, assignment, (size_t)(equals - assignment));
    name[equals - assignment] = '\0';
    size_t key = config_key_find(name);
    if (key != SIZE_MAX && config_keys[key].type != KEY_IGNORED && yaml_word_is_null(equals + 1)) {
        set_default(config, key);
        return true;
    }
    if (key != SIZE_MAX)
        return store_command(config, key, "--set", equals + 1, failure);
    if (strcmp(name, "bucket") == 0)
        return set_bucket(config, equals + 1, failure);
    const char *names[CONFIG_KEYS];
    for (size_t i = 0; i < config_keys_count; i++)
        names[i] = config_keys[i].name;
    return failure_set(failure, "--set: unknown key '%s'%s", name,
                       text_suggestion(name, names, config_keys_count).text);
}

static bool apply_flags(struct train_config *config, const struct config_flags *flags, struct failure *failure)
{
    for (size_t i = 0; i < flags->set.count; i++) {
        if (!apply_set(config, flags->set.items[i], failure))
            return false;
    }
    for (size_t key = 0; key < config_keys_count; key++) {
        char flag[64];
        const char *value = flags->on[key] ? "true" : flags->off[key] ? "false" : flags->value[key];
        if (config_keys[key].type == KEY_IGNORED)
            continue;
        snprintf(flag, sizeof flag, "--%s", config_keys[key].flag ? config_keys[key].flag : "");
        if (flags->on[key] && flags->off[key])
            return failure_set(failure, "%s and --no-%s contradict each other", flag, config_keys[key].flag);
        if (value && !store_command(config, key, flag, value, failure))
            return false;
    }
    return config_python_flags(config, flags, failure);
}

static bool is_full_width(const struct train_config *config)
{
    return driver_of(config->sampler)->is_full_width;
}

/* DCFR(1.5, 0, 2) is the usual one of full-width training (Brown and Sandholm 2019). */
static void settle_full(struct train_config *config)
{
    if (!config_key_given(config, "regret_discount_alpha"))
        config->regret_discount_alpha = 1.5;
    if (!config_key_given(config, "strategy_discount_beta"))
        config->strategy_discount_beta = 2;
}

/* Iterations are those of external sampling to who counts them: a sweep may take seconds. */
static void settle_sampler(struct train_config *config)
{
    bool timed = config->time_budget_seconds > 0 || config->target_exploitability > 0;
    if (!config_key_given(config, "sampler"))
        config->sampler = timed ? &sampler_auto : &sampler_external;
}

static void settle_schedule(struct train_config *config)
{
    bool factors = config->regret_discount_alpha != 1 || config->strategy_discount_beta != 1;
    if (is_full_width(config))
        settle_full(config);
    if (config_key_given(config, "schedule"))
        return;
    if (config->discount_mode == &config_discount_dcfr)
        config->schedule = &schedule_dcfr;
    else if (config->discount_mode == &config_discount_static && factors)
        config->schedule = &schedule_static;
    else
        config->schedule = config->use_linear_weighting ? &schedule_linear : &schedule_uniform;
    if (is_full_width(config) && !config_key_given(config, "use_linear_weighting") &&
        !config_key_given(config, "discount_mode"))
        config->schedule = &schedule_dcfr;
}

static void settle_average(struct train_config *config)
{
    if (!config_key_given(config, "average_exponent"))
        config->average_exponent = config->schedule->usual_average;
}

/* Which of the keys that compete decides (config.h, precedence). */
static void settle(struct train_config *config)
{
    size_t iterations = config_key_find("num_iterations"), budget = config_key_find("time_budget_seconds");
    size_t epsilon = config_key_find("exploration_epsilon"), steps = config_key_find("epsilon_schedule");
    if (config->source[iterations] == CONFIG_COMMAND && config->source[budget] != CONFIG_COMMAND)
        config->time_budget_seconds = 0;
    if (config->source[epsilon] == CONFIG_COMMAND && config->source[steps] != CONFIG_COMMAND)
        config->epsilon.steps = 0;
    config->seed_given = config_key_given(config, "seed");
    config->checkpoint_interval_given = config_key_given(config, "checkpoint_interval");
    bool in_file = config->source[config_key_find("checkpoint_interval")] == CONFIG_FILE;
    config->checkpoint_spacing_seconds = in_file ? SPACING_IN_FILES : 0;
    settle_sampler(config);
    settle_schedule(config);
    settle_average(config);
}

double config_training_seconds(const struct train_config *config, unsigned workers)
{
    static const double ITERATIONS_A_SECOND = 80000;
    if (config->time_budget_seconds > 0)
        return config->time_budget_seconds * workers;
    uint64_t goal = config_goal(config);
    return goal == UINT64_MAX ? 0 : (double)goal / ITERATIONS_A_SECOND;
}

bool config_decide_sampler(struct train_config *config, bool full, struct failure *failure)
{
    if (config->sampler != &sampler_auto)
        return true;
    /* A schedule of one kind of sampler decides for it. */
    bool only_full = !config->schedule->weight, never_full = !config->schedule->update;
    config->sampler = only_full || (full && !never_full) ? &sampler_full : &sampler_external;
    settle_schedule(config);
    settle_average(config);
    return config_check_average(config, failure);
}

static bool finish(struct train_config *config, const struct config_flags *flags, struct failure *failure)
{
    if (flags && !apply_flags(config, flags, failure))
        return false;
    settle(config);
    if (!config_find_game(config->file, config->game, failure) ||
        (strcmp(config->buckets, "lossless") != 0 && !config_find_buckets(config->file, config->buckets, failure)) ||
        !config_python_files(config, failure))
        return false;
    if (config->bucket.given && config->buckets[0] != '\0')
        config_note(config, "bucket has no effect here: buckets says which abstraction to use");
    return config_check(config, failure);
}

bool config_open(struct train_config *config, const struct config_flags *flags, struct failure *failure)
{
    const char *path = flags ? flags->config : NULL;
    set_defaults(config);
    if (path) {
        if (strlen(path) >= sizeof config->file)
            return failure_set(failure, "--config: the path is too long");
        memcpy(config->file, path, strlen(path) + 1);
        if (!read_file(config, path, failure))
            return false;
    }
    return finish(config, flags, failure);
}

bool config_parse(struct train_config *config, const char *name, const char *text, struct failure *failure)
{
    set_defaults(config);
    snprintf(config->file, sizeof config->file, "%s", name);
    return read_text(config, name, text, strlen(text), failure) && finish(config, NULL, failure);
}

bool config_game_path(const char *name, char path[CONFIG_TEXT], struct failure *failure)
{
    struct train_config *config = memory_allocate(1, sizeof *config);
    set_defaults(config);
    snprintf(path, CONFIG_TEXT, "%s", name ? name : config->game);
    memory_release(config);
    return config_find_game("", path, failure);
}

uint64_t config_goal(const struct train_config *config)
{
    bool by_target = config->target_exploitability > 0 && !config_key_given(config, "num_iterations");
    return config->time_budget_seconds > 0 || by_target ? UINT64_MAX : (uint64_t)config->num_iterations;
}

const struct platform_profile *config_platform(const struct train_config *config)
{
    return config->assume[0] != '\0' ? profile_named(config->assume, NULL) : profile_detected();
}

bool config_evaluates(const struct train_config *config)
{
    return config->eval_interval_seconds > 0 || config->target_exploitability > 0;
}
