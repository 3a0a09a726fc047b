#include "eval/sampling.h"

#include "base/memory.h"
#include "buckets/parallel.h"

#include <string.h>

/* Chunks whose sums are kept before they are merged. */
enum { BLOCK_CHUNKS = 4096 };

struct chunk_sums {
    struct estimate mean[SAMPLING_MEANS];
};

struct block {
    const struct sampling *sampling;
    uint64_t first, end;     /* deals */
    struct chunk_sums *sums; /* owned: [chunk] */
};

static void play_chunks(void *context, unsigned worker, uint64_t first, uint64_t end)
{
    const struct block *block = context;
    const struct sampling *sampling = block->sampling;
    for (uint64_t c = first; c < end; c++) {
        /* Kept on this thread's stack meanwhile: neighbouring chunks share cache lines. */
        struct chunk_sums sums = {0};
        double sample[SAMPLING_MEANS];
        uint64_t deal = block->first + c * sampling->chunk_deals;
        for (unsigned i = 0; i < sampling->chunk_deals && deal < block->end; i++, deal++) {
            sampling->play(sampling->context, worker, deal, sample);
            for (unsigned m = 0; m < sampling->means; m++)
                estimate_add(&sums.mean[m], sample[m]);
        }
        block->sums[c] = sums;
    }
}

/* Chunks are claimed in order and played to their end: those without a sum are the last ones. */
static bool play_block(struct block *block, struct progress *progress, struct estimate estimates[],
                       struct failure *failure)
{
    const struct sampling *sampling = block->sampling;
    uint64_t deals = block->end - block->first, chunks = (deals + sampling->chunk_deals - 1) / sampling->chunk_deals;
    memset(block->sums, 0, BLOCK_CHUNKS * sizeof *block->sums);
    bool done =
        parallel_for(sampling->workers, chunks, 1, play_chunks, block, progress, "playing", (double)deals, failure);
    for (uint64_t c = 0; c < chunks; c++) {
        for (unsigned m = 0; m < sampling->means; m++)
            estimate_merge(&estimates[m], &block->sums[c].mean[m]);
    }
    return done;
}

bool sampling_run(const struct sampling *sampling, struct estimate estimates[], struct failure *failure)
{
    struct block block = {.sampling = sampling, .sums = memory_allocate(BLOCK_CHUNKS, sizeof *block.sums)};
    const uint64_t most = (uint64_t)BLOCK_CHUNKS * sampling->chunk_deals;
    struct progress progress;
    bool done = true;
    memset(estimates, 0, sampling->means * sizeof *estimates);
    progress_start(&progress, sampling->run, sampling->title, (double)sampling->deals);
    for (; done && block.first < sampling->deals; block.first = block.end) {
        block.end = sampling->deals - block.first < most ? sampling->deals : block.first + most;
        done = play_block(&block, &progress, estimates, failure);
    }
    memory_release(block.sums);
    return done;
}

uint64_t sampling_bytes(void)
{
    return BLOCK_CHUNKS * sizeof(struct chunk_sums);
}
