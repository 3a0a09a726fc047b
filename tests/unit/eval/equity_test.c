/* Edges on flop, turn and river against a listing of the run-outs, one opponent's hand at a time; pairs and decks. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "eval/equity.h"
#include "support/cards.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Before the flop, four cards of a small deck each: hold'em's own is a truth that takes seconds. */
#define FOUR_STREETS(ranks)                                                                                            \
    "GAMEDEF\nnolimit\nnumPlayers = 2\nnumRounds = 4\nstack = 400 400\nblind = 2 1\nfirstPlayer = 2 1 1 1\n"           \
    "numSuits = 4\nnumRanks = " ranks "\nnumHoleCards = 2\nnumBoardCards = 0 3 1 1\nEND GAMEDEF\n"

static void open_equity(struct equity *equity, const char *text)
{
    struct game game;
    struct failure failure;
    evaluator_init();
    if (!game_parse("game", text, &game, &failure) || !equity_init(&run_unattended, equity, &game, &failure))
        fail_msg("%s", failure.text);
}

static cardset parse(const char *text)
{
    card cards[8];
    size_t count;
    cardset set = 0;
    assert_true(cards_parse(text, cards, 8, &count));
    for (size_t i = 0; i < count; i++)
        set |= cardset_of(cards[i]);
    return set;
}

/* Wins less losses over all boards that complete `board`, counted by recursion over the deck. */
static void count(struct deck deck, cardset board, unsigned to_come, card from, cardset mine, cardset other,
                  double *ahead, double *boards)
{
    if (to_come == 0) {
        hand_rank a = evaluate(board | mine), b = evaluate(board | other);
        *ahead += a > b ? 1 : a < b ? -1 : 0;
        *boards += 1;
        return;
    }
    for (card c = from; c < CARD_COUNT; c++) {
        if (deck_set(deck) & cardset_of(c) & ~(board | mine | other))
            count(deck, board | cardset_of(c), to_come - 1, (card)(c + 1), mine, other, ahead, boards);
    }
}

static double slow_edge(struct deck deck, cardset board, unsigned to_come, cardset mine, cardset other)
{
    double ahead = 0, boards = 0;
    count(deck, board, to_come, 0, mine, other, &ahead, &boards);
    return ahead / boards;
}

static void edges_are_those_of_a_listing(void **state)
{
    (void)state;
    static const struct {
        const char *mine, *board;
        unsigned to_come;
    } spots[] = {{"AhKh", "Qh9h9d", 2}, {"TdTs", "TcQcKc", 2}, {"JhQd", "TcKcAdTd", 1}, {"AsAc", "TcTdKdKcQd", 0}};
    static const char *const others[] = {"QdQs", "AdTh", "JsKs", "AdKs"};
    struct equity equity;
    open_equity(&equity, FOUR_STREETS("6"));
    for (size_t s = 0; s < sizeof spots / sizeof *spots; s++) {
        double edge[STRENGTH_PAIRS];
        cardset mine = parse(spots[s].mine), board = parse(spots[s].board);
        equity_edges(&equity, mine, board, edge);
        for (size_t o = 0; o < sizeof others / sizeof *others; o++) {
            cardset other = parse(others[o]);
            double expected = 0;
            if (!(other & (mine | board)))
                expected = slow_edge((struct deck){6, 4}, board, spots[s].to_come, mine, other);
            assert_true(fabs(edge[equity_pair(&equity, other)] - expected) < 1e-12);
        }
    }
    equity_release(&equity);
}

/* Summed over the hands of a class, edges before the flop are those of one hand against each, listed. */
static void classes_before_the_flop_are_exact(void **state)
{
    (void)state;
    static const struct deck deck = {4, 4};
    struct equity equity;
    open_equity(&equity, FOUR_STREETS("4"));
    assert_int_equal(equity.classes, 4 * 4);
    cardset mine = parse("AhKh");
    double edge[STRENGTH_PAIRS], sum[STRENGTH_PAIRS] = {0}, expected[STRENGTH_PAIRS] = {0};
    equity_edges(&equity, mine, 0, edge);
    for (unsigned pair = 0; pair < equity.tables.pairs; pair++) {
        cardset other = equity_cards(&equity, pair);
        if (other & mine) {
            assert_true(edge[pair] == 0);
            continue;
        }
        sum[equity.class_of[pair]] += edge[pair];
        expected[equity.class_of[pair]] += slow_edge(deck, 0, 5, mine, other);
    }
    for (unsigned c = 0; c < equity.classes; c++)
        assert_true(fabs(sum[c] - expected[c]) < 1e-5);
    equity_release(&equity);
}

static void other_games_are_refused(void **state)
{
    (void)state;
    static const struct {
        const char *text, *words;
    } games[] = {
        {"GAMEDEF\nlimit\nnumPlayers = 2\nnumRounds = 1\nblind = 1 1\nraiseSize = 1\nnumSuits = 1\nnumRanks = 3\n"
         "numHoleCards = 1\nnumBoardCards = 0\nEND GAMEDEF\n",
         "1 hole card, not two"},
        {"GAMEDEF\nlimit\nnumPlayers = 2\nnumRounds = 2\nblind = 1 1\nraiseSize = 1 1\nnumSuits = 4\nnumRanks = 13\n"
         "numHoleCards = 2\nnumBoardCards = 0 1 3 2\nEND GAMEDEF\n",
         "too many run-outs after round 2"},
    };
    for (size_t g = 0; g < sizeof games / sizeof *games; g++) {
        struct game game;
        struct equity equity;
        struct failure failure = {.text = ""};
        char text[512];
        snprintf(text, sizeof text, "%s", games[g].text);
        assert_true(game_parse("game", text, &game, &failure));
        if (g == 1) {
            game.rounds = 3;
            game.board_cards[2] = 4;
        }
        assert_false(equity_init(&run_unattended, &equity, &game, &failure));
        if (!strstr(failure.text, games[g].words))
            fail_msg("%s", failure.text);
    }
}

/* Hands against hands before the flop are seconds of work. */
static void nobody_waits_for_equities_that_are_not_wanted(void **state)
{
    (void)state;
    struct cancellation asked = {1};
    const struct run_context run = {.cancellation = &asked};
    struct game game;
    struct equity equity;
    struct failure failure = {.text = ""};
    assert_true(game_parse("game", FOUR_STREETS("4"), &game, &failure));
    assert_false(equity_init(&run, &equity, &game, &failure));
    assert_string_equal(failure.text, "interrupted");
    equity_release(&equity);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(edges_are_those_of_a_listing),
        cmocka_unit_test(classes_before_the_flop_are_exact),
        cmocka_unit_test(other_games_are_refused),
        cmocka_unit_test(nobody_waits_for_equities_that_are_not_wanted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
