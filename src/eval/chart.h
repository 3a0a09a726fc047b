/* Strategies as text for people: a chart of ranks x ranks for two hole cards, a table for smaller hands.
 *
 * Made to be read in 80 columns without colour: a cell says the most frequent action and its percentage
 * ("R85"). With colour a cell is also painted in the shares of all actions. Writes to `out` only; one thread. */
#ifndef EVAL_CHART_H
#define EVAL_CHART_H

#include "eval/spot.h"

#include <stdio.h>

enum { CHART_WIDTH_LEAST = 68 };

struct chart_style {
    bool colour;    /* ANSI colours (256) */
    unsigned width; /* columns, at least CHART_WIDTH_LEAST; from 107 on cells show two actions */
};

/* Where we are: game, iterations, sequence, who acts, pot, board. */
void chart_print_heading(FILE *out, const struct spot *spot);

/* The chart or table of all hands. `only`: an action's index to show the percentages of that action alone, or
 * -1. */
void chart_print_hands(FILE *out, const struct spot *spot, int only, const struct chart_style *style);

/* The legend: each action with its frequency, a bar, and the sequence it leads to. `frequency`: one number
 * per action, or NULL for those over all hands. */
void chart_print_actions(FILE *out, const struct spot *spot, const double frequency[], const struct chart_style *style);

#endif
