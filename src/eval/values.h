/* Values: what each hand of the player who acts at a spot can expect when both players go on as the blueprint does.
 *
 * In chips: what is won in the end less what is put in from here on, so that a fold is worth 0. The opponent holds the
 * range of the line. Over a complete board the tree below the spot is walked once with the vectors of all hands (Johanson
 * et al. 2012, public chance sampling): exact over both players' cards and actions. A board that is not complete is
 * completed at random, board by board, and the opponent's actions are drawn, too, as often as its whole range takes them
 * (each hand's weight makes up for the difference), so that a board costs milliseconds whatever the size of the tree.
 *
 * With w the opponent's reach summed over what it may hold beside a hand and a board, and v the value over those, the
 * sums over boards are of w, w * v and w * v * v: a hand's value is sum(w v) / sum(w), a consistent estimate.
 *
 * Games for two. Lifecycle: values_open, values_add for boards of any numbers, reads, values_close; spot and line stay
 * open meanwhile. One thread; evaluator_init comes first. */
#ifndef EVAL_VALUES_H
#define EVAL_VALUES_H

#include "eval/line.h"

struct values_walk;

struct values {
    unsigned combos, actions;        /* the spot's */
    bool exact;                      /* the board is complete */
    double *weight, *value, *square; /* owned: [combo] */
    double *action;                  /* owned: [action * combos + combo], sums of w * v when that action is taken */
    struct values_walk *walk;        /* owned */
};

/* Fails for games of more than two players, or without hands of one or two cards. */
bool values_open(const struct spot *spot, const struct line *line, struct values *values, struct failure *failure);

/* Adds board `number` of the boards that `seed` stands for. */
void values_add(struct values *values, uint64_t seed, uint64_t number);

void values_close(struct values *values);

#endif
