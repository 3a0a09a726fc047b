/* What one iteration adds to the tables is on average what the theory says (Lanctot et al. 2009): the counterfactual
 * regret of every action, and the acting player's own reach times his strategy. The strategy is held fixed by large
 * regrets that are set back after each iteration; the expectation is computed over all deals. Targeted sampling (Jackson
 * 2017) comes to a node only as far as the traverser's own actions on streets that are not targeted lead there. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/random.h"
#include "eval/all_deals.h"
#include "support/training.h"

#include <math.h>

enum { ENTRIES = 4096, ITERATIONS = 200000 };
static const float SCALE = 8192;

/* More than five standard errors of the mean value of an iteration. */
static const double VALUE_TOLERANCE = 0.1;

/* One number for each entry of a street. */
struct moments {
    double mean, square;
};
static double regret_expected[GAME_ROUNDS][ENTRIES], sum_expected[GAME_ROUNDS][ENTRIES];
static struct moments regret_found[GAME_ROUNDS][ENTRIES], sum_found[GAME_ROUNDS][ENTRIES];
static float fixed[GAME_ROUNDS][ENTRIES];

/* Regrets in the proportions 0 to 3, at least one of a row above zero; with three players none is zero: what the third
 * never plays is never sampled. */
static void fix_strategy(struct training *training)
{
    struct random_stream random = random_stream_at(11, 0, 0);
    for (uint32_t n = 0; n < training->tree.nodes_count; n++) {
        const struct node *node = &training->tree.nodes[n];
        const struct table_street *street = &training->plan.tables.street[node->street];
        for (uint32_t b = 0; b < street->buckets; b++) {
            size_t index = table_index(street, b, node->row);
            assert_true(index + node->actions <= ENTRIES);
            for (unsigned a = 0; a < node->actions; a++)
                fixed[node->street][index + a] =
                    SCALE * (float)(random_below(&random, 4) + (a == 0 || training->game.players > 2));
        }
    }
}

static void reset(struct training *training)
{
    for (unsigned s = 0; s < training->plan.tables.streets; s++) {
        const struct table_street *street = &training->plan.tables.street[s];
        for (size_t i = 0; i < table_street_entries(street); i++) {
            table_store(&street->regret[i], fixed[s][i]);
            table_store(&street->sum[i], 0);
        }
    }
}

struct expectation {
    const struct training *training;
    const struct all_deals *deals;
    uint32_t deal;
    double own[GAME_PLAYERS][GAME_ROUNDS]; /* product of the player's probabilities on each street of the path */
};

/* How much of an iteration's regrets comes to a node of the player on this street. */
static double learnt(const struct expectation *e, unsigned player, unsigned street)
{
    const struct sampler_plan *plan = &e->training->plan;
    double sum = 0, before = 0;
    for (unsigned i = 0; i < plan->targets.count; i++) {
        double share = (double)plan->targets.until[i] - before;
        before = (double)plan->targets.until[i];
        for (unsigned s = 0; s < street; s++)
            share *= plan->targets.streets[i] >> s & 1 ? 1 : e->own[player][s];
        sum += plan->targets.streets[i] >> street & 1 ? share : 0;
    }
    return plan->sampler->is_targeted ? sum : 1;
}

/* And of its strategy sums. */
static double averaged(const struct sampler_plan *plan)
{
    double before = 0, share = 0;
    for (unsigned i = 0; i < plan->targets.count; i++) {
        if (plan->targets.streets[i] == TARGETS_ALL)
            share = (double)plan->targets.until[i] - before;
        before = (double)plan->targets.until[i];
    }
    return plan->sampler->is_targeted ? share : 1;
}

static size_t index_of(const struct expectation *e, const struct node *node)
{
    unsigned s = node->street;
    uint32_t view = e->deals->view[s][node->player * e->deals->count + e->deal];
    const card *cards = e->deals->cards[s] + (size_t)view * e->deals->view_cards[s];
    return table_index(&e->training->plan.tables.street[s], abstraction_bucket(&e->training->abstraction, s, cards),
                       node->row);
}

