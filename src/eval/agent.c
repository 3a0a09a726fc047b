#include "eval/agent.h"

#include "eval/translate.h"

#include <assert.h>
#include <string.h>

static const char *const names[] = {"always-fold", "always-call", "always-raise", "random"};
static const enum agent_kind kinds[] = {AGENT_FOLD, AGENT_CALL, AGENT_RAISE, AGENT_RANDOM};

enum { NAMES = sizeof names / sizeof *names };

bool agent_named(const char *name, const struct game *game, struct agent *agent)
{
    for (unsigned i = 0; i < NAMES; i++) {
        if (strcmp(name, names[i]) == 0) {
            *agent = (struct agent){.kind = kinds[i], .game = game};
            return true;
        }
    }
    return false;
}

const char *const *agent_names(unsigned *count)
{
    *count = NAMES;
    return names;
}

struct agent agent_of_blueprint(const struct blueprint *blueprint)
{
    assert(blueprint->has_buckets);
    return (struct agent){.kind = AGENT_BLUEPRINT, .game = &blueprint->game, .blueprint = blueprint};
}

/* --- the own tree --- */

static void list_offered(struct agent_hand *hand)
{
    const struct tree *tree = &hand->agent->blueprint->tree;
    hand->offered_count = hand->state.finished ? 0 : menu_actions(tree->menu, tree->game, &hand->state, hand->offered);
}

void agent_start(const struct agent *agent, unsigned player, struct agent_hand *hand)
{
    memset(hand, 0, sizeof *hand);
    hand->agent = agent;
    hand->player = player;
    if (agent->kind != AGENT_BLUEPRINT)
        return;
    state_start(agent->game, &hand->state);
    hand->at = agent->blueprint->tree.root;
    list_offered(hand);
}

/* The own tree and the real betting have come to the same player's turn on the same street. */
static bool is_in_step(const struct agent_hand *hand, const struct state *real)
{
    return hand->offered_count > 0 && hand->state.round == real->round && hand->state.player == real->player;
}

static void follow(struct agent_hand *hand, unsigned offered)
{
    const struct tree *tree = &hand->agent->blueprint->tree;
    if (hand->offered_count > 1) {
        const struct node *node = &tree->nodes[hand->at];
        hand->at = tree->child[node->street][node->row + offered];
    }
    state_apply(tree->game, &hand->state, hand->offered[offered]);
    list_offered(hand);
}

/* What an action of the own tree is in the real game. */
static struct action image(const struct agent_hand *hand, const struct state *real, struct action offered)
{
    const struct game *game = hand->agent->game;
    const struct action call = {ACTION_CALL, 0};
    chips low, high;
    if (offered.kind == ACTION_FOLD)
        return state_may_fold(game, real) ? offered : call;
    if (offered.kind == ACTION_CALL || !state_may_raise(game, real, &low, &high))
        return call;
    bool all_in = offered.to == game->stack[hand->state.player];
    double fraction = translate_fraction(game, &hand->state, offered.to);
    return (struct action){ACTION_RAISE, all_in ? high : translate_raise(game, real, fraction)};
}

/* --- choosing --- */

static unsigned add_once(struct agent_choice *choice, struct action action)
{
    unsigned i = 0;
    while (i < choice->count && (choice->action[i].kind != action.kind || choice->action[i].to != action.to))
        i++;
    choice->action[i] = action;
    choice->count += i == choice->count;
    return i;
}

static void add_random(const struct game *game, const struct state *real, struct agent_choice *choice)
{
    chips low, high;
    if (state_may_fold(game, real))
        add_once(choice, (struct action){ACTION_FOLD, 0});
    add_once(choice, (struct action){ACTION_CALL, 0});
    if (state_may_raise(game, real, &low, &high)) {
        add_once(choice, (struct action){ACTION_RAISE, low});
        add_once(choice, (struct action){ACTION_RAISE, translate_raise(game, real, 1)});
        add_once(choice, (struct action){ACTION_RAISE, high});
    }
}

static void add_builtin(const struct agent *agent, const struct state *real, struct agent_choice *choice)
{
    struct action action = {ACTION_CALL, 0};
    chips high;
    if (agent->kind == AGENT_RANDOM) {
        add_random(agent->game, real, choice);
        return;
    }
    if (agent->kind == AGENT_FOLD && state_may_fold(agent->game, real))
        action.kind = ACTION_FOLD;
    if (agent->kind == AGENT_RAISE && state_may_raise(agent->game, real, &action.to, &high))
        action.kind = ACTION_RAISE;
    add_once(choice, action);
}

