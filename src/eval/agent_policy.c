#include "eval/agent_policy.h"

#include "eval/translate.h"

#include <assert.h>
#include <string.h>

/* --- the table --- */

/* How much alike the seats are when those of the table are turned by `turn`: first to act and blinds, position by
 * position. */
static unsigned alike(const struct game *own, const struct game *table, unsigned turn)
{
    unsigned players = own->players, same = 0;
    for (unsigned r = 0; r < own->rounds; r++)
        same += own->first_player[r] == (table->first_player[r] + turn) % players;
    for (unsigned p = 0; p < players; p++) {
        chips there = table->blind[p], here = own->blind[(p + turn) % players];
        same += (there > 0) == (here > 0);
        same += (there == game_big_blind(table)) == (here == game_big_blind(own));
    }
    return same;
}

static bool check_table(const struct game *own, const struct game *table, struct failure *failure)
{
    if (table->players != own->players)
        return failure_set(failure, "%s is for %u players, and the strategy, of %s, for %u", table->name,
                           table->players, own->name, own->players);
    if (table->rounds != own->rounds || table->hole_cards != own->hole_cards || table->deck.ranks != own->deck.ranks ||
        table->deck.suits != own->deck.suits ||
        memcmp(table->board_cards, own->board_cards, own->rounds * sizeof *own->board_cards) != 0)
        return failure_set(failure, "%s has other cards or rounds than %s, which the strategy is of", table->name,
                           own->name);
    if (table->no_limit != own->no_limit)
        return failure_set(failure, "%s is %s, and the strategy, of %s, is not", table->name,
                           table->no_limit ? "no-limit" : "limit", own->name);
    return true;
}

static bool sit(struct agent *agent, const struct game *table, struct agent_table *how, struct failure *failure)
{
    const struct game *own = agent->tree->game;
    unsigned best = 0;
    if (!check_table(own, table, failure))
        return false;
    for (unsigned turn = 1; turn < own->players; turn++)
        best = alike(own, table, turn) > alike(own, table, best) ? turn : best;
    agent->turn = best;
    how->fits_seats = alike(own, table, best) == own->rounds + 2U * own->players;
    how->is_other = agent->is_away = game_fingerprint(table) != game_fingerprint(own);
    return true;
}

/* --- the own tree --- */

static void start(struct agent_hand *hand)
{
    const struct tree *tree = hand->agent->tree;
    hand->is_exact = !hand->agent->is_away;
    hand->at = tree->root;
    if (!hand->is_exact)
        state_start(tree->game, &hand->state);
}

/* A position of the game in the own tree. */
static unsigned own_seat(const struct agent *agent, unsigned position)
{
    return (position + agent->turn) % agent->game->players;
}

/* A point of the own tree that has come to the same player's turn on the same street as the real betting. */
struct point {
    const struct state *state;
    const struct node *node;      /* NULL: a single action is offered */
    const struct action *offered; /* by the menu, in the own tree's chips: fold, call, raises, each of which may lack */
    unsigned count;
    struct action single[MENU_ACTIONS];
};

/* False when the tree waits. */
static bool find_point(const struct agent_hand *hand, const struct state *real, struct point *point)
{
    const struct tree *tree = hand->agent->tree;
    point->state = hand->is_exact ? real : &hand->state;
    unsigned seat = own_seat(hand->agent, real->player);
    if (point->state->finished || point->state->round != real->round || point->state->player != seat)
        return false;
    point->node = node_ref_is_terminal(hand->at) ? NULL : &tree->nodes[hand->at];
    /* Who has checked for want of a choice acts again on the street only after somebody's decision, so a node of
     * the same player and street is no later point. */
    if (point->node && point->node->player == seat && point->node->street == real->round) {
        point->offered = tree->action[real->round] + point->node->row;
        point->count = point->node->actions;
    } else {
        point->node = NULL;
        point->offered = point->single;
        point->count = menu_actions(tree->menu, tree->game, point->state, point->single);
    }
    return true;
}

/* The own tree goes on with an offered action for `action` of the real betting. */
static void follow(struct agent_hand *hand, const struct point *point, unsigned offered, struct action action)
{
    const struct tree *tree = hand->agent->tree;
    bool is_exact = hand->is_exact && agent_same_action(point->offered[offered], action);
    if (!is_exact) {
        hand->state = *point->state;
        state_apply(tree->game, &hand->state, point->offered[offered]);
    }
    hand->is_exact = is_exact;
    if (point->node)
        hand->at = tree->child[point->node->street][point->node->row + offered];
}

/* What an action of the own tree is in the real game. */
static struct action image(const struct agent_hand *hand, const struct point *point, const struct state *real,
                           struct action offered)
{
    const struct game *game = hand->agent->game, *own = hand->agent->tree->game;
    const struct action call = {ACTION_CALL, 0};
    chips low, high;
    if (hand->is_exact)
        return offered;
    if (offered.kind == ACTION_FOLD)
        return state_may_fold(game, real) ? offered : call;
    if (offered.kind == ACTION_CALL || !state_effective_raise(game, real, &low, &high))
        return call;
    bool all_in = offered.to >= state_effective_stack(own, point->state);
    double fraction = translate_fraction(own, point->state, offered.to);
    return (struct action){ACTION_RAISE, all_in ? high : translate_raise(game, real, fraction)};
}

/* --- choosing --- */

