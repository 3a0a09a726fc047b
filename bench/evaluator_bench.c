/* Seven-card evaluations per CPU-second: in sequence (nested loops that share partial hands), of random hands given as
 * seven cards each, and of random sets of cards. */
#include "repetition.h"

#include "base/random.h"
#include "cards/evaluator.h"

enum { HANDS = 1 << 16 };

static card cards[HANDS][7];
static cardset sets[HANDS];

static void deal_hands(void)
{
    struct random_stream random = random_stream_at(1, 0, 0);
    for (unsigned h = 0; h < HANDS; h++) {
        for (unsigned i = 0; i < 7;) {
            card c = (card)random_below(&random, CARD_COUNT);
            if (sets[h] >> c & 1)
                continue;
            sets[h] |= cardset_of(c);
            cards[h][i++] = c;
        }
    }
}

static uint64_t in_sequence(uint64_t count)
{
    uint64_t sum = 0;
    for (unsigned a = 0;; a = (a + 1) % 40) {
        struct hand first = hand_add(hand_empty(), (card)a);
        for (unsigned b = a + 1; b < CARD_COUNT; b++) {
            struct hand two = hand_add(first, (card)b);
            for (unsigned c = b + 1; c < CARD_COUNT; c++) {
                struct hand three = hand_add(two, (card)c);
                for (unsigned d = c + 1; d < CARD_COUNT; d++) {
                    struct hand four = hand_add(three, (card)d);
                    for (unsigned e = d + 1; e < CARD_COUNT; e++) {
                        struct hand five = hand_add(four, (card)e);
                        for (unsigned f = e + 1; f < CARD_COUNT; f++) {
                            struct hand six = hand_add(five, (card)f);
                            for (unsigned g = f + 1; g < CARD_COUNT; g++)
                                sum += hand_evaluate(hand_add(six, (card)g));
                            if (count <= CARD_COUNT - f)
                                return sum;
                            count -= CARD_COUNT - 1 - f;
                        }
                    }
                }
            }
        }
    }
}

static uint64_t of_cards(uint64_t count)
{
    uint64_t sum = 0;
    for (uint64_t i = 0; i < count; i++) {
        struct hand hand = hand_empty();
        for (unsigned k = 0; k < 7; k++)
            hand = hand_add(hand, cards[i % HANDS][k]);
        sum += hand_evaluate(hand);
    }
    return sum;
}

static uint64_t of_sets(uint64_t count)
{
    uint64_t sum = 0;
    for (uint64_t i = 0; i < count; i++)
        sum += evaluate(sets[i % HANDS]);
    return sum;
}

int main(void)
{
    double begin = clock_thread_cpu_seconds();
    evaluator_init();
    printf("tables: %zu bytes, built in %.1f ms\n", sizeof evaluator_tables,
           1000 * (clock_thread_cpu_seconds() - begin));
    deal_hands();
    repetition_report("in sequence", in_sequence, 100000000);
    repetition_report("random, seven cards", of_cards, 30000000);
    repetition_report("random, sets", of_sets, 30000000);
    return 0;
}
