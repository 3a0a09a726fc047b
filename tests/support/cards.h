/* Cards of a text, for tests. */
#ifndef SUPPORT_CARDS_H
#define SUPPORT_CARDS_H

#include "cards/card.h"

#include <stdbool.h>
#include <stddef.h>

/* Parses cards written without blanks ("AhKs"), at most `most`; false on a bad card, a repeated card or too many. */
static inline bool cards_parse(const char *text, card *out, size_t most, size_t *count)
{
    cardset seen = 0;
    size_t found = 0;
    *count = 0;
    for (; *text != '\0'; text += 2) {
        card c;
        if (found == most || !card_parse(text, &c) || (seen & cardset_of(c)))
            return false;
        seen |= cardset_of(c);
        out[found++] = c;
    }
    *count = found;
    return true;
}

#endif
