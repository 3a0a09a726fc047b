/* A small game whose ends are paid by definition (support/chips.h), and a random strategy that is a blueprint's:
 * what the laws about payoffs hold everybody against.
 *
 * The blueprint is opened once; its rows are then memory of the table, so that another strategy costs no file. */
#ifndef SUPPORT_PAYING_H
#define SUPPORT_PAYING_H

#include "base/random.h"
#include "eval/agent.h"
#include "eval/agent_policy.h"
#include "eval/all_deals.h"
#include "support/chips.h"
#include "unit/eval/fixture.h"

/* Three players, two of each rank, so that some tie, and three different stacks. */
#define PAYING_KUHN_3P                                                                                                 \
    "GAMEDEF\nnolimit\nnumPlayers = 3\nnumRounds = 1\nstack = 4 2 3\nblind = 1 1 1\nfirstPlayer = 1\n"                 \
    "numSuits = 2\nnumRanks = 3\nnumHoleCards = 1\nnumBoardCards = 0\nEND GAMEDEF\n"
/* Hold'em of two streets with a deck of eight, different stacks, all-ins on both streets. */
#define PAYING_HOLDEM                                                                                                  \
    "GAMEDEF\nnolimit\nnumPlayers = 2\nnumRounds = 2\nstack = 800 500\nblind = 100 50\nfirstPlayer = 2 1\n"            \
    "numSuits = 2\nnumRanks = 4\nnumHoleCards = 2\nnumBoardCards = 0 1\nEND GAMEDEF\n"

/* Kinds of strategies: every action likely; some rows without some actions; one action for each row; mostly the first
 * action with weak hands and the last with strong ones, so that who comes to a showdown has reasons. */
enum paying_kind { PAYING_MIXED, PAYING_SPARSE, PAYING_PURE, PAYING_RANKED, PAYING_KINDS };

struct paying {
    struct fixture fixture;
    struct blueprint blueprint;
    struct policy policy; /* the blueprint's */
    struct agent agent;
    uint16_t *row[GAME_ROUNDS]; /* owned: the blueprint's */
    struct all_deals deals;
    double *paid; /* owned: [(terminal * deals + deal) * players + player] */
};

static inline const double *paying_at(const struct paying *paying, uint32_t terminal, uint32_t deal)
{
    return paying->paid + ((size_t)terminal * paying->deals.count + deal) * paying->deals.players;
}

static inline void paying_list(struct paying *paying)
{
    const struct tree *tree = &paying->blueprint.tree;
    unsigned players = tree->game->players;
    all_deals_init(tree->game, &paying->deals);
    paying->paid = memory_allocate((size_t)tree->terminals_count * paying->deals.count * players, sizeof(double));
    for (uint32_t t = 0; t < tree->terminals_count; t++) {
        for (uint32_t d = 0; d < paying->deals.count; d++)
            chips_pay(players, tree->spent + (size_t)t * players, tree->terminals[t].folded,
                      paying->deals.rank + (size_t)d * players,
                      paying->paid + ((size_t)t * paying->deals.count + d) * players);
    }
}

static inline void paying_open(struct paying *paying, const char *text, const char *menu)
{
    memset(paying, 0, sizeof *paying);
    fixture_open_with(&paying->fixture, "game", text, menu);
    fixture_blueprint(&paying->fixture, &paying->blueprint);
    for (unsigned s = 0; s < paying->blueprint.game.rounds; s++) {
        struct blueprint_street *street = &paying->blueprint.street[s];
        if (street->rows == 0)
            continue;
        if (street->buckets > street->part_buckets)
            abort();
        paying->row[s] = memory_allocate((size_t)street->buckets * street->rows, sizeof *paying->row[s]);
        street->parts[0] = paying->row[s];
    }
    paying->policy = blueprint_as_policy(&paying->blueprint);
    paying->agent = agent_of_policy(&paying->blueprint.tree, paying->policy);
    paying_list(paying);
}

static inline void paying_close(struct paying *paying)
{
    memory_release(paying->paid);
    all_deals_release(&paying->deals);
    blueprint_close(&paying->blueprint);
    fixture_close(&paying->fixture);
    for (unsigned s = 0; s < GAME_ROUNDS; s++)
        memory_release(paying->row[s]);
}

