#include "eval/agent.h"

#include <assert.h>

unsigned agent_choice_add(struct agent_choice *choice, struct action action)
{
    unsigned i = 0;
    while (i < choice->count && !agent_same_action(choice->action[i], action))
        i++;
    choice->action[i] = action;
    choice->count += i == choice->count;
    return i;
}

void agent_choice_share(const struct agent_choice *choice, double probability[])
{
    for (unsigned a = 0; a < choice->count; a++)
        probability[a] = 1.0 / choice->count;
}

bool agent_sit(struct agent *agent, const struct game *table, struct agent_table *how, struct failure *failure)
{
    *how = (struct agent_table){.fits_seats = true};
    if (agent->kind->sit && !agent->kind->sit(agent, table, how, failure))
        return false;
    agent->game = table;
    return true;
}

void agent_start(const struct agent *agent, unsigned player, struct agent_hand *hand)
{
    *hand = (struct agent_hand){.agent = agent, .player = player};
    if (agent->kind->start)
        agent->kind->start(hand);
}

void agent_choose(const struct agent_hand *hand, const struct state *real, struct agent_choice *choice)
{
    assert(!real->finished && real->player == hand->player);
    choice->count = 0;
    choice->node = NULL;
    hand->agent->kind->choose(hand, real, choice);
}

bucket_id agent_bucket(const struct agent *agent, unsigned street, const card cards[])
{
    return agent->kind->bucket ? agent->kind->bucket(agent, street, cards) : 0;
}

void agent_strategy(const struct agent_hand *hand, const struct agent_choice *choice, bucket_id bucket,
                    double probability[])
{
    const struct agent_kind *kind = hand->agent->kind;
    if (kind->strategy)
        kind->strategy(hand, choice, bucket, probability);
    else
        agent_choice_share(choice, probability);
}

unsigned agent_draw(const struct agent_choice *choice, const double probability[], double unit_random)
{
    unsigned last = 0;
    for (unsigned a = 0; a < choice->count; a++) {
        if (probability[a] <= 0)
            continue;
        last = a;
        if (unit_random < probability[a])
            return a;
        unit_random -= probability[a];
    }
    return last; /* what rounding left over */
}

void agent_observe(struct agent_hand *hand, const struct state *before, struct action action, double unit_random)
{
    if (hand->agent->kind->observe)
        hand->agent->kind->observe(hand, before, action, unit_random);
}

struct action agent_read_as(const struct agent_hand *hand, const struct state *before, struct action action,
                            double unit_random)
{
    const struct agent_kind *kind = hand->agent->kind;
    return kind->read_as ? kind->read_as(hand, before, action, unit_random) : action;
}
