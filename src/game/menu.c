#include "game/menu.h"

#include "base/text.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <xxhash.h>

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

/* The same with one opening size, 2.5 big blinds, and, with stacks of forty big blinds and more, without limping: half the
 * work of an iteration, and nothing is lost by it (docs/experiments/001-opening-sizes.md). With short stacks a strategy that
 * never limps does not know what to do against those who do, and that is much of the game. */
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

static const struct {
    const char *name;
    void (*fill)(const struct game *game, struct menu *menu);
} named[] = {
    {"default", fill_default}, {"three-sizes", fill_three_sizes}, {"classic", fill_classic}, {"jamfold", fill_jamfold},
    {"limit", fill_limit},
};

enum { NAMED = sizeof named / sizeof *named };

const char *const *menu_former_defaults(void)
{
    static const char *const names[] = {"three-sizes", NULL};
    return names;
}

bool menu_named(const char *name, const struct game *game, struct menu *menu, struct failure *failure)
{
    memset(menu, 0, sizeof *menu);
    const char *known[NAMED];
    for (unsigned i = 0; i < NAMED; i++) {
        known[i] = named[i].name;
        if (strcmp(name, named[i].name) != 0)
            continue;
        /* A limit game has one size: whatever is asked for, everything is offered. */
        if (game->no_limit && named[i].fill == fill_limit)
            return failure_set(failure, "menu 'limit' is for limit games; %s is no-limit", game->name);
        (game->no_limit ? named[i].fill : fill_limit)(game, menu);
        return true;
    }
    char list[128] = "";
    for (unsigned i = 0; i < NAMED; i++)
        text_append(list, sizeof list, "%s%s", i ? ", " : "", known[i]);
    return failure_set(failure, "unknown menu '%s'%s (known: %s)", name, text_suggestion(name, known, NAMED).text,
                       list);
}

/* The acting player acts last on this street of those who can still act. */
static bool in_position(const struct game *game, const struct state *state)
{
    unsigned first = game->first_player[state->round], last = state->player;
    for (unsigned i = 0; i < game->players; i++) {
        unsigned p = (first + i) % game->players;
        if (p == state->player || state_can_act(game, state, p))
            last = p;
    }
    return last == state->player;
}

static const struct menu_bets *bets_now(const struct menu_street *street, const struct game *game,
                                        const struct state *state)
{
    bool out = street->numbers_out_of_position > 0 && !in_position(game, state);
    unsigned numbers = out ? street->numbers_out_of_position : street->numbers;
    if (numbers == 0)
        return NULL;
    unsigned number = state->raises < numbers ? state->raises : numbers - 1;
    return &(out ? street->bets_out_of_position : street->bets)[number];
}

static chips raise_of(const struct game *game, const struct state *state, float fraction, chips low, chips high)
{
    double owed = (double)state->max_spent - state->spent[state->player];
    double pot = (double)state_pot(game, state) + owed;
    double to = (double)state->max_spent + round((double)fraction * pot);
    return to < low ? low : to > high ? high : (chips)to;
}

/* Adds raises ascending and once each. */
static unsigned add_raises(const struct menu_street *street, const struct game *game, const struct state *state,
                           struct action actions[], unsigned count)
{
    chips low, high;
    if (state->raises >= street->max_raises || !state_effective_raise(game, state, &low, &high))
        return count;
    const struct menu_bets *sizes = bets_now(street, game, state);
    chips last = -1;
    for (unsigned i = 0; sizes && i < sizes->count; i++) {
        chips to = raise_of(game, state, sizes->fraction[i], low, high);
        if (to > last)
            actions[count++] = (struct action){ACTION_RAISE, to};
        last = to > last ? to : last;
    }
    if (street->all_in && last < high)
        actions[count++] = (struct action){ACTION_RAISE, high};
    return count;
}

