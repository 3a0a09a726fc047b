#include "cfr/deal.h"

#include "base/random.h"
#include "cfr/purpose.h"

#include <string.h>

void dealer_init(struct dealer *dealer, const struct tree *tree, const struct abstraction *abstraction, uint64_t seed)
{
    const struct game *game = tree->game;
    memset(dealer, 0, sizeof *dealer);
    dealer->game = game;
    dealer->abstraction = abstraction;
    dealer->seed = seed;
    dealer->deck_size = (unsigned)deck_size(game->deck);
    deck_cards(game->deck, dealer->deck);
    for (unsigned s = 0; s < game->rounds; s++)
        dealer->street_used[s] = tree->street_rows[s] > 0;
}

/* The cards of a deal: the board up to and including each street, and each player's own. */
struct dealt {
    struct hand board[GAME_ROUNDS], hole[GAME_PLAYERS];
};

/* The cards that a shuffle (Fisher and Yates) puts first. */
struct shuffle {
    struct random_stream random;
    unsigned drawn, left;
    card cards[CARD_COUNT];
};

static struct hand draw(struct shuffle *shuffle, struct hand hand, unsigned count)
{
    for (; count > 0; count--) {
        card *next = &shuffle->cards[shuffle->drawn++];
        card *chosen = next + random_below(&shuffle->random, shuffle->left--);
        card drawn = *chosen;
        *chosen = *next;
        hand = hand_add(hand, drawn);
    }
    return hand;
}

static void deal_cards(const struct dealer *dealer, uint64_t iteration, struct dealt *dealt)
{
    struct shuffle shuffle = {.random = random_stream_at(dealer->seed, iteration, PURPOSE_DEAL),
                              .left = dealer->deck_size};
    memcpy(shuffle.cards, dealer->deck, sizeof shuffle.cards);
    struct hand board = hand_empty();
    for (unsigned s = 0; s < dealer->game->rounds; s++) {
        board = draw(&shuffle, board, dealer->game->board_cards[s]);
        dealt->board[s] = board;
    }
    for (unsigned p = 0; p < dealer->game->players; p++)
        dealt->hole[p] = draw(&shuffle, hand_empty(), dealer->game->hole_cards);
}

/* Nothing but the reads of one map is in these loops, so that they overlap. */
static void look_up(const struct dealer *dealer, unsigned street, uint64_t index[][GAME_PLAYERS][GAME_ROUNDS],
                    unsigned count, struct deal deals[])
{
    bool used = dealer->street_used[street];
    for (unsigned d = 0; used && d < count; d++) {
        for (unsigned p = 0; p < dealer->game->players; p++)
            abstraction_prefetch(dealer->abstraction, street, index[d][p][street]);
    }
    for (unsigned d = 0; d < count; d++) {
        for (unsigned p = 0; p < dealer->game->players; p++)
            deals[d].bucket[p][street] = used ? abstraction_read(dealer->abstraction, street, index[d][p][street]) : 0;
    }
}

void deal_batch(const struct dealer *dealer, uint64_t first, unsigned count, struct deal deals[])
{
    unsigned players = dealer->game->players, streets = dealer->game->rounds;
    /* Evaluated together: reads that miss the cache overlap. */
    struct hand whole[DEAL_BATCH][GAME_PLAYERS];
    uint64_t index[DEAL_BATCH][GAME_PLAYERS][GAME_ROUNDS];
    for (unsigned d = 0; d < count; d++) {
        struct dealt dealt;
        deal_cards(dealer, first + d, &dealt);
        uint64_t board[GAME_ROUNDS];
        for (unsigned s = 0; s < streets; s++)
            board[s] = dealt.board[s].by_suit;
        for (unsigned p = 0; p < players; p++) {
            whole[d][p] = hand_merge(dealt.hole[p], dealt.board[streets - 1]);
            abstraction_indices(dealer->abstraction, dealer->street_used, dealt.hole[p].by_suit, board, index[d][p]);
        }
    }
    for (unsigned d = 0; d < count; d++) {
        for (unsigned p = 0; p < players; p++)
            deals[d].rank[p] = hand_evaluate(whole[d][p]);
    }
    for (unsigned s = 0; s < streets; s++)
        look_up(dealer, s, index, count, deals);
}
