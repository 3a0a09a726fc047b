/* holdem bench: how fast every part of the program is, next to what the machine allows, and the signature. */
#include "app/commands.h"

#include "base/log.h"
#include "base/memory.h"
#include "base/text.h"
#include "bench/signature.h"
#include "bench/suite.h"

#include <cJSON.h>
#include <stdio.h>
#include <string.h>

static const char *const name = "bench";
static const char *const signature_name = "signature";

static const char *const about =
    "Measures rates per CPU-second, each next to what the machine allows, and prints the signature: what fixed runs\n"
    "leave in the tables, the same on every machine. Needs no files; a checkpoint is written and removed. What\n"
    "follows has its own --help:\n\n"
    "  holdem bench scaling   the trainer with 1, 2, ... workers\n"
    "  holdem bench soak      the trainer's rate over minutes, next to copying and merging tables";

enum { NAMES = 32, MEASUREMENTS = 19, REPETITIONS = 9, REPETITIONS_QUICK = 5 };

static const double SECONDS = 24, SECONDS_QUICK = 1.5, BYTES_QUICK = 32e6;

struct bench {
    bool json, quick;
    const char *only, *folder;
    int64_t table_mb;
    struct suite suite;
    struct signature_part signature[SIGNATURE_PARTS];
};

/* --only names a group or the signature. */
static bool check_only(const char *only, struct failure *failure)
{
    const char *names[NAMES] = {signature_name}, *group;
    size_t count = 1;
    for (size_t i = 0; count < NAMES && (group = suite_group_name(i)); i++)
        names[count++] = group;
    for (size_t i = 0; i < count; i++)
        if (!only || strcmp(only, names[i]) == 0)
            return true;
    return failure_set(failure, "there is no measurement '%s'%s", only, text_suggestion(only, names, count).text);
}

static bool wants_signature(const struct bench *bench)
{
    return !bench->only || strcmp(bench->only, signature_name) == 0;
}

static struct suite_choice choose(const struct bench *bench)
{
    unsigned repetitions = bench->quick ? REPETITIONS_QUICK : REPETITIONS;
    double seconds = bench->quick ? SECONDS_QUICK : SECONDS;
    return (struct suite_choice){
        .effort = {repetitions, seconds / MEASUREMENTS / (repetitions + 1)},
        .table_bytes = (uint64_t)(bench->quick ? BYTES_QUICK : 1e6 * (double)bench->table_mb),
        .only = bench->only,
        .folder = bench->folder,
    };
}

static bool run(struct bench *bench, struct failure *failure)
{
    struct suite_choice choice = choose(bench);
    bool signs = wants_signature(bench);
    if (signs && !signature_make(command_context(), bench->signature, failure))
        return false;
    return (signs && bench->only) || suite_run(command_context(), &bench->suite, &choice, failure);
}

static void print_measurement(const struct measurement *at)
{
    printf("%-44s %8s %-7s (%s to %s)", at->name, text_si(at->rate.median).text, at->unit, text_si(at->rate.low).text,
           text_si(at->rate.high).text);
    if (at->limit[0] != '\0')
        printf("  %.1f %% of %s", 100 * at->share, at->limit + sizeof "limit: " - 1);
    putchar('\n');
}

static void print_text(const struct bench *bench)
{
    char text[SIGNATURE_TEXT];
    log_clear_progress(command_log());
    if (bench->suite.count > 0)
        printf("Rates per CPU-second: median (quartiles)\n");
    for (size_t i = 0; i < bench->suite.count; i++)
        print_measurement(&bench->suite.at[i]);
    if (!wants_signature(bench))
        return;
    signature_print(bench->signature, text);
    printf("signature: %s\n", text);
}

static void add_measurement(cJSON *array, const struct measurement *at)
{
    cJSON *json = cJSON_CreateObject();
    cJSON_AddStringToObject(json, "name", at->name);
    cJSON_AddStringToObject(json, "unit", at->unit);
    cJSON_AddNumberToObject(json, "median_per_cpu_second", at->rate.median);
    cJSON_AddNumberToObject(json, "lower_quartile", at->rate.low);
    cJSON_AddNumberToObject(json, "upper_quartile", at->rate.high);
    cJSON_AddNumberToObject(json, "repetitions", at->rate.repetitions);
    if (at->limit[0] != '\0') {
        cJSON_AddStringToObject(json, "limit", at->limit);
        cJSON_AddNumberToObject(json, "share_of_limit", at->share);
    }
    cJSON_AddItemToArray(array, json);
}

static void print_json(const struct bench *bench)
{
    cJSON *json = cJSON_CreateObject(), *array = cJSON_AddArrayToObject(json, "measurements");
    char text[SIGNATURE_TEXT];
    for (size_t i = 0; i < bench->suite.count; i++)
        add_measurement(array, &bench->suite.at[i]);
    if (wants_signature(bench)) {
        signature_print(bench->signature, text);
        cJSON_AddStringToObject(json, signature_name, text);
    }
    command_print_json(json);
}

static int run_and_print(struct bench *bench)
{
    struct failure failure;
    if (!check_only(bench->only, &failure))
        return command_fail(name, &failure, EXIT_USAGE);
    command_start();
    log_set_level(command_log(), LOG_WARNING);
    if (!run(bench, &failure))
        return command_end(name, false, &failure);
    if (bench->json)
        print_json(bench);
    else
        print_text(bench);
    return EXIT_DONE;
}

int command_bench(int argc, char *argv[])
{
    if (argc > 1 && strcmp(argv[1], "scaling") == 0)
        return command_bench_scaling(argc - 1, argv + 1);
    if (argc > 1 && strcmp(argv[1], "soak") == 0)
        return command_bench_soak(argc - 1, argv + 1);
    struct bench *bench = memory_allocate(1, sizeof *bench);
    bench->folder = ".";
    bench->table_mb = 256;
    char only_help[256] = "one of: signature";
    for (size_t i = 0; suite_group_name(i); i++)
        text_append(only_help, sizeof only_help, ", %s", suite_group_name(i));
    const struct option options[] = {
        {.name = "quick", .kind = OPTION_SWITCH, .value = &bench->quick, .help = "three seconds, tables of 32 MB"},
        {.name = "only", .kind = OPTION_TEXT, .value = &bench->only, .argument = "NAME", .help = only_help},
        {"table-mb", OPTION_INTEGER, &bench->table_mb, NULL, "MB", "size of the bigger tables", 1, 1 << 20, "256",
         NULL},
        {.name = "folder",
         .kind = OPTION_TEXT,
         .value = &bench->folder,
         .argument = "DIR",
         .help = "where a checkpoint is written, and removed",
         .initial = "."},
        option_json(&bench->json),
    };
    const struct command_form form = {name,    "bench [scaling | soak] [OPTION...]", about,
                                      options, sizeof options / sizeof *options,     NULL};
    int status;
    if (command_parse(&form, argc, argv, NULL, 0, NULL, &status))
        status = run_and_print(bench);
    memory_release(bench);
    return status;
}
