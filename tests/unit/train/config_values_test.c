/* Values of a configuration at and beyond their bounds, from a file and from --set. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "cfr/schedules.h"
#include "train/config.h"

#include <stdio.h>
#include <string.h>

static struct train_config config;
static struct failure failure;

static bool reads(const char *text)
{
    failure.text[0] = '\0';
    return config_parse(&config, "x.yaml", text, &failure);
}

static void refuse(const char *text, const char *reason)
{
    if (reads(text))
        fail_msg("taken: %s", text);
    if (!strstr(failure.text, reason))
        fail_msg("'%s' does not say '%s'", failure.text, reason);
}

static bool sets(const char *assignment)
{
    const struct config_flags flags = {.set = {1, {assignment}}};
    failure.text[0] = '\0';
    return config_open(&config, &flags, &failure);
}

static void refuse_set(const char *assignment, const char *reason)
{
    if (sets(assignment))
        fail_msg("taken: %s", assignment);
    if (!strstr(failure.text, reason))
        fail_msg("'%s' does not say '%s'", failure.text, reason);
}

static void numbers_are_grouped_and_bounded(void **state)
{
    (void)state;
    char text[128];
    assert_true(reads("num_iterations: 2_500_000\nseed: 1_000\nexploration_epsilon: 0.2_5\n"));
    assert_true(config.num_iterations == 2500000 && config.seed == 1000);
    assert_true(config.epsilon.exploration == 0.25);
    for (int i = 0; i < 3; i++) {
        snprintf(text, sizeof text, "%s: %070d", (const char *[]){"batch_size", "exploration_epsilon", "seed"}[i], 1);
        refuse(text, "number");
    }
    refuse("exploration_epsilon: x", "exploration_epsilon needs a number, not 'x'");
    refuse("exploration_epsilon: -0.1", "between 0 and 1");
    refuse("seed: 18446744073709551616", "whole number from 0 to 18446744073709551615");
    refuse("seed: 12x", "whole number from 0 to 18446744073709551615");
}

static void texts_are_bounded(void **state)
{
    (void)state;
    static char text[2 * CONFIG_TEXT];
    snprintf(text, sizeof text, "logdir: %01100d", 1);
    refuse(text, "logdir is longer than");
    refuse("logdir: \"\"", "logdir must not be empty");
    refuse("game: \"\"", "game must not be empty");
    snprintf(text, sizeof text, "bucket: {method: %01100d}", 1);
    refuse(text, "bucket.method needs a list");
    refuse("bucket: {method: [emd]}", "bucket.method needs a list");
}

/* Whatever characters they have, written and read again they are the same. */
static void texts_come_back(void **state)
{
    (void)state;
    static struct train_config again;
    static char written[CONFIG_FORMAT];
    assert_true(reads("actions: \"a\\n\\\"b\\\\ #\"\nbucket: {method: \"a\\tb\\\"\"}\nlogdir: \"a\\x7fb\"\n"));
    assert_string_equal(config.actions.name, "a\n\"b\\ #");
    assert_string_equal(config.bucket.method, "a\tb\"");
    config_format(&config, written);
    if (!config_parse(&again, "again.yaml", written, &failure))
        fail_msg("%s", failure.text);
    assert_string_equal(again.actions.name, config.actions.name);
    assert_string_equal(again.bucket.method, config.bucket.method);
    assert_string_equal(again.logdir, config.logdir);
}

static void what_is_null_is_as_if_it_were_not_there(void **state)
{
    (void)state;
    assert_true(reads("~\n") && reads("mccfr:\nbucket:\n") && reads("bucket: {k_flop: ~}\n"));
    assert_false(config.bucket.given);
    assert_true(reads("batch_size:\n") && config.batch_size == 128);
}

static void sections_have_keys(void **state)
{
    (void)state;
    refuse("mccfr: 5", "needs lines of the form");
    refuse("mccfr:\n  [a]: 1\n", "a key must be a word");
    refuse("bucket:\n  [a]: 1\n", "a key must be a word");
    refuse("bucket: {k_flop: [1]}", "bucket.k_flop needs a whole number");
    /* Without a blank this is one word, and null. */
    refuse("bucket: {k_flop:5}", "unknown key 'bucket.k_flop:5'; did you mean 'k_flop'?");
    refuse("bucket: {k_flop: 65537}", "bucket.k_flop needs a whole number");
}

