#include "eval/yardstick.h"

#include "game/payoff.h"

/* What the player in that seat loses when it folds; false when it never has to. */
static bool fold_in_seat(const struct game *game, unsigned seat, double *lost)
{
    struct state state;
    chips low, high;
    for (state_start(game, &state); !state.finished;) {
        bool folds = state.player == seat;
        struct action action = {ACTION_CALL, 0};
        if (folds && state_may_fold(game, &state)) {
            *lost = -payoff_of_fold(state.spent, seat);
            return true;
        }
        if (!folds && state_effective_raise(game, &state, &low, &high))
            action = (struct action){ACTION_RAISE, low};
        state_apply(game, &state, action);
    }
    return false;
}

bool yardstick_always_fold(const struct game *game, double *lost)
{
    double sum = 0;
    for (unsigned seat = 0; seat < game->players; seat++) {
        double of_seat;
        if (!fold_in_seat(game, seat, &of_seat))
            return false;
        sum += of_seat;
    }
    *lost = sum / game->players;
    return true;
}

bool yardstick_always_fold_mbb(const struct game *game, double *lost)
{
    return game->players == 2 && yardstick_always_fold(game, lost) && game_in_mbb(game, *lost, lost);
}

/* Of a tree's actions the first is to fold or else to check, the last the largest raise or else to call. */
bool yardstick_always_fold_within(const struct tree *tree, double *lost)
{
    unsigned players = tree->game->players;
    double sum = 0;
    for (unsigned seat = 0; seat < players; seat++) {
        node_ref at = tree->root;
        while (!node_ref_is_terminal(at)) {
            const struct node *node = &tree->nodes[at];
            at = tree->child[node->street][node->row + (node->player == seat ? 0 : node->actions - 1U)];
        }
        uint32_t end = node_ref_terminal(at);
        if (!(tree->terminals[end].folded >> seat & 1))
            return false;
        sum -= payoff_of_fold(tree->spent + (size_t)end * players, seat);
    }
    *lost = sum / players;
    return true;
}
