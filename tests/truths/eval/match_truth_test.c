/* Matches against what is known exactly: values of small games worked out by going over all deals, and matches that
 * are even by symmetry. Plain and corrected means must both be right; the corrected ones with less variance. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/random.h"
#include "eval/agent_policy.h"
#include "eval/agents.h"
#include "eval/best_response.h"
#include "eval/match.h"
#include "unit/eval/fixture.h"

#include <math.h>

/* Four streets, with limit betting, and a deck of eight. */
#define FOUR_STREETS_TEXT                                                                                              \
    "GAMEDEF\nlimit\nnumPlayers = 2\nnumRounds = 4\nblind = 2 1\nraiseSize = 2 2 4 4\nfirstPlayer = 2 1 1 1\n"         \
    "maxRaises = 1 2 2 1\nnumSuits = 2\nnumRanks = 4\nnumHoleCards = 1\nnumBoardCards = 0 1 1 1\nEND GAMEDEF\n"

/* Room for bets of many sizes. */
#define DEEP_TEXT                                                                                                      \
    "GAMEDEF\nnolimit\nnumPlayers = 2\nnumRounds = 2\nstack = 1000 1000\nblind = 100 50\nfirstPlayer = 2 1\n"          \
    "numSuits = 3\nnumRanks = 4\nnumHoleCards = 2\nnumBoardCards = 0 1\nEND GAMEDEF\n"

/* Two blueprints of one game. */
struct pair {
    struct fixture fixture[2];
    struct blueprint blueprint[2];
    struct agent agent[2];
};

/* Random strategies: some rows uniform, some pure, most mixed. */
static void fill_randomly(struct fixture *fixture, uint64_t seed)
{
    struct random_stream stream = random_stream_at(seed, 0, 0);
    for (unsigned s = 0; s < fixture->tables.streets; s++) {
        struct table_street *street = &fixture->tables.street[s];
        for (uint64_t i = 0; i < table_street_entries(street); i++)
            table_store(&street->sum[i], random_below(&stream, 3) ? random_unit_float(&stream) : 0);
    }
}

static void open_pair(struct pair *pair, const char *text, const char *menu_a, const char *menu_b)
{
    const char *const menu[2] = {menu_a, menu_b};
    for (unsigned i = 0; i < 2; i++) {
        fixture_open_with(&pair->fixture[i], "game", text, menu[i]);
        fill_randomly(&pair->fixture[i], i + 1);
        fixture_blueprint(&pair->fixture[i], &pair->blueprint[i]);
        pair->agent[i] = agent_of_policy(&pair->blueprint[i].tree, blueprint_as_policy(&pair->blueprint[i]));
    }
}

static void close_pair(struct pair *pair)
{
    for (unsigned i = 0; i < 2; i++) {
        blueprint_close(&pair->blueprint[i]);
        fixture_close(&pair->fixture[i]);
    }
}

/* One blueprint in each seat. */
struct seated {
    struct policy policy[2];
};

static void read_seated(const void *context, const struct node *node, const card cards[], double probability[])
{
    const struct policy *policy = &((const struct seated *)context)->policy[node->player];
    policy->read(policy->context, node, cards, probability);
}

/* What A wins in a seat, by going over all deals; the trees of both are the same. */
static double exact_value(const struct pair *pair, unsigned seat)
{
    struct seated seated;
    struct best_response result;
    seated.policy[seat] = blueprint_as_policy(&pair->blueprint[0]);
    seated.policy[1 - seat] = blueprint_as_policy(&pair->blueprint[1]);
    struct policy policy = {.read = read_seated, .context = &seated};
    must(best_response_feasible(&pair->blueprint[0].tree, NULL), &(struct failure){.text = "too large"});
    best_response_compute(&run_unattended, &pair->blueprint[0].tree, &policy, &result);
    return result.value[seat];
}

static struct match_estimates play(const struct agent *a, const struct agent *b, uint64_t deals, uint64_t seed)
{
    struct match_plan plan = {.run = &run_unattended, .a = a, .b = b, .deals = deals, .seed = seed, .workers = 2};
    struct match_estimates estimates;
    struct failure failure;
    must(match_play(&plan, &estimates, &failure), &failure);
    return estimates;
}

/* Within four standard errors: once in 16,000 by chance; the seeds are fixed. */
static void expect_mean(const struct estimate *estimate, double exact)
{
    double error = estimate_interval(estimate) / 1.959964;
    if (fabs(estimate->mean - exact) > 4 * error + 1e-9)
        fail_msg("%f +- %f is not %f", estimate->mean, error, exact);
}

