/* Lossless buckets: a bucket is a canonical hand, cards grouped by street, so that recall is perfect. */
#include "buckets/abstraction.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <xxhash.h>

static bool check_sizes(const struct game *game, unsigned streets, const struct indexer *indexer, uint64_t most,
                        struct failure *failure)
{
    for (unsigned s = 0; s < streets; s++)
        if (indexer_size(indexer, s) > most || indexer_size(indexer, s) > UINT32_MAX)
            return failure_set(failure,
                               "lossless buckets: %s has %" PRIu64 " canonical hands; %" PRIu64 " are the limit",
                               game_round_name(game, s), indexer_size(indexer, s), most);
    return true;
}

/* The buckets follow from deck and streets alone. */
static uint64_t digest(const struct game *game)
{
    char text[128] = "";
    int length = snprintf(text, sizeof text, "lossless: deck %u %u hole %u board", (unsigned)game->deck.ranks,
                          (unsigned)game->deck.suits, (unsigned)game->hole_cards);
    for (unsigned s = 0; s < game->rounds; s++)
        length += snprintf(text + length, sizeof text - (size_t)length, " %u", (unsigned)game->board_cards[s]);
    return XXH3_64bits(text, (size_t)length);
}

bool abstraction_lossless(const struct game *game, unsigned streets, uint64_t most, struct abstraction *abstraction,
                          struct failure *failure)
{
    memset(abstraction, 0, sizeof *abstraction);
    uint8_t cards[GAME_ROUNDS];
    for (unsigned s = 0; s < game->rounds; s++)
        cards[s] = (uint8_t)(game->board_cards[s] + (s == 0 ? game->hole_cards : 0));
    struct indexer *indexer = indexer_new(game->deck, game->rounds, cards, failure);
    if (!indexer)
        return failure_context(failure, "lossless buckets");
    if (!check_sizes(game, streets, indexer, most, failure)) {
        indexer_free(indexer);
        return false;
    }
    abstraction->streets = game->rounds;
    abstraction->hole_cards = game->hole_cards;
    for (unsigned s = 0; s < game->rounds; s++) {
        abstraction->board_cards[s] = game_board_cards(game, s);
        abstraction->street[s].buckets = s < streets ? (uint32_t)indexer_size(indexer, s) : 0;
        abstraction->street[s].indexer = indexer;
        abstraction->street[s].round = s;
    }
    abstraction->fingerprint = digest(game);
    snprintf(abstraction->source, sizeof abstraction->source, "lossless");
    return true;
}
