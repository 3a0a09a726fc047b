/* Configurations: defaults, precedence, failures with their line, and the way there and back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/text.h"
#include "cfr/schedules.h"
#include "train/config.h"
#include "train/evaluation.h"
#include "train/samplers.h"

#include <stdio.h>
#include <string.h>

static struct train_config config;
static struct failure failure;

static void reads(const char *text)
{
    failure.text[0] = '\0';
    if (!config_parse(&config, "x.yaml", text, &failure))
        fail_msg("%s", failure.text);
}

static void refuses(const char *text, const char *reason)
{
    assert_false(config_parse(&config, "x.yaml", text, &failure));
    assert_string_equal(failure.text, reason);
}

static void test_defaults(void **state)
{
    (void)state;
    reads("");
    assert_int_equal(config.num_iterations, 2500000);
    assert_int_equal(config.checkpoint_interval, 100000);
    assert_false(config.checkpoint_interval_given);
    assert_int_equal(config.keep_checkpoints, 3);
    assert_int_equal(config.keep_snapshots, 24);
    assert_true(config.epsilon.exploration == 0.6);
    assert_int_equal(config.num_players, 2);
    assert_int_equal(config.epsilon.steps, 0);
    assert_true(config.use_linear_weighting);
    assert_ptr_equal(config.schedule, &schedule_linear);
    assert_ptr_equal(config.sampler, &sampler_external);
    assert_int_equal(config.discount_interval, 1000);
    assert_true(config.regret_discount_alpha == 1 && config.strategy_discount_beta == 1);
    assert_true(config.dcfr_reset_negative_regrets && config.enable_pruning);
    assert_true(config.pruning_threshold == -300000000.0 && config.pruning_probability == 0.95);
    assert_true(config.time_budget_seconds == 0 && config.snapshot_interval_seconds == 600);
    assert_true(config.eval_interval_seconds == 0 && config.target_exploitability == 0);
    assert_ptr_equal(config.eval_method, &eval_auto);
    assert_false(config_evaluates(&config));
    assert_int_equal(config.tensorboard_log_interval, 1000);
    assert_true(config.tensorboard);
    assert_int_equal(config.num_workers, 1);
    assert_int_equal(config.batch_size, 128);
    assert_int_equal(config.loglevel->level, LOG_INFO);
    assert_false(config.epsilon.adaptive);
    assert_true(config.epsilon.target_ips == 35 && config.epsilon.window_merges == 10);
    assert_true(config.epsilon.min_infoset_growth == 10 && config.epsilon.early_shift_ratio == 0.1);
    assert_true(config.epsilon.extension_ratio == 0.15 && config.epsilon.force_after_ratio == 0.30);
    assert_string_equal(config.buckets, "");
    assert_false(config.seed_given);
    assert_int_equal(config_goal(&config), 2500000);
}

static void test_file(void **state)
{
    (void)state;
    reads("num_iterations: 1_000_000\nseed: 18446744073709551615\nloglevel: debug\n"
          "epsilon_schedule:\n  - [0, 0.6]\n  - [500, 0.25]\nbuckets: lossless\ntime_budget_seconds: null\n"
          "mccfr:\n  discount_mode: dcfr\n  num_workers: 0\nbucket:\n  k_flop: 80\nstorage_mode: dense\n"
          "discount_factor: 0.9\n");
    assert_int_equal(config.num_iterations, 1000000);
    assert_true(config.seed == UINT64_MAX && config.seed_given);
    assert_int_equal(config.loglevel->level, LOG_DEBUG);
    assert_int_equal(config.epsilon.steps, 2);
    assert_true(config.epsilon.step[1].iteration == 500 && config.epsilon.step[1].epsilon == 0.25);
    assert_string_equal(config.buckets, "lossless");
    assert_ptr_equal(config.schedule, &schedule_dcfr);
    assert_int_equal(config.num_workers, 0);
    assert_int_equal(config.bucket.k[1], 80);
    assert_int_equal(config.bucket.k[2], 0);
    assert_int_equal(config.notes, 3);
    assert_non_null(strstr(config.note[0].text, "storage_mode"));
    assert_non_null(strstr(config.note[2].text, "bucket has no effect"));
}

/* One line for each key or section, whatever is in it. */
static void test_keys_without_effect(void **state)
{
    (void)state;
    static const char *const names[] = {
        "discount_factor",
        "preflop_equity_samples",
        "storage_mode",
        "include_action_history_in_infoset",
        "enable_chunked_training",
        "chunk_size_iterations",
        "chunk_size_minutes",
        "chunk_restart_delay_seconds",
        "PLURIBUS_PRUNING_THRESHOLD",
        "search",
        "rt",
        "vision",
        "control",
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        static const char *const values[] = {"5", "{a: {b: [1, 2], b: 3}, c: null}", "\n  - x\n  - y", "",
                                             "\"quoted\""};
        for (size_t v = 0; v < sizeof values / sizeof *values; v++) {
            char text[256], start[256];
            snprintf(text, sizeof text, "%s: %s\nnum_iterations: 7\n", names[i], values[v]);
            snprintf(start, sizeof start, "%s has no effect here: ", names[i]);
            reads(text);
            assert_int_equal(config.num_iterations, 7);
            assert_int_equal(config.notes, 1);
            assert_memory_equal(config.note[0].text, start, strlen(start));
            assert_true(strlen(config.note[0].text) > strlen(start) + 10);
        }
    }
    reads("bucket: {k_preflop: 24, k_flop: 80, k_turn: 80, k_river: 64, num_samples: 10000, seed: 42, num_players: 2}\n"
          "mccfr: {num_iterations: 64, enable_chunked_training: true}\nsearch: {time_budget_ms: 80}\n");
    assert_int_equal(config.num_iterations, 64);
    assert_true(config.bucket.k[0] == 24 && config.bucket.k[3] == 64 && config.bucket.seed == 42);
    assert_int_equal(config.notes, 4);
}

