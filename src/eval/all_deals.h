/* Every deal of a small game: all players' hole cards and all board cards, as sets, each deal equally likely.
 *
 * A view is what one player sees on a street: his hole cards and the board so far. Views are numbered per
 * street whoever holds them, so that a policy is asked once per view and not once per deal. Built and read by
 * one thread. */
#ifndef EVAL_ALL_DEALS_H
#define EVAL_ALL_DEALS_H

#include "cards/evaluator.h"
#include "game/definition.h"

struct all_deals {
    unsigned players, streets;
    uint32_t count;
    uint32_t views[GAME_ROUNDS];      /* number of views of a street */
    unsigned view_cards[GAME_ROUNDS]; /* cards of one view: hole cards + board so far */
    card *cards[GAME_ROUNDS];         /* owned: [view * view_cards + i], hole cards, then board in deal order */
    uint32_t *view[GAME_ROUNDS];      /* owned: [player * count + deal] */
    hand_rank *rank;                  /* owned: [deal * players + player], at showdown */
};

/* Number of deals without listing them; UINT64_MAX when it does not fit. */
uint64_t all_deals_count(const struct game *game);

/* Lists them; all_deals_count(game) must fit 32 bits and the machine's memory (the caller has a limit). */
void all_deals_init(const struct game *game, struct all_deals *deals);
void all_deals_release(struct all_deals *deals);

#endif
