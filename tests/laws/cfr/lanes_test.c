/* Folds and showdowns of a whole board against the plain double loop over pairs of hands, with floats;
 * lanes_double_test.c is the same with doubles. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/random.h"
#include "cfr/lanes.h"

#include <math.h>
#include <string.h>

enum { MOST = 1326, CLASSES = 7 };

/* Rounding of a number against a float's. */
static const double rounding = sizeof(real) == sizeof(double) ? 0x1p-29 : 1;

static lanes factor[CLASSES], own[CLASSES], enter[MOST], sum[CLASSES], left[MOST];
static uint16_t class_of[MOST];

static bool disjoint(const card a[2], const card b[2])
{
    return a[0] != b[0] && a[0] != b[1] && a[1] != b[0] && a[1] != b[1];
}

static double value_of(const struct board *board, unsigned h, unsigned l, bool showdown)
{
    double value = 0;
    for (unsigned g = 0; g < board->hands; g++) {
        int sign = showdown ? (board->rank[h] > board->rank[g]) - (board->rank[h] < board->rank[g]) : 1;
        if (disjoint(board->hole[h], board->hole[g]))
            value += sign * (double)factor[class_of[g]][l] * (double)enter[board->slot[g]][l];
    }
    return value;
}

/* What a class gets, and, weighed, what a slot gets. */
static void assert_equals_pairs(const struct board *board, bool showdown)
{
    for (unsigned l = 0; l < LANES; l += 5) {
        double of_class[CLASSES] = {0}, of_slot[MOST] = {0};
        unsigned in_class[CLASSES] = {0}, in_slot[MOST] = {0};
        for (unsigned h = 0; h < board->hands; h++) {
            double value = value_of(board, h, l, showdown);
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
    assert_equals_pairs(board, showdown);
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
    if (!game_parse("test", text, &game, &failure) || !boards_init(&boards, &game, game.rounds, 10000000, &failure))
        fail_msg("%s", failure.text);
    for (uint32_t b = 0; b < boards.street[game.rounds - 1].count; b += every) {
        const struct board *board = &boards.street[game.rounds - 1].board[b];
        for (unsigned h = 0; h < board->hands; h++)
            class_of[h] = (uint16_t)random_below(&random, CLASSES);
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
