/* The trainer with real workers: exact checkpoints, failures that end the run with a checkpoint, what is due by the clock,
 * no allocation in the hot path, two and eight workers on one copy of the tables. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/log.h"
#include "base/memory.h"
#include "platform/file.h"
#include "support/training.h"
#include "support/turned_clock.h"
#include "train/judge.h"
#include "train/logdir.h"
#include "train/trainer.h"

#include <math.h>

static struct train_config config;
static struct failure failure;
static const struct trainer_pause *in_pauses;
static struct log *run_log;          /* NULL: nothing is logged */
static const struct tables *trained; /* by the run that goes on */

static bool fail_late(void *context, unsigned worker, uint64_t first, uint64_t count, float epsilon,
                      struct sampler_counters *counters, struct failure *reason)
{
    worker_sample(context, worker, first, count, epsilon, counters, reason);
    return first + count < 3000 || failure_set(reason, "broken at iteration %llu", (unsigned long long)first);
}

static void configure(const char *logdir, const char *settings)
{
    char text[1024];
    snprintf(text, sizeof text, "game: %s/games/leduc.game\nbuckets: lossless\nlogdir: %s\ntensorboard: false\n%s",
             HOLDEM_ROOT, logdir, settings);
    if (!config_parse(&config, "test", text, &failure))
        fail_msg("%s", failure.text);
    config.checkpoint_spacing_seconds = 0; /* as from the command line */
}

static void run(unsigned workers, work_function *work, struct trainer_result *result)
{
    struct setup setup;
    struct platform_profile profile = *profile_detected();
    profile.base_ms = profile.min_ms = profile.max_ms = 0.1; /* a coordinator that hardly sleeps */
    evaluator_init();
    trained = &setup.plan.tables;
    struct judge judge;
    const struct run_context context = {.log = run_log};
    const struct trainer_task task = {&config, config.resume_from, &setup, &judge, workers, &profile, work, in_pauses};
    if (!logdir_prepare(NULL, config.logdir, "", 0, &failure) ||
        !setup_open(&context, &setup, &config, workers, &failure) ||
        !judge_open(&judge, &setup, &config, workers, &failure) ||
        !setup_allocate(&setup, judge_bytes(&judge, &setup.tree), workers, &failure) ||
        !trainer_run(&task, result, &failure))
        fail_msg("%s", failure.text);
    judge_close(&judge);
    setup_release(&setup);
    metrics_release(&result->metrics);
}

static bool has_checkpoint(unsigned iteration)
{
    char path[LOGDIR_PATH];
    logdir_checkpoint(config.logdir, iteration, path);
    return file_exists(path) && checkpoint_verify(&run_unattended, path, &failure);
}

static void checkpoints_are_exact_whatever_the_workers(void **state)
{
    (void)state;
    for (unsigned workers = 1; workers <= 8; workers *= 2) {
        struct trainer_result result;
        configure("trainer_exact", "num_iterations: 5000\ncheckpoint_interval: 1500\nkeep_checkpoints: 3\n");
        run(workers, worker_sample, &result);
        assert_int_equal(result.reason, STOP_ITERATIONS);
        assert_int_equal(result.progress.iteration, 5000);
        assert_true(has_checkpoint(3000) && has_checkpoint(4500) && has_checkpoint(5000));
        assert_false(has_checkpoint(1500)); /* only three are kept */
    }
}

static void a_worker_that_fails_ends_the_run_with_a_checkpoint(void **state)
{
    (void)state;
    for (unsigned workers = 1; workers <= 3; workers += 2) {
        struct trainer_result result;
        configure("trainer_failing", "num_iterations: 1000000000\ncheckpoint_interval: 1500\nkeep_checkpoints: 1\n");
        run(workers, fail_late, &result);
        assert_int_equal(result.reason, STOP_FAILED);
        assert_non_null(strstr(result.failure.text, "worker-"));
        assert_non_null(strstr(result.failure.text, "broken at iteration"));
        assert_true(result.progress.iteration >= 3000);
        assert_true(has_checkpoint((unsigned)result.progress.iteration));
        assert_true(has_checkpoint(1500)); /* what a failed worker leaves takes no other's place */
    }
}

