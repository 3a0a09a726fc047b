/* holdem platform: the detected platform, the waits it gives, and a test of the workers. */
#include "app/commands.h"

#include "base/text.h"
#include "platform/machine.h"
#include "platform/processor.h"
#include "platform/profile.h"
#include "sync/pool.h"

#include <stdio.h>

static const char *const name = "platform";

static void print_profile(const struct platform_profile *profile, const char *system, const char *architecture)
{
    printf("Platform: %s\n", system);
    printf("Machine: %s\n", architecture);
    printf("is_apple_silicon(): %s\n", profile->is_apple_silicon ? "True" : "False");
    printf("\nQueue Configuration:\n");
    printf("  QUEUE_GET_TIMEOUT_SECONDS: %gs\n", profile->base_ms / 1000);
    printf("  QUEUE_GET_TIMEOUT_MIN: %gs\n", profile->min_ms / 1000);
    printf("  QUEUE_GET_TIMEOUT_MAX: %gs\n", profile->max_ms / 1000);
    printf("\n\xe2\x9c\x93 %s\n", profile->summary);
}

static void print_instructions(void)
{
    printf("Instructions: %s, of", processor_level_name(processor_in_use()));
    for (enum processor_level level = 0; level <= processor_best(); level++)
        printf("%s %s", level ? "," : "", processor_level_name(level));
    printf("\n");
}

int command_platform(int argc, char *argv[])
{
    const char *assume = NULL;
    char assume_help[256] = "a platform to assume:";
    for (size_t i = 0; i < profile_count(); i++)
        text_append(assume_help, sizeof assume_help, "%s %s", i ? "," : "", profile_at(i)->name);
    int64_t workers = 0;
    struct failure failure;
    const struct option options[] = {
        {"assume", OPTION_TEXT, &assume, NULL, "NAME", assume_help, 0, 0, NULL},
        {"num-workers", OPTION_INTEGER, &workers, NULL, "N", "workers to test; 0: all cores (0)", 0, 1024, NULL},
    };
    const struct command_form form = {
        name, "platform [OPTION...]",
        "Prints the platform, the waits of the coordinator's queue, and the start-up diagnostic.", options,
        sizeof options / sizeof *options};
    int status;
    if (!command_parse(&form, argc, argv, NULL, 0, NULL, &status))
        return status;
    const struct platform_profile *profile = profile_detected();
    if (assume) {
        profile = profile_named(assume, &failure);
        if (!profile)
            return command_fail(name, &failure, EXIT_USAGE);
        print_profile(profile, profile->system, profile->architecture);
    } else {
        print_profile(profile, machine_system(), machine_architecture());
    }
    printf("\nProcessors: %u, %u of them fast\n", machine_processors(), machine_performance_processors());
    print_instructions();
    unsigned tested = command_workers(workers);
    double seconds;
    if (!pool_diagnose(tested, &seconds, &failure))
        return command_fail(name, &failure, EXIT_FAILED);
    printf("Workers: %u started and answered in %.1f ms\n", tested, 1000 * seconds);
    return EXIT_DONE;
}