unsigned menu_actions(const struct menu *menu, const struct game *game, const struct state *state,
                      struct action actions[MENU_ACTIONS])
{
    const struct menu_street *street = &menu->street[state->round];
    unsigned count = 0;
    bool may_fold = state_may_fold(game, state);
    if (may_fold)
        actions[count++] = (struct action){ACTION_FOLD, 0};
    unsigned call = count;
    actions[count++] = (struct action){ACTION_CALL, 0};
    chips low, high;
    if (!menu->everything)
        count = add_raises(street, game, state, actions, count);
    else if (state_effective_raise(game, state, &low, &high))
        actions[count++] = (struct action){ACTION_RAISE, high};
    /* Who cannot raise may call all the same: a stack below the blind is no reason to fold. */
    bool limps = !menu->everything && !street->limp && state->round == 0 && state->raises == 0 && may_fold;
    if (limps && count > call + 1) {
        count--;
        memmove(&actions[call], &actions[call + 1], (count - call) * sizeof *actions);
    }
    return count;
}

/* --- text form --- */

static void format_bets(const char *name, const struct menu_bets rows[], unsigned count, char *out, size_t size)
{
    text_append(out, size, " %s %u", name, count);
    for (unsigned n = 0; n < count; n++) {
        text_append(out, size, " %u", rows[n].count);
        for (unsigned i = 0; i < rows[n].count; i++)
            text_append(out, size, " %.9g", (double)rows[n].fraction[i]);
    }
}

size_t menu_format(const struct menu *menu, char *out, size_t size)
{
    out[0] = '\0';
    text_append(out, size, "everything %d\n", menu->everything);
    for (unsigned s = 0; s < GAME_ROUNDS && !menu->everything; s++) {
        const struct menu_street *street = &menu->street[s];
        text_append(out, size, "street %u all_in %d limp %d max_raises %u", s, street->all_in, street->limp,
                    street->max_raises);
        format_bets("bets", street->bets, street->numbers, out, size);
        format_bets("out_of_position", street->bets_out_of_position, street->numbers_out_of_position, out, size);
        text_append(out, size, "\n");
    }
    return strlen(out);
}

/* Reads a word and the whole number after it. */
static bool scan(const char **text, const char *word, unsigned most, unsigned *value)
{
    int end = 0;
    char found[32];
    if (sscanf(*text, "%31s %u%n", found, value, &end) != 2 || strcmp(found, word) != 0 || *value > most)
        return false;
    *text += end;
    return true;
}

static bool scan_bets(const char **text, const char *word, struct menu_bets rows[], uint8_t *numbers)
{
    unsigned count, fractions;
    int end;
    if (!scan(text, word, MENU_RAISE_NUMBERS, &count))
        return false;
    *numbers = (uint8_t)count;
    for (unsigned n = 0; n < count; n++) {
        if (sscanf(*text, "%u%n", &fractions, &end) != 1 || fractions > MENU_FRACTIONS)
            return false;
        *text += end;
        rows[n].count = (uint8_t)fractions;
        for (unsigned i = 0; i < fractions; i++) {
            float *fraction = &rows[n].fraction[i];
            if (sscanf(*text, "%f%n", fraction, &end) != 1 || !(*fraction >= 0 && isfinite(*fraction)))
                return false;
            *text += end;
        }
    }
    return true;
}

static bool scan_street(const char **text, unsigned s, struct menu_street *street)
{
    unsigned number, all_in, limp, max_raises;
    if (!scan(text, "street", GAME_ROUNDS, &number) || number != s || !scan(text, "all_in", 1, &all_in) ||
        !scan(text, "limp", 1, &limp) || !scan(text, "max_raises", UINT8_MAX, &max_raises))
        return false;
    street->all_in = all_in == 1;
    street->limp = limp == 1;
    street->max_raises = (uint8_t)max_raises;
    return scan_bets(text, "bets", street->bets, &street->numbers) &&
           scan_bets(text, "out_of_position", street->bets_out_of_position, &street->numbers_out_of_position);
}

bool menu_parse(const char *text, struct menu *menu, struct failure *failure)
{
    unsigned everything;
    memset(menu, 0, sizeof *menu);
    bool parsed = scan(&text, "everything", 1, &everything);
    menu->everything = parsed && everything == 1;
    for (unsigned s = 0; s < GAME_ROUNDS && parsed && !menu->everything; s++)
        parsed = scan_street(&text, s, &menu->street[s]);
    return parsed || failure_set(failure, "the action menu cannot be read");
}

uint64_t menu_fingerprint(const struct menu *menu)
{
    char text[MENU_TEXT];
    size_t length = menu_format(menu, text, sizeof text);
    return XXH3_64bits(text, length);
}
