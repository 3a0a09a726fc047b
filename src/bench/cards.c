/* Seven-card evaluations (in sequence: nested loops that share partial hands) and canonical indices. */
#include "bench/groups.h"

#include "base/memory.h"
#include "base/random.h"
#include "cards/evaluator.h"
#include "cards/isomorphism.h"

enum { HANDS = 1 << 14, HAND_CARDS = 7 };

struct hands {
    struct indexer *indexer; /* owned: of the river, the board as one set */
    card cards[HANDS][HAND_CARDS];
    cardset sets[HANDS];
};

static void deal_hands(struct hands *hands)
{
    struct random_stream random = random_stream_at(1, 0, 0);
    for (unsigned h = 0; h < HANDS; h++) {
        for (unsigned i = 0; i < HAND_CARDS;) {
            card c = (card)random_below(&random, CARD_COUNT);
            if (hands->sets[h] >> c & 1)
                continue;
            hands->sets[h] |= cardset_of(c);
            hands->cards[h][i++] = c;
        }
    }
}

/* All hands of which the first five cards are given. */
static uint64_t complete(struct hand five, unsigned last, uint64_t *hands)
{
    uint64_t sum = 0;
    for (unsigned f = last + 1; f < CARD_COUNT; f++) {
        struct hand six = hand_add(five, (card)f);
        for (unsigned g = f + 1; g < CARD_COUNT; g++)
            sum += hand_evaluate(hand_add(six, (card)g));
        *hands += CARD_COUNT - 1 - f;
    }
    return sum;
}

static uint64_t in_sequence(void *context, uint64_t count)
{
    uint64_t hands = 0, sum = 0;
    (void)context;
    for (unsigned a = 0; hands < count; a = (a + 1) % 16) {
        struct hand two = hand_add(hand_add(hand_empty(), (card)a), (card)(a + 1));
        for (unsigned c = a + 2; c < CARD_COUNT; c++) {
            struct hand three = hand_add(two, (card)c);
            for (unsigned d = c + 1; d < CARD_COUNT; d++) {
                struct hand four = hand_add(three, (card)d);
                for (unsigned e = d + 1; e < CARD_COUNT && hands < count; e++)
                    sum += complete(hand_add(four, (card)e), e, &hands);
            }
        }
    }
    measure_keep(sum);
    return hands;
}

static uint64_t of_cards(void *context, uint64_t count)
{
    const struct hands *hands = context;
    uint64_t sum = 0;
    for (uint64_t i = 0; i < count; i++) {
        struct hand hand = hand_empty();
        for (unsigned k = 0; k < HAND_CARDS; k++)
            hand = hand_add(hand, hands->cards[i % HANDS][k]);
        sum += hand_evaluate(hand);
    }
    measure_keep(sum);
    return count;
}

static uint64_t of_sets(void *context, uint64_t count)
{
    const struct hands *hands = context;
    uint64_t sum = 0;
    for (uint64_t i = 0; i < count; i++)
        sum += evaluate(hands->sets[i % HANDS]);
    measure_keep(sum);
    return count;
}

static uint64_t of_river_hands(void *context, uint64_t count)
{
    const struct hands *hands = context;
    uint64_t sum = 0;
    for (uint64_t i = 0; i < count; i++)
        sum += indexer_index(hands->indexer, 1, hands->cards[i % HANDS]);
    measure_keep(sum);
    return count;
}

/* An evaluation ends with one read of its table: the limit is such reads. */
static bool measure_hands(struct suite *suite, bool index, struct failure *failure)
{
    static const uint8_t river[] = {2, 5};
    const struct measurement *limit = suite_limit(suite, LIMIT_READS, sizeof evaluator_tables, failure);
    if (!limit)
        return false;
    struct hands *hands = memory_allocate(1, sizeof *hands);
    hands->indexer = indexer_new((struct deck){CARD_RANKS, CARD_SUITS}, 2, river, failure);
    evaluator_init();
    deal_hands(hands);
    bool opened = hands->indexer != NULL;
    if (opened && index) {
        suite_measure(suite, "index, river", "hands", of_river_hands, hands, limit, 1);
    } else if (opened) {
        suite_measure(suite, "evaluate, in sequence", "hands", in_sequence, hands, limit, 1);
        suite_measure(suite, "evaluate, seven cards", "hands", of_cards, hands, limit, 1);
        suite_measure(suite, "evaluate, set of cards", "hands", of_sets, hands, limit, 1);
    }
    indexer_free(hands->indexer);
    memory_release(hands);
    return opened;
}

bool group_evaluator(struct suite *suite, struct failure *failure)
{
    return measure_hands(suite, false, failure);
}

bool group_index(struct suite *suite, struct failure *failure)
{
    return measure_hands(suite, true, failure);
}
