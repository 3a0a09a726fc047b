/* Finished streets of a bucket file that is not finished yet, so that an interrupted build can go on.
 *
 * The street is kept beside the file, as "FILE.STREET-finished", with a line that says all that it was made from; only a
 * build that wants the same takes it. */
#ifndef BUCKETS_BUCKET_PARTS_H
#define BUCKETS_BUCKET_PARTS_H

#include "base/log.h"
#include "buckets/street_map.h"

struct bucket_part {
    const char *path, *street_name;
    unsigned street;
    const char *made_from;
};

bool bucket_part_save(const struct bucket_part *part, const struct street_map *map, struct failure *failure);

/* False when there is none that fits, whatever the reason. */
bool bucket_part_load(const struct bucket_part *part, struct street_map *map);

void bucket_part_remove(struct log *log, const struct bucket_part *part);

#endif
