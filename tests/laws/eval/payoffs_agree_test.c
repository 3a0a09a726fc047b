/* Everybody who values a strategy over all hands pays the same: the listing of deals, vector walks, the values of spots and
 * yardsticks, held against ends that are paid by definition, chip by chip, for random strategies of every kind. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "eval/best_response.h"
#include "eval/exploit.h"
#include "eval/sampled.h"
#include "eval/values.h"
#include "eval/yardstick.h"
#include "support/paying.h"

#include <math.h>

/* A game, how many strategies of it, and spots on the last street with the cards that lie there. */
struct trial {
    const char *text;
    unsigned strategies;
    double scale; /* in chips: a large pot */
    const char *spot[3], *board;
};

static const struct trial trials[] = {
    {KUHN_TEXT, 1000, 1, {"", "r", "cr"}, NULL},
    {LEDUC_TEXT, 1000, 10, {"cc/", "rc/c", "crrc/r"}, "Qs"},
    {PAYING_KUHN_3P, 1000, 4, {NULL}, NULL},
    {PAYING_HOLDEM, 40, 500, {"cc/", "cc/c", NULL}, "Kh"},
};
enum { TRIALS = sizeof trials / sizeof *trials };

static struct paying paying;
static struct exploit exploit;

static void assert_near(const char *what, double found, double expected, double error)
{
    if (!(fabs(found - expected) <= error))
        fail_msg("%s: %.9f, by definition %.9f", what, found, expected);
}

/* Doubles through and through. */
static struct best_response check_listing(const struct trial *trial, const double mean[])
{
    struct best_response listed;
    assert_true(best_response_compute(&run_unattended, &paying.blueprint.tree, &paying.policy, &listed));
    for (unsigned p = 0; p < paying.deals.players; p++)
        assert_near("listing", listed.value[p], mean[p], 1e-12 * trial->scale);
    return listed;
}

/* Floats; the responses are by the listing. */
static void check_walk(const struct trial *trial, const double mean[], const struct best_response *listed)
{
    struct best_response walked;
    struct failure failure;
    must(exploit_run(&exploit, &paying.policy, &walked, &failure), &failure);
    for (unsigned p = 0; p < 2; p++) {
        assert_near("vector walk", walked.value[p], mean[p], 1e-6 * trial->scale);
        assert_near("vector walk's response", walked.best[p], listed->best[p], 1e-6 * trial->scale);
    }
}

/* --- values of spots --- */

static bool lies_on(const struct spot *spot, uint32_t deal)
{
    const card *cards = paying_cards(&paying, deal, 0) + paying.blueprint.game.hole_cards;
    for (unsigned i = 0; i < spot->board_cards; i++) {
        if (cards[i] != spot->board[i])
            return false;
    }
    return true;
}

/* The opponent's probability of acting as the line says, in every deal that has the spot's board; 0 in the others. */
static void reach_spot(const struct spot *spot, const struct line *line, double reach[])
{
    const struct all_deals *deals = &paying.deals;
    unsigned opponent = 1 - spot->node->player;
    for (uint32_t d = 0; d < deals->count; d++) {
        reach[d] = lies_on(spot, d);
        for (unsigned i = 0; i < line->steps; i++) {
            double probability[MENU_ACTIONS];
            const struct node *node = line->step[i].node;
            if (node->player != opponent || reach[d] == 0)
                continue;
            paying.policy.read(paying.policy.context, node, paying_cards(&paying, d, opponent), probability);
            reach[d] *= probability[line->step[i].chosen];
        }
    }
}

/* All hands together: what the player who acts gets from here on, besides what he has put in. */
static void check_spot(const struct trial *trial, const char *sequence)
{
    struct spot spot;
    struct line line;
    struct values values;
    struct tree_position position;
    struct failure failure;
    double *reach = memory_allocate(paying.deals.count, sizeof *reach);
    double *paid = memory_allocate((size_t)paying.deals.count * 2, sizeof *paid);
    double weight = 0, value = 0, expected_weight = 0, expected = 0;
    must(spot_open(&paying.blueprint, sequence, trial->board, &spot, &failure), &failure);
    must(tree_follow(&paying.blueprint.tree, sequence, &position, &failure), &failure);
    line_open(&spot, &line);
    must(values_open(&spot, &line, &values, &failure), &failure);
    assert_true(values.exact);
    values_add(&values, 1, 0);
    for (unsigned i = 0; i < values.combos; i++) {
        weight += values.weight[i];
        value += values.value[i];
    }
    reach_spot(&spot, &line, reach);
    paying_add(&paying, &paying.policy, position.at, reach, paid);
    for (uint32_t d = 0; d < paying.deals.count; d++) {
        expected_weight += reach[d];
        expected += paid[(size_t)d * 2 + spot.node->player] + reach[d] * spot.state.spent[spot.node->player];
    }
    assert_near("weight of a spot", weight, expected_weight, 1e-6 * (1 + expected_weight));
    assert_near("values of a spot", value, expected, 1e-6 * trial->scale * (1 + expected_weight));
    values_close(&values);
    line_close(&line);
    spot_close(&spot);
    memory_release(paid);
    memory_release(reach);
}

