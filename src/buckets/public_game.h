/* A two-player game laid open for walks over all hands: its boards, its betting cut at the streets, and what all-ins
 * before the flop are worth. Built by the main thread, const afterwards. */
#ifndef BUCKETS_PUBLIC_GAME_H
#define BUCKETS_PUBLIC_GAME_H

#include "buckets/boards.h"
#include "game/forest.h"

struct public_game {
    struct boards boards;
    struct forest forest;
    float *runout; /* owned: [slot * slots + other] of the first street (runout.h); NULL without POINT_RUNOUT */
};

/* Fails when the game has not two players, hands of more than two cards, or more than `most` hands that differ on a
 * street that must be gone over, and when the work is cancelled. The tree is not needed afterwards. */
bool public_game_init(const struct run_context *run, struct public_game *game, const struct tree *tree, uint64_t most,
                      struct failure *failure);
void public_game_release(struct public_game *game);

#endif
