/* Action menus: which of the legal actions a strategy considers.
 *
 * Limit games offer everything that is legal. No-limit games offer, per street, per number of raises made before, in
 * and out of position, raises of fractions of the pot: raise to = max_spent + fraction * (pot after the call), rounded
 * to the nearest chip and clamped to the legal range; all-in and limping can be switched off; raises per street can be
 * capped. Duplicates after clamping are offered once. No raise is larger than what an opponent can call: the game of
 * stacks 700 and 20000 is that of 700 and 700. Built once, const afterwards. */
#ifndef GAME_MENU_H
#define GAME_MENU_H

#include "base/failure.h"
#include "game/definition.h"
#include "game/state.h"

enum { MENU_FRACTIONS = 16, MENU_RAISE_NUMBERS = 8, MENU_ACTIONS = MENU_FRACTIONS + 3 };

struct menu_bets {
    uint8_t count;
    float fraction[MENU_FRACTIONS]; /* of the pot after the call, ascending */
};

struct menu_street {
    uint8_t numbers;                 /* rows of `bets` in use; the last repeats */
    uint8_t numbers_out_of_position; /* 0: as in position */
    struct menu_bets bets[MENU_RAISE_NUMBERS];
    struct menu_bets bets_out_of_position[MENU_RAISE_NUMBERS];
    bool all_in;
    bool limp;          /* first street only: may the first to enter just call the largest blind? */
    uint8_t max_raises; /* cap besides the game's own */
};

struct menu {
    bool everything; /* limit: all that is legal; then the streets are not used */
    struct menu_street street[GAME_ROUNDS];
};

/* The menu of that name (game/menus.h); a limit game gets all that is legal where the menu is for others. A failure
 * lists the menus that there are, or those that suit the game. */
bool menu_named(const char *name, const struct game *game, struct menu *menu, struct failure *failure);

/* The legal actions that the menu offers, ascending: fold (when it is legal), call, raises. Returns their number (1 ..
 * MENU_ACTIONS). In position: the player acts last of those who can still act, on this street.
 * Where limping is off calling the blind is offered only to who cannot raise. */
unsigned menu_actions(const struct menu *menu, const struct game *game, const struct state *state,
                      struct action actions[MENU_ACTIONS]);

/* The text form: equal menus give equal text, and menu_parse is its exact inverse. At most MENU_TEXT bytes. */
enum { MENU_TEXT = 1 << 14 };
size_t menu_format(const struct menu *menu, char *out, size_t size);
bool menu_parse(const char *text, struct menu *menu, struct failure *failure);

/* A 64-bit digest of the text form. */
uint64_t menu_fingerprint(const struct menu *menu);

#endif
