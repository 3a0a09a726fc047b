#include "platform/run_context.h"

#include "platform/clock.h"

#include <stddef.h>

const struct run_context run_unattended = {NULL, NULL, NULL};

bool run_goes_on(const struct run_context *run, struct failure *failure)
{
    return !run_is_cancelled(run) || failure_set(failure, "interrupted");
}

double run_seconds(const struct run_context *run)
{
    return run->clock ? run->clock() : clock_seconds();
}