/* A file may ask for more checkpoints than is good; the command line is taken at its word. */
static void test_checkpoint_intervals(void **state)
{
    (void)state;
    reads("");
    assert_true(config.checkpoint_interval_seconds == 0 && config.checkpoint_spacing_seconds == 0);
    reads("checkpoint_interval: 100\n");
    assert_true(config.checkpoint_interval_given && config.checkpoint_spacing_seconds == 30);
    reads("checkpoint_interval_seconds: 900\n");
    assert_true(config.checkpoint_interval_seconds == 900 && !config.checkpoint_interval_given);
    refuses("checkpoint_interval_seconds: -1\n",
            "x.yaml:1: checkpoint_interval_seconds must be between 0 and 1e+09, not -1");
}

static void test_schedule_is_derived(void **state)
{
    (void)state;
    reads("use_linear_weighting: false\n");
    assert_ptr_equal(config.schedule, &schedule_uniform);
    reads("discount_mode: static\n"); /* factors of 1 change nothing */
    assert_ptr_equal(config.schedule, &schedule_linear);
    reads("discount_mode: static\nregret_discount_alpha: 0.9\n");
    assert_ptr_equal(config.schedule, &schedule_static);
    reads("discount_mode: dcfr\nschedule: uniform\n");
    assert_ptr_equal(config.schedule, &schedule_uniform);
}

