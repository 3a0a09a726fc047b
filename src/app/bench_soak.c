/* holdem bench soak: the trainer's rate over minutes, next to copying and merging tables. */
#include "app/commands.h"

#include "base/log.h"
#include "base/memory.h"
#include "base/text.h"
#include "bench/soak.h"

#include <cJSON.h>
#include <stdio.h>

static const char *const name = "bench soak";

static const char *const about =
    "Trains, on synthetic buckets or as a configuration says, then does the same work by workers that each copy the\n"
    "tables for a batch of 100 iterations, merged by a coordinator that polls every 10 ms. Writes the rates of both\n"
    "as PREFIX.csv and PREFIX.svg and prints the drift from the first to the last sixth of each run; of the\n"
    "trainer's with that of a reference taken out: the trainer as it was after a twentieth of the time, the same\n"
    "iterations again and again in its pauses. A few minutes tell little: early on the work itself changes.";

static void print_way(const char *way, const struct soak_run *run)
{
    const struct metrics *metrics = &run->metrics;
    const struct metrics_totals begin = {0};
    struct metrics_rates all = metrics_between(&begin, &metrics->now);
    struct soak_drift drift = soak_drift(run);
    log_clear_progress(command_log());
    printf("%s, %s\n", way, text_seconds(metrics->now.seconds).text);
    printf("  rate          %s iterations/s, %s visits/s, %s visits per CPU-second\n", text_si(all.iterations).text,
           text_si(all.visits).text, text_si(all.visits_per_cpu_second).text);
    printf("  processor     %.1f %% of the workers' time used; coordinator %.2f %% of what was used; %.0f switches/s,\n"
           "                waits %.1f per worker-second\n",
           100 * all.processor_use, 100 * drift.coordinator, all.switches, drift.voluntary_switches);
    printf("  drift         %+.1f %% visits/s, %+.1f %% per CPU-second", 100 * drift.wall, 100 * drift.per_cpu_second);
    if (run->reference.count > 0)
        printf(", reference %+.1f %%: net %+.1f %%", 100 * drift.reference, 100 * drift.net);
    putchar('\n');
    if (drift.visits_first > 0)
        printf("  work          %.0f visits an iteration in the first sixth, %.0f in the last\n", drift.visits_first,
               drift.visits_last);
    printf("  memory        %s resident, %+.1f MB since the first sixth\n", text_bytes(drift.resident_last).text,
           ((double)drift.resident_last - (double)drift.resident_first) / 1e6);
}

static void add_way(cJSON *array, const char *way, const struct soak_run *run)
{
    const struct metrics *metrics = &run->metrics;
    const struct metrics_totals begin = {0};
    struct metrics_rates all = metrics_between(&begin, &metrics->now);
    struct soak_drift drift = soak_drift(run);
    const struct {
        const char *key;
        double value;
    } figures[] = {
        {"seconds", metrics->now.seconds},
        {"iterations_per_second", all.iterations},
        {"visits_per_second", all.visits},
        {"visits_per_cpu_second", all.visits_per_cpu_second},
        {"processor_use", all.processor_use},
        {"switches_per_second", all.switches},
        {"voluntary_switches_per_worker_second", drift.voluntary_switches},
        {"coordinator_share", drift.coordinator},
        {"drift_visits_per_second", drift.wall},
        {"drift_visits_per_cpu_second", drift.per_cpu_second},
        {"drift_reference", drift.reference},
        {"drift_net", drift.net},
        {"visits_per_iteration_first_sixth", drift.visits_first},
        {"visits_per_iteration_last_sixth", drift.visits_last},
        {"resident_bytes_first_sixth", (double)drift.resident_first},
        {"resident_bytes", (double)drift.resident_last},
    };
    cJSON *json = cJSON_CreateObject();
    cJSON_AddStringToObject(json, "way", way);
    for (size_t i = 0; i < sizeof figures / sizeof *figures; i++)
        cJSON_AddNumberToObject(json, figures[i].key, figures[i].value);
    cJSON_AddItemToArray(array, json);
}

static void print(const struct soak *soak, bool json)
{
    cJSON *object = json ? cJSON_CreateObject() : NULL;
    cJSON *array = json ? cJSON_AddArrayToObject(object, "soak") : NULL;
    for (unsigned way = 0; way < soak->ways; way++) {
        if (json)
            add_way(array, soak_name((enum soak_way)way), &soak->run[way]);
        else
            print_way(soak_name((enum soak_way)way), &soak->run[way]);
    }
    if (json)
        command_print_json(object);
}

static int run(const struct soak_choice *choice, const char *prefix, bool json)
{
    struct soak *soak = memory_allocate(1, sizeof *soak);
    struct failure failure;
    command_start();
    log_set_level(command_log(), LOG_WARNING);
    bool done = soak_open(command_context(), soak, choice, &failure);
    if (soak->ways > 0) {
        print(soak, json);
        done = soak_write(prefix, soak, &failure) && done;
    }
    soak_release(soak);
    memory_release(soak);
    return command_end(name, done, &failure);
}

int command_bench_soak(int argc, char *argv[])
{
    const char *prefix = "soak";
    double minutes = 5;
    const char *config = NULL;
    int64_t workers = 0, table_mb = 64;
    bool json = false, copies = true;
    const struct option options[] = {
        {"minutes", OPTION_NUMBER, &minutes, NULL, "M", "minutes of each of the two", 0.01, 1e5, "5", NULL},
        {"workers", OPTION_INTEGER, &workers, NULL, "N", "threads, 0: one a core", 0, 1024, "0", NULL},
        {.name = "config",
         .kind = OPTION_TEXT,
         .value = &config,
         .argument = "FILE",
         .help = "train as this file says, on its cards, buckets and bets; without it synthetic buckets"},
        {"table-mb", OPTION_INTEGER, &table_mb, NULL, "MB", "size of the tables of synthetic buckets", 1, 1 << 20, "64",
         NULL},
        {.name = "no-copies", .kind = OPTION_OFF, .value = &copies, .help = "the trainer alone"},
        {.name = "out",
         .kind = OPTION_TEXT,
         .value = &prefix,
         .argument = "PREFIX",
         .help = "of the files written",
         .initial = "soak"},
        option_json(&json),
    };
    const struct command_form form = {name,    "bench soak [OPTION...]",         about,
                                      options, sizeof options / sizeof *options, NULL};
    int status;
    if (!command_parse(&form, argc, argv, NULL, 0, NULL, &status))
        return status;
    const struct soak_choice choice = {60 * minutes, command_workers(workers), config, (uint64_t)table_mb * 1000000,
                                       copies};
    return run(&choice, prefix, json);
}
