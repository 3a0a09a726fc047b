/* Canonical indices and whole deals per CPU-second. A deal is two players' cards, their indices on four streets and the
 * showdown ranks, without reading bucket maps. */
#include "repetition.h"

#include "base/random.h"
#include "cards/evaluator.h"
#include "cards/isomorphism.h"

enum { STREETS = 4 };

static struct indexer *indexer[STREETS];
static card deck[CARD_COUNT];

static uint64_t of_river_hands(uint64_t count)
{
    uint64_t sum = 0;
    for (uint64_t i = 0; i < count; i++)
        sum += indexer_index(indexer[3], 1, deck + i % 45);
    return sum;
}

static uint64_t of_deals(uint64_t count)
{
    uint64_t sum = 0;
    for (uint64_t i = 0; i < count; i++) {
        const card *board = deck + i % 40;
        for (unsigned player = 0; player < 2; player++) {
            card hand[7] = {
                board[5 + 2 * player], board[6 + 2 * player], board[0], board[1], board[2], board[3], board[4]};
            cardset set = 0;
            for (unsigned c = 0; c < 7; c++)
                set |= cardset_of(hand[c]);
            sum += evaluate(set);
            for (unsigned s = 0; s < STREETS; s++)
                sum += indexer_index(indexer[s], s > 0, hand);
        }
    }
    return sum;
}

int main(void)
{
    static const uint8_t cards[STREETS][2] = {{2, 0}, {2, 3}, {2, 4}, {2, 5}};
    struct random_stream random = random_stream_at(1, 0, 0);
    evaluator_init();
    deck_cards((struct deck){CARD_RANKS, CARD_SUITS}, deck);
    for (unsigned i = 0; i < CARD_COUNT - 1; i++) {
        unsigned j = i + random_below(&random, CARD_COUNT - i);
        card drawn = deck[j];
        deck[j] = deck[i];
        deck[i] = drawn;
    }
    for (unsigned s = 0; s < STREETS; s++)
        indexer[s] = indexer_new((struct deck){CARD_RANKS, CARD_SUITS}, s > 0 ? 2 : 1, cards[s], NULL);
    repetition_report("index, river", of_river_hands, 3000000);
    repetition_report("deal, two players", of_deals, 1000000);
    for (unsigned s = 0; s < STREETS; s++)
        indexer_free(indexer[s]);
    return 0;
}
