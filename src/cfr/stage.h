/* Private to the vector walk: one part of a street in the vectors of one walk. */
#ifndef CFR_STAGE_H
#define CFR_STAGE_H

#include "cfr/lanes.h"
#include "cfr/vector.h"

/* A street's vectors, for the largest part. */
struct vector_street {
    real *strategy;   /* [row][class] */
    real *own[2];     /* [point][class]: by player, product of his probabilities on this street; the traverser's only
                          where classes are more than slots */
    real *value;      /* [point][class] */
    real *reach;      /* [root][slot]: the opponent's */
    real *mass;       /* [root][class]: the same, summed over the hands of a class */
    real *root_value; /* [root][slot] */
    real *leaf_value; /* [leaf][slot]: over the boards that follow */
    uint16_t *of_slot, *of_hand; /* what the walk's classes point to where a class is no slot */
    uint32_t *element;
};

struct stage {
    struct vector_walk *walk;
    const struct vector_street *vectors;
    struct vector_part part;
    unsigned classes, slots;
    bool slots_are_classes;
    real scale; /* chips at an end to expected chips */
};

/* A point's number in the vectors of the part: its rows, then its roots. */
static inline uint32_t stage_point(const struct stage *stage, uint32_t point)
{
    const struct vector_part *part = &stage->part;
    return point < part->forest->rows ? point - part->point : part->rows + (point - part->forest->rows - part->root);
}

/* A point's vector of classes. */
static inline real *stage_vector(real *vectors, const struct stage *stage, uint32_t point)
{
    return vectors + (size_t)stage_point(stage, point) * stage->classes;
}

/* The points of a kind under roots part->root + first .. + last: positions in of_kind. */
static inline uint32_t stage_first(const struct stage *stage, uint32_t root, enum point_kind kind)
{
    return stage->part.forest->root[stage->part.root + root].first[kind];
}

/* Values of all folds and showdowns of the part. */
#define stage_ends REAL(stage_ends)
void stage_ends(const struct stage *stage);

/* What the walk's files make together. */
extern const struct vector_engine REAL(vector_engine);

/* A walk's memory (struct vector_engine). */
#define layout_bytes REAL(layout_bytes)
#define layout_init  REAL(layout_init)
size_t layout_bytes(const struct forest *forest, const struct vector_size *size);
void layout_init(struct vector_walk *walk, const struct forest *forest, const struct vector_size *size, void *memory);

#endif
