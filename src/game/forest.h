/* The betting tree of a two-player game as vector walks use it: cut at the streets.
 *
 * A street's part of the tree is a forest: a root for each way of entering the street. All its roots are walked together
 * for each board, so that what is loaded for the board (hands, strengths, rows) is used many times. Points of the forest
 * are its roots and what each action leads to; they are numbered: point row + a for action a of a node whose row is
 * `row`, and point rows + r for root r. A point's vectors (reach of the player who has just acted, value) have the
 * point's number.
 *
 * A hand whose betting is over on a street between the first and the last is carried on as a root that leads to a leaf again, until there is
 * a showdown; such streets have no nodes for it.
 *
 * Built by the main thread, const afterwards. */
#ifndef GAME_FOREST_H
#define GAME_FOREST_H

#include "game/tree.h"

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
    float amount;     /* terminals: chips that player 0 wins, at a showdown when his hand is better */
    uint32_t last[2]; /* by player: the point at which his reach on this street was last changed */
};

struct forest_node {
    uint32_t row; /* of its street's tables, and its first point */
    uint32_t at;  /* its own point */
    uint8_t actions, player;
};

struct forest_street {
    uint32_t rows, roots, nodes, points; /* points = rows + roots */
    struct forest_node *node;            /* owned: parents before children */
    struct point *point;                 /* owned */
    uint32_t terminals[POINT_LEAF + 1];  /* number of points of a kind */
    uint32_t *of_kind[POINT_LEAF + 1];   /* owned: their numbers; none for nodes */
};

struct forest {
    unsigned streets; /* that have nodes or to which a hand is carried on */
    struct forest_street street[GAME_ROUNDS];
};

/* Fails unless the tree has two players. */
bool forest_init(struct forest *forest, const struct tree *tree, struct failure *failure);
void forest_release(struct forest *forest);

#endif
