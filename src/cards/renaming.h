/* Renamings of suits: what leaves a game of cards as it is. A deck of n suits has n! of them. Pure functions. */
#ifndef CARDS_RENAMING_H
#define CARDS_RENAMING_H

#include "cards/card.h"

enum { RENAMINGS = 24 };

struct renaming {
    uint8_t to[CARD_SUITS];
};

/* Some renamings, such as those that leave a board in place; the first is that which changes nothing. */
struct symmetry {
    unsigned count;
    struct renaming renaming[RENAMINGS];
};

/* All renamings of a deck's suits. */
void symmetry_of_deck(struct deck deck, struct symmetry *symmetry);

cardset rename_cards(const struct renaming *renaming, cardset cards);

/* The number of different sets that the renamings make of `cards`: itself included. `left`: those of the renamings that
 * leave the cards in place. Returns 0 when one of the sets comes before `cards` as a number: of the sets that play alike
 * exactly one gets a number that is not 0. */
unsigned symmetry_divide(const struct symmetry *symmetry, cardset cards, struct symmetry *left);

#endif