/* Iterations are counted in external sampling; time may be spent on what suits the game. */
static void test_sampler_is_decided(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool full; /* the game could be */
        const struct sampler *sampler;
        const struct schedule_rule *schedule;
    } cases[] = {
        {"num_iterations: 5\n", true, &sampler_external, &schedule_linear},
        {"time_budget_seconds: 5\n", true, &sampler_full, &schedule_dcfr},
        {"time_budget_seconds: 5\n", false, &sampler_external, &schedule_linear},
        {"target_exploitability: 5\n", true, &sampler_full, &schedule_dcfr},
        {"time_budget_seconds: 5\nsampler: public\n", true, &sampler_public, &schedule_linear},
        {"sampler: auto\nschedule: static\n", true, &sampler_external, &schedule_static},
        {"sampler: auto\ndiscount_mode: static\n", true, &sampler_full, &schedule_linear},
        {"sampler: full\ndiscount_mode: static\n", true, &sampler_full, &schedule_linear},
        {"sampler: auto\ndiscount_mode: static\nregret_discount_alpha: 0.9\n", true, &sampler_external,
         &schedule_static},
        {"sampler: auto\nschedule: cfr+\n", false, &sampler_full, &schedule_cfr_plus},
        {"sampler: auto\nschedule: uniform\n", true, &sampler_full, &schedule_uniform},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_true(config_parse(&config, "x.yaml", cases[i].text, &failure));
        assert_true(config_decide_sampler(&config, cases[i].full, &failure));
        assert_ptr_equal(config.sampler, cases[i].sampler);
        assert_ptr_equal(config.schedule, cases[i].schedule);
    }
}

static bool takes_average(const struct choice *row, const void *context)
{
    (void)context;
    return schedule_of(row)->takes_average;
}

/* Only schedules that take one have an exponent of their own; the message names them. */
static void refuses_average(const char *text, int line, const char *schedule)
{
    char reason[512] = "";
    text_append(reason, sizeof reason, "x.yaml:%d: average_exponent goes with schedule ", line);
    choice_list(schedules, takes_average, NULL, " or ", reason, sizeof reason);
    text_append(reason, sizeof reason, ", not with %s", schedule);
    refuses(text, reason);
}

static void test_average_is_the_schedules_or_its_own(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        double average;
    } cases[] = {{"", 1},
                 {"schedule: uniform\n", 0},
                 {"use_linear_weighting: false\n", 0},
                 {"average_exponent: null\n", 1},
                 {"average_exponent: 2\n", 2},
                 {"schedule: uniform\naverage_exponent: 0.5\n", 0.5},
                 {"sampler: full\nschedule: linear\naverage_exponent: 3\n", 3}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        reads(cases[i].text);
        assert_true(config.average_exponent == cases[i].average);
    }
    refuses("seed: 1\naverage_exponent: 3.5\n", "x.yaml:2: average_exponent must be between 0 and 3, not 3.5");
    refuses("seed: 1\naverage_exponent: -1\n", "x.yaml:2: average_exponent must be between 0 and 3, not -1");
    refuses_average("average_exponent: 2\ndiscount_mode: dcfr\n", 1,
                    "dcfr, whose average is set by strategy_discount_beta");
    refuses_average("schedule: cfr+\nsampler: full\naverage_exponent: 1\n", 3, "cfr+");
    /* The game decides for full-width training, whose usual schedule is dcfr. */
    reads("time_budget_seconds: 5\naverage_exponent: 2\n");
    assert_false(config_decide_sampler(&config, true, &failure));
    assert_non_null(strstr(failure.text, "x.yaml:2: average_exponent goes with schedule uniform"));
    assert_non_null(strstr(failure.text, ", not with dcfr"));
    reads("time_budget_seconds: 5\naverage_exponent: 2\n");
    assert_true(config_decide_sampler(&config, false, &failure));
    assert_true(config.schedule == &schedule_linear && config.average_exponent == 2);
}

