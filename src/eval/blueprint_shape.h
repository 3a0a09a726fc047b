/* The "shape" section of a blueprint file, shared by its writer and its reader. */
#ifndef EVAL_BLUEPRINT_SHAPE_H
#define EVAL_BLUEPRINT_SHAPE_H

#include "game/definition.h"

struct blueprint_shape {
    uint32_t bits; /* of a probability */
    uint32_t streets;
    struct {
        uint32_t buckets, rows, part_buckets;
    } street[GAME_ROUNDS]; /* zero beyond `streets` */
};

/* Longest text of a game or a menu. */
enum { BLUEPRINT_TEXT_LONGEST = 1 << 16 };

#endif
