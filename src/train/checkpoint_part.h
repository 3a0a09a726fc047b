/* The arrays of the tables as sections of a checkpoint, cut into parts that threads take one by one. For checkpoint.c.
 *
 * A part is written from or read into the tables where they lie: the workers stand still, so that plain access is safe, and an
 * atomic float or 32-bit word has its plain layout. */
#ifndef TRAIN_CHECKPOINT_PART_H
#define TRAIN_CHECKPOINT_PART_H

#include "cfr/tables.h"
#include "store/container.h"

struct checkpoint_part {
    char name[CONTAINER_SECTION_NAME];
    uint32_t number;
    bool floats;
    bool optional; /* 0 where a file has none */
    void *data;    /* borrowed: in the tables; NULL: stamps of the whole shape, from entry `first` on */
    size_t bytes;
    const struct table_street *street; /* borrowed */
    size_t first;
};

/* All parts of the tables, *count of them; the caller releases the array. `whole_stamps`: those of version 1. */
struct checkpoint_part *checkpoint_part_list(const struct tables *tables, bool whole_stamps, size_t *count);

bool checkpoint_part_write(const struct checkpoint_part *part, struct container_writer *writer,
                           struct failure *failure);

/* The section is let go of. */
bool checkpoint_part_read(const struct checkpoint_part *part, struct container_reader *reader, struct failure *failure);

#endif