/* Adds what is expected below `ref` for this deal and writes everybody's expected chips. */
static void expect(struct expectation *e, node_ref ref, const double reach[], double value[])
{
    const struct tree *tree = &e->training->tree;
    unsigned players = tree->game->players;
    if (node_ref_is_terminal(ref)) {
        uint32_t terminal = node_ref_terminal(ref);
        payoff(players, &tree->spent[(size_t)terminal * players], tree->terminals[terminal].folded,
               &e->deals->rank[(size_t)e->deal * players], value);
        return;
    }
    const struct node *node = &tree->nodes[ref];
    unsigned player = node->player;
    size_t index = index_of(e, node);
    const float *row = &fixed[node->street][index];
    double total = 0, others = 1.0 / e->deals->count, below[MENU_ACTIONS][GAME_PLAYERS];
    for (unsigned a = 0; a < node->actions; a++)
        total += (double)row[a];
    for (unsigned p = 0; p < players; p++) {
        others *= p == player ? 1 : reach[p];
        value[p] = 0;
    }
    for (unsigned a = 0; a < node->actions; a++) {
        double probability = (double)row[a] / total, after[GAME_PLAYERS];
        memcpy(after, reach, sizeof after);
        after[player] *= probability;
        double own = e->own[player][node->street];
        e->own[player][node->street] *= probability;
        expect(e, tree->child[node->street][node->row + a], after, below[a]);
        e->own[player][node->street] = own;
        for (unsigned p = 0; p < players; p++)
            value[p] += probability * below[a][p];
        /* once for each traverser but the player himself */
        sum_expected[node->street][index + a] +=
            averaged(&e->training->plan) * (players - 1) * reach[player] * probability / e->deals->count;
    }
    for (unsigned a = 0; a < node->actions; a++)
        regret_expected[node->street][index + a] +=
            learnt(e, player, node->street) * others * (below[a][player] - value[player]);
}

static void measure(struct training *training)
{
    for (uint64_t i = 0; i < ITERATIONS; i++) {
        reset(training);
        /* A batch draws its targets once: one of each. */
        training_run(training, i * DEAL_BATCH, 1, 0.4F);
        for (unsigned s = 0; s < training->plan.tables.streets; s++) {
            const struct table_street *street = &training->plan.tables.street[s];
            for (size_t k = 0; k < table_street_entries(street); k++) {
                double regret = (double)(table_load(&street->regret[k]) - fixed[s][k]);
                double sum = (double)table_load(&street->sum[k]);
                regret_found[s][k].mean += regret / ITERATIONS;
                regret_found[s][k].square += regret * regret / ITERATIONS;
                sum_found[s][k].mean += sum / ITERATIONS;
                sum_found[s][k].square += sum * sum / ITERATIONS;
            }
        }
    }
}

/* Five standard errors, and what floats of the size of the fixed regrets cannot hold. */
static void assert_near(const struct moments *found, double expected)
{
    double error = sqrt((found->square - found->mean * found->mean) / ITERATIONS);
    if (fabs(found->mean - expected) > 5 * error + 0.001)
        fail_msg("found %.5f, expected %.5f, standard error %.5f", found->mean, expected, error);
}

static void check(const char *game, const struct sampler *sampler, const char *targets)
{
    struct training training;
    struct all_deals deals;
    memset(regret_expected, 0, sizeof regret_expected);
    memset(sum_expected, 0, sizeof sum_expected);
    memset(regret_found, 0, sizeof regret_found);
    memset(sum_found, 0, sizeof sum_found);
    training_open(&training, game, sampler, &schedule_uniform, 5);
    struct failure failure;
    if (targets)
        training_must(targets_read(&training.plan.targets, targets, training.game.rounds, &failure), &failure);
    fix_strategy(&training);
    all_deals_init(&training.game, &deals);
    double first_value = 0;
    for (uint32_t d = 0; d < deals.count; d++) {
        double value[GAME_PLAYERS], reach[GAME_PLAYERS];
        for (unsigned p = 0; p < GAME_PLAYERS; p++)
            reach[p] = 1;
        struct expectation e = {.training = &training, .deals = &deals, .deal = d};
        for (unsigned p = 0; p < GAME_PLAYERS; p++) {
            for (unsigned s = 0; s < GAME_ROUNDS; s++)
                e.own[p][s] = 1;
        }
        expect(&e, training.tree.root, reach, value);
        first_value += value[0] / deals.count;
    }
    measure(&training);
    for (unsigned s = 0; s < training.plan.tables.streets; s++) {
        for (size_t k = 0; k < table_street_entries(&training.plan.tables.street[s]); k++) {
            assert_near(&regret_found[s][k], regret_expected[s][k]);
            assert_near(&sum_found[s][k], sum_expected[s][k]);
        }
    }
    print_message("%s, %s: value %+.4f, found %+.4f\n", sampler->choice.name, game, first_value,
                  training.counters.utility / ITERATIONS);
    assert_true(fabs(training.counters.utility / ITERATIONS - first_value) < VALUE_TOLERANCE);
    all_deals_release(&deals);
    training_close(&training);
}

/* Every sampler of hands that learns on all streets at once. */
static void check_each(const char *game)
{
    for (size_t i = 0; samplers[i]; i++) {
        const struct sampler *sampler = sampler_of(samplers[i]);
        if (sampler->traverse && !sampler->is_targeted)
            check(game, sampler, NULL);
    }
}

static void samplers_of_hands_with_two_players(void **state)
{
    (void)state;
    check_each("kuhn.game");
}

static void samplers_of_hands_with_three_players(void **state)
{
    (void)state;
    check_each("kuhn.3p.game");
}

static void targeted_sampling(void **state)
{
    (void)state;
    check("leduc.game", &sampler_targeted, "12:0.3 2:0.4 1:0.3");
}

