/* Deals are what a plain dealer deals: cards shuffled one by one, a canonical index for each street's cards on their own,
 * each player's whole hand evaluated. Without maps a bucket is its index. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/random.h"
#include "buckets/street_indices.h"
#include "cfr/deal.h"
#include "cfr/purpose.h"

#include <string.h>

enum { SEED = 5, HAND_CARDS = GAME_HOLE_CARDS + GAME_BOARD_CARDS };

static const struct game games[] = {
    {.name = "holdem", .players = 2, .rounds = 4, .deck = {13, 4}, .hole_cards = 2, .board_cards = {0, 3, 1, 1}},
    {.name = "20 cards", .players = 2, .rounds = 4, .deck = {5, 4}, .hole_cards = 2, .board_cards = {0, 3, 1, 1}},
    {.name = "leduc", .players = 2, .rounds = 2, .deck = {3, 2}, .hole_cards = 1, .board_cards = {0, 1}},
    {.name = "kuhn", .players = 3, .rounds = 1, .deck = {4, 1}, .hole_cards = 1, .board_cards = {0}},
    {.name = "open", .players = 3, .rounds = 3, .deck = {9, 3}, .hole_cards = 3, .board_cards = {1, 0, 2}},
};

enum { GAMES = sizeof games / sizeof *games };

/* All streets have decisions but one. */
static void stub_tree(const struct game *game, unsigned without, struct tree *tree)
{
    memset(tree, 0, sizeof *tree);
    tree->game = game;
    for (unsigned s = 0; s < game->rounds; s++)
        tree->street_rows[s] = s != without;
}

static void deal_plainly(const struct game *game, uint64_t iteration, card hands[][HAND_CARDS])
{
    struct random_stream random = random_stream_at(SEED, iteration, PURPOSE_DEAL);
    unsigned board = game_board_cards(game, game->rounds - 1u), size = (unsigned)deck_size(game->deck);
    card cards[CARD_COUNT];
    deck_cards(game->deck, cards);
    for (unsigned i = 0; i < board + game->players * game->hole_cards; i++) {
        unsigned j = i + random_below(&random, size - i);
        card drawn = cards[j];
        cards[j] = cards[i];
        cards[i] = drawn;
    }
    for (unsigned p = 0; p < game->players; p++) {
        for (unsigned i = 0; i < game->hole_cards; i++)
            hands[p][i] = cards[board + p * game->hole_cards + i];
        for (unsigned i = 0; i < board; i++)
            hands[p][game->hole_cards + i] = cards[i];
    }
}

static void assert_deal(const struct game *game, const struct abstraction *abstraction, const struct tree *tree,
                        uint64_t iteration, const struct deal *deal)
{
    card hands[GAME_PLAYERS][HAND_CARDS];
    deal_plainly(game, iteration, hands);
    for (unsigned p = 0; p < game->players; p++) {
        cardset set = 0;
        for (unsigned i = 0; i < game->hole_cards + game_board_cards(game, game->rounds - 1u); i++)
            set |= cardset_of(hands[p][i]);
        assert_int_equal(deal->rank[p], evaluate(set));
        for (unsigned s = 0; s < game->rounds; s++)
            assert_int_equal(deal->bucket[p][s],
                             tree->street_rows[s] ? (bucket_id)abstraction_index(abstraction, s, hands[p]) : 0);
    }
}

static void assert_deals(const struct game *game, const struct abstraction *abstraction)
{
    for (unsigned without = 0; without <= game->rounds; without++) {
        struct tree tree;
        struct dealer dealer;
        stub_tree(game, without, &tree);
        dealer_init(&dealer, &tree, abstraction, SEED);
        for (uint64_t first = 0, count = 1; first < 20000; first += count, count = count % DEAL_BATCH + 1) {
            struct deal deals[DEAL_BATCH];
            deal_batch(&dealer, first, (unsigned)count, deals);
            for (uint64_t d = 0; d < count; d++)
                assert_deal(game, abstraction, &tree, first + d, &deals[d]);
        }
    }
}

static void streets_share_an_indexer(void **state)
{
    (void)state;
    for (unsigned g = 0; g < GAMES; g++) {
        struct abstraction abstraction;
        struct failure failure;
        if (!abstraction_lossless(&games[g], games[g].rounds, UINT32_MAX, &abstraction, &failure))
            fail_msg("%s: %s", games[g].name, failure.text);
        assert_deals(&games[g], &abstraction);
        abstraction_release(&abstraction);
    }
}

static void streets_have_their_own_indexers(void **state)
{
    (void)state;
    for (unsigned g = 0; g < GAMES; g++) {
        struct street_indices indices;
        struct failure failure;
        if (!street_indices_init(&indices, &games[g], &failure))
            fail_msg("%s: %s", games[g].name, failure.text);
        struct abstraction abstraction = {.streets = games[g].rounds, .hole_cards = games[g].hole_cards};
        for (unsigned s = 0; s < games[g].rounds; s++) {
            abstraction.board_cards[s] = indices.board_cards[s];
            abstraction.street[s].indexer = indices.indexer[s];
            abstraction.street[s].round = indices.round[s];
        }
        assert_deals(&games[g], &abstraction);
        street_indices_release(&indices);
    }
}

static int prepare(void **state)
{
    (void)state;
    evaluator_init();
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(streets_share_an_indexer),
        cmocka_unit_test(streets_have_their_own_indexers),
    };
    return cmocka_run_group_tests_name("deals", tests, prepare, NULL);
}
