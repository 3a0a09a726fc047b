#include "game/menu.h"

#include "base/text.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <xxhash.h>

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
