/* holdem bench scaling: the trainer with 1, 2, ... workers. */
#include "app/commands.h"

#include "base/log.h"
#include "base/text.h"
#include "bench/scaling.h"
#include "platform/machine.h"

#include <cJSON.h>
#include <stdio.h>

static const char *const name = "bench scaling";

static const char *const about =
    "Trains on synthetic buckets with each number of workers in turn, several rounds, and prints medians: visits a\n"
    "second, efficiency against the first number of workers, processor use, context switches. Writes PREFIX.csv and\n"
    "PREFIX.svg.";

static void tell_run(unsigned round, unsigned workers, double visits)
{
    log_progress(command_log(), "round %u: %u worker%s, %s visits/s", round + 1, workers, workers == 1 ? "" : "s",
                 text_si(visits).text);
}

static void print_text(const struct scaling_row row[], size_t count, unsigned rounds)
{
    log_clear_progress(command_log());
    printf("Median (quartiles) of %u rounds; this machine has %u processors\n\n", rounds, machine_processors());
    printf("workers      visits/s                  efficiency  visits/CPU-s  processor use  switches/s  coordinator\n");
    for (size_t i = 0; i < count; i++)
        printf("%7u  %12s (%s to %s)  %8.1f %%  %12s  %11.1f %%  %10.0f  %9.3f %%\n", row[i].workers,
               text_si(row[i].visits.median).text, text_si(row[i].visits.low).text, text_si(row[i].visits.high).text,
               100 * row[i].efficiency, text_si(row[i].visits_per_cpu_second.median).text,
               100 * row[i].processor_use.median, row[i].switches.median, 100 * row[i].coordinator.median);
}

static void add_spread(cJSON *json, const char *key, const struct spread *spread)
{
    cJSON *object = cJSON_AddObjectToObject(json, key);
    cJSON_AddNumberToObject(object, "median", spread->median);
    cJSON_AddNumberToObject(object, "lower_quartile", spread->low);
    cJSON_AddNumberToObject(object, "upper_quartile", spread->high);
}

static void print_json(const struct scaling_row row[], size_t count, unsigned rounds)
{
    cJSON *json = cJSON_CreateObject();
    cJSON_AddNumberToObject(json, "rounds", rounds);
    cJSON_AddNumberToObject(json, "processors", machine_processors());
    cJSON *array = cJSON_AddArrayToObject(json, "scaling");
    for (size_t i = 0; i < count; i++) {
        cJSON *object = cJSON_CreateObject();
        cJSON_AddNumberToObject(object, "workers", row[i].workers);
        add_spread(object, "visits_per_second", &row[i].visits);
        cJSON_AddNumberToObject(object, "efficiency", row[i].efficiency);
        add_spread(object, "visits_per_cpu_second", &row[i].visits_per_cpu_second);
        add_spread(object, "processor_use", &row[i].processor_use);
        add_spread(object, "switches_per_second", &row[i].switches);
        add_spread(object, "coordinator_share", &row[i].coordinator);
        cJSON_AddItemToArray(array, object);
    }
    command_print_json(json);
}

static int run(const struct scaling_choice *choice, const char *prefix, bool json)
{
    struct scaling_row row[SCALING_ROWS];
    struct failure failure;
    command_start();
    log_set_level(command_log(), LOG_WARNING);
    if (!scaling_run(command_context(), choice, row, tell_run, &failure) ||
        !scaling_write(prefix, row, choice->count, &failure))
        return command_end(name, false, &failure);
    if (json)
        print_json(row, choice->count, choice->rounds);
    else
        print_text(row, choice->count, choice->rounds);
    return EXIT_DONE;
}

int command_bench_scaling(int argc, char *argv[])
{
    char cores[16];
    snprintf(cores, sizeof cores, "1..%u", machine_processors() < SCALING_ROWS ? machine_processors() : SCALING_ROWS);
    const char *workers = cores, *prefix = "scaling";
    double seconds = 5;
    int64_t rounds = 3, table_mb = 256;
    bool json = false;
    const struct option options[] = {
        {.name = "workers",
         .kind = OPTION_TEXT,
         .value = &workers,
         .argument = "LIST",
         .help = "numbers and ranges, such as 1..4,8; without it 1 to all cores, at most 64"},
        {"seconds", OPTION_NUMBER, &seconds, NULL, "S", "seconds of each run", 0.1, 3600, "5", NULL},
        {"rounds", OPTION_INTEGER, &rounds, NULL, "N", "runs of each number", 1, MEASURE_REPETITIONS_MOST, "3", NULL},
        {"table-mb", OPTION_INTEGER, &table_mb, NULL, "MB", "size of the tables", 1, 1 << 20, "256", NULL},
        {.name = "out",
         .kind = OPTION_TEXT,
         .value = &prefix,
         .argument = "PREFIX",
         .help = "of the files written",
         .initial = "scaling"},
        option_json(&json),
    };
    const struct command_form form = {name,    "bench scaling [OPTION...]",      about,
                                      options, sizeof options / sizeof *options, NULL};
    struct scaling_choice choice;
    struct failure failure;
    int status;
    if (!command_parse(&form, argc, argv, NULL, 0, NULL, &status))
        return status;
    if (!scaling_parse(workers, &choice, &failure))
        return command_fail(name, &failure, EXIT_USAGE);
    choice.rounds = (unsigned)rounds;
    choice.seconds = seconds;
    choice.table_bytes = (uint64_t)table_mb * 1000000;
    return run(&choice, prefix, json);
}