/* Hands that are better than one by chance are strong. */
static inline void paying_rank(struct paying *paying, struct random_stream *stream)
{
    const struct tree *tree = &paying->blueprint.tree;
    for (node_id n = 0; n < tree->nodes_count; n++) {
        const struct node *node = &tree->nodes[n];
        unsigned street = node->street, count = paying->deals.view_cards[street];
        const card *cards = paying->deals.cards[street];
        uint32_t views = paying->deals.views[street];
        hand_rank least = evaluate(cardset_of_all(cards + (size_t)random_below(stream, views) * count, count));
        for (uint32_t v = 0; v < views; v++, cards += count) {
            bucket_id bucket = abstraction_bucket(&paying->blueprint.abstraction, street, cards);
            uint16_t *row = paying->row[street] + (size_t)bucket * paying->blueprint.street[street].rows + node->row;
            unsigned taken = evaluate(cardset_of_all(cards, count)) > least ? node->actions - 1U : 0;
            for (unsigned a = 0; a < node->actions; a++)
                row[a] = a == taken ? 60000 : 1000;
        }
    }
}

/* Strategy `number` of a kind, for all seats. */
static inline void paying_draw(struct paying *paying, enum paying_kind kind, uint64_t number)
{
    const struct tree *tree = &paying->blueprint.tree;
    struct random_stream stream = random_stream_at(number, kind, 0x7061);
    if (kind == PAYING_RANKED) {
        paying_rank(paying, &stream);
        return;
    }
    for (node_id n = 0; n < tree->nodes_count; n++) {
        const struct node *node = &tree->nodes[n];
        const struct blueprint_street *street = &paying->blueprint.street[node->street];
        for (uint32_t b = 0; b < street->buckets; b++) {
            uint16_t *row = paying->row[node->street] + (size_t)b * street->rows + node->row;
            unsigned kept = random_below(&stream, node->actions);
            for (unsigned a = 0; a < node->actions; a++) {
                bool taken = a == kept || kind == PAYING_MIXED || (kind == PAYING_SPARSE && random_below(&stream, 2));
                row[a] = taken ? (uint16_t)(10000 + random_below(&stream, 50000)) : 0;
            }
        }
    }
}

/* What everybody is paid from a point of the tree on, deal by deal, times the deal's reach there:
 * value[deal * players + player], added to. */
static inline void paying_add(const struct paying *paying, const struct policy *policy, node_ref at,
                              const double reach[], double value[])
{
    const struct all_deals *deals = &paying->deals;
    if (node_ref_is_terminal(at)) {
        for (uint32_t d = 0; d < deals->count; d++) {
            for (unsigned p = 0; p < deals->players; p++)
                value[(size_t)d * deals->players + p] += reach[d] * paying_at(paying, node_ref_terminal(at), d)[p];
        }
        return;
    }
    const struct tree *tree = &paying->blueprint.tree;
    const struct node *node = &tree->nodes[at];
    unsigned street = node->street;
    const uint32_t *view = deals->view[street] + (size_t)node->player * deals->count;
    double *probability = memory_allocate((size_t)deals->views[street] * node->actions, sizeof *probability);
    double *below = memory_allocate(deals->count, sizeof *below);
    for (uint32_t v = 0; v < deals->views[street]; v++)
        policy->read(policy->context, node, deals->cards[street] + (size_t)v * deals->view_cards[street],
                     probability + (size_t)v * node->actions);
    for (unsigned a = 0; a < node->actions; a++) {
        for (uint32_t d = 0; d < deals->count; d++)
            below[d] = reach[d] * probability[(size_t)view[d] * node->actions + a];
        paying_add(paying, policy, tree->child[street][node->row + a], below, value);
    }
    memory_release(below);
    memory_release(probability);
}

/* What everybody is paid in each deal when all play by the policy: [deal * players + player]; and the means. */
static inline double *paying_values(const struct paying *paying, const struct policy *policy, double mean[])
{
    const struct all_deals *deals = &paying->deals;
    double *reach = memory_allocate(deals->count, sizeof *reach);
    double *value = memory_allocate((size_t)deals->count * deals->players, sizeof *value);
    for (uint32_t d = 0; d < deals->count; d++)
        reach[d] = 1;
    paying_add(paying, policy, paying->blueprint.tree.root, reach, value);
    for (unsigned p = 0; p < deals->players; p++) {
        mean[p] = 0;
        for (uint32_t d = 0; d < deals->count; d++)
            mean[p] += value[(size_t)d * deals->players + p] / deals->count;
    }
    memory_release(reach);
    return value;
}

/* Cards as a player sees them in a deal when all board cards lie. */
static inline const card *paying_cards(const struct paying *paying, uint32_t deal, unsigned player)
{
    const struct all_deals *deals = &paying->deals;
    unsigned last = deals->streets - 1;
    return deals->cards[last] +
           (size_t)deals->view[last][(size_t)player * deals->count + deal] * deals->view_cards[last];
}

#endif
