#include "base/text.h"
#include "game/menus.h"
#include "train/config_keys.h"

#include <string.h>

bool config_check_game(const struct train_config *config, const struct game *game, struct failure *failure)
{
    if (!config_key_given(config, "num_players") || config->num_players == game->players)
        return true;
    failure_set(failure, "num_players is %lld but %s has %u players", (long long)config->num_players, game->name,
                game->players);
    return config_fail(config_key_place(config, "num_players"), failure);
}

static bool fail_street(const struct game *game, const char *name, struct failure *failure)
{
    char known[128] = "";
    for (unsigned s = 0; s < game->rounds; s++)
        text_append(known, sizeof known, "%s%s", s ? ", " : "", game_round_name(game, s));
    return failure_set(failure, "%s has no street '%s' (it has %s)", game->name, name, known);
}

/* Lays what was given over the default menu of the street. */
static void override(const struct config_street *street, struct menu_street *menu)
{
    if (street->bets_given) {
        menu->numbers = street->menu.numbers;
        menu->numbers_out_of_position = 0;
        memcpy(menu->bets, street->menu.bets, sizeof menu->bets);
        memset(menu->bets_out_of_position, 0, sizeof menu->bets_out_of_position);
    }
    if (street->bets_out_of_position_given) {
        menu->numbers_out_of_position = street->menu.numbers_out_of_position;
        memcpy(menu->bets_out_of_position, street->menu.bets_out_of_position, sizeof menu->bets_out_of_position);
    }
    if (street->all_in_given)
        menu->all_in = street->menu.all_in;
    if (street->limp_given)
        menu->limp = street->menu.limp;
    if (street->max_raises_given)
        menu->max_raises = street->menu.max_raises;
}

static bool apply_streets(const struct config_actions *actions, const struct game *game, struct menu *menu,
                          struct failure *failure)
{
    if (!game->no_limit)
        return failure_set(failure, "bet sizes are for no-limit games; %s is a limit game", game->name);
    for (unsigned i = 0; i < actions->streets; i++) {
        const struct config_street *street = &actions->street[i];
        unsigned s = 0;
        while (s < game->rounds && strcmp(game_round_name(game, s), street->name) != 0)
            s++;
        if (s == game->rounds)
            return fail_street(game, street->name, failure);
        override(street, &menu->street[s]);
    }
    return true;
}

static bool is_default(const struct config_actions *actions)
{
    return actions->name[0] == '\0' || strcmp(actions->name, "default") == 0;
}

/* `base`: what is default. */
static bool make_menu(const struct train_config *config, const struct game *game, const char *base, struct menu *menu,
                      struct failure *failure)
{
    const struct config_actions *actions = &config->actions;
    const char *name = !is_default(actions) ? actions->name : game->no_limit ? base : "limit";
    if (menu_named(name, game, menu, failure) && (actions->streets == 0 || apply_streets(actions, game, menu, failure)))
        return true;
    failure_context(failure, "actions");
    return config_fail(config_key_place(config, "actions"), failure);
}

bool config_menu(const struct train_config *config, const struct game *game, struct menu *menu, struct failure *failure)
{
    return make_menu(config, game, "default", menu, failure);
}

const char *config_former_menu(const struct train_config *config, const struct game *game, uint64_t fingerprint,
                               struct menu *menu)
{
    struct failure ignored;
    struct menu former;
    for (size_t i = 0; menus[i] && is_default(&config->actions); i++) {
        const char *name = menus[i]->name;
        if (menus_row(menus[i])->was_default && make_menu(config, game, name, &former, &ignored) &&
            menu_fingerprint(&former) == fingerprint) {
            *menu = former;
            return name;
        }
    }
    return NULL;
}
