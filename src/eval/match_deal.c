#include "eval/match_deal.h"

#include "cards/draw.h"
#include "eval/showdown.h"

#include <string.h>

void match_deal_init(struct match_deal *deal, const struct game *game, uint64_t seed, uint64_t number)
{
    struct random_stream stream = random_stream_at(seed, number, MATCH_CARDS);
    unsigned hole = game->hole_cards, board = game_board_cards(game, game->rounds - 1u);
    card deck[CARD_COUNT];
    deck_cards(game->deck, deck);
    cards_draw(deck, (unsigned)deck_size(game->deck), 2 * hole + board, &stream);
    deal->game = game;
    deal->seed = seed;
    deal->number = number;
    memset(deal->has_odds, 0, sizeof deal->has_odds);
    for (unsigned p = 0; p < 2; p++) {
        memcpy(deal->cards[p], deck + board + p * hole, hole);
        memcpy(deal->cards[p] + hole, deck, board);
        deal->rank[p] = evaluate(cardset_of_all(deal->cards[p], hole + board));
    }
}

double match_deal_odds(struct match_deal *deal, unsigned street)
{
    const struct game *game = deal->game;
    if (deal->has_odds[street])
        return deal->odds[street];
    unsigned hole = game->hole_cards, board_cards = game_board_cards(game, street);
    cardset first = cardset_of_all(deal->cards[0], hole), second = cardset_of_all(deal->cards[1], hole);
    cardset board = cardset_of_all(deal->cards[0] + hole, board_cards);
    struct random_stream stream = random_stream_at(deal->seed, deal->number, MATCH_RUNOUTS);
    deal->has_odds[street] = true;
    deal->odds[street] = showdown_odds(first, second, board, deck_set(game->deck) & ~(first | second | board),
                                       game_board_cards(game, game->rounds - 1u) - board_cards, &stream);
    return deal->odds[street];
}
