/* A policy as the strategy of a vector walk: what it plays with every hand of a board.
 *
 * Where a policy tells its buckets, the hands of one are read once. A reading belongs to one walk and remembers the board of
 * each street; reading_forget when a board's memory is used for another. */
#ifndef EVAL_READING_H
#define EVAL_READING_H

#include "cfr/vector.h"
#include "eval/policy.h"

enum { READING_HANDS = CARD_COUNT * (CARD_COUNT - 1) / 2 };

/* Who is told apart on a board. */
struct reading_street {
    const struct board *board; /* NULL: none yet */
    unsigned count;
    uint16_t of_slot[READING_HANDS];
    uint16_t hand[READING_HANDS];    /* one of each kind */
    bucket_id bucket[READING_HANDS]; /* its bucket, where the policy tells */
};

struct reading {
    const struct policy *policy; /* borrowed */
    unsigned hole_cards;
    unsigned skipped; /* a player whose probabilities are not asked for: the responder; 2: none */
    struct reading_street street[GAME_ROUNDS];
};

void reading_init(struct reading *reading, const struct policy *policy, unsigned hole_cards);
void reading_forget(struct reading *reading);

/* A vector_strategy of the float engine; context: a reading. */
void reading_strategy(void *context, const struct vector_part *part, void *strategy);

#endif