/* --- yardsticks --- */

static void read_folding(const void *context, const struct node *node, const card cards[], double probability[])
{
    const unsigned *seat = context;
    (void)cards;
    for (unsigned a = 0; a < node->actions; a++)
        probability[a] = a == (node->player == *seat ? 0 : node->actions - 1U);
}

/* Whoever always folds, and the others always raise what the menu has. */
static void check_yardstick(void)
{
    double lost, expected = 0;
    if (!yardstick_always_fold_within(&paying.blueprint.tree, &lost))
        return;
    for (unsigned seat = 0; seat < paying.deals.players; seat++) {
        double mean[GAME_PLAYERS];
        struct policy policy = {.read = read_folding, .context = &seat};
        memory_release(paying_values(&paying, &policy, mean));
        expected -= mean[seat] / paying.deals.players;
    }
    assert_near("always-fold within the menu", lost, expected, 1e-9);
    if (yardstick_always_fold(&paying.blueprint.game, &lost))
        assert_near("always-fold", lost, expected, 1e-9);
}

static void check(const struct trial *trial)
{
    struct failure failure;
    paying_open(&paying, trial->text, "three-sizes");
    bool two = paying.deals.players == 2;
    if (two)
        must(exploit_open(&run_unattended, &exploit, &paying.blueprint.tree, 1, &failure), &failure);
    for (unsigned i = 0; i < trial->strategies; i++) {
        double mean[GAME_PLAYERS];
        paying_draw(&paying, i % PAYING_KINDS, i);
        memory_release(paying_values(&paying, &paying.policy, mean));
        struct best_response listed = check_listing(trial, mean);
        if (!two)
            continue;
        check_walk(trial, mean, &listed);
        for (unsigned s = 0; s < 3 && trial->spot[s]; s++)
            check_spot(trial, trial->spot[s]);
    }
    check_yardstick();
    if (two)
        exploit_close(&exploit);
    paying_close(&paying);
}

static void all_who_value_strategies_pay_alike(void **state)
{
    (void)state;
    for (unsigned t = 0; t < TRIALS; t++)
        check(&trials[t]);
}

/* Boards that are drawn: the values of all strategies together within 4.5 standard errors. */
static void sampled_boards_pay_alike(void **state)
{
    (void)state;
    enum { STRATEGIES = 30, BOARDS = 60 };
    double apart = 0, variance = 0;
    paying_open(&paying, PAYING_HOLDEM, "three-sizes");
    for (unsigned i = 0; i < STRATEGIES; i++) {
        const struct sampled_plan plan = {.run = &run_unattended,
                                          .tree = &paying.blueprint.tree,
                                          .policy = &paying.policy,
                                          .boards = BOARDS,
                                          .seed = i,
                                          .workers = 1};
        struct sampled sampled;
        struct failure failure;
        double mean[2];
        paying_draw(&paying, i % PAYING_KINDS, i);
        memory_release(paying_values(&paying, &paying.policy, mean));
        must(sampled_compute(&plan, &sampled, &failure), &failure);
        apart += sampled.value.mean - mean[0];
        variance += estimate_variance(&sampled.value) / BOARDS;
    }
    print_message("%.3f chips apart, standard error %.3f\n", apart / STRATEGIES, sqrt(variance) / STRATEGIES);
    assert_near("sampled boards", apart, 0, 4.5 * sqrt(variance));
    paying_close(&paying);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_who_value_strategies_pay_alike),
        cmocka_unit_test(sampled_boards_pay_alike),
    };
    return cmocka_run_group_tests_name("payoffs agree", tests, NULL, NULL);
}