static void test_failures(void **state)
{
    (void)state;
    refuses("seed: 1\nnum_itterations: 5\n", "x.yaml:2: unknown key 'num_itterations'; did you mean 'num_iterations'?");
    refuses("zzzzzzzz: 5\n", "x.yaml:1: unknown key 'zzzzzzzz'");
    refuses("\nbatch_size: many\n", "x.yaml:2: batch_size needs a whole number, not 'many'");
    refuses("batch_size: \"5\"\n", "x.yaml:1: batch_size is no text: '5' must not stand in quotes");
    refuses("batch_size: [5]\n", "x.yaml:1: batch_size needs a single value, not a list");
    refuses("num_workers: -1\n", "x.yaml:1: num_workers must be between 0 and 1024, not -1");
    refuses("num_workers: 1025\n", "x.yaml:1: num_workers must be between 0 and 1024, not 1025");
    refuses("num_players: 7\n", "x.yaml:1: num_players must be between 2 and 6, not 7");
    refuses("exploration_epsilon: 1.5\n", "x.yaml:1: exploration_epsilon must be between 0 and 1, not 1.5");
    refuses("enable_pruning: maybe\n", "x.yaml:1: enable_pruning needs true or false, not 'maybe'");
    char reason[256] = "x.yaml:1: sampler must be one of ";
    choice_list(samplers, NULL, NULL, ", ", reason, sizeof reason);
    text_append(reason, sizeof reason, ", not 'chance'");
    refuses("sampler: chance\n", reason);
    refuses("seed: 1\nseed: 2\n", "x.yaml:2: duplicate key 'seed' (first on line 1)");
    refuses("seed: 1\nmccfr:\n  seed: 2\n", "x.yaml:3: duplicate key 'seed' (first on line 1)");
    refuses("seed: -4\n", "x.yaml:1: seed needs a whole number from 0 to 18446744073709551615, not '-4'");
    refuses("- 1\n", "x.yaml:1: a configuration needs lines of the form `key: value`");
    refuses("seed: 1\n---\nseed: 2\n", "x.yaml:3: a second YAML document begins here");
    refuses("bucket:\n  k_flopp: 5\n", "x.yaml:2: unknown key 'bucket.k_flopp'; did you mean 'k_flop'?");
    refuses("bucket:\n  k_flop: many\n", "x.yaml:2: bucket.k_flop needs a whole number between 1 and 65536");
    refuses("bucket:\n  k_flop: 0\n", "x.yaml:2: bucket.k_flop needs a whole number between 1 and 65536");
    refuses("bucket: {seed: 9007199254740993}\n",
            "x.yaml:1: bucket.seed needs a whole number between 0 and 9007199254740992");
    refuses("num_iterations: 1000000000000001\n",
            "x.yaml:1: num_iterations must be between 1 and 1000000000000000, not 1000000000000001");
    refuses("bucket: 5\n", "x.yaml:1: bucket needs keys: k_preflop, k_flop, k_turn, k_river, method, restarts, seed");
    refuses("epsilon_schedule: [[0, 0.5],\n [0, 0.4]]\n",
            "x.yaml:2: epsilon_schedule must ascend: iteration 0 stands after 0");
    refuses("epsilon_schedule: [[0, 2]]\n", "x.yaml:1: epsilon_schedule needs an epsilon between 0 and 1");
    refuses("epsilon_schedule: 5\n",
            "x.yaml:1: epsilon_schedule needs a list of at most 64 pairs: [[iteration, epsilon], ...]");
    refuses("discount_mode: static\nregret_discount_alpha: 2\n",
            "x.yaml:2: a static discount multiplies by regret_discount_alpha: it must be above 0 and at most "
            "1, not 2");
    assert_false(config_parse(&config, "x.yaml", "a: [1\nb: 2\n", &failure));
    assert_non_null(strstr(failure.text, "x.yaml:2: bad YAML: "));
    assert_false(config_parse(&config, "x.yaml", "seed: 1\nlogdir: \x01\n", &failure));
    assert_non_null(strstr(failure.text, "x.yaml:2: bad YAML: "));
}

