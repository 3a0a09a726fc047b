#include "cards/renaming.h"

void symmetry_of_deck(struct deck deck, struct symmetry *symmetry)
{
    unsigned unused = CARD_SUITS - deck.suits;
    symmetry->count = 0;
    /* Two bits a suit; 0xe4 changes nothing and comes last of all numbers, so go downwards. */
    for (unsigned code = 0xe5; code-- > 0;) {
        struct renaming renaming;
        unsigned seen = 0;
        bool moves_unused = false;
        for (unsigned s = 0; s < CARD_SUITS; s++) {
            renaming.to[s] = (uint8_t)(code >> (2 * s) & 3);
            seen |= 1U << renaming.to[s];
            moves_unused |= s < unused && renaming.to[s] != s;
        }
        if (seen == (1U << CARD_SUITS) - 1 && !moves_unused)
            symmetry->renaming[symmetry->count++] = renaming;
    }
}

cardset rename_cards(const struct renaming *renaming, cardset cards)
{
    cardset renamed = 0;
    for (; cards; cards &= cards - 1) {
        card c = (card)__builtin_ctzll(cards);
        renamed |= cardset_of(card_make(card_rank(c), renaming->to[card_suit(c)]));
    }
    return renamed;
}

unsigned symmetry_divide(const struct symmetry *symmetry, cardset cards, struct symmetry *left)
{
    left->count = 0;
    for (unsigned r = 0; r < symmetry->count; r++) {
        cardset image = rename_cards(&symmetry->renaming[r], cards);
        if (image < cards)
            return 0;
        if (image == cards)
            left->renaming[left->count++] = symmetry->renaming[r];
    }
    return symmetry->count / left->count;
}
