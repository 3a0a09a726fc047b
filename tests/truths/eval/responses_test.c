/* Best responses as strategies: found here by a backward induction of its own, deal by deal, they win just what
 * best_response.c says that the best response wins; and who responds to a responder never gets less than he got before. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "eval/best_response.h"
#include "eval/exploit.h"
#include "eval/tables_policy.h"
#include "unit/eval/fixture.h"

#include <math.h>

/* Two hole cards, two suits, raises of several sizes. */
#define EIGHT_CARDS_TEXT                                                                                               \
    "GAMEDEF\nnolimit\nnumPlayers = 2\nnumRounds = 2\nstack = 400 300\nblind = 100 50\nfirstPlayer = 2 1\n"            \
    "numSuits = 2\nnumRanks = 4\nnumHoleCards = 2\nnumBoardCards = 0 1\nEND GAMEDEF\n"

enum { DECK_MOST = 8, KEYS = 1 << 2 * DECK_MOST, DEALS_MOST = 2000, STEPS = 4 };

/* As each player sees it: hole cards, then the board, of one card at most. */
struct deal {
    card cards[GAME_PLAYERS][3];
    hand_rank rank[GAME_PLAYERS];
};

/* A profile of strategies in which one player has responded to the profile before. */
struct profile {
    const struct table *table;
    struct policy before;
    unsigned responder;
    uint8_t *choice; /* owned: [number_of(node) * KEYS + what he sees] */
};

struct table {
    struct fixture fixture;
    unsigned deck;
    uint32_t deals;
    struct deal deal[DEALS_MOST];
    node_id *parent; /* owned: [node]; the root is its own */
    uint8_t *taken;  /* owned: [node]: the parent's action that leads there */
};

/* --- deals --- */

static void list_boards(struct table *table, struct deal *deal, cardset used)
{
    const struct game *game = &table->fixture.game;
    unsigned hole = game->hole_cards, board = game_board_cards(game, game->rounds - 1u);
    card deck[CARD_COUNT];
    deck_cards(game->deck, deck);
    for (unsigned i = 0; i < (board ? table->deck : 1); i++) {
        if (board && used & cardset_of(deck[i]))
            continue;
        for (unsigned p = 0; p < game->players; p++) {
            cardset seen = 0;
            deal->cards[p][hole] = deck[i];
            for (unsigned c = 0; c < hole + board; c++)
                seen |= cardset_of(deal->cards[p][c]);
            deal->rank[p] = evaluate(seen);
        }
        assert_true(table->deals < DEALS_MOST);
        table->deal[table->deals++] = *deal;
    }
}

static void list_hands(struct table *table, struct deal *deal, unsigned player, cardset used)
{
    const struct game *game = &table->fixture.game;
    bool two = game->hole_cards == 2;
    card deck[CARD_COUNT];
    deck_cards(game->deck, deck);
    if (player == game->players) {
        list_boards(table, deal, used);
        return;
    }
    for (unsigned i = 0; i < table->deck; i++) {
        for (unsigned j = two ? 0 : i; j < (two ? i : i + 1); j++) {
            cardset hand = cardset_of(deck[i]) | cardset_of(deck[j]);
            if (hand & used)
                continue;
            deal->cards[player][0] = deck[i];
            if (two)
                deal->cards[player][1] = deck[j];
            list_hands(table, deal, player + 1, used | hand);
        }
    }
}

/* What a player sees on a street: which cards he holds, which lie on the board. */
static unsigned key_of(const struct table *table, unsigned street, const card cards[])
{
    const struct game *game = &table->fixture.game;
    card deck[CARD_COUNT];
    unsigned key = 0;
    deck_cards(game->deck, deck);
    for (unsigned c = 0; c < game->hole_cards + game_board_cards(game, street); c++) {
        unsigned at = 0;
        while (deck[at] != cards[c])
            at++;
        key |= 1U << (c < game->hole_cards ? at : at + DECK_MOST);
    }
    return key;
}

/* --- strategies --- */

/* Who asks may have made up the node: only its street and row tell which it is. */
static size_t number_of(const struct table *table, const struct node *node)
{
    size_t number = node->row;
    for (unsigned street = 0; street < node->street; street++)
        number += table->fixture.tree.street_rows[street];
    return number;
}

