#include "buckets/public_game.h"

#include "base/memory.h"
#include "buckets/runout.h"

#include <string.h>

bool public_game_init(const struct run_context *run, struct public_game *game, const struct tree *tree, uint64_t most,
                      struct failure *failure)
{
    memset(game, 0, sizeof *game);
    if (!forest_init(&game->forest, tree, failure) ||
        !boards_init(run, &game->boards, tree->game, game->forest.streets, most, failure)) {
        public_game_release(game);
        return false;
    }
    if (game->forest.street[0].terminals[POINT_RUNOUT] == 0)
        return true;
    game->runout = runout_new(run, tree->game, &game->boards.street[0].board[0], failure);
    if (!game->runout)
        public_game_release(game);
    return game->runout != NULL;
}

void public_game_release(struct public_game *game)
{
    memory_release(game->runout);
    boards_release(&game->boards);
    forest_release(&game->forest);
    memset(game, 0, sizeof *game);
}
