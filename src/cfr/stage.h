/* Private to the vector walk: one part of a street in the vectors of one walk. */
#ifndef CFR_STAGE_H
#define CFR_STAGE_H

#include "cfr/vector.h"

struct stage {
    struct vector_walk *walk;
    const struct vector_street *vectors;
    struct vector_part part;
    unsigned classes, slots;
    bool slots_are_classes;
    float scale; /* chips at an end to expected chips */
};

/* A point's number in the vectors of the part: its rows, then its roots. */
static inline uint32_t stage_point(const struct stage *stage, uint32_t point)
{
    const struct vector_part *part = &stage->part;
    return point < part->forest->rows ? point - part->point : part->rows + (point - part->forest->rows - part->root);
}

/* A point's vector of classes. */
static inline float *stage_vector(float *vectors, const struct stage *stage, uint32_t point)
{
    return vectors + (size_t)stage_point(stage, point) * stage->classes;
}

/* The points of a kind under roots part->root + first .. + last: positions in of_kind. */
static inline uint32_t stage_first(const struct stage *stage, uint32_t root, enum point_kind kind)
{
    return stage->part.forest->root[stage->part.root + root].first[kind];
}

/* Values of all folds and showdowns of the part. */
void stage_ends(const struct stage *stage);

#endif
