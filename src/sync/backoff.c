#include "sync/backoff.h"

enum { PATIENT_POLLS = 5 };

static const double GROWTH = 1.5;

static double at_least(double wait_ms, double min_ms)
{
    return wait_ms < min_ms ? min_ms : wait_ms;
}

void backoff_init(struct backoff *backoff, double base_ms, double min_ms, double max_ms)
{
    *backoff = (struct backoff){.base_ms = base_ms, .min_ms = min_ms, .max_ms = max_ms};
    backoff_result(backoff);
}

void backoff_result(struct backoff *backoff)
{
    backoff->wait_ms = at_least(backoff->base_ms, backoff->min_ms);
    backoff->empty_polls = 0;
}

bool backoff_empty(struct backoff *backoff)
{
    double before = backoff->wait_ms;
    if (++backoff->empty_polls < PATIENT_POLLS)
        return false;
    backoff->wait_ms = before * GROWTH > backoff->max_ms ? backoff->max_ms : before * GROWTH;
    return backoff->wait_ms > before;
}
