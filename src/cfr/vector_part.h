/* What a vector walk (vector.h) hands out: a street's part of the betting tree on one board, and the functions that it calls
 * there. */
#ifndef CFR_VECTOR_PART_H
#define CFR_VECTOR_PART_H

#include "buckets/boards.h"
#include "game/forest.h"

/* The hands of a board by the rows they share. Entry e of class c lies at base + e * stride + element[c] of its street's
 * tables; element NULL: at base + e * stride + c. */
struct vector_classes {
    unsigned count;
    const uint16_t *of_slot; /* [slot] */
    const uint16_t *of_hand; /* [hand] */
    size_t base, stride;
    const uint32_t *element; /* [class] */
};

/* Where the elements of all slots of a street are: element[first_slot + slot] in base and stride. Without elements each
 * board's rows lie together, [row + action][slot], and a class is a slot. */
struct vector_rows {
    const uint32_t *element; /* borrowed; below VECTOR_ELEMENTS */
    size_t base, stride;
};

enum { VECTOR_ELEMENTS = 1 << 16 };

/* Some ways of entering a street, at most FOREST_PART, on one board. A node's vectors are those of its first action's point,
 * counted from `point`. */
struct vector_part {
    const struct forest_street *forest;
    const struct board *board;
    const struct vector_classes *classes;
    unsigned street;
    uint32_t root, roots;
    uint32_t point, rows;
    uint32_t node, nodes;
    float weight; /* boards for which this one stands, in all */
};

/* The arrays below are of the numbers of the walk's engine, float or double.
 *
 * Writes strategy[(node->first + action - part->point) * classes + class] for the part's nodes. */
typedef void vector_strategy(void *context, const struct vector_part *part, void *strategy);

/* A node of the traverser: gain[action * classes + class] is what the action wins more than the strategy. */
typedef void vector_learn(void *context, const struct vector_part *part, const struct forest_node *node,
                          const void *gain);

/* A node of the opponent: his strategy, of the same shape, and his reach[class], summed over the hands of the class. */
typedef void vector_record(void *context, const struct vector_part *part, const struct forest_node *node,
                           const void *strategy, const void *reach);

#endif
