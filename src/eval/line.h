/* The line to a spot: which decisions led there, and what they say about each player's cards.
 *
 * A combination's reach is the probability that a player who holds it acts as the line says, when the blueprint plays: the
 * product over the player's own decisions. Reach times combinations is the player's range, by Bayes' rule, as all
 * combinations were dealt alike. One thread. */
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

/* A player's reach, [combo]. */
static inline const double *line_reach(const struct line *line, unsigned player)
{
    return line->reach + (size_t)player * line->combos;
}

#endif
