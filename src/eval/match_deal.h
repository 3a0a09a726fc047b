/* The cards of one deal of a match, and what the two hands are worth on every street.
 *
 * A pure function of (seed, number). The odds are worked out when first asked for and kept: both hands that are
 * played with a deal use them. One thread. */
#ifndef EVAL_MATCH_DEAL_H
#define EVAL_MATCH_DEAL_H

#include "base/random.h"
#include "cards/evaluator.h"
#include "game/definition.h"

struct match_deal {
    const struct game *game; /* borrowed */
    uint64_t seed, number;
    card cards[2][GAME_HOLE_CARDS + GAME_BOARD_CARDS]; /* as each seat sees them: hole cards, then the board */
    hand_rank rank[2];
    bool has_odds[GAME_ROUNDS];
    double odds[GAME_ROUNDS];
};

/* The independent random streams of a deal. */
enum match_purpose { MATCH_CARDS = 0x6d61, MATCH_RUNOUTS, MATCH_ACTIONS /* + seat of player A */ };

void match_deal_init(struct match_deal *deal, const struct game *game, uint64_t seed, uint64_t number);

/* For seat 0, with the board of that street: the expected outcome at showdown, 1 to win and -1 to lose. Estimated from
 * runouts before the flop of hold'em, else exact (eval/showdown.h). */
double match_deal_odds(struct match_deal *deal, unsigned street);

#endif
