#include "play/history.h"

#include "base/text.h"
#include "play/acpc.h"

#include <errno.h>
#include <string.h>

enum { HOLDEM_ROUNDS = 4, HOLDEM_HOLE_CARDS = 2 };

static void finish(const struct history_hand *hand, struct state *state)
{
    state_start(hand->game, state);
    for (unsigned i = 0; i < hand->actions; i++)
        state_apply(hand->game, state, hand->action[i]);
}

/* True when nobody is alone: cards decide. */
static bool is_showdown(const struct history_hand *hand, const struct state *state)
{
    return state_players_left(hand->game, state) > 1;
}

bool history_value(const struct history_hand *hand, double value[])
{
    const struct game *game = hand->game;
    struct state state;
    hand_rank rank[GAME_PLAYERS] = {0};
    finish(hand, &state);
    for (unsigned p = 0; is_showdown(hand, &state) && p < game->players; p++) {
        if (state.folded >> p & 1)
            continue;
        if (!(hand->known >> p & 1) || hand->board_cards < game_board_cards(game, game->rounds - 1u))
            return false;
        cardset set = 0;
        for (unsigned i = 0; i < game->hole_cards; i++)
            set |= cardset_of(hand->hole[p][i]);
        for (unsigned i = 0; i < hand->board_cards; i++)
            set |= cardset_of(hand->board[i]);
        rank[p] = evaluate(set);
    }
    payoff(game->players, state.spent, state.folded, rank, value);
    return true;
}

static bool is_holdem(const struct game *game)
{
    static const uint8_t board[HOLDEM_ROUNDS] = {0, 3, 1, 1};
    return game->rounds == HOLDEM_ROUNDS && game->hole_cards == HOLDEM_HOLE_CARDS &&
           deck_size(game->deck) == CARD_COUNT && memcmp(game->board_cards, board, sizeof board) == 0;
}

bool history_suits(enum history_format format, const struct game *game, struct failure *failure)
{
    if (format == HISTORY_ACPC)
        return true;
    if (!is_holdem(game))
        return failure_set(failure, "PHH has no name for the game %s: hold'em with a full deck only", game->name);
    if (!game->no_limit && (game->raise_size[0] != game->raise_size[1] || game->raise_size[2] != game->raise_size[3]))
        return failure_set(failure, "PHH knows a small and a big bet, not the four of %s", game->name);
    return true;
}

/* --- PHH --- */

static void write_cards(FILE *file, const card cards[], unsigned count)
{
    for (unsigned i = 0; i < count; i++)
        fputs(card_format(cards[i]).text, file);
}

/* Stacks that were not given are as large as the betting can take. */
static chips stack_of(const struct game *game, unsigned player)
{
    int64_t most = game_big_blind(game);
    if (game->stack[player] != CHIPS_UNLIMITED)
        return game->stack[player];
    for (unsigned r = 0; r < game->rounds; r++)
        most += (int64_t)game->raise_size[r] * game->max_raises[r];
    return (chips)most;
}

static void write_text(FILE *file, const char *text)
{
    fputc('"', file);
    for (; *text; text++) {
        unsigned char c = (unsigned char)*text;
        if (c == '"' || c == '\\')
            fprintf(file, "\\%c", c);
        else if (c < 0x20 || c == 0x7f)
            fprintf(file, "\\u%04X", c);
        else
            fputc(c, file);
    }
    fputc('"', file);
}

static void write_forced(FILE *file, const struct game *game)
{
    fputs("antes = [", file);
    for (unsigned p = 0; p < game->players; p++)
        fputs(p ? ", 0" : "0", file);
    fputs("]\nblinds_or_straddles = [", file);
    for (unsigned p = 0; p < game->players; p++)
        fprintf(file, "%s%d", p ? ", " : "", (int)game->blind[game->players == 2 ? 1 - p : p]);
    fputs("]\n", file);
    if (game->no_limit)
        fprintf(file, "min_bet = %d\n", (int)game_big_blind(game));
    else
        fprintf(file, "small_bet = %d\nbig_bet = %d\n", (int)game->raise_size[0],
                (int)game->raise_size[HOLDEM_ROUNDS - 1]);
    fputs("starting_stacks = [", file);
    for (unsigned p = 0; p < game->players; p++)
        fprintf(file, "%s%d", p ? ", " : "", (int)stack_of(game, p));
    fputs("]\n", file);
}

/* Boards of the rounds after `from` up to `to`. */
static void write_boards(FILE *file, const struct history_hand *hand, unsigned from, unsigned to)
{
    for (unsigned r = from + 1; r <= to; r++) {
        fputs("  \"d db ", file);
        write_cards(file, hand->board + game_board_cards(hand->game, r - 1), hand->game->board_cards[r]);
        fputs("\",\n", file);
    }
}

