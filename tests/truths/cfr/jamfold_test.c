/* Jam or fold with ten big blinds: known equities, the known value, the known range. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support/cards.h"
#include "support/sweeping.h"

#include <math.h>

static struct sweeping sweeping;

static slot_id slot_of(const char *hand)
{
    const struct board *board = &sweeping.sweep.game.boards.street[0].board[0];
    card cards[2];
    size_t count;
    assert_true(cards_parse(hand, cards, 2, &count));
    for (unsigned h = 0; h < board->hands; h++) {
        if ((board->hole[h][0] == cards[0] && board->hole[h][1] == cards[1]) ||
            (board->hole[h][0] == cards[1] && board->hole[h][1] == cards[0]))
            return board->slot[h];
    }
    fail_msg("no hand %s", hand);
    return 0;
}

/* The mean over the pairs of hands of two classes, in percent; a tie is half a pot. */
static double equity(const char *one, const char *other, unsigned pairs)
{
    unsigned slots = sweeping.sweep.game.boards.street[0].slots;
    double odds = (double)sweeping.sweep.game.runout[slot_of(one) * slots + slot_of(other)];
    return 50 * (1 + odds / pairs);
}

static void equities_are_the_known_ones(void **state)
{
    (void)state;
    assert_true(fabs(equity("AcAd", "KhKs", 36) - 81.946050) < 5e-6);
    assert_true(fabs(equity("AcKc", "QhQs", 24) - 46.048526) < 5e-6);
    assert_true(fabs(equity("2c2d", "AhKs", 72) - 52.649165) < 5e-6);
}

/* The second player's share of hands that take the last action at his first node. */
static double share_of_last_action(const struct node *node)
{
    const struct board *board = &sweeping.sweep.game.boards.street[0].board[0];
    struct tables_view view = {&sweeping.abstraction, &sweeping.tables};
    struct policy policy = tables_policy(&view);
    double share = 0;
    for (unsigned h = 0; h < board->hands; h++) {
        double probability[MENU_ACTIONS];
        policy.read(policy.context, node, board->hole[h], probability);
        share += probability[node->actions - 1] / board->hands;
    }
    return share;
}

static void value_and_ranges_are_the_known_ones(void **state)
{
    (void)state;
    double best[2];
    sweeping_run(&sweeping, 0, 1000);
    struct vector_walk *walk = &sweeping.sweep.worker[0].walk;
    walk->mode = VECTOR_RESPOND;
    walk->strategy = walk->engine->average;
    for (unsigned p = 0; p < 2; p++) {
        walk->traverser = p;
        best[p] = vector_walk_whole(walk) / 2; /* big blinds */
    }
    print_message("small blind's value between %.7f and %.7f\n", -best[0], best[1]);
    assert_true((best[0] + best[1]) / 2 < 0.05e-3);
    assert_true(fabs(best[1] + 0.0453708) < 1e-5 && fabs(best[0] - 0.0453708) < 1e-5);
    double jam = share_of_last_action(&sweeping.tree.nodes[0]), call = share_of_last_action(&sweeping.tree.nodes[1]);
    print_message("jams %.3f %%, calls %.3f %%\n", 100 * jam, 100 * call);
    assert_true(fabs(jam - 0.58284) < 0.002 && fabs(call - 0.37376) < 0.002);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equities_are_the_known_ones),
        cmocka_unit_test(value_and_ranges_are_the_known_ones),
    };
    sweeping_open(&sweeping, "jamfold.10bb.game", "jamfold", &schedule_dcfr, 1);
    int failed = cmocka_run_group_tests_name("jam or fold", tests, NULL, NULL);
    sweeping_close(&sweeping);
    return failed;
}
