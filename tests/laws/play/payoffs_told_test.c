/* Whoever tells what a hand paid tells it by definition, chip by chip: histories of random hands of two to ten players, and
 * hands at a table. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "cards/draw.h"
#include "eval/agents.h"
#include "play/sitting.h"
#include "support/chips.h"
#include "support/inventing.h"

#include <math.h>
#include <string.h>

enum { HANDS = 5000, ACTIONS = 2000 };

static struct game game;
static struct random_stream dice;

/* With a card on the board for each street but the first. */
static void invent_game(void)
{
    inventing_game(&dice, &game);
    for (unsigned r = 1; r < game.rounds; r++)
        game.board_cards[r] = 1;
}

static struct action choose(const struct state *at)
{
    chips low, high;
    unsigned drawn = random_below(&dice, 5);
    if (drawn == 0 && state_may_fold(&game, at))
        return (struct action){ACTION_FOLD, 0};
    if (drawn < 3 && state_may_raise(&game, at, &low, &high))
        return (struct action){ACTION_RAISE, inventing_between(&dice, low, high)};
    return (struct action){ACTION_CALL, 0};
}

/* Deals a hand and plays it out; returns how it has ended. */
static struct state play_hand(struct history_hand *hand, struct action actions[])
{
    struct state at;
    card deck[CARD_COUNT];
    deck_cards(game.deck, deck);
    cards_draw(deck, CARD_COUNT, CARD_COUNT, &dice);
    *hand = (struct history_hand){.game = &game, .action = actions, .known = UINT16_MAX};
    hand->board_cards = game_board_cards(&game, game.rounds - 1U);
    memcpy(hand->board, deck, hand->board_cards);
    for (unsigned p = 0; p < game.players; p++) {
        hand->name[p] = "player";
        memcpy(hand->hole[p], deck + hand->board_cards + (size_t)p * 2, 2);
    }
    for (state_start(&game, &at); !at.finished;) {
        assert_true(hand->actions < ACTIONS);
        actions[hand->actions] = choose(&at);
        state_apply(&game, &at, actions[hand->actions++]);
    }
    return at;
}

static void histories_tell_what_ends_pay(void **state)
{
    (void)state;
    for (uint64_t i = 0; i < HANDS; i++) {
        struct action actions[ACTIONS];
        struct history_hand hand;
        hand_rank rank[GAME_PLAYERS];
        double value[GAME_PLAYERS], expected[GAME_PLAYERS];
        dice = random_stream_at(i, 0, 0);
        invent_game();
        struct state end = play_hand(&hand, actions);
        for (unsigned p = 0; p < game.players; p++)
            rank[p] = evaluate(cardset_of_all(hand.hole[p], 2) | cardset_of_all(hand.board, hand.board_cards));
        chips_pay(game.players, end.spent, end.folded, rank, expected);
        assert_true(history_value(&hand, value));
        for (unsigned p = 0; p < game.players; p++)
            assert_true(fabs(value[p] - expected[p]) < 1e-9);
    }
}

static void tables_tell_what_ends_pay(void **state)
{
    (void)state;
    for (uint64_t i = 0; i < HANDS; i++) {
        struct agent agent;
        struct sitting sitting;
        double expected[2];
        dice = random_stream_at(i, 1, 0);
        do
            invent_game();
        while (game.players != 2);
        assert_true(agent_named("random", &game, &agent));
        sitting_start(&sitting, &agent, 9, i);
        while (!sitting.state.finished) {
            if (sitting_asks(&sitting))
                assert_true(sitting_act(&sitting, choose(&sitting.state)));
            else
                sitting_answer(&sitting);
        }
        chips_pay(2, sitting.state.spent, sitting.state.folded, sitting.deal.rank, expected);
        assert_true(sitting_won(&sitting) == expected[sitting.person]);
    }
}

int main(void)
{
    evaluator_init();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(histories_tell_what_ends_pay),
        cmocka_unit_test(tables_tell_what_ends_pay),
    };
    return cmocka_run_group_tests_name("payoffs told", tests, NULL, NULL);
}