/* --- by a clock that passes with the iterations (support/turned_clock.h) --- */

/* An iteration takes a quarter of a millisecond and nothing else takes any time. The coordinator looks at the clock less than
 * twenty times in a round: after each batch it has had several to do what is due. */
enum { ITERATION_MICROSECONDS = 250, LOOKS = 48, BATCH = 32 };

/* Iterations that take so long. */
static unsigned iterations_of(double seconds)
{
    return (unsigned)(1e6 * seconds / ITERATION_MICROSECONDS + 0.5);
}

static bool sample_and_pass(void *context, unsigned worker, uint64_t first, uint64_t count, float epsilon,
                            struct sampler_counters *counters, struct failure *reason)
{
    bool done = worker_sample(context, worker, first, count, epsilon, counters, reason);
    turned_clock_pass(ITERATION_MICROSECONDS * count);
    turned_clock_await_looks(LOOKS);
    return done;
}

/* Ends of batches that the workers may be past what is due, and as many again for roundings. */
static unsigned late(unsigned workers)
{
    return 2 * workers * BATCH;
}

/* What a run has left, newest first: each `least` to `most` iterations behind the one before it, and the last one, which
 * comes with the end, no more than that. */
static void assert_apart(const uint64_t iteration[], size_t count, unsigned least, unsigned most)
{
    for (size_t i = 0; i < count; i++) {
        uint64_t apart = iteration[i] - (i + 1 < count ? iteration[i + 1] : 0);
        if (apart > most || (i > 0 && apart < least))
            fail_msg("%u iterations behind the one before %u, not %u to %u", (unsigned)apart, (unsigned)iteration[i],
                     least, most);
    }
}

static void assert_checkpoints_apart(unsigned least, unsigned most, unsigned multiple)
{
    uint64_t *iteration;
    size_t count;
    assert_true(logdir_checkpoints(config.logdir, &iteration, &count, NULL));
    assert_true(count > 2);
    assert_apart(iteration, count, least, most);
    for (size_t i = 1; i < count; i++)
        assert_int_equal(iteration[i] % multiple, 0);
    memory_release(iteration);
}

static void a_time_budget_ends_the_run(void **state)
{
    (void)state;
    for (unsigned workers = 1; workers <= 2; workers++) {
        struct trainer_result result;
        size_t count;
        configure("trainer_time", "time_budget_seconds: 0.4\nsnapshot_interval_seconds: 0.05\nkeep_snapshots: 2\n"
                                  "batch_size: 32\n");
        run(workers, sample_and_pass, &result);
        assert_int_equal(result.reason, STOP_TIME);
        assert_in_range(result.progress.iteration, iterations_of(0.4), iterations_of(0.4) + late(workers));
        uint64_t *iteration = logdir_snapshots(config.logdir, &count);
        assert_int_equal(count, 2);
        assert_in_range(iteration[0] - iteration[1], iterations_of(0.05), iterations_of(0.05) + late(workers));
        assert_in_range(iteration[0], iterations_of(0.35) - late(workers), iterations_of(0.4) + late(workers));
        memory_release(iteration);
    }
}

/* An interval that is not taken at its word is one of multiples all the same. */
static void checkpoints_are_so_far_apart_as_they_must_be(void **state)
{
    (void)state;
    enum { INTERVAL = 96 };
    for (unsigned workers = 1; workers <= 2; workers++) {
        struct trainer_result result;
        configure("trainer_apart",
                  "time_budget_seconds: 0.6\ncheckpoint_interval: 96\nkeep_checkpoints: 1000\nbatch_size: 32\n");
        config.checkpoint_spacing_seconds = 0.05;
        run(workers, sample_and_pass, &result);
        assert_checkpoints_apart(iterations_of(0.05), iterations_of(0.05) + late(workers) + INTERVAL, INTERVAL);
    }
}

