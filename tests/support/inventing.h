/* Games by chance: two to ten players, stacks from a fraction of a blind to fifty blinds, limit and no-limit. */
#ifndef SUPPORT_INVENTING_H
#define SUPPORT_INVENTING_H

#include "base/random.h"
#include "game/definition.h"

#include <string.h>

static inline chips inventing_between(struct random_stream *dice, chips low, chips high)
{
    return low + (chips)random_below(dice, (uint32_t)(high - low + 1));
}

/* The first two seats post; no board cards. */
static inline void inventing_game(struct random_stream *dice, struct game *game)
{
    memset(game, 0, sizeof *game);
    game->no_limit = random_below(dice, 2);
    game->players = (uint8_t)inventing_between(dice, 2, GAME_PLAYERS);
    game->rounds = (uint8_t)inventing_between(dice, 1, GAME_ROUNDS);
    game->deck = (struct deck){CARD_RANKS, CARD_SUITS};
    game->hole_cards = 2;
    for (unsigned p = 0; p < game->players; p++)
        game->stack[p] = inventing_between(dice, 1, random_below(dice, 2) ? 12 : 200);
    for (unsigned p = 0; p < 2; p++) {
        chips blind = p == 0 ? 4 : 2;
        game->blind[p] = blind < game->stack[p] ? blind : game->stack[p];
    }
    for (unsigned r = 0; r < game->rounds; r++) {
        game->max_raises[r] = (uint8_t)inventing_between(dice, 0, 6);
        game->raise_size[r] = inventing_between(dice, 1, 8);
        game->first_player[r] = (uint8_t)random_below(dice, game->players);
    }
}

#endif
