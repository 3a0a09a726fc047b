/* Two trainings in one process, each with a context of its own, do not see each other: they learn what they learn alone,
 * their logs hold what is their own, and the one that is cancelled ends alone. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "platform/thread.h"
#include "train/judge.h"
#include "train/trainer.h"

#include <stdio.h>
#include <string.h>
#include <xxhash.h>

/* What is run, and what became of it. */
struct training {
    const char *game;
    uint64_t iterations, cancelled_after; /* of its own; 0: never */
    struct cancellation cancellation;
    struct log log;
    struct train_config config;
    struct setup setup;
    struct trainer_result result;
    uint64_t digest; /* of the tables */
    char said[8192];
    struct failure failure;
    bool done;
};

/* The work of the trainer's only worker; the batch after the last of `cancelled_after` is one too many. */
static bool sample_until_cancelled(void *context, unsigned worker, uint64_t first, uint64_t count, float epsilon,
                                   struct sampler_counters *counters, struct failure *failure)
{
    struct setup *setup = context;
    struct training *training = (struct training *)((char *)setup - offsetof(struct training, setup));
    if (training->cancelled_after > 0 && first + count >= training->cancelled_after)
        cancellation_request(&training->cancellation);
    return worker_sample(setup, worker, first, count, epsilon, counters, failure);
}

static bool train(struct training *training, const struct run_context *run)
{
    struct train_config *config = &training->config;
    struct failure *failure = &training->failure;
    struct judge judge;
    char text[512];
    snprintf(text, sizeof text,
             "game: %s/games/%s\nbuckets: lossless\nnum_iterations: %llu\ncheckpoint_interval: 0\n"
             "snapshot_interval_seconds: 0\ntensorboard: false\n",
             HOLDEM_ROOT, training->game, (unsigned long long)training->iterations);
    if (!config_parse(config, "test", text, failure))
        return false;
    config->logdir[0] = '\0';
    const struct trainer_task task = {
        config, "", &training->setup, &judge, 1, profile_detected(), sample_until_cancelled, NULL};
    if (!setup_open(run, &training->setup, config, 1, failure))
        return false;
    bool done = judge_open(&judge, &training->setup, config, 1, failure) &&
                setup_allocate(&training->setup, judge_bytes(&judge, &training->setup.tree), 1, failure) &&
                trainer_run(&task, &training->result, failure);
    judge_close(&judge);
    if (done)
        training->digest = XXH3_64bits(training->setup.tables_memory, training->setup.tables_bytes);
    metrics_release(&training->result.metrics);
    setup_release(&training->setup);
    return done;
}

static void run_training(void *argument)
{
    struct training *training = argument;
    const struct run_context run = {.log = &training->log, .cancellation = &training->cancellation};
    FILE *file = tmpfile(), *unseen = tmpfile();
    log_init(&training->log);
    log_set_output(&training->log, unseen);
    log_set_file(&training->log, file);
    training->done = train(training, &run);
    log_release(&training->log);
    rewind(file);
    training->said[fread(training->said, 1, sizeof training->said - 1, file)] = '\0';
    fclose(file);
    fclose(unseen);
}

static void run_both(struct training *a, struct training *b)
{
    struct failure failure;
    struct thread thread[2];
    assert_true(thread_start(&thread[0], "a", run_training, a, &failure));
    assert_true(thread_start(&thread[1], "b", run_training, b, &failure));
    thread_join(&thread[0]);
    thread_join(&thread[1]);
    if (!a->done || !b->done)
        fail_msg("%s%s", a->failure.text, b->failure.text);
}

static struct training alone[2], together[2];

static void they_learn_what_they_learn_alone(void **state)
{
    (void)state;
    for (unsigned i = 0; i < 2; i++) {
        struct training as = {.game = i == 0 ? "leduc.game" : "kuhn.game", .iterations = 40000};
        alone[i] = together[i] = as;
        run_training(&alone[i]);
        assert_true(alone[i].done);
    }
    run_both(&together[0], &together[1]);
    for (unsigned i = 0; i < 2; i++) {
        assert_int_equal(together[i].result.reason, STOP_ITERATIONS);
        assert_true(together[i].digest == alone[i].digest);
        assert_int_equal(together[i].result.progress.visits, alone[i].result.progress.visits);
    }
}

static void each_log_holds_what_is_its_own(void **state)
{
    (void)state;
    assert_non_null(strstr(together[0].said, "Game: leduc"));
    assert_null(strstr(together[0].said, "kuhn"));
    assert_non_null(strstr(together[1].said, "Game: kuhn"));
    assert_null(strstr(together[1].said, "leduc"));
}

static void the_one_that_is_cancelled_ends_alone(void **state)
{
    (void)state;
    struct training as[2] = {
        {.game = "leduc.game", .iterations = UINT64_C(1000000000000), .cancelled_after = 5000},
        {.game = "kuhn.game", .iterations = 40000},
    };
    for (unsigned i = 0; i < 2; i++)
        together[i] = as[i];
    run_both(&together[0], &together[1]);
    assert_int_equal(together[0].result.reason, STOP_INTERRUPTED);
    assert_int_equal(together[1].result.reason, STOP_ITERATIONS);
    assert_true(together[1].digest == alone[1].digest);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(they_learn_what_they_learn_alone),
        cmocka_unit_test(each_log_holds_what_is_its_own),
        cmocka_unit_test(the_one_that_is_cancelled_ends_alone),
    };
    return cmocka_run_group_tests_name("two_trainings", tests, NULL, NULL);
}