/* Half as fast behind the first line of the log, which comes with iteration 10,000. */
static bool slow_down(void *context, unsigned worker, uint64_t first, uint64_t count, float epsilon,
                      struct sampler_counters *counters, struct failure *reason)
{
    bool done = sample_and_pass(context, worker, first, count, epsilon, counters, reason);
    if (first >= 10000)
        turned_clock_pass(ITERATION_MICROSECONDS * count);
    return done;
}

/* The rate of the last line that a run of so many iterations logs. */
static double last_rate(unsigned iterations)
{
    struct trainer_result result;
    char settings[128], line[512];
    double rate = 0;
    snprintf(settings, sizeof settings, "num_iterations: %u\nsampler: external\nbatch_size: 32\n", iterations);
    configure("trainer_rate", settings);
    FILE *said = tmpfile();
    assert_non_null(said);
    struct log log;
    log_init(&log);
    log_set_output(&log, said);
    run_log = &log;
    run(1, slow_down, &result);
    run_log = NULL;
    log_release(&log);
    rewind(said);
    while (fgets(line, sizeof line, said))
        sscanf(line, "Iteration %*u (%lf iter/s)", &rate);
    fclose(said);
    return rate;
}

/* Between two lines is a second: a rate over less than a tenth of that is one since the line before the last. */
static void the_last_line_has_a_rate_over_a_time_that_tells(void **state)
{
    (void)state;
    double usual = 1e6 / ITERATION_MICROSECONDS;
    assert_true(last_rate(10000 + 64) > 0.95 * usual);
    assert_true(last_rate(10000 + 640) < 0.6 * usual);
}

static void checkpoints_come_by_the_clock(void **state)
{
    (void)state;
    struct trainer_result result;
    for (unsigned workers = 1; workers <= 2; workers++) {
        configure("trainer_clock", "time_budget_seconds: 0.6\ncheckpoint_interval_seconds: 0.05\n"
                                   "keep_checkpoints: 1000\nbatch_size: 32\n");
        run(workers, sample_and_pass, &result);
        assert_checkpoints_apart(iterations_of(0.05), iterations_of(0.05) + late(workers), 1);
    }
    configure("trainer_both", "num_iterations: 5000\ncheckpoint_interval: 1500\ncheckpoint_interval_seconds: 1000\n");
    run(2, worker_sample, &result);
    assert_true(has_checkpoint(3000) && has_checkpoint(4500) && has_checkpoint(5000));
}

struct standing {
    unsigned times, moved;
};

static float sum_of_regrets(void)
{
    float sum = 0;
    for (uint64_t i = 0; i < table_street_entries(&trained->street[0]); i++)
        sum += fabsf(table_load(&trained->street[0].regret[i]));
    return sum;
}

enum { WATCHED_MICROSECONDS = 2000 };

/* Looks at the clock, for which a worker that has not parked waits, and whether anybody has learnt something since. */
static void watch(void *context, double seconds)
{
    struct standing *standing = context;
    float before = sum_of_regrets();
    for (unsigned look = 0; look < 10 * LOOKS; look++) {
        clock_seconds();
        standing->moved += sum_of_regrets() != before;
    }
    turned_clock_pass(WATCHED_MICROSECONDS);
    standing->times += seconds > 0;
}

static void in_a_pause_everybody_stands_still(void **state)
{
    (void)state;
    struct trainer_result result;
    struct standing standing = {0, 0};
    const struct trainer_pause pause = {0.02, watch, &standing};
    in_pauses = &pause;
    configure("trainer_standing", "time_budget_seconds: 0.3\nbatch_size: 32\n");
    run(3, sample_and_pass, &result);
    in_pauses = NULL;
    assert_in_range(standing.times, 0.3 / (0.022 + late(3) * 1e-6 * ITERATION_MICROSECONDS), 0.3 / 0.022);
    assert_int_equal(standing.moved, 0);
    assert_true(fabs(result.metrics.now.paused_seconds - 1e-6 * WATCHED_MICROSECONDS * standing.times) < 1e-6);
}

