/* Values of fixed strategies and of Kuhn's equilibria, as known from the literature and from other software.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "eval/best_response.h"
#include "unit/eval/fixture.h"

#include <math.h>

#define NEAR(a, b) assert_true(fabs((a) - (b)) < 1e-9)

static struct best_response evaluate_policy(const char *text, struct policy policy)
{
    struct fixture fixture;
    struct best_response result;
    fixture_game(&fixture, "game", text);
    assert_true(best_response_feasible(&fixture.tree, NULL));
    best_response_compute(&run_unattended, &fixture.tree, &policy, &result);
    fixture_close(&fixture);
    return result;
}

static void uniform_policies_have_the_known_nashconv(void **state)
{
    (void)state;
    NEAR(evaluate_policy(KUHN_TEXT, policy_uniform()).nashconv, 11.0 / 12);
    NEAR(evaluate_policy(KUHN_3P_TEXT, policy_uniform()).nashconv, 2.0625);
    struct best_response leduc = evaluate_policy(LEDUC_TEXT, policy_uniform());
    NEAR(leduc.nashconv, 4.747222222222222);
    NEAR(leduc.exploitability, 4.747222222222222 / 2);
}

/* Checking and folding to everything gives up the ante to anyone who bets. */
static void first_action_loses_the_ante(void **state)
{
    (void)state;
    NEAR(evaluate_policy(KUHN_TEXT, policy_first_action()).nashconv, 2);
    NEAR(evaluate_policy(LEDUC_TEXT, policy_first_action()).nashconv, 2);
    struct best_response three = evaluate_policy(KUHN_3P_TEXT, policy_first_action());
    for (unsigned p = 0; p < 3; p++) {
        NEAR(three.value[p], 0);
        NEAR(three.best[p], 2);
    }
    NEAR(three.exploitability, 2); /* the mean over the players */
}

/* Kuhn (1950): the first player bets the jack with alpha and the king with 3 alpha, checks the queen and
 * calls with it with alpha + 1/3; the second has one answer. */
struct kuhn {
    const struct node *root, *checked, *bet, *checked_bet;
    double alpha;
};

static void read_kuhn(const void *context, const struct node *node, const card cards[], double probability[])
{
    const struct kuhn *kuhn = context;
    unsigned hand = card_rank(cards[0]) - 10; /* 0 jack, 1 queen, 2 king: here the ranks are Q, K, A */
    double second = 0;                        /* of betting, or of calling a bet */
    if (node == kuhn->root)
        second = (double[]){kuhn->alpha, 0, 3 * kuhn->alpha}[hand];
    else if (node == kuhn->checked)
        second = (double[]){1.0 / 3, 0, 1}[hand];
    else if (node == kuhn->bet)
        second = (double[]){0, 1.0 / 3, 1}[hand];
    else if (node == kuhn->checked_bet)
        second = (double[]){0, kuhn->alpha + 1.0 / 3, 1}[hand];
    probability[0] = 1 - second;
    probability[1] = second;
}

static void kuhn_equilibria_cannot_be_exploited(void **state)
{
    (void)state;
    struct fixture fixture;
    fixture_game(&fixture, "kuhn", KUHN_TEXT);
    struct kuhn kuhn = {fixture_node(&fixture, ""), fixture_node(&fixture, "c"), fixture_node(&fixture, "r"),
                        fixture_node(&fixture, "cr"), 0};
    struct policy policy = {.read = read_kuhn, .context = &kuhn};
    for (int i = 0; i <= 3; i++) {
        struct best_response result;
        kuhn.alpha = i / 9.0;
        best_response_compute(&run_unattended, &fixture.tree, &policy, &result);
        NEAR(result.value[0], -1.0 / 18);
        NEAR(result.value[1], 1.0 / 18);
        NEAR(result.nashconv, 0);
    }
    fixture_close(&fixture);
}

/* Of the uniform policy: after so many reads it is enough. */
static struct {
    struct cancellation asked;
    uint64_t wanted, done;
} reads;

static void read_and_count(const void *context, const struct node *node, const card cards[], double probability[])
{
    struct policy uniform = policy_uniform();
    (void)context;
    if (++reads.done == reads.wanted)
        cancellation_request(&reads.asked);
    uniform.read(uniform.context, node, cards, probability);
}

/* What is asked for when the end has been requested already, as a last evaluation is, is done. */
static void a_cancellation_ends_a_listing_that_was_under_way(void **state)
{
    (void)state;
    struct fixture fixture;
    struct best_response result;
    const struct policy policy = {.read = read_and_count};
    const struct run_context run = {.cancellation = &reads.asked};
    fixture_game(&fixture, "leduc", LEDUC_TEXT);
    assert_true(best_response_compute(&run, &fixture.tree, &policy, &result));
    uint64_t all = reads.done;
    reads.done = 0;
    reads.wanted = all / 4;
    assert_false(best_response_compute(&run, &fixture.tree, &policy, &result));
    assert_true(reads.done < all / 2);
    reads.done = 0;
    assert_true(best_response_compute(&run, &fixture.tree, &policy, &result));
    assert_int_equal(reads.done, all);
    fixture_close(&fixture);
}

static void large_games_are_refused_with_numbers(void **state)
{
    (void)state;
    struct fixture fixture;
    struct failure failure;
    static const char text[] =
        "GAMEDEF\nlimit\nnumPlayers = 2\nnumRounds = 2\nblind = 1 1\nraiseSize = 2 4\nmaxRaises = 2 2\n"
        "numSuits = 4\nnumRanks = 13\nnumHoleCards = 2\nnumBoardCards = 0 3\nEND GAMEDEF\n";
    fixture_game(&fixture, "flop", text);
    assert_false(best_response_feasible(&fixture.tree, &failure));
    /* 1,326 x 1,225 x C(48, 3) = 1,624,350 x 17,296 */
    assert_non_null(strstr(failure.text, "28,094,757,600 deals"));
    assert_non_null(strstr(failure.text, "4,000,000"));
    fixture_close(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(uniform_policies_have_the_known_nashconv),
        cmocka_unit_test(first_action_loses_the_ante),
        cmocka_unit_test(kuhn_equilibria_cannot_be_exploited),
        cmocka_unit_test(a_cancellation_ends_a_listing_that_was_under_way),
        cmocka_unit_test(large_games_are_refused_with_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
