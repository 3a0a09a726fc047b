#include "bench/signature.h"

#include "base/text.h"
#include "bench/bed.h"
#include "train/samplers.h"

#include <inttypes.h>
#include <xxhash.h>

enum { TABLE_BYTES = 1 << 20, ITERATIONS = 2000, BOARDS = 40 };

static bool sign(struct bed *bed, uint64_t iterations, struct signature_part *part, struct failure *failure)
{
    struct trainer_result result;
    if (!bed_train(bed, 1, 0, iterations, NULL, &result, failure))
        return false;
    part->iterations = result.progress.iteration;
    part->visits = result.progress.visits;
    part->tables = XXH3_64bits(bed->setup.tables_memory, bed->setup.tables_bytes);
    metrics_release(&result.metrics);
    return run_goes_on(bed->setup.run, failure);
}

static bool sign_boards(const struct run_context *run, struct signature_part *part, struct failure *failure)
{
    struct bed *bed = bed_open_boards(run, TABLE_BYTES, failure);
    bool done = bed && sign(bed, BOARDS, part, failure);
    bed_close(bed);
    return done;
}

bool signature_make(const struct run_context *run, struct signature_part part[SIGNATURE_PARTS], struct failure *failure)
{
    part[0].name = "external";
    part[1].name = "outcome";
    part[2].name = "public";
    struct bed *bed = bed_open(run, TABLE_BYTES, failure);
    bool done = bed && sign(bed, ITERATIONS, &part[0], failure);
    if (done)
        bed->setup.plan.sampler = &sampler_outcome;
    done = done && sign(bed, ITERATIONS, &part[1], failure);
    bed_close(bed);
    return done && sign_boards(run, &part[2], failure);
}

void signature_print(const struct signature_part part[SIGNATURE_PARTS], char text[SIGNATURE_TEXT])
{
    text[0] = '\0';
    for (unsigned i = 0; i < SIGNATURE_PARTS; i++)
        text_append(text, SIGNATURE_TEXT, "%s%s %" PRIu64 " %016" PRIx64, i ? ", " : "", part[i].name, part[i].visits,
                    part[i].tables);
}