/* The workers stand still from the evaluation to the end: the checkpoint is of the strategy that was good enough. */
static void a_target_ends_the_run_where_it_was_measured(void **state)
{
    (void)state;
    for (unsigned workers = 1; workers <= 3; workers += 2) {
        struct trainer_result result;
        configure("trainer_target", "time_budget_seconds: 60\neval_interval_seconds: 0.05\n"
                                    "target_exploitability: 100\nbatch_size: 32\n");
        run(workers, sample_and_pass, &result);
        assert_int_equal(result.reason, STOP_TARGET);
        assert_true(result.evaluation.done && result.evaluation.has_mbb);
        assert_true(result.evaluation.mbb > 0 && result.evaluation.mbb <= 100);
        assert_true(fabs(result.evaluation.mbb - 1000 * result.evaluation.exploitability) < 1e-6);
        assert_true(result.evaluation.iteration == result.progress.iteration);
        assert_true(has_checkpoint((unsigned)result.progress.iteration));
    }
}

static void rest(void *context, double seconds)
{
    (void)seconds;
    turned_clock_pass(1000000);
    ++*(unsigned *)context;
}

/* The last evaluation's seconds are those of training: pauses are left out. */
static void pauses_are_no_training(void **state)
{
    (void)state;
    enum { ITERATIONS = 1600 };
    struct trainer_result result;
    unsigned rests = 0;
    const struct trainer_pause pause = {0.05, rest, &rests};
    in_pauses = &pause;
    configure("trainer_pauses", "num_iterations: 1600\nbatch_size: 10\neval_interval_seconds: 1e-6\n");
    run(1, sample_and_pass, &result);
    in_pauses = NULL;
    double trained_seconds = 1e-6 * ITERATION_MICROSECONDS * ITERATIONS, paused = result.metrics.now.paused_seconds;
    assert_true(rests > 2 && fabs(paused - rests) < 1e-6);
    assert_true(fabs(result.metrics.now.seconds - trained_seconds - rests) < 1e-6);
    assert_true(result.evaluation.done && result.evaluation.iteration == ITERATIONS);
    assert_true(fabs(result.evaluation.seconds - trained_seconds) < 1e-6);
}

/* --- samplers by several threads --- */

static void the_hot_path_allocates_nothing(void **state)
{
    (void)state;
    struct training training;
    for (unsigned i = 0; samplers[i]; i++) {
        const struct sampler *sampler = sampler_of(samplers[i]);
        if (!sampler->traverse)
            continue;
        training_open(&training, "leduc.game", sampler, &schedule_dcfr, 1);
        targets_read(&training.plan.targets, "12:0.2 2:0.8", 2, NULL);
        uint64_t before = memory_allocation_calls();
        training_run(&training, 0, 3000, 0.5F);
        assert_true(memory_allocation_calls() == before);
        training_close(&training);
    }
}

/* More workers than cores on tables of a few lines: a worker that is interrupted between load and store undoes up to some
 * tens of milliseconds of the others' work on a row, a small part of a run of half a second. */
static void many_workers_share_the_tables(void **state)
{
    (void)state;
    for (unsigned workers = 2; workers <= 8; workers *= 4) {
        struct training training;
        training_open(&training, "leduc.game", &sampler_external, &schedule_linear, 1);
        training_run_parallel(&training, 0, 120000, 0, workers);
        assert_int_equal(training.counters.iterations, 120000);
        assert_true(training_measure(&training).exploitability < 0.15);
        training_close(&training);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(checkpoints_are_exact_whatever_the_workers),
        cmocka_unit_test(a_worker_that_fails_ends_the_run_with_a_checkpoint),
        cmocka_unit_test(a_time_budget_ends_the_run),
        cmocka_unit_test(checkpoints_are_so_far_apart_as_they_must_be),
        cmocka_unit_test(checkpoints_come_by_the_clock),
        cmocka_unit_test(the_last_line_has_a_rate_over_a_time_that_tells),
        cmocka_unit_test(a_target_ends_the_run_where_it_was_measured),
        cmocka_unit_test(in_a_pause_everybody_stands_still),
        cmocka_unit_test(pauses_are_no_training),
        cmocka_unit_test(the_hot_path_allocates_nothing),
        cmocka_unit_test(many_workers_share_the_tables),
    };
    turned_clock_open();
    return cmocka_run_group_tests_name("trainer", tests, NULL, NULL);
}
