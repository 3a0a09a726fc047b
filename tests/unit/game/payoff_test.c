/* What hands pay: pots worked out by hand, and the forms for two players against the general rule. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "game/payoff.h"
#include "support/chips.h"

#include <math.h>

enum { MOST = 6 /* chips that somebody puts in */ };

static void assert_payoff(unsigned players, const chips spent[], uint16_t folded, const hand_rank rank[],
                          const double expected[])
{
    double value[GAME_PLAYERS], sum = 0;
    payoff(players, spent, folded, rank, value);
    for (unsigned p = 0; p < players; p++) {
        assert_true(fabs(value[p] - expected[p]) < 1e-9);
        sum += value[p];
    }
    assert_true(fabs(sum) < 1e-9);
}

static void pots_go_where_they_belong(void **state)
{
    (void)state;
    /* Everybody folded to player 1, who gets his excess back. */
    assert_payoff(2, (const chips[]){100, 300}, 1, (const hand_rank[]){9, 0}, (const double[]){-100, 100});
    /* Unequal stakes at showdown: 100 each is contested, 200 comes back. */
    assert_payoff(2, (const chips[]){100, 300}, 0, (const hand_rank[]){9, 5}, (const double[]){100, -100});
    assert_payoff(2, (const chips[]){100, 300}, 0, (const hand_rank[]){5, 5}, (const double[]){0, 0});
    /* Main pot 3 x 100 = 300 to player 0; side pot 2 x 200 = 400 to player 2. */
    assert_payoff(3, (const chips[]){100, 300, 300}, 0, (const hand_rank[]){9, 3, 5}, (const double[]){200, -300, 100});
    /* The same with player 1 folded at 150: main pot 300, side pot 50 + 200 = 250. */
    assert_payoff(3, (const chips[]){100, 150, 300}, 2, (const hand_rank[]){9, 10, 5},
                  (const double[]){200, -150, -50});
    /* Main pot 4 x 100 split three ways between 0, 2 and 3; side pot 3 x 100 split between 2 and 3. */
    assert_payoff(4, (const chips[]){100, 200, 200, 200}, 0, (const hand_rank[]){7, 1, 7, 7},
                  (const double[]){400.0 / 3 - 100, -200, 400.0 / 3 + 150 - 200, 400.0 / 3 + 150 - 200});
    /* Three levels: 4 x 50 to player 0, 3 x 50 to player 1, 2 x 100 to player 3. */
    assert_payoff(4, (const chips[]){50, 100, 200, 200}, 0, (const hand_rank[]){9, 8, 1, 2},
                  (const double[]){150, 50, -200, 0});
}

/* Every end of two players: stakes up to MOST each, nobody or who put in less folded. */
typedef void visit_end(const chips spent[2], uint16_t folded);

static void each_end(visit_end *visit)
{
    for (chips first = 0; first <= MOST; first++) {
        for (chips second = 0; second <= MOST; second++) {
            const chips spent[2] = {first, second};
            visit(spent, 0);
            if (first < second)
                visit(spent, 1);
            if (second < first)
                visit(spent, 2);
        }
    }
}

/* What the general rule pays a player whose hand is `order` (1, 0, -1) against the other's. */
static double general(const chips spent[2], uint16_t folded, unsigned player, int order)
{
    hand_rank rank[2] = {5, 5};
    double value[2], expected[2];
    rank[player] = (hand_rank)(5 + order);
    payoff(2, spent, folded, rank, value);
    chips_pay(2, spent, folded, rank, expected);
    assert_true(value[0] == expected[0] && value[1] == expected[1]);
    return value[player];
}

static void compare(const chips spent[2], uint16_t folded)
{
    for (unsigned player = 0; player < 2; player++) {
        struct payoff_heads_up pays = payoff_heads_up(spent, folded, player);
        assert_true(pays.win == general(spent, folded, player, 1));
        assert_true(pays.tie == general(spent, folded, player, 0));
        assert_true(pays.lose == general(spent, folded, player, -1));
        if (folded >> player & 1)
            assert_true(pays.win == payoff_of_fold(spent, player));
    }
    double amount = payoff_amount(spent, folded);
    for (int order = -1; order <= 1; order++)
        assert_true(general(spent, folded, 0, order) == (folded ? amount : amount * order));
}

static void two_players_are_paid_by_the_general_rule(void **state)
{
    (void)state;
    each_end(compare);
}

/* Two players with different stacks: whose turn it is owes; the state is told by what they have put in. */
static void what_is_left_to_call_is_paid_as_if_called(void **state)
{
    (void)state;
    for (chips first = 1; first <= MOST; first++) {
        for (chips second = 1; second <= MOST; second++) {
            const struct game game = {.players = 2, .no_limit = true, .rounds = 1, .stack = {first, second}};
            for (chips to = 1; to <= first; to++) {
                const struct state raised = {.spent = {to, 0}, .max_spent = to, .player = 1};
                const chips called[2] = {to, to < second ? to : second};
                for (unsigned player = 0; player < 2; player++) {
                    struct payoff_heads_up pays = payoff_if_called(&game, &raised, player);
                    assert_true(pays.win == general(called, 0, player, 1));
                    assert_true(pays.tie == general(called, 0, player, 0));
                    assert_true(pays.lose == general(called, 0, player, -1));
                }
                assert_true(payoff_if_other_folds(&raised, 0) == general(raised.spent, 2, 0, 1));
            }
        }
    }
    const struct state raised = {.spent = {1, 4}, .max_spent = 4};
    assert_true(payoff_if_other_folds(&raised, 1) == 1);
}

/* Odds pay what hands pay in the mean. */
static void edges_are_worth_their_part_of_the_stake(void **state)
{
    (void)state;
    const chips spent[2] = {3, 5};
    struct payoff_heads_up pays = payoff_heads_up(spent, 0, 1);
    assert_true(payoff_stake(&pays) == 3);
    assert_true(payoff_mean(&pays, 1, 1) == pays.win && payoff_mean(&pays, 1, -1) == pays.lose);
    assert_true(payoff_mean(&pays, 1, 0) == pays.tie);
    assert_true(payoff_mean(&pays, 0.5, 0.25) == 0.375);
    /* Whoever is paid for nothing is paid so whatever the edge. */
    pays = (struct payoff_heads_up){5, 2, -1};
    assert_true(payoff_mean(&pays, 1, 1) == 5 && payoff_mean(&pays, 1, 0) == 2 && payoff_mean(&pays, 1, -1) == -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pots_go_where_they_belong),
        cmocka_unit_test(two_players_are_paid_by_the_general_rule),
        cmocka_unit_test(what_is_left_to_call_is_paid_as_if_called),
        cmocka_unit_test(edges_are_worth_their_part_of_the_stake),
    };
    return cmocka_run_group_tests_name("payoff", tests, NULL, NULL);
}
