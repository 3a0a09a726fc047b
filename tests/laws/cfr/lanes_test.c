/* Folds and showdowns of a whole board, sixteen ends side by side, against the kernel for one of them (buckets/facing.h),
 * with floats; lanes_double_test.c is the same with doubles. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/random.h"
#include "cfr/lanes.h"
#include "support/facing.h"

#include <math.h>
#include <string.h>

enum { MOST = 1326, CLASSES = 7 };

/* Rounding of a number against a float's. */
static const double rounding = sizeof(real) == sizeof(double) ? 0x1p-29 : 1;

static lanes factor[CLASSES], own[CLASSES], enter[MOST], sum[CLASSES], left[MOST];
static uint16_t class_of[MOST];

static struct facing_board faced;

/* Lane l by the kernel, [hand]. */
static void value_lane(const struct board *board, unsigned l, bool showdown, double value[])
{
    double weight[MOST];
    for (unsigned h = 0; h < board->hands; h++)
        weight[h] = (double)factor[class_of[h]][l] * (double)enter[board->slot[h]][l];
    if (showdown)
        facing_showdown(&faced.hands, weight, 1, 0, -1, value);
    else
        facing_fold(&faced.hands, weight, 1, value);
}

/* What a class gets, and, weighed, what a slot gets. */
static void assert_equals_kernel(const struct board *board, bool showdown)
{
    for (unsigned l = 0; l < LANES; l++) {
        double of_class[CLASSES] = {0}, of_slot[MOST] = {0}, of_hand[MOST];
        unsigned in_class[CLASSES] = {0}, in_slot[MOST] = {0};
        value_lane(board, l, showdown, of_hand);
        for (unsigned h = 0; h < board->hands; h++) {
            double value = of_hand[h];
            in_class[class_of[h]]++;
            in_slot[board->slot[h]]++;
            of_class[class_of[h]] += value;
            of_slot[board->slot[h]] += value * (double)own[class_of[h]][l];
        }
        for (unsigned c = 0; c < CLASSES; c++)
            assert_true(fabs(of_class[c] - (double)sum[c][l]) <= rounding * 2e-6 * board->hands * in_class[c]);
        for (unsigned s = 0; s < board->slots; s++)
            assert_true(fabs(of_slot[s] - (double)left[s][l]) < rounding * 2e-6 * board->hands * in_slot[s]);
    }
}

static void run(const struct board *board, unsigned hole_cards, bool showdown)
{
    memset(sum, 0, sizeof sum);
    memset(left, 0, sizeof left);
    const struct lanes_hands hands = {board, hole_cards, class_of, factor, enter, sum, own, left};
    if (showdown)
        lanes_showdown(&hands);
    else
        lanes_fold(&hands);
    assert_equals_kernel(board, showdown);
}

static void fill(lanes block[], unsigned count, struct random_stream *random)
{
    for (unsigned i = 0; i < count; i++) {
        for (unsigned l = 0; l < LANES; l++)
            block[i][l] = (real)((double)random_next(random) * 0x1p-64);
    }
}

static void check(const char *text, unsigned every)
{
    struct failure failure = {.text = ""};
    struct game game;
    struct boards boards;
    struct random_stream random = random_stream_at(3, 0, 0);
    evaluator_init();
    if (!game_parse("test", text, &game, &failure) ||
        !boards_init(&run_unattended, &boards, &game, game.rounds, 10000000, &failure))
        fail_msg("%s", failure.text);
    for (uint32_t b = 0; b < boards.street[game.rounds - 1].count; b += every) {
        const struct board *board = &boards.street[game.rounds - 1].board[b];
        for (unsigned h = 0; h < board->hands; h++)
            class_of[h] = (uint16_t)random_below(&random, CLASSES);
        facing_board_of(&faced, board, game.hole_cards);
        fill(factor, CLASSES, &random);
        fill(own, CLASSES, &random);
        fill(enter, board->slots, &random);
        run(board, game.hole_cards, false);
        run(board, game.hole_cards, true);
    }
    boards_release(&boards);
}

static void two_hole_cards(void **state)
{
    (void)state;
    check("GAMEDEF\nnolimit\nnumPlayers = 2\nnumRounds = 2\nstack = 20 20\nblind = 2 1\nfirstPlayer = 2 1\n"
          "numSuits = 4\nnumRanks = 13\nnumHoleCards = 2\nnumBoardCards = 0 1\nEND GAMEDEF\n",
          5);
    check("GAMEDEF\nnolimit\nnumPlayers = 2\nnumRounds = 2\nstack = 20 20\nblind = 2 1\nfirstPlayer = 2 1\n"
          "numSuits = 3\nnumRanks = 4\nnumHoleCards = 2\nnumBoardCards = 0 5\nEND GAMEDEF\n",
          7);
}

static void one_hole_card(void **state)
{
    (void)state;
    check("GAMEDEF\nlimit\nnumPlayers = 2\nnumRounds = 2\nblind = 1 1\nraiseSize = 2 4\nfirstPlayer = 1 1\n"
          "maxRaises = 2 2\nnumSuits = 2\nnumRanks = 3\nnumHoleCards = 1\nnumBoardCards = 0 1\nEND GAMEDEF\n",
          1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_hole_cards),
        cmocka_unit_test(one_hole_card),
    };
    return cmocka_run_group_tests_name("lanes", tests, NULL, NULL);
}
