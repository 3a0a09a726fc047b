/* A bucket for each canonical hand, numbered by canonical index; there are at most BUCKETS_MOST. Their strengths are
 * known where somebody wants these. */
#include "buckets/bucket_methods.h"

static bool make(const struct bucket_order *order, struct street_map *map, struct failure *failure)
{
    (void)failure;
    const struct street_indices *indices = order->frame.indices;
    const struct expectation *expectation = order->expectation;
    unsigned street = order->street;
    uint64_t hands = indices->hands[street];
    street_map_init(map, hands, (uint32_t)hands);
    if (expectation)
        street_map_init_strengths(map);
    for (uint64_t i = 0; i < hands; i++) {
        card cards[INDEXER_CARDS];
        cardset board = 0;
        indexer_unindex(indices->indexer[street], indices->round[street], i, cards);
        for (unsigned c = 2; c < 2 + indices->board_cards[street]; c++)
            board |= cardset_of(cards[c]);
        street_map_set(map, i, (uint32_t)i);
        map->deals[i] = street_deals(indices->deck, cardset_of(cards[0]) | cardset_of(cards[1]), board);
        if (expectation)
            street_map_set_strength(map, (uint32_t)i,
                                    (double)expectation_value(expectation, i) / (double)expectation->whole);
    }
    return true;
}

const struct bucket_method bucket_lossless = {
    .choice = {"lossless", "every hand for itself"},
    .feature = "the hand itself",
    .one_each = true,
    .make = make,
};
