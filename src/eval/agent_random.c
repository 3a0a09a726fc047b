/* The player who does anything: each kind of action, and three sizes of raise, with the same probability. */
#include "eval/agents.h"

#include "eval/translate.h"

static void choose(const struct agent_hand *hand, const struct state *real, struct agent_choice *choice)
{
    const struct game *game = hand->agent->game;
    chips low, high;
    if (state_may_fold(game, real))
        agent_choice_add(choice, (struct action){ACTION_FOLD, 0});
    agent_choice_add(choice, (struct action){ACTION_CALL, 0});
    if (state_effective_raise(game, real, &low, &high)) {
        agent_choice_add(choice, (struct action){ACTION_RAISE, low});
        agent_choice_add(choice, (struct action){ACTION_RAISE, translate_raise(game, real, 1)});
        agent_choice_add(choice, (struct action){ACTION_RAISE, high});
    }
}

const struct agent_kind agent_random = {
    .choice = {"random", "folds, calls, makes the smallest raise, one of the pot, or goes all-in, all alike"},
    .choose = choose,
};
