/* Memory for some float walks of one size, side by side, each at a line of its own (vector.h). Main thread. */
#ifndef EVAL_WALK_MEMORY_H
#define EVAL_WALK_MEMORY_H

#include "cfr/vector.h"

struct walk_memory {
    void *block;  /* owned */
    size_t bytes; /* of one walk */
};

void walk_memory_init(struct walk_memory *memory, const struct forest *forest, const struct vector_size *size,
                      unsigned walks);
void walk_memory_release(struct walk_memory *memory);

/* Of walk number `walk`. */
void *walk_memory_at(const struct walk_memory *memory, unsigned walk);

#endif
