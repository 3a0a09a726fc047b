#include "play/phh.h"

#include <string.h>

enum { HOLDEM_ROUNDS = 4, HOLDEM_HOLE_CARDS = 2 };

/* --- what can be said --- */

static bool is_holdem(const struct game *game)
{
    static const uint8_t board[HOLDEM_ROUNDS] = {0, 3, 1, 1};
    return game->rounds == HOLDEM_ROUNDS && game->hole_cards == HOLDEM_HOLE_CARDS &&
           deck_size(game->deck) == CARD_COUNT && memcmp(game->board_cards, board, sizeof board) == 0;
}

/* With three players and more: blinds from the first player on, none smaller than the one before it (straddles), and
 * who comes next opens. */
static bool opens_after_blinds(const struct game *game, unsigned first)
{
    unsigned players = game->players, blinds = 1;
    const chips *blind = game->blind;
    while (blinds < players && blind[(first + blinds - 1) % players] > 0 &&
           blind[(first + blinds) % players] >= blind[(first + blinds - 1) % players])
        blinds++;
    for (unsigned i = blinds; i < players; i++) {
        if (blind[(first + i) % players] > 0)
            return false;
    }
    return blinds > 1 && game->first_player[0] == (first + blinds) % players;
}

static bool sits_as_in_phh(const struct game *game, unsigned first)
{
    for (unsigned r = 1; r < HOLDEM_ROUNDS; r++) {
        if (game->first_player[r] != first)
            return false;
    }
    if (game->players > 2)
        return opens_after_blinds(game, first);
    return game->blind[first] > game->blind[1 - first] && game->first_player[0] == 1 - first;
}

bool phh_seats(const struct game *game, unsigned *first, struct failure *failure)
{
    if (!is_holdem(game))
        return failure_set(failure, "PHH has no name for the game %s: hold'em with a full deck only", game->name);
    if (!game->no_limit && (game->raise_size[0] != game->raise_size[1] || game->raise_size[2] != game->raise_size[3]))
        return failure_set(failure, "PHH knows a small and a big bet, not the four of %s", game->name);
    if (game_big_blind(game) == 0)
        return failure_set(failure, "PHH cannot say the smallest bet of %s, which has no blinds", game->name);
    *first = game->first_player[HOLDEM_ROUNDS - 1];
    if (sits_as_in_phh(game, *first))
        return true;
    return failure_set(
        failure, "PHH cannot say who acts when in %s: %s", game->name,
        game->players > 2
            ? "there the first player has the small blind and opens the later streets, and who comes after the "
              "blinds opens the first"
            : "there the button has the small blind and is first before the flop, last after it");
}

/* --- a hand --- */

/* Who sits where. */
struct seats {
    const struct game *game;
    const struct history_hand *hand;
    unsigned first; /* position of p1 */
};

static unsigned position_of(const struct seats *seats, unsigned player)
{
    return (seats->first + player) % seats->game->players;
}

/* "p1" is 1 */
static unsigned number_of(const struct seats *seats, unsigned position)
{
    return (position + seats->game->players - seats->first) % seats->game->players + 1;
}

/* Stacks that were not given are as large as the betting can take. */
static chips stack_of(const struct game *game, unsigned position)
{
    int64_t most = game_big_blind(game);
    if (game->stack[position] != CHIPS_UNLIMITED)
        return game->stack[position];
    for (unsigned r = 0; r < game->rounds; r++)
        most += (int64_t)game->raise_size[r] * game->max_raises[r];
    return (chips)most;
}

/* A string of TOML. */
static void append_name(const char *name, struct builder *text)
{
    struct history_name shown;
    history_name(HISTORY_PHH, name, &shown);
    builder_append(text, "\"");
    for (const char *c = shown.text; *c; c++)
        builder_append(text, *c == '"' || *c == '\\' ? "\\%c" : "%c", *c);
    builder_append(text, "\"");
}

static void append_forced(const struct seats *seats, struct builder *text)
{
    const struct game *game = seats->game;
    builder_append(text, "antes = [");
    for (unsigned i = 0; i < game->players; i++)
        builder_append(text, "%s0", i ? ", " : "");
    builder_append(text, "]\nblinds_or_straddles = [");
    for (unsigned i = 0; i < game->players; i++)
        builder_append(text, "%s%d", i ? ", " : "",
                       (int)game->blind[position_of(seats, game->players == 2 ? 1 - i : i)]);
    builder_append(text, "]\n");
    if (game->no_limit)
        builder_append(text, "min_bet = %d\n", (int)game_big_blind(game));
    else
        builder_append(text, "small_bet = %d\nbig_bet = %d\n", (int)game->raise_size[0],
                       (int)game->raise_size[HOLDEM_ROUNDS - 1]);
    builder_append(text, "starting_stacks = [");
    for (unsigned i = 0; i < game->players; i++)
        builder_append(text, "%s%d", i ? ", " : "", (int)stack_of(game, position_of(seats, i)));
    builder_append(text, "]\n");
}

