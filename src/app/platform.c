/* holdem platform: the detected platform, the waits it gives, a test of the workers, and what the waits save. */
#include "app/commands.h"

#include "base/text.h"
#include "platform/machine.h"
#include "platform/processor.h"
#include "platform/profile.h"
#include "sync/pool.h"
#include "sync/waiting.h"

#include <stdio.h>

static const char *const name = "platform";

/* What a coordinator with no profile would do: the wait of Linux, whatever the machine, never lengthened. */
static const double FIXED_MS = 10;

static void print_line(const char *line)
{
    puts(line);
}

static void print_instructions(void)
{
    printf("Instructions: %s, of", processor_level_name(processor_in_use()));
    for (enum processor_level level = 0; level <= processor_best(); level++)
        printf("%s %s", level ? "," : "", processor_level_name(level));
    printf("\n");
}

/* One line a poll: empty ones until the wait is as long as it gets and one that does not lengthen it, then a result. */
static void play_backoff(const struct platform_profile *profile)
{
    struct backoff backoff;
    backoff_init(&backoff, profile->base_ms, profile->min_ms, profile->max_ms);
    printf("\nSimulation: the waits of %s, step by step (nothing is waited for)\n", profile->name);
    bool longest = false;
    while (!longest) {
        double waited = backoff.wait_ms;
        longest = !backoff_empty(&backoff) && waited >= backoff.max_ms;
        printf("  poll %2u: empty after %g ms, next wait %g ms\n", backoff.empty_polls, waited, backoff.wait_ms);
    }
    unsigned polls = backoff.empty_polls + 1;
    backoff_result(&backoff);
    printf("  poll %2u: a result, next wait %g ms\n", polls, backoff.wait_ms);
}

static void print_rate(const char *what, double rate, double fixed)
{
    double fewer = fixed > 0 ? 100 * (1 - rate / fixed) : 0;
    printf("%s %.1f/s", what, rate);
    if (fewer >= 2)
        printf(" (%.0f %% fewer)", fewer);
}

/* Measures and prints one line. `fixed`: the same with fixed waits, NULL when this is it. */
static struct waiting measure(const char *label, const struct backoff *backoff, bool results, double seconds,
                              const struct waiting *fixed)
{
    struct waiting now = waiting_measure(*backoff, results, seconds);
    printf("    %-14s ", label);
    print_rate("wake-ups", (double)now.wake_ups / now.seconds, fixed ? (double)fixed->wake_ups / fixed->seconds : 0);
    if (now.switches > 0)
        print_rate(", context switches", (double)now.switches / now.seconds,
                   fixed ? (double)fixed->switches / fixed->seconds : 0);
    else
        printf(", context switches are not counted by this system");
    printf("\n");
    fflush(stdout);
    return now;
}

/* Both when results keep coming, as in most runs, and when none does. */
static void measure_waiting(const struct platform_profile *profile, double seconds)
{
    struct backoff fixed, adaptive;
    backoff_init(&fixed, FIXED_MS, FIXED_MS, FIXED_MS);
    backoff_init(&adaptive, profile->base_ms, profile->min_ms, profile->max_ms);
    printf("\nMeasuring a coordinator that only waits, on this machine (%s %s), 4 times %g s:\n", machine_system(),
           machine_architecture(), seconds);
    for (int results = 1; results >= 0; results--) {
        printf("  %s\n", results ? "a result lies there at each look" : "the queue stays empty");
        fflush(stdout);
        struct waiting polled = measure("fixed 10 ms:", &fixed, results, seconds, NULL);
        char label[48];
        snprintf(label, sizeof label, "%s:", profile->name);
        measure(label, &adaptive, results, seconds, &polled);
    }
}

struct request {
    const char *assume; /* NULL: the machine at hand */
    int64_t workers;
    bool simulate;
    double seconds;
};

static int run(const struct request *request)
{
    struct failure failure;
    bool assumed = request->assume != NULL;
    const struct platform_profile *profile = assumed ? profile_named(request->assume, &failure) : profile_detected();
    if (!profile)
        return command_fail(name, &failure, EXIT_USAGE);
    profile_say(profile, assumed, print_line);
    printf("Processors: %u, %u of them fast\n", machine_processors(), machine_performance_processors());
    print_instructions();
    unsigned workers = command_workers(request->workers);
    double took;
    if (!pool_diagnose(workers, &took, &failure))
        return command_fail(name, &failure, EXIT_FAILED);
    printf("Workers: %u started and answered in %.1f ms\n", workers, 1000 * took);
    if (request->simulate) {
        play_backoff(profile);
        measure_waiting(profile, request->seconds);
    }
    return EXIT_DONE;
}

int command_platform(int argc, char *argv[])
{
    struct request request = {.seconds = 3};
    char assume_help[256] = "a platform to assume:";
    for (size_t i = 0; i < profile_count(); i++)
        text_append(assume_help, sizeof assume_help, "%s %s", i ? "," : "", profile_at(i)->name);
    bool seconds_given = false;
    const struct option options[] = {
        {"assume", OPTION_TEXT, &request.assume, NULL, "NAME", assume_help, 0, 0, NULL, NULL},
        {"simulate", OPTION_SWITCH, &request.simulate, NULL, NULL,
         "play the adaptive waits step by step, then measure how often a coordinator that only waits wakes up, with "
         "them and with fixed waits of 10 ms",
         0, 0, NULL, NULL},
        {"seconds", OPTION_NUMBER, &request.seconds, &seconds_given, "S", "of each of its four measurements", 0.1, 600,
         "3", NULL},
        {"num-workers", OPTION_INTEGER, &request.workers, NULL, "N", "workers to test; 0: all cores (0)", 0, 1024, NULL,
         NULL},
    };
    const struct command_form form = {
        name,
        "platform [OPTION...]",
        "Prints the platform, the waits of the coordinator's queue, and the start-up diagnostic.",
        options,
        sizeof options / sizeof *options,
        NULL};
    int status;
    if (!command_parse(&form, argc, argv, NULL, 0, NULL, &status))
        return status;
    if (seconds_given && !request.simulate) {
        struct failure failure;
        failure_set(&failure, "--seconds goes with --simulate");
        return command_fail(name, &failure, EXIT_USAGE);
    }
    return run(&request);
}
