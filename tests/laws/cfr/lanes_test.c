/* Folds and showdowns of a whole board against the plain double loop over pairs of hands. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/random.h"
#include "cfr/lanes.h"

#include <math.h>
#include <string.h>

enum { MOST = 1326 };
static float reach[MOST][LANES], value[MOST][LANES];

static bool disjoint(const card a[2], const card b[2])
{
    return a[0] != b[0] && a[0] != b[1] && a[1] != b[0] && a[1] != b[1];
}

static void assert_equals_pairs(const struct board *board, bool showdown)
{
    for (unsigned h = 0; h < board->hands; h++) {
        for (unsigned l = 0; l < LANES; l += 5) {
            double sum = 0;
            for (unsigned g = 0; g < board->hands; g++) {
                int sign = showdown ? (board->rank[h] > board->rank[g]) - (board->rank[h] < board->rank[g]) : 1;
                if (disjoint(board->hole[h], board->hole[g]))
                    sum += sign * (double)reach[g][l];
            }
            assert_true(fabs(sum - (double)value[h][l]) < 2e-6 * board->hands);
        }
    }
}

static void check(const char *text, unsigned every)
{
    struct failure failure = {""};
    struct game game;
    struct boards boards;
    struct random_stream random = random_stream_at(3, 0, 0);
    evaluator_init();
    if (!game_parse("test", text, &game, &failure) || !boards_init(&boards, &game, game.rounds, 10000000, &failure))
        fail_msg("%s", failure.text);
    for (uint32_t b = 0; b < boards.street[game.rounds - 1].count; b += every) {
        const struct board *board = &boards.street[game.rounds - 1].board[b];
        for (unsigned h = 0; h < board->hands; h++) {
            for (unsigned l = 0; l < LANES; l++)
                reach[h][l] = random_unit_float(&random);
        }
        lanes_fold(board, game.hole_cards, reach, value);
        assert_equals_pairs(board, false);
        lanes_showdown(board, game.hole_cards, reach, value);
        assert_equals_pairs(board, true);
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
