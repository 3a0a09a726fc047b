/* Strategies as text for people: a chart of ranks x ranks for two hole cards, a table for smaller hands.
 *
 * Made to be read in 80 columns without colour: a cell says the most frequent choice and its percentage ("R85"). Raises
 * of all sizes are one choice (struct spot_choice) until sizes are asked for. With colour a cell is also painted in the
 * shares of all actions. Writes to `out` only; one thread. */
#ifndef EVAL_CHART_H
#define EVAL_CHART_H

#include "eval/spot.h"

#include <stdio.h>

enum { CHART_WIDTH_LEAST = 68 };

struct chart_style {
    bool colour;           /* ANSI colours (256) */
    unsigned width;        /* columns, at least CHART_WIDTH_LEAST; from 107 on cells show two choices */
    bool sizes;            /* every size of a raise for itself */
    enum amount_unit unit; /* of amounts */
};

/* Where we are: game, iterations, sequence, who acts, pot, board. */
void chart_print_heading(FILE *out, const struct spot *spot, const struct chart_style *style);

/* The chart or table of all hands. `only`: a choice to show the percentages of that one alone, or NULL. */
void chart_print_hands(FILE *out, const struct spot *spot, const struct spot_choice *only,
                       const struct chart_style *style);

/* One hand: how many combinations, its bucket, what training knows of it, and what each combination does where they
 * differ. */
void chart_print_hand(FILE *out, const struct spot *spot, const struct spot_hand *hand,
                      const struct chart_style *style);

/* The legend: each action with its frequency, a bar, and the sequence it leads to. `frequency`: one number per action, or
 * NULL for those over all hands, as the player holds them. */
void chart_print_actions(FILE *out, const struct spot *spot, const double frequency[], const struct chart_style *style);

#endif
