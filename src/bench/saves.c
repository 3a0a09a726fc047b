/* Writing a checkpoint: compressing, checksums and system calls of one thread. The disk's own time is no processor
 * time. */
#include "bench/groups.h"

#include "platform/file.h"

#include <stdio.h>
#include <string.h>

enum { REPETITIONS = 3, ITERATIONS = 5000 };

struct saving {
    const struct setup *setup; /* borrowed */
    char path[1024];
    bool failed;
    struct failure failure;
};

static uint64_t save(void *context, uint64_t count)
{
    struct saving *saving = context;
    const struct setup *setup = saving->setup;
    struct run_progress progress = {.seed = 1};
    for (uint64_t i = 0; i < count && !saving->failed; i++) {
        struct checkpoint_transfer *transfer =
            checkpoint_write_start(saving->path, &setup->plan.tables, &progress, &setup->identity, &saving->failure);
        if (transfer)
            checkpoint_work(transfer);
        saving->failed = !transfer || !checkpoint_finish(transfer, &saving->failure);
    }
    return saving->failed ? 0 : count * setup->tables_bytes;
}

/* Empty tables would be written in no time: some iterations fill them first. */
bool group_checkpoint(struct suite *suite, struct failure *failure)
{
    struct bed *bed = suite_bed(suite, suite->choice.table_bytes, failure);
    const struct measurement *limit = bed ? suite_limit(suite, LIMIT_STREAM, bed->setup.tables_bytes, failure) : NULL;
    if (!limit)
        return false;
    struct sampler_counters counters = {0};
    if (!drive_start(&bed->setup.drive, 1, failure))
        return false;
    drive_run(&bed->setup.drive, 0, 0, ITERATIONS, 0, &counters);
    struct saving saving = {.setup = &bed->setup};
    struct effort effort = suite->choice.effort;
    snprintf(saving.path, sizeof saving.path, "%s/bench-checkpoint.tmp", suite->choice.folder);
    if (suite->choice.effort.repetitions > REPETITIONS)
        suite->choice.effort.repetitions = REPETITIONS;
    suite_measure(suite, "write a checkpoint", "bytes", save, &saving, limit, 1);
    suite->choice.effort = effort;
    bool removed = !file_exists(saving.path) || file_remove(saving.path, failure);
    if (saving.failed)
        *failure = saving.failure;
    return removed && !saving.failed;
}
