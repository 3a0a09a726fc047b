#include "eval/responder.h"

#include "eval/translate.h"

#include <assert.h>

static const struct game *game_of(const struct responder *responder)
{
    return responder->holding->agent->game;
}

void responder_start(struct responder *responder, struct responder_rules rules, struct holding *holding, unsigned seat)
{
    responder->rules = rules;
    responder->holding = holding;
    responder->seat = seat;
    agent_start(holding->agent, 1 - seat, &responder->opponent);
    state_start(holding->agent->game, &responder->state);
    responder->street = 0;
    range_fill(&responder->range, holding->equity, holding->mine);
}

struct payoff_heads_up responder_payoff(const struct responder *responder, const struct state *state)
{
    return payoff_if_called(game_of(responder), state, responder->seat);
}

double responder_edge(const struct responder *responder, const double likelihood[])
{
    const double *edge = holding_edges(responder->holding, responder->street);
    return range_part(&responder->range, edge, likelihood).edge;
}

double responder_worth(const struct responder *responder, const struct state *state, const double likelihood[])
{
    struct payoff_heads_up pays = responder_payoff(responder, state);
    return payoff_mean(&pays, 1, responder_edge(responder, likelihood));
}

/* The agent's strategy for all pairs of the range in a state that may lie one step ahead, on the same street. */
static void ask(const struct responder *responder, const struct agent_hand *opponent, const struct state *state,
                struct responder_answers *answers)
{
    const struct range *range = &responder->range;
    const bucket_id *bucket = holding_buckets(responder->holding, responder->street);
    double probability[MENU_ACTIONS];
    agent_choose(opponent, state, &answers->choice);
    for (unsigned i = 0; i < range->count; i++) {
        if (i == 0 || answers->choice.node)
            agent_strategy(opponent, &answers->choice, bucket[range->pair[i]], probability);
        for (unsigned a = 0; a < answers->choice.count; a++)
            answers->likelihood[a][i] = probability[a];
    }
}

void responder_ask(const struct responder *responder, struct responder_answers *answers)
{
    ask(responder, &responder->opponent, &responder->state, answers);
}

/* --- choosing --- */

static double worth_of_raise(const struct responder *responder, struct action raise, struct responder_answers *answers)
{
    const double likelier = 0.5;
    struct agent_hand opponent = responder->opponent;
    struct state after = responder->state;
    agent_observe(&opponent, &responder->state, raise, likelier);
    state_apply(game_of(responder), &after, raise);
    assert(!after.finished && after.round == responder->street);
    ask(responder, &opponent, &after, answers);
    double *stays = answers->likelihood[0];
    for (unsigned i = 0; i < responder->range.count; i++)
        stays[i] = answers->choice.action[0].kind == ACTION_FOLD ? 1 - stays[i] : 1;
    const double *edge = holding_edges(responder->holding, responder->street);
    double all = range_part(&responder->range, edge, NULL).weight;
    struct range_part left = range_part(&responder->range, edge, stays);
    double fold = all > 0 ? 1 - left.weight / all : 0;
    struct payoff_heads_up pays = responder_payoff(responder, &after);
    return fold * payoff_if_other_folds(&after, responder->seat) + payoff_mean(&pays, 1 - fold, left.edge);
}

/* Raises to weigh, ascending: the pot and all-in, or the one that a limit game allows. */
static unsigned list_raises(const struct responder *responder, chips to[2])
{
    chips low, high;
    if (!responder->rules.raises || !state_effective_raise(game_of(responder), &responder->state, &low, &high))
        return 0;
    to[0] = game_of(responder)->no_limit ? translate_raise(game_of(responder), &responder->state, 1) : high;
    to[1] = high;
    return 1 + (to[0] < high);
}

struct responder_choice responder_choose(const struct responder *responder, struct responder_answers *answers)
{
    const struct state *state = &responder->state;
    struct responder_choice best = {.action = {ACTION_CALL, 0}};
    chips to[2];
    best.worth = responder_worth(responder, state, NULL);
    if (!(responder->rules.streets >> state->round & 1))
        return best;
    double folded = payoff_of_fold(state->spent, responder->seat);
    if (state_may_fold(game_of(responder), state) && folded >= best.worth)
        best = (struct responder_choice){{ACTION_FOLD, 0}, folded};
    unsigned raises = list_raises(responder, to);
    for (unsigned r = 0; r < raises; r++) {
        struct action raise = {ACTION_RAISE, to[r]};
        double worth = worth_of_raise(responder, raise, answers);
        if (worth > best.worth)
            best = (struct responder_choice){raise, worth};
    }
    return best;
}

/* --- following the hand --- */

void responder_act(struct responder *responder, struct action action, double unit_random)
{
    agent_observe(&responder->opponent, &responder->state, action, unit_random);
    state_apply(game_of(responder), &responder->state, action);
}

void responder_observe(struct responder *responder, const struct responder_answers *answers, unsigned chosen,
                       double unit_random)
{
    range_condition(&responder->range, answers->likelihood[chosen]);
    responder_act(responder, answers->choice.action[chosen], unit_random);
}

void responder_reveal(struct responder *responder)
{
    const struct holding *holding = responder->holding;
    responder->street = responder->state.round;
    range_remove(&responder->range, holding->equity, holding_board(holding, responder->street));
}
