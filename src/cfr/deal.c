#include "cfr/deal.h"

#include "base/random.h"
#include "cfr/purpose.h"

#include <string.h>

enum { HAND_CARDS = GAME_HOLE_CARDS + GAME_BOARD_CARDS };

void dealer_init(struct dealer *dealer, const struct tree *tree, const struct abstraction *abstraction, uint64_t seed)
{
    const struct game *game = tree->game;
    memset(dealer, 0, sizeof *dealer);
    dealer->game = game;
    dealer->abstraction = abstraction;
    dealer->seed = seed;
    dealer->deck_size = (unsigned)deck_size(game->deck);
    dealer->board_size = game_board_cards(game, game->rounds - 1u);
    deck_cards(game->deck, dealer->deck);
    for (unsigned s = 0; s < game->rounds; s++)
        dealer->street_used[s] = tree->street_rows[s] > 0;
}

/* The cards as each player sees them: own hole cards, then the board. */
struct hands {
    card cards[GAME_PLAYERS][HAND_CARDS];
};

/* A partial shuffle (Fisher and Yates) of as many cards as the hand uses. */
static void draw(const struct dealer *dealer, uint64_t iteration, struct hands *hands)
{
    struct random_stream random = random_stream_at(dealer->seed, iteration, PURPOSE_DEAL);
    unsigned players = dealer->game->players, hole = dealer->game->hole_cards;
    unsigned used = players * hole + dealer->board_size;
    card cards[CARD_COUNT];
    memcpy(cards, dealer->deck, sizeof cards);
    for (unsigned i = 0; i < used; i++) {
        unsigned j = i + random_below(&random, dealer->deck_size - i);
        card drawn = cards[j];
        cards[j] = cards[i];
        cards[i] = drawn;
    }
    for (unsigned p = 0; p < players; p++) {
        memcpy(hands->cards[p], cards + dealer->board_size + p * hole, hole);
        memcpy(hands->cards[p] + hole, cards, dealer->board_size);
    }
}

static void rank_hands(const struct dealer *dealer, const struct hands *hands, struct deal *deal)
{
    unsigned cards = dealer->game->hole_cards + dealer->board_size;
    for (unsigned p = 0; p < dealer->game->players; p++) {
        cardset set = 0;
        for (unsigned i = 0; i < cards; i++)
            set |= cardset_of(hands->cards[p][i]);
        deal->rank[p] = evaluate(set);
    }
}

void deal_batch(const struct dealer *dealer, uint64_t first, unsigned count, struct deal deals[])
{
    const struct abstraction *abstraction = dealer->abstraction;
    unsigned players = dealer->game->players, streets = dealer->game->rounds;
    uint64_t index[DEAL_BATCH][GAME_PLAYERS][GAME_ROUNDS];
    for (unsigned d = 0; d < count; d++) {
        struct hands hands;
        draw(dealer, first + d, &hands);
        rank_hands(dealer, &hands, &deals[d]);
        for (unsigned p = 0; p < players; p++) {
            for (unsigned s = 0; s < streets; s++) {
                index[d][p][s] = dealer->street_used[s] ? abstraction_index(abstraction, s, hands.cards[p]) : 0;
                abstraction_prefetch(abstraction, s, index[d][p][s]);
            }
        }
    }
    for (unsigned d = 0; d < count; d++) {
        for (unsigned p = 0; p < players; p++) {
            for (unsigned s = 0; s < streets; s++)
                deals[d].bucket[p][s] = dealer->street_used[s] ? abstraction_read(abstraction, s, index[d][p][s]) : 0;
        }
    }
}
