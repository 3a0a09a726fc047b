/* One walk of the tree below a spot over a complete board, with the vectors of all hands (values.h): the parts of it.
 *
 * Hands that share no card with the board stand in places by rank, the worst first; vectors are by place. One thread. */
#ifndef EVAL_VALUES_WALK_H
#define EVAL_VALUES_WALK_H

#include "base/random.h"
#include "buckets/facing.h"
#include "eval/line.h"

/* What a level of the walk works on: the rows of its node, the opponent's reach below an action, an action's values. */
struct level {
    float *row;            /* owned: [bucket of the street's list * actions + action] */
    double *reach, *value; /* owned: [place] */
};

/* The buckets that hands have on a street of this board: each once, as most hands share theirs. */
struct street_buckets {
    unsigned count;
    bucket_id *bucket; /* owned: [index] */
    uint16_t *index;   /* owned: [place] */
    uint16_t *known;   /* owned: [bucket], its index + 1 */
};

struct values_walk {
    const struct spot *spot; /* borrowed */
    unsigned player, opponent, hands, hole_cards;
    const double *reach; /* borrowed: the opponent's, of the line, [hand] */
    card board[GAME_BOARD_CARDS];
    unsigned places;
    uint32_t *order;                           /* owned: [place], ranked_key of the hand */
    card *hole;                                /* owned: [place * hole_cards + card] */
    double *start;                             /* owned: [place], the opponent's reach at the spot */
    double *all;                               /* owned: [place], that of the hands beside each, summed */
    double *total;                             /* owned: [place], the values of the spot's actions by its strategy */
    struct street_buckets street[GAME_ROUNDS]; /* from the spot's on */
    bool draws;                                /* the opponent's actions */
    struct random_stream stream;
    unsigned levels;
    struct level **level; /* owned: by depth, made when it is first needed */
};

static inline unsigned values_hand_at(const struct values_walk *walk, unsigned place)
{
    return ranked_number(walk->order[place]);
}

/* The hands in their places, to be weighed against each other. */
static inline struct facing_hands values_hands(const struct values_walk *walk)
{
    return (struct facing_hands){
        .count = walk->places, .hole_cards = walk->hole_cards, .hole = walk->hole, .key = walk->order};
}

/* The level at a depth; the spot is at 0. */
struct level *values_level(struct values_walk *walk, unsigned depth);

/* level->row of a node. */
void values_rows(const struct values_walk *walk, const struct node *node, float row[]);

/* out[place] = in[place] times the probability of action `a`; returns the sum. */
double values_multiply(const struct values_walk *walk, const struct node *node, const float row[], unsigned a,
                       const double in[], double out[]);

/* out[place] += in[place] */
void values_sum(const struct values_walk *walk, const double in[], double out[]);

/* out[place]: what lies below action `a` of the node at `depth`, weighed by the opponent's reach. */
void values_below(struct values_walk *walk, const struct node *node, unsigned a, unsigned depth, const double reach[],
                  double out[]);

#endif
