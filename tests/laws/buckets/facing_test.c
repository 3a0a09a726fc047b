/* The kernel that weighs hands against hands: held against the plain double loop over pairs of hands, and what counts the
 * same in other shapes held against it (cfr/lanes.c is in lanes_test.c). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/memory.h"
#include "base/random.h"
#include "buckets/boards.h"
#include "buckets/runout.h"
#include "buckets/strength.h"
#include "cards/subset.h"
#include "support/facing.h"

#include <math.h>
#include <string.h>

enum { MOST = RANKED_MOST };

static struct facing_board faced;
static double weight[MOST], out[MOST];

static bool disjoint(unsigned a, unsigned b)
{
    for (unsigned i = 0; i < faced.hands.hole_cards; i++) {
        for (unsigned j = 0; j < faced.hands.hole_cards; j++) {
            if (faced.hole[a * faced.hands.hole_cards + i] == faced.hole[b * faced.hands.hole_cards + j])
                return false;
        }
    }
    return true;
}

/* By pairs; `pays`: to win, to tie, to lose. */
static double by_pairs(unsigned h, const double pays[3])
{
    double sum = 0;
    for (unsigned g = 0; g < faced.hands.count; g++) {
        hand_rank mine = ranked_rank(faced.key[h]), other = ranked_rank(faced.key[g]);
        if (disjoint(h, g))
            sum += weight[g] * pays[mine > other ? 0 : mine == other ? 1 : 2];
    }
    return sum;
}

static void check_board(const double pays[3])
{
    double error = 1e-11 * faced.hands.count;
    facing_showdown(&faced.hands, weight, pays[0], pays[1], pays[2], out);
    for (unsigned h = 0; h < faced.hands.count; h++)
        assert_true(fabs(out[h] - by_pairs(h, pays)) < error);
    facing_fold(&faced.hands, weight, pays[0], out);
    for (unsigned h = 0; h < faced.hands.count; h++)
        assert_true(fabs(out[h] - by_pairs(h, (const double[]){pays[0], pays[0], pays[0]})) < error);
}

static void read_game(const char *text, struct game *game, struct boards *boards)
{
    struct failure failure = {.text = ""};
    evaluator_init();
    if (!game_parse("test", text, game, &failure) ||
        !boards_init(&run_unattended, boards, game, game->rounds, 10000000, &failure))
        fail_msg("%s", failure.text);
}

static void check(const char *text, unsigned every)
{
    static const double pays[][3] = {{1, 0, -1}, {3, 1, -2}, {0, 0, 1}};
    struct random_stream random = random_stream_at(4, 0, 0);
    struct game game;
    struct boards boards;
    read_game(text, &game, &boards);
    const struct boards_street *last = &boards.street[game.rounds - 1];
    for (uint32_t b = 0; b < last->count; b += every) {
        facing_board_of(&faced, &last->board[b], game.hole_cards);
        for (unsigned h = 0; h < faced.hands.count; h++)
            weight[h] = random_below(&random, 4) ? random_unit(&random) : 0;
        for (unsigned i = 0; i < 3; i++)
            check_board(pays[i]);
    }
    boards_release(&boards);
}

#define TWO_CARDS                                                                                                      \
    "GAMEDEF\nnolimit\nnumPlayers = 2\nnumRounds = 2\nstack = 20 20\nblind = 2 1\nfirstPlayer = 2 1\n"                 \
    "numSuits = 3\nnumRanks = 4\nnumHoleCards = 2\nnumBoardCards = 0 2\nEND GAMEDEF\n"

static void the_kernel_is_the_sum_over_pairs(void **state)
{
    (void)state;
    check(TWO_CARDS, 3);
    check("GAMEDEF\nnolimit\nnumPlayers = 2\nnumRounds = 2\nstack = 20 20\nblind = 2 1\nfirstPlayer = 2 1\n"
          "numSuits = 4\nnumRanks = 13\nnumHoleCards = 2\nnumBoardCards = 0 1\nEND GAMEDEF\n",
          9);
    check("GAMEDEF\nlimit\nnumPlayers = 2\nnumRounds = 2\nblind = 1 1\nraiseSize = 2 4\nfirstPlayer = 1 1\n"
          "maxRaises = 2 2\nnumSuits = 2\nnumRanks = 3\nnumHoleCards = 1\nnumBoardCards = 0 1\nEND GAMEDEF\n",
          1);
}