static void write_shown(FILE *file, const struct history_hand *hand, const struct state *state, unsigned first)
{
    const struct game *game = hand->game;
    for (unsigned i = 0; i < game->players; i++) {
        unsigned p = (first + i) % game->players;
        if (state->folded >> p & 1)
            continue;
        fprintf(file, "  \"p%u sm", p + 1);
        if (hand->known >> p & 1)
            fputc(' ', file);
        write_cards(file, hand->hole[p], hand->known >> p & 1 ? game->hole_cards : 0);
        fputs("\",\n", file);
    }
}

static void write_actions(FILE *file, const struct history_hand *hand)
{
    const struct game *game = hand->game;
    struct state state;
    chips street_start = 0;
    unsigned first_to_show = 0, round = 0;
    for (unsigned p = 0; p < game->players; p++) {
        fprintf(file, "  \"d dh p%u ", p + 1);
        if (hand->known >> p & 1)
            write_cards(file, hand->hole[p], game->hole_cards);
        else
            fputs("????", file);
        fputs("\",\n", file);
    }
    state_start(game, &state);
    first_to_show = state.player;
    for (unsigned i = 0; i < hand->actions; i++) {
        struct action action = hand->action[i];
        fprintf(file, "  \"p%u ", state.player + 1u);
        if (action.kind == ACTION_RAISE) {
            first_to_show = state.player;
            fprintf(file, "cbr %d\",\n", (int)(action.to - street_start));
        } else {
            fputs(action.kind == ACTION_FOLD ? "f\",\n" : "cc\",\n", file);
        }
        state_apply(game, &state, action);
        if (!state.finished && state.round != round) {
            write_boards(file, hand, round, state.round);
            round = state.round;
            street_start = state.max_spent;
            first_to_show = state.player;
        }
    }
    if (is_showdown(hand, &state)) {
        write_shown(file, hand, &state, first_to_show);
        write_boards(file, hand, round, game->rounds - 1u);
    }
}

static void write_phh(FILE *file, const struct history_hand *hand)
{
    const struct game *game = hand->game;
    double value[GAME_PLAYERS];
    fprintf(file, "[%llu]\nvariant = \"%s\"\n", (unsigned long long)hand->number + 1, game->no_limit ? "NT" : "FT");
    write_forced(file, game);
    fputs("actions = [\n", file);
    write_actions(file, hand);
    fprintf(file, "]\nhand = %llu\nplayers = [", (unsigned long long)hand->number + 1);
    for (unsigned p = 0; p < game->players; p++) {
        fputs(p ? ", " : "", file);
        write_text(file, hand->name[p]);
    }
    fputs("]\n", file);
    if (history_value(hand, value)) {
        fputs("finishing_stacks = [", file);
        for (unsigned p = 0; p < game->players; p++)
            fprintf(file, "%s%.10g", p ? ", " : "", (double)stack_of(game, p) + value[p]);
        fputs("]\n", file);
    }
    fputs("\n", file);
}

/* --- ACPC --- */

static void write_acpc(FILE *file, const struct history_hand *hand)
{
    const struct game *game = hand->game;
    char betting[ACPC_LINE] = "";
    double value[GAME_PLAYERS];
    acpc_append_betting(game, hand->action, hand->actions, betting, sizeof betting);
    fprintf(file, "STATE:%llu:%s:", (unsigned long long)hand->number, betting);
    for (unsigned p = 0; p < game->players; p++) {
        fputs(p ? "|" : "", file);
        write_cards(file, hand->hole[p], hand->known >> p & 1 ? game->hole_cards : 0);
    }
    for (unsigned r = 1, dealt = 0; r < game->rounds && dealt < hand->board_cards; dealt += game->board_cards[r++]) {
        fputc('/', file);
        write_cards(file, hand->board + dealt, game->board_cards[r]);
    }
    fputc(':', file);
    bool known = history_value(hand, value);
    for (unsigned p = 0; p < game->players; p++) {
        fputs(p ? "|" : "", file);
        if (known)
            fprintf(file, "%.10g", value[p]);
    }
    for (unsigned p = 0; p < game->players; p++)
        fprintf(file, "%c%s", p ? '|' : ':', hand->name[p]);
    fputc('\n', file);
}

bool history_write(enum history_format format, const struct history_hand *hand, FILE *file, struct failure *failure)
{
    if (format == HISTORY_PHH)
        write_phh(file, hand);
    else
        write_acpc(file, hand);
    if (fflush(file) != 0 || ferror(file))
        return failure_set(failure, "the hand history cannot be written: %s", strerror(errno));
    return true;
}