static void choose(const struct agent_hand *hand, const struct state *real, struct agent_choice *choice)
{
    struct point point;
    if (!find_point(hand, real, &point)) {
        agent_choice_add(choice, (struct action){ACTION_CALL, 0});
        return;
    }
    for (unsigned i = 0; i < point.count; i++)
        choice->became[i] = (uint8_t)agent_choice_add(choice, image(hand, &point, real, point.offered[i]));
    choice->node = point.node;
}

static bucket_id find_bucket(const struct agent *agent, unsigned street, const card cards[])
{
    /* Streets without decisions may have no buckets. */
    if (agent->tree->street_rows[street] == 0)
        return 0;
    return agent->policy.locate(agent->policy.context, street, cards);
}

static void read_strategy(const struct agent_hand *hand, const struct agent_choice *choice, bucket_id bucket,
                          double probability[])
{
    /* Without a node there is one action, or all are alike. */
    if (!choice->node) {
        agent_choice_share(choice, probability);
        return;
    }
    double offered[MENU_ACTIONS];
    const struct policy *policy = &hand->agent->policy;
    policy->read_at(policy->context, choice->node, bucket, offered);
    filter_apply(&hand->agent->filters, choice->node->street, offered, choice->node->actions);
    for (unsigned a = 0; a < choice->count; a++)
        probability[a] = 0;
    for (unsigned i = 0; i < choice->node->actions; i++)
        probability[choice->became[i]] += offered[i];
}

/* --- observing --- */

/* A raise of the agent's own: the offered raise, from `first` on, that became it; each of several is as likely.
 * point->count: none. */
static unsigned find_own(const struct agent_hand *hand, const struct point *point, const struct state *before,
                         struct action action, unsigned first, double unit_random)
{
    unsigned found[MENU_ACTIONS], count = 0;
    for (unsigned i = first; i < point->count; i++) {
        if (agent_same_action(image(hand, point, before, point->offered[i]), action))
            found[count++] = i;
    }
    return count > 0 ? found[(unsigned)(unit_random * count)] : point->count;
}

/* An opponent's raise: the offered one that is the same in the real game, if exactly one is; all-in for all-in, which
 * is all that anybody can call; else by its size. What an offered size would come to is limited by the effective
 * stack. */
static unsigned find_nearest(const struct agent_hand *hand, const struct point *point, const struct state *before,
                             struct action action, unsigned first, double unit_random)
{
    const struct game *game = hand->agent->game, *own = hand->agent->tree->game;
    chips stack = state_effective_stack(game, before), own_stack = state_effective_stack(own, point->state);
    double size[MENU_ACTIONS], most = translate_fraction(game, before, stack);
    unsigned matches = 0, last = point->count - 1, found = last;
    for (unsigned i = first; i <= last; i++) {
        if (agent_same_action(image(hand, point, before, point->offered[i]), action)) {
            matches++;
            found = i;
        }
        double fraction = translate_fraction(own, point->state, point->offered[i].to);
        bool all_in = point->offered[i].to >= own_stack;
        size[i - first] = all_in || fraction > most ? most : fraction;
    }
    if (matches == 1 || (action.to >= stack && point->offered[last].to >= own_stack))
        return found;
    double real = translate_fraction(game, before, action.to);
    return first + translate_size(size, last - first + 1, real, unit_random);
}

/* The offered action that is the same; point->count: none. */
static unsigned find_same(const struct point *point, struct action action)
{
    unsigned i = 0;
    while (i < point->count && !agent_same_action(point->offered[i], action))
        i++;
    return i;
}

static unsigned find_action(const struct agent_hand *hand, const struct point *point, const struct state *before,
                            struct action action, double unit_random)
{
    unsigned found = hand->is_exact || action.kind == ACTION_CALL ? find_same(point, action) : point->count;
    if (found < point->count)
        return found;
    unsigned call = point->offered[0].kind == ACTION_FOLD && point->count > 1;
    unsigned first = call + (point->offered[call].kind == ACTION_CALL); /* raise */
    if (action.kind == ACTION_FOLD)
        return 0; /* the hand is over */
    /* Where there is no calling (no limping) the smallest raise is nearest; where there is no raising, calling is. */
    if (action.kind == ACTION_CALL || first >= point->count)
        return call;
    if (before->player == hand->player)
        found = find_own(hand, point, before, action, first, unit_random);
    return found < point->count ? found : find_nearest(hand, point, before, action, first, unit_random);
}

static void observe(struct agent_hand *hand, const struct state *before, struct action action, double unit_random)
{
    struct point point;
    if (find_point(hand, before, &point))
        follow(hand, &point, find_action(hand, &point, before, action, unit_random), action);
}

/* A raise beyond what anybody can call is the all-in that it comes to. */
static struct action read_as(const struct agent_hand *hand, const struct state *before, struct action action,
                             double unit_random)
{
    struct point point;
    if (!find_point(hand, before, &point))
        return action;
    struct action taken =
        image(hand, &point, before, point.offered[find_action(hand, &point, before, action, unit_random)]);
    chips most = state_effective_stack(hand->agent->game, before);
    bool same = taken.kind == action.kind && (taken.to == action.to || (taken.to >= most && action.to >= most));
    return same ? action : taken;
}

static const struct agent_kind policy_kind = {
    .choice = {"policy", "a strategy, such as a blueprint's"},
    .choose = choose,
    .sit = sit,
    .start = start,
    .bucket = find_bucket,
    .strategy = read_strategy,
    .observe = observe,
    .read_as = read_as,
};

struct agent agent_of_policy(const struct tree *tree, struct policy policy)
{
    assert(policy.locate && policy.read_at);
    return (struct agent){.kind = &policy_kind, .game = tree->game, .tree = tree, .policy = policy};
}