static void read_profile(const void *context, const struct node *node, const card cards[], double probability[])
{
    const struct profile *profile = context;
    if (node->player != profile->responder) {
        profile->before.read(profile->before.context, node, cards, probability);
        return;
    }
    size_t at = number_of(profile->table, node) * KEYS + key_of(profile->table, node->street, cards);
    unsigned chosen = profile->choice[at];
    for (unsigned a = 0; a < node->actions; a++)
        probability[a] = a == chosen;
}

static struct policy policy_of(const struct profile *profile)
{
    return (struct policy){.read = read_profile, .context = profile};
}

/* What the player is paid in the mean, from a point on, in one deal. */
static double play_out(const struct table *table, const struct policy *policy, node_ref at, const struct deal *deal,
                       unsigned player)
{
    const struct tree *tree = &table->fixture.tree;
    double probability[MENU_ACTIONS], won[GAME_PLAYERS], mean = 0;
    if (node_ref_is_terminal(at)) {
        const uint32_t terminal = node_ref_terminal(at);
        payoff(tree->game->players, tree->spent + (size_t)terminal * tree->game->players,
               tree->terminals[terminal].folded, deal->rank, won);
        return won[player];
    }
    const struct node *node = &tree->nodes[at];
    policy->read(policy->context, node, deal->cards[node->player], probability);
    for (unsigned a = 0; a < node->actions; a++) {
        if (probability[a] > 0)
            mean += probability[a] * play_out(table, policy, tree->child[node->street][node->row + a], deal, player);
    }
    return mean;
}

static double value_of(const struct table *table, const struct policy *policy, unsigned player)
{
    double sum = 0;
    for (uint32_t d = 0; d < table->deals; d++)
        sum += play_out(table, policy, table->fixture.tree.root, &table->deal[d], player);
    return sum / table->deals;
}

/* The probability that the others play to a node. */
static double reach_of(const struct profile *profile, node_id at, const struct deal *deal)
{
    const struct table *table = profile->table;
    double reach = 1, probability[MENU_ACTIONS];
    for (; table->parent[at] != at; at = table->parent[at]) {
        const struct node *node = &table->fixture.tree.nodes[table->parent[at]];
        if (node->player == profile->responder)
            continue;
        profile->before.read(profile->before.context, node, deal->cards[node->player], probability);
        reach *= probability[table->taken[at]];
    }
    return reach;
}

/* Chooses at one node what is best for each thing that the responder may see, given his choices further down. */
static void choose(struct profile *profile, node_id at, double *worth)
{
    const struct table *table = profile->table;
    const struct tree *tree = &table->fixture.tree;
    const struct node *node = &tree->nodes[at];
    const struct policy policy = policy_of(profile);
    memset(worth, 0, (size_t)KEYS * MENU_ACTIONS * sizeof *worth);
    for (uint32_t d = 0; d < table->deals; d++) {
        const struct deal *deal = &table->deal[d];
        double reach = reach_of(profile, at, deal);
        unsigned key = key_of(table, node->street, deal->cards[node->player]);
        for (unsigned a = 0; a < node->actions && reach > 0; a++)
            worth[key * MENU_ACTIONS + a] +=
                reach * play_out(table, &policy, tree->child[node->street][node->row + a], deal, profile->responder);
    }
    for (unsigned key = 0; key < KEYS; key++) {
        unsigned best = 0;
        for (unsigned a = 1; a < node->actions; a++)
            best = worth[key * MENU_ACTIONS + a] > worth[key * MENU_ACTIONS + best] ? a : best;
        profile->choice[number_of(table, node) * KEYS + key] = (uint8_t)best;
    }
}

/* Nodes are numbered depth first: the last ones come last in every hand. */
static void respond(struct profile *profile, const struct table *table, struct policy before, unsigned responder)
{
    const struct tree *tree = &table->fixture.tree;
    double *worth = memory_allocate((size_t)KEYS * MENU_ACTIONS, sizeof *worth);
    size_t rows = 0;
    for (unsigned street = 0; street < tree->game->rounds; street++)
        rows += tree->street_rows[street];
    *profile = (struct profile){table, before, responder, memory_allocate(rows, KEYS)};
    for (node_id at = tree->nodes_count; at-- > 0;) {
        if (tree->nodes[at].player == responder)
            choose(profile, at, worth);
    }
    memory_release(worth);
}