/* Boards of the rounds after `from` up to `to`. */
static void append_boards(const struct history_hand *hand, unsigned from, unsigned to, struct builder *text)
{
    for (unsigned r = from + 1; r <= to; r++) {
        builder_append(text, "  \"d db ");
        history_append_cards(hand->board + game_board_cards(hand->game, r - 1), hand->game->board_cards[r], text);
        builder_append(text, "\",\n");
    }
}

static void append_shown(const struct seats *seats, const struct state *state, unsigned first, struct builder *text)
{
    const struct game *game = seats->game;
    for (unsigned i = 0; i < game->players; i++) {
        unsigned p = (first + i) % game->players;
        bool known = seats->hand->known >> p & 1;
        if (state->folded >> p & 1)
            continue;
        builder_append(text, "  \"p%u sm%s", number_of(seats, p), known ? " " : "");
        history_append_cards(seats->hand->hole[p], known ? game->hole_cards : 0, text);
        builder_append(text, "\",\n");
    }
}

static void append_hole_cards(const struct seats *seats, struct builder *text)
{
    const struct history_hand *hand = seats->hand;
    for (unsigned i = 0; i < seats->game->players; i++) {
        unsigned p = position_of(seats, i);
        builder_append(text, "  \"d dh p%u ", i + 1);
        if (hand->known >> p & 1)
            history_append_cards(hand->hole[p], seats->game->hole_cards, text);
        else
            builder_append(text, "????");
        builder_append(text, "\",\n");
    }
}

static void append_actions(const struct seats *seats, struct builder *text)
{
    const struct game *game = seats->game;
    const struct history_hand *hand = seats->hand;
    struct state state;
    chips street_start = 0;
    unsigned round = 0;
    state_start(game, &state);
    unsigned first_to_show = state.player;
    for (unsigned i = 0; i < hand->actions; i++) {
        struct action action = hand->action[i];
        builder_append(text, "  \"p%u ", number_of(seats, state.player));
        if (action.kind == ACTION_RAISE) {
            first_to_show = state.player;
            builder_append(text, "cbr %d\",\n", (int)(action.to - street_start));
        } else {
            builder_append(text, "%s\",\n", action.kind == ACTION_FOLD ? "f" : "cc");
        }
        state_apply(game, &state, action);
        if (!state.finished && state.round != round) {
            append_boards(hand, round, state.round, text);
            round = state.round;
            street_start = state.max_spent;
            first_to_show = state.player;
        }
    }
    if (state_players_left(game, &state) > 1) {
        append_shown(seats, &state, first_to_show, text);
        append_boards(hand, round, game->rounds - 1u, text);
    }
}

static void append_end(const struct seats *seats, struct builder *text)
{
    const struct game *game = seats->game;
    double value[GAME_PLAYERS];
    builder_append(text, "hand = %llu\nplayers = [", (unsigned long long)seats->hand->number + 1);
    for (unsigned i = 0; i < game->players; i++) {
        builder_append(text, "%s", i ? ", " : "");
        append_name(seats->hand->name[position_of(seats, i)], text);
    }
    builder_append(text, "]\n");
    if (!history_value(seats->hand, value))
        return;
    builder_append(text, "finishing_stacks = [");
    for (unsigned i = 0; i < game->players; i++) {
        unsigned p = position_of(seats, i);
        builder_append(text, "%s%.10g", i ? ", " : "", (double)stack_of(game, p) + value[p]);
    }
    builder_append(text, "]\n");
}

void phh_append(const struct history_hand *hand, uint64_t table, struct builder *text)
{
    struct seats seats = {.game = hand->game, .hand = hand};
    phh_seats(hand->game, &seats.first, NULL);
    if (table > 0)
        builder_append(text, "[%llu]\n", (unsigned long long)table);
    builder_append(text, "variant = \"%s\"\n", hand->game->no_limit ? "NT" : "FT");
    append_forced(&seats, text);
    builder_append(text, "actions = [\n");
    append_hole_cards(&seats, text);
    append_actions(&seats, text);
    builder_append(text, "]\n");
    append_end(&seats, text);
    if (table > 0)
        builder_append(text, "\n");
}