/* Nothing that is left of differences of sums is taken for a weight. */
static void what_faces_nothing_faces_nothing(void **state)
{
    (void)state;
    struct game game;
    struct boards boards;
    read_game(TWO_CARDS, &game, &boards);
    facing_board_of(&faced, &boards.street[1].board[0], 2);
    for (unsigned mine = 0; mine < faced.hands.count; mine++) {
        for (unsigned h = 0; h < faced.hands.count; h++)
            weight[h] = disjoint(mine, h) ? 0 : 0.1 * (h + 1);
        facing_fold(&faced.hands, weight, 1, out);
        assert_true(out[mine] == 0);
    }
    boards_release(&boards);
}

static struct strength_tables tables;
static struct strength_scratch scratch;

/* Whole numbers: 2 * wins + ties against every hand alike. */
static void strengths_are_the_kernels(void **state)
{
    (void)state;
    struct random_stream random = random_stream_at(5, 0, 0);
    evaluator_init();
    strength_tables_init(&tables, (struct deck){CARD_RANKS, CARD_SUITS});
    for (unsigned trial = 0; trial < 20; trial++) {
        cardset board = 0;
        for (unsigned left = 5; left > 0;) {
            cardset drawn = cardset_of(tables.deck[random_below(&random, tables.deck_cards)]);
            left -= !(board & drawn);
            board |= drawn;
        }
        strength_of_board(&tables, board, &scratch);
        faced.hands =
            (struct facing_hands){.count = scratch.count, .hole_cards = 2, .hole = faced.hole, .key = scratch.keys};
        for (unsigned k = 0; k < scratch.count; k++) {
            faced.hole[2 * k] = scratch.low[ranked_number(scratch.keys[k])];
            faced.hole[2 * k + 1] = scratch.high[ranked_number(scratch.keys[k])];
            weight[k] = 1;
        }
        facing_showdown(&faced.hands, weight, 2, 1, 0, out);
        for (unsigned k = 0; k < scratch.count; k++)
            assert_true(out[k] == scratch.doubled[ranked_number(scratch.keys[k])]);
    }
}

/* The odds before the board, from every complete board that the kernel weighs for one slot after the other. */
static void odds_before_the_board_are_the_kernels(void **state)
{
    (void)state;
    struct failure failure;
    struct game game;
    struct boards boards;
    read_game(TWO_CARDS, &game, &boards);
    const struct board *first = &boards.street[0].board[0];
    const struct boards_street *last = &boards.street[1];
    float *odds = runout_new(&run_unattended, &game, first, &failure);
    double *expected = memory_allocate((size_t)first->slots * first->slots, sizeof *expected);
    double complete = subset_count((unsigned)deck_size(game.deck) - 4, 2);
    for (uint32_t b = 0; b < last->count; b++) {
        const struct board *board = &last->board[b];
        facing_board_of(&faced, board, 2);
        for (unsigned other = 0; other < first->slots; other++) {
            for (unsigned h = 0; h < board->hands; h++)
                weight[h] = board->parent_slot[board->slot[h]] == other;
            facing_showdown(&faced.hands, weight, 1, 0, -1, out);
            for (unsigned h = 0; h < board->hands; h++)
                expected[board->parent_slot[board->slot[h]] * first->slots + other] +=
                    board->weight * out[h] / complete;
        }
    }
    for (unsigned i = 0; i < (unsigned)first->slots * first->slots; i++)
        assert_true(fabs((double)odds[i] - expected[i]) < 1e-5);
    memory_release(expected);
    memory_release(odds);
    boards_release(&boards);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_kernel_is_the_sum_over_pairs),
        cmocka_unit_test(what_faces_nothing_faces_nothing),
        cmocka_unit_test(strengths_are_the_kernels),
        cmocka_unit_test(odds_before_the_board_are_the_kernels),
    };
    return cmocka_run_group_tests_name("facing", tests, NULL, NULL);
}
