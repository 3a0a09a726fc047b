#include "game/menus.h"

#include "base/text.h"

#include <string.h>

enum { LIST_TEXT = 512 };

#define ROW(row) &(row).choice,
const struct choice *const menus[] = {MENU_ROWS(ROW) NULL};

bool menus_suit(const struct choice *row, const void *game)
{
    return menus_row(row)->suits(game);
}

static bool fail_unknown(const char *name, struct failure *failure)
{
    const char *known[CHOICES_MOST];
    size_t count = choice_names(menus, known);
    char list[LIST_TEXT] = "";
    choice_list(menus, NULL, NULL, ", ", list, sizeof list);
    return failure_set(failure, "unknown menu '%s'%s (known: %s)", name, text_suggestion(name, known, count).text,
                       list);
}

/* Of a no-limit game: a limit game has its menu whatever is asked for. */
static bool fail_unsuitable(const struct named_menu *row, const struct game *game, struct failure *failure)
{
    char list[LIST_TEXT] = "";
    choice_list(menus, menus_suit, game, " and ", list, sizeof list);
    return failure_set(failure, "menu '%s' is for %s; %s is no-limit (its menus: %s)", row->choice.name, row->suited,
                       game->name, list);
}

bool menu_named(const char *name, const struct game *game, struct menu *menu, struct failure *failure)
{
    memset(menu, 0, sizeof *menu);
    const struct choice *found = choice_named(menus, name);
    if (!found)
        return fail_unknown(name, failure);
    const struct named_menu *row = menus_row(found);
    /* A limit game has one size: whatever is asked for, everything is offered. */
    if (!row->suits(game) && !game->no_limit)
        row = &menu_limit;
    if (!row->suits(game))
        return fail_unsuitable(row, game, failure);
    row->fill(game, menu);
    return true;
}
