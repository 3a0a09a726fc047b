#include "cards/card.h"

#include <string.h>

static const char ranks[] = "23456789TJQKA", suits[] = "cdhs";

struct card_text card_format(card c)
{
    return (struct card_text){{ranks[card_rank(c)], suits[card_suit(c)], '\0'}};
}

bool card_parse(const char *text, card *out)
{
    if (text[0] == '\0' || text[1] == '\0')
        return false;
    const char *rank = strchr(ranks, text[0]), *suit = strchr(suits, text[1]);
    if (!rank || !suit)
        return false;
    *out = card_make((unsigned)(rank - ranks), (unsigned)(suit - suits));
    return true;
}

size_t deck_size(struct deck deck)
{
    return (size_t)deck.ranks * deck.suits;
}

void deck_cards(struct deck deck, card *out)
{
    for (unsigned rank = CARD_RANKS - deck.ranks; rank < CARD_RANKS; rank++) {
        for (unsigned suit = CARD_SUITS - deck.suits; suit < CARD_SUITS; suit++)
            *out++ = card_make(rank, suit);
    }
}

cardset deck_set(struct deck deck)
{
    card cards[CARD_COUNT];
    cardset set = 0;
    deck_cards(deck, cards);
    for (size_t i = 0; i < deck_size(deck); i++)
        set |= cardset_of(cards[i]);
    return set;
}
