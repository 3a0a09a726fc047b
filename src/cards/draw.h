/* Cards drawn without replacement. */
#ifndef CARDS_DRAW_H
#define CARDS_DRAW_H

#include "base/random.h"
#include "cards/card.h"

/* Puts `drawn` of `count` cards, each sequence with the same probability, at the front; the others come after them. */
static inline void cards_draw(card cards[], unsigned count, unsigned drawn, struct random_stream *stream)
{
    for (unsigned i = 0; i < drawn; i++) {
        unsigned other = i + random_below(stream, count - i);
        card next = cards[other];
        cards[other] = cards[i];
        cards[i] = next;
    }
}

#endif
