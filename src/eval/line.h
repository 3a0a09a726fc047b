/* The line to a spot: which decisions led there, and what they say about each player's cards.
 *
 * A combination's reach is the probability that a player who holds it acts as the line says, when the blueprint plays: the
 * product over the player's own decisions. How likely the player holds it, by Bayes' rule, is its reach times that of all
 * combinations which an opponent may have beside it. One thread. */
#ifndef EVAL_LINE_H
#define EVAL_LINE_H

#include "eval/spot.h"
#include "game/words.h"

/* One decision on the way. */
struct line_step {
    char sequence[sizeof((struct spot *)0)->sequence]; /* up to the decision */
    const struct node *node;                           /* borrowed */
    unsigned chosen;
    chips pot;
    struct action_text text; /* of the chosen action: ACPC, and in words */
    struct action_words words;
};

struct line {
    unsigned steps;
    struct line_step *step; /* owned */
    unsigned combos;        /* the spot's */
    double *reach;          /* owned: [player * combos + combo] */
};

/* The spot must stay open as long as the line is. */
void line_open(const struct spot *spot, struct line *line);
void line_close(struct line *line);

/* weight[combo]: proportional to the probability that the player holds it at the spot. Between more than two players, and
 * where hands are of more than two cards, the cards that the others hold are left out: there it is the reach. */
void line_weigh(const struct spot *spot, const struct line *line, unsigned player, double weight[]);

/* share[action]: how often the hands that the acting player may hold, by these weights, take it. Returns the sum of the weights: 0,
 * and shares of 0, where the player never comes to the spot. */
double line_shares(const struct spot *spot, const struct line *line, double share[]);

/* Fills what the line says about its spot: the actions' `weighted`, and the visits (visits.h). */
void line_tell(struct spot *spot, const struct line *line);

/* A player's reach, [combo]. */
static inline const double *line_reach(const struct line *line, unsigned player)
{
    return line->reach + (size_t)player * line->combos;
}

#endif