/* --- the facts --- */

static void open_table(struct table *table, const char *text)
{
    struct deal deal;
    memset(table, 0, sizeof *table);
    fixture_open(&table->fixture, "game", text);
    fixture_fill(&table->fixture);
    const struct tree *tree = &table->fixture.tree;
    table->deck = (unsigned)deck_size(table->fixture.game.deck);
    assert_in_range(table->deck, 1, DECK_MOST);
    list_hands(table, &deal, 0, 0);
    table->parent = memory_allocate(tree->nodes_count, sizeof *table->parent);
    table->taken = memory_allocate(tree->nodes_count, sizeof *table->taken);
    for (node_id at = 0; at < tree->nodes_count; at++) {
        for (unsigned a = 0; a < tree->nodes[at].actions; a++) {
            node_ref child = tree->child[tree->nodes[at].street][tree->nodes[at].row + a];
            if (!node_ref_is_terminal(child)) {
                table->parent[child] = at;
                table->taken[child] = (uint8_t)a;
            }
        }
    }
}

static void close_table(struct table *table)
{
    memory_release(table->parent);
    memory_release(table->taken);
    fixture_close(&table->fixture);
}

static struct best_response evaluate_policy(const struct table *table, const struct policy *policy)
{
    struct best_response listed, walked;
    struct failure failure;
    best_response_compute(&run_unattended, &table->fixture.tree, policy, &listed);
    if (table->fixture.game.players == 2) {
        must(exploit_compute(&run_unattended, &table->fixture.tree, policy, 1, &walked, &failure), &failure);
        for (unsigned p = 0; p < 2; p++)
            assert_true(fabs(walked.best[p] - listed.best[p]) < 1e-5 * table->fixture.game.blind[0]);
    }
    return listed;
}

/* The players respond in turn, each to all that has been answered before him. */
static void expect_responses(const char *text, struct policy first, bool filled)
{
    struct table *table = memory_allocate(1, sizeof *table);
    struct profile profile[STEPS];
    open_table(table, text);
    struct tables_view view = {&table->fixture.abstraction, &table->fixture.tables};
    struct policy policy = filled ? tables_policy(&view) : first;
    unsigned players = table->fixture.game.players;
    double gained = 0;
    for (unsigned step = 0; step < STEPS; step++) {
        unsigned player = step % players;
        struct best_response before = evaluate_policy(table, &policy);
        assert_true(fabs(value_of(table, &policy, player) - before.value[player]) < 1e-9);
        respond(&profile[step], table, policy, player);
        policy = policy_of(&profile[step]);
        double won = value_of(table, &policy, player);
        assert_true(fabs(won - before.best[player]) < 1e-9);
        assert_true(won >= before.value[player] - 1e-9);
        gained += won - before.value[player];
        /* Who has just responded has nothing more to gain. */
        struct best_response after = evaluate_policy(table, &policy);
        assert_true(fabs(after.value[player] - won) < 1e-9);
        assert_true(fabs(after.best[player] - won) < 1e-9);
    }
    assert_true(gained > 0.1);
    for (unsigned step = 0; step < STEPS; step++)
        memory_release(profile[step].choice);
    close_table(table);
    memory_release(table);
}

static void in_kuhn(void **state)
{
    (void)state;
    expect_responses(KUHN_TEXT, policy_uniform(), false);
    expect_responses(KUHN_TEXT, policy_first_action(), false);
    expect_responses(KUHN_TEXT, policy_uniform(), true);
    expect_responses(KUHN_3P_TEXT, policy_uniform(), false);
    expect_responses(KUHN_3P_TEXT, policy_uniform(), true);
}

static void in_leduc(void **state)
{
    (void)state;
    expect_responses(LEDUC_TEXT, policy_uniform(), false);
    expect_responses(LEDUC_TEXT, policy_uniform(), true);
}

static void with_two_hole_cards(void **state)
{
    (void)state;
    expect_responses(EIGHT_CARDS_TEXT, policy_uniform(), true);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(in_kuhn),
        cmocka_unit_test(in_leduc),
        cmocka_unit_test(with_two_hole_cards),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
