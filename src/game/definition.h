/* Game definitions: the ACPC `.game` format. A '#' begins a comment, also behind values; a byte order mark is passed
 * over.
 *
 * Invariant after a successful load: every array below has one sensible value per player or per round, and
 * players * hole_cards + all board cards fit the deck, and the largest pot fits `chips`. Built by the main thread,
 * const afterwards. */
#ifndef GAME_DEFINITION_H
#define GAME_DEFINITION_H

#include "base/failure.h"
#include "cards/card.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { GAME_PLAYERS = 10, GAME_ROUNDS = 4, GAME_HOLE_CARDS = 3, GAME_BOARD_CARDS = 7 };

typedef int32_t chips;

/* A stack that was not given. */
#define CHIPS_UNLIMITED INT32_MAX

struct game {
    char name[64]; /* file name without folder and ending: "holdem.nolimit.2p" */
    bool no_limit;
    uint8_t players, rounds;
    chips stack[GAME_PLAYERS]; /* at the start of each hand, blind included */
    chips blind[GAME_PLAYERS];
    chips raise_size[GAME_ROUNDS];     /* limit only */
    uint8_t first_player[GAME_ROUNDS]; /* 0-based position */
    uint8_t max_raises[GAME_ROUNDS];
    struct deck deck;
    uint8_t hole_cards;
    uint8_t board_cards[GAME_ROUNDS]; /* new cards at the start of the round */
};

/* Reads a file; a failure names file, line and value ("games/x.game:7: ..."). */
bool game_load(const char *path, struct game *game, struct failure *failure);

/* Reads a definition from text; `name` is what failures call the source and where game->name comes from. */
bool game_parse(const char *name, const char *text, struct game *game, struct failure *failure);

/* Writes the canonical definition (every key, fixed order): equal games give equal text. Returns its length. */
size_t game_format(const struct game *game, char *out, size_t size);

/* A 64-bit digest of the canonical definition, name left out. */
uint64_t game_fingerprint(const struct game *game);

/* Board cards dealt up to and including `round`. */
unsigned game_board_cards(const struct game *game, unsigned round);

/* Hands of one or two cards that a board of `round` leaves. */
unsigned game_hands(const struct game *game, unsigned round);

/* The largest blind: the unit of mbb. 0 when there is none. */
chips game_big_blind(const struct game *game);

/* Chips in mbb, thousandths of the big blind (an ante is a blind in the ACPC's terms); false, and 0, when there is none. */
bool game_in_mbb(const struct game *game, double amount, double *mbb);

/* What regrets are measured by, in chips: the big blind. Without blinds it is the smallest raise of a limit game, and
 * the hundredth part of the smallest stack otherwise. */
double game_unit(const struct game *game);

/* "preflop", "flop", "turn", "river" for hold'em-like games (two hole cards, boards of 0, 3, 4, 5), else "round1".. */
const char *game_round_name(const struct game *game, unsigned round);

#endif
