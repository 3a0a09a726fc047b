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
 * The same files are built more than once, each build an engine (struct vector_engine): a walk is of one engine from its
 * init on, and the steps below go to it.
 *
 * A walk belongs to one thread; what it points to is const but for what learning writes to. */
#ifndef CFR_VECTOR_H
#define CFR_VECTOR_H

#include "cfr/vector_part.h"
#include "cfr/vector_size.h"

enum vector_mode { VECTOR_TRAIN, VECTOR_RESPOND, VECTOR_VALUE };

struct vector_engine;
struct vector_street;

/* Called after each part of the streets that follow the first one, by the thread that walks. False: the walk is given
 * up. */
typedef bool vector_watch(void *context, const struct vector_part *part);

struct vector_walk {
    const struct vector_engine *engine;
    const struct forest *forest; /* borrowed, as all that follows */
    const struct boards *boards;
    const float *runout; /* runout.h; NULL without POINT_RUNOUT */
    struct vector_rows rows[GAME_ROUNDS];
    enum vector_mode mode;
    unsigned traverser;
    vector_strategy *strategy;
    vector_learn *learn;
    vector_record *record;
    void *context;       /* of these functions */
    vector_watch *watch; /* NULL: nobody watches */
    void *watcher;       /* its context */
    bool given_up;       /* by the watch: what the walk holds means nothing any more */

    struct vector_classes classes[GAME_ROUNDS]; /* of the board that a street has turned to */
    /* Private, in the walk's memory (stage.h). */
    struct vector_street *street; /* [GAME_ROUNDS] */
    void *lanes;                  /* ends.c */
    uint16_t *class_of;           /* [VECTOR_ELEMENTS], zero between uses; NULL where every class is a slot */
};

/* One build of the walk: a type of number and a level of instructions (engine.h has them all). Whoever makes a walk says
 * with which; walks that share boards among each other are of one engine, and so are the functions that they call. Levels
 * compute the same bits, types of numbers the same but for rounding. */
struct vector_engine {
    const char *name; /* of the type of number */
    size_t (*bytes)(const struct forest *forest, const struct vector_size *size);
    void (*init)(struct vector_walk *walk, const struct forest *forest, const struct vector_size *size, void *memory);
    void (*begin)(struct vector_walk *walk);
    void (*board)(const struct vector_walk *walk, struct vector_walk *own, uint32_t child);
    void (*gather)(struct vector_walk *walk, struct vector_walk *other);
    double (*end)(struct vector_walk *walk);
    void (*take)(struct vector_walk *walk, float leaves[]);
    void (*put)(struct vector_walk *walk, const float leaves[]);
    void (*keep_choices)(struct vector_walk *walk);
    /* For rows of one board each, with a struct full_step (full.h) as context: the strategies from the regrets and the
     * average one, and what is learned. */
    vector_strategy *current, *average;
    vector_learn *learn;
    vector_record *record;
};

/* A walk's own memory comes from outside: zeroed, 64-byte aligned, engine->bytes() long, borrowed. Afterwards boards,
 * runout, rows, mode, traverser, the functions and their contexts are the caller's to set. */
static inline void vector_walk_init(struct vector_walk *walk, const struct vector_engine *engine,
                                    const struct forest *forest, const struct vector_size *size, void *memory)
{
    engine->init(walk, forest, size, memory);
}

/* A walk from the first street, both players' reach 1, in steps that can be shared. The boards of the second street are
 * independent of each other: any thread may take some of them with a walk of its own, set up alike (all that is the
 * caller's to set).
 *
 *   begin   the first street down to its ends
 *   board   one board that follows; `own` (which may be `walk` itself) gets its values
 *   gather  what another walk got from its boards
 *   end     back to the root: the traverser's expected chips */
static inline void vector_walk_begin(struct vector_walk *walk)
{
    walk->engine->begin(walk);
}

static inline void vector_walk_board(const struct vector_walk *walk, struct vector_walk *own, uint32_t child)
{
    walk->engine->board(walk, own, child);
}

static inline void vector_walk_gather(struct vector_walk *walk, struct vector_walk *other)
{
    walk->engine->gather(walk, other);
}

static inline double vector_walk_end(struct vector_walk *walk)
{
    return walk->engine->end(walk);
}

/* Boards to take: none when nothing is decided after the first street. */
static inline uint32_t vector_walk_boards(const struct vector_walk *walk)
{
    return walk->forest->street[0].terminals[POINT_LEAF] > 0 ? walk->boards->street[0].board[0].children : 0;
}

/* What the boards that follow came to, leaf by leaf of the first street and slot by slot: vector_walk_leaves numbers. Taking
 * leaves none; what is put there is what vector_walk_end goes by. */
static inline size_t vector_walk_leaves(const struct vector_walk *walk)
{
    return (size_t)walk->forest->street[0].terminals[POINT_LEAF] * walk->boards->street[0].board[0].slots;
}

static inline void vector_walk_take(struct vector_walk *walk, float leaves[])
{
    walk->engine->take(walk, leaves);
}

static inline void vector_walk_put(struct vector_walk *walk, const float leaves[])
{
    walk->engine->put(walk, leaves);
}

/* After the end of a response: what the traverser chose on the first street becomes his strategy there, so that further
 * ends, in mode value and with other leaves, tell what the same choices come to. */
static inline void vector_walk_keep_choices(struct vector_walk *walk)
{
    walk->engine->keep_choices(walk);
}

/* All steps by one thread. */
static inline double vector_walk_whole(struct vector_walk *walk)
{
    vector_walk_begin(walk);
    for (uint32_t b = 0; b < vector_walk_boards(walk); b++)
        vector_walk_board(walk, walk, b);
    return vector_walk_end(walk);
}

#endif
