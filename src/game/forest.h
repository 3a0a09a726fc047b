/* The betting tree of a two-player game as vector walks use it: cut at the streets.
 *
 * A street's part of the tree is a forest: a root for each way of entering the street. Points of the forest are what each
 * action leads to, and behind these the roots; a point's vectors (reach of the player who has just acted, value) have the
 * point's number.
 *
 * Roots are walked together, FOREST_PART at a time, so that what is loaded for a board (hands, strengths, rows) is used
 * many times. They are numbered for that: the leaves of one such part lead to a range of roots of the next street, and
 * within the range roots with like ends are neighbours. Rows, nodes and ends of neighbouring roots are ranges (`root`), so
 * are a part's leaves, and leaf i of a street is root i of the next.
 *
 * A hand whose betting is over on a street between the first and the last is carried on as a root that leads to a leaf
 * again, until there is a showdown; such streets have no nodes for it.
 *
 * Built by the main thread, const afterwards. */
#ifndef GAME_FOREST_H
#define GAME_FOREST_H

#include "game/tree.h"

enum { FOREST_PART = 16 };

enum point_kind {
    POINT_NODE,
    POINT_FOLD,
    POINT_SHOWDOWN, /* all board cards lie */
    POINT_RUNOUT,   /* over on the first street, cards to come: their outcome is known as a matrix */
    POINT_LEAF      /* goes on as a root of the next street */
};

struct point {
    enum point_kind kind;
    uint32_t index;   /* of the node in its street, or of the root on the next street */
    float amount;     /* terminals: payoff_amount, chips that player 0 wins, at a showdown by the better hand */
    uint32_t root;    /* under which it lies */
    uint32_t last[2]; /* by player: the point at which his reach on this street was last changed */
};

struct forest_node {
    uint32_t row;   /* of its street's tables */
    uint32_t first; /* the point that its first action leads to; the others follow */
    uint32_t at;    /* its own point */
    uint8_t actions, player;
};

/* Where a root's points, nodes and points of a kind begin in the street's. */
struct forest_root {
    uint32_t point;
    uint32_t first[POINT_LEAF + 1]; /* [kind]: in of_kind, of nodes in node */
};

struct forest_street {
    uint32_t rows, roots, nodes, points; /* points = rows + roots; a row is an action of a node */
    struct forest_node *node;            /* owned: parents before children */
    struct point *point;                 /* owned */
    struct forest_root *root;            /* owned: [roots + 1], the last one is the end */
    uint32_t terminals[POINT_LEAF + 1];  /* number of points of a kind */
    uint32_t *of_kind[POINT_LEAF + 1];   /* owned: their numbers, root by root, leaves by index; none for nodes */
};

struct forest {
    unsigned streets; /* that have nodes or to which a hand is carried on */
    struct forest_street street[GAME_ROUNDS];
};

/* Fails unless the tree has two players. */
bool forest_init(struct forest *forest, const struct tree *tree, struct failure *failure);
void forest_release(struct forest *forest);

#endif
