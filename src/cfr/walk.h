/* The public tree in the form that samplers walk: one stream of 32-bit words.
 *
 * A node is the words ROW, HEAD, then one reference per action, all next to each other, nodes in depth-first order: a
 * visit reads one or two cache lines of tree. HEAD packs the number of actions, the player and the street. A reference
 * is the offset of the child's first word, or a terminal: in two-player games the payoff itself, as payoff_amount
 * gives it (no table, no second read), else the number of the terminal in the tree. In two-player games it also says
 * who acts at the child, so that children can be sorted by player before any of them is read. WALK_PADDING words lie
 * behind the last node: children may be read eight at a time.
 *
 * Memory comes from outside. Built by the main thread, const afterwards. */
#ifndef CFR_WALK_H
#define CFR_WALK_H

#include "base/failure.h"
#include "game/tree.h"

typedef uint32_t walk_ref;

#define WALK_TERMINAL    UINT32_C(0x80000000)
#define WALK_SHOWDOWN    UINT32_C(0x40000000) /* of a terminal */
#define WALK_SECOND      UINT32_C(0x40000000) /* of a node of a two-player game: player 1 acts */
#define WALK_OFFSET_MASK UINT32_C(0x3fffffff)
#define WALK_PAYOFF_MASK UINT32_C(0x3fffffff)
#define WALK_PAYOFF_ZERO INT32_C(0x20000000) /* the payoff is stored with this added */

enum { WALK_ROW, WALK_HEAD, WALK_CHILDREN, WALK_PADDING = 8 };

/* The most nodes that one traversal of external sampling comes to: all actions of the traverser, one of everybody else at
 * each of their nodes. */
struct walk_reach {
    uint64_t own, other; /* of the traverser, of the others; the most over all traversers */
};

struct walk {
    const struct tree *tree; /* borrowed */
    const uint32_t *words;   /* borrowed */
    walk_ref root;
    unsigned players;
    unsigned last_street;
    unsigned most_actions; /* of a node */
    struct walk_reach reach;
};

size_t walk_bytes(const struct tree *tree);

/* Fails when a player can put in more chips than a reference can hold (two players: 536,870,911) or the tree
 * is too large. */
bool walk_init(struct walk *walk, const struct tree *tree, void *memory, struct failure *failure);

struct walk_node {
    uint32_t row;
    unsigned actions, player, street;
    const walk_ref *child;
};

static inline struct walk_node walk_read(const struct walk *walk, walk_ref at)
{
    const uint32_t *words = walk->words + (at & WALK_OFFSET_MASK);
    uint32_t head = words[WALK_HEAD];
    return (struct walk_node){words[WALK_ROW], head & 0xff, head >> 8 & 0xff, head >> 16, words + WALK_CHILDREN};
}

static inline bool walk_is_terminal(walk_ref ref)
{
    return (ref & WALK_TERMINAL) != 0;
}

/* Two players: chips that player 0 wins at a terminal; `order` is 1, 0 or -1 as player 0's hand is better, equal,
 * worse. */
static inline float walk_payoff(walk_ref ref, int order)
{
    int32_t amount = (int32_t)(ref & WALK_PAYOFF_MASK) - WALK_PAYOFF_ZERO;
    return (float)(ref & WALK_SHOWDOWN ? amount * order : amount);
}

#endif