static void values_that_contradict_each_other(void **state)
{
    (void)state;
    refuse("discount_mode: static\nregret_discount_alpha: 0\nstrategy_discount_beta: 0.5\n", "regret_discount_alpha");
    refuse("discount_mode: static\nstrategy_discount_beta: 1.5\n", "strategy_discount_beta");
    refuse("adaptive_force_after_ratio: 0.1\nadaptive_extension_ratio: 0.2\n", "must not be less");
    refuse("target_exploitability: 5\neval_method: lbr\n", "needs eval_method exact");
    refuse("sampler: full\nschedule: static\n", "does not go with sampler full");
    refuse("sampler: external\nschedule: cfr+\n", "does not go with sampler external");
    assert_true(reads("sampler: full\nregret_discount_alpha: 1.2\nstrategy_discount_beta: 1.7\n"));
    assert_true(config.regret_discount_alpha == 1.2 && config.strategy_discount_beta == 1.7);
    assert_ptr_equal(config.schedule, &schedule_dcfr);
    assert_true(reads("sampler: full\nuse_linear_weighting: true\n"));
    assert_ptr_equal(config.schedule, &schedule_linear);
    assert_true(reads("discount_mode: static\nuse_linear_weighting: false\n"));
    assert_ptr_equal(config.schedule, &schedule_uniform);
}

static void assignments(void **state)
{
    (void)state;
    char text[256];
    refuse_set("batch_size", "--set needs KEY=VALUE");
    refuse_set("=5", "--set needs KEY=VALUE");
    snprintf(text, sizeof text, "%0100d=5", 1);
    refuse_set(text, "--set needs KEY=VALUE");
    refuse_set("actions=", "actions needs a value");
    refuse_set("actions=[", "bad YAML");
    refuse_set("bucket=[", "bad YAML");
    refuse_set("bucket=5", "bucket needs keys");
    assert_true(sets("bucket=") && sets("bucket=~"));
    assert_true(sets("epsilon_schedule=[]") && config.epsilon.steps == 0);
}

/* A value of a file is taken back by null on the command line, whatever kind of key it has. */
static void null_on_the_command_line_is_null_in_the_file(void **state)
{
    (void)state;
    static const char path[] = "config_values_test.yaml";
    static char written[CONFIG_FORMAT], usual[CONFIG_FORMAT];
    struct config_flags flags = {.config = path};
    static const char *const nulls[] = {"num_iterations=null", "exploration_epsilon=~", "seed=null",
                                        "logdir=null",         "sampler=null",          "tensorboard=~",
                                        "actions=null",        "epsilon_schedule=null", "bucket=null",
                                        "batch_size=7",        "batch_size=null"};
    FILE *file = fopen(path, "wb");
    fputs("num_iterations: 5\nexploration_epsilon: 0.1\nseed: 9\nlogdir: away\nsampler: outcome\ntensorboard: false\n"
          "actions: classic\nepsilon_schedule: [[0, 0.5]]\nbucket: {k_flop: 7}\n",
          file);
    fclose(file);
    for (size_t i = 0; i < sizeof nulls / sizeof *nulls; i++)
        flags.set.items[flags.set.count++] = nulls[i];
    if (!config_open(&config, &flags, &failure))
        fail_msg("%s", failure.text);
    config_format(&config, written);
    assert_true(config_open(&config, NULL, &failure));
    config_format(&config, usual);
    assert_string_equal(written, usual);
    remove(path);
}

static void files_are_bounded(void **state)
{
    (void)state;
    static char path[2 * CONFIG_TEXT];
    struct config_flags flags = {.config = path};
    memset(path, 'x', sizeof path - 1);
    assert_false(config_open(&config, &flags, &failure));
    assert_string_equal(failure.text, "--config: the path is too long");
    snprintf(path, sizeof path, "config_values_test.yaml");
    FILE *file = fopen(path, "wb");
    for (int i = 0; i < 1 << 20; i++)
        fputc('#', file);
    fclose(file);
    assert_false(config_open(&config, &flags, &failure));
    assert_non_null(strstr(failure.text, path));
    remove(path);
    flags = (struct config_flags){0};
    for (size_t key = 0; key < CONFIG_KEYS; key++)
        flags.on[key] = flags.off[key] = true;
    assert_false(config_open(&config, &flags, &failure));
    assert_non_null(strstr(failure.text, "contradict each other"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_grouped_and_bounded),
        cmocka_unit_test(texts_are_bounded),
        cmocka_unit_test(texts_come_back),
        cmocka_unit_test(what_is_null_is_as_if_it_were_not_there),
        cmocka_unit_test(sections_have_keys),
        cmocka_unit_test(values_that_contradict_each_other),
        cmocka_unit_test(assignments),
        cmocka_unit_test(null_on_the_command_line_is_null_in_the_file),
        cmocka_unit_test(files_are_bounded),
    };
    return cmocka_run_group_tests_name("values of a configuration", tests, NULL, NULL);
}
