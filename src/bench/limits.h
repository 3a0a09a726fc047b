/* What the machine can do, measured in the same run as what is compared with it: one thread's random reads and row
 * updates, prefetched as far ahead as the memory bears, and its passes over memory in order. A limit is of a size:
 * what fits into a cache is another machine. Main thread. */
#ifndef BENCH_LIMITS_H
#define BENCH_LIMITS_H

#include "base/failure.h"
#include "bench/measure.h"

#include <stdbool.h>

enum limit {
    LIMIT_READS,   /* reads of eight bytes anywhere */
    LIMIT_UPDATES, /* rows of four floats anywhere, each read and written */
    LIMIT_STREAM   /* bytes read and written, one after the other */
};

/* Memory of its own, of at least `bytes`. */
struct limit_memory {
    enum limit kind;
    float *memory; /* owned */
    size_t bytes;
    size_t lines; /* of 64 bytes */
    size_t next;  /* of a pass in order */
    uint64_t state;
};

bool limits_open(struct limit_memory *memory, enum limit kind, size_t bytes, struct failure *failure);
void limits_close(struct limit_memory *memory);

/* Does `count` of them; LIMIT_STREAM: passes over 64 kB. A measure_work with a struct limit_memory as context. */
measure_work limits_work;

const char *limits_name(enum limit kind);
const char *limits_unit(enum limit kind);

#endif
