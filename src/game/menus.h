/* The menus that have a name. A new one is a source file with its row (game/menus_usual.c has those there are) and a
 * line in MENU_ROWS. menu_named (game/menu.h) finds one. Const; any thread may
 * read. */
#ifndef GAME_MENUS_H
#define GAME_MENUS_H

#include "base/choice.h"
#include "game/menu.h"

struct named_menu {
    struct choice choice;
    /* The menu is all zero before. */
    void (*fill)(const struct game *game, struct menu *menu);
    bool (*suits)(const struct game *game);
    const char *suited; /* the games that it suits, in words */
    bool was_default;   /* of an earlier version, whose runs go on with it */
};

#define MENU_ROWS(ROW)                                                                                                 \
    ROW(menu_default)                                                                                                  \
    ROW(menu_three_sizes)                                                                                              \
    ROW(menu_classic)                                                                                                  \
    ROW(menu_jamfold)                                                                                                  \
    ROW(menu_limit)

#define MENU_DECLARE(row) extern const struct named_menu row;
MENU_ROWS(MENU_DECLARE)
#undef MENU_DECLARE

/* All of them, by name (base/choice.h); NULL at the end. choice_list gives their names for help and messages. */
extern const struct choice *const menus[];

/* The row that begins with a choice of that table. */
static inline const struct named_menu *menus_row(const struct choice *choice)
{
    return (const struct named_menu *)choice;
}

/* A choice_test: the menu suits the game that is the context. */
bool menus_suit(const struct choice *row, const void *game);

#endif