void agent_choose(const struct agent_hand *hand, const struct state *real, struct agent_choice *choice)
{
    assert(!real->finished && real->player == hand->player);
    choice->count = 0;
    choice->node = NULL;
    if (hand->agent->kind != AGENT_BLUEPRINT) {
        add_builtin(hand->agent, real, choice);
    } else if (!is_in_step(hand, real)) {
        add_once(choice, (struct action){ACTION_CALL, 0});
    } else {
        for (unsigned i = 0; i < hand->offered_count; i++)
            choice->became[i] = (uint8_t)add_once(choice, image(hand, real, hand->offered[i]));
        if (hand->offered_count > 1)
            choice->node = &hand->agent->blueprint->tree.nodes[hand->at];
    }
}

bucket_id agent_bucket(const struct agent *agent, unsigned street, const card cards[])
{
    /* Streets without decisions have no buckets when these are lossless. */
    if (agent->kind != AGENT_BLUEPRINT || street >= agent->blueprint->abstraction.streets)
        return 0;
    return abstraction_bucket(&agent->blueprint->abstraction, street, cards);
}

void agent_strategy(const struct agent_hand *hand, const struct agent_choice *choice, bucket_id bucket,
                    double probability[])
{
    /* Without a node there is one action, or all are alike. */
    for (unsigned a = 0; a < choice->count; a++)
        probability[a] = choice->node ? 0 : 1.0 / choice->count;
    if (!choice->node)
        return;
    const uint16_t *row = blueprint_row(hand->agent->blueprint, choice->node, bucket);
    unsigned sum = 0;
    for (unsigned i = 0; i < choice->node->actions; i++)
        sum += row[i];
    for (unsigned i = 0; i < choice->node->actions; i++)
        probability[choice->became[i]] += sum ? (double)row[i] / sum : 1.0 / choice->node->actions;
}

/* --- observing --- */

/* Which of the offered raises first .. offered_count - 1 a real raise of the agent's own came from; when several
 * became the same one each is as likely. offered_count: none. */
static unsigned find_own(const struct agent_hand *hand, const struct state *before, struct action action,
                         unsigned first, double unit_random)
{
    unsigned found[MENU_ACTIONS], count = 0;
    for (unsigned i = first; i < hand->offered_count; i++) {
        if (image(hand, before, hand->offered[i]).to == action.to)
            found[count++] = i;
    }
    return count > 0 ? found[(unsigned)(unit_random * count)] : hand->offered_count;
}

/* An opponent's raise: the offered one that is the same in the real game, if exactly one is; all-in for all-in;
 * else by its size. What an offered size would come to is limited by the stack. */
static unsigned find_nearest(const struct agent_hand *hand, const struct state *before, struct action action,
                             unsigned first, double unit_random)
{
    const struct game *game = hand->agent->game;
    chips stack = game->stack[before->player];
    double size[MENU_ACTIONS], most = translate_fraction(game, before, stack);
    unsigned same = 0, last = hand->offered_count - 1, found = last;
    for (unsigned i = first; i <= last; i++) {
        if (image(hand, before, hand->offered[i]).to == action.to) {
            same++;
            found = i;
        }
        double fraction = translate_fraction(game, &hand->state, hand->offered[i].to);
        bool all_in = hand->offered[i].to == stack;
        size[i - first] = all_in || fraction > most ? most : fraction;
    }
    if (same == 1 || (action.to == stack && hand->offered[last].to == stack))
        return found;
    double real = translate_fraction(game, before, action.to);
    return first + translate_size(size, last - first + 1, real, unit_random);
}

void agent_observe(struct agent_hand *hand, const struct state *before, struct action action, double unit_random)
{
    if (hand->agent->kind != AGENT_BLUEPRINT || !is_in_step(hand, before))
        return;
    unsigned call = 0, first; /* offered are: fold, call, raises, of which each may be missing */
    call += hand->offered[0].kind == ACTION_FOLD && hand->offered_count > 1;
    first = call + (hand->offered[call].kind == ACTION_CALL);
    if (action.kind == ACTION_FOLD) {
        if (hand->offered[0].kind == ACTION_FOLD)
            follow(hand, 0);
        else
            hand->offered_count = 0;
    } else if (action.kind == ACTION_CALL || first >= hand->offered_count) {
        /* Where there is no calling (no limping) the smallest raise is nearest; where there is no raising, calling
         * is. */
        follow(hand, call);
    } else {
        unsigned own =
            before->player == hand->player ? find_own(hand, before, action, first, unit_random) : hand->offered_count;
        follow(hand, own < hand->offered_count ? own : find_nearest(hand, before, action, first, unit_random));
    }
}
