/* What workers tell the coordinator: small, of fixed size, through the queue. */
#ifndef TRAIN_REPORT_H
#define TRAIN_REPORT_H

#include "cfr/plan.h"

#include <stdint.h>

enum report_kind {
    REPORT_BATCH,  /* a batch is done */
    REPORT_PAUSED, /* at the fence: is about to park at the rendezvous */
    REPORT_FAILED  /* could not go on; `text` says why */
};

/* Of the worker's thread since it started. It may be older than the work that is reported with it: asking costs time. */
struct report_usage {
    double seconds, parked_seconds; /* of the clock; those of them in which it was parked */
    double cpu_seconds;
    uint64_t voluntary_switches, involuntary_switches;
};

struct report {
    enum report_kind kind;
    unsigned worker;
    struct sampler_counters work;
    struct report_usage usage;
    char text[128];
};

#endif