/* Leduc. Everybody raises or calls with positive regret before the board card, so that all of the tree is played; all
 * other regrets are `disliked`. */
struct pruned {
    struct training training;
    float disliked;
    uint32_t ends, goes_on, last_ends, last_goes_on; /* disliked entries that changed: first street, last street */
    float lowest;                                    /* of those */
};

static void each_entry(struct pruned *pruned, void (*visit)(struct pruned *, table_entry *, bool, bool, bool))
{
    const struct tree *tree = &pruned->training.tree;
    for (uint32_t n = 0; n < tree->nodes_count; n++) {
        const struct node *node = &tree->nodes[n];
        const struct table_street *street = &pruned->training.plan.tables.street[node->street];
        for (uint32_t entry = 0; entry < street->buckets * node->actions; entry++) {
            uint32_t action = node->row + entry % node->actions;
            bool terminal = node_ref_is_terminal(tree->child[node->street][action]);
            bool liked =
                node->street == 0 && (node->player == 0 ? !terminal : tree->action[0][action].kind == ACTION_CALL);
            visit(pruned, &street->regret[table_index(street, entry / node->actions, action)], liked, terminal,
                  node->street == 1);
        }
    }
}

static void prepare(struct pruned *pruned, table_entry *regret, bool liked, bool terminal, bool last)
{
    (void)terminal, (void)last;
    table_store(regret, liked ? -10 * pruned->disliked : pruned->disliked);
}

static void count(struct pruned *pruned, table_entry *regret, bool liked, bool terminal, bool last)
{
    float now = table_load(regret);
    if (liked || now == pruned->disliked)
        return;
    ++*(last ? terminal ? &pruned->last_ends : &pruned->last_goes_on : terminal ? &pruned->ends : &pruned->goes_on);
    if (now < pruned->lowest)
        pruned->lowest = now;
}

/* 2,000 iterations from `first` on, each from the same regrets. */
static struct pruned prune(struct pruning pruning, const struct schedule_rule *schedule, uint64_t first, float disliked)
{
    struct pruned pruned = {.disliked = disliked};
    training_open(&pruned.training, "leduc.game", &sampler_external, schedule, 5);
    pruned.training.plan.pruning = pruning;
    for (uint64_t i = first; i < first + 2000; i++) {
        each_entry(&pruned, prepare);
        training_run(&pruned.training, i, 1, 0);
        each_entry(&pruned, count);
    }
    training_close(&pruned.training);
    return pruned;
}

/* What has less regret than the threshold is skipped, its regret as it was, unless it ends the hand or stands on the
 * last street. */
static void pruning_skips_what_it_may(void **state)
{
    (void)state;
    struct pruning pruning = {.enabled = true, .threshold = -100, .floor = -2000, .probability = 1};
    struct pruned pruned = prune(pruning, &schedule_uniform, 0, -101);
    assert_int_equal(pruned.goes_on, 0);
    assert_true(pruned.ends > 0 && pruned.last_ends > 0 && pruned.last_goes_on > 0);
    assert_true(prune(pruning, &schedule_uniform, 0, -99).goes_on > 0);
    pruning.probability = 0;
    assert_true(prune(pruning, &schedule_uniform, 0, -101).goes_on > 0);
    pruning.probability = 1;
    pruning.enabled = false;
    assert_true(prune(pruning, &schedule_uniform, 0, -101).goes_on > 0);
}

/* Iteration t counts t times under linear weighting: thresholds, which are meant in chips, grow with it. */
static void pruning_grows_with_linear_weights(void **state)
{
    (void)state;
    struct pruning pruning = {.enabled = true, .threshold = -100, .floor = -200, .probability = 1};
    assert_true(prune(pruning, &schedule_linear, 9000, -100 * 8900).goes_on > 0);
    assert_int_equal(prune(pruning, &schedule_linear, 9000, -100 * 11100).goes_on, 0);
}

/* No regret falls below the floor. */
static void regrets_have_a_floor(void **state)
{
    (void)state;
    struct pruning pruning = {.enabled = true, .threshold = -100, .floor = -200, .probability = 1};
    assert_true(prune(pruning, &schedule_uniform, 0, -199.5F).lowest == -200);
    assert_true(prune(pruning, &schedule_linear, 99, -300).lowest < -300);
    pruning.enabled = false;
    assert_true(prune(pruning, &schedule_uniform, 0, -199.5F).lowest < -200);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(samplers_of_hands_with_two_players),
        cmocka_unit_test(samplers_of_hands_with_three_players),
        cmocka_unit_test(targeted_sampling),
        cmocka_unit_test(pruning_skips_what_it_may),
        cmocka_unit_test(pruning_grows_with_linear_weights),
        cmocka_unit_test(regrets_have_a_floor),
    };
    return cmocka_run_group_tests_name("unbiased", tests, NULL, NULL);
}