static void test_actions(void **state)
{
    (void)state;
    reads("actions: classic\n");
    assert_string_equal(config.actions.name, "classic");
    reads("actions: {preflop: {bets: [[1.0, 0.5, 1.0], []], all_in: true, limp: false, max_raises: 4},\n"
          "  flop: {bets: [[0.5]], bets_out_of_position: [[0.33]]}}\n");
    assert_string_equal(config.actions.name, "");
    assert_int_equal(config.actions.streets, 2);
    const struct config_street *street = &config.actions.street[0];
    assert_int_equal(street->menu.numbers, 2);
    assert_int_equal(street->menu.bets[0].count, 2);
    assert_true(street->menu.bets[0].fraction[0] == 0.5F && street->menu.bets[0].fraction[1] == 1.0F);
    assert_int_equal(street->menu.bets[1].count, 0);
    assert_true(street->all_in_given && street->menu.all_in && street->limp_given && !street->menu.limp);
    assert_int_equal(street->menu.max_raises, 4);
    assert_true(config.actions.street[1].bets_out_of_position_given);
    refuses("actions: {flopp: {}}\n",
            "x.yaml:1: unknown street 'flopp'; did you mean 'flop'? (preflop, flop, turn, river; in other games "
            "round1 .. round4)");
    refuses("actions:\n  flop:\n    bet: [[1]]\n",
            "x.yaml:3: unknown key 'bet' of a street; did you mean 'bets'? (bets, bets_out_of_position, all_in, limp, "
            "max_raises)");
    refuses("actions: {flop: {bets: [0.5]}}\n", "x.yaml:1: bets are a list per raise number: [[0.5, 1.0], [1.0]]");
    refuses("actions: {flop: {bets: [[-1]]}}\n",
            "x.yaml:1: a bet is a fraction of the pot above 0 and up to 1000, not '-1'");
}

