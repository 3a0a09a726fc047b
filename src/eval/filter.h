/* Filters: how a strategy is played other than it was trained, as text in front of its name.
 *
 *     purify:FILE                      the most probable action alone
 *     threshold=0.05:FILE              no action of a probability below 0.05
 *     purify@turn,river:FILE           on these streets only, by the game's names for them
 *     purify@river:threshold=0.1:FILE  one on top of the other: the innermost is applied first
 *     plain:FILE                       as it was trained, where something else is usual
 *
 * A strategy that was trained in an abstraction mixes more than it should, and much of what it plays seldom is noise of
 * training or of the abstraction: Ganzfried, Sandholm and Waugh (2012), "Strategy purification and thresholding:
 * effective non-equilibrium approaches for playing large games", drop it and win more from opponents who do not adapt.
 * It is no equilibrium any more: who knows that it is done wins more from it, too. As there, a threshold takes out
 * actions below it and scales what is left to 1; purification leaves the most probable action, and of several that are
 * equally probable each with the same probability. Where all actions are below a threshold, the most probable are left.
 * So a row of equal probabilities, as one that training never came to is, stays as it is under every filter, and
 * nothing at all changes, to the bit, where nothing is taken out. The actions are those of the menu, one by one: a hand
 * that raises to three sizes with 0.2 each and folds with 0.4 is purified to a fold.
 *
 * What stands before a name is a filter only when its first word is one (the table in filter.c); anything else is part of
 * the name, as in C:\run. A file whose name begins like a filter is reached by another path to it: ./purify:x.
 *
 * Pure functions and plain values; any thread may call. */
#ifndef EVAL_FILTER_H
#define EVAL_FILTER_H

#include "game/definition.h"

enum { FILTERS_MOST = 8 };

struct filter_kind;

struct filter {
    const struct filter_kind *kind;
    double number;    /* what stands after '=' */
    uint16_t streets; /* a bit for each street on which it works */
};

/* Zeroed memory changes nothing. */
struct filters {
    unsigned count;
    struct filter filter[FILTERS_MOST]; /* as they are written: the last is applied first */
};

/* How a blueprint plays against a person or at a dealer's table when its name says nothing: what gains something from
 * opponents who do not know and risks little with those who do (figures in docs/playing.md). */
#define FILTER_AT_TABLE "threshold=0.05"
struct filters filter_at_table(void);

/* Reads the filters in front of a name; *rest, unless `rest` is NULL, is the name behind them. Without a game (NULL) any
 * street may be named. A failure says which part of the text is wrong. */
bool filter_parse(const char *name, const struct game *game, struct filters *filters, const char **rest,
                  struct failure *failure);

/* What stands behind the filters of a name: the name itself where they cannot be read. */
const char *filter_rest(const char *name);

/* The same of filters that stand in front of nothing: "purify@river:threshold=0.1". */
bool filter_read(const char *text, const struct game *game, struct filters *filters, struct failure *failure);

/* After a failure to find what `rest` names, when it begins like a filter and with no filter's word: adds which there
 * are. Always false. */
bool filter_lead_on(const char *rest, struct failure *failure);

/* What is played on a street by who would play with `probability`, which sums to 1 and still does afterwards. */
void filter_apply(const struct filters *filters, unsigned street, double probability[], unsigned actions);

/* Appends a line about each filter, for --help. */
void filter_describe(char *text, size_t size);

#endif
