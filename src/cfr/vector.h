/* The vector walk: one pass over the betting tree of a two-player game with all hands of a board at once.
 *
 * A street is walked for one board at a time, all ways of entering it together:
 *
 *   strategies  of all nodes and slots
 *   down        reach of each player's slots at every point
 *   ends        folds and showdowns, many at once (lanes.h)
 *   next        the boards that follow, each with its weight; their values are summed at the leaves
 *   up          values of the points, and what the walk is for
 *
 * What a walk is for is its mode: to train (regrets of the traverser, strategy sums of his opponent, Zinkevich et al. 2007,
 * eq. 7 and 8), to respond (the best action of each slot), or to value a strategy. Values are expected chips of the
 * traverser given his hand, times the opponent's reach, summed over the hands of a slot.
 *
 * A walk belongs to one thread; what it points to is const but for the rows it trains. */
#ifndef CFR_VECTOR_H
#define CFR_VECTOR_H

#include "buckets/public_game.h"
#include "cfr/lanes.h"

/* How an iteration enters the rows: regret = discounted regret + r, clipped at 0 when `plus`; sum = sum_discount * sum
 * + reach * strategy. `predict`: the strategy matches regret + the r of the last iteration (Farina, Kroer
 * and Sandholm 2021). */
struct vector_update {
    float positive, negative; /* discounts of regrets by their sign */
    double sum_discount;
    bool plus, predict;
};

/* The rows that are trained, plain floats: at one moment one thread works on the rows of a board. The vector of an entry
 * (row + action) on a board begins at first_slot * rows + entry * slots. */
struct vector_rows {
    struct {
        float *regret, *sum; /* borrowed */
        float *prediction;   /* borrowed, NULL when nothing is predicted */
        float *carry;        /* borrowed, may be NULL: what rounding took from sum */
    } street[GAME_ROUNDS];
};

enum vector_mode { VECTOR_TRAIN, VECTOR_RESPOND, VECTOR_VALUE };

/* Writes strategy[point * slots + slot] of all nodes of a street for a board. */
typedef void vector_strategy(const void *context, unsigned street, uint32_t board, float strategy[]);

/* Vectors of one street, [point * slots + slot]. */
struct vector_street {
    float *strategy; /* rows only */
    float *reach[2]; /* by player; the traverser's is not used */
    float *value;
};

struct vector_walk {
    const struct public_game *game;
    enum vector_mode mode;
    unsigned traverser;
    vector_strategy *strategy;
    const void *context;            /* borrowed: the strategy's */
    const struct vector_rows *rows; /* borrowed: what is trained */
    struct vector_update update;
    struct vector_street street[GAME_ROUNDS]; /* borrowed */
    float (*lanes)[LANES];                    /* borrowed: two blocks */
};

/* A walk's own memory comes from outside: zeroed, vector_walk_bytes long, borrowed. */
size_t vector_walk_bytes(const struct public_game *game);
void vector_walk_init(struct vector_walk *walk, const struct public_game *game, void *memory);

/* A walk from the first street, both players' reach 1, in steps that can be shared. The boards of the second street are
 * independent of each other: any thread may take some of them with a walk of its own, set up alike (mode, traverser,
 * strategy, rows, update).
 *
 *   begin   the first street down to its ends
 *   board   one board that follows; `own` (which may be `walk` itself) gets its values
 *   gather  what another walk got from its boards
 *   end     back to the root: the traverser's expected chips */
void vector_walk_begin(struct vector_walk *walk);
void vector_walk_board(const struct vector_walk *walk, struct vector_walk *own, uint32_t child);
void vector_walk_gather(struct vector_walk *walk, struct vector_walk *other);
double vector_walk_end(struct vector_walk *walk);

/* Boards to take: none when nothing is decided after the first street. */
uint32_t vector_walk_boards(const struct public_game *game);

#endif
