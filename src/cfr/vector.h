/* The vector walk: one pass over the betting tree of a two-player game with all hands of a board at once.
 *
 * A street is walked for one board and a few ways of entering it at a time (a part):
 *
 *   strategies  of the part's nodes, for each class of hands
 *   down        what each player's own actions make of his reach, class by class
 *   ends        folds and showdowns, hand by hand, many at once (ends.c, lanes.h)
 *   next        the boards that follow, each with its weight
 *   up          values of the points, and what the walk is for
 *
 * Hands that share their rows on a board are a class. On one street they are dealt the same probabilities, so that within
 * a street everything has one number for a class; hands are told apart where they enter the street, where it ends, and
 * at showdowns. Without buckets a class is a slot.
 *
 * What a walk is for is its mode: to train, to respond (the best action of each class), or to value a strategy. Values are
 * expected chips of the traverser given his hand, times the opponent's reach, summed over the hands of a class. Training
 * hands out the gains of the traverser's actions (Zinkevich et al. 2007, eq. 7) and the strategies of the opponent, each
 * with his reach: both averages are then of what the other's regrets are against, also when updates alternate.
 *
 * A walk belongs to one thread; what it points to is const but for what learning writes to. */
#ifndef CFR_VECTOR_H
#define CFR_VECTOR_H

#include "buckets/public_game.h"
#include "cfr/lanes.h"

/* The hands of a board by the rows they share. Entry e of class c lies at base + e * stride + element[c] of its street's
 * tables; element NULL: at base + e * stride + c. */
struct vector_classes {
    unsigned count;
    const uint16_t *of_slot; /* [slot] */
    const uint16_t *of_hand; /* [hand] */
    size_t base, stride;
    const uint32_t *element; /* [class] */
};

/* Where the elements of all slots of a street are: element[first_slot + slot] in base and stride. Without elements each
 * board's rows lie together, [row + action][slot], and a class is a slot. */
struct vector_rows {
    const uint32_t *element; /* borrowed; below VECTOR_ELEMENTS */
    size_t base, stride;
};

enum { VECTOR_ELEMENTS = 1 << 16 };

/* Some ways of entering a street, at most LANES, on one board. A node's vectors are those of its first action's point,
 * counted from `point`. */
struct vector_part {
    const struct forest_street *forest;
    const struct board *board;
    const struct vector_classes *classes;
    unsigned street;
    uint32_t root, roots;
    uint32_t point, rows;
    uint32_t node, nodes;
    float weight; /* boards for which this one stands, in all */
};

enum vector_mode { VECTOR_TRAIN, VECTOR_RESPOND, VECTOR_VALUE };

/* Writes strategy[(node->first + action - part->point) * classes + class] for the part's nodes. */
typedef void vector_strategy(void *context, const struct vector_part *part, float strategy[]);

/* A node of the traverser: gain[action * classes + class] is what the action wins more than the strategy. */
typedef void vector_learn(void *context, const struct vector_part *part, const struct forest_node *node,
                          const float gain[]);

/* A node of the opponent: his strategy, of the same shape, and his reach[class], summed over the hands of the class. */
typedef void vector_record(void *context, const struct vector_part *part, const struct forest_node *node,
                           const float strategy[], const float reach[]);

/* Private: a street's vectors, for the largest part. */
struct vector_street {
    float *strategy;   /* [row][class] */
    float *own[2];     /* [point][class]: by player, product of his probabilities on this street; the traverser's only
                          where classes are more than slots */
    float *value;      /* [point][class] */
    float *reach;      /* [root][slot]: the opponent's */
    float *mass;       /* [root][class]: the same, summed over the hands of a class */
    float *root_value; /* [root][slot] */
    float *leaf_value; /* [leaf][slot]: over the boards that follow */
    struct vector_classes classes;
    uint16_t *of_slot, *of_hand; /* what classes points to where a class is no slot */
    uint32_t *element;
};

struct vector_walk {
    const struct forest *forest; /* borrowed, as all that follows */
    const struct boards *boards;
    const float *runout; /* runout.h; NULL without POINT_RUNOUT */
    struct vector_rows rows[GAME_ROUNDS];
    enum vector_mode mode;
    unsigned traverser;
    vector_strategy *strategy;
    vector_learn *learn;
    vector_record *record;
    void *context; /* of these functions */

    struct vector_street street[GAME_ROUNDS];
    lanes *lanes;       /* ends.c */
    uint16_t *class_of; /* [VECTOR_ELEMENTS], zero between uses; NULL where every class is a slot */
};

/* What a walk's memory is measured by: the most hands, slots and classes that a board of a street has. */
struct vector_size {
    struct {
        unsigned hands, slots, classes;
    } street[GAME_ROUNDS];
    bool shared; /* hands may share rows: then walk.rows has elements */
};

/* `buckets` of each street, 0 where nothing is decided; NULL: a class is a slot. */
struct vector_size vector_size_of(const struct boards *boards, const uint32_t buckets[]);

/* A walk's own memory comes from outside: zeroed, 64-byte aligned, vector_walk_bytes long, borrowed. Afterwards boards,
 * runout, rows, mode, traverser, the functions and their context are the caller's to set. */
size_t vector_walk_bytes(const struct forest *forest, const struct vector_size *size);
void vector_walk_init(struct vector_walk *walk, const struct forest *forest, const struct vector_size *size,
                      void *memory);

/* A walk from the first street, both players' reach 1, in steps that can be shared. The boards of the second street are
 * independent of each other: any thread may take some of them with a walk of its own, set up alike (all that is the
 * caller's to set).
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
uint32_t vector_walk_boards(const struct vector_walk *walk);

/* What the boards that follow came to, leaf by leaf of the first street and slot by slot: vector_walk_leaves numbers. Taking
 * leaves none; what is put there is what vector_walk_end goes by. */
size_t vector_walk_leaves(const struct vector_walk *walk);
void vector_walk_take(struct vector_walk *walk, float leaves[]);
void vector_walk_put(struct vector_walk *walk, const float leaves[]);

/* After the end of a response: what the traverser chose on the first street becomes his strategy there, so that further
 * ends, in mode value and with other leaves, tell what the same choices come to. */
void vector_walk_keep_choices(struct vector_walk *walk);

/* All steps by one thread. */
double vector_walk_whole(struct vector_walk *walk);

#endif
