#include "game/dealt.h"

#include "base/text.h"

#include <string.h>

/* "AA", "AKs" or "72o": hands that a chart shows as one. */
static bool is_class(const char *text)
{
    size_t ranks = strspn(text, "23456789TJQKA");
    return ranks == 2 && (text[2] == '\0' || (strchr("so", text[2]) && text[3] == '\0'));
}

bool dealt_add(struct dealt *dealt, const char *text, const struct game *game, struct failure *failure)
{
    cardset deck = deck_set(game->deck);
    if (is_class(text))
        return failure_set(failure, "'%s' is a class of hands: its cards are wanted one by one (as in AhKs)", text);
    for (card c; *text; text += 2) {
        if (!card_parse(text, &c))
            return failure_set(failure, "'%.*s' is no card (as in Ah)", text_span(text, 2), text);
        if (!(deck & cardset_of(c)))
            return failure_set(failure, "the deck of %s has no %s", game->name, card_format(c).text);
        if (dealt->set & cardset_of(c))
            return failure_set(failure, "%s is given twice", card_format(c).text);
        dealt->set |= cardset_of(c);
        dealt->cards[dealt->count++] = c;
    }
    return true;
}
