#include "play/acpc.h"

#include "game/tree.h"

#include <ctype.h>
#include <string.h>

static const char PREFIX[] = "MATCHSTATE:";

/* A whole number; *text moves behind it. */
static bool read_number(const char **text, uint64_t most, uint64_t *value)
{
    *value = 0;
    if (!isdigit((unsigned char)**text))
        return false;
    for (; isdigit((unsigned char)**text); ++*text) {
        unsigned digit = (unsigned)(**text - '0');
        if (digit > most || *value > (most - digit) / 10)
            return false;
        *value = 10 * *value + digit;
    }
    return true;
}

/* The round that text shows at the end of what was done: an all-in hand is padded to the last. */
static unsigned shown_round(const struct game *game, const struct state *state)
{
    bool showdown = state->finished && state_players_left(game, state) > 1;
    return showdown ? game->rounds - 1u : state->round;
}

static bool read_action(const struct game *game, const char **text, const struct state *state, struct action *action,
                        struct failure *failure)
{
    char letter = **text;
    uint64_t to = 0;
    chips low, high;
    ++*text;
    if (letter == 'f' || letter == 'c') {
        *action = (struct action){letter == 'f' ? ACTION_FOLD : ACTION_CALL, 0};
    } else if (letter == 'r' && game->no_limit) {
        if (!read_number(text, INT32_MAX, &to))
            return failure_set(failure, "a raise without its size");
        *action = (struct action){ACTION_RAISE, (chips)to};
    } else if (letter == 'r') {
        *action = (struct action){ACTION_RAISE, state_may_raise(game, state, &low, &high) ? low : 0};
    } else {
        return failure_set(failure, "'%c' is no action", letter);
    }
    return true;
}

static bool is_allowed(const struct game *game, const struct state *state, struct action action, bool any_raise)
{
    chips low, high;
    return state_is_legal(game, state, action) ||
           (any_raise && action.kind == ACTION_RAISE && state_may_raise(game, state, &low, &high) &&
            action.to > state->max_spent && action.to <= high);
}

static bool read_betting(const struct game *game, bool any_raise, const char **text, struct acpc_hand *hand,
                         struct failure *failure)
{
    unsigned round = 0;
    state_start(game, &hand->state);
    for (; **text && **text != ':';) {
        unsigned at = shown_round(game, &hand->state);
        if (**text == '/') {
            if (round >= at)
                return failure_set(failure, "the betting of round %u is not over", round + 1);
            round++;
            ++*text;
            continue;
        }
        struct action action;
        if (round != at || hand->state.finished)
            return failure_set(failure, "an action after the betting of round %u", round + 1);
        if (!read_action(game, text, &hand->state, &action, failure))
            return false;
        if (!is_allowed(game, &hand->state, action, any_raise) || hand->actions == ACPC_ACTIONS)
            return failure_set(failure, "action %u, %s, is illegal", hand->actions + 1,
                               action_format(game, action).text);
        hand->action[hand->actions++] = action;
        state_apply(game, &hand->state, action);
    }
    return round == shown_round(game, &hand->state) || failure_set(failure, "the betting stops in round %u", round + 1);
}

/* `count` cards that were not seen yet. */
static bool read_cards(const struct game *game, const char **text, unsigned count, card out[], cardset *seen,
                       struct failure *failure)
{
    for (unsigned i = 0; i < count; i++) {
        if (!card_parse(*text, &out[i]) || !(cardset_of(out[i]) & deck_set(game->deck)))
            return failure_set(failure, "no card of this game at '%.10s'", *text);
        if (*seen & cardset_of(out[i]))
            return failure_set(failure, "the card %s is there twice", card_format(out[i]).text);
        *seen |= cardset_of(out[i]);
        *text += 2;
    }
    return true;
}

static bool read_hole_cards(const struct game *game, const char **text, struct acpc_hand *hand, cardset *seen,
                            struct failure *failure)
{
    for (unsigned p = 0; p < game->players; p++) {
        if (p > 0 && *(*text)++ != '|')
            return failure_set(failure, "hole cards of %u players instead of %u", p, game->players);
        if (**text == '|' || **text == '/' || **text == '\0')
            continue;
        if (!read_cards(game, text, game->hole_cards, hand->hole[p], seen, failure))
            return false;
        hand->known |= (uint16_t)(1U << p);
    }
    return (hand->known >> hand->position & 1) || failure_set(failure, "the own hole cards are missing");
}

static bool read_board(const struct game *game, const char **text, struct acpc_hand *hand, cardset *seen,
                       struct failure *failure)
{
    for (unsigned r = 1; r <= shown_round(game, &hand->state); r++) {
        if (*(*text)++ != '/')
            return failure_set(failure, "the board of round %u is missing", r + 1);
        if (!read_cards(game, text, game->board_cards[r], hand->board + hand->board_cards, seen, failure))
            return false;
        hand->board_cards += game->board_cards[r];
    }
    return **text == '\0' || failure_set(failure, "unexpected '%.20s' at the end", *text);
}

static bool read_fields(const struct game *game, bool any_raise, const char *line, struct acpc_hand *hand,
                        struct failure *failure)
{
    uint64_t position;
    cardset seen = 0;
    if (strncmp(line, PREFIX, sizeof PREFIX - 1) != 0)
        return failure_set(failure, "no MATCHSTATE");
    line += sizeof PREFIX - 1;
    if (!read_number(&line, game->players - 1u, &position) || *line++ != ':')
        return failure_set(failure, "the position is not 0 .. %u", game->players - 1u);
    hand->position = (unsigned)position;
    if (!read_number(&line, UINT64_MAX, &hand->number) || *line++ != ':')
        return failure_set(failure, "the hand has no number");
    if (!read_betting(game, any_raise, &line, hand, failure))
        return false;
    if (*line++ != ':')
        return failure_set(failure, "there are no cards");
    return read_hole_cards(game, &line, hand, &seen, failure) && read_board(game, &line, hand, &seen, failure);
}

static bool read_line(const struct game *game, bool any_raise, const char *line, struct acpc_hand *hand,
                      struct failure *failure)
{
    hand->actions = hand->board_cards = 0;
    hand->known = 0;
    return read_fields(game, any_raise, line, hand, failure) || failure_context(failure, "'%.100s'", line);
}

bool acpc_read(const struct game *game, const char *line, struct acpc_hand *hand, struct failure *failure)
{
    return read_line(game, false, line, hand, failure);
}

bool acpc_read_any_raise(const struct game *game, const char *line, struct acpc_hand *hand, struct failure *failure)
{
    return read_line(game, true, line, hand, failure);
}

chips acpc_largest_raise(const char *line)
{
    uint64_t largest = 0, to;
    for (; *line; line++) {
        const char *number = line + 1;
        if (*line == 'r' && read_number(&number, INT32_MAX, &to) && to > largest)
            largest = to;
    }
    return (chips)largest;
}

void acpc_append_betting(const struct game *game, const struct action action[], unsigned actions, struct builder *text)
{
    struct state state;
    unsigned round = 0;
    state_start(game, &state);
    for (unsigned i = 0; i < actions; i++) {
        builder_append(text, "%s", action_format(game, action[i]).text);
        state_apply(game, &state, action[i]);
        for (; round < shown_round(game, &state); round++)
            builder_append(text, "/");
    }
}
