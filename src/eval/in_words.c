#include "eval/in_words.h"

#include "base/text.h"
#include "eval/line.h"

#include <stdio.h>
#include <string.h>

/* What a call and a raise are called, where there is a blind to pay and where there is not. */
struct verbs {
    const char *call, *raise;
};

/* How often each action is taken by the hands that the player may hold. */
struct shares {
    double all; /* 0: the player never comes here */
    double action[MENU_ACTIONS];
};

static const struct action *actions_of(const struct spot *spot)
{
    return spot->blueprint->tree.action[spot->node->street] + spot->node->row;
}

static struct shares weigh_actions(const struct spot *spot)
{
    struct shares shares;
    struct line line;
    line_open(spot, &line);
    shares.all = line_shares(spot, &line, shares.action);
    line_close(&line);
    return shares;
}

static unsigned percent(double share)
{
    return share > 0 ? (unsigned)(share * 100 + 0.5) : 0;
}

/* All actions of a kind together, raises of all sizes; false when none is offered. */
static bool share_of(const struct spot *spot, const struct shares *shares, enum action_kind kind, double *share)
{
    bool offered = false;
    *share = 0;
    for (unsigned a = 0; a < spot->actions; a++) {
        if (actions_of(spot)[a].kind == kind) {
            *share += shares->action[a];
            offered = true;
        }
    }
    return offered;
}

static void append_player(const struct game *game, unsigned player, char out[], size_t size)
{
    /* "player 2 (small blind)": the seat's name where it has one. */
    struct player_name name = spot_player_name(game, player);
    const char *seat = strchr(name.text, '(');
    if (seat)
        text_append(out, size, "%.*s", (int)strcspn(seat + 1, ")"), seat + 1);
    else
        text_append(out, size, "%s", name.text);
}

/* "folds 33 %, calls 47, 3-bets 19": what is offered; the first figure of a sentence bears the sign. */
static void append_actions(const struct spot *spot, const struct shares *shares, const enum action_kind order[],
                           unsigned kinds, const struct verbs *verbs, bool sign, char out[], size_t size)
{
    const char *between = "";
    for (unsigned i = 0; i < kinds; i++) {
        double share;
        if (!share_of(spot, shares, order[i], &share))
            continue;
        const char *verb = order[i] == ACTION_FOLD ? "folds" : order[i] == ACTION_CALL ? verbs->call : verbs->raise;
        text_append(out, size, "%s%s %u%s", between, verb, percent(share), sign ? " %" : "");
        between = ", ";
        sign = false;
    }
}

static void append_opening(const struct spot *spot, const struct shares *shares, char out[], size_t size)
{
    static const enum action_kind order[] = {ACTION_RAISE, ACTION_CALL};
    const struct verbs opening = {"limps", "raises"}, first = {"checks", "bets"};
    double folds, calls, raises;
    bool may_fold = share_of(spot, shares, ACTION_FOLD, &folds);
    /* What a hand that is played does, where there is no other choice, says how often it is played, too. */
    bool has_ways = share_of(spot, shares, ACTION_CALL, &calls) && share_of(spot, shares, ACTION_RAISE, &raises);
    append_player(&spot->blueprint->game, spot->node->player, out, size);
    text_append(out, size, " ");
    if (may_fold && has_ways)
        text_append(out, size, "opens %u %%: ", percent(1 - folds));
    append_actions(spot, shares, order, 2, may_fold ? &opening : &first, !may_fold || !has_ways, out, size);
}

/* The raise that is made most often, the first of equals; -1 when none ever is. */
static int usual_raise(const struct spot *spot, const struct shares *shares)
{
    int usual = -1;
    for (unsigned a = 0; a < spot->actions; a++) {
        if (actions_of(spot)[a].kind == ACTION_RAISE && shares->action[a] > (usual < 0 ? 0 : shares->action[usual]))
            usual = (int)a;
    }
    return usual;
}

/* The decision that answers the raise: lets others fold until the only big blind is to act, where somebody opens. */
static bool find_answer(const struct spot *opening, int raise, char sequence[], size_t size)
{
    const struct tree *tree = &opening->blueprint->tree;
    const struct game *game = tree->game;
    struct tree_position position;
    struct failure failure;
    snprintf(sequence, size, "%s", opening->action[raise].next);
    while (sequence[0] && tree_follow(tree, sequence, &position, &failure) && !node_ref_is_terminal(position.at)) {
        const struct node *node = &tree->nodes[position.at];
        if (game->players == 2 || opening->to_call == 0 || game->blind[node->player] == game_big_blind(game))
            return true;
        text_append(sequence, size, "f");
    }
    return false;
}

/* "2.5x", counted in big blinds, where sizes can be chosen. */
static void append_size(const struct spot *opening, int raise, char out[], size_t size)
{
    const struct game *game = &opening->blueprint->game;
    chips big = game_big_blind(game), to = actions_of(opening)[raise].to;
    if (opening->action[raise].letter == 'J')
        text_append(out, size, "all-in");
    else if (opening->to_call == 0)
        text_append(out, size, "the bet");
    else if (!game->no_limit || big == 0)
        text_append(out, size, "the raise");
    else
        text_append(out, size, "%.3gx", (double)to / big);
}

static bool append_answer(const struct spot *opening, const struct shares *shares, char out[], size_t size,
                          struct failure *failure)
{
    static const enum action_kind order[] = {ACTION_FOLD, ACTION_CALL, ACTION_RAISE};
    const struct verbs to_open = {"calls", "3-bets"}, to_bet = {"calls", "raises"};
    char sequence[sizeof opening->sequence];
    struct spot spot;
    int raise = usual_raise(opening, shares);
    if (raise < 0 || !find_answer(opening, raise, sequence, sizeof sequence))
        return true;
    if (!spot_open(opening->blueprint, sequence, NULL, &spot, failure))
        return false;
    struct shares answers = weigh_actions(&spot);
    if (answers.all > 0) {
        text_append(out, size, "; ");
        append_player(&spot.blueprint->game, spot.node->player, out, size);
        text_append(out, size, " against ");
        append_size(opening, raise, out, size);
        text_append(out, size, ": ");
        append_actions(&spot, &answers, order, 3, opening->to_call > 0 ? &to_open : &to_bet, false, out, size);
    }
    spot_close(&spot);
    return true;
}

bool in_words(const struct blueprint *blueprint, struct play_in_words *words, struct failure *failure)
{
    struct spot spot;
    words->text[0] = '\0';
    if (blueprint->game.hole_cards > 2)
        return failure_set(failure, "hands of %u cards are too many for a summary", blueprint->game.hole_cards);
    if (!spot_open(blueprint, NULL, NULL, &spot, failure))
        return false;
    struct shares shares = weigh_actions(&spot);
    append_opening(&spot, &shares, words->text, sizeof words->text);
    bool done = append_answer(&spot, &shares, words->text, sizeof words->text, failure);
    spot_close(&spot);
    return done;
}