/* Writes a file into the working folder. */
static void put(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static bool open_with(int argc, char *argv[])
{
    static struct config_flags flags;
    static struct option options[CONFIG_KEYS];
    size_t count = config_options(&flags, options), positional;
    return options_parse(options, count, argc, argv, NULL, 0, &positional, &failure) &&
           config_open(&config, &flags, &failure);
}
#define OPEN(...) open_with((int)(sizeof((char *[]){"t", __VA_ARGS__}) / sizeof(char *)), (char *[]){"t", __VA_ARGS__})

static void test_command_line(void **state)
{
    (void)state;
    put("config_test.yaml",
        "time_budget_seconds: 60\nbatch_size: 7\nepsilon_schedule: [[5, 0.1]]\ntensorboard: true\n");
    char file[] = "--config=config_test.yaml";
    assert_true(OPEN(file));
    assert_true(config.time_budget_seconds == 60 && config_goal(&config) == UINT64_MAX);
    assert_true(OPEN(file, "--iters", "9", "--no-tensorboard", "--epsilon=0.2", "--set", "batch_size=8"));
    assert_true(config.time_budget_seconds == 0 && config_goal(&config) == 9);
    assert_true(config.epsilon.steps == 0 && config.epsilon.exploration == 0.2);
    assert_false(config.tensorboard);
    assert_int_equal(config.batch_size, 8);
    assert_true(OPEN(file, "--iters", "9", "--time-budget", "3"));
    assert_true(config.time_budget_seconds == 3 && config_goal(&config) == UINT64_MAX);
    assert_true(OPEN("--target-exploitability", "3") && config_goal(&config) == UINT64_MAX);
    assert_true(OPEN("--target-exploitability", "3", "--iters", "9") && config_goal(&config) == 9);
    assert_true(OPEN(file, "--set", "batch_size=8", "--batch-size", "9", "--checkpoint-interval", "50"));
    assert_int_equal(config.batch_size, 9);
    assert_true(config.checkpoint_interval_given);
    assert_true(OPEN("--set", "actions={flop: {bets: [[0.5]]}}", "--set", "epsilon_schedule=[[1, 0.5]]"));
    assert_int_equal(config.actions.streets, 1);
    assert_int_equal(config.epsilon.steps, 1);
    assert_true(OPEN("--set", "bucket={k_flop: 50, seed: 3}"));
    assert_true(config.bucket.given && config.bucket.k[1] == 50 && config.bucket.seed == 3);
    assert_false(OPEN("--set", "bucket={k_flop: none}"));
    assert_string_equal(failure.text, "--set:1: bucket.k_flop needs a whole number between 1 and 65536");
    assert_false(OPEN("--set", "batchsize=8"));
    assert_string_equal(failure.text, "--set: unknown key 'batchsize'; did you mean 'batch_size'?");
    assert_false(OPEN("--num-workers", "-3"));
    assert_string_equal(failure.text, "--num-workers: num_workers must be between 0 and 1024, not -3");
    assert_false(OPEN("--config", "missing.yaml"));
    assert_string_equal(failure.text, "missing.yaml: cannot be opened: No such file or directory");
    put("config_sample.game", "x");
    assert_true(OPEN("--game", "config_sample"));
    assert_string_equal(config.game, "config_sample.game");
    remove("config_sample.game");
    remove("config_test.yaml");
}

static void test_flags_without_effect(void **state)
{
    (void)state;
    assert_true(OPEN("--chunked", "--chunk-iterations", "1000", "--chunk-minutes=2.5", "--chunk-restart-delay", "5"));
    assert_int_equal(config.notes, 1);
    assert_string_equal(
        config.note[0].text,
        "--chunked, --chunk-iterations, --chunk-minutes, --chunk-restart-delay have no effect here: memory "
        "does not grow with the run, so that no restart is needed");
    assert_true(OPEN("--chunked"));
    assert_memory_equal(config.note[0].text, "--chunked has no effect here: ", 30);
    assert_true(OPEN("--checkpoint-interval", "100") && config.checkpoint_spacing_seconds == 0);
    assert_true(OPEN("--set", "checkpoint_interval=100") && config.checkpoint_spacing_seconds == 0);
}

static void test_instances_are_workers(void **state)
{
    (void)state;
    assert_true(OPEN("--num-instances", "3"));
    assert_int_equal(config.num_workers, 3);
    assert_int_equal(config.notes, 1);
    assert_string_equal(config.note[0].text, "--num-instances 3: 3 workers train on one table");
    assert_true(OPEN("--num-instances", "3", "--num-workers", "1") && config.num_workers == 3);
    assert_false(OPEN("--num-instances", "3", "--num-workers", "2"));
    assert_string_equal(failure.text, "--num-instances 3 trains with 3 workers: --num-workers 2 contradicts it");
    assert_false(OPEN("--num-instances", "3", "--set", "num_workers=0"));
    assert_false(OPEN("--num-instances", "0"));
    assert_string_equal(failure.text, "--num-instances needs a whole number between 1 and 1024, not '0'");
    put("config_test.yaml", "num_workers: 2\n");
    assert_true(OPEN("--config=config_test.yaml", "--num-instances", "4") && config.num_workers == 4);
    remove("config_test.yaml");
}

/* Python's pickles begin so from protocol 2 on, and are known by their name, unless a file of this program has it. */
static void test_pickles(void **state)
{
    (void)state;
    put("config_pickle.bin", "\x80\x04\x95 and so on");
    put("config_other.bin", "\x80\x06");
    assert_true(OPEN("--buckets", "config_pickle.bin", "--set", "bucket={k_flop: 50}"));
    assert_string_equal(config.buckets, "");
    assert_int_equal(config.notes, 1);
    assert_string_equal(config.note[0].text, "config_pickle.bin: buckets of the Python trainer cannot be used, they "
                                             "sort hands by noise: a default abstraction "
                                             "takes their place");
    assert_true(OPEN("--buckets", "config_other.bin"));
    assert_string_equal(config.buckets, "config_other.bin");
    assert_int_equal(config.notes, 0);
    assert_true(OPEN("--buckets", "gone/assets.PKL"));
    assert_string_equal(config.buckets, "");
    assert_false(OPEN("--resume-from", "config_pickle.bin"));
    assert_string_equal(
        failure.text,
        "config_pickle.bin: no program can go on from checkpoints of the Python trainer, whose regrets are sums over "
        "separate workers that never learnt from each other, filed under buckets of noise");
    assert_false(OPEN("--set", "resume_from=checkpoint_iter5.pkl"));
    put("config_ours.pkl", "\x8fHLD\r\n\x1a\n and so on");
    assert_true(OPEN("--buckets", "config_ours.pkl", "--resume-from", "config_ours.pkl"));
    assert_string_equal(config.buckets, "config_ours.pkl");
    assert_int_equal(config.notes, 0);
    remove("config_ours.pkl");
    remove("config_pickle.bin");
    remove("config_other.bin");
}

static void comes_back(const char *text)
{
    static char first[CONFIG_FORMAT], second[CONFIG_FORMAT];
    reads(text);
    static struct train_config before;
    before = config;
    config_format(&config, first);
    reads(first);
    config_format(&config, second);
    assert_string_equal(first, second);
    assert_int_equal(before.checkpoint_interval_given, config.checkpoint_interval_given);
    assert_ptr_equal(before.schedule, config.schedule);
    assert_true(before.seed == config.seed && before.epsilon.exploration == config.epsilon.exploration);
    assert_string_equal(before.logdir, config.logdir);
    assert_memory_equal(&before.actions, &config.actions, sizeof config.actions);
    assert_memory_equal(&before.bucket, &config.bucket, sizeof config.bucket);
}

static void test_there_and_back(void **state)
{
    (void)state;
    comes_back("");
    comes_back("logdir: \"a \\\"b\\\": # \\\\ \\u00e9\\x01\"\nexploration_epsilon: 0.1234567890123456\n"
               "discount_mode: dcfr\nseed: 18446744073709551615\nepsilon_schedule: [[5, 0.3], [9, 0.1]]\n"
               "checkpoint_interval: 12\ncheckpoint_interval_seconds: 2.5\nnum_players: 3\n");
    comes_back("actions: {preflop: {bets: [[0.33, 1.1], []], all_in: false}, river: {max_raises: 2}}\n");
    comes_back("actions: {flop: {}}\n");
    comes_back("average_exponent: 1.1\n");
    comes_back("bucket: {k_river: 9, method: \"emd,river=percentile\", seed: 4}\n");
    assert_int_equal(config.bucket.k[3], 9);
    assert_string_equal(config.bucket.method, "emd,river=percentile");
    comes_back("bucket: {seed: 0}\n");
    assert_true(config.bucket.given);
    comes_back("time_budget_seconds: 5\n");
    assert_true(config_decide_sampler(&config, true, &failure));
    assert_ptr_equal(config.schedule, &schedule_dcfr);
    assert_true(config.regret_discount_alpha == 1.5 && config.strategy_discount_beta == 2);
}

static void test_document_reads_as_defaults(void **state)
{
    (void)state;
    static char text[CONFIG_FORMAT];
    assert_in_range(config_document(text), 1000, CONFIG_FORMAT - 1);
    reads(text);
    assert_ptr_equal(config.schedule, &schedule_linear);
    assert_false(config.bucket.given);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_defaults),
        cmocka_unit_test(test_file),
        cmocka_unit_test(test_keys_without_effect),
        cmocka_unit_test(test_checkpoint_intervals),
        cmocka_unit_test(test_schedule_is_derived),
        cmocka_unit_test(test_sampler_is_decided),
        cmocka_unit_test(test_average_is_the_schedules_or_its_own),
        cmocka_unit_test(test_failures),
        cmocka_unit_test(test_actions),
        cmocka_unit_test(test_command_line),
        cmocka_unit_test(test_flags_without_effect),
        cmocka_unit_test(test_instances_are_workers),
        cmocka_unit_test(test_pickles),
        cmocka_unit_test(test_there_and_back),
        cmocka_unit_test(test_document_reads_as_defaults),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
