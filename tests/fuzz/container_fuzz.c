/* Blueprints and checkpoints, signed again: what opens can be read to its end. A checkpoint goes into the tables of Kuhn poker. */
#include "eval/blueprint.h"
#include "eval/line.h"
#include "signing.h"
#include "support/training.h"
#include "train/checkpoint.h"

#include <cJSON.h>

static const char path[] = "input.holdem";
static struct training training;

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc, (void)argv;
    training_open(&training, "kuhn.game", &sampler_external, &schedule_dcfr, 1);
    return 0;
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed)
{
    return signing_mutate(data, size, most, seed);
}

static void read_sections(const struct container_reader *file)
{
    enum { LARGEST = 1 << 20 };
    struct failure failure;
    for (size_t i = 0; i < container_section_count(file); i++) {
        const struct container_section *section = container_section_at(file, i);
        fuzz_must(container_find(file, section->name, section->part) == section, "a section is found by its name");
        container_verify(file, section, &failure);
        if (section->bytes > LARGEST)
            continue;
        uint8_t *data = memory_allocate((size_t)section->bytes + 1, 1);
        container_read(file, section, data, (size_t)section->bytes, &failure);
        memory_release(data);
    }
}

static void look(const struct blueprint *blueprint, const char *sequence, const char *board)
{
    struct spot spot;
    struct line line;
    struct failure failure;
    if (!spot_open(blueprint, sequence, board, &spot, &failure))
        return;
    line_open(&spot, &line);
    line_close(&line);
    spot_close(&spot);
}

static void read_blueprint(void)
{
    struct blueprint blueprint;
    struct failure failure;
    if (!blueprint_open(path, &blueprint, &failure))
        return;
    blueprint_verify(&blueprint, &failure);
    const char *buckets = strcmp(blueprint.buckets_source, "lossless") == 0 ? NULL : "none.holdem";
    if (blueprint_open_buckets(&blueprint, buckets, &failure)) {
        look(&blueprint, NULL, NULL);
        look(&blueprint, "cc", "Ah");
        look(&blueprint, "cr", NULL);
    }
    blueprint_close(&blueprint);
}

/* The row that a file names; the usual one where it names none or an unknown one. */
static const void *row_of(const struct choice *const table[], const char *name, const void *usual)
{
    const struct choice *row = name ? choice_find(table, name) : NULL;
    return row ? row : usual;
}

/* As if the run were the one that the file says it is of. */
static void read_checkpoint(const struct container_reader *file)
{
    struct run_progress progress;
    struct failure failure;
    bool foreign;
    cJSON *json = cJSON_Parse(container_description(file));
    const char *sampler = cJSON_GetStringValue(cJSON_GetObjectItem(json, "sampler"));
    const char *schedule = cJSON_GetStringValue(cJSON_GetObjectItem(json, "schedule"));
    const cJSON *average = cJSON_GetObjectItem(json, "average_exponent");
    const struct checkpoint_identity identity = {.fingerprints = *container_fingerprints_of(file),
                                                 .game_name = "kuhn",
                                                 .sampler = row_of(samplers, sampler, &sampler_external),
                                                 .schedule = row_of(schedules, schedule, &schedule_dcfr),
                                                 .average = cJSON_IsNumber(average) ? average->valuedouble : 0};
    struct tables *tables = &training.plan.tables;
    checkpoint_verify(&run_unattended, path, &failure);
    checkpoint_fits(path, tables, &progress, &identity, &foreign, &failure);
    struct checkpoint_transfer *transfer =
        checkpoint_read_start(&run_unattended, path, tables, &progress, &identity, &failure);
    if (transfer) {
        checkpoint_work(transfer);
        checkpoint_finish(transfer, &failure);
    }
    cJSON_Delete(json);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct failure failure;
    uint8_t *copy = fuzz_copy(data, size);
    signing_repair(copy, size);
    fuzz_write(path, copy, size);
    memory_release(copy);
    struct container_reader *file = container_open_any(path, &failure);
    if (!file)
        return 0;
    read_sections(file);
    read_blueprint();
    read_checkpoint(file);
    container_close(file);
    return 0;
}
