/* The menus in common use. */
#include "game/menus.h"

static bool is_no_limit(const struct game *game)
{
    return game->no_limit;
}

static bool is_limit(const struct game *game)
{
    return !game->no_limit;
}

static const char no_limit_games[] = "no-limit games";

static struct menu_bets bets(unsigned count, const float fraction[])
{
    struct menu_bets result = {.count = (uint8_t)count};
    for (unsigned i = 0; i < count; i++)
        result.fraction[i] = fraction[i];
    return result;
}

#define BETS(...) bets(sizeof((const float[]){__VA_ARGS__}) / sizeof(float), (const float[]){__VA_ARGS__})

/* Heads-up sizes of common use. Before the flop: opens to 2, 2.5 and 3 big blinds, raises of the pot after that. After
 * it: a third, three quarters and one and a half of the pot, raises of the pot. */
static void fill_three_sizes(const struct game *game, struct menu *menu)
{
    (void)game;
    static const uint8_t caps[GAME_ROUNDS] = {4, 3, 3, 3};
    for (unsigned s = 0; s < GAME_ROUNDS; s++) {
        struct menu_street *street = &menu->street[s];
        street->numbers = 2;
        street->bets[0] = s == 0 ? BETS(0.5F, 0.75F, 1.0F) : s == 3 ? BETS(0.5F, 1.0F, 1.5F) : BETS(0.33F, 0.75F, 1.5F);
        street->bets[1] = BETS(1.0F);
        street->all_in = true;
        street->limp = true;
        street->max_raises = caps[s];
    }
}

/* What two players can lose to each other at most: the second largest stack. */
static chips stack_at_stake(const struct game *game)
{
    chips largest = 0, second = 0;
    for (unsigned p = 0; p < game->players; p++) {
        chips stack = game->stack[p];
        second = stack > largest ? largest : stack > second ? stack : second;
        largest = stack > largest ? stack : largest;
    }
    return second;
}

/* The same with one opening size, 2.5 big blinds, and, with stacks of forty big blinds and more, without limping: half
 * the work of an iteration, and nothing is lost by it (docs/experiments/001-opening-sizes.md). With short stacks a
 * strategy that never limps does not know what to do against those who do, and that is much of the game. */
static void fill_default(const struct game *game, struct menu *menu)
{
    fill_three_sizes(game, menu);
    menu->street[0].bets[0] = BETS(0.75F);
    menu->street[0].limp = stack_at_stake(game) / 40 < game_big_blind(game);
}

static void fill_classic(const struct game *game, struct menu *menu)
{
    (void)game;
    for (unsigned s = 0; s < GAME_ROUNDS; s++) {
        menu->street[s].numbers = 1;
        menu->street[s].all_in = true;
        menu->street[s].limp = true;
        menu->street[s].max_raises = 3;
    }
    menu->street[0].bets[0] = BETS(0.25F, 0.33F, 0.5F, 0.66F, 0.75F, 1.0F, 1.5F, 2.0F, 2.5F, 3.0F);
    menu->street[0].numbers_out_of_position = 1;
    menu->street[0].bets_out_of_position[0] = BETS(0.33F, 0.5F, 0.66F, 0.75F, 1.0F, 1.5F, 2.0F, 2.5F);
    menu->street[1].bets[0] = BETS(0.33F, 0.75F, 1.0F, 1.5F);
    menu->street[1].numbers_out_of_position = 1;
    menu->street[1].bets_out_of_position[0] = BETS(0.33F, 0.75F, 1.0F);
    menu->street[2].bets[0] = BETS(0.66F, 1.0F, 1.5F);
    menu->street[3].bets[0] = BETS(0.75F, 1.0F, 1.5F);
}

/* Fold or everything before the flop, nothing afterwards. */
static void fill_jamfold(const struct game *game, struct menu *menu)
{
    (void)game;
    for (unsigned s = 0; s < GAME_ROUNDS; s++) {
        menu->street[s].numbers = 1;
        menu->street[s].all_in = s == 0;
        menu->street[s].max_raises = s == 0 ? UINT8_MAX : 0;
    }
}

static void fill_limit(const struct game *game, struct menu *menu)
{
    (void)game;
    menu->everything = true;
}

const struct named_menu menu_default = {
    .choice = {"default", "one size to open with, limping where stacks are short"},
    .fill = fill_default,
    .suits = is_no_limit,
    .suited = no_limit_games,
};

const struct named_menu menu_three_sizes = {
    .choice = {"three-sizes", "three sizes to open with, and limping"},
    .fill = fill_three_sizes,
    .suits = is_no_limit,
    .suited = no_limit_games,
    .was_default = true,
};

const struct named_menu menu_classic = {
    .choice = {"classic", "many sizes before the flop, few after it"},
    .fill = fill_classic,
    .suits = is_no_limit,
    .suited = no_limit_games,
};

const struct named_menu menu_jamfold = {
    .choice = {"jamfold", "fold or all-in before the flop, no limping"},
    .fill = fill_jamfold,
    .suits = is_no_limit,
    .suited = no_limit_games,
};

const struct named_menu menu_limit = {
    .choice = {"limit", "all that is legal"},
    .fill = fill_limit,
    .suits = is_limit,
    .suited = "limit games",
};
