/* One way of dealing the board: a board of each street, the next one's cards added to it, in the form in which walks go
 * over boards (boards.h).
 *
 * Every board stands for all that could have been dealt in its place, so that a walk over a path whose boards are drawn
 * with equal probabilities gives unbiased values. On the streets after the first each hand is a slot of its own. A path's
 * memory is its own and reused; one thread. */
#ifndef BUCKETS_BOARD_PATH_H
#define BUCKETS_BOARD_PATH_H

#include "buckets/boards.h"

struct board_path {
    const struct game *game; /* borrowed */
    struct boards boards;    /* the first street's board is borrowed, the others are owned */
    struct board board[GAME_ROUNDS];
    double count[GAME_ROUNDS]; /* new cards that can come on a street, given the board before */
};

/* `first`: the boards of the game's first street (boards_init with one street). evaluator_init comes first. */
void board_path_init(struct board_path *path, const struct game *game, const struct boards *first, unsigned streets);
void board_path_release(struct board_path *path);

/* Deals the path: on street s the set of new cards with number index[s] < count[s] of those that are left. */
void board_path_deal(struct board_path *path, const double index[GAME_ROUNDS]);

#endif