static void expect_exact_values(const char *text, uint64_t deals, double least_ratio)
{
    struct pair pair;
    open_pair(&pair, text, "three-sizes", "three-sizes");
    double exact[2] = {exact_value(&pair, 0), exact_value(&pair, 1)};
    struct match_estimates result = play(&pair.agent[0], &pair.agent[1], deals, 11);
    expect_mean(&result.plain, (exact[0] + exact[1]) / 2);
    expect_mean(&result.corrected, (exact[0] + exact[1]) / 2);
    for (unsigned seat = 0; seat < 2; seat++)
        expect_mean(&result.seat[seat], exact[seat]);
    assert_true(estimate_variance(&result.plain) > least_ratio * estimate_variance(&result.corrected));
    close_pair(&pair);
}

static void small_games_have_their_exact_values(void **state)
{
    (void)state;
    expect_exact_values(KUHN_TEXT, 50000, 2);
    expect_exact_values(LEDUC_TEXT, 50000, 2);
    expect_exact_values(SMALL_FLOP_TEXT, 50000, 2);
    expect_exact_values(FOUR_STREETS_TEXT, 50000, 1.5);
}

/* The built-in random player of a limit game is the uniform strategy. */
static void random_play_in_leduc_is_the_uniform_strategy(void **state)
{
    (void)state;
    struct pair pair;
    struct agent random;
    open_pair(&pair, LEDUC_TEXT, "limit", "limit");
    assert_true(agent_named("random", &pair.blueprint[0].game, &random));
    struct seated seated[2] = {{{blueprint_as_policy(&pair.blueprint[0]), policy_uniform()}},
                               {{policy_uniform(), blueprint_as_policy(&pair.blueprint[0])}}};
    struct match_estimates result = play(&pair.agent[0], &random, 50000, 5);
    for (unsigned seat = 0; seat < 2; seat++) {
        struct best_response exact;
        struct policy policy = {.read = read_seated, .context = &seated[seat]};
        best_response_compute(&run_unattended, &pair.blueprint[0].tree, &policy, &exact);
        expect_mean(&result.seat[seat], exact.value[seat]);
    }
    close_pair(&pair);
}

/* Under different menus bets are translated, and the exact value is not known: both means must still agree. */
static void translation_does_not_bias_the_corrections(void **state)
{
    (void)state;
    struct pair pair;
    open_pair(&pair, DEEP_TEXT, "three-sizes", "classic");
    struct match_estimates result = play(&pair.agent[0], &pair.agent[1], 60000, 3);
    double plain = estimate_interval(&result.plain), corrected = estimate_interval(&result.corrected);
    assert_true(fabs(result.plain.mean - result.corrected.mean) < 2 * hypot(plain, corrected));
    assert_true(corrected < 0.8 * plain);
    expect_mean(&result.corrected, (result.seat[0].mean + result.seat[1].mean) / 2);
    close_pair(&pair);
}

/* Over twenty seeds at most three 95 % intervals miss, and the mean of all is within three standard errors. */
static void expect_even(const struct agent *a, const struct agent *b, uint64_t deals)
{
    unsigned outside = 0;
    struct estimate all = {0};
    for (uint64_t seed = 0; seed < 20; seed++) {
        struct match_estimates result = play(a, b, deals, seed);
        outside += fabs(result.corrected.mean) > estimate_interval(&result.corrected);
        estimate_merge(&all, &result.corrected);
    }
    assert_in_range(outside, 0, 3);
    assert_true(fabs(all.mean) <= 3 / 1.959964 * estimate_interval(&all));
}

static void equals_play_even(void **state)
{
    (void)state;
    struct pair pair;
    struct agent random;
    struct failure failure;
    struct game holdem;
    open_pair(&pair, SMALL_FLOP_TEXT, "three-sizes", "three-sizes");
    expect_even(&pair.agent[0], &pair.agent[0], 1000);
    must(game_load(HOLDEM_ROOT "/games/holdem.nolimit.2p.100bb.game", &holdem, &failure), &failure);
    assert_true(agent_named("random", &holdem, &random));
    expect_even(&random, &random, 1000);
    close_pair(&pair);
}

/* Against one who calls, always-fold loses half a blind as small blind and sees a showdown for a blind as big
 * blind, which is even: 250 mbb a hand. */
static void folding_against_calling_loses_half_the_small_blind(void **state)
{
    (void)state;
    struct agent fold, call;
    struct failure failure;
    struct game holdem;
    must(game_load(HOLDEM_ROOT "/games/holdem.nolimit.2p.100bb.game", &holdem, &failure), &failure);
    assert_true(agent_named("always-fold", &holdem, &fold) && agent_named("always-call", &holdem, &call));
    struct match_estimates result = play(&fold, &call, 20000, 7);
    expect_mean(&result.plain, -25);
    expect_mean(&result.corrected, -25);
    assert_true(result.seat[1].mean == -50);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(small_games_have_their_exact_values),
        cmocka_unit_test(random_play_in_leduc_is_the_uniform_strategy),
        cmocka_unit_test(translation_does_not_bias_the_corrections),
        cmocka_unit_test(equals_play_even),
        cmocka_unit_test(folding_against_calling_loses_half_the_small_blind),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
