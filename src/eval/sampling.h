/* Sampling: many deals played on several threads, each of which is a sample of several means.
 *
 * The same bits for any number of workers: what a deal gives depends on its number alone, deals are summed up in chunks
 * of equal numbers, and these are merged in order. One thread calls. */
#ifndef EVAL_SAMPLING_H
#define EVAL_SAMPLING_H

#include "base/failure.h"
#include "eval/estimate.h"
#include "platform/run_context.h"

enum { SAMPLING_MEANS = 4 }; /* at most */

struct sampling {
    const struct run_context *run; /* borrowed */
    const char *title;             /* of the progress line */
    uint64_t deals;
    unsigned workers;
    unsigned chunk_deals; /* some milliseconds' worth: a cancellation waits for as long */
    unsigned means;
    void (*play)(void *context, unsigned worker, uint64_t deal, double sample[]);
    void *context; /* borrowed */
};

/* Shows a progress line. Fails when a thread cannot be started and when the work is cancelled: then the estimates are of
 * the first deals, as many as were played. */
bool sampling_run(const struct sampling *sampling, struct estimate estimates[], struct failure *failure);

/* Memory that it takes. */
uint64_t sampling_bytes(void);

#endif
