/* The public tree: every betting sequence of a game under a menu, in the fewest bytes.
 *
 * Decision nodes are numbered depth first. Rows are numbered per street in the same order: a node's row is the first of
 * its `actions` consecutive entries in its street, so that (street, row + a) names an action, its child, its regret and
 * its strategy sum alike. Chance nodes do not exist: a street begins where a child's street is larger. Points with one
 * offered action are no nodes: the action is taken. Streets without decisions left are not walked: the hand goes to
 * showdown. Built by the main thread, const afterwards. */
#ifndef GAME_TREE_H
#define GAME_TREE_H

#include "game/menu.h"
#include "game/payoff.h"

#include <stdio.h>

typedef uint32_t node_id;

/* A child: a decision node, or a terminal when the top bit is set. */
typedef uint32_t node_ref;
#define NODE_REF_TERMINAL UINT32_C(0x80000000)

struct node {
    uint32_t row; /* first entry in its street */
    uint8_t actions;
    uint8_t player;
    uint8_t street;
};

struct terminal {
    uint16_t folded;  /* bit per player */
    uint8_t showdown; /* 1: at least two players are left */
};

struct tree {
    const struct game *game; /* borrowed */
    const struct menu *menu; /* borrowed */
    node_ref root;
    uint32_t nodes_count, terminals_count;
    uint32_t street_nodes[GAME_ROUNDS];
    uint32_t street_rows[GAME_ROUNDS];  /* entries (actions of all nodes) of the street */
    struct node *nodes;                 /* owned */
    node_ref *child[GAME_ROUNDS];       /* owned: [street][row + action] */
    struct action *action[GAME_ROUNDS]; /* owned: [street][row + action] */
    struct terminal *terminals;         /* owned */
    chips *spent;                       /* owned: [terminal * players + player] */
};

/* Sizes of the tree without building it; false when it has more nodes than node_id can name or than `most_nodes`. */
struct tree_size {
    uint64_t nodes, terminals, bytes;
    uint64_t street_nodes[GAME_ROUNDS], street_rows[GAME_ROUNDS];
};
bool tree_measure(const struct game *game, const struct menu *menu, uint64_t most_nodes, struct tree_size *size,
                  struct failure *failure);

/* What to say behind a failure when a file of the same game and menu has other rows than the tree: text, which may be
 * empty. */
const char *tree_hint_of_other_rows(const struct game *game);

bool tree_build(const struct game *game, const struct menu *menu, struct tree *tree, struct failure *failure);
void tree_release(struct tree *tree);

/* The state at the end of a betting sequence in ACPC notation ("r250c/", raises by raise-to or "r" in limit). */
struct tree_position {
    struct state state;
    node_ref at;
    chips street_start; /* what each player left had put in before the street; 0 on the first: blinds count as bets */
};
/* Follows a sequence from the root. A failure says at which character and what is offered there. */
bool tree_follow(const struct tree *tree, const char *sequence, struct tree_position *position,
                 struct failure *failure);

/* The ACPC text of an action: "f", "c", "r250" ("r" in limit). Returns out. */
struct action_text {
    char text[16];
};
struct action_text action_format(const struct game *game, struct action action);

/* What a terminal pays every player whose hands have these ranks (payoff.h). */
static inline void tree_payoff(const struct tree *tree, uint32_t terminal, const hand_rank rank[], double value[])
{
    unsigned players = tree->game->players;
    payoff(players, tree->spent + (size_t)terminal * players, tree->terminals[terminal].folded, rank, value);
}

/* What it pays one of two players. */
static inline struct payoff_heads_up tree_payoff_heads_up(const struct tree *tree, uint32_t terminal, unsigned player)
{
    return payoff_heads_up(tree->spent + (size_t)terminal * 2, tree->terminals[terminal].folded, player);
}

/* The same of both players as one number (payoff_amount). */
static inline double tree_payoff_amount(const struct tree *tree, uint32_t terminal)
{
    return payoff_amount(tree->spent + (size_t)terminal * 2, tree->terminals[terminal].folded);
}

/* Streets up to the last one on which something is decided. */
unsigned tree_streets(const struct tree *tree);

static inline bool node_ref_is_terminal(node_ref ref)
{
    return (ref & NODE_REF_TERMINAL) != 0;
}

static inline uint32_t node_ref_terminal(node_ref ref)
{
    return ref & ~NODE_REF_TERMINAL;
}

#endif
