/* Cards, sets of cards, decks, and their text form ("Ah", "Td").
 *
 * A card is rank * 4 + suit (ranks 23456789TJQKA = 0..12, suits cdhs = 0..3), as in the ACPC formats. A set of cards is
 * a 64-bit word with one bit per card; a set by suits has its suits next to each other instead. A reduced deck has the
 * highest ranks and the last suits. Pure functions and plain values; any thread may call. */
#ifndef CARDS_CARD_H
#define CARDS_CARD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { CARD_SUITS = 4, CARD_RANKS = 13, CARD_COUNT = 52 };

typedef uint8_t card;
typedef uint64_t cardset;

struct deck {
    uint8_t ranks; /* 1..13: the highest ones */
    uint8_t suits; /* 1..4: the last ones */
};

static inline card card_make(unsigned rank, unsigned suit)
{
    return (card)(rank * CARD_SUITS + suit);
}

static inline unsigned card_rank(card c)
{
    return c / CARD_SUITS;
}

static inline unsigned card_suit(card c)
{
    return c % CARD_SUITS;
}

static inline cardset cardset_of(card c)
{
    return UINT64_C(1) << c;
}

static inline cardset cardset_of_all(const card cards[], size_t count)
{
    cardset set = 0;
    for (size_t i = 0; i < count; i++)
        set |= cardset_of(cards[i]);
    return set;
}

/* A set by suits: the ranks of each suit, sixteen bits a suit. */
enum { SUIT_BITS = 16 };

static inline uint64_t card_by_suit(card c)
{
    return UINT64_C(1) << (SUIT_BITS * card_suit(c) + card_rank(c));
}

struct card_text {
    char text[3];
};

struct card_text card_format(card c);

/* Parses one card of two letters at `text` (what follows is not looked at); false when it is none. */
bool card_parse(const char *text, card *out);

/* Number of cards of a deck, and the cards in ascending order into `out` (at most CARD_COUNT). */
size_t deck_size(struct deck deck);
void deck_cards(struct deck deck, card *out);
cardset deck_set(struct deck deck);

#endif
