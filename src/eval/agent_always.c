/* The players who always do the same where it is legal. Heads-up with blinds of half and one always-fold loses
 * exactly 750 mbb a hand to an opponent who always raises (always-raise, a local best response); one who limps and
 * checks leaves it in the hand, and it may win at showdown. */
#include "eval/agents.h"

static void choose_fold(const struct agent_hand *hand, const struct state *real, struct agent_choice *choice)
{
    bool may_fold = state_may_fold(hand->agent->game, real);
    agent_choice_add(choice, (struct action){may_fold ? ACTION_FOLD : ACTION_CALL, 0});
}

static void choose_call(const struct agent_hand *hand, const struct state *real, struct agent_choice *choice)
{
    (void)hand, (void)real;
    agent_choice_add(choice, (struct action){ACTION_CALL, 0});
}

static void choose_raise(const struct agent_hand *hand, const struct state *real, struct agent_choice *choice)
{
    chips low, high;
    bool may_raise = state_effective_raise(hand->agent->game, real, &low, &high);
    agent_choice_add(choice, may_raise ? (struct action){ACTION_RAISE, low} : (struct action){ACTION_CALL, 0});
}

const struct agent_kind agent_always_fold = {
    .choice = {"always-fold", "folds when that is legal, else checks"},
    .choose = choose_fold,
};

const struct agent_kind agent_always_call = {
    .choice = {"always-call", "checks and calls"},
    .choose = choose_call,
};

const struct agent_kind agent_always_raise = {
    .choice = {"always-raise", "makes the smallest legal raise, else calls"},
    .choose = choose_raise,
};
